"""PostgreSQL that hangs, which is worse than one that is gone: all are told, and go on."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from postgres import Server
from test_store import refused

from projections.store import Answer, Store, database, server

TIMES = "2026-07-01T06:00:00Z", "2026-11-21T10:00:00Z"
HELD = """
import sys, time
from projections.store import Store
def work(connection):
    print("holds", flush=True)
    time.sleep(100)
Store(sys.argv[1])._database.write(work)
"""


@pytest.fixture
def kept(postgres: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store that waits for two seconds, and has been used."""
    Store(postgres).close()  # one that was opened with another patience
    monkeypatch.setattr(database, "WAIT_SECONDS", 2)
    monkeypatch.setattr(database, "REST_SECONDS", 0)
    monkeypatch.setattr(server, "SLACK_SECONDS", 1)
    store = Store(postgres)
    store.put(Answer("hung", "before", *TIMES, b"1"))
    yield store
    time.sleep(1)  # a server that was silent just now is not asked again at once
    store._database.write(lambda found: found.exec_driver_sql("DROP TABLE answers"))
    store.close()


def backend(store: Store) -> int:
    """The process of the server that answers the store's one connection."""
    asked = sa.text("SELECT pg_backend_pid()")
    return int(store._database.read(lambda found: found.scalar(asked), 0) or 0)


def test_a_server_that_hangs_is_one_sentence_and_then_well_again(kept: Store) -> None:
    """Its machine answers that all has come, as whatever stands between them may do."""
    hung = backend(kept)
    os.kill(hung, signal.SIGSTOP)
    try:
        with refused("svarer ikke"):  # while it still hangs
            kept.newest("hung", "before")
    finally:
        os.kill(hung, signal.SIGCONT)
    time.sleep(1)
    assert kept.newest("hung", "before")
    kept.put(Answer("hung", "after", *TIMES, b"2"))


def test_a_connection_that_is_cut_in_a_write_leaves_nothing_and_the_next_is_whole(
    kept: Store,
) -> None:
    def cut(connection: sa.Connection) -> None:
        connection.execute(sa.text("DELETE FROM answers"))
        connection.execute(sa.text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with refused("kan ikke skrives: forbindelsen ble brutt; prøv igjen"):
        kept._database.write(cut)
    assert kept.newest("hung", "before")
    kept.put(Answer("hung", "after", *TIMES, b"2"))


def test_a_server_that_takes_too_long_by_its_own_rule(kept: Store) -> None:
    def slow(connection: sa.Connection) -> None:
        connection.execute(sa.text("SET LOCAL statement_timeout = '20ms'"))
        connection.execute(sa.text("SELECT pg_sleep(5)"))

    with refused("lengre tid enn den har lov til"):
        kept._database.write(slow)


def test_a_writer_that_hangs_does_not_hold_the_others_for_ever(
    kept: Store, postgres: Server
) -> None:
    asked = "SHOW idle_in_transaction_session_timeout"
    found = kept._database.write(lambda one: one.exec_driver_sql(asked).scalar_one())
    assert found == "1min"
    code = f"from projections.store import server\nserver.HOLD_SECONDS = 1\n{HELD}"
    command = [sys.executable, "-c", code, postgres]
    root = Path(__file__).parents[1]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as other:
        assert other.stdout
        assert other.stdout.readline() == "holds\n"
        other.send_signal(signal.SIGSTOP)
        try:
            kept.put(Answer("hung", "meanwhile", *TIMES, b"3"))
        finally:
            other.kill()
    assert kept.newest("hung", "meanwhile")


def test_many_wait_together_and_not_one_after_another(kept: Store) -> None:
    """A page more is not ten seconds more."""
    told: list[str] = []
    together = threading.Barrier(6, timeout=60)

    def wait(found: sa.Connection) -> None:
        together.wait()  # broken where one waits for another to be done
        found.execute(sa.text("SELECT pg_sleep(9)"))

    def read() -> None:
        try:
            kept._database.read(wait, None)
        except database.StoreError as problem:
            told.append(str(problem))

    threads = [threading.Thread(target=read) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert len(told) == 6
