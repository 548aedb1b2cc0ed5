"""A stand-in for SSB's PxWebApi v2 and Klass, for tests and for use by hand.

Figures are made up but hold together: an old code is zero in the years it did not exist, code
lists sum to what the present municipality is, a projection starts from the people observed.
Municipalities in data/ssb_07459_tjenestealder_2006_2026.csv have their real figures, spread over
single ages. The forms of the answers follow what is known of SSB (November 2026).

    with FakeSSB(style=3) as fake:
        client = Client(fake.url)
        fake.fault, fake.fault_count, fake.fault_path = "503", 2, "/data"

By hand: ``python tests/fake_ssb.py --port 8700``.
"""

import argparse
import csv
import http.server
import json
import math
import os
import random
import re
import select
import socket
import socketserver
import struct
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import numpy as np

DATA = Path(__file__).parents[1] / "data" / "ssb_07459_tjenestealder_2006_2026.csv"
API, KLASS = "/api/pxwebapi/v2", "/api/klass/v1"
SOURCE = "Statistisk sentralbyrå"

# --- regions ----------------------------------------------------------------------------------


class Row(NamedTuple):
    """A region code and the years (1 January) it was in use."""

    code: str
    name: str
    first: int = 0
    last: int = 9999
    home: str = ""
    """Present code it is summed under in SSB's spliced lists; its own where empty."""
    became: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        if self.last == 9999:
            return self.name
        return f"{self.name} ({self.first or ''}-{self.last})"

    def exists(self, year: int) -> bool:
        return self.first <= year <= self.last


COUNTIES = (
    Row("0", "Hele landet"),
    Row("03", "Oslo"),
    Row("04", "Hedmark", last=2019, home="34"),
    Row("05", "Oppland", last=2019, home="34"),
    Row("12", "Hordaland", last=2019, home="46"),
    Row("14", "Sogn og Fjordane", last=2019, home="46"),
    Row("15", "Møre og Romsdal"),
    Row("16", "Sør-Trøndelag", last=2017, home="50"),
    Row("17", "Nord-Trøndelag", last=2017, home="50"),
    Row("34", "Innlandet", first=2020),
    Row("46", "Vestland", first=2020),
    Row("50", "Trøndelag", first=2018),
)
MUNICIPALITIES = (
    Row("0301", "Oslo"),
    Row("0437", "Tynset", last=2019, home="3427", became=("3427",)),
    Row("0441", "Os (Hedm.)", last=2019, home="3430", became=("3430",)),
    Row("0528", "Østre Toten", last=2019, home="3442", became=("3442",)),
    Row("1241", "Fusa", last=2019, home="4624", became=("4624",)),
    Row("1243", "Os (Hord.)", last=2019, home="4624", became=("4624",)),
    Row("1504", "Ålesund", last=2019, home="1508", became=("1507",)),
    Row("1507", "Ålesund", 2020, 2023, "shared", ("1508", "1580")),
    Row("1508", "Ålesund", first=2024),
    Row("1534", "Haram", last=2019, home="1580", became=("1507",)),
    Row("1580", "Haram", first=2024),
    Row("1612", "Hemne", last=2017, home="Rest", became=("5011",)),
    Row("1617", "Hitra", last=2017, home="5056", became=("5013",)),
    Row("1634", "Oppdal", last=2017, home="5021", became=("5021",)),
    Row("1640", "Røros", last=2017, home="5025", became=("5025",)),
    Row("1644", "Holtålen", last=2017, home="5026", became=("5026",)),
    Row("1648", "Midtre Gauldal", last=2017, home="5027", became=("5027",)),
    Row("3427", "Tynset", first=2020),
    Row("3430", "Os", first=2020),
    Row("3442", "Østre Toten", first=2020),
    Row("4624", "Bjørnafjorden", first=2020),
    Row("5011", "Hemne", 2018, 2019, "Rest", ("5055", "5056")),
    Row("5013", "Hitra", 2018, 2019, "5056", ("5056",)),
    Row("5021", "Oppdal", first=2018),
    Row("5025", "Røros", first=2018),
    Row("5026", "Holtålen", first=2018),
    Row("5027", "Midtre Gauldal", first=2018),
    Row("5055", "Heim", first=2020),
    Row("5056", "Hitra", first=2020),
    Row("9999", "Uoppgitt", home="Rest"),
)
ROWS = COUNTIES + MUNICIPALITIES
NOWHERE = "9999"

AREAS = {
    "03": ("0301",),
    "34": ("04", "05"),
    "46": ("12", "14"),
    "50": ("16", "17"),
    "1241": ("1241",),
    "1243": ("1243",),
    "4624": ("1241", "1243"),
    "1507": ("1508", "1580"),
    "1612": ("5055",),
    "5011": ("5055",),
    NOWHERE: (),
}
"""Pieces of land a code is made of; else one: the code's present home."""

PARTS = {"50": ("16", "17", 0.68), "34": ("04", "05", 0.53), "46": ("12", "14", 0.83)}
INVENTED = {
    "0301": 0.129, "15": 0.048, "46": 0.117, "1508": 0.0106, "1580": 0.0017, "1241": 0.0007,
    "1243": 0.0040, "5055": 0.0011, "5056": 0.0009,
}  # fmt: skip
"""Share of Norway's people, where the data file has no figures."""


def _areas(row: Row) -> tuple[str, ...]:
    if row.code in AREAS:
        return AREAS[row.code]
    counties = {one for first, second, _ in PARTS.values() for one in (first, second)}
    return (row.code if row.code in counties else row.home or row.code,)


# --- observed people --------------------------------------------------------------------------

AGES = (*((f"{age:03d}", f"{age} år") for age in range(105)), ("105+", "105 år eller eldre"))
GROUPS = (
    (0, 0), (1, 5), (6, 12), (13, 15), (16, 19), (20, 22), (23, 24), (25, 44), (45, 66),
    (67, 79), (80, 89), (90, 105),
)  # fmt: skip
YEARS = tuple(range(1986, 2027))
FIRST_REAL = 2006
DYING = np.minimum(0.9, 5e-5 * np.exp(0.092 * np.arange(106)) * np.array([[1.0], [0.65]]))
"""Share of an age that dies in a year, [sex, age]."""


def spread(groups: np.ndarray) -> np.ndarray:
    """Whole persons by single age, summing to ``groups[..., group]`` exactly."""
    alive = np.cumprod(1 - DYING.mean(axis=0))
    ages = np.zeros((*groups.shape[:-1], 106))
    for at, (lower, upper) in enumerate(GROUPS):
        share = np.cumsum(alive[lower : upper + 1])
        edges = np.rint(groups[..., at, None] * (share / share[-1]))
        ages[..., lower : upper + 1] = np.diff(edges, prepend=0.0)
    return ages


def _read_groups() -> dict[str, np.ndarray]:
    """Persons ``[year, sex, group]`` of every region in the data file; guessed before 2006."""
    found: dict[str, np.ndarray] = {}
    names = [f"{low}-{up}" if low != up else str(low) for low, up in GROUPS[:-1]] + ["90+"]
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table = found.setdefault(row["region"], np.zeros((len(YEARS), 2, len(GROUPS))))
            place = (YEARS.index(int(row["year"])), int(row["sex"] == "female"))
            table[(*place, names.index(row["age_group"]))] = int(row["persons"])
    start = YEARS.index(FIRST_REAL)
    back = 1 - 0.003 * np.arange(start, 0, -1)
    for table in found.values():
        table[:start] = np.rint(table[start] * back[:, None, None])
    return found


