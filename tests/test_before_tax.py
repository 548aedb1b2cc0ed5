"""What is left before tax, and need beside the country, where nothing of the own is known."""

from dataclasses import replace

import pytest

from projections import tables
from projections.case import Catalogue, OwnTax
from projections.choices import selections, state
from projections.figures import before_tax, spending
from projections.figures.spec import Absent
from projections.figures.view import View
from projections.series import pick
from projections.sources import catalogue as everything
from projections.tables import Setting


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return everything.load()


def view(catalogue: Catalogue, code: str) -> View:
    choice = state.settle({"kommune": [code], "spenn": ["nei"]}, catalogue).choice
    case = catalogue.case(code)
    path = state.projection_of(case, choice.projection, choice.start)
    return View(case, path, catalogue, selections.of(choice, catalogue))


def test_it_is_the_known_grants_less_the_cost_of_the_pages(catalogue: Catalogue) -> None:
    of = view(catalogue, "3427")
    found = before_tax.left(of)
    (left,) = pick(found.table, "before_tax")[-1:]
    cost = tables.compare_from_base(pick(of.costs, "total"), 2026, 2050)[0].change
    given = sum(
        one.change
        for one in tables.compare_from_base(
            tables.grants(Setting(*of.of, need=of.chosen.need, assumed=of.chosen.assumed)),
            2026,
            2050,
        )
    )
    assert left.at(2050) == pytest.approx(given - cost)
    assert left.at(2026) == 0
    assert "−" not in found.title  # said as less, without a sign
    assert found.title.startswith("Før skatt er det mellom 5,2 og 66,3")
    yearly = before_tax.each_year(of).table[0]
    assert yearly.years[0] == 2027
    assert yearly.values[:24].sum() * 1000 == pytest.approx(left.at(2050))


def test_what_is_not_known_is_named(catalogue: Catalogue) -> None:
    assert before_tax.left(view(catalogue, "1151")).title.startswith("Før skatt og utjevning")
    with pytest.raises(Absent):
        before_tax.left(view(catalogue, "5025"))
    with pytest.raises(Absent):
        before_tax.each_year(view(catalogue, "5025"))
    with pytest.raises(Absent):
        spending.needed(view(catalogue, "0"))


def test_with_the_tax_the_room_is_after_it_where_there_is_no_plan(catalogue: Catalogue) -> None:
    of = view(catalogue, "5501")
    tax = OwnTax(2026, 79_000.0, 3.2e9, -1.5e8, of.case.observed.source)
    taxed = replace(of, case=replace(of.case, own_tax=tax))
    found = before_tax.each_year(taxed)
    assert found.title.startswith("Handlingsrommet: ")
    assert "skatten" not in found.text
    own = taxed.chosen
    (net,) = pick(tables.net(taxed.setting, own.base), "net")
    assert 1000 * found.table[0].values.sum() == pytest.approx(net.at(own.last))


def test_need_beside_the_country_is_the_national_standard_an_inhabitant(
    catalogue: Catalogue,
) -> None:
    found = spending.needed(view(catalogue, "5501"))
    own, norway = pick(found.table, "total")[0], pick(found.table, "total")[-1]
    year = own.years[-1]
    people = pick(tables.population(catalogue.case("5501"), None), "total")[0].at(year)
    whole = tables.costs(Setting(catalogue.case("5501"), None, catalogue))
    assert own.at(year) == pytest.approx(1000 * pick(whole, "total")[0].at(year) / people)
    assert norway.region.code == "0"
    assert "5\u00a0112 kr mindre per innbygger" in found.title
    assert "nummer 355 av de 355" in found.text
