"""Every kind of own file: templates that are read as they are, and files that are damaged."""

import csv
import io
import random
import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import xlsxwriter

from projections import tables
from projections.case import Case, Catalogue, OwnRates, Projection
from projections.errors import Fault
from projections.sources.own import kinds
from projections.sources.own.file import UserFile
from projections.sources.own.frames import FrameFile
from projections.tables import Setting

KINDS = [kind for kind in kinds.COLUMNS if kind != "plan"]
"""A plan's lines have tests of their own."""
FILLED = {"rates": ("sats", "0,5"), "capacity": ("plasser", "45"), "profile": ("persons", "3")}
"""The column of a template to fill in, and with what."""


def table_of(text: str) -> tuple[list[str], list[dict[str, str]]]:
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";")
    return list(rows.fieldnames or ()), list(rows)


def filled(kind: str, catalogue: Catalogue) -> str:
    text = kinds.template(kind, catalogue)
    if kind not in FILLED:
        return text
    names, rows = table_of(text)
    column, value = FILLED[kind]
    for row in rows:
        row[column] = value
        if kind == "rates":
            row["prisår"] = "2024"
        if "kilde" in row:
            row["kilde"] = "Regnskapet"
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read(kind: str, content: bytes, catalogue: Catalogue) -> kinds.OwnFile:
    return kinds.read(kind, UserFile("egen.csv", content), catalogue, "5025")


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_has_the_columns_that_are_described(kind: str, catalogue: Catalogue) -> None:
    names, rows = table_of(kinds.template(kind, catalogue))
    assert rows
    described = set(kinds.COLUMNS[kind])
    if kind == "frames":
        names, described = names[:4], set(list(described)[:0]) | {*names[:4]} & described
    assert set(names) == described
    told, lines = table_of(kinds.columns(kind))
    assert told == ["kolonne", "innhold"]
    assert {one["kolonne"] for one in lines} == set(kinds.COLUMNS[kind])


def in_a_workbook(text: str) -> bytes:
    """The table in a workbook, with figures as numbers and a line over the headings."""
    names, rows = table_of(text)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Tall")
        sheet.write_string(0, 0, "Tall for Røros")
        for at, row in enumerate([dict(zip(names, names, strict=True)), *rows], 2):
            for column, name in enumerate(names):
                plain = row[name].replace(",", ".")
                if re.fullmatch(r"-?[0-9]+([.][0-9]+)?", plain):
                    sheet.write_number(at, column, float(plain))
                elif row[name]:
                    sheet.write_string(at, column, row[name])
    return out.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook_is_read_as_the_same_table_in_text(kind: str, catalogue: Catalogue) -> None:
    text = filled(kind, catalogue)
    plain = read(kind, text.encode(), catalogue).found
    book = kinds.read(kind, UserFile("egen.xlsx", in_a_workbook(text)), catalogue, "5025")
    assert [str(one) for one in book.faults] == []
    found = book.found
    if isinstance(found, FrameFile):
        assert isinstance(plain, FrameFile)
        assert [one.by_column for one in found.rows] == [one.by_column for one in plain.rows]
    elif isinstance(found, OwnRates):
        assert isinstance(plain, OwnRates)
        assert (found.costs, found.users) == (plain.costs, plain.users)
    elif isinstance(found, tuple):
        assert isinstance(plain, tuple)
        assert [replace(one, source=plain[0].source) for one in found] == list(plain)
    else:
        np.testing.assert_array_equal(found, plain)


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_that_is_filled_in_is_read_without_faults(
    kind: str, catalogue: Catalogue
) -> None:
    found = read(kind, filled(kind, catalogue).encode(), catalogue)
    assert found.faults == ()
    assert found.found is not None


@pytest.mark.parametrize("kind", FILLED)
def test_an_empty_template_says_what_is_missing(kind: str, catalogue: Catalogue) -> None:
    found = read(kind, kinds.template(kind, catalogue).encode(), catalogue)
    assert found.found is None
    column = FILLED[kind][0]
    assert found.faults
    assert {one.place.rpartition("kolonnen ")[2].split(",")[0] for one in found.faults} <= {
        column,
        "prisår",
    }


