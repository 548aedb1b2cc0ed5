"""What SSB says of its figures, kept with them."""

import numpy as np
import pytest
from fake_ssb import FakeSSB
from ssb_help import (
    BEHIND,
    NEWEST,
    Opened,
    persons_in,
)

from projections.sources.statbank.live import region_case

MADE_UP = "Tallene er oppdiktet, til bruk i tester."


def test_ssbs_notes_that_must_be_shown_follow_the_figures(opened: Opened) -> None:
    case = region_case("5025", opened())
    people = (case.observed, *(one.population for one in case.projections))
    assert {one.source.remark for one in people} == {MADE_UP}
    behind = [series for one in case.projections for series in one.components]
    assert {one.source.remark for one in behind} == {MADE_UP}
    # SSB has not counted what happens in the year under way.
    counted = f"{MADE_UP} SSB merker: 4 tall har merket «..» (mangler)."
    assert {one.source.remark for one in case.components} == {counted}


def test_what_is_said_of_a_region_follows_it_alone(opened: Opened) -> None:
    archive = opened()
    aalesund, roros = (region_case(code, archive) for code in ("1508", "5025"))
    remark = aalesund.observed.source.remark
    assert remark.startswith("Ålesund har ikke egne tall for 2020–2023")
    assert remark.endswith(f"{MADE_UP} region, Ålesund: Brudd i 2020-2023.")
    assert "Ålesund" not in roros.observed.source.remark


@pytest.mark.parametrize(
    ("mark", "meaning"),
    [(".", "ikke mulig"), ("..", "mangler"), (":", "vises ikke av hensyn til personvernet")],
)
def test_marked_cells_are_counted_and_said(
    fake: FakeSSB, opened: Opened, mark: str, meaning: str
) -> None:
    fake.blank("07459", mark, Region="5025", Alder="050", Tid="2020")
    fake.blank(NEWEST, mark, Region="5025", Alder="105+", Tid="2030", Kjonn="1")
    fake.blank(BEHIND, mark, Region="5025", Tid="2030", Framskriv="MMMM", ContentsCode="Dode")
    case = region_case("5025", opened())
    said = "SSB merker: {} tall har merket «{}» ({})."
    assert said.format(2, mark, meaning) in case.observed.source.remark
    for one in case.projections:
        assert said.format(9, mark, meaning) in one.population.source.remark
        assert all(said.format(1, mark, meaning) in each.source.remark for each in one.components)
    assert np.isnan(case.observed.persons[0, case.observed.year_index(2020), :, 50]).all()
    assert np.isnan(case.observed.persons).sum() == 2
    deaths = {one.item: one.values for one in case.projections[0].components}
    assert np.isnan(deaths["deaths"][4])
    assert np.isnan(deaths["growth"][4])
    assert not np.isnan(deaths["births"]).any()


def test_several_marks_are_each_counted(fake: FakeSSB, opened: Opened) -> None:
    fake.blank("07459", ":", Region="5025", Alder="050", Tid="2020")
    fake.blank("07459", ".", Region="5025", Alder="051", Tid="2020", Kjonn="2")
    remark = region_case("5025", opened()).observed.source.remark
    assert remark == (
        f"{MADE_UP} SSB merker: 2 tall har merket «:» (vises ikke av hensyn til personvernet); "
        "1 tall har merket «.» (ikke mulig)."
    )


def test_missing_cells_are_missing(fake: FakeSSB, opened: Opened) -> None:
    fake.blank(NEWEST, ":", Region="5025", Tid="2030")
    people = persons_in(region_case("5025", opened()), "ssb-14746.MMMM")
    assert np.isnan(people[4]).all()
    assert not np.isnan(people[[3, 5]]).any()
