"""Inhabitants: how many, how old, why the number changes, and municipalities by one figure."""

import argparse
import re
from typing import get_args

from .. import tables
from ..exports import tidy
from ..series import Table
from . import options
from .options import Records, command, no_source, one, option, shared, switch
from .written import Written, figures, of_region, span


def population(of: Written) -> Table:
    """Inhabitants by service age group, by five-year group and sex, or 65 and over."""
    args, case, projection = of.args, of.case, of.projection
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
    return tables.population(case, projection, args.measure, args.base_year or path.years[0])


def components(of: Written) -> Table:
    """Births, deaths and migration year by year, or the sums of what has happened."""
    if of.args.source and of.projection and not of.projection.components:
        options.tell("Prognosen har ikke fødte, døde og flytting; dette er det observerte.")
    if of.args.sums:
        return tables.component_sums(of.case)
    return tables.components(of.case, of.projection)


NOBODY = "0"
"""Norway: a region that is not among the municipalities, so all are shown."""


def ranking(args: argparse.Namespace) -> Records:
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
    first, last = span(args.years or growing, years)
    people = catalogue.everyone(*range(first, last + 1))
    table = tables.every(people, args.show, args.working)
    wanted = [one for one in table if args.region in (NOBODY, one.region.code)]
    return tidy.records(tuple(wanted))


COMMANDS = (
    of_region(
        "population",
        "folketall etter aldersgruppe",
        population,
        one("measure", "mål", (*get_args(tables.Measure), "deviation")),
        option(
            "groups",
            "service, five-year (med kjønn), 65+ eller en annen alder og oppover, som 70+",
            default="service",
        ),
        option("base-year", "basisår for index", type=options.year),
    ),
    of_region("mean-age", "gjennomsnittsalder", lambda of: tables.mean_ages(of.setting())),
    of_region(
        "components",
        "fødte, døde og flytting",
        components,
        switch("sums", "summen av de hele årene"),
    ),
    of_region(
        "support-ratio",
        "aldersbæreevne",
        lambda of: tables.support_ratios(of.case, of.projection, of.args.working),
        *shared("working"),
    ),
    command(
        "ranking",
        "alle kommuner etter aldersbæreevne, folketall eller vekst, høyest først",
        ranking,
        one("show", "rangering", get_args(tables.Ranking)),
        *shared("working"),
        option("years", "f.eks. 2016-2026 (vekst fra det første), ellers det nyeste"),
        option("region", "bare denne kommunen, med plassen blant alle", default=""),
        no_source("den viser alle kommuner slik de er talt."),
    ),
)
