import json
from typing import Any

import pytest
from fake_ssb import FakeSSB, regions_of

from projections.errors import SourceError
from projections.people.population import Region
from projections.sources.statbank import regions
from projections.sources.statbank.archive import Archive
from projections.sources.statbank.history import splice
from projections.sources.statbank.metadata import Metadata
from projections.sources.statbank.projected import codes_of
from projections.sources.statbank.regions import (
    NORWAY,
    Areas,
    Municipality,
    SplitRegionError,
    broken_years,
    entries,
    municipalities,
    part_in,
)
from projections.store import Store


def municipalities_in(content: bytes) -> dict[str, Municipality]:
    return municipalities(entries(content, "agg_KommSummer", 4))


def counties_in(content: bytes) -> dict[str, Region]:
    return regions.counties(entries(content, "agg_KommFylker", 2))


def listed(homes: tuple[str, ...] = ("1508",)) -> dict[str, Municipality]:
    answer = FakeSSB(homes_of_1507=homes)._code_list("agg_KommSummer")
    return municipalities_in(json.dumps(answer).encode())


def counties() -> dict[str, Region]:
    return counties_in(json.dumps(FakeSSB()._code_list("agg_KommFylker")).encode())


KNOWN = listed()
AREAS = Areas(KNOWN, counties())
TABLES = {year: [row.code for row in regions_of(year)] for year in range(2014, 2028, 2)}


def asked(code: str, year: int, known: dict[str, Municipality] = KNOWN) -> tuple[str, ...]:
    return part_in(known[code], known.values(), TABLES[year], f"T{year}", year).codes


# --- the code list ----------------------------------------------------------------------------


def test_present_municipalities_and_their_old_codes() -> None:
    assert KNOWN["5025"] == Municipality(Region("5025", "Røros"), ("1640", "5025"))
    assert KNOWN["3430"].region.name == "Os"
    assert set(KNOWN["4624"].codes) == {"1241", "1243", "4624"}
    assert all(code in one.codes for code, one in KNOWN.items())
    assert not {"Rest", "0441", "1243", "1507", "9999", "0"} & set(KNOWN)


def test_a_list_without_old_codes_has_its_own() -> None:
    values: list[Any] = [{"code": "K-5025", "label": "Røros"}, {"code": "K-Rest", "label": "Rest"}]
    content = json.dumps({"values": values}).encode()
    assert municipalities_in(content) == {"5025": Municipality(Region("5025", "Røros"), ("5025",))}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b"{}",
        b'{"values": null}',
        b'{"values": []}',
        b'{"values": {"a": 1}}',
        b'{"values": [1]}',
        b'{"values": [{"code": 1, "label": "x"}]}',
        b'{"values": [{"code": "K-5025"}]}',
        b'{"values": [{"code": "K-Rest", "label": "Rest"}]}',
        b'{"values": [{"code": "K-5025", "label": "x", "valueMap": 7}]}',
        b'{"values": [{"code": "K-50',
        b"\xff\xfe",
        b"[" * 200_000,
    ],
)
def test_anything_else_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        municipalities_in(content)
    assert "agg_KommSummer" in str(caught.value)
    assert caught.value.problem.endswith(".")
    with pytest.raises(SourceError, match="agg_KommFylker") as caught:
        counties_in(content.replace(b"K-5025", b"F-50"))
    assert caught.value.problem.endswith(".")


# --- municipalities, counties and Norway ------------------------------------------------------


def test_present_counties() -> None:
    assert AREAS.counties["50"] == Region("50", "Trøndelag")
    assert set(AREAS.counties) == {"03", "15", "34", "46", "50"}


def test_the_lists_are_not_each_others() -> None:
    with pytest.raises(SourceError, match="ingen områder"):
        counties_in(json.dumps(FakeSSB()._code_list("agg_KommSummer")).encode())
    with pytest.raises(SourceError, match="ingen områder"):
        municipalities_in(json.dumps(FakeSSB()._code_list("agg_KommFylker")).encode())


def test_every_region_by_its_code() -> None:
    assert list(AREAS.regions) == [*KNOWN, *AREAS.counties, "0"]
    assert AREAS.region("5025").name == "Røros"
    assert AREAS.region("50").name == "Trøndelag"
    assert AREAS.region("0") == NORWAY
    for code in ("1640", "16", "9999", "K-5025", ""):
        with pytest.raises(SourceError, match=r"finnes ikke i dagens lister\."):
            AREAS.region(code)


@pytest.mark.parametrize("code", ["03", "15", "34", "46", "50"])
def test_members_of_a_county(code: str) -> None:
    members = [one.region.code for one in AREAS.members(AREAS.counties[code])]
    assert members == [one for one in KNOWN if one[:2] == code]
    assert members


