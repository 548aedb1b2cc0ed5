"""The sheet of a workbook that reckons a scenario from its people, its levers and assumptions.

It is held against the projection: cost, income, net, places and result.
"""

import numpy as np

from ... import labels, terms, words
from ...people.ages import SERVICE_AGES, FloatArray
from ...series import pick
from ...services.service import DECADE
from .calculation import FIRST, INCOME, LAST, NEED, OLDEST, RECKONED, after_plan, income
from .levered import OLD, Levered
from .parts import Reckoning
from .rows import YearSheet

CODES = SERVICE_AGES.codes


def reckoned(rows: YearSheet, of: Reckoning, moved: Levered) -> None:
    """Fill the sheet under its people."""
    _postponed(rows, moved)
    rows.heading("Behov etter tjeneste i scenariet")
    for place, sector in enumerate(of.sectors):
        needs = moved.needs[:, place]
        rows.reckoned(f"need.{sector}", labels.item(sector), NEED, _need(sector), needs)
    rows.heading("Kostnad per bruker mot i dag")
    for place, sector in enumerate(of.sectors):
        # At once, and growing from year to year.
        level = (
            f"=IF([$year]>spaker_fra,[unit_cost.{sector}]/100,1)"
            f"*(1+[standard.{sector}]/100)^MAX([$year]-spaker_fra,0)"
        )
        name, levels = labels.item(sector), moved.levels[:, place]
        rows.reckoned(f"level.{sector}", name, "indeks", level, levels)
    rows.heading(f"Kostnad i scenariet, {terms.METHODS[of.method].lower()}")
    rows.parts(moved.cost, "cost", {one: COSTS[of.method].format(one) for one in of.sectors})
    if moved.received:
        income(rows, moved.received, words.handout.INCOME, RECKONED)
    _cost_and_net(rows, of, moved)
    _places_beside(rows, moved)
    if moved.after:
        heading = "Etter planen i scenariet, alt annet som i planens siste år"
        measured = "measured.cost" if of.method == "own" else "official.cost"
        before = measured, "official.income"
        after_plan(rows, moved.after, "cost.total", of.rules, heading, before)
        _result_beside(rows, moved, moved.after.end)


COSTS = {
    "national": "=[level.{0}]*utgiftsbehov*[need.{0}]/1000",
    "own": ("=[level.{0}]*[frame.{0}]*([fixed.{0}]+(1-[fixed.{0}])*[need.{0}]/[covered.{0}])/1000"),
}
"""Cost of a sector by method."""


def _postponed(rows: YearSheet, moved: Levered) -> None:
    """How much later need comes, and which part of an age group needs as much as the older."""
    rows.heading("Friskere alderdom")
    rows.note(words.handout.LATER)
    years = np.maximum(np.array(rows.years) - moved.since, 0)
    by = moved.scenario.service.postponed * years / DECADE
    later = f"=friskere*MAX([$year]-spaker_fra,0)/{DECADE}"
    rows.reckoned("later", "Behovet kommer så mange år senere", "år", later, by)
    bands = [(place, SERVICE_AGES.bands[place]) for place in OLD]
    for place, band in bands:
        inside = [
            one for one, age in enumerate(moved.ages) if band.lower <= age <= (band.upper or age)
        ]
        old, weights = np.array(moved.ages)[inside], moved.alive[inside]
        ages, living = (f"[{one}.{old[0]}..{one}.{old[-1]}]" for one in ("year_of_age", "alive"))
        for limit_place, limit in bands:
            if limit.lower > band.lower:
                continue
            past = np.clip(old - by[:, None] - limit.lower + 1, 0, 1)
            # (|x| − |x − 1| + 1) / 2 is x cut to between 0 and 1, the part of a year of age that
            # is past the limit. It works inside SUMPRODUCT, where MIN and MAX would take the whole
            # range as one.
            over = f"{ages}-[later]-{limit.lower - 1}"
            rows.reckoned(
                f"past.{place}.{limit_place}",
                f"Del av {labels.age(band.code)} som trenger minst som {limit.lower} år",
                "andel",
                f"=SUMPRODUCT({living},(ABS({over})-ABS({over}-1)+1)/2)/SUM({living})",
                past @ weights / weights.sum(),
            )


def _need(sector: str) -> str:
    """Need of a sector: of the young as it is, of the old by the need they have come to."""
    young = OLD[0] - 1
    rates = f"[rate.0.{sector}..rate.{young}.{sector}]"
    told = f"=SUMPRODUCT({rates},[${FIRST}..$age.{CODES[young]}])"
    for place in OLD:
        befores = [f"[younger.{sector}]", *(f"[rate.{one}.{sector}]" for one in OLD)]
        steps = "+".join(
            f"([rate.{one}.{sector}]-{before})*[past.{place}.{one}]"
            for one, before in zip(OLD, befores, strict=False)
            if one <= place
        )
        own = f"[rate.{place}.{sector}]"
        told += f"+IF({own}=0,0,{befores[0]}+{steps})*[age.{CODES[place]}]"
    return told


BASE = "scenario_basis"
Row = tuple[str, FloatArray]
"""Its name and its values."""


def _cost_and_net(rows: YearSheet, of: Reckoning, moved: Levered) -> None:
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
    _beside(rows, "Netto, forskjell", "1000 kr", moved, "net")


def _pair(
    rows: YearSheet, name: str, item: str, moved: Levered, each: tuple[Row, Row, Row]
) -> None:
    """The change of a row in the projection, and in the scenario from where it is measured."""
    official, changed, measured = each
    told, own = f"{name}, endring: prognosen", f"official.change.{item}"
    rows.change(own, official[0], told, official[1], moved.base, BASE)
    told, own = f"{name}, endring: scenariet", f"change.{item}"
    rows.change(own, changed[0], told, changed[1], moved.base, BASE, measured)


def _beside(rows: YearSheet, name: str, unit: str, moved: Levered, item: str) -> None:
    """A row of the scenario less that of the projection."""
    before, after = (pick(table, item)[0] for table in (moved.official, moved.changed))
    formula, values = f"=[{item}]-[official.{item}]", after.values - before.values
    rows.reckoned(f"difference.{item}", name, unit, formula, values, after.years, bold=True)


def _places_beside(rows: YearSheet, moved: Levered) -> None:
    """Places with round-the-clock care in the scenario and in the projection."""
    rows.heading("Heldøgns omsorgsplasser")
    for side, name, table, coverage, sheet in (
        ("official.", "Plasser: prognosen", moved.official, "dekning_prognose", f"{RECKONED}!"),
        ("", "Plasser: scenariet", moved.changed, "dekning_scenario", ""),
    ):
        values = pick(table, "care_places")[0].values
        formula = f"={coverage}/100*SUM([{sheet}{OLDEST}..{sheet}{LAST}])"
        rows.reckoned(f"{side}care_places", name, "plasser", formula, values)
    _beside(rows, "Plasser, forskjell", "plasser", moved, "care_places")


def _result_beside(rows: YearSheet, moved: Levered, end: int) -> None:
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
    _beside(rows, name, "prosent", moved, "net_result_share")


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
