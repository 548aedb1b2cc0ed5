"""Columns of a budget, one a year: «Regnskap 2024», «Oppr. budsjett 2025», «2026»."""

import re

from ..upload.told import Told
from .table import UserTable, some

_YEAR = re.compile(r"(?P<kind>[^\d]*?)[\s_]*(?P<year>(?:19|20)\d\d)")
_KINDS = (
    ("regnskap", re.compile(r"r|(?:.*\b)?(?:regnskap|rekneskap|regn\.?)")),
    ("budsjett", re.compile(r"b|(?:.*\b)?\w*(?:budsjett|bud\.?)(?: (?:oppr|rev|vedtatt)\w*\.?)?")),
    (
        "plan",
        re.compile(
            r"p|øp|hp|år|(?:netto )?(?:drifts)?ramme|netto(?: driftsutgifter)?|"
            r"(?:.*\b)?\w*(?:plan|planår|handlingsprogram|plantall)|"
        ),
    ),
)
_OTHER_MEASURE = re.compile(
    r"endr|avvik|vekst|prosent|%|andel|differ|indeks|innb|hittil|\bper\b|\bpr\b|tertial|kvartal"
)


def year_column(heading: str) -> str:
    """The year's column that a heading of a budget is; "" for none.

    Examples
    --------
    >>> [year_column(one) for one in ("oppr. budsjett 2025", "2026", "r2024", "endring 2025")]
    ['budsjett_2025', 'plan_2026', 'regnskap_2024', '']
    """
    year = _YEAR.fullmatch(heading)
    if year is None or _OTHER_MEASURE.search(heading):
        return ""
    said = year["kind"].strip(" _-,")
    kind = next((name for name, words in _KINDS if words.fullmatch(said)), "")
    return f"{kind}_{year['year']}" if kind else ""


def year_of(column: str) -> int:
    """The year of a column that :func:`year_column` named."""
    return int(column[-4:])


def year_columns(table: UserTable, told: Told) -> tuple[str, ...]:
    """The year columns of a file in order; none, and two of a year, are told."""
    columns = sorted(filter(year_column, table.columns), key=year_of)
    years = [year_of(column) for column in columns]
    head = f"rad {table.head}"
    accepted = "én kolonne per år: regnskap_ÅÅÅÅ, budsjett_ÅÅÅÅ eller plan_ÅÅÅÅ"
    if not columns:
        advice = "Gi årskolonnene navn som i malen, for eksempel plan_2026."
        told.fault(head, some(table.columns), accepted, advice)
    for twice in sorted({year for year in years if years.count(year) > 1}):
        same = some(column for column in columns if year_of(column) == twice)
        told.fault(head, same, accepted, f"Behold én av dem for {twice}.")
    return tuple(dict.fromkeys(columns))
