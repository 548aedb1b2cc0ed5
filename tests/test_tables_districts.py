"""Pupils by school district: sums, the whole beside them, own schools, groups too small."""

from dataclasses import replace

import numpy as np
import pytest

from projections.case import Capacity, Case, Catalogue, OwnPlaces, Partial, Projection
from projections.choices import selections, state
from projections.errors import MissingInputError
from projections.exports import tidy
from projections.figures.catalogue import make
from projections.figures.view import View
from projections.people.ages import SERVICE_AGES, AgeAxis, AgeBand
from projections.people.population import Population
from projections.series import Table, pick
from projections.tables import districts
from projections.whatif.levers import Levers
from projections.whatif.scenario import Scenario
from projections.words import districts as words
from projections.words import grids, levers

YEARS = (2026, 2027, 2028)
NORTH = (
    (3, 14, 30, 12, 190, 70, 25, 3),
    (3, 15, 33, 12, 190, 70, 26, 3),
    (3, 3, 36, 12, 190) + (0,) * 3,
)
SOUTH = (
    (9, 40, 90, 50, 600, 200, 60, 9),
    (9, 38, 85, 50, 600, 200, 61, 9),
    (9, 36, 80, 50, 600) + (1,) * 3,
)


def people(case: Case, by_year: tuple[tuple[int, ...], ...]) -> Population:
    persons = np.array(by_year, dtype=float)[None, :, None, :]
    source = case.observed.source
    return Population(persons, ("egen",), YEARS, ("both",), SERVICE_AGES, case.region, source)


@pytest.fixture
def parted(roros: Case) -> Projection:
    north, south = people(roros, NORTH), people(roros, SOUTH)
    whole = replace(north, persons=north.persons + south.persons)
    return Projection(whole, areas={"Nord skolekrets": north, "Sør": south})


def with_schools(case: Case, *schools: tuple[str, float]) -> Case:
    source = case.capacities[0].source
    known = tuple(
        Capacity("grunnskole", name, "capacity", room, 2023, None, "", source)
        for name, room in schools
    )
    return replace(case, capacities=known)


def values(table: Table, item: str, area: str) -> list[float]:
    (found,) = (
        one for one in pick(table, item) if one.label("area") == area and not one.is_difference
    )
    return list(found.values)


def test_people_by_district_and_in_all(roros: Case, parted: Projection) -> None:
    table = districts.people(roros, parted)
    assert values(table, "pupils", "Nord skolekrets") == [30, 33, 36]
    assert values(table, "1-5", "Sør") == [40, 38, 36]
    assert values(table, "67+", "Nord skolekrets") == [98, 99, 0]
    for item in ("pupils", "1-5", "67+"):
        parts = sum(one.values for one in districts.parts(table, item))
        np.testing.assert_array_equal(values(table, item, ""), parts)


def test_a_projection_without_districts_says_what_to_do(roros: Case, ageing: Projection) -> None:
    for one in (None, ageing):
        with pytest.raises(MissingInputError, match=r"ikke delt på skolekretser.*--source FIL"):
            districts.people(roros, one)


def test_ages_that_cannot_be_summed_are_named(roros: Case, parted: Projection) -> None:
    coarse = AgeAxis.parse(("0-19", "20-66", "67+"))
    part = replace(parted.population, persons=np.ones((1, 3, 1, 3)), ages=coarse)
    with pytest.raises(MissingInputError, match="0-19 år kan ikke brukes i 6-15 år"):
        districts.people(roros, replace(parted, areas={"Nord": part}))


def test_districts_that_sum_to_the_whole_have_no_difference(
    roros: Case, parted: Projection
) -> None:
    table = districts.people(roros, parted)
    assert districts.differences(table) == ()
    assert words.checked(table, ()) == (
        "De 2 kretsene summerer til kommunens elevtall i prognosen."
    )


