"""The command ``spending``: the page's figures, and what is told when there are none."""

import csv
import io
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fake_ssb import FakeSSB

from projections.cli import main
from projections.sources.statbank import ssb

Call = Callable[..., tuple[int, list[dict[str, str]], str]]


@pytest.fixture
def call(call: Callable[..., Any]) -> Callable[..., Any]:
    return partial(call, "spending")


def test_levels_as_printed(call: Call) -> None:
    code, rows, _ = call()
    assert code == 0
    assert len(rows) == 77
    assert {row["region"] for row in rows[:11]} == {"5025"}
    total = next(row for row in rows if (row["region"], row["item"]) == ("5025", "total"))
    assert (total["value"], total["unit"], total["year"]) == ("78200", "NOK per inhabitant", "2022")
    assert {row["adjusted"] for row in rows} == {"need"}


@pytest.mark.parametrize(
    ("measure", "value", "unit"),
    [("difference", 4110, "NOK per inhabitant"), ("million", 4110 * 5598 / 1e6, "million NOK")],
)
def test_differences_from_the_group(call: Call, measure: str, value: float, unit: str) -> None:
    _, rows, _ = call("--measure", measure)
    row = next(row for row in rows if row["item"] == "styring")
    assert float(row["value"]) == pytest.approx(value)
    assert (row["unit"], row["measure"], row["from"]) == (unit, "deviation", "EKG11")


def test_key_figures(call: Call) -> None:
    _, rows, _ = call("--measure", "key-figures", "--region", "5026")
    debt = next(row for row in rows if row["item"] == "net_debt")
    assert (debt["region"], debt["value"], debt["adjusted"]) == ("5026", "135391", "none")


def test_fetched_figures_are_printed_and_kept(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BAEREEVNE_HOME", str(tmp_path / "home"))
    now = [time.monotonic() + 3600]  # time that passes only when the process would wait
    monkeypatch.setattr(ssb.PROCESS, "_clock", lambda: now[0])
    monkeypatch.setattr(ssb.PROCESS, "_made", deque(maxlen=ssb.PROCESS._calls))
    with FakeSSB() as fake:
        monkeypatch.setenv(ssb.URL_VARIABLE, fake.url)
        code, rows, _ = call("--basis", "none", "--compare", "5026,3430", "--fetch")
        assert fake.data_calls == 1
    assert code == 0
    assert list(dict.fromkeys(row["region"] for row in rows)) == ["5025", "5026", "3430", "EKG11"]
    assert {row["adjusted"] for row in rows} == {"none"}
    again = call("--basis", "none", "--compare", "5026,3430")
    assert again[1] == rows
    assert main(["figure", "utgifter_ikke_justert"]) == 0
    drawn = {row["curve"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert "Røros" in drawn
