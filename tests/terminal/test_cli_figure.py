"""The commands on figures: which there are, and the values of one as a page draws it."""

import csv
import io
from collections.abc import Callable
from dataclasses import fields

import pytest

from projections import tables
from projections.case import Case, Projection
from projections.choices import offered, state
from projections.choices.choice import Choice
from projections.cli import _parser, chosen, main
from projections.figures.catalogue import FIGURES
from projections.series import pick
from projections.sources import catalogue as everything
from projections.ui.shell import PAGES

Capture = pytest.CaptureFixture[str]
Call = Callable[..., tuple[int, list[dict[str, str]], str]]


def printed(capsys: Capture, *line: str) -> list[dict[str, str]]:
    assert main(line) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_all_figures_are_listed_with_their_pages(capsys: Capture) -> None:
    rows = printed(capsys, "figures")
    assert [one["figure"] for one in rows] == list(FIGURES)
    assert {one["page"] for one in rows} <= set(PAGES)


def test_values_of_a_figure_are_those_of_its_table(
    capsys: Capture, roros: Case, ageing: Projection
) -> None:
    rows = printed(capsys, "figure", "folketall", "--years", "2023-2033")
    total = pick(tables.population(roros, ageing), "total")
    known = {(str(year), one.at(year)) for one in total for year in one.years}
    own = [one for one in rows if one["role"] != "band"]
    assert {(one["category"], float(one["value"])) for one in own} == known
    assert {one["role"] for one in rows} == {"observed", "projected", "band"}
    without = printed(capsys, "figure", "folketall", "--years", "2023-2033", "--band", "off")
    assert without == own
    assert {one["unit"] for one in rows} == {"persons"}


@pytest.mark.parametrize("key", ["pyramide", "tilpasning", "aarsaker", "netto_laanegjeld"])
def test_figures_that_only_pages_had(capsys: Capture, key: str) -> None:
    assert len(printed(capsys, "figure", key)) > 10


def test_what_cannot_be_printed_is_told_in_one_sentence(capsys: Capture) -> None:
    for line, told in (
        (("figure", "finnes_ikke"), "Ukjent figur: «finnes_ikke»"),
        (("figure", "scenario_hvorfor"), "trenger et scenario, og ingen spak er flyttet"),
        (("figure", "netto_laanegjeld", "--region", "3430"), "Os"),
        (("figure", "folketall", "--working", "tull"), "tull"),
    ):
        assert main(line) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert told in said.err
        assert "fil skrevet" not in said.err


def test_title_and_sentence_are_parted_by_one_mark(capsys: Capture) -> None:
    assert main(["figure", "scenario"]) == 0
    told = capsys.readouterr().err
    assert "endre det? " in told


@pytest.mark.parametrize(
    ("written", "accepted"),
    [
        ("--prices nominal", "fixed."),
        ("--method own", "national."),
        ("--staying lenge", "others, good."),
        ("--standard pleie:900", "grunnskole:"),
        ("--base-year 1800", "2026, 2027, "),
    ],
)
def test_an_option_that_cannot_be_used_is_told_as_it_was_written(
    capsys: pytest.CaptureFixture[str], written: str, accepted: str
) -> None:
    assert main(["figure", "folketall", "--region", "3427", *written.split()]) == 2
    out, err = capsys.readouterr()
    assert f"{written} kan ikke brukes her. Gyldige valg: {accepted}" in err
    assert "Lenken" not in err
    assert "Standardvalget" not in err
    assert not out


OF_THE_PATH = {"projection", "first", "last"}
"""Choices that options with other names say: ``--alternative`` and ``--years``."""


def test_every_choice_of_the_pages_is_an_option() -> None:
    written = {one.field for one in chosen.CHOICES}
    assert {one.name for one in fields(Choice)} - OF_THE_PATH <= written
    assert {"alternative", "years"} <= written


VALUES = {
    "region": "3427",
    "start": "printed",
    "base_year": "2024",
    "working": "16-66",
    "measure": "index",
    "method": "national",
    "need": "age",
    "cost_view": "level",
    "compare": "0,3430",
    "pyramid_first": "2016",
    "pyramid_last": "2021",
    "group": "67-79",
    "tax": "working_age",
    "state": "half",
    "weights": "standing",
    "prices": "nominal",
    "fixed": "pleie:5",
    "projects": "Stormoen:24:2028-2030:2.5:60:100",
    "profile": "families",
    "staying": "good",
    "change_from": "2027",
    "change_to": "2030",
    "standard": "pleie:0.5",
    "unit_cost": "pleie:105",
    "band": "off",
    "claim_group": "80+",
    "claim_kind": "percent",
    "claim_year": "2030",
    "claim_said": "2024",
    "effect": "ratio",
    "against": "baereevne-trend.TREND",
}
"""Of each choice, one that is not at rest; of the numbers, 2 over the lowest."""


