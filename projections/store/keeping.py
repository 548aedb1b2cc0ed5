"""The store itself."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa

from . import pace
from . import unsaved as work
from .answers import (
    Answer,
    TableSummary,
    all_newest,
    as_row,
    good_versions,
    keep_last,
    key_of,
    put_rows,
    queries_of,
    remove_all,
    sound_rows,
    summaries,
    times_of,
    version,
)
from .database import Database, shared
from .handed import USERS_OWN, Handed, configured, file_url, parsed, place

T = TypeVar("T")


class Store:
    """Answers kept across restarts, for use from many threads and processes.

    Parameters
    ----------
    url
        The address; :func:`~.handed.configured` gives the default. Nothing is opened before it is
        needed, and nothing is made before something is written.

    Raises
    ------
    StoreError
        From every method: if the store cannot be read or written. One Norwegian sentence says
        where it is, what was found and what to do.
    """

    def __init__(self, url: str | None = None) -> None:
        address = parsed(url) if url else configured()
        self._database = shared(address.render_as_string(hide_password=False))
        # A snapshot handed out with the program stands behind the store that is set, and no other.
        self._handed = Handed(None if url else place())

    def put(self, *answers: Answer) -> None:
        """Keep all of the answers, or none of them.

        One already kept (same table, query and ``updated``) is replaced, unless it was retrieved
        later than the new one.
        """
        if rows := [as_row(answer) for answer in answers]:
            self._database.write(lambda connection: put_rows(connection, rows))

    def keep(self, answer: Answer) -> None:
        """Keep one that users share, after all others of its table that were kept before it.

        The order is the store's own, by ``retrieved``: whole seconds and the clocks of several
        machines do not tell who was last. One that is there already is left as it is.
        """
        self._database.write(lambda connection: keep_last(connection, as_row(answer)))

    def newest(self, table: str, query: str) -> Answer | None:
        """The last good answer: newest ``updated``, then newest ``retrieved``."""
        key = key_of(table, query)
        found = self._each(table, lambda at: next(good_versions(at, key), None), None)
        return max(filter(None, found), key=lambda one: (one.updated, one.retrieved), default=None)

    def exact(self, table: str, query: str, updated: str) -> Answer | None:
        """The answer of one edition of a table, ``updated`` written as it was when kept."""
        key = key_of(table, query)
        return next(
            filter(None, self._each(table, lambda at: version(at, key, updated), None)), None
        )

    def times(self, table: str, query: str) -> list[tuple[str, str]]:
        """``updated`` and ``retrieved`` of each version that is kept, last retrieved first."""
        key, nothing = key_of(table, query), list[tuple[str, str]]()
        own, handed = self._each(table, lambda at: times_of(at, key), nothing)
        others = [one for one in handed if one not in own]
        return sorted((*own, *others), key=lambda one: one[1], reverse=True) if others else own

    def queries(self, table: str) -> frozenset[str]:
        """Every query that is kept of a table, whether its content is sound or not."""
        nothing = frozenset[str]()
        return nothing.union(*self._each(table, lambda at: queries_of(at, table), nothing))

    def _each(self, table: str, work: Callable[[sa.Connection], T], nothing: T) -> Iterator[T]:
        """What is found here, then what the snapshot that was handed out has."""
        yield self._database.read(work, nothing)
        yield self._handed.read(table, work, nothing)

    def handed_problem(self) -> str:
        """Why the snapshot that was handed out cannot be read; empty where it can, or is not."""
        return self._handed.problem()

    def tables(self) -> list[TableSummary]:
        """What is kept, by table id; the size is that of all versions, compressed."""
        return self._database.read(summaries, list[TableSummary]())

    def edition(self) -> str:
        """What is kept of others' figures: another text when any of it is.

        What users save themselves is not in it.
        """
        kept = [one for one in self.tables() if one.table not in USERS_OWN]
        return hashlib.sha256(repr((kept, self._handed.edition())).encode()).hexdigest()

    def remove(self, table: str, query: str) -> int:
        """Remove every version of one query; how many went."""
        if query not in self.queries(table):
            return 0
        key = key_of(table, query)
        return self._database.write(lambda connection: remove_all(connection, key))

    def save_snapshot(self, path: Path, answers: Iterable[Answer] | None = None) -> int:
        """Write answers to one file that any store can load.

        Parameters
        ----------
        path
            Replaced when all is written; a write that breaks leaves what was there.
        answers
            What to write; the newest of every table and query unless given.

        Returns
        -------
        int
            Number of answers in the file.
        """
        snapshot = Database(file_url(path), snapshot=True)
        if (own := self._database.path) and path.resolve() == own.resolve():
            raise snapshot.error("skrives", "filen er selve lageret", "velg et annet filnavn")
        if answers is None:
            answers = self._database.read(all_newest, list[Answer]())
        rows = [as_row(answer) for answer in answers]
        part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
        with snapshot.told("skrives"):
            try:
                copy = Database(file_url(part), snapshot=True, shown=path)
                copy.write(lambda connection: put_rows(connection, rows))
                part.replace(path)
            finally:
                for left in (part, part.with_name(f"{part.name}-journal")):
                    left.unlink(missing_ok=True)
        return len({(row["key"], row["updated"]) for row in rows})

    def load_snapshot(self, path: Path) -> int:
        """Put the answers of a snapshot here, all or none, by the rules of :meth:`put`.

        Returns
        -------
        int
            Number of answers in the file.
        """
        snapshot = Database(file_url(path), snapshot=True)
        rows = snapshot.read(sound_rows, None)
        if rows is None:
            raise snapshot.error("leses", "filen finnes ikke, er tom eller er skadet")
        if rows:
            self._database.write(lambda connection: put_rows(connection, rows))
        return len(rows)

    def next_turn(self, address: str, now: float, calls: int, seconds: float) -> float:
        """Take the next turn to call an address, for all processes that share the store.

        Parameters
        ----------
        address
            Whose limit it is.
        now
            The present time [s since 1970].
        calls, seconds
            Most turns in any window of so many seconds.

        Returns
        -------
        float
            When the turn is [s since 1970]; ``now`` where nobody has to wait.
        """
        return self._database.write(
            lambda connection: pace.next_turn(connection, address, now, calls, seconds)
        )

    def postpone(self, address: str, until: float) -> None:
        """Give nobody a turn to call an address before a time [s since 1970]."""
        self._database.write(lambda connection: pace.postpone(connection, address, until))

    def unsaved(self, owner: str, kind: str, now: float) -> work.UnsavedWork | None:
        """What one browser has in work and has not saved.

        Parameters
        ----------
        owner
            The sum of the browser's secret.
        kind
            Of what.
        now
            The present time [s since 1970].
        """
        return self._database.read(
            lambda connection: work.piece(connection, owner, kind, now), None
        )

    def change_unsaved(
        self, owner: str, kind: str, now: float, made: work.Change
    ) -> work.UnsavedWork | None:
        """Change what one browser has in work, given what it is; None where it is too large."""
        return self._database.write(
            lambda connection: work.change(connection, owner, kind, now, made)
        )

    def close(self) -> None:
        """Let go of connections; the store opens again if it is used."""
        self._database.close()
