"""Pages as most of these tests want them."""

from collections.abc import Container

import pytest

from projections.ui import chips


class _Everything(Container[str]):
    def __contains__(self, _: object) -> bool:
        return True


@pytest.fixture(autouse=True)
def chips_opened(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in the chips is drawn, as after a reader has opened each of them."""
    if not request.node.get_closest_marker("chips_closed"):
        monkeypatch.setattr(chips, "_opened", _Everything)
