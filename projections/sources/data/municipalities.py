"""People of every municipality by sex and single age, bundled; counties and Norway as their sums.

One array is read once, 3 MB of whole numbers; a region's people are cut out of it when they are
asked for. Source: SSB, table 07459, by the borders of 2024.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...errors import DataFileError
from ...norwegian import listing, number, percent
from ...people.ages import SERVICE_AGES
from ...people.cohort import SEXES, SINGLE_AGES
from ...people.place_names import COUNTIES, Former, norwegian_first, told_apart
from ...people.population import OBSERVED, Population, Region
from ...provenance import Source
from ...trend.history import APPORTIONED as ESTIMATED
from ..statbank.regions import NORWAY
from .datafiles import DataFiles, reading

SOURCE, NAMES, FORMER = "ssb-07459-alle", "klass-131", "klass-131-tidligere"
FIRST_YEAR = 2006
"""Two municipalities lack the year before."""
HALVED = ("1508", "1580")
"""Ålesund and Haram: the file gives each half of what they were together until 2023, though six of
seven lived in Ålesund. They are shared anew by how they stood to each other in 2024."""
JUMP = 0.08
"""A change in a year that is told of [share]: few births, deaths and moves make one so large."""
MISSING = -1
"""What stands for a missing figure in the file."""
_UNREADABLE = (
    ValueError,
    LookupError,
    TypeError,
    EOFError,
    OSError,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, eq=False)
class Municipalities:
    """Every municipality's people, 1 January.

    Parameters
    ----------
    persons
        ``int16[region, year, sex, age]`` [persons]; single ages, the last 105 and over.
    places
        Where a municipality stands on the first axis, by its code.
    labels
        SSB's name of each by code, in all its languages.
    former
        Codes and names that are no longer in use.
    """

    persons: NDArray[np.int16]
    places: Mapping[str, int]
    years: tuple[int, ...]
    labels: Mapping[str, str]
    former: Mapping[str, Former]
    source: Source

    @cached_property
    def regions(self) -> dict[str, Region]:
        """Municipalities, then counties, then Norway; namesakes told apart by their county."""
        own = {code: norwegian_first(label) for code, label in self.labels.items()}
        names = told_apart({code: first for code, (first, *_) in own.items()})
        found = {code: Region(code, names[code], tuple(own[code][1:])) for code in own}
        found |= {code: Region(code, name) for code, name in COUNTIES.items()}
        return {**found, NORWAY.code: NORWAY}

    def members(self, code: str) -> tuple[str, ...]:
        """Codes of the municipalities that make up a region."""
        if code == NORWAY.code:
            return tuple(self.places)
        return tuple(one for one in self.places if one.startswith(code))

    def people(self, code: str) -> Population:
        """A region's people in every year, by sex and single age.

        Raises
        ------
        KeyError
            If there is no such region.
        """
        at = [self.places[one] for one in self.members(code)]
        persons = self.persons[at].sum(axis=0, dtype=np.float64)
        return Population(
            persons[None],
            (OBSERVED,),
            self.years,
            SEXES,
            SINGLE_AGES,
            self.regions[code],
            self._source(code),
        )

    def everyone(self, *years: int) -> tuple[Population, ...]:
        """Every municipality in some years, sexes together: what rankings are made of.

        ``years``: those that are wanted and are here; the newest alone where none is given.
        """
        wanted = tuple(year for year in self.years if year in years) or self.years[-1:]
        at = [self.years.index(year) for year in wanted]
        together = self.persons[:, at].sum(axis=2, dtype=np.float64)
        return tuple(
            Population(
                together[place][None, :, None],
                (OBSERVED,),
                wanted,
                ("both",),
                SINGLE_AGES,
                self.regions[code],
                self._source(code) if wanted[0] <= ESTIMATED.get(code, 0) else self.source,
            )
            for code, place in self.places.items()
        )

    @cached_property
    def sizes(self) -> dict[str, int]:
        """Inhabitants of each region in the newest year."""
        totals = self.persons[:, -1].sum(axis=(1, 2), dtype=np.int64)
        found = dict.fromkeys(self.regions, 0)
        for code, place in self.places.items():
            for one in (code, code[:2], NORWAY.code):
                found[one] += int(totals[place])
        return found

    def _source(self, code: str) -> Source:
        """The passport, with what must be said of estimates among the figures."""
        among = [one for one in self.members(code) if one in ESTIMATED]
        told = _estimates(self.regions, code, among) if among else ""
        told = " ".join(filter(None, (told, self._jump(code))))
        return replace(self.source, remark=told) if told else self.source

    def _jump(self, code: str) -> str:
        """That people of a municipality changed more in a year than people do by themselves."""
        if code not in self.places:
            return ""
        totals = self.persons[self.places[code]].sum(axis=(1, 2), dtype=np.int64)
        shares = totals[1:] / np.maximum(totals[:-1], 1) - 1
        told = [
            f"{percent(float(share), 0, signed=True)} fra {year} til {year + 1} "
            f"({number(before)} til {number(after)})"
            for year, share, before, after in zip(
                self.years, shares, totals, totals[1:], strict=False
            )
            if abs(share) >= JUMP and year > ESTIMATED.get(code, 0)
        ]
        if not told:
            return ""
        return (
            f"Folketallet i {self.regions[code].name} gjør et sprang: {listing(told)}. Tallene er "
            "SSBs; hva som ligger bak, følger ikke med dem."
        )


def _estimates(regions: Mapping[str, Region], code: str, among: list[str]) -> str:
    """Which figures of a region are estimates, and why; a sentence for each last year."""
    why = "da en del av kommuner som siden er delt, og innbyggerne er fordelt med faste vekter"
    if code in among:
        name = regions[code].name
        if code in HALVED:
            (other,) = (regions[one].name for one in HALVED if one != code)
            why = (
                f"da regnet sammen med {other}, og innbyggerne er fordelt etter forholdet mellom "
                "dem i 2024 innen hver aldersgruppe"
            )
        return f"Tallene for {name} til og med {ESTIMATED[code]} er anslag: kommunen var {why}."
    told = []
    for last in sorted({ESTIMATED[one] for one in among}):
        names = [regions[one].name for one in among if ESTIMATED[one] == last]
        told.append(f"{', '.join(names)} (til og med {last})")
    return f"Summen har anslag for {' og '.join(told)}: de var {why}."


def read(data: DataFiles) -> Municipalities:
    """Every municipality from the bundled files.

    Raises
    ------
    DataFileError
        If a file is missing, damaged or lacks a municipality.
    """
    names = data.source(NAMES).file
    labels = {row["code"]: row["names"] for row in data.rows(names, ("code", "names"))}
    found = counted(data)
    start = found.years.index(FIRST_YEAR)
    persons = found.persons[:, start:]
    if (persons == MISSING).any():
        raise DataFileError(found.source.file, f"tall mangler i {FIRST_YEAR} eller senere.")
    if sorted(found.codes) != sorted(labels):
        raise DataFileError(names, "listen har andre kommuner enn folketallet.")
    places = {code: place for place, code in enumerate(found.codes)}
    former = _former(data, labels)
    return Municipalities(persons, places, found.years[start:], labels, former, found.source)


@dataclass(frozen=True, eq=False)
class Counted:
    """The file as it is used: ``persons[region, year, sex, age]``, missing years and all."""

    persons: NDArray[np.int16]
    codes: tuple[str, ...]
    years: tuple[int, ...]
    names: tuple[str, ...]
    source: Source


def counted(data: DataFiles) -> Counted:
    """The file, with Ålesund and Haram shared anew; read-only.

    Raises
    ------
    DataFileError
        If it is missing, damaged, or has other sexes or ages than expected.
    """
    source = data.source(SOURCE)
    arrays = _arrays(source.file, data.content(source.file))
    with reading(source.file):
        years = tuple(int(year) for year in arrays["year"])
        codes, sexes = [str(code) for code in arrays["region"]], [str(one) for one in arrays["sex"]]
        ages, names = [int(age) for age in arrays["age"]], tuple(map(str, arrays["name"]))
        shape = (len(codes), len(years), len(sexes), len(ages))
        if arrays["persons"].shape != shape or len(set(codes)) < len(codes):
            raise ValueError("the array does not fit its labels")
        if sorted(sexes) != sorted(SEXES) or ages != list(range(len(SINGLE_AGES))):
            raise ValueError("other sexes or ages than expected")
        persons = arrays["persons"][:, :, [sexes.index(one) for one in SEXES]]
        _share_anew(persons, [codes.index(code) for code in HALVED], years.index(2024))
    persons.flags.writeable = False
    return Counted(persons, tuple(codes), years, names, source)


def _share_anew(persons: NDArray[np.int16], pair: Sequence[int], divided: int) -> None:
    """Share the people of two municipalities anew in the years before they were divided.

    Within each sex and service age group as in the first year that both were counted; whole
    persons, and their sum stays as it was.

    Parameters
    ----------
    persons
        ``[region, year, sex, age]``; those of the pair are written over.
    divided
        Place of the first year in which both are counted.
    """
    first, second = pair
    for band in SERVICE_AGES.bands:
        ages = SINGLE_AGES.slice_of(band)
        counted = persons[pair, divided, :, ages].sum(axis=-1, dtype=np.float64)
        share = (counted[1] / counted.sum(axis=0))[:, None]
        together = persons[pair, :divided, :, ages].sum(axis=0, dtype=np.int16)
        persons[second, :divided, :, ages] = np.round(together * share)
        persons[first, :divided, :, ages] = together - persons[second, :divided, :, ages]


def _arrays(name: str, content: bytes) -> dict[str, NDArray[Any]]:
    """The arrays of the file by name."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as found:
            return {one: found[one] for one in ("persons", "region", "name", "year", "sex", "age")}
    except _UNREADABLE as problem:
        raise DataFileError(name, f"innholdet kan ikke leses ({problem}).") from None


def _former(data: DataFiles, labels: Mapping[str, str]) -> dict[str, Former]:
    """Codes no longer in use, with the municipalities of today that they lead to."""
    name = data.source(FORMER).file
    found = {}
    for row in data.rows(name, ("code", "name", "present")):
        present = tuple(row["present"].split())
        if row["code"] in labels or row["code"] in found or not present:
            raise DataFileError(name, f"{row['code']} er i bruk eller fører ingen steder.")
        if strange := [code for code in present if code not in labels]:
            raise DataFileError(name, f"{row['code']} fører til {strange[0]}, som ikke finnes.")
        found[row["code"]] = Former(row["code"], row["name"], present)
    return found
