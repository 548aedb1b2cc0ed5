"""What is kept comes back whole or not at all, whoever writes at once and whatever breaks.

The tests that take ``url`` run in SQLite, and in PostgreSQL where its programs are: each in a
schema of its own, which is removed afterwards.
"""

import contextlib
import hashlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from projections.errors import StoreError
from projections.store import (
    Answer,
    Store,
    TableSummary,
    canonical,
    database,
    home,
    keeping,
    layout,
)
from projections.store.database import Database
from projections.store.handed import configured

ROOT = Path(__file__).parents[1]
QUERY = canonical({"selection": [{"variableCode": "Region", "valueCodes": ["K-5025"]}]})
JUNE, JULY = "2026-06-12T06:00:00Z", "2026-07-01T06:00:00Z"
NOBODY = 65534
SENTENCE = re.compile(r"(Lageret|Svarpakken) [^\n]*kan ikke \w+: [^\n;]+; [^\n;]+\.")
ENGLISH = re.compile(r"sqlalchemy|sqlite3|psycopg\.|error|unable|denied|failed|malformed", re.I)

needs_posix = pytest.mark.skipif(os.name != "posix", reason="signals and users of POSIX")


def answer(
    content: bytes = b"{}",
    updated: str = JUNE,
    retrieved: str = "2026-11-21T10:00:00Z",
    table: str = "07459",
    query: str = QUERY,
) -> Answer:
    return Answer(table, query, updated, retrieved, content)


def file_url(path: Path) -> str:
    return f"sqlite:///{path}"


@contextlib.contextmanager
def own_schema(address: str) -> Iterator[str]:
    """The address of an empty schema in a PostgreSQL database."""
    psycopg = pytest.importorskip("psycopg")
    schema = f"test_{os.getpid()}_{time.time_ns()}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
        try:
            yield f"{address}{'&' if '?' in address else '?'}options=-csearch_path%3D{schema}"
        finally:
            connection.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield file_url(tmp_path / "folder" / "kept.sqlite")
    else:
        with own_schema(request.getfixturevalue("postgres")) as address:
            yield address


@pytest.fixture
def kept(url: str) -> Iterator[Store]:
    with contextlib.closing(Store(url)) as opened:
        yield opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept.sqlite"


@pytest.fixture
def local(path: Path) -> Store:
    return Store(file_url(path))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.1)


def raw(url: str, statement: str) -> None:
    """SQL past the library."""
    if url.startswith("sqlite"):
        with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.execute(statement)
            connection.commit()
    else:
        psycopg = pytest.importorskip("psycopg")
        with psycopg.connect(url) as connection:
            connection.execute(statement)


