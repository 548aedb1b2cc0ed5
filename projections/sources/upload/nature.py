"""What is not wrong, but should be looked at: jumps, cohorts that grow, groups too small."""

from collections.abc import Sequence

import numpy as np

from ...norwegian import number, percent
from ...population import Population
from .pieces import Piece
from .told import Told

MOST_JUMP = 0.02
"""From the last observed year, or from year to year [share]."""
OLD = 80
"""From this age on a cohort hardly grows by moving [years]."""
FEW = 4
"""Figures below this may show single persons [persons]."""


def look(pieces: Sequence[Piece], observed: dict[str, Population], told: Told) -> None:
    """Warn of what is against nature or should not be published."""
    for one in pieces:
        if not one.area and one.region in observed:
            _jump(one, observed[one.region], told)
        _growing(one, told)
    small = sum(int(((one.persons > 0) & (one.persons < FEW)).sum()) for one in pieces)
    if small:
        found = f"{number(small)} celler med 1–{FEW - 1} personer"
        advice = "Slå sammen grupper før tallene vises for andre."
        told.warn("", found, "grupper som er store nok til å publiseres", advice)


def _jump(one: Piece, observed: Population, told: Told) -> None:
    before = [year for year in observed.years if year <= one.years[0]]
    if not before or one.years[0] - before[-1] > 1:
        return
    base = float(observed.both_sexes()[0, observed.years.index(before[-1])].sum())
    change = float(one.persons[0].sum()) / base - 1 if base else 0.0
    if abs(change) > MOST_JUMP:
        found = f"{percent(change, 1, True)} fra {before[-1]} (observert) til {one.years[0]}"
        told.warn(one.name, found, "høyst 2 prosent", "Se etter feil område eller feil enhet.")


def _growing(one: Piece, told: Told) -> None:
    """Cohorts of single years that grow in old age; the open group is left out."""
    lowers = [band.lower for band in one.ages.bands if band.upper == band.lower]
    if len(lowers) < OLD + 2:
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
