"""Every figure a page shows, as labelled series: the pages and the command line both call these."""

from .comparison import Comparison, changes, compare, compare_from_base
from .money import (
    CostView,
    Method,
    cost_sources,
    cost_view,
    costs,
    costs_by_age,
    in_millions,
    milestones,
    plan_beside_model,
)
from .people import (
    Measure,
    component_sums,
    components,
    deviations,
    in_percent,
    older,
    population,
    pyramid,
)
from .ratios import (
    both_definitions,
    comparable,
    other_projection,
    ratios_of,
    spaced_years,
    support_ratios,
)

__all__ = [
    "Comparison",
    "CostView",
    "Measure",
    "Method",
    "both_definitions",
    "changes",
    "comparable",
    "compare",
    "compare_from_base",
    "component_sums",
    "components",
    "cost_sources",
    "cost_view",
    "costs",
    "costs_by_age",
    "deviations",
    "in_millions",
    "in_percent",
    "milestones",
    "older",
    "other_projection",
    "plan_beside_model",
    "population",
    "pyramid",
    "ratios_of",
    "spaced_years",
    "support_ratios",
]