def test_the_national_standard_in_the_template_costs_the_same(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    found = read("rates", kinds.national_rates(catalogue).encode(), catalogue)
    assert (found.faults, found.warnings) == ((), ())
    assert isinstance(found.found, OwnRates)
    case = replace(roros, own_rates=found.found)
    own = tables.costs(Setting(case, ageing, catalogue, "rates"))
    reckoned = tables.costs(Setting(roros, ageing, catalogue))
    for one, other in zip(own, reckoned, strict=True):
        np.testing.assert_allclose(one.values, other.values, rtol=1e-8)
    # The figure of the method itself: 25.33 million kroner more from 2024 to 2033.
    total = own[-1]
    assert (total.at(2033) - total.at(2024)) / 1000 == pytest.approx(25.33, abs=0.005)


# --- damaged files ---------------------------------------------------------------------------

PIECES = (";", "\n", '"', ",", "-", "0", "9", "x", "\t", "+", "øvrige", "2024", "=1+1", "é", "\0")


def damaged(text: str, chance: random.Random) -> bytes:
    """A file with some letters, cells or rows gone, doubled, exchanged or put in."""
    for _ in range(chance.randint(1, 4)):
        lines = text.split("\n")
        at, way = chance.randrange(len(text)), chance.randrange(7)
        row, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        if way == 0:
            text = text[:at] + text[at + chance.randint(1, 9) :]
        elif way == 1:
            text = text[:at] + chance.choice(PIECES) + text[at:]
        elif way == 2:
            text = "\n".join([*lines[:row], lines[other], *lines[row:]])
        elif way == 3:
            text = "\n".join(lines[:row] + lines[row + 1 :])
        elif way == 4:
            cells = lines[row].split(";")
            cells[chance.randrange(len(cells))] = chance.choice(PIECES)
            text = "\n".join([*lines[:row], ";".join(cells), *lines[row + 1 :]])
        elif way == 5:
            lines[row], lines[other] = lines[other], lines[row]
            text = "\n".join(lines)
        else:
            text = text[:at]
        text = text or ";"
    content = text.encode("utf-8")
    if chance.random() < 0.1:
        content = bytes(chance.randrange(256) for _ in range(30)) + content
    return content


def amounts(found: kinds.Found) -> list[float]:
    """Every number of a file that can be used."""
    if isinstance(found, OwnRates):
        every = [*found.costs.values(), *found.users.values()]
        for schedule in every:
            bands = [one.ages for one in schedule]
            assert bands[0].lower == 0
            assert bands[-1].upper is None
            for band, following in pairwise(bands):
                assert following.lower == (band.upper or 0) + 1
        return [one.amount for schedule in every for one in schedule]
    if isinstance(found, FrameFile):
        return [value for one in found.rows for value in one.by_column.values()]
    if isinstance(found, tuple):
        return [one.places for one in found]
    assert found.sum() == pytest.approx(1)
    return list(found.ravel())


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_either_a_whole_table_or_told(kind: str, catalogue: Catalogue) -> None:
    chance = random.Random(kind)
    whole = filled(kind, catalogue)
    text = "\n".join(whole.splitlines()[:40] if kind == "profile" else whole.splitlines())
    known = {f"{value:g}" for value in amounts(read(kind, text.encode(), catalogue).found)}
    refused = 0
    for _ in range(150):
        content = damaged(text, chance)
        found = read(kind, content, catalogue)
        assert (found.found is None) == bool(found.faults)
        for one in (*found.faults, *found.warnings):
            assert isinstance(one, Fault)
            assert one.found
            assert one.accepted
            assert one.advice
        if found.found is None:
            refused += 1
            continue
        values = amounts(found.found)
        assert np.isfinite(values).all()
        if kind == "profile":
            continue
        # A number that is not one of those written stands in the file as it is.
        shown = content.decode("utf-8", "replace").replace("\u00a0", "").replace(" ", "")
        for value in {f"{one:g}" for one in values} - known - {"0"}:
            assert value.replace(".", ",") in shown or value in shown
    assert refused > 20
