"""Every municipality by one figure, highest first."""

import argparse
from typing import Any, get_args

from .. import tables
from ..exports import tidy
from . import choices, options
from .calls import Commands, add, figures


def register(commands: Commands) -> None:
    """``ranking``."""
    ranked = add(
        commands,
        "ranking",
        "alle kommuner etter aldersbæreevne, folketall eller vekst, høyest først",
        ranking,
        "den viser alle kommuner slik de er talt.",
    )
    ranked.add_argument("--show", default="support-ratio", help=", ".join(get_args(tables.Ranking)))
    options.add(ranked, "working")
    ranked.add_argument(
        "--years", help="f.eks. 2016-2026 (vekst fra det første), ellers det nyeste"
    )
    ranked.add_argument("--region", default="", help="bare denne kommunen, med plassen blant alle")


def ranking(args: argparse.Namespace) -> list[dict[str, Any]]:
    """The ranking as records, in the years asked for.

    Raises
    ------
    UnknownChoiceError
        If the figure or the region is not known.
    """
    args.region = args.region or NOBODY
    show = choices.one_of(args.show, "rangering", get_args(tables.Ranking))
    catalogue = figures(args)
    years = catalogue.case(args.region).observed.years
    growing = f"{years[-11]}-{years[-1]}" if show == "growth" else str(years[-1])
    first, last = choices.span(args.years or growing, years)
    people = catalogue.everyone(*range(first, last + 1))
    table = tables.every(people, show, options.code(args, "working"))
    wanted = [one for one in table if args.region in (NOBODY, one.region.code)]
    return tidy.records(tuple(wanted))


NOBODY = "0"
"""Norway: a region that is not among the municipalities, so all are shown."""
