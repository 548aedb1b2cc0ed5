"""Municipality codes through time: in which years a code is a municipality's, and when it is not.

A table may list codes of all eras. Which of them are its own is seen by the years in their names
(«Røros (-2017)») and, at last, by where there are people. A municipality that was split cannot be
put together from an old table: it is refused with the reason, never merged silently.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...errors import SourceError
from ...people.population import Region
from ...trend.history import APPORTIONED

BREAKS: Mapping[str, tuple[int, int]] = {"1508": (2020, 2023), "1580": (2020, 2023)}
"""Ålesund and Haram were one municipality (1507) in these years; neither has figures of its own.
Source: SSB, Klass 131, changes 2020-01-01 and 2024-01-01."""


SPLIT_OFF: Mapping[str, int] = {
    code: last + 1 for code, last in APPORTIONED.items() if code not in BREAKS
}
"""Municipalities made of parts of others that were divided (Tysfjord 1850, Snillfjord 5012), and
the year: what was there before is in SSB's ``K-Rest`` («Delte kommuner og uoppgitt»). Used where
the lists do not say it themselves. Source: SSB, Klass 131, changes 2020-01-01."""


class SplitRegionError(SourceError):
    """An old table has a municipality that has since been split."""


class NobodyError(SourceError):
    """A table lacks a region, or has its codes and nobody lives there."""


def is_place(code: str, label: str) -> bool:
    """Whether a code is a municipality or county of today's Norway.

    SSB's lists also have Svalbard (21), Jan Mayen (22), the shelf (23), abroad (25–29) and unknown
    (99). Source: SSB, Klass 104 and 131.
    """
    _, last = years_in(label)
    return not re.match(r"2[1-9]|99", code) and last == LAST_YEAR


LAST_YEAR = 9999


def years_in(label: str) -> tuple[int, int]:
    """First and last year a code was in use, as its label says: ``Røros (-2017)``.

    Examples
    --------
    >>> years_in("Ålesund (2020-2023)"), years_in("Røros (-2017)"), years_in("Os (Hedm.)")
    ((2020, 2023), (0, 2017), (0, 9999))
    """
    found = re.search(r"\(\s*(\d{4})?\s*[-–]\s*(\d{4})?\s*\)\s*$", label)
    if not found:
        return 0, LAST_YEAR
    return int(found[1] or 0), int(found[2] or LAST_YEAR)


@dataclass(frozen=True)
class Part:
    """A region, or one of a county's municipalities, in an old table: codes it may be made of.

    A table may list codes of all eras. A code of another era has no people, so which of them are
    the table's own is settled when the people are there, see :func:`in_use`.
    """

    name: str
    codes: tuple[str, ...]
    shared: Mapping[str, tuple[str, ...]]
    """Names of the present municipalities that a code has since been divided between."""
    why: str = ""
    """Why it may not be there, to stand after a sentence."""


def in_use(parts: Sequence[Part], people: Mapping[str, float], table: str) -> tuple[str, ...]:
    """The codes that a region is made of in a table: those with people.

    Parameters
    ----------
    parts
        What the region may be made of.
    people
        Persons by code in the table's first year; 0 where there are none or they are missing.

    Raises
    ------
    SplitRegionError
        If a code with people has since been divided.
    NobodyError
        If a part has no people at all: it is not a smaller region.
    """
    provider, used = f"SSB, tabell {table}", []
    for part in parts:
        own = [code for code in part.codes if people[code] > 0]
        if not own:
            nobody = f"{part.name} har ingen innbyggere i denne utgaven."
            raise NobodyError(provider, nobody + part.why)
        for code in own:
            if code in part.shared:
                raise divided(provider, part.name, code, part.shared[code])
        used += own
    return tuple(dict.fromkeys(used))


def divided(provider: str, name: str, code: str, names: Sequence[str]) -> SplitRegionError:
    """What is said of a code that has since been divided."""
    return SplitRegionError(
        provider,
        f"{name} kan ikke vises i denne utgaven: kommune {code} er siden delt mellom "
        f"{' og '.join(names)}.",
    )


def why_new(code: str, year: int) -> str:
    """Why a municipality has no figures in a year, to stand after a sentence; or nothing."""
    if year >= SPLIT_OFF.get(code, 0):
        return ""
    return f" Kommunen ble til i {SPLIT_OFF[code]} av deler av kommuner som da ble delt."


def broken_years(code: str) -> range:
    """Years in which a municipality has no figures of its own; empty for most."""
    first, last = BREAKS.get(code, (0, -1))
    return range(first, last + 1)


def lacking(region: Region, first: int, was_divided: bool = False) -> str:
    """What is said of a municipality that has no figures before a year.

    Parameters
    ----------
    first
        The first year with people.
    was_divided
        Whether SSB's list has municipalities that were divided that year.
    """
    told = f"{region.name} har ikke tall etter dagens grenser før {first}"
    if was_divided or SPLIT_OFF.get(region.code) == first:
        return (
            f"{told}: kommunen ble da til av deler av kommuner som ble delt, og SSB fører dem "
            "under «Delte kommuner og uoppgitt»."
        )
    return f"{told} hos SSB."


def broken(region: Region) -> str:
    """What is said of a municipality with years inside its history that are not its own."""
    years = broken_years(region.code)
    if not years:
        return ""
    return (
        f"{region.name} har ikke egne tall for {years[0]}–{years[-1]}: kommunen var da en del av "
        "en større kommune som siden er delt."
    )
