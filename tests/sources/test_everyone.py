"""All municipalities in one call, or two for a projection, and the ranking they make."""

import numpy as np
import pytest
from fake_ssb import LETTERS, FakeSSB
from ssb_help import NEWEST, Opened, truth

from projections import tables, words
from projections.charts import columns
from projections.draw.plotly import picture
from projections.errors import SourceError
from projections.sources.statbank import everyone, live
from projections.sources.statbank.archive import Archive
from projections.sources.statbank.ssb import Client, Throttle
from projections.store import Store


@pytest.mark.parametrize("style", range(6))
def test_all_municipalities_are_one_call(store: Store, style: int) -> None:
    with FakeSSB(style=style) as fake:
        archive = Archive(store, Client(fake.url, Throttle(1000)))
        every = everyone.populations(archive)
        assert fake.data_calls == 1
        for code in ("5025", "3430", "1508"):
            own = live.region_case(code, archive).observed
            found = next(one for one in every if one.region.code == code)
            assert found.years == (2026,)
            assert np.array_equal(found.both_sexes()[0, 0], own.both_sexes()[0, -1])


def test_they_are_there_without_ssb_once_fetched(store: Store) -> None:
    with pytest.raises(SourceError, match="ikke hentet"):
        everyone.populations(Archive(store))
    with FakeSSB() as fake:
        fresh = everyone.populations(Archive(store, Client(fake.url, Throttle(1000))))
    again = everyone.populations(Archive(store))
    assert [one.region for one in again] == [one.region for one in fresh]


def test_ranking_marks_the_chosen_one(store: Store) -> None:
    with FakeSSB() as fake:
        every = everyone.populations(Archive(store, Client(fake.url, Throttle(1000))))
    ratios = tables.ratios_of(every, "20-66")
    roros = next(one for one in ratios if one.region.code == "5025")
    assert roros.at(2026) == pytest.approx(3143 / (1002 + 351 + 45))
    figure = columns.ranking(ratios, 2026, roros.region, "per person")
    (bar,) = picture(figure)["data"]
    assert bar["y"] == sorted(bar["y"], reverse=True)
    place = bar["y"].index(roros.at(2026))
    colours = bar["marker"]["color"]
    assert [i for i, colour in enumerate(colours) if colour != colours[place]] == [
        i for i in range(len(colours)) if i != place
    ]
    told = words.ranking(roros.region, ratios, 2026).title
    assert told == f"Røros er nummer {place + 1} av {len(ratios)} kommuner i 2026"


# --- their projections ------------------------------------------------------------------------


@pytest.mark.parametrize("style", [0, 3, 4])
def test_every_projection_is_one_call(fake: FakeSSB, opened: Opened, style: int) -> None:
    fake.style = style
    archive = opened()
    every = everyone.projections(archive)
    assert fake.data_calls == archive.data_calls == 1
    assert [one.population.region.code for one in every] == list(live.areas(archive).municipalities)
    for one in every:
        people = one.population
        assert one.code == f"ssb-{NEWEST}.MMMM"
        assert (people.sexes, people.years) == (("both",), tuple(range(2026, 2051)))
        assert len(people.ages) == 106
        expected = truth(2026, "MMMM", people.region.code).sum(axis=1)
        assert np.array_equal(people.persons[0, :, 0], expected), people.region


@pytest.mark.parametrize("letters", ["MMMM", "LHML"])
def test_they_are_those_of_each_by_itself(opened: Opened, letters: str) -> None:
    archive = opened()
    every = {one.population.region.code: one for one in everyone.projections(archive, letters)}
    for code in ("5025", "1508", "4624"):
        own = live.region_case(code, archive).projection(f"ssb-{NEWEST}.{letters}")
        assert own
        assert every[code].alternative == letters
        assert np.array_equal(every[code].population.both_sexes(), own.population.both_sexes())


def test_at_a_low_limit_they_are_more_calls_and_the_same(fake: FakeSSB, opened: Opened) -> None:
    fake.max_cells = 2650  # one municipality at a time
    archive = opened()
    every = everyone.projections(archive, "HLMH")
    assert archive.data_calls > 13
    for one in every:
        expected = truth(2026, "HLMH", one.population.region.code).sum(axis=1)
        assert np.array_equal(one.population.persons[0, :, 0], expected)


def test_projections_are_there_without_ssb_once_fetched(opened: Opened) -> None:
    with pytest.raises(SourceError, match="ikke hentet"):
        everyone.projections(opened(online=False))
    fresh = everyone.projections(opened())
    kept = everyone.projections(opened(online=False))
    assert [one.code for one in kept] == [one.code for one in fresh]
    with pytest.raises(SourceError, match="ikke hentet"):
        everyone.projections(opened(online=False), "LLML")


def test_an_alternative_that_does_not_exist_is_a_sentence(fake: FakeSSB, opened: Opened) -> None:
    assert "XXXX" not in LETTERS
    with pytest.raises(SourceError, match=r"14746: Har ikke alternativet XXXX\."):
        everyone.projections(opened(), "XXXX")
    assert fake.data_calls == 0


def test_what_must_be_said_follows_them(fake: FakeSSB, opened: Opened) -> None:
    fake.blank(NEWEST, ":", Region="5025", Alder="105+", Tid="2030")
    fake.blank("07459", "..", Region="5025", Alder="105+", Tid="2026")
    people = everyone.populations(opened())[0].source.remark
    ahead = everyone.projections(opened())[0].population.source.remark
    for remark, mark in ((people, ".."), (ahead, ":")):
        assert "Tallene er oppdiktet, til bruk i tester." in remark
        assert f"SSB merker: 1 tall har merket «{mark}»" in remark


def test_a_municipality_with_a_missing_cell_is_missing_there_alone(
    fake: FakeSSB, opened: Opened
) -> None:
    fake.blank("07459", "..", Region="5025", Alder="105+", Tid="2026")
    every = {one.region.code: one.persons for one in everyone.populations(opened())}
    assert np.argwhere(np.isnan(every["5025"])).tolist() == [[0, 0, 0, 105]]
    assert not any(np.isnan(people).any() for code, people in every.items() if code != "5025")
