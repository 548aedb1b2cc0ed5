"""What can be chosen: one frozen value, its names in the URL, and where its levers rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from ..claims.claim import KINDS, Kind
from ..money.costs import Need
from ..money.income import Assumed, State, TaxBase
from ..money.needs import Weights
from ..money.prices import Prices
from ..people.ages import SERVICE_AGES
from ..people.indicators import WORKING_AGES
from ..people.moved import Start
from ..tables import CostView, Measure, Method
from ..whatif.lever_table import HOW
from ..whatif.lever_table import LEVERS as ROWS
from ..whatif.levers import Staying
from ..whatif.scenario import Lever, Span

NO_PROJECTION = "ingen"
OF_A_YEAR = ("home_users", "care_fte")
"""A kommune's own numbers of the year that is counted from; a link with one says the year."""
Band = Literal["on", "off"]
"""Whether the band of a projection is shown: one switch for all pages and files."""
MOST_COMPARED = 5
"""As many as one chart labels at its line ends beside the chosen region."""
MOST_OWN = 99_999
"""The largest number that a municipality may set of its own."""


@dataclass(frozen=True)
class Choice:
    """All shared choices and views; small, hashable, the same on every page."""

    region: str
    projection: str
    against: str
    start: Start
    """Whether the projection starts from the newest count, or stands as it was published."""
    first: int
    last: int
    working: str
    measure: Measure
    base_year: int
    method: Method
    need: Need
    cost_view: CostView
    compare: tuple[str, ...]
    pyramid_first: int
    pyramid_last: int
    group: str
    """Age group that municipalities are compared by; ``total`` for all."""
    tax: TaxBase
    state: State
    weights: Weights
    prices: Prices
    fixed: tuple[str, ...]
    """``sector:per cent`` of the frame that does not follow demography; only those above 0."""
    coverage: float
    """Places with round-the-clock care [per cent of people aged 80+]."""
    rule_result: float
    rule_fund: float
    rule_debt: float
    """The municipality's financial rules [per cent of gross operating revenue]."""
    less_debt: float
    """Debt less than in the plan's last year [million NOK]; below zero is more."""
    debt_service: float
    """Interest and instalments a year for each 100 million NOK of debt [million NOK]."""
    home_users: float
    """Users of home services in the base year, the municipality's own number; 0 is not set."""
    care_fte: float
    """Staff in care in the base year [årsverk], the municipality's own number; 0 is not set."""
    migration: float
    """Extra net migration [persons per year]."""
    profile: str
    """Ages of those who move; a key of the profiles."""
    homes: float
    per_home: float
    outside: float
    realised: float
    """New homes [per year], persons per home, and those from outside and realised [per cent]."""
    change_from: int
    change_to: int
    """First and last year with extra migration and homes."""
    projects: tuple[str, ...]
    """Housing projects, as :func:`~projections.whatif.levers.to_text` writes them."""
    staying: Staying
    """Whether those who come leave again as others, or stay for good."""
    fertility: float
    mortality: float
    """Birth rates and death rates [per cent of those at rest]."""
    postponed: float
    """Years by which need from 67 on comes later, for each ten years."""
    standard: tuple[str, ...]
    """``sector:per cent`` growth in cost per user a year; only those that are not 0."""
    band: Band
    """Whether what a projection may miss by is shown."""
    claim_group: str
    claim_kind: Kind
    claim_value: float
    claim_year: int
    claim_said: int
    """A claim: an age band or ``total``, what the value is, the value, its year, and the year it
    was said in; 0 where a year is not said."""
    effect: str
    """Which figure of a scenario is drawn; one of :data:`EFFECTS`."""
    unit_cost: tuple[str, ...]
    """``sector:per cent`` of today's cost per user; only those that are not 100."""

    @property
    def homes_lack(self) -> bool:
        """Whether there are new homes, and not how many live in each or come from outside."""
        return bool(self.homes) and not (self.per_home and self.outside)

    @property
    def assumed(self) -> Assumed:
        """What income rests on that nobody knows."""
        return Assumed(self.tax, self.state, self.weights)


