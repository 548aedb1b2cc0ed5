"""All municipalities by one figure, on the command line and as a table."""

from collections.abc import Callable

import numpy as np
import pytest

from projections import tables
from projections.case import Catalogue

Run = Callable[[str], list[dict[str, str]]]


def test_all_are_ranked_highest_first(run: Run) -> None:
    found = run("ranking ")
    assert len(found) == 357
    values = [float(one["value"]) for one in found]
    assert values == sorted(values, reverse=True)
    assert [one["rank"] for one in found[:2]] == ["1", "2"]
    assert {one["year"] for one in found} == {"2026"}
    assert {one["of"] for one in found} == {"357"}


def test_one_is_shown_with_its_place(run: Run) -> None:
    every = {one["region"]: one for one in run("ranking --working 16-66")}
    (own,) = run("ranking --region Tynset --working 16-66")
    assert own == every["3427"]


def test_growth_is_from_the_first_year(run: Run) -> None:
    found = run("ranking --show growth --years 2006-2026 --region 5025")
    assert [one["year"] for one in found] == [str(year) for year in range(2006, 2027)]
    assert float(found[0]["value"]) == 0
    people = run("ranking --show population --years 2006-2026 --region 5025")
    first, last = (float(people[place]["value"]) for place in (0, -1))
    assert float(found[-1]["value"]) == pytest.approx(100 * (last / first - 1))


def test_the_same_as_the_region_by_itself(catalogue: Catalogue, run: Run) -> None:
    (own,) = run("ranking --region 5501 --years 2014")
    series = tables.support_ratios(catalogue.case("5501"), None, "20-66")[0]
    assert float(own["value"]) == pytest.approx(series.at(2014))


def test_equals_share_a_rank_and_none_has_none(catalogue: Catalogue) -> None:
    people = catalogue.everyone()
    found = tables.every([people[0], people[1], people[0]], "population", "20-66")
    ranks = [dict(one.extra)["rank"] for one in found]
    assert sorted(ranks) in (["1", "1", "3"], ["1", "2", "2"])
    nobody = people[0].__class__(
        np.full_like(people[0].persons, np.nan),
        *(getattr(people[0], name) for name in ("alternatives", "years", "sexes", "ages")),
        people[0].region,
        people[0].source,
    )
    last = tables.every([nobody, people[1]], "population", "20-66")[-1]
    assert dict(last.extra)["rank"] == ""
    assert dict(last.extra)["of"] == "1"
