"""The command line: every figure a page shows, as CSV or JSON on standard output.

Messages go to standard error; bad input ends with exit code 2 and one sentence a problem.
"""

import json
import sys
from collections.abc import Sequence

from ..errors import BaereevneError
from ..exports import tidy
from . import backtest, claim, export, figure, money, people, scenario, services, stored, uploads
from .calls import EXAMPLE, Parser

REGISTERS = (
    people.register,
    people.register_ranking,
    money.register_costs,
    money.register_plan,
    money.register_income,
    money.register_budget,
    services.register_capacity,
    scenario.register,
    scenario.register_goals,
    uploads.register_cohort,
    services.register_spending,
    backtest.register,
    claim.register,
    figure.register_passports,
    figure.register,
    export.register_export,
    export.register_present,
    stored.register,
    uploads.register,
)
"""Each declares its commands, in the order they are listed in the help."""


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
    for register in REGISTERS:
        register(commands)
    return parser
