"""Saved scenarios in the store, beside what SSB has answered: nothing is ever overwritten.

A scenario is kept under its name and the sum of its whole content. So each version of a name
stands for itself: saving again adds one, pruning leaves all, and a snapshot carries all.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress

from .errors import InputFileError
from .saved import SavedScenario, from_json, to_json
from .store import Answer, Store, canonical

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
    others = tuple(one for one in versions(store, saved.name) if one != saved)
    store.put(Answer(TABLE, _query(saved), saved.saved, saved.saved, to_json(saved)))
    return others


def every(store: Store) -> tuple[SavedScenario, ...]:
    """The newest version of each name, newest first."""
    found: dict[str, SavedScenario] = {}
    for one in _newest_first(store, sorted(store.queries(TABLE))):
        found.setdefault(one.name, one)
    return tuple(found.values())


def versions(store: Store, name: str) -> tuple[SavedScenario, ...]:
    """All that is kept under a name, newest first."""
    return tuple(_newest_first(store, _queries(store, name)))


def remove(store: Store, name: str) -> int:
    """Remove all that is kept under a name; how many versions went."""
    return sum(store.remove(TABLE, query) for query in _queries(store, name))


def _newest_first(store: Store, queries: list[str]) -> list[SavedScenario]:
    return sorted(_sound(store, queries), key=lambda one: one.saved, reverse=True)


def _sound(store: Store, queries: list[str]) -> Iterator[SavedScenario]:
    """The scenarios; what a snapshot has put here that is not one is as good as absent."""
    for query in queries:
        if answer := store.newest(TABLE, query):
            with suppress(InputFileError):
                saved = from_json(answer.content, TABLE)
                if _query(saved) == query:
                    yield saved


def _queries(store: Store, name: str) -> list[str]:
    start = canonical({"name": name}).removesuffix("}")
    return sorted(query for query in store.queries(TABLE) if query.startswith(f"{start},"))


def _query(saved: SavedScenario) -> str:
    return canonical({"name": saved.name, "sha256": hashlib.sha256(to_json(saved)).hexdigest()})