@cache
def area_people() -> dict[str, np.ndarray]:
    """Persons ``[sex, age, year]`` of every piece of land."""
    groups = _read_groups()
    tilt = np.linspace(-1, 1, len(GROUPS))
    for at, (code, share) in enumerate(INVENTED.items()):
        groups[code] = np.rint(groups["0"] * share * (1 + (at % 5 - 2) * 0.03 * tilt))
    for whole, (first, second, share) in PARTS.items():
        groups[first] = np.rint(groups[whole] * share)
        groups[second] = groups[whole] - groups[first]
    return {code: np.moveaxis(spread(table), 0, -1) for code, table in groups.items()}


def _over_rows(of_area: dict[str, np.ndarray], rows: Iterable[Row]) -> np.ndarray:
    """``[row, ..., year]``: the sum of each row's areas, zero when the code was not in use."""
    empty = np.zeros_like(of_area["0"])
    cubes = []
    for row in rows:
        in_use = np.array([row.exists(year) for year in YEARS])
        cubes.append(np.where(in_use, sum((of_area[one] for one in _areas(row)), empty), 0.0))
    return np.stack(cubes)


@cache
def observed() -> np.ndarray:
    """Table 07459: ``[region, sex, age, contents, year]``."""
    return _frozen(_over_rows(area_people(), ROWS)[:, :, :, None, :])


@cache
def changes() -> np.ndarray:
    """Table 06913: ``[region, contents, year]``; what happens in the last year is not known."""
    return _frozen(_over_rows({code: _flows(one) for code, one in area_people().items()}, ROWS))


def _flows(people: np.ndarray) -> np.ndarray:
    total = people.sum(axis=(0, 1))
    unknown = [math.nan]
    growth = np.append(np.diff(total), unknown)
    births = np.append(people[:, 0, 1:].sum(axis=0), unknown)
    deaths = np.append(np.rint((people * DYING[:, :, None]).sum(axis=(0, 1)))[:-1], unknown)
    net = growth - births + deaths
    moving = np.rint(0.04 * total)
    arriving, leaving = moving + np.maximum(net, 0), moving + np.maximum(-net, 0)
    return np.stack([total, births, deaths, arriving, leaving, net, growth])


def _but_the_last_year(cube: Callable[[], np.ndarray]) -> np.ndarray:
    return cube()[..., :-1]


def _rows_of(cube: Callable[[], np.ndarray], kept: list[int]) -> np.ndarray:
    return cube()[kept]


def _frozen(cube: np.ndarray) -> np.ndarray:
    cube.setflags(write=False)
    return cube


# --- projections ------------------------------------------------------------------------------

ALTERNATIVES = {
    "MMMM": "Hovedalternativet (MMMM)",
    "LLML": "Lav nasjonal vekst (LLML)",
    "HHMH": "Høy nasjonal vekst (HHMH)",
    "MMML": "Lav nettoinnvandring (MMML)",
    "MMMH": "Høy nettoinnvandring (MMMH)",
    "LHML": "Sterk aldring (LHML)",
    "HLMH": "Svak aldring (HLMH)",
    "MMM0": "Ingen nettoinnvandring (MMM0)",
    "MM00": "Ingen flytting (MM00)",
}
LETTERS = tuple(ALTERNATIVES)
CHILDREN = {"L": 1.2, "M": 1.45, "H": 1.75}
DYING_LESS = {"L": 0.996, "M": 0.988, "H": 0.980}
IMMIGRATION = {"0": 0.0, "L": 0.002, "M": 0.004, "H": 0.0065}
INTERNAL = {"0": 0.0, "0301": 0.002, "03": 0.002, "1508": 0.001, "3442": -0.001}


def _bell(middle: float, width: float) -> np.ndarray:
    shape = np.exp(-(((np.arange(106) - middle) / width) ** 2) / 2)
    return shape / shape.sum()


def regions_of(vintage: int) -> tuple[Row, ...]:
    """The codes in use in the year a projection was made."""
    return tuple(row for row in ROWS if row.exists(vintage) and row.code != NOWHERE)


def _start(vintage: int) -> np.ndarray:
    """People ``[region, sex, age]`` on 1 January of the first year."""
    if vintage > YEARS[-1]:
        return projected(YEARS[-1], vintage)[0][:, :, :, 0, -1]
    kept = [ROWS.index(row) for row in regions_of(vintage)]
    return observed()[kept, :, :, 0, YEARS.index(vintage)]


def _by_letter(table: dict[str, float], place: int) -> np.ndarray:
    """A setting ``[alternative, 1, 1, 1]`` by one of the four letters."""
    return np.array([table[one[place]] for one in LETTERS])[:, None, None, None]


