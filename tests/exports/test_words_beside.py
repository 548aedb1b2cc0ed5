"""A picture on a wall has few words beside it: title, sentence and sources of every figure."""

import pytest

from projections.choices import selections, state
from projections.exports import beside
from projections.figures import collection
from projections.figures.spec import plain
from projections.figures.view import View
from projections.sources import catalogue as everything


@pytest.mark.parametrize("code", ["5025", "3427", "5501", "0301", "1151"])
def test_no_more_than_forty_words_stand_beside_any_picture(code: str) -> None:
    catalogue = everything.load()
    choice = state.settle({"kommune": [code], "flytting": ["20"]}, catalogue).choice
    case = catalogue.case(code)
    path = state.projection_of(case, choice.projection, choice.start)
    view = View(case, path, catalogue, selections.of(choice, catalogue))
    for one in collection.collect(view).figures:
        title, source = plain(one.title), beside.source(one.sources)
        told = beside.text(title, one.text, source)
        words = f"{title} {told} {source}".split()
        assert len(words) <= beside.MOST_WORDS, one.key
        assert plain(one.text).startswith(told)
