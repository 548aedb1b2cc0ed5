"""All that can be chosen: the bundled figures, and every region fetched from SSB into the store."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..case import Case, Catalogue
from ..errors import BaereevneError, SourceError
from ..store import Store
from . import bundled, live


class Cases(Mapping[str, Case]):
    """Cases by region code; a fetched one is put together when it is first asked for.

    Parameters
    ----------
    bundled_cases
        What comes with Bæreevne.
    fetched
        Codes of the regions with answers in the store.
    archive
        Where those answers are; without a client, so that looking never calls the network.
    """

    def __init__(
        self, bundled_cases: Mapping[str, Case], fetched: tuple[str, ...], archive: live.Archive
    ) -> None:
        self._bundled, self._archive = bundled_cases, archive
        self._codes = tuple(dict.fromkeys((*bundled_cases, *fetched)))
        self._fetched = frozenset(fetched)
        self._built: dict[str, Case] = {}

    def __getitem__(self, code: str) -> Case:
        """The case of a code, bundled and fetched figures together."""
        if code not in self._codes:
            raise KeyError(code)
        if code not in self._built:
            self._built[code] = self._build(code)
        return self._built[code]

    def __iter__(self) -> Iterator[str]:
        """Codes: bundled first."""
        return iter(self._codes)

    def __len__(self) -> int:
        """How many regions there are."""
        return len(self._codes)

    def __contains__(self, code: object) -> bool:
        """Whether a code is known, without building its case."""
        return code in self._codes

    def _build(self, code: str) -> Case:
        own = self._bundled.get(code)
        if code not in self._fetched:
            return self._bundled[code]
        try:
            fetched = live.region_case(code, self._archive)
        except SourceError:
            if own is None:
                raise
            return own
        return merged(own, fetched) if own else fetched


def merged(own: Case, fetched: Case) -> Case:
    """A region's bundled inputs with SSB's figures: history and alternatives as fetched.

    The bundled projection comes first, since the municipality's own plan is where it starts.
    """
    codes = {one.code for one in fetched.projections}
    kept = tuple(one for one in own.projections if one.code not in codes)
    return replace(
        own,
        observed=fetched.observed,
        pyramid=fetched.pyramid,
        projections=(*kept, *fetched.projections),
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
    archive = live.Archive(store or Store())
    try:
        fetched = live.fetched_codes(archive)
    except BaereevneError:
        # Nothing is fetched yet, or the store cannot be read: the bundled figures stand alone.
        return catalogue
    return replace(catalogue, cases=Cases(catalogue.cases, fetched, archive))


def choices(store: Store | None = None) -> dict[str, str]:
    """Names by code of all municipalities that can be fetched; empty before the list is stored."""
    try:
        known = live.municipalities(live.Archive(store or Store()))
    except BaereevneError:
        return {}
    by_name = sorted(known.items(), key=lambda item: item[1].region.name)
    return {code: one.region.name for code, one in by_name}
