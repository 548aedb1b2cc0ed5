"""No figure on any page changes unless a commit says so, and page and export show the same."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from net import GOLDEN, VIEWS, hashes, shown

from projections.case import Catalogue
from projections.draw import plotly
from projections.exhibits import Exhibit, collect
from projections.presentation import Frame, native
from projections.ui import selections, state


@pytest.mark.parametrize("view", VIEWS)
def test_every_figure_of_every_page_is_as_it_was(view: str) -> None:
    kept = json.loads(GOLDEN.read_text(encoding="utf-8"))[view]
    found = hashes(VIEWS[view])
    changed = {
        f"{name}: {part}"
        for name in kept.keys() | found.keys()
        for part in kept.get(name, {}).keys() | found.get(name, {}).keys()
        if kept.get(name, {}).get(part) != found.get(name, {}).get(part)
    }
    assert not changed


KNOWN: dict[str, str] = {
    "folketall": "names, tables",
    "aldersgrupper": "categories, kind, names, tables, unit, values",
    "gjennomsnittsalder": "names",
    "vekst_mot_andre": "missing",
    "siden_prognosen": "missing",
    "aarsaker": "missing",
    "pyramide": "missing",
    "aldersbaereevne": "names, tables, values",
    "sammenligning": "missing",
    "kostnad_etter_tjeneste": "categories, names, tables, values",
    "hvorfor_kostnaden_endres": "names",
    "planen_og_modellen": "missing",
    "kostnad_inntekt_netto": "kind, names, tables, text, values",
    "inntektene": "missing",
    "utgiftsbehov": "missing",
    "omsorgsplasser": "names, tables, values",
    "elever": "names, tables",
    "barnehage": "names, values",
    "pleie_og_omsorg": "categories, names, values",
    "arbeidskraft": "categories, names, values",
    "netto_driftsresultat": "names, tables, values",
    "disposisjonsfond": "names, values",
    "tilpasning": "missing",
    "netto_laanegjeld": "missing",
    "scenario": "missing, names, unit, values",
    "utgifter_behovskorrigert": "missing",
    "forskjell_behovskorrigert": "missing",
}
"""What differs between a page's figure and the export of the same name; it must become empty."""


def test_page_and_export_show_the_same_figure(catalogue: Catalogue) -> None:
    found: dict[str, set[str]] = {}
    for view in ("roros", "roros_other_choices", "roros_scenario", "os", "norge"):
        exported = {one.key: one for one in exports(VIEWS[view], catalogue)}
        for given in drawn(VIEWS[view]):
            key = given["name"]
            own, other = on_page(given), exported.get(key)
            parts = ["missing"] if other is None else differences(own, other)
            found.setdefault(key, set()).update(parts)
    assert {key: ", ".join(sorted(parts)) for key, parts in found.items() if parts} == KNOWN


def drawn(query: Mapping[str, str]) -> list[dict[str, Any]]:
    """Every chart of the pages, those of the overview left out: they are others, in short."""
    return [given for page, kind, given in shown(query) if kind == "panel"]


def exports(query: Mapping[str, str], catalogue: Catalogue) -> Sequence[Exhibit]:
    """All that can be exported with the same choice."""
    choice = state.settle({name: [text] for name, text in query.items()}, catalogue).choice
    case = catalogue.case(choice.region)
    projection = state.projection_of(case, choice.projection)
    return collect(case, projection, catalogue, selections.of(choice, catalogue)).exhibits


def on_page(given: Mapping[str, Any]) -> Exhibit:
    """The figure of a page, as a presentation takes it along."""
    finding = given["finding"]
    frame = Frame(
        title=finding.title,
        text=finding.text,
        notes="",
        alternative="",
        figure=plotly.picture(given["figure"]),
        unit=given["figure"].unit,
        signed=given["figure"].signed,
        grids=tuple(given["grids"]),
        sources=(),
        note="",
        page="",
        name=given["name"],
        chosen="",
        query={},
    )
    return native.exhibit(frame)


def differences(one: Exhibit, other: Exhibit) -> list[str]:
    """Which parts of two figures are not the same."""
    return [
        part
        for part in ("kind", "categories", "unit", "title", "text")
        if getattr(one, part) != getattr(other, part)
    ] + [
        part
        for part, read in (("names", names), ("values", values), ("tables", grids))
        if read(one) != read(other)
    ]


def names(exhibit: Exhibit) -> list[tuple[str, str]]:
    return [(one.panel, one.name) for one in exhibit.curves]


def values(exhibit: Exhibit) -> list[list[float | None]]:
    """Values of every curve that has any."""
    return [
        [None if np.isnan(value) else round(float(value), 9) for value in one.values]
        for one in exhibit.curves
    ]


def grids(exhibit: Exhibit) -> list[tuple[Any, ...]]:
    return [(one.caption, one.columns, one.rows) for one in exhibit.grids]
