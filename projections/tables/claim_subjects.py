"""A claim of kroner, or of people per person, held against what the tables make of the people."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from ..case import Projection
from ..claims.claim import Claim
from ..errors import MissingInputError, SplitBandError, UnknownChoiceError
from ..series import Series, Table
from ..trend.alternative import CODE
from ..trend.band import interval
from .claims import PERCENT, Ahead, JudgedClaim

Build = Callable[[Projection | None], Table]
"""The subject's series of a path, what is counted first."""
Drawn = Callable[[Projection], Projection | None]


def judge(
    claim: Claim, projections: Sequence[Projection], build: Build, drawn: Drawn, base: int
) -> JudgedClaim:
    """Hold a claim against what was counted and against every projection that reaches its year.

    Parameters
    ----------
    build
        The same table on the counts, on a path and on its draws, so the band is the subject's own.
    drawn
        A path with the courses its people may take; None where none are known.
    base
        The year that amounts are measured from where none is said.

    Raises
    ------
    MissingInputError
        If nothing reaches the year, or what it is measured from is not known.
    """
    claim = claim.fitting
    try:
        counted = build(None)[0]
    except UnknownChoiceError:
        raise MissingInputError(
            f"Endringen måles fra {claim.said or base}, og det året er ikke kjent. Velg et annet."
        ) from None
    start = claim.said or (base if claim.is_money else counted.years[-1])
    claim = replace(claim, said=start) if claim.is_change else claim
    now = () if counted.has(claim.year) else tuple(_now(claim, projections, build, drawn))
    if not counted.has(claim.year) and not now:
        raise MissingInputError(
            f"Ingen framskriving som kan regnes om til dette, når fram til {claim.year}."
        )
    begin = _start(claim, counted, now) if claim.is_change else float("nan")
    level = {
        "change": begin + claim.value,
        "percent": begin * (1 + claim.value / PERCENT),
    }.get(claim.kind, claim.value)
    return JudgedClaim(claim, counted, level, begin, None, now)


def _start(claim: Claim, counted: Series, now: Sequence[Ahead]) -> float:
    if claim.said >= claim.year:
        raise MissingInputError(
            f"Påstanden gjelder {claim.year} og måles fra {claim.said}. Velg et tidligere år å "
            "måle fra."
        )
    known = [one for one in (counted, *(each.path for each in now)) if one.has(claim.said)]
    if not known:
        raise MissingInputError(
            f"Endringen måles fra {claim.said}, og tellingene går fra {counted.years[0]} til "
            f"{counted.years[-1]}. Velg et av de årene."
        )
    return float(known[0].at(claim.said))


def _now(
    claim: Claim, projections: Sequence[Projection], build: Build, drawn: Drawn
) -> Iterator[Ahead]:
    """Ours first."""
    for one in sorted(projections, key=lambda each: each.alternative != CODE):
        with suppress(SplitBandError, MissingInputError, UnknownChoiceError):
            path = build(one)[-1]
            if path.is_observed or not path.has(claim.year):
                continue
            courses = drawn(one)
            if courses is None:
                yield Ahead(path)
                continue
            low, high = interval(build(courses)[-1].values)
            label = ("share", "0.8")
            yield Ahead(
                path,
                path.with_item("band_low", low).with_extra(label),
                path.with_item("band_high", high).with_extra(label),
            )
