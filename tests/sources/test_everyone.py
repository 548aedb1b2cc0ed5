"""All municipalities in one call, and the ranking they make."""

import numpy as np
import pytest
from fake_ssb import FakeSSB
from ssb_help import Opened

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


def test_what_must_be_said_follows_them(fake: FakeSSB, opened: Opened) -> None:
    fake.blank("07459", "..", Region="5025", Alder="105+", Tid="2026")
    remark = everyone.populations(opened())[0].source.remark
    assert "Tallene er oppdiktet, til bruk i tester." in remark
    assert "SSB merker: 1 tall har merket «..»" in remark


def test_a_municipality_with_a_missing_cell_is_missing_there_alone(
    fake: FakeSSB, opened: Opened
) -> None:
    fake.blank("07459", "..", Region="5025", Alder="105+", Tid="2026")
    every = {one.region.code: one.persons for one in everyone.populations(opened())}
    assert np.argwhere(np.isnan(every["5025"])).tolist() == [[0, 0, 0, 105]]
    assert not any(np.isnan(people).any() for code, people in every.items() if code != "5025")
