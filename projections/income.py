"""Income follows people too: grants and tax by the number of people and their ages."""

from typing import Literal

TaxBase = Literal["inhabitants", "working_age"]
"""What tax follows: all inhabitants, or those of working age (20–66)."""
