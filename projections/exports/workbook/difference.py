"""Rows that hold a scenario against the projection: cost, income, net, places and result."""

from collections.abc import Mapping

from ...people.ages import FloatArray
from ...series import pick
from .assumptions import Sector
from .calculation import RECKONED
from .levered import OLD, Levered
from .levers import Pulled
from .looks import Formula, YearSheet, there
from .parts import Reckoning

BASE = "scenario_basis"


def cost_and_net(
    rows: YearSheet,
    of: Reckoning,
    moved: Levered,
    cells: Mapping[str, Sector],
    pulled: Mapping[str, Pulled],
    found: dict[str, int],
    official: Mapping[str, int],
) -> None:
    """Changes in cost, income and net from the base year, here and in the projection."""
    rows.heading(f"Forskjell fra prognosen, endring fra {moved.base}")
    cost = rows.reckoned(
        "Kostnad i prognosen uten spaker",
        "1000 kr",
        _official_cost(of, cells, official),
        moved.official_cost.values,
    )
    measured = cost
    if of.method == "own":
        measured = rows.reckoned(
            "Kostnad i prognosen med scenariets faste andel",
            "1000 kr",
            _official_cost(of, cells, official, pulled),
            moved.measured.values,
        )
    found["measured.cost"] = measured
    spent = _pair(
        rows,
        "Kostnad, endring",
        moved,
        (cost, moved.official_cost.values),
        (found["cost"], pick(moved.cost, "total")[0].values),
        (measured, moved.measured.values),
    )
    found["official.cost"], gained = cost, (0, 0)
    if of.received and moved.received:
        before, after = (
            pick(one.table, "total")[0].values for one in (of.received, moved.received)
        )
        income = rows.reckoned(
            "Inntekt i prognosen", "1000 kr", there(RECKONED, official["income"]), before
        )
        pairs = (income, before), (found["income"], after), (income, before)
        gained = _pair(rows, "Inntekt, endring", moved, *pairs)
        found["official.income"] = income
    found["change.cost"], found["change.income"] = spent[1], gained[1]
    for side, name, table, loss, gain in (
        ("official.net", "Netto: prognosen", moved.official, spent[0], gained[0]),
        ("net", "Netto: scenariet", moved.changed, spent[1], gained[1]),
    ):
        found[side] = rows.reckoned(
            name, "1000 kr", _less(gain, loss), pick(table, "net")[0].values, bold=True
        )
    beside(rows, "Netto, forskjell", "1000 kr", found, moved, "net")


def _pair(
    rows: YearSheet,
    name: str,
    moved: Levered,
    official: tuple[int, FloatArray],
    changed: tuple[int, FloatArray],
    measured: tuple[int, FloatArray],
) -> tuple[int, int]:
    """The change of a row in the projection, and in the scenario from where it is measured."""
    first = rows.change(official[0], f"{name}: prognosen", official[1], moved.base, BASE)
    second = rows.change(changed[0], f"{name}: scenariet", changed[1], moved.base, BASE, measured)
    return first, second


def beside(
    rows: YearSheet, name: str, unit: str, found: dict[str, int], moved: Levered, item: str
) -> None:
    """A row of the scenario less that of the projection."""
    before, after = (pick(table, item)[0] for table in (moved.official, moved.changed))
    here, there = found[item], found[f"official.{item}"]
    found[f"difference.{item}"] = rows.reckoned(
        name,
        unit,
        lambda c: f"={c}{here}-{c}{there}",
        after.values - before.values,
        after.years,
        bold=True,
    )


def places_beside(
    rows: YearSheet, moved: Levered, found: dict[str, int], official: Mapping[str, int]
) -> None:
    """Places with round-the-clock care in the scenario and in the projection."""
    rows.heading("Heldøgns omsorgsplasser")
    for item, name, table, coverage, first in (
        (
            "official.care_places",
            "Plasser: prognosen",
            moved.official,
            "dekning_prognose",
            f"{RECKONED}!{{c}}{official['first'] + OLD[1]}:{{c}}{official['last']}",
        ),
        (
            "care_places",
            "Plasser: scenariet",
            moved.changed,
            "dekning_scenario",
            f"{{c}}{found['first'] + OLD[1]}:{{c}}{found['last']}",
        ),
    ):
        values = pick(table, "care_places")[0].values
        found[item] = rows.reckoned(name, "plasser", _covered(coverage, first), values)
    beside(rows, "Plasser, forskjell", "plasser", found, moved, "care_places")


def _covered(coverage: str, oldest: str) -> Formula:
    return lambda c: f"={coverage}/100*SUM({oldest.format(c=c)})"


def result_beside(rows: YearSheet, moved: Levered, found: dict[str, int]) -> None:
    """Net operating result of the projection, and how much the scenario changes it."""
    assert moved.after
    end = rows.column(moved.after.end)
    cost, income = found["official.cost"], found["official.income"]

    def share(c: str) -> str:
        gain, loss = f"({c}{income}-${end}{income})", f"({c}{cost}-${end}{cost})"
        return f"=100*(plan_resultat-{loss}+{gain})/(plan_inntekter+{gain})"

    own = pick(moved.official, "net_result_share")[0]
    found["official.net_result_share"] = rows.reckoned(
        "Netto driftsresultat i prognosen uten spaker", "prosent", share, own.values, own.years
    )
    name = "Netto driftsresultat, forskjell (prosentpoeng)"
    beside(rows, name, "prosent", found, moved, "net_result_share")


def _less(gain: int, loss: int) -> Formula:
    return lambda c: f"={c}{gain}-{c}{loss}" if gain else f"=-{c}{loss}"


def _official_cost(
    of: Reckoning,
    cells: Mapping[str, Sector],
    official: Mapping[str, int],
    pulled: Mapping[str, Pulled] | None = None,
) -> Formula:
    """The projection's cost; the own budget's with no part of the frames fixed, or the levers'."""
    if of.method == "national":
        return there(RECKONED, official["national.total"])

    def formula(column: str) -> str:
        parts = []
        for one in of.sectors:
            part = f"{RECKONED}!{column}{official[f'need.{one}']}/{cells[one].need}"
            if pulled:
                part = f"({pulled[one].fixed}+(1-{pulled[one].fixed})*{part})"
            parts.append(f"{cells[one].frame}*{part}")
        return f"=({'+'.join(parts)})/1000"

    return formula
