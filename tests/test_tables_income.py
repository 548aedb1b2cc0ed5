"""Income, net and need of the bundled cases; figures, identities, and what is missing."""

import re
from dataclasses import replace

import numpy as np
import pytest

from projections import labels, norwegian, tables, terms, words
from projections.case import Case, Catalogue, Projection
from projections.charts import columns
from projections.draw.plotly import picture
from projections.errors import MissingInputError
from projections.money.income import Assumed
from projections.people.ages import SERVICE_AGES, AgeAxis
from projections.people.population import Population
from projections.series import Series, Table, items, pick
from projections.tables import Setting, needs
from projections.words import grids

PARTS = ("innbyggertilskudd", "utgiftsutjevning", "skatt", "inntektsutjevning")
OTHERS = ("3430", "50", "0")


def projected(table: Table, item: str) -> Series:
    (found,) = (one for one in pick(table, item) if not one.is_observed)
    return found


def observed(table: Table, item: str) -> Series:
    (found,) = (one for one in pick(table, item) if one.is_observed)
    return found


def by_hand(
    people: Population, nation: Population, catalogue: Catalogue, year: int, standing: bool = False
) -> float:
    """The ministry's index of one year, age by age, from two paths that have the year before."""
    weights, then = needs.key_weights(catalogue.keys, "all")
    own, theirs = (
        sum(needs.by_year((one,))[each] for each in (year - 1, year)) / 2
        for one in (people, nation)
    )
    found, whole = 0.0, 0.0
    for sector, weight in zip(weights, catalogue.keys.sector_weights, strict=True):
        share = theirs / theirs.sum()
        cost = weight * (1.0 if standing else float((sector * share / then).sum()))
        found += cost * sum(
            key * (mine / own.sum()) / (all_of / theirs.sum())
            for key, mine, all_of in zip(sector, own, theirs, strict=True)
        )
        whole += cost
    return float(found / whole)


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
    table = tables.need_index(Setting(roros, ageing, catalogue))
    nation = catalogue.case("0").projection("ssb-13600.MMMM")
    assert nation
    index, by_age = projected(table, "need_index"), projected(table, "need_index_age")
    for year, known in catalogue.need_indices["5025"].items():
        assert index.at(year) == observed(table, "need_index").at(year) == known
    for weights in ("following", "standing"):
        moved = tables.need_index(
            Setting(roros, ageing, catalogue, assumed=Assumed(weights=weights))
        )
        for year in (2025, 2033):
            expected = by_hand(
                ageing.population, nation.population, catalogue, year, weights == "standing"
            )
            found = projected(moved, "need_index_age").at(year)
            assert found == pytest.approx(expected, rel=1e-12)
    after = slice(index.years.index(2026), None)
    apart = (index.values - by_age.values)[after]
    np.testing.assert_allclose(apart, 1.0723 - by_age.at(2026), rtol=1e-12)
    before = observed(table, "need_index").at(2020) - observed(table, "need_index_age").at(2020)
    assert before == pytest.approx(1.0485 - observed(table, "need_index_age").at(2024), rel=1e-12)
    assert index.label("nation") == "ssb-13600.MMMM"


