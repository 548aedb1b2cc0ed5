"""Observed people, SSB's table 07459, and which code lists give them by present borders.

Today's names are the first guess. Where a table no longer has them, its own metadata says which
lists it has, and the right one is known by what it is: an aggregation of municipalities or counties
whose series are put together across mergers.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from types import MappingProxyType

import numpy as np

from ...errors import BaereevneError, SourceError
from ...people.population import OBSERVED, Population, Region
from .. import bundled
from . import eras, reading
from .archive import Archive
from .editions import metadata
from .eras import NobodyError, years_in
from .metadata import CodeList, Metadata
from .reading import Obtained
from .regions import (
    CODE_LIST,
    COUNTY_LIST,
    COUNTY_PREFIX,
    NORWAY,
    PREFIX,
    RegionEntry,
    entries,
    left_out,
)
from .ssb import Selection, Variable

Splice = tuple[str, str]
"""A code list and what stands before a region's code in its values; both empty for none."""
KNOWN: Mapping[int, Mapping[str, str]] = {
    4: MappingProxyType({CODE_LIST: PREFIX, f"{CODE_LIST}Hist": "K_"}),
    2: MappingProxyType({COUNTY_LIST: COUNTY_PREFIX, f"{COUNTY_LIST}Hist": "F_"}),
}
"""Today's lists with their prefix, by the number of digits of the regions' codes."""
USUAL: Mapping[int, Splice] = {digits: next(iter(of.items())) for digits, of in KNOWN.items()}
_SPLICED = re.compile(r"sammensl|summ|tidsserie", re.I)
_MUNICIPALITY = re.compile(r"kommun|komms", re.I)
_COUNTY = re.compile(r"fylke", re.I)


def candidates(described: Metadata, digits: int) -> list[str]:
    """The table's lists that may be the right one, best first; empty where it has none.

    Today's names first, then by meaning, then whatever else sums the same kind of region.
    """
    lists = described.codelists.get(described.variable("region"), ())
    found = [one for one in lists if one.is_sum and _is_of(one, digits)]
    ranked = sorted(
        found,
        key=lambda one: (one.id in KNOWN[digits], bool(_SPLICED.search(_text(one))), _year(one)),
        reverse=True,
    )
    return [one.id for one in ranked]


def splice(
    region: Region, described: Metadata, archive: Archive, usual: Mapping[int, Splice] = USUAL
) -> Splice:
    """The code list that gives a region's history in a table, and its values' prefix.

    ``usual``: what to use where the table does not tell of any lists, by the digits of the code.

    Raises
    ------
    SourceError
        If the table has a list by another name and it cannot be read.
    """
    if region == NORWAY:
        return "", ""
    digits = len(region.code)
    if not any(described.codelists.values()):
        return usual[digits]
    for name in candidates(described, digits):
        if name in KNOWN[digits]:
            return name, KNOWN[digits][name]
        if found := _read(archive, name, digits):
            return name, found[0].value.removesuffix(found[0].code)
    return "", ""


def regions_of(archive: Archive, described: Metadata | None, digits: int) -> list[RegionEntry]:
    """The present regions with so many digits, from the first list that can be read.

    Parameters
    ----------
    described
        The table that is asked by such a list; None where its description is not here.

    Raises
    ------
    SourceError
        If no list can be read.
    """
    usual = next(iter(KNOWN[digits]))
    found = candidates(described, digits) if described else []
    problem: SourceError | None = None
    for name in dict.fromkeys((*found, usual)):
        try:
            if listed := _read(archive, name, digits):
                return listed
        except SourceError as met:
            problem = problem or met
    raise problem or SourceError("SSB", "Fant ingen liste over områder.")


def divided(archive: Archive, described: Metadata, year: int) -> bool:
    """Whether the list of municipalities leaves out some that were divided at the start of a year.

    SSB sums those in one value that is no region («Delte kommuner og uoppgitt»).
    """
    labels = described.labels.get(described.variable("region"), {})
    for name in candidates(described, 4):
        with suppress(SourceError):
            rest = archive.page(f"codelists/{name}", left_out)
            return any(years_in(labels.get(code, ""))[1] == year - 1 for code in rest)
    return False


def _read(archive: Archive, name: str, digits: int) -> list[RegionEntry]:
    """The regions of a list; none where it has no history across borders."""
    found = archive.page(f"codelists/{name}", lambda content: entries(content, name, digits))
    if name in KNOWN[digits] or any(len(one.made_of) > 1 for one in found):
        return found
    return []


def _is_of(one: CodeList, digits: int) -> bool:
    is_county = bool(_COUNTY.search(_text(one)))
    return is_county if digits == 2 else bool(_MUNICIPALITY.search(_text(one))) and not is_county


def _text(one: CodeList) -> str:
    return f"{one.id} {one.label}"


def _year(one: CodeList) -> int:
    """The newest year that its name tells of."""
    return max(map(int, re.findall(r"(?:19|20)\d\d", _text(one))), default=0)


TABLE = "07459"
TITLE = "Befolkning 1. januar"


def query(region: Region, spliced: Splice) -> Selection:
    """People of a region, from the first year on; ``spliced``: see :func:`splice`."""
    codelist, prefix = spliced
    return (
        Variable("Region", (prefix + region.code,), codelist),
        Variable("Kjonn", tuple(reading.SEXES)),
        Variable("Alder", ("*",)),
        Variable("ContentsCode", ("Personer1",)),
        Variable("Tid", (f"from({reading.FIRST_YEAR})",)),
    )


def fetch(region: Region, archive: Archive) -> Population:
    """A region's people, by present borders.

    Raises
    ------
    SourceError
        One Norwegian sentence.
    """
    described = metadata(archive, TABLE)
    asked = query(region, splice(region, described, archive))

    def read(found: Obtained) -> Population:
        values = found.cube.arranged(["Tid", "Kjonn", "Alder"])
        years = tuple(int(code) for code in values.dimension("Tid").codes)
        # SSB gives zeros for codes before they existed, and others' sums in broken years.
        persons = np.array(values.values)
        none = np.nansum(persons, axis=(1, 2)) == 0
        if none.all():
            raise NobodyError(values.provider, f"{region.name} har ingen innbyggere i tabellen.")
        persons[none | np.isin(years, eras.broken_years(region.code))] = np.nan
        first = int(np.argmin(none))
        return Population(
            persons[None, first:],
            (OBSERVED,),
            years[first:],
            tuple(reading.SEXES[code] for code in values.dimension("Kjonn").codes),
            reading.age_axis(values),
            region,
            found.source(TITLE),
        )

    people = archive.figures(described, asked, read)
    told, first = [eras.broken(region)], people.years[0]
    if region.is_municipality and first > reading.FIRST_YEAR:
        told.append(eras.lacking(region, first, divided(archive, described, first)))
    # Years it lacks and why, then what SSB itself says.
    remark = " ".join(filter(None, (*told, people.source.remark)))
    return replace(people, source=replace(people.source, remark=remark))


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
