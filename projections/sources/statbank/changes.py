"""Births, deaths and migration: what has happened, and what a projection reckons with."""

from collections.abc import Mapping, Sequence

import numpy as np

from ...case import Projection
from ...errors import SourceError, short
from ...norwegian import listing
from ...people.ages import FloatArray
from ...people.population import OBSERVED, Population, Region
from ...series import Series
from . import causes, projected, reading
from .archive import Archive
from .editions import EditionTable, metadata
from .eras import broken_years
from .history import Splice, splice
from .layout import alternatives_in
from .metadata import Metadata
from .reading import Obtained
from .regions import Areas
from .ssb import Selection, Variable

TABLE = "06913"
UNIT = "personer per år"
TITLE = "Endringene bak befolkningsframskrivingen"
USUAL: Mapping[int, Splice] = {4: ("agg_KommSummerHist", "K_"), 2: ("", "")}
"""Today's code list and prefix, by the digits of a region's code."""
ITEMS = ("births", "deaths", "net_domestic", "net_immigration", "net_migration", "growth")
DISAGREES = (
    "Fødte, døde og flytting går ikke opp med folketilveksten i framskrivingen; de er ikke brukt."
)
COMPONENTS: Mapping[str, str] = {
    "Levende": "births",
    "Dode": "deaths",
    "Nettoinnflytting": "net_migration",
    "Folketilvekst": "growth",
}


def query(region: Region, spliced: Splice) -> Selection:
    """Births, deaths, migration and growth of a region, every year; ``spliced``: its code list."""
    codelist, prefix = spliced
    return (
        Variable("Region", (prefix + region.code,), codelist),
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
    asked = query(region, splice(region, described, archive, USUAL))

    def read(found: Obtained) -> tuple[Series, ...]:
        values = found.cube.arranged(["ContentsCode", "Tid"])
        years = [int(code) for code in values.dimension("Tid").codes]
        figures = values.values
        # The year under way has no births yet; a code that did not exist has zeros in all.
        whole = np.isfinite(figures).all(axis=0) & (figures != 0).any(axis=0)
        whole &= ~np.isin(years, broken_years(region.code))
        kept = reading.whole_run(list(whole))
        contents = values.dimension("ContentsCode").codes
        source = found.source("Befolkningsendringer", unit=UNIT)
        return tuple(
            Series(
                region,
                source,
                OBSERVED,
                item,
                "persons",
                tuple(years[kept]),
                figures[contents.index(code), kept],
            )
            for code, item in COMPONENTS.items()
        )

    return archive.figures(described, asked, read)


def behind(
    region: Region,
    edition: EditionTable,
    areas: Areas,
    archive: Archive,
    projections: Sequence[Projection] = (),
) -> dict[str, tuple[Series, ...]]:
    """What a projection itself reckons with, by alternative [persons per year].

    SSB publishes it under the number after the projection's own. It is used only when its labels
    say that it is that, and when the people of the projection change by it. ``projections``: the
    region's own, to check against where the table has no growth.

    Raises
    ------
    SourceError
        One Norwegian sentence.
    """
    described = described_behind(edition, archive)
    meant, (of_alternative, letters) = _terms(described), _alternatives(described)
    labels = described.labels.get("Region", {})
    parts = next(
        areas.parts(
            region, described.codes.get("Region", ()), described.table, edition.first_year, labels
        )
    )
    asked = query_behind(projected.codes_of(parts), described)
    own = {one.alternative: one.population for one in projections}

    def read(found: Obtained) -> dict[str, tuple[Series, ...]]:
        values = found.cube.arranged(["Region", of_alternative, "ContentsCode", "Tid"])
        years = tuple(int(code) for code in values.dimension("Tid").codes)
        # A table may list codes of other eras: nothing happens there.
        lived = np.nansum(np.abs(values.values), axis=(1, 2, 3)) > 0
        if not lived.any():
            raise SourceError(values.provider, f"{region.name} har ingen tall i tabellen.")
        figures = values.values[lived].sum(axis=0)
        contents = values.dimension("ContentsCode").codes
        source = found.source(TITLE, str(edition.first_year), UNIT)
        by_letters = {}
        for place, code in enumerate(values.dimension(of_alternative).codes):
            by_code = dict(zip(contents, figures[place], strict=True))
            items = causes.figures(meant, by_code)
            grown = _growth(own.get(letters[code]), years)
            if (judged := causes.best(meant, items, grown)) is None:
                raise SourceError(values.provider, DISAGREES)
            by_letters[letters[code]] = tuple(
                Series(region, source, letters[code], item, "persons", years, judged[item])
                for item in ITEMS
                if item in judged
            )
        return by_letters

    by_letters = archive.figures(described, asked, read)
    if meant.not_understood:
        unknown = listing([f"«{short(label)}»" for label in meant.not_understood])
        archive.tell(f"SSB, tabell {described.table}: {unknown} er ikke forstått og ikke brukt.")
    return by_letters


def _growth(people: Population | None, years: Sequence[int]) -> FloatArray | None:
    """How many more there are after each year, where the projection has both ends."""
    if people is None:
        return None
    total = dict(zip(people.years, people.persons.sum(axis=(0, 2, 3)), strict=True))
    return np.array([total.get(year + 1, np.nan) - total.get(year, np.nan) for year in years])


def described_behind(edition: EditionTable, archive: Archive) -> Metadata:
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
    of_alternative, letters = _alternatives(described)
    return (
        Variable("Region", tuple(codes)),
        Variable(of_alternative, tuple(letters)),
        Variable("ContentsCode", _terms(described).codes),
        Variable("Tid", ("*",)),
    )


def _terms(described: Metadata) -> causes.Terms:
    """What its contents mean; without births, deaths or migration it is another table."""
    found = causes.terms(described.labels.get("ContentsCode", {}))
    if not set(found.of) - {"growth"}:
        raise _unknown(described)
    return found


def _alternatives(described: Metadata) -> tuple[str, dict[str, str]]:
    """The variable of alternatives, and SSB's four letters by its codes."""
    name, letters, _ = alternatives_in(described)
    if not letters or name in ("", "ContentsCode"):
        raise _unknown(described)
    return name, letters


def _unknown(described: Metadata) -> SourceError:
    sentence = "Betegnelsene for fødte, døde og flytting er ikke som ventet; de er ikke brukt."
    return SourceError(f"SSB, tabell {described.table}", sentence)
