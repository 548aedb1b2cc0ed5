"""Own rates: a sum worked by hand, what must hold, and people too coarse for them."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from projections import tables
from projections.case import Case, Catalogue, OwnRates, Projection
from projections.errors import MissingInputError, SplitBandError
from projections.money.costs import national_unit_costs, need_rates
from projections.money.own_rates import AgeRate, Schedule, own_rates, stepped_axis
from projections.people.ages import SERVICE_AGES, AgeAxis, AgeBand
from projections.people.population import Population
from projections.series import Series, Table, pick
from projections.services.service import Service
from projections.tables import Setting, unfit
from projections.tables.unit_costs import rate_ages

SWIMMING = "tjeneste:Svømmehall"


def schedule(**amounts: float) -> Schedule:
    """``schedule(_0=1, _67=2)``: 1 from age 0, 2 from 67."""
    lowers = [int(name[1:]) for name in amounts]
    uppers = [*(lower - 1 for lower in lowers[1:]), None]
    bands = map(AgeBand, lowers, uppers)
    return tuple(
        AgeRate(band, amount) for band, amount in zip(bands, amounts.values(), strict=True)
    )


def with_rates(
    case: Case, costs: dict[str, Schedule], users: dict[str, Schedule] | None = None
) -> Case:
    return replace(case, own_rates=OwnRates(costs, users or {}, 2024, case.observed.source))


def by_service(table: Table, item: str) -> np.ndarray:
    return pick(table, item)[-1].values


def national(catalogue: Catalogue) -> dict[str, Schedule]:
    """The national kroner per person, as a user would upload them."""
    each = national_unit_costs(
        need_rates(catalogue.keys, SERVICE_AGES), catalogue.parameters.value("mean_need")
    )
    return {
        sector: tuple(map(AgeRate, SERVICE_AGES.bands, map(float, each[place])))
        for place, sector in enumerate(catalogue.keys.sectors)
    }


# --- the core --------------------------------------------------------------------------------


def test_worked_by_hand() -> None:
    """10 children at 5 kroner and 20 others at 2: 90 kroner."""
    rates = own_rates([schedule(_0=5, _6=2)], AgeAxis.parse(("0-5", "6-66", "67+")))
    np.testing.assert_array_equal(rates, [[5, 2, 2]])
    assert np.array([10.0, 15.0, 5.0]) @ rates[0] == 90


def test_a_band_that_would_be_split_is_named() -> None:
    with pytest.raises(SplitBandError, match="67-79"):
        own_rates([schedule(_0=0, _75=9)], SERVICE_AGES)
    assert own_rates([schedule(_0=9, _75=9)], SERVICE_AGES).tolist() == [[9] * 8]


def test_rates_that_do_not_join_are_refused() -> None:
    holed = (AgeRate(AgeBand(0, 5), 1.0), AgeRate(AgeBand(7, None), 1.0))
    with pytest.raises(ValueError, match="do not join"):
        own_rates([holed], SERVICE_AGES)
    with pytest.raises(ValueError, match="begin at age 6"):
        own_rates([(AgeRate(AgeBand(6, None), 1.0),)], SERVICE_AGES)


def test_the_axis_is_cut_only_where_a_rate_changes() -> None:
    assert stepped_axis([schedule(_0=1, _67=2)], SERVICE_AGES) == SERVICE_AGES
    found = stepped_axis([schedule(_0=1, _3=1, _75=2), schedule(_0=0, _95=1)], SERVICE_AGES)
    expected = ("0", "1-5", "6-15", "16-19", "20-66", "67-74", "75-79", "80-89", "90-94", "95+")
    assert found.codes == expected


# --- costs -----------------------------------------------------------------------------------


def test_a_sum_on_the_people_of_roros(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    case = with_rates(roros, {"pleie": schedule(_0=0, _80=500_000)})
    table = tables.costs(Setting(case, ageing, catalogue, "rates"))
    old = ageing.population.bands([AgeBand(80, None)])[0, :, 0]
    np.testing.assert_allclose(by_service(table, "pleie"), 500 * old, rtol=1e-14)
    assert [one.label("price_year") for one in table] == ["2024"] * 4
    assert {one.item for one in table} == {"pleie", "total"}
    assert table[0].label("method") == "rates"
    assert table[0].label("need") == ""


@pytest.mark.parametrize("by", [tables.costs, partial(tables.costs, by="age")])
def test_national_rates_uploaded_give_the_national_method(
    roros: Case, ageing: Projection, catalogue: Catalogue, by: type
) -> None:
    own = by(Setting(with_rates(roros, national(catalogue)), ageing, catalogue, "rates"))
    reckoned = by(Setting(roros, ageing, catalogue))
    for one, other in zip(own, reckoned, strict=True):
        assert (one.item, one.years) == (other.item, other.years)
        np.testing.assert_array_equal(one.values, other.values)


def test_twice_the_rates_cost_twice(roros: Case, ageing: Projection, catalogue: Catalogue) -> None:
    once, twice = (
        tables.costs(
            Setting(
                with_rates(roros, {SWIMMING: schedule(_0=times * 100, _67=times * 30)}),
                ageing,
                catalogue,
                "rates",
            )
        )
        for times in (1, 2)
    )
    for one, other in zip(once, twice, strict=True):
        np.testing.assert_array_equal(2 * one.values, other.values)


def test_the_levers_on_services_work_as_with_the_national_standard(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    service = Service(postponed=2.0, standard={"pleie": -1.0}, unit_cost={"grunnskole": 90.0})
    case = with_rates(roros, national(catalogue))
    own = tables.costs(Setting(case, ageing, catalogue, "rates", service=service))
    reckoned = tables.costs(Setting(roros, ageing, catalogue, service=service))
    for one, other in zip(own, reckoned, strict=True):
        # The national key weighs single ages in its own bands; here its eight groups are given.
        np.testing.assert_allclose(one.values, other.values, rtol=2e-3)
    still = tables.costs(Setting(case, ageing, catalogue, "rates"))
    assert by_service(own, "pleie")[-1] < by_service(still, "pleie")[-1]


def test_causes_and_income_with_own_rates(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    of = (ageing, catalogue)
    case = with_rates(roros, national(catalogue))
    own = tables.explained(Setting(case, *of, "rates"), 2024, 2033)
    reckoned = tables.explained(Setting(roros, *of), 2024, 2033)
    for one, other in zip(own, reckoned, strict=True):
        np.testing.assert_array_equal(one.values, other.values)
    net, expected = (
        tables.net(Setting(one, *of, method), 2024)
        for one, method in ((case, "rates"), (roros, "national"))
    )
    np.testing.assert_array_equal(by_service(net, "net"), by_service(expected, "net"))


def test_rates_in_another_years_prices_are_brought_to_those_of_the_grants(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    def cost(price_year: int) -> Series:
        own = OwnRates(national(catalogue), {}, price_year, roros.observed.source)
        case = replace(roros, own_rates=own)
        found = tables.cost_and_income(Setting(case, ageing, catalogue, "rates"))
        return pick(found, "cost")[0]

    then, now = cost(2022), cost(2024)
    factor, reached = catalogue.deflator.between(2022, 2024)
    assert reached == 2024
    assert factor > 1.05
    np.testing.assert_allclose(then.values, now.values * factor)
    assert (then.label("price_year"), now.label("price_year")) == ("2024", "2024")
    with pytest.raises(MissingInputError, match="Satsene er i 2040-kroner"):
        cost(2040)


def test_a_method_without_its_file_says_so(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    with pytest.raises(MissingInputError, match="trenger en fil med kroner per person"):
        tables.costs(Setting(roros, ageing, catalogue, "rates"))
    only_users = with_rates(roros, {}, {SWIMMING: schedule(_0=0.1)})
    with pytest.raises(MissingInputError, match="trenger en fil"):
        tables.costs(Setting(only_users, ageing, catalogue, "rates"))


def test_people_too_coarse_are_told_with_the_band(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    case = with_rates(roros, {"pleie": schedule(_0=0, _75=9)})
    with pytest.raises(MissingInputError, match="67-79 år samlet"):
        tables.costs(Setting(case, ageing, catalogue, "rates"))
    assert "67-74 år for seg" in (unfit(case, ageing, case.own_rates.costs) or "")
    fits = with_rates(roros, {"pleie": schedule(_0=0, _80=9)})
    assert unfit(fits, ageing, fits.own_rates.costs) is None


def single_years(people: Population) -> Population:
    """The same people, each age group's on its first year of age."""
    ages = AgeAxis.parse((*map(str, range(105)), "105+"))
    persons = np.zeros((*people.persons.shape[:-1], len(ages)))
    for place, band in enumerate(people.ages.bands):
        persons[..., band.lower] = people.persons[..., place]
    return replace(people, ages=ages, persons=persons)


