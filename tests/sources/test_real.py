"""Against SSB's own lists: all municipalities, codes of all eras, older editions' forms."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fake_ssb
import numpy as np
import pytest
from fake_ssb import projected, regions_of
from real_ssb import EVERY, NAME_OF, RealSSB, widened
from ssb_help import Altered, figures_of, flows, is_sentence, persons_in, truth

from projections.errors import SourceError
from projections.people.population import Region
from projections.sources.statbank import editions, eras, everyone, history, live
from projections.sources.statbank.archive import Archive
from projections.sources.statbank.editions import metadata
from projections.sources.statbank.layout import SHOWN_ORDER, age_of, band_of, layout_of, letters_of
from projections.sources.statbank.live import region_case
from projections.sources.statbank.metadata import Metadata
from projections.store import Store


@pytest.fixture(scope="module")
def real() -> Iterator[RealSSB]:
    with RealSSB() as started:
        yield started


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(f"sqlite:///{tmp_path_factory.mktemp('real') / 'store.sqlite'}")


@pytest.fixture
def archive(real: RealSSB, kept: Store) -> Archive:
    return Archive(kept, Altered(real.url, {}))


def wide(vintage: int, last: int, *codes: str) -> np.ndarray:
    """People ``[year, sex, age]`` of the main alternative, the sum of some codes."""
    rows = regions_of(vintage)
    every = widened(lambda: projected(vintage, last)[0][:, :, :, :1], rows, vintage)
    places = [[row.code for row in EVERY].index(code) for code in codes]
    return every[places, :, :, 0].sum(axis=0).transpose(2, 0, 1)


# --- regions ----------------------------------------------------------------------------------


def test_every_municipality_and_no_place_that_has_none(archive: Archive) -> None:
    known = live.areas(archive)
    assert set(known.municipalities) == set(NAME_OF)
    assert len(known.municipalities) == 357
    assert len(known.counties) == 15
    assert {code[:2] for code in known.municipalities} == set(known.counties)
    assert {"21", "22", "23", "99", "30", "16"}.isdisjoint(known.counties)
    assert known.region("5025").name == "Røros"
    assert known.region("5025").other_names == ("Rosse",)
    for code in ("21", "22", "23", "99", "2111"):
        with pytest.raises(SourceError, match="finnes ikke i dagens lister"):
            region_case(code, archive)


def test_a_value_that_is_no_place_is_passed_over() -> None:
    for code, label in (("2111", "Spitsbergen"), ("23", "x"), ("99", "y"), ("9999", "Uoppgitt")):
        assert not eras.is_place(code, label)
    assert not eras.is_place("30", "Viken (2020-2023)")
    assert eras.is_place("0301", "Oslo - Oslove")
    assert eras.is_place("3430", "Os (Innlandet)")


def test_a_region_without_people_is_not_kept(real: RealSSB, tmp_path: Path) -> None:
    """A region whose figures are all zero is refused, and nothing of it is kept."""
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")

    def empty(answer: Any) -> Any:
        return answer | {"value": [0] * len(answer["value"])}

    archive = Archive(store, Altered(real.url, {"07459/data": empty}))
    with pytest.raises(SourceError, match=r"har ingen innbyggere|alle tall er 0"):
        region_case("5025", archive)
    assert "07459" not in {one.table for one in store.tables()}
    assert live.fetched_codes(Archive(store)) == ()


@pytest.mark.parametrize("code", ["1806", "1875", "5055", "5056", "5059"])
def test_why_a_municipality_has_no_history_before_2020(archive: Archive, code: str) -> None:
    people = history.fetch(live.areas(archive).region(code), archive)
    assert figures_of(people) == set(range(2020, 2027))
    told = people.source.remark
    assert told.startswith(f"{people.region.name} har ikke tall etter dagens grenser før 2020: ")
    assert "kommuner som ble delt" in told


def test_others_are_said_nothing_of(archive: Archive) -> None:
    told = history.fetch(live.areas(archive).region("5025"), archive).source.remark
    assert "grenser" not in told


def test_the_reason_is_read_from_the_list_and_not_from_the_code() -> None:
    one = Region("9901", "Nyby")
    assert "ble delt" in eras.lacking(one, 2031, was_divided=True)
    assert eras.lacking(one, 2031) == ("Nyby har ikke tall etter dagens grenser før 2031 hos SSB.")


# --- editions ---------------------------------------------------------------------------------

OLD = ("10213", "09482", "08825", "08109", "07268", "06917", "05904")


def test_editions_that_can_be_read_are_offered_and_the_other_told_once(
    real: RealSSB, tmp_path: Path
) -> None:
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    archive = Archive(store, Altered(real.url, {}))
    found = editions.vintages(archive)
    assert [one.first_year for one in found] == [
        2026, 2024, 2022, 2020, 2018, 2016, 2014, 2012, 2011, 2010, 2009, 2008, 2005,
    ]  # fmt: skip
    (told,) = archive.problems
    assert told == (
        "Utgaven fra 2002 tilbys ikke. SSB, tabell 03375: Kan ikke leses: den har ingen alder."
    )
    assert is_sentence(told.replace("ikke. SSB", "ikke, SSB"))
    # Kept: asked again for nothing but the search, said no more, and offered without SSB too.
    real.calls.clear()
    again = Archive(store, Altered(real.url, {}))
    assert editions.vintages(again) == found
    assert [one.path.split("?")[0] for one in real.calls] == ["/tables"]
    assert again.problems == []
    assert editions.vintages(Archive(store)) == found


def test_a_first_fetch_asks_about_few_editions(real: RealSSB, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    real.calls.clear()
    region_case("5025", Archive(store, Altered(real.url, {})))
    assert len(real.calls) <= 25
    offered = editions.vintages(Archive(store))
    assert [one.first_year for one in offered][:4] == [2026, 2024, 2022, 2020]
    assert len(offered) >= 9
    real.calls.clear()
    archive = Archive(store, Altered(real.url, {}))
    region_case("5025", archive)
    assert "Utgaven fra 2002 tilbys ikke." in archive.problems[0]
    assert len(editions.vintages(Archive(store))) == 13


@pytest.mark.parametrize("table", OLD)
def test_an_older_edition_by_its_own_words_ages_and_codes(archive: Archive, table: str) -> None:
    case = region_case("5025", archive, vintage=table)
    found = [one for one in case.projections if one.code.startswith(f"ssb-{table}.")]
    assert [one.alternative for one in found] == list(SHOWN_ORDER)
    year = found[0].population.years[0]
    for one in found:
        expected = truth(year, one.alternative, "1640", last=2040)
        bands = one.population.ages.bands
        starts = [band.lower for band in bands]
        summed = np.add.reduceat(expected, starts, axis=-1)
        assert np.array_equal(one.population.persons[0], summed), one.code
        assert one.population.sexes == ("male", "female")
    axis = found[0].population.ages.codes
    assert axis[-1] == {"05904": "90+", "06917": "99+"}.get(table, "105+")
    assert len(axis) == {"05904": 9, "06917": 100}.get(table, 106)


@pytest.mark.parametrize(
    ("code", "table", "vintage", "last", "codes"),
    [
        ("5025", "14746", 2026, 2050, ("5025",)),
        ("5025", "11168", 2016, 2040, ("1640",)),
        ("1108", "11668", 2018, 2040, ("1108", "1129")),
        ("4624", "11668", 2018, 2040, ("1241", "1243")),
    ],
)
def test_a_table_with_codes_of_all_eras(
    archive: Archive, code: str, table: str, vintage: int, last: int, codes: tuple[str, ...]
) -> None:
    case = region_case(code, archive, vintage=table)
    found = case.projection(f"ssb-{table}.MMMM")
    assert found
    assert np.array_equal(found.population.persons[0], wide(vintage, last, *codes))
    assert found.population.persons.sum() > 0


@pytest.mark.parametrize(("code", "vintage"), [("5025", "11168"), ("4624", "11668")])
def test_without_years_in_the_names_people_tell_the_era(
    real: RealSSB, tmp_path: Path, code: str, vintage: str
) -> None:
    def bare(answer: Any) -> Any:
        labels = answer["dimension"]["Region"]["category"]["label"]
        labels.update({one: text.split(" (")[0] for one, text in labels.items()})
        return answer

    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    archive = Archive(store, Altered(real.url, {f"{vintage}/metadata": bare}))
    case = region_case(code, archive, vintage=vintage)
    year = int(case.projection(f"ssb-{vintage}.LHML").population.source.vintage)  # type: ignore[union-attr]
    old = {"5025": ("1640",), "4624": ("1241", "1243")}[code]
    assert np.array_equal(
        persons_in(case, f"ssb-{vintage}.LHML"), truth(year, "LHML", *old, last=2040)
    )


def test_a_code_without_people_is_never_shown(archive: Archive) -> None:
    case = region_case("1806", archive, vintage="10213")
    assert not [one for one in case.projections if one.code.startswith("ssb-10213")]
    assert archive.problems[0].startswith("SSB, tabell 10213: Narvik ")
    assert "Kommunen ble til i 2020 av deler av kommuner som da ble delt." in archive.problems[0]
    assert case.observed.years[0] == 2020


def test_the_reason_is_of_the_years_before_alone() -> None:
    assert eras.why_new("1806", 2014).endswith("kommuner som da ble delt.")
    assert eras.why_new("1806", 2020) == eras.why_new("5025", 2014) == ""


def test_what_stands_behind_is_of_the_same_era(archive: Archive) -> None:
    case = region_case("5025", archive)
    births = next(one for one in case.projections[0].components if one.item == "births")
    assert np.array_equal(births.values, flows(2026, "MMMM", "5025")[0])


def test_a_snapshot_asks_for_the_codes_of_the_newest_edition(archive: Archive) -> None:
    known = live.areas(archive)
    newest = editions.newest(archive)
    own = everyone._own_codes(known, metadata(archive, newest.table), "Region", newest.first_year)
    assert own == {code: (code,) for code in NAME_OF}


def test_all_357_in_the_ranking(archive: Archive) -> None:
    every = everyone.populations(archive)
    assert {one.region.code for one in every} == set(NAME_OF)
    assert all(one.persons.sum() > 0 for one in every)


# --- code lists -------------------------------------------------------------------------------

RENAMED = (
    ("agg_KommSummer", "agg_Kommuner2028Hist", "Kommuner 2028, sammenslåtte tidsserier"),
    ("agg_KommSummerHist", "agg_K28", "Sammenslåtte kommuner 2028"),
    ("agg_KommFylker", "agg_FylkerTid", "Fylker 2028, sammenslåtte tidsserier"),
)


def test_renamed_code_lists_stop_nothing(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with RealSSB(renamed=RENAMED) as renamed:
        archive = Archive(store, Altered(renamed.url, {}))
        case = region_case("5025", archive)
        assert archive.problems == []
        assert figures_of(case.observed) == set(range(2000, 2027))
        assert case.components
        assert len(case.projections) == 9
        county = history.fetch(live.areas(archive).region("50"), archive)
        assert figures_of(county) == set(range(2000, 2027))
        asked = {
            one.body["selection"][0]["codelist"]: one.body["selection"][0]["valueCodes"]
            for one in renamed.calls
            if one.method == "POST" and "codelist" in one.body["selection"][0]
        }
        assert asked == {
            "agg_Kommuner2028Hist": ["K-5025"],
            "agg_K28": ["K_5025"],
            "agg_FylkerTid": ["F-50"],
        }
        assert len(everyone.populations(archive)) == 357
    offline = Archive(store)
    assert set(live.fetched_codes(offline)) >= {"5025", "50", "0"}
    assert region_case("5025", offline).components


def test_a_store_from_before_the_list_was_renamed_is_still_read(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with RealSSB() as before:
        live.areas(Archive(store, Altered(before.url, {})))
    with RealSSB(renamed=RENAMED) as after:
        assert region_case("5025", Archive(store, Altered(after.url, {}))).components
    assert len(live.areas(Archive(store)).municipalities) == 357


# --- words, ages and layouts ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "label", "letters"),
    [
        ("Personer", "Hovedalternativet (MMMM)", "MMMM"),
        ("Personer", "Middels nasjonal vekst (Alternativ MMMM)", "MMMM"),
        ("x", "Medium national growth (Variant MMMM)", "MMMM"),
        ("x", "Alternativ LHML: sterk aldring", "LHML"),
        ("x", "M M M 0", "MMM0"),
        ("x", "alternativ mm00", "MM00"),
        ("MMMH", "Høy innvandring", "MMMH"),
        ("Personer_HLMH", "Svak aldring", "HLMH"),
        ("x", "Konstant levealder (MKMM)", "MKMM"),
        ("x", "LLML og HHMH", ""),
        ("Personer", "Alternativ uten navn", ""),
        ("M", "Middels levealder", ""),
    ],
)
def test_letters_of_an_alternative(code: str, label: str, letters: str) -> None:
    assert letters_of(code, label) == letters


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("017", "17"), ("105+", "105+"), ("0 år", "0"), ("105 år eller eldre", "105+"),
        ("0-4 år", "0-4"), ("00-04", "0-4"), ("80 år og over", "80+"), ("99 years or older", "99+"),
        ("under 1 år", "0"), ("I alt", None), ("999", None), ("Alle aldre", None), ("4-2", None),
    ],
)  # fmt: skip
def test_ages_as_they_are_written(text: str, band: str | None) -> None:
    found = band_of(text)
    assert (found.code if found else None) == band


def described(**labels: dict[str, str]) -> Metadata:
    usual = {
        "Region": {"5025": "Røros"},
        "Alder": {f"{age:03d}": f"{age} år" for age in range(90)} | {"90+": "90 år eller eldre"},
        "ContentsCode": {"P": "Hovedalternativet (MMMM)", "Q": "Sterk aldring (LHML)"},
        "Tid": {"2014": "2014", "2015": "2015"},
    }
    own = {name: of for name, of in {**usual, **labels}.items() if of}
    return Metadata("12345", "2014", {name: tuple(of) for name, of in own.items()}, own)


def test_a_table_that_has_the_sexes_together() -> None:
    layout = layout_of(described())
    assert layout.sexes == {}
    assert [one.code for one in layout.query(("5025",))] == [
        "Region", "Alder", "ContentsCode", "Tid",
    ]  # fmt: skip


def test_the_finest_ages_that_join_are_chosen_and_totals_left_out() -> None:
    layout = layout_of(
        described(
            Alder={
                "999": "I alt",
                "F0": "0-4 år",
                "0": "0 år",
                "1": "1-4 år",
                "5": "5 år",
                "6": "6 år og over",
                "5+": "5 år og over",
            }
        )
    )
    assert list(layout.ages) == ["0", "1", "5", "6"]
    assert layout.query(("5025",))[1].values == ("0", "1", "5", "6")


def test_a_label_says_more_than_a_code() -> None:
    table = described(Alder={"01": "0 år", "02": "1 år og over"})
    assert age_of(table, "Alder", "01").code == "0"  # type: ignore[union-attr]
    assert layout_of(table).axis.codes == ("0", "1+")


def test_five_year_groups_are_an_axis() -> None:
    groups = {f"{low:02d}-{low + 4:02d}": f"{low}-{low + 4} år" for low in range(0, 80, 5)}
    axis = layout_of(described(Alder={**groups, "80+": "80 år og over"})).axis
    assert (axis.codes[0], axis.codes[-1], len(axis)) == ("0-4", "80+", 17)


def test_alternatives_in_a_dimension_by_another_name() -> None:
    table = described(
        ContentsCode={"P": "Personer", "A": "Prosent"},
        Variant={"1": "MMMM", "2": "Et annet", "3": "LHML"},
    )
    layout = layout_of(table)
    assert (layout.of_alternative, layout.alternatives) == ("Variant", {"1": "MMMM", "3": "LHML"})
    assert layout.fixed == {"ContentsCode": "P"}
    (told,) = layout.not_understood
    assert "«Et annet» er et ukjent alternativ" in told


def test_the_same_letters_twice_are_not_guessed_between() -> None:
    table = described(
        ContentsCode={"A": "Personer (MMMM)", "B": "Prosent (MMMM)", "C": "Personer (LHML)"}
    )
    layout = layout_of(table)
    assert layout.alternatives == {"C": "LHML"}
    assert any("MMMM står på flere" in one for one in layout.not_understood)


def test_a_table_that_is_one_alternative_says_it_in_its_title() -> None:
    table = described(ContentsCode={"P": "Personer"})
    layout = layout_of(table, "Framskrevet folkemengde, alternativ MMMM (K)")
    assert (layout.of_alternative, list(layout.alternatives.values())) == ("", ["MMMM"])
    assert layout.fixed == {"ContentsCode": "P"}


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (described(Alder={}), "den har ingen alder"),
        (described(Region={}), "den har ingen områder"),
        (described(Alder={"0": "0 år", "9": "9 år og over"}), "alderen går ikke fra 0"),
        (described(Alder={"0": "0-66 år", "9": "67-79 år"}), "alderen går ikke fra 0"),
        (described(Tid={"2014K1": "2014K1"}), "årene er ikke årstall"),
        (described(ContentsCode={"P": "Personer"}), "fant ingen alternativer"),
        (described(Landbakgrunn={"1": "Norden", "2": "Afrika"}), "også delt etter «Landbakgrunn»"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(table: Metadata, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        layout_of(table)
    assert is_sentence(str(caught.value))


def test_a_newer_table_that_cannot_be_read_is_not_the_newest(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with RealSSB() as fake:
        old = fake.tables["03375"]
        fake.tables["16100"] = fake_ssb.replace(old, id="16100", period="2027-2050")
        archive = Archive(store, Altered(fake.url, {}))
        newest = editions.newest(archive)
    assert newest.table == "14746"
    (told,) = archive.problems
    assert "16100" in told
    assert told.endswith("Utgaven fra 2026 er brukt i stedet.")
