"""All that is known of a region, the projections of it, and the catalogue of all regions."""

from .catalogue import MOST_AROUND, NORWAY_CODE, Catalogue
from .inputs import (
    OWN_SERVICE,
    Accounts,
    Allocation,
    Allocations,
    Capacity,
    CapacityKind,
    OwnPlaces,
    OwnRates,
    OwnTax,
    Partial,
    Spending,
)
from .one import DISTRICTS, MORE_PROJECTIONS, Case, Projection

__all__ = [
    "DISTRICTS",
    "MORE_PROJECTIONS",
    "MOST_AROUND",
    "NORWAY_CODE",
    "OWN_SERVICE",
    "Accounts",
    "Allocation",
    "Allocations",
    "Capacity",
    "CapacityKind",
    "Case",
    "Catalogue",
    "OwnPlaces",
    "OwnRates",
    "OwnTax",
    "Partial",
    "Projection",
    "Spending",
]
