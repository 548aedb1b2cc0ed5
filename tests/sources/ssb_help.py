"""What the tests of SSB's figures share: a clock that does not wait, and what the stand-in has."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from fake_ssb import LETTERS, projected, regions_of

from projections.case import Case, Projection
from projections.people.population import Population
from projections.provenance import Source
from projections.series import Series
from projections.sources.statbank import ssb
from projections.sources.statbank.archive import Archive
from projections.sources.statbank.ssb import Client, Throttle

NEWEST, BEHIND = "14746", "14747"
Opened = Callable[..., Archive]


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


class Altered(Client):
    """Answers as SSB does, but for paths where something else comes."""

    def __init__(self, base: str, change: Mapping[str, Callable[[Any], Any]]) -> None:
        clock = Clock()
        super().__init__(base, Throttle(clock=clock.now, sleep=clock.sleep))
        self.change = dict(change)

    def _changed(self, path: str, content: bytes) -> bytes:
        for part, change in self.change.items():
            if part in path:
                return json.dumps(change(json.loads(content))).encode()
        return content

    def get(self, path: str, **parameters: str) -> bytes:
        return self._changed(path, super().get(path, **parameters))

    def post(self, table: str, selection: ssb.Selection) -> bytes:
        return self._changed(f"{table}/data", super().post(table, selection))


def is_sentence(text: str) -> bool:
    return text.endswith(".") and "\n" not in text and len(text) < 500


def persons_in(case: Case, code: str) -> np.ndarray:
    found = case.projection(code)
    assert found
    return found.population.persons[0]


def truth(vintage: int, letters: str, *codes: str, last: int = 2050) -> np.ndarray:
    """People the stand-in has, ``[year, sex, age]``, the sum of some codes."""
    people = projected(vintage, last)[0][_places(vintage, codes)]
    return people[:, :, :, LETTERS.index(letters)].sum(axis=0).transpose(2, 0, 1)


def flows(vintage: int, letters: str, *codes: str, last: int = 2050) -> np.ndarray:
    """Births, deaths, domestic and foreign migration of the stand-in, ``[4, year]``."""
    happened = projected(vintage, last)[1][_places(vintage, codes)]
    return happened[:, LETTERS.index(letters)].sum(axis=0)


def _places(vintage: int, codes: Iterable[str]) -> list[int]:
    listed = [row.code for row in regions_of(vintage)]
    return [listed.index(one) for one in codes]


def assert_same(one: Case, other: Case) -> None:
    """Two cases are the same, cell by cell, in sources and what is said of them too."""
    assert one.region == other.region
    assert one.pyramid
    assert other.pyramid
    _same_people(one.observed, other.observed)
    _same_people(one.pyramid, other.pyramid)
    assert [each.code for each in one.projections] == [each.code for each in other.projections]
    for mine, theirs in zip(one.projections, other.projections, strict=True):
        _same_people(mine.population, theirs.population)
        _same_series(mine.components, theirs.components)
    _same_series(one.components, other.components)


def _same_people(one: Population, other: Population) -> None:
    assert np.array_equal(one.persons, other.persons, equal_nan=True)
    for name in ("alternatives", "years", "sexes", "ages", "region"):
        assert getattr(one, name) == getattr(other, name), name
    assert _undated(one.source) == _undated(other.source)


def _same_series(one: Iterable[Series], other: Iterable[Series]) -> None:
    for mine, theirs in zip(one, other, strict=True):
        assert (mine.region, mine.alternative, mine.item, mine.unit, mine.years, mine.extra) == (
            theirs.region, theirs.alternative, theirs.item, theirs.unit, theirs.years, theirs.extra,
        )  # fmt: skip
        assert np.array_equal(mine.values, theirs.values, equal_nan=True), mine.item
        assert _undated(mine.source) == _undated(theirs.source)


def _undated(source: Source) -> Source:
    """Midnight may lie between two fetches."""
    return replace(source, retrieved="2026-11-21")


def figures_of(people: Population) -> set[int]:
    """Years that have figures: every cell known, and somebody living there."""
    sums = people.persons.sum(axis=(0, 2, 3))
    return {year for year, total in zip(people.years, sums, strict=True) if total > 0}


def assert_behind(projection: Projection, expected: np.ndarray) -> None:
    """What stands behind a projection is ``[4, year]`` from its first year on, and its sums."""
    found = {one.item: one for one in projection.components}
    first, last = projection.population.years[0], projection.population.years[-1]
    for one in found.values():
        assert one.years == tuple(range(first, last))
        assert (one.alternative, one.unit) == (projection.alternative, "persons")
        assert one.region == projection.population.region
        assert int(one.source.id[4:]) == int(projection.population.source.id[4:]) + 1
        assert one.source.vintage == projection.population.source.vintage
    names = ("births", "deaths", "net_domestic", "net_immigration")
    for name, values in zip(names, expected, strict=True):
        assert np.array_equal(found[name].values, values), name
    births, deaths, domestic, foreign = expected
    assert np.array_equal(found["net_migration"].values, domestic + foreign)
    assert np.array_equal(found["growth"].values, births - deaths + domestic + foreign)
    assert len(found) == 6
