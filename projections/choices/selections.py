"""What a choice comes to: the selection that figures are made with, and the scenario in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..case import Case, Catalogue, Projection
from ..claims.claim import Claim
from ..money.budget import Rules, less_finance
from ..tables import Setting
from ..tables.capacity import coverage_at_rest
from ..whatif.lever_table import LEVERS
from ..whatif.levers import Levers, from_text
from ..whatif.scenario import Scenario
from .choice import Choice
from .offered import projection_of


@dataclass(frozen=True)
class Selection(Choice):
    """A choice, and what comes of it: what figures are made with."""

    rules: Rules
    scenario: Scenario
    """At rest where nothing is moved."""
    claim: Claim | None
    """A claim to be held against the figures."""

    @property
    def base(self) -> int:
        """The year that money is measured from."""
        return self.base_year

    def setting(self, case: Case, projection: Projection | None, catalogue: Catalogue) -> Setting:
        """How kroner are reckoned of a region, with no lever moved."""
        how = (self.method, self.need, self.assumed, self.working, self.base_year)
        return Setting(case, projection, catalogue, *how, fixed=fixed_shares(self))

    @property
    def finance(self) -> float:
        """Less interest and instalments a year after the plan [1000 NOK]."""
        return 1000 * less_finance(self.less_debt, self.debt_service)


def inputs(choice: Choice, catalogue: Catalogue) -> tuple[Case, Projection | None]:
    """The chosen region, and its projection; None for history only."""
    case = catalogue.case(choice.region)
    return case, projection_of(case, choice.projection, choice.start)


def of(choice: Choice, catalogue: Catalogue) -> Selection:
    """What figures are made with."""
    robek = catalogue.parameters.value("robek_deficit")
    return Selection(
        **vars(choice),
        rules=Rules(choice.rule_result, choice.rule_fund, choice.rule_debt, robek),
        scenario=scenario_of(choice, catalogue),
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
