"""What files and links say around figures: method, assumptions, sheets, and what is left out."""

from collections.abc import Mapping, Sequence

from ..case import Case, Projection
from ..labels import projection as named
from ..norwegian import date, listing

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


SCENARIO = "Scenariet med spakene slik de står, følger med."
OWN = "Egne tall i denne økten følger ikke med lenken."


def pins(case: Case, projection: Projection | None, first: int, last: int) -> str:
    """What stands still however the program and its figures change.

    ``case`` and ``projection``: the region, and what is shown of its future; ``first`` and
    ``last``: the years that are compared.
    """
    if projection is None:
        return f"Lenken åpner denne siden for {case.region.name}, {first}–{last}, uten prognose."
    published = projection.population.source.published
    moved = projection.moved_to
    starts = f"den starter fra tellingen 1. januar {moved}" if moved else "slik den ble publisert"
    return (
        f"Lenken åpner denne siden for {case.region.name} med de samme valgene: "
        f"{named(projection)} (utgitt {date(published)}; {starts}), og årene {first}–{last}. "
        "Kommer det nyere tall, sier siden det."
    )


AGREES = (
    "Alle tall kommer fra samme beregning som i appen. Formlene regner dem på nytt fra "
    "forutsetningene, i faste priser der det ikke står løpende kroner."
)
COLOURS = (
    "Gule celler er forutsetninger: endre dem, og «Beregning», «Scenario» og «Grafer» regner på "
    "nytt. Blå celler er tall som er regnet i appen og ikke kan gjøres om til en formel. «Tall» og "
    "«Figurer» endres ikke."
)
SHEETS: Mapping[str, str] = {
    "Grafer": "Grafer av resultatet. De endres når forutsetningene endres.",
    "Figurer": "Figurene fra appen med tallene de er tegnet av.",
    "Forutsetninger": "Behov per person, rammer, satser, regler og prisvekst. Kan endres.",
    "Satser": "Egne kroner per person etter alder. Kan endres.",
    "Planen": "Planens egne linjer, med resultat og fond som formler. Kan endres.",
    "Beregning": "Fra innbyggere til kostnad, inntekt, netto, plasser, resultat og fond.",
    "Spaker": "Det som er endret i scenariet. Spakene på tjenestene kan endres.",
    "Scenario": "Det samme for scenariet, og forskjellen fra prognosen.",
    "Tall": "Alle tall bak figurene, én rad per tall. Kan filtreres.",
    "Kilder": "Hvor tall og forutsetninger kommer fra.",
}
"""What is on each sheet."""
MISSING: Mapping[str, str] = {
    "rated": "Egne satser er ikke med i beregningen: {}",
    "own": "Eget budsjett er ikke med i beregningen: {}",
    "received": "Inntekt og netto er ikke med i beregningen: {}",
    "nominal": "Løpende kroner er ikke med i beregningen: {}",
    "after": "Resultat og fond er ikke med i beregningen: {}",
    "moved": "Scenariet er ikke med i beregningen: {}",
}
"""What is left out of the formulas, by name."""
NO_FORMULA = (
    "Spakene er ikke formler når metoden er egne satser. Figurene viser scenariet likevel; velg en "
    "annen metode for å få det i beregningen."
)
OTHER_LEVER = (
    "En av spakene er ikke en formel. Figurene viser scenariet likevel; sett den i ro for å få "
    "resten i beregningen."
)
PEOPLE_SHEET = "Innbyggere 1. januar i scenariet (data fra appen)"
INCOME = "Inntekt som følger innbyggerne i scenariet"
LATER = (
    "En gruppe deles etter hvor mange som har kommet til alderen de trenger mer fra. Et halvt år "
    "senere gir halvparten av hoppet ved hver grense."
)
LEVERS = (
    "Spakene på tjenestene er gule og kan endres: arket «Scenario» regner da på nytt.",
    "Flytting, boliger, fruktbarhet og dødelighet er ikke formler: appen regner dem alder for "
    "alder og år for år.",
    "Folketallet i scenariet står derfor som data, sammen med utgiftsbehov og skatt per "
    "innbygger, som følger det.",
    "Rammen er delt på prognosens innbyggere: en som kommer til, koster det samme som de andre.",
)
