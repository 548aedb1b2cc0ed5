"""A prognosis in a file, beside those of the region (``--source FIL``)."""

import argparse
import sys
from datetime import date
from pathlib import Path

from ..case import MORE_PROJECTIONS, Catalogue
from ..errors import BaereevneError
from ..sources.upload import using
from ..sources.upload.cells import LARGEST
from ..sources.usercsv import UserFile


def with_source(args: argparse.Namespace, catalogue: Catalogue) -> tuple[Catalogue, str | None]:
    """The catalogue with the file named as source beside the others, and its source id."""
    if args.source is None or not Path(args.source).is_file():
        return catalogue, args.source
    upload = using.checked(open_file(args.source), catalogue, args.region)
    found = using.added(upload, catalogue, date.today().isoformat())
    if args.region not in found:
        raise BaereevneError(f"Filen «{args.source}» har ingen tall for {args.region}.")
    for one in (*upload.warnings, *upload.mended):
        print(one, file=sys.stderr)
    own = {code: {MORE_PROJECTIONS: every} for code, every in found.items()}
    return catalogue.with_inputs(own), found[args.region][0].population.source.id


def open_file(name: str) -> UserFile:
    """A file named on the command line, no more of it than can be used."""
    try:
        with Path(name).open("rb") as opened:
            return UserFile(Path(name).name, opened.read(LARGEST + 1))
    except OSError:
        raise BaereevneError(f"Filen «{name}» finnes ikke eller kan ikke leses.") from None
