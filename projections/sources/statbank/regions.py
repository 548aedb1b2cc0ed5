"""Municipalities, counties and Norway, and which old codes make up a present municipality.

SSB's own code list of municipalities gives the old codes of every present one.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ...errors import SourceError
from ...people.place_names import told_apart
from ...people.population import Region
from .eras import (
    NobodyError,
    Part,
    SplitRegionError,
    broken_years,
    divided,
    is_place,
    why_new,
    years_in,
)

CODE_LIST = "agg_KommSummer"
PREFIX = "K-"
COUNTY_LIST = "agg_KommFylker"
COUNTY_PREFIX = "F-"
NORWAY = Region("0", "Norge")


@dataclass(frozen=True)
class Municipality:
    """A present municipality and every code it has had, its own among them."""

    region: Region
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Areas:
    """Everywhere that SSB has figures for: municipalities, counties and Norway, present codes."""

    municipalities: Mapping[str, Municipality]
    counties: Mapping[str, Region]

    def __post_init__(self) -> None:
        # A county is what has municipalities: not Svalbard, the shelf, or one that is no more.
        has = {code[:2] for code in self.municipalities}
        kept = {code: one for code, one in self.counties.items() if code in has}
        object.__setattr__(self, "counties", kept)

    @property
    def regions(self) -> dict[str, Region]:
        """Every region by code: municipalities, counties, Norway."""
        own = {code: one.region for code, one in self.municipalities.items()}
        return {**own, **self.counties, NORWAY.code: NORWAY}

    def region(self, code: str) -> Region:
        """A region by its present code.

        Raises
        ------
        SourceError
            If there is none.
        """
        if code not in self.regions:
            raise SourceError("SSB", f"Område {code} finnes ikke i dagens lister.")
        return self.regions[code]

    def members(self, county: Region) -> tuple[Municipality, ...]:
        """The municipalities of a county: the first two digits of their code are its own."""
        return tuple(one for code, one in self.municipalities.items() if code[:2] == county.code)

    def parts(
        self,
        region: Region,
        table_codes: Collection[str],
        table: str,
        year: int,
        labels: Mapping[str, str] = MappingProxyType({}),
    ) -> Iterator[tuple[Part, ...]]:
        """What may make up a region in a table with the codes of its own year, likeliest first.

        A county is its own code, or else the sum of its municipalities.

        Raises
        ------
        SplitRegionError, SourceError
            See :func:`part_in`.
        """
        every = self.municipalities.values()
        if region.is_municipality:
            municipality = self.municipalities[region.code]
            yield (part_in(municipality, every, table_codes, table, year, labels),)
            return
        first, last = years_in(labels.get(region.code, ""))
        if region.code in table_codes and first <= year <= last:
            yield (Part(region.name, (region.code,), {}),)
        found = [
            part_in(one, every, table_codes, table, year, labels) for one in self.members(region)
        ]
        if not found:
            raise SourceError(f"SSB, tabell {table}", f"{region.name} finnes ikke i tabellen.")
        yield tuple(found)


def municipalities(listed: Iterable["RegionEntry"]) -> dict[str, Municipality]:
    """Present municipalities by code; namesakes are told apart by their county."""
    listed = tuple(listed)
    named = {one.code: Region(one.code, one.name) for one in listed}
    names = told_apart({code: region.name for code, region in named.items()})
    return {
        one.code: Municipality(
            Region(one.code, names[one.code], named[one.code].other_names),
            one.made_of if one.code in one.made_of else (*one.made_of, one.code),
        )
        for one in listed
    }


def counties(listed: Iterable["RegionEntry"]) -> dict[str, Region]:
    """Present counties by code."""
    return {one.code: Region(one.code, one.name) for one in listed}


def left_out(content: bytes) -> list[str]:
    """The codes that a list sums in values that are no region, such as ``K-Rest``.

    Raises
    ------
    ValueError, LookupError, TypeError, AttributeError
        If it is something else; the archive makes a sentence of it.
    """
    return [
        str(code)
        for value in json.loads(content)["values"]
        if re.search("rest", f"{value['code']}", re.I) or re.search("delte", value["label"], re.I)
        for code in value.get("valueMap") or ()
    ]


@dataclass(frozen=True)
class RegionEntry:
    """A value of a code list that is a region: its own code, name and the codes it is made of."""

    value: str
    code: str
    name: str
    made_of: tuple[str, ...]


def entries(content: bytes, name: str, digits: int) -> list[RegionEntry]:
    """The regions of a code list with so many digits, whatever letter stands before the code.

    What is no region is passed over: sums such as ``K-Rest``, the sea, Svalbard, unknown, and
    codes whose name says that they are no longer used.

    Raises
    ------
    SourceError
        If it is not a code list, or has none.
    """
    provider = f"SSB, kodelisten {name}"
    try:
        found = [
            RegionEntry(
                value["code"],
                match[1],
                str(value["label"]),
                tuple(str(one) for one in value.get("valueMap") or [match[1]]),
            )
            for value in json.loads(content)["values"]
            if (match := re.fullmatch(rf"(?:[A-Z][-_])?(\d{{{digits}}})", value["code"]))
            and is_place(match[1], str(value["label"]))
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SourceError(provider, "Svaret er ikke en kodeliste.") from None
    if not found:
        raise SourceError(provider, "Kodelisten har ingen områder.")
    return found


def part_in(
    municipality: Municipality,
    every: Collection[Municipality],
    table_codes: Collection[str],
    table: str,
    year: int,
    labels: Mapping[str, str] = MappingProxyType({}),
) -> Part:
    """The codes that may make up a municipality in a table with figures from ``year`` on.

    Parameters
    ----------
    municipality
        The present municipality.
    every
        All present municipalities, to see which old codes are shared.
    table_codes
        Region codes of the table.
    table, year
        Id of the table, for the message, and the year whose codes its figures are by.
    labels
        Names by code in the table: a code whose name says other years is not of its era.

    Raises
    ------
    SplitRegionError
        If one of the codes belongs to several present municipalities, or the municipality was
        part of a larger one in that year.
    SourceError
        If the table has none of the codes.
    """
    own, name = municipality.region.code, municipality.region.name
    provider = f"SSB, tabell {table}"
    if year in broken_years(own):
        raise SplitRegionError(
            provider,
            f"{name} kan ikke vises i denne utgaven: kommunen var i {year} en del av en større "
            "kommune som siden er delt.",
        )
    found = []
    for code in municipality.codes:
        first, last = years_in(labels.get(code, ""))
        if code in table_codes and first <= year <= last:
            found.append(code)
    shared = {
        code: names
        for code in found
        if len(names := tuple(sorted(one.region.name for one in every if code in one.codes))) > 1
    }
    if shared and own not in found:
        raise divided(provider, name, *next(iter(shared.items())))
    if not found:
        raise NobodyError(provider, f"{name} finnes ikke i denne utgaven.{why_new(own, year)}")
    return Part(name, tuple(found), shared, why_new(own, year))
