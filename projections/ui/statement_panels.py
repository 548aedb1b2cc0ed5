"""What the plan says in so many words, on the page it belongs to."""

from collections.abc import Mapping

from .. import ledger, narrative, tables
from ..series import Series
from . import controls, panels


def show(page: str, reckoned: Mapping[str, Series] | None = None) -> None:
    """The plan's statements for a page; nothing where there are none.

    Parameters
    ----------
    reckoned
        What the page has reckoned that statements may be about, by measure; people are there.
    """
    case, projection, _ = controls.inputs()
    people = tables.people_measures(case, projection)
    table = tables.statements(case, page, {**people, **(reckoned or {})})
    if table:
        panels.note(
            narrative.statements(table),
            [ledger.statements(table)],
            table,
            f"planens_utsagn_{page}",
        )
