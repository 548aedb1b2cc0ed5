"""A saved scenario beside the official line, and what it takes to keep a figure at a level."""

import argparse
from typing import get_args

from .. import norwegian
from ..case import Case, Catalogue, Projection
from ..choices import state
from ..errors import BaereevneError, MissingInputError
from ..exports import tidy
from ..figures.view import view_of
from ..people.profiles import profiles
from ..series import Table
from ..sources import catalogue as everything
from ..store import scenarios
from ..tables import Setting, goals, sought
from ..whatif.lever_table import LEVERS
from ..whatif.levers import Levers, Staying
from ..whatif.scenario import Scenario
from ..words import goals as sentences
from ..words import sure
from . import chosen, files, options
from .calls import Commands, add, add_figures, add_region, figures
from .stored import kept

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
        return kept(
            scenarios.SHELF,
            "Ingen scenarier er lagret.",
            lambda one: {
                "region": one.query.get(REGION, ""),
                "source": one.vintage.source,
                "published": one.vintage.published,
            },
        )
    if args.file:
        choice, catalogue = chosen.choice_in(args.file, args, everything.load())
    else:
        choice, catalogue = _written(args)
    view = view_of(choice, catalogue)
    if view.projection is None:
        raise MissingInputError("Et scenario legges oppå en prognose, og filen har ingen.")
    table = view.official
    if view.chosen.scenario.moved:
        table += view.changed
    else:
        options.tell("Ingen spak er flyttet: scenariet er prognosen.")
    first, last = options.span(args.years, view.projection.population.years)
    return tidy.records(tuple(one.between(first, last) for one in table))


def _written(args: argparse.Namespace) -> tuple[state.Choice, Catalogue]:
    """The region with the levers that were written, all else as the pages have it at rest."""
    catalogue, source = files.with_source(args, args.region, figures(args))
    query = {"region": args.region} | options.levers(args, catalogue)
    if source:
        found = options.projection(catalogue.case(args.region), source, None, "printed")
        query["projection"] = found.code if found else state.NO_PROJECTION
    return chosen.settled(query, catalogue), catalogue


MEASURES: dict[str, sought.GoalMeasure] = {
    "support-ratio": "ratio",
    "pupils": "pupils",
    "inhabitants": "people",
    "mean-age": "mean_age",
    "net": "net",
    "result": "net_result_share",
}
MOST = 999_999_999


def register_goals(commands: Commands) -> None:
    """``goal``."""
    found = add_figures(commands, "goal", "hva som skal til for å holde et nivå", goal)
    found.add_argument(
        "--measure",
        required=True,
        help="support-ratio, pupils, inhabitants, mean-age (år), net (1000 kr, endring fra "
        "rammeåret) eller result (prosent)",
    )
    levers = get_args(sought.GoalLever)
    options.add_one(found, "lever", "spak", levers, "migration eller productivity")
    found.add_argument("--target", required=True, help="nivået; et minustall slik: --target=-5000")
    found.add_argument("--year", required=True, type=options.year, help="året det skal gjelde")
    found.add_argument("--profile", default="average", help="hvem som flytter")
    found.add_argument(
        "--from-year", type=options.year, help="første år med flytting, ellers den nyeste tellingen"
    )
    meaning = "de som flytter inn, blir som others eller for good"
    options.add_one(found, "staying", "måte å bli boende på", get_args(Staying), meaning)
    options.add(found, "working", "method", "need", *options.ASSUMED)


def goal(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    """What was wanted, what is needed and what the range gives; the sentence on standard error."""
    measure = MEASURES[options.one_of(args.measure, "mål", MEASURES)]
    known = profiles(catalogue.parameters, catalogue.rates)
    profile = options.one_of(args.profile, "flytteprofil", known)
    if projection is None:
        raise MissingInputError(
            f"Svaret regnes på en prognose, og ingen er valgt eller hentet for {case.region.name}."
        )
    setting = Setting(
        case,
        projection,
        catalogue,
        options.method(args.method, case),
        args.need,
        options.assumed(args),
        args.working,
    )
    target = norwegian.read(args.target, -MOST, MOST)
    scenario = Scenario(Levers(profile=profile, from_year=args.from_year, staying=args.staying))
    found = goals.find(setting, scenario, measure, args.lever, target, args.year)
    if told := sure.goals(
        goals.find_at_ends(setting, scenario, measure, args.lever, target, args.year)
    ):
        options.tell(told)
    options.tell(sentences.answer(found))
    return goals.table(found)
