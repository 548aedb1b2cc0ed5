"""A region complete."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from fake_ssb import LETTERS, STYLES, FakeSSB
from ssb_help import (
    BEHIND,
    NEWEST,
    Opened,
    assert_behind,
    assert_same,
    figures_of,
    flows,
    is_sentence,
    persons_in,
    truth,
)

from projections.errors import SourceError
from projections.people.ages import AgeBand
from projections.sources.statbank import live, reading
from projections.sources.statbank.archive import Archive
from projections.sources.statbank.layout import SHOWN_ORDER
from projections.sources.statbank.live import region_case
from projections.store import Store


@pytest.mark.parametrize("style", range(len(STYLES)))
def test_roros_complete_in_every_form_of_answer(
    fake: FakeSSB, opened: Opened, raw: Callable[[str], list[dict[str, str]]], style: int
) -> None:
    fake.style = style
    archive = opened()
    case = region_case("5025", archive)
    assert archive.problems == []
    assert fake.data_calls == archive.data_calls == 6
    assert {one.method for one in fake.calls if "/data" not in one.path} == {"GET"}

    observed = case.observed
    assert observed.sexes == ("male", "female")
    assert observed.years == tuple(range(reading.FIRST_YEAR, 2027))
    bands = observed.ages.bands
    assert bands == (*(AgeBand(age, age) for age in range(105)), AgeBand(105, None))
    rows = [row for row in raw("ssb_07459_tjenestealder_2006_2026.csv") if row["region"] == "5025"]
    assert len(rows) == 21 * 2 * 12
    for row in rows:
        lower, _, upper = row["age_group"].rstrip("+").partition("-")
        last = 105 if row["age_group"].endswith("+") else int(upper or lower)
        year = observed.persons[0, observed.year_index(int(row["year"]))]
        ages = year[observed.sexes.index(row["sex"]), int(lower) : last + 1]
        assert ages.sum() == int(row["persons"]), row

    assert [one.alternative for one in case.projections] == list(SHOWN_ORDER)
    for one in case.projections:
        assert one.population.years == tuple(range(2026, 2051))
        assert one.population.ages.bands == bands
        expected = truth(2026, one.alternative, "5025")
        assert np.array_equal(one.population.persons[0], expected)
        assert_behind(one, flows(2026, one.alternative, "5025"))

    assert case.pyramid
    assert case.pyramid.ages.bands[-1] == AgeBand(100, None)
    assert len(case.pyramid.ages.bands) == 21
    for at, band in enumerate(case.pyramid.ages.bands):
        people = observed.persons[..., band.lower : (band.upper or 105) + 1].sum(axis=-1)
        assert np.array_equal(case.pyramid.persons[..., at], people)

    happened = {one.item: one for one in case.components}
    assert set(happened) == {"births", "deaths", "net_migration", "growth"}
    total = dict(zip(observed.years, observed.persons.sum(axis=(0, 2, 3)), strict=True))
    assert happened["growth"].years == tuple(range(reading.FIRST_YEAR, 2026))
    for at, year in enumerate(happened["growth"].years):
        born, died, moved, grown = (
            happened[item].values[at] for item in ("births", "deaths", "net_migration", "growth")
        )
        assert born - died + moved == grown == total[year + 1] - total[year]


def test_sources_say_table_vintage_and_day(opened: Opened) -> None:
    case = region_case("5025", opened())
    history, projection = case.observed.source, case.projections[0].population.source
    changes = case.components[0].source
    assert [one.id for one in (history, projection, changes)] == [
        "ssb-07459",
        "ssb-14746",
        "ssb-06913",
    ]
    assert projection.vintage == "2026"
    assert projection.published == "2026-06-12"
    assert history.published == "2026-02-25"
    for one in (history, projection, changes):
        assert one.id.removeprefix("ssb-") in one.short
        assert len(one.retrieved) == 10
        assert one.retrieved >= "2026"
        assert one.licence == "CC BY 4.0"
        assert one.publisher == "Statistisk sentralbyrå"


def test_progress_says_what_is_fetched(opened: Opened) -> None:
    told: list[tuple[str, float]] = []
    region_case("5055", opened(), lambda what, share: told.append((what, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert any("Heim" in what for what, _ in told)


def test_norway(fake: FakeSSB, opened: Opened) -> None:
    case = region_case("0", opened())
    assert case.region.name == "Norge"
    assert np.array_equal(persons_in(case, "ssb-14746.MMMM"), truth(2026, "MMMM", "0"))
    assert fake.data_calls == 4
    assert {one.item for one in case.components} == {"births", "deaths", "net_migration", "growth"}
    assert_behind(case.projections[1], flows(2026, "LHML", "0"))


@pytest.mark.parametrize("code", ["9999", "0441", "abcd", ""])
def test_an_unknown_municipality_is_a_sentence(fake: FakeSSB, opened: Opened, code: str) -> None:
    with pytest.raises(SourceError, match="finnes ikke i dagens lister") as caught:
        region_case(code, opened())
    assert is_sentence(str(caught.value))
    assert fake.data_calls == 0


def test_norway_comes_with_a_municipality(fake: FakeSSB, opened: Opened) -> None:
    region_case("5025", opened())
    made = len(fake.calls)
    norway = region_case("0", opened(online=False))
    assert len(fake.calls) == made
    for letters in LETTERS:
        expected = truth(2026, letters, "0")
        assert np.array_equal(persons_in(norway, f"ssb-14746.{letters}"), expected)
    assert norway.observed.years == tuple(range(reading.FIRST_YEAR, 2027))
    assert not np.isnan(norway.observed.persons).any()


BESIDE = {
    BEHIND: "Det som ligger bak framskrivingen, ble ikke hentet. SSB, ",
    "06913": "Fødte, døde og flytting ble ikke hentet. SSB, ",
}


@pytest.mark.parametrize("table", BESIDE)
@pytest.mark.parametrize(
    ("fault", "of"),
    [
        ("503", ""),
        ("gone", ""),
        ("html", ""),
        ("reset", ""),
        ("503", "/data"),
        ("html", "/data"),
        ("truncated", "/data"),
        ("sizes", "/data"),
        ("reset", "/data"),
    ],
)
def test_what_is_beside_the_people_may_fail_and_is_told(
    fake: FakeSSB, opened: Opened, table: str, fault: str, of: str
) -> None:
    fake.fault, fake.fault_count, fake.fault_path = fault, 999, f"/tables/{table}{of}"
    archive = opened()
    case = region_case("5055", archive)
    assert np.array_equal(persons_in(case, "ssb-14746.LHML"), truth(2026, "LHML", "5055"))
    assert case.observed.years[-1] == 2026
    assert all((one.components == ()) == (table == BEHIND) for one in case.projections)
    assert archive.problems[0].startswith(BESIDE[table])
    assert table in archive.problems[0]
    assert all(is_sentence(one) for one in archive.problems)
    if fault != "reset":  # then nothing more is asked of SSB
        assert len(archive.problems) == 1
        assert (case.components == ()) == (table == "06913")
    fake.fault = ""
    again = opened()
    whole = region_case("5055", again)
    assert again.problems == []
    assert whole.components
    assert all(len(one.components) == 6 for one in whole.projections)


@pytest.mark.parametrize("fault", ["503", "html", "truncated", "sizes", "reset"])
@pytest.mark.parametrize("place", [4, 5])
def test_norway_may_fail_and_is_told(fake: FakeSSB, opened: Opened, fault: str, place: int) -> None:
    fake.fault, fake.fault_count, fake.fault_path = fault, 999, "/data"
    fake.fault_after = place
    archive = opened()
    case = region_case("5055", archive)
    (told,) = archive.problems
    assert told.startswith("Tall for Norge ble ikke hentet; de vedlagte er brukt. SSB, ")
    assert is_sentence(told)
    assert case.components
    assert all(one.components for one in case.projections)
    fake.fault, fake.fault_after = "", 0
    assert_same(region_case("5055", opened()), case)


def test_a_region_with_its_history_alone_is_offered(fake: FakeSSB, opened: Opened) -> None:
    fake.fault, fake.fault_count, fake.fault_path = "503", 999, f"/{NEWEST}/data"
    with pytest.raises(SourceError, match="svar 503"):
        region_case("5055", opened())
    archive = opened(online=False)
    assert live.fetched_codes(archive) == ("5055",)
    case = region_case("5055", archive)
    assert case.region.name == "Heim"
    assert figures_of(case.observed) == set(range(2020, 2027))
    assert (case.projections, case.components) == ((), ())
    assert case.pyramid


def test_which_regions_are_fetched_is_seen_without_reading_them(
    opened: Opened, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = opened()
    for code in ("5055", "50", "5025"):
        region_case(code, archive)
    read: list[str] = []
    for name in ("newest", "exact"):
        method = getattr(Store, name)

        def noted(self: Store, table: str, *rest: str, _call: Any = method) -> Any:
            read.append(table)
            return _call(self, table, *rest)

        monkeypatch.setattr(Store, name, noted)
    assert live.fetched_codes(Archive(store)) == ("5025", "5055", "50", "0")
    assert set(read) == {
        "codelists/agg_KommSummer",
        "codelists/agg_KommFylker",
        "tables/07459/metadata",
        "config",
    }


@pytest.mark.parametrize("style", [0, 3, 5])
def test_a_county(
    fake: FakeSSB, opened: Opened, raw: Callable[[str], list[dict[str, str]]], style: int
) -> None:
    fake.style = style
    archive = opened()
    case = region_case("50", archive)
    assert archive.problems == []
    assert case.region.name == "Trøndelag"
    assert not case.region.is_municipality
    assert fake.data_calls == 6
    (history,) = (one.body["selection"][0] for one in fake.calls if "07459/data" in one.path
                  and one.body["selection"][0]["valueCodes"] != ["0"])  # fmt: skip
    assert history["valueCodes"] == ["F-50"]
    assert history["codelist"] == "agg_KommFylker"
    rows = [row for row in raw("ssb_07459_tjenestealder_2006_2026.csv") if row["region"] == "50"]
    assert len(rows) == 21 * 2 * 12
    by_year: dict[int, int] = defaultdict(int)
    for row in rows:
        by_year[int(row["year"])] += int(row["persons"])
    sums = dict(zip(case.observed.years, case.observed.persons.sum(axis=(0, 2, 3)), strict=True))
    assert {year: sums[year] for year in by_year} == by_year
    for one in case.projections:
        assert np.array_equal(one.population.persons[0], truth(2026, one.alternative, "50"))
        assert_behind(one, flows(2026, one.alternative, "50"))
    # The code 50 is from 2018 on; the history by present borders goes further back.
    grown = next(one for one in case.components if one.item == "growth")
    assert grown.years == tuple(range(2018, 2026))
    assert all(
        value == sums[year + 1] - sums[year]
        for year, value in zip(grown.years, grown.values, strict=True)
    )


def test_without_the_list_of_counties_there_are_municipalities(
    fake: FakeSSB, opened: Opened
) -> None:
    fake.fault, fake.fault_count, fake.fault_path = "html", 999, "agg_KommFylker"
    known = live.areas(opened())
    assert known.counties == {}
    assert set(known.regions) == {*known.municipalities, "0"}
    assert region_case("5025", opened()).region.name == "Røros"
    with pytest.raises(SourceError, match="Område 50 finnes ikke i dagens lister"):
        region_case("50", opened())


@pytest.mark.parametrize("homes", [("1508",), ("1508", "1580"), ()])
@pytest.mark.parametrize("code", ["1508", "1580"])
def test_aalesund_and_haram_have_no_figures_2020_2023(
    fake: FakeSSB, opened: Opened, code: str, homes: tuple[str, ...]
) -> None:
    fake.homes_of_1507 = homes
    case = region_case(code, opened())
    assert case.pyramid
    for people in (case.observed, case.pyramid):
        assert figures_of(people) == {*range(reading.FIRST_YEAR, 2020), 2024, 2025, 2026}
    assert np.array_equal(persons_in(case, "ssb-14746.MMMM"), truth(2026, "MMMM", code))


def test_zeros_before_a_code_existed_are_not_figures(opened: Opened) -> None:
    case = region_case("5055", opened())
    assert case.pyramid
    for people in (case.observed, case.pyramid):
        assert figures_of(people) == set(range(2020, 2027))
        assert people.years[0] == 2020


def test_services_sum_the_same_through_the_case(opened: Opened) -> None:
    """The pyramid and the single years tell the same number of people."""
    case = region_case("4624", opened())
    sums: dict[int, float] = defaultdict(float)
    assert case.pyramid
    for people in (case.observed, case.pyramid):
        for at, year in enumerate(people.years):
            sums[year] += people.persons[0, at].sum() * (1 if people is case.observed else -1)
    assert set(sums.values()) == {0.0}
    assert case.observed.years[0] == reading.FIRST_YEAR
