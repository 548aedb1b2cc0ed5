"""What an export says around its figures: method, assumptions, and what is left out."""

from collections.abc import Sequence

from ..norwegian import listing

PEOPLE = (
    "Tallene er innbyggere 1. januar, lagt sammen fra alder og kjønn. Det som er talt, er SSBs "
    "tall, og resten er prognosen som er valgt; de vises hver for seg. Der prognosen er flyttet "
    "til tellingen, er endringen i prognosen fra år til år lagt på den nyeste tellingen. En "
    "prognose er ikke en fasit: den viser hva som skjer hvis forutsetningene holder."
)
RATIO = (
    "Aldersbæreevne er antall innbyggere i yrkesaktiv alder delt på antall innbyggere 67 år og "
    "eldre. Den sier ikke hvor mange som faktisk arbeider."
)
FOR_PLAN = "Tekst til økonomiplanen"
FOR_PLAN_HOW = "Teksten kan kopieres rett inn. Tabellene står ved hver figur over."


def left_out(names: Sequence[str]) -> str:
    """Which figures the region lacks an input for."""
    return f"Ikke med, fordi grunnlaget mangler: {listing(list(names))}." if names else ""


def made(day: str, version: str) -> str:
    """When a presentation was saved, and with what."""
    return f"Lagret {day} med Bæreevne {version}."


def lines(solid: Sequence[str], dashed: Sequence[str]) -> str:
    """What the lines of many small charts are."""
    told = [f"Heltrukken linje: {listing(list(solid))}."] if solid else []
    told += [f"Stiplet linje: {listing(list(dashed))}."] if dashed else []
    return " ".join(told)
