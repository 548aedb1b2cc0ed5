"""A figure drawn as Plotly has it: a dict, for a check of each would take longer than the figure.

This is the only way from a figure to a screen; nothing reads the drawing again. For the show it
carries what belongs to which curve, as the chart has it; a page gets it without those marks.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape
from typing import Any

from ..figures.chart import Chart, Curve, Form
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


def _literal(chart: Chart) -> Chart:
    """A chart whose names are what a user wrote, to Plotly, which takes a text for HTML."""
    plain = (chart.axis, *chart.categories, *chart.headings, *chart.ends)
    marked = tuple(one.text for one in chart.marks)
    named = tuple(text for one in chart.curves for text in _texts(one).values())
    if not any("<" in text or "&" in text for text in (*plain, *marked, *named)):
        return chart
    return replace(
        chart,
        axis=_escaped(chart.axis),
        categories=tuple(map(_escaped, chart.categories)),
        headings=tuple(map(_escaped, chart.headings)),
        ends=(_escaped(chart.ends[0]), _escaped(chart.ends[1])) if chart.ends else (),
        marks=tuple(replace(one, text=_escaped(one.text)) for one in chart.marks),
        curves=tuple(map(_literal_curve, chart.curves)),
    )


def _literal_curve(curve: Curve) -> Curve:
    changed: dict[str, Any] = {name: _escaped(text) for name, text in _texts(curve).items()}
    return replace(curve, **changed)


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def _texts(curve: Curve) -> dict[str, str]:
    names = ("name", "legend", "label", "panel", "group")
    return {name: text for name in names if (text := getattr(curve, name))}


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
