"""The command line: every figure a page shows, as CSV or JSON on standard output.

Messages go to standard error; bad input ends with exit code 2 and one sentence a problem.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from ..errors import BaereevneError
from ..exports import tidy
from . import backtest, claim, export, figure, money, people, scenario, services, stored, uploads
from .options import switch

COMMANDS = (
    *people.COMMANDS,
    *money.COMMANDS,
    services.CAPACITY,
    scenario.SCENARIO,
    scenario.GOAL,
    uploads.COHORT,
    services.SPENDING,
    backtest.BACKTEST,
    claim.CLAIM,
    *figure.PASSPORTS,
    *figure.COMMANDS,
    export.EXPORT,
    export.PRESENT,
    *stored.COMMANDS,
    uploads.CHECK,
)
"""Every command, in the order they are listed in the help."""


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

    def format_help(self) -> str:
        """The help, Norwegian from its first word."""
        return super().format_help().replace("usage: ", "bruk: ", 1)

    def error(self, message: str) -> NoReturn:
        """Raise for a wrong call instead of ending the program."""
        for english, ours in WRONG_CALLS:
            message = re.sub(english, ours, message)
        raise BaereevneError(f"Ugyldig kall: {message}. Se «python -m projections --help».")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        0, or 2 for bad input; a check of a file has its own.
    """
    try:
        args = _parser().parse_args(arguments)
        rows = args.run(args)
        if rows is None or isinstance(rows, int):
            return rows or 0
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


def _parser() -> Parser:
    parser = Parser(
        prog="python -m projections",
        description="Befolkning, aldersbæreevne og demografikostnader som CSV eller JSON.",
        epilog=EXAMPLE,
    )
    commands = parser.add_subparsers(metavar="KOMMANDO", required=True, parser_class=Parser)
    for name, meaning, run, own in COMMANDS:
        found = commands.add_parser(name, help=meaning, description=meaning, epilog=EXAMPLE)
        found.set_defaults(run=run)
        for flag, how in (switch("json", "JSON i stedet for CSV"), *own):
            found.add_argument(flag, **how)
    return parser
