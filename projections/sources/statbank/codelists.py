"""Which of a table's code lists gives a region's figures by present borders: read, not assumed.

Today's names are the first guess. Where a table no longer has them, its own metadata says which
lists it has, and the right one is known by what it is: an aggregation of municipalities or counties
whose series are put together across mergers.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType

from ...errors import SourceError
from ...people.population import Region
from .archive import Archive
from .eras import years_in
from .metadata import CodeList, Metadata
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

Splice = tuple[str, str]
"""A code list and what stands before a region's code in its values; both empty for none."""
KNOWN: Mapping[int, Mapping[str, str]] = MappingProxyType(
    {
        4: MappingProxyType({CODE_LIST: PREFIX, f"{CODE_LIST}Hist": "K_"}),
        2: MappingProxyType({COUNTY_LIST: COUNTY_PREFIX, f"{COUNTY_LIST}Hist": "F_"}),
    }
)
"""Today's lists with their prefix, by the number of digits of the regions' codes."""
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


def splice(region: Region, described: Metadata, archive: Archive, usual: Splice) -> Splice:
    """The code list that gives a region's history in a table, and its values' prefix.

    Parameters
    ----------
    usual
        What to use where the table does not tell of any lists.

    Raises
    ------
    SourceError
        If the table has a list by another name and it cannot be read.
    """
    if region == NORWAY:
        return "", ""
    if not any(described.codelists.values()):
        return usual
    digits = len(region.code)
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
