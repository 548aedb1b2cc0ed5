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
from .selections import by_sector, fixed_shares, inputs, scenario_of
from .settling import Settled, moved, settle
