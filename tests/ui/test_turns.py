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


def test_who_only_waits_gives_the_turn_on_and_is_the_next_to_have_it() -> None:
    line, done = turns.Turns(), list[str]()
    others = [
        threading.Thread(target=lambda name=name: run(name), daemon=True) for name in ("b", "c")
    ]

    def run(name: str) -> None:
        with line.one():
            done.append(name)
            if name == "b":
                is_waiting.set()
                back.wait(60)

    def end_b() -> None:
        while len(line._line) < 2:  # a before c
            pass
        back.set()

    is_waiting, back = threading.Event(), threading.Event()
    with line.one():
        for place, one in enumerate(others, 1):
            one.start()
            while len(line._line) < place:
                pass
        done.append("a waits")
        with line.given_on():
            assert is_waiting.wait(60)  # b has it, c is in the line
            threading.Thread(target=end_b, daemon=True).start()
        done.append("a again")
        assert len(line._running) == 1
    for one in others:
        one.join(60)
    assert done == ["a waits", "b", "a again", "c"]
    with line.given_on():  # without a turn there is none to give on
        pass
    assert not line._line
    assert not line._running
