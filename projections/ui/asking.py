"""What comes before the figures: which kommune it is, and what must be known first."""

import streamlit as st

from ..choices import offered
from ..sources.data.money import ROROS
from ..words.literal import literal
from . import fetching, session, shared, unsaved

_KEY = "asked_region"


def show() -> None:
    """The question which region it is."""
    catalogue, every = shared.figures(), shared.places()
    count = sum(len(code) == 4 for code in catalogue.names)
    names = {code: offered.in_county(code, catalogue) for code in offered.present(catalogue)}
    name = catalogue.names[ROROS]
    st.selectbox(
        "Hvilken kommune gjelder det?",
        [*names, *(value for value in every if value not in names)],
        format_func=lambda value: names.get(value, every[value]),
        index=None,
        placeholder="Hvilken kommune gjelder det?",
        label_visibility="collapsed",
        width=290,
        key=_KEY,
        on_change=_take,
        help=f"Alle {count} kommuner, fylkene og landet kan velges. Samiske og kvenske navn og "
        "tidligere navn og numre finner også fram.",
    )
    st.button(
        f"Se {name}",
        on_click=session.take,
        args=("region", ROROS),
        help="Eksempelet med økonomiplan, som vises så lenge.",
    )


def _take() -> None:
    if value := st.session_state[_KEY]:
        session.take("region", value)


def notices() -> None:
    """Problems first, then what is worth knowing; nothing where there is nothing."""
    told = [*session.problems(), *unsaved.problems(), *fetching.told_problems()]
    problems = [literal(one) for one in told]
    notices = [*map(literal, fetching.notices())]
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
