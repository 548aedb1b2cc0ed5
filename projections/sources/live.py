"""A region's figures from Statistics Norway, through the store: fetched, or last good answers.

The same code builds a case from fresh answers and from stored ones; only the archive differs. What
was asked before is not asked again while the table's ``updated`` is the same, and when SSB does not
answer, the last good answer is used and says its date.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType

import numpy as np

from ..ages import AgeAxis, AgeBand, FloatArray
from ..case import Case, Projection
from ..errors import SourceError
from ..population import OBSERVED, Population, Region
from ..provenance import Source
from ..series import Series
from ..store import canonical
from . import jsonstat, regions
from .archive import Archive
from .editions import Metadata, Vintage, alternatives, metadata, vintages
from .ssb import MOST_CELLS, Selection, Variable, body, split

HISTORY, CHANGES = "07459", "06913"
FIRST_YEAR = 2000
SEXES: Mapping[str, str] = MappingProxyType({"1": "male", "2": "female"})
COMPONENTS: Mapping[str, str] = MappingProxyType(
    {
        "Levende": "births",
        "Dode": "deaths",
        "Nettoinnflytting": "net_migration",
        "Folketilvekst": "growth",
    }
)
NORWAY = Region("0", "Norge")
Progress = Callable[[str, float], object]
"""Called with what is being fetched, and how far it has come [share 0–1]."""


def silent(_: str, __: float) -> None:
    """No progress shown."""


def municipalities(archive: Archive) -> dict[str, regions.Municipality]:
    """All present municipalities by code."""
    return archive.page(f"codelists/{regions.CODE_LIST}", regions.parse_code_list)


def fetched_codes(archive: Archive) -> tuple[str, ...]:
    """Codes of the regions whose history is in the store, present municipalities and Norway.

    Raises
    ------
    SourceError
        If the list of municipalities has not been fetched.
    StoreError
        If the store cannot be read.
    """
    every = [NORWAY, *(one.region for one in municipalities(archive).values())]
    return tuple(
        region.code
        for region in every
        if archive.store.newest(HISTORY, canonical(body(_history_query(region))))
    )


def region_case(
    code: str, archive: Archive, progress: Progress = silent, vintage: str = ""
) -> Case:
    """One municipality, or Norway (``0``), complete: history, projection and components.

    Parameters
    ----------
    code
        Present municipality code, or ``0``.
    archive
        With a client: fetched where it is not stored already. Without: only what is stored.
    progress
        Told what is being fetched.
    vintage
        Table id of an earlier edition; the newest where left out.

    Raises
    ------
    SourceError
        One Norwegian sentence.
    """
    progress("Kommunelisten", 0.0)
    known = municipalities(archive)
    if code != NORWAY.code and code not in known:
        raise SourceError("SSB", f"Kommune {code} finnes ikke i dagens kommuneliste.")
    region = NORWAY if code == NORWAY.code else known[code].region
    progress("Hvilke framskrivinger som finnes", 0.1)
    editions = vintages(archive)
    found = [one for one in editions if not vintage or one.table == vintage]
    if not found:
        raise SourceError("SSB", f"Framskrivingen {vintage} finnes ikke.")
    edition = found[0]
    progress(f"Folketall for {region.name}", 0.3)
    observed = _history(region, archive)
    progress(f"Framskriving {edition.first_year} for {region.name}", 0.5)
    projections = _projections(region, edition, known, archive)
    projections += _earlier(region, [one for one in editions if one != edition], known, archive)
    progress(f"Fødte, døde og flytting for {region.name}", 0.8)
    components = _components(region, archive)
    progress("Ferdig", 1.0)
    return Case(
        region=region,
        observed=observed,
        pyramid=_five_years(observed),
        projections=projections,
        components=components,
    )


def _earlier(
    region: Region,
    editions: Sequence[Vintage],
    known: Mapping[str, regions.Municipality],
    archive: Archive,
) -> tuple[Projection, ...]:
    """Projections of other editions that were fetched before; SSB is not asked for them."""
    stored = Archive(archive.store)
    found: list[Projection] = []
    for edition in editions:
        with suppress(SourceError):
            found += _projections(region, edition, known, stored)
    return tuple(found)


def _history(region: Region, archive: Archive) -> Population:
    described = metadata(archive, HISTORY)
    query = _history_query(region)

    def read(cube: jsonstat.Cube) -> Callable[[Source], Population]:
        values = asked(cube, query, described).arranged(["Tid", "Kjonn", "Alder"])
        years = [int(code) for code in values.dimension("Tid").codes]
        # SSB gives zeros for codes before they existed, and others' sums in broken years.
        persons = np.array(values.values)
        none = persons.sum(axis=(1, 2)) == 0
        persons[none | np.isin(years, regions.broken_years(region.code))] = np.nan
        first = int(np.argmin(none))
        return _population(persons[None, first:], OBSERVED, years[first:], values, region)

    build, retrieved = archive.figures(HISTORY, query, described.updated, read)
    vintage = described.updated[:4]
    return build(source_of(HISTORY, "Befolkning 1. januar", vintage, described, retrieved))


def _history_query(region: Region) -> Selection:
    return (
        _region_variable(region, regions.CODE_LIST, regions.PREFIX),
        Variable("Kjonn", tuple(SEXES)),
        Variable("Alder", ("*",)),
        Variable("ContentsCode", ("Personer1",)),
        Variable("Tid", (f"from({FIRST_YEAR})",)),
    )


def _region_variable(region: Region, codelist: str, prefix: str) -> Variable:
    if region.is_municipality:
        return Variable("Region", (f"{prefix}{region.code}",), codelist)
    return Variable("Region", (region.code,))


def _projections(
    region: Region,
    edition: Vintage,
    known: Mapping[str, regions.Municipality],
    archive: Archive,
) -> tuple[Projection, ...]:
    described = metadata(archive, edition.table)
    codes: tuple[str, ...] = (region.code,)
    if region.is_municipality:
        table_codes = described.codes.get("Region", ())
        codes = regions.codes_in(
            known[region.code],
            known.values(),
            table_codes,
            edition.table,
            edition.first_year,
        )
    elif region.code not in described.codes.get("Region", ()):
        return ()
    named = alternatives(described, archive.tell)
    query = (
        Variable("Region", codes),
        Variable("Kjonn", tuple(SEXES)),
        Variable("Alder", ("*",)),
        Variable("ContentsCode", tuple(named)),
        Variable("Tid", ("*",)),
    )
    if len(split(query, described.sizes, MOST_CELLS)) != 1:
        raise SourceError(f"SSB, tabell {edition.table}", "Spørringen ble for stor.")

    def read(cube: jsonstat.Cube) -> list[Callable[[Source], Population]]:
        order = ["Region", "ContentsCode", "Tid", "Kjonn", "Alder"]
        values = asked(cube, query, described).arranged(order)
        persons = values.values.sum(axis=0)  # former municipalities that are one today
        years = [int(code) for code in values.dimension("Tid").codes]
        contents = values.dimension("ContentsCode").codes
        return [
            _population(persons[contents.index(code)][None], letters, years, values, region)
            for code, letters in named.items()
        ]

    builds, retrieved = archive.figures(edition.table, query, described.updated, read)
    vintage = str(edition.first_year)
    source = source_of(edition.table, "Befolkningsframskriving", vintage, described, retrieved)
    return tuple(Projection(build(source)) for build in builds)


def _components(region: Region, archive: Archive) -> tuple[Series, ...]:
    described = metadata(archive, CHANGES)
    query = (
        _region_variable(region, "agg_KommSummerHist", "K_"),
        Variable("ContentsCode", tuple(COMPONENTS)),
        Variable("Tid", (f"from({FIRST_YEAR})",)),
    )

    def read(cube: jsonstat.Cube) -> tuple[tuple[int, ...], dict[str, FloatArray]]:
        values = asked(cube, query, described).arranged(["ContentsCode", "Tid"])
        years = [int(code) for code in values.dimension("Tid").codes]
        figures = values.values
        # The year under way has no births yet; a code that did not exist has zeros in all.
        whole = np.isfinite(figures).all(axis=0) & (figures != 0).any(axis=0)
        whole &= ~np.isin(years, regions.broken_years(region.code))
        kept = range(len(years))[slice(*_last_run(list(whole)))]
        contents = values.dimension("ContentsCode").codes
        return tuple(years[i] for i in kept), {
            COMPONENTS[code]: figures[contents.index(code), list(kept)] for code in COMPONENTS
        }

    (years, found), retrieved = archive.figures(CHANGES, query, described.updated, read)
    title, vintage = "Befolkningsendringer", described.updated[:4]
    source = source_of(CHANGES, title, vintage, described, retrieved, "personer per år")
    return tuple(
        Series(region, source, OBSERVED, item, "persons", years, values)
        for item, values in found.items()
    )


def _last_run(whole: list[bool]) -> tuple[int, int]:
    """The last unbroken run of years with figures, as a slice; empty where there is none."""
    end = len(whole)
    while end and not whole[end - 1]:
        end -= 1
    start = end
    while start and whole[start - 1]:
        start -= 1
    return start, end


def asked(cube: jsonstat.Cube, query: Selection, described: Metadata) -> jsonstat.Cube:
    """The answer, after checking that it has just the codes that were asked for.

    Raises
    ------
    SourceError
        If a code is missing, or there is another.
    """
    for variable in query:
        known = described.codes.get(variable.code, ())
        wanted = set(variable.values)
        if variable.values == ("*",):
            wanted = set(known)
        elif variable.values[0].startswith("from("):
            wanted = {code for code in known if code >= variable.values[0][5:-1]}
        if set(cube.dimension(variable.code).codes) != wanted:
            raise SourceError(
                cube.provider, f"Svaret har andre koder for «{variable.code}» enn det ble spurt om."
            )
    return cube


def _population(
    persons: FloatArray,
    alternative: str,
    years: Sequence[int],
    cube: jsonstat.Cube,
    region: Region,
) -> Callable[[Source], Population]:
    """A population from ``[1, year, sex, age]``, checked now, completed with its source later."""
    ages = age_axis(cube)
    sexes = tuple(SEXES[code] for code in cube.dimension("Kjonn").codes)
    if (persons < 0).any():
        raise ValueError("a number of persons is negative")

    def build(source: Source) -> Population:
        return Population(persons, (alternative,), tuple(years), sexes, ages, region, source)

    return build


def age_axis(cube: jsonstat.Cube) -> AgeAxis:
    """The ages of an answer, in its order."""
    return AgeAxis(tuple(_age(code) for code in cube.dimension("Alder").codes))


def _age(code: str) -> AgeBand:
    """``017`` and ``105+`` as SSB writes them."""
    lower = int(code.rstrip("+"))
    return AgeBand(lower, None if code.endswith("+") else lower)


def _five_years(people: Population) -> Population:
    """Five-year groups for the pyramid, exactly summed."""
    bands = (*(AgeBand(lower, lower + 4) for lower in range(0, 100, 5)), AgeBand(100, None))
    return Population(
        people.ages.aggregate(people.persons, bands),
        people.alternatives,
        people.years,
        people.sexes,
        AgeAxis(bands),
        people.region,
        people.source,
    )


def source_of(
    table: str,
    title: str,
    vintage: str,
    described: Metadata,
    retrieved: str,
    unit: str = "personer 1. januar",
) -> Source:
    """The passport of figures from one of SSB's tables."""
    return Source(
        id=f"ssb-{table}",
        short=f"SSB, tabell {table}",
        file="",
        title=title,
        publisher="Statistisk sentralbyrå",
        document=f"Statistikkbanken, tabell {table}",
        vintage=vintage,
        published=described.updated[:10],
        retrieved=retrieved[:10],
        licence="CC BY 4.0",
        unit=unit,
        quality="official",
        url=f"https://www.ssb.no/statbank/table/{table}",
    )