def test_what_is_in_no_district_is_told_and_nothing_is_scaled(
    roros: Case, parted: Projection
) -> None:
    more = parted.population.persons.copy()
    more[0, 1:, 0, 2] += (4, 7)
    whole = replace(parted, population=replace(parted.population, persons=more))
    table = districts.people(roros, whole)
    (lacking,) = districts.differences(table)
    assert (lacking.item, lacking.years, list(lacking.values)) == ("pupils", (2027, 2028), [4, 7])
    assert values(table, "pupils", "Sør") == [90, 85, 80]
    assert "i 2028, der forskjellen er størst, til 116 elever, mens prognosen har 123" in (
        words.checked(table, (lacking,))
    )
    grid = grids.by_area("Elever", (*pick(table, "pupils"), lacking))
    assert grid.columns == ("År", "Nord skolekrets", "Sør", "Hele kommunen", "Ikke på krets")
    assert grid.rows[0] == ("2026", "30", "90", "120", "")
    assert grid.rows[2] == ("2028", "36", "80", "123", "+7")


def test_rounding_is_no_difference(roros: Case, parted: Projection) -> None:
    nearly = replace(parted.population, persons=parted.population.persons + 0.4)
    table = districts.people(roros, replace(parted, population=nearly))
    # Three bands are summed for 67 and over, one for the others.
    assert [one.item for one in districts.differences(table)] == ["67+"]


def test_each_district_is_held_against_the_schools_with_its_name(
    roros: Case, parted: Projection
) -> None:
    case = with_schools(roros, ("NORD SKOLE", 32), ("Nord barneskole", 2), ("Sørbyen", 10))
    north, south = districts.districts(case, parted)
    assert north.schools == ("NORD SKOLE", "Nord barneskole")
    (passing,) = north.passings
    assert (passing.amount, passing.year) == (34, 2028)
    assert passing.level.label("area") == "Nord skolekrets"
    assert (south.schools, south.passings) == ((), ())
    told = words.pupils(districts.people(case, parted), (north, south), 2026, 2028).text
    assert "Nord skolekrets mot NORD SKOLE og Nord barneskole: Behovet passerer dagens 34 i" in told
    assert "1 krets har ingen skole med samme navn" in told
    assert "Ingen av skolene" in (
        words.pupils(districts.people(case, parted), (south,), 2026, 2028).text
    )


def test_own_places_stand_instead_of_the_bundled_schools(roros: Case, parted: Projection) -> None:
    source = roros.capacities[0].source
    own = OwnPlaces("grunnskole", "Sør skole", 83, 2027, None, source)
    case = replace(with_schools(roros, ("Nord skole", 32)), own_places=(own,))
    north, south = districts.districts(case, parted)
    assert (north.schools, north.passings) == ((), ())
    assert south.schools == ("Sør skole",)
    (passing,) = south.passings
    assert passing.year == 2027
    told = words.pupils(districts.people(case, parted), (north, south), 2026, 2028).text
    room = "Behovet er over de oppgitte 83 allerede i 2027, men ikke fra 2028."
    assert f"Sør mot Sør skole: {room}" in told


def test_pupils_of_the_districts_school_today_are_no_capacity(
    roros: Case, parted: Projection
) -> None:
    source = roros.capacities[0].source
    school = Capacity("grunnskole", "Nord skole", "in_use", 31.0, 2023, None, "1", source)
    north, south = districts.districts(replace(roros, capacities=(school,)), parted)
    assert (north.schools, north.passings, north.served) == (("Nord skole",), (), (school,))
    told = words.pupils(districts.people(roros, parted), (north, south), 2026, 2028).text
    assert "31 elever i dag (skoleåret 2023/24), kapasiteten er ikke kjent." in told
    assert "Legg inn skolenes kapasitet" in told
    assert "passerer" not in told.replace("passeres", "")


@pytest.mark.parametrize(
    ("school", "area", "same"),
    [
        ("Brekken skole", "Brekken skolekrets", True),
        ("brekken", "BREKKEN KRETS", True),
        ("Glåmos oppvekstsenter", "Glåmos", True),
        ("Skole 2", "skole 2", True),
        ("Skole 2", "Krets 2", False),
        ("Nord", "Nordre", False),
        ("Skole", "Krets", False),
    ],
)
def test_names(school: str, area: str, same: bool) -> None:
    assert districts.same_name(school, area) == same


