"""What every drawing reads of a curve: where it is, and what is written there."""

from typing import NamedTuple

from ..figures.chart import Chart, Curve, written
from .style import floats


class Points(NamedTuple):
    """Categories, values and texts of a curve, from its first value to its last."""

    names: list[str]
    values: list[float | None]
    texts: list[str]

    @property
    def years(self) -> list[int]:
        """The categories, where they are years."""
        return [int(name) for name in self.names]


def points(chart: Chart, curve: Curve, with_holes: bool = True) -> Points:
    """A curve's points; a hole between two values is kept, or left out as are those at the ends."""
    places = list(range(len(chart.categories))[curve.span])
    if not with_holes:
        places = [place for place in places if curve.values[place] == curve.values[place]]
    values = [float(curve.values[place]) for place in places]
    return Points(
        [chart.categories[place] for place in places],
        floats(values),
        [written(chart, curve, value) for value in values],
    )


def every(chart: Chart, curve: Curve) -> Points:
    """A curve's points in all categories."""
    values = [float(value) for value in curve.values]
    texts = [written(chart, curve, value) for value in values]
    return Points(list(chart.categories), floats(values), texts)


def years_of(chart: Chart) -> list[int]:
    """The categories of a chart over years."""
    return [int(name) for name in chart.categories]
