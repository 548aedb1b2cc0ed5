"""How a command is declared: a Norwegian parser, and the choices every region's figures share.

A command is a parser that carries the function that runs it. That function gives the records to
print, or None when it does something instead of printing figures.
"""

import argparse
import re
from collections.abc import Callable
from typing import Any, NoReturn, TypeAlias

from ..case import Case, Catalogue, Projection
from ..errors import BaereevneError
from ..exports import tidy
from ..series import Table
from ..sources import catalogue as everything
from ..sources import whereabouts
from ..sources.data import money
from ..store import Store
from . import files, options

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
Run: TypeAlias = Callable[[argparse.Namespace], list[dict[str, Any]] | int | None]
Build: TypeAlias = Callable[[argparse.Namespace, Case, Projection | None, Catalogue], Table]

EXAMPLE = """\
eksempler:
  python -m projections population --region 5025 --years 2023-2033
  python -m projections support-ratio --working 16-66
  python -m projections costs --method own --base-year 2024 --years 2025-2033
  python -m projections costs --by age --json
  python -m projections why --fixed grunnskole:40 --years 2033
  python -m projections income --show net --tax working_age --years 2024-2033
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


class Parser(argparse.ArgumentParser):
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
        """Raise for a wrong call instead of ending the program."""
        for english, norwegian in WRONG_CALLS:
            message = re.sub(english, norwegian, message)
        raise BaereevneError(f"Ugyldig kall: {message}. Se «python -m projections --help».")


def add(commands: Commands, name: str, meaning: str, run: Run, no_source: str = "") -> Parser:
    """Declare a command, and the function that runs it.

    ``no_source`` says why it takes no ``--source``, where it does not.
    """
    parser = commands.add_parser(name, help=meaning, description=meaning, epilog=EXAMPLE)
    parser.add_argument("--json", action="store_true", help="JSON i stedet for CSV")
    parser.set_defaults(run=run)
    if no_source:
        files.refuse_source(parser, no_source)
    return parser


def figures(args: argparse.Namespace) -> Catalogue:
    """All there is, when the region that was written is found in it: ``args.region`` is its code.

    Raises
    ------
    UnknownChoiceError
        If it names none, or may be several.
    """
    store = Store()
    if told := store.handed_problem():
        options.tell(told)
    catalogue = everything.load(store)
    args.region = whereabouts.find(args.region, catalogue)
    return catalogue


def add_region(parser: argparse.ArgumentParser) -> None:
    """``--region``, which :func:`whereabouts.find` understands."""
    meaning = "kommune eller fylke, navn eller nummer, også tidligere; 0 for Norge"
    parser.add_argument("--region", default=money.ROROS, help=meaning)


def add_figures(commands: Commands, name: str, meaning: str, build: Build) -> Parser:
    """Declare a command about one region, in the years asked for, from the table it builds."""

    def run(args: argparse.Namespace) -> list[tidy.Record]:
        catalogue = figures(args)
        catalogue, source = files.with_source(args, args.region, catalogue)
        case = catalogue.case(args.region)
        projection = options.projection(case, source, args.alternative, args.start)
        by_district = (year for one in case.districts for year in one.population.years)
        known = tuple(sorted({*case.years(projection), *by_district}))
        first, last = options.span(args.years, known)
        table = build(args, case, projection, catalogue)
        if args.years is None:  # all there is, also what a plan says of years beyond the people
            return tidy.records(table)
        return tidy.records(tuple(one.between(first, last) for one in table))

    parser = add(commands, name, meaning, run)
    add_region(parser)
    files.add_source(parser, "kilde, når flere utgaver har samme alternativ, eller")
    options.add(parser, "alternative", "start", "years")
    return parser
