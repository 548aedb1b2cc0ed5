"""Files to take along: made when asked for, from what is on the page as it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

import streamlit as st

from ..errors import BaereevneError
from ..exports import make
from . import controls, panels
from .view import now

_MADE = "export_{}"
"""Session key of a made file: what it was made of, its bytes, and what it lacks."""
BUTTONS: Mapping[str, str] = MappingProxyType(
    {
        "pptx": "Lag PowerPoint",
        "xlsx": "Lag Excel-ark",
        "html": "Lag utskrift",
    }
)
ABOUT = (
    "PowerPoint: ett lysbilde per figur, med grafer som kan redigeres, notater og kilder. Excel: "
    "tallene, forutsetningene og formlene mellom dem. Utskrift: én HTML-fil til papir, med tekst "
    "og tabeller som kan limes inn i økonomiplanen."
)
Make = Callable[[], tuple[bytes, str]]
"""Makes a file: its bytes, and a sentence on what it lacks."""


@dataclass(frozen=True)
class File:
    """A file that may be made.

    Parameters
    ----------
    key
        Unique on the page.
    button, take
        Texts of the button that makes it, and of the one that downloads it.
    name, media_type
        Of the file.
    stays
        Says, when it could not be made, that nothing else is lost.
    """

    key: str
    button: str
    take: str
    name: str
    media_type: str
    stays: str


def show() -> None:
    """A button a format, and when it is made, the file."""
    st.markdown(f"{ABOUT} Filene gjelder valget ditt: {controls.chosen()}.")
    look = template()
    for column, (ending, button) in zip(st.columns(len(BUTTONS)), BUTTONS.items(), strict=True):
        known = make.FORMATS[ending]
        file = File(
            ending,
            button,
            f"Last ned {known.name}",
            f"{panels.file_name('baereevne')}.{ending}",
            known.media_type,
            "Valgene dine er som før.",
        )
        with column:
            used = look if ending == "pptx" else None
            offer(file, (controls.choice(), used), partial(_made, ending, used))


def template() -> bytes | None:
    """A .pptx file whose look a presentation is to have; None where there is none."""
    given = st.file_uploader(
        "Egen PowerPoint-mal (.pptx), hvis kommunen har en",
        type="pptx",
        max_upload_size=20,
        key="export_template",
        help="Malens skrifter, farger og oppsett brukes. Lysbildene i den tas ikke med.",
    )
    return given.getvalue() if given else None


def offer(file: File, of: object, made: Make) -> None:
    """Make a file when asked, keep it as long as it is of the same, and offer it.

    Parameters
    ----------
    of
        All that the file is made of: equal as long as the file would be the same.
    """
    key = _MADE.format(file.key)
    if st.button(file.button, key=f"make_{file.key}", width="stretch"):
        st.session_state.pop(key, None)
        try:
            with st.spinner(f"{file.button} …", show_time=True):
                st.session_state[key] = (of, *made())
        except BaereevneError as problem:
            st.error(f"Filen ble ikke laget. {problem} {file.stays}")
    made_of, content, missing = st.session_state.get(key, (None, b"", ""))
    if made_of != of:
        return
    st.download_button(
        file.take,
        data=content,
        file_name=file.name,
        mime=file.media_type,
        key=f"take_{file.key}",
        on_click="ignore",
        width="stretch",
    )
    panels.remark(missing)


def _made(ending: str, template: bytes | None) -> tuple[bytes, str]:
    """The file, and a sentence for what the region lacks."""
    content, collection = make.make(ending, now(), template)
    return content, collection.left_out
