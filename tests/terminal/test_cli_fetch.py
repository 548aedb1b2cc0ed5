import csv
import io
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_ssb import FakeSSB

from projections.cli import main
from projections.sources.statbank import ssb
from projections.store import Store

NOBODY = "http://127.0.0.1:9/api/pxwebapi/v2"
Told = Callable[[str], tuple[str, str]]
Here = Callable[[str], None]
Refused = Callable[[str], str]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSSB]:
    now = [time.monotonic() + 3600]  # time that passes only when the process would wait
    monkeypatch.setattr(ssb.PROCESS, "_clock", lambda: now[0])
    monkeypatch.setattr(ssb.PROCESS, "_sleep", lambda seconds: now.__setitem__(0, now[0] + seconds))
    monkeypatch.setattr(ssb.PROCESS, "_made", deque(maxlen=ssb.PROCESS._calls))
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
def refused(capsys: pytest.CaptureFixture[str]) -> Refused:
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
    assert "6 nye spørringer" in err
    assert fake.data_calls == 6
    _, again = done("fetch --region 5055")
    assert "0 nye spørringer" in again
    assert "4 nye spørringer" in done("fetch --region 5056")[1]


@pytest.mark.usefixtures("home")
def test_lists_are_kept_between_commands(fake: FakeSSB, done: Told) -> None:
    """A second municipality is its own four queries, and a third command none at all."""
    done("fetch --region 5025")
    first = len(fake.calls)
    done("fetch --region 5055")
    assert len(fake.calls) == first + 4
    assert fake.data_calls == 6 + 4
    assert "0 nye spørringer" in done("fetch --region 5055")[1]
    assert len(fake.calls) == first + 4
    assert "6 nye spørringer" in done("fetch --region 5055 --again")[1]
    # What old editions have is asked once: their descriptions do not change.
    assert len(fake.calls) == first + 4 + first - 5


