"""A CSV file someone made: its cells by year, sex and age, and all that is wrong with it."""

import csv
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

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


def read(file: UserFile, layout: Layout, faults: list[Fault]) -> Figures:
    """The figures of a file; all that is wrong with it is added to ``faults``.

    Commas between columns, or semicolons and decimal commas as Excel writes them in Norwegian.
    """

    def fault(place: str, found: str, accepted: str, advice: str) -> None:
        faults.append(Fault(file.name, place, found, accepted, advice))

    try:
        lines = file.content.decode("utf-8-sig").splitlines()
        mark = ";" if lines and ";" in lines[0] else ","
        heading, *rows = [*csv.reader(lines, delimiter=mark)] or [[]]
    except (UnicodeDecodeError, csv.Error):
        fault("", "noe annet", "CSV i UTF-8", "Lagre filen som CSV UTF-8.")
        return Figures(file, layout, {}, False)
    heading = [name.strip().casefold() for name in heading]
    missing = [name for name in layout.columns if name not in heading]
    if missing:
        found = ", ".join(heading) or "ingen kolonner"
        fault("rad 1", found, ", ".join(layout.columns), f"Legg til {', '.join(missing)}.")
        return Figures(file, layout, {}, False)
    known: dict[Key, Cell] = {}
    whole = True
    for row, cells in enumerate(rows, 2):
        if not any(text.strip() for text in cells):
            continue
        if len(cells) != len(heading):
            advice = "Se etter et skilletegn for mye eller for lite."
            fault(f"rad {row}", f"{len(cells)} felt", f"{len(heading)} felt", advice)
            whole = False
            continue
        texts = {name: text.strip() for name, text in zip(heading, cells, strict=True)}
        value = _number(texts[layout.value], mark)
        if not layout.low <= value <= layout.high:
            place, found = f"rad {row}, kolonnen {layout.value}", f"«{texts[layout.value]}»"
            fault(place, found, layout.accepted, "Rett tallet.")
        key = _key(texts, layout, fault, row)
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
) -> Key | None:
    """Which cell a row is about; None where that cannot be read."""
    sex = texts["sex"].casefold() if layout.by_sex else ""
    readable = {
        "sex": not layout.by_sex or sex in SEXES,
        "age": bool(re.fullmatch(r"\d{1,3}\+?", texts["age"])),
        "year": bool(re.fullmatch(r"\d{4}", texts.get("year", "0000"))),
    }
    for column, good in readable.items():
        if not good:
            fault(f"rad {row}, kolonnen {column}", f"«{texts[column]}»", *LABELS[column])
    if not all(readable.values()):
        return None
    return int(texts["year"]) if "year" in texts else None, sex, int(texts["age"].rstrip("+"))


def _number(text: str, mark: str) -> float:
    """NaN where it is no finite number."""
    text = text.replace(",", ".") if mark == ";" else text
    value = float(text) if NUMBER.fullmatch(text) else math.nan
    return value if math.isfinite(value) else math.nan


def named(key: Key) -> str:
    """A cell in words: ``2024 female 85``."""
    return " ".join(str(part) for part in key if part not in (None, ""))
