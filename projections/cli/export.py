"""A presentation, a workbook or a handout as a file, with the same choices as the pages."""

import argparse
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from .. import norwegian
from ..case import Catalogue
from ..costs import Need
from ..errors import BaereevneError
from ..exports import make
from ..income import TaxBase
from ..indicators import WORKING_AGES
from ..prices import Prices
from ..sources import bundled
from ..sources import catalogue as everything
from ..ui import selections, state
from . import choices, scenario
from .calls import Commands, add
from .money import NEED_HELP

AMOUNTS = {
    "coverage": "heldøgns omsorgsplasser i prosent av 80 år og eldre",
    "rule_result": "regel: netto driftsresultat i prosent, minst",
    "rule_fund": "regel: disposisjonsfond i prosent, minst",
}
DEFAULT = re.compile(r" Standardvalget, .+?, er brukt\.")
"""A page goes on with a default; a file is not written."""
ALONE = ("source", "alternative", "years", "base_year", "method", "fixed", *AMOUNTS)
"""What cannot be said beside a scenario file, which says it itself."""


def register(commands: Commands) -> None:
    """``export``."""
    found = add(commands, "export", "PowerPoint, Excel eller utskrift (HTML) til en fil", export)
    found.add_argument("--format", required=True, help="pptx, xlsx eller html")
    found.add_argument("--out", required=True, metavar="FIL", help="filen som skrives")
    found.add_argument("--region", default=bundled.ROROS, help="kommunenummer, fylke eller 0")
    found.add_argument("--source", help="kilde, når flere utgaver har samme alternativ")
    found.add_argument("--alternative", help="f.eks. sterk_aldring, MMMM eller observert")
    found.add_argument("--years", help="fra og til år, f.eks. 2023-2033")
    found.add_argument("--working", default="20-66", help="20-66 eller 16-66")
    found.add_argument("--base-year", type=choices.year, help="basisår, ellers rammeåret")
    found.add_argument("--method", help="own (eget budsjett) eller national (nasjonal standard)")
    found.add_argument("--need", default="all", help=NEED_HELP)
    found.add_argument("--tax", default="inhabitants", help="inhabitants eller working_age (20-66)")
    found.add_argument("--prices", default="fixed", help="fixed (faste) eller nominal (løpende)")
    found.add_argument("--fixed", help="fast andel i prosent, f.eks. grunnskole:40,pleie:10")
    for field, meaning in AMOUNTS.items():
        found.add_argument(f"--{field.replace('_', '-')}", help=meaning)
    found.add_argument("--template", metavar="FIL", help="egen PowerPoint-mal (.pptx)")
    found.add_argument("--scenario", metavar="FIL", help="scenario som er eksportert (JSON)")


def export(args: argparse.Namespace) -> None:
    """Write the file, and say what it holds and what it lacks."""
    ending = choices.one_of(args.format, "format", make.FORMATS)
    template = _template(args, ending)
    catalogue = everything.load()
    choice = _choice(args, catalogue)
    case = catalogue.case(choice.region)
    projection = state.projection_of(case, choice.projection)
    chosen = selections.of(choice, catalogue)
    content, collection = make.make(ending, case, projection, catalogue, chosen, template)
    try:
        Path(args.out).write_bytes(content)
    except OSError:
        raise BaereevneError(
            f"Kan ikke skrive til «{args.out}»: mappen finnes ikke, eller filen er i bruk eller "
            "skrivebeskyttet. Velg en annen fil."
        ) from None
    told = [f"Skrev {args.out}: {len(collection.exhibits)} figurer for {case.region.name}."]
    told += [collection.left_out] if collection.left_out else []
    print(" ".join(told), file=sys.stderr)


def _template(args: argparse.Namespace, ending: str) -> bytes | None:
    if args.template is None:
        return None
    if ending != "pptx":
        raise BaereevneError("--template gjelder bare --format pptx.")
    try:
        return Path(args.template).read_bytes()
    except OSError:
        raise BaereevneError(f"Filen «{args.template}» finnes ikke eller kan ikke leses.") from None


def _choice(args: argparse.Namespace, catalogue: Catalogue) -> state.Choice:
    """The choices as on the pages: from a scenario file, or from what is written."""
    if args.scenario:
        if any(getattr(args, name) is not None for name in ALONE):
            raise BaereevneError("Filen i --scenario har valgene i seg. Ta bort de andre valgene.")
        return scenario.choice_in(args.scenario, catalogue)
    case = catalogue.case(args.region)
    projection = choices.projection(case, args.source, args.alternative)
    query: dict[str, str] = {
        "region": args.region,
        "projection": projection.code if projection else state.NO_PROJECTION,
        "working": choices.one_of(args.working, "alder", WORKING_AGES),
        "method": choices.method(args.method, case),
        "need": choices.one_of(args.need, "behov", get_args(Need)),
        "tax": choices.one_of(args.tax, "skattegrunnlag", get_args(TaxBase)),
        "prices": choices.one_of(args.prices, "priser", get_args(Prices)),
    }
    if args.years:
        known = case.years(projection)
        first, last = choices.span(args.years, known)
        query |= {"first": str(max(first, known[0])), "last": str(min(last, known[-1]))}
    if args.base_year:
        query["base_year"] = str(args.base_year)
    if args.fixed:
        query["fixed"] = args.fixed
    levers = state.levers(catalogue)
    for field in AMOUNTS:
        if (text := getattr(args, field)) is not None:
            query[field] = f"{norwegian.read(text, *levers[field].range):g}"
    return _settled(query, catalogue)


def _settled(query: Mapping[str, str], catalogue: Catalogue) -> state.Choice:
    """The choice, or all that is wrong with it at once."""
    links = {state.NAMES[field]: [state.in_link(field, code)] for field, code in query.items()}
    settled = state.settle(links, catalogue)
    if settled.problems:
        told = DEFAULT.sub("", "\n".join(settled.problems).replace("Lenkens", "Valget"))
        raise BaereevneError(f"{told}\nDerfor er ingen fil skrevet.")
    return settled.choice
