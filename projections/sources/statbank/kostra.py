"""Net expenditure per inhabitant by service area from KOSTRA, SSB's table 12362; not need-adjusted.

One query holds every municipality and every KOSTRA group in the newest year. The amount per
inhabitant is SSB's own (inhabitants on 31 December), since a group's inhabitants stand in no table
we have. Codes are found by their labels; only the names of the dimensions are known beforehand.
"""

import re
from collections.abc import Mapping

import numpy as np

from ... import labels
from ...errors import SourceError
from ...norwegian import listing
from ...people.population import OBSERVED, Region
from ...series import Series, Table
from .archive import Archive
from .editions import metadata
from .live import Progress, silent
from .metadata import Metadata
from .reading import Obtained
from .ssb import Variable

TABLE = "12362"
PROVIDER = f"SSB, tabell {TABLE}"
REGION, AREA, KIND = "KOKkommuneregion0000", "KOKfunksjon0000", "KOKart0000"
CONTENTS = "ContentsCode"
NET, PER_INHABITANT = "netto driftsutgifter", "per innbygger"
"""What the labels of the kind of amount and of the measure hold."""
TITLE = "Netto driftsutgifter per innbygger etter tjenesteområde, kommunekonsern (KOSTRA)"
NOT_ADJUSTED = "Beløpene er ikke justert for behov."

AREAS: Mapping[str, tuple[str, ...]] = {
    "grunnskole": ("grunnskole",),
    "helse_omsorg": ("helse og omsorg",),
    "pleie": ("pleie og omsorg", "omsorgstjenester"),
    "barnevern": ("barnevern",),
    "barnehage": ("barnehage",),
    "kommunehelse": ("kommunehelse",),
    "sosial": ("sosial",),
    "kultur": ("kultur",),
    "plan_natur": ("plan",),
    "styring": ("adm styring", "administrasjon styring"),
    "administrasjon": ("administrasjon",),
}
"""How the label of a service area starts, by our code: lower case, words and single blanks."""


def fetch(archive: Archive, progress: Progress = silent) -> dict[str, Table]:
    """What each region spent in the newest year, by region code [NOK per inhabitant].

    Parameters
    ----------
    archive
        With a client: fetched in one data call. Without: what is stored.
    progress
        Told what is being fetched.

    Returns
    -------
    dict of str to Table
        One series a service area. Regions without figures that year are left out; the names are
        those of the table.

    Raises
    ------
    SourceError
        One Norwegian sentence.
    """
    progress = archive.watched(progress)
    progress("hvilke tjenesteområder KOSTRA har", 0.1)
    described = metadata(archive, TABLE)
    progress("utgifter i alle kommuner", 0.4)
    areas = _areas(described)
    lost = [labels.item(area).lower() for area in AREAS if area not in areas]
    left_out = f"Ikke funnet i tabellen, og utelatt: {listing(lost)}." if lost else ""
    year = max(_labels(described, "Tid"))
    asked = (
        Variable(REGION, ("*",)),
        Variable(AREA, tuple(areas.values())),
        Variable(KIND, (_holding(described, KIND, NET),)),
        Variable(CONTENTS, (_holding(described, CONTENTS, PER_INHABITANT),)),
        Variable("Tid", (year,)),
    )

    def read(found: Obtained) -> dict[str, Table]:
        cube = found.cube.arranged([REGION, AREA])
        if not np.nansum(np.abs(cube.values)):
            raise SourceError(PROVIDER, f"Tabellen har ingen beløp for {year}.")
        remark = " ".join(filter(None, (NOT_ADJUSTED, left_out, *cube.notes)))
        source = found.source(TITLE, year, "kroner per innbygger", remark)
        places = cube.dimension(AREA).codes
        regions = cube.dimension(REGION)
        return {
            code: tuple(
                Series(
                    Region(code, name),
                    source,
                    OBSERVED,
                    area,
                    "NOK per inhabitant",
                    (int(year),),
                    amounts[[places.index(place)]],
                    (("adjusted", "none"),),
                )
                for area, place in areas.items()
            )
            for code, name, amounts in zip(regions.codes, regions.labels, cube.values, strict=True)
            # SSB may give zeros, not holes, for a code that was no longer in use.
            if np.nansum(np.abs(amounts))
        }

    return archive.figures(described, asked, read)


def _areas(described: Metadata) -> dict[str, str]:
    """The table's code of each service area that is found, in our order.

    Areas are groups of functions; a single function has a number as its code.
    """
    named = {
        code: " ".join(re.findall(r"\w+", label.casefold()))
        for code, label in _labels(described, AREA).items()
        if not code.isdigit()
    }
    found: dict[str, str] = {}
    for area, starts in AREAS.items():
        free = named.keys() - set(found.values())
        fitting = [code for code in free if named[code].startswith(starts)]
        if fitting:
            # «Grunnskole» before «Grunnskolesektor».
            found[area] = min(fitting, key=lambda code: (len(named[code]), code))
    if not found:
        raise SourceError(PROVIDER, "Fant ingen tjenesteområder; betegnelsene er endret.")
    return found


def _holding(described: Metadata, variable: str, words: str) -> str:
    """The code whose label holds the words, the plainest label if there are more."""
    known = _labels(described, variable)
    fitting = [code for code, label in known.items() if words in label.casefold()]
    if not fitting:
        raise SourceError(PROVIDER, f"Tabellen har ikke lenger «{words}».")
    return min(fitting, key=lambda code: len(known[code]))


def _labels(described: Metadata, variable: str) -> Mapping[str, str]:
    """Labels by code of one variable."""
    if not described.labels.get(variable):
        raise SourceError(PROVIDER, f"Tabellen har ikke lenger dimensjonen «{variable}».")
    return described.labels[variable]
