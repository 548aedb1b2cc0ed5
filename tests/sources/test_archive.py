"""Answers kept: asked of SSB once, in parts where they are large, and the last good ones used."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fake_ssb import FakeSSB
from ssb_help import (
    NEWEST,
    Altered,
    Clock,
    Opened,
    assert_same,
    is_sentence,
    persons_in,
    truth,
)

from projections.case import Case
from projections.errors import BaereevneError, SourceError
from projections.sources.statbank import live, quiet, ssb
from projections.sources.statbank.archive import Archive
from projections.sources.statbank.live import region_case
from projections.sources.statbank.ssb import Client, Throttle
from projections.store import Answer, Store


def test_nothing_is_asked_again_until_the_table_is_updated(fake: FakeSSB, opened: Opened) -> None:
    first = opened()
    region_case("5025", first)
    assert first.data_calls == 6
    again = opened()
    region_case("5025", again)
    assert again.data_calls == 0
    fake.touch("07459")
    touched = opened()
    case = region_case("5025", touched)
    assert touched.data_calls == 2  # Røros and Norway
    assert fake.data_calls == 8
    assert case.observed.source.published == "2026-02-26"


def test_two_municipalities_do_not_share_answers(opened: Opened) -> None:
    archive = opened()
    assert region_case("5025", archive).region.name == "Røros"
    heim = region_case("5055", archive)
    assert archive.data_calls == 10
    assert np.array_equal(persons_in(heim, "ssb-14746.HHMH"), truth(2026, "HHMH", "5055"))
    assert set(live.fetched_codes(archive)) == {"5025", "5055", "0"}


def test_without_a_client_only_the_store(fake: FakeSSB, opened: Opened) -> None:
    with pytest.raises(SourceError, match="ikke hentet ennå"):
        region_case("5025", opened(online=False))
    fetched = region_case("5025", opened())
    made = len(fake.calls)
    archive = opened(online=False)
    kept = region_case("5025", archive)
    assert len(fake.calls) == made
    assert archive.problems == []
    assert_same(kept, fetched)


FAULTS = ["429", "429-bare", "503", "500-empty", "html", "truncated", "reset", "hang", "gone"]


@contextmanager
def patience(fault: str) -> Iterator[None]:
    """Little where nobody answers; whoever does may be late, on a busy machine."""
    with pytest.MonkeyPatch.context() as patch:
        if fault == "hang":
            patch.setattr(ssb, "READ_SECONDS", 0.1)
        yield


@pytest.mark.parametrize("fault", ["503", "html", "hang"])
def test_the_last_good_answers_are_used_and_their_date_said(
    fake: FakeSSB, opened: Opened, fault: str
) -> None:
    fetched = region_case("5025", opened())
    day = ".".join(reversed(fetched.observed.source.retrieved.split("-")))
    fake.touch("07459")
    fake.fault, fake.fault_count = fault, 999
    archive = opened()
    with patience(fault):
        kept = region_case("5025", archive)
    assert np.array_equal(kept.observed.persons, fetched.observed.persons)
    assert len(kept.projections) == 9
    assert archive.problems
    assert all(is_sentence(one) and day in one for one in archive.problems)
    assert len(set(archive.problems)) == len(archive.problems)


@pytest.mark.parametrize("fault", [*FAULTS, "sizes"])
def test_a_bad_answer_is_one_sentence_and_is_not_kept(
    fake: FakeSSB, opened: Opened, store: Store, fault: str
) -> None:
    fake.fault_path = "/tables/07459/data"
    fake.fault, fake.fault_count = fault, 999
    with patience(fault), pytest.raises(SourceError) as caught:
        region_case("5025", opened())
    assert is_sentence(str(caught.value))
    assert live.fetched_codes(opened(online=False)) == ()
    assert "07459" not in {one.table for one in store.tables()}
    fake.fault = ""
    archive = opened()
    assert len(region_case("5025", archive).projections) == 9
    assert archive.problems == []


@pytest.mark.parametrize("fault", ["html", "truncated", "sizes", "503"])
def test_a_bad_answer_after_an_update_leaves_the_good_one(
    fake: FakeSSB, opened: Opened, fault: str
) -> None:
    region_case("5025", opened())
    fake.touch("07459")
    fake.fault_path, fake.fault_count, fake.fault = "/data", 999, fault
    archive = opened()
    assert region_case("5025", archive).observed.years[-1] == 2026
    assert archive.problems
    assert all("07459" in one and "er brukt." in one for one in archive.problems)
    assert len(set(archive.problems)) == len(archive.problems) <= 2
    offline = opened(online=False)
    assert region_case("5025", offline).observed.years[-1] == 2026


def test_too_many_cells_is_a_sentence_with_ssbs_title(fake: FakeSSB, opened: Opened) -> None:
    """Where SSB allows less than it says itself."""
    fake.max_cells, fake.told_cells = 100, 800_000
    with pytest.raises(SourceError, match="Too many cells selected") as caught:
        region_case("5025", opened())
    assert is_sentence(str(caught.value))


NONSENSE: list[Any] = [
    {},
    {"updated": "i går"},
    {"tables": [1], "page": []},
    {"tables": [{"label": "Framskrevet folkemengde (K)", "variableNames": ["region"]}]},
    {"tables": {}, "page": {"totalPages": "mange"}},
    {"id": ["Tid"], "dimension": {"Tid": {"category": []}}, "values": [{}]},
    {"id": ["Tid"], "dimension": []},
    [],
]


@pytest.mark.parametrize("path", ["codelists", "tables", "07459/metadata", "14746/metadata"])
@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_a_page_of_nonsense_is_a_sentence(
    fake: FakeSSB, store: Store, path: str, nonsense: Any
) -> None:
    if path == "tables":  # all of these paths begin so; only the search is meant
        path = "tables?"

    class Nonsense(Altered):
        def get(self, asked: str, **parameters: str) -> bytes:
            content = super().get(asked, **parameters)
            is_hit = path in f"{asked}?"
            return json.dumps(nonsense).encode() if is_hit else content

    with pytest.raises(BaereevneError) as caught:
        region_case("5025", Archive(store, Nonsense(fake.url, {})))
    assert is_sentence(str(caught.value))


@pytest.mark.parametrize("path", ["codelists", "tables?", "07459/metadata", "14746/metadata"])
def test_a_page_of_nonsense_does_not_displace_the_good_one(
    fake: FakeSSB, opened: Opened, store: Store, path: str
) -> None:
    region_case("5055", opened())

    class Maintenance(Altered):
        def get(self, asked: str, **parameters: str) -> bytes:
            content = super().get(asked, **parameters)
            return b'{"message": "Vedlikehold"}' if path in f"{asked}?" else content

    archive = Archive(store, Maintenance(fake.url, {}))
    assert region_case("5055", archive).region.name == "Heim"
    assert any("er brukt." in one for one in archive.problems)
    assert region_case("5055", opened(online=False)).region.name == "Heim"


def _dropped(name: str) -> Callable[[Any], Any]:
    """The answer without the last code of a dimension."""

    def change(answer: Any) -> Any:
        at = answer["id"].index(name)
        category = answer["dimension"][name]["category"]
        code = list(category["index"])[-1]
        for part in ("index", "label", "unit"):
            category.get(part, {}).pop(code, None)
        sizes = answer["size"]
        kept = np.reshape(answer["value"], sizes).take(range(sizes[at] - 1), axis=at)
        sizes[at] -= 1
        return {**answer, "value": kept.ravel().tolist()}

    return change


def _renamed(name: str) -> Callable[[Any], Any]:
    """The answer with other codes than those asked for."""

    def change(answer: Any) -> Any:
        category = answer["dimension"][name]["category"]
        for part in ("index", "label", "unit"):
            if part in category:
                category[part] = {f"{code}X": one for code, one in category[part].items()}
        return answer

    return change


def _negative(answer: Any) -> Any:
    return {**answer, "value": [-1 for _ in answer["value"]]}


@pytest.mark.parametrize(
    "change",
    [
        _renamed("Kjonn"),
        _renamed("Alder"),
        _renamed("Tid"),
        _renamed("ContentsCode"),
        _dropped("Kjonn"),
        _dropped("ContentsCode"),
        _negative,
    ],
    ids=["sexes", "ages", "years", "contents", "one-sex", "eight-alternatives", "negative"],
)
def test_figures_other_than_those_asked_for_are_a_sentence_and_not_kept(
    fake: FakeSSB, store: Store, opened: Opened, change: Callable[[Any], Any]
) -> None:
    archive = Archive(store, Altered(fake.url, {f"{NEWEST}/data": change}))
    with pytest.raises(BaereevneError) as caught:
        region_case("5025", archive)
    assert is_sentence(str(caught.value))
    assert NEWEST not in {one.table for one in store.tables()}
    assert len(region_case("5025", opened()).projections) == 9


def test_a_corrupted_answer_is_fetched_again(opened: Opened, store: Store) -> None:
    region_case("5025", opened())
    url = store._database.path
    assert url
    with sqlite3.connect(url) as connection:
        connection.execute("UPDATE answers SET content = x'00' WHERE table_id = '07459'")
    archive = opened()
    assert region_case("5025", archive).observed.years[-1] == 2026
    assert archive.data_calls == 2  # Røros and Norway
    assert archive.problems == []


def test_threads_that_fetch_the_same_leave_one_valid_state(
    fake: FakeSSB, store: Store, opened: Opened
) -> None:
    clock = Clock()
    throttle = Throttle(clock=clock.now, sleep=clock.sleep)
    cases: list[Case] = []

    def fetch() -> None:
        archive = Archive(Store(f"sqlite:///{store._database.path}"), Client(fake.url, throttle))
        cases.append(region_case("5055", archive))

    threads = [threading.Thread(target=fetch) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(cases) == 4
    assert fake.most_at_once == 1
    kept = region_case("5055", opened(online=False))
    assert all(np.array_equal(kept.observed.persons, one.observed.persons) for one in cases)
    assert {one.table: one.queries for one in store.tables()}["07459"] == 2  # and Norway


def test_pages_do_not_pile_up(
    opened: Opened, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A code list has no time of its own; the same one is not kept once a visit."""
    days = iter(datetime(2026, 11, day, 10, tzinfo=UTC) for day in range(1, 29))
    kept: list[Answer] = []
    put = Store.put
    monkeypatch.setattr(quiet, "now", lambda: next(days))
    monkeypatch.setattr(Store, "put", lambda self, *new: (kept.extend(new), put(self, *new))[1])
    for _ in range(5):
        live.areas(opened())
    assert len(kept) == 15
    with sqlite3.connect(str(store._database.path)) as connection:
        count = connection.execute("SELECT count(*) FROM answers").fetchone()[0]
    assert count == 3  # which lists the table has, municipalities, counties


