"""The choices of the pages, as they are written or stand in the file of a scenario."""

import argparse
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from ..case import Catalogue
from ..choices import offered, state
from ..choices.choice import CODES, EFFECTS, MOST_COMPARED, OF_A_YEAR
from ..choices.settling import at_rest
from ..errors import BaereevneError, StoreError, short
from ..figures.view import View, view_of
from ..sources import catalogue as everything
from ..sources import upload, whereabouts
from ..sources.data import money
from ..store.scenarios import MOST_BYTES, from_json
from ..words.levers import HOMES_NEED
from . import files, options
from .options import MOVED, RATES, WHAT, option, shared, source
from .written import figures, is_called, read, span

REGION, COMPARE, PROJECTION = (state.NAMES[one] for one in ("region", "compare", "projection"))
OTHERWISE = {"projection": "alternative", "first": "years", "last": "years"}
"""Options by field of the choice, where they have another name."""
CLAIM = (
    option("claim-group", "påstand om en alder som 6-15 eller 80+, ellers total"),
    option("claim-kind", "den sier level (antall), change (endring), percent eller share"),
    option("claim-value", "tallet den sier: personer, eller prosent etter --claim-kind"),
    option("claim-year", "året den gjelder"),
    option("claim-said", "året den ble sagt, og måles fra"),
)
"""A claim, for the figures that hold one against what was counted."""
COMPARED = option("group", "alder i sammenligninger: total eller en aldersgruppe som 67-79")
CHOICES = (
    *shared("region"),
    *source(),
    *shared("alternative", "years", "base_year", "rule_result", "rule_fund"),
    *shared("method", note=RATES),
    *(one.with_rest(None) for one in shared(*WHAT)),
    *shared("rates", "capacity", "plan"),
    *MOVED,
    option("effect", f"figuren av et scenario: {', '.join(EFFECTS)}"),
    option("against", "et annet alternativ å se ved siden av, f.eks. MMMM"),
    option("compare", f"kommuner å sammenligne med, komma mellom dem, høyst {MOST_COMPARED}"),
    COMPARED,
    option("measure", "aldersgrupper som persons, share eller index"),
    option("cost-view", "kostnad som change (fra basisåret) eller level"),
    option("pyramid-first", "pyramidens første år"),
    option("pyramid-last", "pyramidens siste år"),
    *shared("less_debt", "debt_service", "home_users", "care_fte"),
    option("rule-debt", "regel: netto lånegjeld i prosent, høyst"),
    *CLAIM,
    option("scenario", "scenario som er eksportert (JSON)", metavar="FIL"),
)
"""What figures are made with, as on the pages; a page's own rest where it is not written."""
ALONE = {one.field for one in CHOICES} - {"region", "source", "sheet", "single", "scenario"}
"""What cannot be said beside a scenario file, which says it itself."""


def viewed(args: argparse.Namespace) -> View:
    """What figures are made from: the region, and the choices as they were written or in a file."""
    if args.scenario and any(getattr(args, name, None) is not None for name in ALONE):
        raise BaereevneError("Filen i --scenario har valgene i seg. Ta bort de andre valgene.")
    choice, catalogue = in_file(args.scenario, args) if args.scenario else as_written(args)
    everyone, spending = catalogue.everyone(), {}
    with suppress(StoreError):  # as on the pages: what comes along stands alone
        everyone, spending = everything.everyone(catalogue), everything.spending()
    return view_of(choice, catalogue, everyone, spending)


