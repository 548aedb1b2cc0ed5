"""What grants and tax follow from people: income by part, and cost against income."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

import numpy as np

from ..case import Case, Catalogue
from ..errors import MissingInputError
from ..money import income as model
from ..norwegian import listing
from ..people.ages import FloatArray
from ..people.population import Population
from ..provenance import Source
from ..series import Series, Table, pick
from .money import THOUSAND, cost_sources
from .needs import beside_nation, carried_on, known_indices, need_sources, official, start_of
from .people import series_of
from .setting import Setting

ITEMS: Mapping[str, str] = {
    "per_capita_grant": "innbyggertilskudd",
    "need_equalisation": "utgiftsutjevning",
    "tax": "skatt",
    "tax_equalisation": "inntektsutjevning",
    "state_more": "landets_aldring",
}
"""Codes of the parts of income, in the order they are shown."""


@dataclass(frozen=True)
class _Known:
    """What is known of a municipality's income in the year of its official index."""

    year: int
    index: float
    """The official need index [the nation = 1]."""
    inhabitants: float
    tax: float
    equalisation: float
    """Own tax, and what it is equalised by [NOK per inhabitant], in the prices of the amounts."""
    national_tax: float
    """Reckoned back from them [NOK per inhabitant]."""


def grants(of: Setting) -> Table:
    """What can be reckoned of any region, fixed prices [1000 NOK per year].

    Innbyggertilskudd; utgiftsutjevning too where the official index is known.
    """
    every, assumed = beside_nation(of), of.assumed
    known, system = known_indices(of.case, of.catalogue), _system(of.catalogue)
    table = []
    for one in every:
        people = one.own.inhabitants
        parts = {"innbyggertilskudd": model.per_capita_grant(people, system.grant)}
        if known:
            index = carried_on(one, every, known)
            parts["utgiftsutjevning"] = model.need_equalisation(index, system.mean_need, people)
            if assumed.met:
                met = assumed.met * one.growth * system.mean_need
                parts["landets_aldring"] = model.state_more(index, met, people)
        table += _thousands(one.path, parts, _labels(of))
    return tuple(table)


def income(of: Setting, rules_of: int | None = None) -> Table:
    """Income that follows people, by part and in all, fixed prices [1000 NOK per year].

    Parameters
    ----------
    rules_of
        The year whose rules hold in every year; each year's own where none is given.

    Raises
    ------
    MissingInputError
        If the region lacks its official index or its own tax; says which.
    """
    case, catalogue, assumed = of.case, of.catalogue, of.assumed
    known, indices = _known(case, catalogue), known_indices(case, catalogue)
    every = beside_nation(of)
    table = []
    for one in every:
        start, place = start_of(one, every, known.year)
        own_tax, national_tax = (
            model.tax_per_inhabitant(amount, now, then.working_share[..., [place]], assumed.tax)
            for amount, now, then in (
                (known.tax, one.own, start.own),
                (known.national_tax, one.theirs, start.theirs),
            )
        )
        years = one.path.years if rules_of is None else (rules_of,) * len(one.path.years)
        system = _system(catalogue, years)
        # Nothing is given where nothing is met, also in years the nation's need is not known.
        met = assumed.met * one.growth * system.mean_need if assumed.met else 0.0
        index = carried_on(one, every, indices)
        found = model.income(one.own, index, own_tax, national_tax, system, met)
        parts = {ITEMS[part.name]: getattr(found, part.name) for part in fields(found)}
        if not assumed.met:
            del parts["landets_aldring"]
        table += _thousands(one.path, parts | {"total": found.total}, _labels(of))
    return tuple(table)


def _labels(of: Setting) -> tuple[tuple[str, str], ...]:
    return (("need", of.need), *of.assumed.labels, _priced(of.catalogue))


def _thousands(
    path: Population, parts: Mapping[str, FloatArray], extra: tuple[tuple[str, str], ...]
) -> list[Series]:
    return [
        series_of(path, item, "1000 NOK", values / THOUSAND, extra)
        for item, values in parts.items()
    ]


def _priced(catalogue: Catalogue) -> tuple[str, str]:
    return "price_year", str(catalogue.parameters.parameter("per_capita_grant").from_year)


def _system(catalogue: Catalogue, years: tuple[int, ...] = ()) -> model.IncomeSystem:
    """The income system, ``symmetric`` by year."""
    parameters = catalogue.parameters
    symmetric = [parameters.value("symmetric_equalisation", year) for year in years]
    return model.IncomeSystem(
        parameters.value("per_capita_grant"),
        parameters.value("mean_need"),
        np.array(symmetric) / 100,
        parameters.value("extra_equalisation") / 100,
        parameters.value("extra_below") / 100,
    )


