"""All that the pages show for a choice, as files to download."""

from contextlib import suppress

from .. import tables
from ..case import Case, Catalogue, Projection
from ..errors import MissingInputError
from ..series import Table
from .choice import Choice
from .selections import cost_arguments


def tables_of(
    choice: Choice, case: Case, projection: Projection | None, catalogue: Catalogue
) -> list[tuple[str, str, Table]]:
    """File name, button text and figures; what the region lacks is left out."""
    of, how = (case, projection, catalogue), cost_arguments(choice)
    cost = tables.costs(*of, **how)
    causes: Table = ()
    with suppress(MissingInputError):
        last = tables.last_year(cost, choice.last)
        causes = tables.explained(*of, **how, base=choice.base_year, last=last)
    needed = tables.labour.every_part(
        case,
        projection,
        catalogue,
        choice.coverage,
        choice.base_year,
        choice.home_users,
        choice.care_fte,
    )
    every = catalogue.beside(choice.region, *choice.compare)
    found = [
        ("folketall", "Folketall etter aldersgruppe", tables.population(case, projection)),
        ("siden_prognosen", "Observert minus prognose", tables.deviations(case, projection)),
        (
            "aarsaker",
            "Fødte, døde og flytting",
            tables.components(case, projection) if case.components else (),
        ),
        ("pyramide", "Femårsgrupper etter kjønn", tables.pyramid(case) if case.pyramid else ()),
        (
            "aldersbaereevne",
            "Aldersbæreevne",
            tables.support_ratios(case, projection, choice.working),
        ),
        (
            "sammenligning",
            "Aldersbæreevne, alle områder",
            tables.comparable(every, choice.working),
        ),
        ("kostnad_etter_tjeneste", "Kostnad etter tjeneste", cost),
        ("kostnad_etter_alder", "Kostnad etter alder", tables.costs(*of, **how, by="age")),
        ("hvorfor_kostnaden_endres", "Hvorfor kostnaden endrer seg", causes),
        ("planens_linjer", "Planens demografilinjer", case.plan_lines),
        ("utgifter", "Utgifter etter tjenesteområde (KOSTRA 2022)", catalogue.spending.by_area),
        (
            "handlingsrom",
            "Økonomiplanens linjer",
            (*case.accounts.lines, *case.accounts.revenue) if case.accounts else (),
        ),
        ("kapasitet", "Kapasitet og bemanning", tuple(one for t in needed.values() for one in t)),
    ]
    return [one for one in found if one[2]]