def as_written(args: argparse.Namespace, years: bool = True) -> tuple[state.Choice, Catalogue]:
    """The choice as it was written, all else as the pages have it at rest; and the figures.

    ``years``: whether those that are written are the choice's.
    """
    of = read(args)
    given = {name: text for name, text in vars(args).items() if text is not None}
    query: dict[str, str] = {
        "region": args.region,
        "projection": of.projection.code if of.projection else state.NO_PROJECTION,
        "method": of.method,
    }
    if years and "years" in given:
        known = of.case.years(of.projection)
        first, last = span(args.years, known)
        query |= {"first": str(max(first, known[0])), "last": str(min(last, known[-1]))}
    spans = offered.spans(of.catalogue)
    for field in (one.field for one in CHOICES if one.field in state.NAMES):
        if field in given and field not in query:
            text = str(given[field])
            query[field] = f"{of.number(field):.10g}" if field in spans else text
    if query.keys() & OF_A_YEAR and not query.keys() & {"first", "base_year"}:
        # They are of the year that is counted from; a link that says none has them of another.
        query["first"] = str(at_rest(args.region, query["projection"], of.catalogue).first)
    if "compare" in query:
        query["compare"] = _compared(query["compare"], args.region, of.catalogue)
    if "against" in query:
        found = (one.code for one in of.case.projections if is_called(one, query["against"]))
        query["against"] = next(found, query["against"])
    no_file = "\nDerfor er ingen fil skrevet." if "out" in given else ""
    return _settled(query, of.catalogue, no_file), of.catalogue


def _compared(texts: str, region: str, catalogue: Catalogue) -> str:
    """The codes of other regions as they were written."""
    codes = [one for one in whereabouts.every(texts, catalogue) if one != region]
    if len(codes) > MOST_COMPARED:
        raise BaereevneError(f"--compare kan ha høyst {MOST_COMPARED} kommuner, ikke {len(codes)}.")
    return ",".join(codes)


def _settled(query: Mapping[str, str], catalogue: Catalogue, no_file: str) -> state.Choice:
    """The choice, or all that is wrong with it at once."""
    links = {state.NAMES[field]: [state.in_link(field, code)] for field, code in query.items()}
    settled = state.settle(links, catalogue, _unknown)
    if settled.problems:
        raise BaereevneError("\n".join(settled.problems) + no_file)
    if settled.choice.homes_lack:
        options.tell(f"Nye boliger endrer ingenting. {HOMES_NEED}")
    return settled.choice


def _unknown(field: str, found: str, known: Sequence[str], _: str) -> str:
    """As it was written; a page goes on with what is at rest, but a file is not written."""
    codes = {text: code for code, text in CODES.get(field, {}).items()}
    option = OTHERWISE.get(field, field).replace("_", "-")
    valid = ", ".join(codes.get(one, one) for one in known) or "ingen"
    return f"--{option} {codes.get(found, found)} kan ikke brukes her. Gyldige valg: {valid}."


def in_file(file: str, args: argparse.Namespace) -> tuple[state.Choice, Catalogue]:
    """The choice in a file, and the figures with the prognosis of ``--source``.

    Raises
    ------
    BaereevneError
        If it cannot be used, all that is wrong with it; or if it was saved on another prognosis.
    """
    catalogue, saved = figures(args), from_json(files.content(file, MOST_BYTES), file)
    region, path = saved.query.get(REGION, ""), saved.query.get(PROJECTION, "")
    if region and region not in catalogue.names:
        raise BaereevneError(
            f"Filen «{file}» gjelder {short(region)}, som ikke er hentet. Kjør først "
            f"«python -m projections fetch --region {short(region)}»."
        )
    if region and args.region not in (money.ROROS, region):
        raise BaereevneError(
            f"Filen «{file}» gjelder {catalogue.names[region]}. Ta bort --region, eller velg en "
            "annen fil."
        )
    args.region = region or money.ROROS
    if args.source is not None:
        catalogue, id = files.opened(args, catalogue)
        if not path.startswith(f"{id}."):
            raise BaereevneError(
                f"Scenariet i «{file}» er ikke lagret på «{args.source}», men på "
                f"{short(path) or 'prognosen som følger med'}."
            )
    elif path.startswith(upload.PREFIX):
        raise BaereevneError(
            f"Scenariet i «{file}» er lagret på en opplastet prognose. Oppgi filen den ble "
            "lest fra: --source FIL."
        )
    # Whom it is compared with need not be here, and changes no figure.
    query = {name: code for name, code in saved.query.items() if name != COMPARE}
    settled = state.opened(replace(saved, query=query), catalogue)
    if settled.problems:
        told = "\n".join(f"{file}: {problem}" for problem in settled.problems)
        raise BaereevneError(f"{told}\nDerfor er ingen tall skrevet.")
    options.tell(*settled.notices)
    return settled.choice, catalogue
