"""Ranks: regions of one kind only, whatever else stands beside them."""

import re
from dataclasses import replace

import numpy as np
import pytest

from projections import tables, words
from projections.case import Catalogue
from projections.charts import bars
from projections.choices import selections, state
from projections.draw.plotly import picture
from projections.errors import MissingInputError
from projections.figures.collection import collect
from projections.figures.view import View
from projections.people.population import Region
from projections.series import Table


@pytest.fixture(scope="module")
def ratios(catalogue: Catalogue) -> Table:
    return tables.comparable([catalogue.case(code) for code in catalogue.bundled], "20-66")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("5025", "municipality"),
        ("0301", "municipality"),
        ("50", "county"),
        ("0", "country"),
        ("EKG11", "group"),
        ("EKG1", "group"),
        ("EAKUO", "group"),
    ],
)
def test_kind_of_a_region(code: str, kind: str) -> None:
    region = Region(code, "x")
    assert (region.kind, region.is_municipality) == (kind, kind == "municipality")


def test_roros_is_ranked_among_municipalities_alone(catalogue: Catalogue, ratios: Table) -> None:
    """Ten regions are bundled: seven municipalities, two counties and the country."""
    found = tables.ranks(ratios, catalogue.case("5025").region, 2026)
    assert (found.place, len(found.order), len(found.beside)) == (6, 7, 3)
    assert all(one.region.kind == "municipality" for one in found.order)
    values = [one.at(2026) for one in found.order]
    assert values == sorted(values, reverse=True)
    told = words.ranking(catalogue.case("5025").region, ratios, 2026)
    assert told.title == "Røros er nummer 6 av 7 kommuner i 2026"
    assert "Til sammenligning: Norge " in told.text


def test_a_county_among_counties_and_the_country_alone(catalogue: Catalogue, ratios: Table) -> None:
    counties = [code for code in catalogue.bundled if len(code) == 2]
    for code in counties:
        found = tables.ranks(ratios, catalogue.case(code).region, 2026)
        assert (found.kind, len(found.order)) == ("county", len(counties))
        title = words.ranking(catalogue.case(code).region, ratios, 2026).title
        assert title.endswith(f"av {len(counties)} fylker i 2026")
    norway = tables.ranks(ratios, catalogue.case("0").region, 2026)
    assert (norway.place, norway.kind) == (None, "municipality")
    assert norway.own.region.code == "0"


def test_equals_share_a_rank_and_missing_values_have_none(ratios: Table) -> None:
    own = ratios[0]
    same = tuple(
        replace(own, region=Region(f"100{place}", str(place)), values=np.full(own.values.shape, at))
        for place, at in enumerate((2.0, 3.0, 3.0, np.nan))
    )
    places = [tables.ranks(same, one.region, 2026).place for one in same[:3]]
    assert places == [3, 1, 1]


def test_bars_have_other_kinds_below_and_hatched(catalogue: Catalogue, ratios: Table) -> None:
    (bar,) = picture(bars.regions(ratios, 2026, catalogue.case("5025").region, ""))["data"]
    kinds = ["country", "county", "county"]
    names = {one.region.name: one.region.kind for one in ratios}
    assert sorted(names[name] for name in bar["y"][-3:]) == sorted(kinds)
    assert bar["marker"]["pattern"]["shape"] == [""] * 7 + ["/"] * 3


@pytest.mark.parametrize("chosen", ["5025", "3430", "50", "0"])
def test_growth_is_ranked_within_a_kind(catalogue: Catalogue, chosen: str) -> None:
    case = catalogue.case(chosen)
    others = [catalogue.case(code) for code in catalogue.bundled if code != chosen]
    grown = tables.growth(case, None, others, "total", 2016)
    title = words.growth(case.region, grown).title
    count = {
        "5025": " av 7 kommuner i vekst",
        "3430": " av 7 kommuner i vekst",
        "50": " av 2 fylker",
    }
    if chosen in count:
        assert count[chosen] in title
    else:
        assert "nummer" not in title


def test_no_rank_counts_more_than_there_are_of_a_kind(catalogue: Catalogue) -> None:
    """Every rank that a figure of the bundled regions tells names its kind and its count."""
    choice = state.settle({"kommune": ["5025"]}, catalogue).choice
    case = catalogue.case("5025")
    path = state.projection_of(case, choice.projection, choice.start)
    told = [
        found
        for one in collect(View(case, path, catalogue, selections.of(choice, catalogue))).figures
        for found in re.findall(r"nummer (\d+) av (\d+)( \w+)?", f"{one.title} {one.text}")
    ]
    assert ("6", "7", " kommuner") in told
    for place, count, kind in told:
        assert kind == " kommuner"
        assert int(place) <= int(count)
        assert int(count) <= 7 or int(count) == 357


def test_a_region_without_a_figure_has_no_rank(ratios: Table) -> None:
    one = ratios[0]
    bare = tables.Ranks(one.region, 2024, "municipality", (), ())
    with pytest.raises(MissingInputError, match=f"tall for {one.region.name} i 2024"):
        _ = bare.own


def test_regions_without_an_area_in_common_cannot_be_compared(ratios: Table) -> None:
    own = ratios[0]
    other = next(one for one in ratios if one.region != own.region)
    with pytest.raises(MissingInputError, match="ingen tjenesteområder med tall for samme år"):
        tables.beside_reference((own, replace(other, item="annet")))


def test_a_plan_in_another_years_kroner_says_so(ratios: Table) -> None:
    after = ratios[0].with_extra(("price_year", "2024"))
    assert words.budget._prices(after).endswith("i faste 2024-kroner.")
    told = words.budget._prices(after.with_extra(("plan_prices", "2026")))
    assert told.startswith("Planen er i 2026-kroner.")
    assert "litt for små" in told
