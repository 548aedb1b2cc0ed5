"""What a choice comes to: the selection that figures are made with, and the scenario in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

from ..case import Case, Catalogue, Projection
from ..claims.claim import Claim
from ..money.budget import Rules, less_finance
from ..money.costs import Need
from ..money.income import Assumed
from ..money.prices import Prices
from ..people.moved import Start
from ..tables import CostView, Measure, Method, Setting
from ..tables import scenario as effects
from ..tables.capacity import coverage_at_rest
from ..whatif.lever_table import LEVERS
from ..whatif.levers import Levers, from_text
from ..whatif.scenario import Scenario
from .choice import NO_PROJECTION, Choice
from .offered import projection_of


@dataclass(frozen=True)
class Selection:
    """The choices that figures are made with, as on the pages."""

    first: int
    last: int
    base: int
    working: str
    method: Method
    need: Need
    assumed: Assumed
    prices: Prices
    fixed: Mapping[str, float]
    """Part of a sector's frame that does not follow people [share 0–1]."""
    coverage: float
    """Places with round-the-clock care [per cent of people aged 80+]."""
    rules: Rules
    scenario: Scenario = field(default_factory=Scenario)
    home_users: float = 0.0
    care_fte: float = 0.0
    """The municipality's own numbers of the base year; 0 where they are not known."""
    less_debt: float = 0.0
    """Debt less than in the plan's last year [million NOK],"""
    debt_service: float = 0.0
    """and what that saves a year for each 100 of it [million NOK]."""
    compare: tuple[str, ...] = ()
    """Codes of the municipalities to compare with."""
    against: str = ""
    """Code of the projection drawn beside the chosen one; empty for none."""
    start: Start = "counted"
    """Whether projections start from the newest count."""
    measure: Measure = "persons"
    cost_view: CostView = "change"
    """How age groups and costs are shown."""
    group: str = "total"
    """Age group that municipalities are compared by."""
    pyramid: tuple[int, int] = (0, 0)
    """The two years of the pyramid."""
    claim: Claim | None = None
    """A claim to be held against the figures."""
    effect: str = effects.NET
    """Which figure of a scenario is drawn."""
    band: bool = True
    """Whether what a projection may miss by is shown."""

    def __hash__(self) -> int:
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return hash(tuple((values | {"fixed": frozenset(self.fixed.items())}).values()))

    def setting(self, case: Case, projection: Projection | None, catalogue: Catalogue) -> Setting:
        """How kroner are reckoned of a region, with no lever moved."""
        how = (self.method, self.need, self.assumed, self.working, self.base)
        return Setting(case, projection, catalogue, *how, fixed=self.fixed)

    @property
    def finance(self) -> float:
        """Less interest and instalments a year after the plan [1000 NOK]."""
        return 1000 * less_finance(self.less_debt, self.debt_service)


def inputs(choice: Choice, catalogue: Catalogue) -> tuple[Case, Projection | None]:
    """The chosen region, and its projection; None for history only."""
    case = catalogue.case(choice.region)
    return case, projection_of(case, choice.projection, choice.start)


def of(choice: Choice, catalogue: Catalogue) -> Selection:
    """What figures are made with; its scenario is at rest where nothing is moved."""
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
        fixed=fixed_shares(choice),
        coverage=choice.coverage,
        rules=Rules(choice.rule_result, choice.rule_fund, choice.rule_debt, robek),
        scenario=scenario_of(choice, catalogue),
        less_debt=choice.less_debt,
        debt_service=choice.debt_service,
        home_users=choice.home_users,
        care_fte=choice.care_fte,
        compare=choice.compare,
        start=choice.start,
        against="" if choice.against == NO_PROJECTION else choice.against,
        measure=choice.measure,
        cost_view=choice.cost_view,
        group=choice.group,
        pyramid=(choice.pyramid_first, choice.pyramid_last),
        effect=choice.effect,
        band=choice.band == "on",
        claim=_claim(choice),
    )


def _claim(choice: Choice) -> Claim | None:
    """What is claimed; None where no year, or no figure, is said."""
    own = Claim(
        choice.claim_group,
        choice.claim_year,
        choice.claim_value,
        choice.claim_kind,
        choice.claim_said,
    )
    return own if own.year and (own.value or own.kind != "level") else None


def scenario_of(choice: Choice, catalogue: Catalogue) -> Scenario:
    """Everything the choice has moved, on people and on services."""
    scenario = Scenario(
        Levers(
            profile=choice.profile,
            persons_per_home=choice.per_home or None,
            share_from_outside=choice.outside / 100,
            realisation=choice.realised / 100,
            from_year=choice.change_from,
            to_year=choice.change_to,
            staying=choice.staying,
            projects=tuple(map(from_text, choice.projects)),
        )
    )
    for name, lever in LEVERS.items():
        given = getattr(choice, name)
        rest = () if lever.by_sector else lever.span(catalogue.parameters)[2]
        if name == "coverage":
            rest = coverage_at_rest(catalogue.case(choice.region), catalogue)
        if given != rest and all(getattr(choice, other) for other in lever.needs):
            scenario = lever.put(scenario, by_sector(given) if lever.by_sector else given)
    return scenario


def fixed_shares(choice: Choice) -> dict[str, float]:
    """Part of each sector's frame that does not follow people [share 0–1].

    Tables use it wherever they reckon with the own budget, also beside the national standard.
    """
    return {sector: share / 100 for sector, share in by_sector(choice.fixed).items()}


def by_sector(pairs: Sequence[str]) -> dict[str, float]:
    """``sector:number`` texts as numbers by sector."""
    return {sector: float(number) for sector, _, number in (one.partition(":") for one in pairs)}
