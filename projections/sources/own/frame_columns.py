"""The columns of a budget, one a year: «Regnskap 2024», «Oppr. budsjett 2025», «2026»."""

import re
from collections.abc import Sequence

from ... import labels
from ..upload.told import Told
from .opening import unmarked
from .schema import Schema
from .table import UserTable, some
from .values import CellReading, Field, one_of, quantity

_YEAR = re.compile(r"(?P<before>[^\d]*)(?P<year>(?:19|20)\d\d)(?P<after>[^\d]*)")
_DAY = re.compile(r"((?:19|20)\d\d)-(?:01-01|12-31)|(?:0?1\.0?1|31\.12)\.((?:19|20)\d\d)")
"""A year that a workbook has as its first or last day."""
_KINDS = (
    ("regnskap", re.compile(r"r|\w*(?:regnskap|rekneskap)\w*|regn")),
    ("budsjett", re.compile(r"[borj]?b|\w*budsjett\w*|bud")),
    (
        "plan",
        re.compile(
            r"p|øp|hp|høp|år|\w*plan|plan\w*|økplan|\w*program\w*|\w*ramme[rn]?|netto|\w*utgifter|"
            r"\w*forslag\w*|forslått|vedt\w*|rev\w*|oppr\w*|just\w*|endelig|utkast|\w*direktørens?|"
            r"rådmannens?|\w*skapets?|\w*styrets?|beløp|sum|tall|i|for"
        ),
    ),
)
"""What each word beside a year says of it; the first kind that one of them is."""
_OTHER_MEASURE = re.compile(
    r"endr|avvik|vekst|prosent|%|andel|differ|indeks|innb|hittil|\bper\b|\bpr\b|tertial|kvartal"
)


def year_column(heading: str) -> str:
    """The year's column that a heading of a budget is; "" for none.

    Examples
    --------
    >>> [year_column(one) for one in ("oppr. budsjett 2025", "2026", "r2024", "endring 2025")]
    ['budsjett_2025', 'plan_2026', 'regnskap_2024', '']
    >>> [year_column(one) for one in ("2026 budsjettforslag", "høp 2027", "2026-priser")]
    ['budsjett_2026', 'plan_2027', '']
    >>> year_column("2026-01-01")
    'plan_2026'
    """
    if day := _DAY.fullmatch(heading):
        return f"plan_{day[1] or day[2]}"
    year = _YEAR.fullmatch(heading)
    if year is None or _OTHER_MEASURE.search(heading):
        return ""
    words = re.findall(r"[^\W\d_]+", f"{year['before']} {year['after']}")
    said = [next((name for name, one in _KINDS if one.fullmatch(word)), "") for word in words]
    if "" in said:
        return ""
    kind = next((name for name, _ in _KINDS if name in said), "plan")
    return f"{kind}_{year['year']}"


def year_of(column: str) -> int:
    """The year of a column that :func:`year_column` named."""
    return int(column[-4:])


def year_columns(table: UserTable, told: Told) -> tuple[str, ...]:
    """The year columns of a file in order; none, and two of a year, are told."""
    columns = sorted(dict.fromkeys(filter(year_column, table.columns)), key=year_of)
    years = [year_of(column) for column in columns]
    head = f"rad {table.head}"
    accepted = "én kolonne per år: regnskap_ÅÅÅÅ, budsjett_ÅÅÅÅ eller plan_ÅÅÅÅ"
    if not columns:
        advice = "Gi årskolonnene navn som i malen, for eksempel plan_2026."
        told.fault(head, some(filter(None, table.written)), accepted, advice)
    for twice in sorted({year for year in years if years.count(year) > 1}):
        same = some(
            one for one in table.written if str(twice) in one and not _OTHER_MEASURE.search(one)
        )
        told.fault(head, same, accepted, f"Behold én av dem for {twice}.")
    gross = [one for one in table.written if "utgifter" in one and "netto" not in one]
    if any("inntekter" in one for one in table.written) and any(map(year_column, gross)):
        advice = "Behold bare kolonnene med netto: utgifter minus inntekter."
        told.fault(head, some(gross), "netto i hver kolonne", advice)
    return tuple(columns)


MOST = 1e9 - 1
"""Greatest amount accepted [1000 NOK]."""

NAMES = (
    *("navn", "område", "tjenesteområde", "tenesteområde", "rammeområde", "budsjettområde"),
    *("hovedområde", "kommunalområde", "programområde", "ansvarsområde", "virksomhet"),
    *("enhet", "eining", "sektor", "etat", "ramme", "driftsramme", "tekst", "beskrivelse"),
)
"""Headings of the column with names."""

UNIT_NAME = CellReading(
    lambda text, _: unmarked(text), "et navn", "Skriv navnet på området eller enheten."
)


def _year_field(name: str, holds: str) -> Field:
    # The amounts may be kroner, and are multiplied with the unit of the file after they are read.
    advice = "Skriv for eksempel 67614, 67 614 eller −55,5."
    reading = quantity(-1000 * MOST, 1000 * MOST, advice, accepted="et tall i 1000 kroner")
    return Field(name, holds, reading, needed=False, pattern=year_column)


def schema(sectors: Sequence[str]) -> Schema:
    """The columns of a file of frames; the last three stand for the years the file has."""
    return Schema(
        "en ramme",
        (
            Field(
                "level",
                "area for et tjenesteområde, unit for en enhet i et område",
                one_of(
                    {"area": "area", "unit": "unit", "område": "area", "enhet": "unit"},
                    "area eller unit",
                    "Skriv area for et område og unit for en enhet.",
                ),
                ("nivå",),
                needed=False,
            ),
            Field(
                "unit_name",
                "navnet på området eller enheten; hvert navn bare én gang på samme nivå",
                UNIT_NAME,
                NAMES,
                label=True,
                alone=True,
            ),
            Field(
                "parent",
                "området enheten hører til; tom for et område",
                also=("overordnet", "hører til"),
                needed=False,
                blank=True,
            ),
            Field(
                "sector",
                "tjenesten enheten følger (kan utelates): grunnskole, barnehage, pleie, "
                "kommunehelse, barnevern, sosial eller administrasjon; tom når den ikke følger "
                "demografien",
                one_of(
                    labels.codes(sectors),
                    ", ".join(sectors),
                    "Skriv en av kodene, eller la cellen stå tom.",
                ),
                ("følger",),
                needed=False,
                blank=True,
            ),
            _year_field(
                "regnskap_2022",
                "regnskap, 1000 kroner netto; utgifter er positive, netto inntekter negative",
            ),
            _year_field(
                "budsjett_2023",
                "vedtatt budsjett, som over; områdene summerer til 0 med Finans",
            ),
            _year_field("plan_2024", "planår, som over; én kolonne per år, uten hull"),
        ),
    )
