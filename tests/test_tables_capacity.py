"""Capacity and staffing of the plan: need, levels, passing, and what is marked as an estimate."""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from test_findings import check

from projections import labels, tables, terms, words
from projections.case import Case, Catalogue, OwnPlaces, Projection
from projections.errors import DataFileError, UnknownChoiceError
from projections.people.ages import AgeAxis
from projections.people.population import Population
from projections.series import Series, Table, pick
from projections.sources import bundled
from projections.tables import Setting, capacity, labour, schools
from projections.words import grids, passports

YEARS = tuple(range(2023, 2034))
Raw = Callable[[str], list[dict[str, str]]]


def one(table: Table, item: str, observed: bool = False) -> Series:
    (found,) = (series for series in pick(table, item) if series.is_observed == observed)
    return found


@pytest.fixture(scope="module")
def single() -> Population:
    """People by single years of age, one a year of age in the first year, two in the next."""
    codes = [*(str(age) for age in range(105)), "105+"]
    persons = np.ones((1, 2, 1, 106)) * np.array([1.0, 2.0])[None, :, None, None]
    case = bundled.load().case("5025")
    return Population(
        persons,
        ("MMMM",),
        (2030, 2031),
        ("both",),
        AgeAxis.parse(codes),
        case.region,
        case.observed.source,
    )


# --- need -----------------------------------------------------------------------------------


def test_places_with_care(roros: Case, ageing: Projection, catalogue: Catalogue, raw: Raw) -> None:
    oldest = dict.fromkeys(YEARS, 0)
    for row in raw("roros_prognose_sterk_aldring_2023_2033.csv"):
        if row["age_group"] in ("80-89", "90+"):
            oldest[int(row["year"])] += int(row["persons"])
    table = capacity.care_places(Setting(roros, ageing, catalogue), 28.0)
    assert (oldest[2024], oldest[2033]) == (364, 581)
    for year in YEARS:
        assert one(table, "80+").at(year) == oldest[year]
        for item, share in (("", 0.28), ("_low", 0.22), ("_high", 0.35)):
            need = one(table, f"care_places{item}").at(year)
            assert need == pytest.approx(share * oldest[year], rel=1e-14)
    assert one(table, "care_places", observed=True).at(2026) == pytest.approx(0.28 * 396)


@pytest.mark.parametrize(("coverage", "share"), [(0.0, 0.0), (100.0, 1.0)])
def test_coverage_of_none_and_all(
    roros: Case, ageing: Projection, catalogue: Catalogue, coverage: float, share: float
) -> None:
    table = capacity.care_places(Setting(roros, ageing, catalogue), coverage)
    for need, oldest in zip(pick(table, "care_places"), pick(table, "80+"), strict=True):
        np.testing.assert_array_equal(need.values, share * oldest.values)


