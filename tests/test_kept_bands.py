"""A band that is kept is the band that would be reckoned anew, whatever else is chosen."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from projections.case import Catalogue
from projections.choices import selections, state
from projections.errors import BaereevneError
from projections.figures import catalogue as figures
from projections.figures import sure
from projections.figures.view import View
from projections.money.budget import Rules
from projections.series import Table


def opened(catalogue: Catalogue, **query: str) -> View:
    choice = state.settle({name: [text] for name, text in query.items()}, catalogue).choice
    case = catalogue.case(choice.region)
    path = state.projection_of(case, choice.projection, choice.start)
    return View(case, path, catalogue, selections.of(choice, catalogue))


def others(view: View) -> Iterator[View]:
    """The same with what a band is said not to ask for changed."""
    own = view.chosen
    yield replace(view, chosen=replace(own, last=own.last - 2))
    yield replace(view, chosen=replace(own, rules=Rules(0.4, 7.0, 120.0, own.rules.robek)))


def edges(view: View, key: str) -> list[Table]:
    try:
        made = figures.make(view, key)
    except BaereevneError:
        return []
    return [tuple(one for one in each.table if dict(one.extra).get("share")) for each in made]


@pytest.mark.parametrize("key", figures.FIGURES)
def test_a_kept_band_is_the_one_that_would_be_reckoned(catalogue: Catalogue, key: str) -> None:
    first = opened(catalogue, kommune="5025")
    if not any(edges(first, key)):
        return  # it has none
    for view in others(first):
        kept = edges(view, key)
        sure._KEPT.clear()
        anew = edges(view, key)
        assert [len(one) for one in kept] == [len(one) for one in anew]
        for mine, theirs in zip(kept, anew, strict=True):
            for one, other in zip(mine, theirs, strict=True):
                assert one.years == other.years
                np.testing.assert_array_equal(one.values, other.values)
        sure._KEPT.clear()
        edges(first, key)
