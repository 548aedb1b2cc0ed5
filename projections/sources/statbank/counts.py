"""How many people were counted in a region: what other answers are held against."""

from functools import cache

import numpy as np

from ...errors import BaereevneError
from ...people.population import Region
from .. import bundled
from . import history
from .archive import Archive


def counted(region: Region, archive: Archive) -> dict[int, float]:
    """People by year, as stored or else as bundled; empty where neither is known.

    Parameters
    ----------
    region
        A municipality, a county or Norway.
    archive
        Its store is looked in; SSB is not asked.
    """
    try:
        people = history.fetch(region, Archive(archive.store))
    except BaereevneError:
        return dict(bundled_counts().get(region.code, {}))
    return _by_year(people.persons, people.years)


@cache
def bundled_counts() -> dict[str, dict[int, float]]:
    """People by region code and year, of the regions with a bundled table of their own."""
    catalogue = bundled.load()
    people = {code: catalogue.case(code).observed for code in catalogue.bundled}
    return {code: _by_year(one.persons, one.years) for code, one in people.items()}


def _by_year(persons: np.ndarray, years: tuple[int, ...]) -> dict[int, float]:
    """Sums of the years that have figures; a few marked cells are left out of the sum."""
    sums = np.nansum(persons, axis=(0, 2, 3))
    return {year: float(total) for year, total in zip(years, sums, strict=True) if total > 0}
