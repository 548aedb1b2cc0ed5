"""Projections: which there are, their alternatives, and older ones by their own codes."""

import re
from typing import Any

import numpy as np
import pytest
from fake_ssb import LETTERS, STYLES, FakeSSB
from ssb_help import (
    NEWEST,
    Altered,
    Opened,
    assert_behind,
    assert_same,
    figures_of,
    flows,
    is_sentence,
    persons_in,
    truth,
)

from projections.errors import BaereevneError, SourceError
from projections.sources.statbank import reading
from projections.sources.statbank.archive import Archive
from projections.sources.statbank.editions import metadata, vintages
from projections.sources.statbank.layout import SHOWN_ORDER, layout_of
from projections.sources.statbank.live import region_case
from projections.store import Store


def test_vintages_are_found_by_their_title_newest_first(fake: FakeSSB, opened: Opened) -> None:
    found = vintages(opened())
    assert [one.first_year for one in found] == [2026, 2024, 2022, 2020, 2018, 2016]
    assert {"14742", "14747", "07459"}.isdisjoint(one.table for one in found)
    assert fake.data_calls == 0


def test_a_newer_vintage_is_taken_of_itself(fake: FakeSSB, opened: Opened) -> None:
    old = region_case("5025", opened())
    fake.newer()
    archive = opened()
    new = region_case("5025", archive)
    assert new.projections[0].population.source.vintage == "2028"
    assert new.projections[0].code == "ssb-15999.MMMM"
    assert old.projections[0].code == "ssb-14746.MMMM"
    assert archive.data_calls == 3  # Røros' people, what stands behind them, Norway's people
    for letters in LETTERS:
        expected = truth(2028, letters, "5025")
        assert np.array_equal(persons_in(new, f"ssb-15999.{letters}"), expected), letters
    chosen = region_case("5025", opened(), vintage="14746")
    assert chosen.projections[0].code == "ssb-14746.MMMM"


def test_the_search_is_read_to_its_last_page(fake: FakeSSB, store: Store) -> None:
    class Small(Altered):
        def get(self, path: str, **parameters: str) -> bytes:
            return super().get(path, **{**parameters, **({"pageSize": "2"} if parameters else {})})

    assert len(vintages(Archive(store, Small(fake.url, {})))) == 6


@pytest.mark.parametrize("style", range(len(STYLES)))
def test_alternatives_are_found_by_their_label(fake: FakeSSB, opened: Opened, style: int) -> None:
    fake.style = style
    for edition in vintages(opened()):
        described = metadata(opened(), edition.table)
        found = layout_of(described).alternatives
        assert layout_of(described).not_understood == ()
        assert list(found.values()) == list(SHOWN_ORDER)
        labels = described.labels["ContentsCode"]
        assert all(f"({letters})" in labels[code] for code, letters in found.items())


@pytest.mark.parametrize("style", range(len(STYLES)))
def test_codes_stand_in_the_order_of_their_index(fake: FakeSSB, opened: Opened, style: int) -> None:
    fake.style = style
    years = metadata(opened(), NEWEST).codes["Tid"]
    assert years == tuple(str(year) for year in range(2026, 2051))


def test_a_label_that_changed_is_said_and_the_others_are_kept(
    fake: FakeSSB, opened: Opened
) -> None:
    fake.fault, fake.fault_count, fake.fault_label = "label", 99, "LHML"
    archive = opened()
    case = region_case("5025", archive)
    letters = [one.alternative for one in case.projections]
    assert letters == [one for one in SHOWN_ORDER if one != "LHML"]
    for one in letters:
        assert np.array_equal(persons_in(case, f"ssb-14746.{one}"), truth(2026, one, "5025"))
    assert any(NEWEST in one and "Alternativ uten navn" in one for one in archive.problems)
    assert all(is_sentence(one) for one in archive.problems)


def unlabelled(answer: Any) -> Any:
    labels = answer["dimension"]["ContentsCode"]["category"]["label"]
    labels.update(dict.fromkeys(labels, "Personer"))
    return answer


def test_without_a_known_label_the_newest_that_can_be_read_is_used_and_told(
    opened: Opened,
) -> None:
    archive = opened(**{f"{NEWEST}_metadata": unlabelled})
    case = region_case("5025", archive)
    assert next(one.code for one in case.projections) == "ssb-14288.MMMM"
    told = archive.problems[0]
    assert "betegnelsene er endret" in told
    assert told.endswith("Utgaven fra 2024 er brukt i stedet.")
    assert all(is_sentence(one) for one in archive.problems)


def test_an_unreadable_edition_that_is_asked_for_is_a_sentence(opened: Opened) -> None:
    archive = opened(**{f"{NEWEST}_metadata": unlabelled})
    with pytest.raises(SourceError, match="betegnelsene er endret") as caught:
        region_case("5025", archive, vintage=NEWEST)
    assert is_sentence(str(caught.value))