@contextlib.contextmanager
def refused(*parts: str) -> Iterator[None]:
    """One Norwegian sentence with all of the parts, and nothing of what lies behind."""
    with pytest.raises(StoreError) as caught:
        yield
    said = str(caught.value)
    assert SENTENCE.fullmatch(said), said
    assert not ENGLISH.search(re.sub(r"(/\S+|pip install \S+)", "", said)), said
    assert all(part in said for part in parts), said
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def python(code: str, *arguments: object) -> "subprocess.Popen[str]":
    """Another process, with the library at hand."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )


# --- keeping and finding ----------------------------------------------------------------------


def test_round_trip(kept: Store) -> None:
    bodies = (b"", b"\x00\xff", "Røros".encode(), random.Random(1).randbytes(100_000))
    given = [answer(body, query=f"q{number}") for number, body in enumerate(bodies)]
    kept.put(*given)
    assert [kept.newest("07459", one.query) for one in given] == given
    assert [kept.exact("07459", one.query, JUNE) for one in given] == given


def test_what_was_never_kept(kept: Store) -> None:
    assert kept.newest("07459", QUERY) is None  # before anything is written
    kept.put(answer())
    assert kept.newest("07459", "{}") is None
    assert kept.newest("14746", QUERY) is None
    assert kept.exact("07459", QUERY, JULY) is None


def test_survives_the_process(url: str) -> None:
    with contextlib.closing(Store(url)) as first:
        first.put(answer(b"kept"))
    with contextlib.closing(Store(url)) as second:
        assert second.newest("07459", QUERY) == answer(b"kept")


def test_opens_again_after_close(kept: Store) -> None:
    kept.put(answer())
    kept.close()
    kept.close()
    assert kept.newest("07459", QUERY) == answer()


def test_table_and_query_are_kept_apart(kept: Store) -> None:
    pairs = [("1\n2", "3"), ("1", "2\n3"), ("12", "3"), ("1", "23"), ('1", "2', "3"), ("", "123")]
    given = [answer(str(pair).encode(), table=pair[0], query=pair[1]) for pair in pairs]
    kept.put(*given)
    assert [kept.newest(*pair) for pair in pairs] == given


def test_a_query_longer_than_postgresql_can_index(kept: Store) -> None:
    codes = [f"K-{random.Random(number).randrange(10**8)}" for number in range(3_000)]
    long = canonical({"valueCodes": codes})
    kept.put(answer(b"long", query=long))
    assert kept.newest("07459", long) == answer(b"long", query=long)


@pytest.mark.parametrize(
    ("retrieved", "expected"),
    [
        ("2026-11-21T09:59:59Z", b"old"),
        ("2026-11-21T10:00:00Z", b"new"),
        ("2026-11-21T10:00:01Z", b"new"),
        ("2026-11-21T10:30:00+01:00", b"old"),  # 09:30 in UTC
        ("2026-11-21T10:00:00+00:00", b"new"),
    ],
)
def test_replaced_when_newer_or_equal(kept: Store, retrieved: str, expected: bytes) -> None:
    kept.put(answer(b"old", retrieved="2026-11-21T10:00:00Z"))
    new = answer(b"new", retrieved=retrieved)
    kept.put(new)
    found = kept.newest("07459", QUERY)
    assert found
    assert found.content == expected
    assert (found == new) == (expected == b"new")


def test_the_same_twice_in_one_put(kept: Store) -> None:
    late, early = answer(b"late", retrieved=JULY), answer(b"early", retrieved=JUNE)
    kept.put(late, early)
    assert kept.newest("07459", QUERY) == late


def test_newest_updated_goes_before_newest_retrieved(kept: Store) -> None:
    old = answer(b"old", JUNE, retrieved="2026-11-21T12:00:00Z")
    new = answer(b"new", JULY, retrieved="2026-11-21T10:00:00Z")
    kept.put(new)
    kept.put(old)
    assert kept.newest("07459", QUERY) == new
    assert kept.exact("07459", QUERY, JUNE) == old


def test_newest_by_time_not_by_spelling(kept: Store) -> None:
    evening = answer(b"evening", "2026-06-12T23:30:00-04:00")  # 03:30 the day after, in UTC
    morning = answer(b"morning", "2026-06-13T03:00:00Z")
    kept.put(evening, morning)
    assert kept.newest("07459", QUERY) == evening


def test_same_updated_spelt_twice_takes_the_newest_retrieved(kept: Store) -> None:
    one = answer(b"1", "2026-06-12T06:00:00Z", retrieved=JULY)
    other = answer(b"2", "2026-06-12T08:00:00+02:00", retrieved=JUNE)
    kept.put(one, other)
    assert kept.newest("07459", QUERY) == one


@pytest.mark.parametrize("wrong", ["", "i går", "2026-13-01", "0001-01-01T00:00:00+05:00"])
def test_a_time_must_be_one(wrong: str) -> None:
    with pytest.raises(ValueError, match="ISO 8601"):
        answer(updated=wrong)
    with pytest.raises(ValueError, match="ISO 8601"):
        answer(retrieved=wrong)


def test_put_of_nothing_makes_nothing(path: Path, local: Store) -> None:
    local.put()
    assert not path.exists()


def test_put_is_all_or_nothing(url: str, kept: Store) -> None:
    kept.put(answer(b"before"))
    rule = "table_id = 'bad'"
    raw(
        url,
        f"CREATE TRIGGER no BEFORE INSERT ON answers WHEN new.{rule} BEGIN"
        " SELECT RAISE(ABORT, 'no'); END"
        if url.startswith("sqlite")
        else f"ALTER TABLE answers ADD CHECK (NOT {rule})",
    )
    later = answer(b"after", retrieved="2027-01-01T00:00:00Z")
    with refused("Lageret i"):
        kept.put(later, answer(query="other"), answer(table="bad"))
    assert kept.newest("07459", QUERY) == answer(b"before")
    assert kept.newest("07459", "other") is None


def test_tables(kept: Store) -> None:
    assert kept.tables() == []
    kept.put(
        answer(b"a" * 5_000, JUNE, "2026-11-21T10:00:00Z"),
        answer(b"b", JULY, "2026-11-20T10:00:00Z"),
        answer(b"c", query="other"),
        answer(b"d", "2026-06-12T08:00:00.5+02:00", table="14746"),
    )
    first, second = kept.tables()
    assert replace(first, size=0) == TableSummary("07459", 2, JULY, "2026-11-21T10:00:00Z", 0)
    assert replace(second, size=0) == TableSummary("14746", 1, JUNE, "2026-11-21T10:00:00Z", 0)
    assert 0 < first.size < 200  # compressed


def test_remove_takes_all_versions_of_one_query(url: str, kept: Store) -> None:
    assert kept.remove("07459", QUERY) == 0
    others = answer(query="other"), answer(table="14746")
    kept.put(answer(updated=JUNE), answer(b"bad", JULY), *others)
    raw(url, f"UPDATE answers SET sha256 = 'x' WHERE updated = '{JULY}'")
    assert kept.remove("07459", "never kept") == 0
    assert kept.remove("07459", QUERY) == 2
    assert kept.newest("07459", QUERY) is None
    assert kept.queries("07459") == {"other"}
    assert [kept.newest(one.table, one.query) for one in others] == list(others)
    assert kept.remove("07459", QUERY) == 0


def test_remove_makes_nothing(path: Path, local: Store) -> None:
    assert local.remove("07459", QUERY) == 0
    assert not path.exists()


# --- damage -----------------------------------------------------------------------------------

DAMAGE = {
    "not compressed": "content = '{raw}'",
    "cut": "content = substr(content, 1, 9)",
    "another content": "sha256 = '{sum}'",
    "another query": "query = '{{}}'",
    "another table": "table_id = '14746'",
    "another time": "retrieved = '2026-11-21T11:00:00Z'",
    "not a time": "retrieved = 'x'",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_row_is_as_good_as_absent(url: str, kept: Store, damage: str) -> None:
    good, bad = answer(b"good", JUNE), answer(b"bad" * 20, JULY)
    kept.put(good, bad)
    change = damage.format(raw="x", sum=hashlib.sha256(b"x").hexdigest())
    raw(url, f"UPDATE answers SET {change} WHERE updated = '{JULY}'")
    assert kept.newest("07459", QUERY) == good
    assert kept.exact("07459", QUERY, JULY) is None
    raw(url, f"DELETE FROM answers WHERE updated = '{JUNE}'")
    assert kept.newest("07459", QUERY) is None


@pytest.mark.parametrize("value", ["x'ff'", "CAST(x'ff' AS TEXT)", "'tekst'", "12", "1.5"])
@pytest.mark.parametrize("column", ["content", "retrieved", "query", "sha256"])
def test_sqlite_may_hold_any_kind_of_value(
    path: Path, local: Store, column: str, value: str
) -> None:
    local.put(answer(b"good", JUNE), answer(b"bad", JULY))
    raw(file_url(path), f"UPDATE answers SET {column} = {value} WHERE updated = '{JULY}'")
    assert local.newest("07459", QUERY) == answer(b"good", JUNE)


@pytest.mark.parametrize("value", ["NULL", "x'ff'", "12", "1.5", "'tekst'"])
@pytest.mark.parametrize("column", ["table_id", "query", "updated_utc", "retrieved_utc", "content"])
def test_a_list_passes_over_what_has_become_something_else(
    path: Path, local: Store, column: str, value: str
) -> None:
    """Also nothing at all, which no table of ours allows and damage does."""
    local.put(answer(b"good", JUNE), Answer("other", "{}", JUNE, JUNE, b""))
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA writable_schema = ON")
        other.execute("UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '')")
    raw(file_url(path), f"UPDATE answers SET {column} = {value} WHERE table_id = 'other'")
    assert "07459" in {one.table for one in local.tables()}
    assert local.edition()
    assert local.queries("07459") == {QUERY}
    assert all(isinstance(one, str) for one in local.queries("other"))


def test_anything_replaces_a_damaged_row(url: str, kept: Store) -> None:
    kept.put(answer(b"bad", retrieved="2026-12-24T00:00:00Z"))
    raw(url, "UPDATE answers SET sha256 = 'x'")
    older = answer(b"good", retrieved="2026-11-01T00:00:00Z")
    kept.put(older)
    assert kept.newest("07459", QUERY) == older


def flipped(content: bytes, position: int, bit: int) -> bytes:
    return b"%b%c%b" % (content[:position], content[position] ^ 1 << bit, content[position + 1 :])


def test_any_flipped_bit_in_the_store(path: Path, local: Store) -> None:
    """The answer, an earlier one, none or an error in Norwegian: never another answer."""
    old, new = answer(b"old" * 99, JUNE), answer(b"new" * 99, JULY)
    local.put(old, new)
    whole = path.read_bytes()
    chance = random.Random(2)
    seen: set[Answer | None] = set()
    said: list[str] = []
    for position in [*range(100), *(chance.randrange(len(whole)) for _ in range(60))]:
        path.write_bytes(flipped(whole, position, chance.randrange(8)))
        try:
            seen.add(local.newest("07459", QUERY))
        except StoreError as error:
            said.append(str(error))
        for left in path.parent.glob("kept.sqlite-*"):
            left.unlink()
    assert all(map(SENTENCE.fullmatch, said))
    assert seen <= {old, new, None}
    assert new in seen


# --- many at once, and sudden ends ------------------------------------------------------------

WRITER = """
import pathlib, sys, time
from projections.store import Answer, Store
url, name, start = sys.argv[1:]
print("ready", flush=True)
while not pathlib.Path(start).exists():
    time.sleep(0.001)
