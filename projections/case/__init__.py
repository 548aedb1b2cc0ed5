"""All that is known of a region, the projections of it, and the catalogue of all regions."""

from .catalogue import MOST_AROUND, NORWAY_CODE, Cases, Catalogue
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
