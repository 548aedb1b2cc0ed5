"""Colours, labels at line ends, axes."""

from dataclasses import replace

import numpy as np
import pytest

from projections.charts import palette
from projections.draw import plotly, style
from projections.figures.chart import Chart, Curve

COLOURS = sorted(
    {*palette.ITEM_COLOURS.values(), *palette.SEQUENCE, palette.ACCENT, palette.NEUTRAL}
)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1, definition of relative luminance)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("background", style.BACKGROUNDS)
@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_has_contrast_on_both_backgrounds(colour: str, background: str) -> None:
    assert contrast(colour, background) >= 3


@pytest.mark.parametrize(
    ("ink", "background"), list(zip(style.INKS, style.BACKGROUNDS, strict=True))
)
def test_text_has_contrast(ink: str, background: str) -> None:
    assert contrast(ink, background) >= 7


def test_years_have_no_thousands_mark_and_are_as_many_as_there_is_room_for() -> None:
    axis = style.year_axis(range(2006, 2034), 300)
    assert (axis["tickformat"], axis["dtick"]) == ("d", 5)
    assert style.year_axis(range(2026, 2034), 200)["dtick"] == 2  # eight do not fit a phone
    assert style.year_axis(range(2026, 2051), 110)["dtick"] == 10  # beside long labels
    assert style.year_axis(range(2026, 2034), 80)["tickvals"] == [2026, 2033]
    assert style.layout(300, "")["xaxis"]["tickangle"] == 0


def test_theme_changes_only_the_look() -> None:
    figure = {"data": [{"x": [1]}], "layout": style.layout(300, "personer")}
    light, dark = style.in_theme(figure, False), style.in_theme(figure, True)
    assert light["data"] == dark["data"] == figure["data"]
    assert light["layout"]["font"]["color"] != dark["layout"]["font"]["color"]


def test_what_a_user_has_written_is_text_and_its_code_is_as_it_was() -> None:
    name = "A & <b>B</b>"
    curve = Curve(name=name, code=name, values=np.array([1.0]), role="observed", colour="#123456")
    drawn = plotly.picture(
        Chart(form="lines", categories=("2024",), curves=(curve,), axis=name, unit="persons")
    )
    assert drawn["data"][0]["name"] == drawn["layout"]["annotations"][0]["text"]
    assert drawn["data"][0]["name"] == "A &amp; &lt;b&gt;B&lt;/b&gt;"
    waterfall = Chart(
        form="waterfall",
        categories=("x",),
        curves=(replace(curve, starts=np.zeros(1), colours=("#123456",)),),
        axis="",
        unit="persons",
        codes=("tjeneste:A&B",),
    )
    (bar,) = plotly.picture(waterfall)["data"]
    assert bar["marker"]["color"] == [palette.colour("tjeneste:A&B")]
