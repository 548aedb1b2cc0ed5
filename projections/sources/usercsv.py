"""A table someone made: its cells by year, sex and age, and all that is wrong with it."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ..cohort import SEXES
from ..errors import Fault
from ..provenance import Source

Key = tuple[int | None, str, int]
"""Year (None where the file has no such column), sex ("" for a file of both), lower age."""

LABELS = {
    "sex": ("female eller male", "Skriv female for kvinner og male for menn."),
    "age": ("en alder i hele år", "Skriv gruppens laveste alder, også for den øverste."),
    "year": ("et årstall", "Skriv for eksempel 2024."),
}
"""What a label column accepts, and what to do."""
OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("kjønn", "kjonn"), "sex"),
        **dict.fromkeys(("alder", "aldersgruppe", "aldersgrupper"), "age"),
        **dict.fromkeys(("år", "årstall", "tid"), "year"),
        **dict.fromkeys(("personer", "antall", "folkemengde", "befolkning"), "persons"),
        **dict.fromkeys(("innbyggere", "antall personer", "flyttere"), "persons"),
        **dict.fromkeys(("nettoinnflytting", "netto innflytting"), "persons"),
        **dict.fromkeys(("overlevelse", "overlevelsesrate"), "survival_ratio"),
        **dict.fromkeys(("overlevelsesandel", "andel som overlever"), "survival_ratio"),
        **dict.fromkeys(("fødselsrate", "fødselsrater"), "births_per_woman_per_year"),
        **dict.fromkeys(("fødte per kvinne", "barn per kvinne"), "births_per_woman_per_year"),
    }
)
"""Headings that mean the same."""
_PER_MANY = re.compile(r"\b1[ .]?000\b|\b100[ .]?000\b|promille|‰|prosent|%|\btusen\b")

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


@dataclass(frozen=True)
class Layout:
    """What a kind of file must have; ``year`` may always be there, and other columns are let be.

    Parameters
    ----------
    value
        The column with figures.
    by_sex
        Whether it has the column ``sex``.
    low, high
        The figures accepted, ends included.
    """

    value: str
    by_sex: bool = True
    low: float = 0.0
    high: float = math.inf

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that must be there."""
        return (*(("sex",) if self.by_sex else ()), "age", self.value)

    @property
    def accepted(self) -> str:
        """The figures accepted, in words."""
        if self.low == -math.inf:
            return "et tall, også under null"
        return "et tall fra 0 til 1" if self.high == 1 else "et tall fra 0 og oppover"


def passport(publisher: str = "", **told: str) -> Source:
    """The passport of figures someone handed in: what is said of every such file, and ``told``."""
    return Source(
        **told,
        file="",
        publisher=publisher or "Lastet opp av brukeren",
        licence="Brukerens egen fil",
        quality="estimate",
    )


@dataclass(frozen=True)
class UserFile:
    """A file as it was handed in."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Table:
    """A file opened.

    Parameters
    ----------
    head
        The row of the headings, and the columns they are.
    rows
        The rows below with their numbers.
    said
        Titles and headings as they are written.
    separator
        Between the columns; "" in a workbook.
    """

    head: tuple[int, Sequence[str]]
    rows: Sequence[tuple[int, list[str]]]
    said: Sequence[str]
    separator: str


@dataclass(frozen=True)
class Cell:
    """A figure (NaN where it cannot be read), and the row of the file it stands in.

    The heading is row 1.
    """

    value: float
    row: int


@dataclass(frozen=True)
class Figures:
    """What a file holds."""

    file: UserFile
    layout: Layout
    cells: Mapping[Key, Cell]
    whole: bool
    """Whether every row had a place; else it cannot be said which cells are missing."""


def read(
    file: UserFile,
    table: Table | None,
    layout: Layout,
    faults: list[Fault],
    age_of: Callable[[str], int | None],
    sexes: Mapping[str, str],
) -> Figures:
    """The figures of a file; all that is wrong with it is added to ``faults``.

    Parameters
    ----------
    table
        The file opened; None where it could not be, and why is told already.
    age_of
        The lower age that a label means; None for what is none.
    sexes
        Codes of :data:`cohort.SEXES` by the words for them, in lower case.
    """

    def fault(place: str, found: str, accepted: str, advice: str) -> None:
        faults.append(Fault(file.name, place, found, accepted, advice))

    if table is None:
        return Figures(file, layout, {}, False)
    top, heading = table.head
    missing = [name for name in layout.columns if name not in heading]
    if missing:
        found = ", ".join(heading) or "ingen kolonner"
        fault(f"rad {top}", found, ", ".join(layout.columns), f"Legg til {', '.join(missing)}.")
        return Figures(file, layout, {}, False)
    if said := next(filter(_PER_MANY.search, map(str.casefold, table.said)), ""):
        advice = "Regn om tallene, og ta bort enheten."
        fault("", f"«{said[:60]}»", "personer, eller andeler fra 0 til 1", advice)
    known: dict[Key, Cell] = {}
    whole = True
    for row, cells in table.rows:
        while len(cells) > len(heading) and not cells[-1]:
            cells = cells[:-1]
        if len(cells) != len(heading):
            advice = "Se etter et skilletegn for mye eller for lite."
            fault(f"rad {row}", f"{len(cells)} felt", f"{len(heading)} felt", advice)
            whole = False
            continue
        texts = dict(zip(heading, cells, strict=True))
        value = _number(texts[layout.value], table.separator)
        if not layout.low <= value <= layout.high:
            place, found = f"rad {row}, kolonnen {layout.value}", f"«{texts[layout.value]}»"
            fault(place, found, layout.accepted, "Rett tallet.")
        key = _key(texts, layout, fault, row, age_of, sexes)
        if key is None:
            whole = False
        elif key in known:
            first = known[key].row
            fault(f"rad {row}", named(key), "hver celle én gang", f"Den står også i rad {first}.")
        else:
            known[key] = Cell(value, row)
    if whole and not known:
        fault("", "ingen rader", "minst én rad", "Legg inn tallene.")
    return Figures(file, layout, known, whole and bool(known))


def _key(
    texts: Mapping[str, str],
    layout: Layout,
    fault: Callable[[str, str, str, str], None],
    row: int,
    age_of: Callable[[str], int | None],
    sexes: Mapping[str, str],
) -> Key | None:
    """Which cell a row is about; None where that cannot be read."""
    sex = sexes.get(texts["sex"].casefold(), "") if layout.by_sex else ""
    age = age_of(texts["age"])
    readable = {
        "sex": not layout.by_sex or sex in SEXES,
        "age": age is not None,
        "year": bool(re.fullmatch(r"\d{4}", texts.get("year", "0000"))),
    }
    for column, good in readable.items():
        if not good:
            fault(f"rad {row}, kolonnen {column}", f"«{texts[column]}»", *LABELS[column])
    if age is None or not all(readable.values()):
        return None
    return int(texts["year"]) if "year" in texts else None, sex, age


def _number(text: str, separator: str) -> float:
    """NaN where it is no finite number."""
    if separator != ",":
        text = text.replace(",", ".")
    text = re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", "", text.replace("−", "-"))
    value = float(text) if NUMBER.fullmatch(text) else math.nan
    return value if math.isfinite(value) else math.nan


def named(key: Key) -> str:
    """A cell in words: ``2024 female 85``."""
    return " ".join(str(part) for part in key if part not in (None, ""))
