"""Connections to PostgreSQL that wait for no answer for ever.

A server that is dead is told by TCP. One that hangs is not: the machine under it, or whatever
stands between, goes on saying that what was sent has come.
"""

from collections.abc import Callable, Generator
from time import monotonic
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from psycopg import Connection

SLACK_SECONDS = 2
"""Beyond what the server itself waits for a lock, before it says so."""
HOLD_SECONDS = 60
"""A writer that hangs in the middle of its work lets go of the database after so long."""
Waiting = Generator[Any, Any, Any]


def new_engine(url: sa.URL, seconds: float) -> sa.Engine:
    """Connections of which none waits much longer than so many seconds for anything."""
    options = {
        # libpq knows whole seconds, and takes less than two for two.
        "connect_timeout": int(seconds),
        # A server that has lost power says nothing, and TCP alone waits for a quarter.
        "tcp_user_timeout": int(1000 * seconds),
    }
    return sa.create_engine(
        url,
        creator=_connecting(url, options, seconds + SLACK_SECONDS),
        pool_pre_ping=True,  # a connection may have been cut since it was last used
        pool_timeout=seconds,
    )


def begin_alone(connection: sa.Connection, lock: int, seconds: float) -> None:
    """Begin a write that no other goes on beside."""
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(1000 * seconds)}ms'")
    held = f"SET LOCAL idle_in_transaction_session_timeout = '{HOLD_SECONDS}s'"
    connection.exec_driver_sql(held)
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(lock)))


def _connecting(
    url: sa.URL, options: dict[str, int], seconds: float
) -> Callable[[], "Connection[Any]"]:
    silent = -seconds  # when one last gave up

    def connect() -> "Connection[Any]":
        from psycopg import Connection, OperationalError  # where there is a server, and only there

        if monotonic() < silent + 1:
            raise OperationalError("no answer")  # or the same page would wait for it twice

        class Bounded(Connection[Any]):
            """Gives up, and closes itself, where no answer comes."""

            def wait(self, gen: Any, *args: Any, **named: Any) -> Any:
                return super().wait(self._in_time(gen), *args, **named)

            def _in_time(self, gen: Waiting) -> Waiting:
                nonlocal silent
                end, sent = monotonic() + seconds, None
                while True:
                    try:
                        wanted = gen.send(sent)
                    except StopIteration as done:
                        return done.value
                    sent = yield wanted
                    if not sent and monotonic() > end:
                        self.pgconn.finish()  # what it was doing is not known
                        silent = monotonic()
                        raise OperationalError("no answer")

        _, given = url.get_dialect()().create_connect_args(url)
        return Bounded.connect(**{**given, **options})

    return connect
