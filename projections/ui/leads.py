"""Which figure is the finding of each page: for the page itself, and for what is seen before it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from ..choices.choice import NO_PROJECTION
from ..errors import BaereevneError
from ..figures import matters
from ..figures.spec import Absent, Figure
from ..figures.view import View
from .view import made
from .ways import START

LEADS: Mapping[str, tuple[str, ...]] = {
    "befolkning": ("folketall",),
    "aldersbaereevne": ("aldersbaereevne",),
    "kapasitet": ("omsorgsplasser",),
    "sammenligning": (
        "utgifter_behovskorrigert",
        "utgifter_ikke_justert",
        "behov_mot_landet",
    ),
    "inntekt": ("kostnad_inntekt_netto", "igjen_foer_skatt", "inntektene", "utgiftsbehov"),
    "demografikostnader": ("kostnad_etter_tjeneste",),
    "handlingsrom": ("netto_driftsresultat", "krav_per_aar", "netto_laanegjeld"),
    "treffsikkerhet": ("tidligere_framskrivinger",),
    "paastand": ("paastand",),
}
"""Keys of the figures that lead each page: the first that can be made does."""
BESIDE = {"aldersbaereevne": "forsorgede"}
"""On the first page: what stands beside a figure, since it is asked for at once."""
INSTEAD = {"kostnad_inntekt_netto": "igjen_foer_skatt"}
"""There too: what stands where a figure cannot be made."""
SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-ZÆØÅ0-9])")
"""Between two sentences."""


class Lead(NamedTuple):
    """The finding of a page: its key and figure, and the sentence of each that cannot be made."""

    key: str
    figure: Figure | None
    lacking: tuple[str, ...] = ()


def of(page: str, view: View) -> Lead:
    """The finding of a page, as it is chosen; no figure where none can be made."""
    if page == START:
        found = next(iter(made(every, view)), None)
        return Lead(found.key if found else "", found)
    keys = LEADS.get(page, ())
    lacking: list[str] = []
    for key in keys:
        try:
            return Lead(key, made(key, view)[0], tuple(dict.fromkeys(lacking)))
        except BaereevneError as problem:
            if not isinstance(problem, Absent) or key == keys[-1]:
                lacking.append(str(problem))
    return Lead("", None, tuple(dict.fromkeys(lacking)))


def in_two(figure: Figure) -> tuple[str, str]:
    """Of a lead, the first sentence alone comes before the chart; the rest after it."""
    first, _, rest = SENTENCE.sub("\n", figure.text, 1).partition("\n")
    return first, rest


def every(view: View) -> tuple[Figure, ...]:
    """What the first page shows, in the order that matters here."""
    return tuple(one for key in _keys(view) for one in _figure(view, key))


def _keys(view: View) -> list[str]:
    """Figures in the order that matters here."""
    order = list(matters.order(view))
    for key, other in INSTEAD.items():
        if key not in order:
            order.insert(min(2, len(order)), other)
    return [one for key in order for one in (key, BESIDE.get(key, "")) if one]


def _figure(view: View, key: str) -> tuple[Figure, ...]:
    """The figure in a tuple; empty where a region lacks an input or a year for it."""
    alone = replace(view, chosen=replace(view.chosen, against=NO_PROJECTION, compare=()))
    try:
        return tuple(made(key, alone)[:1])
    except BaereevneError:
        return ()
