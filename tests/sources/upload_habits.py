"""Files of a known population with the habits of people who make files, each with its right answer.

Written from what such files look like, apart from how they are read. A file is a number and a set
of habits: a habit that is left out leaves the others as they were, so that a file that goes wrong
can be made smaller, habit by habit.
"""

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random
from typing import Any

import numpy as np
import xlsxwriter
from upload_habit_tables import Cells, Maker, populate
from upload_habit_words import HABITS, LAYOUTS, NBSP, NOTES, PLAIN, SIGNS, TITLES

Answer = Mapping[tuple[int, int], float]
"""Persons of both sexes by year and lowest age of the group."""


@dataclass(frozen=True)
class HabitFile:
    """A file and what is right to read from it.

    Parameters
    ----------
    right
        None where nothing can rightly be read: it must be refused.
    told
        Other answers that are right where a warning has one of the words.
    slack
        How far a figure may be from the right one, of rounding in the file.
    """

    name: str
    content: bytes
    habits: tuple[str, ...]
    right: Answer | None
    told: tuple[tuple[Answer, tuple[str, ...]], ...] = ()
    slack: float = 1e-6


def make(seed: int, habits: frozenset[str], layout: str) -> HabitFile:
    """A file of a layout with some habits."""
    late = {"31 December", "31 December in the title", "an average of the year"} & habits
    if late:
        # One time of the year in a file.
        others = {"years written", "dates of a workbook", "title rows", "notes below"}
        habits = habits - others - {*sorted(late)[1:]}
    maker = Maker(seed, habits)
    populate(maker)
    if layout == "JSON-stat":
        return _json_stat(maker)
    cells = Cells(maker, layout)
    sheets = cells.sheets()
    used = tuple(one for one in (layout, *HABITS) if one in habits | {layout})
    name, content = _written(maker, sheets, layout)
    return HabitFile(name, content, used, *_right(maker, cells))


def chosen(seed: int) -> tuple[str, frozenset[str]]:
    """A layout and habits by chance: most files have a few, some have many."""
    chance = Random(seed)
    layout = chance.choice(LAYOUTS)
    most = chance.choice((1, 2, 2, 3, 4, 8))
    every = (HABITS if chance.random() < 0.75 else sorted(PLAIN) for _ in range(most))
    return layout, frozenset(chance.choice(one) for one in every)


def smaller(seed: int, wrong: Callable[[HabitFile], bool]) -> HabitFile:
    """The file of a number without the habits that it goes wrong without."""
    layout, habits = chosen(seed)
    for one in sorted(habits):
        if wrong(make(seed, habits - {one}, layout)):
            habits -= {one}
    return make(seed, habits, layout)


def _answer(
    years: Sequence[int], bands: Sequence[tuple[int, int | None]], both: np.ndarray
) -> dict[tuple[int, int], float]:
    return {
        (year, lower): float(both[at, age])
        for at, year in enumerate(years)
        for age, (lower, _) in enumerate(bands)
    }


# --- the right answer -------------------------------------------------------------------------


def _right(
    maker: Maker, cells: Cells
) -> tuple[Answer | None, tuple[tuple[Answer, tuple[str, ...]], ...], float]:
    """What is right to read, what is right with a warning, and how exact."""
    both = maker.counts["main"].sum(axis=1)
    tables = cells.layout in (
        "long",
        "years across",
        "ages across",
        "years and sexes across",
        "sexes across",
        "sheets per sex",
        "sheets per year",
    )
    one_sex = maker.has("one sex") or maker.has("one sex in the title")
    if one_sex and (len(cells.sexes) == 1 and cells.sexes != (None,)):
        return None, (), 0.0
    if cells.lettered or (maker.has("one sex in the title") and cells.sexes == (None,)):
        return None, (), 0.0
    if maker.has("one category") and tables and not cells.only_the_whole:
        return None, (), 0.0
    if cells.missing:
        both = both.copy()
        both[cells.missing] = np.nan
    right = _answer(maker.years, maker.bands, both)
    told: list[tuple[Answer, tuple[str, ...]]] = []
    if maker.has("31 December"):
        early = _answer([year - 1 for year in maker.years], maker.bands, both)
        told.append((early, ("desember", "31.12", "ultimo", "årets slutt")))
    elif maker.has("31 December in the title"):
        right, early = _answer([year + 1 for year in maker.years], maker.bands, both), right
        told.append((early, ("desember", "31.12", "ultimo", "årets slutt")))
    elif maker.has("an average of the year"):
        told.append((right, ("gjennomsnitt", "middel", "1. juli", "midt i året")))
        right = {}
    if maker.has("history and projection"):
        # What has happened is kept apart from what is projected, and that is said.
        first = 2027 if maker.has("31 December in the title") else 2026
        to_come = {cell: value for cell, value in right.items() if cell[0] >= first}
        told.append((to_come, ("hver for seg",)))
    slack = 1.01 if maker.has("sexes off by one") else 1e-6
    if maker.has("thousands in the title"):
        slack = (
            5.0
            * (2 if len(cells.sexes) > 1 else 1)
            * (4 if any(map(maker.has, ("categories", "districts", "districts with parts"))) else 1)
            + 0.01
        )
    return right, tuple(told), slack


