"""What was written of one region, as its tables take it."""

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .. import norwegian
from ..case import Case, Catalogue, Projection
from ..choices import offered
from ..choices.choice import CODED
from ..errors import BaereevneError, UnknownChoiceError
from ..exports import tidy
from ..money.income import Assumed
from ..people.population import OBSERVED
from ..series import Table
from ..sources import catalogue as everything
from ..sources import whereabouts
from ..sources.upload.uploaded import alternative_code
from ..store import Store
from ..tables import Method, Setting
from . import files
from .options import ASSUMED, Command, Option, Records, command, one_of, shared, source, tell


def figures(args: argparse.Namespace) -> Catalogue:
    """All there is, when the region that was written is found in it: ``args.region`` is its code.

    Raises
    ------
    UnknownChoiceError
        If it names none, or may be several.
    """
    store = Store()
    if told := store.handed_problem():
        tell(told)
    catalogue = everything.load(store)
    args.region = whereabouts.find(args.region, catalogue)
    return catalogue


@dataclass(frozen=True)
class Written:
    """One region with what was written, as tables take it; read where a table wants it."""

    args: argparse.Namespace
    case: Case
    projection: Projection | None
    catalogue: Catalogue

    def said(self, field: str) -> Any:
        """What was written of an option that not every command has; None where nothing was."""
        return getattr(self.args, field, None)

    @property
    def of(self) -> tuple[Case, Projection | None, Catalogue]:
        """What every table is of."""
        return self.case, self.projection, self.catalogue

    @property
    def base(self) -> int:
        """The year that is measured from."""
        return self.args.base_year or self.case.measured_from(self.projection)

    @property
    def method(self) -> Method:
        """How costs are found; where it is not said, own rates before own budget before national.

        Own rates that are given as a file are for that method alone.
        """
        rest = "own" if self.case.frames else "national"
        if self.case.own_rates and self.case.own_rates.costs:
            rest = "rates"
        chosen: Method = one_of(self.said("method") or rest, "metode", CODED["method"])
        if self.said("rates") and chosen != "rates":
            raise BaereevneError("Egne satser (--rates) gjelder bare metoden rates.")
        return chosen

    @property
    def fixed(self) -> dict[str, float]:
        """Part of each sector's frame that does not follow people [share 0–1]."""
        found, text = {}, self.args.fixed
        for part in text.split(",") if text else ():
            sector, _, percent = part.partition(":")
            one_of(sector, "sektor", self.catalogue.keys.sectors)
            if not re.fullmatch(r"\d{1,2}|100", percent):
                raise BaereevneError(
                    f"Kan ikke lese fast andel: «{part}». Skriv for eksempel grunnskole:40, fra 0 "
                    "til 100 prosent."
                )
            found[sector] = int(percent) / 100
        return found

    @property
    def assumed(self) -> Assumed:
        """What income rests on, of the options :data:`ASSUMED`."""
        return Assumed(*(getattr(self.args, name) for name in ASSUMED))

    def setting(self, *fields: str) -> Setting:
        """How kroner are reckoned: these as they were written, and all else at rest."""
        read = ("method", "fixed", "assumed")
        given = {one: getattr(self if one in read else self.args, one) for one in fields}
        return Setting(*self.of, **given)

    def number(self, field: str, rest: float | None = None) -> float:
        """A number as it was written, or as it stands at rest."""
        low, high, at_rest = offered.spans(self.catalogue)[field]
        text = self.said(field)
        if text is None:
            return at_rest if rest is None else rest
        return norwegian.read(text, low, high)


def read(args: argparse.Namespace) -> Written:
    """The region that was written, with files of one's own, and the projection that was."""
    catalogue, source = files.opened(args, figures(args))
    case = catalogue.case(args.region)
    return Written(args, case, _projection(case, source, args), catalogue)


def _projection(case: Case, source: str | None, args: argparse.Namespace) -> Projection | None:
    """The projection asked for, from where it starts; the region's first where nothing is said."""
    alternative: str | None = getattr(args, "alternative", None)
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
        and (alternative is None or is_called(one, alternative))
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
    return (
        found[0].started(getattr(args, "start", None) or "counted", case.observed)
        if found
        else None
    )


def is_called(path: Projection, asked: str) -> bool:
    """Whether a projection is asked for by its alternative, or by the name that a check prints."""
    return path.alternative.casefold() in (asked.casefold(), alternative_code(asked).casefold())


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


def of_region(name: str, meaning: str, build: Callable[[Written], Table], *own: Option) -> Command:
    """A command about one region, in the years asked for, from the table it builds."""

    def run(args: argparse.Namespace) -> Records:
        of = read(args)
        by_district = (year for one in of.case.districts for year in one.population.years)
        known = tuple(sorted({*of.case.years(of.projection), *by_district}))
        first, last = span(args.years, known)
        table = build(of)
        if args.years is None:  # all there is, also what a plan says of years beyond the people
            return tidy.records(table)
        return tidy.records(tuple(one.between(first, last) for one in table))

    every = (*shared("region"), *source(), *shared("alternative", "start", "years"), *own)
    return command(name, meaning, run, *every)
