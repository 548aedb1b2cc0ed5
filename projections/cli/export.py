"""A presentation, a workbook or a handout as a file, with the same choices as the pages."""

import argparse
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from .. import norwegian
from ..case import Catalogue
from ..choices import selections, state
from ..errors import BaereevneError
from ..exports import make
from ..figures.catalogue import NAMES
from ..figures.view import View
from . import choices, files, options, present, scenario
from .calls import Commands, Parser, add, add_region, figures

AMOUNTS = {
    "coverage": "heldøgns omsorgsplasser i prosent av 80 år og eldre",
    "rule_result": "regel: netto driftsresultat i prosent, minst",
    "rule_fund": "regel: disposisjonsfond i prosent, minst",
}
DEFAULT = re.compile(r" Standardvalget, .+?, er brukt\.")
"""A page goes on with a default; a file is not written."""
ALONE = (
    *("alternative", "years", "base_year", "method", "fixed", "rates", "capacity"),
    *AMOUNTS,
)
"""What cannot be said beside a scenario file, which says it itself."""


def register(commands: Commands) -> None:
    """``export``."""
    found = add(commands, "export", "PowerPoint, Excel eller utskrift (HTML) til en fil", export)
    found.add_argument(
        "--format", required=True, help="pptx, xlsx eller html; show av en presentasjon"
    )
    found.add_argument("--out", required=True, metavar="FIL", help="filen som skrives")
    add_choices(found)
    found.add_argument("--template", metavar="FIL", help="egen PowerPoint-mal (.pptx)")
    found.add_argument(
        "--frames", metavar="NAVN,…", help=f"figurer og rekkefølge: {', '.join(NAMES)}"
    )
    found.add_argument("--deck", metavar="FIL", help="presentasjon som er eksportert (JSON)")


def add_choices(found: Parser) -> None:
    """The choices that figures are made with, as on the pages."""
    add_region(found)
    files.add_source(found, "kilde, når flere utgaver har samme alternativ, eller")
    found.add_argument("--alternative", help="f.eks. sterk_aldring, MMMM eller observert")
    found.add_argument("--years", help="fra og til år, f.eks. 2023-2033")
    options.add(found, "method", note="rates (egne satser), ")
    options.add(found, "base-year", "fixed", *options.CODED)
    found.add_argument("--rates", metavar="FIL", help="egne satser, som malen på siden Last opp")
    found.add_argument("--capacity", metavar="FIL", help="egen kapasitet, som malen der")
    for field, meaning in AMOUNTS.items():
        found.add_argument(f"--{field.replace('_', '-')}", help=meaning)
    found.add_argument("--scenario", metavar="FIL", help="scenario som er eksportert (JSON)")


def export(args: argparse.Namespace) -> None:
    """Write the file, and say what it holds and what it lacks."""
    if args.deck:
        if any(
            getattr(args, name) is not None for name in (*ALONE, "source", "scenario", "frames")
        ):
            raise BaereevneError("Filen i --deck har bildene i seg. Ta bort de andre valgene.")
        present.export(args, _template(args, args.format))
        return
    ending = choices.one_of(args.format, "format", make.FORMATS)
    template = _template(args, ending)
    view = viewed(args)
    wanted = tuple(filter(None, (args.frames or "").replace(" ", "").split(",")))
    content, collection = make.make(ending, view, template, wanted)
    present.write(args.out, content)
    told = [f"Skrev {args.out}: {len(collection.figures)} figurer for {view.case.region.name}."]
    told += [collection.left_out] if collection.left_out else []
    print(" ".join(told), file=sys.stderr)


def viewed(args: argparse.Namespace) -> View:
    """What figures are made from: the region, and the choices as they were written."""
    choice, catalogue = _choice(args, figures(args))
    case = catalogue.case(choice.region)
    projection = state.projection_of(case, choice.projection, choice.start)
    chosen = selections.of(choice, catalogue)
    return View(case, projection, catalogue, chosen, catalogue.everyone())


def _template(args: argparse.Namespace, ending: str) -> bytes | None:
    if args.template is None:
        return None
    if ending != "pptx":
        raise BaereevneError("--template gjelder bare --format pptx.")
    try:
        return Path(args.template).read_bytes()
    except OSError:
        raise BaereevneError(f"Filen «{args.template}» finnes ikke eller kan ikke leses.") from None


def _choice(args: argparse.Namespace, catalogue: Catalogue) -> tuple[state.Choice, Catalogue]:
    """The choices as on the pages, from a scenario file or as written, and the figures."""
    if args.scenario:
        if any(getattr(args, name) is not None for name in ALONE):
            raise BaereevneError("Filen i --scenario har valgene i seg. Ta bort de andre valgene.")
        return scenario.choice_in(args.scenario, args, catalogue)
    catalogue, source = files.with_source(args, args.region, catalogue)
    if own := files.own_inputs(args, args.region, catalogue):
        catalogue = catalogue.with_inputs({args.region: own})
    case = catalogue.case(args.region)
    projection = choices.projection(case, source, args.alternative, "printed")
    query: dict[str, str] = {
        "region": args.region,
        "projection": projection.code if projection else state.NO_PROJECTION,
        "method": choices.method(args.method, case, args.rates),
        **{name: options.code(args, name) for name in options.CODED},
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
    no_file = "\nDerfor er ingen fil skrevet." if hasattr(args, "out") else ""
    return _settled(query, catalogue, no_file), catalogue


def _settled(query: Mapping[str, str], catalogue: Catalogue, no_file: str) -> state.Choice:
    """The choice, or all that is wrong with it at once."""
    links = {state.NAMES[field]: [state.in_link(field, code)] for field, code in query.items()}
    settled = state.settle(links, catalogue)
    if settled.problems:
        told = DEFAULT.sub("", "\n".join(settled.problems).replace("Lenkens", "Valget"))
        raise BaereevneError(f"{told}{no_file}")
    return settled.choice
