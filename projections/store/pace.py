"""Turns to call, shared by all processes that use a store: how many lately, and pauses asked for.

A turn is given ahead of time, so that nobody has to ask twice and the first to ask goes first.
"""

import json

import sqlalchemy as sa

from .layout import PACE, put

LONGEST_QUEUE = 300.0
"""Turns further off than this [s] are the marks of a clock that has since been set back."""

COLUMNS = PACE.c


def next_turn(
    connection: sa.Connection, address: str, now: float, calls: int, seconds: float
) -> float:
    """Take the next turn at an address, and give its time; see :meth:`Store.next_turn`."""
    turns, not_before = _kept(connection, address)
    turns = [one for one in turns if now - seconds < one <= now + LONGEST_QUEUE]
    if not_before > now + LONGEST_QUEUE:
        not_before = now
    full = turns[-calls] + seconds if len(turns) >= calls else now
    # Nobody passes one who is already waiting.
    turn = max(now, not_before, full, turns[-1] if turns else now)
    if turn > now + LONGEST_QUEUE:
        turns, turn = [], now
    _keep(connection, address, [*turns, turn], not_before)
    return turn


def postpone(connection: sa.Connection, address: str, until: float) -> None:
    """No turn before a time."""
    turns, not_before = _kept(connection, address)
    _keep(connection, address, turns, max(until, not_before))


def _kept(connection: sa.Connection, address: str) -> tuple[list[float], float]:
    question = sa.select(COLUMNS.turns, COLUMNS.not_before).where(COLUMNS.address == address)
    row = connection.execute(question).one_or_none()
    if row is None:
        return [], 0.0
    try:
        return sorted(float(one) for one in json.loads(row.turns)), float(row.not_before)
    except (TypeError, ValueError):
        return [], 0.0


def _keep(connection: sa.Connection, address: str, turns: list[float], not_before: float) -> None:
    row = {"address": address, "turns": json.dumps(turns), "not_before": not_before}
    put(connection, PACE, row)
