"""All municipalities at once, for rankings: a few queries, never a loop over municipalities."""

from ..case import Projection
from ..errors import SourceError
from ..population import OBSERVED, Population
from . import counts, guard, history, jsonstat, live, projected, reading, regions
from .archive import Archive
from .editions import alternatives, metadata, vintages
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
    newest = max(described.codes["Tid"])
    asked = (
        Variable("Region", tuple(regions.PREFIX + code for code in known), regions.CODE_LIST),
        Variable("Alder", ("*",)),
        Variable("ContentsCode", ("Personer1",)),
        Variable("Tid", (newest,)),
    )

    def read(cube: jsonstat.Cube) -> jsonstat.Cube:
        return reading.asked(cube, asked, described).arranged(["Region", "Tid", "Alder"])

    cube, answer = archive.figures(described, asked, read, _as_counted)
    vintage = answer.updated[:4]
    title, remark = "Befolkning 1. januar", reading.remarks(cube)
    source = reading.source_of(described, title, vintage, answer, remark=remark)
    codes = [code.removeprefix(regions.PREFIX) for code in cube.dimension("Region").codes]
    return tuple(
        Population(
            people[None, :, None],
            (OBSERVED,),
            (int(newest),),
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
    edition = vintages(archive)[0]
    described = metadata(archive, edition.table)
    codes = [code for code in known if code in described.codes.get("Region", ())]
    contents = {text: code for code, text in alternatives(described, archive.tell).items()}
    if letters not in contents:
        raise SourceError(f"SSB, tabell {edition.table}", f"Har ikke alternativet {letters}.")
    asked = (
        Variable("Region", tuple(codes)),
        Variable("Alder", ("*",)),
        Variable("ContentsCode", (contents[letters],)),
        Variable("Tid", ("*",)),
    )

    def read(cube: jsonstat.Cube) -> jsonstat.Cube:
        return reading.asked(cube, asked, described).arranged(["Region", "Tid", "Alder"])

    cube, answer = archive.figures(described, asked, read, _as_counted)
    vintage = str(edition.first_year)
    remark = reading.remarks(cube)
    source = reading.source_of(described, projected.TITLE, vintage, answer, remark=remark)
    years = tuple(int(code) for code in cube.dimension("Tid").codes)
    return tuple(
        Projection(
            Population(
                people[None, :, None],
                (letters,),
                years,
                ("both",),
                reading.age_axis(cube),
                known[code].region,
                source,
            )
        )
        for code, people in zip(cube.dimension("Region").codes, cube.values, strict=True)
    )


def _as_counted(cube: jsonstat.Cube) -> str:
    """Why the answer cannot be true beside the municipalities whose people are bundled."""
    known = {code: years[max(years)] for code, years in counts.bundled_counts().items()}
    return guard.beside_counts(cube, known, regions.PREFIX)
