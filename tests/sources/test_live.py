import json
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fake_ssb import LETTERS, STYLES, FakeSSB, projected, regions_of

from projections.ages import AgeBand
from projections.case import Case
from projections.errors import BaereevneError, SourceError
from projections.population import Population
from projections.sources import archive, editions, live, ssb
from projections.sources.archive import Archive
from projections.sources.editions import alternatives, metadata, vintages
from projections.sources.live import region_case
from projections.sources.regions import SplitRegionError
from projections.sources.ssb import Client, Throttle
from projections.store import Answer, Store

NEWEST = "14746"
Opened = Callable[..., Archive]


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


class Altered(Client):
    """Answers as SSB does, but for paths where something else comes."""

    def __init__(self, base: str, change: Mapping[str, Callable[[Any], Any]]) -> None:
        clock = Clock()
        super().__init__(base, Throttle(clock=clock.now, sleep=clock.sleep))
        self.change = dict(change)

    def _changed(self, path: str, content: bytes) -> bytes:
        for part, change in self.change.items():
            if part in path:
                return json.dumps(change(json.loads(content))).encode()
        return content

    def get(self, path: str, **parameters: str) -> bytes:
        return self._changed(path, super().get(path, **parameters))

    def post(self, table: str, selection: ssb.Selection) -> bytes:
        return self._changed(f"{table}/data", super().post(table, selection))


def is_sentence(text: str) -> bool:
    return text.endswith(".") and "\n" not in text and len(text) < 500


def persons_in(case: Case, code: str) -> np.ndarray:
    found = case.projection(code)
    assert found
    return found.population.persons[0]


def figures_of(people: Population) -> set[int]:
    """Years that have figures: every cell known, and somebody living there."""
    sums = people.persons.sum(axis=(0, 2, 3))
    return {year for year, total in zip(people.years, sums, strict=True) if total > 0}


def truth(vintage: int, letters: str, *codes: str, last: int = 2050) -> np.ndarray:
    """What the stand-in has, ``[year, sex, age]``."""
    listed = [row.code for row in regions_of(vintage)]
    people = projected(vintage, last)[0][[listed.index(one) for one in codes]]
    return people[:, :, :, LETTERS.index(letters)].sum(axis=0).transpose(2, 0, 1)


@pytest.fixture
def fake() -> Iterator[FakeSSB]:
    with FakeSSB() as started:
        yield started


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 'store.sqlite'}")


@pytest.fixture
def opened(fake: FakeSSB, store: Store) -> Opened:
    """An archive; with a client unless ``online`` is false."""

    def make(online: bool = True, **change: Callable[[Any], Any]) -> Archive:
        by_path = {name.replace("_", "/", 1): one for name, one in change.items()}
        return Archive(store, Altered(fake.url, by_path) if online else None)

    return make


# --- a municipality ---------------------------------------------------------------------------


@pytest.mark.parametrize("style", range(len(STYLES)))
def test_roros_complete_in_every_form_of_answer(
    fake: FakeSSB, opened: Opened, raw: Callable[[str], list[dict[str, str]]], style: int
) -> None:
    fake.style = style
    archive = opened()
    case = region_case("5025", archive)
    assert archive.problems == []
    assert fake.data_calls == archive.data_calls <= 6
    assert {one.method for one in fake.calls if "/data" not in one.path} == {"GET"}

    observed = case.observed
    assert observed.sexes == ("male", "female")
    assert observed.years == tuple(range(live.FIRST_YEAR, 2027))
    bands = observed.ages.bands
    assert bands == (*(AgeBand(age, age) for age in range(105)), AgeBand(105, None))
    rows = [row for row in raw("ssb_07459_tjenestealder_2006_2026.csv") if row["region"] == "5025"]
    assert len(rows) == 21 * 2 * 12
    for row in rows:
        lower, _, upper = row["age_group"].rstrip("+").partition("-")
        last = 105 if row["age_group"].endswith("+") else int(upper or lower)
        year = observed.persons[0, observed.year_index(int(row["year"]))]
        ages = year[observed.sexes.index(row["sex"]), int(lower) : last + 1]
        assert ages.sum() == int(row["persons"]), row

    assert [one.alternative for one in case.projections] == list(editions.SHOWN_ORDER)
    for one in case.projections:
        assert one.population.years == tuple(range(2026, 2051))
        assert one.population.ages.bands == bands
        expected = truth(2026, one.alternative, "5025")
        assert np.array_equal(one.population.persons[0], expected)

    assert case.pyramid
    assert case.pyramid.ages.bands[-1] == AgeBand(100, None)
    assert len(case.pyramid.ages.bands) == 21
    for at, band in enumerate(case.pyramid.ages.bands):
        people = observed.persons[..., band.lower : (band.upper or 105) + 1].sum(axis=-1)
        assert np.array_equal(case.pyramid.persons[..., at], people)

    flows = {one.item: one for one in case.components}
    assert set(flows) == {"births", "deaths", "net_migration", "growth"}
    total = dict(zip(observed.years, observed.persons.sum(axis=(0, 2, 3)), strict=True))
    assert flows["growth"].years == tuple(range(live.FIRST_YEAR, 2026))
    for at, year in enumerate(flows["growth"].years):
        born, died, moved, grown = (
            flows[item].values[at] for item in ("births", "deaths", "net_migration", "growth")
        )
        assert born - died + moved == grown == total[year + 1] - total[year]


