"""The figures in sentences. Bokmål; every number comes from the same table as the figure beside it.

A finding is the title of a figure (what) and one sentence or two (how much, compared with what).
"""

from . import (
    accuracy,
    adjustments,
    before_tax,
    budget,
    capacity,
    claims,
    districts,
    goals,
    handout,
    income,
    levers,
    scenario,
    spending,
    sure,
)
from .amounts import METHOD_TEXT, ROUGH, SPREAD, cost, milestones, plan_beside_model, without_income
from .claims import statements
from .finding import Finding
from .inhabitants import (
    MEAN_AGE,
    components,
    groups,
    growth,
    growth_of_all,
    mean_age,
    oldest,
    people,
    pyramid,
    since,
    whole_years,
)
from .support import plan_ratio, ranking, support_ratio