@cache
def projected(vintage: int, last: int) -> tuple[np.ndarray, np.ndarray]:
    """People ``[region, sex, age, alternative, year]``, flows ``[region, alternative, 4, year]``.

    Flows are births, deaths, net internal and net foreign migration; each is rounded by itself.
    """
    now = np.repeat(_start(vintage)[None], len(LETTERS), axis=0)
    rows = regions_of(vintage)
    usual = np.array([INTERNAL.get(row.code, -0.003) for row in rows])[None, :, None, None]
    moving = _by_letter({"M": 1.0, "0": 0.0}, 2) * usual * _bell(25, 5)
    foreign = _by_letter(IMMIGRATION, 3) * (1 + 0.1 * (vintage // 2 % 3 - 1)) * _bell(28, 9)
    fertility = _bell(31, 5.5) * _by_letter(CHILDREN, 0)[..., 0]
    people, flows = [now], []
    for step in range(last - vintage):
        now, happened = _next_year(
            now, DYING * _by_letter(DYING_LESS, 1) ** step, fertility, moving, foreign
        )
        people.append(now)
        flows.append(happened)
    counts = np.rint(np.stack(people, axis=-1))
    return (
        _frozen(np.moveaxis(counts, 0, 3)),
        _frozen(np.moveaxis(np.rint(np.stack(flows, axis=-1)), 0, 2).swapaxes(0, 1)),
    )


def _next_year(
    now: np.ndarray,
    dying: np.ndarray,
    fertility: np.ndarray,
    moving: np.ndarray,
    foreign: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """One year on: ``[alternative, region, sex, age]`` and ``[4, alternative, region]``."""
    living = now * (1 - dying)
    births = (now[:, :, 1] * fertility).sum(axis=-1)
    after = np.zeros_like(now)
    after[..., 1:] = living[..., :-1]
    after[..., -1] += living[..., -1]
    after[..., 0] = births[..., None] * np.array([0.514, 0.486])
    size = now.sum(axis=(2, 3), keepdims=True) / 2
    inside = np.maximum(size * moving, -0.5 * after)
    outside = size * foreign
    sums = [(one + np.zeros_like(now)).sum(axis=(2, 3)) for one in (inside, outside)]
    return after + inside + outside, np.stack([births, (now * dying).sum(axis=(2, 3)), *sums])


# --- tables -----------------------------------------------------------------------------------

Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Variable:
    """A variable of a table: its codes with labels, and whether it may be left out."""

    code: str
    label: str
    values: Values
    elimination: bool = False
    total: str = ""
    codelists: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(code for code, _ in self.values)


@dataclass(frozen=True)
class Table:
    """A table; ``cube`` makes its figures when first asked for."""

    id: str
    title: str
    period: str
    variables: tuple[Variable, ...]
    cube: Callable[[], np.ndarray]
    updated: str
    discontinued: bool = False

    @property
    def label(self) -> str:
        names = [one.label for one in self.variables]
        kind = self.title.split(",")[0].split(" (K)")[0]
        return f"{self.id}: {kind}, etter {', '.join(names[:-1])} og {names[-1]}"


SEX = Variable("Kjonn", "kjønn", (("1", "Menn"), ("2", "Kvinner")), elimination=True)
AGE = Variable("Alder", "alder", AGES, elimination=True)


def _region(rows: Iterable[Row], *codelists: str) -> Variable:
    values = tuple((row.code, row.label) for row in rows)
    return Variable("Region", "region", values, True, "0", codelists)


def _contents(values: Values) -> Variable:
    return Variable("ContentsCode", "statistikkvariabel", values)


def _time(first: int, last: int) -> Variable:
    return Variable("Tid", "år", tuple((str(year), str(year)) for year in range(first, last + 1)))


FLOWS = (
    ("Folkemengde", "Folkemengde 1. januar"),
    ("Levende", "Levendefødte"),
    ("Dode", "Døde"),
    ("Innflyttinger", "Innflyttinger"),
    ("Utflyttinger", "Utflyttinger"),
    ("Nettoinnflytting", "Nettoinnflytting, inkl. inn- og utvandring"),
    ("Folketilvekst", "Folketilvekst"),
)
PROJECTED_FLOWS = (
    ("Fodte", "Levendefødte"),
    ("Dode", "Døde"),
    ("Innenlandsk", "Netto innenlandsk flytting"),
    ("Utenlandsk", "Nettoinnvandring"),
)
PROJECTED = "Framskrevet folkemengde 1. januar, etter kjønn"


def projection_order(vintage: int) -> tuple[str, ...]:
    """Alternatives as Personer, Personer1, …: from the fourth on, another order every time."""
    rest, turn = LETTERS[3:], (2026 - vintage) // 2 % 6
    return LETTERS[:3] + rest[turn:] + rest[:turn]


def _projection(table: str, vintage: int, last: int, updated: str, title: str) -> Table:
    order = projection_order(vintage)
    at = [LETTERS.index(one) for one in order]
    return Table(
        table,
        f"{PROJECTED}{title}",
        f"{vintage}-{last}",
        (
            _region(regions_of(vintage), "vs_Kommune"),
            SEX,
            AGE,
            _contents(
                tuple((f"Personer{n or ''}", ALTERNATIVES[one]) for n, one in enumerate(order))
            ),
            _time(vintage, last),
        ),
        lambda: projected(vintage, last)[0][:, :, :, at, :],
        updated,
        discontinued=vintage < 2026,
    )


def _behind(table: str, vintage: int, last: int, updated: str) -> Table:
    """SSB's own births, deaths and moves behind a projection."""
    return Table(
        table,
        "Framskrevne endringer i befolkningen, etter alternativ, statistikkvariabel og år (K)",
        f"{vintage}-{last - 1}",
        (
            _region(regions_of(vintage), "vs_Kommune"),
            Variable("Framskriv", "alternativ", tuple(ALTERNATIVES.items())),
            _contents(PROJECTED_FLOWS),
            _time(vintage, last - 1),
        ),
        lambda: projected(vintage, last)[1],
        updated,
    )


def _national() -> np.ndarray:
    """Table 14742 ``[sex, age, contents, year]``; flat after 2050."""
    people = projected(2026, 2050)[0][0, :, :, :3]
    return np.pad(people, [(0, 0)] * 3 + [(0, 50)], mode="edge")


def _fixed_tables() -> list[Table]:
    three = [(f"Personer{n or ''}", ALTERNATIVES[one]) for n, one in enumerate(LETTERS[:3])]
    return [
        Table(
            "06913",
            "Folkemengde 1. januar og endringer i kalenderåret (K)",
            "1986-2026",
            (
                _region(ROWS, "vs_Kommune", "agg_KommSummerHist"),
                _contents(FLOWS),
                _time(1986, 2026),
            ),
            changes,
            "2026-02-25T07:00:00Z",
        ),
        Table(
            "07459",
            "Alders- og kjønnsfordeling i kommuner, fylker og hele landets befolkning (K)",
            "1986-2026",
            (
                _region(ROWS, "vs_Kommune", "agg_KommSummer", "agg_KommFylker"),
                SEX,
                AGE,
                _contents((("Personer1", "Personer"),)),
                _time(1986, 2026),
            ),
            observed,
            "2026-02-25T07:00:00Z",
        ),
        Table(
            "14742",
            f"{PROJECTED}, alder, innvandringskategori og landbakgrunn, i 15 alternativer",
            "2026-2100",
            (SEX, AGE, _contents(tuple(three)), _time(2026, 2100)),
            _national,
            "2026-06-12T06:00:00Z",
        ),
    ]


# Made up, all of it: the labels are SSB's, the amounts are not.
SPENDING = {
    "202": ("Grunnskole", 14_000), "FGK12": ("Sosialsektoren samlet", 3_600),
    "FGK13": ("Barnevern", 2_400), "FGK14": ("Vann, avløp, renovasjon, avfall (VAR)", -150),
    "FGK1b": ("Administrasjon, kommune", 6_100), "FGK2": ("Kultursektoren, kommune", 3_000),
    "FGK7": ("Barnehage", 10_200), "FGK8": ("Grunnskolesektor", 17_400),
    "FGK8b": ("Grunnskole", 16_300), "FGK9": ("Helse- og omsorg", 33_500),
}  # fmt: skip
KOSTRA_GROUPS = (
    Row("EKG10", "KOSTRA-gruppe 10"),
    Row("EKG11", "KOSTRA-gruppe 11"),
    Row("EAK", "Landet"),
    Row("EAKUO", "Landet uten Oslo"),
)
KOSTRA_YEARS = (2015, 2025)


@cache
def spending() -> np.ndarray:
    """Table 12362 ``[region, function, kind, contents, year]``; nothing for codes not in use."""
    first, last = KOSTRA_YEARS
    years = np.arange(first, last + 1)
    rows = (*MUNICIPALITIES[:-1], *KOSTRA_GROUPS)
    tilt = 1 + 0.05 * ((np.arange(len(rows))[:, None] * 7 + np.arange(len(SPENDING)) * 3) % 9 - 4)
    base = np.array([amount for _, amount in SPENDING.values()])
    net = np.rint((base * tilt)[..., None] * 1.04 ** (years - 2022))
    kinds = np.stack([np.rint(1.3 * net), net], axis=2)
    people = np.full((len(rows), len(years)), 40_000.0)
    at = [ROWS.index(row) for row in MUNICIPALITIES[:-1]]
    # KOSTRA's inhabitants are those of 31 December.
    after = slice(YEARS.index(first + 1), YEARS.index(last + 1) + 1)
    people[: len(at)] = observed()[at, :, :, 0, after].sum(axis=(1, 2))
    amounts = np.rint(kinds * people[:, None, None] / 1000)
    share = np.rint(100 * kinds / kinds.sum(axis=1, keepdims=True))
    cube = np.stack([amounts, share, kinds], axis=3)
    in_use = np.array([[row.exists(year) for year in years] for row in rows])
    return _frozen(np.where(in_use[:, None, None, None], cube, math.nan))


def _spending_table() -> Table:
    rows = (*MUNICIPALITIES[:-1], *KOSTRA_GROUPS)
    functions = tuple((code, label) for code, (label, _) in SPENDING.items())
    kinds = (
        ("AGD10", "Brutto driftsutgifter på funksjon/tjenesteområde"),
        ("AGD2", "Netto driftsutgifter på funksjon/tjenesteområde"),
    )
    contents = (
        ("KOSbelop0000", "Beløp (1000 kr)"),
        ("KOSandel3501", "Andel av totale utgifter (prosent)"),
        ("KOSbelopinnbygge0000", "Beløp per innbygger (kr)"),
    )
    return Table(
        "12362",
        "Utgifter til tjenesteområdene, kommunekonsern, etter funksjon og art (K)",
        f"{KOSTRA_YEARS[0]}-{KOSTRA_YEARS[1]}",
        (
            Variable(
                "KOKkommuneregion0000", "region", tuple((row.code, row.label) for row in rows)
            ),
            Variable("KOKfunksjon0000", "funksjon", functions),
            Variable("KOKart0000", "art", kinds),
            _contents(contents),
            _time(*KOSTRA_YEARS),
        ),
        spending,
        "2026-06-15T06:00:00Z",
    )


def all_tables() -> dict[str, Table]:
    """Every table before a newer vintage is published, in the order SSB would list them."""
    made = _fixed_tables()
    nine = " og alder, i 9 alternativer (K)"
    full = ", alder, statistikkvariabel og år (K)"
    made += [
        _projection("11168", 2016, 2040, "2016-06-21T08:00:00Z", f"{nine} (B)"),
        _projection("11668", 2018, 2040, "2018-06-26T06:00:00Z", f"{nine} (B)"),
        _projection("12882", 2020, 2050, "2020-08-18T06:00:00Z", nine),
        _projection("13600", 2022, 2050, "2022-07-05T06:00:00Z", nine),
        _projection("14288", 2024, 2050, "2024-06-05T06:00:00Z", full),
        _projection("14746", 2026, 2050, "2026-06-12T06:00:00Z", full),
        _behind("14747", 2026, 2050, "2026-06-12T06:00:00Z"),
        _spending_table(),
    ]
    return {one.id: one for one in made}


# --- code lists and Klass ---------------------------------------------------------------------

CODE_LISTS = {
    "vs_Kommune": ("Kommuner", "Valueset"),
    "agg_KommSummer": ("Kommuner 2024, sammenslåtte tidsserier", "Aggregation"),
    "agg_KommSummerHist": ("Kommuner 2024, sammenslåtte tidsserier", "Aggregation"),
    "agg_KommFylker": ("Fylker 2024, sammenslåtte tidsserier", "Aggregation"),
}
REST = "Delte kommuner og uoppgitt"


class Group(NamedTuple):
    """A value of a code list and the codes it is the sum of."""

    code: str
    label: str
    members: tuple[str, ...]


def code_list(name: str, homes_of_1507: tuple[str, ...]) -> tuple[Group, ...]:
    """The values of a code list."""
    if name == "vs_Kommune":
        return tuple(Group(row.code, row.label, (row.code,)) for row in MUNICIPALITIES)
    if name == "agg_KommFylker":
        present = [row for row in COUNTIES if row.last == 9999 and row.code != "0"]
        return tuple(_summed("F-", row.code, row.name, COUNTIES, ()) for row in present)
    prefix = "K_" if name.endswith("Hist") else "K-"
    present = [row for row in MUNICIPALITIES if row.last == 9999 and row.code != NOWHERE]
    named = [(row.code, row.name) for row in present] + [("Rest", REST)]
    return tuple(
        _summed(prefix, code, label, MUNICIPALITIES, homes_of_1507) for code, label in named
    )


def _summed(
    prefix: str, code: str, label: str, rows: tuple[Row, ...], homes_of_1507: tuple[str, ...]
) -> Group:
    def is_member(row: Row) -> bool:
        if row.home == "shared":
            return code in (homes_of_1507 or ("Rest",))
        return (row.home or row.code) == code

    return Group(prefix + code, label, tuple(row.code for row in rows if is_member(row)))


def codes_at(date: str) -> dict[str, Any]:
    """Klass: the municipalities of a day."""
    rows = [row for row in MUNICIPALITIES if row.exists(int(date[:4]))]
    return {"codes": [{"code": row.code, "name": row.name, "level": "1"} for row in rows]}


def code_changes(start: str, end: str) -> dict[str, Any]:
    """Klass: changes from ``start`` until the day before ``end``."""
    names = {row.code: row.name for row in MUNICIPALITIES}
    found = [
        {
            "oldCode": row.code,
            "oldName": row.name,
            "newCode": new,
            "newName": names[new],
            "changeOccurred": f"{row.last + 1}-01-01",
        }
        for row in MUNICIPALITIES
        for new in row.became
    ]
    return {"codeChanges": [one for one in found if start <= one["changeOccurred"] < end]}


# --- JSON-stat --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Style:
    """One of the forms JSON-stat allows for the same answer."""

    sparse: bool = False
    nulls: bool = False
    index_as_list: bool = False
    lone_index: bool = True
    shuffled: bool = False
    turned: bool = False


STYLES = (
    Style(),
    Style(sparse=True, index_as_list=True),
    Style(shuffled=True),
    Style(sparse=True, nulls=True, lone_index=False, shuffled=True),
    Style(index_as_list=True, lone_index=False, shuffled=True, turned=True),
    Style(sparse=True, lone_index=False, shuffled=True, turned=True),
)
"""0 is SSB's own; ``turned`` gives data answers another order of dimensions."""

MARKS = ("", ".", "..", ":")
NOTES = {
    "1507": "Delt i Ålesund og Haram fra 2024.",
    "1508": "Brudd i 2020-2023.",
    "1580": "Brudd i 2020-2023.",
}


def _shuffled(mapping: dict[str, Any], style: Style) -> dict[str, Any]:
    if not style.shuffled:
        return mapping
    keys = list(mapping)
    random.Random(len(keys)).shuffle(keys)
    return {key: mapping[key] for key in keys}


def _category(variable: Variable, values: Values, style: Style) -> dict[str, Any]:
    codes = [code for code, _ in values]
    made: dict[str, Any] = {}
    if len(codes) > 1 or style.lone_index:
        index = {code: at for at, code in enumerate(codes)}
        made["index"] = codes if style.index_as_list else _shuffled(index, style)
    made["label"] = _shuffled(dict(values), style)
    if variable.code == "ContentsCode":
        made["unit"] = {code: {"base": "personer", "decimals": 0} for code in codes}
    if notes := _notes(variable, codes):
        made["note"] = notes
    return _shuffled(made, style)


def _notes(variable: Variable, codes: Iterable[str]) -> dict[str, list[str]]:
    """What is said of single regions, by code."""
    is_region = variable.code == "Region"
    return {code: [NOTES[code[-4:]]] for code in codes if is_region and code[-4:] in NOTES}


def _mandatory(variable: Variable, values: Values) -> dict[str, Any]:
    """Every note of a region must be shown."""
    notes = _notes(variable, [code for code, _ in values])
    return {"categoryNoteMandatory": {code: {"0": True} for code in notes}} if notes else {}


def _dataset(
    table: Table,
    dimensions: list[tuple[Variable, Values]],
    style: Style,
    extensions: dict[str, Any],
) -> dict[str, Any]:
    """A JSON-stat dataset without its values."""
    kinds = {"Tid": "time", "Region": "geo", "ContentsCode": "metric"}
    shown = [one.code for one, _ in dimensions]
    return {
        "version": "2.0",
        "class": "dataset",
        "label": table.label,
        "source": SOURCE,
        "updated": table.updated,
        "note": ["Tallene er oppdiktet, til bruk i tester."],
        "role": {kind: [code] for code, kind in kinds.items() if code in shown},
        "id": shown,
        "size": [len(values) for _, values in dimensions],
        "dimension": {
            one.code: {
                "label": one.label,
                "category": _category(one, values, style),
                "extension": extensions[one.code] | _mandatory(one, values),
            }
            for one, values in dimensions
        },
        "extension": {
            "px": {"tableid": table.id, "decimals": 0, "official-statistics": True},
            "noteMandatory": {"0": True},
        },
    }


def _cells(values: np.ndarray, marks: np.ndarray, style: Style) -> dict[str, Any]:
    """``value`` and ``status`` of a dataset, row by row."""
    missing = np.isnan(values).ravel()
    numbers: list[int | None] = np.where(missing, 0, values.ravel()).astype(int).tolist()
    gaps = np.flatnonzero(missing).tolist()
    for at in gaps:
        numbers[at] = None
    made: dict[str, Any] = {"value": numbers}
    if style.sparse:
        kept = style.nulls
        made["value"] = {str(at): one for at, one in enumerate(numbers) if kept or one is not None}
    if gaps:
        flat = marks.ravel()
        made["status"] = {str(at): MARKS[flat[at]] for at in gaps}
    return made


# --- queries ----------------------------------------------------------------------------------


class QueryError(Exception):
    """What SSB answers with status 400 and this title."""


class DuplicateError(Exception):
    """The same code twice: SSB answers 500 with nothing."""


def expand(expression: str, codes: tuple[str, ...], is_time: bool) -> list[int]:
    """Places of the codes an expression stands for."""
    found = re.fullmatch(r"(top|bottom|from|to|range)\((.*)\)", expression, re.IGNORECASE)
    if found:
        arguments = [part.strip() for part in found[2].split(",")]
        return _between(found[1].lower(), arguments, codes, is_time)
    if "*" in expression or "?" in expression:
        mask = re.escape(expression).replace(r"\*", ".*").replace(r"\?", ".")
        places = [at for at, code in enumerate(codes) if re.fullmatch(mask, code)]
        if places:
            return places
    elif expression in codes:
        return [codes.index(expression)]
    raise QueryError("Non-existent value")


def _between(name: str, arguments: list[str], codes: tuple[str, ...], is_time: bool) -> list[int]:
    places = list(range(len(codes)))
    if len(arguments) != (2 if name == "range" else 1):
        raise QueryError("Illegal selection expression")
    if name in ("top", "bottom"):
        if not arguments[0].isdigit() or arguments[0] == "0":
            raise QueryError("Illegal selection expression")
        number = int(arguments[0])
        return places[-number:] if (name == "top") == is_time else places[:number]
    if any(one not in codes for one in arguments):
        raise QueryError("Non-existent value")
    ends = [codes.index(one) for one in arguments]
    first = 0 if name == "to" else ends[0]
    last = len(codes) - 1 if name == "from" else ends[-1]
    return places[first : last + 1]


@dataclass(frozen=True)
class Picked:
    """What a query takes of one variable: values with the places they are the sum of."""

    variable: Variable
    groups: list[Group]
    is_left_out: bool = False

    @property
    def values(self) -> Values:
        return tuple((one.code, one.label) for one in self.groups)

    @property
    def places(self) -> list[list[int]]:
        at = {code: place for place, code in enumerate(self.variable.codes)}
        return [[at[code] for code in one.members] for one in self.groups]


def _pick(variable: Variable, chosen: dict[str, Any] | None, groups: list[Group]) -> Picked:
    """The values asked for, of the variable's own or a code list's ``groups``."""
    expressions = (chosen or {}).get("valueCodes") or []
    if not expressions:
        if not variable.elimination:
            raise QueryError("Missing selection for mandantory variable")
        members = (variable.total,) if variable.total in variable.codes else variable.codes
        return Picked(variable, [Group("", "", members)], is_left_out=True)
    if len(set(expressions)) < len(expressions):
        raise DuplicateError
    codes = tuple(one.code for one in groups)
    is_time = variable.code == "Tid"
    places = {place for one in expressions for place in expand(str(one), codes, is_time)}
    return Picked(variable, [groups[place] for place in sorted(places)])


def _default(table: Table) -> list[dict[str, Any]]:
    """What SSB gives when nothing is asked for: not everything."""
    return [
        {"variableCode": one.code, "valueCodes": [one.codes[-1 if one.code == "Tid" else 0]]}
        for one in table.variables
        if not one.elimination
    ]


def _reduced(cube: np.ndarray, picked: list[Picked], reduce: Callable[..., Any]) -> np.ndarray:
    """The cube's cells for what was picked, groups put together with ``reduce``."""
    for axis, one in enumerate(picked):
        places = one.places
        if all(len(group) == 1 for group in places):
            cube = np.take(cube, [group[0] for group in places], axis=axis)
        else:
            parts = [reduce(np.take(cube, group, axis=axis), axis=axis) for group in places]
            cube = np.stack(parts, axis=axis)
    return cube.squeeze(tuple(at for at, one in enumerate(picked) if one.is_left_out))


# --- the server -------------------------------------------------------------------------------


class Answer(NamedTuple):
    """What is sent back."""

    status: int
    body: bytes
    kind: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()


class Call(NamedTuple):
    """A call that was made; ``path`` is after the API's base, with its query string."""

    method: str
    path: str
    body: Any
    time: float


def _json(content: Any, status: int = 200) -> Answer:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Answer(status, text.encode("utf-8"))


def _problem(title: str, status: int = 400) -> Answer:
    return _json({"type": "Parameter error", "title": title, "status": status}, status)


def _number(asked: dict[str, str], name: str, usual: int) -> int:
    given = asked.get(name, "")
    return max(1, int(given)) if given.isdigit() else usual


LOGIN_PAGE = """<!DOCTYPE html><html><head><title>Gjestenett</title></head><body>
<form action="/login" method="post"><input name="room"><input name="code"></form></body></html>"""
ALLOWED: dict[tuple[str, str], frozenset[str]] = {
    ("GET", "config"): frozenset(),
    ("GET", "tables"): frozenset(
        {"lang", "query", "pastdays", "includediscontinued", "pagenumber", "pagesize"}
    ),
    ("GET", "table"): frozenset({"lang"}),
    ("GET", "metadata"): frozenset({"lang", "defaultselection"}),
    ("GET", "codelists"): frozenset({"lang"}),
    ("POST", "data"): frozenset({"lang", "outputformat", "outputformatparams"}),
}
"""Query parameters of each endpoint, by PxWebApi v2's own specification."""
SELECTED = frozenset({"variableCode", "valueCodes", "codelist", "codeList"})
LONGEST_URL = 2100


def _against_the_specification(method: str, path: str, body: Any) -> Answer | None:
    """What the specification does not allow, refused; None where the call is as it should be."""
    parts = urlsplit(path)
    place = parts.path.strip("/").split("/")
    if place[0] == "klass":
        return None
    kind = {1: place[0], 2: "table" if place[0] == "tables" else place[0], 3: place[-1]}.get(
        len(place), ""
    )
    if len(path) > LONGEST_URL and method == "GET":
        return Answer(404, HTML.format("Not Found").encode(), "text/html")
    if (method, kind) not in ALLOWED:
        return None
    asked = parse_qs(parts.query, keep_blank_values=True)
    unknown = {key.lower() for key in asked} - ALLOWED[method, kind]
    if unknown or any(len(values) > 1 for values in asked.values()):
        return _problem(f"Unknown query parameter {', '.join(sorted(unknown))}")
    if asked.get("lang", ["no"])[0] not in ("no", "en"):
        return _problem("Unsupported language")
    if kind == "data" and isinstance(body, dict):
        chosen = body.get("selection", [])
        names = [one.get("variableCode") for one in chosen if isinstance(one, dict)]
        if set(body) - {"selection", "placement"} or len(set(names)) < len(names):
            return _problem("Illegal selection")
        if any(set(one) - SELECTED for one in chosen if isinstance(one, dict)):
            return _problem("Illegal selection")
    return None


HTML = "<!DOCTYPE html><html><body><h1>{}</h1></body></html>"
FAULTS = (
    "429", "429-bare", "503", "500-empty", "html", "truncated", "sizes", "hang", "reset", "gone",
    "label", "login", "login-redirect", "empty", "error-200", "gzip",
)  # fmt: skip


def _unfitting(body: bytes) -> bytes:
    """The dataset with one value too few, or one beyond the last cell."""
    dataset = json.loads(body)
    if isinstance(dataset["value"], list):
        dataset["value"].pop()
    else:
        dataset["value"][str(math.prod(dataset["size"]))] = 1
    return _json(dataset).body


@dataclass
class FakeSSB:
    """SSB on 127.0.0.1, for as long as the ``with`` lasts.

    Parameters
    ----------
    style
        0–5: the form of the JSON-stat answers, see ``STYLES``.
    port
        0 takes any free one.
    """

    style: int = 0
    port: int = 0
    max_cells: int = 800_000
    """Larger queries are refused."""
    told_cells: Any = None
    """What /config says of that limit instead of the truth."""
    missing_status: int = 404
    """Status for a table that does not exist: SSB may answer 404 or 400."""
    remaining: int = 39
    """What x-ratelimit-remaining says."""
    retry_after: str = "1"
    homes_of_1507: tuple[str, ...] = ("1508",)
    """Present codes whose spliced series has Ålesund 2020–2023; none: it is in K-Rest."""
    fault_count: int = 1
    fault_path: str = ""
    """Regular expression searched for in the path; any where empty."""
    fault_after: int = 0
    """How many such calls go well first."""
    fault_seconds: float = math.inf
    """How long "hang" waits before it answers; at most until the caller has given up."""
    fault_label: str = "LHML"
    """Alternative whose label "label" makes unrecognisable."""
    updated_habit: str = ""
    """What becomes of ``updated``: nothing, or "absent", "unreadable" or "moving"."""
    under_revision: str = ""
    """What figures show between 05 and 08: "0" or "."; as they are where empty."""
    years_under_revision: tuple[str, ...] = ()
    """Only these years are under revision; all where empty."""
    other_tables: int = 0
    """Tables that come before all others in every search."""
    calls: list[Call] = field(default_factory=list)
    most_at_once: int = 0
    """Most calls that were under way at the same time."""

    def __post_init__(self) -> None:
        self._lock = threading.RLock()
        self._over = threading.Event()
        self._under_way = self._moved = 0
        self.reset()

    def __enter__(self) -> "FakeSSB":
        handler = type("Handler", (_Handler,), {"fake": self})
        self._server = _Server(("127.0.0.1", self.port), handler)
        self.port = self._server.server_address[1]
        run = partial(self._server.serve_forever, poll_interval=0.01)
        threading.Thread(target=run, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{API}"

    @property
    def klass_url(self) -> str:
        return f"http://127.0.0.1:{self.port}{KLASS}"

    @property
    def data_calls(self) -> int:
        """How many times figures were asked for."""
        is_data = re.compile(r"^/tables/[^/?]+/data(\?|$)")
        return sum(one.method == "POST" and bool(is_data.match(one.path)) for one in self.calls)

    @property
    def fault(self) -> str:
        """What the next calls meet, ``fault_count`` times; one of ``FAULTS``."""
        return self._fault

    @fault.setter
    def fault(self, fault: str) -> None:
        if fault and fault not in FAULTS:
            raise ValueError(f"no such fault: {fault!r}; there are {', '.join(FAULTS)}")
        self._fault = fault

    # -- what a test may do --

    def reset(self) -> None:
        """Forget calls and faults, and put the tables back as they were."""
        with self._lock:
            self.calls.clear()
            self._fault, self.fault_count, self.fault_path, self.fault_after = "", 1, "", 0
            self.most_at_once = 0
            self.tables = all_tables()
            self._blanked: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    def newer(self) -> None:
        """Publish vintage 2028 as table 15999 (and 16000); 14746 is then discontinued."""
        title = ", alder, statistikkvariabel og år (K)"
        with self._lock:
            old = self.tables["14746"]
            self.tables["14746"] = replace(old, discontinued=True)
            self.tables["15999"] = _projection("15999", 2028, 2050, "2028-06-09T06:00:00Z", title)
            self.tables["16000"] = _behind("16000", 2028, 2050, "2028-06-09T06:00:00Z")

    def without_counties(self) -> None:
        """Leave the counties out of the projections and what stands behind them."""
        with self._lock:
            for table in self.tables.values():
                region, *rest = table.variables
                if region.code == "Region" and table.title.startswith("Framskre"):
                    kept = [at for at, code in enumerate(region.codes) if len(code) != 2]
                    fewer = replace(region, values=tuple(region.values[at] for at in kept))
                    self.tables[table.id] = replace(
                        table, variables=(fewer, *rest), cube=partial(_rows_of, table.cube, kept)
                    )

    def a_year_ago(self, table: str) -> Table:
        """Put back the table as it was before its last year came; gives the present one."""
        with self._lock:
            now = self.tables[table]
            *others, time_ = now.variables
            before = replace(time_, values=time_.values[:-1])
            self.tables[table] = replace(
                now,
                variables=(*others, before),
                cube=partial(_but_the_last_year, now.cube),
                updated=f"{int(now.updated[:4]) - 1}{now.updated[4:]}",
            )
            return now

    def touch(self, table: str) -> str:
        """Move the table's ``updated`` by a day, and give the new one."""
        form = "%Y-%m-%dT%H:%M:%SZ"
        with self._lock:
            old = self.tables[table]
            moved = datetime.strptime(old.updated, form) + timedelta(days=1)
            self.tables[table] = replace(old, updated=moved.strftime(form))
            return self.tables[table].updated

    def blank(self, table: str, mark: str = ":", **codes: str) -> None:
        """Take cells away, e.g. ``blank("14746", ":", Region="5025", Tid="2030")``."""
        with self._lock:
            values, marks = (cube.copy() for cube in self._cube(self.tables[table]))
            where = tuple(
                one.codes.index(codes[one.code]) if one.code in codes else slice(None)
                for one in self.tables[table].variables
            )
            values[where], marks[where] = math.nan, MARKS.index(mark)
            self._blanked[table] = (values, marks)

    # -- answers --

    def _cube(self, table: Table) -> tuple[np.ndarray, np.ndarray]:
        """Figures of a table and, for those that are missing, which of ``MARKS``."""
        if table.id in self._blanked:
            return self._blanked[table.id]
        values = table.cube()
        return values, np.isnan(values).astype(np.int8) * MARKS.index("..")

    def handle(self, method: str, target: str, content: bytes) -> tuple[Answer, str]:
        """The answer to a call, and the fault that the connection itself is to have."""
        is_klass = target.startswith(KLASS)
        path = "/klass" + target.removeprefix(KLASS) if is_klass else target.removeprefix(API)
        try:
            body = json.loads(content) if content else None
        except ValueError:
            body = content
        with self._lock:
            self.calls.append(Call(method, path, body, time.monotonic()))
            return self._spoilt(self._answer(method, path, body), path)

    def _answer(self, method: str, path: str, body: Any) -> Answer:
        if "/login" in path:
            return Answer(200, LOGIN_PAGE.encode(), "text/html")
        parts = urlsplit(path)
        if refusal := _against_the_specification(method, path, body):
            return refusal
        asked = {key.lower(): values[-1] for key, values in parse_qs(parts.query).items()}
        match method, parts.path.strip("/").split("/"):
            case "GET", ["config"]:
                return _json(self._config())
            case "GET", ["tables"]:
                return _json(self._search(asked))
            case "GET", ["tables", table]:
                return self._of_table(table, lambda one: _json(self._listed(one)))
            case "GET", ["tables", table, "metadata"]:
                return self._of_table(table, self._metadata)
            case "POST", ["tables", table, "data"]:
                return self._of_table(table, lambda one: self._data(one, body))
            case "GET", ["codelists", name] if name in CODE_LISTS:
                return _json(self._code_list(name))
            case "GET", ["klass", "classifications", "131", what]:
                return self._klass(what.removesuffix(".json"), asked)
        return Answer(404, b"Not Found", "text/plain")

    def _of_table(self, table: str, answer: Callable[[Table], Answer]) -> Answer:
        if table in self.tables:
            return answer(self.tables[table])
        return _problem("Non-existent table", self.missing_status)

    def _config(self) -> dict[str, Any]:
        return {
            "apiVersion": "2.3.2",
            "appVersion": "2.5.0+build.30",
            "languages": [{"id": "no", "label": "Norsk"}, {"id": "en", "label": "English"}],
            "defaultLanguage": "no",
            "maxDataCells": self.max_cells if self.told_cells is None else self.told_cells,
            "maxCallsPerTimeWindow": 0,
            "timeWindow": 0,
            "license": "https://www.ssb.no/en/diverse/lisens",
            "sourceReferences": [{"language": "no", "text": f"Kilde: {SOURCE}"}],
            "defaultDataFormat": "json-stat2",
            "dataFormats": ["json-stat2", "csv", "px", "xlsx", "html", "json-px", "parquet"],
            "features": [{"id": "CORS", "params": [{"key": "enabled", "value": "True"}]}],
        }

    def _link(self, relation: str, path: str) -> dict[str, str]:
        return {"rel": relation, "hreflang": "no", "href": f"{self.url}{path}"}

    def _listed(self, table: Table) -> dict[str, Any]:
        first, last = table.period.split("-")
        return {
            "type": "Table",
            "id": table.id,
            "label": f"{table.id}: {table.title} {table.period}",
            "description": "",
            "updated": table.updated,
            "firstPeriod": first,
            "lastPeriod": last,
            "category": "public",
            "variableNames": [one.label for one in table.variables],
            "discontinued": table.discontinued,
            "source": SOURCE,
            "timeUnit": "Annual",
            "subjectCode": "be",
            "links": [
                self._link("self", f"/tables/{table.id}?lang=no"),
                self._link("metadata", f"/tables/{table.id}/metadata?lang=no"),
                self._link("data", f"/tables/{table.id}/data?lang=no"),
            ],
        }

    def _search(self, asked: dict[str, str]) -> dict[str, Any]:
        """Tables with any word of the query in their title, those with most of them first."""
        words = set(re.findall(r"\w+", asked.get("query", "").lower())) - {"title"}
        with_old = asked.get("includediscontinued", "false").lower() == "true"
        listed = [self._listed(one) for one in self.tables.values()]
        hits = {
            one["id"]: len(words & set(re.findall(r"\w+", one["label"].lower()))) for one in listed
        }
        found = [
            one
            for one in sorted(listed, key=lambda one: -hits[one["id"]])
            if (hits[one["id"]] or not words) and (with_old or not one["discontinued"])
        ]
        other = self._listed(self.tables["14742"])
        filling = [{**other, "id": f"9{n:04d}"} for n in range(self.other_tables)]
        found = [*filling, *found]
        size, number = _number(asked, "pagesize", 20), _number(asked, "pagenumber", 1)
        pages = max(1, -(-len(found) // size))
        page = {
            "pageNumber": number,
            "pageSize": size,
            "totalElements": len(found),
            "totalPages": pages,
            "links": [self._link("next", f"/tables?pageNumber={number + 1}")][: pages > number],
        }
        shown = found[(number - 1) * size : number * size]
        return {"language": "no", "tables": shown, "page": page, "links": []}

    def _extension(self, variable: Variable) -> dict[str, Any]:
        lists = [
            {
                "id": name,
                "label": CODE_LISTS[name][0],
                "type": CODE_LISTS[name][1],
                "links": [self._link("metadata", f"/codelists/{name}?lang=no")],
            }
            for name in variable.codelists
        ]
        return {"elimination": variable.elimination, "show": "value", "codelists": lists}

    def _metadata(self, table: Table) -> Answer:
        style = STYLES[self.style]
        extensions = {one.code: self._extension(one) for one in table.variables}
        dimensions = [(one, one.values) for one in table.variables]
        return _json(self._timed(_shuffled(_dataset(table, dimensions, style, extensions), style)))

    def _timed(self, made: dict[str, Any]) -> dict[str, Any]:
        """A dataset with ``updated`` as it is, or by its present bad habit."""
        match self.updated_habit:
            case "absent":
                return {key: value for key, value in made.items() if key != "updated"}
            case "unreadable":
                return {**made, "updated": "i går kl. 8"}
            case "moving":
                self._moved += 1
                moved = datetime(2026, 11, 21, 10) + timedelta(seconds=self._moved)
                return {**made, "updated": f"{moved.isoformat()}Z"}
        return made

    def _revised(self, values: np.ndarray, marks: np.ndarray, shown: list[Picked]) -> None:
        """Figures under revision: nothing, or nobody, in all years or some."""
        if not self.under_revision:
            return
        where: list[Any] = [slice(None)] * values.ndim
        for axis, one in enumerate(shown):
            if one.variable.code == "Tid" and self.years_under_revision:
                codes = [code for code, _ in one.values]
                where[axis] = [codes.index(y) for y in self.years_under_revision if y in codes]
        is_zero = self.under_revision == "0"
        values[tuple(where)] = 0.0 if is_zero else math.nan
        marks[tuple(where)] = 0 if is_zero else MARKS.index(".")

    def _code_list(self, name: str) -> dict[str, Any]:
        label, kind = CODE_LISTS[name]
        groups = code_list(name, self.homes_of_1507)
        values = [
            {"code": one.code, "label": one.label, "valueMap": list(one.members)} for one in groups
        ]
        return {
            "id": name,
            "label": label,
            "language": "no",
            "languages": ["no"],
            "type": kind,
            "values": values,
            "links": [self._link("self", f"/codelists/{name}?lang=no")],
        }

    def _klass(self, what: str, asked: dict[str, str]) -> Answer:
        if what == "codesAt" and "date" in asked:
            return _json(codes_at(asked["date"]))
        if what == "changes" and "from" in asked:
            return _json(code_changes(asked["from"], asked.get("to", "9999-12-31")))
        return Answer(400, b"Bad Request", "text/plain")

    # -- figures --

    def _groups(self, variable: Variable, chosen: dict[str, Any] | None) -> list[Group]:
        """The values one may choose among: the variable's own, or a code list's."""
        name = (chosen or {}).get("codelist") or (chosen or {}).get("codeList")
        if not name:
            return [Group(code, label, (code,)) for code, label in variable.values]
        if name not in variable.codelists:
            raise QueryError("Non-existent codelist")
        known = set(variable.codes)
        kept = [
            one._replace(members=tuple(code for code in one.members if code in known))
            for one in code_list(name, self.homes_of_1507)
        ]
        return [one for one in kept if one.members]

    def _picked(self, table: Table, body: Any) -> list[Picked]:
        selection = (body or {}).get("selection") or _default(table)
        chosen = {one["variableCode"]: one for one in selection}
        if set(chosen) - {one.code for one in table.variables}:
            raise QueryError("Non-existent variable")
        return [
            _pick(one, chosen.get(one.code), self._groups(one, chosen.get(one.code)))
            for one in table.variables
        ]

    def _data(self, table: Table, body: Any) -> Answer:
        try:
            picked = self._picked(table, body)
        except QueryError as error:
            return _problem(str(error))
        except DuplicateError:
            return Answer(500, b"")
        except (AttributeError, KeyError, TypeError):
            return _problem("Illegal selection")
        if math.prod(len(one.groups) for one in picked) > self.max_cells:
            return _problem("Too many cells selected")
        return _json(self._figures(table, picked))

    def _figures(self, table: Table, picked: list[Picked]) -> dict[str, Any]:
        style = STYLES[self.style]
        cube, cube_marks = self._cube(table)
        values = _reduced(cube, picked, np.sum)
        marks = _reduced(cube_marks, picked, np.max)
        shown = [one for one in picked if not one.is_left_out]
        if self.under_revision:
            values, marks = values.copy(), marks.copy()
            self._revised(values, marks, shown)
        if style.turned:
            shown, values, marks = shown[::-1], values.T, marks.T
        dimensions = [(one.variable, one.values) for one in shown]
        extensions = {
            one.variable.code: {"elimination": one.variable.elimination, "show": "value"}
            for one in shown
        }
        made = _dataset(table, dimensions, style, extensions) | _cells(values, marks, style)
        return self._timed(_shuffled(made, style))

    # -- faults --

    def _spoilt(self, answer: Answer, path: str) -> tuple[Answer, str]:
        """The answer with the present fault, when it is this call's turn."""
        if not self._is_hit(answer, path):
            return answer, ""
        if self.fault_after:
            self.fault_after -= 1
            return answer, ""
        fault = self._fault
        self.fault_count -= 1
        if self.fault_count < 1:
            self._fault, self.fault_count, self.fault_path = "", 1, ""
        return self._with_fault(fault, answer), fault if fault in ("hang", "reset") else ""

    def _is_hit(self, answer: Answer, path: str) -> bool:
        if not self._fault or not re.search(self.fault_path, path):
            return False
        if self._fault == "gone":
            return path.startswith("/tables/")
        if self._fault == "sizes":
            return answer.status == 200 and "/data" in path
        if self._fault == "label":
            return f"({self.fault_label})".encode() in answer.body
        return True

    def _with_fault(self, fault: str, answer: Answer) -> Answer:
        wait = (("Retry-After", self.retry_after),)
        busy = Answer(429, b"API calls quota exceeded!", "text/plain")
        match fault:
            case "429":
                return busy._replace(headers=wait)
            case "429-bare":
                return busy
            case "503":
                return Answer(503, HTML.format("Service Unavailable").encode(), "text/html")
            case "500-empty":
                return Answer(500, b"")
            case "html":
                return Answer(200, HTML.format("Statistikkbanken").encode(), "text/html")
            case "login":
                return Answer(200, LOGIN_PAGE.encode(), "text/html")
            case "login-redirect":
                return Answer(302, b"", "text/html", (("Location", "http://localhost:%d/login"),))
            case "empty":
                return Answer(200, b"")
            case "error-200":
                return _problem("Too many cells selected")._replace(status=200)
            case "gzip":
                return answer._replace(headers=(("Content-Encoding", "gzip"),))
            case "gone":
                return _problem("Non-existent table", self.missing_status)
            case "truncated":
                return answer._replace(body=answer.body[: len(answer.body) // 2])
            case "sizes":
                return answer._replace(body=_unfitting(answer.body))
            case "label":
                pattern = rb'"[^"]*\(' + self.fault_label.encode() + rb'\)"'
                return answer._replace(body=re.sub(pattern, b'"Alternativ uten navn"', answer.body))
        return answer


class _Server(http.server.ThreadingHTTPServer):
    """Without the look-up of the host's name, which may take seconds."""

    request_queue_size = 64

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def handle_error(self, *_: object) -> None:
        """Say nothing: a client that hangs up is part of the tests."""


class _Handler(http.server.BaseHTTPRequestHandler):
    fake: FakeSSB
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def _serve(self, method: str) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with self.fake._lock:
            self.fake._under_way += 1
            self.fake.most_at_once = max(self.fake.most_at_once, self.fake._under_way)
        try:
            answer, fault = self.fake.handle(method, self.path, content)
            if fault == "hang":
                self._hang()
        finally:
            with self.fake._lock:
                self.fake._under_way -= 1
        if fault == "reset" or self.fake._over.is_set():
            self._hang_up()
        else:
            self._send(answer)

    def _hang(self) -> None:
        """Say nothing, as long as told or until the caller hangs up."""
        until = time.monotonic() + self.fake.fault_seconds
        while time.monotonic() < until and not self.fake._over.is_set():
            if select.select([self.connection], [], [], 0.01)[0]:
                break  # it sends nothing more, so this is its end

    def _send(self, answer: Answer) -> None:
        with suppress(ConnectionError):
            self.send_response(answer.status)
            self.send_header("Content-Type", f"{answer.kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(answer.body)))
            self.send_header("x-ratelimit-policy", "40;w=60s")
            self.send_header("x-ratelimit-remaining", str(self.fake.remaining))
            for name, value in answer.headers:
                self.send_header(name, value.replace("%d", str(self.fake.port)))
            self.end_headers()
            self.wfile.write(answer.body)
            self.wfile.flush()

    def _hang_up(self) -> None:
        """Close at once, so that the client sees a reset."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(self.connection.detach())

    def log_message(self, *_: object) -> None:
        """Keep the test run's output clean."""


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description="A stand-in for SSB's PxWebApi v2.")
    parser.add_argument("--port", type=int, default=8700)
    parser.add_argument("--style", type=int, default=0, choices=range(len(STYLES)))
    parser.add_argument("--newer", action="store_true", help="with a vintage 2028")
    chosen = parser.parse_args()
    with FakeSSB(style=chosen.style, port=chosen.port) as fake:
        if chosen.newer:
            fake.newer()
        print(f"BAEREEVNE_SSB_URL={fake.url}\nKlass: {fake.klass_url}", flush=True)
        with suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
