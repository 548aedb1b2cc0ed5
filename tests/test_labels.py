from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from projections import labels, norwegian, tables, terms
from projections.case import Case, Catalogue, Projection
from projections.money.costs import Need
from projections.people.population import Region
from projections.series import Series, Table
from projections.tables import Setting


def every_table(catalogue: Catalogue) -> Iterator[Table]:
    for case in catalogue.cases.values():
        for projection in (None, *case.projections):
            for measure in ("persons", "share", "index"):
                yield tables.population(case, projection, measure, 2026)
            yield tables.support_ratios(case, projection, "16-66")
            yield tables.deviations(case, projection)
            for method in ("own", "national") if case.frames else ("national",):
                yield tables.in_millions(tables.costs(Setting(case, projection, catalogue, method)))
                yield tables.costs(Setting(case, projection, catalogue, method, "age"), by="age")
        yield tables.pyramid(case)
        yield case.plan_lines
        if case.components:
            yield tables.components(case)


def test_every_code_on_screen_has_norwegian_text(catalogue: Catalogue) -> None:
    for table in every_table(catalogue):
        for one in table:
            assert labels.item(one.item) not in ("", one.item, f"{one.item} år") or one.item in (
                "0",
                *(str(age) for age in range(1, 106)),
            )
            assert labels.alternative(one.alternative) != one.alternative
            assert terms.unit(one.unit) != one.unit or one.unit == ""
            assert terms.value(float(one.values[-1]), one.unit, one.is_difference)
            assert not one.label("sex") or one.label("sex") in terms.SEXES
    for one in catalogue.parameters.every:
        assert terms.unit(one.unit) != one.unit
    for source in catalogue.sources.values():
        assert terms.QUALITIES[source.quality]
    assert set(terms.METHODS) == set(tables.Method.__args__)
    assert set(terms.NEEDS) == set(Need.__args__)
    assert set(terms.MEASURES) == set(tables.Measure.__args__)
    assert set(terms.COST_VIEWS) == set(tables.CostView.__args__)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("0", "0 år"),
        ("6-15", "6–15 år"),
        ("90+", "90 år og eldre"),
        ("total", "I alt"),
        ("pleie", "Pleie og omsorg"),
        ("20-66 per 67+", "Personer 20–66 år per person 67 år og eldre"),
    ],
)
def test_item(code: str, text: str) -> None:
    assert labels.item(code) == text


@pytest.mark.parametrize(
    ("amount", "unit", "signed", "text"),
    [
        (5598.0, "persons", False, "5_598"),
        (46.0, "persons", True, "+46"),
        (0.125, "share", False, "12,5_%"),
        (12.5, "percent", False, "12,5_%"),
        (81.25, "index", False, "81,3"),
        (2.4514, "persons per person", False, "2,45"),
        (-1470.4, "1000 NOK", True, "~1_470"),
        (26.635, "million NOK", True, "+26,6"),
        (float("nan"), "persons", False, "–"),
    ],
)
def test_value_is_written_as_its_unit(amount: float, unit: str, signed: bool, text: str) -> None:
    found = terms.value(amount, unit, signed)
    assert found.replace("\u00a0", "_").replace("\u2212", "~") == text


@pytest.mark.parametrize(
    ("iso", "text"), [("2023-11-16", "16.11.2023"), ("2023", "2023"), ("2023-11", "11.2023")]
)
def test_date(iso: str, text: str) -> None:
    assert norwegian.date(iso) == text


def test_sentence_and_unknown_codes() -> None:
    assert labels.sentence("øst for her") == "Øst for her"
    assert labels.sentence("") == ""
    assert labels.alternative("XYZ") == "XYZ"
    assert terms.unit("parsecs") == "parsecs"


def test_projection_says_alternative_years_and_edition(
    ageing: Projection, catalogue: Catalogue
) -> None:
    assert labels.projection(ageing) == "Sterk aldring, 2023–2033, fra HØP 2024–2027"
    newest = catalogue.case("0").projections[0]
    assert labels.projection(newest) == "SSB 2026: Hovedalternativet (MMMM), 2026–2050"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("ssb-07459", "SSB, tabell 07459 (utgave 2026, hentet 21.11.2026)"),
        (
            "hop-rammer",
            "Røros kommune, HØP 2024–2027, driftsrammer (publisert 16.11.2023, hentet 21.11.2026)",
        ),
        (
            "ssb-14746",
            "SSB, tabell 14746 (utgave 2026, publisert 12.06.2026, hentet 21.11.2026)",
        ),
    ],
)
def test_citation_says_each_thing_once(catalogue: Catalogue, source: str, text: str) -> None:
    assert terms.citation(catalogue.sources[source]) == text


def test_axis_texts_say_base_ages_and_prices(roros: Case) -> None:
    assert terms.measure_unit("index", 2023) == "indeks, 2023 = 100"
    assert terms.ratio_unit("16-66 per 67+") == "16–66 år per person 67+"
    cost = Series(
        Region("5025", "Røros"),
        roros.observed.source,
        "plan",
        "pleie",
        "million NOK",
        (2024,),
        np.zeros(1),
        (("price_year", "2024"),),
    )
    level, change = (terms.cost_unit(view, 2023, cost) for view in ("level", "change"))
    assert level.startswith("mill.")
    assert "2024-kr" in level
    assert "2024-kr" in change
    assert "endring fra 2023" in change
    assert terms.prices(cost) == "faste 2024-kroner"
    nominal = replace(cost, extra=(("prices", "nominal"), ("deflator", "senere utgave")))
    assert terms.cost_unit("level", 2023, nominal) == "mill. løpende kr"
    assert terms.prices(nominal) == "løpende kroner (kommunal deflator, senere utgave)"


def test_sectors_and_fixed_shares() -> None:
    assert labels.sector("pleie") == "Pleie og omsorg"
    assert labels.sector("") == "Følger ikke demografien"
    told = labels.fixed_shares("grunnskole:40,pleie:5").replace("\u00a0", " ")
    assert told == "grunnskole 40 % og pleie og omsorg 5 %"
