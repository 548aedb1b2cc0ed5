"""Price growth in a workbook: a cell a year, and the price level as formulas from them."""

from typing import Any

import numpy as np

from .looks import COLUMN, HEADING, NOTE, Formats
from .parts import Nominal


def prices(book: Any, sheet: Any, formats: Formats, of: Nominal, row: int, name: str) -> None:
    """Price growth by year, and the price level as formulas from it."""
    formats.write(sheet, row, 0, f"Prisvekst (kommunal deflator, {of.vintage})", **HEADING)
    formats.write(sheet, row, 1, "Vekst, prosent", **COLUMN)
    formats.write(sheet, row, 2, f"Nivå, {of.price_year} = 1", **COLUMN)
    told = "Skriv inn vekst for flere år, så regnes løpende kroner for dem også."
    formats.write(sheet, row + 1, 0, told, **NOTE)
    first = row + 3
    for number, year in enumerate(of.growth, first):
        sheet.write_number(number - 1, 0, year, formats(num_format="0", align="left"))
        growth = of.growth[year]
        if np.isnan(growth):
            sheet.write_blank(number - 1, 1, None, formats.given("prosent"))
        else:
            sheet.write_number(number - 1, 1, growth, formats.given("prosent"))
        formula = f'=IF(OR(B{number}="",C{number - 1}=""),"",C{number - 1}*(1+B{number}/100))'
        if year == of.price_year:
            formula = "=1"
        elif year < of.price_year:
            after = number + 1
            formula = f'=IF(OR(B{after}="",C{after}=""),"",C{after}/(1+B{after}/100))'
        look = formats.reckoned("indeks")
        level = of.levels[year]
        sheet.write_formula(number - 1, 2, formula, look, "" if np.isnan(level) else level)
    last = first + len(of.growth) - 1
    book.define_name("prisaar", f"={name}!$A${first}:$A${last}")
    book.define_name("prisnivaa", f"={name}!$C${first}:$C${last}")
