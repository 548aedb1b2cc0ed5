"""Notes on the budget: the plan's own lines, and what it says."""

from .. import ledger, narrative
from ..choices import state
from ..errors import MissingInputError
from ..series import Series
from ..tables import accounts, budget
from . import controls, panels, statement_panels


def plan_lines() -> None:
    """The plan's lines, the figures made of them, what the plan prints, and what it says."""
    panels.fold("Planens linjer", "planens_linjer", _plan_lines)
    statement_panels.show("handlingsrom", _fund_outlook())


def _plan_lines() -> None:
    case = controls.case()
    own, figures = case.require_accounts(), accounts.plan_figures(case)
    if own.is_entered:
        moved = ledger.checks(accounts.sum_checks(case))
        panels.note(
            narrative.budget.entered(case.region),
            [ledger.entered(own, figures), *([moved] if moved.rows else [])],
            (*own.lines, *own.revenue, *own.balances),
            "planens_linjer",
        )
        return
    differences = accounts.beside_printed(case)
    panels.note(
        narrative.budget.lines(differences),
        [
            ledger.figures(figures, differences),
            ledger.checks(accounts.sum_checks(case)),
            ledger.lines(own),
            ledger.revenue(own, figures),
        ],
        (*own.lines, *own.revenue, *own.balances, *own.printed),
        "planens_linjer",
    )


def _fund_outlook() -> dict[str, Series]:
    """The reserve fund after the plan [million NOK]; nothing where it cannot be reckoned."""
    choice, case, projection = controls.choice(), controls.case(), controls.projection()
    of = (case, projection, controls.catalogue(), choice.need, choice.assumed)
    try:
        table = budget.budget(*of, state.fixed_shares(choice))
    except MissingInputError:
        return {}
    return {"reserve_fund": budget.in_millions(budget.some(table, "reserve_fund"))[-1]}