def test_the_district_that_grows_and_the_one_that_falls_most(
    roros: Case, parted: Projection
) -> None:
    table = districts.people(roros, parted)
    finding = words.pupils(table, (), 2026, 2028)
    assert finding.title == "Elevtallet øker mest i Nord skolekrets (+6) og faller mest i Sør (−10)"
    assert "Nord skolekrets går fra 30 til 36 elever. Sør går fra 90 til 80 elever." in finding.text
    still = replace(parted, areas={"Nord": people(roros, (NORTH[0],) * 3)})
    only = words.pupils(districts.people(roros, still), (), 2026, 2028)
    assert only.title == "Elevtallet er uendret i alle skolekretsene"


def test_small_groups_are_counted_by_district(roros: Case, parted: Projection) -> None:
    table = districts.people(roros, parted)
    # North has three children aged 1–5 in 2028, and south three people aged 67 and over; no one
    # at all is no small group.
    assert districts.small(table) == {"Nord skolekrets": 1, "Sør": 1}
    assert words.small(districts.small(table)).startswith(
        "2 tall gjelder grupper på 1–3 personer (Nord skolekrets og Sør)"
    )
    assert words.small({}) == ""


def test_years_outside_those_of_the_districts(roros: Case, parted: Projection) -> None:
    table = districts.people(roros, parted)
    assert districts.span(table, 2026, 2027) == (2026, 2027)
    assert districts.span(table, 2010, 2050) == (2026, 2028)
    assert districts.span(table, 2030, 2033) == (2026, 2028)
    assert districts.span(table, 2028, 2033) == (2026, 2028)


def test_a_name_is_shown_without_markup_and_written_without_formula(
    roros: Case, parted: Projection
) -> None:
    areas = {"=1+1": parted.areas["Sør"], "**[x](y)**": parted.areas["Nord skolekrets"]}
    table = districts.people(roros, replace(parted, areas=areas))
    assert grids.by_area("x", pick(table, "pupils")).columns[1:3] == ("1 1", "x (y)")
    assert not set("*[=") & set(words.pupils(table, (), 2026, 2028).title)
    assert {row["area"] for row in tidy.records(table)} == {"'=1+1", "**[x](y)**", ""}
    same = {"Nord*": parted.areas["Sør"], "Nord_": parted.areas["Sør"]}
    table = districts.people(roros, replace(parted, areas=same))
    assert grids.by_area("x", pick(table, "pupils")).columns[1:3] == ("Nord (1)", "Nord (2)")


def test_all_there_is_has_capacity_and_differences_too(roros: Case, parted: Projection) -> None:
    table = districts.every(with_schools(roros, ("Sør skole", 88)), parted)
    assert values(table, "school_capacity_now", "Sør") == [88] * 3
    assert len(pick(table, "pupils")) == 3


# --- files of pupils alone --------------------------------------------------------------------

PUPILS = AgeBand(6, 15)


def pupils_alone(
    case: Case, years: tuple[int, ...], *by_area: tuple[float, ...], autumn: bool = False
) -> Projection:
    """Pupils of each area and year; other ages are missing."""
    source = replace(case.observed.source, id="opplastet-1", vintage="Kretser")
    axis = AgeAxis.parse(("0-5", "6-15", "16+"))
    every = np.full((len(by_area), len(years), 3), np.nan)
    every[:, :, 1] = by_area
    whole, *parts = (
        Population(one[None, :, None], ("egen",), years, ("both",), axis, case.region, source)
        for one in (every.sum(axis=0), *every)
    )
    areas = {f"Krets {place}": one for place, one in enumerate(parts, 1)}
    return Projection(whole, areas=areas, partial=Partial(PUPILS, autumn))


