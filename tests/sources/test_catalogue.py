import multiprocessing
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from fake_ssb import FakeSSB

from projections.case import Case, Catalogue, Projection
from projections.choices.state import settle
from projections.errors import SourceError, UnknownChoiceError
from projections.sources import bundled
from projections.sources import catalogue as everything
from projections.sources.statbank import live
from projections.sources.statbank.archive import Archive
from projections.sources.statbank.layout import SHOWN_ORDER
from projections.sources.statbank.ssb import Client, Throttle
from projections.store import Store
from projections.trend.alternative import SOURCE_ID

Fetch = Callable[..., Archive]


def others(case: Case) -> tuple[Projection, ...]:
    """All projections but our own, which every region has, after all others."""
    *found, ours = case.projections
    assert ours.population.source.id == SOURCE_ID
    return tuple(found)


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
    codes = [one.code for one in others(case)]
    assert codes == [
        "hop-2024-2027.sterk_aldring",
        *(f"ssb-14746.{letters}" for letters in SHOWN_ORDER),
    ]
    plan = [one.projections[0].population.persons for one in (own, case)]
    assert np.array_equal(*plan)
    assert case.require_frames().frames == own.require_frames().frames
    assert [one.item for one in case.plan_lines] == [one.item for one in own.plan_lines]
    assert case.plan_ratio
    assert own.plan_ratio
    assert np.array_equal(case.plan_ratio.values, own.plan_ratio.values)
    # SSB's whole years take the place of the plan's table, which stops in the middle of one.
    assert own.part_year == 2023
    assert case.part_year is None
    assert {one.source.id for one in case.components} == {"ssb-06913"}
    assert {one.years for one in case.components} == {tuple(range(2000, 2026))}
    assert len(case.observed.ages) == 106
    shared = [year for year in own.observed.years if year in case.observed.years]
    assert shared == list(range(2006, 2027))
    assert np.array_equal(
        own.observed.between(2006, 2026).both_sexes().sum(axis=-1),
        case.observed.between(2006, 2026).both_sexes().sum(axis=-1),
    )


def test_what_is_fetched_has_projections_and_nothing_else_changes(
    fetch: Fetch, store: Store, catalogue: Catalogue
) -> None:
    fetch("5055")
    found = everything.load(store)
    assert list(found.cases) == list(catalogue.cases)
    assert len(found.cases) == len(catalogue.cases)
    assert dict(found.names) == dict(catalogue.names)
    assert found.bundled == catalogue.bundled
    assert found.case("5055").region.name == "Heim"
    assert found.case("5055").observed is found.case("5055").observed
    assert len(others(found.case("5055"))) == 9
    # One that is not fetched is as it is bundled: history alone.
    assert found.case("5056") is found.case("5056")
    assert others(found.case("5056")) == ()
    assert np.array_equal(
        found.case("5056").observed.persons, catalogue.case("5056").observed.persons
    )
    with pytest.raises(UnknownChoiceError, match="andre kommuner, etter navn eller nummer"):
        found.case("9999")
    with pytest.raises(KeyError):
        found.cases["9999"]


def test_every_municipality_can_be_fetched_by_name(fetch: Fetch, store: Store) -> None:
    fetch("5025")
    choices = everything.choices(store)
    assert choices["5055"] == "Heim"
    names = list(choices.values())
    assert names[:2] == ["Bjørnafjorden", "Haram"]
    assert names[11:13] == ["Østre Toten", "Ålesund"]  # as in the Norwegian alphabet
    assert names[13:] == ["Innlandet", "Møre og Romsdal", "Oslo", "Trøndelag", "Vestland"]
    assert [len(code) for code in choices] == 13 * [4] + 5 * [2]


def test_a_county_is_fetched_and_chosen(fetch: Fetch, store: Store, catalogue: Catalogue) -> None:
    fetch("50", "46")
    found = everything.load(store)
    assert list(found.names) == list(catalogue.names)
    assert found.names["46"] == "Vestland"
    assert len(others(found.case("46"))) == 9
    # Bundled without a projection, and now with.
    assert catalogue.case("50").projections == ()
    assert len(others(found.case("50"))) == 9
    assert found.case("50").observed.years[0] == 2000