kept = Store(url)
for number in range(60):
    times = "2026-06-12T06:00:00Z", f"2026-11-21T10:{number // 60:02}:{number % 60:02}Z"
    own = Answer("07459", f"{name} {number}", *times, f"{name} {number}".encode() * 50)
    kept.put(own, Answer("07459", "common", *times, str(number).encode()))
"""


def test_two_processes_writing_at_once_lose_nothing(url: str, tmp_path: Path) -> None:
    start = tmp_path / "start"
    writers = [python(WRITER, url, name, start) for name in ("a", "b")]
    for writer in writers:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
    start.touch()
    for writer in writers:
        assert writer.communicate(timeout=60) == ("", "")
        assert writer.returncode == 0
    kept = Store(url)
    for name in ("a", "b"):
        for number in range(60):
            found = kept.newest("07459", f"{name} {number}")
            assert found
            assert found.content == f"{name} {number}".encode() * 50
    common = kept.newest("07459", "common")
    assert common
    assert common.content == b"59"
    assert [row.queries for row in kept.tables()] == [121]
    kept.close()
    if url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///"))
        with contextlib.closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert [left.name for left in file.parent.iterdir()] == [file.name]


def test_one_store_in_many_threads(kept: Store) -> None:
    def put_and_read(number: int) -> bool:
        own = answer(str(number).encode(), query=str(number))
        kept.put(own)
        return kept.newest("07459", str(number)) == own

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(put_and_read, range(64)))


BIG = """
import random, sys
from projections.store import Answer, Store
times = "2026-07-01T06:00:00Z", "2026-11-21T10:00:00Z"
bodies = [random.Random(n).randbytes(300_000) for n in range(100)]
print("ready", flush=True)
Store(sys.argv[1]).put(*(Answer("07459", f"q{n}", *times, body) for n, body in enumerate(bodies)))
"""


@needs_posix
def test_killed_in_the_middle_of_put(path: Path, local: Store) -> None:
    old = [answer(b"old", JUNE, query=f"q{number}") for number in range(100)]
    local.put(*old)
    wal = path.with_name("kept.sqlite-wal")
    writer = python(BIG, file_url(path))
    try:
        while not (wal.exists() and wal.stat().st_size > 2_000_000):
            assert writer.poll() is None, "the writer ended before it was seen writing"
        writer.send_signal(signal.SIGKILL)
    finally:
        writer.kill()
        writer.communicate()
    assert wal.stat().st_size > 2_000_000, "killed with its work half done"
    assert [local.newest("07459", one.query) for one in old] == old
    local.put(answer(b"after", JULY))
    assert local.newest("07459", QUERY) == answer(b"after", JULY)
    assert local.tables()[0].queries == 101


def test_an_answer_of_the_database_that_somebody_holds_does_not_stop_a_write(
    local: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a debugger does, or an error that is being told."""
    ask, held = sa.Connection.exec_driver_sql, []

    def asked(connection: sa.Connection, text: str) -> sa.CursorResult[Any]:
        held.append(ask(connection, text))
        return held[-1]

    monkeypatch.setattr(sa.Connection, "exec_driver_sql", asked)
    for content in (b"1", b"2"):
        local.put(answer(content))
    assert held
    assert local.newest("07459", QUERY) == answer(b"2")


