"""The constants of the projection, each chosen on backtests and dated.

They were chosen on 29 November 2026 by backtests from 1 January 2011–2016 and horizons of 1, 3, 5
and 10 years, over 350 municipalities; later origins had no say. docs/method.md tells how flat the
score is around each.
"""

from dataclasses import dataclass

import numpy as np

from ..people.ages import FloatArray
from ..people.cohort import SINGLE_AGES

AGES = np.arange(len(SINGLE_AGES), dtype=np.float64)
"""Lower bounds of the single years of age."""


@dataclass(frozen=True)
class Settings:
    """What the projection assumes, in the order it is used."""

    window: int = 12
    """Years of change that are learnt from, all alike [years]; fewer where there are fewer."""
    recent_weight: float = 0.3
    """Weight of a year against the one after it, where the newest years are asked for [share]."""
    recent_fade: float = 0.7
    """What is left each year of how the newest years differ from the whole window [share]."""
    age_width: float = 2.5
    """Standard deviation of the bell that smooths local change over age [years]."""
    local_people: float = 1000.0
    """People observed inside the bell that carry half of a local difference [persons × years]."""
    recent_width: float = 16.0
    """The bell of the newest years' local difference: a level more than an age [years]."""
    recent_people: float = 3500.0
    """As ``local_people``, of the newest years [persons × years]."""
    size_width: float = 1.0
    """Standard deviation of the bell that says how alike two sizes are [log of persons]."""
    county_weight: float = 12.0
    """How many times more those of the same county count among the alike."""
    local_fade: float = 0.85
    """What is left each year of a local difference from the alike [share]."""
    mortality_decline: float = 0.012
    """Fall in the national death rate at old ages, from the middle of the window [per year]."""
    decline_from: float = 50.0
    """Age where the fall begins [years]."""
    decline_full: float = 65.0
    """Age where it is whole [years]."""
    mothers_age: float = 32.0
    """Middle of the bell of births over women's age [years]."""
    mothers_spread: float = 6.0
    """Its standard deviation [years]."""
    birth_weight: float = 0.2
    """Weight of a year's national birth level against the one after it [share]."""
    local_births: float = 150.0
    """Births observed that carry half of a local difference in level [births]."""
    birth_fade: float = 0.85
    """What is left each year of a local difference in births [share]."""

    @property
    def decline(self) -> FloatArray:
        """``[age]`` yearly fall in the death rate [per year]."""
        ramp = (AGES - self.decline_from) / (self.decline_full - self.decline_from)
        return np.asarray(self.mortality_decline * ramp.clip(0, 1), dtype=np.float64)

    @property
    def motherhood(self) -> FloatArray:
        """``[age]`` how births are spread over women's ages, the top 1; none outside 15–49."""
        bell = np.exp(-0.5 * ((AGES - self.mothers_age) / self.mothers_spread) ** 2)
        return np.asarray(bell * ((AGES >= 15) & (AGES < 50)), dtype=np.float64)


SETTINGS = Settings()
"""Those in use."""
