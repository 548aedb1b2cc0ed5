"""A claim of kroner, or of people per person, held against what the tables make of the people."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from ..case import Projection
from ..claims.claim import Claim
from ..errors import MissingInputError, SplitBandError, UnknownChoiceError
from ..people.population import Population
from ..series import Series, Table
from ..trend.alternative import CODE, places_of
from ..trend.history import History
from .claims import PERCENT, Ahead, Drawing, JudgedClaim, with_band

Build = Callable[[Projection | None], Table]
"""The subject's series of a path, what is counted first."""


def judge(
    claim: Claim,
    projections: Sequence[Projection],
    build: Build,
    drawn: Drawing,
    base: int,
    then: Projection | None = None,
    people: Population | None = None,
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
    then
        Our projection as it would have been when the claim was made; None where it cannot be had.
    people
        Those who were counted since: what is spent is shared on them, and not on those foreseen.

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
    before = then and people and _then(claim, counted, then, people, build, drawn)
    return JudgedClaim(claim, counted, level, begin, before or None, now)


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
    claim: Claim, projections: Sequence[Projection], build: Build, drawn: Drawing
) -> Iterator[Ahead]:
    """Ours first."""
    for one in sorted(projections, key=lambda each: each.alternative != CODE):
        with suppress(SplitBandError, MissingInputError, UnknownChoiceError):
            path = build(one)[-1]
            if path.is_observed or not path.has(claim.year):
                continue
            courses = drawn(one)
            yield with_band(path, build(courses)[-1].values if courses else None)


def _then(
    claim: Claim,
    counted: Series,
    then: Projection,
    people: Population,
    build: Build,
    drawn: Drawing,
) -> Ahead | None:
    """What our projection would have said, from what was counted in the year it was made.

    It is reckoned with today's rates, rules and nation; who lives here is foreseen alone.
    """
    with suppress(SplitBandError, MissingInputError, UnknownChoiceError):
        path, courses = build(replace(then, official=people))[-1], drawn(then)
        start = counted.level(claim.said) - path.level(claim.said)
        values = build(replace(courses, official=people))[-1].values if courses else None
        path = path.with_values(path.values + start).with_extra(("origin", str(claim.said)))
        return with_band(path, None if values is None else values + start)
    return None


def counted_since(then: Projection, history: History) -> Population:
    """Those who were counted from the year a projection begins, as a path of their own."""
    people = then.population
    first = history.years.index(people.years[0])
    counts = history.persons[places_of(people.region, history), first:].sum(axis=0)[None]
    return replace(people, persons=counts, years=history.years[first:])
