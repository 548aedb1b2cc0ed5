"""A snapshot handed out with the program: read on start, never written, told when it is no good."""

import io
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_ssb import FakeSSB

from projections.cli import main
from projections.presentation import files
from projections.sources import catalogue as everything
from projections.sources.statbank import ssb
from projections.store import Answer, Store, handed, scenarios, uploads

NOBODY = "http://127.0.0.1:9/api/pxwebapi/v2"
WITH = "population --region 5055 --alternative LHML"
Told = Callable[[str], tuple[str, str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str]:
    """A snapshot with Heim and things that users saved, and Heim's figures."""
    folder, now = tmp_path_factory.mktemp("made"), [time.monotonic() + 3600]
    with pytest.MonkeyPatch.context() as patch, FakeSSB() as fake:
        patch.setattr(ssb.PROCESS, "_clock", lambda: now[0])
        sleep = lambda seconds: now.__setitem__(0, now[0] + seconds)  # noqa: E731
        patch.setattr(ssb.PROCESS, "_sleep", sleep)
        patch.setattr(ssb.PROCESS, "_made", deque(maxlen=ssb.PROCESS._calls))
        patch.setattr(ssb.PROCESS, "_not_before", 0.0)
        patch.setenv("BAEREEVNE_HOME", str(folder))
        patch.setenv(ssb.URL_VARIABLE, fake.url)
        assert main(["fetch", "--region", "5055"]) == 0
        for table in handed.USERS_OWN:
            Store().put(Answer(table, "{}", "2026-11-29", "2026-11-29T10:00:00Z", b"their own"))
        file, out = folder / "ssb.sqlite", io.StringIO()
        assert main(["snapshot", "--out", str(file), "--stored"]) == 0
        patch.setattr(sys, "stdout", out)
        assert main(WITH.split()) == 0
        return file.read_bytes(), out.getvalue()


@pytest.fixture
def snapshot(
    made: tuple[bytes, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, str]:
    """The file on a machine with an empty store and no network, and what it should give."""
    file = tmp_path / "ssb.sqlite"
    file.write_bytes(made[0])
    monkeypatch.setenv(ssb.URL_VARIABLE, NOBODY)
    monkeypatch.setenv("BAEREEVNE_HOME", str(tmp_path / "handed"))
    monkeypatch.setenv(handed.VARIABLE, str(file))
    return file, made[1]


def test_it_is_found_on_start_and_never_written(
    snapshot: tuple[Path, str], done: Told, tmp_path: Path
) -> None:
    file, shown = snapshot
    before = file.read_bytes()
    assert done(WITH)[0] == shown
    assert done("components --region Heim")[0]
    assert file.read_bytes() == before
    assert list(tmp_path.glob("ssb.sqlite*")) == [file]
    assert not (tmp_path / "handed").exists()  # nothing is made in the store by looking
    case = everything.load(Store()).case("5055")
    assert len(case.projections) == 9 + 1  # and our own
    assert everything.load(Store()).case("5056").projections[:-1] == ()


def test_it_is_read_where_nothing_can_be_written(snapshot: tuple[Path, str], done: Told) -> None:
    file, shown = snapshot
    file.chmod(0o444)
    assert done(WITH)[0] == shown


@pytest.mark.usefixtures("snapshot")
def test_what_users_saved_is_not_handed_out() -> None:
    assert {scenarios.TABLE, uploads.TABLE, files.TABLE} == handed.USERS_OWN
    for table in handed.USERS_OWN:
        assert Store().queries(table) == frozenset()
        assert Store().newest(table, "{}") is None


def test_a_newer_answer_of_ones_own_comes_first(snapshot: tuple[Path, str]) -> None:
    del snapshot
    store = Store()
    (query,) = sorted(store.queries("07459"))[:1]
    old = store.newest("07459", query)
    assert old
    newer = Answer("07459", query, "2027-02-20T07:00:00Z", "2027-02-20T08:00:00Z", b"newer")
    store.put(newer)
    assert store.newest("07459", query) == newer
    assert store.exact("07459", query, old.updated) == old
    assert store.times("07459", query)[0] == (newer.updated, newer.retrieved)
    assert len(store.times("07459", query)) == 2


def test_a_store_of_another_address_has_nothing_of_it(
    snapshot: tuple[Path, str], tmp_path: Path
) -> None:
    del snapshot
    assert Store(f"sqlite:///{tmp_path / 'other.sqlite'}").queries("07459") == frozenset()


@pytest.mark.parametrize("damage", ["gone", "garbage", "other"])
def test_one_that_cannot_be_read_is_told_and_the_app_goes_on(
    snapshot: tuple[Path, str], done: Told, damage: str
) -> None:
    file, _ = snapshot
    if damage == "gone":
        file.unlink()
    elif damage == "garbage":
        file.write_bytes(b"no database" * 1000)
    else:
        content = bytearray(file.read_bytes())
        content[68:72] = b"\0\0\0\1"  # another program's
        file.write_bytes(content)
    out, err = done("population --region 5055")
    assert "Svarpakken" in err
    assert err.count("\n") == 1
    assert "ssb-07459-alle" in out  # as bundled


def test_the_place_is_what_is_pointed_at_or_beside_the_figures(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(handed.VARIABLE, str(tmp_path / "x.sqlite"))
    assert handed.place() == tmp_path / "x.sqlite"
    monkeypatch.delenv(handed.VARIABLE)
    beside = Path(handed.__file__).parents[2] / "data" / "ssb.sqlite"
    assert handed.place() == (beside if beside.is_file() else None)