@pytest.mark.parametrize("field", [one.name for one in fields(Choice)])
def test_an_option_is_the_choice_that_a_link_has(field: str) -> None:
    if field in OF_THE_PATH:
        return
    catalogue = everything.load()
    low = offered.spans(catalogue)[field][0] if field in offered.spans(catalogue) else 0
    value = VALUES.get(field) or f"{low + 2:.10g}"
    given = {field: value}
    if field != "region":  # the plan's first year, which nominal prices are known from
        given = {"base_year": "2024", **given}
    options = [f"--{name.replace('_', '-')}={text}" for name, text in given.items()]
    choice, _ = chosen.as_written(_parser().parse_args(["figure", "folketall", *options]))
    query = {state.NAMES[name]: [state.in_link(name, text)] for name, text in given.items()}
    link = state.settle(query, catalogue)
    assert not link.problems
    assert choice == link.choice
    assert getattr(choice, field) != getattr(state.settle({}, catalogue).choice, field)


@pytest.mark.parametrize(
    ("key", "line", "column", "expected"),
    [
        ("vekst_mot_andre", "--compare Tynset,Røros,3430", "curve", {"Røros", "Tynset", "Os"}),
        ("aldersgrupper", "--measure index", "unit", {"index"}),
        ("folketall", "--against TREND", "curve", {"trendframskriving"}),
        ("pyramide", "--pyramid-first 2016 --pyramid-last 2026", "curve", {"2016", "2026"}),
        ("kostnad_etter_tjeneste", "--cost-view level", "axis", {"mill. 2024-kr"}),
        ("scenario", "--migration 20 --effect 80+", "unit", {"persons"}),
        ("paastand", "--claim-value 5600 --claim-year 2030", "value", {"5600"}),
    ],
)
def test_a_choice_reaches_the_figure(
    capsys: Capture, key: str, line: str, column: str, expected: set[str]
) -> None:
    more = line.split()[:2] if "--migration" in line else []
    found = printed(capsys, "figure", key, *line.split())
    assert found != printed(capsys, "figure", key, *more)
    told = " ".join({one[column] for one in found})
    assert all(one in told for one in expected), told


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("vekst_mot_andre", "--group 67-79"),
        ("paastand", "--claim-value 3 --claim-year 2030 --claim-kind percent"),
        ("paastand", "--claim-value 400 --claim-year 2030 --claim-group 80+ --claim-said 2024"),
        ("pleie_og_omsorg", "--home-users 250"),
        ("arbeidskraft", "--care-fte 180,5"),
        ("disposisjonsfond", "--less-debt 50 --debt-service 8"),
    ],
)
def test_a_number_or_an_age_reaches_the_figure(call: Call, key: str, line: str) -> None:
    assert call(f"figure {key} {line}") != call(f"figure {key}")


def test_own_numbers_are_of_the_year_that_is_counted_from(call: Call) -> None:
    """As on the page: a link that does not say the year has them of the frame year."""
    key = "figure arbeidskraft --care-fte 180,5"
    assert "innbyggere 20–66 år i 2026 og" in call(key)[2].replace("\u00a0", " ")
    assert "innbyggere 20–66 år i 2024 og" in call(f"{key} --base-year 2024")[2].replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("--compare Tynseth", "Ukjent kommune: «Tynseth». Gyldige valg: Tynset (3427)."),
        ("--compare 0,50,3427,3430,5026,5027", "--compare kan ha høyst 5 kommuner, ikke 6."),
        ("--group 5-6", "--group 5-6 kan ikke brukes her. Gyldige valg: total, 0, 1-5"),
        ("--against MMMM", "--against MMMM kan ikke brukes her. Gyldige valg: ingen, "),
        ("--effect alt", "Gyldige valg: total, 0-15, 20-66"),
        ("--claim-kind mange", "Gyldige valg: level, change, percent, share."),
        ("--claim-group x", "--claim-group x kan ikke brukes her. Gyldige valg: som 6-15, 80+."),
        ("--less-debt 9999", "Skriv et tall fra −500 til 500"),
        ("--rule-debt mye", "«mye» kan ikke brukes"),
    ],
)
def test_a_choice_that_cannot_be_is_one_sentence(capsys: Capture, line: str, told: str) -> None:
    assert main(["figure", "folketall", *line.split()]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert told in said.err
    assert said.err.count("\n") == 1
