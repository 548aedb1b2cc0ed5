"""The shared choice as an export takes it; the page and the command line both use it."""

from ..budget import Rules
from ..case import Catalogue
from ..figures.view import Selection
from . import state


def of(choice: state.Choice, catalogue: Catalogue) -> Selection:
    """What an export is made with; a scenario only when something is moved in it."""
    robek = catalogue.parameters.value("robek_deficit")
    return Selection(
        first=choice.first,
        last=choice.last,
        base=choice.base_year,
        working=choice.working,
        method=choice.method,
        need=choice.need,
        assumed=choice.assumed,
        prices=choice.prices,
        fixed=state.fixed_shares(choice),
        coverage=choice.coverage,
        rules=Rules(choice.rule_result, choice.rule_fund, choice.rule_debt, robek),
        scenario=state.scenario_of(choice, catalogue),
        less_debt=choice.less_debt,
        debt_service=choice.debt_service,
        home_users=choice.home_users,
        care_fte=choice.care_fte,
        compare=choice.compare,
        start=choice.start,
        against="" if choice.against == state.NO_PROJECTION else choice.against,
        measure=choice.measure,
        cost_view=choice.cost_view,
        group=choice.group,
        pyramid=(choice.pyramid_first, choice.pyramid_last),
        effect=choice.effect,
    )