# --- a new year -------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["07459", "06913"])
def test_a_new_year_that_cannot_be_fetched_leaves_the_years_before_it(
    fake: FakeSSB, opened: Opened, table: str
) -> None:
    present = fake.a_year_ago(table)
    before = region_case("5025", opened())
    fake.tables[table] = present
    fake.fault, fake.fault_count, fake.fault_path = "503", 999, f"/{table}/data"
    archive = opened()
    assert_same(region_case("5025", archive), before)
    assert any(table in one and "er brukt." in one for one in archive.problems)
    assert_same(region_case("5025", opened(online=False)), before)
    fake.fault = ""
    now = region_case("5025", opened())
    assert now.observed.years[-1] == (2026 if table == "07459" else before.observed.years[-1])
    assert now.components[0].years[-1] == 2025


def test_a_new_year_for_one_does_not_take_the_others_away(fake: FakeSSB, opened: Opened) -> None:
    present = fake.a_year_ago("07459")
    before = region_case("5055", opened())
    fake.tables["07459"] = present
    region_case("5025", opened())
    kept = region_case("5055", opened(online=False))
    assert_same(kept, before)
    assert kept.observed.years[-1] == 2025
    assert kept.observed.source.published == "2025-02-25"
    assert region_case("5025", opened(online=False)).observed.source.published == "2026-02-25"


