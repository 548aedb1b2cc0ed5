"""What users save by name, in the store: each version stands for itself, nothing is overwritten.

One is kept under its name and the sum of its whole content. So saving again adds a version,
pruning leaves all, and a snapshot carries all.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from ..errors import InputFileError
from .answers import Answer, canonical, in_utc
from .keeping import Store


class Named(Protocol):
    """What can be kept: it has a name, and when it was saved (ISO 8601, UTC, whole seconds)."""

    @property
    def name(self) -> str:
        """What the user calls it."""
        ...

    @property
    def saved(self) -> str:
        """When it was saved."""
        ...


T = TypeVar("T", bound=Named)


@dataclass(frozen=True)
class Shelf(Generic[T]):
    """All of one kind in a store.

    Parameters
    ----------
    table
        A table id that SSB does not have.
    to_bytes, from_bytes
        There and back. What is not of this kind gives None or raises :class:`InputFileError` on the
        way back; what could not be read back raises it on the way there.

    Raises
    ------
    StoreError
        From every method, if the store cannot be read or written.
    """

    table: str
    to_bytes: Callable[[T], bytes]
    from_bytes: Callable[[bytes], T | None]

    def keep(self, store: Store, one: T) -> tuple[T, ...]:
        """Keep a version; the same once more changes nothing.

        Returns
        -------
        tuple
            Other versions of the same name, newest first: what the user must be told of.
        """
        content = self.to_bytes(one)
        query = _query(one, content)
        store.keep(Answer(self.table, query, one.saved, one.saved, content))
        # Afterwards, so that of two who save at once at least the last is told of the other.
        others = [other for other in self._named(store, one.name) if other != query]
        return self._newest_first(store, others)

    def all(self, store: Store) -> tuple[T, ...]:
        """All versions of all names, newest first."""
        return self._newest_first(store, store.queries(self.table))

    def every(self, store: Store) -> tuple[T, ...]:
        """The newest version of each name, newest first."""
        found: dict[str, T] = {}
        for one in self.all(store):
            found.setdefault(one.name, one)
        return tuple(found.values())

    def versions(self, store: Store, name: str) -> tuple[T, ...]:
        """All that is kept under a name, newest first."""
        return self._newest_first(store, self._named(store, name))

    def remove(self, store: Store, name: str) -> int:
        """Remove all that is kept under a name; how many versions went."""
        return sum(store.remove(self.table, query) for query in self._named(store, name))

    def remove_one(self, store: Store, one: T) -> int:
        """Remove one version; how many went."""
        return store.remove(self.table, _query(one, self.to_bytes(one)))

    def _newest_first(self, store: Store, queries: Iterable[str]) -> tuple[T, ...]:
        """By when they were saved, then by the order in which they were kept; the same for all.

        What a snapshot has put here that is not of this kind, is as good as absent.
        """
        found: list[tuple[str, str, str, T]] = []
        for query in queries:
            if answer := store.newest(self.table, query):
                one = self._read(answer.content)
                if one is not None and _query(one, answer.content) == query:
                    found.append((one.saved, in_utc(answer.retrieved), query, one))
        found.sort(key=lambda each: each[:3], reverse=True)
        return tuple(one for *_, one in found)

    def _read(self, content: bytes) -> T | None:
        try:
            return self.from_bytes(content)
        except InputFileError:
            return None

    def _named(self, store: Store, name: str) -> list[str]:
        start = canonical({"name": name}).removesuffix("}")
        queries = store.queries(self.table)
        return sorted(query for query in queries if query.startswith(f"{start},"))


def _query(one: Named, content: bytes) -> str:
    return canonical({"name": one.name, "sha256": hashlib.sha256(content).hexdigest()})
