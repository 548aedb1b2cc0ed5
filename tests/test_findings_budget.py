"""Sentences of Handlingsrom: each number is one of the tables, and the words fit the numbers."""

import re
from dataclasses import replace

import numpy as np
import pytest

from projections import labels, tables, terms, words
from projections.money.budget import Rules
from projections.series import Table, pick
from projections.sources import bundled
from projections.tables import Setting, accounts, budget
from projections.words import Finding, grids, ledger

CATALOGUE = bundled.load()
CASE = CATALOGUE.case("5025")
OF = Setting(CASE, CASE.projections[0], CATALOGUE)
TABLE = budget.budget(OF)
NONE = budget.budget(OF, "none")
LIMITS = Rules(1.75, 10.0, 90.0, 3.0)
LOW = Rules(-10.0, 0.0, 300.0, 3.0)
NUMBER = re.compile(r"\d+(?:\u00a0\d{3})*(?:,\d+)?")


def said(finding: Finding) -> set[str]:
    return set(NUMBER.findall(f"{finding.title} {finding.text} {finding.key}"))


def told(table: Table, *also: object) -> set[str]:
    """Numbers in the table with one decimal, as shares and as million kroner."""
    million = tables.in_millions(tuple(one for one in table if one.unit == "1000 NOK"))
    found = [grids.by_year("", tuple(one for one in table if one.unit == "percent"))]
    found += [grids.by_year("", million)]
    cells = [cell for grid in found for row in grid.rows for cell in row]
    return set(NUMBER.findall(" ".join([*cells, *map(str, also)])))


def fund(table: Table, limits: Rules, without: Table = NONE) -> Finding:
    seen, then = (budget.outlook(one, limits) for one in (table, without))
    return words.budget.fund(table, limits, seen, then)


@pytest.mark.parametrize("limits", [LIMITS, LOW, Rules(0.0, 2.25, 100.0, 3.0)])
@pytest.mark.parametrize("table", [TABLE, NONE])
def test_numbers_are_those_of_the_table(table: Table, limits: Rules) -> None:
    rules = {labels.rule(value) for value in (limits.result, limits.fund, limits.robek)}
    share = pick(table, "net_result_share")[-1].at(2033)
    apart = terms.value(abs(share - limits.result), "index")
    known = told(table, *rules, apart, "4,7", 12, *range(13))
    for finding in (words.budget.result(table, limits), fund(table, limits)):
        assert said(finding) <= known
    needed = budget.adjustments(table, limits)
    finding = words.adjustments.adjustments(tables.in_millions(needed), limits)
    assert said(finding) <= told(needed, *rules)


def test_result_against_its_rule() -> None:
    finding = words.budget.result(TABLE, LIMITS)
    text = finding.text.replace("\u00a0", " ")
    assert "−2,5 % i 2033" in finding.title.replace("\u00a0", " ")
    assert finding.title.endswith("4,3 prosentpoeng under regelen")
    assert "Den nås ikke i noen av de 12 årene." in text
    assert "19,5 mill. kr mer enn i 2027, og inntektene er 0,3 mill. kr høyere" in text
    assert "over regelen" in words.budget.result(TABLE, LOW).title
    assert "i alle de 12 årene" in words.budget.result(TABLE, LOW).text
    assert "i 1 av 12 år (2027)" in words.budget.result(TABLE, replace(LOW, result=0.0)).text


def test_fund_says_when_it_is_empty_and_what_rests_on_earmarked_funds() -> None:
    finding = fund(TABLE, LIMITS)
    text = finding.text.replace("\u00a0", " ")
    assert finding.title == "Disposisjonsfondet er tomt i 2032"
    assert "passeres ikke innen 2033" in text
    assert (
        "Hvis de tar slutt etter 2027: fondet er tomt i 2031 og grensen for ROBEK passeres i 2032."
        in text
    )
    assert "ikke regnet med bruk av bundne fond" in fund(NONE, LIMITS).text
    assert "passeres i 2032" in fund(NONE, LIMITS).text
    nearer = budget.budget(OF, last=2030)
    finding = fund(nearer, LIMITS, nearer)
    assert finding.title == "Disposisjonsfondet blir ikke tomt innen 2030"
    assert finding.text.endswith("men slike fond varer ikke evig.")


def test_adjustments_that_are_not_needed() -> None:
    needed = tables.in_millions(budget.adjustments(TABLE, replace(LOW, fund=0.0)))
    finding = words.adjustments.adjustments(needed, replace(LOW, fund=0.0))
    assert finding.title == "Resultatregelen nås hvert år 2028–2033"
    high = tuple(
        one.with_values(one.values - 99) if one.item == "fund_adjustment" else one for one in needed
    )
    assert "trengs ingen endring" in words.adjustments.adjustments(high, LOW).text


def test_the_largest_amount_may_stand_between_first_and_last() -> None:
    needed = tables.in_millions(budget.adjustments(TABLE, LIMITS))
    own = pick(needed, "result_adjustment")[-1]
    peak = own.with_values(np.array([1.0, 2.0, 30.0, 4.0, 3.0, -1.0]))
    table = tuple(peak if one is own else one for one in needed)
    text = words.adjustments.adjustments(table, LIMITS).text.replace("\u00a0", " ")
    assert "ikke bedre enn den er i 2033" in text
    assert "størst er beløpet i 2030, 30,0 mill. kr" in text


def test_debt_against_its_rule_and_why_it_stops() -> None:
    table = accounts.net_debt(CASE)
    finding = words.adjustments.net_debt(CASE.region, table, LIMITS)
    text = finding.text.replace("\u00a0", " ")
    assert finding.title.replace("\u00a0", " ") == "Netto lånegjeld er over regelen: 104,7 % i 2022"
    assert "Oppdal (44,7 %), høyest Holtålen (114,1 %)" in text
    assert "ikke framskrevet" in text
    assert "innenfor" in words.adjustments.net_debt(CASE.region, table, LOW).title


def test_how_the_years_are_reckoned() -> None:
    text = words.budget.how(TABLE)
    assert "2024–2027 planens egne linjer, som har planens egen demografi" in text
    assert "faste 2024-kroner" in text
    fixed = budget.budget(replace(OF, fixed={"grunnskole": 0.4}))
    assert "fast andel), er justert: grunnskole 40" in words.budget.how(fixed)


def test_the_largest_difference_from_the_plan() -> None:
    finding = words.budget.lines(accounts.beside_printed(CASE))
    assert "0,07 prosentpoeng (disposisjonsfondet i 2027)" in finding.text
    assert "inntekter negative" in finding.text
    assert ledger.PLANNED["net_result"] == "Linjen «Totale avsetninger»"
