"""Presentations in the store: each version of a name stands for itself, none is overwritten."""

from ..errors import InputFileError
from ..store import Shelf, Store
from .files import from_json, to_json
from .frame import Deck

TABLE = "presentation"


def keep(store: Store, deck: Deck) -> tuple[Deck, ...]:
    """Keep a presentation as a version of its own; the same one once more changes nothing.

    Returns
    -------
    tuple of Deck
        Other versions of the same name, newest first: what the user must be told of.

    Raises
    ------
    InputFileError
        If it holds something that could not be opened again; every fault is told.
    StoreError
        As every function here, if the store cannot be read or written.
    """
    return _SHELF.keep(store, deck)


def every(store: Store) -> tuple[Deck, ...]:
    """The newest version of each name, newest first."""
    return _SHELF.every(store)


def versions(store: Store, name: str) -> tuple[Deck, ...]:
    """All that is kept under a name, newest first."""
    return _SHELF.versions(store, name)


def remove(store: Store, name: str) -> int:
    """Remove all that is kept under a name; how many versions went."""
    return _SHELF.remove(store, name)


def _read(content: bytes) -> Deck | None:
    try:
        return from_json(content, TABLE)
    except InputFileError:
        return None


_SHELF = Shelf(TABLE, to_json, _read)
