"""A saved scenario beside the official line, and what is saved in the store."""

import argparse
import sys

from ..case import Catalogue
from ..choices import state
from ..errors import BaereevneError, MissingInputError
from ..exports import tidy
from ..sources import catalogue as everything
from ..store import Store, saved
from ..tables.scenario import outcomes
from ..whatif.lever_table import LEVERS
from ..whatif.scenario import Scenario
from . import choices, chosen, files, options
from .calls import Commands, add, add_region, figures

REGION = state.NAMES["region"]


def register(commands: Commands) -> None:
    """``scenario``."""
    found = add(commands, "scenario", "et lagret scenario ved siden av prognosen", scenario)
    found.add_argument("--file", metavar="FIL", help="scenario som er eksportert (JSON), eller")
    add_region(found)
    options.add_levers(found)
    files.add_source(found, "prognosen scenariet er lagret på, når den er")
    found.add_argument("--list", action="store_true", help="scenariene i lageret")
    found.add_argument("--years", help="f.eks. 2023-2033 eller 2030")


def scenario(args: argparse.Namespace) -> list[tidy.Record] | None:
    """What is in a file or written as levers, reckoned; or what is in the store."""
    written = any(getattr(args, field) is not None for field in (*LEVERS, *options.HOW_MOVED))
    if bool(args.file) + args.list + written != 1:
        raise BaereevneError("Skriv enten --file FIL, spaker som --migration 20, eller --list.")
    if args.list:
        if args.source:
            raise BaereevneError("--source hører til --file FIL, ikke til --list.")
        return _kept()
    if args.file:
        choice, catalogue = chosen.choice_in(args.file, args, everything.load())
    else:
        choice, catalogue = _written(args)
    case = catalogue.case(choice.region)
    projection = state.projection_of(case, choice.projection, choice.start)
    if projection is None:
        raise MissingInputError("Et scenario legges oppå en prognose, og filen har ingen.")
    setting = state.setting(choice, case, projection, catalogue)
    moved = state.scenario_of(choice, catalogue)
    table = outcomes(setting, Scenario())
    if moved.moved:
        table += outcomes(setting, moved)
    else:
        print("Ingen spak er flyttet: scenariet er prognosen.", file=sys.stderr)
    first, last = choices.span(args.years, projection.population.years)
    return tidy.records(tuple(one.between(first, last) for one in table))


def _written(args: argparse.Namespace) -> tuple[state.Choice, Catalogue]:
    """The region with the levers that were written, all else as the pages have it at rest."""
    catalogue, source = files.with_source(args, args.region, figures(args))
    query = {"region": args.region} | options.levers(args, catalogue)
    if source:
        found = choices.projection(catalogue.case(args.region), source, None, "printed")
        query["projection"] = found.code if found else state.NO_PROJECTION
    return chosen.settled(query, catalogue), catalogue


def _kept() -> list[tidy.Record] | None:
    """One record a name, of its newest version."""
    store = Store()
    rows: list[tidy.Record] = [
        {
            "name": one.name,
            "saved": one.saved,
            "versions": len(saved.versions(store, one.name)),
            "region": one.query.get(REGION, ""),
            "source": one.vintage.source,
            "published": one.vintage.published,
            "app_version": one.version,
            "note": one.note,
        }
        for one in saved.every(store)
    ]
    if not rows:
        print("Ingen scenarier er lagret.", file=sys.stderr)
    return rows or None
