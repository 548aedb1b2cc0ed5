"""The choices of the pages, as they are written or stand in the file of a scenario."""

import argparse
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from .. import norwegian
from ..case import Catalogue
from ..choices import state
from ..choices.choice import CODES
from ..errors import BaereevneError, StoreError, short
from ..figures.view import View, view_of
from ..sources import catalogue as everything
from ..sources import upload
from ..sources.data import money
from ..sources.whereabouts import find
from ..store.scenarios import MOST_BYTES, SavedScenario, from_json
from ..whatif.lever_table import LEVERS
from ..words.levers import HOMES_NEED
from . import files, options
from .calls import Parser, add_region, figures

REGION, COMPARE, PROJECTION = (state.NAMES[one] for one in ("region", "compare", "projection"))
RULES = ("rule_result", "rule_fund")
OPTIONS = {"projection": "alternative", "first": "years", "last": "years"}
"""Options by field of the choice, where they have another name."""
ALONE = (
    *("alternative", "years", "base_year", "method", "rates", "capacity", "plan"),
    *(*RULES, *LEVERS, *options.HOW_MOVED, *options.CODED),
)
"""What cannot be said beside a scenario file, which says it itself."""


def add_choices(found: Parser) -> None:
    """The choices that figures are made with, as on the pages."""
    add_region(found)
    files.add_source(found, "kilde, når flere utgaver har samme alternativ, eller")
    options.add(found, "alternative", "years", "base-year", "rule-result", "rule-fund")
    options.add(found, "method", note="rates (egne satser), ")
    options.add(found, *options.CODED, at_rest=False)
    files.add_own(found, "rates", "capacity", "plan")
    options.add_levers(found)
    found.add_argument("--scenario", metavar="FIL", help="scenario som er eksportert (JSON)")


def viewed(args: argparse.Namespace) -> View:
    """What figures are made from: the region, and the choices as they were written."""
    choice, catalogue = _as_written(args, figures(args))
    everyone, spending = catalogue.everyone(), {}
    with suppress(StoreError):  # as on the pages: what comes along stands alone
        everyone, spending = everything.everyone(catalogue), everything.spending()
    return view_of(choice, catalogue, everyone, spending)


def _as_written(args: argparse.Namespace, catalogue: Catalogue) -> tuple[state.Choice, Catalogue]:
    """The choices as on the pages, from a scenario file or as written, and the figures."""
    if args.scenario:
        if any(getattr(args, name) is not None for name in ALONE):
            raise BaereevneError("Filen i --scenario har valgene i seg. Ta bort de andre valgene.")
        return choice_in(args.scenario, args, catalogue)
    catalogue, source = files.with_source(args, args.region, catalogue)
    if own := files.own_inputs(args, args.region, catalogue):
        catalogue = catalogue.with_inputs({args.region: own})
    case = catalogue.case(args.region)
    projection = options.projection(case, source, args.alternative, "printed")
    query: dict[str, str] = {
        "region": args.region,
        "projection": projection.code if projection else state.NO_PROJECTION,
        "method": options.method(args.method, case, args.rates),
        **{
            name: getattr(args, name) or next(iter(one.codes))
            for name, one in options.CODED.items()
        },
    }
    if args.years:
        known = case.years(projection)
        first, last = options.span(args.years, known)
        query |= {"first": str(max(first, known[0])), "last": str(min(last, known[-1]))}
    if args.base_year:
        query["base_year"] = str(args.base_year)
    rules = state.levers(catalogue)
    for field in RULES:
        if (text := getattr(args, field)) is not None:
            query[field] = f"{norwegian.read(text, *rules[field].range):g}"
    query |= options.levers(args, catalogue)
    no_file = "\nDerfor er ingen fil skrevet." if hasattr(args, "out") else ""
    return settled(query, catalogue, no_file), catalogue


def settled(query: Mapping[str, str], catalogue: Catalogue, no_file: str = "") -> state.Choice:
    """The choice, or all that is wrong with it at once."""
    links = {state.NAMES[field]: [state.in_link(field, code)] for field, code in query.items()}
    settled = state.settle(links, catalogue, _unknown)
    if settled.problems:
        raise BaereevneError("\n".join(settled.problems) + no_file)
    if settled.choice.homes_lack:
        options.tell(f"Nye boliger endrer ingenting. {HOMES_NEED}")
    return settled.choice


def _unknown(field: str, found: str, known: Sequence[str], _: str) -> str:
    """As it was written; a page goes on with what is at rest, but a file is not written."""
    codes = {text: code for code, text in CODES.get(field, {}).items()}
    option = OPTIONS.get(field, field).replace("_", "-")
    valid = ", ".join(codes.get(one, one) for one in known) or "ingen"
    return f"--{option} {codes.get(found, found)} kan ikke brukes her. Gyldige valg: {valid}."


def choice_in(
    file: str, args: argparse.Namespace, catalogue: Catalogue
) -> tuple[state.Choice, Catalogue]:
    """The choice in a file, and the figures with the prognosis of ``--source``.

    Raises
    ------
    BaereevneError
        If it cannot be used, all that is wrong with it; or if it was saved on another prognosis.
    """
    saved = from_json(files.content(file, MOST_BYTES), file)
    region = saved.query.get(REGION, "")
    if region and region not in catalogue.names:
        raise BaereevneError(
            f"Filen «{file}» gjelder {short(region)}, som ikke er hentet. Kjør først "
            f"«python -m projections fetch --region {short(region)}»."
        )
    if region and args.region != money.ROROS and find(args.region, catalogue) != region:
        raise BaereevneError(
            f"Filen «{file}» gjelder {catalogue.names[region]}. Ta bort --region, eller velg en "
            "annen fil."
        )
    catalogue = _with_source(file, saved, args, region or money.ROROS, catalogue)
    settled = state.opened(_figures(saved), catalogue)
    if settled.problems:
        told = "\n".join(f"{file}: {problem}" for problem in settled.problems)
        raise BaereevneError(f"{told}\nDerfor er ingen tall skrevet.")
    options.tell(*settled.notices)
    return settled.choice, catalogue


def _with_source(
    file: str, saved: SavedScenario, args: argparse.Namespace, region: str, catalogue: Catalogue
) -> Catalogue:
    """The figures with the uploaded prognosis that the scenario was saved on."""
    code = saved.query.get(PROJECTION, "")
    if args.source is None:
        if code.startswith(upload.PREFIX):
            raise BaereevneError(
                f"Scenariet i «{file}» er lagret på en opplastet prognose. Oppgi filen den ble "
                "lest fra: --source FIL."
            )
        return catalogue
    found, id = files.with_source(args, region, catalogue)
    if not code.startswith(f"{id}."):
        raise BaereevneError(
            f"Scenariet i «{file}» er ikke lagret på «{args.source}», men på "
            f"{short(code) or 'prognosen som følger med'}."
        )
    return found


def _figures(saved: SavedScenario) -> SavedScenario:
    """The same without whom it is compared with: they need not be here, and change no figure."""
    query = {name: code for name, code in saved.query.items() if name != COMPARE}
    return replace(saved, query=query)
