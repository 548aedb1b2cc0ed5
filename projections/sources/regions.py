"""Municipality codes through time: which old codes make up a present municipality.

SSB's own code list ``agg_KommSummer`` gives the old codes of every present municipality. A
municipality that was split cannot be put together from an old table: it is refused with the
reason, never merged silently.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..errors import SourceError
from ..place_names import told_apart
from ..population import Region

CODE_LIST = "agg_KommSummer"
PREFIX = "K-"
COUNTY_LIST = "agg_KommFylker"
COUNTY_PREFIX = "F-"
NORWAY = Region("0", "Norge")

BREAKS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"1508": (2020, 2023), "1580": (2020, 2023)}
)
"""Ålesund and Haram were one municipality (1507) in these years; neither has figures of its own.
Source: SSB, Klass 131, changes 2020-01-01 and 2024-01-01."""


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

    def codes(
        self, region: Region, table_codes: Collection[str], table: str, year: int
    ) -> tuple[str, ...]:
        """The codes that make up a region in a table with the codes of its own year.

        Raises
        ------
        SplitRegionError, SourceError
            See :func:`codes_in`.
        """
        if region.is_municipality:
            every = self.municipalities.values()
            return codes_in(self.municipalities[region.code], every, table_codes, table, year)
        if region.code in table_codes:
            return (region.code,)
        every = self.municipalities.values()
        found = [codes_in(one, every, table_codes, table, year) for one in self.members(region)]
        if not found:
            raise SourceError(f"SSB, tabell {table}", f"{region.name} finnes ikke i tabellen.")
        return tuple(dict.fromkeys(code for codes in found for code in codes))


def splice(region: Region) -> tuple[str, str]:
    """The code list that gives a region's history by present borders, and its codes' prefix."""
    if region == NORWAY:
        return "", ""
    return (CODE_LIST, PREFIX) if region.is_municipality else (COUNTY_LIST, COUNTY_PREFIX)


class SplitRegionError(SourceError):
    """An old table has a municipality that has since been split."""


def parse_municipalities(content: bytes) -> dict[str, Municipality]:
    """Present municipalities by code, from SSB's code list.

    Parameters
    ----------
    content
        Body of ``/codelists/agg_KommSummer``.

    Raises
    ------
    SourceError
        If it is not a code list with municipalities.
    """
    entries = list(_entries(content, CODE_LIST, PREFIX, 4))
    names = told_apart({code: Region(code, label).name for code, label, _ in entries})
    return {
        code: Municipality(
            Region(code, names[code], Region(code, label).other_names),
            old if code in old else (*old, code),
        )
        for code, label, old in entries
    }


def parse_counties(content: bytes) -> dict[str, Region]:
    """Present counties by code, from the body of ``/codelists/agg_KommFylker``.

    Raises
    ------
    SourceError
        If it is not a code list with counties.
    """
    return {
        code: Region(code, label)
        for code, label, _ in _entries(content, COUNTY_LIST, COUNTY_PREFIX, 2)
    }


def _entries(
    content: bytes, name: str, prefix: str, digits: int
) -> list[tuple[str, str, tuple[str, ...]]]:
    """Code, name and the codes it is made of, for values with so many digits."""
    provider = f"SSB, kodelisten {name}"
    try:
        found = [
            (code, str(value["label"]), tuple(str(one) for one in value.get("valueMap") or [code]))
            for value in json.loads(content)["values"]
            if len(code := value["code"].removeprefix(prefix)) == digits and code.isdigit()
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SourceError(provider, "Svaret er ikke en kodeliste.") from None
    if not found:
        raise SourceError(provider, "Kodelisten har ingen områder.")
    return found


def codes_in(
    municipality: Municipality,
    every: Collection[Municipality],
    table_codes: Collection[str],
    table: str,
    year: int,
) -> tuple[str, ...]:
    """The codes that make up a municipality in a table with the codes of its own year.

    Parameters
    ----------
    municipality
        The present municipality.
    every
        All present municipalities, to see which old codes are shared.
    table_codes
        Region codes of the table.
    table, year
        Id of the table, for the message, and the year whose codes it has.

    Raises
    ------
    SplitRegionError
        If one of the codes belongs to several present municipalities, or the municipality was
        part of a larger one in that year.
    SourceError
        If the table has none of the codes.
    """
    name = municipality.region.name
    if year in broken_years(municipality.region.code):
        raise SplitRegionError(
            f"SSB, tabell {table}",
            f"{name} kan ikke vises i denne utgaven: kommunen var i {year} en del av en større "
            "kommune som siden er delt.",
        )
    if municipality.region.code in table_codes:
        return (municipality.region.code,)
    found = tuple(code for code in municipality.codes if code in table_codes)
    for code in found:
        sharing = sorted(one.region.name for one in every if code in one.codes)
        if len(sharing) > 1:
            raise SplitRegionError(
                f"SSB, tabell {table}",
                f"{name} kan ikke vises i denne utgaven: kommune {code} er siden delt mellom "
                f"{' og '.join(sharing)}.",
            )
    if not found:
        raise SourceError(f"SSB, tabell {table}", f"{name} finnes ikke i denne utgaven.")
    return found


def broken_years(code: str) -> range:
    """Years in which a municipality has no figures of its own; empty for most."""
    first, last = BREAKS.get(code, (0, -1))
    return range(first, last + 1)