def test_every_municipality_is_in_one_county() -> None:
    found = [one.region.code for county in AREAS.counties.values() for one in AREAS.members(county)]
    assert sorted(found) == sorted(KNOWN)


def test_the_list_and_prefix_of_a_history_where_the_table_tells_of_none(store: Store) -> None:
    without, archive = Metadata("07459", "2026-02-25", {}, {}), Archive(store)
    assert splice(AREAS.region("5025"), without, archive) == ("agg_KommSummer", "K-")
    assert splice(AREAS.region("50"), without, archive) == ("agg_KommFylker", "F-")
    assert splice(NORWAY, without, archive) == ("", "")


def of_a_year(code: str, year: int, *without: str) -> tuple[str, ...]:
    table_codes = [one for one in TABLES[year] if one not in without]
    return codes_of(next(AREAS.parts(AREAS.region(code), table_codes, f"T{year}", year)))


def test_codes_in_a_table() -> None:
    assert of_a_year("5025", 2016) == ("1640",)
    assert of_a_year("50", 2026) == ("50",)
    assert of_a_year("0", 2026) == ("0",)


def test_a_county_the_table_does_not_have_is_its_municipalities() -> None:
    assert of_a_year("50", 2026, "50") == ("5021", "5025", "5026", "5027", "5055", "5056")
    assert of_a_year("34", 2026, "34") == ("3427", "3430", "3442")
    # by the codes of the table's own year
    assert of_a_year("34", 2018) == ("0437", "0441", "0528")
    assert of_a_year("46", 2018) == ("1241", "1243")


def test_a_county_with_a_split_municipality_is_refused_with_its_name() -> None:
    assert of_a_year("15", 2022) == ("15",)
    with pytest.raises(SplitRegionError, match=r"Ålesund .* delt"):
        of_a_year("15", 2022, "15")


def test_a_county_that_lacks_one_of_its_municipalities_is_not_a_smaller_county() -> None:
    with pytest.raises(SourceError, match="Heim finnes ikke i denne utgaven"):
        of_a_year("50", 2018, "50")


def test_norway_is_never_a_sum() -> None:
    with pytest.raises(SourceError, match=r"Norge finnes ikke i tabellen\."):
        of_a_year("0", 2026, "0")


# --- codes of a year --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "year", "codes"),
    [
        ("5025", 2016, ("1640",)),
        ("5025", 2018, ("5025",)),
        ("3430", 2018, ("0441",)),
        ("3430", 2020, ("3430",)),
        ("4624", 2018, ("1241", "1243")),
        ("1508", 2018, ("1504",)),
        ("1580", 2018, ("1534",)),
        ("1508", 2024, ("1508",)),
        ("1580", 2026, ("1580",)),
        ("0301", 2014, ("0301",)),
    ],
)
def test_the_codes_of_the_tables_own_year(code: str, year: int, codes: tuple[str, ...]) -> None:
    assert asked(code, year) == codes


def test_os_is_not_the_other_os() -> None:
    assert "1243" not in KNOWN["3430"].codes
    assert "0441" not in KNOWN["4624"].codes


@pytest.mark.parametrize("homes", [("1508",), ("1508", "1580"), ()])
@pytest.mark.parametrize("year", [2020, 2022])
@pytest.mark.parametrize("code", ["1508", "1580"])
def test_aalesund_and_haram_are_refused_while_they_were_one(
    code: str, year: int, homes: tuple[str, ...]
) -> None:
    known = listed(homes)
    with pytest.raises(SplitRegionError) as caught:
        asked(code, year, known)
    assert known[code].region.name in str(caught.value)
    assert str(year) in str(caught.value)
    assert "delt" in str(caught.value)


def test_a_code_that_two_share_is_refused_with_both_names() -> None:
    one = Municipality(Region("5055", "Heim"), ("1571", "5012", "5055"))
    other = Municipality(Region("5059", "Orkland"), ("5012", "5059"))
    with pytest.raises(SplitRegionError, match="5012 er siden delt mellom Heim og Orkland"):
        part_in(one, [one, other], ["5012", "1571"], "11668", 2018)


def test_a_municipality_the_table_does_not_have() -> None:
    with pytest.raises(SourceError, match="Heim finnes ikke i denne utgaven"):
        asked("5055", 2018)


def test_years_without_own_figures() -> None:
    assert list(broken_years("1508")) == list(broken_years("1580")) == [2020, 2021, 2022, 2023]
    assert not broken_years("5025")
