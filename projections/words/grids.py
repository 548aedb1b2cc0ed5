"""Figures as tables to read: Norwegian text in cells, the same numbers as the figure above."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .. import labels, terms
from ..series import Series, Table, items, pick, value_on_path
from ..tables import Comparison, compare_from_base


@dataclass(frozen=True)
class Grid:
    """A table ready for the screen: a caption, column headings and rows of text."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def cell(series: Series, year: int) -> str:
    """One value as text; empty where the series lacks the year."""
    if not series.has(year):
        return ""
    return terms.value(series.at(year), series.unit, series.is_difference)


def by_year(caption: str, table: Table, by_region: bool = False) -> Grid:
    """Years down, items (or regions) across; observed and projected years in rows of their own."""
    names = list(dict.fromkeys((one.alternative, year) for one in table for year in one.years))
    minus = "Observert minus " if any(one.label("measure") == "deviation" for one in table) else ""

    def grounds(code: str) -> str:
        name = labels.alternative(code)
        return f"{minus}{name.lower()}" if minus else name

    def column(series: Series) -> str:
        return series.region.code if by_region else series.item

    columns = {
        column(one): one.region.name if by_region else labels.item(one.item) for one in table
    }
    cells = {
        (one.alternative, year, column(one)): cell(one, year) for one in table for year in one.years
    }
    return Grid(
        caption,
        ("År", "Grunnlag", *columns.values()),
        tuple(
            (
                str(year),
                grounds(alternative),
                *(cells.get((alternative, year, one), "") for one in columns),
            )
            for alternative, year in names
        ),
    )


def comparison(caption: str, comparisons: Sequence[Comparison]) -> Grid:
    """Items down; two years, the change and the change in per cent across."""
    first, last = comparisons[0].first_year, comparisons[0].last_year
    rows = tuple(
        (
            labels.item(one.item),
            cell(one.first_series, one.first_year),
            cell(one.last_series, one.last_year),
            terms.value(one.change, one.last_series.unit, True),
            terms.value(one.relative, "share", True),
        )
        for one in comparisons
    )
    return Grid(caption, ("", str(first), str(last), "Endring", "Endring i prosent"), rows)


def from_base(caption: str, table: Table, base: int, last: int) -> list[Grid]:
    """Base year beside last year, and every year."""
    compared = compare_from_base(table, base, last)
    return [comparison(f"{caption}, {base} og {last}", compared), by_year(caption, table)]


def sums(caption: str, table: Table) -> Grid:
    """Items down, one value each."""
    rows = tuple((labels.item(one.item), cell(one, one.years[-1])) for one in table)
    return Grid(caption, ("", "Personer"), rows)


def by_region(caption: str, table: Table, years: Sequence[int]) -> Grid:
    """Regions down, years across."""
    rows = tuple((one.region.name, *(cell(one, year) for year in years)) for one in table)
    return Grid(caption, ("Område", *(str(year) for year in years)), rows)


def houses(caption: str, table: Table) -> tuple[Grid, ...]:
    """One table a kind of number: houses down, the sum last; empty where no house is known.

    ``table``: one series a house and kind, with the labels ``place`` and ``line``.
    """
    found = []
    for item in items(table):
        own = pick(table, item)
        rows = [
            (one.label("place"), terms.value(one.values[0], one.unit), _line(one)) for one in own
        ]
        total = sum(float(one.values[0]) for one in own)
        rows.append(("I alt", terms.value(total, own[0].unit), ""))
        heading = f"{labels.item(item)} ({own[0].years[0]})"
        found.append(Grid(f"{caption}: {heading}", ("Sted", "Antall", "Kilde"), tuple(rows)))
    return tuple(found)


def _line(series: Series) -> str:
    """The source, and the line of its text."""
    line = series.label("line")
    return f"{series.source.short}, l. {line}" if line else series.source.short


def by_area(caption: str, table: Table) -> Grid:
    """Years down; parts of a region across, then the whole, and what the parts lack of it."""
    names = [_area(one) for one in table]
    headings = tuple(
        f"{name} ({place})" if names.count(name) > 1 else name
        for place, name in enumerate(names, 1)
    )
    years = sorted({year for one in table for year in one.years})
    rows = tuple((str(year), *(cell(one, year) for one in table)) for year in years)
    return Grid(caption, ("År", *headings), rows)


_DAYS = {"next_january": "1. januar året etter"}


def _area(series: Series) -> str:
    if name := series.label("area"):
        return labels.area(name)
    held = series.label("held")
    said = "Hele kommunen"
    if series.is_difference:
        said = "Forskjell" if held else "Ikke på krets"
    told = (said, "observert" if series.is_observed else "", _DAYS.get(held, ""))
    return ", ".join(filter(None, told))


