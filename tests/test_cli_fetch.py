import csv
import io
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_ssb import FakeSSB

from projections.cli import main
from projections.sources import ssb
from projections.store import Store

NOBODY = "http://127.0.0.1:9/api/pxwebapi/v2"
Told = Callable[[str], tuple[str, str]]
Here = Callable[[str], None]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSSB]:
    now = [time.monotonic() + 3600]  # time that passes only when the process would wait
    monkeypatch.setattr(ssb.PROCESS, "_clock", lambda: now[0])
    monkeypatch.setattr(ssb.PROCESS, "_sleep", lambda seconds: now.__setitem__(0, now[0] + seconds))
    monkeypatch.setattr(ssb.PROCESS, "_made", deque(maxlen=ssb.CALLS_A_MINUTE))
    monkeypatch.setattr(ssb.PROCESS, "_not_before", 0.0)
    with FakeSSB() as started:
        monkeypatch.setenv(ssb.URL_VARIABLE, started.url)
        yield started


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    """Move to another machine: a store of its own."""

    def move(name: str) -> None:
        monkeypatch.setenv("BAEREEVNE_HOME", str(tmp_path / name))

    move("first")
    return move


@pytest.fixture
def done(capsys: pytest.CaptureFixture[str]) -> Told:
    """What a call that goes well prints, and what it tells."""

    def call(line: str) -> tuple[str, str]:
        code = main(line.split())
        out, err = capsys.readouterr()
        assert code == 0, err
        return out, err

    return call


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    """The one sentence a call ends with: on standard error alone, exit code 2."""

    def call(line: str) -> str:
        assert main(line.split()) == 2
        out, err = capsys.readouterr()
        assert out == ""
        last = err.splitlines()[-1]
        assert last.endswith(".")
        assert "Traceback" not in err
        assert all("%" in one for one in err.splitlines()[:-1])  # progress, nothing else
        return last

    return call


@pytest.mark.usefixtures("home")
def test_fetch_tells_what_came(fake: FakeSSB, done: Told) -> None:
    out, err = done("fetch --region 5055")
    assert out == ""
    assert "Folketall for Heim" in err
    assert "historie 2020-2026" in err
    assert "MMMM" in err
    assert "3 nye spørringer" in err
    assert fake.data_calls == 3
    _, again = done("fetch --region 5055")
    assert "0 nye spørringer" in again


@pytest.mark.usefixtures("home")
def test_fetch_with_ssb_down_says_which_day_is_used(fake: FakeSSB, done: Told) -> None:
    done("fetch --region 5055")
    fake.fault, fake.fault_count = "503", 999
    _, err = done("fetch --region 5055")
    assert "svar 503" in err
    assert "er brukt." in err
    assert "historie 2020-2026" in err


def test_a_snapshot_serves_a_machine_without_network(
    fake: FakeSSB, home: Here, done: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("fetch --region 5055")
    done("fetch --region 5025")
    shown = done("population --region 5055 --alternative LHML")[0]
    file = tmp_path / "tall.sqlite"
    _, err = done(f"snapshot --out {file}")
    assert str(file) in err
    made = len(fake.calls)

    monkeypatch.setenv(ssb.URL_VARIABLE, NOBODY)
    home("second")
    assert main(["population", "--region", "5055"]) == 2
    done(f"snapshot --load {file}")
    assert done("population --region 5055 --alternative LHML")[0] == shown
    rows = list(csv.DictReader(io.StringIO(shown)))
    assert {row["region"] for row in rows} == {"5055"}
    assert {"2026", "2050"} <= {row["year"] for row in rows}
    assert "2020-2026" in done("fetch --region 5055")[1]
    assert len(fake.calls) == made


def test_a_snapshot_is_loaded_by_another_process(
    fake: FakeSSB, home: Here, done: Told, tmp_path: Path, root: Path
) -> None:
    done("fetch --region 5055")
    file = tmp_path / "tall.sqlite"
    done(f"snapshot --out {file}")
    home("second")
    made = len(fake.calls)
    command = [sys.executable, "-m", "projections"]
    for arguments in (["snapshot", "--load", str(file)], ["components", "--region", "5055"]):
        found = subprocess.run(
            [*command, *arguments], cwd=root, capture_output=True, text=True, timeout=30
        )
        assert found.returncode == 0, found.stderr
    assert "5055" in found.stdout
    assert len(fake.calls) == made


@pytest.mark.usefixtures("fake", "home")
@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("fetch --region 9999", "9999 finnes ikke"),
        ("fetch --region", "mangler verdi"),
        ("fetch --years 2030", "ukjent valg"),
        ("snapshot", "--out FIL"),
        ("snapshot --out a --load b", "--out FIL"),
        ("snapshot --load /nowhere/at/all", "/nowhere/at/all"),
        ("snapshot --out /nowhere/at/all", "/nowhere/at/all"),
        ("population --region 5055", "5055"),
    ],
)
def test_wrong_use_is_one_sentence(refused: Callable[[str], str], line: str, says: str) -> None:
    assert says in refused(line)


@pytest.mark.usefixtures("fake", "home")
def test_a_damaged_snapshot_changes_nothing(refused: Callable[[str], str], tmp_path: Path) -> None:
    file = tmp_path / "tall.sqlite"
    file.write_bytes(b"half a file")
    assert str(file) in refused(f"snapshot --load {file}")
    assert Store().tables() == []


@pytest.mark.usefixtures("home")
def test_no_contact_and_nothing_kept_is_one_sentence(
    fake: FakeSSB, refused: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ssb.URL_VARIABLE, NOBODY)
    assert "Får ikke kontakt med SSB" in refused("fetch --region 5055")
    assert fake.calls == []
    assert Store().tables() == []
