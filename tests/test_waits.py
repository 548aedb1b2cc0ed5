"""A test waits for something, not for a time: that breaks on a busy machine, or wastes it."""

import ast
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent
WAITS = ("sleep", "wait_for_timeout")
REASONS = {
    "browser/test_app.py::test_choices_by_keyboard_and_going_back_undoes_them": (
        "so soon after a choice, an address that is another one is taken to be late"
    ),
    "browser/test_focus.py::test_a_page_that_is_left_keeps_no_focus_and_a_pointer_moves_none": (
        "that nothing comes"
    ),
    "sources/test_ssb.py::call": "somebody is inside for a while",
    "sources/test_ssb.py::talk": "a server that drips",
    "test_figure_cache.py::make": "a figure that takes long to make",
    "test_server.py::kept": "so long a server that was silent is left alone",
    "test_server.py::test_a_server_that_hangs_is_one_sentence_and_then_well_again": (
        "so long a server that was silent is left alone"
    ),
    "test_store.py::test_killed_at_any_time": "any time",
    "ui/test_faults.py::test_a_store_that_cannot_be_read_is_one_sentence_until_it_can": (
        "so long a store that failed is left alone"
    ),
}
"""Where a time is what is meant."""


def waits(node: ast.AST, of: str = "", polls: bool = False) -> Iterator[str]:
    """By function: calls that wait for a time, and do not look again as a ``while`` does."""
    for one in ast.iter_child_nodes(node):
        name = one.name if isinstance(one, ast.FunctionDef) else of
        looks_again = isinstance(one, ast.While) or (
            isinstance(one, ast.For) and any(isinstance(part, ast.Break) for part in ast.walk(one))
        )
        is_within = looks_again or (polls and name == of)
        if isinstance(one, ast.Call) and not is_within:
            called = getattr(one.func, "attr", getattr(one.func, "id", ""))
            is_no_wait = "clock" in ast.unparse(one.func) or ast.unparse(one).endswith("sleep(0)")
            if called in WAITS and not is_no_wait:
                yield name
        yield from waits(one, name, is_within)


def test_nothing_waits_for_a_time_alone() -> None:
    found = {
        f"{path.relative_to(TESTS).as_posix()}::{name}"
        for path in sorted(TESTS.rglob("*.py"))
        for name in waits(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found - REASONS.keys() == set(), "wait for what shall happen"
    assert REASONS.keys() - found == set()


def test_a_wait_for_a_time_is_found_and_one_that_looks_again_is_none() -> None:
    text = """
def once(page):
    page.wait_for_timeout(250)

def again():
    while not there():
        time.sleep(0.1)
        def within():
            sleep(1)
"""
    assert list(waits(ast.parse(text))) == ["once", "within"]
