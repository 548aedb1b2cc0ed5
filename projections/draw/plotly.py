"""A figure drawn as Plotly has it: a dict, for a check of each would take longer than the figure.

This is the only way from a figure to a screen; nothing reads the drawing again. For the show it
carries what belongs to which curve, as the chart has it; a page gets it without those marks.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ..figures.chart import Chart, Form
from . import bars, columns, levels, lines, multiples
from .steps import bare
from .style import Picture

_DRAW: Mapping[Form, Callable[[Chart], Picture]] = MappingProxyType(
    {
        "multiples": multiples.multiples,
        "dots": bars.dots,
        "bars": bars.bars,
        "differences": bars.bars,
        "waterfall": bars.waterfall,
        "pyramid": bars.pyramid,
        "milestones": columns.milestones,
        "ranking": columns.ranking,
        "balance": columns.balance,
        "causes": columns.causes,
        "pairs": columns.pairs,
        "levels": levels.levels,
    }
)


def picture(chart: Chart, short: bool = False) -> Picture:
    """The picture of a chart.

    ``chart``: a figure, or its chart alone; ``short``: whether it stands on a card, with less
    height.
    """
    return bare(marked(chart, short))


def marked(chart: Chart, short: bool = False) -> Picture:
    """The picture with its traces, notes and shapes marked with their step, for the show."""
    return lines.lines(chart, short) if chart.form == "lines" else _DRAW[chart.form](chart)
