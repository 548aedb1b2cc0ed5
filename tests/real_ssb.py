"""The stand-in for SSB with what SSB's own lists are like: every municipality, and all eras.

All 357 municipalities by SSB's names, some in two languages; codes of every era in one table, the
years in their names; Svalbard, the shelf and «Uoppgitt» among the counties; split municipalities
under ``K-Rest``; and the older editions, with the words, ages and dimensions they have. Figures of
municipalities that :mod:`fake_ssb` does not have are a part of Oslo's.

Not verified against SSB: which ages the editions before 2011 have in codes, and that ``agg_`` lists
of counties give the shelf and Svalbard a code of two digits.
"""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import fake_ssb
import numpy as np
from fake_ssb import (
    ALTERNATIVES,
    COUNTIES,
    MUNICIPALITIES,
    NOWHERE,
    REST,
    ROWS,
    Answer,
    FakeSSB,
    Group,
    QueryError,
    Row,
    Table,
    Variable,
    projection_order,
    regions_of,
)

NAMES = Path(__file__).parent / "kommuner_2024.csv"


def _names() -> dict[str, str]:
    with NAMES.open(encoding="utf-8", newline="") as file:
        return {row["kode"]: row["navn"] for row in csv.DictReader(file, delimiter=";")}


NAME_OF = _names()
LABELS = {
    "03": "Oslo - Oslove", "18": "Nordland - Nordlánnda", "50": "Trøndelag - Trööndelage",
    "55": "Troms - Romsa - Tromssa", "56": "Finnmark - Finnmárku - Finmarkku",
}  # fmt: skip
NO_PLACE = ("21", "22", "23", "99")
OTHER_COUNTIES = tuple(
    Row(code, LABELS.get(code, name))
    for code, name in {
        "11": "Rogaland", "18": "Nordland", "31": "Østfold", "32": "Akershus", "33": "Buskerud",
        "39": "Vestfold", "40": "Telemark", "42": "Agder", "55": "Troms", "56": "Finnmark",
        "21": "Svalbard", "22": "Jan Mayen", "23": "Kontinentalsokkelen", "99": "Uoppgitt",
    }.items()
)  # fmt: skip
FORMER = (
    Row("1129", "Forsand", last=2019, home="1108"),
    Row("1571", "Halsa", last=2019, home="Rest"),
    Row("1613", "Snillfjord", last=2017, home="Rest"),
    Row("1638", "Orkdal", last=2017, home="Rest"),
    Row("1805", "Narvik", last=2019, home="Rest"),
    Row("1849", "Hamarøy", last=2019, home="Rest"),
    Row("1850", "Tysfjord", last=2019, home="Rest"),
    Row("5012", "Snillfjord", 2018, 2019, home="Rest"),
    Row("5024", "Orkdal", 2018, 2019, home="Rest"),
)
SPLIT = ("1806", "1875", "5059")
OTHERS = tuple(
    Row(code, name, first=2020 if code in SPLIT else 0)
    for code, name in NAME_OF.items()
    if code not in {row.code for row in MUNICIPALITIES}
)


def _own(row: Row) -> Row:
    """A row of the small stand-in by SSB's own name; Hitra has no history before 2020."""
    home = "Rest" if row.home in ("5055", "5056") else row.home
    name = LABELS.get(row.code, NAME_OF.get(row.code, row.name))
    return row._replace(name=name, home=home)


EVERY_COUNTY = (*map(_own, COUNTIES), *OTHER_COUNTIES)
EVERY_MUNICIPALITY = (*map(_own, MUNICIPALITIES), *FORMER, *OTHERS)
EVERY = EVERY_COUNTY + EVERY_MUNICIPALITY
HAS_FIGURES = {row.code for row in ROWS}


def widened(cube: Callable[[], np.ndarray], rows: tuple[Row, ...], year: int) -> np.ndarray:
    """Figures of every code from those of some: others are parts of Oslo's, or nothing.

    ``year`` is that of the codes in use; 0 where each year has its own.
    """
    base = cube()
    at = {row.code: place for place, row in enumerate(rows)}
    oslo = base[at["0301"]]
    wide = np.zeros((len(EVERY), *base.shape[1:]))
    for place, row in enumerate(EVERY):
        if row.code in at:
            wide[place] = base[at[row.code]]
        elif row.code not in HAS_FIGURES and row.code not in NO_PLACE and row.exists(year or 2025):
            wide[place] = np.floor(oslo * (place % 20 + 1) / 1000)
            if not year and row.first:
                wide[place][..., : row.first - fake_ssb.YEARS[0]] = 0
        elif not year and row.last < 9999 and row.code not in HAS_FIGURES:
            wide[place] = np.floor(oslo * (place % 20 + 1) / 1000)
            wide[place][..., row.last + 1 - fake_ssb.YEARS[0] :] = 0
    return wide


