"""Every municipality's people: what the file holds, its sums, and what is an estimate."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from projections import tables
from projections.case import Catalogue
from projections.errors import DataFileError
from projections.people.ages import AgeBand
from projections.people.cohort import SEXES, SINGLE_AGES
from projections.sources.data import datafiles, municipalities
from projections.sources.data.datafiles import DataFiles
from projections.sources.data.municipalities import ESTIMATED, Municipalities

FILE = Path(__file__).parents[2] / "data/ssb_07459_alle_kommuner_2005_2026.npz"


@pytest.fixture(scope="module")
def every() -> Municipalities:
    return municipalities.read(datafiles.open_data())


@pytest.fixture(scope="module")
def raw_file() -> dict[str, np.ndarray]:
    """The file as numpy reads it, past the library."""
    with np.load(FILE) as found:
        return {name: found[name] for name in found.files}


def test_all_are_there_by_sex_and_single_age(every: Municipalities, raw_file: dict) -> None:
    assert len(every.places) == 357
    assert every.years == tuple(range(2006, 2027))
    people = every.people("0301")
    assert (people.ages, people.sexes, people.is_observed) == (SINGLE_AGES, SEXES, True)
    place = list(raw_file["region"]).index("0301")
    women = list(raw_file["sex"]).index("female")
    assert np.array_equal(people.persons[0, :, 0], raw_file["persons"][place, 1:, women])
    assert not people.persons.flags.writeable


@pytest.mark.parametrize(("year", "people"), [(2024, 1891), (2025, 1895), (2026, 1871)])
def test_people_of_os(every: Municipalities, year: int, people: int) -> None:
    found = every.people("3430")
    assert found.both_sexes()[0, found.year_index(year)].sum() == people


def test_os_of_school_age_in_2014(every: Municipalities) -> None:
    found = every.people("3430")
    (children,) = found.bands([AgeBand(6, 15)])[0, found.year_index(2014)]
    assert children == 242


def test_ratio_of_every_municipality_sums_back_from_the_file(
    catalogue: Catalogue, raw_file: dict
) -> None:
    newest = raw_file["persons"][:, -1].sum(axis=1)
    working, old = newest[:, 20:67].sum(axis=1), newest[:, 67:].sum(axis=1)
    ratios = {one.region.code: one for one in tables.ratios_of(catalogue.everyone(), "20-66")}
    assert len(ratios) == 357
    for place, code in enumerate(raw_file["region"]):
        assert ratios[code].years == (2026,)
        assert ratios[code].at(2026) * old[place] == pytest.approx(working[place], abs=1e-6)
        # The whole case gives the same, also where it has a table of its own.
        whole = tables.support_ratios(catalogue.case(str(code)), None, "20-66")[0]
        assert whole.at(2026) == pytest.approx(ratios[code].at(2026), abs=1e-12)


def test_the_nations_ratio_is_ssbs_own_but_for_rounding(
    every: Municipalities, catalogue: Catalogue
) -> None:
    summed, own = every.people("0"), catalogue.case("0").observed
    assert own.source.id == "ssb-07459"  # Norway's own table, not the sum
    totals = [one.both_sexes()[0].sum(axis=1) for one in (summed, own)]
    # A divided municipality is shared out in whole persons by sex and single age, so each of its
    # parts may be half a person off in each of the 212 cells.
    assert np.abs(totals[0] - totals[1]).max() < 212 / 2 * len(ESTIMATED)
    assert np.array_equal(totals[0][-3:], totals[1][-3:])  # no estimates in 2024–2026
    ratios = [tables.ratios_of([one], "20-66")[0].values for one in (summed, own)]
    assert np.allclose(ratios[0], ratios[1], atol=0.0005)
    assert ratios[0][-1] == ratios[1][-1]


def test_counties_are_the_sums_of_their_municipalities(every: Municipalities) -> None:
    counties = [code for code in every.regions if len(code) == 2]
    assert len(counties) == 15
    whole = sum(every.people(code).persons for code in counties)
    assert np.array_equal(whole, every.people("0").persons)
    telemark = sum(every.people(code).persons for code in every.members("40"))
    assert np.array_equal(every.people("40").persons, telemark)
    assert every.sizes["40"] == telemark[0, -1].sum()


@pytest.mark.parametrize("code", ["5025", "5026", "3430", "3427", "5021", "5027", "3442"])
def test_a_table_of_its_own_says_the_same(
    every: Municipalities, catalogue: Catalogue, code: str
) -> None:
    """One rule: a region's own bundled table is used; the file of everyone agrees with it."""
    case, all_ages = catalogue.case(code), every.people(code)
    assert case.observed.source.id == "ssb-07459"
    assert (case.observed.years, case.observed.sexes) == (all_ages.years, all_ages.sexes)
    assert np.array_equal(
        all_ages.ages.aggregate(all_ages.persons, case.observed.ages.bands), case.observed.persons
    )
    assert case.pyramid
    groups = all_ages.five_years()
    assert groups.ages == case.pyramid.ages
    for year in case.pyramid.years:
        own = case.pyramid.persons[0, case.pyramid.year_index(year)]
        assert np.array_equal(groups.persons[0, groups.year_index(year)], own)


@pytest.mark.parametrize("code", ["34", "50"])
def test_a_county_with_a_table_of_its_own_differs_by_estimates_alone(
    every: Municipalities, catalogue: Catalogue, code: str
) -> None:
    own, summed = catalogue.case(code).observed, every.people(code)
    difference = own.both_sexes()[0].sum(axis=1) - summed.both_sexes()[0].sum(axis=1)
    has_estimates = any(one in ESTIMATED for one in every.members(code))
    assert np.abs(difference).max() <= (106 * 3 if has_estimates else 0)
    assert not difference[-6:].any()


