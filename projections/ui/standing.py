"""What Streamlit finds anew for every run, and which stands for as long as the process does."""

from collections.abc import Callable
from typing import Any

from streamlit.runtime import app_session

_FILL = "_populate_theme_msg"


def set_up() -> None:
    """Keep the theme as it is sent.

    Reading the theme from the settings took a tenth of every run. Six sections of it are looked up
    among all settings, under a lock, on the thread that serves everyone. Where Streamlit has no
    such function, or it is kept already, nothing is done.
    """
    fill = getattr(app_session, _FILL, None)
    if fill is not None and not hasattr(fill, "kept"):
        setattr(app_session, _FILL, _kept(fill))


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
