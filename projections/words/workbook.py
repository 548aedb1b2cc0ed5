"""What a workbook says of its own sheets."""

from collections.abc import Mapping
from types import MappingProxyType

AGREES = (
    "Alle tall kommer fra samme beregning som i appen. Formlene regner dem på nytt fra "
    "forutsetningene, i faste priser der det ikke står løpende kroner."
)
COLOURS = (
    "Gule celler er forutsetninger: endre dem, og «Beregning», «Scenario» og «Grafer» regner på "
    "nytt. Blå celler er tall som er regnet i appen og ikke kan gjøres om til en formel. «Tall» og "
    "«Figurer» endres ikke."
)
SHEETS: Mapping[str, str] = MappingProxyType(
    {
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
)
"""What is on each sheet."""
MISSING: Mapping[str, str] = MappingProxyType(
    {
        "rated": "Egne satser er ikke med i beregningen: {}",
        "own": "Eget budsjett er ikke med i beregningen: {}",
        "received": "Inntekt og netto er ikke med i beregningen: {}",
        "nominal": "Løpende kroner er ikke med i beregningen: {}",
        "after": "Resultat og fond er ikke med i beregningen: {}",
        "moved": "Scenariet er ikke med i beregningen: {}",
    }
)
"""What is left out of the formulas, by name."""
NO_FORMULA = (
    "Spakene er ikke formler når metoden er egne satser. Figurene viser scenariet likevel; velg en "
    "annen metode for å få det i beregningen."
)
PEOPLE = "Innbyggere 1. januar i scenariet (data fra appen)"
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
