"""A path with the courses people may take instead: draws go through the same tables as the path.

Only ``weighted`` and what rests on it know of draws: sums over ages are ``[draw, year, item]``
there, and ``[year, item]`` for any other population. The middle, ``persons``, is the path itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from .ages import AgeBand, FloatArray
from .population import Population


@dataclass(frozen=True, eq=False)
class Drawn(Population):
    """The people of one alternative in many draws, all of a part off by as much.

    Parameters
    ----------
    factors
        ``[draw, year, part]`` people in the draw per person of the path [1 is the path itself].
    members
        ``[age, part]`` how much of an age's people are in each part [share 0–1]; rows sum to one.
    """

    factors: FloatArray
    members: FloatArray

    @classmethod
    def around(cls, path: Population, factors: FloatArray, members: FloatArray) -> "Drawn":
        """The draws around a path of one alternative."""
        every = {one.name: getattr(path, one.name) for one in fields(Population)}
        return cls(**every, factors=factors, members=members)

    @property
    def parts(self) -> FloatArray:
        """``[draw, year, part]`` [persons]."""
        return np.asarray(self.factors * (self.both_sexes()[0] @ self.members))

    def people(self, targets: Sequence[AgeBand]) -> FloatArray:
        """``[draw, year, target]`` [persons].

        Raises
        ------
        SplitBandError
            If an age band would have to be split.
        """
        return self.weighted(self.ages.aggregate(np.eye(len(self.ages)), targets))

    def weighted(self, weights: FloatArray) -> FloatArray:
        """``[draw, year, item]`` sums over ages with several sets of weights."""
        # [year, part, item]: what each part brings to each item where nothing is off.
        each = self.members.T @ (self.both_sexes()[0][:, :, None] * weights)
        return np.asarray((self.factors.swapaxes(0, 1) @ each).swapaxes(0, 1))

    def between(self, first: int, last: int) -> "Drawn":
        """Only the years ``first``–``last`` that exist; may be empty."""
        keep = [place for place, year in enumerate(self.years) if first <= year <= last]
        return replace(
            self,
            persons=self.persons[:, keep],
            years=tuple(self.years[place] for place in keep),
            factors=self.factors[:, keep],
        )
