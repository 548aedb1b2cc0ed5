"""Answers that cannot be true are refused, and the last good one stays."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from fake_ssb import FakeSSB
from ssb_help import NEWEST, Altered, Opened, assert_same, is_sentence

from projections.errors import RefusedError, SourceError
from projections.sources.statbank import editions, everyone, guard, jsonstat, live, quiet
from projections.sources.statbank.archive import KEPT_LISTS, Archive
from projections.sources.statbank.live import region_case
from projections.sources.statbank.metadata import NO_TIME, Metadata, normal_time
from projections.store import Store

NIGHT = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)  # 06.30 in Norway
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def people(
    persons: np.ndarray, first: int = 2024, region: str = "5025", contents: str = "P"
) -> jsonstat.Cube:
    """People ``[year, age]`` of one region as an answer has them."""
    years = [str(first + step) for step in range(persons.shape[0])]
    ages = [f"{age:03d}" for age in range(persons.shape[1])]
    codes = {"Region": [region], "Alder": ages, "ContentsCode": [contents], "Tid": years}
    values = [None if np.isnan(one) else float(one) for one in persons.T.ravel()]
    return jsonstat.parse(
        {
            "version": "2.0",
            "class": "dataset",
            "id": list(codes),
            "size": [len(one) for one in codes.values()],
            "dimension": {
                name: {"label": name, "category": {"index": list(one)}}
                for name, one in codes.items()
            },
            "value": values,
        },
        "SSB",
    )


WHOLE = np.full((3, 40), 10.0)  # 400 people a year, 100 in each ten years of age


def with_cells(where: Any, value: float) -> np.ndarray:
    changed = WHOLE.copy()
    changed[where] = value
    return changed


@pytest.mark.parametrize("value", [0.0, np.nan])
@pytest.mark.parametrize(
    ("where", "says"),
    [
        (np.s_[:], "alle tall er 0 eller mangler"),
        (np.s_[2], "ingen innbyggere, der det var 400, i 2026"),
        (np.s_[2, :30], "100 innbyggere, der det var 400, i 2026"),
        (np.s_[2, 20:30], "ingen innbyggere i en hel aldersgruppe i 2026"),
    ],
)
def test_an_answer_by_itself(where: Any, value: float, says: str) -> None:
    assert guard.alone(people(with_cells(where, value))) == says


@pytest.mark.parametrize(
    "persons",
    [
        WHOLE,
        with_cells(np.s_[0], 0.0),  # the code was not in use yet
        with_cells(np.s_[2, 5], np.nan),
        with_cells(np.s_[2], 15.0),
        np.full((3, 4), 1.0),
        np.full((1, 40), 10.0),
    ],
)
def test_what_can_be_true_alone(persons: np.ndarray) -> None:
    assert guard.alone(people(persons)) == ""


@pytest.mark.parametrize("value", [0.0, np.nan])
@pytest.mark.parametrize(
    ("where", "says"),
    [
        (np.s_[0], "ingen tall for 2024, der det var tall før"),
        (np.s_[1, :25], "150 innbyggere, der det var 400, for 5025, P, 2025"),
        (np.s_[:, 20:30], "ingen innbyggere i en hel aldersgruppe for 5025, P, 2026"),
    ],
)
def test_an_answer_beside_the_last_good_one(where: Any, value: float, says: str) -> None:
    found = guard.beside(people(with_cells(where, value)), people(WHOLE))
    missing = np.isnan(value) and "ingen tall" not in says
    assert found.startswith("mange tall mangler" if missing else says)


def test_fewer_years_or_ages_than_before() -> None:
    assert guard.beside(people(WHOLE[:2]), people(WHOLE)) == "Tid 2026 mangler, og var med før"
    assert guard.beside(people(WHOLE[:, :38]), people(WHOLE)).startswith("Alder 038, 039 mangler")
    assert guard.beside(people(WHOLE), people(WHOLE[:2, :38])) == ""
    assert guard.beside(people(WHOLE * 1.1), people(WHOLE)) == ""


@pytest.mark.parametrize(
    ("first", "factor", "says"),
    [
        (2026, 1.0, ""),
        (2027, 1.4, ""),
        (2026, 0.5, "200 innbyggere i 2026, der folketallet var 400 i 2026"),
        (2026, 2.0, "800 innbyggere i 2026, der folketallet var 400 i 2026"),
        (2026, 0.0, "0 innbyggere i 2026, der folketallet var 400 i 2026"),
        (2031, 1.0, ""),
        (2032, 1.0, "framskrivingen begynner i 2032, og folketallet er kjent til 2026"),
    ],
)
def test_a_projection_beside_the_count(first: int, factor: float, says: str) -> None:
    counted = {2025: 390.0, 2026: 400.0}
    assert guard.beside_count(people(WHOLE * factor, first), counted) == says
    assert guard.beside_count(people(WHOLE * factor, first), {}) == ""


def test_a_description_with_fewer_years() -> None:
    whole = Metadata("1", NO_TIME, {"Tid": ("2025", "2026"), "Alder": ("0", "1", "2")}, {})
    assert guard.fewer(Metadata("1", NO_TIME, {"Tid": ("2025",), "Alder": ("0",)}, {}), whole) == (
        "år 2026 mangler, og var med før"
    )
    fewer = Metadata("1", NO_TIME, {"Tid": ("2025", "2026"), "Alder": ("0",)}, {})
    assert "«Alder»" in guard.fewer(fewer, whole)
    assert guard.fewer(whole, fewer) == ""
    assert guard.fewer({"1": 1}, {"1": 1, "2": 2, "3": 3}) == "bare 1 av 3 områder er med"


# --- quiet hours ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "quiet_then"),
    [
        ("2026-07-01T02:59:59+00:00", False),
        ("2026-07-01T03:00:00+00:00", True),
        ("2026-07-01T05:59:59+00:00", True),
        ("2026-07-01T06:00:00+00:00", False),
        ("2026-12-01T03:59:59+00:00", False),
        ("2026-12-01T04:00:00+00:00", True),
        ("2026-12-01T06:59:59+00:00", True),
        ("2026-12-01T07:00:00+00:00", False),
        ("2026-12-01T06:00:00", True),  # without a zone: UTC
    ],
)
def test_quiet_hours_follow_norwegian_clocks(moment: str, quiet_then: bool) -> None:
    assert quiet.is_quiet(datetime.fromisoformat(moment)) == quiet_then


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-12-01T03:00:00+00:00", "2026-11-30T11:30:00+01:00"),
        ("2026-12-01T05:00:00+00:00", "2026-12-01T05:00:00+01:00"),
        ("2026-12-01T08:00:00+00:00", "2026-12-01T08:00:00+01:00"),
        ("2026-12-01T10:30:00+00:00", "2026-12-01T11:30:00+01:00"),
        ("2026-03-29T03:00:00+00:00", "2026-03-29T05:00:00+02:00"),  # the night clocks change
    ],
)
def test_when_lists_were_last_made_anew(moment: str, expected: str) -> None:
    assert quiet.renewed(datetime.fromisoformat(moment)) == datetime.fromisoformat(expected)


def at(archive: Archive, moment: datetime) -> Archive:
    archive.clock = lambda: moment
    return archive


def test_what_came_in_quiet_hours_is_asked_for_again_after_them(opened: Opened) -> None:
    early = at(opened(), NIGHT)
    region_case("5055", early)
    assert early.problems == [quiet.TOLD]
    same_hour = at(opened(), NIGHT + timedelta(minutes=50))
    region_case("5055", same_hour)
    assert same_hour.data_calls == 0
    after = at(opened(), NOON)
    region_case("5055", after)
    assert (after.data_calls, after.problems) == (6, [])
    later = at(opened(), NOON + timedelta(hours=1))
    region_case("5055", later)
    assert later.data_calls == 0
    next_morning = at(opened(), NIGHT + timedelta(days=1))
    region_case("5055", next_morning)
    assert (next_morning.data_calls, next_morning.problems) == (0, [])


def test_a_list_from_quiet_hours_is_not_trusted_after_them(fake: FakeSSB, opened: Opened) -> None:
    def calls(moment: datetime) -> int:
        archive = at(opened(), moment)
        archive.trusted = KEPT_LISTS
        before = len(fake.calls)
        live.areas(archive)
        return len(fake.calls) - before

    eight = NIGHT + timedelta(hours=1, minutes=30)
    half_past_eleven = eight + timedelta(hours=3, minutes=30)
    moments = [NIGHT, NIGHT + timedelta(minutes=5), eight, half_past_eleven, NOON]
    # The list of tables' regions is chosen from 07459's own description: three pages.
    assert [calls(one) for one in moments] == [3, 0, 3, 3, 0]


@pytest.mark.parametrize("table", ["07459", NEWEST, "06913", "14747"])
@pytest.mark.parametrize("shown", ["0", "."])
def test_figures_under_revision_do_not_displace_the_good_ones(
    fake: FakeSSB, opened: Opened, table: str, shown: str
) -> None:
    before = region_case("5055", opened())
    fake.touch(table)
    fake.under_revision = shown
    archive = at(opened(), quiet.now())
    kept = region_case("5055", archive)
    refused = [one for one in archive.problems if "kan ikke stemme" in one]
    assert refused
    assert all(table in one and "er brukt. Prøv igjen senere" in one for one in refused)
    assert all(is_sentence(one) for one in archive.problems)
    assert_same(kept, before)
    assert_same(region_case("5055", opened(online=False)), before)
    fake.under_revision = ""
    again = opened()
    region_case("5055", again)
    assert again.problems == []
    assert again.data_calls > 0


@pytest.mark.parametrize("shown", ["0", "."])
def test_the_newest_year_under_revision_is_refused_with_nothing_stored(
    fake: FakeSSB, opened: Opened, store: Store, shown: str
) -> None:
    fake.under_revision, fake.years_under_revision = shown, ("2026",)
    with pytest.raises(RefusedError, match="ingen innbyggere") as caught:
        region_case("5055", opened())
    assert is_sentence(str(caught.value))
    assert str(caught.value).endswith("nye tall er klare kl. 08.")
    assert "07459" not in {one.table for one in store.tables()}
    with pytest.raises(RefusedError):
        everyone.populations(opened())
    assert "07459" not in {one.table for one in store.tables()}


def test_a_projection_of_nobody_is_refused(fake: FakeSSB, store: Store) -> None:
    def nobody(answer: Any) -> Any:
        return {**answer, "value": [0 for _ in answer["value"]]}

    with pytest.raises(RefusedError, match="alle tall er 0 eller mangler"):
        region_case("5055", Archive(store, Altered(fake.url, {f"{NEWEST}/data": nobody})))
    assert NEWEST not in {one.table for one in store.tables()}


def test_a_projection_far_from_the_count_is_refused(fake: FakeSSB, store: Store) -> None:
    def tripled(answer: Any) -> Any:
        return {**answer, "value": [3 * one for one in answer["value"]]}

    with pytest.raises(RefusedError, match=r"innbyggere i 2026, der folketallet var"):
        region_case("5055", Archive(store, Altered(fake.url, {f"{NEWEST}/data": tripled})))


def test_bad_figures_kept_by_an_earlier_version_give_way_to_the_good_ones_before_them(
    opened: Opened, store: Store
) -> None:
    before = region_case("5055", opened())
    for query in store.queries("07459"):
        good = store.newest("07459", query)
        assert good
        zero = re.sub(rb'"value":\[[^\]]*\]', _zeros, good.content)
        bad = type(good)(good.table, query, "2026-11-20T07:00:00Z", "2026-11-20T05:30:00Z", zero)
        store.put(bad)
    assert_same(region_case("5055", opened(online=False)), before)


def _zeros(found: re.Match[bytes]) -> bytes:
    return b'"value":[' + b",".join([b"0"] * (found[0].count(b",") + 1)) + b"]"


# --- updated ----------------------------------------------------------------------------------


@pytest.mark.parametrize("habit", ["absent", "unreadable"])
def test_without_a_time_figures_are_trusted_for_a_day(
    fake: FakeSSB, opened: Opened, habit: str
) -> None:
    fake.updated_habit = habit
    found = []
    for hours in (0, 1, 23, 25, 26):
        archive = at(opened(), NOON + timedelta(hours=hours))
        region_case("5055", archive)
        assert archive.problems == []
        found.append(archive.data_calls)
    assert found == [6, 0, 0, 6, 0]


def test_a_time_that_moves_at_each_call_is_not_asked_after_in_a_loop(
    fake: FakeSSB, opened: Opened
) -> None:
    fake.updated_habit = "moving"
    found = []
    for minutes in (0, 10, 20, 30, 40, 50, 24 * 60 + 45, 24 * 60 + 55):
        archive = at(opened(), NOON + timedelta(minutes=minutes))
        region_case("5055", archive)
        found.append(archive.data_calls)
    assert found[:3] == [6, 6, 6]
    assert found[3:6] == [0, 0, 0]
    assert found[6] == 6


def test_a_time_that_goes_back_is_another_edition(fake: FakeSSB, opened: Opened) -> None:
    before = fake.tables["07459"]
    fake.touch("07459")
    region_case("5055", at(opened(), NOON))
    fake.tables["07459"] = before
    back = at(opened(), NOON + timedelta(hours=1))
    region_case("5055", back)
    assert back.data_calls == 2  # Heim and Norway
    assert region_case("5055", opened(online=False)).observed.source.published == "2026-02-25"
    again = at(opened(), NOON + timedelta(hours=2))
    region_case("5055", again)
    assert again.data_calls == 0


@pytest.mark.parametrize("text", ["", "None", "i går", "0001-01-01T00:00:00+05:00", "9999"])
def test_a_time_that_cannot_be_read_is_none(text: str) -> None:
    assert normal_time(text) == NO_TIME


def test_all_can_be_asked_anew(fake: FakeSSB, opened: Opened) -> None:
    region_case("5055", opened())
    archive = opened()
    archive.again = True
    before = region_case("5055", archive)
    assert archive.data_calls == 6
    fake.under_revision = "0"
    refused = opened()
    refused.again = True
    assert_same(region_case("5055", refused), before)
    assert all("er brukt" in one for one in refused.problems)


def test_parts_of_a_bulk_answer_are_guarded_one_by_one(fake: FakeSSB, opened: Opened) -> None:
    fake.blank("07459", ".", Region="5055", Tid="2026")
    archive = opened()
    everyone.fetch(archive)
    (told,) = archive.problems
    assert "Heim (ingen innbyggere" in told
    assert is_sentence(told)
    codes = set(live.fetched_codes(Archive(archive.store)))
    assert "5055" not in codes
    assert {"5025", "5056"} <= codes


def test_more_than_twenty_pages_of_tables_are_read(fake: FakeSSB, opened: Opened) -> None:
    fake.other_tables = 2150
    archive = opened()
    assert editions.vintages(archive)[0].table == NEWEST
    assert sum("/tables?" in one.path for one in fake.calls) == 22
    fake.other_tables = 11_000
    archive = opened()
    with pytest.raises(SourceError, match="Fant ingen tabell"):
        editions.vintages(archive)
    assert any("bare de 100 første er lest" in one for one in archive.problems)


def test_a_description_that_lost_a_year_does_not_displace_the_good_one(
    fake: FakeSSB, opened: Opened
) -> None:
    now = fake.a_year_ago("07459")
    earlier, fake.tables["07459"] = fake.tables["07459"], now
    before = region_case("5055", opened())
    fake.tables["07459"] = earlier
    archive = opened()
    assert_same(region_case("5055", archive), before)
    assert any("år 2026 mangler, og var med før" in one for one in archive.problems)
    assert_same(region_case("5055", opened(online=False)), before)


def test_a_guest_network_is_told_once_and_nothing_is_lost(fake: FakeSSB, opened: Opened) -> None:
    before = region_case("5055", opened())
    fake.fault, fake.fault_count = "login", 999
    archive = opened()
    assert_same(region_case("5055", archive), before)
    (told,) = archive.problems
    assert "innloggingsside for et nett" in told
    assert is_sentence(told)
