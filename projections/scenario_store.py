"""Saved scenarios in the store, beside what SSB has answered: nothing is ever overwritten."""

from .errors import InputFileError
from .saved import SavedScenario, from_json, to_json
from .store import Shelf, Store

TABLE = "scenario"


def keep(store: Store, saved: SavedScenario) -> tuple[SavedScenario, ...]:
    """Keep a scenario as a version of its own; the same one once more changes nothing.

    Returns
    -------
    tuple of SavedScenario
        Other versions of the same name, newest first: what the user must be told of.

    Raises
    ------
    StoreError
        As every function here, if the store cannot be read or written.
    """
    return _SHELF.keep(store, saved)


def every(store: Store) -> tuple[SavedScenario, ...]:
    """The newest version of each name, newest first."""
    return _SHELF.every(store)


def versions(store: Store, name: str) -> tuple[SavedScenario, ...]:
    """All that is kept under a name, newest first."""
    return _SHELF.versions(store, name)


def remove(store: Store, name: str) -> int:
    """Remove all that is kept under a name; how many versions went."""
    return _SHELF.remove(store, name)


def _read(content: bytes) -> SavedScenario | None:
    try:
        return from_json(content, TABLE)
    except InputFileError:
        return None


_SHELF = Shelf(TABLE, to_json, _read)
