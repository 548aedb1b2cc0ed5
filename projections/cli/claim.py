"""A claim of how many there will be, held against what was counted and projected."""

import argparse
from dataclasses import replace

from ..choices.choice import MOST_CLAIMED
from ..claims.claim import KINDS, Claim, is_group
from ..claims.reading import read
from ..errors import BaereevneError
from ..exports import tidy
from ..figures import claims as figures
from ..norwegian import listing
from ..norwegian import read as read_number
from ..sources import whereabouts
from . import chosen, options
from .options import Option, Records, command, option
from .written import figures as everything

EXAMPLES = "«Os har 1 774 innbyggere i 2030» eller «70 færre i skolealder innen 2025»"


def run(args: argparse.Namespace) -> Records:
    """One record a value; the verdict of each claim on standard error."""
    catalogue = everything(args)
    named = whereabouts.mentioned(args.sentence, catalogue)
    if len(named) == 1 and args.region in (None, catalogue.bundled[0]):
        args.region = named[0]
    elif len(named) > 1 and args.region not in named:
        names = [f"{catalogue.names[code]} (--region {code})" for code in named]
        raise BaereevneError(f"Setningen kan gjelde {listing(names)}. Skriv hvilken.")
    view = chosen.viewed(args)
    rows: Records = []
    for one in _claims(args, view.case.newest_count):
        told = figures.claim(replace(view, chosen=replace(view.chosen, claim=one)))
        options.tell(f"{told.title}. {told.text}")
        rows += tidy.records(told.table)
    return rows


def _claims(args: argparse.Namespace, newest: int) -> tuple[Claim, ...]:
    """What is written, field by field, over what the sentence says."""
    reading = read(args.sentence, newest)
    own = {name: getattr(args, name) for name in ("year", "said") if getattr(args, name)}
    if args.age:
        if not is_group(args.age):
            raise BaereevneError(
                f"Kan ikke lese alderen «{args.age[:40]}». Skriv for eksempel 6-15, 80+ eller "
                "total."
            )
        own["group"] = args.age
    if args.value:
        own["value"] = read_number(args.value, -MOST_CLAIMED, MOST_CLAIMED)
    if args.kind:
        own["kind"] = options.one_of(args.kind, "slag påstand", KINDS)
    found = tuple(replace(one, **own) for one in reading.claims)
    if not found[0].is_whole or ("said" not in own and not _is_from(found[0], newest)):
        missing = [text for text in reading.missing if not _given(text, own)]
        raise BaereevneError(
            f"Påstanden kan ikke prøves. Den sier ikke {listing(missing)}. Skriv det i setningen, "
            "eller bruk --value, --year, --kind, --group og --said."
        )
    for told in reading.assumed:
        if "group" not in own:
            options.tell(told)
    return found


def _is_from(one: Claim, newest: int) -> bool:
    """Whether what it is measured from is known."""
    return bool(one.said) or not one.is_change or one.year > newest


def _given(text: str, own: dict[str, object]) -> bool:
    """Whether what a sentence lacks has been written beside it."""
    names = {"hvor mange": "value", "hvilket år det": "year", "hvilket år endringen": "said"}
    return any(text.startswith(start) and name in own for start, name in names.items())


CLAIM = command(
    "claim",
    "en påstand om folketall mot det som er talt og framskrevet",
    run,
    Option(
        "sentence",
        {"nargs": "?", "default": "", "metavar": "SETNING", "help": f"f.eks. {EXAMPLES}"},
    ),
    option("group", "alder som 6-15 eller 80+, ellers total", dest="age", metavar="GROUP"),
    option("year", "året påstanden gjelder", type=options.year),
    option("value", "tallet: personer, eller prosent etter --kind"),
    option("kind", "level (antall), change (endring), percent eller share"),
    option("said", "året den ble sagt, og måles fra", type=options.year),
    *(found for found in chosen.CHOICES if found not in (chosen.COMPARED, *chosen.CLAIM)),
)
