"""Every figure of the pages, and what they rest on: sources, assumptions, keys and frames."""

import argparse
from dataclasses import asdict
from typing import Any

from ..exports import tidy
from ..figures import catalogue
from ..sources import catalogue as everything
from ..sources.data import money
from . import chosen, files, options
from .calls import Commands, add, add_region, figures


def register(commands: Commands) -> None:
    """``figures`` and ``figure``."""
    add(commands, "figures", "alle figurene: navn, hva de heter og siden de står på", every_figure)
    found = add(commands, "figure", "verdiene i en figur, slik den er tegnet", figure)
    found.add_argument("key", metavar="NAVN", help="et navn fra «figures»")
    chosen.add_choices(found)


def every_figure(_: argparse.Namespace) -> list[tidy.Record]:
    """One record a figure."""
    return [
        {"figure": key, "name": one.name, "page": one.page}
        for key, one in catalogue.FIGURES.items()
    ]


def figure(args: argparse.Namespace) -> list[tidy.Record]:
    """One record a value that is drawn; title and sentence on standard error."""
    every = catalogue.make(chosen.viewed(args), args.key)
    for one in every:
        title = one.title
        mark = "" if title.endswith(("?", "!")) else "."
        options.tell(f"{title}{mark} {one.text}")
    return [row for one in every for row in tidy.drawn(one)]


def register_passports(commands: Commands) -> None:
    """``sources``, ``assumptions``, ``keys`` and ``frames``."""
    files.add_source(add(commands, "sources", "kilder", sources), "bare denne, eller")
    same = "{} er de samme for alle prognoser."
    add(commands, "assumptions", "forutsetninger", assumptions, same.format("forutsetningene"))
    add(commands, "keys", "inntektssystemets nøkler, andeler", keys, same.format("nøklene"))
    spent = add(
        commands,
        "frames",
        "driftsrammer og sektoren de hører til",
        frames,
        same.format("rammene"),
    )
    add_region(spent)


def sources(args: argparse.Namespace) -> list[dict[str, Any]]:
    """Every source with its passport, or one; also that of a file of one's own."""
    catalogue = everything.load()
    if found := files.uploaded(args, money.ROROS, catalogue):
        own = (one.population.source for every in found.values() for one in every)
        return [asdict(one) for one in dict.fromkeys(own)]
    if args.source:
        return [asdict(catalogue.sources[options.one_of(args.source, "kilde", catalogue.sources)])]
    return [asdict(one) for one in catalogue.sources.values()]


def assumptions(_: argparse.Namespace) -> list[dict[str, Any]]:
    """Every parameter with its value, source and range."""
    return [
        {**asdict(one), "range": f"{one.range[0]:g}-{one.range[1]:g}"}
        for one in everything.load().parameters.every
    ]


def keys(_: argparse.Namespace) -> list[tidy.Record]:
    """The cost keys by age."""
    return tidy.key_records(everything.load().keys)


def frames(args: argparse.Namespace) -> list[tidy.Record]:
    """The region's budget frames and the sector of each."""
    catalogue = figures(args)
    return tidy.frame_records(catalogue.case(args.region).require_frames())
