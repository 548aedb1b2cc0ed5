"""The figures of a table, each with its labels as places on axes; labels that say nothing told."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...people.ages import AgeBand, FloatArray
from . import words
from .headings import said
from .layout import Context
from .roles import Role
from .rows import Table, filled_down
from .told import Told, quoted

TOTAL = "total"
AXES = ("region", "alternative", "area", "year", "sex", "age")
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,2}\. ?[a-zæøå]{3,4}\.?|[a-zæøå]{3}[.-]\d\d", re.IGNORECASE
)
"""An age group that a spreadsheet has made a date of."""
MOST = 1e9
"""Greatest number of persons accepted."""
_ACCEPTED = {
    "year": ("et årstall", "Skriv for eksempel 2030."),
    "age": ("en alder, som 0 år, 1-5 år eller 90+", "Skriv alderen som tekst; Excel gjør 1-5 om."),
    "sex": ("kvinner, menn eller begge kjønn", "Skriv kvinner eller menn."),
    "region": ("et kommunenummer som finnes her", "Rett nummeret, eller hent kommunen fra SSB."),
}


@dataclass(frozen=True, eq=False)
class Figures:
    """Every figure with a place on each axis.

    Parameters
    ----------
    axes
        The labels of each axis in the file's order.
    places
        ``int[figure]`` by axis; -1 where the label says nothing.
    values
        ``[figure]`` [persons]; NaN is missing.
    columns
        Those of figures, by their places in the table: all rows of one, then of the next.
    decimals
        Most decimals among the figures.
    autumn
        Whether grades or school years tell that people are counted in the autumn of each year.
    """

    axes: Mapping[str, tuple[Any, ...]]
    places: Mapping[str, np.ndarray]
    values: FloatArray
    columns: tuple[int, ...]
    decimals: int
    autumn: bool

    def at(self, figure: int) -> tuple[int, int]:
        """Row and column of the table that a figure stands in."""
        column, row = divmod(int(figure), len(self.values) // len(self.columns))
        return row, self.columns[column]


def read(
    table: Table,
    roles: Sequence[Role],
    region_of: Callable[[str], str | None],
    region: str,
    told: Told,
    holds: Context = Context(),  # noqa: B008  # frozen
) -> Figures:
    """All figures of the columns of persons, with what is wrong in labels and figures told."""
    readers: Mapping[str, Callable[[str], Any]] = {
        "year": lambda text: _year(text, holds.ends),
        "age": _age,
        "sex": lambda text: words.sex(text) or None,
        "region": region_of,
        "area": lambda text: TOTAL if words.is_total(text) or not text else words.bare(text),
        "alternative": lambda text: words.bare(text) or None,
    }
    length = len(table.rows)
    axes: dict[str, list[Any]] = {name: [] for name in AXES}
    by_row: dict[str, np.ndarray] = {}
    for name in AXES:
        for column in [place for place, role in enumerate(roles) if role.kind == name][:1]:
            reader = readers[name]
            if name == "age" and words.plain(table.headings[column]) in words.GRADES:
                reader = _grade
            by_row[name] = _labels(table, column, name, reader, axes[name], told)
    values = [place for place, role in enumerate(roles) if role.counts]
    read_figures, decimals = _numbers(table, values, told)
    places: dict[str, list[np.ndarray]] = {name: [] for name in AXES}
    read_figures = (
        [one * holds.factor for one in read_figures] if holds.factor != 1 else read_figures
    )
    resting = {"region": region, "alternative": "", "area": "", "sex": holds.sex or "both"}
    for column in values:
        role = roles[column]
        fixed = {
            "year": role.year and role.year + int(holds.ends and not role.ends),
            "age": role.age,
            "sex": role.sex or None,
            "alternative": role.alternative or None,
            "area": readers["area"](table.headings[column]) if role.kind == "parts" else None,
        }
        for name in AXES:
            place = fixed.get(name)
            if place is None and name in by_row:
                places[name].append(by_row[name])
                continue
            if place is None:
                place = resting.get(name)
            if place is None:
                places[name].append(np.broadcast_to(np.int32(-1), length))
                continue
            if place not in axes[name]:
                axes[name].append(place)
            places[name].append(np.broadcast_to(np.int32(axes[name].index(place)), length))
    return Figures(
        {name: tuple(found) for name, found in axes.items()},
        {name: _end_to_end(found) for name, found in places.items()},
        _end_to_end(read_figures),
        tuple(values),
        decimals,
        _school(table, roles, told),
    )


def doubling(
    region_of: Callable[[str], str | None], region: str
) -> Callable[[Table, Sequence[Role]], bool]:
    """Whether a cell of a table stands more than once, whatever is wrong with it otherwise."""

    def doubled(table: Table, roles: Sequence[Role]) -> bool:
        found = read(table, roles, region_of, region, Told(""))
        code = np.zeros(len(found.values), dtype=np.int64)
        good = np.ones(len(code), dtype=bool)
        for name in AXES:
            code = code * (len(found.axes[name]) + 1) + found.places[name] + 1
            good &= found.places[name] >= 0
        return len(np.unique(code[good])) < int(good.sum())

    return doubled


def _end_to_end(arrays: Sequence[np.ndarray]) -> np.ndarray:
    """One array of all; the only one as it is, since it may be large."""
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)


def _year(text: str, ends: bool) -> int | None:
    """A year; the next where people are counted at its end, by the title or by itself."""
    plain = words.year(text)
    if plain is not None:
        return plain + ends
    told = said(text)
    alone = not (told.rest or told.sex or told.letter or told.measure or told.age is not None)
    return told.year + (ends and not told.ends) if told.year and alone else None


def _age(text: str) -> AgeBand | str | None:
    return TOTAL if words.is_total(text) else words.age(text)


def _grade(text: str) -> AgeBand | str | None:
    return TOTAL if words.is_total(text) else words.grade(text, bare=True)


def _school(table: Table, roles: Sequence[Role], told: Told) -> bool:
    """Whether there are grades or school years among the labels; how they are read is told."""
    texts = {
        kind: [
            name for name, role in zip(table.headings, roles, strict=True) if getattr(role, kind)
        ]
        for kind in ("age", "year")
    }
    bare = False
    for heading, column, role in zip(table.headings, table.columns, roles, strict=True):
        if role.kind in texts:
            texts[role.kind] += column.texts
            bare |= role.kind == "age" and words.plain(heading) in words.GRADES
    grades = [one for one in texts["age"] if words.grade(one, bare)]
    years = [one for one in texts["year"] if words.school_year(one)]
    if grades:
        advice = "Slik: 1. trinn er lest som 6 år, og 10. trinn som 15 år."
        told.mend("", f"trinn, det første {quoted(grades[0])}", "alder", advice)
    if years:
        first = f"{quoted(years[0])} er lest som {words.school_year(years[0])}"
        told.mend("", "skoleår", "år", f"{first}: året det begynner.")
    return bool(grades or years)


def _labels(
    table: Table,
    column: int,
    name: str,
    reader: Callable[[str], Any],
    axis: list[Any],
    told: Told,
) -> np.ndarray:
    """The place of each row's label on its axis."""
    found = table.columns[column]
    merged = ("region", "sex", "alternative", *(("year", "age") if table.sheet else ()))
    if name in merged and len(found.texts) > 1 and found.empty().any():
        found = filled_down(found)
        told.mend(
            f"kolonnen {table.headings[column] or column + 1}",
            "tomme celler",
            "en verdi i hver rad",
            "Fylt fra cellen over, som i flettede celler.",
        )
    understood = [reader(text) for text in found.texts]
    for one in understood:
        if one is not None and one not in axis:
            axis.append(one)
    where = {one: place for place, one in enumerate(axis)}
    lookup = np.array([-1 if one is None else where[one] for one in understood], dtype=np.int32)
    placed: np.ndarray = lookup[found.codes]
    if (lookup < 0).any() and name in _ACCEPTED:
        bad = np.flatnonzero(placed < 0)
        dates = [text for text in found.texts if _DATE.fullmatch(text)]
        if name == "age" and dates:
            told.fault(
                table.column(column),
                f"datoer som {quoted(dates[0])}",
                "aldersgrupper som 1-5 år",
                "Regnearket har gjort aldersgrupper om til datoer. Skriv dem som tekst ('1-5).",
            )
            return placed
        stand = table.column(column), table.rows[bad], found.texts, found.codes[bad]
        told.cells(*stand, *_ACCEPTED[name])
    return placed