def printed(caption: str, table: Table) -> Grid:
    """Items down; what is reckoned beside what the plan prints, one year."""
    ways = tuple(dict.fromkeys(one.alternative for one in table))
    cells = {(one.item, one.alternative): cell(one, one.years[0]) for one in table}
    rows = tuple(
        (
            labels.item(item),
            terms.unit(pick(table, item)[0].unit),
            *(cells.get((item, way), "") for way in ways),
        )
        for item in items(table)
    )
    return Grid(caption, ("", "Enhet", *(labels.alternative(way) for way in ways)), rows)


def across(caption: str, table: Table) -> Grid:
    """Items down; regions across, each year in a column of its own where there is more than one."""
    columns = dict.fromkeys((one.region, year) for one in table for year in one.years)
    several = len({year for _, year in columns}) > 1
    cells = {(one.item, one.region, year): cell(one, year) for one in table for year in one.years}
    rows = tuple(
        (labels.item(item), *(cells.get((item, *column), "") for column in columns))
        for item in items(table)
    )
    headings = (f"{one.name} {year}" if several else one.name for one, year in columns)
    return Grid(caption, ("", *headings), rows)


def differences(caption: str, compared: Sequence[Comparison], in_all: Table) -> Grid:
    """Items down; the region, the reference, the difference, and the difference in all across."""
    own, reference = compared[0].last_series.region, compared[0].first_series.region
    rows = tuple(
        (
            labels.item(one.item),
            cell(one.last_series, one.last_year),
            cell(one.first_series, one.first_year),
            terms.value(one.change, one.last_series.unit, True),
            cell(whole, one.last_year),
        )
        for one, whole in zip(compared, in_all, strict=True)
    )
    columns = (own.name, reference.name, "Forskjell per innbygger", "Forskjell i alt, mill. kr")
    return Grid(caption, ("", *columns), rows)


def beside(caption: str, official: Table, changed: Table, year: int) -> Grid:
    """Items down; the official line, the scenario and the difference across, for one year.

    What is not reckoned that year, as the result within a plan, is left out.
    """
    rows = tuple(
        (
            labels.sentence(labels.item(one.item)),
            cell(other, year),
            cell(one, year),
            terms.value(one.at(year) - other.at(year), one.unit, True),
            terms.unit(one.unit),
        )
        for one, other in zip(changed, official, strict=True)
        if year in one.years
    )
    return Grid(caption, ("", "Prognosen", "Scenariet", "Forskjell", "Enhet"), rows)


def side_by_side(caption: str, every: Mapping[str, Table], year: int) -> Grid:
    """Items down, scenarios across, for one year."""
    first = next(iter(every.values()))
    rows = tuple(
        (
            labels.sentence(labels.item(one.item)),
            *(cell(series, year) for table in every.values() for series in pick(table, one.item)),
            terms.unit(one.unit),
        )
        for one in first
    )
    return Grid(caption, ("", *every, "Enhet"), rows)


class Link(str):
    """A cell that leads somewhere.

    Parameters
    ----------
    text
        What it says.
    url
        Where it leads.
    """

    url: str

    def __new__(cls, text: str, url: str) -> "Link":
        """The text, with where it leads."""
        made = super().__new__(cls, text)
        made.url = url
        return made

    @property
    def written(self) -> str:
        """With the address, where it cannot be followed."""
        return f"{self}, {self.url}"


def on_path(caption: str, table: Table, years: Sequence[int]) -> Grid:
    """Items down, years across, each year read from history or projection as the path has it."""
    rows = tuple(
        (
            labels.sentence(labels.item(item)),
            *(
                terms.value(value_on_path(table, item, year), pick(table, item)[0].unit)
                for year in years
            ),
        )
        for item in items(table)
    )
    return Grid(caption, ("", *(str(year) for year in years)), rows)


def pyramid(table: Table, years: Sequence[int]) -> Grid:
    """Ages down; men and women in each year across."""
    by_sex = {sex: [one for one in table if one.label("sex") == sex] for sex in terms.SEXES}
    columns = tuple(f"{terms.SEXES[sex]} {year}" for year in years for sex in by_sex)
    rows = tuple(
        (labels.age(code), *(cell(by_sex[sex][place], year) for year in years for sex in by_sex))
        for place, code in enumerate(items(table))
    )
    return Grid("Personer 1. januar", ("Alder", *columns), rows)


def plan(caption: str, table: Table) -> Grid:
    """The plan's lines and the model's changes, years across."""
    years = table[0].years
    rows = tuple(
        (
            f"{one.label('unit_name')}, {'planen' if one.alternative == 'plan' else 'modellen'}",
            one.label("line"),
            *(terms.value(one.at(year), one.unit, True) for year in years),
        )
        for one in table
    )
    return Grid(caption, ("", "Planens linje", *(str(year) for year in years)), rows)
