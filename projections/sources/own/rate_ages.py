"""The ages of a service's rates: none has two, none is without, and the others are filled in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ... import labels
from ...money.own_rates import AgeRate
from ...norwegian import listing
from ...people.ages import AgeBand
from ..upload.told import Told

REST = "øvrige"


@dataclass(frozen=True)
class ServiceRate:
    """One rate as it was read; ``ages`` None for all other ages."""

    row: int
    service: str
    unit: str
    ages: AgeBand | None
    amount: float


def check(rows: Sequence[ServiceRate], is_unclear: bool, told: Told) -> None:
    """No age has two rates, and none is without one."""
    what = f"{labels.item(rows[0].service)}, {rows[0].unit}"
    rest = [rate for rate in rows if rate.ages is None]
    for rate in rest[1:]:
        accepted = f"{REST} én gang i hver tjeneste"
        advice = f"Ta bort raden; {REST} står også i rad {rest[0].row}."
        told.fault(
            f"rad {rate.row}, kolonnen alder", f"«{REST}» om igjen for {what}", accepted, advice
        )
    widest: tuple[AgeBand, int] | None = None
    for band, rate in _in_order(rows):
        if widest and _upper(widest[0]) >= band.lower:
            found = f"{labels.age(band.code)} for {what}"
            advice = f"Rad {widest[1]} har {labels.age(widest[0].code)}: del ikke alderen på to."
            told.fault(f"rad {rate.row}, kolonnen alder", found, "hver alder én gang", advice)
        if widest is None or _upper(band) > _upper(widest[0]):
            widest = (band, rate.row)
    holes = [] if rest or is_unclear else [labels.age(gap.code) for gap in _gaps(rows)]
    if holes:
        found = f"ingen sats for {listing(holes)} i {what}"
        advice = f"Legg til radene. Skriv {REST} i alder og 0 i sats om de ikke har tjenesten."
        told.fault("kolonnen alder", found, "en sats for hver alder", advice)


def _upper(band: AgeBand) -> float:
    return float("inf") if band.upper is None else band.upper


def _in_order(rows: Sequence[ServiceRate]) -> list[tuple[AgeBand, ServiceRate]]:
    banded = [(rate.ages, rate) for rate in rows if rate.ages is not None]
    return sorted(banded, key=lambda pair: (pair[0].lower, _upper(pair[0]), pair[1].row))


def _gaps(rows: Sequence[ServiceRate]) -> Iterator[AgeBand]:
    """Ages without a row of their own."""
    at = 0
    for band, _ in _in_order(rows):
        if band.lower > at:
            yield AgeBand(at, band.lower - 1)
        if band.upper is None:
            return
        at = max(at, band.upper + 1)
    yield AgeBand(at, None)


def whole(rows: Sequence[ServiceRate]) -> list[AgeRate]:
    """The rates of a service in order, the other ages filled in as the file says."""
    rates = [AgeRate(band, rate.amount) for band, rate in _in_order(rows)]
    rest = [rate.amount for rate in rows if rate.ages is None]
    rates += [AgeRate(gap, rest[0]) for gap in _gaps(rows)]
    return sorted(rates, key=lambda rate: rate.ages.lower)
