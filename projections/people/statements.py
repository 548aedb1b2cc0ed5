"""What a plan says in so many words, with the figure it gives and what stands against it."""

from dataclasses import dataclass
from typing import Literal

from ..provenance import Source
from .population import Region

Kind = Literal["motsigelse", "påstand", "mål", "oppgitt"]
"""``motsigelse``: the plan gives two figures; ``påstand``: it claims what can be reckoned;
``mål``: a goal it states; ``oppgitt``: it gives the figure alone."""


@dataclass(frozen=True)
class Statement:
    """One thing a plan says.

    Parameters
    ----------
    key, page
        Its code, and the page it belongs to.
    about, says, against
        Norwegian, for the screen: what it is of, how the plan has it, and what is held against it
        (empty where nothing is).
    value, unit, year
        The plan's figure.
    against_value
        The other figure; None where it is reckoned (``measure``) or there is none.
    measure
        What to reckon in the year: ``total``, an age band such as ``70+``, or ``reserve_fund``;
        empty where nothing is reckoned.
    place
        Heading in the plan.
    """

    region: Region
    source: Source
    key: str
    page: str
    kind: Kind
    about: str
    says: str
    value: float
    unit: str
    year: int
    against: str
    against_value: float | None
    measure: str
    place: str