def inhabitants(case: Case, projection: Projection, year: int) -> float:
    """Aged 6–15, observed where they are."""
    path = case.observed if year in case.observed.years else projection.population
    return float(path.between(year, year).bands([PUPILS])[0, 0, 0])


@pytest.mark.parametrize("later", [0, 1])
def test_pupils_alone_are_held_against_observed_and_projected(
    roros: Case, ageing: Projection, later: int
) -> None:
    last = roros.observed.years[-1]
    years = (last - later, last - later + 1)
    right = [inhabitants(roros, ageing, year + later) for year in years]
    alone = pupils_alone(
        roros, years, (100, 100), (right[0] - 100, right[1] - 90), autumn=later > 0
    )
    table = districts.people(roros, alone, ageing)
    assert {one.item for one in table} == {"pupils"}
    observed, projected = districts.wholes(table)
    assert (observed.years, projected.years) == (years[:1], years[1:])
    assert [*observed.values, *projected.values] == right
    (lacking,) = districts.differences(table)
    assert (lacking.years, list(lacking.values)) == (years[1:], [-10])
    assert values(table, "pupils", "Krets 1") == [100, 100]  # never scaled
    told = words.beside(table, (lacking,), "X").replace("\u00a0", " ")
    assert f"De 2 kretsene summerer til innbyggere 6–15 år observert ({years[0]})." in told
    assert f"har {right[1] + 10:.0f} elever i {years[1]}, og kommunen har {right[1]:.0f}" in told
    assert ("1. januar året etter" in told) == bool(later)
    grid = grids.by_area("Elever", (*table, lacking))
    assert grid.columns[3].startswith("Hele kommunen, observert")
    assert ("1. januar året etter" in grid.columns[3]) == bool(later)


def test_without_projection_only_the_observed_years_are_compared(roros: Case) -> None:
    last = roros.observed.years[-1]
    alone = pupils_alone(roros, (last + 5, last + 6), (30, 31), (40, 41))
    table = districts.people(roros, alone)
    assert districts.wholes(table) == districts.differences(table) == ()
    assert words.beside(table, (), "").startswith("Kommunen har ingen tall for årene i filen")


def test_other_groups_are_shown_where_the_file_has_them(roros: Case) -> None:
    alone = pupils_alone(roros, (2026,), (30,), (40,))
    ages = AgeAxis.parse(("0", "1-5", "6-15", "16+"))

    def widened(one: Population) -> Population:
        persons = np.insert(one.persons, 1, 7.0, axis=-1)
        return replace(one, persons=persons, ages=ages)

    more = replace(
        alone,
        population=widened(alone.population),
        areas={name: widened(one) for name, one in alone.areas.items()},
        partial=Partial(AgeBand(1, 15)),
    )
    table = districts.people(roros, more)
    assert {one.item for one in districts.parts(table, "1-5")} == {"1-5"}
    assert {one.item for one in table} == {"pupils", "1-5"}


def test_both_a_divided_projection_and_files_are_shown(roros: Case, parted: Projection) -> None:
    alone = pupils_alone(roros, (2026,), (30,), (40,))
    case = replace(roros, districts=(alone,))
    assert districts.divided(case, parted) == (parted, alone)
    assert districts.divided(case, None) == (alone,)
    assert districts.divided(roros, parted) == (parted,)
    assert alone.population.source in case.sources


def test_a_scenario_stands_beside_pupils_by_district(
    roros: Case, parted: Projection, catalogue: Catalogue
) -> None:
    chosen = selections.of(state.settle({"kommune": ["5025"]}, catalogue).choice, catalogue)
    scenario = Scenario(Levers(migration=20.0))
    view = View(roros, parted, catalogue, replace(chosen, scenario=scenario))
    (moved,) = make(view, "elever_per_skolekrets")
    assert moved.key == "elever_per_skolekrets"
    # Nobody knows where in the municipality those who come will live: told, and not drawn.
    assert not [one for one in moved.curves if one.role == "scenario"]
    assert f"Scenariet ({levers.short(scenario)}) endrer ikke denne figuren." in moved.remark
