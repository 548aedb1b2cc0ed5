"""Rows of result and fund after the plan, on any sheet that has cost and income."""

from ... import labels
from ...money.budget import Rules
from ...series import pick
from .parts import AfterPlan
from .rows import Formula, YearSheet, before, percent

HEADING = "Etter planen, alt annet som i planens siste år"


def after_plan(
    rows: YearSheet,
    of: AfterPlan,
    found: dict[str, int],
    cost: int,
    income: int,
    limits: Rules,
    heading: str = HEADING,
    before_row: tuple[int, int] | None = None,
) -> None:
    """Result, revenue, fund and deficit of the years after the plan.

    Parameters
    ----------
    cost, income
        Rows of the own budget's cost and of income.
    limits
        The municipality's rules, for the lines of charts.
    before_row
        Rows of cost and income whose last year of the plan changes are measured from; themselves
        where left out.
    """
    rows.heading(heading)
    end, years = rows.column(of.end), pick(of.table, "net_result")[0].years
    first = rows.column(years[0])
    spent, gained = before_row or (cost, income)

    def row(item: str, formula: Formula) -> int:
        series = pick(of.table, item)[0]
        unit = "prosent" if series.unit == "percent" else "1000 kr"
        found[item] = rows.reckoned(labels.item(item), unit, formula, series.values, years)
        return found[item]

    result = row(
        "net_result",
        lambda c: f"=plan_resultat-({c}{cost}-${end}{spent})+({c}{income}-${end}{gained})",
    )
    revenue = row(
        "gross_operating_revenue", lambda c: f"=plan_inntekter+({c}{income}-${end}{gained})"
    )
    row("net_result_share", percent(result, revenue))
    position = rows.next + 1

    def carried(column: str) -> str:
        start = "plan_fond" if column == first else f"{before(column, rows.columns)}{position}"
        return f"={start}+{column}{result}+bundne_fond"

    less = pick(of.table, "reserve_fund")[0].values - pick(of.table, "deficit")[0].values
    found["position"] = rows.reckoned("Fond minus merforbruk", "1000 kr", carried, less, years)
    fund = row("reserve_fund", lambda c: f"=MAX(0,{c}{position})")
    short = row("deficit", lambda c: f"=MAX(0,-{c}{position})")
    row("reserve_fund_share", percent(fund, revenue))
    row("deficit_share", percent(short, revenue))
    for item, (name, limit) in _limits(limits).items():
        found[item] = rows.reckoned(name, "prosent", _named(item), [limit] * len(years), years)


def _limits(limits: Rules) -> dict[str, tuple[str, float]]:
    return {
        "regel_resultat": ("Regel: netto driftsresultat, minst", limits.result),
        "regel_fond": ("Regel: disposisjonsfond, minst", limits.fund),
    }


def _named(cell: str) -> Formula:
    return lambda _: f"={cell}"
