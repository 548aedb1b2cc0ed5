"""Births, deaths and migration: what has happened, and what stands behind a projection."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from fake_ssb import FakeSSB
from ssb_help import (
    BEHIND,
    Altered,
    Opened,
    assert_behind,
    flows,
    is_sentence,
)

from projections.errors import SourceError
from projections.people.population import Region
from projections.sources.statbank import causes, changes
from projections.sources.statbank.archive import Archive
from projections.sources.statbank.history import splice
from projections.sources.statbank.live import region_case
from projections.sources.statbank.metadata import Metadata
from projections.sources.statbank.regions import NORWAY
from projections.sources.statbank.ssb import Variable
from projections.store import Store

MANY = tuple(str(year) for year in range(2026, 2050))


def described(contents: dict[str, str], alternatives: dict[str, str]) -> Metadata:
    labels = {"ContentsCode": contents, "Framskriv": alternatives}
    codes = {name: tuple(of) for name, of in labels.items()}
    return Metadata("14747", "2026-06-12", {**codes, "Tid": MANY}, labels)


ITEMS = {"A": "Fødte", "B": "Døde", "C": "Netto innenlandsk flytting", "D": "Nettoinnvandring"}


def test_each_kind_of_region_is_asked_for_in_its_own_way(store: Store) -> None:
    """Where the table does not tell of its lists."""
    without = Metadata("06913", "2026-06-12", {}, {})

    def asked(region: Region) -> Variable:
        spliced = splice(region, without, Archive(store), changes.USUAL)
        return changes.query(region, spliced)[0]

    assert asked(Region("5025", "Røros")) == Variable("Region", ("K_5025",), "agg_KommSummerHist")
    assert asked(Region("50", "Trøndelag")) == Variable("Region", ("50",))
    assert asked(NORWAY) == Variable("Region", ("0",))


def test_items_and_alternatives_are_found_by_label_or_code() -> None:
    by_label = described(ITEMS, {"1": "Hovedalternativet (MMMM)", "2": "Sterk aldring (LHML)"})
    by_code = described(ITEMS, {"MMMM": "Hovedalternativet", "LHML": "Sterk aldring"})
    for one, codes in ((by_label, ("1", "2")), (by_code, ("MMMM", "LHML"))):
        asked = {each.code: each.values for each in changes.query_behind(["5025"], one)}
        assert asked == {
            "Region": ("5025",),
            "Framskriv": codes,
            "ContentsCode": ("A", "B", "C", "D"),
            "Tid": ("*",),
        }


def test_other_items_and_alternatives_without_a_code_are_left_out() -> None:
    more = described(
        {**ITEMS, "E": "Folkemengde"}, {"1": "Hovedalternativet (MMMM)", "2": "Et annet"}
    )
    asked = {each.code: each.values for each in changes.query_behind(["5025"], more)}
    assert asked["ContentsCode"] == ("A", "B", "C", "D")
    assert asked["Framskriv"] == ("1",)


@pytest.mark.parametrize(
    "one",
    [
        described({}, {"1": "(MMMM)"}),
        described(ITEMS, {}),
        described(ITEMS, {"1": "Hovedalternativet"}),
        Metadata("14747", "2026-06-12", {"Tid": MANY}, {}),
    ],
)
def test_a_table_of_another_kind_is_refused(one: Metadata) -> None:
    with pytest.raises(SourceError, match=r"14747: Betegnelsene .* de er ikke brukt\."):
        changes.query_behind(["5025"], one)


@pytest.mark.parametrize("code", ["50", "0"])
def test_a_county_and_norway_have_what_has_happened(opened: Opened, code: str) -> None:
    case = region_case(code, opened())
    people = dict(zip(case.observed.years, case.observed.persons.sum(axis=(0, 2, 3)), strict=True))
    found = {one.item: one for one in case.components}
    assert found["growth"].years[-1] == 2025
    for at, year in enumerate(found["growth"].years):
        born, died, moved, grown = (
            found[item].values[at] for item in ("births", "deaths", "net_migration", "growth")
        )
        assert born - died + moved == grown == people[year + 1] - people[year]


def test_what_stands_behind_an_older_edition_is_not_made_up(opened: Opened) -> None:
    archive = opened()
    case = region_case("5025", archive, vintage="14288")
    assert len(case.projections) == 9
    assert all(one.components == () for one in case.projections)
    (told,) = archive.problems
    assert told.startswith("Det som ligger bak framskrivingen, ble ikke hentet. SSB, ")
    assert "14289" in told
    assert is_sentence(told)


def test_what_stands_behind_a_newer_edition_is_its_own(fake: FakeSSB, opened: Opened) -> None:
    fake.newer()
    case = region_case("5055", opened())
    for one in case.projections:
        assert_behind(one, flows(2028, one.alternative, "5055"))


def relabelled(variable: str, old: str, new: str) -> Callable[[Any], Any]:
    def change(answer: Any) -> Any:
        labels = answer["dimension"][variable]["category"]["label"]
        labels.update({code: text.replace(old, new) for code, text in labels.items()})
        return answer

    return change


def unlettered(answer: Any) -> Any:
    category = answer["dimension"]["Framskriv"]["category"]
    index = category["index"]
    category["label"] = {str(at): f"Alternativ {at}" for at in range(len(index))}
    category["index"] = list(category["label"])
    return answer


def another_table(_: Any) -> Any:
    return {
        "id": ["Tid"],
        "size": [1],
        "dimension": {"Tid": {"category": {"index": ["2026"], "label": {"2026": "2026"}}}},
        "updated": "2026-06-12T06:00:00Z",
    }


@pytest.mark.parametrize("change", [unlettered, another_table])
def test_labels_that_do_not_fit_are_not_used(
    fake: FakeSSB, store: Store, change: Callable[[Any], Any]
) -> None:
    archive = Archive(store, Altered(fake.url, {f"{BEHIND}/metadata": change}))
    case = region_case("5025", archive)
    assert len(case.projections) == 9
    assert all(one.components == () for one in case.projections)
    (told,) = archive.problems
    assert BEHIND in told
    assert "ikke som ventet; de er ikke brukt." in told
    assert is_sentence(told)
    assert BEHIND not in {one.table for one in store.tables()}


@pytest.mark.parametrize(
    ("change", "left", "unknown"),
    [
        (
            relabelled("ContentsCode", "Levendefødte", "Levende"),
            {"deaths", "net_domestic", "net_immigration", "net_migration"},
            ["«Levende»"],
        ),
        (
            relabelled("ContentsCode", "Døde", "Levendefødte i alt"),
            {"net_domestic", "net_immigration", "net_migration"},
            ["«Levendefødte»", "«Levendefødte i alt»"],
        ),
    ],
    ids=["one item lacks", "one item twice"],
)
def test_what_is_not_understood_is_named_and_the_rest_stands(
    fake: FakeSSB,
    store: Store,
    change: Callable[[Any], Any],
    left: set[str],
    unknown: list[str],
) -> None:
    archive = Archive(store, Altered(fake.url, {f"{BEHIND}/metadata": change}))
    case = region_case("5025", archive)
    for one in case.projections:
        births, deaths, domestic, foreign = flows(2026, one.alternative, "5025")
        expected = {
            "births": births,
            "deaths": deaths,
            "net_domestic": domestic,
            "net_immigration": foreign,
            "net_migration": domestic + foreign,
        }
        found = {each.item: each.values for each in one.components}
        assert set(found) == left
        assert all(np.array_equal(found[item], expected[item]) for item in left)
    (told,) = archive.problems
    assert is_sentence(told)
    assert all(one in told for one in unknown)


def test_figures_that_do_not_add_up_to_the_projection_are_not_used(
    fake: FakeSSB, store: Store
) -> None:
    wrong = relabelled(
        "ContentsCode", "Netto innenlandsk flytting", "Nettoinnflytting i alt, inkl. innvandring"
    )
    archive = Archive(store, Altered(fake.url, {f"{BEHIND}/metadata": wrong}))
    case = region_case("0301", archive)
    assert all(one.components == () for one in case.projections)
    (told,) = archive.problems
    assert "går ikke opp med folketilveksten" in told
    assert is_sentence(told)
    assert BEHIND not in {one.table for one in store.tables()}


WORDS = {
    "as today": ("Levendefødte", "Døde", "Netto innenlandsk flytting", "Nettoinnvandring"),
    "domestic last": ("Fødte", "Dødsfall", "Nettoinnflytting innenlands", "Netto innvandring"),
    "bare word": ("Levende fødte", "Døde", "Nettoinnflytting", "Nettoinnvandring"),
    "English": ("Live births", "Deaths", "Net domestic migration", "Net immigration"),
    "misspelt": ("Fødte", "Døde", "Netto innflytting, innalandsk", "Netto utenlands flytting"),
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize("code", ["5025", "0301", "50"])
def test_the_same_by_other_words(
    fake: FakeSSB, store: Store, words: tuple[str, ...], code: str
) -> None:
    def renamed(answer: Any) -> Any:
        labels = answer["dimension"]["ContentsCode"]["category"]["label"]
        labels.update(zip(("Fodte", "Dode", "Innenlandsk", "Utenlandsk"), words, strict=True))
        return answer

    archive = Archive(store, Altered(fake.url, {f"{BEHIND}/metadata": renamed}))
    case = region_case(code, archive)
    assert archive.problems == []
    for one in case.projections:
        assert_behind(one, flows(2026, one.alternative, code))


def test_a_net_figure_beside_what_it_is_made_of_is_counted_once() -> None:
    found = causes.terms(
        {
            "F": "Fødte",
            "L": "Levendefødte",
            "D": "Døde",
            "O": "Fødselsoverskudd",
            "I": "Innvandring",
            "U": "Utvandring",
            "N": "Nettoinnvandring",
            "T": "Innenlandsk innflytting",
            "R": "Innenlandsk utflytting",
            "V": "Folketilvekst",
            "P": "Folkemengde 1. januar",
            "X": "Vigsler",
        }
    )
    assert found.of == {
        "births": {"L": 1},
        "deaths": {"D": 1},
        "net_immigration": {"N": 1},
        "net_domestic": {"T": 1, "R": -1},
        "growth": {"V": 1},
    }
    assert found.not_understood == ("Vigsler",)
    values = {code: np.array([float(at)]) for at, code in enumerate("FLDOIUNTRVPX")}
    items = causes.figures(found, values)
    assert (items["net_domestic"], items["net_immigration"]) == (-1.0, 6.0)
    # 1 born, 2 died, 5 moved here; the table says 9, within what rounding may give.
    best = causes.best(found, items, None)
    assert best
    assert (best["net_migration"], best["growth"]) == (5.0, 9.0)
    items["growth"] = np.array([40.0])
    assert causes.best(found, items, None) is None


def test_bare_net_migration_beside_immigration_is_told_apart_by_growth() -> None:
    found = causes.terms(
        {"B": "Fødte", "D": "Døde", "N": "Nettoinnflytting", "I": "Nettoinnvandring"}
    )
    items = {
        "births": np.array([100.0]),
        "deaths": np.array([90.0]),
        "net_migration": np.array([30.0]),
        "net_immigration": np.array([50.0]),
    }
    as_all = causes.best(found, items, np.array([40.0]))
    as_domestic = causes.best(found, items, np.array([90.0]))
    assert as_all
    assert as_domestic
    assert (as_all["net_migration"], as_all["net_domestic"]) == (30.0, -20.0)
    assert (as_domestic["net_migration"], as_domestic["net_domestic"]) == (80.0, 30.0)
    unsure = causes.best(found, items, None)
    assert unsure is not None
    assert set(unsure) == {"births", "deaths", "net_immigration"}


def test_an_outward_net_is_not_taken_with_the_wrong_sign() -> None:
    assert causes.meaning("Nettoutflytting") == ""
    assert causes.meaning("Netto inn- og utflytting, innenlandsk") == "net_domestic"
    assert causes.meaning("Nettoinnflytting, inkl. inn- og utvandring") == "net_migration"


@pytest.mark.parametrize("code", ["1508", "1580"])
def test_neither_have_their_births_and_moves_2020_2023(opened: Opened, code: str) -> None:
    for series in region_case(code, opened()).components:
        figures = dict(zip(series.years, series.values, strict=True))
        assert all(np.isnan(figures.get(year, np.nan)) for year in range(2020, 2024)), series.item
        assert figures[2024] == figures[2024]


def test_nor_are_zero_births_and_deaths(opened: Opened) -> None:
    for series in region_case("5055", opened()).components:
        figures = dict(zip(series.years, series.values, strict=True))
        assert all(np.isnan(figures.get(year, np.nan)) for year in range(2000, 2020)), series.item
        assert figures[2020] == figures[2020]
