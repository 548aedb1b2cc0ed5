"""What is not wrong, but should be looked at; and parts beside their sums."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ...norwegian import number, percent
from ...people.ages import FloatArray
from ...people.population import FEW, Population
from .pieces import PART_OF, Piece, compare
from .told import Told

MOST_JUMP = 0.02
"""A year from the last observed [share]."""
TINY, HUGE = 0.02, 50.0
"""Levels against the counted people that cannot be the same people [ratio]."""
NEAR_HALF = 0.03
"""How near half of the counted people, or twice, is taken as a sign of its own [ratio]."""
MOST_LEAP = 0.04
"""From one year of the file to the next; a small kommune may change this much [share]."""
OLD = 80
"""From this age on a cohort hardly grows by moving [years]."""


def look(pieces: Sequence[Piece], observed: dict[str, Population], told: Told) -> None:
    """Warn of what is against nature or should not be published."""
    unknown = list(dict.fromkeys(one.region for one in pieces if one.region not in observed))
    if unknown and any(not one.partial for one in pieces):
        first = next(one for one in pieces if one.region == unknown[0] and not one.partial)
        total = float(np.nansum(first.persons[0]))
        told.warn(
            first.name,
            f"{number(total)} personer i {first.years[0]}, og ingen talte å holde dem mot",
            "alle innbyggerne, hver én gang",
            "Se etter at det er alle: begge kjønn og alle grupper. Hent kommunen fra SSB.",
        )
    for one in pieces:
        if not one.area and one.region in observed:
            _jump(one, observed[one.region], told)
        if not one.area:
            _leaping(one, told)
        _growing(one, told)
    small = sum(int(((one.persons > 0) & (one.persons < FEW)).sum()) for one in pieces)
    if small:
        found = f"{number(small)} celler med 1–{FEW - 1} personer"
        advice = "Slå sammen grupper før tallene vises for andre."
        told.warn("", found, "grupper som er store nok til å publiseres", advice)


def _jump(one: Piece, observed: Population, told: Told) -> None:
    """From the last year of both; else from the last observed to the first of the file."""
    counted = dict(zip(observed.years, observed.both_sexes()[0].sum(axis=-1), strict=True))
    totals = dict(zip(one.years, one.persons.sum(axis=(1, 2)), strict=True))
    counted = {year: float(value) for year, value in counted.items() if np.isfinite(value)}
    # A year with a figure missing has no total, and would hide the others behind it.
    totals = {year: float(value) for year, value in totals.items() if np.isfinite(value)}
    both = [year for year in counted if year in totals]
    before = both or [year for year in counted if year < min(totals, default=0)]
    if not before:
        return
    last, year = before[-1], before[-1] if both else min(totals)
    base, total = counted[last], totals[year]
    change = total / base - 1 if base else 0.0
    shares = _shares(one, base)
    if base and (unlike := shares or _unlike(total / base)) and not one.partial:
        found = f"{number(total)} personer i {year}, mot {number(base)} telt i {last}"
        told.fault(one.name, found, "alle innbyggerne, hver én gang", unlike)
        return
    if abs(change) > MOST_JUMP * max(1, year - last):
        found = f"{number(total)} personer i {year}, {percent(abs(change), 1)} "
        found += f"{'over' if change > 0 else 'under'} de {number(base)} observert i {last}"
        advice = "Se etter feil område, feil enhet eller en alder som mangler."
        told.warn(one.name, found, "høyst 2 prosent endring i året", advice)


def _shares(one: Piece, base: float) -> str:
    """That every year sums to a hundred, or one, where many more people were counted."""
    totals = one.persons.sum(axis=(1, 2))
    totals = totals[np.isfinite(totals)]
    for whole, slack in ((100.0, 1.5), (1.0, 0.02)):
        if base > 3 * whole and (np.abs(totals - whole) <= slack).all():
            return "Hvert år summerer til 100 prosent. Bruk antall personer."
    return ""


def _unlike(ratio: float) -> str:
    """What a level far from the counted people is a sign of; nothing where it may be right."""
    if ratio < TINY:
        return "Ser ut til å være prosent, andeler eller tusen personer. Bruk antall personer."
    if ratio > HUGE:
        return "Ser ut til å være et annet område eller en annen enhet. Rett det."
    if abs(ratio - 0.5) < NEAR_HALF:
        return "Ser ut til å være bare ett kjønn eller halvparten. Bruk tall for alle."
    if abs(ratio - 2) < 4 * NEAR_HALF:
        return "Ser ut til at hver person er talt to ganger, i en sum og i delene. Fjern den ene."
    return ""


def _leaping(one: Piece, told: Told) -> None:
    """From one year of the file to the next."""
    totals = one.persons.sum(axis=(1, 2))
    change = np.divide(totals[1:], totals[:-1], np.ones(len(totals) - 1), where=totals[:-1] > 0) - 1
    leaps = np.flatnonzero(np.abs(change) > MOST_LEAP)
    for place in leaps[:3]:
        found = f"{percent(float(change[place]), 1, True)} fra {one.years[place]} "
        found += f"til {one.years[place + 1]}"
        advice = "Se etter en forskjøvet rad eller feil i ett av årene."
        told.warn(one.name, found, "høyst 4 prosent endring i året", advice)
    if (more := len(leaps) - 3) > 0:
        accepted, advice = "høyst 4 prosent endring i året", "Se over."
        told.warn(one.name, f"{more} år til med større endring", accepted, advice)


def _growing(one: Piece, told: Told) -> None:
    """Cohorts of single years that grow in old age; the open group is left out."""
    lowers = [band.lower for band in one.ages.bands if band.upper == band.lower]
    if len(lowers) < OLD + 2 or one.partial:
        return
    persons = one.persons.sum(axis=1)
    before, after = persons[:-1, OLD : len(lowers) - 1], persons[1:, OLD + 1 : len(lowers)]
    grown = (after > 1.05 * before + 2) & np.isfinite(after - before)
    for year, age in np.argwhere(grown)[:5]:
        found = f"{number(before[year, age])} på {OLD + age} år i {one.years[year]} blir "
        found += f"{number(after[year, age])} året etter"
        told.warn(one.name, found, "kull som minker i høy alder", "Se etter forskjøvne rader.")
    if (more := int(grown.sum()) - 5) > 0:
        told.warn(one.name, f"{more} kull til som vokser", "kull som minker", "Se over.")


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
