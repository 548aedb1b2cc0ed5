"""The store breaks under the app: one sentence, nothing lost, and it goes on when the store does.

What SQLite, PostgreSQL and the disk say is tried in tests/test_store.py; here is what a user sees.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

import pytest
from postgres import Server
from saved import SAVED
from streamlit.testing.v1 import AppTest
from test_pages import opened

from projections.errors import StoreError
from projections.store import Answer, Store, database, scenarios
from projections.ui import session, shared, unsaved


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store with a scenario in it, and a browser that has a cookie."""
    monkeypatch.setenv("BAEREEVNE_HOME", str(tmp_path))
    monkeypatch.setattr(database, "REST_SECONDS", 0.2)
    monkeypatch.setattr(unsaved, "owner", lambda: "a" * 64)
    scenarios.keep(Store(), SAVED)
    shared.forget_figures()
    yield tmp_path / "baereevne.sqlite"
    shared.forget_figures()


@contextmanager
def corrupt(file: Path) -> Iterator[None]:
    good = file.read_bytes()
    file.write_bytes(b"x" * 8192)
    yield
    file.write_bytes(good)


@contextmanager
def locked(file: Path, mode: str = "EXCLUSIVE") -> Iterator[None]:
    """Held so that not even readers come in, as by a program that copies the file."""
    with (
        closing(sqlite3.connect(file, isolation_level=None)) as other,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(database, "WAIT_SECONDS", 0.2)
        other.execute(f"PRAGMA locking_mode = {mode}")
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def busy(file: Path) -> AbstractContextManager[None]:
    """Another writes, and does not finish; readers do not notice."""
    return locked(file, "NORMAL")


@contextmanager
def told_to(pragma: str) -> Iterator[None]:
    """Every connection with a setting that makes SQLite itself refuse."""
    connect = database._connect

    def changed(address: str) -> sqlite3.Connection:
        connection = connect(address)
        connection.execute(f"PRAGMA {pragma}")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_connect", changed)
        yield


@contextmanager
def full(_: Path) -> Iterator[None]:
    """No page more, and none of those there are has room left."""
    with told_to("max_page_count = 1"):
        with suppress(StoreError):
            for number in range(100):
                Store().put(Answer("x", str(number), "2026-01-01", "2026-01-01", b""))
        yield


def read_only(_: Path) -> AbstractContextManager[None]:
    return told_to("query_only = ON")


Fault = Callable[[Path], AbstractContextManager[None]]


def sentences(at: AppTest) -> list[str]:
    assert not at.exception
    every = [one.value for one in (*at.error, *at.warning)]
    return [one for one in every if "Lageret" in one]


@pytest.mark.parametrize("fault", [locked, corrupt])
@pytest.mark.parametrize("page", ["last_opp", "oversikt"])
def test_a_store_that_cannot_be_read_is_one_sentence_until_it_can(
    file: Path, fault: Fault, page: str
) -> None:
    with fault(file):
        at = opened(page)
        (told,) = sentences(at)
        assert "kan ikke leses" in told
        assert "følger med Bæreevne" in told
        assert any(one.value.startswith("Bæreevne ") for one in at.caption), "the page's last line"
    time.sleep(database.REST_SECONDS)  # so long a store that failed is left alone
    assert sentences(at.run()) == []
    assert scenarios.every(Store()) == (SAVED,)


@pytest.mark.parametrize(
    ("fault", "said"), [(busy, "opptatt"), (full, "disken er full"), (read_only, "tilgang")]
)
def test_what_cannot_be_saved_is_one_sentence_and_still_there(
    file: Path, fault: Fault, said: str
) -> None:
    at = opened("scenarier")
    at.session_state["scenarios_open"] = True
    at.run()
    at.text_input(key="scenario_name_0").set_value("20 flere")
    at.text_area(key="scenario_note_0").set_value("Fordi skolen fylles")
    save = next(one for one in at.button if one.label == "Lagre scenariet")
    with fault(file):
        save.click().run()
        assert len(sentences(at)) == 1
        assert said in sentences(at)[0]
    assert at.text_input(key="scenario_name_0").value == "20 flere"
    assert at.text_area(key="scenario_note_0").value == "Fordi skolen fylles"
    next(one for one in at.button if one.label == "Lagre scenariet").click().run()
    assert {one.name for one in scenarios.every(Store())} == {"Vekst", "20 flere"}


def test_what_cannot_be_deleted_is_one_sentence_on_a_whole_page(file: Path) -> None:
    at = opened("scenarier")
    at.session_state["scenarios_open"] = True
    at.session_state["scenario_remove"] = SAVED.name
    at.run()
    with read_only(file):
        at.button(key=f"yes_{SAVED.name}").click().run()
    (told,) = sentences(at)
    assert "kan ikke skrives" in told
    assert at.title
    assert scenarios.every(Store()) == (SAVED,)


def test_postgresql_goes_and_comes_back(postgres: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same process, the same session: nothing is started anew."""
    monkeypatch.setattr(database, "WAIT_SECONDS", 2)  # libpq knows whole seconds
    monkeypatch.setenv("BAEREEVNE_DATABASE_URL", postgres)
    scenarios.keep(Store(), SAVED)
    at = opened("last_opp")
    assert sentences(at) == []
    postgres.stop()
    try:
        shared.forget_figures()
        (told,) = sentences(at.run())
        assert "PostgreSQL-basen «postgres»" in told
        assert "p@ss" not in told
        assert at.title
    finally:
        postgres.start()
    assert sentences(at.run()) == []
    assert scenarios.every(Store()) == (SAVED,)
    scenarios.remove(Store(), SAVED.name)
    Store().close()


def test_a_store_that_goes_away_under_a_page_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_: object) -> None:
        raise StoreError("Lageret er borte.")

    monkeypatch.setattr(session, "page_begins", away)
    at = opened("befolkning")
    assert not at.exception
    assert any("Lageret er borte." in one.value for one in at.error)
