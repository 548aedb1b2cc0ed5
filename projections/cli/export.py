"""Presentations, workbooks and handouts as files: of the choices, of a deck, or from the store."""

import argparse
import secrets
from contextlib import suppress
from pathlib import Path

from ..errors import BaereevneError, UnknownChoiceError
from ..exports import make, stage
from ..figures.catalogue import NAMES
from ..presentation import files, newer
from ..presentation.ahead import prepared
from ..presentation.rules import MOST_BYTES
from ..presentation.words import count
from ..sources import catalogue as everything
from ..sources.data import money
from ..store import Store
from . import chosen, options
from .files import content
from .options import Records, command, no_source, option, switch
from .stored import kept

SHOW = "show"
ENDINGS = (*make.FORMATS, SHOW)


def run_present(args: argparse.Namespace) -> Records | None:
    """What is in the store, or one of them as a file."""
    if args.list == bool(args.name) or bool(args.name) != bool(args.out):
        raise BaereevneError("Skriv enten --list, eller --name NAVN og --out FIL.")
    if args.list:
        none = "Ingen presentasjoner er lagret."
        return kept(files.SHELF, none, lambda one: {"frames": len(one.frames)})
    store = Store()
    found = files.versions(store, args.name)
    if not found:
        known = [one.name for one in files.every(store)]
        raise UnknownChoiceError("presentasjon", args.name, known)
    write(args.out, files.to_json(found[0]))
    options.tell(f"Skrev {args.out}: {count(len(found[0].frames))}.")
    return None


def export(args: argparse.Namespace, template: bytes | None) -> None:
    """A deck's file in the format that is asked for; what is newer than it is told."""
    ending = options.one_of(args.format, "format", ENDINGS)
    deck = files.from_json(content(args.deck, MOST_BYTES), Path(args.deck).name)
    catalogue = everything.load()
    options.tell(*newer.notices(deck, catalogue))
    if ending == SHOW:
        made = stage.write(prepared(deck, catalogue, _progress)).encode()
    else:
        made = make.make_deck(ending, deck, template)
    write(args.out, made)
    options.tell(f"Skrev {args.out}: {count(len(deck.frames))} fra «{deck.name}».")


def write(out: str, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises
    ------
    BaereevneError
        If it cannot be written; what was there before is as it was.
    """
    path = Path(out)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise BaereevneError(
            f"Kan ikke skrive til «{out}»: mappen finnes ikke, eller filen er i bruk eller "
            "skrivebeskyttet. Velg en annen fil."
        ) from None


def _progress(share: float, what: str) -> None:
    options.tell(f"{share:4.0%} {what}")


def export_choices(args: argparse.Namespace) -> None:
    """Write the file, and say what it holds and what it lacks."""
    if args.deck:
        if any(
            getattr(args, name) is not None
            for name in (*chosen.ALONE, "source", "scenario", "figures")
        ) or (args.region != money.ROROS):
            raise BaereevneError("Filen i --deck har bildene i seg. Ta bort de andre valgene.")
        export(args, _template(args, args.format))
        return
    ending = options.one_of(args.format, "format", make.FORMATS)
    template = _template(args, ending)
    view = chosen.viewed(args)
    wanted = tuple(filter(None, (args.figures or "").replace(" ", "").split(",")))
    made, collection = make.make(ending, view, template, wanted)
    write(args.out, made)
    many = len(collection.figures)
    what = f"{many} figur{'' if many == 1 else 'er'}"
    told = [f"Skrev {args.out}: {what} for {view.case.region.name}."]
    told += [collection.left_out] if collection.left_out else []
    options.tell(" ".join(told))


def _template(args: argparse.Namespace, ending: str) -> bytes | None:
    if args.template is None:
        return None
    if ending != "pptx":
        raise BaereevneError("--template gjelder bare --format pptx.")
    return content(args.template)


EXPORT = command(
    "export",
    "PowerPoint, Excel eller utskrift (HTML) til en fil",
    export_choices,
    option("format", "pptx, xlsx eller html; show av en presentasjon", required=True),
    option("out", "filen som skrives", required=True, metavar="FIL"),
    *chosen.CHOICES,
    option("template", "egen PowerPoint-mal (.pptx)", metavar="FIL"),
    option(
        "frames", f"figurer og rekkefølge: {', '.join(NAMES)}", metavar="NAVN,…", dest="figures"
    ),
    option("deck", "presentasjon som er eksportert (JSON)", metavar="FIL"),
)
PRESENT = command(
    "present",
    "presentasjonene i lageret",
    run_present,
    switch("list", "hva de heter, og når de er lagret"),
    option("name", "presentasjonen som skal lagres i en fil", metavar="NAVN"),
    option("out", "filen som skrives (JSON)", metavar="FIL"),
    no_source("en presentasjon har bildene i seg."),
)
