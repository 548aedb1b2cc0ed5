"""A choice as a link, and as a scenario that is kept."""

from dataclasses import fields
from datetime import UTC, datetime
from urllib.parse import urlencode

from ..case import Catalogue
from ..errors import MissingInputError
from ..store.saved_rules import VERSION
from ..store.scenarios import SavedScenario
from ..tables.setting import NO_PROJECTION
from . import origin
from .choice import MOVED, NAMES, OF_A_YEAR, Choice
from .offered import base, base_years, first, projection_of
from .query import Query, in_link, listed
from .settling import Settled, at_rest, settle

YEARS = ("first", "base_year")
"""Years that people and money count from."""


def to_query(choice: Choice, catalogue: Catalogue) -> dict[str, str]:
    """The URL form: the choices, and for a scenario also the data and version it was made on."""
    query = _choices(choice, catalogue)
    if not any(NAMES[field] in query for field in MOVED):
        return query
    return query | origin.here(
        projection_of(catalogue.case(choice.region), choice.projection, choice.start)
    )


def shared(choice: Choice, catalogue: Catalogue) -> str:
    """A query that opens the same view also where what is at rest has changed since.

    Besides what differs from rest it names the region, the projection with its edition and start,
    and the years.
    """
    said = ("region", "projection", "start", "first", "last", "base_year")
    pinned = {NAMES[field]: in_link(field, getattr(choice, field)) for field in said}
    path = projection_of(catalogue.case(choice.region), choice.projection, choice.start)
    made = origin.here(path)
    return urlencode(pinned | to_query(choice, catalogue) | made, safe=",:@")


def changed(choice: Choice, field: str, value: object, catalogue: Catalogue) -> Query:
    """The URL form of the choice with one field changed, whether that can be shown yet or not."""
    query = _choices(choice, catalogue) | {NAMES[field]: in_link(field, value)}
    if field == "first":  # money follows, also where a link had it count from another year
        query.pop(NAMES["base_year"], None)
    elif field in OF_A_YEAR:
        query = {NAMES["first"]: str(choice.first), **query}
    return listed(query)


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
        raise MissingInputError(NO_PROJECTION)
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
    return settle(listed(scenario.link), catalogue)


def regions_in(query: Query) -> tuple[str, ...]:
    """Codes of every region a query names."""
    given = [query.get(NAMES[field], [""])[0] for field in ("region", "compare")]
    return tuple(code for text in given for code in text.split(",") if code)


def _choices(choice: Choice, catalogue: Catalogue) -> dict[str, str]:
    """The region, and whatever differs from rest for region and projection, by name."""
    query = {NAMES["region"]: choice.region}
    named = choice.projection != at_rest(choice.region, None, catalogue).projection
    if named:
        query[NAMES["projection"]] = choice.projection
    rest = at_rest(choice.region, choice.projection if named else None, catalogue)
    for field in fields(Choice):
        value = getattr(choice, field.name)
        if field.name not in YEARS and value != getattr(rest, field.name):
            query[NAMES[field.name]] = in_link(field.name, value)
    return query | _years(choice, catalogue)


def _years(choice: Choice, catalogue: Catalogue) -> dict[str, str]:
    """The years counted from, where they are others than those that follow from all else."""
    case = catalogue.case(choice.region)
    path = projection_of(case, choice.projection, choice.start)
    people = choice.first != first(case, path, choice.last)
    money = choice.base_year != base(base_years(case, path, choice.last), choice.first)
    people = people or any(getattr(choice, field) for field in OF_A_YEAR)
    said = YEARS if money else YEARS[: int(people)]
    return {NAMES[field]: in_link(field, getattr(choice, field)) for field in said}
