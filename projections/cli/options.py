"""Options that several commands have, each declared and read in one place, and what was written."""

import argparse
import re
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from .. import norwegian
from ..case import Case, Catalogue, Projection
from ..choices.choice import Band
from ..errors import BaereevneError, UnknownChoiceError
from ..money.costs import Need
from ..money.income import Assumed, State, TaxBase
from ..money.needs import Weights
from ..money.prices import Prices
from ..people.indicators import WORKING_AGES
from ..people.moved import Start
from ..people.population import OBSERVED
from ..sources.upload.uploaded import alternative_code
from ..tables import Method
from ..whatif.lever_table import HOW, LEVERS
from ..whatif.scenario import Lever

METHODS = get_args(Method)


def one_of(value: str, what: str, accepted: Iterable[str]) -> Any:
    """The value, or a sentence saying what is accepted."""
    if value not in (known := tuple(accepted)):
        raise UnknownChoiceError(what, value, known)
    return value


def add_one(
    parser: argparse.ArgumentParser, name: str, what: str, codes: Iterable[str], help: str
) -> None:
    """Declare an option that takes one of some codes; the first is at rest."""
    known = tuple(codes)
    parser.add_argument(
        f"--{name}", type=lambda text: one_of(text, what, known), default=known[0], help=help
    )


def tell(*sentences: object) -> None:
    """On standard error; standard output is for figures."""
    for sentence in sentences:
        print(sentence, file=sys.stderr)


def year(text: str) -> int:
    """One year."""
    if not re.fullmatch(r"\d{4}", text):
        raise BaereevneError(f"Kan ikke lese år: «{text}». Skriv for eksempel 2024.")
    return int(text)


def span(text: str | None, known: Sequence[int]) -> tuple[int, int]:
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
        tell(f"Tallene går bare fra {known[0]} til {known[-1]}.")
    return first, last


def method(text: str | None, case: Case, rates: str | None = None) -> Method:
    """How costs are found; where nothing is said, own rates before own budget before national.

    Own rates that are given as a file are for that method alone.
    """
    rest = "own" if case.frames else "national"
    if case.own_rates and case.own_rates.costs:
        rest = "rates"
    chosen: Method = one_of(text or rest, "metode", METHODS)
    if rates and chosen != "rates":
        raise BaereevneError("Egne satser (--rates) gjelder bare metoden rates.")
    return chosen


def projection(
    case: Case, source: str | None, alternative: str | None, start: Start
) -> Projection | None:
    """The projection asked for, from where it starts; the region's first where nothing is said."""
    observed = case.observed.source.id
    if source is not None:
        known = [observed, *(one.population.source.id for one in case.projections)]
        one_of(source, "kilde", dict.fromkeys(known))
    if alternative == OBSERVED or (source == observed and alternative is None):
        return None
    found = [
        one
        for one in case.projections
        if (source is None or one.population.source.id == source)
        and (alternative is None or _called(one.alternative, alternative))
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
    return found[0].started(start, case.observed) if found else None


def _called(code: str, asked: str) -> bool:
    """Whether an alternative is asked for by its code, or by the name that a check prints."""
    return code.casefold() in (asked.casefold(), alternative_code(asked).casefold())


def shares(text: str | None, sectors: tuple[str, ...]) -> dict[str, float]:
    """``grunnskole:40,pleie:10`` [per cent] as shares."""
    found = {}
    for part in text.split(",") if text else ():
        sector, _, percent = part.partition(":")
        one_of(sector, "sektor", sectors)
        if not re.fullmatch(r"\d{1,2}|100", percent):
            raise BaereevneError(
                f"Kan ikke lese fast andel: «{part}». Skriv for eksempel grunnskole:40, fra 0 til "
                "100 prosent."
            )
        found[sector] = int(percent) / 100
    return found


class Coded(NamedTuple):
    """An option that takes one of some codes; the first is at rest."""

    what: str
    codes: Collection[str]
    help: str


CODED: Mapping[str, Coded] = {
    "need": Coded("behov", get_args(Need), "all (hele nøkkelen) eller age (bare alderskriteriene)"),
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
OTHER: Mapping[str, Mapping[str, Any]] = {
    "method": {"help": "own (eget budsjett) eller national (nasjonal standard)"},
    "alternative": {"help": "f.eks. sterk_aldring, MMMM eller observert"},
    "years": {"help": "f.eks. 2023-2033 eller 2030"},
    "rule-result": {"help": "regel: netto driftsresultat i prosent, minst"},
    "rule-fund": {"help": "regel: disposisjonsfond i prosent, minst"},
    "fixed": {"help": "fast andel i prosent, f.eks. grunnskole:40,pleie:10"},
    "base-year": {"type": year, "help": "basisår, ellers den nyeste tellingen"},
}


def add(parser: argparse.ArgumentParser, *names: str, note: str = "", at_rest: bool = True) -> None:
    """Declare some of the options; ``note`` stands before what they mean.

    Codes that are not written are None unless ``at_rest``.
    """
    for name in names:
        if name in CODED:
            add_one(parser, name, *CODED[name])
            if not at_rest:
                parser.set_defaults(**{name: None})
        else:
            parser.add_argument(f"--{name}", **{**OTHER[name], "help": note + OTHER[name]["help"]})


ASSUMED = ("tax", "state", "weights")
"""Options of what income rests on that nobody knows."""


HOW_MOVED: Mapping[str, str] = {
    **{field: one.title for field, one in HOW.items()},
    "profile": "hvem som flytter: average, families, young eller refugees",
    "staying": "de som flytter inn, blir som others eller for good",
    "change_from": "første år med flytting og nye boliger",
    "change_to": "siste år med dem",
    "projects": "boligprosjekter, komma mellom dem, hvert som navn:boliger:fra-til:personer "
    "per bolig:prosent utenfra:prosent bygd, f.eks. Stormoen:24:2028-2030:2.5:60:100",
}
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
    return Assumed(*(getattr(args, name) for name in ASSUMED))
