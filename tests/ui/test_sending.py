"""Messages that go out together: one write a round of the loop, and each message by itself."""

import asyncio
import sys
from typing import Any

import pytest

from projections.ui import sending


class Transport:
    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.closed = False

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def close(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed


def test_what_is_written_in_one_round_is_one_write() -> None:
    async def go() -> Transport:
        transport = Transport()
        writes = sending.GatheredWrites(transport)
        writes.write(b"a")
        writes.write(b"b")
        assert transport.written == []
        await asyncio.sleep(0)
        writes.write(b"c")
        writes.close()
        assert writes.is_closing()
        return transport

    assert asyncio.run(go()).written == [b"ab", b"c"]


def test_a_protocol_is_given_a_connection_that_gathers() -> None:
    given: list[Any] = []
    connected = sending._with_gathered_writes(lambda _, transport: given.append(transport))
    connected(None, Transport())
    assert isinstance(given[0], sending.GatheredWrites)


def test_messages_that_are_sent_together_come_one_by_one() -> None:
    sent: list[str] = []
    send = sending._each(lambda _runtime, _session, message: sent.append(message))
    send(None, None, sending._Together(["a", "b"]))
    send(None, None, "c")
    assert sent == ["a", "b", "c"]


def test_streamlit_is_changed_once_and_not_where_it_is_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = {
        name: object() for name in (sending._EVENT, sending._HANDLE, sending._SOON, sending._FLUSH)
    }
    monkeypatch.setattr(sys, "setswitchinterval", lambda _: None)
    protocol = type("WebSocketsSansIOProtocol", (), {sending._MADE: lambda *_: None})
    module = type("Module", (), {protocol.__name__: protocol})
    monkeypatch.setattr(sending, "websockets_sansio_impl", module)
    session, runtime = type("Session", (), before), type("Runtime", (), {})
    monkeypatch.setattr(sending, "AppSession", session)
    monkeypatch.setattr(sending, "Runtime", runtime)
    sending.set_up()
    assert getattr(session, sending._EVENT) is before[sending._EVENT]  # it does not send
    setattr(runtime, sending._SEND, lambda *_: None)
    sending.set_up()
    changed = getattr(session, sending._EVENT), getattr(session, sending._FLUSH)
    assert changed[0] is sending._gathered
    sending.set_up()
    assert (getattr(session, sending._EVENT), getattr(session, sending._FLUSH)) == changed
