"""The columns of a file of frames."""

from collections.abc import Sequence

from ... import labels
from .field import Field
from .opening import unmarked
from .schema import Schema
from .values import CellReading, one_of, quantity
from .years import year_column

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
