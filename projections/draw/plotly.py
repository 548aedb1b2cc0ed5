"""A figure drawn as Plotly has it: a dict, for a check of each would take longer than the figure.

This is the only way from a figure to a screen; nothing reads the drawing again. For the show it
carries what belongs to which curve, as the chart has it; a page gets it without those marks.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from html import escape
from typing import Any

from ..figures.chart import Chart, Curve, Form, Mark
from . import bars, columns, levels, lines, multiples
from .steps import bare
from .style import Picture

_DRAW: Mapping[Form, Callable[[Chart], Picture]] = {
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


def picture(chart: Chart, short: bool = False) -> Picture:
    """The picture of a chart.

    ``chart``: a figure, or its chart alone; ``short``: whether it stands on a card, with less
    height.
    """
    return bare(marked(chart, short))


def marked(chart: Chart, short: bool = False) -> Picture:
    """The picture with its traces, notes and shapes marked with their step, for the show."""
    chart = _literal(chart)
    return lines.lines(chart, short) if chart.form == "lines" else _DRAW[chart.form](chart)


CODES = ("code", "codes")
"""What is looked up, and never seen."""


def _literal(value: Any) -> Any:
    """A chart whose texts are what a user wrote, to Plotly, which takes a text for HTML."""
    if isinstance(value, str):
        return escape(value, quote=False)
    if isinstance(value, tuple):
        return tuple(map(_literal, value))
    if not isinstance(value, Chart | Curve | Mark):
        return value
    changed = {}
    for one in fields(Chart if isinstance(value, Chart) else value):
        old = getattr(value, one.name)
        new = old if one.name in CODES else _literal(old)
        if new is not old and new != old:
            changed[one.name] = new
    return replace(value, **changed) if changed else value


def program() -> str:
    """Plotly's own program, to stand inside a page.

    Raises
    ------
    ValueError
        If it cannot stand there.
    """
    # Takes its time, and only a stage needs it.
    from plotly.offline import get_plotlyjs  # type: ignore[import-untyped]

    script = str(get_plotlyjs())
    if "</script" in script.lower():
        raise ValueError("plotly.js cannot stand inside a script element")
    return script
