"""All municipalities at once: few calls, and each is then as if it had been fetched by itself."""

import json
import math
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from fake_ssb import LETTERS, STYLES, FakeSSB
from ssb_help import BEHIND, NEWEST, Altered, Opened, assert_same, is_sentence

from projections.case import Case
from projections.errors import SourceError
from projections.people.ages import AgeBand
from projections.people.population import Region
from projections.sources.statbank import changes, everyone, history, live, ssb
from projections.sources.statbank.archive import Archive
from projections.sources.statbank.layout import Layout
from projections.sources.statbank.live import region_case
from projections.sources.statbank.metadata import Metadata
from projections.store import Store, canonical

TABLES = ("07459", "06913", NEWEST, BEHIND)
SOME = ("5025", "1580", "4624")


def marked(fake: FakeSSB) -> None:
    """Marks in one municipality, and in one cell of all of them."""
    fake.blank(NEWEST, ":", Region="5025", Alder="105+", Tid="2030")
    fake.blank("07459", "..", Region="5056", Tid="2021", Kjonn="2", Alder="000")
    fake.blank(BEHIND, ".", Framskriv="LHML", ContentsCode="Dode", Tid="2031")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """Every municipality, and Norway, each fetched by itself."""
    with FakeSSB() as fake:
        marked(fake)
        store = Store(f"sqlite:///{tmp_path_factory.mktemp('alone') / 'store.sqlite'}")
        archive = Archive(store, Altered(fake.url, {}))
        codes = [*live.areas(archive).municipalities, "0"]
        return {code: region_case(code, archive) for code in codes}


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all that the stand-in has at first; a second to make, so made once."""
    file = tmp_path_factory.mktemp("everything") / "store.sqlite"
    with FakeSSB() as fake:
        everyone.fetch(Archive(Store(f"sqlite:///{file}"), Altered(fake.url, {})))
    return file


@pytest.fixture
def full(everything: Path, tmp_path: Path) -> None:
    """The test's store has it all from before."""
    shutil.copy(everything, tmp_path)


@pytest.mark.parametrize("style", [0, len(STYLES) - 1])
def test_every_municipality_is_as_if_fetched_by_itself(
    fake: FakeSSB, opened: Opened, store: Store, alone: dict[str, Case], style: int
) -> None:
    fake.style = style
    marked(fake)
    archive = opened()
    assert everyone.fetch(archive) == 13
    assert archive.problems == []
    assert fake.data_calls == archive.data_calls == 4 + 4  # and Norway by itself
    assert len(alone) == 14
    assert set(live.fetched_codes(Archive(store))) == set(alone)
    for code in alone if style == 0 else SOME:
        offline = Archive(store)
        assert_same(region_case(code, offline), alone[code])
        assert offline.problems == []


@pytest.mark.usefixtures("full")
def test_what_is_said_of_one_region_is_not_said_of_another(store: Store) -> None:
    remarks = {
        code: region_case(code, Archive(store)).observed.source.remark
        for code in ("5025", "1508", "1580")
    }
    assert remarks["5025"] == "Tallene er oppdiktet, til bruk i tester."
    assert remarks["1508"].endswith("region, Ålesund: Brudd i 2020-2023.")
    assert remarks["1580"].endswith("region, Haram: Brudd i 2020-2023.")


def test_a_second_fetch_asks_for_no_figures(fake: FakeSSB, opened: Opened, store: Store) -> None:
    everyone.fetch(opened())
    made = fake.data_calls
    before = {one.table: (one.queries, one.size) for one in store.tables()}
    again = opened()
    assert everyone.fetch(again) == 13
    assert again.data_calls == 0
    assert fake.data_calls == made
    assert {one.table: (one.queries, one.size) for one in store.tables()} == before


@pytest.mark.usefixtures("full")
def test_a_municipality_fetched_afterwards_asks_for_no_figures(
    fake: FakeSSB, opened: Opened
) -> None:
    for code in ("5025", "5055", "1508"):
        region_case(code, opened())
    assert fake.data_calls == 0


@pytest.mark.usefixtures("full")
def test_only_what_was_updated_is_asked_for_again(
    fake: FakeSSB, opened: Opened, store: Store
) -> None:
    before = region_case("5025", Archive(store))
    fake.touch("06913")
    fake.blank("06913", "..", Region="5025", ContentsCode="Dode", Tid="2010")
    archive = opened()
    everyone.fetch(archive)
    assert archive.data_calls == 2  # the municipalities, and Norway
    after = region_case("5025", Archive(store))
    assert before.components[0].years[0] == 2000
    assert after.components[0].years[0] == 2011
    assert np.array_equal(after.observed.persons, before.observed.persons)


