"""Income, net and need of the bundled cases; figures, identities, and what is missing."""

import re
from dataclasses import replace

import numpy as np
import pytest

from projections import grids, labels, narrative, norwegian, tables
from projections.ages import SERVICE_AGES, AgeAxis
from projections.case import Case, Catalogue, Projection
from projections.charts import balance
from projections.costs import need_rates
from projections.errors import MissingInputError
from projections.population import Population
from projections.series import Series, Table, items, pick

PARTS = ("innbyggertilskudd", "utgiftsutjevning", "skatt", "inntektsutjevning")
OTHERS = ("3430", "50", "0")


def projected(table: Table, item: str) -> Series:
    (found,) = (one for one in pick(table, item) if not one.is_observed)
    return found


def observed(table: Table, item: str) -> Series:
    (found,) = (one for one in pick(table, item) if one.is_observed)
    return found


def by_hand(people: Population, catalogue: Catalogue, year: int) -> float:
    """Need per inhabitant in one year."""
    persons = people.both_sexes()[0, people.year_index(year)]
    rates = need_rates(catalogue.keys, people.ages).sum(axis=0)
    return float(rates @ persons / persons.sum())


# --- the nation -----------------------------------------------------------------------------


def test_observed_is_measured_against_observed(roros: Case, catalogue: Catalogue) -> None:
    assert tables.nation(roros.observed, catalogue) is catalogue.case("0").observed


@pytest.mark.parametrize(
    ("first", "alternative", "code"),
    [
        (2022, "MMMM", "ssb-13600.MMMM"),
        (2023, "sterk_aldring", "ssb-13600.MMMM"),  # the newest before it; the main alternative
        (2024, "HHMH", "ssb-14288.HHMH"),
        (2025, "LHML", "ssb-14288.MMMM"),
        (2026, "LLML", "ssb-14746.LLML"),
        (2030, "MMMM", "ssb-14746.MMMM"),
        (2018, "MMMM", "ssb-13600.MMMM"),  # the oldest there is
    ],
)
def test_a_projection_is_measured_against_the_nearest_edition(
    roros: Case, catalogue: Catalogue, first: int, alternative: str, code: str
) -> None:
    path = replace(
        roros.projections[0].population,
        alternatives=(alternative,),
        years=tuple(range(first, first + 11)),
    )
    found = tables.nation(path, catalogue)
    assert f"{found.source.id}.{found.alternatives[0]}" == code


# --- the need index -------------------------------------------------------------------------


