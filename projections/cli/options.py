"""Options that several commands have: each is declared and read in one place."""

import argparse
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, get_args

from .. import norwegian
from ..case import Catalogue
from ..choices.choice import Band
from ..money.costs import Need
from ..money.income import Assumed, State, TaxBase
from ..money.needs import Weights
from ..money.prices import Prices
from ..people.indicators import WORKING_AGES
from ..people.moved import Start
from ..whatif.lever import Lever
from ..whatif.lever_table import HOW, LEVERS
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
        "band": Coded("spenn", get_args(Band), "on eller off: det 8 av 10 utfall ligger innenfor"),
        "prices": Coded("priser", get_args(Prices), "fixed (faste) eller nominal (løpende)"),
        "working": Coded("definisjon", WORKING_AGES, "20-66 eller 16-66"),
    }
)
OTHER: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "method": {"help": "own (eget budsjett) eller national (nasjonal standard)"},
        "fixed": {"help": "fast andel i prosent, f.eks. grunnskole:40,pleie:10"},
        "base-year": {"type": choices.year, "help": "basisår, ellers den nyeste tellingen"},
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


HOW_MOVED: Mapping[str, str] = MappingProxyType(
    {
        **{field: one.title for field, one in HOW.items()},
        "profile": "hvem som flytter: average, families, young eller refugees",
        "staying": "de som flytter inn, blir som others eller for good",
        "change_from": "første år med flytting og nye boliger",
        "change_to": "siste år med dem",
        "projects": "boligprosjekter, komma mellom dem, hvert som navn:boliger:fra-til:personer "
        "per bolig:prosent utenfra:prosent bygd, f.eks. Stormoen:24:2028-2030:2.5:60:100",
    }
)
"""What only says how levers move, by field of the choice."""


def add_levers(parser: argparse.ArgumentParser) -> None:
    """Declare an option a lever, and those that say how they move."""
    for field, lever in LEVERS.items():
        span = "" if lever.parameter else f", {lever.low:g} til {lever.high:g} {lever.unit}"
        each = f" for hver sektor, f.eks. pleie:{lever.rest + lever.step:g}"
        told = f"spak: {lever.name}{each if lever.by_sector else ''}{span}"
        parser.add_argument(_option(field), help=told.replace("%", "%%"))
    for field, meaning in HOW_MOVED.items():
        parser.add_argument(_option(field), help=meaning)


def levers(args: argparse.Namespace, catalogue: Catalogue) -> dict[str, str]:
    """What was written of levers, by field, as a link has them.

    Raises
    ------
    UnreadableNumberError
        If a number cannot be read, or lies outside its span.
    """
    found = {}
    for field, one in {**LEVERS, **HOW}.items():
        text = getattr(args, field)
        if text is not None and not (isinstance(one, Lever) and one.by_sector):
            span = (one.low, one.high)
            if isinstance(one, Lever):
                span = one.span(catalogue.parameters)[:2]
            text = f"{norwegian.read(text, *span):.10g}"
        found[field] = text
    found |= {field: getattr(args, field) for field in HOW_MOVED if field not in HOW}
    return {field: text for field, text in found.items() if text is not None}


def _option(field: str) -> str:
    return f"--{field.replace('_', '-')}"


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
