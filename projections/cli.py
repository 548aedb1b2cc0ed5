"""The command line: every figure a page shows, as CSV or JSON on standard output.

Messages go to standard error; bad input ends with exit code 2 and one sentence a problem.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn, get_args

from . import tables
from .case import Case, Catalogue, Projection
from .costs import Need
from .errors import BaereevneError, MissingInputError, UnknownChoiceError
from .exports import tidy
from .indicators import WORKING_AGES
from .population import OBSERVED
from .series import Table
from .sources import bundled, live
from .sources import catalogue as everything
from .sources.archive import Archive
from .sources.ssb import Client
from .store import Store

NEED_HELP = "all (hele nøkkelen) eller age (bare alderskriteriene)"
EXAMPLE = """\
eksempler:
  python -m projections population --region 5025 --years 2023-2033
  python -m projections support-ratio --working 16-66
  python -m projections costs --method own --base-year 2024 --years 2025-2033
  python -m projections costs --by age --json
  python -m projections sources
"""


WRONG_CALLS = (
    (r"unrecognized arguments: (.*)", r"ukjent valg \1"),
    (r"the following arguments are required: (.*)", r"det mangler en verdi for \1"),
    (r"argument (\S+): expected .*", r"valget \1 mangler verdi"),
    (r"argument (\S+): invalid choice: (\S+) \(choose from (.*)\)", r"\1 kan ikke være \2, men \3"),
    (r"argument (\S+): .*", r"valget \1 kan ikke leses"),
)
"""Argparse's own English sentences, and ours."""


class _Parser(argparse.ArgumentParser):
    """Argparse with Norwegian headings and one Norwegian sentence for a wrong call."""

    def __init__(self, **kwargs: Any) -> None:
        fixed = {
            "formatter_class": argparse.RawDescriptionHelpFormatter,
            "add_help": False,
            "allow_abbrev": False,
        }
        super().__init__(**{**kwargs, **fixed})
        self._optionals.title = "valg"
        self._positionals.title = "kommandoer"
        self.add_argument("-h", "--help", action="help", help="vis denne hjelpen")

    def error(self, message: str) -> NoReturn:
        for english, norwegian in WRONG_CALLS:
            message = re.sub(english, norwegian, message)
        raise BaereevneError(f"Ugyldig kall: {message}. Se «python -m projections --help».")


def _one_of(value: str, what: str, accepted: Iterable[str]) -> Any:
    if value not in (known := tuple(accepted)):
        raise UnknownChoiceError(what, value, known)
    return value


def _year(text: str) -> int:
    if not re.fullmatch(r"\d{4}", text):
        raise BaereevneError(f"Kan ikke lese år: «{text}». Skriv for eksempel 2024.")
    return int(text)


def _span(text: str | None, known: Sequence[int]) -> tuple[int, int]:
    """``2023-2033`` or ``2030`` as first and last year; none gives all."""
    if text is None:
        return known[0], known[-1]
    found = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if first > last:
        raise BaereevneError(
            f"Kan ikke lese år: «{text}». Skriv for eksempel 2023-2033 eller 2030."
        )
    if last < known[0] or first > known[-1]:
        raise BaereevneError(
            f"Det finnes ingen tall for {text}. Tallene går fra {known[0]} til {known[-1]}."
        )
    if first < known[0] or last > known[-1]:
        print(f"Tallene går bare fra {known[0]} til {known[-1]}.", file=sys.stderr)
    return first, last


def _projection(case: Case, source: str | None, alternative: str | None) -> Projection | None:
    """The projection asked for; the region's first where nothing is said."""
    observed = case.observed.source.id
    if source is not None:
        known = [observed, *(one.population.source.id for one in case.projections)]
        _one_of(source, "kilde", dict.fromkeys(known))
    if alternative == OBSERVED or (source == observed and alternative is None):
        return None
    found = [
        one
        for one in case.projections
        if (source is None or one.population.source.id == source)
        and (alternative is None or one.alternative.casefold() == alternative.casefold())
    ]
    if not found and (source or alternative):
        known = [
            OBSERVED,
            *(
                f"{one.alternative} (--source {one.population.source.id})"
                for one in case.projections
            ),
        ]
        raise UnknownChoiceError("alternativ", alternative or source, known)
    return found[0] if found else None


