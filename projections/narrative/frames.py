"""Own frames: what is in use, what is wrong with a file, which units were moved."""

from collections.abc import Mapping, Sequence

from .. import labels
from ..case import Case, Frame, Frames
from ..errors import Fault
from ..grids import Grid
from ..norwegian import listing

ABOUT = (
    "Last opp kommunens egne netto driftsrammer som CSV. Filen leses i nettleserøkten din: den "
    "lagres ikke, andre ser den ikke, og en lenke tar den ikke med."
)
MAPPING = (
    "Hver enhet følger én tjeneste i inntektssystemet, eller ingen. Endringer gjelder bare i denne "
    "økten."
)


NONE_MAPPED = (
    "Ingen enhet følger en tjeneste ennå, så ingen kostnad følger befolkningen. Velg tjeneste for "
    "enhetene under «Enheter og sektorer»."
)
MOVED = "tilordning endret i denne økten"


def cannot(name: str, count: int, shown: int) -> str:
    """Says that a file cannot be used, and how much is wrong."""
    more = f" De første {shown} står under." if shown < count else ""
    return f"Filen «{name}» kan ikke brukes: {count} feil.{more}"


def no_people(years: Sequence[int], case: Case) -> str:
    """Says that no year of the file has people to share the frames out on."""
    known = case.years(None)
    return (
        f"Filen har rammer for {listing([str(year) for year in years])}, og folketallet for "
        f"{case.region.name} er kjent for {known[0]}–{known[-1]} og i prognosen som er valgt. Velg "
        "en annen prognose, eller last opp rammer for et av årene."
    )


def in_use(frames: Frames) -> str:
    """Says that uploaded frames are used."""
    name, _, column = frames.source.document.partition(", kolonnen ")
    return f"Egne driftsrammer fra {name} er i bruk (kolonnen {column})."


def moved(before: Sequence[Frame], now: Sequence[Frame]) -> str:
    """Which units follow another sector than they did."""
    told = [
        f"{new.unit_name} ({_sector(old)} → {_sector(new)})"
        for old, new in zip(before, now, strict=True)
        if old != new
    ]
    return f"Tilordningen er endret: {listing(told)}."


def _sector(frame: Frame) -> str:
    return labels.sector(frame.sector).lower()


def faults(caption: str, found: Sequence[Fault]) -> Grid:
    """What a file lacks or has wrong, one row each."""
    return Grid(
        caption,
        ("Hvor", "Fant", "Godtas, og hva du gjør"),
        tuple(
            (
                labels.sentence(one.place) or "Hele filen",
                labels.sentence(one.found),
                f"{labels.sentence(one.accepted)}. {one.advice}",
            )
            for one in found
        ),
    )


def columns(described: Mapping[str, str]) -> Grid:
    """What each column of the template holds."""
    return Grid(
        "Kolonnene i malen", ("Kolonne", "Hva den skal inneholde"), tuple(described.items())
    )
