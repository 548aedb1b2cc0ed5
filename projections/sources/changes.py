"""Births, deaths and migration: what has happened, and what a projection reckons with."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from ..ages import FloatArray
from ..errors import SourceError
from ..population import OBSERVED, Region
from ..series import Series
from . import jsonstat, reading, regions
from .archive import Archive
from .editions import ALTERNATIVE, Vintage, metadata
from .metadata import Metadata
from .regions import Areas
from .ssb import Selection, Variable

TABLE = "06913"
UNIT = "personer per år"
COMPONENTS: Mapping[str, str] = MappingProxyType(
    {
        "Levende": "births",
        "Dode": "deaths",
        "Nettoinnflytting": "net_migration",
        "Folketilvekst": "growth",
    }
)
BEHIND: Mapping[str, str] = MappingProxyType(
    {
        "fødte": "births",
        "døde": "deaths",
        "innenlandsk": "net_domestic",
        "innvandring": "net_immigration",
    }
)
"""Our item by a word in the label of what stands behind a projection."""


def query(areas: Sequence[Region]) -> Selection:
    """Births, deaths, migration and growth of some regions of one kind, every year."""
    municipal = areas[0].is_municipality
    return (
        Variable(
            "Region",
            tuple(f"K_{one.code}" if municipal else one.code for one in areas),
            "agg_KommSummerHist" if municipal else "",
        ),
        Variable("ContentsCode", tuple(COMPONENTS)),
        Variable("Tid", (f"from({reading.FIRST_YEAR})",)),
    )


def fetch(region: Region, archive: Archive) -> tuple[Series, ...]:
    """What has happened, one series a cause [persons per year], in the years that are whole.

    Raises
    ------
    SourceError
        One Norwegian sentence.
    """
    described = metadata(archive, TABLE)
    asked = query([region])

    def read(cube: jsonstat.Cube) -> tuple[tuple[int, ...], dict[str, FloatArray], str]:
        values = reading.asked(cube, asked, described).arranged(["ContentsCode", "Tid"])
        years = [int(code) for code in values.dimension("Tid").codes]
        figures = values.values
        # The year under way has no births yet; a code that did not exist has zeros in all.
        whole = np.isfinite(figures).all(axis=0) & (figures != 0).any(axis=0)
        whole &= ~np.isin(years, regions.broken_years(region.code))
        kept = reading.whole_run(list(whole))
        contents = values.dimension("ContentsCode").codes
        found = {COMPONENTS[code]: figures[contents.index(code), kept] for code in COMPONENTS}
        return tuple(years[kept]), found, reading.remarks(values)

    (years, found, remark), answer = archive.figures(described, asked, read)
    source = reading.source_of(
        described, "Befolkningsendringer", answer.updated[:4], answer, UNIT, remark
    )
    return tuple(
        Series(region, source, OBSERVED, item, "persons", years, values)
        for item, values in found.items()
    )


def behind(
    region: Region, edition: Vintage, areas: Areas, archive: Archive
) -> dict[str, tuple[Series, ...]]:
    """What a projection itself reckons with, by alternative [persons per year].

    SSB publishes it under the number after the projection's own. It is used only when its labels
    say that it is that.

    Raises
    ------
    SourceError
        One Norwegian sentence.
    """
    described = described_behind(edition, archive)
    items, letters = _items(described), _alternatives(described)
    codes = areas.codes(
        region, described.codes.get("Region", ()), described.table, edition.first_year
    )
    asked = query_behind(codes, described)

    def read(cube: jsonstat.Cube) -> tuple[FloatArray, tuple[int, ...], jsonstat.Cube]:
        order = ["Region", "Framskriv", "ContentsCode", "Tid"]
        values = reading.asked(cube, asked, described).arranged(order)
        years = tuple(int(code) for code in values.dimension("Tid").codes)
        return values.values.sum(axis=0), years, values

    (figures, years, cube), answer = archive.figures(described, asked, read)
    source = reading.source_of(
        described,
        "Endringene bak befolkningsframskrivingen",
        str(edition.first_year),
        answer,
        UNIT,
        reading.remarks(cube),
    )
    found = {}
    for place, code in enumerate(cube.dimension("Framskriv").codes):
        by_item = {
            items[content]: figures[place, at]
            for at, content in enumerate(cube.dimension("ContentsCode").codes)
        }
        by_item["net_migration"] = by_item["net_domestic"] + by_item["net_immigration"]
        by_item["growth"] = by_item["births"] - by_item["deaths"] + by_item["net_migration"]
        found[letters[code]] = tuple(
            Series(region, source, letters[code], item, "persons", years, values)
            for item, values in by_item.items()
        )
    return found


def described_behind(edition: Vintage, archive: Archive) -> Metadata:
    """The table behind a projection.

    Raises
    ------
    SourceError
        If there is none.
    """
    return metadata(archive, f"{int(edition.table) + 1:05d}")


def query_behind(codes: Sequence[str], described: Metadata) -> Selection:
    """Births, deaths and migration of some region codes, all alternatives and years.

    Raises
    ------
    SourceError
        If the labels are not those of such a table.
    """
    return (
        Variable("Region", tuple(codes)),
        Variable("Framskriv", tuple(_alternatives(described))),
        Variable("ContentsCode", tuple(_items(described))),
        Variable("Tid", ("*",)),
    )


def _items(described: Metadata) -> dict[str, str]:
    """Our item by content code, found in the labels; each must be there once."""
    found = {
        code: item
        for code, label in described.labels.get("ContentsCode", {}).items()
        for word, item in BEHIND.items()
        if word in label.casefold()
    }
    if sorted(found.values()) != sorted(BEHIND.values()):
        raise _unknown(described)
    return found


def _alternatives(described: Metadata) -> dict[str, str]:
    """SSB's four letters by code; the code is the letters themselves, or the label has them."""
    found = {}
    for code, label in described.labels.get("Framskriv", {}).items():
        match = ALTERNATIVE.search(f"({code})") or ALTERNATIVE.search(label)
        if match:
            found[code] = match[1]
    if not found:
        raise _unknown(described)
    return found


def _unknown(described: Metadata) -> SourceError:
    sentence = "Betegnelsene for fødte, døde og flytting er ikke som ventet; de er ikke brukt."
    return SourceError(f"SSB, tabell {described.table}", sentence)
