"""What the plan says in so many words, on the page it belongs to."""

from collections.abc import Mapping
from functools import partial

from .. import tables, words
from ..figures.view import View
from ..series import Series
from ..words import grids, ledger
from . import panels, session


def show(page: str, reckoned: Mapping[str, Series] | None = None) -> None:
    """The plan's statements for a page; nothing where there are none.

    Parameters
    ----------
    reckoned
        What the page has reckoned that statements may be about, by measure; people are there.
    """
    if any(one.page == page for one in session.case().statements):
        panels.fold("Hva planen sier", f"utsagn_{page}", partial(_show, page, reckoned or {}))


def _show(page: str, reckoned: Mapping[str, Series]) -> None:
    case, projection, _ = session.inputs()
    people = tables.people_measures(case, projection)
    table = tables.statements(case, page, {**people, **reckoned})
    panels.note(
        words.statements(table),
        [ledger.statements(table)],
        table,
        f"planens_utsagn_{page}",
    )


def plan_ratio(view: View) -> None:
    """The ratios that the plan prints, beside both definitions; nothing where there is no plan."""
    if printed := view.case.plan_ratio:
        panels.fold("Planens egne tall", "planens_tall", partial(_plan_ratio, view, printed))


def _plan_ratio(view: View, printed: Series) -> None:
    both = tables.both_definitions(view.case)
    panels.note(
        words.plan_ratio(printed, tables.compare(both, printed.years[0], printed.years[-1])),
        [grids.on_path("Aldersbæreevne", (printed, *both), printed.years)],
        (printed, *both),
        "planens_tall",
    )
