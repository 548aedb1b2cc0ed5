"""What is chosen: one frozen value, and its form in the URL.

The URL holds plain codes checked against known lists, and only what differs from rest. Whatever
is unknown, repeated or out of range gives one sentence and the default; nothing raises.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, get_args

from ..ages import SERVICE_AGES
from ..case import NORWAY_CODE, Case, Catalogue, Projection
from ..cohort import SEXES, SINGLE_AGES
from ..costs import Need
from ..errors import BaereevneError, MissingInputError
from ..income import State, TaxBase, Weights
from ..indicators import WORKING_AGES
from ..levers import Levers, Staying
from ..moved import Start
from ..parameters import Parameter
from ..prices import Prices
from ..saved import SavedScenario
from ..saved_rules import VERSION
from ..scenario import Scenario
from ..service import Service
from ..tables import CostView, Measure, Method, frame_year, nominal_years, unfit
from . import origin
from .choice import (
    EFFECTS,
    LEVERS,
    MOST_COMPARED,
    MOST_OWN,
    MOVED,
    NAMES,
    NO_PROJECTION,
    PROFILES,
    Choice,
)
from .former import lead_on
from .query import Query, Reader, in_link

# What the pages and widgets take from here, wherever it stands.
__all__ = [
    "EFFECTS",
    "LEVERS",
    "MOST_COMPARED",
    "MOST_OWN",
    "MOVED",
    "NAMES",
    "NO_PROJECTION",
    "PROFILES",
    "Choice",
    "Query",
    "in_link",
]


@dataclass(frozen=True)
class Settled:
    """A valid choice, a sentence for all that could not be used, and for all there is to know."""

    choice: Choice
    problems: tuple[str, ...]
    notices: tuple[str, ...] = ()
    """That the link was made on other data, or with another version."""


def settle(query: Query, catalogue: Catalogue) -> Settled:
    """The choice a query asks for, with defaults where it asks for nothing or nothing known.

    Parameters
    ----------
    query
        All values by name, as in the URL.
    catalogue
        What can be chosen.
    """
    query, led = lead_on(query, catalogue)
    read = Reader(query)

    def name(code: str) -> str:
        return f"{catalogue.names[code]} ({code})"

    region = read.one("region", list(catalogue.names), catalogue.bundled[0], name)
    try:
        case = catalogue.case(region)
    except BaereevneError as problem:
        read.problems.append(f"{problem} {name(catalogue.bundled[0])} er vist.")
        region = catalogue.bundled[0]
        case = catalogue.case(region)
    codes = [one.code for one in case.projections]
    made, asked = origin.read(query), ",".join(query.get(NAMES["projection"], ()))
    projection = read.one(
        "projection",
        [*codes, NO_PROJECTION],
        origin.start(made, case, asked) or NO_PROJECTION,
    )
    path = projection_of(case, projection, "printed")  # for its years alone
    years = case.years(path)
    # Where there is one year only, it is both the first and the last.
    first = read.year("first", years[:-1] or years, _first(case, path))
    after = [year for year in years if year > first] or [first]
    others = [code for code in catalogue.names if code != region]
    last = read.year("last", after, after[-1])
    bases = base_years(case, path, last)
    pyramid_years = case.pyramid.years if case.pyramid else case.observed.years
    pyramid_first = read.year(
        "pyramid_first", pyramid_years[:-1] or pyramid_years, pyramid_years[0]
    )
    rest = frame_year(case, catalogue) if path else first
    base_year = read.year("base_year", bases, _base(bases, rest, first))
    known = methods(case, path)
    method = read.one("method", known, known[0])
    whole = path.population.years if path else years
    changing = whole[:-1] or whole
    # A link keeps the years it was written with; what is counted is not changed all the same.
    change_from = read.year("change_from", changing, change_years(case, path)[0])
    choice = Choice(
        region=region,
        projection=projection,
        start=read.one("start", get_args(Start), "counted"),
        against=read.one("against", against_codes(case, projection), NO_PROJECTION),
        first=first,
        last=last,
        working=read.one("working", list(WORKING_AGES), next(iter(WORKING_AGES))),
        measure=read.one("measure", get_args(Measure), "persons"),
        base_year=base_year,
        method=method,
        need=read.one("need", get_args(Need), "all"),
        cost_view=read.one("cost_view", get_args(CostView), "change"),
        compare=read.many("compare", others, _beside(region, catalogue), MOST_COMPARED, name),
        pyramid_first=pyramid_first,
        pyramid_last=read.year(
            "pyramid_last",
            [y for y in pyramid_years if y > pyramid_first] or [pyramid_first],
            pyramid_years[-1],
        ),
        group=read.one("group", ["total", *SERVICE_AGES.codes], "total"),
        tax=read.one("tax", get_args(TaxBase), "inhabitants"),
        state=read.one("state", get_args(State), "none"),
        weights=read.one("weights", get_args(Weights), "following"),
        prices=read.one("prices", prices(case, catalogue, method, base_year), "fixed"),
        fixed=read.amounts("fixed", catalogue.keys.sectors, 0, 100, 0),
        standard=read.amounts("standard", catalogue.keys.sectors, -5, 5, 0),
        unit_cost=read.amounts("unit_cost", catalogue.keys.sectors, 50, 200, 100),
        effect=read.one("effect", EFFECTS, "net"),
        profile=read.one("profile", profiles(case), PROFILES[0]),
        change_from=change_from,
        staying=read.one("staying", get_args(Staying), "others"),
        change_to=read.year(
            "change_to", [year for year in changing if year >= change_from], changing[-1]
        ),
        **{
            field: read.number(field, *assumed.range, assumed.value)
            for field, assumed in levers(catalogue).items()
        },
        **{field: read.number(field, *spans) for field, spans in LEVERS.items()},
    )
    return Settled(
        choice,
        (*read.problems, *made.problems),
        (*led, *origin.notices(made, catalogue, case, path, asked)),
    )


def change_years(case: Case, projection: Projection | None) -> tuple[int, ...]:
    """Years in which people may be said to move: those whose next 1 January is not counted yet.

    The last year of a projection that has no such is all there is to choose.
    """
    whole = projection.population.years if projection else case.years(None)
    years = whole[:-1] or whole
    return tuple(year for year in years if year >= case.newest_count) or years[-1:]


def methods(case: Case, projection: Projection | None) -> tuple[Method, ...]:
    """How costs can be found; the own budget first, where frames and their year's people are.

    A user's own rates last, where the people are in ages that carry them.
    """
    own = case.frames is not None and case.frames.year in case.years(projection)
    found: tuple[Method, ...] = ("own", "national") if own else ("national",)
    rates = case.own_rates
    if rates and rates.costs and unfit(case, projection, rates.costs) is None:
        return (*found, "rates")
    return found


def prices(case: Case, catalogue: Catalogue, method: Method, base: int) -> tuple[Prices, ...]:
    """Prices that can be shown: nominal ones need the deflator from the base year on."""
    years = nominal_years(case, catalogue, method)
    return ("fixed", "nominal") if years[0] <= base < years[-1] else ("fixed",)


def fixed_shares(choice: Choice) -> dict[str, float]:
    """Part of each sector's frame that does not follow people [share 0–1].

    Tables use it wherever they reckon with the own budget, also beside the national standard.
    """
    return {sector: share / 100 for sector, share in by_sector(choice.fixed).items()}


def cost_arguments(choice: Choice) -> dict[str, Any]:
    """How costs are found, for every table that is made of costs."""
    return {
        "method": choice.method,
        "need": choice.need,
        "fixed": fixed_shares(choice),
        "prices": choice.prices,
    }


def scenario_of(choice: Choice, catalogue: Catalogue) -> Scenario:
    """Everything the choice has moved, on people and on services."""
    coverage = levers(catalogue)["coverage"].value
    return Scenario(
        Levers(
            migration=choice.migration,
            profile=choice.profile,
            homes=choice.homes if choice.per_home else 0.0,
            persons_per_home=choice.per_home or None,
            share_from_outside=choice.outside / 100,
            realisation=choice.realised / 100,
            from_year=choice.change_from,
            to_year=choice.change_to,
            staying=choice.staying,
            fertility=choice.fertility / 100,
            mortality=choice.mortality / 100,
        ),
        Service(choice.postponed, by_sector(choice.standard), by_sector(choice.unit_cost)),
        fixed_shares(choice),
        None if choice.coverage == coverage else choice.coverage,
    )


def rest(choice: Choice, catalogue: Catalogue) -> Choice:
    """The same region and projection with all else at rest."""
    query = {NAMES["region"]: choice.region, NAMES["projection"]: choice.projection}
    return settle(_listed(query), catalogue).choice


def moved(choice: Choice, catalogue: Catalogue) -> tuple[str, ...]:
    """The levers that are not at rest."""
    still = rest(choice, catalogue)
    return tuple(field for field in MOVED if getattr(choice, field) != getattr(still, field))


def profiles(case: Case) -> tuple[str, ...]:
    """Who may be said to move; a user's own where there is one."""
    return (*PROFILES, "own") if case.mover_profile is not None else PROFILES