@needs_posix
@pytest.mark.parametrize("milliseconds", [1, 60])
def test_killed_at_any_time(path: Path, local: Store, milliseconds: int) -> None:
    """Also while the file is being made."""
    writer = python(BIG, file_url(path))
    assert writer.stdout
    writer.stdout.readline()
    time.sleep(milliseconds / 1000)
    writer.kill()
    writer.communicate()
    assert sum(row.queries for row in local.tables()) in (0, 100)
    local.put(answer())
    assert local.newest("07459", QUERY) == answer()


# --- snapshots --------------------------------------------------------------------------------


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    """Two answers of many, in a file."""
    source = Store(file_url(tmp_path / "source.sqlite"))
    source.put(answer(b"old", JUNE), answer(b"new" * 999, JULY), answer(b"\x00", table="14746"))
    file = tmp_path / "pakke.bæreevne"
    assert source.save_snapshot(file) == 2
    return file


def test_snapshot_round_trip(kept: Store, snapshot: Path, tmp_path: Path) -> None:
    assert kept.load_snapshot(snapshot) == 2
    assert kept.newest("07459", QUERY) == answer(b"new" * 999, JULY)
    assert kept.newest("14746", QUERY) == answer(b"\x00", table="14746")
    assert kept.exact("07459", QUERY, JUNE) is None, "the newest only"
    again = tmp_path / "again"
    assert kept.save_snapshot(again) == 2
    other = Store(file_url(tmp_path / "other.sqlite"))
    assert other.load_snapshot(again) == 2
    assert other.tables() == kept.tables()


