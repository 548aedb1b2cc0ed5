"""What must be known before the figures are read: one line, and all of it when it is opened."""

import streamlit as st

from ..words.grids import unlinked
from . import fetching, session, unsaved


def show() -> None:
    """Problems first, then what is worth knowing; nothing where there is nothing."""
    told = [*session.problems(), *unsaved.problems(), *fetching.told_problems()]
    problems = [unlinked(one) for one in told]
    notices = [*fetching.notices()]
    if not problems and not notices:
        return
    every = [*problems, *notices]
    more = f" (og {len(every) - 1} til)" if len(every) > 1 else ""
    icon = ":material/warning:" if problems else ":material/info:"
    with st.container(key="notices"), st.expander(f"{every[0]}{more}", icon=icon):
        for sentence in problems:
            st.warning(sentence)
        for sentence in notices:
            st.info(sentence)
