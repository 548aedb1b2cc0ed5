"""KOSTRA's table 12362: found by labels, one data call, kept, and refused when it is nonsense."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fake_ssb import KOSTRA_GROUPS, MUNICIPALITIES, SPENDING, FakeSSB, spending

from projections import tables
from projections.case import Catalogue
from projections.errors import MissingInputError, SourceError
from projections.people.population import OBSERVED, Region
from projections.series import Series, Table
from projections.sources.data.datafiles import open_data
from projections.sources.statbank import kostra, ssb
from projections.sources.statbank.archive import Archive
from projections.store import Store

NET, PER_INHABITANT = 1, 2
"""Places of the kind and the measure in the stand-in's figures."""
FOUND = {
    "grunnskole": "FGK8b",
    "helse_omsorg": "FGK9",
    "barnevern": "FGK13",
    "barnehage": "FGK7",
    "sosial": "FGK12",
    "kultur": "FGK2",
    "administrasjon": "FGK1b",
}


@pytest.fixture
def fake() -> Iterator[FakeSSB]:
    with FakeSSB() as started:
        yield started


def archive(fake: FakeSSB, folder: Path) -> Archive:
    """With a client whose clock moves only when it waits."""
    now = [0.0]
    throttle = ssb.Throttle(
        clock=lambda: now[0], sleep=lambda seconds: now.__setitem__(0, now[0] + seconds)
    )
    return Archive(kept(folder), ssb.Client(fake.url, throttle))


def kept(folder: Path) -> Store:
    return Store(f"sqlite:///{folder}/store.sqlite")


def relabelled(fake: FakeSSB, dimension: str, old: str, new: str) -> None:
    """The table with one label changed, or the value left out where it is empty."""
    table = fake.tables[kostra.TABLE]
    changed = []
    for one in table.variables:
        if one.code == dimension:
            assert old in dict(one.values).values()
            values = tuple((code, new if label == old else label) for code, label in one.values)
            one = replace(one, values=values)
        changed.append(one)
    fake.tables[kostra.TABLE] = replace(table, variables=tuple(changed))


def test_every_region_in_one_call_by_label(fake: FakeSSB, tmp_path: Path) -> None:
    asked = archive(fake, tmp_path)
    found = kostra.fetch(asked)
    assert asked.data_calls == 1
    rows = [row.code for row in (*MUNICIPALITIES[:-1], *KOSTRA_GROUPS)]
    in_use = [row.code for row in (*MUNICIPALITIES[:-1], *KOSTRA_GROUPS) if row.exists(2025)]
    assert list(found) == in_use
    for code, table in found.items():
        assert {one.item for one in table} == set(FOUND)
        for one in table:
            place = (rows.index(code), list(SPENDING).index(FOUND[one.item]), NET, PER_INHABITANT)
            assert one.years == (2025,)
            assert one.at(2025) == spending()[(*place, -1)]
            assert (one.unit, one.label("adjusted")) == ("NOK per inhabitant", "none")


def test_the_source_says_what_it_is_and_what_is_left_out(fake: FakeSSB, tmp_path: Path) -> None:
    source = kostra.fetch(archive(fake, tmp_path))["5025"][0].source
    assert (source.id, source.vintage, source.published) == ("ssb-12362", "2025", "2026-06-15")
    assert "ikke justert for behov" in source.remark
    left_out = source.remark.split("utelatt: ")[1]
    for name in ("pleie og omsorg", "kommunehelse", "plan, kulturminner"):
        assert name in left_out
    assert "barnehage" not in left_out


def test_the_amount_is_that_of_the_inhabitants_of_31_december(
    fake: FakeSSB, tmp_path: Path, catalogue: Catalogue
) -> None:
    found = kostra.fetch(archive(fake, tmp_path))["5025"]
    people = tables.inhabitants(catalogue.case("5025").observed, 2025)
    place = [row.code for row in MUNICIPALITIES].index("5025")
    thousands = spending()[place, list(SPENDING).index("FGK7"), NET, 0, -1]
    barnehage = next(one for one in found if one.item == "barnehage")
    assert barnehage.at(2025) == pytest.approx(1000 * thousands / people, abs=0.5)


def test_the_answer_is_kept_and_read_without_ssb(fake: FakeSSB, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="ikke hentet"):
        kostra.fetch(Archive(kept(tmp_path)))
    first = kostra.fetch(archive(fake, tmp_path))
    again = kostra.fetch(Archive(kept(tmp_path)))
    assert list(again) == list(first)
    np.testing.assert_array_equal(
        [one.values for one in again["5025"]], [one.values for one in first["5025"]]
    )


def test_every_form_of_answer_is_read_alike(fake: FakeSSB, tmp_path: Path) -> None:
    first = kostra.fetch(archive(fake, tmp_path))
    for style in range(1, 6):
        fake.style = style
        other = kostra.fetch(archive(fake, tmp_path / str(style)))
        assert {code: [one.values[0] for one in table] for code, table in other.items()} == {
            code: [one.values[0] for one in table] for code, table in first.items()
        }


@pytest.mark.parametrize(
    ("old", "new", "area"),
    [
        ("Helse- og omsorg", "Helse og omsorgstjenester", "helse_omsorg"),
        ("Helse- og omsorg", "Pleie og omsorg, samlet", "pleie"),
        ("Helse- og omsorg", "Kommunehelsetjenesten", "kommunehelse"),
        ("Kultursektoren, kommune", "KULTUR OG IDRETT", "kultur"),
        ("Administrasjon, kommune", "Adm., styring og fellesutgifter", "styring"),
        ("Barnevern", "Plan, kulturminner, natur og nærmiljø", "plan_natur"),
    ],
)
def test_labels_may_be_written_otherwise(
    fake: FakeSSB, tmp_path: Path, old: str, new: str, area: str
) -> None:
    relabelled(fake, kostra.AREA, old, new)
    assert area in {one.item for one in kostra.fetch(archive(fake, tmp_path))["5025"]}


