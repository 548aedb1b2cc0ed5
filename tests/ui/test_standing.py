"""What is kept of Streamlit's own work is what Streamlit would have said."""

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session

from projections.ui import ahead, standing

SECTIONS = ("light", "dark", "sidebar", "light.sidebar", "dark.sidebar")


def said() -> bytes:
    message = ForwardMsg()
    theme = message.new_session.custom_theme
    app_session._populate_theme_msg(theme)
    for name in SECTIONS:
        part = theme
        for step in name.split("."):
            part = getattr(part, step)
        app_session._populate_theme_msg(part, f"theme.{name}")
    return message.SerializeToString(deterministic=True)


def test_the_theme_is_read_once_and_is_the_same() -> None:
    before = said()
    standing.set_up()
    standing.set_up()
    assert hasattr(app_session._populate_theme_msg, "kept"), "Streamlit has it by another name now"
    assert said() == before == said()
    assert b"#14629c" in before


def test_the_browser_is_told_of_the_charts_script_at_once() -> None:
    links = ahead.links("PageLink.BERvM-yN.js")
    assert 'href="./static/js/PlotlyChart.' in links, "Streamlit has it by another name now"
    assert "PageLink" not in links, "the page asks for it already"
    assert links.count("<link") == len(set(links.split("<link"))) - 1
