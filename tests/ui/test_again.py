"""What is written again: drawn outside a run, and no more kept than there is room for."""

import pytest
from streamlit.testing.v1 import AppTest

from projections.ui import again


def test_outside_a_run_it_is_drawn_each_time() -> None:
    drawn: list[int] = []
    for _ in range(2):
        again.written("outside", lambda: drawn.append(1))
    assert drawn == [1, 1]


def _script() -> None:
    import streamlit as st

    from projections.ui import again

    for name in ("a", "b", "c"):
        again.written(("room", name), lambda name=name: st.markdown(name))


def test_no_more_is_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "_COMMON", {})
    monkeypatch.setattr(again, "MOST", 2)
    at = AppTest.from_function(_script).run()
    assert [one.value for one in at.run().markdown] == ["a", "b", "c"]
    assert len(again._COMMON) <= 2