def test_a_region_stands_beside_those_around_it_and_the_chosen(fetch: Fetch, store: Store) -> None:
    fetch("5055")
    found = everything.load(store)
    codes = [one.region.code for one in found.beside("5025", "5055", "5025")]
    assert codes == [*found.bundled, "5055"]
    assert [one.region.code for one in found.beside()] == list(found.bundled)
    # Heim is among Norway, Trøndelag and six kommuner there of about its own size.
    own, nation, county, *peers = (one.region.code for one in found.beside("5055", "0301"))
    assert (own, nation, county, peers[-1]) == ("5055", "0", "50", "0301")
    assert {code[:2] for code in peers[:-1]} == {"50"}
    assert len(peers) == 7
    with pytest.raises(UnknownChoiceError):
        found.beside("5055", "9999")


# --- put together when asked for --------------------------------------------------------------


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read from any store, by table or path."""
    noted: list[str] = []
    for name in ("newest", "exact"):
        method = getattr(Store, name)

        def note(self: Store, table: str, *rest: str, _call: Any = method) -> Any:
            noted.append(table)
            return _call(self, table, *rest)

        monkeypatch.setattr(Store, name, note)
    return noted


FIGURES = {"07459", "06913", "14746", "14747"}


def test_loading_reads_no_figures(fetch: Fetch, store: Store, read: list[str]) -> None:
    fetch("5025", "5055", "5056", "50")
    read.clear()
    found = everything.load(store)
    assert {"5055", "5056"} <= set(found.names)
    assert everything.choices(store)["5021"] == "Oppdal"
    assert len(found.cases) == 357 + 15 + 1
    assert read
    assert FIGURES.isdisjoint(read)


def test_a_region_is_read_once_and_alone(
    fetch: Fetch, store: Store, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch("5025", "5055", "5056")
    built: list[str] = []
    region_case = live.region_case

    def counted(code: str, *rest: Any) -> Case:
        built.append(code)
        return region_case(code, *rest)

    monkeypatch.setattr(live, "region_case", counted)
    found = everything.load(store)
    assert built == []
    read.clear()
    assert found.case("5055").region.name == "Heim"
    assert built == ["5055"]
    made = read.count("07459")
    assert made > 0
    found.case("5055")
    assert (built, read.count("07459")) == (["5055"], made)
    # One that is only bundled needs nothing of the store.
    assert found.case("3442").region.name == "Østre Toten"
    assert built == ["5055"]


def test_the_least_used_are_let_go(
    fetch: Fetch, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(everything, "KEPT_READY", 1)
    fetch("5055", "5056")
    found = everything.load(store)
    first = found.case("5055")
    assert found.case("5055") is first
    found.case("5056")
    again = found.case("5055")
    assert again is not first
    assert np.array_equal(again.observed.persons, first.observed.persons, equal_nan=True)


# --- damage -----------------------------------------------------------------------------------


def test_looking_never_calls_ssb(fake: FakeSSB, fetch: Fetch, store: Store) -> None:
    fetch("5025", "5055", "0")
    made = len(fake.calls)
    found = everything.load(store)
    assert [found.case(code).region.code for code in found.cases] == list(found.cases)
    found.everyone()
    everything.choices(store)
    assert len(fake.calls) == made


def test_norways_newest_vintage_stays_first(
    fetch: Fetch, store: Store, catalogue: Catalogue
) -> None:
    """Where a projection has to be chosen for the user, it is the first."""
    own = [one.code for one in catalogue.case("0").projections]
    fetch("0")
    codes = [one.code for one in others(everything.load(store).case("0"))]
    assert codes[0] == own[0] == "ssb-14746.MMMM"
    assert set(own) < set(codes)
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("table", ["07459", "14746", "06913", "tables", "tables/07459/metadata"])
def test_a_spoilt_answer_leaves_what_is_bundled(
    fetch: Fetch, address: str, catalogue: Catalogue, table: str
) -> None:
    fetch("5025")
    spoil(address, table)
    found = everything.load(Store(address))
    assert found.case("5025").projections[0].code == "hop-2024-2027.sterk_aldring"
    frames = [one.case("5025").require_frames().frames for one in (found, catalogue)]
    assert frames[0] == frames[1]
    # SSB's history, longer than the bundled one, is shown also without SSB's projections.
    assert found.case("5025").observed.years[0] == (2000 if table in ("14746", "06913") else 2006)


@pytest.mark.parametrize("table", ["07459", "tables"])
def test_what_cannot_be_read_leaves_the_bundled_history(
    fetch: Fetch, address: str, catalogue: Catalogue, table: str
) -> None:
    fetch("5055")
    spoil(address, table)
    found = everything.load(Store(address))
    case = found.case("5055")
    assert others(case) == ()
    assert np.array_equal(case.observed.persons, catalogue.case("5055").observed.persons)
    settled = settle({"kommune": ["5055"]}, found)
    assert (settled.choice.region, settled.choice.projection) == ("5055", "baereevne-trend.TREND")
    assert settled.problems == ()
    with pytest.raises(UnknownChoiceError):
        found.case("9999")
    # What is not damaged can still be chosen.
    assert settle({"kommune": ["5026"]}, found).problems == ()


@pytest.mark.parametrize(
    ("table", "projections", "components"),
    [
        ("14746", 0, True),
        ("tables/14746/metadata", 0, True),
        ("06913", 9, False),
        ("14747", 9, True),
    ],
)
def test_a_region_is_shown_without_what_cannot_be_read(
    fetch: Fetch, address: str, table: str, projections: int, components: bool
) -> None:
    fetch("5055")
    spoil(address, table)
    case = everything.load(Store(address)).case("5055")
    assert len(others(case)) == projections
    assert bool(case.components) == components
    assert all(bool(one.components) == (table != "14747") for one in others(case))
    assert case.observed.years[-1] == 2026


def test_a_fetch_that_broke_off_halfway_is_shown_with_what_came(
    fake: FakeSSB, fetch: Fetch, store: Store
) -> None:
    fake.fault, fake.fault_count, fake.fault_path = "503", 99, "/14746/data"
    with pytest.raises(SourceError):
        fetch("5055")
    found = everything.load(store)
    case = found.case("5055")
    assert (case.region.name, others(case), case.components) == ("Heim", (), ())
    settled = settle({"kommune": ["5055"]}, found)
    assert settled.problems == ()
    assert (settled.choice.region, settled.choice.projection) == ("5055", "baereevne-trend.TREND")


def _fetch_alone(address: str, url: str, code: str) -> None:
    # Together they make more calls than a minute allows, and this is not about the pace.
    archive = Archive(Store(address), Client(url, Throttle(1000)))
    live.region_case(code, archive)


def test_processes_that_fetch_at_once_leave_one_valid_state(
    fake: FakeSSB, address: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A page that was run by an AppTest before has left itself in its place.
    monkeypatch.setitem(sys.modules, "__main__", pytest)
    context = multiprocessing.get_context("spawn")
    every = [
        context.Process(target=_fetch_alone, args=(address, fake.url, "5055")) for _ in range(2)
    ]
    for one in every:
        one.start()
    for one in every:
        one.join(60)
    assert [one.exitcode for one in every] == [0, 0]
    kept = {one.table: one.queries for one in store.tables()}
    assert kept["07459"] == kept["14746"] == 2  # and Norway
    assert kept["06913"] == kept["14747"] == 1
    case = everything.load(store).case("5055")
    assert len(others(case)) == 9
    assert case.observed.years[-1] == 2026


def test_own_inputs_take_a_regions_place_and_no_other_case_is_put_together() -> None:
    class Watched(dict[str, Case]):
        asked: ClassVar[list[str]] = []

        def __getitem__(self, code: str) -> Case:
            self.asked.append(code)
            return super().__getitem__(code)

    plain = bundled.load()
    frames = plain.case("5025").frames
    catalogue = replace(plain, cases=Watched({code: plain.case(code) for code in plain.bundled}))
    own = catalogue.with_inputs({"3427": {"frames": frames}})
    assert own.case("3427").frames is frames
    assert own.case("3427").observed is plain.case("3427").observed
    assert (list(own.cases), len(own.cases)) == (list(plain.bundled), len(plain.bundled))
    assert set(Watched.asked) == {"3427"}
    assert catalogue.case("3427").frames is None
    assert own.case("5026").frames is None
    assert catalogue.with_inputs({}) is catalogue
