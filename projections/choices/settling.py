"""A query made a choice: what it asks for, and defaults for all the rest.

The URL holds plain codes checked against known lists, and only what differs from rest. Whatever
is unknown, repeated or out of range gives one sentence and the default; nothing raises.
"""

from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from ..case import Case, Catalogue
from ..claims.claim import FIRST, LAST, WHOLE, is_group
from ..errors import BaereevneError
from ..tables import frame_year
from ..tables.capacity import coverage_at_rest
from ..whatif.lever_table import LEVERS as ROWS
from . import offered, origin
from .choice import (
    EFFECTS,
    MOST_COMPARED,
    MOVED,
    NAMES,
    NO_PROJECTION,
    OF_A_YEAR,
    PROFILES,
    Choice,
)
from .offered import lead_on
from .query import Query, Reader, Unknown, listed, unknown_in_link

CLAIMED = (0, *range(FIRST, LAST + 1))
"""Years a claim can be about; 0 is none."""


@dataclass(frozen=True)
class Settled:
    """A valid choice, a sentence for all that could not be used, and for all there is to know."""

    choice: Choice
    problems: tuple[str, ...]
    notices: tuple[str, ...] = ()
    """That the link was made on other data, or with another version."""


def settle(query: Query, catalogue: Catalogue, unknown: Unknown = unknown_in_link) -> Settled:
    """The choice a query asks for, with defaults where it asks for nothing or nothing known.

    ``query``: all values by name, as in the URL; ``catalogue``: what can be chosen; ``unknown``:
    how it is said that something is not there.
    """
    query, led = lead_on(query, catalogue)
    read = Reader(query, unknown)

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
    start = read.coded("start")
    path = offered.projection_of(case, projection, start)
    years = case.years(path)
    ends = read.peek("last", years, years[-1])
    rest, numbers = offered.first(case, path, ends), _numbers(read, case, catalogue)
    if any(numbers[field] for field in OF_A_YEAR):
        # Links that did not say the year of such a number had it of the frame year.
        rest = next((year for year in (frame_year(case, catalogue),) if year in years), rest)
    # One set of years: what a link says of money alone is said of people too.
    since = read.peek("base_year", years[:-1], rest)
    # Where there is one year only, it is both the first and the last.
    first = read.year("first", years[:-1] or years, since if since < ends else rest)
    after = [year for year in years if year > first] or [first]
    others = [code for code in catalogue.names if code != region]
    last = read.year("last", after, after[-1])
    bases = offered.base_years(case, path, last)
    pyramid_years = case.pyramid.years if case.pyramid else case.observed.years
    pyramid_first = read.year(
        "pyramid_first", pyramid_years[:-1] or pyramid_years, pyramid_years[0]
    )
    base_year = read.year("base_year", bases, offered.base(bases, first))
    known = offered.methods(case, path)
    method = read.one("method", known, known[0])
    whole = path.population.years if path else years
    changing = whole[:-1] or whole
    # A link keeps the years it was written with; what is counted is not changed all the same.
    change_from = read.year("change_from", changing, offered.change_years(case, path)[0])
    choice = Choice(
        region=region,
        projection=projection,
        start=start,
        against=read.one("against", offered.against_codes(case, projection), NO_PROJECTION),
        first=first,
        last=last,
        working=read.coded("working"),
        measure=read.coded("measure"),
        base_year=base_year,
        method=method,
        need=read.coded("need"),
        cost_view=read.coded("cost_view"),
        compare=read.many(
            "compare", others, offered.beside(region, catalogue), MOST_COMPARED, name
        ),
        pyramid_first=pyramid_first,
        pyramid_last=read.year(
            "pyramid_last",
            [y for y in pyramid_years if y > pyramid_first] or [pyramid_first],
            pyramid_years[-1],
        ),
        group=read.coded("group"),
        tax=read.coded("tax"),
        state=read.coded("state"),
        weights=read.coded("weights"),
        band=read.coded("band"),
        prices=read.one("prices", offered.prices(case, catalogue, method, base_year), "fixed"),
        claim_group=read.fitting("claim_group", is_group, "6-15, 80+", WHOLE),
        claim_kind=read.coded("claim_kind"),
        claim_year=read.year("claim_year", CLAIMED, 0),
        claim_said=read.year("claim_said", CLAIMED, 0),
        effect=read.one("effect", EFFECTS, "net"),
        profile=read.one("profile", offered.profiles(case), PROFILES[0]),
        change_from=change_from,
        projects=read.projects("projects"),
        staying=read.coded("staying"),
        change_to=read.year(
            "change_to", [year for year in changing if year >= change_from], changing[-1]
        ),
        **numbers,
    )
    return Settled(
        choice,
        (*read.problems, *made.problems),
        (*led, *origin.notices(made, catalogue, case, path, asked)),
    )


def _numbers(read: Reader, case: Case, catalogue: Catalogue) -> dict[str, Any]:
    """What can be moved, by field: numbers, and numbers by sector."""
    sectors = catalogue.keys.sectors
    known = offered.spans(catalogue)
    known["coverage"] = (*known["coverage"][:2], coverage_at_rest(case, catalogue))
    return {
        **{field: read.number(field, *span) for field, span in known.items()},
        **{
            field: read.amounts(field, sectors, one.low, one.high, one.rest)
            for field, one in ROWS.items()
            if one.by_sector
        },
    }


_RESTING: WeakKeyDictionary[Catalogue, dict[tuple[str, str | None], Choice]] = WeakKeyDictionary()
"""What rests, by catalogue, region and projection: asked for several times at every run."""


def at_rest(region: str, projection: str | None, catalogue: Catalogue) -> Choice:
    """All that rests for a region, and for a projection of it where one is named."""
    known = _RESTING.setdefault(catalogue, {})
    if (region, projection) not in known:
        query = {NAMES["region"]: region}
        if projection is not None:
            query[NAMES["projection"]] = projection
        known[region, projection] = settle(listed(query), catalogue).choice
    return known[region, projection]


def rest(choice: Choice, catalogue: Catalogue) -> Choice:
    """The same region and projection with all else at rest."""
    return at_rest(choice.region, choice.projection, catalogue)


def moved(choice: Choice, catalogue: Catalogue) -> tuple[str, ...]:
    """The levers that are not at rest."""
    still = rest(choice, catalogue)
    return tuple(field for field in MOVED if getattr(choice, field) != getattr(still, field))
