import multiprocessing
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from fake_ssb import FakeSSB

from projections.case import Catalogue
from projections.errors import SourceError, UnknownChoiceError
from projections.sources import catalogue as everything
from projections.sources import editions, live
from projections.sources.archive import Archive
from projections.sources.ssb import Client, Throttle
from projections.store import Store

Fetch = Callable[..., Archive]


@pytest.fixture
def fake() -> Iterator[FakeSSB]:
    with FakeSSB() as started:
        yield started


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def store(address: str) -> Store:
    return Store(address)


@pytest.fixture
def fetch(fake: FakeSSB, store: Store) -> Fetch:
    def call(*codes: str) -> Archive:
        now = [0.0]  # time that passes only when somebody would wait
        throttle = Throttle(
            clock=lambda: now[0], sleep=lambda seconds: now.__setitem__(0, now[0] + seconds)
        )
        archive = Archive(store, Client(fake.url, throttle))
        for code in codes:
            live.region_case(code, archive)
        return archive

    return call


def spoil(address: str, table: str) -> None:
    with sqlite3.connect(address.removeprefix("sqlite:///")) as connection:
        changed = connection.execute(
            "UPDATE answers SET content = x'7b7d' WHERE table_id = ?", [table]
        )
        assert changed.rowcount


def test_an_empty_store_gives_the_bundled_figures(store: Store, catalogue: Catalogue) -> None:
    assert list(everything.load(store).cases) == list(catalogue.cases)
    assert everything.choices(store) == {}


def test_a_store_that_is_not_one_gives_the_bundled_figures(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    (tmp_path / "store.sqlite").write_bytes(b"not a database" * 100)
    found = everything.load(Store(f"sqlite:///{tmp_path / 'store.sqlite'}"))
    assert list(found.cases) == list(catalogue.cases)


def test_roros_keeps_its_plan_and_gets_ssbs_figures(
    fetch: Fetch, store: Store, catalogue: Catalogue
) -> None:
    fetch("5025")
    own, case = catalogue.case("5025"), everything.load(store).case("5025")
    codes = [one.code for one in case.projections]
    assert codes == [
        "hop-2024-2027.sterk_aldring",
        *(f"ssb-14746.{letters}" for letters in editions.SHOWN_ORDER),
    ]
    plan = [one.projections[0].population.persons for one in (own, case)]
    assert np.array_equal(*plan)
    assert case.require_frames().frames == own.require_frames().frames
    assert [one.item for one in case.plan_lines] == [one.item for one in own.plan_lines]
    assert case.plan_ratio
    assert own.plan_ratio
    assert np.array_equal(case.plan_ratio.values, own.plan_ratio.values)
    for mine, kept in zip(own.components, case.components, strict=True):
        assert (mine.item, mine.years, mine.source.id) == (kept.item, kept.years, kept.source.id)
    assert case.part_year == own.part_year
    assert len(case.observed.ages) == 106
    shared = [year for year in own.observed.years if year in case.observed.years]
    assert shared == list(range(2006, 2027))
    assert np.array_equal(
        own.observed.between(2006, 2026).both_sexes().sum(axis=-1),
        case.observed.between(2006, 2026).both_sexes().sum(axis=-1),
    )


def test_what_is_fetched_can_be_chosen_and_nothing_else(
    fetch: Fetch, store: Store, catalogue: Catalogue
) -> None:
    fetch("5055")
    found = everything.load(store)
    assert list(found.cases) == [*catalogue.cases, "5055"]
    assert found.case("5055").region.name == "Heim"
    assert found.case("5055") is found.case("5055")
    with pytest.raises(UnknownChoiceError, match="Heim"):
        found.case("5056")
    with pytest.raises(KeyError):
        found.cases["5056"]


def test_every_municipality_can_be_fetched_by_name(fetch: Fetch, store: Store) -> None:
    fetch("5025")
    choices = everything.choices(store)
    assert choices["5055"] == "Heim"
    names = list(choices.values())
    assert names[:2] == ["Bjørnafjorden", "Haram"]
    assert names[-2:] == ["Østre Toten", "Ålesund"]  # as in the Norwegian alphabet
    assert all(len(code) == 4 for code in choices)


def test_looking_never_calls_ssb(fake: FakeSSB, fetch: Fetch, store: Store) -> None:
    fetch("5025", "5055", "0")
    made = len(fake.calls)
    found = everything.load(store)
    assert [found.case(code).region.code for code in found.cases] == list(found.cases)
    everything.choices(store)
    assert len(fake.calls) == made


def test_norways_newest_vintage_stays_first(
    fetch: Fetch, store: Store, catalogue: Catalogue
) -> None:
    """Where a projection has to be chosen for the user, it is the first."""
    own = [one.code for one in catalogue.case("0").projections]
    fetch("0")
    codes = [one.code for one in everything.load(store).case("0").projections]
    assert codes[0] == own[0] == "ssb-14746.MMMM"
    assert set(own) < set(codes)
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("table", ["07459", "14746", "06913"])
def test_a_spoilt_answer_leaves_what_is_bundled(
    fetch: Fetch, address: str, catalogue: Catalogue, table: str
) -> None:
    fetch("5025")
    spoil(address, table)
    found = everything.load(Store(address))
    assert found.case("5025").projections[0].code == "hop-2024-2027.sterk_aldring"
    frames = [one.case("5025").require_frames().frames for one in (found, catalogue)]
    assert frames[0] == frames[1]


@pytest.mark.parametrize("table", ["07459", "14746", "06913", "tables", "tables/14746/metadata"])
def test_what_is_offered_can_be_shown(fetch: Fetch, address: str, table: str) -> None:
    fetch("5055")
    spoil(address, table)
    found = everything.load(Store(address))
    for code in found.cases:
        assert found.case(code).region.code == code
    with pytest.raises(UnknownChoiceError):
        found.case("9999")


def test_a_fetch_that_broke_off_halfway_can_be_shown_or_is_not_offered(
    fake: FakeSSB, fetch: Fetch, store: Store
) -> None:
    fake.fault, fake.fault_count, fake.fault_path = "503", 99, "/14746/data"
    with pytest.raises(SourceError):
        fetch("5055")
    found = everything.load(store)
    assert all(found.case(code).region.code == code for code in found.cases)
    with pytest.raises(UnknownChoiceError):
        found.case("9999")


def _fetch_alone(address: str, url: str, code: str) -> None:
    archive = Archive(Store(address), Client(url))
    live.region_case(code, archive)


def test_processes_that_fetch_at_once_leave_one_valid_state(
    fake: FakeSSB, address: str, store: Store
) -> None:
    context = multiprocessing.get_context("spawn")
    every = [
        context.Process(target=_fetch_alone, args=(address, fake.url, "5055")) for _ in range(2)
    ]
    for one in every:
        one.start()
    for one in every:
        one.join(30)
    assert [one.exitcode for one in every] == [0, 0]
    kept = {one.table: one.queries for one in store.tables()}
    assert kept["07459"] == kept["14746"] == kept["06913"] == 1
    case = everything.load(store).case("5055")
    assert len(case.projections) == 9
    assert case.observed.years[-1] == 2026
