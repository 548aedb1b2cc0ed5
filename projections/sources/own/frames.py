"""A municipality's own net frames from a file, in the form of ``roros_driftsrammer_2024_2027``.

One row an area or a unit, one column a year [1000 NOK]; expenses are positive, and the areas of a
budget or plan sum to zero, finance included. Everything wrong is told at once, with row and column.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...case import Allocation, Allocations
from ..upload.told import Told, quoted
from .file import UserFile, passport
from .frame_checks import (
    Amounts,
    check_column,
    check_row,
    check_sectors,
    check_structure,
    divided,
    size,
    sums,
    undivided,
)
from .frame_columns import MOST, schema, year_columns, year_of
from .table import UserRow, some, to_thousands
from .values import to_csv, written

NEEDED = ("level", "unit_name", "parent")
ID = "egne-rammer"
"""Source id of frames someone uploaded."""
_PART = re.compile(r"(?:her|der|hvor)av\b|av dette\b", re.IGNORECASE)


def is_part(name: str) -> bool:
    """Whether a row is a part of the one above.

    Examples
    --------
    >>> [is_part(one) for one in ("herav Øverhagen", "Av dette lønn", "Herøy")]
    [True, True, False]
    """
    return bool(_PART.match(name))


@dataclass(frozen=True)
class FrameFile:
    """A file that can be used.

    Parameters
    ----------
    name
        The file's name, cut to plain characters.
    columns
        The year columns, in the order of the years.
    rows
        All rows, divided areas too.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Amounts, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years, in order."""
        return tuple(map(year_of, self.columns))

    def prices(self, year: int) -> int:
        """The year whose prices a column is in, where nothing else is said.

        A plan is in the prices of its first year; accounts and budgets in those of their own.
        """
        planned = [year_of(one) for one in self.columns if one.startswith("plan")]
        return planned[0] if year in planned else year

    def frames(self, year: int, retrieved: str, price_year: int | None = None) -> Allocations:
        """The frames of one of the years: units, and areas without units.

        Parameters
        ----------
        year
            One of :attr:`years`.
        retrieved
            The day the file was handed in, ISO date.
        price_year
            The year whose prices they are in; as :meth:`prices` where left out.
        """
        prices = price_year or self.prices(year)
        column = self.columns[self.years.index(year)]
        source = passport(
            id=ID,
            short=f"egne driftsrammer, {self.name}",
            title=f"Egne driftsrammer {year}",
            document=f"{self.name}, kolonnen {column}",
            vintage=column,
            published=str(year),
            retrieved=retrieved,
            unit=f"1000 kroner netto, {prices}-kroner",
        )
        frames = (
            Allocation(row.name, row.sector, 1000 * row.by_column[column])
            for row in undivided(self.rows)
        )
        return Allocations(year, tuple(frames), source, prices)

    def to_csv(self) -> str:
        """The file as this module reads it back: semicolons, decimal commas, sectors filled in."""
        return to_csv(
            (*NEEDED, "sector", *self.columns),
            (
                (
                    row.level,
                    row.name,
                    row.parent,
                    row.sector,
                    *(written(row.by_column[column]) for column in self.columns),
                )
                for row in self.rows
            ),
        )


def read_frames(
    file: UserFile,
    sectors: Sequence[str],
    sector_of: Callable[[str], str],
    told: Told,
    year: int | None = None,
) -> FrameFile | None:
    """Read and check a file of frames; None where it cannot be used, and why is told.

    Parameters
    ----------
    file
        Name and bytes.
    sectors
        The sector codes that may stand in the column ``sector``.
    sector_of
        The sector of a unit where the file has no such column; "" for none.
    told
        Where all there is to say is told.
    year
        A year the file must have; None for any.
    """
    table = schema(sectors).read(file, told)
    if table is None:
        return None
    columns = year_columns(table, told)
    _tell_holes(columns, year, f"rad {table.head}", told)
    # A file in the form of the template says itself what is an area and what is a unit.
    whole = bool({"level", "parent"} & set(table.columns))
    if whole and table.lacking(NEEDED, told):
        return None
    factor = to_thousands(table, told, whole)
    numbered = sorted((*table.rows, *table.sums), key=lambda row: row.number)
    rows = tuple(
        _amounts(row, columns, whole, sector_of, factor, told)
        for row in numbered
        if whole or not _told_part(row, told)
    )
    if not whole:
        rows = divided(rows, columns, told)
    rows, summed = sums(rows, columns, told)
    if not whole:
        size(rows, columns, told)
    check_structure(rows, told)
    turned = [column for column in columns if check_column(column, rows, told, column in summed)]
    for row in rows:
        check_row(row, [column for column in columns if column not in turned], told)
    check_sectors(rows, told)
    return FrameFile(file.shown, columns, rows)


def _told_part(row: UserRow, told: Told) -> bool:
    """Whether a row is a part of the one above, which is told."""
    if not is_part(row.texts["unit_name"]):
        return False
    advice = "Delen er med i raden over, og er ikke lagt til."
    told.warn(f"rad {row.number}", quoted(row.texts["unit_name"]), "en ramme for seg", advice)
    return True


def _tell_holes(columns: Sequence[str], wanted: int | None, head: str, told: Told) -> None:
    """Tell of a year that is wanted and missing, and of years skipped between others."""
    years = [year_of(column) for column in columns]
    for skipped in range(years[0], years[-1]) if years else ():
        if skipped not in years and skipped != wanted:
            advice = "Legg til året om rammene skal brukes for det."
            told.warn(f"{head}, kolonnen plan_{skipped}", f"ikke {skipped}", "år uten hull", advice)
    if years and wanted is not None and wanted not in years:
        advice, accepted = "Legg til kolonnen, eller velg et annet år.", f"rammer for {wanted}"
        told.fault(f"{head}, kolonnen plan_{wanted}", some(map(str, years)), accepted, advice)


def _amounts(
    row: UserRow,
    columns: Sequence[str],
    whole: bool,
    sector_of: Callable[[str], str],
    factor: float,
    told: Told,
) -> Amounts:
    """A row with its amounts; one that cannot be read is missing, and told already."""
    name, parent = row.values["unit_name"] or "", row.texts.get("parent", "")
    level = (row.values["level"] or row.texts["level"]) if whole else "area"
    if level == "area" and parent:
        advice = "Skriv unit i level om dette er en enhet."
        row.fault(told, "parent", "en tom celle for et område", advice)
    sector = row.values["sector"] or "" if "sector" in row.values else sector_of(name)
    by_column = {}
    for column in columns:
        value = row.values[column]
        by_column[column] = math.nan if value is None else factor * value
        if abs(by_column[column]) > MOST:
            row.fault(told, column, f"et tall til {MOST:.0f} i 1000 kroner", "Rett tallet.")
    return Amounts(row.number, level, name, parent, sector, by_column)
