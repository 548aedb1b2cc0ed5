"""What the server does before the first page, and with addresses and mistakes of its own."""

import gc

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from projections.ui import ahead, events, front, sending, shared


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What has been done, in order, without doing it to the tests' own process."""
    told: list[str] = []
    for module, name in (
        (sending, "keep_theme"),
        (sending, "set_up"),
        (events, "set_up"),
        (shared, "warm"),
        (ahead, "begin"),
        (gc, "freeze"),
        (gc, "collect"),
    ):
        said = f"{module.__name__.rpartition('.')[2]}.{name}"
        monkeypatch.setattr(module, name, lambda said=said: told.append(said))
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    return told


def test_figures_are_read_before_first_views_are_made(done: list[str]) -> None:
    front._warm()
    assert done == ["events.set_up", "shared.warm", "ahead.begin", "gc.freeze"]


def test_a_program_that_cannot_be_loaded_ends_the_process(
    done: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: str) -> None:
        raise ImportError("half a file")

    class EndedError(Exception):
        pass

    def end(code: int) -> None:
        raise EndedError(code)

    monkeypatch.setattr(front, "import_module", broken)
    monkeypatch.setattr(front.os, "_exit", end)
    with pytest.raises(EndedError, match="1"):
        front._warm()
    assert "The program cannot be loaded" in caplog.text
    assert done == []


def test_the_server_is_made_ready_while_it_begins_to_answer(
    done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []

    class Thread:
        def __init__(self, target: object, daemon: bool) -> None:
            assert daemon
            self.target = target

        def start(self) -> None:
            started.append(self.target)

    monkeypatch.setattr(front, "Thread", Thread)
    front.prepare_server()
    assert started == [front._warm]
    assert PagesManager.uses_pages_directory is False
    assert done[:2] == ["sending.keep_theme", "sending.set_up"]


@pytest.mark.parametrize("query", ["", "?kommune=5025"])
def test_the_start_page_by_its_name_is_the_first_address(query: str) -> None:
    browser = TestClient(Starlette(middleware=[Middleware(front.NorwegianPage)]))
    answer = browser.get(f"/oversikt{query}", follow_redirects=False)
    assert answer.is_redirect
    assert answer.headers["location"] == f"/{query}"


def _script() -> None:
    from projections.ui import front

    assert front.on_script_error(KeyError("Ola Nordmann"))


def test_a_mistake_of_ours_is_one_sentence_without_what_a_user_wrote() -> None:
    at = AppTest.from_function(_script).run()
    assert not at.exception
    assert [one.value for one in at.error] == [front.UNEXPECTED]
    assert "Nordmann" not in at.error[0].value
    assert events.faults()[0].kind == "KeyError"