def test_a_low_limit_gives_more_calls(
    fake: FakeSSB, opened: Opened, store: Store, alone: dict[str, Case]
) -> None:
    marked(fake)
    fake.max_cells = 100_000
    archive = opened()
    everyone.fetch(archive)
    # 17 municipalities a call of history, two of the projection; Norway takes four.
    assert archive.data_calls == 1 + 1 + 7 + 1 + 4
    assert len([one for one in fake.calls if f"/{NEWEST}/data" in one.path]) == 7 + 1
    for code in SOME:
        assert_same(region_case(code, Archive(store)), alone[code])


def test_a_limit_too_low_for_one_municipality_is_a_sentence(
    fake: FakeSSB, opened: Opened, store: Store
) -> None:
    fake.max_cells = 47_699
    with pytest.raises(SourceError, match="Grensen på 47699 tall er for lav") as caught:
        everyone.fetch(opened())
    assert NEWEST in str(caught.value)
    assert is_sentence(str(caught.value))
    assert fake.data_calls == 0
    assert {one.table for one in store.tables()}.isdisjoint(TABLES)


@pytest.mark.parametrize(
    ("fault", "broken"),
    [("503", 0), ("sizes", 1), ("html", 2), ("reset", 3)],
)
def test_a_fetch_that_breaks_off_keeps_what_came_and_goes_on(
    fake: FakeSSB, opened: Opened, store: Store, fault: str, broken: int
) -> None:
    fake.fault, fake.fault_count, fake.fault_path = fault, 999, "/data"
    fake.fault_after = broken
    with pytest.raises(SourceError) as caught:
        everyone.fetch(opened())
    assert is_sentence(str(caught.value))
    kept = {one.table: one.queries for one in store.tables() if one.table in TABLES}
    assert kept == dict.fromkeys(TABLES[:broken], 13)
    fake.fault, fake.fault_after = "", 0
    made = fake.data_calls
    archive = opened()
    everyone.fetch(archive)
    assert fake.data_calls - made == archive.data_calls == 8 - broken
    offline = Archive(store)
    assert len(region_case("5055", offline).projections) == 9
    assert offline.problems == []


def test_a_fetch_that_breaks_off_within_a_table_keeps_its_first_parts(
    fake: FakeSSB, opened: Opened, store: Store, alone: dict[str, Case]
) -> None:
    marked(fake)
    fake.max_cells = 100_000
    fake.fault, fake.fault_count, fake.fault_path = "503", 999, f"/{NEWEST}/data"
    fake.fault_after = 3
    with pytest.raises(SourceError, match="svar 503"):
        everyone.fetch(opened())
    kept = {one.table: one.queries for one in store.tables()}
    assert kept[NEWEST] == 6
    fake.fault, fake.fault_after = "", 0
    archive = opened()
    everyone.fetch(archive)
    assert archive.data_calls == 4 + 1 + 4
    for code in SOME:
        assert_same(region_case(code, Archive(store)), alone[code])


@pytest.mark.usefixtures("full")
def test_an_update_that_breaks_off_leaves_the_edition_before_it(
    fake: FakeSSB, opened: Opened, store: Store
) -> None:
    before = region_case("5025", Archive(store))
    fake.touch(NEWEST)
    fake.fault, fake.fault_count, fake.fault_path = "html", 999, "/data"
    with pytest.raises(SourceError):
        everyone.fetch(opened())
    assert_same(region_case("5025", Archive(store)), before)


def test_without_what_stands_behind_the_rest_is_fetched_and_told(
    fake: FakeSSB, opened: Opened, store: Store
) -> None:
    del fake.tables[BEHIND]
    archive = opened()
    assert everyone.fetch(archive) == 13
    assert archive.problems
    assert all(one.startswith("Det som ligger bak framskrivingen") for one in archive.problems)
    case = region_case("5055", Archive(store))
    assert len(case.projections) == 9
    assert case.components


@pytest.mark.parametrize("change", ["Region", "Kjonn", "Tid"])
def test_figures_other_than_those_asked_for_are_not_kept(
    fake: FakeSSB, store: Store, change: str
) -> None:
    def renamed(answer: dict) -> dict:  # type: ignore[type-arg]
        category = answer["dimension"][change]["category"]
        for part in ("index", "label", "unit", "note"):
            if part in category:
                category[part] = {f"{code}X": one for code, one in category[part].items()}
        return answer

    archive = Archive(store, Altered(fake.url, {"07459/data": renamed}))
    with pytest.raises(SourceError, match="07459") as caught:
        everyone.fetch(archive)
    assert is_sentence(str(caught.value))
    assert "07459" not in {one.table for one in store.tables()}


