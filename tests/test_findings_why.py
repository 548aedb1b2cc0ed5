"""Sentences about causes, prices and fixed shares: true numbers, and never silent about prices."""

import re

import pytest

from projections import tables, words
from projections.sources import bundled
from projections.tables import Setting
from projections.words import grids

CATALOGUE = bundled.load()
CASE = CATALOGUE.case("5025")
OF = (CASE, CASE.projections[0], CATALOGUE)
NUMBER = re.compile(r"[+−]?\d+(?:\u00a0\d{3})*,\d+")
SHARES = {"grunnskole": 0.4}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("fixed", [{}, SHARES])
@pytest.mark.parametrize(("prices", "last"), [("fixed", 2033), ("nominal", 2026)])
def test_every_amount_stands_in_the_table(fixed: dict[str, float], prices: str, last: int) -> None:
    causes = tables.explained(Setting(*OF, "own", fixed=fixed), 2024, last, prices)
    table = tables.in_millions(tables.with_income(causes, Setting(*OF)))
    text = words.amounts.why(table, last).text
    held = {cell for row in grids.by_year("", table).rows for cell in row}
    said = NUMBER.findall(text)
    assert len(said) >= 3
    assert set(said) <= held
    assert ("Fast andel" in text) is bool(fixed)
    assert ("Prisvekst" in text) is ("Samspill" in text) is (prices == "nominal")
    assert ("netto" in text) is (prices == "fixed")


def test_the_title_names_the_greatest_cause() -> None:
    def title(last: int, prices: str) -> str:
        table = tables.explained(Setting(*OF, "own"), 2024, last, prices)
        return words.amounts.why(tables.in_millions(table), last).title

    assert title(2033, "fixed") == "80–89 år driver kostnaden opp"
    assert title(2026, "nominal") == "Prisvekst driver kostnaden opp"


def test_nothing_and_falling() -> None:
    causes = tables.in_millions(tables.explained(Setting(*OF, "own"), 2024, 2033))
    still = tuple(one.with_values(0 * one.values) for one in causes)
    assert words.amounts.why(still, 2033).title == "Ingenting endrer kostnaden"
    falls = tuple(one.with_values(-abs(one.values)) for one in causes)
    assert words.amounts.why(falls, 2033).title == "80–89 år trekker kostnaden ned"


def test_costs_always_say_which_prices_and_shares() -> None:
    for prices, told in (
        ("fixed", "Faste 2024-kroner."),
        ("nominal", "Løpende kroner (kommunal deflator, senere utgave). Prisveksten er med"),
    ):
        cost = tables.in_millions(tables.costs(Setting(*OF, "own", fixed=SHARES), prices))
        compared = tables.compare_from_base(cost, 2024, tables.last_year(cost, 2033))
        found = plain(words.cost(compared, 2024).text)
        assert told in found
        assert "(fast andel), er justert: grunnskole 40 %." in found
    assert plain(words.milestones(tables.milestones(cost, CASE, 2024, 2033))) == (
        "I alt, mot 2024: +37,2 mill. kr i 2026."
    )