@pytest.mark.parametrize(
    ("dimension", "old", "problem"),
    [
        (kostra.KIND, "Netto driftsutgifter på funksjon/tjenesteområde", "netto driftsutgifter"),
        (kostra.CONTENTS, "Beløp per innbygger (kr)", "per innbygger"),
    ],
)
def test_a_table_without_what_is_needed_is_one_sentence(
    fake: FakeSSB, tmp_path: Path, dimension: str, old: str, problem: str
) -> None:
    relabelled(fake, dimension, old, "Noe annet")
    with pytest.raises(SourceError, match=f"12362.*ikke lenger «{problem}»"):
        kostra.fetch(archive(fake, tmp_path))


def test_a_table_without_any_area_is_one_sentence(fake: FakeSSB, tmp_path: Path) -> None:
    for label in {label for label, _ in SPENDING.values()}:
        relabelled(fake, kostra.AREA, label, "Noe annet")
    with pytest.raises(SourceError, match="Fant ingen tjenesteområder"):
        kostra.fetch(archive(fake, tmp_path))


def test_a_year_without_amounts_does_not_take_the_place_of_a_good_answer(
    fake: FakeSSB, tmp_path: Path
) -> None:
    first = kostra.fetch(archive(fake, tmp_path))
    fake.touch(kostra.TABLE)
    fake.blank(kostra.TABLE, "..", Tid="2025")
    asked = archive(fake, tmp_path)
    assert list(kostra.fetch(asked)) == list(first)
    assert "12362: Svaret kan ikke stemme" in " ".join(asked.problems)


def test_a_hidden_amount_is_missing_and_left_out(fake: FakeSSB, tmp_path: Path) -> None:
    fake.blank(kostra.TABLE, ":", **{kostra.REGION: "5025", kostra.AREA: "FGK13", "Tid": "2025"})
    found = kostra.fetch(archive(fake, tmp_path))
    table = tables.unadjusted(found, ROROS, [], GROUP)
    assert np.isnan(next(one for one in found["5025"] if one.item == "barnevern").at(2025))
    assert "barnevern" not in {one.item for one in tables.beside_reference(table)}


def test_a_dimension_that_is_gone_is_one_sentence(fake: FakeSSB, tmp_path: Path) -> None:
    table = fake.tables[kostra.TABLE]
    fake.tables[kostra.TABLE] = replace(
        table, variables=tuple(one for one in table.variables if one.code != kostra.KIND)
    )
    with pytest.raises(SourceError, match="dimensjonen «KOKart0000»"):
        kostra.fetch(archive(fake, tmp_path))


@pytest.mark.parametrize("fault", ["503", "html", "truncated", "sizes", "gone"])
def test_the_last_good_answer_stands_when_ssb_fails(
    fake: FakeSSB, tmp_path: Path, fault: str
) -> None:
    first = kostra.fetch(archive(fake, tmp_path))
    fake.touch(kostra.TABLE)
    fake.fault, fake.fault_count = fault, 999
    asked = archive(fake, tmp_path)
    assert list(kostra.fetch(asked)) == list(first)
    assert len(asked.problems) >= 1


ROROS, GROUP = Region("5025", "Røros"), Region("EKG11", "KOSTRA-gruppe 11")
SOURCE = open_data().source("hop-kostra")

# --- what the tables make of it -------------------------------------------------------------


def fetched(*codes: str) -> dict[str, Table]:
    """Small figures of the right form."""
    unit, extra = "NOK per inhabitant", (("adjusted", "none"),)
    source = Series(ROROS, SOURCE, OBSERVED, "barnehage", unit, (2025,), np.array([1.0]), extra)
    names = {"EAK": "Landet", "EAKUO": "Landet uten Oslo", "EKG11": "KOSTRA-gruppe 11"}
    return {
        code: (replace(source, region=Region(code, names.get(code, f"{code} - navn"))),)
        for code in codes
    }


@pytest.mark.parametrize(
    ("codes", "group", "last"),
    [
        (("5025", "EKG11", "EAK", "EAKUO"), GROUP, "EKG11"),
        (("5025", "EAK", "EAKUO"), GROUP, "EAKUO"),
        (("5025", "EKG11", "EAK", "EAKUO"), None, "EAKUO"),
        (("5025", "EAK"), None, "EAK"),
    ],
)
def test_the_reference_is_the_group_or_the_country(
    codes: tuple[str, ...], group: Region | None, last: str
) -> None:
    table = tables.unadjusted(fetched(*codes), ROROS, [Region("3427", "Tynset")], group)
    assert [one.code for one in tables.regions(table)] == ["5025", last]
    assert table[0].region.name == "Røros"  # ours, not the table's longer name


def test_what_is_missing_is_told() -> None:
    with pytest.raises(MissingInputError, match="ikke hentet"):
        tables.unadjusted({}, ROROS, [], GROUP)
    with pytest.raises(MissingInputError, match="har ikke Røros"):
        tables.unadjusted(fetched("3427", "EAK"), ROROS, [], GROUP)
    with pytest.raises(MissingInputError, match="verken"):
        tables.unadjusted(fetched("5025"), ROROS, [], GROUP)
