"""Figures of aldersbæreevne: over time, among others, and by other ages."""

from .. import labels, tables, terms, words
from ..charts import bars, columns, lines
from ..errors import SplitBandError
from ..series import Table
from ..tables import ratios
from ..words import grids
from ..words import support as sentences
from . import sure
from .spec import Absent, Figure, figure
from .view import View

METHOD = f"{words.handout.RATIO} {words.handout.PEOPLE}"


def ratio(view: View) -> Figure:
    """Observed and projected, beside other regions and another projection where chosen."""
    case, chosen, against = view.case, view.chosen, view.against
    own = _own(view)
    others = tables.comparable(
        [view.catalogue.case(code) for code in chosen.compare], chosen.working
    )
    other = tables.other_projection(tables.support_ratios(case, against, chosen.working), against)
    definition = labels.item(own[0].item)
    compared = tables.compare(own, chosen.first, chosen.last)
    shown = figure(
        "aldersbaereevne",
        words.support_ratio(compared[0], own[0]),
        lines.chart(
            (*lines.by_region((*own, *others), case.region.code), *lines.beside(other, against)),
            terms.ratio_unit(own[0].item),
        ),
        (*own, *other, *others),
        [
            grids.comparison(f"{definition}, {case.region.name}", compared),
            grids.by_year(definition, (*own, *other, *others), by_region=True),
        ],
        method=METHOD,
    )
    return _banded(shown, view)


def _banded(shown: Figure, view: View) -> Figure:
    """With its band."""
    return sure.banded(
        shown, view, lambda of: tables.support_ratios(of.case, of.projection, of.working)
    )


def among_others(view: View) -> Figure:
    """The region among its neighbours and those chosen, in the newest year."""
    region = view.case.region
    every = tables.comparable(
        view.catalogue.beside(region.code, *view.chosen.compare), view.chosen.working
    )
    years, definition = tables.spaced_years(every), labels.item(every[0].item)
    return figure(
        "sammenligning",
        words.ranking(region, every, years[-1]),
        bars.regions(every, years[-1], region, terms.ratio_unit(every[0].item)),
        every,
        [grids.by_region(definition, every, years)],
        method=METHOD,
    )


def among_all(view: View) -> Figure:
    """The region among all municipalities.

    Raises
    ------
    Absent
        If they have not been fetched, or the region is none of them.
    """
    region = view.case.region
    ranked = tables.ratios_of(view.everyone or view.catalogue.everyone(), view.chosen.working)
    if not any(one.region == region for one in ranked):
        raise Absent("Alle kommuner er ikke hentet fra SSB.")
    newest, definition = ranked[0].years[-1], labels.item(ranked[0].item)
    return figure(
        "alle_kommuner",
        words.ranking(region, ranked, newest),
        columns.ranking(ranked, newest, region, terms.ratio_unit(ranked[0].item)),
        ranked,
        [grids.by_region(f"Alle kommuner, {definition.lower()}", ranked, [newest])],
        method=METHOD,
    )


def per_oldest(view: View) -> Figure:
    """People of 20–66 years per person 80 and over."""
    return _per_person(view, "yrkesaktive_per_80", "Yrkesaktive per innbygger 80+", "20-66", "80+")


def care_coefficient(view: View) -> Figure:
    """Omsorgskoeffisienten: people of 50–66 years per person 85 and over, where ages allow."""
    return _per_person(view, "omsorgskoeffisient", "Omsorgskoeffisienten", "50-66", "85+")


def supported(view: View) -> Figure:
    """Everyone to be supported, 0–19 and 67 and over, per person of 20–66.

    Raises
    ------
    Absent
        If the figures have no such ages.
    """
    try:
        table = ratios.supported(view.case, view.projection)
    except SplitBandError:
        raise Absent(
            "Tallene er ikke delt fint nok etter alder til å telle alle som forsørges."
        ) from None
    compared = tables.compare(table, view.chosen.first, view.chosen.last)
    shown = figure(
        "forsorgede",
        sentences.supported(compared[0], table[0]),
        lines.chart(lines.single(table), "0–19 år og 67+ per person 20–66 år"),
        table,
        [grids.by_year(labels.item(table[0].item), table)],
        method=words.handout.PEOPLE,
    )
    return sure.banded(shown, view, lambda of: ratios.supported(of.case, of.projection))


def _per_person(view: View, key: str, name: str, above: str, below: str) -> Figure:
    """Persons of one age per person of another.

    Raises
    ------
    Absent
        If the figures have no such ages.
    """
    try:
        table = ratios.per_person(view.case, view.projection, above, below)
    except SplitBandError:
        needed = labels.item(f"{above} per {below}").lower()
        raise Absent(f"Tallene er ikke delt fint nok etter alder til {needed}.") from None
    compared = tables.compare(table, view.chosen.first, view.chosen.last)
    own = figure(
        key,
        sentences.per_person(compared[0], table[0], name),
        lines.chart(lines.single(table), terms.ratio_unit(table[0].item)),
        table,
        [grids.by_year(labels.item(table[0].item), table)],
        method=words.handout.PEOPLE,
    )
    return sure.banded(
        own, view, lambda of: ratios.per_person(of.case, of.projection, above, below)
    )


def _own(view: View) -> Table:
    return tables.support_ratios(view.case, view.projection, view.chosen.working)