# --- SSB's limit of cells ---------------------------------------------------------------------


@pytest.fixture
def whole(tmp_path: Path) -> Callable[..., Case]:
    """A region as it comes when the limit is high."""

    def fetched(code: str, **choices: str) -> Case:
        with FakeSSB() as high:
            kept = Store(f"sqlite:///{tmp_path / 'high.sqlite'}")
            return region_case(code, Archive(kept, Altered(high.url, {})), **choices)

    return fetched


@pytest.mark.parametrize(
    ("style", "limit", "calls"),
    [(3, 10_000, 14), (5, 10_000, 14), (0, 47_699, 8)],
)
def test_a_low_limit_gives_more_calls_and_the_same_figures(
    fake: FakeSSB, opened: Opened, whole: Callable[..., Case], style: int, limit: int, calls: int
) -> None:
    fake.style, fake.max_cells = style, limit
    archive = opened()
    case = region_case("5025", archive)
    assert archive.problems == []
    assert fake.data_calls == archive.data_calls == calls
    assert_same(case, whole("5025"))
    again = opened()
    assert_same(region_case("5025", again), case)
    assert again.data_calls == 0
    offline = opened(online=False)
    assert_same(region_case("5025", offline), case)
    assert offline.problems == []


def test_a_limit_so_low_that_two_variables_are_cut(
    fake: FakeSSB, opened: Opened, whole: Callable[..., Case]
) -> None:
    fake.max_cells = 1_000  # a year alone is 1 908
    case = region_case("5055", opened())
    assert_same(case, whole("5055"))
    offline = opened(online=False)
    assert set(live.fetched_codes(offline)) == {"5055", "0"}
    assert_same(region_case("5055", offline), case)


