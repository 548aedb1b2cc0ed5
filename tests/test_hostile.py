"""A slice of tests/hostile.py, which runs as many as are asked for."""

import re
from collections import Counter
from pathlib import Path

import hostile

UI = Path(__file__).parents[1] / "projections" / "ui"


def test_a_slice_of_hostile_input_is_understood_or_refused() -> None:
    assert list(hostile.run(120, 7, Counter())) == []


def test_a_long_cell_takes_no_time() -> None:
    file = hostile.UserFile("x.csv", b"[" * 100_000)
    begun = hostile.time.process_time()
    for kind in hostile.kinds.COLUMNS:
        hostile.kinds.read(kind, file, hostile.catalogue(), "5025")
    assert hostile.time.process_time() - begun < hostile.LONGEST


def test_no_page_shows_an_error_as_markup() -> None:
    """An error may quote a link, a file or a name that somebody else made."""
    bare = re.compile(r"st\.(error|warning|info)\(str\(")
    assert [one.name for one in UI.glob("*.py") if bare.search(one.read_text("utf-8"))] == []
