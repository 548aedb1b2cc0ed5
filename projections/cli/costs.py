"""Demografikostnader and why they change: bundled or own frames, fixed or nominal prices."""

import argparse
import re
from typing import get_args

from .. import tables
from ..case import Case, Catalogue, Projection
from ..errors import BaereevneError
from ..money.costs import Need
from ..money.prices import Prices
from ..series import Table
from . import choices, files, options
from .calls import Commands, Parser, add_figures


def register(commands: Commands) -> None:
    """``costs`` and ``why``."""
    spent = add_figures(commands, "costs", "demografikostnader i 1000 kr", costs)
    _add_method(spent)
    spent.add_argument("--measure", default="change", help="change (fra basisåret) eller level")
    spent.add_argument("--by", default="sector", help="sector eller age")
    causes = add_figures(commands, "why", "hvorfor kostnaden endrer seg, i 1000 kr", why)
    _add_method(causes)
    causes.add_argument(
        "--service", type=_percent, default=0.0, help="endret tjenestenivå, prosent per år"
    )


def _add_method(parser: Parser) -> None:
    """How costs are found."""
    options.add(parser, "method", note="rates (egne satser), ")
    options.add(parser, "base-year", "need", "fixed", "prices")
    files.add_frames(parser)
    parser.add_argument(
        "--rates", help="fil (CSV, XLSX) med egne satser, som malen på siden Last opp"
    )


def costs(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    """Demografikostnad by sector or by age, as the change since the base year or as the level."""
    own, how, base = _method(args, case, projection, catalogue)
    by = choices.one_of(args.by, "inndeling", get_args(tables.CostsBy))
    choices.one_of(args.measure, "mål", get_args(tables.CostView))
    table = tables.costs(own, projection, catalogue, *how, by=by)
    return tables.changes(table, base) if args.measure == "change" else table


def why(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    """The change since the base year by cause, on the path that has the base year."""
    own, (method, need, fixed, prices), base = _method(args, case, projection, catalogue)
    projected = (projection.population,) if projection else ()
    last = next((one.years[-1] for one in projected if base in one.years), case.observed.years[-1])
    return tables.explained(
        own, projection, catalogue, method, need, base, last, fixed, prices, args.service
    )


def _method(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> tuple[Case, tuple[tables.Method, Need, dict[str, float], Prices], int]:
    """The case with its frames, how costs are found, and the base year."""
    own = files.with_own(args, files.with_frames(args, case, catalogue), catalogue)
    method = choices.method(args.method, own, args.rates)
    need, prices = options.code(args, "need"), options.code(args, "prices")
    fixed = choices.shares(args.fixed, catalogue.keys.sectors)
    if fixed and method != "own":
        raise BaereevneError("Fast andel (--fixed) gjelder bare metoden own, eget budsjett.")
    base = args.base_year or case.measured_from(projection)
    return own, (method, need, fixed, prices), base


def _percent(text: str) -> float:
    if not re.fullmatch(r"-?\d{1,2}(\.\d+)?", text):
        raise BaereevneError(
            f"Kan ikke lese tjenestenivå: «{text}». Skriv prosent per år, f.eks. 0.5 eller -1."
        )
    return float(text)
