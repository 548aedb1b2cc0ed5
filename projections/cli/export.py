"""A presentation, a workbook or a handout as a file, with the same choices as the pages."""

import argparse
import sys
from pathlib import Path

from ..errors import BaereevneError
from ..exports import make
from ..figures.catalogue import NAMES
from . import chosen, options, present
from .calls import Commands, add


def register(commands: Commands) -> None:
    """``export``."""
    found = add(commands, "export", "PowerPoint, Excel eller utskrift (HTML) til en fil", export)
    found.add_argument(
        "--format", required=True, help="pptx, xlsx eller html; show av en presentasjon"
    )
    found.add_argument("--out", required=True, metavar="FIL", help="filen som skrives")
    chosen.add_choices(found)
    found.add_argument("--template", metavar="FIL", help="egen PowerPoint-mal (.pptx)")
    found.add_argument(
        "--frames", metavar="NAVN,…", help=f"figurer og rekkefølge: {', '.join(NAMES)}"
    )
    found.add_argument("--deck", metavar="FIL", help="presentasjon som er eksportert (JSON)")


def export(args: argparse.Namespace) -> None:
    """Write the file, and say what it holds and what it lacks."""
    if args.deck:
        if any(
            getattr(args, name) is not None
            for name in (*chosen.ALONE, "source", "scenario", "frames")
        ):
            raise BaereevneError("Filen i --deck har bildene i seg. Ta bort de andre valgene.")
        present.export(args, _template(args, args.format))
        return
    ending = options.one_of(args.format, "format", make.FORMATS)
    template = _template(args, ending)
    view = chosen.viewed(args)
    wanted = tuple(filter(None, (args.frames or "").replace(" ", "").split(",")))
    content, collection = make.make(ending, view, template, wanted)
    present.write(args.out, content)
    told = [f"Skrev {args.out}: {len(collection.figures)} figurer for {view.case.region.name}."]
    told += [collection.left_out] if collection.left_out else []
    print(" ".join(told), file=sys.stderr)


def _template(args: argparse.Namespace, ending: str) -> bytes | None:
    if args.template is None:
        return None
    if ending != "pptx":
        raise BaereevneError("--template gjelder bare --format pptx.")
    try:
        return Path(args.template).read_bytes()
    except OSError:
        raise BaereevneError(f"Filen «{args.template}» finnes ikke eller kan ikke leses.") from None
