"""A saved scenario beside the official line, and what it takes to keep a figure at a level."""

import argparse
from typing import get_args

from .. import norwegian
from ..choices import state
from ..choices.choice import CODED
from ..errors import BaereevneError, MissingInputError
from ..exports import tidy
from ..figures.view import view_of
from ..people.profiles import profiles
from ..series import Table
from ..store import scenarios
from ..tables import goals, sought
from ..whatif.levers import Levers
from ..whatif.scenario import Scenario
from ..words import goals as sentences
from ..words import sure
from . import chosen, options
from .options import ASSUMED, MOVED, Records, command, one, option, shared, source, switch
from .stored import kept
from .written import Written, of_region, span

REGION = state.NAMES["region"]


def scenario(args: argparse.Namespace) -> Records | None:
    """What is in a file or written as levers, reckoned; or what is in the store."""
    written = any(getattr(args, one.field) is not None for one in MOVED)
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
    choice, catalogue = (
        chosen.in_file(args.file, args) if args.file else chosen.as_written(args, years=False)
    )
    view = view_of(choice, catalogue)
    if view.projection is None:
        raise MissingInputError("Et scenario legges oppå en prognose, og filen har ingen.")
    table = view.official
    if view.chosen.scenario.moved:
        table += view.changed
    else:
        options.tell("Ingen spak er flyttet: scenariet er prognosen.")
    first, last = span(args.years, view.projection.population.years)
    return tidy.records(tuple(one.between(first, last) for one in table))


MEASURES: dict[str, sought.GoalMeasure] = {
    "support-ratio": "ratio",
    "pupils": "pupils",
    "inhabitants": "people",
    "mean-age": "mean_age",
    "net": "net",
    "result": "net_result_share",
}
MOST = 999_999_999


def goal(of: Written) -> Table:
    """What was wanted, what is needed and what the range gives; the sentence on standard error."""
    args, catalogue = of.args, of.catalogue
    measure = MEASURES[options.one_of(args.measure, "mål", MEASURES)]
    known = profiles(catalogue.parameters, catalogue.rates)
    profile = options.one_of(args.profile, "flytteprofil", known)
    if of.projection is None:
        name = of.case.region.name
        raise MissingInputError(
            f"Svaret regnes på en prognose, og ingen er valgt eller hentet for {name}."
        )
    setting = of.setting("method", "need", "assumed", "working")
    target = norwegian.read(args.target, -MOST, MOST)
    scenario = Scenario(Levers(profile=profile, from_year=args.from_year, staying=args.staying))
    found = goals.find(setting, scenario, measure, args.lever, target, args.year)
    if told := sure.goals(
        goals.find_at_ends(setting, scenario, measure, args.lever, target, args.year)
    ):
        options.tell(told)
    options.tell(sentences.answer(found))
    return goals.table(found)


SCENARIO = command(
    "scenario",
    "et lagret scenario ved siden av prognosen",
    scenario,
    option("file", "scenario som er eksportert (JSON), eller", metavar="FIL"),
    *shared("region"),
    *MOVED,
    *source("prognosen scenariet er lagret på, når den er"),
    switch("list", "scenariene i lageret"),
    *shared("years"),
)
GOAL = of_region(
    "goal",
    "hva som skal til for å holde et nivå",
    goal,
    option(
        "measure",
        "support-ratio, pupils, inhabitants, mean-age (år), net (1000 kr, endring fra rammeåret) "
        "eller result (prosent)",
        required=True,
    ),
    one("lever", "spak", get_args(sought.GoalLever), "migration eller productivity"),
    option("target", "nivået; et minustall slik: --target=-5000", required=True),
    option("year", "året det skal gjelde", required=True, type=options.year),
    option("profile", "hvem som flytter", default="average"),
    option("from-year", "første år med flytting, ellers den nyeste tellingen", type=options.year),
    one(
        "staying",
        "måte å bli boende på",
        CODED["staying"],
        "de som flytter inn, blir som others eller for good",
    ),
    *shared("working", "method", "need", *ASSUMED),
)
