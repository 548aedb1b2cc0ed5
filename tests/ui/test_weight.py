"""What a page weighs: each element costs a fifth of a millisecond at every run."""

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

pytestmark = pytest.mark.chips_closed
MOST = {"oversikt": 106, "demografikostnader": 61, "scenarier": 64}
"""Elements of the heaviest pages, all folds closed."""
MOST_BYTES = 100_000
"""What a first answer is, before it is compressed; the next leave out what the browser has."""


def weight(block: Block) -> tuple[int, int]:
    """Elements below one, and their size [bytes]."""
    found = [(1 + more, one.proto.ByteSize() + size) for one, more, size in below(block)]
    return sum(count for count, _ in found), sum(size for _, size in found)


def below(block: Block) -> list[tuple[object, int, int]]:
    return [
        (one, *(weight(one) if isinstance(one, Block) else (0, 0)))
        for one in block.children.values()
    ]


def page(name: str) -> None:
    from projections.ui import shell

    shell.run(name)


@pytest.mark.parametrize("name", MOST)
def test_a_page_has_no_more_than_it_had(name: str) -> None:
    at = AppTest.from_function(page, args=(name,), default_timeout=60)
    at.query_params["kommune"] = "5025"
    assert not at.run().exception
    count, size = weight(at.main)
    assert 40 < count <= MOST[name]
    assert size <= MOST_BYTES
