"""The sheet of a workbook that reckons a scenario from its people, its levers and assumptions."""

import numpy as np

from ... import labels, terms, words
from ...people.ages import SERVICE_AGES
from ...services.service import DECADE
from .after import after_plan, income
from .calculation import FIRST, NEED, RECKONED
from .difference import cost_and_net, places_beside, result_beside
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
    cost_and_net(rows, of, moved)
    places_beside(rows, moved)
    if moved.after:
        heading = "Etter planen i scenariet, alt annet som i planens siste år"
        measured = "measured.cost" if of.method == "own" else "official.cost"
        before = measured, "official.income"
        after_plan(rows, moved.after, "cost.total", of.rules, heading, before)
        result_beside(rows, moved, moved.after.end)


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