def _population(args: argparse.Namespace, case: Case, projection: Projection | None) -> Table:
    _one_of(args.groups, "aldersinndeling", ("service", "five-year", "65+"))
    if args.groups != "service":
        _one_of(args.measure, "mål for femårsgrupper", ("persons",))
        return tables.pyramid(case) if args.groups == "five-year" else (tables.older(case),)
    _one_of(args.measure, "mål", (*get_args(tables.Measure), "deviation"))
    if args.measure == "deviation":
        return tables.deviations(case, projection) if projection else ()
    path = projection.population if projection else case.observed
    base = args.base_year or path.years[0]
    return tables.population(case, projection, args.measure, base)


def _costs(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    method = args.method or ("own" if case.frames else "national")
    method = _one_of(method, "metode", get_args(tables.Method))
    need = _one_of(args.need, "behov", get_args(Need))
    _one_of(args.by, "inndeling", ("sector", "age"))
    _one_of(args.measure, "mål", get_args(tables.CostView))
    build = tables.costs if args.by == "sector" else tables.costs_by_age
    table = build(case, projection, catalogue, method, need)
    base = args.base_year or int(catalogue.parameters.value("frame_year"))
    return tables.changes(table, base) if args.measure == "change" else table


def _plan(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    """The plan's own demography lines or support ratios, with ours beside them."""
    if not args.ratio:
        need = _one_of(args.need, "behov", get_args(Need))
        return tables.plan_beside_model(case, projection, catalogue, need)
    if case.plan_ratio is None:
        raise MissingInputError(f"Det er ikke lagt ved planens tall for {case.region.name}.")
    return (case.plan_ratio, *tables.both_definitions(case))


def _figures(args: argparse.Namespace, catalogue: Catalogue) -> list[tidy.Record]:
    """The records of the commands that are about one region."""
    case = catalogue.case(args.region)
    projection = _projection(case, args.source, args.alternative)
    builders: Mapping[str, Callable[[], Table]] = {
        "population": lambda: _population(args, case, projection),
        "components": lambda: tables.component_sums(case) if args.sums else tables.components(case),
        "support-ratio": lambda: tables.support_ratios(
            case, projection, _one_of(args.working, "definisjon", WORKING_AGES)
        ),
        "costs": lambda: _costs(args, case, projection, catalogue),
        "plan": lambda: _plan(args, case, projection, catalogue),
    }
    first, last = _span(args.years, case.years(projection))
    return tidy.records(tuple(one.between(first, last) for one in builders[args.command]()))


def _passports(args: argparse.Namespace, catalogue: Catalogue) -> list[dict[str, Any]]:
    if args.command == "sources":
        return [asdict(source) for source in catalogue.sources.values()]
    if args.command == "keys":
        return tidy.key_records(catalogue.keys)
    if args.command == "frames":
        return tidy.frame_records(catalogue.case(args.region).require_frames())
    return [
        {**asdict(one), "range": f"{one.range[0]:g}-{one.range[1]:g}"}
        for one in catalogue.parameters.parameters.values()
    ]


def _fetch(args: argparse.Namespace) -> None:
    """Fetch one region into the store; what is going on is told on standard error."""
    archive = Archive(Store(), Client())
    case = live.region_case(
        args.region, archive, lambda what, share: print(f"{share:4.0%} {what}", file=sys.stderr)
    )
    for problem in archive.problems:
        print(problem, file=sys.stderr)
    years, codes = case.observed.years, ", ".join(one.code for one in case.projections) or "ingen"
    print(
        f"{case.region.name}: historie {years[0]}-{years[-1]}, framskrivinger: {codes}. "
        f"{archive.data_calls} nye spørringer.",
        file=sys.stderr,
    )


def _snapshot(args: argparse.Namespace) -> None:
    """Write the store's answers to one file, or take them from one."""
    if bool(args.out) == bool(args.load):
        raise BaereevneError("Skriv enten --out FIL (lagre) eller --load FIL (lese inn).")
    path = Path(args.out or args.load)
    count = Store().save_snapshot(path) if args.out else Store().load_snapshot(path)
    print(f"{count} svar {'lagret i' if args.out else 'lest fra'} {path}.", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m projections",
        description="Befolkning, aldersbæreevne og demografikostnader som CSV eller JSON.",
        epilog=EXAMPLE,
    )
    commands = parser.add_subparsers(
        dest="command", metavar="KOMMANDO", required=True, parser_class=_Parser
    )

    def add(name: str, help: str, regional: bool = True) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help, description=help, epilog=EXAMPLE)
        sub.add_argument("--json", action="store_true", help="JSON i stedet for CSV")
        if regional:
            sub.add_argument("--region", default=bundled.ROROS, help="kommunenummer, fylke eller 0")
            sub.add_argument("--source", help="kilde, når flere utgaver har samme alternativ")
            sub.add_argument("--alternative", help="f.eks. sterk_aldring, MMMM eller observert")
            sub.add_argument("--years", help="f.eks. 2023-2033 eller 2030")
        return sub

    people = add("population", "folketall etter aldersgruppe")
    people.add_argument("--measure", default="persons", help="persons, share, index, deviation")
    people.add_argument(
        "--groups", default="service", help="service, five-year (med kjønn) eller 65+"
    )
    people.add_argument("--base-year", type=_year, help="basisår for index")
    causes = add("components", "fødte, døde og flytting")
    causes.add_argument("--sums", action="store_true", help="summen av de hele årene")
    support = add("support-ratio", "aldersbæreevne")
    support.add_argument("--working", default="20-66", help="20-66 eller 16-66")
    costs = add("costs", "demografikostnader i 1000 kr")
    costs.add_argument("--method", help="own (eget budsjett) eller national (nasjonal standard)")
    costs.add_argument("--base-year", type=_year, help="basisår, ellers rammeåret")
    costs.add_argument("--need", default="all", help=NEED_HELP)
    costs.add_argument("--measure", default="change", help="change (fra basisåret) eller level")
    costs.add_argument("--by", default="sector", help="sector eller age")
    plan = add("plan", "planens egne demografilinjer ved siden av modellen")
    plan.add_argument("--ratio", action="store_true", help="planens tall for aldersbæreevne")
    plan.add_argument("--need", default="all", help=NEED_HELP)
    add("sources", "kilder", regional=False)
    add("assumptions", "forutsetninger", regional=False)
    add("keys", "inntektssystemets nøkler, andeler", regional=False)
    frames = add("frames", "driftsrammer og sektoren de hører til", regional=False)
    frames.add_argument("--region", default=bundled.ROROS, help="kommunenummer")
    fetch = add("fetch", "hent en kommune fra SSB (krever nett)", regional=False)
    fetch.add_argument("--region", default=bundled.ROROS, help="kommunenummer, eller 0 for Norge")
    snapshot = add("snapshot", "flytt hentede tall til en annen maskin", regional=False)
    snapshot.add_argument("--out", help="fil å lagre alle hentede svar i")
    snapshot.add_argument("--load", help="fil å lese inn")
    return parser


ACTIONS: Mapping[str, Callable[[argparse.Namespace], None]] = {
    "fetch": _fetch,
    "snapshot": _snapshot,
}
"""Commands that do something instead of printing figures."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        0, or 2 for bad input.
    """
    try:
        args = _parser().parse_args(arguments)
        if args.command in ACTIONS:
            ACTIONS[args.command](args)
            return 0
        catalogue = everything.load()
        rows = (
            _passports(args, catalogue)
            if args.command in ("sources", "assumptions", "keys", "frames")
            else _figures(args, catalogue)
        )
        if not rows:
            raise BaereevneError("Ingen tall passer til valget. Prøv andre år eller alternativer.")
    except BaereevneError as problem:
        print(problem, file=sys.stderr)
        return 2
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        sys.stdout.write(tidy.to_csv(rows))
    return 0
