"""All that can be chosen: the bundled figures, and every region fetched from SSB into the store."""

from dataclasses import replace
from functools import lru_cache

from ..case import Case, Cases, Catalogue
from ..errors import SourceError, StoreError, UnknownChoiceError
from ..norwegian import alphabetical
from ..people.population import Population
from ..series import Table
from ..store import Store
from ..trend.alternative import projection_of
from . import bundled
from .data import municipalities, vitals
from .statbank import everyone as all_municipalities
from .statbank import kostra, live
from .statbank.archive import Archive
from .statbank.regions import Areas

KEPT_READY = 64
"""Regions put together and held in memory, the least used let go first; some 0.5 MB each."""


def merged(own: Case, fetched: Case) -> Case:
    """A region's bundled inputs with SSB's figures: history and alternatives as fetched.

    A municipality's own plan comes first, since that is where it starts; then what was fetched,
    then bundled editions that were not.
    """
    codes = {one.code for one in fetched.projections}
    kept = [one for one in own.projections if one.code not in codes]
    plans = [one for one in kept if not one.population.source.id.startswith("ssb-")]
    older = [one for one in kept if one not in plans]
    return replace(
        own,
        observed=fetched.observed,
        pyramid=fetched.pyramid,
        projections=(*plans, *fetched.projections, *older),
        components=fetched.components or own.components,
        part_year=None if fetched.components else own.part_year,
    )


def load(store: Store | None = None) -> Catalogue:
    """As :func:`read`; of a store that cannot be read, the bundled figures stand alone."""
    try:
        return read(store)
    except StoreError:
        return alone()


def read(store: Store | None = None) -> Catalogue:
    """The bundled catalogue, with every region that the store holds, each with our projection.

    ``store``: the default store where left out.

    Raises
    ------
    DataFileError
        If a bundled file is damaged.
    StoreError
        If the store cannot be read.
    """
    store, bare = store or Store(), bundled.load()
    edition = f"{bare.edition} {store.edition()}"  # before reading: what comes meanwhile is newer
    return with_trend(_with_fetched(bare, store), edition)


@lru_cache(1)
def alone() -> Catalogue:
    """The bundled catalogue, with our projections, without any store."""
    bare = bundled.load()
    return with_trend(bare, f"{bare.edition} alene")


def with_trend(catalogue: Catalogue, edition: str) -> Catalogue:
    """Every region with our own projection after all others, made when it is asked for."""
    counted = catalogue.sources[municipalities.SOURCE]

    @lru_cache(KEPT_READY)
    def made(code: str) -> Case:
        case = catalogue.cases[code]
        try:
            ours = projection_of(case.region, vitals.load_history(), counted)
        except UnknownChoiceError:
            return case  # a group of municipalities, or one that is not in the file
        return replace(case, projections=(*case.projections, ours))

    return replace(catalogue, cases=Cases(catalogue.cases, made)).of_edition(edition)


def _with_fetched(catalogue: Catalogue, store: Store) -> Catalogue:
    """Bundled and fetched regions; a fetched one is put together when it is asked for."""
    archive = Archive(store, remembered={})
    try:
        areas = live.areas(archive)
        regions, codes = areas.regions, live.fetched_codes(archive, areas)
    except SourceError:
        return catalogue  # nothing is fetched yet, or what is kept of it is damaged
    own = catalogue.cases

    @lru_cache(KEPT_READY)
    def fetched(code: str) -> Case:
        found = live.region_case(code, archive)
        return merged(own[code], found) if code in own else found

    def made(code: str) -> Case:
        if code not in codes:
            return own[code]
        try:
            return fetched(code)
        except SourceError:
            # What is damaged in the store does not take the place of what is bundled. A store that
            # cannot be read is told: figures of this edition are kept, and these would be others.
            if code in own:
                return own[code]
            raise

    names = {code: regions[code].name for code in codes}
    return replace(
        catalogue,
        cases=Cases(dict.fromkeys((*own, *codes)), made),
        names={**catalogue.names, **names, **catalogue.names},
    )


def choices(store: Store | None = None) -> dict[str, str]:
    """Names by code of all that can be fetched; empty before the list is stored.

    Municipalities first, then counties, each by name.

    Raises
    ------
    StoreError
        If the store cannot be read.
    """
    try:
        known: Areas = live.areas(Archive(store or Store()))
    except SourceError:
        return {}
    groups = ([one.region for one in known.municipalities.values()], known.counties.values())
    return {
        region.code: region.name
        for group in groups
        for region in sorted(group, key=lambda one: alphabetical(one.name))
    }


def everyone(catalogue: Catalogue, store: Store | None = None) -> tuple[Population, ...]:
    """All municipalities in the newest year, as fetched or else as bundled.

    Raises
    ------
    StoreError
        If the store cannot be read.
    """
    try:
        return all_municipalities.populations(Archive(store or Store()))
    except SourceError:
        return catalogue.everyone()


def spending(store: Store | None = None) -> dict[str, Table]:
    """KOSTRA's figures by region code, once they have been fetched.

    Raises
    ------
    StoreError
        If the store cannot be read.
    """
    try:
        return kostra.fetch(Archive(store or Store()))
    except SourceError:
        return {}
