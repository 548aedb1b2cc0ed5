"""What stands below the figures of a page: what the plan says and prints, ways on, and lists."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from .. import tables, words
from ..figures import finance
from ..figures.view import View
from ..series import Series
from ..tables import accounts, capacity, districts
from ..words import grids, ledger
from . import controls, fetching, panels, session, ways
from .view import made


def statements(page: str, reckoned: Mapping[str, Series] | None = None) -> None:
    """The plan's statements for a page; nothing where there are none.

    Parameters
    ----------
    reckoned
        What the page has reckoned that statements may be about, by measure; people are there.
    """
    if any(one.page == page for one in session.case().statements):
        panels.fold("Hva planen sier", f"utsagn_{page}", partial(_statements, page, reckoned or {}))


def _statements(page: str, reckoned: Mapping[str, Series]) -> None:
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


def plan_lines(view: View) -> None:
    """The plan's lines, the figures made of them, what the plan prints, and what it says."""
    panels.fold("Planens linjer", "planens_linjer", _plan_lines)
    statements("handlingsrom", made(finance.outlook, view))


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


def own_keys(view: View) -> tuple[str, ...]:
    """Figures of what a user has handed in."""
    case, projection, _ = view.of
    by_district = districts.divided(case, projection)
    return (
        *(("elever_per_skolekrets",) if by_district else ()),
        *(("brukere",) if case.own_rates else ()),
    )


def schools() -> None:
    """How to get the schools' capacity and districts; nothing where both are here."""
    case, projection, _ = session.inputs()
    if not case.region.is_municipality:
        return
    if not capacity.levels(case, projection, "grunnskole", "pupils"):
        ways.link("last_opp", "Legg inn skolenes kapasitet")
    if not districts.divided(case, projection):
        st.caption(words.districts.HOW_TO)
        ways.link("last_opp", "Gå til Last opp")


def spending(view: View, lead: str) -> None:
    """The sum of the differences, and folded: what is not adjusted for need.

    ``view``: what it is made from; ``lead``: the figure that is the page's finding.
    """
    if lead == "utgifter_behovskorrigert":
        panels.figure("forskjell_behovskorrigert", view)
        panels.fold("Nøkkeltall per innbygger", "nokkeltall", partial(_key_figures, view))
    elif lead == "utgifter_ikke_justert":
        panels.figure("forskjell_ikke_justert", view)
        return
    else:
        _offer()
        return
    panels.fold("Alle kommuner, uten justering for behov", "alle_utgifter", partial(_all, view))


def _key_figures(view: View) -> None:
    region = view.case.region
    with panels.where_available():
        figures = tables.key_figures(view.catalogue.spending, region)
        panels.note(
            words.spending.key_figures(figures, region),
            [grids.across("Kr per innbygger, ikke justert for behov", figures)],
            figures,
            "nokkeltall_per_innbygger",
        )


def _all(view: View) -> None:
    """The way to figures of any municipality, and these beside others chosen."""
    _offer()
    if view.spending:
        controls.compared()
    panels.figure("utgifter_ikke_justert", view)
    panels.figure("forskjell_ikke_justert", view)


def _offer() -> None:
    """What can be fetched, and the button."""
    st.markdown(words.spending.ALL_MUNICIPALITIES)
    fetching.spending_button()
