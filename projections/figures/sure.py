"""How sure a projected curve is: its band, the words for it, and its table.

The band is the errors such projections have made in municipalities of the size, carried through the
same tables as the path; docs/accuracy.md. What nobody knows of the state is another thing, and is
told beside it.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, fields, replace
from weakref import WeakKeyDictionary

import numpy as np

from .. import labels, tables, words
from ..case import Catalogue
from ..errors import MissingInputError
from ..people.ages import FloatArray
from ..people.moved import Drawn
from ..series import Series, Table
from ..tables import Setting
from ..trend.alternative import is_likeliest, whose
from ..trend.band import HORIZON, SHARES, interval, lasting, within
from . import laid_round
from .chart import Curve
from .laid_round import HIGH, LOW, OF
from .spec import Figure, over
from .view import View

FORMS = ("lines", "multiples", "balance", "levels")
"""Charts over years that bands are drawn in."""
YEARS = 10
"""How far ahead a miss is told for, where the projection goes so far [years]."""
UNASKED = ("scenario", "against", "pyramid", "rules", "last")
"""Choices that a band does not depend on, but where it is said."""
MOST_KEPT = 400
"""Bands of as many figures are kept for each set of figures."""
_KEPT: WeakKeyDictionary[Catalogue, dict[tuple[object, ...], tuple["Band", ...]]] = (
    WeakKeyDictionary()
)
Build = Callable[[Setting], Table]
"""A table of a path: of the projection as it is, and of all its draws."""


@dataclass(frozen=True, eq=False)
class Band:
    """A projected series with its edges.

    Parameters
    ----------
    path
        The projected series itself.
    edges
        Lower and upper, for each of :data:`~projections.trend.band.SHARES`.
    missed
        ``[year]`` how far from the path eight of ten draws are at most [its unit].
    lasts
        The last year that eight of ten draws are within ten per cent of the path; of the people in
        all, where the figure is a change and has no per cent of its own.
    """

    path: Series
    edges: tuple[tuple[Series, Series], ...]
    missed: FloatArray
    lasts: int

    @property
    def outer(self) -> tuple[Series, Series]:
        """The edges that are told and written."""
        return self.edges[0]


def bands(view: View, key: str, build: Build, also: Hashable = ()) -> tuple[Band, ...]:
    """The projected series of a table with their bands; none where none is known or it is off.

    They are kept for as long as the figures they are reckoned from: nothing that a lever moves is
    in them, so that a lever costs nothing more.

    Parameters
    ----------
    key
        Of the figure.
    build
        The table; the same arithmetic is done on the path and on all its draws.
    also
        What of :data:`UNASKED` it depends on all the same.
    """
    if view.drawn is None:
        return ()
    kept = _KEPT.setdefault(view.catalogue, {})
    wanted = (key, view.case.region.code, also, *_asked(view))
    if wanted not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[wanted] = _reckoned(view, build)
    return kept[wanted]


def _asked(view: View) -> tuple[object, ...]:
    """All that a band depends on of the path and the choices: not levers, nor what is compared."""
    assert view.drawn
    drawn, own = view.drawn.population, view.chosen
    assert isinstance(drawn, Drawn)
    chosen = {one.name: getattr(own, one.name) for one in fields(own) if one.name not in UNASKED}
    return view.drawn.code, view.drawn.moved_to, drawn.persons.tobytes(), repr(chosen)


def _reckoned(view: View, build: Build) -> tuple[Band, ...]:
    assert view.projection
    assert view.drawn
    try:
        paths, drawn = (
            [one for one in build(view.setting.on(path)) if _is_path(one, view)]
            for path in (view.projection, view.drawn)
        )
    except MissingInputError:
        return ()
    return tuple(
        _band(path, one.values, view)
        for path, one in zip(paths, drawn, strict=True)
        if one.values.ndim > 1 and np.isfinite(path.values).any()
    )


def banded(
    own: Figure,
    view: View,
    build: Build,
    item: str = "",
    also: str = "",
    asks: Hashable = (),
) -> Figure:
    """The figure with the band of each of its projected curves; the figure itself without any.

    Parameters
    ----------
    own
        Any figure; where it is a line chart over years, its bands are drawn.
    build
        The table that it shows, in the unit it is drawn in.
    item
        The item that is told in words; the first where left out.
    also
        What else is not known of the figure, a sentence.
    asks
        What of :data:`UNASKED` the table depends on all the same.
    """
    found = bands(view, own.key, build, asks)
    if not found:
        return replace(own, remark=" ".join(filter(None, (own.remark, lacking(view)))))
    main = next((one for one in found if one.path.item == item), found[0])
    edges = tuple(one for band in found for one in band.outer)
    assert view.projection
    caveats = (
        "" if is_likeliest(view.projection) else words.sure.NOT_LIKELIEST,
        "" if view.case.region.is_municipality else words.sure.of_sum(_is_ours(view)),
    )
    return replace(
        own,
        finding=replace(
            own.finding,
            text=" ".join(filter(None, (own.text, _told(main, view), *caveats, also))),
        ),
        table=(*own.table, *edges),
        grids=(*own.grids, laid_round.grid(edges, words.sure.BAND_TABLE)),
        curves=(*own.curves, *_curves(own, found, main)),
        sources=tuple(dict.fromkeys((*own.sources, *view.band_sources))),
    )


def lacking(view: View) -> str:
    """Why there is no band where one is wanted; empty where there is one, or nothing to have it."""
    projection = view.projection
    if projection is None or not view.chosen.has_band or view.drawn or projection.official:
        return ""
    name = labels.alternative(projection.alternative)
    known = whose(projection) is not None and view.case.region.kind != "group"
    return words.sure.no_ages(name) if known else words.sure.not_known(name)


def _is_path(one: Series, view: View) -> bool:
    assert view.projection
    return one.alternative == view.projection.alternative and one.region == view.case.region


def _band(path: Series, drawn: FloatArray, view: View) -> Band:
    edges = [interval(drawn, share) for share in SHARES]
    return Band(
        path,
        tuple(
            (
                _edge(path, LOW, low, share),
                _edge(path, HIGH, high, share),
            )
            for share, (low, high) in zip(SHARES, edges, strict=True)
        ),
        within(drawn, path.values),
        _lasts(path, drawn, view),
    )


def _edge(path: Series, item: str, values: FloatArray, share: float) -> Series:
    return path.with_item(item, values).with_extra(("share", f"{share:g}"), (OF, path.item))


def _told(band: Band, view: View) -> str:
    """The band in words: how far off after ten years, or between what in the last year shown."""
    path, region = band.path, view.case.region
    ours, start = _is_ours(view), _start(view)
    first = path.years.index(start) if start in path.years else 0
    ahead = min(YEARS, len(path.years) - 1 - first)
    if path.unit == "persons" and not path.is_difference:
        missed, lasts = float(band.missed[first + ahead]), band.lasts - path.years[first]
        cut = lasts >= min(HORIZON, len(path.years) - 1 - first)
        return words.sure.band(region, path, missed, ahead, words.sure.lasting(lasts, cut), ours)
    year = max(year for year in path.years if year <= max(view.chosen.last, path.years[0]))
    low, high = (one.at(year) for one in band.outer)
    return words.sure.band_between(path, year, low, high, region, ours)


def _curves(own: Figure, found: Sequence[Band], main: Band) -> tuple[Curve, ...]:
    """The edges of the band of each projected curve, in its colour and small chart."""
    if own.form not in FORMS or not all(one.isdigit() for one in own.categories):
        return ()
    years = tuple(map(int, own.categories))
    pairs = [
        (curve, band)
        for curve in own.curves
        if (band := next((one for one in found if _is_of(curve, one, years)), None))
    ]
    if not any(band is main for _, band in pairs):  # what is told is not drawn itself
        main = pairs[0][1] if pairs else main
    return tuple(
        edge
        for curve, band in pairs
        for edge in _edges(curve, band, years, is_main=bool(curve.panel) or band is main)
    )


def _is_of(curve: Curve, band: Band, years: Sequence[int]) -> bool:
    """Whether a curve is a band's path: the same values in every year it has."""
    if curve.role != "projected":
        return False
    values, known = over(band.path, years), np.isfinite(curve.values)
    return bool(known.any() and np.allclose(curve.values[known], values[known], rtol=1e-9))