# --- files ------------------------------------------------------------------------------------


def _titles(maker: Maker) -> list[str]:
    rows = []
    if maker.has("title rows"):
        rows = [
            maker.pick("title rows", TITLES),
            *([""] if maker.chance("title gap").random() < 0.5 else []),
        ]
    said = {
        "thousands in the title": (
            "Tall i 1000",
            "Folkemengde (1 000 personer)",
            "Antall personer i tusen",
        ),
        "31 December in the title": (
            "Folkemengde 31. desember",
            "Innbyggere per 31.12.",
            "Folkemengde ved utgangen av året",
        ),
        "an average of the year": (
            "Middelfolkemengde",
            "Gjennomsnittlig folkemengde i året",
            "Folkemengde 1. juli",
        ),
        "one sex in the title": ("Kvinner", "Folkemengde, kvinner", "Menn etter alder"),
    }
    return [maker.pick(habit, words) for habit, words in said.items() if maker.has(habit)] + rows


def _written(maker: Maker, sheets: dict[str, list[list[Any]]], layout: str) -> tuple[str, bytes]:
    """The bytes of a file."""
    made = {name: _decorated(maker, rows) for name, rows in sheets.items()}
    book = layout.startswith("sheets") or any(
        maker.has(one)
        for one in ("workbook", "a hidden sheet", "a sheet about", "dates of a workbook")
    )
    return (
        ("fil.xlsx", _workbook(maker, made))
        if book
        else ("fil.csv", _csv(maker, next(iter(made.values()))))
    )


