"""The plan's bottom line, and the years after it with demography in cost and income."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from ..case import Case
from ..errors import MissingInputError
from ..labels import alternative
from ..money import budget as model
from ..people.ages import FloatArray
from ..series import Series, Table, pick
from ..services.service import AT_REST
from .accounts import PLAN, figures, plan_figures
from .money import in_prices, result_method
from .net_cost import cost_and_income
from .setting import Setting


@dataclass(frozen=True)
class Outlook:
    """What becomes of the fund: the year it is empty and the year of ROBEK, None if neither."""

    empty: int | None
    robek: int | None
    last_year: int


def bottom_line(
    case: Case,
    cost: Series,
    income: Series,
    earmarked: model.Earmarked | Literal["unknown"] = "held",
    last: int | None = None,
    before: tuple[Series, Series] | None = None,
    finance: float = 0.0,
) -> Table:
    """The figures of the plan, then those of unchanged service to the end of the projection.

    All else is held as in the plan's last year; docs/method.md lists what.

    Parameters
    ----------
    cost, income
        Demografikostnad and the income that follows people, of one projection [1000 NOK per
        year], fixed prices; they are brought to those of the plan.
    earmarked
        Use of earmarked funds after the plan: ``held`` as in its last year, or ``none``. Where the
        plan has no such line it is ``unknown``, and counts for nothing.
    last
        Last year, the projection's own where left out.
    before
        Cost and income whose last year of the plan changes are measured from: those whom the plan
        is made for, where a user has changed who lives here; ``cost`` and ``income`` themselves
        where left out.
    finance
        Less interest and instalments in each year after the plan [1000 NOK per year].

    Raises
    ------
    MissingInputError
        If the region has no accounts, or the projection lacks the plan's end or what comes after.
    """
    planned, plan = plan_figures(case), case.require_accounts()
    end = planned[-1].years[-1]
    cost, income = (in_prices(one, plan.price_year, plan.deflator) for one in (cost, income))
    before = before or (cost, income)
    before = (
        in_prices(before[0], plan.price_year, plan.deflator),
        in_prices(before[1], plan.price_year, plan.deflator),
    )
    years = tuple(year for year in cost.years if end < year <= (last or year) and income.has(year))
    if not (cost.has(end) and income.has(end) and years):
        raise MissingInputError(
            f"Planen går til {end}, og prognosen «{alternative(cost.alternative)}» har ikke tall "
            f"for både {end} og år etter det innen {last or cost.years[-1]}. Velg en prognose som "
            "går lenger, eller et senere «Til år»."
        )

    def change(series: Series, start: Series) -> FloatArray:
        return series.over(years) - start.level(end)

    def at_end(table: Table, item: str) -> float:
        return next(one.at(end) for one in pick(table, item) if one.alternative == PLAN)

    cost_change, income_change = map(change, (cost, income), before)
    result = model.results_after_plan(at_end(planned, "net_result"), cost_change, income_change)
    result = result + finance
    if not pick(plan.lines, "earmarked"):
        earmarked = "unknown"
    drawn = -at_end(plan.lines, "earmarked") if earmarked == "held" else 0.0
    start = at_end(planned, "reserve_fund") - at_end(planned, "deficit")
    fund, deficit = model.fund_and_deficit(start, model.fund_changes(result, drawn))
    revenue = at_end(planned, "gross_operating_revenue") + income_change
    held = [("earmarked", earmarked), ("earmarked_use", f"{drawn:g}")]
    if plan.price_year and cost.label("price_year") != str(plan.price_year):
        held += [("plan_prices", str(plan.price_year))]
    held += [("less_finance", f"{finance:g}")] if finance else []
    extra = dict((*cost.extra, *income.extra, *held))
    like = replace(cost, years=years, values=result, extra=tuple(extra.items()))
    return (
        *planned,
        like.with_item("cost_change", cost_change),
        like.with_item("income_change", income_change),
        *figures(like, revenue, result, fund, deficit),
    )


def budget(
    of: Setting,
    earmarked: model.Earmarked = "held",
    last: int | None = None,
    finance: float = 0.0,
) -> Table:
    """:func:`bottom_line` with the cost of :func:`~projections.tables.money.result_method`, and
    the income that follows people.

    Raises
    ------
    MissingInputError
        Also if no projection is chosen, or cost or income lacks an input.
    """
    of = with_result(of)

    def both(of: Setting) -> tuple[Series, Series]:
        table = cost_and_income(of)
        cost, revenue = (
            next(one for one in pick(table, item) if not one.is_observed)
            for item in ("cost", "income")
        )
        return cost, revenue

    before = None
    if of.projection and (of.projection.official or of.service != AT_REST):
        # The plan is made for those who live here without a user's own changes.
        before = both(replace(of, projection=of.projection.unchanged, service=AT_REST))
    return bottom_line(of.case, *both(of), earmarked, last, before=before, finance=finance)


def with_result(of: Setting) -> Setting:
    """The setting with the method behind the result.

    Raises
    ------
    MissingInputError
        If the region has no accounts, or no projection is chosen.
    """
    of.case.require_accounts()
    if of.projection is None:
        raise MissingInputError(
            "Årene etter planen regnes fra en prognose, og ingen er valgt. Velg en prognose i "
            "menyen."
        )
    return replace(of, method=result_method(of.case))


def adjustments(table: Table, rules: model.Rules) -> Table:
    """What each year lacks of the result rule, and what each year after the plan must give for the
    fund rule in the last year [1000 NOK per year]; negative where nothing is lacking.

    ``table``: from :func:`bottom_line`.
    """
    found: list[Series] = []
    for result, revenue in zip(
        pick(table, "net_result"), pick(table, "gross_operating_revenue"), strict=True
    ):
        missing = model.adjustment_for_result(result.values, revenue.values, rules.result)
        found.append(
            result.with_item("result_adjustment", missing).with_extra(("rule", f"{rules.result:g}"))
        )
    after, position = found[-1], positions(table)[-1].values[..., -1]
    count = len(after.years)
    each = model.adjustment_for_fund(position, revenue.values[..., -1], count, rules.fund)
    same = np.repeat(each[..., None], count, axis=-1)
    constant = replace(after, item="fund_adjustment", values=same)
    labels = tuple(pair for pair in after.extra if pair[0] != "rule")
    return (*found, replace(constant, extra=(*labels, ("rule", f"{rules.fund:g}"))))


def outlook(table: Table, rules: model.Rules) -> Outlook:
    """The first year the fund is empty, and the first year the deficit passes the ROBEK line.

    ``table``: from :func:`bottom_line`.
    """
    years = [year for one in pick(table, "reserve_fund") for year in one.years]
    fund, deficit = (
        np.concatenate([one.values for one in pick(table, item)])
        for item in ("reserve_fund", "deficit_share")
    )
    return Outlook(
        model.first_year(years, fund <= 0),
        model.first_year(years, deficit > rules.robek),
        years[-1],
    )


def some(table: Table, *names: str) -> Table:
    """The series of a few items."""
    return tuple(one for item in names for one in pick(table, item))


def positions(table: Table) -> Table:
    """Fund less deficit at the end of each year: below zero what is missing in the fund."""
    both = zip(pick(table, "reserve_fund"), pick(table, "deficit"), strict=True)
    return tuple(fund.with_item("position", fund.values - deficit.values) for fund, deficit in both)