def _numbers(table: Table, columns: Sequence[int], told: Told) -> tuple[list[FloatArray], int]:
    """The figures of each column; one way of writing numbers for the whole file."""
    distinct = list(dict.fromkeys(text for one in columns for text in table.columns[one].texts))
    known = words.numbers(distinct)
    values = known.values
    empty = np.array([text == "" for text in distinct], dtype=bool)
    formula = np.array([text.startswith("=") for text in distinct], dtype=bool)

    def tell(which: np.ndarray, accepted: str, advice: str, warning: bool = False) -> None:
        texts = {text for text, one in zip(distinct, which, strict=True) if one}
        for column in columns if texts else ():
            own = table.columns[column]
            bad = np.flatnonzero(own.where(texts.__contains__))
            if len(bad):
                where = table.column(column), table.rows[bad], own.texts, own.codes[bad]
                told.cells(*where, accepted, advice, warning)

    tell(known.bad & formula, "et tall, ikke en formel", "Kopier og lim inn som verdier.")
    missing = "skriv .. for et tall som ikke finnes."
    tell(known.bad & ~formula, "et tall", f"Rett cellen; {missing}")
    advice = "Skriv uten skilletegn for tusen, eller med mellomrom."
    tell(known.unclear, "et tall som bare kan leses på én måte", advice)
    tell(known.missing & empty, "et tall", f"Fyll ut, eller {missing}")
    tell(values < 0, "null eller flere personer", "Rett fortegnet.")
    tell(values > MOST, "høyst en milliard personer", "Rett tallet.")
    advice = "Lest som manglende, ikke som null."
    tell(known.missing & ~empty, "et tall", advice, warning=True)
    if known.points:
        advice = "Punktum er lest som skilletegn for tusen."
        told.mend("", "tall som 1.234", "1234", advice)
    values = np.where((values < 0) | (values > MOST), np.nan, values)
    figure = dict(zip(distinct, values, strict=True))
    read_figures = [
        np.array([figure[text] for text in own.texts], dtype=np.float64)[own.codes]
        for own in (table.columns[one] for one in columns)
    ]
    return read_figures, known.decimals
