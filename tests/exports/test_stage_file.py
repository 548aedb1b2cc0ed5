"""The show as a file: everything in it, nothing outside it, and no text that can act."""

import base64
import hashlib
import json
import math
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from frames_of_pages import deck_of, deck_of_ten

from projections import terms
from projections.case import Catalogue
from projections.draw.plotly import picture
from projections.exports import stage
from projections.exports.stage import charts
from projections.presentation import Deck
from projections.presentation.ahead import prepared
from projections.words.grids import Grid

HOSTILE = "</script><script>alert(1)</script><!--<img src=x onerror=alert(1)>@@DECK@@\u2028"


class Parts(HTMLParser):
    """Elements with their attributes, and what stands in each script."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", {}))

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] and self.tags[-1][0] == "script":
            self.scripts[-1] += data


def parsed(text: str) -> Parts:
    parts = Parts()
    parts.feed(text)
    return parts


@pytest.fixture(scope="module")
def deck(catalogue: Catalogue) -> Deck:
    return prepared(deck_of_ten(), catalogue, lambda *_: None)


@pytest.fixture(scope="module")
def written(deck: Deck) -> str:
    return stage.write(deck)


@pytest.fixture(scope="module")
def page(written: str) -> Parts:
    return parsed(written)


@pytest.fixture(scope="module")
def shown(page: Parts) -> dict[str, Any]:
    return json.loads(page.scripts[1])


def test_the_page_is_in_bokmaal_and_says_what_it_is(page: Parts) -> None:
    assert page.tags[0] == ("html", {"lang": "nb"})
    assert [tag for tag, _ in page.tags].count("title") == 1
    assert [own.get("type") for tag, own in page.tags if tag == "script"] == [
        None,
        "application/json",
        None,
    ]


def test_nothing_is_fetched_and_no_other_script_can_run(page: Parts) -> None:
    assert not any({"src", "href", "action"} & set(own) for _, own in page.tags)
    (policy,) = [
        own["content"] or ""
        for tag, own in page.tags
        if tag == "meta" and own.get("http-equiv") == "Content-Security-Policy"
    ]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "unsafe-eval" not in policy
    allowed = re.search(r"script-src ([^;]+);", policy)
    assert allowed is not None
    marks = {
        f"'sha256-{base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()}'"
        for own in (page.scripts[0], page.scripts[2])
    }
    assert set(allowed[1].split()) == marks
    assert "url(" not in stage._part("stage.css")


def test_texts_are_set_as_text(page: Parts) -> None:
    own = page.scripts[2]
    for way in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval("):
        assert way not in own


def test_every_frame_is_shown_as_it_is_in_the_deck(deck: Deck, shown: dict[str, Any]) -> None:
    assert len(shown["frames"]) == len(deck.frames) == 10
    for frame, one in zip(deck.frames, shown["frames"], strict=True):
        said = (one["title"], one["text"], one["notes"], one["method"], one["alternative"])
        assert said == (frame.title, frame.text, frame.notes, frame.note, frame.alternative)
        assert [(g["caption"], g["columns"], g["rows"]) for g in one["grids"]] == [
            (grid.caption, list(grid.columns), [list(row) for row in grid.rows])
            for grid in frame.grids
        ]
        for drawn in (one["large"], one["small"]):
            for trace, own in zip(drawn["data"], picture(frame.chart)["data"], strict=True):
                assert trace["x"] == list(own["x"])
                assert trace["y"] == list(own["y"])
        assert all(terms.citation(source) in one["cited"] for source in frame.sources)
        assert one["source"].startswith(("Kilde: ", "Kilder: "))
        assert not one["beside"] or frame.text.startswith(one["beside"])


def test_every_answer_is_the_one_that_was_reckoned(deck: Deck, shown: dict[str, Any]) -> None:
    for frame, one in zip(deck.frames, shown["frames"], strict=True):
        question = frame.question
        assert question is not None
        told = one["question"]["levers"]
        assert [lever["label"] for lever in told] == [label for label, _ in question.levers]
        for (_, stops), lever in zip(question.levers, told, strict=True):
            for (label, line), stop in zip(stops, lever["stops"], strict=True):
                assert stop["label"] == label
                assert stop["trace"]["y"] == list(line)
                assert stop["isShown"] is (line == question.shown)
                signed = question.measure in ("cost", "income", "net")
                assert terms.value(line[-1], question.unit, signed) in stop["answer"]
                low, high = lever["large"]["layout"]["yaxis"]["range"]
                assert all(low <= value <= high for value in line)
                sizes = {note["font"]["size"] for note in stop["notes"]["large"]}
                assert min(sizes) >= charts.LEAST
        drawn = {trace["name"]: trace["y"] for trace in told[0]["large"]["data"]}
        assert list(question.official) in drawn.values()


def test_hostile_words_stay_words(deck: Deck) -> None:
    frame = replace(
        deck.frames[0],
        title=HOSTILE,
        text=HOSTILE,
        notes=HOSTILE,
        alternative=HOSTILE,
        chosen=HOSTILE,
        note=HOSTILE,
        grids=(Grid(HOSTILE, (HOSTILE, "2"), ((HOSTILE, HOSTILE),)),),
        sources=tuple(replace(one, short=HOSTILE) for one in deck.frames[0].sources),
    )
    text = stage.write(deck_of([frame], name=HOSTILE))
    page = parsed(text)
    assert [tag for tag, _ in page.tags].count("script") == 3
    assert not [tag for tag, _ in page.tags if tag == "img"]
    shown = json.loads(page.scripts[1])
    assert shown["name"] == shown["frames"][0]["title"] == HOSTILE
    assert shown["frames"][0]["grids"][0]["rows"] == [[HOSTILE, HOSTILE]]


def test_missing_values_stay_missing(deck: Deck) -> None:
    chart = deck.frames[0].chart
    line = next(one for one in chart.curves if one.role == "observed")
    values = line.values.copy()
    values[3] = math.nan
    curves = (replace(one, values=values) if one is line else one for one in chart.curves)
    holed = replace(chart, curves=tuple(curves))
    text = stage.write(deck_of([replace(deck.frames[0], chart=holed, question=None)]))
    (one,) = json.loads(parsed(text).scripts[1])["frames"]
    (drawn,) = (trace for trace in one["large"]["data"] if trace["name"] == line.shown_name)
    assert drawn["y"][3] is None
    assert one["question"] is None


def test_a_presentation_without_frames_can_be_opened() -> None:
    assert json.loads(parsed(stage.write(deck_of([]))).scripts[1])["frames"] == []


def test_the_same_deck_gives_the_same_file(deck: Deck, written: str) -> None:
    assert stage.write(deck) == written
