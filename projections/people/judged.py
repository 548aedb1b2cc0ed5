"""How far others were off before: SSB's earlier editions, and the state's cost of demography."""

from dataclasses import dataclass, field

import numpy as np

from ..provenance import Source
from .ages import FloatArray


@dataclass(frozen=True)
class Missed:
    """How far one edition of SSB's main alternative was off in one municipality.

    Parameters
    ----------
    name, origin, ahead
        Of the municipality; the year it started from; years ahead.
    error
        Projected / observed − 1 by what is told, in the order of the trend projection [share].
    people
        At the start; 0 where it is not told [persons].
    """

    name: str
    origin: int
    ahead: int
    error: tuple[float, ...]
    people: float = 0.0


@dataclass(frozen=True, eq=False)
class Judged:
    """What is known of how others turned out; empty where nothing is.

    Parameters
    ----------
    ssb, ssb_source
        Every error known of SSB's main alternative, and where they are from.
    cost_years, cost, cost_source
        ``[2, year]`` what demography would cost the sector the next year, foreseen and as it
        became [billion NOK, prices of 2015].
    """

    ssb: tuple[Missed, ...] = ()
    ssb_source: Source | None = None
    cost_years: tuple[int, ...] = ()
    cost: FloatArray = field(default_factory=lambda: np.zeros((2, 0)))
    cost_source: Source | None = None