def test_snapshot_is_one_file_for_anyone(snapshot: Path) -> None:
    names = {file.name for file in snapshot.parent.iterdir()}
    assert names == {"source.sqlite", "pakke.bæreevne"}
    with contextlib.closing(sqlite3.connect(snapshot)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA user_version").fetchone() == (layout.FORMAT,)


def test_snapshot_of_chosen_answers(local: Store, tmp_path: Path) -> None:
    file = tmp_path / "chosen"
    chosen = [answer(updated=JUNE), answer(updated=JULY), answer(updated=JULY)]
    assert local.save_snapshot(file, iter(chosen)) == 2
    assert local.load_snapshot(file) == 2
    assert local.exact("07459", QUERY, JUNE) == chosen[0]


def test_snapshot_of_nothing(local: Store, path: Path, tmp_path: Path) -> None:
    assert local.save_snapshot(tmp_path / "empty") == 0
    assert local.load_snapshot(tmp_path / "empty") == 0
    assert not path.exists()


def test_snapshot_does_not_undo_what_is_newer(local: Store, snapshot: Path) -> None:
    newer = answer(b"newer", JULY, "2026-12-24T00:00:00Z")
    local.put(newer)
    assert local.load_snapshot(snapshot) == 2
    assert local.newest("07459", QUERY) == newer


def test_snapshot_replaces_the_file_there(local: Store, snapshot: Path) -> None:
    local.put(answer(b"other"))
    assert local.save_snapshot(snapshot) == 1
    assert local.load_snapshot(snapshot) == 1


def test_broken_write_of_a_snapshot_leaves_what_was_there(
    local: Store, snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before, names = snapshot.read_bytes(), sorted(snapshot.parent.iterdir())
    monkeypatch.setattr(keeping, "put_rows", broken)
    with refused(str(snapshot), "disken er full"):
        local.save_snapshot(snapshot, [answer()])
    monkeypatch.undo()
    monkeypatch.setattr(Path, "replace", broken)
    with refused(str(snapshot), "disken er full"):
        local.save_snapshot(snapshot, [answer()])
    assert snapshot.read_bytes() == before
    assert sorted(snapshot.parent.iterdir()) == names


def test_snapshot_is_not_written_over_the_store(local: Store, path: Path, tmp_path: Path) -> None:
    local.put(answer())
    link = tmp_path / "link"
    link.symlink_to(path)
    for same in (path, link):
        with refused(str(same), "selve lageret"):
            local.save_snapshot(same)
    assert local.newest("07459", QUERY) == answer()


def test_snapshot_in_a_folder_that_is_not_there(local: Store, tmp_path: Path) -> None:
    with refused(str(tmp_path / "no" / "file"), "mappen finnes ikke"):
        local.save_snapshot(tmp_path / "no" / "file", [answer()])
    assert not (tmp_path / "no").exists()


def foreign(file: Path) -> None:
    file.unlink()
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE answers (key, updated)")


def pragma(name: str, value: int) -> Callable[[Path], None]:
    return lambda file: raw(file_url(file), f"PRAGMA {name} = {value}")


def view(file: Path) -> None:
    raw(file_url(file), "ALTER TABLE answers RENAME TO hidden")
    raw(file_url(file), "CREATE VIEW answers AS SELECT 1 AS key")


def directory(file: Path) -> None:
    file.unlink()
    file.mkdir()


NOT_SNAPSHOTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, "finnes ikke"),
    "empty": (lambda file: file.write_bytes(b""), "er tom"),
    "text": (lambda file: file.write_text("Region;2026\n" * 99), "ikke en database"),
    "directory": (directory, "finnes ikke"),
    "another program's": (foreign, "et annet program"),
    "without magic": (pragma("application_id", 0), "et annet program"),
    "without version": (pragma("user_version", 0), "et annet program"),
    "newer": (pragma("user_version", layout.FORMAT + 1), "oppdater Bæreevne"),
    "one row changed": (
        lambda file: raw(file_url(file), "UPDATE answers SET table_id = '1' WHERE rowid = 1"),
        "skadet",
    ),
    "without its table": (lambda file: raw(file_url(file), "DROP TABLE answers"), "skadet"),
    "a view": (view, "skadet"),
}


@pytest.mark.parametrize(("change", "found"), NOT_SNAPSHOTS.values(), ids=NOT_SNAPSHOTS)
def test_what_is_not_a_snapshot_changes_nothing(
    local: Store, snapshot: Path, change: Callable[[Path], object], found: str
) -> None:
    local.put(answer(b"before"))
    change(snapshot)
    with refused(f"Svarpakken {snapshot} kan ikke", found):
        local.load_snapshot(snapshot)
    assert local.tables()[0].queries == 1
    assert local.newest("07459", QUERY) == answer(b"before")


def test_any_flipped_bit_or_cut_in_a_snapshot(
    local: Store, path: Path, snapshot: Path, tmp_path: Path
) -> None:
    """Refused, or loaded with every answer as it was: never anything in between."""
    whole = snapshot.read_bytes()
    sound = Store(file_url(tmp_path / "sound.sqlite"))
    sound.load_snapshot(snapshot)
    expected = sound.newest("07459", QUERY), sound.newest("14746", QUERY)
    chance = random.Random(3)
    places = [*range(0, 100, 2), *(chance.randrange(len(whole)) for _ in range(40))]
    versions = [flipped(whole, place, chance.randrange(8)) for place in places]
    versions += [whole[: chance.randrange(len(whole))] for _ in range(15)]
    versions += [whole[:size] for size in range(4096, len(whole), 4096)]
    said, changed = [], 0
    for version in versions:
        snapshot.write_bytes(version)
        try:
            count = local.load_snapshot(snapshot)
        except StoreError as error:
            said.append(str(error))
            changed += path.exists()
        else:
            assert count == 2
            assert (local.newest("07459", QUERY), local.newest("14746", QUERY)) == expected
            path.unlink()
    assert changed == 0
    assert len(said) > 30
    assert all(map(SENTENCE.fullmatch, said))


# --- where the store cannot be used -----------------------------------------------------------