def test_alesund_and_haram_are_shared_as_they_stood_in_2024(
    every: Municipalities, raw_file: dict
) -> None:
    """The file halves them: 33 758 each in 2023, 58 509 and 9 357 in 2024."""
    places = [list(raw_file["region"]).index(code) for code in ("1508", "1580")]
    halved = raw_file["persons"][places, 1:].sum(axis=(2, 3), dtype=np.int64)
    assert np.abs(halved[0, :18] - halved[1, :18]).max() == 0
    assert halved[:, 18].tolist() == [58509, 9357]
    found = [every.people(code) for code in ("1508", "1580")]
    totals = [one.both_sexes()[0].sum(axis=1) for one in found]
    assert np.array_equal(sum(totals), halved.sum(axis=0))
    assert [total[18] for total in totals] == [58509, 9357]
    for total in totals:
        assert np.abs(total[1:] / total[:-1] - 1).max() < 0.03
    ratios = [one.values for one in tables.ratios_of(found, "20-66")]
    for ratio in ratios:
        assert np.abs(ratio[1:] / ratio[:-1] - 1).max() < 0.05


def test_no_other_municipality_is_torn_apart_at_its_last_estimate(every: Municipalities) -> None:
    for code, last in ESTIMATED.items():
        total = every.people(code).both_sexes()[0].sum(axis=1)
        place = every.years.index(last)
        assert abs(total[place + 1] / total[place] - 1) < 0.04, code


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("1508", "Tallene for Ålesund til og med 2023 er anslag"),
        ("5059", "Tallene for Orkland til og med 2019 er anslag"),
        ("15", "Summen har anslag for Ålesund, Haram (til og med 2023)"),
        ("18", "Summen har anslag for Narvik, Hamarøy (til og med 2019)"),
    ],
)
def test_estimates_are_said(catalogue: Catalogue, code: str, said: str) -> None:
    assert catalogue.case(code).observed.source.remark.startswith(said)


JUMPED = {"1151", "3112", "3450"}
"""Utsira, Råde and Etnedal changed by 8 per cent or more in a year that was counted."""


def test_what_is_counted_is_said_without_remark(every: Municipalities) -> None:
    marked = {code for code in every.places if every.people(code).source.remark}
    # And a year's change that is too large to be shown as a plain truth.
    assert marked == {*ESTIMATED, *JUMPED}
    assert not any(one.source.remark for one in every.everyone())


def test_pyramid_has_every_year(catalogue: Catalogue) -> None:
    case = catalogue.case("5501")
    assert case.pyramid
    assert case.pyramid.years == case.observed.years
    assert case.pyramid.persons.sum() == case.observed.persons.sum()


# --- damage -----------------------------------------------------------------------------------


def saved(**arrays: np.ndarray) -> bytes:
    kept = io.BytesIO()
    np.savez(kept, **arrays)
    return kept.getvalue()


def damaged(monkeypatch: pytest.MonkeyPatch, content: bytes) -> str:
    """What is said of another file in its place."""
    before = DataFiles.content

    def other(self: DataFiles, name: str) -> bytes:
        return content if name == FILE.name else before(self, name)

    monkeypatch.setattr(DataFiles, "content", other)
    with pytest.raises(DataFileError) as caught:
        municipalities.read(datafiles.open_data())
    assert caught.value.file == FILE.name
    return str(caught.value)


Change = Callable[[dict[str, np.ndarray]], dict[str, np.ndarray]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: {k: v for k, v in one.items() if k != "sex"}, "kan ikke leses"),
        (lambda one: one | {"sex": np.array(["kvinner", "menn"])}, "henger ikke sammen"),
        (lambda one: one | {"age": one["age"] + 1}, "henger ikke sammen"),
        (lambda one: one | {"persons": one["persons"][1:]}, "henger ikke sammen"),
        (lambda one: one | {"year": one["year"] - 30}, "henger ikke sammen"),
        (
            lambda one: one | {"persons": np.where(one["persons"] == 7, -1, one["persons"])},
            "mangler",
        ),
        (lambda one: one | {"persons": np.array([{}])}, "kan ikke leses"),
    ],
)
def test_a_file_of_another_kind_is_told(
    monkeypatch: pytest.MonkeyPatch, raw_file: dict, change: Change, said: str
) -> None:
    assert said in damaged(monkeypatch, saved(**change(raw_file)))


@pytest.mark.parametrize("content", [b"", b"not an archive", FILE.read_bytes()[:5000]])
def test_what_is_no_such_file_is_told(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    assert "kan ikke leses" in damaged(monkeypatch, content)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("5025,Gamle Røros,5026,", "i bruk"),
        ("0999,Ingensteds,,", "fører ingen steder"),
        ("0999,Borte,9999,", "fører til 9999"),
    ],
)
def test_a_former_code_leads_to_one_of_today(
    monkeypatch: pytest.MonkeyPatch, line: str, said: str
) -> None:
    before = DataFiles.content

    def more(self: DataFiles, name: str) -> bytes:
        content = before(self, name)
        return content + f"{line}\n".encode() if name == "kommuner_tidligere.csv" else content

    monkeypatch.setattr(DataFiles, "content", more)
    with pytest.raises(DataFileError, match=said):
        municipalities.read(datafiles.open_data())
