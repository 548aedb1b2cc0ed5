"""The sheet of a workbook that reckons a scenario from its people, its levers and assumptions."""

from collections.abc import Mapping

import numpy as np

from ... import labels, terms, words
from ...people.ages import SERVICE_AGES
from ...series import pick
from ...services.service import DECADE
from .after import after_plan, income
from .assumptions import Sector
from .calculation import NEED, RECKONED
from .difference import cost_and_net, places_beside, result_beside
from .levered import OLD, Levered
from .levers import Alive, Pulled
from .looks import Formula, YearSheet, total
from .parts import Reckoning

Later = Mapping[tuple[int, int], int]
"""By age group and limit of age: the row of the part that needs as much as from the limit on."""


def reckoned(
    rows: YearSheet,
    of: Reckoning,
    moved: Levered,
    cells: Mapping[str, Sector],
    pulled: Mapping[str, Pulled],
    alive: Alive,
    official: Mapping[str, int],
    found: dict[str, int],
) -> None:
    """Fill the sheet under its people; the rows of its results go to ``found``.

    ``official``: rows of the sheet that reckons the projection; ``found``: has the rows of the
    people.
    """
    later = _postponed(rows, moved, alive)
    rows.heading("Behov etter tjeneste i scenariet")
    for place, sector in enumerate(of.sectors):
        needed = _need(cells[sector], pulled[sector], later, found["first"])
        found[f"need.{sector}"] = rows.reckoned(
            labels.item(sector), NEED, needed, moved.needs[:, place]
        )
    rows.heading("Kostnad per bruker mot i dag")
    for place, sector in enumerate(of.sectors):
        found[f"level.{sector}"] = rows.reckoned(
            labels.item(sector), "indeks", _level(pulled[sector]), moved.levels[:, place]
        )
    _costs(rows, of, moved, cells, pulled, found)
    if moved.received:
        income(rows, moved.received, found, words.handout.INCOME, official, RECKONED)
    cost_and_net(rows, of, moved, cells, pulled, found, official)
    places_beside(rows, moved, found, official)
    if moved.after:
        heading = "Etter planen i scenariet, alt annet som i planens siste år"
        after_plan(
            rows,
            moved.after,
            found,
            found["cost"],
            found["income"],
            of.rules,
            heading,
            (found["measured.cost"], found["official.income"]),
        )
        result_beside(rows, moved, found)


def _postponed(rows: YearSheet, moved: Levered, alive: Alive) -> Later:
    """How much later need comes, and which part of an age group needs as much as the older."""
    rows.heading("Friskere alderdom")
    rows.note(words.handout.LATER)
    years = np.maximum(np.array(rows.years) - moved.since, 0)
    by = moved.scenario.service.postponed * years / DECADE
    row = rows.reckoned(
        "Behovet kommer så mange år senere",
        "år",
        lambda c: f"=friskere*MAX({c}$1-spaker_fra,0)/{DECADE}",
        by,
    )
    bands = [(place, SERVICE_AGES.bands[place]) for place in OLD]
    found = {}
    for place, band in bands:
        ages, living = alive.areas(band.lower, band.upper, moved.ages[-1])
        inside = [
            one for one, age in enumerate(moved.ages) if band.lower <= age <= (band.upper or age)
        ]
        old, weights = np.array(moved.ages)[inside], moved.alive[inside]
        for _, limit in bands:
            if limit.lower > band.lower:
                continue
            past = np.clip(old - by[:, None] - limit.lower + 1, 0, 1)
            found[place, limit.lower] = rows.reckoned(
                f"Del av {labels.age(band.code)} som trenger minst som {limit.lower} år",
                "andel",
                _past(ages, living, row, limit.lower),
                past @ weights / weights.sum(),
            )
    return found


def _past(ages: str, living: str, row: int, limit: int) -> Formula:
    """The part alive whose need has come to that of an age, a year of age being shared out."""

    # (|x| − |x − 1| + 1) / 2 is x cut to between 0 and 1, the part of a year of age that is past
    # the limit. It works inside SUMPRODUCT, where MIN and MAX would take the whole range as one.
    def formula(column: str) -> str:
        over = f"{ages}-{column}{row}-{limit - 1}"
        return f"=SUMPRODUCT({living},(ABS({over})-ABS({over}-1)+1)/2)/SUM({living})"

    return formula


def _need(cells: Sector, lever: Pulled, later: Later, first: int) -> Formula:
    """Need of a sector: of the young as it is, of the old by the need they have come to."""
    young = OLD[0]

    def formula(column: str) -> str:
        told = f"=SUMPRODUCT({cells.rates(young)},{column}${first}:{column}${first + young - 1})"
        for place in OLD:
            steps = []
            before = lever.younger
            for each in OLD[: OLD.index(place) + 1]:
                own = cells.rate(each)
                row = later[place, SERVICE_AGES.bands[each].lower]
                steps.append(f"({own}-{before})*{column}{row}")
                before = own
            own = f"{lever.younger}+{'+'.join(steps)}"
            told += f"+IF({cells.rate(place)}=0,0,{own})*{column}{first + place}"
        return told

    return formula


def _level(lever: Pulled) -> Formula:
    """Cost per user against today's: at once, and growing from year to year."""

    def formula(column: str) -> str:
        passed = f"MAX({column}$1-spaker_fra,0)"
        at_once = f"IF({column}$1>spaker_fra,{lever.unit_cost}/100,1)"
        return f"={at_once}*(1+{lever.standard}/100)^{passed}"

    return formula


def _costs(
    rows: YearSheet,
    of: Reckoning,
    moved: Levered,
    cells: Mapping[str, Sector],
    pulled: Mapping[str, Pulled],
    found: dict[str, int],
) -> None:
    """Cost by sector and in all; ``cost`` is the row of the last."""
    rows.heading(f"Kostnad i scenariet, {terms.METHODS[of.method].lower()}")
    start = rows.next + 1
    for sector in of.sectors:
        need, level = found[f"need.{sector}"], found[f"level.{sector}"]
        formula = _national(need, level)
        if of.method == "own":
            formula = _own(need, level, cells[sector], pulled[sector])
        found[f"cost.{sector}"] = rows.reckoned(
            labels.item(sector), "1000 kr", formula, pick(moved.cost, sector)[0].values
        )
    found["cost"] = rows.reckoned(
        "I alt",
        "1000 kr",
        total(start, rows.next),
        pick(moved.cost, "total")[0].values,
        bold=True,
    )


def _national(need: int, level: int) -> Formula:
    return lambda c: f"={c}{level}*utgiftsbehov*{c}{need}/1000"


def _own(need: int, level: int, cells: Sector, lever: Pulled) -> Formula:
    share = lever.fixed
    part = f"({share}+(1-{share})"
    return lambda c: f"={c}{level}*{cells.frame}*{part}*{c}{need}/{lever.need})/1000"
