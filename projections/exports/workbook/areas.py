"""Where the cells of the levers stand, for the formulas that refer to them."""

from dataclasses import dataclass

LEVERS, SCENARIO = "Spaker", "Scenario"


@dataclass(frozen=True)
class Pulled:
    """Where the levers on one sector stand: one column."""

    column: str
    first: int

    def _cell(self, down: int) -> str:
        return f"{LEVERS}!${self.column}${self.first + down}"

    @property
    def standard(self) -> str:
        """Growth in cost per user [per cent per year]."""
        return self._cell(0)

    @property
    def unit_cost(self) -> str:
        """Cost per user [per cent of today's]."""
        return self._cell(1)

    @property
    def younger(self) -> str:
        """Need per person just under 67."""
        return self._cell(2)

    @property
    def fixed(self) -> str:
        """Fixed part of the frame."""
        return self._cell(3)

    @property
    def need(self) -> str:
        """The need the frame covers in the scenario."""
        return self._cell(4)


@dataclass(frozen=True)
class Alive:
    """Where those alive by single age stand."""

    first: int
    lowest: int

    def areas(self, lower: int, upper: int | None, last: int) -> tuple[str, str]:
        """The ages of a group, and how many are alive of each."""
        start, end = (self.first + (age - self.lowest) for age in (lower, upper or last))
        return f"{LEVERS}!$A${start}:$A${end}", f"{LEVERS}!$B${start}:$B${end}"
