"""What is kept of Streamlit's own work is what Streamlit would have said."""

import asyncio
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from projections.draw import plotly
from projections.ui import again, compressed, sending

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
    sending.keep_theme()
    sending.keep_theme()
    assert hasattr(app_session._populate_theme_msg, "kept"), "Streamlit has it by another name now"
    assert said() == before == said()
    assert b"#14629c" in before


def test_the_browser_is_told_of_the_charts_script_at_once() -> None:
    links = compressed.links("PageLink.BERvM-yN.js")
    assert 'href="./static/js/PlotlyChart.' in links, "Streamlit has it by another name now"
    assert "PageLink" not in links, "the page asks for it already"
    for name in compressed.CHIPS:
        assert f'<link rel="prefetch" as="script" crossorigin href="./static/js/{name}.' in links
    assert links.count("<link") == len(set(links.split("<link"))) - 1


def page(name: str) -> None:
    from projections.ui import shell

    shell.run(name)


def all_below(block: Block) -> list[bytes]:
    """Every element and container of a page, in order, as it was sent."""
    found = []
    for place, one in block.children.items():
        found.append(b"%d %s" % (place, one.proto.SerializeToString(deterministic=True)))
        found += all_below(one) if isinstance(one, Block) else []
    return found


@pytest.mark.parametrize("name", ["oversikt", "scenarier", "kapasitet"])
def test_what_is_written_again_is_what_streamlit_would_have_written(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = AppTest.from_function(page, args=(name,), default_timeout=60)
    at.query_params["kommune"] = "5025"
    at.run()
    assert not at.exception
    sent: list[object] = []
    send = again._send
    monkeypatch.setattr(again, "_send", lambda *which: (sent.append(which), send(*which)))
    once_more = all_below(at.run().main)
    assert len(sent) >= 4, "nothing was kept"
    monkeypatch.setattr(again, "written", lambda _, draw, *__: draw())
    assert all_below(at.run().main) == once_more


class Session:
    """What ``sending`` uses of a session: its server's thread comes round when it is told to."""

    def __init__(self) -> None:
        self.rounds: list[Callable[[], None]] = []
        self.had: list[tuple[str, int]] = []
        self._call_soon_on_event_loop = self.rounds.append

    def _handle_scriptrunner_event_on_event_loop(self, _: object, event: str, number: int) -> None:
        if event == "fault":
            raise ValueError
        self.had.append((event, number))


def test_what_a_run_says_is_handed_on_together_and_in_order() -> None:
    assert hasattr(AppSession, sending._EVENT), "Streamlit has it by another name now"
    session = Session()
    for number, event in enumerate(("said", "said", "fault", "ended")):
        sending._gathered(session, None, event, number=number)
    assert len(session.rounds) == 1
    with pytest.raises(ValueError, match=r"^$"):
        session.rounds.pop()()
    session.rounds.pop()()
    assert session.had == [("said", 0), ("said", 1), ("ended", 3)]
    sending._gathered(session, None, "said", number=4)
    session.rounds.pop()()
    assert session.had[-1] == ("said", 4)
    assert not session.rounds


def test_messages_are_sent_in_parts_that_a_browser_has_room_for() -> None:
    parts = sending._in_parts(lambda _: list(range(250)))(None)
    assert [len(one) for one in parts] == [100, 100, 50]
    sent: list[int] = []
    for one in [*parts, -1]:
        sending._each(lambda _, __, message: sent.append(message))(None, None, one)
    assert sent == [*range(250), -1]


def test_the_charts_script_has_the_kinds_of_curve_that_are_drawn() -> None:
    file = compressed._SCRIPTS / compressed.script(compressed.CHARTS)
    path, content = f"/static/js/{file.name}", file.read_bytes()
    lighter = compressed.lighter(path, content)
    assert re.search(rb"\.register\(\[[\w$]+\(\)\]\)", lighter), "Streamlit builds it otherwise now"
    assert len(content) - len(lighter) < 1_000, "only the list of kinds is another"
    assert compressed.lighter("/static/js/index.js", content) is content
    assert compressed.lighter(
        path, content.replace(b"lib/bar.js", b"lib/rod.js")
    ) == content.replace(b"lib/bar.js", b"lib/rod.js")
    # What is drawn, wherever a figure becomes a picture; lines (scatter) Plotly has of itself.
    drawn = Path(plotly.__file__).parent
    kinds = {
        kind
        for one in drawn.glob("*.py")
        for kind in re.findall(r'"type": "(\w+)"', one.read_text("utf-8"))
    }
    assert kinds <= {"bar", "scatter", "line", "category", "linear", "rect", "path", "date"}


def test_the_server_begins_to_answer_without_what_pages_need() -> None:
    asked = "import sys, projections.ui.front; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True).stdout
    own = {one for one in loaded.split() if one.startswith("projections.")}
    front = {"front", "ahead", "compressed", "cookie", "sending", "again", "ways"}
    assert own == {"projections.ui", *(f"projections.ui.{one}" for one in front)}
    assert not {"pandas", "sqlalchemy", "requests"} & set(loaded.split())


class _Socket:
    """A transport that remembers each write."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.is_closed = False

    def write(self, data: bytes) -> None:
        assert not self.is_closed
        self.written.append(data)

    def is_closing(self) -> bool:
        return self.is_closed

    def close(self) -> None:
        self.is_closed = True


def test_what_is_written_in_one_round_of_the_loop_is_one_write_in_order() -> None:
    assert hasattr(sending.websockets_sansio_impl, "WebSocketsSansIOProtocol"), "uvicorn's name"
    socket = _Socket()

    async def rounds() -> None:
        gathered = sending.GatheredWrites(socket)
        gathered.write(b"a")
        gathered.write(b"b")
        assert not socket.written
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        gathered.write(b"c")
        gathered.close()
        gathered.write(b"too late")
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    asyncio.run(rounds())
    assert socket.written == [b"ab", b"c"]
    assert socket.is_closed


@pytest.mark.parametrize(
    "said",
    [
        "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in "
        "your terminal:",
        "streamlit run yourscript.py",
        "Streamlit server is not responding. Are you connected to the internet?",
    ],
)
def test_what_is_said_without_contact_is_said_in_norwegian(said: str) -> None:
    here = Path(sending.__file__).with_name("page.js").read_text("utf-8")
    assert f'"{said}":' in here
    bundle = compressed._SCRIPTS.glob("index.*.js")
    assert any(said in one.read_text("utf-8") for one in bundle), "Streamlit says it otherwise now"
