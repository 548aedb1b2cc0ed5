import json
from typing import Any

import pytest
from fake_ssb import FakeSSB, regions_of

from projections.errors import SourceError
from projections.population import Region
from projections.sources.regions import (
    Municipality,
    SplitRegionError,
    broken_years,
    codes_in,
    parse_code_list,
)


def listed(homes: tuple[str, ...] = ("1508",)) -> dict[str, Municipality]:
    answer = FakeSSB(homes_of_1507=homes)._code_list("agg_KommSummer")
    return parse_code_list(json.dumps(answer).encode())


KNOWN = listed()
TABLES = {year: [row.code for row in regions_of(year)] for year in range(2014, 2028, 2)}


def asked(code: str, year: int, known: dict[str, Municipality] = KNOWN) -> tuple[str, ...]:
    return codes_in(known[code], known.values(), TABLES[year], f"T{year}", year)


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
    assert parse_code_list(content) == {"5025": Municipality(Region("5025", "Røros"), ("5025",))}


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
        parse_code_list(content)
    assert "agg_KommSummer" in str(caught.value)
    assert caught.value.problem.endswith(".")


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
        codes_in(one, [one, other], ["5012", "1571"], "11668", 2018)


def test_a_municipality_the_table_does_not_have() -> None:
    with pytest.raises(SourceError, match="Heim finnes ikke i denne utgaven"):
        asked("5055", 2018)


def test_years_without_own_figures() -> None:
    assert list(broken_years("1508")) == list(broken_years("1580")) == [2020, 2021, 2022, 2023]
    assert not broken_years("5025")
