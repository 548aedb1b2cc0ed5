"""Commands and their options, declared as data."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, NoReturn, TypeAlias

from ..choices.choice import CODED
from ..errors import BaereevneError, UnknownChoiceError
from ..sources.data import money
from ..whatif.lever_table import HOW, LEVERS


def one_of(value: str, what: str, accepted: Iterable[str]) -> Any:
    """The value, or a sentence saying what is accepted."""
    if value not in (known := tuple(accepted)):
        raise UnknownChoiceError(what, value, known)
    return value


def tell(*sentences: object) -> None:
    """On standard error; standard output is for figures."""
    for sentence in sentences:
        print(sentence, file=sys.stderr)


def year(text: str) -> int:
    """One year."""
    if not re.fullmatch(r"\d{4}", text):
        raise BaereevneError(f"Kan ikke lese år: «{text}». Skriv for eksempel 2024.")
    return int(text)


class Option(NamedTuple):
    """An option as it is written, and what argparse is told of it."""

    flag: str
    how: Mapping[str, Any]

    @property
    def field(self) -> str:
        """Its name among what was written."""
        return str(self.how.get("dest", self.flag.removeprefix("--").replace("-", "_")))

    def with_rest(self, rest: Any) -> "Option":
        """The same with another value where it is not written."""
        return Option(self.flag, {**self.how, "default": rest})

    def noted(self, note: str) -> "Option":
        """The same with a note before what it means."""
        return Option(self.flag, {**self.how, "help": note + self.how["help"]})


Records: TypeAlias = list[dict[str, Any]]
Run: TypeAlias = Callable[[argparse.Namespace], Records | int | None]


class Command(NamedTuple):
    """A command, and the function that gives the records to print.

    It gives None where it does something instead, and a number where that is the exit code.
    """

    name: str
    meaning: str
    run: Run
    options: tuple[Option, ...]


def command(name: str, meaning: str, run: Run, *options: Option) -> Command:
    """A command with its options, in the order they are listed in the help."""
    return Command(name, meaning, run, options)


def option(name: str, help: str, **how: Any) -> Option:
    """An option that takes a value; None where it is not written."""
    return Option(f"--{name.replace('_', '-')}", {"help": help, **how})


def switch(name: str, help: str) -> Option:
    """An option without a value."""
    return option(name, help, action="store_true")


def no_source(why: str) -> Option:
    """A ``--source`` that is not taken, and why."""

    def refused(_: str) -> NoReturn:
        raise BaereevneError(f"--source gjelder ikke denne kommandoen: {why}")

    return option("source", argparse.SUPPRESS, type=refused)


def one(name: str, what: str, codes: Iterable[str], help: str = "") -> Option:
    """An option that takes one of some codes; the first is at rest."""
    known = tuple(codes)
    return option(
        name,
        help or ", ".join(known),
        type=lambda text: one_of(text, what, known),
        default=known[0],
    )


WHAT = {
    "need": ("behov", "all (hele nøkkelen) eller age (bare alderskriteriene)"),
    "tax": ("skattegrunnlag", "inhabitants eller working_age (20-66)"),
    "state": (
        "dekning fra staten",
        "none, half eller full: hvor mye staten gir mer når hele landet eldes",
    ),
    "weights": (
        "måte sektorvektene settes på",
        "following (følger det sektorene koster landet) eller standing (står som i 2026)",
    ),
    "start": (
        "start",
        "counted (fra den nyeste tellingen) eller printed (slik framskrivingen er trykt)",
    ),
    "band": ("spenn", "on eller off: det 8 av 10 utfall ligger innenfor"),
    "prices": ("priser", "fixed (faste) eller nominal (løpende)"),
    "working": ("definisjon", "20-66 eller 16-66"),
}
"""What a code is called where it is unknown, and what it means, by field of the choice."""
SHARED: Mapping[str, Option] = {
    found.field: found
    for found in (
        option(
            "region",
            "kommune eller fylke, navn eller nummer, også tidligere; 0 for Norge",
            default=money.ROROS,
        ),
        *(one(field, what, CODED[field], help) for field, (what, help) in WHAT.items()),
        option("method", "own (eget budsjett) eller national (nasjonal standard)"),
        option("alternative", "f.eks. sterk_aldring, MMMM eller observert"),
        option("years", "f.eks. 2023-2033 eller 2030"),
        option("rule-result", "regel: netto driftsresultat i prosent, minst"),
        option("rule-fund", "regel: disposisjonsfond i prosent, minst"),
        option("less-debt", "lånegjeld under planens, mill. kr; mer gjeld: --less-debt=-50"),
        option("debt-service", "renter og avdrag per 100 mill. kr gjeld, mill. kr"),
        option("home-users", "brukere av hjemmetjenester i basisåret"),
        option("care-fte", "årsverk i pleie og omsorg i basisåret"),
        option("fixed", "fast andel i prosent, f.eks. grunnskole:40,pleie:10"),
        option("base-year", "basisår, ellers den nyeste tellingen", type=year),
        option("sheet", "arket i en arbeidsbok, ellers det som vises", default=""),
        switch("single", "anslå ettårige aldre i filen, merket som anslag"),
        option("frames", "fil (CSV, XLSX) med egne driftsrammer, som malen på siden"),
        option("frame-year", "året i filen som skal brukes", type=year),
        option(
            "frame-prices",
            "året rammene er i priser fra; ellers filens første planår, eller rammenes eget år",
            type=year,
        ),
        *(
            option(kind, f"fil (CSV, XLSX) med {told}", metavar="FIL")
            for kind, told in (
                ("rates", "egne satser, som malen på siden Last opp"),
                ("capacity", "egen kapasitet, som malen på siden Last opp"),
                ("plan", "egen økonomiplan, som malen på siden Handlingsrom"),
            )
        ),
    )
}
"""Options that several commands have, by field."""
RATES = "rates (egne satser), "
"""What a method may be besides, where own rates can be given."""


def shared(*fields: str, note: str = "") -> tuple[Option, ...]:
    """Some of the shared options, with a note before what they mean."""
    return tuple(SHARED[field].noted(note) for field in fields)


def source(
    meaning: str = "kilde, når flere utgaver har samme alternativ, eller",
) -> tuple[Option, ...]:
    """``--source``, which may be a file, and how the file is read."""
    return (option("source", f"{meaning} en fil (CSV, XLSX)"), *shared("sheet", "single"))


ASSUMED = ("tax", "state", "weights")
"""What income rests on that nobody knows."""
FRAMES = ("frames", "frame_year", "frame_prices")


def _lever(field: str) -> Option:
    lever = LEVERS[field]
    span = "" if lever.parameter else f", {lever.low:g} til {lever.high:g} {lever.unit}"
    each = f" for hver sektor, f.eks. pleie:{lever.rest + lever.step:g}"
    told = f"spak: {lever.name}{each if lever.by_sector else ''}{span}"
    return option(field, told.replace("%", "%%"))


MOVED: tuple[Option, ...] = (
    *map(_lever, LEVERS),
    *(option(field, one.title) for field, one in HOW.items()),
    option("profile", "hvem som flytter: average, families, young eller refugees"),
    option("staying", "de som flytter inn, blir som others eller for good"),
    option("change-from", "første år med flytting og nye boliger"),
    option("change-to", "siste år med dem"),
    option(
        "projects",
        "boligprosjekter, komma mellom dem, hvert som navn:boliger:fra-til:personer per bolig:"
        "prosent utenfra:prosent bygd, f.eks. Stormoen:24:2028-2030:2.5:60:100",
    ),
)
"""An option a lever, and those that only say how they move."""
