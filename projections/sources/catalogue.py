"""All that can be chosen: the bundled figures, and every region fetched from SSB into the store."""

from contextlib import suppress
from dataclasses import replace

from ..case import Case, Catalogue
from ..errors import BaereevneError
from ..norwegian import alphabetical
from ..store import Store
from . import bundled, live
from .archive import Archive


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
        components=own.components or fetched.components,
    )


def load(store: Store | None = None) -> Catalogue:
    """The bundled catalogue, with every region that the store holds.

    Parameters
    ----------
    store
        The default store where left out.

    Raises
    ------
    DataFileError
        If a bundled file is damaged.
    """
    catalogue = bundled.load()
    archive = Archive(store or Store())
    cases = dict(catalogue.cases)
    try:
        codes = live.fetched_codes(archive)
    except BaereevneError:
        # Nothing is fetched yet, or the store cannot be read: the bundled figures stand alone.
        return catalogue
    for code in codes:
        # What cannot be put together from the store is not offered.
        with suppress(BaereevneError):
            fetched = live.region_case(code, archive)
            cases[code] = merged(cases[code], fetched) if code in cases else fetched
    return replace(catalogue, cases=cases)


def choices(store: Store | None = None) -> dict[str, str]:
    """Names by code of all municipalities that can be fetched; empty before the list is stored."""
    try:
        known = live.municipalities(Archive(store or Store()))
    except BaereevneError:
        return {}
    by_name = sorted(known.items(), key=lambda item: alphabetical(item[1].region.name))
    return {code: one.region.name for code, one in by_name}
