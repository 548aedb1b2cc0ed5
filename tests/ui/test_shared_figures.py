"""Two sessions: the same view is made once for both, and what one brings the other never sees."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from projections.figures import cache
from projections.sources import bundled


def page() -> None:
    from projections.ui import shell

    shell.run("demografikostnader")


def opened(**session: object) -> AppTest:
    at = AppTest.from_function(page, default_timeout=60)
    at.query_params["kommune"] = "5025"
    for name, value in session.items():
        at.session_state[name] = value
    return at.run()


def finding(at: AppTest) -> str:
    assert not at.exception
    return at.title[0].value


def test_a_view_is_made_once_and_an_own_budget_stays_in_its_session(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[tuple[str, bool]] = []
    before = cache.catalogue.make

    def make(view: cache.View, key: str) -> cache.Figures:
        made.append((key, view.is_for_everyone))
        return before(view, key)

    monkeypatch.setattr(cache, "SHARED", cache.Cache())
    monkeypatch.setattr(cache.catalogue, "make", make)
    first = opened()
    once = list(made)
    assert once
    assert all(shared for _, shared in once)
    second = opened()
    assert finding(second) == finding(first)
    assert made == once, "the second session makes nothing"

    frames = bundled.load().case("5025").frames
    assert frames
    twice = tuple(replace(one, amount=2 * one.amount) for one in frames.frames)
    own = {"5025": {"frames": replace(frames, frames=twice)}}
    third = opened(own_inputs=own)
    assert finding(third) != finding(first)
    mine = [shared for _, shared in made[len(once) :]]
    assert mine
    assert not any(mine)
    assert len(cache.SHARED) == len(once)
    known = len(made)
    third.run()
    assert len(made) == known, "kept by its own session"
    assert finding(opened()) == finding(first), "nobody else sees it"
    assert len(made) == known