def _regions(table: Table, *codelists: str) -> Variable:
    values = tuple((row.code, row.label) for row in EVERY)
    return replace(table.variables[0], values=values, codelists=codelists)


def _wide(table: Table) -> Table:
    """A table of the small stand-in with every code."""
    if table.variables[0].code != "Region":
        return table
    year = 0 if table.id in ("07459", "06913") else int(table.period[:4])
    rows = ROWS if not year else regions_of(year)
    lists = table.variables[0].codelists
    return replace(
        table,
        variables=(_regions(table, *lists), *table.variables[1:]),
        cube=partial(widened, table.cube, rows, year),
    )


# --- older editions ---------------------------------------------------------------------------

OLD_NAMES = {
    "MMMM": "Middels nasjonal vekst", "LLML": "Lav nasjonal vekst", "HHMH": "Høy nasjonal vekst",
    "MMML": "Lav innvandring", "MMMH": "Høy innvandring", "LHML": "Sterk aldring",
    "HLMH": "Svak aldring", "MMM0": "Ingen innvandring", "MM00": "Ingen flytting",
}  # fmt: skip


def _edition(table: str, year: int, words: Callable[[str], str]) -> Table:
    """An edition with its own words for the alternatives."""
    title = f" og alder, i 9 alternativer (K) ({year}-framskrivingen)"
    made = fake_ssb._projection(table, year, 2040, f"{year}-06-20T08:00:00Z", title)
    contents = tuple(
        (f"Personer{n or ''}", words(one)) for n, one in enumerate(projection_order(year))
    )
    *others, _, time = made.variables
    return replace(made, variables=(*others, fake_ssb._contents(contents), time))


def _turned(cube: Callable[[], np.ndarray]) -> np.ndarray:
    """Alternatives as a dimension: ``[region, alternative, sex, age, contents, year]``."""
    return np.moveaxis(cube(), 3, 1)[:, :, :, :, None]


def _with_framskriv(made: Table) -> Table:
    region, sex, age, contents, time = made.variables
    codes = [str(at + 1) for at in range(len(contents.values))]
    framskriv = Variable(
        "Framskriv",
        "alternativ",
        tuple(zip(codes, (label for _, label in contents.values), strict=True)),
    )
    persons = fake_ssb._contents((("Personer", "Personer"),))
    return replace(
        made,
        variables=(region, framskriv, sex, age, persons, time),
        cube=partial(_turned, made.cube),
    )


def _grouped(cube: Callable[[], np.ndarray], starts: list[int]) -> np.ndarray:
    return np.add.reduceat(cube(), starts, axis=2)


def _with_ages(made: Table, ages: Mapping[str, str], starts: list[int]) -> Table:
    """By other ages, a total among them that is not the last."""
    region, sex, age, *rest = made.variables
    other = replace(age, values=(("999", "I alt"), *ages.items()))

    def cube() -> np.ndarray:
        groups = _grouped(made.cube, starts)
        return np.concatenate([groups.sum(axis=2, keepdims=True), groups], axis=2)

    return replace(made, variables=(region, sex, other, *rest), cube=cube)


def _without_ages(table: str) -> Table:
    """The 2002 edition: one alternative, that its title tells, and no ages."""
    made = _edition(table, 2002, lambda _: "Personer")
    region, _, _, _, time = made.variables
    return replace(
        made,
        title="Framskrevet folkemengde per 01.01, alternativ MMMM (K) (2002-framskrivingen)",
        variables=(region, fake_ssb._contents((("Personer", "Personer"),)), time),
        cube=lambda: made.cube()[..., :1, :].sum(axis=(1, 2)),
    )


def older() -> list[Table]:
    """The editions before 2016, as far as they are known."""
    single = {str(age): f"{age} år" for age in range(99)} | {"99+": "99 år eller eldre"}
    service = [0, 1, 6, 13, 16, 20, 67, 80, 90]
    groups = {
        f"{low:02d}-{up - 1:02d}": f"{low}-{up - 1} år" if up - 1 > low else f"{low} år"
        for low, up in pairwise(service)
    } | {"90+": "90 år og over"}
    return [
        _without_ages("03375"),
        _with_ages(_edition("05904", 2005, lambda one: f"Alternativ {one}"), groups, service),
        _with_ages(
            _edition("06917", 2008, lambda one: f"Alternativ {one}: {OLD_NAMES[one].lower()}"),
            single,
            list(range(100)),
        ),
        _edition("07268", 2009, lambda one: f"Alternativ {' '.join(one)}"),
        _edition("08109", 2010, lambda one: one.lower()),
        _with_framskriv(_edition("08825", 2011, lambda one: f"{OLD_NAMES[one]} ({one})")),
        _edition("09482", 2012, lambda one: f"{OLD_NAMES[one]} (Alternativ {one})"),
        _edition("10213", 2014, lambda one: f"{OLD_NAMES[one]} (Alternativ {one})"),
    ]


