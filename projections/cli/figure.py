"""Every figure of the pages: which there are, and the values of one."""

import argparse
import sys

from ..exports import tidy
from ..figures import catalogue
from ..figures.spec import plain
from . import chosen
from .calls import Commands, add


def register(commands: Commands) -> None:
    """``figures`` and ``figure``."""
    add(commands, "figures", "alle figurene: navn, hva de heter og siden de står på", figures)
    found = add(commands, "figure", "verdiene i en figur, slik den er tegnet", figure)
    found.add_argument("key", metavar="NAVN", help="et navn fra «figures»")
    chosen.add_choices(found)


def figures(_: argparse.Namespace) -> list[tidy.Record]:
    """One record a figure."""
    return [
        {"figure": key, "name": one.name, "page": one.page}
        for key, one in catalogue.FIGURES.items()
    ]


def figure(args: argparse.Namespace) -> list[tidy.Record]:
    """One record a value that is drawn; title and sentence on standard error."""
    every = catalogue.make(chosen.viewed(args), args.key)
    for one in every:
        print(f"{plain(one.title)}. {plain(one.text)}", file=sys.stderr)
    return [row for one in every for row in tidy.drawn(one)]
