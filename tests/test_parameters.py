from typing import Any

import pytest

from projections.case import Catalogue
from projections.errors import DataFileError
from projections.parameters import Parameter, parse

GOOD: dict[str, Any] = {
    "id": "mean_need",
    "label": "Utgiftsbehov per innbygger",
    "unit": "NOK per inhabitant",
    "value": 64893,
    "from_year": 2024,
    "source": "Inntektssystemet 2024",
    "retrieved": "2026-11-21",
    "quality": "official",
    "range": [50000, 100000],
}
MAPPING = {"region": "5025", "unit_name": "Skolene", "sector": "grunnskole"}


def content(entry: dict[str, Any], mapping: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"parameter": [entry], "frame_mapping": [mapping or MAPPING]}


def refusal(broken: dict[str, Any]) -> str:
    with pytest.raises(DataFileError) as caught:
        parse(broken)
    assert caught.value.file == "parameters.toml"
    return caught.value.problem


def test_good_content_is_wrapped() -> None:
    found = parse(content(GOOD))
    assert found.value("mean_need") == 64893
    assert found.every == (Parameter(**{**GOOD, "range": (50000, 100000)}),)
    assert found.sector("5025", "Skolene") == "grunnskole"
    assert found.sector("5025", "Kultur") == ""
    assert found.sector("3430", "Skolene") == ""


def test_empty_content_has_no_assumptions() -> None:
    assert parse({}).every == ()


def by_year(*entries: tuple[int, float], region: str = "") -> list[dict[str, Any]]:
    own = {"region": region} if region else {}
    return [{**GOOD, "from_year": year, "value": value, **own} for year, value in entries]


@pytest.mark.parametrize(
    ("year", "value"),
    [
        (2010, 60_000),
        (2024, 60_000),
        (2025, 62_000),
        (2026, 64_000),
        (2050, 64_000),
        (None, 64_000),
    ],
)
def test_a_value_holds_until_the_next_and_the_first_before_it_too(
    year: int | None, value: float
) -> None:
    entries = by_year((2026, 64_000), (2024, 60_000), (2025, 62_000))
    assert parse({"parameter": entries}).value("mean_need", year) == value


def test_a_regions_value_is_its_own_alone() -> None:
    found = parse(
        {"parameter": [*by_year((2024, 60_000), region="5025"), *by_year((2024, 70_000))]}
    )
    assert found.value("mean_need") == 70_000
    assert found.value("mean_need", region="5025") == 60_000
    assert found.find("mean_need", region="3430") is None
    with pytest.raises(DataFileError, match="forutsetningen «mean_need» mangler"):
        found.value("mean_need", region="3430")


def test_an_unknown_assumption_is_named() -> None:
    with pytest.raises(DataFileError, match="forutsetningen «frame_year» mangler"):
        parse(content(GOOD)).value("frame_year")


@pytest.mark.parametrize("value", [50000, 100000, 64893.5])
def test_ends_of_the_range_are_inside(value: float) -> None:
    assert parse(content({**GOOD, "value": value})).value("mean_need") == value


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"source": ""}, "feltet «source» mangler"),
        ({"colour": "blue"}, "ukjent felt «colour»"),
        ({"value": 49999.99}, "verdien 49999.99 ligger utenfor 50000–100000"),
        ({"value": 100001}, "verdien 100001 ligger utenfor"),
        ({"value": float("nan")}, "ligger utenfor"),
        ({"value": "mye"}, "verdien «mye» er ikke et tall"),
        ({"value": True}, "verdien «True» er ikke et tall"),
        ({"range": [50000]}, "«range» må være to tall"),
        ({"range": ["lav", "høy"]}, "«range» må være to tall"),
        ({"range": 50000}, "«range» må være to tall"),
        ({"from_year": "2024"}, "«from_year» må være et årstall"),
        ({"quality": "gjetning"}, "kvaliteten må være en av official, estimate, example"),
    ],
)
def test_entry_is_refused(change: dict[str, Any], problem: str) -> None:
    told = refusal(content({**GOOD, **change}))
    assert problem in told
    assert "forutsetning 1" in told


@pytest.mark.parametrize("field", sorted(GOOD))
def test_every_field_is_needed(field: str) -> None:
    told = refusal(content({key: value for key, value in GOOD.items() if key != field}))
    assert f"forutsetning 1: feltet «{field}» mangler" in told


@pytest.mark.parametrize("field", sorted(MAPPING))
def test_every_field_of_a_mapping_is_needed(field: str) -> None:
    told = refusal(content(GOOD, {**MAPPING, field: ""}))
    assert f"tilordning 1: feltet «{field}» mangler" in told


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ({"params": []}, "ukjent del «params»"),
        (content(GOOD, {**MAPPING, "share": 0.5}), "tilordning 1: ukjent felt «share»"),
        ({"parameter": [GOOD, GOOD]}, "mean_need"),
        ({"frame_mapping": [MAPPING, {**MAPPING, "sector": "pleie"}]}, "Skolene"),
    ],
    ids=["unknown part", "unknown key in a mapping", "id used twice", "unit mapped twice"],
)
def test_file_is_refused(broken: dict[str, Any], problem: str) -> None:
    assert problem in refusal(broken)


def test_all_problems_are_told_at_once() -> None:
    told = refusal(
        {
            "extra": 1,
            "parameter": [
                {**GOOD, "source": "", "value": 1},
                {**GOOD, "id": "other", "colour": "blue", "quality": "gjetning"},
            ],
            "frame_mapping": [MAPPING, {"region": "5025"}],
        }
    )
    for problem in (
        "ukjent del «extra»",
        "forutsetning 1: feltet «source» mangler",
        "forutsetning 1 (mean_need): verdien 1 ligger utenfor 50000–100000",
        "forutsetning 2: ukjent felt «colour»",
        "forutsetning 2 (other): kvaliteten",
        "tilordning 2: feltet «unit_name» mangler",
        "tilordning 2: feltet «sector» mangler",
    ):
        assert problem in told


def test_bundled_assumptions_have_a_source_and_lie_in_their_range(catalogue: Catalogue) -> None:
    every = catalogue.parameters
    for one in every.every:
        assert one.source
        assert one.label
        assert one.range[0] <= one.value <= one.range[1]
    assert every.value("mean_need") == 64893
    assert every.parameter("mean_need").from_year == every.value("frame_year") == 2024
    # Grants, need and frames are added up: they must be in the prices of one year.
    assert every.parameter("per_capita_grant").from_year == 2024
    years = {
        year: every.value("symmetric_equalisation", year) for year in (2023, *range(2024, 2028))
    }
    assert years == {2023: 60, 2024: 60, 2025: 62, 2026: 64, 2027: 64}


def test_bundled_mapping_is_the_one_of_the_method(catalogue: Catalogue) -> None:
    mapping = {one.unit_name: one.sector for one in catalogue.parameters.frame_mapping}
    assert mapping == {
        "Skolene": "grunnskole",
        "Barnehagene": "barnehage",
        "Institusjonsbaserte tjenester": "pleie",
        "Hjemmebaserte tjenester": "pleie",
        "Helse": "kommunehelse",
        "Barnevern": "barnevern",
        "NAV": "sosial",
        "Stab og støtte": "administrasjon",
    }
    assert set(mapping.values()) == set(catalogue.keys.sectors)
