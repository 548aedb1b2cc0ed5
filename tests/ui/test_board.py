"""What the board of levers sends back is taken once, and no older than what was read."""

from streamlit.testing.v1 import AppTest


def _script() -> None:
    import streamlit as st

    from projections.ui import board

    board._moved("b", st.session_state["taken"].append)


def test_a_move_is_taken_once() -> None:
    at = AppTest.from_function(_script)
    at.session_state["taken"] = []
    at.session_state["b"] = {}
    assert at.run().session_state["taken"] == []
    at.session_state["b"] = {"moved": {"number": 2, "values": {"migration": 20}}}
    at.run().run()
    assert not at.exception
    assert at.session_state["taken"] == [{"migration": 20}]
    at.session_state["b"] = {"moved": {"number": 1, "values": {"migration": 5}}}
    assert at.run().session_state["taken"] == [{"migration": 20}]
