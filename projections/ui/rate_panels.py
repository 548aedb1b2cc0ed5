"""Users of services by a user's own rates."""

from .. import grids, labels, tables
from ..charts import lines
from ..narrative import own_files
from . import controls, panels


def users() -> None:
    """Users by year; nothing where no file gives users per person."""
    choice, (case, projection, _) = controls.choice(), controls.inputs()
    table = tables.users(case, projection)
    if not table:
        return
    base, last = choice.base_year, choice.last
    unit = labels.unit(table[0].unit)
    panels.panel(
        own_files.users(case.region.name, table, base, last),
        lines.chart(lines.by_item(table), unit),
        table,
        grids.from_base("Brukere etter egne satser", table, base, last),
        "brukere",
        also=[case.own_rates.source] if case.own_rates else [],
    )
