"""A municipality's own net frames from a CSV file, in the form of ``roros_driftsrammer_2024_2027``.

One row an area or a unit, one column a year [1000 NOK]; expenses are positive, and the areas of a
budget or plan sum to zero, finance included. Everything wrong is told at once, with row and column.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from .. import labels
from ..case import Frame, Frames
from ..errors import Fault, InputFileError
from . import budgets, delimited, handed
from .delimited import Delimited, Line, read, some
from .frame_checks import (
    Amounts,
    check_column,
    check_row,
    check_sectors,
    check_structure,
    undivided,
)
from .usercsv import UserFile, passport

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "level": "area for et tjenesteområde, unit for en enhet i et område",
        "unit_name": "navnet på området eller enheten; hvert navn bare én gang på samme nivå",
        "parent": "området enheten hører til; tom for et område",
        "sector": "tjenesten enheten følger (kan utelates): grunnskole, barnehage, pleie, "
        "kommunehelse, barnevern, sosial eller administrasjon; tom når den ikke følger demografien",
        "regnskap_2022": "regnskap, 1000 kroner netto; utgifter er positive, netto inntekter "
        "negative",
        "budsjett_2023": "vedtatt budsjett, som over; områdene summerer til 0 med Finans",
        "plan_2024": "planår, som over; én kolonne per år, uten hull",
    }
)
"""What each column holds; the last three stand for the years the file has."""

NEEDED = ("level", "unit_name", "parent")
LEVELS = ("area", "unit")
YEAR_COLUMN = re.compile(r"(regnskap|budsjett|plan)_((?:19|20)\d\d)")
MOST = 1e9 - 1
"""Greatest amount accepted [1000 NOK]."""
ID = "egne-rammer"
"""Source id of frames someone uploaded."""


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
    warnings
        What the user should know of.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Amounts, ...]
    warnings: tuple[Fault, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years, in order."""
        return tuple(map(_year, self.columns))

    def prices(self, year: int) -> int:
        """The year whose prices a column is in, where nothing else is said.

        A plan is in the prices of its first year; accounts and budgets in those of their own.
        """
        planned = [_year(one) for one in self.columns if one.startswith("plan")]
        return planned[0] if year in planned else year

    def frames(self, year: int, retrieved: str, price_year: int | None = None) -> Frames:
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
        found = (
            Frame(one.name, one.sector, 1000 * one.by_column[column])
            for one in undivided(self.rows)
        )
        return Frames(year, tuple(found), source, prices)

    def to_csv(self) -> str:
        """The file as this module reads it back: semicolons, decimal commas, sectors filled in."""
        return delimited.to_csv(
            (*NEEDED, "sector", *self.columns),
            (
                (
                    one.level,
                    one.name,
                    one.parent,
                    one.sector,
                    *(delimited.written(one.by_column[column]) for column in self.columns),
                )
                for one in self.rows
            ),
        )


def read_frames(
    file: UserFile,
    sectors: Sequence[str],
    sector_of: Callable[[str], str],
    year: int | None = None,
) -> FrameFile:
    """Read and check a file of frames.

    Parameters
    ----------
    file
        Name and bytes.
    sectors
        The sector codes that may stand in the column ``sector``.
    sector_of
        The sector of a unit where the file has no such column; "" for none.
    year
        A year the file must have; None for any.

    Raises
    ------
    InputFileError
        Every fault: file, row, column, what was found, what is accepted, what to do.
    """
    file = delimited.named(file)
    name = file.name
    faults: list[Fault] = []
    warnings: list[Fault] = []
    table = read(file, faults, budgets.column)
    if table is None:
        raise InputFileError(faults)
    table = budgets.named(table)
    columns = _columns(name, table, year, faults, warnings)
    whole = {"level", "parent"} & set(table.columns)
    missing = delimited.lacking(name, table, NEEDED if whole else ("unit_name",), faults)
    delimited.unread(name, table, (*NEEDED, "sector", *columns), warnings)
    factor = budgets.unit(name, table, faults, warnings)
    lines = _lines(name, table, warnings)
    rows = tuple(
        _row(name, line, columns, table, sectors, sector_of, factor, faults) for line in lines
    )
    if not missing:
        if not whole:
            rows = budgets.divided(name, rows, columns, warnings)
        rows, summed = budgets.sums(name, rows, columns, faults)
        if not whole:
            budgets.size(name, rows, columns, faults)
        check_structure(name, rows, faults)
        turned = [
            one for one in columns if check_column(name, one, rows, faults, warnings, one in summed)
        ]
        for one in rows:
            check_row(name, one, [each for each in columns if each not in turned], warnings)
        check_sectors(name, rows, warnings)
    if faults:
        raise InputFileError(faults)
    return FrameFile(name, columns, rows, tuple(warnings))