def test_index_is_official_in_its_year_and_moves_with_ages(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = tables.need_index(roros, ageing, catalogue, "all")
    nation = catalogue.case("0").projection("ssb-13600.MMMM")
    assert nation
    index, by_age = projected(table, "need_index"), projected(table, "need_index_age")
    assert index.at(2024) == observed(table, "need_index").at(2024) == 1.0485
    for year in (2024, 2033):
        expected = by_hand(ageing.population, catalogue, year) / by_hand(
            nation.population, catalogue, year
        )
        assert by_age.at(year) == pytest.approx(expected, rel=1e-12)
    np.testing.assert_allclose(index.values - by_age.values, 1.0485 - by_age.at(2024), rtol=1e-12)
    assert (round(by_age.at(2023), 3), round(by_age.at(2033), 3)) == (1.007, 1.064)
    assert index.label("nation") == "ssb-13600.MMMM"


def test_the_nation_needs_as_the_nation(catalogue: Catalogue) -> None:
    norway = catalogue.case("0")
    for projection in (None, *norway.projections):
        for one in tables.need_index(norway, projection, catalogue, "all"):
            assert one.item == "need_index_age"
            np.testing.assert_allclose(one.values, 1, rtol=1e-13)


def test_a_projection_without_the_official_year_is_carried_on_from_the_observed(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    late = Projection(ageing.population.between(2026, 2033))
    table = tables.need_index(roros, late, catalogue, "all")
    then = observed(table, "need_index_age").at(2024)
    by_age = projected(table, "need_index_age")
    np.testing.assert_allclose(
        projected(table, "need_index").values, 1.0485 + by_age.values - then, rtol=1e-12
    )


def test_years_the_nation_lacks_are_missing_and_said(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    norway = catalogue.case("0")
    short = replace(norway, observed=norway.observed.between(2010, 2026))
    cut = replace(catalogue, cases={**catalogue.cases, "0": short})
    table = tables.need_index(roros, ageing, cut, "all")
    missing = np.isnan(observed(table, "need_index").values)
    np.testing.assert_array_equal(missing, np.array(roros.observed.years) < 2010)
    assert not np.isnan(projected(table, "need_index").values).any()
    total = observed(tables.income(roros, ageing, cut, "all", "inhabitants"), "total")
    np.testing.assert_array_equal(np.isnan(total.values), missing)
    finding = narrative.income.need(
        "Røros", table, tables.compare(table, 2024, 2033), ageing.population, norway.observed
    )
    assert "For 2006–2009 mangler landets folketall" in finding.text


def test_what_cannot_be_reckoned_is_not_told_as_a_change(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    norway = catalogue.case("0")
    cut = tuple(Projection(one.population.between(2000, 2030)) for one in norway.projections)
    short = replace(norway, projections=cut)
    of = (roros, ageing, replace(catalogue, cases={**catalogue.cases, "0": short}))
    levels = tables.cost_and_income(*of, "own", "all", "inhabitants")
    parts = tables.compare_from_base(tables.income_parts(*of, "all", "inhabitants"), 2024, 2033)
    rules = tables.rule_effect(*of, "all", "inhabitants", 2024)
    index = tables.need_index(*of, "all")
    nation = cut[-1].population
    for finding in (
        narrative.income.net(tables.compare_from_base(levels, 2024, 2033), parts, rules),
        narrative.income.parts(parts),
        narrative.income.need(
            "Røros", index, tables.compare(index, 2024, 2033), ageing.population, nation
        ),
    ):
        assert "kan ikke regnes fra 2024 til 2033" in finding.title
        assert "Velg andre år" in finding.text
    net = balance.net(tables.net(*of, "own", "all", "inhabitants", 2024), "1000 kr")
    drawn = (net, balance.index(index, "indeks"))
    ends = [note["y"] for figure in drawn for note in figure["layout"]["annotations"]]
    assert not any(np.isnan(end) for end in ends)
    (line,) = (trace for trace in net["data"] if trace["type"] == "scatter")
    assert line["x"][-1] == 2030


# --- income ---------------------------------------------------------------------------------


@pytest.mark.parametrize("tax", ["inhabitants", "working_age"])
@pytest.mark.parametrize("need", ["all", "age"])
def test_parts_sum_to_the_whole(
    roros: Case, ageing: Projection, catalogue: Catalogue, need: str, tax: str
) -> None:
    table = tables.income(roros, ageing, catalogue, need, tax)
    assert items(table) == (*PARTS, "total")
    for read in (projected, observed):
        parts = sum(read(table, item).values for item in PARTS)
        np.testing.assert_allclose(parts, read(table, "total").values, rtol=1e-13)


def test_income_in_the_year_it_is_known(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = tables.income(roros, ageing, catalogue, "all", "inhabitants")
    persons = 5589  # the plan's people of 2024; the income system counted 5658
    assert projected(table, "innbyggertilskudd").at(2024) == pytest.approx(29.832 * persons)
    assert projected(table, "utgiftsutjevning").at(2024) == pytest.approx(0.0485 * 64.893 * persons)
    assert projected(table, "skatt").at(2024) == pytest.approx(187_948 / 5658 * persons)
    assert projected(table, "inntektsutjevning").at(2024) == pytest.approx(24_947 / 5658 * persons)


def test_rates_of_equalisation_by_year(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    own, nation = 187_948 / 5658, 39.3074847356
    table = tables.income(roros, ageing, catalogue, "all", "inhabitants")
    people = tables.population(roros, ageing)
    for year, rate in ((2023, 0.60), (2024, 0.60), (2025, 0.62), (2026, 0.64), (2033, 0.64)):
        each = rate * (nation - own) + 0.35 * (0.9 * nation - own)
        assert projected(table, "inntektsutjevning").at(year) == pytest.approx(
            each * projected(people, "total").at(year)
        )


def test_tax_that_follows_those_of_working_age(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    working = projected(tables.population(roros, ageing), "20-66")
    tax = projected(tables.income(roros, ageing, catalogue, "all", "working_age"), "skatt")
    np.testing.assert_allclose(
        tax.values / tax.at(2024), working.values / working.at(2024), rtol=1e-12
    )


def test_twice_the_people_gives_twice_the_income(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    double = replace(roros, observed=replace(roros.observed, persons=2 * roros.observed.persons))
    twice = Projection(replace(ageing.population, persons=2 * ageing.population.persons))
    for tax in ("inhabitants", "working_age"):
        table = tables.income(roros, ageing, catalogue, "all", tax)
        doubled = tables.income(double, twice, catalogue, "all", tax)
        for one, other in zip(table, doubled, strict=True):
            np.testing.assert_allclose(other.values, 2 * one.values, rtol=1e-10, atol=1e-6)


def test_effect_of_rules(roros: Case, ageing: Projection, catalogue: Catalogue) -> None:
    arguments = (roros, ageing, catalogue, "all", "inhabitants")
    effect = projected(tables.rule_effect(*arguments, 2024), "rules")
    assert effect.at(2024) == effect.at(2023) == 0
    # 0.04 · (39 307 − 33 218) NOK for each of 5581.
    assert effect.at(2033) == pytest.approx(0.04 * (39.3074847356 - 187_948 / 5658) * 5581)
    assert projected(tables.rule_effect(*arguments, 2026), "rules").at(2033) == 0


# --- net ------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["own", "national"])
def test_net_is_income_less_cost(
    roros: Case, ageing: Projection, catalogue: Catalogue, method: str
) -> None:
    table = tables.net(roros, ageing, catalogue, method, "all", "inhabitants", 2024)
    assert items(table) == ("cost", "income", "net")
    cost, income, net = (projected(table, item) for item in items(table))
    assert cost.years == tuple(range(2024, 2034))
    np.testing.assert_allclose(net.values, income.values - cost.values, rtol=1e-9, atol=1e-6)
    assert all(one.values[0] == 0 and one.is_difference for one in (cost, income, net))
    levels = tables.costs(roros, ageing, catalogue, method, "all")
    expected = tables.cost_view(levels, "change", 2024)
    np.testing.assert_allclose(cost.values, projected(expected, "total").values, rtol=1e-12)


def test_net_of_roros(roros: Case, ageing: Projection, catalogue: Catalogue) -> None:
    table = tables.net(roros, ageing, catalogue, "own", "all", "inhabitants", 2024)
    found = {item: round(projected(table, item).at(2033)) for item in items(table)}
    assert found == {"cost": 26_635, "income": 10_336, "net": -16_299}


def test_fixed_shares_change_cost_alone(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    arguments = (roros, ageing, catalogue, "own", "all", "inhabitants", 2024)
    free, held = tables.net(*arguments), tables.net(*arguments, {"grunnskole": 1.0})
    assert projected(held, "income").at(2033) == projected(free, "income").at(2033)
    assert projected(held, "cost").at(2033) == pytest.approx(
        projected(free, "cost").at(2033) + 5_022, abs=1
    )


def test_ageing_like_the_nation_costs_and_brings_nothing_more_in_need(
    roros: Case, catalogue: Catalogue
) -> None:
    """A part of the nation: its need index never moves, so all ageing is its own to pay."""
    nation = catalogue.case("0").projection("ssb-13600.MMMM")
    assert nation
    part = Projection(replace(nation.population, persons=nation.population.persons / 1000))
    like = replace(roros, observed=catalogue.case("0").observed, projections=(part,))
    index = projected(tables.need_index(like, part, catalogue, "all"), "need_index")
    np.testing.assert_allclose(index.values, 1.0485, rtol=1e-12)
    parts = tables.income(like, part, catalogue, "all", "inhabitants")
    grant, equalised = (projected(parts, item).values for item in PARTS[:2])
    np.testing.assert_allclose(equalised / grant, 0.0485 * 64_893 / 29_832, rtol=1e-9)


# --- what is missing ------------------------------------------------------------------------


@pytest.mark.parametrize("code", OTHERS)
def test_a_region_without_inputs_says_which_and_shows_the_rest(
    catalogue: Catalogue, code: str
) -> None:
    case = catalogue.case(code)
    projection = case.projections[0] if case.projections else None
    with pytest.raises(MissingInputError) as caught:
        tables.income(case, projection, catalogue, "all", "inhabitants")
    assert case.region.name in str(caught.value)
    assert "offisiell utgiftsbehovsindeks og egen skatt" in str(caught.value)
    with pytest.raises(MissingInputError):
        tables.printed_income(case, catalogue)
    parts = tables.income_parts(case, projection, catalogue, "all", "inhabitants")
    assert items(parts) == ("innbyggertilskudd",)
    people = pick(tables.population(case, projection), "total")
    for grant, total in zip(parts, people, strict=True):
        np.testing.assert_allclose(grant.values, 29.832 * total.values, rtol=1e-12)


def test_with_the_official_index_alone_need_is_equalised(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    no_tax = replace(roros, income_lines=())
    with pytest.raises(MissingInputError) as caught:
        tables.income(no_tax, ageing, catalogue, "all", "inhabitants")
    assert "egen skatt" in str(caught.value)
    assert "utgiftsbehovsindeks" not in str(caught.value)
    parts = tables.income_parts(no_tax, ageing, catalogue, "all", "inhabitants")
    assert items(parts) == PARTS[:2]
    whole = tables.income(roros, ageing, catalogue, "all", "inhabitants")
    for one in parts:
        (same,) = (x for x in pick(whole, one.item) if x.alternative == one.alternative)
        np.testing.assert_array_equal(one.values, same.values)


def test_net_needs_frames_in_the_same_prices(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    arguments = (ageing, catalogue, "own", "all", "inhabitants", 2024)
    with pytest.raises(MissingInputError, match="driftsrammer"):
        tables.net(replace(roros, frames=None), *arguments)
    assert roros.frames
    later = replace(roros, frames=replace(roros.frames, year=2026))
    with pytest.raises(MissingInputError, match="2026-kroner og inntektene i 2024-kroner"):
        tables.net(later, *arguments)


# --- beside the plan, and in words ----------------------------------------------------------


def test_the_formulas_beside_the_plan(roros: Case, catalogue: Catalogue) -> None:
    found = {
        (one.item, one.alternative): round(one.at(2024))
        for one in tables.printed_income(roros, catalogue)
    }
    assert found == {
        ("need_each", "formula"): 68_040,
        ("need_each", "plan"): 68_039,
        ("innbyggertilskudd", "formula"): 168_789,
        ("innbyggertilskudd", "plan"): 168_788,
        ("utgiftsutjevning", "formula"): 17_807,
        ("utgiftsutjevning", "plan"): 21_132,
        ("national_tax", "formula"): 39_307,
    }


NUMBER = re.compile(r"[+−]?\d+(?:\u00a0\d{3})*(?:,\d+)?")


@pytest.mark.parametrize("method", ["own", "national"])
@pytest.mark.parametrize("tax", ["inhabitants", "working_age"])
@pytest.mark.parametrize(("base", "last"), [(2024, 2033), (2025, 2026), (2023, 2027)])
def test_every_amount_in_the_sentence_is_in_the_figures(
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
    method: str,
    tax: str,
    base: int,
    last: int,
) -> None:
    of = (roros, ageing, catalogue)
    levels = tables.in_millions(tables.cost_and_income(*of, method, "all", tax))
    parts = tables.in_millions(tables.income_parts(*of, "all", tax))
    rules = tables.in_millions(tables.rule_effect(*of, "all", tax, base))
    compared = tables.compare_from_base(parts, base, last)
    finding = narrative.income.net(tables.compare_from_base(levels, base, last), compared, rules)
    changed = tables.in_millions(tables.net(*of, method, "all", tax, base))
    change = {one.item: one.change for one in compared}
    taxed = change["skatt"] + change["inntektsutjevning"]
    held = [
        *(projected(changed, item).at(last) for item in items(changed)),
        *change.values(),
        taxed,
        projected(rules, "rules").at(last),
    ]
    known = {f"{base}", f"{last}", *(norwegian.number(value, 1, True) for value in held)}
    told = set(NUMBER.findall(f"{finding.title} {finding.text} {finding.key}"))
    assert told <= known | {text.lstrip("+−") for text in known}
    assert norwegian.number(projected(changed, "net").at(last), 1, True) in finding.key


@pytest.mark.parametrize(
    ("cost", "income", "title", "alone"),
    [
        (20, 5, "Inntektene øker mindre enn kostnadene: netto 15,0 mill. kr verre", "mørkt"),
        (5, 20, "Inntektene øker mer enn kostnadene: netto 15,0 mill. kr bedre", "mørkt"),
        (-5, -20, "Inntektene synker mer enn kostnadene: netto 15,0 mill. kr verre", "lyst"),
        (-20, -5, "Inntektene synker mindre enn kostnadene: netto 15,0 mill. kr bedre", "lyst"),
        (10, -5, "Inntektene synker og kostnadene øker: netto 15,0 mill. kr verre", "lyst"),
        (-10, 5, "Inntektene øker og kostnadene synker: netto 15,0 mill. kr bedre", "mørkt"),
        (5, 5, "Inntektene følger kostnadene: netto er uendret", "mørkt"),
    ],
)
def test_the_sentence_says_which_way_it_goes(
    roros: Case, ageing: Projection, cost: float, income: float, title: str, alone: str
) -> None:
    template = projected(tables.population(roros, ageing), "total").between(2024, 2025)

    def levels(**changes: float) -> Table:
        return tuple(
            replace(template, item=item, unit="million NOK", values=np.array([100.0, 100 + change]))
            for item, change in changes.items()
        )

    compared = tables.compare(levels(cost=cost, income=income, net=income - cost), 2024, 2025)
    parts = dict.fromkeys(PARTS, 0.0) | {"innbyggertilskudd": income}
    rules = (replace(template, item="rules", unit="million NOK", values=np.zeros(2)),)
    finding = narrative.income.net(compared, tables.compare(levels(**parts), 2024, 2025), rules)
    assert finding.title.replace("\u00a0", " ") == f"{title} i 2025"
    assert alone in finding.text
    assert ("flere" if income > 0 else "færre") in finding.text


def test_numbers_of_the_need_sentence_stand_in_its_table(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = tables.need_index(roros, ageing, catalogue, "all")
    nation = tables.nation(ageing.population, catalogue)
    finding = narrative.income.need(
        "Røros", table, tables.compare_from_base(table, 2024, 2033), ageing.population, nation
    )
    cells = {text for row in grids.by_year("", table).rows for text in row}
    decimals = {text for text in NUMBER.findall(finding.text) if len(text) == 6}
    assert len(decimals) == 4
    assert decimals <= cells
    assert "Hovedalternativet (MMMM)" in finding.text
    assert "«Sterk aldring» finnes ikke for landet her" in finding.text
    assert finding.title.replace("\u00a0", " ").endswith("er 7,5 % høyere enn landets i 2033")


def test_the_nation_needs_as_the_nation_in_words(catalogue: Catalogue) -> None:
    norway = catalogue.case("0")
    path = norway.projections[0].population
    table = tables.need_index(norway, norway.projections[0], catalogue, "all")
    compared = tables.compare_from_base(table, 2026, 2050)
    finding = narrative.income.need("Norge", table, compared, path, path)
    assert finding.title == "Utgiftsbehovet i Norge er som landets i 2050"
    assert "finnes ikke for landet" not in finding.text


def test_labels_of_all_that_is_shown(roros: Case, ageing: Projection, catalogue: Catalogue) -> None:
    of = (roros, ageing, catalogue)
    shown = (
        *tables.income(*of, "all", "inhabitants"),
        *tables.net(*of, "own", "all", "inhabitants", 2024),
        *tables.need_index(*of, "all"),
        *tables.printed_income(roros, catalogue),
    )
    for one in shown:
        assert labels.item(one.item) != f"{one.item} år"
        assert labels.unit(one.unit) != one.unit
        assert labels.alternative(one.alternative) != one.alternative


def test_index_is_nearly_the_same_on_coarser_ages(roros: Case, catalogue: Catalogue) -> None:
    """Each population stands on its own ages; both axes give the need of the same people."""
    history = roros.observed
    service = Population(
        history.bands(SERVICE_AGES.bands)[:, :, None, :],
        history.alternatives,
        history.years,
        ("both",),
        AgeAxis(SERVICE_AGES.bands),
        history.region,
        history.source,
    )
    fine, coarse = (
        pick(tables.need_index(replace(roros, observed=one), None, catalogue, "all"), item)[0]
        for one, item in ((history, "need_index_age"), (service, "need_index_age"))
    )
    np.testing.assert_allclose(fine.values, coarse.values, atol=0.01)
