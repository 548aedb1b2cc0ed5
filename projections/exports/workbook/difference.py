"""Rows that hold a scenario against the projection: cost, income, net, places and result."""

from ...people.ages import FloatArray
from ...series import pick
from .after import INCOME
from .calculation import LAST, OLDEST, RECKONED
from .levered import Levered
from .parts import Reckoning
from .rows import YearSheet

BASE = "scenario_basis"
Row = tuple[str, FloatArray]
"""Its name and its values."""


def cost_and_net(rows: YearSheet, of: Reckoning, moved: Levered) -> None:
    """Changes in cost, income and net from the base year, here and in the projection."""
    rows.heading(f"Forskjell fra prognosen, endring fra {moved.base}")
    cost = measured = "official.cost", moved.official_cost.values
    name = "Kostnad i prognosen uten spaker"
    rows.reckoned(cost[0], name, "1000 kr", _official_cost(of), cost[1])
    if of.method == "own":
        measured = "measured.cost", moved.measured.values
        name = "Kostnad i prognosen med scenariets faste andel"
        rows.reckoned(measured[0], name, "1000 kr", _official_cost(of, is_moved=True), measured[1])
    spent = "cost.total", pick(moved.cost, "total")[0].values
    _pair(rows, "Kostnad", "cost", moved, (cost, spent, measured))
    gains = False
    if of.received and moved.received:
        gains = True
        before, after = (
            pick(one.table, "total")[0].values for one in (of.received, moved.received)
        )
        income = "official.income", before
        rows.reckoned(
            income[0], "Inntekt i prognosen", "1000 kr", f"=[{RECKONED}!{INCOME}]", before
        )
        _pair(rows, "Inntekt", "income", moved, (income, (INCOME, after), income))
    for side, name, table in (
        ("official.", "Netto: prognosen", moved.official),
        ("", "Netto: scenariet", moved.changed),
    ):
        gain = f"[{side}change.income]" if gains else ""
        net = pick(table, "net")[0].values
        formula = f"={gain}-[{side}change.cost]"
        rows.reckoned(f"{side}net", name, "1000 kr", formula, net, bold=True)
    beside(rows, "Netto, forskjell", "1000 kr", moved, "net")


def _pair(
    rows: YearSheet, name: str, item: str, moved: Levered, each: tuple[Row, Row, Row]
) -> None:
    """The change of a row in the projection, and in the scenario from where it is measured."""
    official, changed, measured = each
    told, own = f"{name}, endring: prognosen", f"official.change.{item}"
    rows.change(own, official[0], told, official[1], moved.base, BASE)
    told, own = f"{name}, endring: scenariet", f"change.{item}"
    rows.change(own, changed[0], told, changed[1], moved.base, BASE, measured)


def beside(rows: YearSheet, name: str, unit: str, moved: Levered, item: str) -> None:
    """A row of the scenario less that of the projection."""
    before, after = (pick(table, item)[0] for table in (moved.official, moved.changed))
    formula, values = f"=[{item}]-[official.{item}]", after.values - before.values
    rows.reckoned(f"difference.{item}", name, unit, formula, values, after.years, bold=True)


def places_beside(rows: YearSheet, moved: Levered) -> None:
    """Places with round-the-clock care in the scenario and in the projection."""
    rows.heading("Heldøgns omsorgsplasser")
    for side, name, table, coverage, sheet in (
        ("official.", "Plasser: prognosen", moved.official, "dekning_prognose", f"{RECKONED}!"),
        ("", "Plasser: scenariet", moved.changed, "dekning_scenario", ""),
    ):
        values = pick(table, "care_places")[0].values
        formula = f"={coverage}/100*SUM([{sheet}{OLDEST}..{sheet}{LAST}])"
        rows.reckoned(f"{side}care_places", name, "plasser", formula, values)
    beside(rows, "Plasser, forskjell", "plasser", moved, "care_places")


def result_beside(rows: YearSheet, moved: Levered, end: int) -> None:
    """Net operating result of the projection, and how much the scenario changes it.

    ``end``: the plan's last year.
    """
    gain, loss = (f"([official.{one}]-[official.{one}@{end}])" for one in ("income", "cost"))
    own = pick(moved.official, "net_result_share")[0]
    rows.reckoned(
        "official.net_result_share",
        "Netto driftsresultat i prognosen uten spaker",
        "prosent",
        f"=100*(plan_resultat-{loss}+{gain})/(plan_inntekter+{gain})",
        own.values,
        own.years,
    )
    name = "Netto driftsresultat, forskjell (prosentpoeng)"
    beside(rows, name, "prosent", moved, "net_result_share")


def _official_cost(of: Reckoning, is_moved: bool = False) -> str:
    """The projection's cost; the own budget's with no part of the frames fixed, or the levers'."""
    if of.method == "national":
        return f"=[{RECKONED}!national.total]"
    parts = []
    for one in of.sectors:
        part = f"[{RECKONED}!need.{one}]/[served.{one}]"
        if is_moved:
            part = f"([fixed.{one}]+(1-[fixed.{one}])*{part})"
        parts.append(f"[frame.{one}]*{part}")
    return f"=({'+'.join(parts)})/1000"
