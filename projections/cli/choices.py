"""What was written on the command line, read and checked."""

import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any, get_args

from ..case import Case, Projection
from ..errors import BaereevneError, UnknownChoiceError
from ..people.moved import Start
from ..people.population import OBSERVED
from ..sources.upload.uploaded import alternative_code
from ..tables import Method

METHODS = get_args(Method)


def one_of(value: str, what: str, accepted: Iterable[str]) -> Any:
    """The value, or a sentence saying what is accepted."""
    if value not in (known := tuple(accepted)):
        raise UnknownChoiceError(what, value, known)
    return value


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
        print(f"Tallene går bare fra {known[0]} til {known[-1]}.", file=sys.stderr)
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
