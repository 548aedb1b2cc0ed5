"""Tables of accounts and of what comes and goes."""

from collections.abc import Sequence

from .. import norwegian, terms
from ..whatif.account import Account
from .grids import Grid

ACCOUNT = {
    "start": "Ved start",
    "moved": "Flyttet",
    "births": "Født",
    "deaths": "Døde",
    "left": "Flyttet igjen",
    "end": "Ved slutt",
}
"""The parts of an account of extra people, in order; deaths and those who left are subtracted."""


def accounts(caption: str, every: Sequence[Account]) -> Grid:
    """Causes down; the parts of the account of all years together across."""
    rows = [
        (
            terms.CAUSES[one.cause],
            [float(getattr(one.whole(), part)[0, 0]) for part in ACCOUNT],
        )
        for one in every
    ]
    rows = [(name, numbers) for name, numbers in rows if any(numbers)]
    rows.append(("Sum", [sum(column) for column in zip(*(row[1] for row in rows), strict=True)]))
    return Grid(
        caption,
        ("", *ACCOUNT.values()),
        tuple(
            (name, *(norwegian.number(one, 1, True) for one in numbers)) for name, numbers in rows
        ),
    )
