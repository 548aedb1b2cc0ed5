"""What Streamlit finds anew for every run, and which stands for as long as the process does."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from streamlit.elements.widgets import selectbox
from streamlit.runtime import app_session

_FILL, _STATE = "_populate_theme_msg", "get_session_state"


def set_up() -> None:
    """Keep the theme as it is sent, and have lists look up one value.

    Reading the theme from the settings took a tenth of every run. Six sections of it are looked up
    among all settings, under a lock, on the thread that serves everyone. Where Streamlit has no
    such function, or it is kept already, nothing is done.
    """
    fill = getattr(app_session, _FILL, None)
    if fill is not None and not hasattr(fill, "kept"):
        setattr(app_session, _FILL, _kept(fill))
    state = getattr(selectbox, _STATE, None)
    if state is not None and not hasattr(state, "kept"):
        setattr(selectbox, _STATE, _of_one(state))


def _of_one(state: Callable[[], Any]) -> Callable[[], Any]:
    """A list looks up its own value, which Streamlit does in a copy of all the session has."""

    def asked() -> SimpleNamespace:
        return SimpleNamespace(filtered_state=state())

    asked.kept = state  # type: ignore[attr-defined]
    return asked


def _kept(fill: Callable[..., None]) -> Callable[..., None]:
    themes: dict[str, Any] = {}

    def filled(message: Any, section: str = "theme") -> None:
        if section not in themes:
            theme = type(message)()
            fill(theme, section)
            themes[section] = theme
        if themes[section].ByteSize():  # an empty one is not said at all
            message.MergeFrom(themes[section])

    filled.kept = themes  # type: ignore[attr-defined]
    return filled
