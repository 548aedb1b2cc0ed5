"""Panels about costs that take several steps to put together."""

from .. import grids, labels, narrative, tables
from ..charts import waterfall
from . import controls, panels, state


def why(last: int) -> None:
    """Why the cost changes from the base year on: causes, total, and income where it is known."""
    choice, case, projection = controls.choice(), controls.case(), controls.projection()
    catalogue = controls.catalogue()
    of = (case, projection, catalogue)
    causes = tables.explained(*of, **state.cost_arguments(choice), base=choice.base_year, last=last)
    table = tables.with_income(causes, *of, choice.need, choice.assumed)
    sources = tables.cost_sources(case, catalogue, choice.method, choice.prices)
    if len(table) > len(causes):
        sources = tables.income_sources(*of, choice.method)
    millions = tables.in_millions(table)
    unit = labels.cost_unit("change", choice.base_year, millions[0])
    panels.panel(
        narrative.why.why(millions, last),
        waterfall.chart(millions, last, unit),
        table,
        [grids.by_year(labels.sentence(unit), millions)],
        "hvorfor_kostnaden_endres",
        also=sources,
    )
