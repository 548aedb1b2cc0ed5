"""Panels of income: cost against income, the parts, need for spending, and the plan's figures."""

from collections.abc import Sequence
from typing import NamedTuple

from .. import grids, labels, ledger, narrative, tables
from ..charts import balance
from ..charts.style import Figure
from ..grids import Grid
from ..narrative import Finding
from ..provenance import Source
from ..series import Table
from . import controls, panels, state


class Shown(NamedTuple):
    """A finding with its figure, and what that is made of."""

    finding: Finding
    figure: Figure
    table: Table
    grids: Sequence[Grid]
    also: Sequence[Source] = ()


def cost_and_income() -> Shown:
    """Change in cost, income and net since the base year.

    Raises
    ------
    MissingInputError
        If cost and income cannot be held against each other.
    """
    choice, of = controls.choice(), controls.inputs()
    base, last, how = choice.base_year, choice.last, (choice.need, choice.assumed)
    parts = tables.in_millions(tables.income_parts(*of, *how))
    levels = tables.cost_and_income(*of, choice.method, *how, state.fixed_shares(choice))
    changed = tables.cost_view(levels, "change", base)
    millions = tables.in_millions(changed)
    unit = labels.cost_unit("change", base, millions[0])
    return Shown(
        narrative.income.net(
            tables.compare_from_base(tables.in_millions(levels), base, last),
            tables.compare_from_base(parts, base, last),
            tables.in_millions(tables.rule_effect(*of, *how, base)),
        ),
        balance.net(millions, unit),
        changed,
        [grids.by_year(labels.sentence(unit), millions)],
        tables.income_sources(*of, choice.method),
    )


def ends() -> Table:
    """Net for each thing that nobody knows of the state."""
    choice, of = controls.choice(), controls.inputs()
    fixed = state.fixed_shares(choice)
    return tables.sure.nets(
        *of, choice.method, choice.need, choice.assumed, choice.base_year, fixed
    )


def span() -> None:
    """How sure net is: the lowest and highest for what nobody knows of the state."""
    choice, table = controls.choice(), ends()
    panels.note(
        narrative.sure.nets(table, choice.last),
        [ledger.net_span(table, choice.last)],
        table,
        "netto_spenn",
    )


def net() -> None:
    """Cost, income and what is left."""
    finding, figure, table, shown, also = cost_and_income()
    panels.panel(finding, figure, table, shown, "kostnad_inntekt_netto", also=also)


def parts() -> None:
    """What income is made of."""
    choice, of = controls.choice(), controls.inputs()
    base, last = choice.base_year, choice.last
    table = tables.income_parts(*of, choice.need, choice.assumed)
    compared = tables.compare_from_base(tables.in_millions(table), base, last)
    shown = tables.cost_view(table, "change", base)
    drawn = tables.in_millions(shown)
    unit = labels.cost_unit("change", base, drawn[0])
    panels.panel(
        narrative.income.parts(compared),
        balance.parts(drawn, unit),
        shown,
        [grids.comparison(f"Mill. kr, {base} og {last}", compared), grids.by_year(unit, drawn)],
        "inntektene",
        also=tables.income_sources(*of),
    )


def need() -> None:
    """Need for spending per inhabitant, the nation being one."""
    choice, (case, projection, catalogue) = controls.choice(), controls.inputs()
    of = (case, projection, catalogue)
    index = tables.need_index(*of, choice.need, choice.weights)
    path = projection.population if projection else case.observed
    panels.panel(
        narrative.income.need(
            case.region.name,
            index,
            tables.compare_from_base(index, choice.base_year, choice.last),
            path,
            tables.nation(path, catalogue),
        ),
        balance.index(index, labels.unit("need index")),
        index,
        [grids.by_year(labels.sentence(labels.unit("need index")), index)],
        "utgiftsbehov",
        also=tables.need_sources(*of),
    )


def printed() -> None:
    """The formulas beside what the plan prints; nothing where there is no plan."""
    case, _, catalogue = controls.inputs()
    if case.income_lines:
        table = tables.printed_income(case, catalogue)
        panels.note(
            narrative.income.printed(table),
            [
                grids.printed(f"Regnet og trykt i planen, {table[0].years[0]}", table),
                ledger.free_income(
                    tables.freeincome.printed(case),
                    tables.freeincome.checks(case),
                    tables.freeincome.growth(case),
                ),
            ],
            table,
            "formlene_og_planen",
        )
