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
from ..trend.backtest import FIRST_ORIGIN, backtest, relative
from ..trend.groups import SIZE_NAMES, size_class
from ..trend.history import History
from ..trend.scores import summary
from . import files
from .backtest_rows import ALL, score_rows

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
        )
        people = real.get(start, real[start + ahead])[:1]
        cases[key.alternative, ahead, ALL].append(case)
        cases[key.alternative, ahead, SIZE_NAMES[size_class(people).item()]].append(case)
    for (alternative, ahead, size), found in cases.items():
        yield from _case_rows(alternative or "file", ahead, size, found, False)
        common = [one for one in found if one.ours is not None]
        if common:
            yield from _case_rows(alternative or "file", ahead, size, common, True)


class _Case(NamedTuple):
    """One projection of one region so many years ahead; errors are ``[group]``."""

    theirs: FloatArray
    ours: FloatArray | None
    origin: int


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
    for method, errors in (
        (name, theirs),
        (f"trend beside {name}", ours),
        (f"mean of trend and {name}", (theirs + ours) / 2),
    ):
        yield from score_rows(f"{method}, {SAME}", origins, size, ahead, summary(errors))


class _Ours:
    """Our own errors by the name or code of a region."""

    def __init__(self, history: History, horizon: int, starts: Collection[int]) -> None:
        known = range(FIRST_ORIGIN, history.years[-1])
        origins = sorted({*starts} & {*known})
        self.trial = backtest(history, origins, horizon)
        self.errors = self.trial.errors()
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
