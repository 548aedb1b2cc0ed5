"""What the figures rest on: sources, assumptions, cost keys and frames."""

import argparse
from dataclasses import asdict
from typing import Any

from ..exports import tidy
from ..sources import bundled
from ..sources import catalogue as everything
from .calls import Commands, add


def register(commands: Commands) -> None:
    """``sources``, ``assumptions``, ``keys`` and ``frames``."""
    add(commands, "sources", "kilder", sources)
    add(commands, "assumptions", "forutsetninger", assumptions)
    add(commands, "keys", "inntektssystemets nøkler, andeler", keys)
    spent = add(commands, "frames", "driftsrammer og sektoren de hører til", frames)
    spent.add_argument("--region", default=bundled.ROROS, help="kommunenummer")


def sources(_: argparse.Namespace) -> list[dict[str, Any]]:
    """Every source with its passport."""
    return [asdict(source) for source in everything.load().sources.values()]


def assumptions(_: argparse.Namespace) -> list[dict[str, Any]]:
    """Every parameter with its value, source and range."""
    return [
        {**asdict(one), "range": f"{one.range[0]:g}-{one.range[1]:g}"}
        for one in everything.load().parameters.every
    ]


def keys(_: argparse.Namespace) -> list[tidy.Record]:
    """The cost keys by age."""
    return tidy.key_records(everything.load().keys)


def frames(args: argparse.Namespace) -> list[tidy.Record]:
    """The region's budget frames and the sector of each."""
    return tidy.frame_records(everything.load().case(args.region).require_frames())
