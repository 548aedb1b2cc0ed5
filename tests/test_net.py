"""No figure on any page changes unless a commit says so, and page and export show the same."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from net import GOLDEN, VIEWS, hashes, shown

from projections.case import Catalogue
from projections.choices import selections, state
from projections.exports import tidy
from projections.figures.catalogue import FIGURES
from projections.figures.chart import Chart, Curve
from projections.figures.collection import collect
from projections.figures.spec import Figure
from projections.figures.view import View
from projections.sources import catalogue as everything


@pytest.mark.parametrize("view", VIEWS)
def test_every_figure_of_every_page_is_as_it_was(view: str) -> None:
    kept = json.loads(GOLDEN.read_text(encoding="utf-8"))[view]
    found = hashes(view)
    changed = {
        f"{name}: {part}"
        for name in kept.keys() | found.keys()
        for part in kept.get(name, {}).keys() | found.get(name, {}).keys()
        if kept.get(name, {}).get(part) != found.get(name, {}).get(part)
    }
    assert not changed


MOVED = ("roros_scenario",)
"""Views with a lever that is moved."""
NEVER_HERE = {
    *("utgifter_ikke_justert", "forskjell_ikke_justert"),
    *("elever_per_skolekrets", "brukere"),
}
"""Figures of what is fetched or handed in by a user, which no bundled region has."""
KNOWN: dict[str, str] = {}
"""What differs between a page's figure and the export of the same key; nothing may."""


def test_page_and_export_show_the_same_figure() -> None:
    catalogue = everything.load()
    found: dict[str, set[str]] = {}
    for view in ("roros", "roros_other_choices", "roros_scenario", "os", "norge", "tromso"):
        exported = {one.key: one for one in exports(VIEWS[view], catalogue)}
        for own in on_pages(view):
            other = exported.get(own.key)
            if other is None and FIGURES[own.key].page == "scenarier" and view not in MOVED:
                continue  # at rest it is the projection alone, and is not taken along
            if other is None and own.title.startswith("Like mange i "):
                continue  # an example of a claim is for the page
            parts = ["missing"] if other is None else differences(own, other)
            found.setdefault(own.key, set()).update(parts)
    assert {key: ", ".join(sorted(parts)) for key, parts in found.items() if parts} == KNOWN
    assert set(FIGURES) - set(found) == NEVER_HERE


def on_pages(view: str) -> list[Figure]:
    """Every figure of the pages; cards of the overview that show another page's are left out."""
    return [
        given["figure"]
        for page, kind, given in shown(view)
        if kind in ("panel", "in_room")
        or (kind == "card" and FIGURES[given["figure"].key].page == page)
    ]


def exports(query: Mapping[str, str], catalogue: Catalogue) -> Sequence[Figure]:
    """All that can be exported with the same choice."""
    choice = state.settle({name: [text] for name, text in query.items()}, catalogue).choice
    case = catalogue.case(choice.region)
    projection = state.projection_of(case, choice.projection, choice.start)
    chosen = selections.of(choice, catalogue)
    return collect(View(case, projection, catalogue, chosen, catalogue.everyone())).figures


def differences(page: Figure, export: Figure) -> list[str]:
    """Which parts of two figures are not the same.

    What the page tells in a note beside the figure stands in the figure's own text and tables
    where it is taken along: before its sentence, and after its tables.
    """
    parts = [
        one.name
        for one in fields(Chart)
        if one.name != "curves" and getattr(page, one.name) != getattr(export, one.name)
    ]
    parts += [
        one.name
        for one in fields(Curve)
        if [kept(one.name, curve) for curve in page.curves]
        != [kept(one.name, curve) for curve in export.curves]
    ]
    parts += [part for part in ("title", "note") if getattr(page, part) != getattr(export, part)]
    parts += [] if export.text.endswith(page.text) else ["text"]
    parts += [] if export.grids[: len(page.grids)] == page.grids else ["grids"]
    parts += [] if set(page.sources) <= set(export.sources) else ["sources"]
    csv = [tidy.to_csv(tidy.records(one.table)) for one in (page, export)]
    return [*parts, *(["table"] if csv[0] != csv[1] else [])]


def kept(name: str, curve: Curve) -> Any:
    value = getattr(curve, name)
    return value.tolist().__repr__() if isinstance(value, np.ndarray) else value
