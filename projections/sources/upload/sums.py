"""Parts and their sums: regions that are whole, and rows that only repeat others."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ...people.ages import FloatArray
from .pieces import PART_OF, Piece, compare
from .told import Told


def whole_regions(pieces: Sequence[Piece], decimals: int, told: Told) -> list[Piece]:
    """The pieces, and each region's sum of its areas where the file has none; else checked."""
    pieces = _without_sums(_without_inner(pieces, told), decimals, told)
    found = [one for one in pieces if not one.area]
    for key in dict.fromkeys((one.region, one.alternative) for one in pieces if one.area):
        parts = [one for one in pieces if one.area and (one.region, one.alternative) == key]
        first = parts[0]
        if any(
            (one.years, one.sexes, one.ages) != (first.years, first.sexes, first.ages)
            for one in parts
        ):
            accepted = "samme år, kjønn og aldersgrupper i alle delområder"
            told.fault(first.name, "delområder med ulike akser", accepted, "Gjør dem like.")
            continue
        summed = np.sum([one.persons for one in parts], axis=0)
        own = [one for one in found if (one.region, one.alternative) == key]
        if not own:
            found.append(replace(first, area="", persons=summed))
            advice = f"Kommunen er summen av {len(parts)} delområder."
            told.mend(found[-1].name, "ingen tall for hele kommunen", "kommunen i alt", advice)
        elif own[0].persons.shape == summed.shape:
            _summed(own[0], summed, len(parts), decimals, told)
    return found + [one for one in pieces if one.area]


def _summed(own: Piece, summed: FloatArray, parts: int, decimals: int, told: Told) -> None:
    """Tell where areas do not sum to their region: all together, else age by age."""
    slack = 0.5 * 10.0**-decimals * (parts + 1) * len(own.sexes) if decimals else 1e-6
    before = len(told.faults)
    total, other = own.persons.sum(axis=(1, 2)), summed.sum(axis=(1, 2))
    every = slack * (len(own.ages) if decimals else 1)
    count = parts * len(own.ages) * len(own.sexes)
    compare(own.name, own.years, total, other, "delområdene", every, told, count)
    if len(told.faults) > before:
        return
    for place, code in enumerate(own.ages.codes):
        one, other = own.persons[:, :, place].sum(axis=1), summed[:, :, place].sum(axis=1)
        what = f"delområdene, {code} år,"
        compare(own.name, own.years, one, other, what, slack, told, parts * len(own.sexes))


def _without_inner(pieces: Sequence[Piece], told: Told) -> list[Piece]:
    """The pieces without areas that are said to lie inside another («herav …»)."""
    inner = list(dict.fromkeys(one.area for one in pieces if PART_OF.match(one.area)))
    if inner:
        found = f"området «{inner[0]}»" + (f" og {len(inner) - 1} til" if len(inner) > 1 else "")
        advice = "Er en del av et annet område, og er ikke lagt til en gang til."
        told.warn("", found, "områder som ikke overlapper", advice)
    return [one for one in pieces if one.area not in inner]


def _without_sums(pieces: list[Piece], decimals: int, told: Told) -> list[Piece]:
    """The pieces without an area, or an alternative, that is the sum of all the others."""
    kept = list(pieces)
    for key in dict.fromkeys((one.region, one.alternative) for one in pieces if one.area):
        parts = [one for one in kept if one.area and (one.region, one.alternative) == key]
        if whole := _sum_of_others(parts, decimals):
            kept.remove(whole)
            kept = [*kept, replace(whole, area="")] if not _has(kept, key) else kept
            advice = "Lest som hele kommunen, og ikke lagt til en gang til."
            told.mend(whole.name, f"«{whole.area}» er summen av de andre", "delområder", advice)
    return kept


def _has(pieces: Sequence[Piece], key: tuple[str, str]) -> bool:
    return any(not one.area and (one.region, one.alternative) == key for one in pieces)


def _sum_of_others(parts: Sequence[Piece], decimals: int) -> Piece | None:
    """The part that is the sum of two or more others in every year, whatever it is called."""
    if len(parts) < 3 or len({one.persons.shape for one in parts}) > 1:
        return None
    every = np.stack([one.persons for one in parts])
    whole = every.sum(axis=0)
    slack = 10.0**-decimals * len(parts)
    for place, one in enumerate(parts):
        apart = np.abs(2 * every[place] - whole)
        totals = np.abs(2 * every[place].sum(axis=(1, 2)) - whole.sum(axis=(1, 2)))
        limit = slack * max(1.0, np.sqrt(every[place][0].size))
        if (apart <= slack).all() and (totals <= limit).all() and every[place].sum() > 0:
            return one
    return None