def _lines(name: str, table: Delimited, warnings: list[Fault]) -> list[Line]:
    """The rows with amounts; those with a name alone are told."""
    kept = []
    for line in table.lines:
        if "level" not in table.columns and budgets.aside(line):
            found = f"«{next(filter(None, line.cells.values()))[:60]}»"
            advice = "Lest som overskrift eller merknad, ikke som en ramme."
            warnings.append(Fault(name, f"rad {line.row}", found, "en ramme med beløp", advice))
        elif "level" not in table.columns and budgets.is_part(line.cells.get("unit_name", "")):
            advice = "Delen er med i raden over, og er ikke lagt til."
            found = f"«{line.cells['unit_name'][:60]}»"
            warnings.append(Fault(name, f"rad {line.row}", found, "en ramme for seg", advice))
        else:
            kept.append(line)
    return kept


def _year(column: str) -> int:
    return int(column[-4:])


def _columns(
    name: str, table: Delimited, year: int | None, faults: list[Fault], warnings: list[Fault]
) -> tuple[str, ...]:
    """The year columns in order; years twice, missing or skipped are told."""
    columns = sorted(filter(YEAR_COLUMN.fullmatch, table.columns), key=_year)
    years = [_year(column) for column in columns]
    accepted = "én kolonne per år: regnskap_ÅÅÅÅ, budsjett_ÅÅÅÅ eller plan_ÅÅÅÅ"
    if not columns:
        advice = "Gi årskolonnene navn som i malen, for eksempel plan_2024."
        faults.append(Fault(name, "rad 1", some(table.columns), accepted, advice))
        return ()
    for twice in sorted({one for one in years if years.count(one) > 1}):
        same = [column for column in columns if _year(column) == twice]
        faults.append(Fault(name, "rad 1", some(same), accepted, f"Behold én av dem for {twice}."))
    skipped = [one for one in range(years[0], years[-1]) if one not in years]
    for one in skipped:
        place, advice = (
            f"rad 1, kolonnen plan_{one}",
            "Legg til året om rammene skal brukes for det.",
        )
        if one != year:
            warnings.append(Fault(name, place, f"ikke {one}", "år uten hull", advice))
    if year is not None and year not in years:
        place, advice = f"rad 1, kolonnen plan_{year}", "Legg til kolonnen, eller velg et annet år."
        faults.append(Fault(name, place, some(map(str, years)), f"rammer for {year}", advice))
    return tuple(columns)


def _row(
    name: str,
    line: Line,
    columns: Sequence[str],
    table: Delimited,
    sectors: Sequence[str],
    sector_of: Callable[[str], str],
    factor: float,
    faults: list[Fault],
) -> Amounts:
    """A row with its amounts; one that cannot be read is missing, and told."""

    def fault(column: str, accepted: str, advice: str) -> None:
        faults.append(line.fault(name, column, accepted, advice))

    level, unit, parent = (line.cells.get(column, "") for column in NEEDED)
    level = level.casefold() if "level" in table.columns else "area"
    unit = handed.unmarked(unit)
    if level not in LEVELS and "level" in table.columns:
        fault("level", " eller ".join(LEVELS), "Skriv area for et område og unit for en enhet.")
    if not unit and "unit_name" in table.columns:
        fault("unit_name", "et navn", "Skriv navnet på området eller enheten.")
    if level == "area" and parent:
        fault("parent", "en tom celle for et område", "Skriv unit i level om dette er en enhet.")
    sector = sector_of(unit)
    if "sector" in table.columns:
        wanted = line.cells["sector"].casefold()
        sector = labels.codes(sectors).get(wanted, "")
        if wanted and not sector:
            fault("sector", ", ".join(sectors), "Skriv en av kodene, eller la cellen stå tom.")
    by_column = {}
    for column in columns:
        by_column[column] = factor * delimited.amount(line.cells[column], -MOST, MOST)
        if by_column[column] != by_column[column]:
            fault(column, "et tall i 1000 kroner", "Skriv for eksempel 67614, 67 614 eller −55,5.")
    return Amounts(line.row, level, unit, parent, sector, by_column)
