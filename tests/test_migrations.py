"""A store as the first release wrote it works in this one, in SQLite and in PostgreSQL.

``tests/stores/`` was written by that release's own code.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from saved import SAVED
from test_store import own_schema, raw, refused

from projections.store import Answer, Store, canonical, handed, layout, scenarios

STORES = Path(__file__).parent / "stores"
QUERY = canonical({"selection": [{"variableCode": "Region", "valueCodes": ["5025"]}]})
NEWEST = '{"value":[5638],"navn":"Røros"}'.encode()


@pytest.fixture(params=["sqlite", "postgresql"])
def first(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a store of the first release, with three answers."""
    file = shutil.copy(STORES / "first.sqlite", tmp_path)
    if request.param == "sqlite":
        yield f"sqlite:///{file}"
        return
    with own_schema(request.getfixturevalue("postgres")) as address:
        raw(address, (STORES / "first_postgresql.sql").read_text())
        with closing(sqlite3.connect(file)) as known, engine(address).begin() as connection:
            known.row_factory = sqlite3.Row
            rows = [dict(row) for row in known.execute("SELECT * FROM answers")]
            connection.execute(sa.insert(layout.ANSWERS), rows)
        yield address
        Store(address).close()


def engine(address: str) -> sa.Engine:
    return sa.create_engine(handed.parsed(address), poolclass=sa.NullPool)


def tables(address: str) -> dict[str, list[tuple[str, str, bool]]]:
    """Columns with kind, and whether they may be empty, by table; the key's too."""
    with engine(address).connect() as connection:
        found = sa.inspect(connection)
        every = {}
        for name in found.get_table_names():
            columns = found.get_columns(name)
            key = found.get_pk_constraint(name)["constrained_columns"]
            every[name] = [(one["name"], str(one["type"]), one["nullable"]) for one in columns]
            every[name] += [(one, "key", False) for one in key]
        return every


def test_a_store_of_the_first_release_is_read_and_then_brought_up(first: str) -> None:
    store = Store(first)
    assert "alembic_version" not in tables(first)
    found = store.newest("07459", QUERY)
    assert found
    assert found.content == NEWEST
    assert store.unsaved("a" * 64, "choices", 0.0) is None
    assert "alembic_version" not in tables(first), "reading changes nothing"
    scenarios.keep(store, SAVED)
    assert [one.queries for one in store.tables()] == [1, 1, 1]
    assert store.newest("07459", QUERY) == found
    assert store.exact("07459", QUERY, "2025-02-25T07:00:00Z")
    assert scenarios.every(store) == (SAVED,)
    store.change_unsaved("a" * 64, "choices", 1.0, lambda _: b"{}")
    assert store.unsaved("a" * 64, "choices", 1.0)
    assert store.next_turn("ssb", 5.0, 25, 60.0) == 5.0


def test_the_steps_and_a_new_store_give_the_same_tables(first: str, tmp_path: Path) -> None:
    Store(first).put(Answer("x", "{}", "2026-01-01", "2026-01-01", b""))
    stepwise = tables(first)
    if first.startswith("sqlite"):
        new = f"sqlite:///{tmp_path / 'new.sqlite'}"
    else:
        raw(first, "DROP TABLE answers, pace, unsaved, alembic_version")
        new = first
    Store(new).put(Answer("x", "{}", "2026-01-01", "2026-01-01", b""))
    assert tables(new) == stepwise
    assert set(stepwise) == {"answers", "pace", "unsaved", "alembic_version"}


def test_stores_from_between_have_some_of_the_tables(first: str) -> None:
    """Before there were revisions, a table was made when it was first needed."""
    store = Store(first)
    store.next_turn("ssb", 5.0, 25, 60.0)
    raw(first, "DROP TABLE alembic_version")
    raw(first, "DROP TABLE unsaved")
    assert store.next_turn("ssb", 5.0, 1, 60.0) == 65.0, "the turn that was taken is remembered"
    assert "unsaved" in tables(first)


def test_a_step_that_breaks_leaves_the_store_as_it_was(
    first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tables(first)

    def broken(connection: sa.Connection, found: str) -> None:
        layout.upgrade(connection, found)
        raise OSError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr("projections.store.database.upgrade", broken)
        with refused("kan ikke skrives"):
            scenarios.keep(Store(first), SAVED)
    assert tables(first) == before
    scenarios.keep(Store(first), SAVED)
    assert scenarios.every(Store(first)) == (SAVED,)


def test_a_newer_revision_is_refused_in_one_sentence(first: str) -> None:
    scenarios.keep(Store(first), SAVED)
    raw(first, "UPDATE alembic_version SET version_num = '9999'")
    with refused("nyere utgave", "oppdater Bæreevne"):
        scenarios.keep(Store(first), SAVED)


def test_the_line_of_steps_is_whole() -> None:
    steps = ScriptDirectory(str(layout.FOLDER), version_locations=[str(layout.FOLDER)])
    every = [one.revision for one in steps.walk_revisions()]
    assert tuple(reversed(every)) == layout.REVISIONS
