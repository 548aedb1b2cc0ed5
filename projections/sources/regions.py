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
from ..population import Region

CODE_LIST = "agg_KommSummer"
PREFIX = "K-"

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


class SplitRegionError(SourceError):
    """An old table has a municipality that has since been split."""


def parse_code_list(content: bytes) -> dict[str, Municipality]:
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
    provider = f"SSB, kodelisten {CODE_LIST}"
    try:
        values = json.loads(content)["values"]
        found = {}
        for value in values:
            code = value["code"].removeprefix(PREFIX)
            if len(code) == 4 and code.isdigit():
                old = tuple(str(one) for one in value.get("valueMap") or [code])
                codes = old if code in old else (*old, code)
                found[code] = Municipality(Region(code, str(value["label"])), codes)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SourceError(provider, "Svaret er ikke en kodeliste.") from None
    if not found:
        raise SourceError(provider, "Kodelisten har ingen kommuner.")
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
