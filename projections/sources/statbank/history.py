"""Observed people by sex and single age, SSB's table 07459: what other answers are held against."""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from ...errors import BaereevneError
from ...people.population import OBSERVED, Population, Region
from ...provenance import Source
from .. import bundled
from . import codelists, eras, jsonstat, reading, regions
from .archive import Archive
from .codelists import Splice, splice
from .editions import metadata
from .eras import NobodyError
from .metadata import Metadata
from .ssb import Selection, Variable

TABLE = "07459"


def query(areas: Sequence[Region], spliced: Splice | None = None) -> Selection:
    """People of some regions of one kind, from the first year on.

    Parameters
    ----------
    spliced
        The table's own code list and prefix; today's names where left out.
    """
    codelist, prefix = spliced or regions.splice(areas[0])
    return (
        Variable("Region", tuple(prefix + one.code for one in areas), codelist),
        Variable("Kjonn", tuple(reading.SEXES)),
        Variable("Alder", ("*",)),
        Variable("ContentsCode", ("Personer1",)),
        Variable("Tid", (f"from({reading.FIRST_YEAR})",)),
    )


def spliced(region: Region, described: Metadata, archive: Archive) -> Splice:
    """The code list that gives a region's history, and its values' prefix.

    Raises
    ------
    SourceError
        If the table has a list by another name and it cannot be read.
    """
    return splice(region, described, archive, regions.splice(region))


def fetch(region: Region, archive: Archive) -> Population:
    """A region's people, by present borders.

    Raises
    ------
    SourceError
        One Norwegian sentence.
    """
    described = metadata(archive, TABLE)
    asked = query([region], spliced(region, described, archive))

    def read(cube: jsonstat.Cube) -> tuple[Callable[[Source], Population], int, str]:
        values = reading.asked(cube, asked, described).arranged(["Tid", "Kjonn", "Alder"])
        years = [int(code) for code in values.dimension("Tid").codes]
        # SSB gives zeros for codes before they existed, and others' sums in broken years.
        persons = np.array(values.values)
        none = np.nansum(persons, axis=(1, 2)) == 0
        if none.all():
            raise NobodyError(values.provider, f"{region.name} har ingen innbyggere i tabellen.")
        persons[none | np.isin(years, regions.broken_years(region.code))] = np.nan
        first = int(np.argmin(none))
        build = reading.population(persons[None, first:], OBSERVED, years[first:], values, region)
        return build, years[first], reading.remarks(values)

    (build, first, remark), answer = archive.figures(described, asked, read)
    remark = _said(region, described, first, archive, remark)
    vintage = answer.updated[:4]
    return build(
        reading.source_of(described, "Befolkning 1. januar", vintage, answer, remark=remark)
    )


def _said(region: Region, described: Metadata, first: int, archive: Archive, remark: str) -> str:
    """What must be said of a history: years it lacks and why, then what SSB itself says."""
    told = [eras.broken(region)]
    if region.is_municipality and first > reading.FIRST_YEAR:
        was_divided = codelists.divided(archive, described, first)
        told.append(eras.lacking(region, first, was_divided))
    return " ".join(filter(None, (*told, remark)))


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
        people = fetch(region, Archive(archive.store))
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
