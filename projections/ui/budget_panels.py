"""Notes on the budget: the plan's own lines, and what it says."""

from .. import words
from ..figures import finance
from ..figures.view import View
from ..tables import accounts
from ..words import ledger
from . import panels, session, statement_panels
from .view import made


def plan_lines(view: View) -> None:
    """The plan's lines, the figures made of them, what the plan prints, and what it says."""
    panels.fold("Planens linjer", "planens_linjer", _plan_lines)
    statement_panels.show("handlingsrom", made(finance.outlook, view))


def _plan_lines() -> None:
    case = session.case()
    own, figures = case.require_accounts(), accounts.plan_figures(case)
    if own.is_entered:
        moved = ledger.checks(accounts.sum_checks(case))
        panels.note(
            words.budget.entered(case.region),
            [ledger.entered(own, figures), *([moved] if moved.rows else [])],
            (*own.lines, *own.revenue, *own.balances),
            "planens_linjer",
        )
        return
    differences = accounts.beside_printed(case)
    panels.note(
        words.budget.lines(differences),
        [
            ledger.figures(figures, differences),
            ledger.checks(accounts.sum_checks(case)),
            ledger.lines(own),
            ledger.revenue(own, figures),
        ],
        (*own.lines, *own.revenue, *own.balances, *own.printed),
        "planens_linjer",
    )
