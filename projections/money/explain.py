"""Why a figure changed: what each cause does alone, and one term for what they do together.

A cause at rest does nothing, the order of causes does not matter, and the parts sum to the whole
(docs/decisions/0009-why.md).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..people.ages import FloatArray

Value = Callable[[frozenset[str]], FloatArray]
"""What is explained, when the causes named have moved and all others are at rest."""

ROUNDING = 1e-9
"""How far parts may be from their whole for arithmetic's sake [share of the largest amount]."""


@dataclass(frozen=True, eq=False)
class Split:
    """A change and its parts, all in the unit of the value explained.

    Parameters
    ----------
    whole
        ``[...]`` all causes moved, less none moved.
    alone
        ``[cause, ...]`` one cause moved, less none moved.
    interaction
        ``[...]`` the whole less what the causes do alone.
    """

    causes: tuple[str, ...]
    whole: FloatArray
    alone: FloatArray
    interaction: FloatArray


def split(value: Value, causes: Sequence[str]) -> Split:
    """Each cause alone, plus one interaction term.

    Parameters
    ----------
    value
        The figure explained, ``[...]``, for any set of causes that have moved.
    causes
        Names of the causes.

    Returns
    -------
    Split
        With one cause the interaction is exactly zero.

    Examples
    --------
    >>> price, people = {True: 1.5, False: 1.0}, {True: 120.0, False: 100.0}
    >>> found = split(
    ...     lambda moved: np.array(people["people" in moved] * price["price" in moved]),
    ...     ("people", "price"),
    ... )
    >>> found.whole, found.alone, found.interaction
    (array(80.), array([20., 50.]), array(10.))
    """
    rest = value(frozenset())
    whole = np.asarray(value(frozenset(causes)) - rest)
    alone = np.array([value(frozenset({cause})) - rest for cause in causes])
    interaction = _remainder(whole, alone)
    return Split(tuple(causes), whole, alone, interaction)


def exact(parts: FloatArray, whole: FloatArray) -> FloatArray:
    """Parts that are additive by construction, freed from the rounding of their sum.

    What rounding left over is put on the smallest part that is not zero, where the fewest digits
    are lost.

    Parameters
    ----------
    parts
        ``[part, ...]``.
    whole
        ``[...]`` what they sum to.

    Returns
    -------
    numpy.ndarray
        ``[part, ...]``; :func:`math.fsum` over the parts gives the whole.

    Raises
    ------
    ValueError
        If the parts are not additive: more than rounding is left over.

    Examples
    --------
    >>> math.fsum([0.1] * 3), math.fsum(exact(np.array([0.1] * 3), np.array(0.3)))
    (0.30000000000000004, 0.3)
    """
    left = _remainder(whole, parts)
    largest = np.maximum(np.abs(parts).max(axis=0), np.abs(whole))
    if (np.abs(left) > ROUNDING * largest).any():
        raise ValueError("the parts do not sum to the whole")
    size = np.where(parts == 0, np.inf, np.abs(parts))
    smallest = np.arange(len(parts)).reshape(-1, *[1] * whole.ndim) == size.argmin(axis=0)
    others = np.where(smallest, 0.0, parts)
    return np.asarray(np.where(smallest, _remainder(whole, others), parts), dtype=np.float64)


def _remainder(whole: FloatArray, parts: FloatArray) -> FloatArray:
    """``[...]`` the whole less the sum of ``[part, ...]``, rounded once."""
    columns = (-parts).reshape(len(parts), whole.size).T
    left = [math.fsum([one, *column]) for one, column in zip(whole.flat, columns, strict=True)]
    return np.array(left).reshape(whole.shape)
