"""What a shared link pins, in words."""

from ..case import Case, Projection
from ..labels import projection as named
from ..norwegian import date

SCENARIO = "Scenariet med spakene slik de står, følger med."
OWN = "Egne tall i denne økten følger ikke med lenken."


def pins(case: Case, projection: Projection | None, first: int, last: int) -> str:
    """What stands still however the program and its figures change.

    Parameters
    ----------
    case, projection
        The region, and what is shown of its future.
    first, last
        The years that are compared.
    """
    if projection is None:
        return (
            f"Lenken åpner denne siden for **{case.region.name}**, {first}–{last}, uten prognose."
        )
    published = projection.population.source.published
    moved = projection.moved_to
    starts = f"den starter fra tellingen 1. januar {moved}" if moved else "slik den ble publisert"
    return (
        f"Lenken åpner denne siden for **{case.region.name}** med de samme valgene: "
        f"{named(projection)} (utgitt {date(published)}; {starts}), og årene {first}–{last}. "
        "Kommer det nyere tall, sier siden det."
    )
