"""What is in work and not saved: packed and opened again, and joined where two tabs have it."""

import json
import zlib
from dataclasses import replace

import pytest

from projections.presentation import Deck, Frame
from projections.presentation.work import (
    Kept,
    Picture,
    Work,
    from_bytes,
    joined,
    numbered_as,
    to_bytes,
)

Named = dict[str, Frame]


def made(*frames: Frame) -> tuple[Picture, ...]:
    return tuple(Picture(id, one, one) for id, one in enumerate(frames, 1))


@pytest.fixture(scope="module")
def three(frames: Named) -> tuple[Picture, ...]:
    return made(*list(frames.values())[:3])


def test_it_comes_back_as_it_was(three: tuple[Picture, ...]) -> None:
    edited = replace(three[1], frame=replace(three[1].frame, title="Vi blir eldre", notes="Kaffe"))
    work = Work((three[0], edited), "", "til møtet", "Røros", "Kommunestyret", "3. desember")
    back = from_bytes(to_bytes(Kept(work, is_saved=True, is_showing=True)))
    assert back is not None
    assert (back.is_saved, back.is_showing) == (True, True)
    own = back.work
    assert [own.name, own.note, own.place, own.meeting, own.held] == [
        *("", "til møtet", "Røros", "Kommunestyret", "3. desember")
    ]
    assert [one.mark for one in own.pictures] == [one.mark for one in work.pictures]
    assert own.pictures[1].frame.title == "Vi blir eldre"
    assert own.pictures[1].came.title == three[1].frame.title
    assert own.pictures[0].frame.query == three[0].frame.query


def test_nothing_in_work_comes_back_as_nothing() -> None:
    back = from_bytes(to_bytes(Kept(Work())))
    assert back is not None
    assert back.work.pictures == ()
    assert back.work.name == ""


@pytest.mark.parametrize(
    "content",
    [b"", b"x", zlib.compress(b"[]"), zlib.compress(b"{}"), zlib.compress(b'{"version": 9}')],
)
def test_what_is_not_ours_is_as_good_as_absent(content: bytes) -> None:
    assert from_bytes(content) is None


def test_a_deck_that_could_not_be_opened_is_not_let_in(three: tuple[Picture, ...]) -> None:
    whole = json.loads(zlib.decompress(to_bytes(Kept(Work(three)))))
    whole["deck"]["frames"][0]["page"] = "../app"
    assert from_bytes(zlib.compress(json.dumps(whole).encode())) is None


def test_two_tabs_lose_nothing_of_each_other(three: tuple[Picture, ...]) -> None:
    a, b, c = three
    known = frozenset([a.mark, b.mark])
    # This tab took b out and has a in other words; the other took nothing out, and added c.
    words = replace(a, frame=replace(a.frame, title="Ny tittel"))
    found = joined(Work((words,), "Navn"), Work((a, b, c)), known)
    assert [one.mark for one in found.pictures] == [a.mark, c.mark]
    assert found.pictures[0].frame.title == "Ny tittel"
    assert len({one.id for one in found.pictures}) == 2
    # What the other took out is not brought back.
    assert joined(Work((a, b)), Work((b,)), known).marks == {b.mark}


def test_pictures_keep_the_numbers_they_have_here(three: tuple[Picture, ...]) -> None:
    a, b, c = three
    here = Work((replace(b, id=7), replace(a, id=3)))
    assert [one.id for one in numbered_as(Work((a, b, c)), here).pictures] == [3, 7, 8]


def test_what_a_title_slide_says_is_one_line() -> None:
    told = Deck("D", "", "2026-11-21T10:00:00Z", "1.0", (), "Røros", "", "3. desember 2026")
    assert told.occasion == "Røros · 3. desember 2026"