def test_finer_people_carry_finer_rates_exactly(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    """All who are 67–79 are put at 67, so that a rate from 75 on costs for 80 and over alone."""
    people = replace(ageing, population=single_years(ageing.population))
    fine = replace(roros, observed=single_years(roros.observed))
    case = with_rates(fine, {"pleie": schedule(_0=0, _75=1000)})
    old = ageing.population.bands([AgeBand(80, None)])[0, :, 0]
    table = tables.costs(Setting(case, people, catalogue, "rates"))
    np.testing.assert_allclose(by_service(table, "pleie"), old, rtol=1e-14)
    by_age = tables.costs(Setting(case, people, catalogue, "rates"), by="age")
    assert [one.item for one in by_age[-9:]] == [*SERVICE_AGES.codes, "total"]
    np.testing.assert_array_equal(by_service(by_age, "67-79"), 0)
    causes = tables.explained(Setting(case, people, catalogue, "rates"), 2024, 2033)
    assert [one.item for one in causes] == [*SERVICE_AGES.codes, "total"]


# --- users -----------------------------------------------------------------------------------


def test_users_are_a_share_of_each_age(roros: Case, ageing: Projection) -> None:
    case = with_rates(roros, {}, {SWIMMING: schedule(_0=0.5, _67=0.1)})
    (past, future) = tables.users(case, ageing)
    young, old = ageing.population.bands([AgeBand(0, 66), AgeBand(67, None)])[0].T
    np.testing.assert_allclose(future.values, 0.5 * young + 0.1 * old, rtol=1e-14)
    assert (past.unit, past.item, past.is_observed) == ("users", SWIMMING, True)
    assert tables.users(roros, ageing) == ()
    assert rate_ages(case.own_rates.users) == SERVICE_AGES
