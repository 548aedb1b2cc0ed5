"""The command line: every figure a page shows, as CSV or JSON on standard output.

Messages go to standard error; bad input ends with exit code 2 and one sentence a problem.
"""

import json
import sys
from collections.abc import Sequence

from ..errors import BaereevneError
from ..exports import tidy
from . import (
    backtest,
    budget,
    capacity,
    claim,
    cohort,
    costs,
    export,
    figure,
    goals,
    income,
    money,
    passports,
    people,
    present,
    ranking,
    scenario,
    spending,
    stored,
    uploads,
)
from .calls import EXAMPLE, Parser

SUBJECTS = (
    people,
    ranking,
    costs,
    money,
    income,
    budget,
    capacity,
    scenario,
    goals,
    cohort,
    spending,
    backtest,
    claim,
    passports,
    figure,
    export,
    present,
    stored,
    uploads,
)
"""Each registers its commands, in the order they are listed in the help."""


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
    for subject in SUBJECTS:
        subject.register(commands)
    return parser
