"""What there is to choose from: regions by any name or former number, projections and ages."""

from collections.abc import Mapping, Sequence
from weakref import WeakKeyDictionary

from ..case import NORWAY_CODE, Case, Catalogue, Projection
from ..money.prices import Prices
from ..norwegian import alphabetical, listing
from ..parameters import Parameter
from ..people.cohort import SEXES, SINGLE_AGES
from ..people.moved import Start
from ..people.place_names import COUNTIES
from ..tables import Method, Setting, nominal_years, unfit
from ..whatif.lever_table import LEVERS as ROWS
from ..whatif.scenario import Span
from .choice import LEVERS, MOST_CLAIMED, NAMES, NO_PROJECTION, PROFILES
from .query import Query

_STARTED: WeakKeyDictionary[Case, dict[tuple[str, Start], Projection | None]] = WeakKeyDictionary()
"""Projections from where they start, by case: asked for by every part of a page."""


def projection_of(case: Case, code: str, start: Start) -> Projection | None:
    """The chosen projection from where it starts, or None for history only."""
    if code == NO_PROJECTION:
        return None
    known = _STARTED.setdefault(case, {})
    if (code, start) not in known:
        found = case.projection(code)
        known[code, start] = found.started(start, case.observed) if found else None
    return known[code, start]


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
    years = nominal_years(Setting(case, None, catalogue, method))
    return ("fixed", "nominal") if years[0] <= base < years[-1] else ("fixed",)


def change_years(case: Case, projection: Projection | None) -> tuple[int, ...]:
    """Years in which people may be said to move: those whose next 1 January is not counted yet.

    The last year of a projection that has no such is all there is to choose.
    """
    whole = projection.population.years if projection else case.years(None)
    years = whole[:-1] or whole
    return tuple(year for year in years if year >= case.newest_count) or years[-1:]


def base_years(case: Case, projection: Projection | None, last: int) -> list[int]:
    """Years before ``last`` that a cost can be measured from, in the same series as ``last``."""
    path = projection.population if projection else case.observed
    years = [year for year in path.years if year < last]
    if last not in path.years or not years:
        years = [year for year in case.observed.years if year < last]
    return years or [last]


def against_codes(case: Case, projection: str) -> list[str]:
    """Other projections that can be drawn beside the chosen one, and none."""
    return [NO_PROJECTION, *(one.code for one in case.projections if one.code != projection)]


def profiles(case: Case) -> tuple[str, ...]:
    """Who may be said to move; a user's own where there is one."""
    return (*PROFILES, "own") if case.mover_profile is not None else PROFILES


def has_single_years(projection: Projection) -> bool:
    """Whether births and deaths of a projection can be changed."""
    people = projection.population
    return people.ages == SINGLE_AGES and len(people.sexes) == len(SEXES)


def levers(catalogue: Catalogue) -> dict[str, Parameter]:
    """Numbers a user may set, by field: value at rest and range stand in the parameter file."""
    ids = {
        **{field: one.parameter for field, one in ROWS.items() if one.parameter},
        "rule_result": "rule_result",
        "rule_fund": "rule_fund",
        "rule_debt": "rule_debt",
        "debt_service": "debt_service",
    }
    return {field: catalogue.parameters.parameter(id) for field, id in ids.items()}


def spans(catalogue: Catalogue) -> dict[str, Span]:
    """Lowest, highest and at rest of every number a user may set, by field."""
    known = {field: (*one.range, one.value) for field, one in levers(catalogue).items()}
    return known | dict(LEVERS) | {"claim_value": (-MOST_CLAIMED, MOST_CLAIMED, 0)}


def first(case: Case, projection: Projection | None, last: int) -> int:
    """The year that people and money count from, before ``last``.

    Where :meth:`Case.measured_from` is not before it: the projection's own start, else as far back
    as there are ten years, else the first there is.
    """
    start = projection.population.years[:1] if projection else ()
    known = case.years(projection)
    for year in (case.measured_from(projection), *start, max(last - 10, known[0])):
        if year in known and year < last:
            return year
    return known[0]


def base(bases: Sequence[int], first: int) -> int:
    """The same year for money where the path has it, else the nearest that it has."""
    return min(bases, key=lambda year: abs(year - first))


