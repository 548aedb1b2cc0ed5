"""Notes on income: the formulas beside what the plan prints."""

from .. import tables, words
from ..words import grids, ledger
from . import panels, session


def printed() -> None:
    """The formulas beside what the plan prints; nothing where there is no plan."""
    if session.case().income_lines:
        panels.fold("Formlene mot planens tall", "formlene_og_planen", _printed)


def _printed() -> None:
    case, _, catalogue = session.inputs()
    table = tables.printed_income(case, catalogue)
    panels.note(
        words.income.printed(table),
        [
            grids.printed(f"Regnet og trykt i planen, {table[0].years[0]}", table),
            ledger.free_income(
                tables.accounts.printed(case),
                tables.accounts.checks(case),
                tables.accounts.growth(case),
            ),
        ],
        table,
        "formlene_og_planen",
    )