def test_sources_say_table_vintage_and_day(opened: Opened) -> None:
    case = region_case("5025", opened())
    history, projection = case.observed.source, case.projections[0].population.source
    changes = case.components[0].source
    assert [one.id for one in (history, projection, changes)] == [
        "ssb-07459",
        "ssb-14746",
        "ssb-06913",
    ]
    assert projection.vintage == "2026"
    assert projection.published == "2026-06-12"
    assert history.published == "2026-02-25"
    for one in (history, projection, changes):
        assert one.id.removeprefix("ssb-") in one.short
        assert len(one.retrieved) == 10
        assert one.retrieved >= "2026"
        assert one.licence == "CC BY 4.0"
        assert one.publisher == "Statistisk sentralbyrå"


def test_progress_says_what_is_fetched(opened: Opened) -> None:
    told: list[tuple[str, float]] = []
    region_case("5055", opened(), lambda what, share: told.append((what, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert any("Heim" in what for what, _ in told)


def test_norway(opened: Opened) -> None:
    case = region_case("0", opened())
    assert case.region.name == "Norge"
    assert np.array_equal(persons_in(case, "ssb-14746.MMMM"), truth(2026, "MMMM", "0"))


@pytest.mark.parametrize("code", ["9999", "0441", "abcd", ""])
def test_an_unknown_municipality_is_a_sentence(fake: FakeSSB, opened: Opened, code: str) -> None:
    with pytest.raises(SourceError, match="finnes ikke i dagens kommuneliste") as caught:
        region_case(code, opened())
    assert is_sentence(str(caught.value))
    assert fake.data_calls == 0


def test_missing_cells_are_missing(fake: FakeSSB, opened: Opened) -> None:
    fake.blank(NEWEST, ":", Region="5025", Tid="2030")
    people = persons_in(region_case("5025", opened()), "ssb-14746.MMMM")
    assert np.isnan(people[4]).all()
    assert not np.isnan(people[[3, 5]]).any()


# --- what is kept -----------------------------------------------------------------------------


def test_nothing_is_asked_again_until_the_table_is_updated(fake: FakeSSB, opened: Opened) -> None:
    first = opened()
    region_case("5025", first)
    assert first.data_calls == 3
    again = opened()
    region_case("5025", again)
    assert again.data_calls == 0
    fake.touch("07459")
    touched = opened()
    case = region_case("5025", touched)
    assert touched.data_calls == 1
    assert fake.data_calls == 4
    assert case.observed.source.published == "2026-02-26"


def test_two_municipalities_do_not_share_answers(opened: Opened) -> None:
    archive = opened()
    assert region_case("5025", archive).region.name == "Røros"
    heim = region_case("5055", archive)
    assert archive.data_calls == 6
    assert np.array_equal(persons_in(heim, "ssb-14746.HHMH"), truth(2026, "HHMH", "5055"))
    assert set(live.fetched_codes(archive)) == {"5025", "5055"}


def test_without_a_client_only_the_store(fake: FakeSSB, opened: Opened) -> None:
    with pytest.raises(SourceError, match="ikke hentet ennå"):
        region_case("5025", opened(online=False))
    fetched = region_case("5025", opened())
    made = len(fake.calls)
    archive = opened(online=False)
    kept = region_case("5025", archive)
    assert len(fake.calls) == made
    assert archive.problems == []
    assert np.array_equal(kept.observed.persons, fetched.observed.persons)
    assert [one.code for one in kept.projections] == [one.code for one in fetched.projections]
    assert kept.observed.source == fetched.observed.source


FAULTS = ["429", "429-bare", "503", "500-empty", "html", "truncated", "reset", "hang", "gone"]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssb, "READ_SECONDS", 0.5)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.usefixtures("impatient")
def test_the_last_good_answers_are_used_and_their_date_said(
    fake: FakeSSB, opened: Opened, fault: str
) -> None:
    fetched = region_case("5025", opened())
    day = ".".join(reversed(fetched.observed.source.retrieved.split("-")))
    fake.touch("07459")
    fake.fault, fake.fault_count, fake.fault_seconds = fault, 999, 1.5
    archive = opened()
    kept = region_case("5025", archive)
    assert np.array_equal(kept.observed.persons, fetched.observed.persons)
    assert len(kept.projections) == 9
    assert archive.problems
    assert all(is_sentence(one) and day in one for one in archive.problems)
    assert len(set(archive.problems)) == len(archive.problems)


@pytest.mark.parametrize("fault", [*FAULTS, "sizes"])
@pytest.mark.usefixtures("impatient")
def test_a_bad_answer_is_one_sentence_and_is_not_kept(
    fake: FakeSSB, opened: Opened, store: Store, fault: str
) -> None:
    fake.fault_path = "/tables/07459/data"
    fake.fault, fake.fault_count, fake.fault_seconds = fault, 999, 1.5
    with pytest.raises(SourceError) as caught:
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
    assert len(archive.problems) == 1
    assert "er brukt." in archive.problems[0]
    offline = opened(online=False)
    assert region_case("5025", offline).observed.years[-1] == 2026


def test_too_many_cells_is_a_sentence_with_ssbs_title(fake: FakeSSB, opened: Opened) -> None:
    fake.max_cells = 100
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
    assert archive.data_calls == 1


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
    assert {one.table: one.queries for one in store.tables()}["07459"] == 1


def test_pages_do_not_pile_up(
    opened: Opened, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A code list has no time of its own; the same one is not kept once a visit."""
    times = iter(f"2026-11-{day:02d}T10:00:00+00:00" for day in range(1, 29))
    kept: list[Answer] = []
    put = Store.put
    monkeypatch.setattr(archive, "_now", lambda: next(times))
    monkeypatch.setattr(Store, "put", lambda self, *new: (kept.extend(new), put(self, *new))[1])
    for _ in range(5):
        live.municipalities(opened())
    assert len(kept) == 5
    with sqlite3.connect(str(store._database.path)) as connection:
        count = connection.execute("SELECT count(*) FROM answers").fetchone()[0]
    assert count <= 3


# --- vintages and alternatives ----------------------------------------------------------------


def test_vintages_are_found_by_their_title_newest_first(fake: FakeSSB, opened: Opened) -> None:
    found = vintages(opened())
    assert [one.first_year for one in found] == [2026, 2024, 2022, 2020, 2018, 2016]
    assert {"14742", "14747", "07459"}.isdisjoint(one.table for one in found)
    assert fake.data_calls == 0


def test_a_newer_vintage_is_taken_of_itself(fake: FakeSSB, opened: Opened) -> None:
    old = region_case("5025", opened())
    fake.newer()
    archive = opened()
    new = region_case("5025", archive)
    assert new.projections[0].population.source.vintage == "2028"
    assert new.projections[0].code == "ssb-15999.MMMM"
    assert old.projections[0].code == "ssb-14746.MMMM"
    assert archive.data_calls == 1
    for letters in LETTERS:
        expected = truth(2028, letters, "5025")
        assert np.array_equal(persons_in(new, f"ssb-15999.{letters}"), expected), letters
    chosen = region_case("5025", opened(), vintage="14746")
    assert chosen.projections[0].code == "ssb-14746.MMMM"


def test_the_search_is_read_to_its_last_page(fake: FakeSSB, store: Store) -> None:
    class Small(Altered):
        def get(self, path: str, **parameters: str) -> bytes:
            return super().get(path, **{**parameters, **({"pageSize": "2"} if parameters else {})})

    assert len(vintages(Archive(store, Small(fake.url, {})))) == 6


@pytest.mark.parametrize("style", range(len(STYLES)))
def test_alternatives_are_found_by_their_label(fake: FakeSSB, opened: Opened, style: int) -> None:
    fake.style = style
    for edition in vintages(opened()):
        described = metadata(opened(), edition.table)
        told: list[str] = []
        found = alternatives(described, told.append)
        assert told == []
        assert list(found.values()) == list(editions.SHOWN_ORDER)
        labels = described.labels["ContentsCode"]
        assert all(f"({letters})" in labels[code] for code, letters in found.items())


@pytest.mark.parametrize("style", range(len(STYLES)))
def test_codes_stand_in_the_order_of_their_index(fake: FakeSSB, opened: Opened, style: int) -> None:
    fake.style = style
    years = metadata(opened(), NEWEST).codes["Tid"]
    assert years == tuple(str(year) for year in range(2026, 2051))


def test_a_label_that_changed_is_said_and_the_others_are_kept(
    fake: FakeSSB, opened: Opened
) -> None:
    fake.fault, fake.fault_count, fake.fault_label = "label", 99, "LHML"
    archive = opened()
    case = region_case("5025", archive)
    letters = [one.alternative for one in case.projections]
    assert letters == [one for one in editions.SHOWN_ORDER if one != "LHML"]
    for one in letters:
        assert np.array_equal(persons_in(case, f"ssb-14746.{one}"), truth(2026, one, "5025"))
    assert any(NEWEST in one and "Alternativ uten navn" in one for one in archive.problems)
    assert all(is_sentence(one) for one in archive.problems)


def test_no_label_left_is_a_sentence(opened: Opened) -> None:
    def unlabelled(answer: Any) -> Any:
        labels = answer["dimension"]["ContentsCode"]["category"]["label"]
        labels.update(dict.fromkeys(labels, "Personer"))
        return answer

    archive = opened(**{f"{NEWEST}_metadata": unlabelled})
    with pytest.raises(SourceError, match="betegnelsene er endret"):
        region_case("5025", archive)


def test_an_edition_that_does_not_exist_is_not_another_one(opened: Opened) -> None:
    with pytest.raises(BaereevneError) as caught:
        region_case("5025", opened(), vintage="99999")
    assert "99999" in str(caught.value)


# --- borders ----------------------------------------------------------------------------------


@pytest.mark.parametrize("homes", [("1508",), ("1508", "1580"), ()])
@pytest.mark.parametrize("code", ["1508", "1580"])
def test_aalesund_and_haram_have_no_figures_2020_2023(
    fake: FakeSSB, opened: Opened, code: str, homes: tuple[str, ...]
) -> None:
    fake.homes_of_1507 = homes
    case = region_case(code, opened())
    assert case.pyramid
    for people in (case.observed, case.pyramid):
        assert figures_of(people) == {*range(live.FIRST_YEAR, 2020), 2024, 2025, 2026}
    assert np.array_equal(persons_in(case, "ssb-14746.MMMM"), truth(2026, "MMMM", code))


@pytest.mark.parametrize("code", ["1508", "1580"])
def test_neither_have_their_births_and_moves_2020_2023(opened: Opened, code: str) -> None:
    for series in region_case(code, opened()).components:
        figures = dict(zip(series.years, series.values, strict=True))
        assert all(np.isnan(figures.get(year, np.nan)) for year in range(2020, 2024)), series.item
        assert figures[2024] == figures[2024]


@pytest.mark.parametrize("table", ["12882", "13600"])
@pytest.mark.parametrize(("code", "name"), [("1508", "Ålesund"), ("1580", "Haram")])
def test_old_vintages_refuse_them_with_the_reason(
    opened: Opened, table: str, code: str, name: str
) -> None:
    with pytest.raises(SplitRegionError, match=f"{name} .* delt") as caught:
        region_case(code, opened(), vintage=table)
    assert table in str(caught.value)


@pytest.mark.parametrize(
    ("code", "table", "vintage", "last", "codes"),
    [
        ("3430", "12882", 2020, 2050, ("3430",)),
        ("3430", "11668", 2018, 2040, ("0441",)),
        ("5025", "11168", 2016, 2040, ("1640",)),
        ("4624", "11668", 2018, 2040, ("1241", "1243")),
        ("1508", "11668", 2018, 2040, ("1504",)),
    ],
)
def test_an_old_vintage_by_its_old_codes(
    opened: Opened, code: str, table: str, vintage: int, last: int, codes: tuple[str, ...]
) -> None:
    case = region_case(code, opened(), vintage=table)
    people = persons_in(case, f"ssb-{table}.LHML")
    assert np.array_equal(people, truth(vintage, "LHML", *codes, last=last))
    assert case.projections[0].population.source.vintage == str(vintage)
    assert case.projections[0].population.region.code == code


def test_zeros_before_a_code_existed_are_not_figures(opened: Opened) -> None:
    case = region_case("5055", opened())
    assert case.pyramid
    for people in (case.observed, case.pyramid):
        assert figures_of(people) == set(range(2020, 2027))
        assert people.years[0] == 2020


def test_nor_are_zero_births_and_deaths(opened: Opened) -> None:
    for series in region_case("5055", opened()).components:
        figures = dict(zip(series.years, series.values, strict=True))
        assert all(np.isnan(figures.get(year, np.nan)) for year in range(2000, 2020)), series.item
        assert figures[2020] == figures[2020]


def test_services_sum_the_same_through_the_case(opened: Opened) -> None:
    """The pyramid and the single years tell the same number of people."""
    case = region_case("4624", opened())
    sums: dict[int, float] = defaultdict(float)
    assert case.pyramid
    for people in (case.observed, case.pyramid):
        for at, year in enumerate(people.years):
            sums[year] += people.persons[0, at].sum() * (1 if people is case.observed else -1)
    assert set(sums.values()) == {0.0}
    assert case.observed.years[0] == live.FIRST_YEAR