def has_single_years(projection: Projection) -> bool:
    """Whether births and deaths of a projection can be changed."""
    people = projection.population
    return people.ages == SINGLE_AGES and len(people.sexes) == len(SEXES)


def by_sector(pairs: Sequence[str]) -> dict[str, float]:
    """``sector:number`` texts as numbers by sector."""
    return {sector: float(number) for sector, _, number in (one.partition(":") for one in pairs)}


def levers(catalogue: Catalogue) -> dict[str, Parameter]:
    """Numbers a user may set, by field: value at rest and range stand in the parameter file."""
    ids = {
        "coverage": "care_coverage",
        "rule_result": "rule_result",
        "rule_fund": "rule_fund",
        "rule_debt": "rule_debt",
        "debt_service": "debt_service",
    }
    return {field: catalogue.parameters.parameter(id) for field, id in ids.items()}


def _first(case: Case, projection: Projection | None) -> int:
    """The projection's first year; ten years back where there is only history."""
    if projection and projection.population.years[0] in case.years(projection)[:-1]:
        return projection.population.years[0]
    years = case.observed.years
    return years[max(0, len(years) - 11)]


def against_codes(case: Case, projection: str) -> list[str]:
    """Other projections that can be drawn beside the chosen one, and none."""
    return [NO_PROJECTION, *(one.code for one in case.projections if one.code != projection)]


