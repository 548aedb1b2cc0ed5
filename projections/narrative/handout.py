"""What an export says around its figures: method, assumptions, and what is left out."""

from collections.abc import Sequence

from ..norwegian import listing

PEOPLE = (
    "Observerte tall og prognosen vises hver for seg og er ikke skjøtet sammen. Tallene gjelder "
    "1. januar. En prognose er ikke en fasit: den viser hva som skjer hvis forutsetningene holder."
)
RATIO = (
    "Aldersbæreevne er antall innbyggere i yrkesaktiv alder delt på antall innbyggere 67 år og "
    "eldre. Den sier ikke hvor mange som faktisk arbeider."
)
AGREES = (
    "Alle tall kommer fra samme beregning som i appen. Regnearket har de samme tallene med formler."
)
WORKBOOK = (
    "Gule celler er forutsetninger som kan endres; arket «Beregning» regner da på nytt. Arket "
    "«Tall» og figurene endres ikke. Beregningen gjelder prognosen uten spaker, i faste priser."
)
NO_INCOME = "Inntekt og netto er ikke med i beregningen: {}"
NO_BUDGET = "Resultat og fond er ikke med i beregningen: {}"
NO_OWN = "Eget budsjett er ikke med i beregningen: {}"
FOR_PLAN = "Tekst til økonomiplanen"
FOR_PLAN_HOW = "Teksten kan kopieres rett inn. Tabellene står ved hver figur over."


def left_out(names: Sequence[str]) -> str:
    """Which exhibits the region lacks figures for."""
    return f"Ikke med, fordi grunnlaget mangler: {listing(list(names))}." if names else ""
