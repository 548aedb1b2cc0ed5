"""Figures of how sure: what earlier projections said, what happened, and how long it lasts."""

from contextlib import suppress
from dataclasses import replace

from .. import labels, tables, terms
from ..case import Case
from ..charts import accuracy as charts
from ..charts import lines, palette
from ..errors import UnknownChoiceError
from ..norwegian import number, percent
from ..people.population import Region
from ..series import Series, pick
from ..sources.data import municipalities, vitals
from ..tables import accuracy, published_before
from ..trend.alternative import CODE, projection_of
from ..trend.earlier import size_of
from ..words import accuracy as words
from ..words import grids
from ..words.sure import of_sum
from .spec import Absent, Figure, figure
from .view import View

METHOD = words.METHOD
AHEAD = (3, 5, 10)
"""Years ahead that SSB and ours are told side by side for [years]."""
BEFORE = 10
"""Years before the oldest edition that are drawn [years]."""
SHOWN = 4
"""Editions that are drawn: more cannot be told apart."""


def earlier(view: View) -> Figure:
    """What our projection would have said each earlier year, of all or of the chosen age group."""
    case, item = tried(view), view.chosen.group
    found = accuracy.own_record(case, vitals.load_history())
    table = accuracy.paths(case, found, item)
    ahead = min(accuracy.USUAL, max(len(one.years) for one in table[1:]) - 1)
    name = "innbyggere" if item == labels.TOTAL else labels.age(item)
    return figure(
        "tidligere_framskrivinger",
        words.paths(case.region.name, item, table, ahead),
        charts.fan(table, f"{name}, 1. januar"),
        table,
        [_origins(table)],
        method=METHOD,
    )


def tried(view: View) -> Case:
    """The region with our own projection, also where it has not been put beside the others."""
    case = view.case
    counted = view.catalogue.sources.get(municipalities.SOURCE)
    if counted is None or any(one.alternative == CODE for one in case.projections):
        return case
    with suppress(UnknownChoiceError):  # a group of municipalities
        ours = projection_of(case.region, vitals.load_history(), counted)
        return replace(case, projections=(*case.projections, ours))
    return case


def _origins(table: tuple[Series, ...]) -> grids.Grid:
    """Origins down; off after so many years across [persons]."""
    counted, *said = table
    rows = tuple(
        (
            one.label("origin"),
            *(
                number(one.values[ahead] - counted.at(one.years[ahead]), 0, True)
                if ahead < len(one.years)
                else ""
                for ahead in (1, *AHEAD)
            ),
        )
        for one in said
    )
    columns = ("Regnet fra", "Etter 1 år", *(f"Etter {ahead} år" for ahead in AHEAD))
    return grids.Grid("Framskrevet minus talt, personer", columns, rows)


def by_age(view: View) -> Figure:
    """The error by age group and years ahead, beside municipalities of the size."""
    case, history = tried(view), vitals.load_history()
    every = accuracy.scores(accuracy.own_record(case, history), history, case)
    table = accuracy.error_series(case, every)
    ahead = min(accuracy.USUAL, len(every["own"]) - 1)
    at = {who: found[ahead].mean_absolute for who, found in every.items()}
    size = ""
    if "alike" in every:
        size = words.size_name(size_of(history, history.place(case.region.code)))
    headings = [
        percent(at["own"][place])
        + (f" ({percent(at['alike'][place])})" if "alike" in at else "")
        + f" etter {ahead} år"
        for place in range(len(accuracy.GROUPS))
    ]
    return figure(
        "treff_etter_alder",
        words.by_age(case.region.name, every, size),
        charts.by_ahead(table, case.region.name, headings, "bom i snitt, prosent, etter år fram"),
        table,
        [_ahead(who, [one for one in table if one.label("of") == who]) for who in every],
        method=METHOD,
    )


def _ahead(who: str, own: list[Series]) -> grids.Grid:
    """Years ahead down, groups across."""
    caption = "Bom i snitt" if who == "own" else "Bom i snitt i kommuner på størrelsen"
    rows = tuple(
        (str(ahead), *(terms.value(one.at(ahead), one.unit) for one in own))
        for ahead in own[0].years
    )
    return grids.Grid(caption, ("År fram", *(labels.item(one.item) for one in own)), rows)


