"""What children need, and how many homes a school has room for."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..errors import MissingInputError
from ..labels import TOTAL
from ..people.ages import SCHOOL_AGE, AgeBand, FloatArray
from ..people.population import Population
from ..series import Table, pick
from ..services import capacity as model
from ..whatif.levers import Project
from ..whatif.overlay import overlay
from ..whatif.scenario import Scenario
from .capacity import even_mark
from .goals import find
from .people import series_of
from .scenario import changed_path, movers_of, outcomes
from .setting import Setting
from .sought import Goal


def pupils(of: Setting) -> Table:
    """Pupils in all and by stage [pupils], and teachers by the minimum norm [årsverk].

    As if the whole region were one school, as in
    :func:`projections.services.capacity.teaching_posts`.
    """
    norm = of.catalogue.norms.pupils_per_teacher
    table = []
    for path in of.paths:
        by_stage, spread = _spread(path, list(norm))
        teachers = model.teaching_posts(by_stage, of.catalogue.norms)
        whole = path.people([SCHOOL_AGE])[..., 0]
        table.append(series_of(path, "pupils", "pupils", whole))
        stages = [f"{stage.lower - 5}-{(stage.upper or 0) - 5}" for stage in norm]
        for place, stage in enumerate(stages):
            mark = even_mark(spread[place : place + 1])
            table.append(series_of(path, f"pupils_{stage}", "pupils", by_stage[..., place], mark))
        table.append(series_of(path, "teachers", "FTE", teachers.sum(axis=-1), even_mark(spread)))
        for place, stage in enumerate(stages):
            mark = even_mark(spread[place : place + 1])
            table.append(series_of(path, f"teachers_{stage}", "FTE", teachers[..., place], mark))
    return tuple(table)


def kindergarten(of: Setting) -> Table:
    """Kindergarten places by coverage of each age [places], staff and pedagogues [årsverk].

    Children under one year are not counted: the source has no coverage for them.
    """
    norms = of.catalogue.norms
    groups = list(norms.children_per_staff)
    table = []
    for path in of.paths:
        ages = list(norms.coverage)
        children, spread = _spread(path, ages)
        by_age = model.places(children, np.array(list(norms.coverage.values())))
        by_group = np.stack(
            [by_age[..., [group.holds(age) for age in ages]].sum(axis=-1) for group in groups],
            axis=-1,
        )
        staff = model.by_norm(by_group, np.array(list(norms.children_per_staff.values())))
        trained = model.by_norm(
            by_group, np.array([norms.children_per_pedagogue[group] for group in groups])
        )
        figures = {
            "kindergarten_places": ("places", by_group.sum(axis=-1)),
            **{
                f"kindergarten_places_{group.code}": ("places", by_group[..., place])
                for place, group in enumerate(groups)
            },
            "kindergarten_staff": ("FTE", staff.sum(axis=-1)),
            "pedagogues": ("FTE", trained.sum(axis=-1)),
        }
        table += [
            series_of(path, item, unit, values, even_mark(spread))
            for item, (unit, values) in figures.items()
        ]
    return tuple(table)


def _spread(path: Population, targets: Sequence[AgeBand]) -> tuple[FloatArray, tuple[str, ...]]:
    """``[..., year, target]`` people, see :func:`projections.services.capacity.spread_evenly`."""
    weights, spread = model.spread_evenly(np.eye(len(path.ages)), path.ages, targets)
    return path.weighted(weights), spread


PUPILS = "6-15"
RECENT = 10
"""As far back as a number of pupils says what there is room for today [years]."""
TRIED = 100.0
"""Homes that the effect of one is found from; it is the same for each [homes]."""


@dataclass(frozen=True)
class Room:
    """How many homes there is room for.

    Parameters
    ----------
    homes
        Whole homes until the first year with more pupils than places; None where homes bring no
        pupil in any year, so that there is no end to them.
    year
        The year that is full first; None where none is.
    pupils
        Pupils in that year without the homes.
    per_home
        Pupils that a home has brought by that year [pupils per home].
    """

    homes: int | None
    year: int | None
    pupils: float
    per_home: float


def pupils_of(people: Population, year: int) -> float:
    """Inhabitants of school age 1 January of a year [pupils]."""
    counted = people.both_sexes()[0, [people.year_index(year)]]
    return float(people.ages.aggregate(counted, [AgeBand.parse(PUPILS)])[0, 0])


def most_pupils(people: Population) -> float:
    """The most inhabitants of school age in any of the newest years [pupils]."""
    return max(pupils_of(people, year) for year in people.years[-RECENT:])


def until_full(setting: Setting, scenario: Scenario, project: Project, places: float) -> Room:
    """How many homes of a project can be built before there are more pupils than places.

    Every home brings as many, so the answer is the least over the years of the free places divided
    by what one home has brought by then. Below zero is none.

    Parameters
    ----------
    scenario
        What is moved already.
    project
        When they are built, and for whom; its own number of homes is not used.
    places
        [pupils]
    """

    def pupils(units: float) -> dict[int, float]:
        more = (*scenario.people.projects, replace(project, units=units))
        moved = replace(scenario, people=replace(scenario.people, projects=more))
        people = changed_path(setting, moved).population
        return {year: pupils_of(people, year) for year in people.years}

    before, after = pupils(0.0), pupils(TRIED)
    each = {year: (after[year] - before[year]) / TRIED for year in before}
    room = {year: (places - before[year]) / each[year] for year in before if each[year] > 1e-9}
    if not room:
        return Room(None, None, math.nan, 0.0)
    year = min(room, key=lambda one: (room[one], one))
    homes = max(0, math.floor(room[year] + 1e-9))
    return Room(homes, year, before[year], each[year])


@dataclass(frozen=True)
class FollowUp:
    """What was aimed at, what came, and what it takes now.

    Parameters
    ----------
    counted
        The newest year that people are counted.
    aimed, came
        People that year [persons]: as it was meant, and as counted.
    last
        The year that is aimed for.
    target, path
        People then [persons]: as it was meant, and by the projection from the newest count with
        what was meant laid on it.
    goal
        What extra migration it takes now to come there; None where nothing can be moved by then.
    planned
        Extra migration that was meant [persons per year].
    """

    counted: int
    aimed: float
    came: float
    last: int
    target: float
    path: float
    goal: Goal | None
    planned: float

    @property
    def more(self) -> float:
        """Extra migration beyond what was meant [persons per year]; NaN where none is enough."""
        if self.goal is None or not self.goal.reached:
            return math.nan
        return self.goal.value - self.planned


def follow_up(setting: Setting, scenario: Scenario, printed: Population, made: int) -> FollowUp:
    """Follow a scenario, or with all at rest the projection itself, up by the newest count.

    Parameters
    ----------
    setting
        The projection as it is reckoned now: from the newest count.
    scenario
        What was aimed at.
    printed
        The projection as it was published.
    made
        The year it was made in; nothing it changes comes before 1 January of the year after.

    Raises
    ------
    MissingInputError
        If the projection does not hold both the newest count and a year after it.
    """
    case, counted = setting.case, setting.case.newest_count
    last = min(printed.years[-1], setting.path.population.years[-1])
    if counted == printed.years[0] < last:
        raise MissingInputError(
            f"Prognosen begynner 1. januar {counted}, og det er den nyeste tellingen: det er "
            "ingenting å følge opp før neste telling. Velg en prognose som er eldre."
        )
    if counted not in printed.years or last <= counted:
        raise MissingInputError(
            f"Den nyeste tellingen er 1. januar {counted}, og prognosen har ikke både det året og "
            "senere år. Velg en prognose som begynner før og går lenger."
        )
    rates, movers = movers_of(setting)
    meant = overlay(printed, scenario.people, rates, movers, made).population

    def people(of: Population, year: int) -> float:
        return float(of.both_sexes()[0, of.year_index(year)].sum())

    target = people(meant, last)
    path = pick(outcomes(setting, scenario), TOTAL)[0].at(last)
    goal = None
    if last > setting.counted:
        goal = find(setting, scenario, "people", "migration", target, last)
    aimed, came = people(meant, counted), people(case.observed, counted)
    return FollowUp(counted, aimed, came, last, target, path, goal, scenario.people.migration)