@pytest.mark.usefixtures("home")
def test_four_commands_in_a_row_keep_the_pace_together(
    fake: FakeSSB, done: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each as in a process of its own: what they share is the store, and the time of day."""
    wall = [1_800_000_000.0]
    made: list[float] = []
    send = ssb.Client._send

    def noted(self: ssb.Client, *rest: Any, **more: Any) -> Any:
        made.append(wall[0])
        return send(self, *rest, **more)

    monkeypatch.setattr(ssb.Client, "_send", noted)
    told = ""
    for code in ("5025", "5055", "5056", "50"):
        own = ssb.Throttle(
            clock=lambda: wall[0],
            sleep=lambda seconds: wall.__setitem__(0, wall[0] + seconds),
            wall=lambda: wall[0],
        )
        for name in ("_made", "_clock", "_sleep", "_wall", "_not_before"):
            monkeypatch.setattr(ssb.PROCESS, name, getattr(own, name))
        told += done(f"fetch --region {code} --again")[1]
    assert len(made) == len(fake.calls) > 50
    assert all(last - first >= 60 - 1e-6 for first, last in zip(made, made[25:], strict=False))
    assert wall[0] - 1_800_000_000 == 60 * (len(made) // 25)  # and no longer than needed
    assert "% Venter på SSB, prøver igjen kl. " in told


@pytest.mark.usefixtures("home", "fake")
def test_a_county_is_fetched_and_shown(done: Told) -> None:
    _, err = done("fetch --region 46")
    assert "Vestland: historie 2000-2026, framskrivinger: ssb-14746.MMMM" in err
    rows = list(csv.DictReader(io.StringIO(done("population --region 46")[0])))
    assert {row["region"] for row in rows} == {"46"}
    assert {"2000", "2050"} <= {row["year"] for row in rows}


@pytest.mark.usefixtures("home")
def test_fetch_with_ssb_down_says_which_day_is_used(fake: FakeSSB, done: Told) -> None:
    done("fetch --region 5055")
    fake.fault, fake.fault_count = "503", 999
    _, err = done("fetch --region 5055 --again")
    assert "svar 503" in err
    assert "er brukt." in err
    assert "historie 2020-2026" in err


def test_a_snapshot_of_everything_serves_a_machine_without_network(
    fake: FakeSSB,
    home: Here,
    done: Told,
    refused: Refused,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "tall.sqlite"
    out, err = done(f"snapshot --out {file}")
    assert out == ""
    *progress, last = err.splitlines()
    assert all("%" in one for one in progress)
    assert "tabell 14746, del 3 av 4" in err
    answers = sum(one.queries for one in Store().tables())
    assert last == f"13 kommuner, {answers} svar lagret i {file}."
    assert answers > 4 * 13
    made = len(fake.calls)
    assert fake.data_calls == 4 + 4
    shown = done("population --region 5055 --alternative LHML")[0]
    moved = done("components --region 5055")[0]
    assert len(fake.calls) == made

    monkeypatch.setenv(ssb.URL_VARIABLE, NOBODY)
    home("second")
    assert "«LHML»" in refused("population --region 5055 --alternative LHML")
    assert done(f"snapshot --load {file}")[1] == f"{answers} svar lest fra {file}.\n"
    assert done("population --region 5055 --alternative LHML")[0] == shown
    assert done("components --region 5055")[0] == moved
    rows = list(csv.DictReader(io.StringIO(shown)))
    assert {row["region"] for row in rows} == {"5055"}
    assert {"2020", "2026", "2050"} <= {row["year"] for row in rows}
    for code in ("5025", "1508", "4624", "0301", "0"):
        assert f"{code}," in done(f"population --region {code}")[0]
    assert len(fake.calls) == made


@pytest.mark.usefixtures("home")
def test_a_snapshot_goes_on_where_it_broke_off(
    fake: FakeSSB, done: Told, refused: Refused, tmp_path: Path
) -> None:
    file = tmp_path / "tall.sqlite"
    fake.fault, fake.fault_count, fake.fault_path, fake.fault_after = "503", 999, "/data", 2
    assert "svar 503" in refused(f"snapshot --out {file}")
    assert not file.exists()
    fake.fault = ""
    made = fake.data_calls
    assert "13 kommuner" in done(f"snapshot --out {file}")[1]
    assert fake.data_calls - made == 8 - 2
    made = fake.data_calls
    assert "13 kommuner" in done(f"snapshot --out {file}")[1]
    assert fake.data_calls == made


@pytest.mark.usefixtures("home")
def test_what_could_not_be_had_is_told(fake: FakeSSB, done: Told, tmp_path: Path) -> None:
    del fake.tables["14747"]
    _, err = done(f"snapshot --out {tmp_path / 'tall.sqlite'}")
    told = [one for one in err.splitlines() if "%" not in one]
    assert len(told) == 2
    assert told[0].startswith("Det som ligger bak framskrivingen, ble ikke hentet. SSB, ")
    assert told[1].startswith("13 kommuner, ")


def test_a_snapshot_of_what_is_kept_asks_nothing(
    fake: FakeSSB,
    home: Here,
    done: Told,
    refused: Refused,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done("fetch --region 5055")
    done("fetch --region 5025")
    shown = done("population --region 5055 --alternative LHML")[0]
    file = tmp_path / "tall.sqlite"
    made = len(fake.calls)
    monkeypatch.setenv(ssb.URL_VARIABLE, NOBODY)
    _, err = done(f"snapshot --out {file} --stored")
    answers = sum(one.queries for one in Store().tables())
    assert err == f"{answers} svar lagret i {file}.\n"

    home("second")
    assert "«LHML»" in refused("population --region 5055 --alternative LHML")
    done(f"snapshot --load {file}")
    assert done("population --region 5055 --alternative LHML")[0] == shown
    assert "«LHML»" in refused("population --region 5056 --alternative LHML")
    assert "2020-2026" in done("fetch --region 5055")[1]
    assert len(fake.calls) == made


def test_a_snapshot_is_loaded_by_another_process(
    fake: FakeSSB, home: Here, done: Told, tmp_path: Path, root: Path
) -> None:
    done("fetch --region 5055")
    file = tmp_path / "tall.sqlite"
    done(f"snapshot --out {file} --stored")
    home("second")
    made = len(fake.calls)
    command = [sys.executable, "-m", "projections"]
    for arguments in (["snapshot", "--load", str(file)], ["components", "--region", "5055"]):
        found = subprocess.run(
            [*command, *arguments], cwd=root, capture_output=True, text=True, timeout=60
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
        ("snapshot --stored", "--out FIL"),
        ("snapshot --stored --load b", "--stored hører til --out FIL"),
        ("snapshot --load /nowhere/at/all", "/nowhere/at/all"),
        ("snapshot --out /nowhere/at/all", "/nowhere/at/all"),
        ("snapshot --out /nowhere/at/all --stored", "/nowhere/at/all"),
        ("population --region 9999", "9999"),
        ("fetch --region Roeyse", "Ukjent kommune: «Roeyse»"),
    ],
)
def test_wrong_use_is_one_sentence(refused: Refused, line: str, says: str) -> None:
    assert says in refused(line)


@pytest.mark.usefixtures("fake", "home")
def test_a_damaged_snapshot_changes_nothing(refused: Refused, tmp_path: Path) -> None:
    file = tmp_path / "tall.sqlite"
    file.write_bytes(b"half a file")
    assert str(file) in refused(f"snapshot --load {file}")
    assert Store().tables() == []


@pytest.mark.usefixtures("home")
def test_no_contact_and_nothing_kept_is_one_sentence(
    fake: FakeSSB, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ssb.URL_VARIABLE, NOBODY)
    assert "Får ikke kontakt med SSB" in refused("fetch --region 5055")
    assert "Får ikke kontakt med SSB" in refused("snapshot --out tall.sqlite")
    assert fake.calls == []
    assert Store().tables() == []