def published(view: View) -> Figure:
    """What was published before, by SSB or in a plan, beside what was counted.

    Raises
    ------
    Absent
        If no projection here has been overtaken by counts.
    """
    case, history = tried(view), vitals.load_history()
    every = published_before.published(case, history)
    if not every:
        raise Absent("Ingen framskriving som er hentet hit, er innhentet av tellinger.")
    spans = {one.span[1] - one.span[0] for one in every}
    usual = {ahead: accuracy.usually_within(case, history, ahead) for ahead in spans}
    first = min(one.span[0] for one in every)
    whole = pick(tables.population(case, None), labels.TOTAL)[0]
    counted = whole.between(first - BEFORE, case.newest_count)
    drawn = [lines.Line("Talt", (counted,), palette.ACCENT, 3.5)]
    drawn += [
        lines.Line(
            f"{labels.alternative(one.projection.alternative)} {one.span[0]}",
            (one.expected[-1],),
            palette.SEQUENCE[place],
            projected_dash=palette.PROJECTED_DASHES[place],
            role="estimate",
        )
        for place, one in enumerate(_drawn(every))
    ]
    table = tuple(series for one in every for series in one.expected)
    said = (
        words.claim(every) if any(one.page == "treffsikkerhet" for one in case.statements) else ""
    )
    return figure(
        "publiserte_framskrivinger",
        words.published(case.region.name, every, usual),
        lines.chart(drawn, "innbyggere 1. januar", from_zero=False),
        (*counted_of(every), *table),
        [_held(one) for one in every],
        method=METHOD,
        remarks=[said],
    )


def counted_of(every: tuple[published_before.Published, ...]) -> tuple[Series, ...]:
    """What was counted over the longest of the spans."""
    return min(every, key=lambda one: one.span[0]).counted


def _drawn(every: tuple[published_before.Published, ...]) -> list[published_before.Published]:
    """The main alternatives first, and as many as can be told apart."""
    order = sorted(every, key=lambda one: one.projection.alternative not in ("MMMM", "TREND"))
    return order[:SHOWN]


def _held(one: published_before.Published) -> grids.Grid:
    """Ages down; expected, counted and the difference in the newest year."""
    last = one.span[1]
    rows = tuple(
        (
            labels.sentence(labels.item(expected.item)),
            number(expected.at(last)),
            number(real.at(last)),
            number(expected.at(last) - real.at(last), 0, True),
            percent(expected.at(last) / real.at(last) - 1, 1, True) if real.at(last) else "",
        )
        for expected, real in zip(one.expected, one.counted, strict=True)
    )
    columns = ("", f"Ventet {last}", f"Talt {last}", "Forskjell", "Prosent")
    return grids.Grid(labels.sentence(words.name(one)), columns, rows)


def lasts(view: View) -> Figure:
    """How many years ahead eight of ten of this size were within ten per cent.

    A county is among other counties, and the country alone.
    """
    table = accuracy.lasts(tried(view), vitals.load_history())
    rows = tuple((labels.item(one.item), number(one.values[0])) for one in table)
    return figure(
        "holdbarhet",
        words.lasts(view.case.region, table),
        charts.bars(table, "år fram der 8 av 10 var innenfor 10 prosent"),
        table,
        [grids.Grid("Holdbarhet", ("", "År fram"), rows)],
        method=METHOD,
        remarks=[] if view.case.region.is_municipality else [of_sum(ours=True)],
    )


def cost(view: View) -> Figure:
    """The state's own cost of demography, foreseen and as it became."""
    known = view.catalogue.judged
    years, values, source = known.cost_years, known.cost, known.cost_source
    if source is None:
        raise Absent("Statens anslag på demografikostnad følger ikke med.")
    country = Region("0", "Norge")
    names = (("foreseen", "Anslag året før"), ("actual", "Ble"))
    table = tuple(
        Series(country, source, code, "demography_cost", "billion NOK", years, own)
        for (code, _), own in zip(names, values, strict=True)
    )
    rows = tuple(
        (str(year), *(number(own[place], 2) for own in values)) for place, year in enumerate(years)
    )
    return figure(
        "statens_demografikostnad",
        words.cost(years, values[0], values[1]),
        charts.beside(
            tuple(map(str, years)),
            tuple((name, own.tolist()) for (_, name), own in zip(names, values, strict=True)),
            "milliarder 2015-kroner",
            "billion NOK",
        ),
        table,
        [grids.Grid("Milliarder 2015-kroner", ("År", *(name for _, name in names)), rows)],
        method=words.COST,
    )
