"""All municipalities at once, for rankings: a few queries, never a loop over municipalities."""

import numpy as np

from ...case import Projection
from ...errors import SourceError
from ...people.ages import FloatArray
from ...people.population import OBSERVED, Population
from . import counts, guard, history, jsonstat, live, projected, reading, regions
from .archive import Archive
from .editions import layout as layout_of_edition
from .editions import metadata, newest
from .ssb import Variable


def populations(archive: Archive) -> tuple[Population, ...]:
    """Every municipality's people in the newest year, single ages, sexes together: one call.

    Parameters
    ----------
    archive
        With a client: fetched. Without: what is stored.

    Raises
    ------
    SourceError
        One Norwegian sentence.
    """
    known = live.areas(archive).municipalities
    described = metadata(archive, history.TABLE)
    some = next(iter(known.values())).region
    codelist, prefix = history.spliced(some, described, archive)
    year = max(described.codes["Tid"])
    asked = (
        Variable("Region", tuple(prefix + code for code in known), codelist),
        Variable("Alder", ("*",)),
        Variable("ContentsCode", ("Personer1",)),
        Variable("Tid", (year,)),
    )

    def read(cube: jsonstat.Cube) -> jsonstat.Cube:
        return reading.asked(cube, asked, described).arranged(["Region", "Tid", "Alder"])

    cube, answer = archive.figures(described, asked, read, _as_counted)
    vintage = answer.updated[:4]
    title, remark = "Befolkning 1. januar", reading.remarks(cube)
    source = reading.source_of(described, title, vintage, answer, remark=remark)
    codes = [code.removeprefix(prefix) for code in cube.dimension("Region").codes]
    return tuple(
        Population(
            people[None, :, None],
            (OBSERVED,),
            (int(year),),
            ("both",),
            reading.age_axis(cube),
            known[code].region,
            source,
        )
        for code, people in zip(codes, cube.values, strict=True)
        if people.sum()
    )


def projections(archive: Archive, letters: str = "MMMM") -> tuple[Projection, ...]:
    """Every municipality in one alternative of the newest projection, single ages: two calls.

    Sexes are together. 357 municipalities, 25 years and 106 ages are 946 050 cells.

    Raises
    ------
    SourceError
        One Norwegian sentence.
    """
    known = live.areas(archive).municipalities
    edition = newest(archive)
    described, layout = metadata(archive, edition.table), layout_of_edition(archive, edition)
    codes = [code for code in known if code in described.codes[layout.region]]
    contents = {text: code for code, text in layout.alternatives.items()}
    for sentence in layout.not_understood:
        archive.tell(sentence)
    if letters not in contents:
        raise SourceError(f"SSB, tabell {edition.table}", f"Har ikke alternativet {letters}.")
    asked = layout.query(tuple(codes), (contents[letters],), by_sex=False)

    def read(cube: jsonstat.Cube) -> tuple[FloatArray, jsonstat.Cube]:
        return projected.people(reading.asked(cube, asked, described), layout, by_sex=False), cube

    (people, cube), answer = archive.figures(described, asked, read, _as_counted)
    vintage, years = str(edition.first_year), projected.years_of(cube, layout)
    remark = reading.remarks(cube)
    source = reading.source_of(described, projected.TITLE, vintage, answer, remark=remark)
    return tuple(
        Projection(
            Population(
                own[[0]], (letters,), years, ("both",), layout.axis, known[code].region, source
            )
        )
        for code, own in zip(cube.dimension(layout.region).codes, people, strict=True)
        if np.nansum(own[0, 0]) > 0
    )


def _as_counted(cube: jsonstat.Cube) -> str:
    """Why the answer cannot be true beside the municipalities whose people are bundled."""
    known = {code: years[max(years)] for code, years in counts.bundled_counts().items()}
    return guard.beside_counts(cube, known, regions.PREFIX)
