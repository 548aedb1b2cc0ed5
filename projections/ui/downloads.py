"""All that the pages show for a choice, as files to download."""

from .. import tables
from ..case import Case, Catalogue, Projection
from ..series import Table
from .state import Choice


def tables_of(
    choice: Choice, case: Case, projection: Projection | None, catalogue: Catalogue
) -> list[tuple[str, str, Table]]:
    """File name, button text and figures; what the region lacks is left out."""
    arguments = (case, projection, catalogue, choice.method, choice.need)
    every = list(catalogue.cases.values())
    found = [
        ("folketall", "Folketall etter aldersgruppe", tables.population(case, projection)),
        ("siden_prognosen", "Observert minus prognose", tables.deviations(case, projection)),
        ("aarsaker", "Fødte, døde og flytting", tables.components(case) if case.components else ()),
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
        ("kostnad_etter_tjeneste", "Kostnad etter tjeneste", tables.costs(*arguments)),
        ("kostnad_etter_alder", "Kostnad etter alder", tables.costs_by_age(*arguments)),
        ("planens_linjer", "Planens demografilinjer", case.plan_lines),
    ]
    return [one for one in found if one[2]]
