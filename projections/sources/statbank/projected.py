"""SSB's regional projections: one edition for one region, with all its alternatives."""

from collections.abc import Sequence

import numpy as np

from ...case import Projection
from ...errors import EmptyAnswerError, SourceError
from ...people.ages import FloatArray
from ...people.population import Population, Region
from . import editions, guard, history
from .archive import Archive
from .cube import Cube
from .editions import EditionTable, metadata
from .eras import NobodyError, Part, in_use
from .layout import TIME, Layout
from .metadata import Metadata
from .reading import Obtained
from .regions import Areas

TITLE = "Befolkningsframskriving"


def fetch(
    region: Region, edition: EditionTable, areas: Areas, archive: Archive
) -> tuple[Projection, ...]:
    """One projection for each alternative; former municipalities that are one today are summed.

    Raises
    ------
    SplitRegionError
        If the region cannot be put together in this edition.
    NobodyError
        If nobody lives there in it.
    SourceError
        One Norwegian sentence.
    """
    described, layout = metadata(archive, edition.table), editions.layout(archive, edition)
    for sentence in layout.not_understood:
        archive.tell(sentence)
    nobody: SourceError | None = None
    table_codes, labels = described.codes[layout.region], described.labels[layout.region]
    for parts in areas.parts(region, table_codes, edition.table, edition.first_year, labels):
        try:
            return _made_of(parts, region, edition, described, layout, archive)
        except NobodyError as problem:
            nobody = problem
        except EmptyAnswerError as problem:
            # A code of another era, where there is a reason to think so.
            why = " ".join(filter(None, (part.why.strip() for part in parts)))
            if not why and (region.is_municipality or region.code not in parts[0].codes):
                raise
            told = f"{region.name} har ingen innbyggere i denne utgaven. {why}".strip()
            nobody = NobodyError(problem.provider, told)
    assert nobody
    raise nobody


def codes_of(parts: Sequence[Part]) -> tuple[str, ...]:
    """Every code that a region may be made of, each once."""
    return tuple(dict.fromkeys(code for part in parts for code in part.codes))


def _made_of(
    parts: Sequence[Part],
    region: Region,
    edition: EditionTable,
    described: Metadata,
    layout: Layout,
    archive: Archive,
) -> tuple[Projection, ...]:
    asked = layout.query(codes_of(parts))
    sexes = tuple(layout.sexes.values()) or ("both",)

    def read(found: Obtained) -> tuple[Projection, ...]:
        every = people(found.cube, layout)
        if (every < 0).any():
            raise ValueError("a number of persons is negative")
        places = {code: at for at, code in enumerate(found.cube.dimension(layout.region).codes)}
        start = np.nansum(every[:, :, 0], axis=(1, 2, 3))
        first = {code: float(start[at]) for code, at in places.items()}
        used, years = in_use(parts, first, edition.table), years_of(found.cube, layout)
        persons = every[[places[code] for code in used]].sum(axis=0)
        source = found.source(TITLE, str(edition.first_year))
        return tuple(
            Projection(
                Population(persons[[at]], (letters,), years, sexes, layout.axis, region, source)
            )
            for at, letters in enumerate(layout.alternatives.values())
        )

    def check(cube: Cube) -> str:
        # A county put together of what municipalities the table has may lack one that was split.
        is_whole = region.is_municipality or region.code in asked[0].values
        counted = history.counted(region, archive) if is_whole else {}
        return guard.beside_count(cube, counted, layout.of_alternative)

    return archive.figures(described, asked, read, check)


def years_of(cube: Cube, layout: Layout) -> tuple[int, ...]:
    """The years of an answer, which may be an earlier one with fewer."""
    return tuple(year for year in layout.years if str(year) in cube.dimension(TIME).codes)


def people(cube: Cube, layout: Layout) -> FloatArray:
    """An answer as ``[region, alternative, year, sex, age]`` [persons], in the layout's order.

    An axis that the answer does not have is one place long.
    """
    wanted = (
        (layout.of_alternative, layout.alternatives),
        (TIME, tuple(map(str, layout.years))),
        (layout.of_sex if layout.sexes else "", layout.sexes),
        (layout.of_age, layout.ages),
    )
    has = [layout.region, *(name for name, _ in wanted if name)]
    arranged = cube.arranged(has)
    values = arranged.values
    for axis, (name, codes) in enumerate(wanted, 1):
        if not name:
            values = np.expand_dims(values, axis)
            continue
        known = arranged.dimension(name).codes
        values = values.take([known.index(code) for code in codes if code in known], axis)
    return np.asarray(values, dtype=np.float64)
