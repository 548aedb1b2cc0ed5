"""Fixed and nominal prices: the municipal deflator, each figure with its vintage."""

from typing import Literal

Prices = Literal["fixed", "nominal"]
