"""The store: fetch a region into it, or all of them, and move it between machines."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ..errors import BaereevneError
from ..exports import tidy
from ..norwegian import listing
from ..presentation import Deck, files
from ..sources import bundled, whereabouts
from ..sources.statbank import everyone, live
from ..sources.statbank.archive import KEPT_LISTS, Archive
from ..sources.statbank.ssb import Client
from ..store import Shelf, Store, scenarios, uploads
from . import options
from .options import Records, command, no_source, option, shared, switch

_Kept = TypeVar("_Kept", scenarios.SavedScenario, Deck)


def fetch(args: argparse.Namespace) -> None:
    """Fetch one region into the store; what is going on is told on standard error."""
    archive = Archive(Store(), Client(), KEPT_LISTS, again=args.again)
    case = live.region_case(_code(args.region), archive, _progress)
    options.tell(*archive.problems)
    years, codes = case.observed.years, ", ".join(one.code for one in case.projections) or "ingen"
    options.tell(
        f"{case.region.name}: historie {years[0]}-{years[-1]}, framskrivinger: {codes}. "
        f"{archive.data_calls} nye spørringer."
    )


def kept(shelf: Shelf[_Kept], none: str, more: Callable[[_Kept], tidy.Record]) -> Records | None:
    """One record a name on a shelf, of its newest version; ``none`` is told of an empty one."""
    store = Store()
    rows: Records = [
        {
            "name": one.name,
            "saved": one.saved,
            "versions": len(shelf.versions(store, one.name)),
            **more(one),
            "app_version": one.version,
            "note": one.note,
        }
        for one in shelf.every(store)
    ]
    if not rows:
        options.tell(none)
    return rows or None


def _code(text: str) -> str:
    """The code of the region meant; a number that is not known here may be new at SSB."""
    known = bundled.load()
    return known.present(text) if text.isdigit() else whereabouts.find(text, known)


def snapshot(args: argparse.Namespace) -> None:
    """Write every municipality's answers to one file, or take them from one."""
    if bool(args.out) == bool(args.load):
        raise BaereevneError("Skriv enten --out FIL (lagre) eller --load FIL (lese inn).")
    if args.stored and args.load:
        raise BaereevneError("--stored hører til --out FIL, ikke til --load FIL.")
    path, store = Path(args.out or args.load), Store()
    if args.load:
        options.tell(f"{store.load_snapshot(path)} svar lest fra {path}.")
        return
    if args.stored:
        options.tell(f"{store.save_snapshot(path)} svar lagret i {path}.", *_own(store))
        return
    archive = Archive(store, Client(), KEPT_LISTS)
    municipalities = everyone.fetch(archive, _progress)
    options.tell(*archive.problems)
    count = store.save_snapshot(path)
    options.tell(f"{municipalities} kommuner, {count} svar lagret i {path}.", *_own(store))


def _own(store: Store) -> list[str]:
    """That what users have kept themselves goes along in the file."""
    kinds = {
        scenarios.TABLE: ("lagret scenario", "lagrede scenarier", "navn og merknad"),
        uploads.TABLE: ("opplastet fil", "opplastede filer", "originalen"),
        files.TABLE: ("presentasjon", "presentasjoner", "notater"),
    }
    counts = {told: len(store.queries(table)) for table, told in kinds.items()}
    found = [
        f"{count} {one if count == 1 else more} med {what}"
        for (one, more, what), count in counts.items()
        if count
    ]
    return [f"Av dem er {listing(found)}."] if found else []


def _progress(what: str, share: float) -> None:
    options.tell(f"{share:4.0%} {what}")


COMMANDS = (
    command(
        "fetch",
        "hent en kommune fra SSB (krever nett)",
        fetch,
        *shared("region"),
        switch("again", "spør SSB om alt på nytt, også det som er lagret og ikke er endret siden"),
        no_source("den henter fra SSB. Bruk filen direkte i kommandoene som viser tall."),
    ),
    command(
        "snapshot",
        "hent alle kommuner til én fil, og les den på en maskin uten nett",
        snapshot,
        option("out", "fil å lagre alle kommuner i; det som mangler, hentes (krever nett)"),
        switch("stored", "lagre bare det som er hentet fra før"),
        option("load", "fil å lese inn"),
        no_source(
            "den flytter det som er lagret. Lagre prognosen på siden Last opp, så er den med."
        ),
    ),
)
