"""Runs take turns, in the order they came; nobody waits for one that goes on for long."""

import threading

import pytest

from projections.ui import turns


def test_one_at_a_time_in_the_order_they_came() -> None:
    line, done, running = turns.Turns(), list[int](), list[int]()
    most = 0

    def run(number: int) -> None:
        nonlocal most
        with line.one():
            running.append(number)
            most = max(most, len(running))
            done.append(number)
            running.remove(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(20)]
    with line.one():
        for place, one in enumerate(threads, 1):
            one.start()
            while len(line._line) < place:
                pass
    for one in threads:
        one.join(60)
    assert done == list(range(20))
    assert most == 1


def test_a_run_that_goes_on_for_long_is_passed_by(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONG", 0.02)
    line, told = turns.Turns(), threading.Event()

    def run() -> None:
        with line.one():
            told.set()

    with line.one():
        other = threading.Thread(target=run)
        other.start()
        assert told.wait(60)  # while the first still runs
    other.join(60)
    assert not line._line
    assert not line._running


def test_a_run_that_fails_gives_the_turn_on() -> None:
    line = turns.Turns()
    with pytest.raises(ZeroDivisionError), line.one():
        raise ZeroDivisionError
    with line.one():
        assert len(line._running) == 1