def test_marks_are_the_same_in_parts(fake: FakeSSB, opened: Opened, tmp_path: Path) -> None:
    fake.blank(NEWEST, ":", Region="5025", Alder="050", Tid="2030")
    fake.blank("07459", "..", Region="5025", Kjonn="2", Tid="2021")
    in_one = region_case(
        "5025", Archive(Store(f"sqlite:///{tmp_path / 'one.sqlite'}"), Altered(fake.url, {}))
    )
    fake.max_cells = 2000
    in_parts = region_case("5025", opened())
    assert_same(in_parts, in_one)
    assert np.isnan(persons_in(in_parts, f"ssb-{NEWEST}.MMMM")).sum() == 2


def test_a_county_summed_from_its_municipalities_in_parts(fake: FakeSSB, opened: Opened) -> None:
    fake.without_counties()
    fake.max_cells = 100_000
    members = ("5021", "5025", "5026", "5027", "5055", "5056")
    for one in region_case("50", opened()).projections:
        assert np.array_equal(one.population.persons[0], truth(2026, one.alternative, *members))
    assert fake.data_calls == 5 + 3  # 6 municipalities are 286 200 cells


@pytest.mark.parametrize("said", [0, -1, "800000", 1.5, True, [], {}])
def test_a_limit_that_is_none_is_the_documented_one(
    fake: FakeSSB, opened: Opened, said: Any
) -> None:
    fake.told_cells = said
    archive = opened()
    assert archive.most_cells() == ssb.MOST_CELLS == 800_000
    assert archive.problems == []


@pytest.mark.parametrize("nonsense", [{}, None, {"maxDataCells": None}])
def test_a_config_of_nonsense_is_the_documented_limit(opened: Opened, nonsense: Any) -> None:
    class Nonsense(Altered):
        def get(self, path: str, **parameters: str) -> bytes:
            content = super().get(path, **parameters)
            return json.dumps(nonsense).encode() if path == "config" else content

    found = opened()
    assert found.client
    found.client = Nonsense(found.client.base, {})
    assert found.most_cells() == 800_000
    assert region_case("5055", found).region.name == "Heim"
    assert found.data_calls == 6


@pytest.mark.parametrize("fault", ["503", "html"])
def test_a_config_that_fails_is_the_documented_limit(
    fake: FakeSSB, opened: Opened, fault: str
) -> None:
    fake.fault, fake.fault_count, fake.fault_path = fault, 999, "/config"
    archive = opened()
    assert region_case("5055", archive).region.name == "Heim"
    assert (archive.data_calls, archive.problems) == (6, [])


def test_a_config_that_fails_later_is_the_last_one(fake: FakeSSB, opened: Opened) -> None:
    fake.max_cells = 10_000
    region_case("5055", opened())
    fake.fault, fake.fault_count, fake.fault_path = "503", 999, "/config"
    archive = opened()
    region_case("5055", archive)
    assert archive.data_calls == 0
    assert archive.most_cells() == 10_000
    (told,) = archive.problems
    assert "er brukt." in told
    assert opened(online=False).most_cells() == 10_000


