"""Regions fetched from SSB as its lists really are: then every page, export and command for each.

Two-language names, a kommune that was split, one that was two, a county and the country.
"""

import os
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest
from folds import page_of, unfold
from real_ssb import RealSSB

from projections.choices import selections, state
from projections.cli import main
from projections.exports.make import FORMATS, write
from projections.figures.collection import collect
from projections.figures.view import View
from projections.sources import catalogue as everything
from projections.sources.statbank import ssb
from projections.ui import shared
from projections.ui.shell import PAGES

REGIONS = {
    "5025": "Røros",
    "3430": "Os",
    "4026": "Tinn",
    "1508": "Ålesund",
    "1806": "Narvik",
    "0301": "Oslo",
    "50": "Trøndelag",
    "0": "Norge",
}
COMMANDS = (
    "population",
    "support-ratio",
    "components",
    "costs --method national",
    "income --show index",
    "capacity",
    "sources",
)


@pytest.fixture(scope="module", autouse=True)
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store with every region, fetched by the command as a user would."""
    before = {name: os.environ.get(name) for name in ("BAEREEVNE_HOME", ssb.URL_VARIABLE)}
    home = tmp_path_factory.mktemp("fetched")
    with pytest.MonkeyPatch.context() as patch, RealSSB() as real:
        patch.setenv("BAEREEVNE_HOME", str(home))
        patch.setenv(ssb.URL_VARIABLE, real.url)
        now = [time.monotonic() + 3600]  # time that passes only when the process would wait
        sleep = lambda seconds: now.__setitem__(0, now[0] + seconds)  # noqa: E731
        patch.setattr(ssb.PROCESS, "_clock", lambda: now[0])
        patch.setattr(ssb.PROCESS, "_sleep", sleep)
        patch.setattr(ssb.PROCESS, "_made", deque(maxlen=ssb.PROCESS._calls))
        patch.setattr(ssb.PROCESS, "_not_before", 0.0)
        for code in REGIONS:
            assert main(["fetch", "--region", code]) == 0, code
        shared.forget_figures()
        yield home
    shared.forget_figures()
    assert before == {name: os.environ.get(name) for name in before}


@pytest.mark.parametrize("code", REGIONS)
def test_the_region_has_a_norwegian_name_people_and_a_projection(code: str) -> None:
    case = everything.load().case(code)
    assert case.region.name == REGIONS[code]
    assert case.observed.region == case.region
    assert case.observed.both_sexes()[0, -1].sum() > 0
    assert case.projections
    for one in case.projections:
        assert one.population.both_sexes()[0, 0].sum() > 0, one.code


@pytest.mark.parametrize("code", ["1508", "1806", "0301", "50", "0"])
def test_every_page(code: str) -> None:
    """Split, two that were one, two-language, a county and the country; the others are as Røros."""
    for name in PAGES:
        at = unfold(page_of(name))
        at.query_params["kommune"] = code
        at.run()
        assert not at.exception, name
        assert not at.error, (name, [one.value for one in at.error])
        assert len(at.title) == 1
        if name in ("oversikt", "befolkning", "aldersbaereevne", "kapasitet"):
            assert at.get("plotly_chart"), name
        told = " ".join(
            str(one.value) for part in (at.title, at.header, at.markdown) for one in part
        )
        assert " - Rosse" not in told
        assert "Oslove" not in told


@pytest.mark.parametrize("code", ["1806", "50"])
def test_every_export(code: str) -> None:
    catalogue = everything.load()
    choice = state.settle({"kommune": [code]}, catalogue).choice
    case = catalogue.case(code)
    path, chosen = (
        state.projection_of(case, choice.projection, choice.start),
        selections.of(choice, catalogue),
    )
    view = View(case, path, catalogue, chosen)
    collection = collect(view)
    assert len(collection.figures) >= 8
    for ending in FORMATS:
        assert len(write(ending, collection, view)) > 10_000


def test_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    code = "1806"
    for command in COMMANDS:
        line = [*command.split(), "--region", code] if command != "sources" else ["sources"]
        assert main(line) == 0, (command, capsys.readouterr().err)
        assert capsys.readouterr().out.count("\n") > 2
