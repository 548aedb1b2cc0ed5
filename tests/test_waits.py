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


PATIENCE = 60
"""A machine may be so busy that nothing happens for half a minute [s]."""
ENDS = ("wait", "join", "result")
HURRIED = {
    "test_store.py: maker.join(1)": "who looks at one moment lets it wait",
}


def limits(call: ast.Call) -> Iterator[float]:
    """How long a call waits at most [s], where a number says so."""
    given = [one.value for one in call.keywords if (one.arg or "").endswith("timeout")]
    if getattr(call.func, "attr", "") in ENDS:
        given += call.args
    for one in given:
        if isinstance(one, ast.Constant) and isinstance(one.value, int | float):
            yield one.value / 1000 if one.value >= 1000 else one.value  # Playwright's are [ms]


def hurried(node: ast.AST, polls: bool = False) -> Iterator[str]:
    """What is given up early, or must be true of a clock: a busy machine is late."""
    for one in ast.iter_child_nodes(node):
        polls_here = polls or isinstance(one, ast.While)
        is_early = isinstance(one, ast.Call) and any(each < PATIENCE for each in limits(one))
        is_timed = isinstance(one, ast.Assert) and "time.monotonic() - " in ast.unparse(one)
        if (is_early and not polls_here) or is_timed:
            yield ast.unparse(one)
        yield from hurried(one, polls_here)


def test_nothing_is_given_up_early_and_no_test_is_timed() -> None:
    found = {
        f"{path.relative_to(TESTS).as_posix()}: {text}"
        for path in sorted(TESTS.rglob("*.py"))
        for text in hurried(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == HURRIED.keys()


def test_what_is_hurried_is_found() -> None:
    text = """
def test(page):
    page.locator("b").wait_for(timeout=5_000)
    thread.join(10)
    while not there():
        urlopen(url, timeout=2)
    thread.join(60)
    assert time.monotonic() - begun < 3
"""
    assert [one[:12] for one in hurried(ast.parse(text))] == [
        "page.locator",
        "thread.join(",
        "assert time.",
    ]


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
