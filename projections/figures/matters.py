"""What matters most in a region: the figures of its first page, in the order its own numbers give.

Each figure has a change and a yardstick of what is a large one; the larger the change is beside
its yardstick, the earlier the figure stands. docs/method.md has the yardsticks and why.
"""

import math
from collections.abc import Callable, Mapping

from .. import labels, tables
from ..errors import BaereevneError
from ..series import Table, pick
from ..tables import budget, capacity, ratios, schools
from .view import View

LARGE: Mapping[str, float] = {
    "innbyggere_80": 0.20,
    "aldersbaereevne": 0.10,
    "kostnad_inntekt_netto": 3.5,
    "omsorgsplasser": 0.75,
    "elever": 0.15,
    "disposisjonsfond": 10.0,
    "folketall": 0.10,
}
"""What is a large change, by figure: share of what it was in the first year; net [1000 NOK per
inhabitant]; the reserve fund [per cent of gross operating revenue]."""


def ranked(changes: Mapping[str, float]) -> tuple[str, ...]:
    """Figures by how large their change is beside what is large; equal ones as in :data:`LARGE`.

    Parameters
    ----------
    changes
        By figure, in the units of :data:`LARGE`; figures that are not there are left out.

    Examples
    --------
    >>> ranked({"folketall": 0.15, "innbyggere_80": 0.2, "elever": -0.3})
    ('elever', 'folketall', 'innbyggere_80')
    """
    known = [key for key in LARGE if key in changes]
    return tuple(sorted(known, key=lambda key: -abs(changes[key]) / LARGE[key]))


def changes(view: View) -> dict[str, float]:
    """How much each figure changes over the years compared; those that can be reckoned."""
    found = {}
    for key, change in _CHANGES.items():
        try:
            of_this = change(view)
        except BaereevneError:
            continue
        if math.isfinite(of_this):
            found[key] = of_this
    return found


def order(view: View) -> tuple[str, ...]:
    """The figures of a region, what matters most first."""
    return ranked(changes(view))


def _relative(table: Table, view: View) -> float:
    return tables.compare(table, view.chosen.first, view.chosen.last)[0].relative


def _net(view: View) -> float:
    own = view.chosen
    net = pick(tables.net(view.setting, own.base), "net")[-1]
    people = pick(tables.population(view.case, view.projection), labels.TOTAL)[-1].at(own.last)
    return net.at(own.last) / people if people else math.nan


def _fund(view: View) -> float:
    share = budget.some(view.budget, "reserve_fund_share")
    return float(share[-1].values[-1] - share[0].values[0])


_CHANGES: Mapping[str, Callable[[View], float]] = {
    "innbyggere_80": lambda view: _relative(ratios.oldest(view.case, view.projection), view),
    "aldersbaereevne": lambda view: _relative(
        tables.support_ratios(view.case, view.projection, view.chosen.working), view
    ),
    "kostnad_inntekt_netto": _net,
    "omsorgsplasser": lambda view: _relative(
        pick(
            capacity.care_places(view.setting, view.chosen.coverage),
            "care_places",
        ),
        view,
    ),
    "elever": lambda view: _relative(pick(schools.pupils(view.setting), "pupils"), view),
    "disposisjonsfond": _fund,
    "folketall": lambda view: _relative(
        pick(tables.population(view.case, view.projection), labels.TOTAL), view
    ),
}
