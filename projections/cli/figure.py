"""Every figure of the pages, and what they rest on: sources, assumptions, keys and frames."""

import argparse
from dataclasses import asdict

from ..exports import tidy
from ..figures import catalogue
from ..sources import catalogue as everything
from ..sources.data import money
from . import chosen, files, options
from .options import Option, Records, command, no_source, shared, source
from .written import figures


def every_figure(_: argparse.Namespace) -> Records:
    """One record a figure."""
    return [
        {"figure": key, "name": one.name, "page": one.page}
        for key, one in catalogue.FIGURES.items()
    ]


def figure(args: argparse.Namespace) -> Records:
    """One record a value that is drawn; title and sentence on standard error."""
    every = catalogue.make(chosen.viewed(args), args.key)
    for one in every:
        title = one.title
        mark = "" if title.endswith(("?", "!")) else "."
        options.tell(f"{title}{mark} {one.text}")
    return [row for one in every for row in tidy.drawn(one)]


def sources(args: argparse.Namespace) -> Records:
    """Every source with its passport, or one; also that of a file of one's own."""
    catalogue = everything.load()
    if found := files.uploaded(args, money.ROROS, catalogue):
        own = (one.population.source for every in found.values() for one in every)
        return [asdict(one) for one in dict.fromkeys(own)]
    if args.source:
        return [asdict(catalogue.sources[options.one_of(args.source, "kilde", catalogue.sources)])]
    return [asdict(one) for one in catalogue.sources.values()]


def assumptions(_: argparse.Namespace) -> Records:
    """Every parameter with its value, source and range."""
    return [
        {**asdict(one), "range": f"{one.range[0]:g}-{one.range[1]:g}"}
        for one in everything.load().parameters.every
    ]


def keys(_: argparse.Namespace) -> Records:
    """The cost keys by age."""
    return tidy.key_records(everything.load().keys)


def frames(args: argparse.Namespace) -> Records:
    """The region's budget frames and the sector of each."""
    catalogue = figures(args)
    return tidy.frame_records(catalogue.case(args.region).require_frames())


COMMANDS = (
    command("figures", "alle figurene: navn, hva de heter og siden de står på", every_figure),
    command(
        "figure",
        "verdiene i en figur, slik den er tegnet",
        figure,
        Option("key", {"metavar": "NAVN", "help": "et navn fra «figures»"}),
        *chosen.CHOICES,
    ),
)
SAME = "{} er de samme for alle prognoser."
PASSPORTS = (
    command("sources", "kilder", sources, *source("bare denne, eller")),
    command(
        "assumptions", "forutsetninger", assumptions, no_source(SAME.format("forutsetningene"))
    ),
    command("keys", "inntektssystemets nøkler, andeler", keys, no_source(SAME.format("nøklene"))),
    command(
        "frames",
        "driftsrammer og sektoren de hører til",
        frames,
        *shared("region"),
        no_source(SAME.format("rammene")),
    ),
)
