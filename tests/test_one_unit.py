"""Amounts of one sentence stand in one unit, also where some are milliards and some are not."""

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from projections import tables, words
from projections.case import Case, Catalogue, OwnTax, Projection
from projections.choices import selections, state
from projections.claims.claim import Claim
from projections.errors import BaereevneError
from projections.figures.catalogue import FIGURES, make
from projections.figures.spec import Figure
from projections.figures.view import View
from projections.money.budget import Rules
from projections.series import Table, pick
from projections.tables import Setting, budget
from projections.tables.claims import Ahead, JudgedClaim

RULES = Rules(1.75, 10.0, 70.0, 3.0)
LEVERS = {"flytting": "100", "standard": "pleie:1,grunnskole:-1", "friskere": "1"}


def mixed(text: str) -> list[str]:
    """The sentences that tell some amounts in millions and others in milliards."""
    plain = re.sub(r"\b(mill|mrd)\.", r"\1", text)
    sentences = re.split(r"(?<=[.?!]) ", plain)
    return [one for one in sentences if {"mill", "mrd"} <= set(re.findall(r"\w+", one))]


def figures(catalogue: Catalogue, taxed: bool, **query: str) -> Iterator[Figure]:
    choice = state.settle({key: [value] for key, value in query.items()}, catalogue).choice
    case = catalogue.case(choice.region)
    if taxed:
        tax = OwnTax(2026, 723_000.0, 45e9, -9e9, case.observed.source)
        case = replace(case, own_tax=tax)
    path = state.projection_of(case, choice.projection, choice.start)
    view = View(case, path, catalogue, selections.of(choice, catalogue))
    for key in FIGURES:
        try:
            yield from make(view, key)
        except BaereevneError:
            continue


@pytest.mark.parametrize(
    ("taxed", "query"),
    [
        (False, {"kommune": "0301"}),
        (True, {"kommune": "0301", **LEVERS}),
        (False, {"kommune": "0", **LEVERS}),
    ],
)
def test_every_sentence_of_large_regions(
    catalogue: Catalogue, taxed: bool, query: dict[str, str]
) -> None:
    found = list(figures(catalogue, taxed, **query))
    assert any("mrd." in one.text for one in found)
    for one in found:
        assert mixed(f"{one.title}. {one.text}") == [], one.key


def large(table: Table, times: float) -> Table:
    return tuple(
        one.with_values(times * one.values) if one.unit == "1000 NOK" else one for one in table
    )


@pytest.mark.parametrize("times", [30, 100, 300, 1000, 3000])
def test_the_plan_of_a_large_municipality(
    roros: Case, ageing: Projection, catalogue: Catalogue, times: float
) -> None:
    of = Setting(roros, ageing, catalogue)
    table = budget.budget(of)
    seen, every = budget.outlook(table, RULES), large(table, times)
    needed = tables.in_millions(budget.adjustments(every, RULES))
    wide = [large(one, times) for one in tables.sure.outlooks(of)]
    plan = tables.in_millions(large(tables.plan_beside_model(of), times))
    for found in (
        words.budget.result(every, RULES),
        words.budget.fund(every, RULES, seen, seen),
        words.adjustments.adjustments(needed, RULES),
        words.sure.fund_first(words.Finding("x", "y"), wide, 2030),
        words.plan_beside_model(plan, 2027),
    ):
        assert mixed(f"{found.title}. {found.text}") == []


@pytest.mark.parametrize(("level", "start"), [(9_000.0, 11_000.0), (12_000.0, 9_500.0)])
def test_a_claim_of_kroner(
    roros: Case, ageing: Projection, catalogue: Catalogue, level: float, start: float
) -> None:
    cost = tables.in_millions(tables.costs(Setting(roros, ageing, catalogue)))
    counted, path = pick(cost, "total")
    up, down = (path.with_values(np.full(len(path.years), one)) for one in (11_500.0, 9_900.0))
    ours = replace(path, alternative="TREND", values=np.full(len(path.years), 10_400.0))
    other = path.with_values(np.full(len(path.years), 8_000.0))
    plan = replace(other, values=np.full(len(path.years), 10_100.0), alternative="MMMM")
    claim = Claim("kostnad", 2033, level - start, "change", 2024)
    now = (Ahead(ours, down, up), Ahead(other), Ahead(plan))
    one = JudgedClaim(claim, counted, level, start, Ahead(ours, down, up), now)
    assert mixed(words.claims.verdict(one, "Storby").text) == []
