"""A file of projections held against a file of what happened, and against our own projection."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from ..errors import BaereevneError
from ..exports import tidy
from ..people.ages import FloatArray
from ..people.place_names import norwegian_first
from ..sources import said
from ..sources.data import judged
from ..trend.alternative import LIKELIEST, measured, others
from ..trend.backtest import FIRST_ORIGIN, backtest, relative
from ..trend.band import SHARES, draw, interval
from ..trend.groups import SIZE_NAMES, TOLD, size_class, told
from ..trend.history import History
from ..trend.scores import summary
from . import files
from .backtest_tables import ALL, PER_CENT, Row, score_rows

FILE = "file"
"""The name of a projection that has none."""
SAME = "same_cases"
"""The cases of a file that our own projection can be asked about too."""


def pair(
    projections: str, outcomes: str, horizons: Sequence[int], history: History, origins: range
) -> Iterator[tidy.Record]:
    """The errors of a file of projections, and of our own in the cases that both have."""
    projected, known = (
        said.read(name, files.open_file(name).content) for name in (projections, outcomes)
    )
    happened = {key.region: years for key, years in known.items()}
    both = [
        (key, min(years), ahead)
        for key, years in projected.items()
        for ahead in horizons
        if min(years) in origins
        and {min(years) + ahead} <= years.keys() & happened.get(key.region, {}).keys()
    ]
    if not both:
        raise BaereevneError("Ingen område og år i framskrivingene finnes blant utfallene.")
    ours = _Ours(history, max(horizons), {start for _, start, _ in both})
    cases: dict[tuple[str, int, str], list[_Case]] = defaultdict(list)
    for key, start, ahead in both:
        real = happened[key.region]
        case = _Case(
            relative(projected[key][start + ahead], real[start + ahead]),
            ours.error(key.region, start, ahead),
            start,
            ours.held(key.region, start, ahead, projected[key][start + ahead], real[start + ahead]),
        )
        people = real.get(start, real[start + ahead])[:1]
        cases[key.alternative, ahead, ALL].append(case)
        cases[key.alternative, ahead, SIZE_NAMES[size_class(people).item()]].append(case)
    for (alternative, ahead, size), found in cases.items():
        yield from _case_rows(alternative or FILE, ahead, size, found, False)
        common = [one for one in found if one.ours is not None]
        if common:
            yield from _case_rows(alternative or FILE, ahead, size, common, True)


class _Case(NamedTuple):
    """One projection of one region so many years ahead; errors are ``[group]``.

    ``held`` is ``[side, share, group]`` what the bands of theirs and of ours held, as they are
    shown today.
    """

    theirs: FloatArray
    ours: FloatArray | None
    origin: int
    held: FloatArray | None


def _case_rows(
    name: str, ahead: int, size: str, cases: Sequence[_Case], same: bool
) -> Iterator[tidy.Record]:
    origins = f"{min(one.origin for one in cases)}-{max(one.origin for one in cases)}"
    theirs = np.array([one.theirs for one in cases])
    if not same:
        yield from score_rows(name, origins, size, ahead, summary(theirs))
        return
    ours = np.array([one.ours for one in cases])
    # Errors are relative to the same outcome, so their mean is the error of the mean.
    methods = (name, f"trend beside {name}", f"mean of trend and {name}")
    for method, errors in zip(methods, (theirs, ours, (theirs + ours) / 2), strict=True):
        yield from score_rows(f"{method}, {SAME}", origins, size, ahead, summary(errors))
    held = np.array([one.held for one in cases])
    for side, method in enumerate(methods[:2]):
        if side == 0 and name not in (*LIKELIEST, FILE):
            continue  # high and low alternatives are not meant to come true
        for (share, group), part in np.ndenumerate(held_parts(held[:, side])):
            measure = f"coverage_{PER_CENT * SHARES[share]:g}"
            row = Row(
                f"{method}, {SAME}", origins, size, ahead, TOLD[group], measure, part, len(held)
            )
            yield row.record()


def held_parts(held: FloatArray) -> FloatArray:
    """``[share, group]`` part of ``[case, share, group]``; a case where it is not known is out."""
    known = ~np.isnan(held)
    count = known.sum(axis=0)
    total = np.where(known, held, 0.0).sum(axis=0)
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan))


class _Ours:
    """Our own errors by the name or code of a region."""

    def __init__(self, history: History, horizon: int, starts: Collection[int]) -> None:
        known = range(FIRST_ORIGIN, history.years[-1])
        origins = sorted({*starts} & {*known})
        self.trial = backtest(history, origins, horizon)
        self.errors = self.trial.errors()
        self.bands = (others(history, judged.load()), measured(history))
        names = dict(zip(history.codes, history.names, strict=False))
        self.places: dict[str, int] = {}
        alike: dict[str, list[int]] = defaultdict(list)
        for place, code in enumerate(self.trial.codes):
            self.places[code] = place
            alike[norwegian_first(names.get(code, code))[0]].append(place)
        # Namesakes cannot be told apart by name.
        self.places |= {name: found[0] for name, found in alike.items() if len(found) == 1}

    def error(self, region: str, origin: int, ahead: int) -> FloatArray | None:
        """``[group]``; None where we have no such case."""
        if region not in self.places or origin not in self.trial.origins:
            return None
        start = self.trial.origins.index(origin)
        found: FloatArray = self.errors[start, ahead, self.places[region]]
        return None if np.isnan(found[0]) else found

    def held(
        self, region: str, origin: int, ahead: int, said: FloatArray, real: FloatArray
    ) -> FloatArray | None:
        """``[side, share, group]`` 1 inside the band, 0 outside, NaN where it is not known.

        The courses are drawn round our own people and laid round theirs, whose ages are coarser.
        """
        if self.error(region, origin, ahead) is None:
            return None
        start, years = self.trial.origins.index(origin), np.array((0, ahead))
        parts = self.trial.projected[start, years, self.places[region]]
        ours = told(parts)[1]
        sides = []
        for path, errors in zip((said, ours), self.bands, strict=True):
            apart = told(draw(errors, parts, horizons=years))[:, 1] / ours
            low, high = np.array([interval(apart, share) for share in SHARES]).swapaxes(0, 1)
            inside = (real >= low * path) & (real <= high * path)
            sides.append(np.where(np.isnan(real * path), np.nan, inside))
        return np.array(sides)
