"""Rows of income that follows people, on any sheet that has the people."""

from collections.abc import Mapping

from ... import labels
from ...series import pick
from .looks import PLAIN
from .parts import Received
from .rows import Formula, YearSheet, there, total

NATION = ("national_tax", "symmetric", "met")
"""What is the same whoever lives in the municipality."""
HEADING = "Inntekt som følger innbyggerne"


def income(
    rows: YearSheet,
    of: Received,
    found: dict[str, int],
    heading: str = HEADING,
    official: Mapping[str, int] = PLAIN,
    sheet: str = "",
) -> None:
    """Income by part and in all; ``income`` is the row of the last.

    Parameters
    ----------
    official, sheet
        Rows of the projection's income, for a scenario: what is the nation's is the same there, and
        the rest is data.
    """
    rows.heading(heading)
    met = () if of.met is None else (("met", "Mer fra staten per innbygger", "kr", of.met),)
    for item, name, unit, values in (
        ("index", "Utgiftsbehov, landet = 1", "indeks", of.index),
        ("tax", "Skatt per innbygger", "kr", of.tax),
        ("national_tax", "Landets skatt per innbygger (anslag)", "kr", of.national_tax),
        ("symmetric", "Skatteutjevning, sats", "andel", of.symmetric),
        *met,
    ):
        if official and item in NATION:
            found[item] = rows.reckoned(name, unit, there(sheet, official[item]), values)
        else:
            found[item] = rows.given(name, unit, values, is_data=bool(official))
    index, tax, national, share = (
        found[item] for item in ("index", "tax", "national_tax", "symmetric")
    )
    people, start = found["inhabitants"], rows.next + 1
    formulas: dict[str, Formula] = {
        "innbyggertilskudd": lambda c: f"=innbyggertilskudd*{c}{people}/1000",
        "utgiftsutjevning": lambda c: f"=({c}{index}-1)*utgiftsbehov*{c}{people}/1000",
        "skatt": lambda c: f"={c}{tax}*{c}{people}/1000",
        "inntektsutjevning": lambda c: (
            f"=({c}{share}*({c}{national}-{c}{tax})"
            f"+ekstra_sats*MAX(0,ekstra_grense*{c}{national}-{c}{tax}))*{c}{people}/1000"
        ),
    }
    if met:
        # In the order of the parts of income elsewhere: last.
        formulas["landets_aldring"] = lambda c: f"={c}{index}*{c}{found['met']}*{c}{people}/1000"
    for item, formula in formulas.items():
        found[item] = rows.reckoned(
            labels.item(item), "1000 kr", formula, pick(of.table, item)[0].values
        )
    found["income"] = rows.reckoned(
        "Inntekt i alt",
        "1000 kr",
        total(start, rows.next),
        pick(of.table, "total")[0].values,
        bold=True,
    )
