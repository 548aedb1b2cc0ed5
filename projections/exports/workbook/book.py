"""The workbook as a file: its sheets in order, each filled by a module of its own."""

import io
from typing import Any

import xlsxwriter

from ...figures.catalogue import Collection
from ...parameters import Parameter
from ...series import pick
from ...words import workbook as sentences
from . import (
    areas,
    assumptions,
    calculation,
    charts,
    figures,
    levers,
    listing,
    plan,
    rated,
    scenario,
)
from .levered import Levered
from .looks import OPTIONS, Formats
from .parts import Reckoning
from .rows import YearSheet

ABOUT, FIGURES, SOURCES = "Innhold", "Tall", "Kilder"
A4 = 9


def write(
    collection: Collection,
    of: Reckoning,
    moved: Levered | None,
    assumed: tuple[Parameter, ...],
) -> bytes:
    """The workbook as an .xlsx file.

    Parameters
    ----------
    collection
        Its figures.
    of
        What the formulas reckon from, and the values they have when the file is opened.
    moved
        The same of a scenario, where something is moved in it.
    assumed
        All assumptions with their passports.
    """
    file = io.BytesIO()
    # Text that begins with =, +, - or @ stays text, whatever a data file holds.
    book = xlsxwriter.Workbook(file, dict(OPTIONS))
    book.set_properties({"title": collection.title, "author": "Bæreevne"})
    book.set_calc_mode("auto")
    formats = Formats(book)
    wanted = {
        ABOUT: True,
        charts.LIVE: True,
        figures.DRAWN: True,
        assumptions.GIVEN: True,
        rated.RATES: of.rated is not None,
        plan.PLAN: of.plan is not None,
        calculation.RECKONED: True,
        areas.LEVERS: moved is not None,
        areas.SCENARIO: moved is not None,
        FIGURES: True,
        SOURCES: True,
    }
    names = [name for name, is_there in wanted.items() if is_there]
    sheets = {name: book.add_worksheet(name) for name in names}
    for sheet in sheets.values():
        sheet.set_landscape()
    listing.about(sheets[ABOUT], formats, collection, of, names[1:])
    figures.drawn(book, sheets[figures.DRAWN], formats, collection)
    _reckoned(book, sheets, formats, of, moved)
    listing.figures(sheets[FIGURES], formats, collection)
    listing.sources(sheets[SOURCES], formats, collection, assumed)
    for sheet in sheets.values():
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L{collection.title.replace('&', '&&')}&C&A&R&P / &N")
    book.close()
    return file.getvalue()


def _reckoned(
    book: Any, sheets: dict[str, Any], formats: Formats, of: Reckoning, moved: Levered | None
) -> None:
    """The sheets with formulas, and the charts of their results."""
    planned = None
    if of.plan:
        planned = plan.lines(sheets[plan.PLAN], formats, of, of.plan)
    cells = assumptions.given(book, sheets[assumptions.GIVEN], formats, of, planned)
    rates = rated.given(sheets[rated.RATES], formats, of.rated) if of.rated else {}
    own = calculation.reckoned(sheets[calculation.RECKONED], formats, of, cells, rates)
    found = {calculation.RECKONED: own}
    if moved:
        there: dict[str, int] = {}
        rows = YearSheet(sheets[areas.SCENARIO], formats, "Scenariet", of.years)
        calculation.people(rows, moved.persons, there, sentences.PEOPLE, is_data=True)
        pulled, alive = levers.levers(book, sheets[areas.LEVERS], formats, of, moved, cells)
        scenario.reckoned(rows, of, moved, cells, pulled, alive, own, there)
        found[areas.SCENARIO] = there
    after = {
        name: pick(one.after.table, "net_result")[0].years
        for name, one in ((calculation.RECKONED, of), (areas.SCENARIO, moved))
        if one and one.after
    }
    charts.live(book, sheets[charts.LIVE], formats, of, found, after)