def test_an_edition_that_does_not_exist_is_not_another_one(opened: Opened) -> None:
    with pytest.raises(BaereevneError) as caught:
        region_case("5025", opened(), vintage="99999")
    assert "99999" in str(caught.value)


@pytest.mark.parametrize("table", ["12882", "13600"])
@pytest.mark.parametrize(("code", "name"), [("1508", "Ålesund"), ("1580", "Haram")])
def test_old_vintages_refuse_them_and_tell_the_reason(
    fake: FakeSSB, opened: Opened, table: str, code: str, name: str
) -> None:
    archive = opened()
    case = region_case(code, archive, vintage=table)
    (told,) = archive.problems
    assert re.fullmatch(rf"SSB, tabell {table}: {name} kan ikke vises .* delt\.", told)
    assert is_sentence(told)
    assert case.projections == ()
    asked = [one for one in fake.calls if f"/{table}/data" in one.path]
    # Norway's is fetched for comparison; nothing is asked of the region.
    assert [one.body["selection"][0]["valueCodes"] for one in asked] == [["0"]]
    # The rest of the case stands.
    assert figures_of(case.observed) >= {2019, 2024, 2026}
    assert case.components
    assert case.pyramid


@pytest.mark.parametrize("table", ["12882", "13600"])
def test_what_an_old_vintage_cannot_show_leaves_the_newest(opened: Opened, table: str) -> None:
    newest = region_case("1508", opened())
    archive = opened()
    case = region_case("1508", archive, vintage=table)
    assert_same(case, newest)
    assert len(archive.problems) == 1
    offline = opened(online=False)
    assert_same(region_case("1508", offline), newest)
    assert offline.problems == []


@pytest.mark.parametrize(
    ("code", "table", "vintage", "last", "codes"),
    [
        ("3430", "12882", 2020, 2050, ("3430",)),
        ("3430", "11668", 2018, 2040, ("0441",)),
        ("5025", "11168", 2016, 2040, ("1640",)),
        ("4624", "11668", 2018, 2040, ("1241", "1243")),
        ("1508", "11668", 2018, 2040, ("1504",)),
    ],
)
def test_an_old_vintage_by_its_old_codes(
    opened: Opened, code: str, table: str, vintage: int, last: int, codes: tuple[str, ...]
) -> None:
    case = region_case(code, opened(), vintage=table)
    people = persons_in(case, f"ssb-{table}.LHML")
    assert np.array_equal(people, truth(vintage, "LHML", *codes, last=last))
    assert case.projections[0].population.source.vintage == str(vintage)
    assert case.projections[0].population.region.code == code


TRONDELAG = ("5021", "5025", "5026", "5027", "5055", "5056")


@pytest.mark.parametrize("style", [0, 4])
def test_a_county_that_the_projection_lacks_is_the_sum_of_its_municipalities(
    fake: FakeSSB, opened: Opened, style: int
) -> None:
    fake.style = style
    fake.without_counties()
    archive = opened()
    case = region_case("50", archive)
    assert archive.problems == []
    assert fake.data_calls == archive.data_calls <= 6
    assert len(case.projections) == 9
    for one in case.projections:
        assert one.population.region.name == "Trøndelag"
        expected = truth(2026, one.alternative, *TRONDELAG)
        assert np.array_equal(one.population.persons[0], expected)
        assert_behind(one, flows(2026, one.alternative, *TRONDELAG))
    members = [region_case(code, opened()) for code in TRONDELAG]
    for at, one in enumerate(case.projections):
        total = sum(each.projections[at].population.persons for each in members)
        assert np.array_equal(one.population.persons, total)


def test_a_county_in_an_edition_older_than_itself(opened: Opened) -> None:
    case = region_case("34", opened(), vintage="11668")
    assert np.array_equal(
        persons_in(case, "ssb-11668.MMMM"), truth(2018, "MMMM", "0437", "0441", "0528", last=2040)
    )


def test_a_county_with_a_split_municipality_is_told(fake: FakeSSB, opened: Opened) -> None:
    fake.without_counties()
    archive = opened()
    case = region_case("15", archive, vintage="13600")
    assert case.projections == ()
    (told,) = archive.problems
    assert "Ålesund" in told
    assert told.endswith("delt.")
    assert figures_of(case.observed) == set(range(reading.FIRST_YEAR, 2027))


def test_a_sum_with_a_missing_cell_is_missing(fake: FakeSSB, opened: Opened) -> None:
    fake.without_counties()
    fake.blank(NEWEST, ":", Region="5026", Alder="099", Tid="2040", Kjonn="2")
    for one in region_case("50", opened()).projections:
        missing = np.argwhere(np.isnan(one.population.persons[0]))
        assert missing.tolist() == [[14, 1, 99]]
        assert "9 tall har merket «:»" in one.population.source.remark
