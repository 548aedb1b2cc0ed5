"""What is read of pages is read once where SSB is not asked, and each time where it is."""

from pathlib import Path

from projections.sources.statbank.archive import Archive
from projections.store import Answer, Store, canonical


def test_a_page_is_read_once(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'a.sqlite'}")
    store.put(Answer("page", canonical({}), "2026-01-01", "2026-01-01T00:00:00+00:00", b"{}"))
    read = []

    def reader(content: bytes) -> bytes:
        read.append(content)
        return content

    remembering = Archive(store, remembered={})
    assert remembering.page("page", reader) == remembering.page("page", reader) == b"{}"
    assert len(read) == 1
    assert remembering.page("page", len) == 2  # another reader
    assert Archive(store).page("page", reader) == b"{}"
    assert len(read) == 2


def test_queries_are_read_once(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'a.sqlite'}")
    kept = Answer("07459", "{}", "2026-01-01", "2026-01-01T00:00:00+00:00", b"{}")
    remembering, other = Archive(store, remembered={}), Archive(store)
    assert remembering.queries("07459") == other.queries("07459") == frozenset()
    store.put(kept)
    assert remembering.queries("07459") == frozenset()
    assert other.queries("07459") == {"{}"}