UNPRIVILEGED = f"""
import os
import projections.store
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid({NOBODY})
    os.setuid({NOBODY})
"""
READ_ONLY = """
import sys
from projections.errors import StoreError
from projections.store import Answer, Store
kept = Store(sys.argv[1])
found = kept.newest("07459", sys.argv[2])
print(found.content.decode() if found else found, [row.queries for row in kept.tables()])
for write in (
    lambda: kept.put(Answer("07459", "q", *["2026-06-12T06:00:00Z"] * 2, b"")),
    lambda: kept.load_snapshot(__import__("pathlib").Path(sys.argv[3])),
):
    try:
        print("wrote", write())
    except StoreError as error:
        print(error)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can look into; those of pytest are closed to them."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def as_reader(code: str, *arguments: object) -> list[str]:
    """Lines printed by a process that has no special rights."""
    # Root may write everywhere. Rights are let go after the imports, as the repository and Python
    # itself may lie where only root can read.
    ended = python(f"{UNPRIVILEGED}\n{code}", *arguments)
    printed, complaints = ended.communicate(timeout=60)
    assert (ended.returncode, complaints) == (0, "")
    return printed.splitlines()


@needs_posix
@pytest.mark.parametrize("held", [False, True], ids=["alone", "open elsewhere"])
def test_read_only_folder(open_folder: Path, held: bool) -> None:
    file, snapshot = open_folder / "kept.sqlite", open_folder / "snapshot"
    kept = Store(file_url(file))
    kept.put(answer(b"old", JUNE), answer(b"content", JULY))
    kept.save_snapshot(snapshot)
    with contextlib.closing(sqlite3.connect(file)) as other:
        if held:
            other.execute("SELECT count(*) FROM answers").fetchall()
        for one in open_folder.iterdir():
            one.chmod(0o444)
        open_folder.chmod(0o555)
        first, *rest = as_reader(READ_ONLY, file_url(file), QUERY, snapshot)
    assert first == "content [1]"
    for said in rest:
        assert SENTENCE.fullmatch(said), said
        assert f"Lageret i {file} kan ikke skrives" in said
        assert "tilgang" in said


@needs_posix
def test_read_only_folder_with_nothing_in_it(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    file = open_folder / "deeper" / "kept.sqlite"
    first, put, _ = as_reader(READ_ONLY, file_url(file), QUERY, open_folder / "none")
    assert first == "None []"
    assert f"Lageret i {file} kan ikke skrives: filen eller mappen finnes ikke" in put


@needs_posix
def test_a_folder_that_may_not_be_looked_into(open_folder: Path) -> None:
    code = """
import sys
from projections.errors import StoreError
from projections.store import Store
try:
    Store(sys.argv[1]).newest("07459", "q")
except StoreError as error:
    print(error)
"""
    open_folder.chmod(0o000)
    said = as_reader(code, file_url(open_folder / "kept.sqlite"))
    assert SENTENCE.fullmatch("".join(said)), said
    assert "tilgang" in said[0]


SMALL_DISK = """
import random, resource, sys
from projections.errors import StoreError
from projections.store import Answer, Store
kept = Store(sys.argv[1])
times = "2026-07-01T06:00:00Z", "2026-11-21T10:00:00Z"
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
try:
    kept.put(*(Answer("07459", f"q{n}", *times, random.randbytes(100_000)) for n in range(90)))
except StoreError as error:
    print(error)