def base_years(case: Case, projection: Projection | None, last: int) -> list[int]:
    """Years before ``last`` that a cost can be measured from, in the same series as ``last``."""
    path = projection.population if projection else case.observed
    years = [year for year in path.years if year < last]
    if last not in path.years or not years:
        years = [year for year in case.observed.years if year < last]
    return years or [last]


def _base(bases: Sequence[int], rest: int, first: int) -> int:
    """The frame year where there is a projection with it; else where the comparison starts."""
    return next(year for year in (rest, first, bases[0]) if year in bases)


def _beside(region: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Norway and three others: enough to see, few enough to read.

    Røros and those that came with it have each other; others those nearest in size in their county.
    """
    around = catalogue.bundled if region in catalogue.bundled else catalogue.peers(region)
    others = [code for code in around if code not in (region, NORWAY_CODE)]
    return (*((NORWAY_CODE,) if region != NORWAY_CODE else ()), *others[:3])


def projection_of(case: Case, code: str, start: Start) -> Projection | None:
    """The chosen projection from where it starts, or None for history only."""
    found = None if code == NO_PROJECTION else case.projection(code)
    return found.started(start, case.observed) if found else None


def to_query(choice: Choice, catalogue: Catalogue) -> dict[str, str]:
    """The URL form: the choices, and for a scenario also the data and version it was made on."""
    query = _choices(choice, catalogue)
    if not any(NAMES[field] in query for field in MOVED):
        return query
    return query | origin.here(
        projection_of(catalogue.case(choice.region), choice.projection, choice.start)
    )


def saved(
    choice: Choice, catalogue: Catalogue, name: str, note: str, now: datetime
) -> SavedScenario:
    """The choice as a saved scenario.

    Raises
    ------
    MissingInputError
        If no projection is chosen.
    InputFileError
        If the name or the note cannot be used.
    """
    projection = projection_of(catalogue.case(choice.region), choice.projection, choice.start)
    if projection is None:
        raise MissingInputError(
            "Et scenario legges oppå en prognose, og ingen er valgt. Velg en under «Prognose»."
        )
    return SavedScenario(
        name.strip(),
        note.strip(),
        now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        origin.here(projection)[VERSION],
        origin.vintage(projection),
        _choices(choice, catalogue),
    )


def opened(scenario: SavedScenario, catalogue: Catalogue) -> Settled:
    """The choice that a saved scenario holds."""
    return settle(_listed(scenario.link), catalogue)


def _choices(choice: Choice, catalogue: Catalogue) -> dict[str, str]:
    """The region, and whatever differs from rest for region and projection, by name."""
    query = {NAMES["region"]: choice.region}
    if choice.projection != settle(_listed(query), catalogue).choice.projection:
        query[NAMES["projection"]] = choice.projection
    rest = settle(_listed(query), catalogue).choice
    for field in fields(Choice):
        value = getattr(choice, field.name)
        if value != getattr(rest, field.name):
            query[NAMES[field.name]] = in_link(field.name, value)
    return query


def _listed(query: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: [text] for name, text in query.items()}


def changed(choice: Choice, field: str, value: object, catalogue: Catalogue) -> Query:
    """The URL form of the choice with one field changed, whether that can be shown yet or not."""
    return _listed(_choices(choice, catalogue) | {NAMES[field]: in_link(field, value)})


def regions_in(query: Query) -> tuple[str, ...]:
    """Codes of every region a query names."""
    given = [query.get(NAMES[field], [""])[0] for field in ("region", "compare")]
    return tuple(code for text in given for code in text.split(",") if code)
