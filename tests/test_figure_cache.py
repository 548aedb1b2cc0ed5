"""A figure is made once for all who have the same view; what is one user's own is never shared."""

import threading
import time
from dataclasses import replace
from types import SimpleNamespace

import pytest

from projections.case import Catalogue
from projections.choices import selections, state
from projections.errors import MissingInputError
from projections.figures import cache, catalogue, people
from projections.figures.spec import Absent, Figure
from projections.figures.view import View
from projections.services.service import Service
from projections.sources import catalogue as everything
from projections.store import Answer, Store


@pytest.fixture(scope="module")
def figures() -> Catalogue:
    return everything.load()


@pytest.fixture(autouse=True)
def counted(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """What is made, by key; an empty cache for everyone."""
    seen = SimpleNamespace(made=[], slow=0.0)
    monkeypatch.setattr(cache, "SHARED", cache.Cache())

    def make(view: View, key: str) -> tuple[object, ...]:
        seen.made.append(key)
        time.sleep(seen.slow)
        return catalogue.make(view, key)

    monkeypatch.setattr(cache, "catalogue", SimpleNamespace(make=make))
    return seen


def view(figures: Catalogue, **query: str) -> View:
    choice = state.settle({name: [text] for name, text in query.items()}, figures).choice
    case = figures.case(choice.region)
    path = state.projection_of(case, choice.projection, choice.start)
    chosen = selections.of(choice, figures)
    return View(case, path, figures, chosen, figures.everyone())


def test_a_hundred_with_the_same_view_have_it_made_once(
    figures: Catalogue, counted: SimpleNamespace
) -> None:
    counted.slow = 0.2
    found = []
    every = [
        threading.Thread(target=lambda: found.append(cache.made("folketall", view(figures))))
        for _ in range(100)
    ]
    for one in every:
        one.start()
    for one in every:
        one.join()
    assert counted.made == ["folketall"]
    assert len(found) == 100
    assert {id(one) for one in found} == {id(found[0])}


def test_the_same_data_read_again_is_the_same_edition(
    figures: Catalogue, counted: SimpleNamespace
) -> None:
    first = cache.made("elever", view(figures))
    assert cache.made("elever", view(everything.load())) is first
    assert len(counted.made) == 1


@pytest.mark.parametrize(
    "query",
    [
        {"kommune": "5026"},
        {"til": "2031"},
        {"flytting": "20"},
        {"start": "trykt"},
        {"fast": "pleie:5"},
    ],
)
def test_another_choice_is_another_figure(figures: Catalogue, query: dict[str, str]) -> None:
    plain, other = view(figures), view(figures, **query)
    assert cache.rests_on(plain) != cache.rests_on(other)
    (kept,), (fresh,) = cache.made("folketall", other), catalogue.make(other, "folketall")
    assert (kept.finding, kept.grids) == (fresh.finding, fresh.grids)
    assert cache.made("folketall", plain) is not cache.made("folketall", other)


def test_what_a_user_brings_never_comes_to_another(
    figures: Catalogue, counted: SimpleNamespace
) -> None:
    case = figures.case("5025")
    assert case.frames
    twice = tuple(replace(one, amount=2 * one.amount) for one in case.frames.frames)
    doubled = replace(case.frames, frames=twice)
    with_own = figures.with_inputs({"5025": {"frames": doubled}})
    mine, theirs = view(with_own), view(figures)
    assert not mine.is_for_everyone
    assert theirs.is_for_everyone
    own = cache.Cache(cache.MOST_OWN)
    first = cache.made("kostnad_etter_tjeneste", mine, own)
    assert cache.made("kostnad_etter_tjeneste", mine, own) is first
    assert len(cache.SHARED) == 0
    other = cache.made("kostnad_etter_tjeneste", theirs)
    assert other is not first
    # A session without a cache of its own has it made every time.
    assert cache.made("kostnad_etter_tjeneste", mine) is not first
    assert counted.made == ["kostnad_etter_tjeneste"] * 3
    assert len(cache.SHARED) == 1


def test_anything_replaced_is_of_no_edition(figures: Catalogue) -> None:
    assert figures.edition
    assert figures.with_inputs({}).edition == figures.edition, "nothing is brought"
    for changed in (
        figures.with_inputs({"5025": {"own_tax": None}}),
        replace(figures, need_indices={}),
        replace(figures, cases={"5025": figures.case("5025")}),
    ):
        assert changed.edition == ""
    plain = view(figures)
    assert not replace(plain, case=replace(plain.case)).is_for_everyone


def test_what_is_fetched_makes_another_edition_and_what_is_saved_does_not(
    figures: Catalogue, counted: SimpleNamespace
) -> None:
    cache.made("folketall", view(figures))
    store = Store()
    store.put(Answer("scenario", "et navn", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", b"{}"))
    assert everything.load().edition == figures.edition
    store.put(Answer("07459", "{}", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", b"{}"))
    newer = everything.load()
    assert newer.edition != figures.edition
    cache.made("folketall", view(newer))
    assert len(counted.made) == 2


def test_what_cannot_be_made_is_said_again_without_looking(
    figures: Catalogue, counted: SimpleNamespace
) -> None:
    empty = view(figures, kommune="3427")
    told = []
    for _ in range(3):
        with pytest.raises(MissingInputError) as lacking:
            cache.made("netto_driftsresultat", empty)
        told.append((type(lacking.value), str(lacking.value)))
    with pytest.raises(Absent):
        cache.made("elever_per_skolekrets", empty)
    assert len(set(told)) == 1
    assert counted.made == ["netto_driftsresultat", "elever_per_skolekrets"]


def test_a_fault_is_not_kept(figures: Catalogue) -> None:
    faults = [ZeroDivisionError()]

    def inhabitants(view: View) -> Figure:
        if faults:
            raise faults.pop()
        return people.inhabitants(view)

    found = view(figures)
    with pytest.raises(ZeroDivisionError):
        cache.made(inhabitants, found)
    assert cache.made(inhabitants, found).key == "folketall"


def test_the_least_used_go_first(figures: Catalogue, counted: SimpleNamespace) -> None:
    small, found = cache.Cache(most=2), view(figures)
    for key in ("folketall", "elever", "folketall", "barnehage", "folketall", "elever"):
        small.made(key, found)
    assert counted.made == ["folketall", "elever", "barnehage", "elever"]
    assert len(small) == 2
    tight = cache.Cache(most_bytes=10_000)
    tight.made("folketall", found)
    assert 0 < tight.bytes <= 10_000
    tight.made("elever", found)
    assert tight.bytes <= 10_000
    tight.clear()
    assert (len(tight), tight.bytes) == (0, 0)


def test_a_function_is_kept_as_a_key_is(figures: Catalogue) -> None:
    found = view(figures)
    assert cache.made(people.inhabitants, found) is cache.made(people.inhabitants, view(figures))


def test_selections_that_are_alike_are_one_key(figures: Catalogue) -> None:
    first, second = view(figures, fast="pleie:5").chosen, view(figures, fast="pleie:5").chosen
    assert first is not second
    assert (first, hash(first)) == (second, hash(second))
    assert hash(Service()) == hash(Service(standard={}))
