"""Observed people by sex and single age, SSB's table 07459."""

from collections.abc import Callable, Sequence

import numpy as np

from ...people.population import OBSERVED, Population, Region
from ...provenance import Source
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
