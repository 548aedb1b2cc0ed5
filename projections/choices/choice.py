"""What can be chosen: one frozen value, its names in the URL, and where its levers rest."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from ..claims.claim import Kind
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
MOST_CLAIMED = 20_000_000
"""The largest number that can be claimed."""


@dataclass(frozen=True)
class Choice:
    """All shared choices and views; small, hashable, the same on every page.

    Each field says its name in the URL, which a user reads and which is Norwegian; and Norwegian
    codes there, by our own, where ours are English words. The levers' names stand with the levers.
    """

    region: Annotated[str, "kommune"]
    projection: Annotated[str, "prognose"]
    against: Annotated[str, "mot"]
    start: Annotated[Start, "start", {"counted": "telling", "printed": "trykt"}]
    """Whether the projection starts from the newest count, or stands as it was published."""
    first: Annotated[int, "fra"]
    last: Annotated[int, "til"]
    working: Annotated[str, "alder"]
    measure: Annotated[
        Measure, "visning", {"persons": "antall", "share": "andel", "index": "indeks"}
    ]
    base_year: Annotated[int, "basis"]
    method: Annotated[Method, "metode", {"own": "eget", "national": "nasjonal", "rates": "satser"}]
    need: Annotated[Need, "behov", {"all": "hele", "age": "alder"}]
    cost_view: Annotated[CostView, "kostnad", {"change": "endring", "level": "kostnad"}]
    compare: Annotated[tuple[str, ...], "sammenlign"]
    pyramid_first: Annotated[int, "pyramide_fra"]
    pyramid_last: Annotated[int, "pyramide_til"]
    group: Annotated[str, "gruppe", {"total": "alle"}]
    """Age group that municipalities are compared by; ``total`` for all."""
    tax: Annotated[TaxBase, "skatt", {"inhabitants": "innbyggere", "working_age": "yrkesaktive"}]
    state: Annotated[State, "staten", {"none": "ikke", "half": "halvt", "full": "helt"}]
    weights: Annotated[Weights, "sektorvekter", {"following": "folger", "standing": "staar"}]
    prices: Annotated[Prices, "priser", {"fixed": "faste", "nominal": "lopende"}]
    fixed: tuple[str, ...]
    """``sector:per cent`` of the frame that does not follow demography; only those above 0."""
    coverage: float
    """Places with round-the-clock care [per cent of people aged 80+]."""
    rule_result: Annotated[float, "regel_resultat"]
    rule_fund: Annotated[float, "regel_fond"]
    rule_debt: Annotated[float, "regel_gjeld"]
    """The municipality's financial rules [per cent of gross operating revenue]."""
    less_debt: Annotated[float, "mindre_gjeld"]
    """Debt less than in the plan's last year [million NOK]; below zero is more."""
    debt_service: Annotated[float, "gjeldskostnad"]
    """Interest and instalments a year for each 100 million NOK of debt [million NOK]."""
    home_users: Annotated[float, "hjemmetjeneste"]
    """Users of home services in the base year, the municipality's own number; 0 is not set."""
    care_fte: Annotated[float, "aarsverk_pleie"]
    """Staff in care in the base year [årsverk], the municipality's own number; 0 is not set."""
    migration: float
    """Extra net migration [persons per year]."""
    profile: Annotated[
        str,
        "profil",
        {
            "average": "gjennomsnitt",
            "families": "familier",
            "young": "unge",
            "refugees": "flyktninger",
            "own": "egen",
        },
    ]
    """Ages of those who move; a key of the profiles."""
    homes: float
    per_home: float
    outside: float
    realised: float
    """New homes [per year], persons per home, and those from outside and realised [per cent]."""
    change_from: Annotated[int, "tiltak_fra"]
    change_to: Annotated[int, "tiltak_til"]
    """First and last year with extra migration and homes."""
    projects: Annotated[tuple[str, ...], "boligprosjekter"]
    """Housing projects, as :func:`~projections.whatif.levers.to_text` writes them."""
    staying: Annotated[Staying, "blir", {"others": "som_andre", "good": "for_godt"}]
    """Whether those who come leave again as others, or stay for good."""
    fertility: float
    mortality: float
    """Birth rates and death rates [per cent of those at rest]."""
    postponed: float
    """Years by which need from 67 on comes later, for each ten years."""
    standard: tuple[str, ...]
    """``sector:per cent`` growth in cost per user a year; only those that are not 0."""
    band: Annotated[Band, "baand", {"on": "paa", "off": "av"}]
    """Whether what a projection may miss by is shown."""
    claim_group: Annotated[str, "paastand_om", {"total": "alle"}]
    claim_kind: Annotated[
        Kind,
        "paastand_slag",
        {"level": "antall", "change": "endring", "percent": "prosent", "share": "andel"},
    ]
    claim_value: Annotated[float, "paastand"]
    claim_year: Annotated[int, "paastand_aar"]
    claim_said: Annotated[int, "paastand_sagt"]
    """A claim: an age band or ``total``, what the value is, the value, its year, and the year it
    was said in; 0 where a year is not said."""
    effect: Annotated[
        str,
        "vis",
        {
            "total": "folketall",
            "ratio": "baereevne",
            "net": "netto",
            "care_places": "plasser",
            "net_result_share": "resultat",
        },
    ]
    """Which figure of a scenario is drawn; one of :data:`EFFECTS`."""
    unit_cost: tuple[str, ...]
    """``sector:per cent`` of today's cost per user; only those that are not 100."""

    @property
    def homes_lack(self) -> bool:
        """Whether there are new homes, and not how many live in each or come from outside."""
        return bool(self.homes) and not (self.per_home and self.outside)

    @property
    def pyramid(self) -> tuple[int, int]:
        """The two years of the pyramid."""
        return self.pyramid_first, self.pyramid_last

    @property
    def has_band(self) -> bool:
        """Whether what a projection may miss by is shown."""
        return self.band == "on"

    @property
    def assumed(self) -> Assumed:
        """What income rests on that nobody knows."""
        return Assumed(self.tax, self.state, self.weights)


_SAID: Mapping[str, tuple[Any, ...]] = {
    one.name: getattr(one.type, "__metadata__", ()) for one in fields(Choice)
}
NAMES: Mapping[str, str] = {
    **{field: said[0] for field, said in _SAID.items() if said},
    **{one.field: one.link for one in (*ROWS.values(), *HOW.values())},
}
"""Name in the URL by field."""
CODES: Mapping[str, Mapping[str, str]] = {
    field: said[1] for field, said in _SAID.items() if len(said) > 1
}
"""Codes in the URL, by field and our own code."""
CODED: Mapping[str, tuple[str, ...]] = {
    "working": tuple(WORKING_AGES),
    "group": ("total", *SERVICE_AGES.codes),
    **{
        field: get_args(known)
        for field, known in get_type_hints(Choice).items()
        if get_origin(known) is Literal
    },
}
"""Our own codes, by field, of those that have the same everywhere; the first is at rest."""


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
