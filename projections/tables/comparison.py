"""Two years of each item, and what a change is measured from.

A base year is read from a series' own values where it has the year, else from the path (history
until the projection starts), so that no curve is measured from another curve's people without need.
"""

from dataclasses import dataclass

from ..people.ages import FloatArray
from ..series import Series, Table, items, on_path


@dataclass(frozen=True, eq=False)
class Comparison:
    """One item in two years, each with the series it is read from (observed or projected)."""

    item: str
    first_series: Series
    first_year: int
    last_series: Series
    last_year: int

    @property
    def first(self) -> float:
        """Value in the first year."""
        return self.first_series.at(self.first_year)

    @property
    def last(self) -> float:
        """Value in the last year."""
        return self.last_series.at(self.last_year)

    @property
    def change(self) -> float:
        """Last minus first, same unit."""
        return self.last - self.first

    @property
    def relative(self) -> float:
        """Change as a share of the first value [share 0–1]; missing where that is zero."""
        return self.change / self.first if self.first else float("nan")

    @property
    def crosses_seam(self) -> bool:
        """Whether one year is observed and the other projected."""
        return self.first_series.is_observed != self.last_series.is_observed


def compare(table: Table, first: int, last: int) -> tuple[Comparison, ...]:
    """Two years of each item, read from the path.

    Raises
    ------
    UnknownChoiceError
        If no path has one of the years.
    """
    return tuple(
        Comparison(item, on_path(table, item, first), first, on_path(table, item, last), last)
        for item in items(table)
    )


def compare_from_base(table: Table, base: int, last: int) -> tuple[Comparison, ...]:
    """Base year and last year of each item, from one series where it has both.

    Raises
    ------
    UnknownChoiceError
        If no path has one of the years.
    """
    found = []
    for item in items(table):
        series = on_path(table, item, last)
        start = series if series.has(base) else on_path(table, item, base)
        found.append(Comparison(item, start, base, series, last))
    return tuple(found)


def base_value(table: Table, series: Series, base: int) -> FloatArray:
    """``[..., 1]`` the value a series is measured from."""
    start = series if series.has(base) else on_path(table, series.item, base)
    return start.level(base)


def changes(table: Table, base: int) -> Table:
    """Change from the base year, unit kept: demografikostnad when the table is costs.

    Raises
    ------
    UnknownChoiceError
        If no path has the base year.
    """
    return tuple(
        series.with_values(series.values - base_value(table, series, base)).with_extra(
            ("measure", "change"), ("base_year", str(base))
        )
        for series in table
    )