def test_without_a_client_and_a_store_it_is_a_sentence(opened: Opened) -> None:
    with pytest.raises(SourceError, match="ikke hentet ennå"):
        everyone.fetch(opened(online=False))


@pytest.mark.usefixtures("full")
def test_without_a_client_what_is_kept_is_enough(opened: Opened) -> None:
    archive = opened(online=False)
    assert everyone.fetch(archive) == 13
    assert archive.problems == []


def test_progress_says_which_table_and_how_far(opened: Opened) -> None:
    told: list[tuple[str, float]] = []
    everyone.fetch(opened(), lambda what, share: told.append((what, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert [what for what, _ in told if "tabell" in what] == [
        f"tabell {table}, del {place} av 4" for place, table in enumerate(TABLES, 1)
    ]


# --- how many calls ---------------------------------------------------------------------------


def described(table: str, **codes: tuple[str, ...]) -> Metadata:
    return Metadata(table, "2026-06-12", codes, {})


EVERY = tuple(f"{code:04d}" for code in range(1, 358))
AGES = tuple(f"{age:03d}" for age in range(106))


def test_all_of_norway_is_28_calls() -> None:
    """As docs/decisions/0006-ssb.md says; Norway by itself is four more."""
    since_1986, future = (tuple(map(str, range(*years))) for years in ((1986, 2027), (2026, 2051)))
    people = described("07459", Alder=AGES, Tid=since_1986)
    moves = described("06913", Tid=since_1986)
    ahead = described(NEWEST, Alder=AGES, Tid=future)
    letters = {f"M{n}": f"({'MMM' + 'HML0'[n]})" for n in range(4)}
    behind = Metadata(
        BEHIND,
        "2026-06-12",
        {"Tid": future[:-1]},
        {
            "Framskriv": {
                **letters,
                **{f"N{n}": f"({'HHM' + 'HML0'[n]})" for n in range(4)},
                "O": "(LLML)",
            },
            "ContentsCode": {"1": "fødte", "2": "døde", "3": "innenlandsk", "4": "innvandring"},
        },
    )
    contents = dict(zip((f"Personer{n}" for n in range(9)), LETTERS, strict=True))
    bands = {age: AgeBand(int(age), int(age)) for age in AGES[:-1]} | {"105": AgeBand(105, None)}
    sexes = {"1": "male", "2": "female"}
    layout = Layout(
        NEWEST, "Region", "ContentsCode", contents, "Kjonn", sexes, "Alder", bands,
        tuple(map(int, future)), {},
    )  # fmt: skip
    queries: list[tuple[Metadata, Callable[[str], ssb.Selection]]] = [
        (people, lambda code: history.query(Region(code, ""), history.USUAL[4])),
        (moves, lambda code: changes.query(Region(code, ""), changes.USUAL[4])),
        (ahead, lambda code: layout.query((code,))),
        (behind, lambda code: changes.query_behind([code], behind)),
    ]
    found = []
    for table, query in queries:
        pieces = list(everyone._cut(table, list(EVERY), query, ssb.MOST_CELLS))
        assert [code for one in pieces for code in one.queries] == list(EVERY)
        found.append(len(pieces))
    each = [27 * 2 * 106, 27 * 4, 9 * 25 * 2 * 106, 9 * 4 * 24]
    assert found == [math.ceil(357 / (800_000 // cells)) for cells in each] == [3, 1, 23, 1]
    assert sum(found) == 28


def test_no_municipalities_are_no_calls() -> None:
    assert list(everyone._cut(described("1"), [], lambda _: (), 10)) == []


# --- one answer, kept apart -------------------------------------------------------------------


@pytest.mark.usefixtures("full")
def test_each_part_is_kept_under_its_own_query(store: Store) -> None:
    asked = {
        code: canonical(ssb.body(history.query(Region(code, ""), history.USUAL[4])))
        for code in ("5025", "1508")
    }
    for code, query in asked.items():
        kept = store.newest("07459", query)
        assert kept
        answer = json.loads(kept.content)
        assert answer["dimension"]["Region"]["category"]["index"] == [f"K-{code}"]
        assert kept.updated == "2026-02-25T07:00:00+00:00"
    # The answer about all of them is not kept beside its parts.
    assert {one.table: one.queries for one in store.tables()}["07459"] == 13 + 1