"""


@needs_posix
def test_no_room_left(path: Path, local: Store) -> None:
    local.put(answer(b"before"))
    ended = python(SMALL_DISK, file_url(path))
    said, complaints = ended.communicate(timeout=60)
    assert complaints == ""
    assert SENTENCE.fullmatch(said.strip()), said
    assert re.search("full; (frigjør plass|kontroller disken)", said)
    assert local.newest("07459", QUERY) == answer(b"before")
    assert local.tables()[0].queries == 1


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"Region;2026\n" * 99, "filen er ikke en database; flytt filen bort"),
        (b"SQLite format 3\x00" + b"x" * 4096, "filen er ikke en database"),
    ],
)
def test_not_a_database(path: Path, local: Store, content: bytes, found: str) -> None:
    path.write_bytes(content)
    with refused(f"Lageret i {path} kan ikke leses", found):
        local.newest("07459", QUERY)
    with refused(f"Lageret i {path} kan ikke skrives", found):
        local.put(answer())
    assert path.read_bytes() == content


def test_another_programs_database(path: Path, local: Store) -> None:
    raw(file_url(path), "CREATE TABLE accounts (id)")
    before = path.read_bytes()
    for use in (local.tables, lambda: local.put(answer())):
        with refused(str(path), "laget av et annet program"):
            use()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("accounts",)]
    assert len(path.read_bytes()) == len(before)


def test_a_newer_release_has_been_here(path: Path, local: Store) -> None:
    local.put(answer())
    raw(file_url(path), f"PRAGMA user_version = {layout.FORMAT + 1}")
    with refused(str(path), "nyere utgave", "oppdater Bæreevne"):
        local.newest("07459", QUERY)


def test_a_folder_in_its_place(path: Path, local: Store) -> None:
    path.mkdir()
    with refused(str(path)):
        local.newest("07459", QUERY)
    with refused(str(path)):
        local.put(answer())


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    kept = Store(file_url(tmp_path / "file" / "kept.sqlite"))
    with refused("kan ikke skrives"):
        kept.put(answer())


@pytest.mark.usefixtures("impatient")
def test_locked(path: Path, local: Store) -> None:
    local.put(answer(b"before"))
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with refused(str(path), "opptatt i over", "prøv igjen"):
            local.put(answer(b"after", retrieved="2027-01-01T00:00:00Z"))
        assert local.newest("07459", QUERY) == answer(b"before"), "readers do not wait"


@pytest.mark.usefixtures("impatient")
def test_made_while_another_process_holds_the_file(path: Path, local: Store) -> None:
    path.touch()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with refused(str(path), "opptatt i over"):
            local.newest("07459", QUERY)
        with refused(str(path), "opptatt i over"):
            local.put(answer())
    local.put(answer())
    assert local.newest("07459", QUERY) == answer()


def test_file_removed_while_in_use(path: Path, local: Store) -> None:
    local.put(answer())
    path.unlink()
    assert local.newest("07459", QUERY) is None
    local.put(answer(b"again"))
    assert local.newest("07459", QUERY) == answer(b"again")


def test_settings_of_sqlite(local: Store) -> None:
    local.put(answer())
    found: list[object] = []

    def look(connection: Any) -> None:
        found.extend(
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "busy_timeout", "synchronous")
        )

    local._database.write(look)
    assert found == ["wal", 10_000, 1]


# --- addresses --------------------------------------------------------------------------------


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No setting, and a home folder of our own."""
    for name in ("BAEREEVNE_HOME", "BAEREEVNE_DATABASE_URL", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("platform", "setting", "expected"),
    [
        ("linux", {}, ".local/share/baereevne"),
        ("linux", {"XDG_DATA_HOME": "data"}, "data/baereevne"),
        ("darwin", {}, "Library/Application Support/Baereevne"),
        ("win32", {}, "AppData/Local/Baereevne"),
        ("win32", {"LOCALAPPDATA": "roaming"}, "roaming/Baereevne"),
        ("win32", {"BAEREEVNE_HOME": "chosen"}, "chosen"),
        ("linux", {"BAEREEVNE_HOME": "chosen", "XDG_DATA_HOME": "data"}, "chosen"),
        ("linux", {"BAEREEVNE_HOME": ""}, ".local/share/baereevne"),
    ],
)
def test_home(
    nowhere: Path,
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    setting: Mapping[str, str],
    expected: str,
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for name, value in setting.items():
        monkeypatch.setenv(name, value and str(nowhere / value))
    assert home() == nowhere / expected
    assert list(nowhere.iterdir()) == []


def test_no_home_folder(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", none)
    with pytest.raises(StoreError, match="sett BAEREEVNE_HOME til en mappe"):
        Store()
    assert list(nowhere.iterdir()) == []


def test_the_default_is_a_file_in_home(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAEREEVNE_HOME", str(nowhere / "Bære evne #1 100%?"))
    kept = Store()
    assert kept.newest("07459", QUERY) is None
    assert kept.tables() == []
    assert not home().exists()
    kept.put(answer())
    assert [file.name for file in home().iterdir()] == ["baereevne.sqlite"]
    assert Store().newest("07459", QUERY) == answer()


def test_the_address_that_is_set(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert str(configured()) == file_url(nowhere / ".local/share/baereevne/baereevne.sqlite")
    assert Store().newest("07459", QUERY) is None
    for kind in ("postgres", "postgresql", "postgresql+psycopg", "postgresql+psycopg2"):
        monkeypatch.setenv("BAEREEVNE_DATABASE_URL", f"{kind}://me:p%40ss@db.example:5433/kept")
        address = configured().render_as_string(hide_password=False)
        assert address == "postgresql+psycopg://me:p%40ss@db.example:5433/kept"


SECRET = "hemmelig"
WRONG = [
    "hei",
    "mysql://me:hemmelig@db.example/kept",
    "postgresql://me:hemmelig@db.example:port/kept",
    "postgresql://me:hemmelig@db.example",
    "postgresql://me:pa@hemmelig@db.example/kept",
    "postgresql://me:p@hem/melig@db.example/hemmelig",
    "postgresql://me:hemmelig",
    "sqlite://",
    "sqlite:///:memory:",
]


@pytest.mark.parametrize("address", WRONG)
def test_an_address_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("BAEREEVNE_DATABASE_URL", address)
    with refused("BAEREEVNE_DATABASE_URL", "%40"):
        Store()
    with pytest.raises(StoreError) as caught:
        configured()
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("extra", ["", "?password=hemmelig", "?sslpassword=hemmelig&x=hemmelig"])
def test_the_password_is_never_shown(extra: str) -> None:
    pytest.importorskip("psycopg")
    kept = Store(f"postgresql://me:hemmelig@127.0.0.1:1/kept{extra}")
    for use in (kept.tables, lambda: kept.put(answer()), lambda: kept.newest("07459", QUERY)):
        with pytest.raises(StoreError) as caught:
            use()
        assert SECRET not in str(caught.value)
        assert SENTENCE.fullmatch(str(caught.value))
        assert "«kept» på 127.0.0.1" in str(caught.value)
        assert "BAEREEVNE_DATABASE_URL" in str(caught.value)
    assert SECRET not in repr(kept)


def test_the_driver_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with refused("PostgreSQL-driveren er ikke installert", 'pip install "psycopg[binary]'):
        Store("postgresql://me:hemmelig@db.example/kept").newest("07459", QUERY)


def test_postgresql_that_cannot_be_used(request: pytest.FixtureRequest, postgres: str) -> None:
    def closing(opened: Store) -> Store:
        request.addfinalizer(opened.close)
        return opened

    psycopg = pytest.importorskip("psycopg")
    told = psycopg.conninfo.conninfo_to_dict(postgres)
    base = f"{told['host']}:{told.get('port', 5432)}"
    user, name = quote(told["user"]), told["dbname"]
    with refused("svarer ikke, eller den avviser"):
        Store(f"postgresql://{user}:hemmelig@{base}/{name}").put(answer())
    with own_schema(postgres) as address:
        kept = closing(Store(address))
        kept.put(answer())
        with psycopg.connect(address) as other:
            other.execute(f"SELECT pg_advisory_xact_lock({layout.MAGIC})")
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(database, "WAIT_SECONDS", 1)
                with refused("opptatt i over"):
                    kept.put(answer(b"after"))
        raw(address, "DROP TABLE answers")
        assert kept.newest("07459", QUERY) is None
        with refused("mangler rettigheter"):
            closing(Store(f"{address}%20-cdefault_transaction_read_only%3Don")).put(answer())


# --- properties -------------------------------------------------------------------------------

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
QUERIES = st.dictionaries(
    st.text(),
    st.recursive(
        SCALARS.filter(lambda value: value not in (float("inf"), float("-inf"))),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


def reversed_order(value: object) -> object:
    """The same, with every mapping's keys the other way round."""
    if isinstance(value, dict):
        turned = {key: reversed_order(value[key]) for key in reversed(value)}
        return MappingProxyType(turned)
    return [reversed_order(one) for one in value] if isinstance(value, list) else value


@given(QUERIES)
def test_canonical_does_not_depend_on_order(query: dict[str, Any]) -> None:
    text = canonical(query)
    other = reversed_order(query)
    assert isinstance(other, Mapping)
    assert canonical(other) == text
    assert json.loads(text) == query
    assert canonical(json.loads(text)) == text
    assert text.isascii()


@pytest.mark.parametrize("wrong", [float("nan"), {1}, object(), b"x"])
def test_canonical_takes_json_only(wrong: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        canonical({"a": wrong})


TABLES, QUERY_TEXTS = ("07459", "14746"), ("{}", '{"a":1}')
EDITIONS = (JUNE, "2026-06-12T08:00:00+02:00", "2026-06-13", JULY)
ANSWERS = st.builds(
    Answer,
    st.sampled_from(TABLES),
    st.sampled_from(QUERY_TEXTS),
    st.sampled_from(EDITIONS),
    st.integers(0, 5).map(lambda second: f"2026-11-21T10:00:0{second}Z"),
    st.binary(max_size=8),
)
Kept = dict[tuple[str, str, str], Answer]


def order(one: Answer) -> tuple[float, str, str]:
    time = datetime.fromisoformat(one.updated)
    stamp = (time if time.tzinfo else datetime.fromisoformat(f"{one.updated}T00Z")).timestamp()
    return stamp, one.retrieved, one.updated


def versions(model: Kept, table: str, query: str) -> list[Answer]:
    found = [one for one in model.values() if (one.table, one.query) == (table, query)]
    return sorted(found, key=order, reverse=True)


def put_in_model(model: Kept, answers: list[Answer]) -> None:
    for one in answers:
        place = one.table, one.query, one.updated
        if place not in model or one.retrieved >= model[place].retrieved:
            model[place] = one


@settings(max_examples=30)
@given(st.lists(st.lists(ANSWERS, max_size=4), max_size=8))
def test_behaves_like_a_dict(given: list[list[Answer]]) -> None:
    model: Kept = {}
    with tempfile.TemporaryDirectory() as folder:
        kept = Store(file_url(Path(folder) / "kept.sqlite"))
        for answers in given:
            kept.put(*answers)
            put_in_model(model, answers)
        for table in TABLES:
            for query in QUERY_TEXTS:
                expected = versions(model, table, query)
                assert kept.newest(table, query) == (expected[0] if expected else None)
                for edition in EDITIONS:
                    assert kept.exact(table, query, edition) == model.get((table, query, edition))


@pytest.mark.parametrize("statement", [0, 1])
def test_a_store_that_is_made_while_it_is_looked_at_is_not_taken_for_anothers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: int
) -> None:
    path = tmp_path / "store.sqlite"
    path.touch()
    url = sa.make_url(f"sqlite:///{path}")
    maker = Thread(target=lambda: Database(url).write(lambda _: None))
    ask, asked_before = sa.Connection.exec_driver_sql, []

    def asked(connection: sa.Connection, text: str) -> sa.CursorResult[Any]:
        asked_before.append(text)
        if len(asked_before) == statement + 1:
            maker.start()
            maker.join(1)  # who looks at one moment lets it wait
        return ask(connection, text)

    monkeypatch.setattr(sa.Connection, "exec_driver_sql", asked)
    assert Database(url).read(lambda _: "ready", "nothing yet") in ("ready", "nothing yet")
    maker.join()
    assert Database(url).read(lambda _: "ready", "nothing yet") == "ready"
