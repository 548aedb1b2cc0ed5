"""Every figure a page shows, as labelled series: the pages and the command line both call these."""

from . import (
    accounts,
    apart,
    budget,
    capacity,
    claim_subjects,
    claims,
    districts,
    labour,
    sure,
)
from .comparison import Comparison, changes, compare, compare_from_base
from .income import grants, income, income_parts, income_sources, printed_income
from .money import (
    CostsBy,
    CostView,
    cost_sources,
    cost_view,
    costs,
    in_millions,
    last_year,
    milestones,
    nominal_years,
)
from .needs import (
    counted_by_index,
    counted_in_july,
    known_indices,
    nation,
    need_by_sector,
    need_index,
    need_sources,
)
from .net_cost import BEFORE_TAX, before_tax, cost_and_income, net, rule_effect, yearly
from .people import (
    Measure,
    component_sums,
    components,
    deviations,
    growth,
    in_percent,
    leaving,
    leaving_as_here,
    older,
    population,
    pyramid,
)
from .plan_beside import people_measures, plan_beside_model, plan_pairs, statements
from .ranks import Ranking, Ranks, every, ranks
from .ratios import (
    both_definitions,
    comparable,
    mean_ages,
    other_projection,
    people_from,
    ratios_of,
    spaced_years,
    support_ratios,
)
from .setting import Method, Setting, unchanged_until
from .spending import (
    beside_reference,
    differences,
    in_all,
    inhabitants,
    key_figures,
    need_beside,
    regions,
    spending,
    unadjusted,
)
from .unit_costs import frame_year, unfit, users
from .why import explained, with_income
