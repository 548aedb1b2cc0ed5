"""A plan's lines that a user gives: result, fund, debt and tax by year, from a form or a file.

One row a line, one column a year. A year needs three of the lines; what else is missing is left out
and told, and is never nothing. Everything wrong is told at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ...errors import Fault
from .field import Field
from .frame_columns import NAMES as NAME_HEADINGS
from .schema import Schema
from .values import to_csv, written
from .years import year_column

REVENUE, RESULT, FUND, EARMARKED = "revenue", "result", "fund", "earmarked"
DEBT, TAX, EQUALISATION, PEOPLE = "debt", "tax", "equalisation", "inhabitants"
PRICES = "prices"
NAMES: Mapping[str, str] = MappingProxyType(
    {
        REVENUE: "Brutto driftsinntekter",
        RESULT: "Netto driftsresultat",
        FUND: "Disposisjonsfond ved utgangen av året",
        TAX: "Skatt på inntekt og formue",
        EQUALISATION: "Inntektsutjevning",
        EARMARKED: "Bruk av bundne fond i tjenestene, netto",
        DEBT: "Netto lånegjeld",
        PEOPLE: "Innbyggere 1. juli året før",
        PRICES: "Priser fra år",
    }
)
"""The eight lines of the template, and the year whose prices they are in."""
NEEDED = (REVENUE, RESULT, FUND)
SCHEMA = Schema(
    "en linje",
    (
        Field(
            "linje",
            "en av de åtte linjene; de tre første må være der",
            also=("line", "post", *NAME_HEADINGS),
            alone=True,
        ),
        Field(
            "plan_2026",
            "planår; én kolonne for hvert. Regnskap og budsjett før planen heter regnskap_2024 og "
            "budsjett_2025. Et budsjettår uten plan etter seg skrives som plan",
            needed=False,
            blank=True,
            pattern=year_column,
        ),
    ),
    bare=True,
)
COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "linje": SCHEMA.described["linje"],
        NAMES[REVENUE]: "sum driftsinntekter, skrevet som et positivt tall",
        NAMES[RESULT]: "overskudd er positivt, underskudd negativt",
        NAMES[FUND]: "det som står på fondet 31. desember",
        NAMES[EARMARKED]: "kan utelates; bruk er positivt, netto avsetning negativt",
        NAMES[DEBT]: "kan utelates; gir figuren om gjeld",
        NAMES[TAX]: "trengs for årene etter planen, i et år med offisiell behovsindeks",
        NAMES[EQUALISATION]: "trengs sammen med skatten; trekk er negativt",
        NAMES[PEOPLE]: "kan utelates; SSBs tall brukes da",
        NAMES[PRICES]: "året planens beløp er i priser fra; ellers det første planåret",
        "plan_2026": SCHEMA.described["plan_2026"],
    }
)
"""What the template holds: its lines, too."""


@dataclass(frozen=True)
class PlanFile:
    """A plan that can be used.

    Parameters
    ----------
    name
        Of the file, or "" of the form.
    columns
        The years that are used, by their kind: ``plan_2026``; in the order of the years.
    amounts
        By line and column [1000 NOK; persons]; only what was given.
    price_year
        The year whose prices the plan's years are in.
    warnings
        What the user should know of.
    """

    name: str
    columns: tuple[str, ...]
    amounts: Mapping[str, Mapping[str, float]]
    price_year: int
    warnings: tuple[Fault, ...] = ()

    def to_csv(self) -> str:
        """The template filled in, as it is read back."""
        return _csv(self.columns, self.amounts, self.price_year)


def template(years: tuple[int, ...]) -> str:
    """A file to fill in, with a column a year of the plan."""
    return _csv(tuple(f"plan_{year}" for year in years), {}, years[0])


def _csv(columns: tuple[str, ...], amounts: Mapping[str, Mapping[str, float]], year: int) -> str:
    def cells(line: str) -> list[str]:
        given = amounts.get(line, {})
        return [written(given[one]) if one in given else "" for one in columns]

    rows = [[name, *cells(line)] for line, name in NAMES.items() if line != PRICES]
    plan = [one for one in columns if one.startswith("plan")]
    prices = [str(year) if one == plan[0] else "" for one in columns]
    return to_csv(("linje (1000 kr)", *columns), [*rows, [NAMES[PRICES], *prices]])