def _edges(curve: Curve, band: Band, years: Sequence[int], is_main: bool) -> list[Curve]:
    """The edges of both bands of what is told, and of the wide one alone of other curves."""
    last = band.lasts
    sure = years.index(last) if last in years and last < band.path.years[-1] else None
    outside = np.isnan(curve.values)
    found = []
    for share, pair in list(zip(SHARES, band.edges, strict=True))[: 2 if is_main else 1]:
        for one in pair:
            name = words.sure.edge(one.item == LOW, share == SHARES[0])
            found.append(
                Curve(
                    name=name if is_main else f"{curve.name}, {name[:1].lower()}{name[1:]}",
                    code=curve.code,
                    values=np.where(outside, np.nan, over(one, years)),
                    role="band",
                    look="line",
                    colour=curve.colour,
                    width=1,
                    dash="dot",
                    faint=not is_main,
                    group=curve.group,
                    panel=curve.panel,
                    share=share,
                    sure=sure,
                )
            )
    return found


def _lasts(path: Series, drawn: FloatArray, view: View) -> int:
    """See :class:`Band`."""
    if path.is_difference or not (path.values > 0).all():
        assert view.projection
        assert view.drawn
        drawn = tables.population(view.case, view.drawn)[-1].values
        path = tables.population(view.case, view.projection)[-1]
    start = _start(view)
    first = path.years.index(start) if start in path.years else 0
    ahead = lasting(drawn[:, first:], path.values[first:])
    return path.years[min(first + ahead, len(path.years) - 1)]


def _is_ours(view: View) -> bool:
    assert view.projection
    return whose(view.projection) == "ours"


def _start(view: View) -> int:
    """The year the projection starts from: what is counted until then is sure."""
    assert view.projection
    return view.projection.moved_to or view.projection.population.years[0]
