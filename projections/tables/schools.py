"""What children need: pupils and teachers, places and staff in kindergartens."""

from collections.abc import Sequence

import numpy as np

from ..case import Case, Catalogue, Projection
from ..people.ages import SCHOOL_AGE, AgeBand, FloatArray
from ..people.population import Population
from ..series import Table
from ..services import capacity as model
from .capacity import even_mark
from .people import paths, series_of


def pupils(case: Case, projection: Projection | None, catalogue: Catalogue) -> Table:
    """Pupils in all and by stage [pupils], and teachers by the minimum norm [årsverk].

    As if the whole region were one school, see :func:`projections.capacity.teaching_posts`.
    """
    norm = catalogue.norms.pupils_per_teacher
    table = []
    for path in paths(case, projection):
        by_stage, spread = _spread(path, list(norm))
        teachers = model.teaching_posts(by_stage, catalogue.norms)
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


def kindergarten(case: Case, projection: Projection | None, catalogue: Catalogue) -> Table:
    """Kindergarten places by coverage of each age [places], staff and pedagogues [årsverk].

    Children under one year are not counted: the source has no coverage for them.
    """
    norms = catalogue.norms
    groups = list(norms.children_per_staff)
    table = []
    for path in paths(case, projection):
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
    """``[..., year, target]`` people, see :func:`projections.capacity.spread_evenly`."""
    weights, spread = model.spread_evenly(np.eye(len(path.ages)), path.ages, targets)
    return path.weighted(weights), spread