def _decorated(maker: Maker, rows: list[list[Any]]) -> list[list[Any]]:
    """Titles, notes, empty and numbered rows and columns, and signs that are not seen."""
    rows = [list(row) for row in rows]
    if maker.has("a row twice"):
        rows.insert(len(rows), list(rows[-1]))
    if maker.has("headings again"):
        rows.insert(len(rows) // 2, list(rows[0]))
    if maker.has("a footnote in a cell"):
        at = maker.chance("a footnote in a cell").randrange(len(rows) // 2, len(rows))
        if str(rows[at][-1]).replace(NBSP, "").isdigit():
            rows[at][-1] = f"{rows[at][-1]}{maker.pick('footnote', (' 1)', '*', '¹', ' *'))}"
    if maker.has("invisible signs"):
        sign = maker.pick("invisible signs", SIGNS)
        rows[0] = [
            f"{cell[:2]}{sign}{cell[2:]}" if isinstance(cell, str) and cell else cell
            for cell in rows[0]
        ]
        rows[1:] = [
            [f"{row[0]}{sign}" if isinstance(row[0], str) and row[0] else row[0], *row[1:]]
            for row in rows[1:]
        ]
    if maker.has("parted letters"):
        rows = [
            [unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in row]
            for row in rows
        ]
    if maker.has("spaces around"):
        rows = [
            [f" {cell} " if isinstance(cell, str) and cell else cell for cell in row]
            for row in rows
        ]
    if maker.has("a numbered column"):
        rows = [["" if not at else str(at - 1), *row] for at, row in enumerate(rows)]
    if maker.has("empty rows"):
        rows.insert(len(rows) // 2, [""] * len(rows[0]))
        rows.append([""] * len(rows[0]))
    titles = [[text, *[""] * (len(rows[0]) - 1)] for text in _titles(maker)]
    notes = [[""] * len(rows[0]), [maker.pick("notes below", NOTES), *[""] * (len(rows[0]) - 1)]]
    return titles + rows + (notes if maker.has("notes below") else [])


def _csv(maker: Maker, rows: list[list[Any]]) -> bytes:
    separator = maker.pick("comma or tab", (",", "\t")) if maker.has("comma or tab") else ";"
    out = io.StringIO()
    csv.writer(
        out, delimiter=separator, lineterminator=maker.pick("line ends", ("\n", "\r\n"))
    ).writerows(rows)
    text = out.getvalue()
    if maker.has("old encoding"):
        return (
            text.encode("cp1252", errors="replace")
            if not maker.has("parted letters")
            else text.encode("utf-16")
        )
    mark = (
        maker.pick("byte order mark", ("\ufeff", "\ufeff\ufeff"))
        if maker.has("byte order mark")
        else ""
    )
    return (mark + text).encode()


def _workbook(maker: Maker, sheets: dict[str, list[list[Any]]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        if maker.has("a hidden sheet"):
            hidden = book.add_worksheet("Gammel")
            hidden.hide()
            _fill(
                hidden,
                [
                    ["alder", "2024", "2025"],
                    *([f"{age} år", 90, 91] for age in range(100)),
                    ["100+", 3, 3],
                ],
                day,
            )
        if maker.has("a sheet about"):
            _fill(
                book.add_worksheet("Om"),
                [["Om tallene"], ["Laget av fylkeskommunen"], ["Utgave 2026"]],
                day,
            )
        for at, (name, rows) in enumerate(sheets.items()):
            sheet = book.add_worksheet(name[:31])
            _fill(sheet, rows, day)
            if not at:
                sheet.activate()
                sheet.set_first_sheet()
    return out.getvalue()


def _fill(sheet: Any, rows: list[list[Any]], day: Any) -> None:
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(at, column, cell, day)
            elif isinstance(cell, int | float):
                sheet.write_number(at, column, cell)
            elif cell != "":
                sheet.write_string(at, column, cell)


def _json_stat(maker: Maker) -> HabitFile:
    """As statistical offices hand out figures to programs; few habits fit."""
    kept = frozenset(
        {
            "one year",
            "years with gaps",
            "sexes in a column",
            "sex total",
            "one sex",
            "total row",
            "decimals",
        }
    )
    maker.habits &= kept
    populate(maker)
    cells = Cells(maker, "JSON-stat")
    ages = [(f"{age:03d}", label, age) for age, label in enumerate(cells.ages)]
    if maker.has("total row"):
        ages.insert(0, ("999", "Alle aldre", None))  # type: ignore[arg-type]
    sexes = [
        (str(sex + 1) if sex is not None else "0", cells.sex_word(sex), sex) for sex in cells.sexes
    ]
    axes = [
        ("Region", "region", [("5025", "Røros", 0)]),
        ("Alder", "alder", ages),
        ("Tid", "år", [(str(year), str(year), at) for at, year in enumerate(maker.years)]),
    ]
    if cells.sexes != (None,):
        axes.insert(1, ("Kjonn", "kjønn", sexes))  # type: ignore[arg-type]
    values = [
        cells.sum_of(chosen["Tid"], chosen.get("Kjonn"), chosen["Alder"])
        for combination in product(*(members for *_, members in axes))
        for chosen in [{axis[0]: member[2] for axis, member in zip(axes, combination, strict=True)}]
    ]
    whole = {
        "version": "2.0",
        "class": "dataset",
        "label": "Framskrevet folkemengde",
        "id": [one for one, *_ in axes],
        "size": [len(members) for *_, members in axes],
        "dimension": {
            one: {
                "label": label,
                "category": {
                    "index": {code: at for at, (code, *_) in enumerate(members)},
                    "label": {code: name for code, name, _ in members},
                },
            }
            for one, label, members in axes
        },
        "value": values,
    }
    content = json.dumps(whole, ensure_ascii=False).encode()
    used = ("JSON-stat", *(one for one in HABITS if one in maker.habits))
    return HabitFile("fil.json", content, used, *_right(maker, cells))