def test_the_limit_is_asked_once_a_fetch(fake: FakeSSB, opened: Opened) -> None:
    archive = opened()
    region_case("5055", archive)
    region_case("5025", archive)
    assert sum("/config" in one.path for one in fake.calls) == 1


def test_without_a_client_or_a_config_the_limit_is_the_documented_one(opened: Opened) -> None:
    archive = opened(online=False)
    assert archive.most_cells() == 800_000
    assert archive.problems == []


@pytest.mark.parametrize(("fault", "broken"), [("503", 0), ("sizes", 2), ("reset", 4)])
def test_parts_are_kept_all_together_or_not_at_all(
    fake: FakeSSB, opened: Opened, store: Store, fault: str, broken: int
) -> None:
    fake.max_cells = 10_000
    fake.fault, fake.fault_count, fake.fault_path = fault, 999, f"/{NEWEST}/data"
    fake.fault_after = broken
    with pytest.raises(SourceError) as caught:
        region_case("5025", opened())
    assert is_sentence(str(caught.value))
    assert NEWEST not in {one.table for one in store.tables()}
    fake.fault, fake.fault_after = "", 0
    archive = opened()
    case = region_case("5025", archive)
    assert archive.data_calls == 5 + 1 + 1 + 1 + 5  # all but the history that was kept
    assert np.array_equal(persons_in(case, f"ssb-{NEWEST}.MMMM"), truth(2026, "MMMM", "5025"))


def test_parts_of_an_update_that_broke_off_leave_the_whole_before_it(
    fake: FakeSSB, opened: Opened
) -> None:
    fake.max_cells = 10_000
    before = region_case("5025", opened())
    fake.touch(NEWEST)
    fake.blank(NEWEST, ":", Region="5025")
    fake.fault, fake.fault_count, fake.fault_path = "503", 999, f"/{NEWEST}/data"
    fake.fault_after = 3
    archive = opened()
    case = region_case("5025", archive)
    assert any(NEWEST in one and "er brukt." in one for one in archive.problems)
    for mine, theirs in zip(case.projections, before.projections, strict=True):
        assert np.array_equal(mine.population.persons, theirs.population.persons)


def _kept_of(store: Store) -> list[Answer]:
    found = [store.newest(NEWEST, query) for query in sorted(store.queries(NEWEST))]
    return [one for one in found if one]


def test_stored_parts_of_two_editions_are_not_one_answer(
    fake: FakeSSB, opened: Opened, store: Store
) -> None:
    fake.max_cells = 10_000
    region_case("5025", opened())
    parts = _kept_of(store)
    assert len(parts) == 10
    assert len({one.updated for one in parts}) == 1
    later = fake.touch(NEWEST)
    # One part of each region is of a later edition, as another program might have left it.
    with sqlite3.connect(str(store._database.path)) as connection:
        connection.execute("DELETE FROM answers WHERE table_id = ?", [NEWEST])
    store.put(
        *(replace(one, updated=later) if at % 5 == 0 else one for at, one in enumerate(parts))
    )
    offline = opened(online=False)
    case = region_case("5025", offline)
    assert case.projections == ()
    assert case.observed.years[-1] == 2026
    # Nor where SSB cannot be reached in the middle of it.
    fake.fault, fake.fault_count, fake.fault_path = "503", 999, f"/{NEWEST}/data"
    with pytest.raises(SourceError, match="svar 503"):
        region_case("5025", opened())
    fake.fault = ""
    archive = opened()
    assert len(region_case("5025", archive).projections) == 9
    assert archive.problems == []


def test_a_spoilt_part_is_fetched_again_with_the_others(
    opened: Opened, fake: FakeSSB, store: Store
) -> None:
    fake.max_cells = 10_000
    before = region_case("5025", opened())
    own = next(one for one in _kept_of(store) if '"5025"' in one.query)
    store.put(replace(own, content=b"{}"))
    assert region_case("5025", opened(online=False)).projections == ()
    archive = opened()
    assert_same(region_case("5025", archive), before)
    assert archive.data_calls == 5
