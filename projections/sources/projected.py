"""SSB's regional projections: one edition for one region, with all its alternatives."""

from collections.abc import Callable, Sequence

from ..case import Projection
from ..population import Population, Region
from ..provenance import Source
from . import counts, guard, jsonstat, reading
from .archive import Archive
from .editions import Vintage, alternatives, metadata
from .regions import Areas
from .ssb import Selection, Variable

TITLE = "Befolkningsframskriving"


def query(codes: Sequence[str], contents: Sequence[str]) -> Selection:
    """People of some region codes in all years, by sex and single age."""
    return (
        Variable("Region", tuple(codes)),
        Variable("Kjonn", tuple(reading.SEXES)),
        Variable("Alder", ("*",)),
        Variable("ContentsCode", tuple(contents)),
        Variable("Tid", ("*",)),
    )


def fetch(
    region: Region, edition: Vintage, areas: Areas, archive: Archive
) -> tuple[Projection, ...]:
    """One projection for each alternative; former municipalities that are one today are summed.

    Raises
    ------
    SplitRegionError
        If the region cannot be put together in this edition.
    SourceError
        One Norwegian sentence.
    """
    described = metadata(archive, edition.table)
    table_codes = described.codes.get("Region", ())
    codes = areas.codes(region, table_codes, edition.table, edition.first_year)
    named = alternatives(described, archive.tell)
    asked = query(codes, tuple(named))

    def read(cube: jsonstat.Cube) -> tuple[list[Callable[[Source], Population]], str]:
        order = ["Region", "ContentsCode", "Tid", "Kjonn", "Alder"]
        values = reading.asked(cube, asked, described).arranged(order)
        persons = values.values.sum(axis=0)
        years = [int(code) for code in values.dimension("Tid").codes]
        contents = values.dimension("ContentsCode").codes
        return [
            reading.population(persons[contents.index(code)][None], letters, years, values, region)
            for code, letters in named.items()
        ], reading.remarks(values)

    def check(cube: jsonstat.Cube) -> str:
        # A county put together of what municipalities the table has may lack one that was split.
        is_whole = region.is_municipality or region.code in codes
        return guard.beside_count(cube, counts.counted(region, archive)) if is_whole else ""

    (builds, remark), answer = archive.figures(described, asked, read, check)
    vintage = str(edition.first_year)
    source = reading.source_of(described, TITLE, vintage, answer, remark=remark)
    return tuple(Projection(build(source)) for build in builds)
