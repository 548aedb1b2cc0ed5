"""All municipalities at once, for rankings: one query, never a loop over municipalities."""

from ..errors import SourceError
from ..population import OBSERVED, Population
from . import jsonstat, live, regions
from .archive import Archive
from .editions import metadata
from .ssb import MOST_CELLS, Variable, split


def populations(archive: Archive) -> tuple[Population, ...]:
    """Every municipality's people in the newest year, single ages, sexes together.

    Parameters
    ----------
    archive
        With a client: fetched in one data call. Without: what is stored.

    Raises
    ------
    SourceError
        One Norwegian sentence.
    """
    known = live.municipalities(archive)
    described = metadata(archive, live.HISTORY)
    newest = max(described.codes["Tid"])
    query = (
        Variable("Region", tuple(regions.PREFIX + code for code in known), regions.CODE_LIST),
        Variable("Alder", ("*",)),
        Variable("ContentsCode", ("Personer1",)),
        Variable("Tid", (newest,)),
    )
    if len(split(query, described.sizes, MOST_CELLS)) != 1:
        raise SourceError(f"SSB, tabell {live.HISTORY}", "Spørringen ble for stor.")

    def read(cube: jsonstat.Cube) -> tuple[jsonstat.Cube, int]:
        return live.asked(cube, query, described).arranged(["Region", "Alder"]), int(newest)

    (cube, year), retrieved = archive.figures(live.HISTORY, query, described.updated, read)
    source = live.source_of(
        live.HISTORY, "Befolkning 1. januar", described.updated[:4], described, retrieved
    )
    ages = live.age_axis(cube)
    codes = [code.removeprefix(regions.PREFIX) for code in cube.dimension("Region").codes]
    found = {code: people for code, people in zip(codes, cube.values, strict=True) if people.sum()}
    return tuple(
        Population(
            people[None, None, None],
            (OBSERVED,),
            (year,),
            ("both",),
            ages,
            known[code].region,
            source,
        )
        for code, people in found.items()
    )
