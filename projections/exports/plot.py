"""How an exhibit's chart looks, whatever the format: number formats and colours."""

from collections.abc import Mapping
from types import MappingProxyType

from ..charts import style
from ..exhibits import Curve, Exhibit

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "persons": "#,##0",
        "places": "#,##0",
        "pupils": "#,##0",
        "persons per person": "0.00",
        "million NOK": "#,##0.0",
        "1000 NOK": "#,##0",
        "percent": '0.0" %"',
    }
)
"""Office's number formats by unit, as written in English; Office shows them in its own language."""
SIGNED = "+{0};\u2212{0};0"
SPARE = (style.ACCENT, "#44546A", *style.SEQUENCE)
"""Colours for what has none of its own."""
MOST_YEARS = 14
"""More years than this, and only every fifth is written."""


def number_format(exhibit: Exhibit) -> str:
    """Office's number format of a chart's values; changes carry a sign."""
    plain = FORMATS.get(exhibit.unit, "General")
    return SIGNED.format(plain) if exhibit.table[0].is_difference else plain


def colours(exhibit: Exhibit) -> dict[str, str]:
    """Colour by curve code: the item's own, or one that no other curve has."""
    codes = list(dict.fromkeys(curve.code for curve in exhibit.curves))
    if len(codes) == 1:
        return {codes[0]: style.ACCENT}
    own = {code: style.ITEM_COLOURS[code] for code in codes if code in style.ITEM_COLOURS}
    spare = iter(one for one in SPARE if one not in own.values())
    return {code: own.get(code) or next(spare) for code in codes}


def places(exhibit: Exhibit) -> dict[str, int]:
    """Place of each curve code in the order of colours of a theme."""
    return {code: place for place, code in enumerate(colours(exhibit))}


def dash(exhibit: Exhibit, curve: Curve) -> int | None:
    """Which dash a projected line has, told apart from the others'; None for a solid line."""
    return places(exhibit)[curve.code] if curve.is_projected else None


def values(curve: Curve) -> list[float | None]:
    """The values, None where there is none."""
    return [None if value != value else float(value) for value in curve.values]


def label_step(exhibit: Exhibit) -> int:
    """Every how many categories is written."""
    many = exhibit.kind != "bar" and len(exhibit.categories) > MOST_YEARS
    return 5 if many else 1
