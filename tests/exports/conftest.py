"""What the exports are made of: Røros as the pages start, with the plan's projection."""

from dataclasses import replace

import pytest

from projections.case import Case, Catalogue, Projection
from projections.choices import selections, state
from projections.choices.selections import Selection
from projections.exports.workbook.inputs import reckon
from projections.exports.workbook.parts import Reckoning
from projections.figures.collection import Collection, collect
from projections.figures.view import View
from projections.words import Finding


@pytest.fixture(scope="session")
def ageing(ageing: Projection, roros: Case) -> Projection:
    """As it is shown where nothing else is chosen: from the newest count."""
    return ageing.started("counted", roros.observed)


@pytest.fixture(scope="session")
def chosen(catalogue: Catalogue) -> Selection:
    return selections.of(state.settle({"fra": ["2024"]}, catalogue).choice, catalogue)


@pytest.fixture(scope="session")
def collection(
    roros: Case, ageing: Projection, catalogue: Catalogue, chosen: Selection
) -> Collection:
    return collect(View(roros, ageing, catalogue, chosen))


@pytest.fixture(scope="session")
def reckoning(
    roros: Case, ageing: Projection, catalogue: Catalogue, chosen: Selection
) -> Reckoning:
    return reckon(View(roros, ageing, catalogue, chosen))


@pytest.fixture(scope="session")
def odd(collection: Collection) -> Collection:
    """Texts that a spreadsheet or a page could take for something else than text."""
    first = replace(
        collection.figures[0], finding=Finding("=1+1 & <b>tegn</b>", "@SUM(A1)"), axis="=+cmd"
    )
    return replace(collection, figures=(first,), title="-2+3")
