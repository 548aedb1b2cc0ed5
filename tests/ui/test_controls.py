"""No control does nothing where it stands: each of a page's choices changes what it shows."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import opened

from projections.ui import controls
from projections.ui.shell import PAGES

KINDS = ("selectbox", "select_slider", "button_group", "multiselect", "text_input")
WRITTEN = "3"
"""In a field of text: a number that any of them takes."""
LAST = ("start", "base_year", "first", "last", "region", "projection", "claim_year")
"""Changed after the others, in this order: they may leave others nothing to change."""
MOST_TRIED = 4
QUERY = {"paastand": "50", "paastand_aar": "2028"}
"""A claim, which has to be there before its parts can change anything."""
ELSEWHERE = {"kilder": {"band"}, "last_opp": {"region"}, "treffsikkerhet": {"projection"}}
"""What changes the files a page offers, and whom those it takes are for; and which of several
published projections is taken apart, of which Røros has one."""


def seen(at: AppTest) -> str:
    """What is shown, but the controls themselves and the lines that repeat what is chosen."""
    told = [at.title, at.header, at.markdown, at.info, at.success, at.warning]
    every = (str(one.value) for kind in told for one in kind)
    words = [one for one in every if not one.startswith("Lenken åpner denne siden")]
    tables = [one.value.to_csv() for one in at.table]
    return json.dumps([words, tables, [one.proto.spec for one in at.get("plotly_chart")]])


def shown_controls(at: AppTest) -> dict[str, Any]:
    """The page's choices by the field they change."""
    every = (one for kind in KINDS for one in at.get(kind))
    return {one.key[7:]: one for one in every if (one.key or "").startswith("widget_")}


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Any]]:
    """What each list on the page offers, by its field."""
    found: dict[str, list[Any]] = {}

    def watched(kind: str) -> None:
        original = getattr(controls, kind)

        def keep(field: str, label: str, options: Any, *given: Any, **more: Any) -> None:
            found[field] = list(options)
            original(field, label, options, *given, **more)

        monkeypatch.setattr(controls, kind, keep)

    for kind in ("select", "several"):
        watched(kind)
    segments, slide = controls.segments, controls.slide

    def few(field: str, known: Any = (), **names: str) -> None:
        found[field] = list(known or controls.SEGMENTS[field][1])
        segments(field, known, **names)

    monkeypatch.setattr(controls, "segments", few)

    def ends(field: str, label: str, low: float, high: float, *more: Any) -> None:
        found[field] = [low, high]
        slide(field, label, low, high, *more)

    monkeypatch.setattr(controls, "slide", ends)
    return found


def others(field: str, one: Any, offered: dict[str, list[Any]]) -> list[Any]:
    """Values it can be given instead: of many a few that lie apart."""
    if one.type == "text_input":
        return [WRITTEN]
    known = [value for value in offered.get(field, [35.0]) if value != one.value]
    if one.type == "multiselect":
        return [[value] for value in known[:MOST_TRIED] if [value] != one.value]
    return known[:: max(1, len(known) // MOST_TRIED)]


def test_a_scenario_of_a_year_that_is_counted_is_no_error() -> None:
    """The result is not reckoned within the plan, nor a path before it begins."""
    for region, last in (("5025", "2026"), ("5501", "2024")):
        at = opened("scenarier", kommune=region, til=last, flytting="20")
        assert not at.error
        assert "Hva kan endre det?" in at.title[0].value or "innbyggere" in at.title[0].value


@pytest.mark.parametrize("page", PAGES)
def test_each_control_changes_something_on_its_page(
    page: str, offered: dict[str, list[Any]]
) -> None:
    at = opened(page, **QUERY)
    fields = sorted(shown_controls(at), key=lambda one: LAST.index(one) if one in LAST else -1)
    idle = []
    for field in fields:
        if field not in shown_controls(at):
            continue
        before, one = seen(at), shown_controls(at)[field]
        for value in others(field, one, offered):
            shown_controls(at)[field].set_value(value).run()
            assert not at.exception
            assert not at.error
            if seen(at) != before:
                break
        else:
            idle.append(field)
        if field not in LAST:
            shown_controls(at)[field].set_value(one.value).run()
    assert set(idle) <= ELSEWHERE.get(page, set())
