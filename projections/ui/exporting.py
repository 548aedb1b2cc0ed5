"""Files to take along: made when asked for, from the choice as it is."""

import streamlit as st

from ..errors import BaereevneError
from ..exports import make
from . import controls, panels, selections

_MADE = "export_{}"
"""Session key of a made file: what it was made of, its bytes, and what it lacks."""
BUTTONS = {
    "pptx": "Lag PowerPoint",
    "xlsx": "Lag Excel-ark",
    "html": "Lag utskrift",
}
ABOUT = (
    "PowerPoint: ett lysbilde per figur, med grafer som kan redigeres, notater og kilder. Excel: "
    "tallene, forutsetningene og formlene mellom dem. Utskrift: én HTML-fil til papir, med tekst "
    "og tabeller som kan limes inn i økonomiplanen."
)


def show() -> None:
    """A button a format, and when it is made, the file."""
    st.markdown(f"{ABOUT} Filene gjelder valget ditt: {controls.chosen()}.")
    template = st.file_uploader(
        "Egen PowerPoint-mal (.pptx), hvis kommunen har en",
        type="pptx",
        max_upload_size=20,
        key="export_template",
        help="Malens skrifter, farger og oppsett brukes. Lysbildene i den tas ikke med.",
    )
    look = template.getvalue() if template else None
    for column, ending in zip(st.columns(len(BUTTONS)), BUTTONS, strict=True):
        with column:
            _format(ending, look if ending == "pptx" else None)


def _format(ending: str, template: bytes | None) -> None:
    """Make a file when asked, keep it as long as it is of the choice, and offer it."""
    key, of = _MADE.format(ending), (controls.choice(), template)
    if st.button(BUTTONS[ending], key=f"make_{ending}", width="stretch"):
        st.session_state.pop(key, None)
        try:
            with st.spinner(f"{BUTTONS[ending]} …", show_time=True):
                st.session_state[key] = (of, *_made(ending, template))
        except BaereevneError as problem:
            st.error(f"Filen ble ikke laget. {problem} Valgene dine er som før.")
    made_of, content, missing = st.session_state.get(key, (None, b"", ""))
    if made_of != of:
        return
    st.download_button(
        f"Last ned {make.FORMATS[ending].name}",
        data=content,
        file_name=f"{panels.file_name('baereevne')}.{ending}",
        mime=make.FORMATS[ending].media_type,
        key=f"take_{ending}",
        on_click="ignore",
        width="stretch",
    )
    panels.remark(missing)


def _made(ending: str, template: bytes | None) -> tuple[bytes, str]:
    """The file, and a sentence for what the region lacks."""
    catalogue = controls.catalogue()
    chosen = selections.of(controls.choice(), catalogue)
    content, collection = make.make(
        ending, controls.case(), controls.projection(), catalogue, chosen, template
    )
    return content, collection.left_out
