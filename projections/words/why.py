"""Why the cost changes, cause by cause."""

from .. import labels
from ..norwegian import million_kroner
from ..people.ages import SERVICE_AGES
from ..series import Series, Table
from .finding import Finding

SHOWN = 0.05
"""The least amount that is written as more than zero [million NOK]."""

ABOUT = {
    "fixed": "er den delen av endringen som fast andel holder tilbake",
    "price": "er prisveksten på kostnaden i det første året",
    "service": "er endret tjenestenivå med innbyggerne i det første året",
    "interaction": "er det årsakene gjør sammen, ut over hver for seg",
}
"""What each cause but people is."""


def why(table: Table, year: int) -> Finding:
    """Which causes change the cost most, and that they sum to it.

    Parameters
    ----------
    table
        Causes and total, and income and net where they are known [million NOK].
    year
        The year told of.
    """
    amounts = {one.item: one for one in table}
    base = table[0].label("base_year")
    ages = sorted((amounts[code] for code in SERVICE_AGES.codes), key=lambda one: -one.at(year))
    told = [
        f"{labels.item(one.item)} gir {_amount(one, year)}"
        for one, way in ((ages[0], 1), (ages[-1], -1))
        if way * one.at(year) >= SHOWN
    ]
    also = [
        f"{labels.item(item)} ({_amount(amounts[item], year)}) {about}."
        for item, about in ABOUT.items()
        if item in amounts
    ]
    sentences = [
        f"Fra {base} til {year}: {', '.join(told)}." if told else f"Målt fra {base} til {year}.",
        f"Delene summerer til {_amount(amounts[labels.TOTAL], year)}.",
        *also,
        *_net(amounts, year),
    ]
    causes = [amounts[item] for item in (*SERVICE_AGES.codes, *ABOUT) if item in amounts]
    return Finding(_title(causes, year), " ".join(sentences))


def _title(causes: list[Series], year: int) -> str:
    """The cause that raises the cost most; where none does, the one that lowers it most."""
    order = sorted(causes, key=lambda one: one.at(year))
    if order[-1].at(year) >= SHOWN:
        return f"{labels.item(order[-1].item)} driver kostnaden opp"
    if order[0].at(year) <= -SHOWN:
        return f"{labels.item(order[0].item)} trekker kostnaden ned"
    return "Ingenting endrer kostnaden"


def _net(amounts: dict[str, Series], year: int) -> list[str]:
    if "net" not in amounts:
        return []
    return [
        f"Inntektene endrer seg {_amount(amounts['income'], year)}, så netto, inntekt minus "
        f"kostnad, blir {_amount(amounts['net'], year)}."
    ]


def _amount(one: Series, year: int) -> str:
    return million_kroner(one.at(year), 1, True)