def test_need_by_sector_is_what_the_index_is_made_of(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    """With weights that stand, the index is the mean of the sectors by their weights."""
    table = tables.need_by_sector(Setting(roros, ageing, catalogue))
    index = projected(
        tables.need_index(Setting(roros, ageing, catalogue, assumed=Assumed(weights="standing"))),
        "need_index_age",
    )
    weights = dict(zip(catalogue.keys.sectors, catalogue.keys.sector_weights, strict=True))
    for year in (2024, 2033):
        own = {one.item: one.at(year) for one in table if not one.is_observed}
        mean = sum(weights[sector] * value for sector, value in own.items())
        assert index.at(year) == pytest.approx(mean, rel=1e-12)
    counted = {one.item: round(one.at(2025), 2) for one in table if one.is_observed}
    assert (counted["pleie"], counted["grunnskole"], counted["barnehage"]) == (1.22, 0.86, 0.94)


def test_the_nation_needs_as_the_nation(catalogue: Catalogue) -> None:
    norway = catalogue.case("0")
    for projection in (None, *norway.projections):
        for one in tables.need_index(Setting(norway, projection, catalogue)):
            assert one.item == "need_index_age"
            known = one.values[np.isfinite(one.values)]
            assert len(known) >= len(one.years) - 1
            np.testing.assert_allclose(known, 1, rtol=1e-13)


def test_a_projection_without_the_official_year_is_carried_on_from_the_observed(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    late = Projection(ageing.population.between(2026, 2033))
    table = tables.need_index(Setting(roros, late, catalogue))
    by_age = projected(table, "need_index_age")
    np.testing.assert_allclose(
        projected(table, "need_index").values,
        1.0723 + by_age.values - by_age.at(2026),
        rtol=1e-12,
    )


def test_years_the_nation_lacks_are_missing_and_said(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    norway = catalogue.case("0")
    short = replace(norway, observed=norway.observed.between(2010, 2026))
    cut = replace(catalogue, cases={**catalogue.cases, "0": short})
    table = tables.need_index(Setting(roros, ageing, cut))
    missing = np.isnan(observed(table, "need_index").values)
    # 1 July 2009 is not known without 1 January 2009.
    np.testing.assert_array_equal(missing, np.array(roros.observed.years) < 2011)
    assert not np.isnan(projected(table, "need_index").values).any()
    total = observed(tables.income(Setting(roros, ageing, cut)), "total")
    np.testing.assert_array_equal(np.isnan(total.values), missing)
    finding = words.income.need(
        "Røros", table, tables.compare(table, 2024, 2033), ageing.population, norway.observed
    )
    assert "For 2006–2010 mangler folketallet" in finding.text


def test_what_cannot_be_reckoned_is_not_told_as_a_change(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    norway = catalogue.case("0")
    cut = tuple(Projection(one.population.between(2000, 2030)) for one in norway.projections)
    short = replace(norway, projections=cut)
    of = (roros, ageing, replace(catalogue, cases={**catalogue.cases, "0": short}))
    levels = tables.cost_and_income(Setting(*of, "own"))
    parts = tables.compare_from_base(tables.income_parts(Setting(*of)), 2024, 2033)
    rules = tables.rule_effect(Setting(*of), 2024)
    index = tables.need_index(Setting(*of))
    nation = cut[-1].population
    for finding in (
        words.income.net(tables.compare_from_base(levels, 2024, 2033), parts, rules),
        words.income.parts(parts),
        words.income.need(
            "Røros", index, tables.compare(index, 2024, 2033), ageing.population, nation
        ),
    ):
        assert "kan ikke regnes fra 2024 til 2033" in finding.title
        assert "Velg andre år" in finding.text
    net = columns.net(tables.net(Setting(*of, "own"), 2024), "1000 kr")
    net = picture(net)
    drawn = (net, picture(columns.index(index, "indeks")))
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
    table = tables.income(Setting(roros, ageing, catalogue, need=need, assumed=Assumed(tax)))
    assert items(table) == (*PARTS, "total")
    for read in (projected, observed):
        parts = sum(read(table, item).values for item in PARTS)
        np.testing.assert_allclose(parts, read(table, "total").values, rtol=1e-13)


def test_income_in_the_year_it_is_known(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = tables.income(Setting(roros, ageing, catalogue))
    persons = 5589  # the plan's people of 2024; the income system counted 5658
    assert projected(table, "innbyggertilskudd").at(2024) == pytest.approx(29.832 * persons)
    assert projected(table, "utgiftsutjevning").at(2024) == pytest.approx(0.0485 * 64.893 * persons)
    assert projected(table, "skatt").at(2024) == pytest.approx(187_948 / 5658 * persons)
    assert projected(table, "inntektsutjevning").at(2024) == pytest.approx(24_947 / 5658 * persons)


def test_rates_of_equalisation_by_year(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    own, nation = 187_948 / 5658, 39.3074847356
    table = tables.income(Setting(roros, ageing, catalogue))
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
    tax = projected(
        tables.income(Setting(roros, ageing, catalogue, assumed=Assumed("working_age"))), "skatt"
    )
    np.testing.assert_allclose(
        tax.values / tax.at(2024), working.values / working.at(2024), rtol=1e-12
    )


def test_twice_the_people_gives_twice_the_income(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    double = replace(roros, observed=replace(roros.observed, persons=2 * roros.observed.persons))
    twice = Projection(replace(ageing.population, persons=2 * ageing.population.persons))
    for tax in ("inhabitants", "working_age"):
        table = tables.income(Setting(roros, ageing, catalogue, assumed=Assumed(tax)))
        doubled = tables.income(Setting(double, twice, catalogue, assumed=Assumed(tax)))
        for one, other in zip(table, doubled, strict=True):
            np.testing.assert_allclose(other.values, 2 * one.values, rtol=1e-10, atol=1e-6)


def test_effect_of_rules(roros: Case, ageing: Projection, catalogue: Catalogue) -> None:
    of = Setting(roros, ageing, catalogue)
    effect = projected(tables.rule_effect(of, 2024), "rules")
    assert effect.at(2024) == effect.at(2023) == 0
    # 0.04 · (39 307 − 33 218) NOK for each of 5581.
    assert effect.at(2033) == pytest.approx(0.04 * (39.3074847356 - 187_948 / 5658) * 5581)
    assert projected(tables.rule_effect(of, 2026), "rules").at(2033) == 0


# --- net ------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["own", "national"])
def test_net_is_income_less_cost(
    roros: Case, ageing: Projection, catalogue: Catalogue, method: str
) -> None:
    table = tables.net(Setting(roros, ageing, catalogue, method), 2024)
    assert items(table) == ("cost", "income", "net")
    cost, income, net = (projected(table, item) for item in items(table))
    assert cost.years == tuple(range(2024, 2034))
    np.testing.assert_allclose(net.values, income.values - cost.values, rtol=1e-9, atol=1e-6)
    assert all(one.values[0] == 0 and one.is_difference for one in (cost, income, net))
    levels = tables.costs(Setting(roros, ageing, catalogue, method))
    expected = tables.cost_view(levels, "change", 2024)
    np.testing.assert_allclose(cost.values, projected(expected, "total").values, rtol=1e-12)


def test_net_of_roros(roros: Case, ageing: Projection, catalogue: Catalogue) -> None:
    table = tables.net(Setting(roros, ageing, catalogue, "own"), 2024)
    found = {item: round(projected(table, item).at(2033)) for item in items(table)}
    assert found == {"cost": 26_635, "income": 11_163, "net": -15_472}


def test_fixed_shares_change_cost_alone(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    of = Setting(roros, ageing, catalogue, "own")
    free, held = (tables.net(replace(of, fixed=fixed), 2024) for fixed in ({}, {"grunnskole": 1.0}))
    assert projected(held, "income").at(2033) == projected(free, "income").at(2033)
    assert projected(held, "cost").at(2033) == pytest.approx(
        projected(free, "cost").at(2033) + 5_022, abs=1
    )


def test_ageing_like_the_nation_costs_and_brings_nothing_more_in_need(
    roros: Case, catalogue: Catalogue
) -> None:
    """A part of the nation: its index never moves after the newest known, so it pays its ageing."""
    nation = catalogue.case("0").projection("ssb-13600.MMMM")
    assert nation
    part = Projection(replace(nation.population, persons=nation.population.persons / 1000))
    like = replace(roros, observed=catalogue.case("0").observed, projections=(part,))
    index = projected(tables.need_index(Setting(like, part, catalogue)), "need_index")
    after = np.array(index.years) >= 2026
    np.testing.assert_allclose(index.values[after], 1.0723, rtol=1e-12)
    parts = tables.income(Setting(like, part, catalogue))
    grant, equalised = (projected(parts, item).values for item in PARTS[:2])
    np.testing.assert_allclose((equalised / grant)[after], 0.0723 * 64_893 / 29_832, rtol=1e-9)


# --- what is missing ------------------------------------------------------------------------


@pytest.mark.parametrize("code", OTHERS)
def test_a_region_without_inputs_says_which_and_shows_the_rest(
    catalogue: Catalogue, code: str
) -> None:
    case = catalogue.case(code)
    projection = case.projections[0] if case.projections else None
    with pytest.raises(MissingInputError) as caught:
        tables.income(Setting(case, projection, catalogue))
    assert case.region.name in str(caught.value)
    known = case.region.code in catalogue.need_indices
    assert ("offisiell utgiftsbehovsindeks" in str(caught.value)) != known
    assert "egen skatt" in str(caught.value)
    with pytest.raises(MissingInputError):
        tables.printed_income(case, catalogue)
    parts = tables.income_parts(Setting(case, projection, catalogue))
    assert items(parts) == PARTS[: 1 + known]
    people = pick(tables.population(case, projection), "total")
    for grant, total in zip(pick(parts, PARTS[0]), people, strict=True):
        np.testing.assert_allclose(grant.values, 29.832 * total.values, rtol=1e-12)


def test_with_the_official_index_alone_need_is_equalised(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    no_tax = replace(roros, income_lines=())
    with pytest.raises(MissingInputError) as caught:
        tables.income(Setting(no_tax, ageing, catalogue))
    assert "egen skatt" in str(caught.value)
    assert "utgiftsbehovsindeks" not in str(caught.value)
    parts = tables.income_parts(Setting(no_tax, ageing, catalogue))
    assert items(parts) == PARTS[:2]
    whole = tables.income(Setting(roros, ageing, catalogue))
    for one in parts:
        (same,) = (x for x in pick(whole, one.item) if x.alternative == one.alternative)
        np.testing.assert_array_equal(one.values, same.values)


def test_net_brings_frames_to_the_prices_of_the_grants(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    """Frames of 2026 and those of 2024, deflated: 4.7 % in 2025 and 4.1 % in 2026."""
    arguments = (ageing, catalogue, "own")
    with pytest.raises(MissingInputError, match="driftsrammer"):
        tables.net(Setting(replace(roros, frames=None), *arguments), 2024)
    assert roros.frames
    later = replace(roros, frames=replace(roros.frames, price_year=2026))
    now, then = (
        pick(tables.cost_and_income(Setting(one, *arguments)), "cost")[-1] for one in (later, roros)
    )
    np.testing.assert_allclose(now.values, then.values / (1.047 * 1.041))
    assert now.label("price_year") == "2024"
    unknown = replace(roros, frames=replace(roros.frames, price_year=2030))
    with pytest.raises(MissingInputError, match="2030-kroner og inntektene i 2024-kroner"):
        tables.net(Setting(unknown, *arguments), 2024)


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
    levels = tables.in_millions(tables.cost_and_income(Setting(*of, method, assumed=Assumed(tax))))
    parts = tables.in_millions(tables.income_parts(Setting(*of, assumed=Assumed(tax))))
    rules = tables.in_millions(tables.rule_effect(Setting(*of, assumed=Assumed(tax)), base))
    compared = tables.compare_from_base(parts, base, last)
    finding = words.income.net(tables.compare_from_base(levels, base, last), compared, rules)
    changed = tables.in_millions(tables.net(Setting(*of, method, assumed=Assumed(tax)), base))
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
    finding = words.income.net(compared, tables.compare(levels(**parts), 2024, 2025), rules)
    assert finding.title.replace("\u00a0", " ") in (
        f"{title} i 2025 enn i 2024",
        f"{title} fra 2024 til 2025",
    )
    assert alone in finding.text
    assert ("flere" if income > 0 else "færre") in finding.text


def test_numbers_of_the_need_sentence_stand_in_its_table(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = tables.need_index(Setting(roros, ageing, catalogue))
    nation = tables.nation(ageing.population, catalogue)
    finding = words.income.need(
        "Røros", table, tables.compare_from_base(table, 2024, 2033), ageing.population, nation
    )
    cells = {text for row in grids.by_year("", table).rows for text in row}
    decimals = {text for text in NUMBER.findall(finding.text) if len(text) == 6}
    assert len(decimals) == 4
    assert decimals <= cells
    assert "Hovedalternativet (MMMM)" in finding.text
    assert "«Sterk aldring» finnes ikke for landet her" in finding.text
    assert finding.title.replace("\u00a0", " ").endswith("er 7,7 % høyere enn landets i 2033")


def test_the_nation_needs_as_the_nation_in_words(catalogue: Catalogue) -> None:
    norway = catalogue.case("0")
    path = norway.projections[0].population
    table = tables.need_index(Setting(norway, norway.projections[0], catalogue))
    compared = tables.compare_from_base(table, 2026, 2050)
    finding = words.income.need("Norge", table, compared, path, path)
    assert finding.title == "Behovet for tjenester (utgiftsbehovet) i Norge er som landets i 2050"
    assert "finnes ikke for landet" not in finding.text


def test_labels_of_all_that_is_shown(roros: Case, ageing: Projection, catalogue: Catalogue) -> None:
    of = (roros, ageing, catalogue)
    shown = (
        *tables.income(Setting(*of)),
        *tables.net(Setting(*of, "own"), 2024),
        *tables.need_index(Setting(*of)),
        *tables.printed_income(roros, catalogue),
    )
    for one in shown:
        assert labels.item(one.item) != f"{one.item} år"
        assert terms.unit(one.unit) != one.unit
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
        pick(tables.need_index(Setting(replace(roros, observed=one), None, catalogue)), item)[0]
        for one, item in ((history, "need_index_age"), (service, "need_index_age"))
    )
    np.testing.assert_allclose(fine.values, coarse.values, atol=0.01)