def test_pupils_of_the_plan_are_exact(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = schools.pupils(Setting(roros, ageing, catalogue))
    pupils = one(table, "pupils")
    assert list(pupils.values) == [537, 552, 540, 527, 522, 536, 529, 533, 528, 519, 511]
    assert (pupils.at(2024), pupils.at(2033)) == (552, 511)
    assert pupils.extra == ()


def test_stages_of_the_plan_are_estimates(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = schools.pupils(Setting(roros, ageing, catalogue))
    assert one(table, "pupils_1-4").at(2024) == pytest.approx(220.8)
    low, middle, high = 2878.5 / 4, 2393.5 / 3, 2622 / 3  # hours a pupil and year
    by_hand = 220.8 * low / 15 / 741 + 165.6 * middle / 20 / 741 + 165.6 * high / 20 / 656
    assert one(table, "teachers").at(2024) == pytest.approx(by_hand)
    assert round(by_hand, 1) == 34.2
    counted = 212 * low / 15 / 741 + 159 * middle / 20 / 741 + 198 * high / 20 / 656
    assert one(table, "teachers", observed=True).at(2024) == pytest.approx(counted)
    assert round(counted, 1) == 35.5  # 371 aged 6–12, of whom 4/7 in grades 1–4, and 198
    for item in ("pupils_1-4", "pupils_5-7", "pupils_8-10", "teachers", "teachers_8-10"):
        series = one(table, item)
        assert (series.label("quality"), series.label("spread")) == ("estimate", "6-15")


def test_history_has_the_highest_stage_exactly(roros: Case, catalogue: Catalogue, raw: Raw) -> None:
    table = schools.pupils(Setting(roros, None, catalogue))
    by_hand = sum(
        int(row["persons"])
        for row in raw("ssb_07459_tjenestealder_2006_2026.csv")
        if (row["region"], row["year"], row["age_group"]) == ("5025", "2026", "13-15")
    )
    assert one(table, "pupils_8-10", True).at(2026) == by_hand
    assert one(table, "pupils_8-10", True).extra == ()
    assert one(table, "pupils_1-4", True).label("spread") == "6-12"
    assert one(table, "teachers", True).label("spread") == "6-12"


def test_stages_sum_to_the_pupils(catalogue: Catalogue) -> None:
    for case in catalogue.cases.values():
        for projection in (None, *case.projections):
            table = schools.pupils(Setting(case, projection, catalogue))
            for unit, whole in (("pupils", "pupils"), ("FTE", "teachers")):
                for series in pick(table, whole):
                    parts = sum(
                        part.values
                        for stage in ("1-4", "5-7", "8-10")
                        for part in pick(table, f"{whole}_{stage}")
                        if part.alternative == series.alternative
                    )
                    np.testing.assert_allclose(parts, series.values, rtol=1e-12)
                    assert series.unit == unit


def test_single_years_carry_no_mark(
    roros: Case, ageing: Projection, catalogue: Catalogue, single: Population
) -> None:
    projection = replace(ageing, population=single)
    for build in (schools.pupils, schools.kindergarten):
        for series in build(Setting(roros, projection, catalogue)):
            if not series.is_observed:
                assert series.extra == ()
    children = schools.kindergarten(Setting(roros, projection, catalogue))
    under, over = 0.748 + 0.936, 0.965 + 0.971 + 0.975
    for year, people in ((2030, 1), (2031, 2)):
        assert one(children, "kindergarten_places_1-2").at(year) == pytest.approx(people * under)
        assert one(children, "kindergarten_places").at(year) == pytest.approx(
            people * (under + over)
        )
        assert one(children, "kindergarten_staff").at(year) == pytest.approx(
            people * (under / 3 + over / 6)
        )
        assert one(children, "pedagogues").at(year) == pytest.approx(
            people * (under / 7 + over / 14)
        )


def test_kindergarten_of_the_plan(roros: Case, ageing: Projection, catalogue: Catalogue) -> None:
    table = schools.kindergarten(Setting(roros, ageing, catalogue))
    mean = (0.748 + 0.936 + 0.965 + 0.971 + 0.975) / 5
    assert one(table, "kindergarten_places").at(2024) == pytest.approx(260 * mean)
    assert one(table, "kindergarten_places").at(2033) == pytest.approx(210 * mean)
    assert {series.label("spread") for series in table} == {"1-5"}


# --- capacity -------------------------------------------------------------------------------


def test_levels_of_roros(roros: Case, ageing: Projection) -> None:
    now, decided = capacity.levels(roros, ageing, "heldogn", "places")
    assert (now.item, decided.item) == ("capacity_now", "capacity_decided")
    assert set(now.values) == {45 + 30}  # Øverhagaen and Gjøsvika sykehjem
    assert set(decided.values) == {77 + 30}
    assert now.years == decided.years == YEARS
    assert decided.label("decided_from") == capacity.UNKNOWN
    assert now.source.id == "hop-kapasitet"
    # Pupils today are no capacity, and nothing is held against them.
    assert capacity.levels(roros, ageing, "grunnskole", "pupils") == ()


@pytest.mark.parametrize("kind", ["in_use", "counted"])
def test_only_kinds_that_count_room_are_levels(
    roros: Case, ageing: Projection, catalogue: Catalogue, kind: str
) -> None:
    known = tuple(replace(one, kind=kind) for one in roros.capacities)
    case = replace(roros, capacities=known)
    for service, unit in (("heldogn", "places"), ("grunnskole", "pupils")):
        assert capacity.levels(case, ageing, service, unit) == ()
    need = capacity.care_places(Setting(case, ageing, catalogue), 28.0)
    told = words.capacity.care_places("Røros", need, (), (), 2024, 2033)
    assert "passerer" not in told.text
    assert "Kapasiteten i Røros er ikke kjent" in told.text


def test_each_house_is_named_with_its_line(roros: Case) -> None:
    table = capacity.houses(roros, "heldogn", "places")
    found = {(one.item, one.label("place")): (one.values[0], one.label("line")) for one in table}
    assert found == {
        ("care_house_capacity", "Øverhagaen"): (45, "5492"),
        ("care_house_decided", "Øverhagaen"): (77, "5492"),
        ("care_house_capacity", "Gjøsvika sykehjem"): (5 * 6, "5422"),
        ("care_house_counted", "Øverhagaen, sykehjemsavdelingen"): (22, "5395"),
        ("care_house_counted", "Øverhagaen, heldøgns omsorgsboliger"): (27, "5397"),
        ("care_house_counted", "Gjøsvika sykehjem, fem avdelinger"): (30, "5422"),
    }
    pupils = {
        one.label("place"): one.values[0] for one in capacity.houses(roros, "grunnskole", "x")
    }
    assert pupils == {"Røros skole": 530, "Glåmos skole": 20, "Brekken skole": 18}
    first, *_ = grids.houses("Plasser etter hus", table)
    assert [row[:2] for row in first.rows] == [
        ("Øverhagaen", "45"),
        ("Gjøsvika sykehjem", "30"),
        ("I alt", "75"),
    ]
    assert first.rows[0][2].endswith("l. 5492")


def test_the_other_count_of_the_plan_is_told_not_to_agree(roros: Case) -> None:
    known = capacity.capacities(roros, "heldogn", *capacity.PLACES)
    told = words.capacity.houses(known)
    assert "Øverhagaen (45) og Gjøsvika sykehjem (30)" in told
    assert "22 + 27 + 30 = 79. Det stemmer ikke med 75" in told
    agreeing = [one for one in known if one.kind != "counted"]
    assert "stemmer ikke" not in words.capacity.houses(agreeing)


def test_pupils_today_are_told_with_their_date_and_capacity_is_asked_for(roros: Case) -> None:
    served = capacity.capacities(roros, "grunnskole", "in_use")
    told = words.capacity.schools(served, False)
    assert "Elever i dag (skoleåret 2023/24): Røros skole 530, Glåmos skole 20 og Brekken" in told
    assert "i alt 568" in told
    assert "elevtall, ikke hvor mange det er plass til" in told
    assert "Legg inn skolenes kapasitet på siden Last opp" in told
    assert "Legg inn" not in words.capacity.schools(served, True)


def test_without_a_projection_capacity_is_held_against_the_newest_year(roros: Case) -> None:
    assert {one.years for one in capacity.levels(roros, None, "heldogn", "places")} == {(2026,)}


def test_decided_capacity_stands_from_its_year(roros: Case, ageing: Projection) -> None:
    today, known = roros.capacities[:2]
    case = replace(roros, capacities=(today, replace(known, decided_from=2028)))
    _, decided = capacity.levels(case, ageing, "heldogn", "places")
    assert decided.years == tuple(range(2028, 2034))
    case = replace(roros, capacities=(today, replace(known, decided_from=2040)))
    assert [one.item for one in capacity.levels(case, ageing, "heldogn", "places")] == [
        "capacity_now"
    ]


def test_places_with_nothing_decided_keep_what_they_have(roros: Case, ageing: Projection) -> None:
    here = roros.capacities[:2]
    other = replace(here[0], name="Et annet hus", amount=12.0)
    case = replace(roros, capacities=(*here, other))
    now, decided = capacity.levels(case, ageing, "heldogn", "places")
    assert (now.at(2030), decided.at(2030)) == (45 + 12, 77 + 12)


def test_covered_is_places_per_hundred_of_the_oldest(roros: Case, ageing: Projection) -> None:
    levels = capacity.levels(roros, ageing, "heldogn", "places")
    now, decided = capacity.covered(roros, ageing, levels)
    assert now.at(2024) == pytest.approx(100 * 75 / 364)
    assert terms.value(now.at(2024), now.unit).replace("\u00a0", " ") == "20,6 %"
    assert decided.at(2033) == pytest.approx(100 * 107 / 581)


@pytest.mark.parametrize(
    ("coverage", "years"),
    [
        (28.0, [2023, 2025]),
        (22.0, [2024, 2030]),
        (35.0, [2023, 2023]),
        (13.0, [2033, None]),
        (7.0, [None, None]),
    ],
)
def test_the_year_need_passes(
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
    coverage: float,
    years: list[int | None],
) -> None:
    need = capacity.care_places(Setting(roros, ageing, catalogue), coverage)
    passings = capacity.passings(need, capacity.levels(roros, ageing, "heldogn", "places"))
    assert [passing.amount for passing in passings] == [75, 107]
    assert [passing.year for passing in passings] == years
    assert [passing.at_once for passing in passings] == [year == 2023 for year in years]


def test_pupils_pass_a_capacity_that_the_user_gave_and_no_other(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = schools.pupils(Setting(roros, ageing, catalogue))
    told = words.capacity.pupils(table, (), 2024, 2033).text
    assert "Skolenes kapasitet er ikke kjent, så bare elevtallet er vist." in told
    assert "568" not in told
    own = OwnPlaces("grunnskole", "Skolene", 530, None, None, roros.observed.source)
    case = replace(roros, own_places=(own,))
    found = capacity.passings(table, capacity.levels(case, ageing, "grunnskole", "pupils"))
    assert [(one.year, one.amount) for one in found] == [(2023, 530)]
    told = words.capacity.pupils(table, found, 2024, 2033).text
    assert "Elevtallet er over de oppgitte 530 allerede i 2023, men ikke fra 2031." in told


def test_one_year_is_passed_or_not(roros: Case, catalogue: Catalogue) -> None:
    levels = capacity.levels(roros, None, "heldogn", "places")
    for coverage, told in (
        (28.0, "Behovet er over dagens 75 og de 107 vedtatte i 2026."),
        (20.0, "Behovet er over dagens 75 i 2026. Behovet er ikke over de 107 vedtatte i 2026."),
    ):
        need = capacity.care_places(Setting(roros, None, catalogue), coverage)
        assert words.capacity.passed("Røros", capacity.passings(need, levels)) == told


def test_region_without_capacity_says_so(catalogue: Catalogue) -> None:
    os = catalogue.case("3430")
    assert capacity.levels(os, None, "heldogn", "places") == ()
    need = capacity.care_places(Setting(os, None, catalogue), 28.0)
    finding = words.capacity.care_places("Os", need, (), (), 2016, 2026)
    assert "Kapasiteten i Os er ikke kjent" in finding.text


# --- need for care and labour ---------------------------------------------------------------


def test_care_need_follows_the_care_cost(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    """The same use by age as the cost of care: 73 259 + 69 381 in 2024, 36 811 more in 2033."""
    need = one(labour.care_need(Setting(roros, ageing, catalogue), 2024), "care_need")
    assert need.at(2024) == 100
    assert need.at(2033) == pytest.approx(100 * (1 + 36_811 / (73_259 + 69_381)), abs=1e-3)


def test_burden_is_need_per_working_person(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = labour.care_need(Setting(roros, ageing, catalogue), 2024)
    for observed in (True, False):
        need, working, burden = (
            one(table, item, observed) for item in ("care_need", "working_people", "care_burden")
        )
        np.testing.assert_allclose(burden.values, 100 * need.values / working.values, rtol=1e-13)
        assert burden.at(2024) == pytest.approx(100)
    assert {series.unit for series in table} == {"index", "FTE"}
    assert {series.item for series in table if series.unit == "FTE"} == {"institution_fte"}


def test_the_plans_staff_in_institutions_follows_the_need_from_its_own_year(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    for base in (2024, 2026):
        table = labour.care_need(Setting(roros, ageing, catalogue), base)
        need, staff = (one(table, item) for item in ("care_need", "institution_fte"))
        assert staff.at(2023) == pytest.approx(95)
        assert staff.at(2033) == pytest.approx(95 * need.at(2033) / need.at(2023))
        assert (staff.unit, staff.label("line")) == ("FTE", "5430")
    told = words.support.care_need(
        labour.care_need(Setting(roros, ageing, catalogue), 2024), 2024, 2033
    )
    assert "Planen oppgir 95,0 årsverk i institusjonsbaserte tjenester (2023, l. 5430)" in told.text
    assert "Hjemmetjenesten er ikke med i dem." in told.text
    assert "mangler; skriv det inn" in told.text  # they are not all of care
    os = catalogue.case("3430")
    assert pick(labour.care_need(Setting(os, None, catalogue), 2024), "institution_fte") == ()


def test_own_numbers_are_scaled_and_only_then_there(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    assert pick(labour.care_need(Setting(roros, ageing, catalogue), 2024), "home_users") == ()
    table = labour.care_need(Setting(roros, ageing, catalogue), 2025, 250, 180.5)
    need = one(table, "care_need")
    for item, own, unit in (("home_users", 250, "persons"), ("care_fte", 180.5, "FTE")):
        scaled = one(table, item)
        assert scaled.at(2025) == pytest.approx(own)
        np.testing.assert_allclose(scaled.values, own * need.values / 100, rtol=1e-13)
        assert scaled.unit == unit


def test_care_need_from_a_year_without_people_names_the_years(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    with pytest.raises(UnknownChoiceError, match="«1990»"):
        labour.care_need(Setting(roros, ageing, catalogue), 1990)


@pytest.mark.parametrize("care", [0.0, 180.0])
def test_staff_per_hundred_by_hand(
    roros: Case, ageing: Projection, catalogue: Catalogue, care: float
) -> None:
    table = labour.staff_per_hundred(Setting(roros, ageing, catalogue), 2024, care)
    working = 3172  # 20–66 in 2024
    teachers = one(schools.pupils(Setting(roros, ageing, catalogue)), "teachers").at(2024)
    staff = one(schools.kindergarten(Setting(roros, ageing, catalogue)), "kindergarten_staff").at(
        2024
    )
    assert one(table, "teachers_per_100").at(2024) == pytest.approx(100 * teachers / working)
    assert one(table, "staff_per_100").at(2024) == pytest.approx(
        100 * (teachers + staff + care) / working
    )
    assert len(pick(table, "care_fte_per_100")) == (2 if care else 0)
    assert one(table, "staff_per_100").label("spread") == "6-15 1-5"


def test_every_region_and_projection(catalogue: Catalogue) -> None:
    """Every series has text and values, with and without a projection."""
    for case in catalogue.cases.values():
        for projection in (None, *case.projections):
            of = Setting(case, projection, catalogue)
            base = (projection.population if projection else case.observed).years[0]
            levels = capacity.levels(case, projection, "heldogn", "places")
            table = (
                *capacity.care_places(of, 28.0),
                *levels,
                *capacity.covered(case, projection, levels),
                *schools.pupils(of),
                *schools.kindergarten(of),
                *labour.care_need(of, base, 10, 10),
                *labour.staff_per_hundred(of, base, 10),
            )
            for series in table:
                assert not np.isnan(series.values).any()
                assert labels.item(series.item) not in ("", series.item, f"{series.item} år")
                assert terms.unit(series.unit) != series.unit
                assert terms.value(series.values[-1], series.unit)


# --- sentences ------------------------------------------------------------------------------


def test_sentences_say_what_is_estimated(
    roros: Case, ageing: Projection, catalogue: Catalogue, single: Population
) -> None:
    pupils = schools.pupils(Setting(roros, ageing, catalogue))
    told = words.capacity.spread(pupils, "elevene", "årstrinn")
    assert "fordelt jevnt på årstrinn, fordi prognosen bare har gruppen 6–15 år" in told
    assert "historien bare har gruppen 6–12 år" in told
    exact = schools.pupils(
        Setting(
            replace(roros, observed=replace(single, alternatives=("observert",))),
            replace(ageing, population=single),
            catalogue,
        )
    )
    assert words.capacity.spread(exact, "elevene", "årstrinn") == ""


@pytest.mark.parametrize(
    ("coverage", "title"),
    [
        (28.0, "Med 28 % dekning er behovet større enn de 107 vedtatte omsorgsplassene fra 2025"),
        (22.0, "Med 22 % dekning er behovet større enn de 107 vedtatte omsorgsplassene fra 2030"),
        (13.0, "Med 13 % dekning er de 107 vedtatte omsorgsplassene nok til 2033"),
    ],
)
def test_finding_of_places(
    roros: Case, ageing: Projection, catalogue: Catalogue, coverage: float, title: str
) -> None:
    need = capacity.care_places(Setting(roros, ageing, catalogue), coverage)
    levels = capacity.levels(roros, ageing, "heldogn", "places")
    passings, covered = capacity.passings(need, levels), capacity.covered(roros, ageing, levels)
    finding = words.capacity.care_places("Røros", need, passings, covered, 2024, 2033)
    assert finding.title.replace("\u00a0", " ") == title
    note = words.capacity.care_places_note(need, passings, 2024, 2033).replace("\u00a0", " ")
    nations = (
        "28 % er landets dekning; kommunens egen er ikke kjent"
        if coverage == 28.0
        else "med 28 % dekning, et nasjonalt tall, trengs det 102 plasser i 2024 og 163 i"
    )
    assert nations in note
    assert "planlegger for 22–35 %, og da trengs det 128–203 i 2033" in note
    assert "Året de vedtatte plassene er klare, er ikke oppgitt" in note


@pytest.mark.parametrize("code", ["5025", "3430", "0"])
@pytest.mark.parametrize("own", [(28.0, 0.0, 0.0), (30.5, 250.0, 180.0)])
def test_every_number_said_stands_in_the_tables(
    catalogue: Catalogue, code: str, own: tuple[float, float, float]
) -> None:
    case = catalogue.case(code)
    projection = case.projections[0] if case.projections else None
    base, last = (2024, 2033) if code == "5025" else (2016, 2026)
    coverage, users, fte = own
    parts = labour.every_part(Setting(case, projection, catalogue), coverage, base, users, fte)
    held = [grid for table in parts.values() for grid in _grids(table, base, last)]
    places, pupils, children, need, staff = (
        tuple(one for one in table if not one.label("place")) for table in parts.values()
    )
    known = [
        capacity.passings(table, capacity.levels(case, projection, service, unit))
        for table, service, unit in (
            (places, "heldogn", "places"),
            (pupils, "grunnskole", "pupils"),
        )
    ]
    covered = capacity.covered(
        case, projection, capacity.levels(case, projection, "heldogn", "places")
    )
    name = case.region.name
    said = "80 år, 6–15 år, 20–66 år, 1. januar, hver 100, per 100"
    title = words.capacity.coverages(places)
    tell = words.capacity.care_places(name, places, known[0], covered, base, last)
    check(tell, held, said, title)
    check(words.capacity.pupils(pupils, known[1], base, last), held, said)
    check(words.capacity.kindergarten(name, children, base, last), held, said)
    check(words.support.care_need(need, base, last), held, f"{said}, l. 5430")
    check(words.support.staff(staff, need, base, last), held, said)


def _grids(table: Table, base: int, last: int) -> list[grids.Grid]:
    houses = tuple(one for one in table if one.label("place"))
    known = ("capacity", "coverage", "school_capacity")
    levels = tuple(one for one in table if one.item.startswith(known))
    need = tuple(one for one in table if one not in levels and one not in houses)
    return [
        *grids.from_base("", need, base, last),
        *([grids.by_year("", levels)] if levels else []),
        *grids.houses("", houses),
    ]


def test_labour_asks_for_the_missing_number(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    need = labour.care_need(Setting(roros, ageing, catalogue), 2024)
    without = words.support.staff(
        labour.staff_per_hundred(Setting(roros, ageing, catalogue), 2024), need, 2024, 2033
    )
    assert "kommunens eget tall for årsverk mangler" in without.text
    assert "100,0 i 2024 til 129,8 i 2033" in without.text
    known = words.support.staff(
        labour.staff_per_hundred(Setting(roros, ageing, catalogue), 2024, 180), need, 2024, 2033
    )
    assert "mangler" not in known.text
    assert "større del av innbyggerne 20–66 år" in known.text
    assert "mangler" in words.support.care_need(need, 2024, 2033).text


def test_staff_that_does_not_change_is_neither_more_nor_fewer(catalogue: Catalogue) -> None:
    """Norway has 2,83 in both years, and a few ten thousandths more in the last."""
    norway = catalogue.case("0")
    of = Setting(norway, norway.projections[0], catalogue)
    need = labour.care_need(of, 2026)
    found = words.support.staff(labour.staff_per_hundred(of, 2026), need, 2026, 2050)
    assert found.title.startswith("Like mange årsverk per 100 innbyggere 20–66 år i skole")
    assert ", men 65,7\u00a0% mer pleie og omsorg" in found.title


def test_norms_are_said_to_be_minimum_norms(catalogue: Catalogue) -> None:
    told = words.capacity.norms(catalogue.norms)
    assert "minimumsnormer" in told
    assert "15, 20 og 20 elever" in told
    assert "3 og 6 barn per ansatt" in told
    assert "7 og 14" in told


def test_grids_hold_both_years_and_every_year(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    pupils = schools.pupils(Setting(roros, ageing, catalogue))
    compared, every = grids.from_base("Elever", pupils, 2024, 2033)
    assert compared.caption == "Elever, 2024 og 2033"
    assert compared.rows[0][:3] == ("Elever i alt", "552", "511")
    assert len(every.rows) == 21 + 11
    assert tables.compare_from_base(pupils, 2024, 2033)[0].change == -41


# --- data -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("normer.csv", "laerernorm_5_7,20", "laerernorm_5_7,0", "laerernorm_5_7 mangler"),
        ("normer.csv", "laerernorm_5_7,20", "laerernorm_5_8,20", "laerernorm_5_7 mangler"),
        ("normer.csv", "laerernorm_5_7,20", "laerernorm_1_4,20", "står to ganger"),
        ("roros_kapasitet.csv", ",530,", ",mange,", "er ikke et tall"),
        ("roros_kapasitet.csv", "decided,77,2023,,", "decided,77,2023,snart,", "er ikke et tall"),
        ("roros_kapasitet.csv", "in_use,18", "pupils,18", "«pupils» er ikke blant capacity"),
        ("roros_kapasitet.csv", "Gjøsvika sykehjem,c", "Øverhagaen,c", "står to ganger"),
    ],
)
def test_damaged_file(tmp_path, root, name: str, old: str, new: str, problem: str) -> None:
    folder = shutil.copytree(root / "data", tmp_path / "data")
    before = (folder / name).read_bytes()
    assert old.encode() in before
    after = before.replace(old.encode(), new.encode(), 1)
    (folder / name).write_bytes(after)
    manifest = (folder / "manifest.toml").read_text(encoding="utf-8")
    sums = [hashlib.sha256(content).hexdigest() for content in (before, after)]
    (folder / "manifest.toml").write_text(manifest.replace(*sums), encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        bundled.load(folder)
    assert caught.value.file == name
    assert problem in caught.value.problem


def test_norms_stand_among_the_assumptions(catalogue: Catalogue) -> None:
    rows = {row[:2]: row[2].replace("\u00a0", " ") for row in passports.norms(catalogue.norms).rows}
    assert len(rows) == 3 + 3 + 3 + 2 + 2 + 5
    assert rows["Elever per lærer i en time, høyst", "6–9 år"] == "15"
    assert rows["Timer per elev på trinnene til sammen", "13–15 år"] == "2 622,0"
    assert rows["Timer et lærerårsverk underviser i året", "13–15 år"] == "656"
    assert rows["Barn per ansatt i barnehage, høyst", "3–5 år"] == "6"
    assert rows["Andel barn med barnehageplass", "1 år"] == "74,8 %"
