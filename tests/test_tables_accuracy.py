"""What earlier projections said and what happened: ours, SSB's and a plan's."""

from dataclasses import replace

import numpy as np
import pytest

from projections.case import Case, Catalogue, Projection
from projections.errors import MissingInputError
from projections.people.ages import AgeAxis
from projections.series import pick
from projections.sources import catalogue as everything
from projections.sources.data import judged, vitals
from projections.tables import accuracy, published_before
from projections.trend.alternative import CODE, is_ours
from projections.trend.history import History
from projections.words import accuracy as words


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return everything.load()


@pytest.fixture(scope="module")
def history() -> History:
    return vitals.load_history()


@pytest.fixture(scope="module")
def roros(catalogue: Catalogue) -> Case:
    return catalogue.case("5025")


def test_a_path_for_each_origin_beside_what_was_counted(roros: Case, history: History) -> None:
    table = accuracy.paths(roros, accuracy.own_record(roros, history), "total")
    counted, *said = table
    assert counted.at(2026) == 5638
    assert [one.label("origin") for one in said] == [str(year) for year in range(2011, 2026)]
    for one in said:
        assert one.values[0] == counted.at(one.years[0])  # each starts from the count
        assert one.years[-1] == 2026
    finding = words.paths("Røros", "total", table, 5)
    off = [abs(one.values[5] / counted.at(one.years[5]) - 1) for one in said if len(one.years) > 5]
    assert finding.key == f"{100 * np.mean(off):.1f}".replace(".", ",") + "\u00a0%"
    groups = [
        accuracy.paths(roros, accuracy.own_record(roros, history), one)
        for one in ("0", "1-5", "6-15", "16-19", "20-66", "67-79", "80-89", "90+")
    ]
    assert sum(one[1].values for one in groups) == pytest.approx(table[1].values)


def test_the_plan_of_2023_against_what_came(roros: Case, history: History) -> None:
    plan, ours = published_before.published(roros, history)
    assert (plan.span, ours.span) == ((2023, 2026), (2023, 2026))
    assert pick(plan.expected, "total")[0].at(2026) == 5592
    assert (plan.off, round(plan.share, 4)) == (-46, -0.0082)
    assert plan.projection.alternative == "sterk_aldring"
    assert abs(ours.off) < abs(plan.off)
    usual = {3: accuracy.usually_within(roros, history, 3)}
    finding = words.published("Røros", (plan, ours), usual)
    assert "5\u00a0592" in finding.title
    assert "5\u00a0638" in finding.title
    assert "46 personer for lavt" in finding.text
    assert "beviser lite" in finding.text
    assert "begge her" in finding.text


def test_scores_beside_those_of_the_size(catalogue: Catalogue, history: History) -> None:
    own = accuracy.own_record(catalogue.case("5025"), history)
    every = accuracy.scores(own, history, catalogue.case("5025"))
    assert set(every) == {"own", "alike"}
    assert len(every["own"]) == len(every["alike"]) == accuracy.AHEAD + 1
    split = catalogue.case("1508")  # counted since 2024 alone
    few = accuracy.scores(accuracy.own_record(split, history), history, split)
    assert len(few["own"]) == 3
    country = catalogue.case("0")
    assert set(accuracy.scores(accuracy.own_record(country, history), history, country)) == {"own"}


def test_how_long_it_lasts(catalogue: Catalogue, history: History) -> None:
    years = {
        code: {one.item: one.values[0] for one in accuracy.lasts(catalogue.case(code), history)}
        for code in ("5025", "3430", "0301")
    }
    assert years["3430"]["0-5"] <= years["5025"]["0-5"] <= years["0301"]["0-5"]
    assert max(years["0301"].values()) <= 15  # what is not measured is not told
    county = {one.item: one.values[0] for one in accuracy.lasts(catalogue.case("50"), history)}
    assert county["0-5"] < county["total"]


def test_ssb_and_ours_on_the_same_cases(catalogue: Catalogue, history: History) -> None:
    missed, source = catalogue.judged.ssb, catalogue.judged.ssb_source
    assert source
    assert source.id == judged.SSB
    assert len({one.name for one in missed}) == 12
    five = accuracy.beside_ssb(missed, history, 5)
    ssb, ours, mean = five.scores
    assert ssb.cases == ours.cases == 72
    # One case by hand: the file has observed / projected − 1.
    row = next(one for one in missed if (one.name, one.origin, one.ahead) == ("Drangedal", 2005, 1))
    assert row.error[0] == pytest.approx(1 / 1.00897 - 1)
    fair = five.only(accuracy.FAIR_FROM)
    assert set(fair.origins) == {2018, 2020}
    theirs, own, _ = fair.scores
    finding = words.beside_ssb(fair)
    assert finding.title.startswith("SSB") == (theirs.mean_absolute[0] < own.mean_absolute[0])
    assert mean.mean_absolute[0] <= max(ssb.mean_absolute[0], ours.mean_absolute[0])


def test_groups_in_a_sentence() -> None:
    assert words.groups(["total", "67-79"]) == "folketallet og alderen 67–79"
    assert words.groups(["0-5", "80+"]) == "alderen 0–5 og 80+"
    assert words.groups(["total"]) == "folketallet"


def test_the_states_cost_of_demography(catalogue: Catalogue) -> None:
    known = catalogue.judged
    years, values, source = known.cost_years, known.cost, known.cost_source
    assert source
    assert years == tuple(range(2006, 2016))
    assert (values[0, 0], values[1, 0], values[0, -1], values[1, -1]) == (1.88, 2.59, 3.22, 2.49)
    assert "figur 3.10" in source.short
    finding = words.cost(years, *values)
    off = np.abs(values[0] - values[1]) / values[1]
    assert f"{off.mean():.0%}".rstrip("%") in finding.title
    assert "for lavt i 6 og for høyt i 3" in finding.text  # and equal in 2012


def test_what_cannot_be_tried_says_why(roros: Case, history: History) -> None:
    bare = replace(roros, projections=())
    with pytest.raises(MissingInputError, match="den har ingen"):
        accuracy.own_projection(bare)
    nowhere = replace(roros, region=replace(roros.region, code="99x"))
    with pytest.raises(MissingInputError, match="området er ikke en kommune"):
        accuracy.own_record(nowhere, history)


def test_without_our_own_the_plan_stands_alone_and_countys_editions_are_not_told(
    roros: Case, catalogue: Catalogue, history: History
) -> None:
    (plan, _) = published_before.published(roros, history)
    printed = tuple(
        one for one in roros.projections if not is_ours(one) and one.alternative != CODE
    )
    (alone,) = published_before.published(replace(roros, projections=printed), history)
    assert (alone.span, alone.off) == (plan.span, plan.off)
    assert published_before.fetched(catalogue.case("0")) == ()


def test_a_printed_projection_with_other_ages_is_left_out(roros: Case, history: History) -> None:
    def coarse(one: Projection) -> Projection:
        people = one.population
        whole = people.persons.sum(axis=-1, keepdims=True)
        return Projection(replace(people, persons=whole, ages=AgeAxis.parse(["0+"])))

    printed = [one for one in roros.projections if not is_ours(one) and one.alternative != CODE]
    found = replace(roros, projections=tuple(coarse(one.as_printed) for one in printed))
    assert published_before.published(found, history) == ()
