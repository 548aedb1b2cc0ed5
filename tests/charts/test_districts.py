"""Pupils by school district: the largest lines have names, short enough for a phone."""

import numpy as np
import pytest

from projections.charts import lines, palette
from projections.draw.plotly import picture
from projections.draw.style import Picture
from projections.series import Series
from projections.sources import bundled

ROROS = bundled.load().case("5025")


def part(name: str, *values: float) -> Series:
    years = tuple(range(2026, 2026 + len(values)))
    return Series(
        ROROS.region,
        ROROS.observed.source,
        "egen",
        "pupils",
        "pupils",
        years,
        np.array(values),
        (("area", name),),
    )


def notes(figure: Picture) -> list[str]:
    return [one["text"] for one in figure["layout"]["annotations"]]


def test_each_district_is_a_line_with_its_own_colour_dash_and_name() -> None:
    figure = picture(
        lines.districts((part("Nord skolekrets", 30, 36), part("Sør", 90, 80)), "elever")
    )
    assert [one["name"] for one in figure["data"]] == ["Sør egen", "Nord egen"]
    assert [one["y"] for one in figure["data"]] == [[90, 80], [30, 36]]
    for look in ("color", "dash"):
        assert len({one["line"][look] for one in figure["data"]}) == 2
    assert {"Sør <b>80</b>", "Nord <b>36</b>"} < set(notes(figure))


def test_only_the_six_that_end_highest_have_names() -> None:
    parts = [part(f"Krets {letter}", 10, 20 - place) for place, letter in enumerate("ABCDEFGH")]
    figure = picture(lines.districts(parts, "elever"))
    assert len(figure["data"]) == 8
    named = [text for text in notes(figure) if "Krets" in text or "<b>" in text]
    assert sorted(named) == [
        f"{letter} <b>{20 - place}</b>" for place, letter in enumerate("ABCDEF")
    ]
    assert [one["line"]["color"] for one in figure["data"][6:]] == [palette.NEUTRAL] * 2


def test_long_names_are_cut_and_markup_is_not_drawn() -> None:
    long = "Hådalen-Røstefjorden oppvekstområde"
    figure = picture(lines.districts((part(long, 1, 2), part("<b>Nord</b>", 3, 4)), "elever"))
    assert "Hådalen-Røste… <b>2</b>" in notes(figure)
    assert not any("<b>N" in text for text in notes(figure))
    assert figure["layout"]["margin"]["r"] < 150


@pytest.mark.parametrize(("count", "ticks"), [(2, [2026, 2027]), (15, [2026, 2033, 2040])])
def test_few_years_are_marked(count: int, ticks: list[int]) -> None:
    figure = picture(lines.districts((part("Nord", *range(count)),), "elever"))
    assert figure["layout"]["xaxis"]["tickvals"] == ticks