# --- code lists -------------------------------------------------------------------------------


def _list(prefix: str, rows: tuple[Row, ...], more: Mapping[str, str]) -> list[Group]:
    present = [row for row in rows if row.last == 9999 and row.code not in ("0", NOWHERE)]

    def members(code: str) -> tuple[str, ...]:
        def home(row: Row) -> str:
            return "1508" if row.home == "shared" else row.home or row.code

        return tuple(row.code for row in rows if home(row) == code)

    named = {row.code: row.name for row in present} | dict(more)
    return [Group(prefix + code, label, members(code)) for code, label in named.items()]


SUMS = {"21-22": "Svalbard og Jan Mayen", "23": "Kontinentalsokkelen", "99": "Uoppgitt"}


def lists() -> dict[str, tuple[str, str, list[Group]]]:
    """Label, kind and values by id."""
    plain = [Group(row.code, row.label, (row.code,)) for row in EVERY_MUNICIPALITY]
    spliced = "Kommuner 2024, sammenslåtte tidsserier"
    more = {**SUMS, "Rest": REST}
    return {
        "vs_Kommune": ("Kommuner", "Valueset", plain),
        "agg_Fylker2024": ("Fylker 2024", "Aggregation", _list("F-", EVERY_COUNTY, {})),
        "agg_KommSummer": (spliced, "Aggregation", _list("K-", EVERY_MUNICIPALITY, more)),
        "agg_KommSummerHist": (spliced, "Aggregation", _list("K_", EVERY_MUNICIPALITY, more)),
        "agg_KommFylker": (
            "Fylker 2024, sammenslåtte tidsserier",
            "Aggregation",
            _list("F-", EVERY_COUNTY, {}),
        ),
    }


@dataclass
class RealSSB(FakeSSB):
    """SSB as its own lists are; ``renamed`` gives a code list another id and label."""

    renamed: tuple[tuple[str, str, str], ...] = ()
    """Old id, new id and new label."""

    def reset(self) -> None:
        super().reset()
        with self._lock:
            made = {one.id: one for one in older()} | self.tables
            self.tables = {id: _wide(one) for id, one in made.items()}
            self.lists = lists()
            for old, new, label in self.renamed:
                _, kind, groups = self.lists.pop(old)
                self.lists[new] = (label, kind, groups)

    def _name(self, list_: str) -> str:
        return next((new for old, new, _ in self.renamed if old == list_), list_)

    def _extension(self, variable: Variable) -> dict[str, Any]:
        names = [self._name(one) for one in variable.codelists]
        listed = [
            {
                "id": name,
                "label": self.lists[name][0],
                "type": self.lists[name][1],
                "links": [self._link("metadata", f"/codelists/{name}?lang=no")],
            }
            for name in names
        ]
        return {"elimination": variable.elimination, "show": "value", "codelists": listed}

    def _answer(self, method: str, path: str, body: Any) -> Answer:
        if "/codelists/" not in path:
            return super()._answer(method, path, body)
        if refusal := fake_ssb._against_the_specification(method, path, body):
            return refusal
        name = path.split("?")[0].rsplit("/", 1)[1]
        if name not in self.lists:
            return Answer(404, b"Not Found", "text/plain")
        label, kind, groups = self.lists[name]
        values = [
            {"code": one.code, "label": one.label, "valueMap": list(one.members)} for one in groups
        ]
        return fake_ssb._json({"id": name, "label": label, "type": kind, "values": values})

    def _groups(self, variable: Variable, chosen: dict[str, Any] | None) -> list[Group]:
        name = (chosen or {}).get("codelist")
        if not name:
            return [Group(code, label, (code,)) for code, label in variable.values]
        if name not in {self._name(one) for one in variable.codelists}:
            raise QueryError("Non-existent codelist")
        known = set(variable.codes)
        kept = [
            one._replace(members=tuple(code for code in one.members if code in known))
            for one in self.lists[name][2]
        ]
        return [one for one in kept if one.members]


__all__ = ["ALTERNATIVES", "EVERY", "NAME_OF", "RealSSB", "widened"]
