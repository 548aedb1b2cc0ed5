"""Colours and dashes: the same for the same thing everywhere.

Every colour has at least 3:1 contrast on both the light and the dark background (a test holds it),
and a line is dashed where it is projected, and only there.
"""

import re
from collections.abc import Mapping

from ..case import OWN_SERVICE

NEUTRAL = "#6B7280"
ACCENT = "#1F77B4"
WARM = "#D2691E"
SCENARIO = (WARM, "#7F56C5")
"""Of a scenario; the second where the path itself has the first."""
INK = "rgba(128,128,128,0.9)"

ITEM_COLOURS: Mapping[str, str] = {
    "total": NEUTRAL,
    "0": "#3B82C4",
    "1-5": "#0F8B8D",
    "6-15": "#2E8B57",
    "16-19": "#9A7B00",
    "20-66": "#7F56C5",
    "67-79": "#B07D12",
    "80-89": WARM,
    "90+": "#C44E52",
    "barnehage": "#0F8B8D",
    "grunnskole": "#2E8B57",
    "pleie": WARM,
    "kommunehelse": "#7F56C5",
    "barnevern": "#3B82C4",
    "sosial": "#9A7B00",
    "administrasjon": "#A0527A",
    "pupils": "#2E8B57",
    "teachers": "#2E8B57",
    "teachers_per_100": "#2E8B57",
    "kindergarten_places": NEUTRAL,
    "kindergarten_places_1-2": "#0F8B8D",
    "kindergarten_places_3-5": "#9A7B00",
    "kindergarten_staff": "#0F8B8D",
    "kindergarten_staff_per_100": "#0F8B8D",
    "care_places": WARM,
    "care_need": WARM,
    "care_fte": WARM,
    "care_fte_per_100": WARM,
    "staff_per_100": NEUTRAL,
    "working_people": "#7F56C5",
    "care_burden": NEUTRAL,
    "cost": WARM,
    "income": "#2E8B57",
    "grants": "#3B82C4",
    "left_yearly": ACCENT,
    "innbyggertilskudd": "#3B82C4",
    "landets_aldring": "#8C6BB1",
    "utgiftsutjevning": WARM,
    "skatt": "#2E8B57",
    "inntektsutjevning": "#9A7B00",
    "need_index": ACCENT,
    "need_index_age": WARM,
    "births": "#2E8B57",
    "deaths": "#C44E52",
    "net_immigration": "#7F56C5",
    "net_domestic": "#3B82C4",
    "net_migration": "#3B82C4",
    "growth": NEUTRAL,
    "female": "#7F56C5",
    "male": "#2E86C1",
}
"""The same colour for the same age group, sector or component everywhere."""

SEQUENCE = ("#D2691E", "#2E8B57", "#7F56C5", "#9A7B00", "#C44E52", "#0F8B8D", "#A0527A", "#3B82C4")
PROJECTED_DASHES = ("dash", "dot", "dashdot", "longdash", "longdashdot", "8px,3px,2px,3px")
"""Dashes of projected values, one after the other; history is solid."""


def dash(place: int) -> str:
    """Dash of the projected line with this place among several."""
    return PROJECTED_DASHES[place % len(PROJECTED_DASHES)]


OWN_COLOURS = ("#C44E52", "#2E86C1", "#B07D12")
"""Of services that a user has named."""

BESIDE = (NEUTRAL, "#8D949F", "#7C828D", "#636A75", "#858C97")
"""Of the regions that stand beside the chosen one: their names stand at their lines."""
THIN = 1.5
"""Width of a level or a rule [px]."""


def colour(item: str) -> str:
    """Colour of an item; neutral for one that has none of its own.

    A service that a user has named has one that no sector has, the same everywhere.
    """
    if item.startswith(OWN_SERVICE):
        return OWN_COLOURS[sum(item.encode()) % len(OWN_COLOURS)]
    return ITEM_COLOURS.get(item, NEUTRAL)


PAPER = 255
"""White, which a colour that lets light through is laid on."""
PALER, LIGHTER = 0.55, 0.6
"""How much of its colour is left of a bar that is told from another by its pattern, and of one that
has the colour of another all the same, where there are no patterns."""


def hexed(colour: str, opacity: float = 1.0) -> str:
    """A colour as ``#RRGGBB`` on white.

    Examples
    --------
    >>> hexed("#D2691E"), hexed("rgba(128,128,128,0.9)"), hexed("#000000", 0.5)
    ('#D2691E', '#8D8D8D', '#808080')
    """
    if colour.startswith("#"):
        parts = [float(int(colour[place : place + 2], 16)) for place in (1, 3, 5)]
    else:
        *parts, alpha = (float(one) for one in re.findall(r"[\d.]+", colour))
        opacity *= alpha
    return "#" + "".join(f"{round(PAPER + (one - PAPER) * opacity):02X}" for one in parts)
