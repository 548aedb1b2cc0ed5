"""The net under the figures: what every page shows of some regions and choices, as hashes.

After a change that is meant, write the golden file anew, in a commit that says why::

    PYTHONPATH=.:tests python -m tests.net
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from functools import cache
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

from projections.draw import plotly
from projections.exports import tidy
from projections.ui import panels, pictures
from projections.ui.shell import PAGES
from tests.folds import page_of, unfold

GOLDEN = Path(__file__).parent / "golden" / "figures.json"
VIEWS: Mapping[str, Mapping[str, str]] = {
    "roros": {"kommune": "5025"},
    "tromso": {"kommune": "5501"},
    "roros_other_choices": {
        "kommune": "5025",
        "metode": "nasjonal",
        "behov": "alder",
        "skatt": "yrkesaktive",
        "visning": "indeks",
        "kostnad": "kostnad",
        "alder": "16-66",
        "sammenlign": "3430,0",
        "gruppe": "80-89",
        "fra": "2020",
        "til": "2030",
        "heldogn": "35",
        "regel_fond": "12",
        "paastand": "1500",
        "paastand_om": "70+",
        "paastand_aar": "2040",
    },
    "roros_shares_and_nominal": {
        "kommune": "5025",
        "visning": "andel",
        "priser": "lopende",
        "fra": "2024",
        "til": "2027",
        "fast": "grunnskole:40",
    },
    "roros_scenario": {
        "kommune": "5025",
        "flytting": "30",
        "standard": "pleie:1",
        "vis": "netto",
    },
    "roros_scenario_of_result": {"kommune": "5025", "friskere": "1", "vis": "resultat"},
    "roros_observed": {"kommune": "5025", "prognose": "ingen"},
    "os": {"kommune": "3430"},
    "innlandet": {"kommune": "34"},
    "norge": {"kommune": "0"},
}
"""The links whose pages are kept."""


@cache
def shown(view: str) -> tuple[Any, ...]:
    """What each page of a view hands to what draws it: page, kind and its arguments by name."""
    query = VIEWS[view]
    every: list[Any] = []
    caught: list[tuple[str, str, dict[str, Any]]] = []

    def catching(kind: str, original: Any, page: str) -> Any:

        def keep(*given: Any, **named: Any) -> None:
            caught.append((page, kind, signature(original).bind(*given, **named).arguments))

        return keep

    for page in PAGES:
        with pytest.MonkeyPatch.context() as patch:
            for room, kind in (
                (panels, "panel"),
                (pictures, "in_room"),
                (panels, "card"),
                (panels, "note"),
            ):
                patch.setattr(room, kind, catching(kind, getattr(room, kind), page))
            at = unfold(page_of(page))
            for key, value in query.items():
                at.query_params[key] = value
            assert not at.run().exception, (page, query)
        every += caught
        caught.clear()
    return tuple(every)


def hashes(view: str) -> dict[str, dict[str, str]]:
    """By page and name: a hash of curves, picture, words, tables and CSV."""
    return {f"{page}/{_key(given)}": _hashed(given) for page, _, given in shown(view)}


def _key(given: Mapping[str, Any]) -> str:
    return str(given["figure"].key if "figure" in given else given["name"])


def _hashed(given: Mapping[str, Any]) -> dict[str, str]:
    figure = given.get("figure")
    finding = figure.finding if figure else given["finding"]
    grids, table = (getattr(figure, one) if figure else given[one] for one in ("grids", "table"))
    kept = {
        "words": [finding.title, finding.text],
        "tables": [[one.caption, one.columns, one.rows] for one in grids],
        "csv": tidy.records(table),  # as rows: their text has every digit
    }
    if figure:
        picture = plotly.picture(figure, short=bool({"way_in", "room"} & given.keys()))
        kept |= {"curves": [_curve(one) for one in picture["data"]], "picture": picture}
    return {part: _hash(value) for part, value in kept.items()}


def _curve(trace: Mapping[str, Any]) -> list[Any]:
    """Name, kind and points of a curve, without what is missing before its first and last value."""
    places = [
        place
        for place, point in enumerate(zip(trace["x"], trace["y"], strict=True))
        if None not in point
    ]
    there = slice(places[0], places[-1] + 1) if places else slice(0)
    x, y, text = (list(trace[key])[there] for key in ("x", "y", "text"))
    return [trace.get("name", ""), trace["type"], trace.get("mode", ""), x, y, text]


def _hash(value: Any) -> str:
    text = json.dumps(_steady(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _steady(value: Any) -> Any:
    """Without the last digits of a number: they are another processor's as much as ours.

    A little is added first, so that what lies between two numbers falls the same way everywhere.
    """
    if isinstance(value, Mapping):
        return {key: _steady(one) for key, one in value.items()}
    if isinstance(value, str | bool | int) or value is None:
        return value
    if isinstance(value, float):
        return float(f"{value * (1 + 1e-9):.6g}")
    return [_steady(one) for one in value]


def main() -> None:
    """Write the golden file."""
    os.environ["BAEREEVNE_SSB_URL"] = "http://127.0.0.1:9/api/pxwebapi/v2"
    with tempfile.TemporaryDirectory() as home:
        os.environ["BAEREEVNE_HOME"] = home
        found = {name: hashes(name) for name in VIEWS}
    text = json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False)
    GOLDEN.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
