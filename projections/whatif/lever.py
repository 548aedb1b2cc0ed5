"""What a lever is: its name in the link, its span and its words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..parameters import Parameters
from ..people.cohort import Rates
from .scenario import Scenario

Span = tuple[float, float, float]
"""Lowest and highest value of a lever, and where it rests."""


@dataclass(frozen=True)
class Number:
    """A number a user may move.

    Parameters
    ----------
    field, link
        Its name among the choices, and in a link.
    title
        What stands above it on the page.
    unit
        What it counts.
    low, high, step, rest
        Its span, the way from one stop to the next, and where it changes nothing.
    shown
        A value in words where it is moved, by the country's rates of births and deaths.
    """

    field: str
    link: str
    title: str
    unit: str
    low: float
    high: float
    step: float
    rest: float
    shown: Callable[[float, Rates], str]


@dataclass(frozen=True)
class Asked:
    """A lever as the floor asks for it: its name, a value in words, and one stop to the next.

    Of a lever by sector one sector is asked for.
    """

    name: str
    told: Callable[[float, Rates], str]
    step: float
    sector: str = ""


@dataclass(frozen=True, kw_only=True)
class Lever(Number):
    """A number that makes a scenario when it is not at rest.

    Parameters
    ----------
    name
        What it is called in a sentence.
    told
        A value that it is moved to, in a sentence.
    driver
        What its effect is counted as; one of :data:`~.scenario.DRIVERS`.
    get, put
        Its value in a scenario, and the scenario with another, in :attr:`unit`; numbers by sector
        where :attr:`by_sector`.
    by_sector
        Whether every sector has its own.
    help
        What must be known to move it; may be empty.
    parameter
        The id of the parameter that has its span and rest, where a source gives them.
    needs
        Other numbers that must be set for it to move anything.
    in_single_years
        Whether the projection must have single years of age and sex.
    everywhere
        Whether it moves the figures of every page, and not those of a scenario alone.
    asked
        How the floor asks for it; None where it does not.
    """

    name: str
    told: Callable[[float], str]
    driver: str
    get: Callable[[Scenario], Any]
    put: Callable[[Scenario, Any], Scenario]
    by_sector: bool = False
    help: str = ""
    parameter: str = ""
    needs: tuple[str, ...] = ()
    in_single_years: bool = False
    everywhere: bool = False
    asked: Asked | None = None

    def span(self, parameters: Parameters) -> Span:
        """Lowest, highest and at rest."""
        if not self.parameter:
            return self.low, self.high, self.rest
        assumed = parameters.parameter(self.parameter)
        return (*assumed.range, assumed.value)
