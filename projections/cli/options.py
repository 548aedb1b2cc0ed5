"""Options that several commands have: each is declared and read in one place."""

import argparse
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, get_args

from ..costs import Need
from ..income import Assumed, State, TaxBase, Weights
from ..indicators import WORKING_AGES
from ..moved import Start
from ..prices import Prices
from . import choices


class Coded(NamedTuple):
    """An option that takes one of some codes; the first is at rest."""

    what: str
    codes: Collection[str]
    help: str


CODED: Mapping[str, Coded] = MappingProxyType(
    {
        "need": Coded(
            "behov", get_args(Need), "all (hele nøkkelen) eller age (bare alderskriteriene)"
        ),
        "tax": Coded("skattegrunnlag", get_args(TaxBase), "inhabitants eller working_age (20-66)"),
        "state": Coded(
            "dekning fra staten",
            get_args(State),
            "none, half eller full: hvor mye staten gir mer når hele landet eldes",
        ),
        "weights": Coded(
            "måte sektorvektene settes på",
            get_args(Weights),
            "following (følger det sektorene koster landet) eller standing (står som i 2026)",
        ),
        "start": Coded(
            "start",
            get_args(Start),
            "counted (fra den nyeste tellingen) eller printed (slik framskrivingen er trykt)",
        ),
        "prices": Coded("priser", get_args(Prices), "fixed (faste) eller nominal (løpende)"),
        "working": Coded("definisjon", WORKING_AGES, "20-66 eller 16-66"),
    }
)
OTHER: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "method": {"help": "own (eget budsjett) eller national (nasjonal standard)"},
        "fixed": {"help": "fast andel i prosent, f.eks. grunnskole:40,pleie:10"},
        "base-year": {"type": choices.year, "help": "basisår, ellers rammeåret"},
    }
)


def add(parser: argparse.ArgumentParser, *names: str, note: str = "") -> None:
    """Declare some of the options; ``note`` stands before what they mean."""
    for name in names:
        if name in CODED:
            one = CODED[name]
            declared: Mapping[str, Any] = {"default": next(iter(one.codes)), "help": one.help}
        else:
            declared = OTHER[name]
        parser.add_argument(f"--{name}", **{**declared, "help": note + declared["help"]})


ASSUMED = ("tax", "state", "weights")
"""Options of what income rests on that nobody knows."""


def assumed(args: argparse.Namespace) -> Assumed:
    """What income rests on, of the options :data:`ASSUMED`."""
    return Assumed(*(code(args, name) for name in ASSUMED))


def code(args: argparse.Namespace, name: str) -> Any:
    """The code that was written for one of :data:`CODED`.

    Raises
    ------
    UnknownChoiceError
        If it is none of the codes.
    """
    one = CODED[name]
    return choices.one_of(getattr(args, name), one.what, one.codes)