def beside(region: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Norway and three others: enough to see, few enough to read.

    Røros and those that came with it have each other; others those nearest in size in their county.
    """
    around = catalogue.bundled if region in catalogue.bundled else catalogue.peers(region)
    others = [code for code in around if code not in (region, NORWAY_CODE)]
    return (*((NORWAY_CODE,) if region != NORWAY_CODE else ()), *others[:3])


_FIELDS = ("region", "compare")


def lead_on(query: Query, catalogue: Catalogue) -> tuple[Query, tuple[str, ...]]:
    """The query with codes of today, and a sentence where the region is another than it was.

    ``query``: all values by name, as in the URL.

    Returns
    -------
    tuple
        A municipality that was divided leads to the largest of those it is in.
    """
    told: list[str] = []
    led = dict(query)
    for field in _FIELDS:
        given = query.get(NAMES[field], ())
        if len(given) == 1 and (codes := given[0].split(",")):
            now = [_present(code, catalogue) for code in codes]
            if now != codes:
                led[NAMES[field]] = [",".join(now)]
                told += [_said(code, catalogue) for code in codes if field == "region"]
    return led, tuple(filter(None, told))


def _present(code: str, catalogue: Catalogue) -> str:
    """The code of today; the largest of several, and codes that are none as they are."""
    found = catalogue.former.get(code)
    if not found:
        return code
    return max(found.present, key=lambda one: catalogue.sizes.get(one, 0))


def _said(code: str, catalogue: Catalogue) -> str:
    """What is said where the municipality shown is not the one the link was made for."""
    found = catalogue.former.get(code)
    if not found:
        return ""
    shown = names_of(found.present, catalogue)
    if len(found.present) > 1:
        largest = names_of((_present(code, catalogue),), catalogue)
        return f"{found.name} ({code}) er siden delt mellom {shown}. {largest} er vist."
    if shown.partition(" (")[0] == found.name.partition(" (")[0]:
        return ""
    return f"{found.name} ({code}) er nå en del av {shown}, som er vist."


def names_of(codes: tuple[str, ...], catalogue: Catalogue) -> str:
    """Names of some regions as a list in words."""
    return listing([catalogue.names.get(code, code) for code in codes])


_ALSO = "{}:{}"
"""The value of an entry that finds a region by its number or by a name in another language."""


def present(catalogue: Catalogue) -> list[str]:
    """Codes of today: municipalities, counties and Norway, each kind by name."""

    def place(code: str) -> tuple[int, tuple[str, ...]]:
        return -len(code), (str(alphabetical(catalogue.names[code])), code)

    return sorted(catalogue.names, key=place)


def entries(catalogue: Catalogue, fetchable: Mapping[str, str]) -> dict[str, str]:
    """What is shown in the list of regions, by value.

    Today's by name first, then those that SSB has and are not here, then numbers, and names and
    numbers that are no longer in use. A value is made a code by :func:`code_of`.
    """
    names = catalogue.names
    found = {code: names[code] for code in present(catalogue)}
    absent = {code: name for code, name in fetchable.items() if code not in names}
    found |= {code: f"{name} (hentes fra SSB)" for code, name in absent.items()}
    for code, others in catalogue.other_names.items():
        found |= {_ALSO.format(other, code): f"{other} – {names[code]}" for other in others}
    found |= {_ALSO.format("nr", code): f"{code} {names[code]}" for code in names if len(code) > 1}
    for one in catalogue.former.values():
        now = names_of(one.present, catalogue)
        now = one.present[0] if now == one.name else now
        found[one.code] = f"{one.code} {one.name}, nå {now}"
    return found


def in_county(code: str, catalogue: Catalogue) -> str:
    """A municipality with its county, for those who must tell namesakes apart."""
    name = catalogue.names[code].partition(" (")[0]
    others = "".join(f" · {other}" for other in catalogue.other_names.get(code, ()))
    county = COUNTIES.get(code[:2]) if len(code) == 4 else None
    return f"{name}{others}, {county}" if county else f"{name}{others}"


def code_of(value: str) -> str:
    """The code that an entry's value stands for."""
    return value.rpartition(":")[2]
