"""Own frames: what is in use, what is wrong with a file, which units were moved."""

from collections.abc import Sequence

from .. import labels
from ..case import Allocation, Allocations, Case
from ..norwegian import listing

MAPPING = (
    "Hver enhet følger én tjeneste i inntektssystemet, eller ingen. Endringer gjelder bare i denne "
    "økten."
)


NONE_MAPPED = (
    "Ingen enhet følger en tjeneste ennå, så ingen kostnad følger befolkningen. Velg tjeneste for "
    "enhetene under «Enheter og sektorer»."
)
MOVED = "tilordning endret i denne økten"


def no_people(years: Sequence[int], case: Case) -> str:
    """Says that no year of the file has people to share the frames out on."""
    known = case.years(None)
    return (
        f"Filen har rammer for {listing([str(year) for year in years])}, og folketallet for "
        f"{case.region.name} er kjent for {known[0]}–{known[-1]} og i prognosen som er valgt. Velg "
        "en annen prognose, eller last opp rammer for et av årene."
    )


def in_use(frames: Allocations) -> str:
    """Says that uploaded frames are used."""
    name, _, column = frames.source.document.partition(", kolonnen ")
    return f"Egne driftsrammer fra {name} er i bruk (kolonnen {column})."


def moved(before: Sequence[Allocation], now: Sequence[Allocation]) -> str:
    """Which units follow another sector than they did."""
    told = [
        f"{new.unit_name} ({_sector(old)} → {_sector(new)})"
        for old, new in zip(before, now, strict=True)
        if old != new
    ]
    return f"Tilordningen er endret: {listing(told)}."


def _sector(frame: Allocation) -> str:
    return labels.sector(frame.sector).lower()
