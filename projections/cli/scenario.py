"""A saved scenario beside the official line, and what is saved in the store."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from .. import scenario_store
from ..case import Catalogue
from ..choices import state
from ..errors import BaereevneError, MissingInputError, short
from ..exports import tidy
from ..saved import MOST_BYTES, SavedScenario, from_json
from ..scenario import Scenario
from ..sources import bundled, upload
from ..sources import catalogue as everything
from ..store import Store
from ..tables.scenario import Setting, outcomes
from . import choices, files
from .calls import Commands, add

REGION, COMPARE, PROJECTION = (state.NAMES[one] for one in ("region", "compare", "projection"))


def register(commands: Commands) -> None:
    """``scenario``."""
    found = add(commands, "scenario", "et lagret scenario ved siden av prognosen", scenario)
    found.add_argument("--file", metavar="FIL", help="scenario som er eksportert (JSON)")
    files.add_source(found, "prognosen scenariet er lagret på, når den er")
    found.add_argument("--list", action="store_true", help="scenariene i lageret")
    found.add_argument("--years", help="f.eks. 2023-2033 eller 2030")


def scenario(args: argparse.Namespace) -> list[tidy.Record] | None:
    """What is in a file, reckoned; or what is in the store."""
    if bool(args.file) == args.list:
        raise BaereevneError("Skriv enten --file FIL eller --list.")
    if args.list:
        if args.source:
            raise BaereevneError("--source hører til --file FIL, ikke til --list.")
        return _kept()
    choice, catalogue = choice_in(args.file, args, everything.load())
    case = catalogue.case(choice.region)
    projection = state.projection_of(case, choice.projection, choice.start)
    if projection is None:
        raise MissingInputError("Et scenario legges oppå en prognose, og filen har ingen.")
    setting = Setting(
        case, projection, catalogue, choice.method, choice.need, choice.assumed, choice.working
    )
    moved = state.scenario_of(choice, catalogue)
    table = outcomes(setting, Scenario())
    if moved.moved:
        table += outcomes(setting, moved)
    else:
        print("Ingen spak er flyttet: scenariet er prognosen.", file=sys.stderr)
    first, last = choices.span(args.years, projection.population.years)
    return tidy.records(tuple(one.between(first, last) for one in table))


def choice_in(
    file: str, args: argparse.Namespace, catalogue: Catalogue
) -> tuple[state.Choice, Catalogue]:
    """The choice in a file, and the figures with the prognosis of ``--source``.

    Raises
    ------
    BaereevneError
        If it cannot be used, all that is wrong with it; or if it was saved on another prognosis.
    """
    try:
        with Path(file).open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError:
        raise BaereevneError(f"Filen «{file}» finnes ikke eller kan ikke leses.") from None
    saved = from_json(content, file)
    region = saved.query.get(REGION, "")
    if region and region not in catalogue.names:
        raise BaereevneError(
            f"Filen «{file}» gjelder {short(region)}, som ikke er hentet. Kjør først "
            f"«python -m projections fetch --region {short(region)}»."
        )
    catalogue = _with_source(file, saved, args, region or bundled.ROROS, catalogue)
    settled = state.opened(_figures(saved), catalogue)
    if settled.problems:
        told = "\n".join(f"{file}: {problem}" for problem in settled.problems)
        raise BaereevneError(f"{told}\nDerfor er ingen tall skrevet.")
    for notice in settled.notices:
        print(notice, file=sys.stderr)
    return settled.choice, catalogue


def _with_source(
    file: str, saved: SavedScenario, args: argparse.Namespace, region: str, catalogue: Catalogue
) -> Catalogue:
    """The figures with the uploaded prognosis that the scenario was saved on."""
    code = saved.query.get(PROJECTION, "")
    if args.source is None:
        if code.startswith(upload.PREFIX):
            raise BaereevneError(
                f"Scenariet i «{file}» er lagret på en opplastet prognose. Oppgi filen den ble "
                "lest fra: --source FIL."
            )
        return catalogue
    found, id = files.with_source(args, region, catalogue)
    if not code.startswith(f"{id}."):
        raise BaereevneError(
            f"Scenariet i «{file}» er ikke lagret på «{args.source}», men på "
            f"{short(code) or 'prognosen som følger med'}."
        )
    return found


def _figures(saved: SavedScenario) -> SavedScenario:
    """The same without whom it is compared with: they need not be here, and change no figure."""
    query = {name: code for name, code in saved.query.items() if name != COMPARE}
    return replace(saved, query=query)


def _kept() -> list[tidy.Record] | None:
    """One record a name, of its newest version."""
    store = Store()
    rows: list[tidy.Record] = [
        {
            "name": one.name,
            "saved": one.saved,
            "versions": len(scenario_store.versions(store, one.name)),
            "region": one.query.get(REGION, ""),
            "source": one.vintage.source,
            "published": one.vintage.published,
            "app_version": one.version,
            "note": one.note,
        }
        for one in scenario_store.every(store)
    ]
    if not rows:
        print("Ingen scenarier er lagret.", file=sys.stderr)
    return rows or None