def _known(case: Case, catalogue: Catalogue) -> _Known:
    """What income is reckoned from.

    Raises
    ------
    MissingInputError
        Says which of it is missing.
    """
    index = official(case, catalogue)
    counted = catalogue.parameters.find("counted_inhabitants", region=case.region.code)
    lines = [pick(case.income_lines, item) for item in ("skatt", "inntektsutjevning")]
    indices, own = known_indices(case, catalogue), case.own_tax
    if own and own.year in indices:
        level = _price_level(own.price_year or own.year, catalogue)
        tax, equalisation = (one / level / own.inhabitants for one in (own.tax, own.equalisation))
        return _of(own.year, indices[own.year], own.inhabitants, (tax, equalisation), catalogue)
    if index and indices and counted and all(lines):
        year = index.from_year
        tax, equalisation = (THOUSAND * line[0].at(year) / counted.value for line in lines)
        return _of(year, index.value, counted.value, (tax, equalisation), catalogue)
    missing = [] if indices else ["offisiell utgiftsbehovsindeks"]
    missing += [] if counted and all(lines) else ["egen skatt med inntektsutjevning"]
    how = " Legg inn skatten på siden «Hva blir igjen?»." if indices else ""
    raise MissingInputError(
        f"Inntektene i alt kan ikke regnes for {case.region.name}, for dette er ikke lagt ved: "
        f"{listing(missing)}. Innbyggertilskudd og behov etter alder kan likevel vises.{how}"
    )


def _of(
    year: int,
    index: float,
    inhabitants: float,
    each: tuple[float, float],
    catalogue: Catalogue,
) -> _Known:
    """With the nation's tax, by the rules of the year; ``each`` is tax and equalisation."""
    tax, equalisation = each
    symmetric = catalogue.parameters.value("symmetric_equalisation", year) / 100
    national = model.national_tax(
        tax, equalisation, replace(_system(catalogue), symmetric=symmetric)
    )
    return _Known(year, index, inhabitants, tax, equalisation, national)


def _price_level(year: int, catalogue: Catalogue) -> float:
    """Prices of a year, those of the grants being one.

    Raises
    ------
    MissingInputError
        If the deflator does not reach the year.
    """
    deflator, prices = catalogue.deflator, int(_priced(catalogue)[1])
    (level,) = deflator.index(deflator.vintage(prices), prices, [year])
    if not np.isfinite(level):
        raise MissingInputError(
            f"Skatten er i {year}-kroner, og deflatoren når ikke dit fra {prices}. Legg inn et "
            "annet år."
        )
    return float(level)


def income_parts(of: Setting) -> Table:
    """:func:`income` where it can be reckoned, else :func:`grants`."""
    try:
        return income(of)
    except MissingInputError:
        return grants(of)


def printed_income(case: Case, catalogue: Catalogue) -> Table:
    """The formulas in the year of the official index, and what the plan prints beside them.

    Raises
    ------
    MissingInputError
        If the region lacks its official index or its own tax.
    """
    known, system = _known(case, catalogue), _system(catalogue)
    people, year = np.array([known.inhabitants]), known.year
    need = model.need_per_inhabitant(known.index, system.mean_need)
    grant = model.per_capita_grant(people, system.grant)
    equalised = model.need_equalisation(known.index, system.mean_need, people)
    stated = catalogue.parameters.find("printed_need", region=case.region.code)
    each, thousand = "NOK per inhabitant", "1000 NOK"
    cells: list[tuple[str, str, str, FloatArray | float]] = [
        ("formula", "need_each", each, need),
        ("formula", "innbyggertilskudd", thousand, grant / THOUSAND),
        ("formula", "utgiftsutjevning", thousand, equalised / THOUSAND),
        ("formula", "national_tax", each, known.national_tax),
        *([("plan", "need_each", each, stated.value)] if stated else []),
    ]
    assumed = catalogue.sources["forutsetninger"]
    reckoned = [
        Series(case.region, assumed, way, item, unit, (year,), np.reshape(amount, 1))
        for way, item, unit, amount in cells
    ]
    shown = {one.item for one in reckoned}
    lines = (one.between(year, year) for one in case.income_lines if one.item in shown)
    return (*reckoned, *lines)


def income_sources(of: Setting) -> tuple[Source, ...]:
    """What income and net are reckoned with besides the people: need, own tax, cost."""
    found, case = list(need_sources(of)), of.case
    found += [one.source for one in case.income_lines[:1]]
    found += [case.own_tax.source, of.catalogue.deflator.source] if case.own_tax else []
    return tuple(dict.fromkeys((*found, *cost_sources(of))))