NAMES: Mapping[str, str] = {
    "region": "kommune",
    "projection": "prognose",
    "against": "mot",
    "start": "start",
    "first": "fra",
    "last": "til",
    "working": "alder",
    "measure": "visning",
    "base_year": "basis",
    "method": "metode",
    "need": "behov",
    "cost_view": "kostnad",
    "compare": "sammenlign",
    "pyramid_first": "pyramide_fra",
    "pyramid_last": "pyramide_til",
    "group": "gruppe",
    "tax": "skatt",
    "state": "staten",
    "weights": "sektorvekter",
    "prices": "priser",
    "band": "baand",
    "rule_result": "regel_resultat",
    "rule_fund": "regel_fond",
    "rule_debt": "regel_gjeld",
    "less_debt": "mindre_gjeld",
    "debt_service": "gjeldskostnad",
    "home_users": "hjemmetjeneste",
    "care_fte": "aarsverk_pleie",
    "profile": "profil",
    "change_from": "tiltak_fra",
    "change_to": "tiltak_til",
    "projects": "boligprosjekter",
    "staying": "blir",
    "claim_group": "paastand_om",
    "claim_kind": "paastand_slag",
    "claim_value": "paastand",
    "claim_year": "paastand_aar",
    "claim_said": "paastand_sagt",
    "effect": "vis",
    **{one.field: one.link for one in (*ROWS.values(), *HOW.values())},
}
"""Name in the URL by field; what a user reads in the address bar is Norwegian."""


CODES: Mapping[str, Mapping[str, str]] = {
    "measure": {"persons": "antall", "share": "andel", "index": "indeks"},
    "method": {"own": "eget", "national": "nasjonal", "rates": "satser"},
    "need": {"all": "hele", "age": "alder"},
    "cost_view": {"change": "endring", "level": "kostnad"},
    "group": {"total": "alle"},
    "start": {"counted": "telling", "printed": "trykt"},
    "tax": {"inhabitants": "innbyggere", "working_age": "yrkesaktive"},
    "state": {"none": "ikke", "half": "halvt", "full": "helt"},
    "weights": {"following": "folger", "standing": "staar"},
    "band": {"on": "paa", "off": "av"},
    "prices": {"fixed": "faste", "nominal": "lopende"},
    "effect": {
        "total": "folketall",
        "ratio": "baereevne",
        "net": "netto",
        "care_places": "plasser",
        "net_result_share": "resultat",
    },
    "claim_group": {"total": "alle"},
    "claim_kind": {
        "level": "antall",
        "change": "endring",
        "percent": "prosent",
        "share": "andel",
    },
    "staying": {"others": "som_andre", "good": "for_godt"},
    "profile": {
        "average": "gjennomsnitt",
        "families": "familier",
        "young": "unge",
        "refugees": "flyktninger",
        "own": "egen",
    },
}
"""Norwegian codes in the URL, by field and our own code, where ours are English words."""


CODED: Mapping[str, tuple[str, ...]] = {
    "start": get_args(Start),
    "working": tuple(WORKING_AGES),
    "measure": get_args(Measure),
    "need": get_args(Need),
    "cost_view": get_args(CostView),
    "group": ("total", *SERVICE_AGES.codes),
    "tax": get_args(TaxBase),
    "state": get_args(State),
    "weights": get_args(Weights),
    "band": get_args(Band),
    "prices": get_args(Prices),
    "claim_kind": KINDS,
    "staying": get_args(Staying),
}
"""Our own codes, by field; the first is at rest."""


EFFECTS = (
    "total",
    "0-15",
    "20-66",
    "67+",
    "80+",
    "ratio",
    "care_places",
    "net",
    "net_result_share",
)
PROFILES = ("average", "families", "young", "refugees")
MOVED = (*ROWS, "projects")
"""Fields that make a scenario when they are not at rest; the others only say how."""
LEVERS: Mapping[str, Span] = {
    "less_debt": (-500, 500, 0),
    "home_users": (0, MOST_OWN, 0),
    "care_fte": (0, MOST_OWN, 0),
    **{
        one.field: (one.low, one.high, one.rest)
        for one in (*ROWS.values(), *HOW.values())
        if not (isinstance(one, Lever) and (one.by_sector or one.parameter))
    },
}
"""Numbers that no source gives: lowest, highest and at rest, by field."""
