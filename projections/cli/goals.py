"""Hva skal til? The migration or productivity that keeps a figure at a level."""

import argparse
import sys
from typing import get_args

from .. import norwegian
from ..case import Case, Catalogue, Projection
from ..errors import MissingInputError
from ..people.profiles import profiles
from ..series import Table
from ..tables import goals, sought
from ..tables.scenario import Setting
from ..whatif.levers import Levers, Staying
from ..whatif.scenario import Scenario
from ..words import goals as sentences
from ..words import sure
from . import choices, options
from .calls import Commands, add_figures

MEASURES: dict[str, sought.GoalMeasure] = {
    "support-ratio": "ratio",
    "pupils": "pupils",
    "inhabitants": "people",
    "mean-age": "mean_age",
    "net": "net",
    "result": "net_result_share",
}
MOST = 999_999_999


def register(commands: Commands) -> None:
    """``goal``."""
    sought = add_figures(commands, "goal", "hva som skal til for å holde et nivå", goal)
    sought.add_argument(
        "--measure",
        required=True,
        help="support-ratio, pupils, inhabitants, mean-age (år), net (1000 kr, endring fra "
        "rammeåret) eller result (prosent)",
    )
    sought.add_argument("--lever", default="migration", help="migration eller productivity")
    sought.add_argument("--target", required=True, help="nivået; et minustall slik: --target=-5000")
    sought.add_argument("--year", required=True, type=choices.year, help="året det skal gjelde")
    sought.add_argument("--profile", default="average", help="hvem som flytter")
    sought.add_argument(
        "--from-year", type=choices.year, help="første år med flytting, ellers den nyeste tellingen"
    )
    sought.add_argument(
        "--staying", default="others", help="de som flytter inn, blir som others eller for good"
    )
    options.add(sought, "working", "method", "need", *options.ASSUMED)


def goal(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    """What was wanted, what is needed and what the range gives; the sentence on standard error."""
    measure = MEASURES[choices.one_of(args.measure, "mål", MEASURES)]
    lever = choices.one_of(args.lever, "spak", get_args(sought.GoalLever))
    known = profiles(catalogue.parameters, catalogue.rates)
    profile = choices.one_of(args.profile, "flytteprofil", known)
    if projection is None:
        raise MissingInputError(
            f"Svaret regnes på en prognose, og ingen er valgt eller hentet for {case.region.name}."
        )
    setting = Setting(
        case,
        projection,
        catalogue,
        choices.method(args.method, case),
        options.code(args, "need"),
        options.assumed(args),
        options.code(args, "working"),
    )
    staying = choices.one_of(args.staying, "måte å bli boende på", get_args(Staying))
    target = norwegian.read(args.target, -MOST, MOST)
    scenario = Scenario(Levers(profile=profile, from_year=args.from_year, staying=staying))
    found = goals.find(setting, scenario, measure, lever, target, args.year)
    if told := sure.goals(goals.find_at_ends(setting, scenario, measure, lever, target, args.year)):
        print(told, file=sys.stderr)
    print(sentences.answer(found), file=sys.stderr)
    return goals.table(found)
