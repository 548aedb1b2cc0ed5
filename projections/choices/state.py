"""All of a choice that pages, widgets and commands take, in one place."""

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
from .link import changed, opened, regions_in, saved, shared, to_query
from .offered import (
    against_codes,
    base_years,
    change_years,
    has_single_years,
    levers,
    methods,
    prices,
    profiles,
    projection_of,
)
from .query import Query, in_link
from .selections import by_sector, fixed_shares, scenario_of, setting
from .settling import Settled, moved, rest, settle

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
    "Settled",
    "against_codes",
    "base_years",
    "by_sector",
    "change_years",
    "changed",
    "fixed_shares",
    "has_single_years",
    "in_link",
    "levers",
    "methods",
    "moved",
    "opened",
    "prices",
    "profiles",
    "projection_of",
    "regions_in",
    "rest",
    "saved",
    "scenario_of",
    "setting",
    "settle",
    "shared",
    "to_query",
]
