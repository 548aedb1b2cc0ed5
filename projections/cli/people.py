"""Inhabitants: how many, how old, why the number changes, and municipalities by one figure."""

import argparse
import re
from typing import Any, get_args

from .. import tables
from ..case import Case, Catalogue, Projection
from ..exports import tidy
from ..series import Table
from . import options
from .calls import Commands, add, add_figures, figures


def register(commands: Commands) -> None:
    """``population``, ``mean-age``, ``components`` and ``support-ratio``."""
    people = add_figures(commands, "population", "folketall etter aldersgruppe", population)
    measures = (*get_args(tables.Measure), "deviation")
    options.add_one(people, "measure", "mål", measures, ", ".join(measures))
    people.add_argument(
        "--groups",
        default="service",
        help="service, five-year (med kjønn), 65+ eller en annen alder og oppover, som 70+",
    )
    people.add_argument("--base-year", type=options.year, help="basisår for index")
    add_figures(commands, "mean-age", "gjennomsnittsalder", mean_age)
    causes = add_figures(commands, "components", "fødte, døde og flytting", components)
    causes.add_argument("--sums", action="store_true", help="summen av de hele årene")
    support = add_figures(commands, "support-ratio", "aldersbæreevne", support_ratio)
    options.add(support, "working")


def population(
    args: argparse.Namespace, case: Case, projection: Projection | None, _: Catalogue
) -> Table:
    """Inhabitants by service age group, by five-year group and sex, or 65 and over."""
    if re.fullmatch(r"\d{1,3}\+", args.groups) and args.groups != "65+":
        options.one_of(args.measure, "mål for en alder og oppover", ("persons",))
        return tables.people_from(case, projection, int(args.groups[:-1]))
    options.one_of(args.groups, "aldersinndeling", ("service", "five-year", "65+"))
    if args.groups != "service":
        options.one_of(args.measure, "mål for femårsgrupper", ("persons",))
        if args.source and projection:
            own = projection.population.source.short
            options.tell(f"{own} er ikke med: femårsgrupper og 65+ er SSBs.")
        return tables.pyramid(case) if args.groups == "five-year" else (tables.older(case),)
    if args.measure == "deviation":
        return tables.deviations(case, projection) if projection else ()
    path = projection.population if projection else case.observed
    base = args.base_year or path.years[0]
    return tables.population(case, projection, args.measure, base)


def mean_age(
    _: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    """Mean age on 1 January."""
    return tables.mean_ages(tables.Setting(case, projection, catalogue))


def components(
    args: argparse.Namespace, case: Case, projection: Projection | None, _: Catalogue
) -> Table:
    """Births, deaths and migration year by year, or the sums of what has happened."""
    if args.source and projection and not projection.components:
        options.tell("Prognosen har ikke fødte, døde og flytting; dette er det observerte.")
    return tables.component_sums(case) if args.sums else tables.components(case, projection)


def support_ratio(
    args: argparse.Namespace, case: Case, projection: Projection | None, _: Catalogue
) -> Table:
    """Aldersbæreevne."""
    return tables.support_ratios(case, projection, args.working)


def register_ranking(commands: Commands) -> None:
    """``ranking``."""
    ranked = add(
        commands,
        "ranking",
        "alle kommuner etter aldersbæreevne, folketall eller vekst, høyest først",
        ranking,
        "den viser alle kommuner slik de er talt.",
    )
    rankings = get_args(tables.Ranking)
    options.add_one(ranked, "show", "rangering", rankings, ", ".join(rankings))
    options.add(ranked, "working")
    ranked.add_argument(
        "--years", help="f.eks. 2016-2026 (vekst fra det første), ellers det nyeste"
    )
    ranked.add_argument("--region", default="", help="bare denne kommunen, med plassen blant alle")


def ranking(args: argparse.Namespace) -> list[dict[str, Any]]:
    """The ranking as records, in the years asked for.

    Raises
    ------
    UnknownChoiceError
        If the figure or the region is not known.
    """
    args.region = args.region or NOBODY
    catalogue = figures(args)
    years = catalogue.case(args.region).observed.years
    growing = f"{years[-11]}-{years[-1]}" if args.show == "growth" else str(years[-1])
    first, last = options.span(args.years or growing, years)
    people = catalogue.everyone(*range(first, last + 1))
    table = tables.every(people, args.show, args.working)
    wanted = [one for one in table if args.region in (NOBODY, one.region.code)]
    return tidy.records(tuple(wanted))


NOBODY = "0"
"""Norway: a region that is not among the municipalities, so all are shown."""
