"""Presentations as files: there and back, the same bytes, and whatever a stranger may send."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.errors import InputFileError
from projections.exports import make
from projections.presentation import Deck, Frame, Question
from projections.presentation.files import _plain, from_json, to_json
from projections.presentation.frame import collection
from projections.presentation.rules import FORMAT_VERSION, MOST_BYTES
from projections.words.grids import Grid

FIRST_FILE = Path(__file__).parents[1] / "golden" / "deck_version_1.json"
QUESTION = Question(
    "total",
    "persons",
    "innbyggere",
    (2024, 2025),
    (1.0, None),
    (1.5, 2.0),
    (("Flytting", (("+10 i året", (2.0, 3.0)), ("−10 i året", (0.5, None)))),),
)


@pytest.fixture(scope="module")
def small(frames: dict[str, Frame]) -> Deck:
    """One of each: lines with a question, a pyramid, a waterfall."""
    names = (
        "befolkning.folketall",
        "befolkning.pyramide",
        "demografikostnader.hvorfor_kostnaden_endres",
    )
    first, *rest = (frames[name] for name in names)
    asked = replace(first, question=QUESTION)
    return Deck("Til møtet", "Første\nutkast", "2026-11-21T10:00:00Z", "0.1.0", (asked, *rest))


@pytest.fixture
def values(small: Deck) -> dict[str, Any]:
    """The file's own values, to be spoiled."""
    found: dict[str, Any] = json.loads(to_json(small))
    return found


def faults(values: Any) -> str:
    with pytest.raises(InputFileError) as caught:
        from_json(json.dumps(values).encode(), "fremmed.json")
    return str(caught.value)


def test_every_chart_of_every_page_comes_back_as_it_was(deck: Deck) -> None:
    content = to_json(deck)
    back = from_json(content, "x")
    assert same(back, deck)
    assert to_json(back) == content


def test_a_question_comes_back(small: Deck) -> None:
    back = from_json(to_json(small), "x")
    assert back.frames[0].question is not None
    assert asdict(back.frames[0].question) == asdict(QUESTION)
    assert back.frames[1].question is None


def same(one: Deck, other: Deck) -> bool:
    """Whether all in two presentations is the same, missing values too."""
    return _plain(asdict(one)) == _plain(asdict(other))


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=60)


@given(
    title=WORDS.filter(lambda text: bool(text.strip())),
    texts=st.lists(WORDS, min_size=5, max_size=5),
    values=st.lists(
        st.none() | st.floats(-1e12, 1e12) | st.integers(-(10**9), 10**9), min_size=1, max_size=9
    ),
    cells=st.lists(st.tuples(WORDS, WORDS), max_size=4),
    signed=st.booleans(),
)
def test_there_and_back(
    frames: dict[str, Frame],
    title: str,
    texts: list[str],
    values: list[float | None],
    cells: list[tuple[str, str]],
    signed: bool,
) -> None:
    known = frames["befolkning.folketall"]
    curve = replace(
        known.chart.curves[0],
        values=np.array([np.nan if one is None else one for one in values], dtype=np.float64),
    )
    years = tuple(str(2020 + place) for place in range(len(values)))
    chart = replace(known.chart, categories=years, curves=(curve,), marks=(), signed=signed)
    frame = replace(
        known,
        title=title,
        text=texts[0],
        notes=texts[1],
        alternative=texts[2],
        note=texts[3],
        chosen=texts[4],
        chart=chart,
        grids=(Grid("", ("a", "b"), tuple(cells)),),
    )
    deck = Deck("Navn", "", "2026-11-21T10:00:00Z", "0.1.0", (frame,))
    content = to_json(deck)
    back = from_json(content, "x")
    assert same(back, deck)
    assert to_json(back) == content


def test_the_order_of_keys_does_not_change_the_bytes(small: Deck) -> None:
    first = small.frames[0]
    query = dict(reversed(first.query.items()))
    other = replace(first, query=query)
    assert to_json(replace(small, frames=(other, *small.frames[1:]))) == to_json(small)


Spoil = Callable[[dict[str, Any]], object]
WRONG: dict[str, tuple[Spoil, str]] = {
    "another format": (lambda v: v.update(format="annet"), "«format»"),
    "a newer version": (lambda v: v.update(format_version=FORMAT_VERSION + 1), "nyere Bæreevne"),
    "true for one": (lambda v: v.update(format_version=True), "«format_version»"),
    "no name": (lambda v: v.pop("name"), "feltet «name»: fant ingenting"),
    "a name of two lines": (lambda v: v.update(name="a\nb"), "«name»"),
    "an unknown field": (lambda v: v.update(script="x"), "ukjente felt: «script»"),
    "frames no list": (lambda v: v.update(frames={}), "«frames»"),
    "a frame no object": (lambda v: v["frames"].append(3), "bilde 4: fant et tall"),
    "an empty title": (lambda v: v["frames"][0].update(title=" "), "bilde 1, feltet «title»"),
    "a text too long": (lambda v: v["frames"][1].update(text="x" * 20_000), "(20000 tegn)"),
    "hidden signs": (lambda v: v["frames"][0].update(notes="a\u202eb\x00"), "«notes»"),
    "an unknown unit": (lambda v: v["frames"][0]["chart"].update(unit="kroner"), "«unit»"),
    "a link out": (lambda v: v["frames"][0]["query"].update(a="http://x"), "«query»"),
    "no such page": (lambda v: v["frames"][0].update(page="../../etc"), "«page»"),
    "a table askew": (lambda v: v["frames"][0]["grids"][0]["rows"][0].append("x"), "«grids»"),
    "half a source": (lambda v: v["frames"][0]["sources"][0].pop("short"), "«sources»"),
    "a source's script": (
        lambda v: v["frames"][0]["sources"][0].update(url="javascript:alert(1)"),
        "«sources»",
    ),
    "a date that is none": (
        lambda v: v["frames"][0]["sources"][0].update(retrieved="2026-13-45"),
        "«sources»",
    ),
    "a short answer": (lambda v: v["frames"][0]["question"]["shown"].pop(), "«question»"),
    "a map": (lambda v: v["frames"][0]["chart"].update(form="map"), "«form»"),
    "a picture": (
        lambda v: v["frames"][0]["chart"].update(images=[{"source": "http://x/y.png"}]),
        "ukjente deler av grafen: «images»",
    ),
    "a linked word": (
        lambda v: v["frames"][0]["chart"].update(axis="<a href='https://x'>her</a>"),
        "«axis» av grafen",
    ),
    "a script in a name": (
        lambda v: v["frames"][0]["chart"]["curves"][0].update(name="<img src=x onerror=alert(1)>"),
        "«name» av en kurve",
    ),
    "a colour fetched": (
        lambda v: v["frames"][0]["chart"]["curves"][0].update(colour="url(https://x)"),
        "«colour» av en kurve",
    ),
    "too large a number": (
        lambda v: v["frames"][0]["chart"]["curves"][0]["values"].__setitem__(0, 1e300),
        "«values» av en kurve",
    ),
    "values and years apart": (
        lambda v: v["frames"][0]["chart"]["curves"][0]["values"].append(1),
        "flere eller færre verdier",
    ),
    "nothing drawn": (lambda v: v["frames"][0]["chart"].update(curves=[]), "0 kurver"),
    "years that are none": (
        lambda v: v["frames"][0]["chart"]["categories"].__setitem__(0, "i fjor"),
        "ikke er år",
    ),
    "parts that do not fit": (
        lambda v: v["frames"][2]["chart"].update(codes=[]),
        "ikke henger sammen",
    ),
}


FIRST: dict[str, tuple[Spoil, str]] = {
    "a map": (lambda v: v["frames"][0]["figure"]["data"][0].update(type="image"), "type tegning"),
    "a linked word": (
        lambda v: v["frames"][0]["figure"]["data"][0].update(
            hovertemplate="<a href='https://x'>her</a>"
        ),
        "føre ut av programmet",
    ),
    "a script in a name": (
        lambda v: v["frames"][0]["figure"]["data"][0].update(name="<img src=x onerror=alert(1)>"),
        "føre ut av programmet",
    ),
    "a pattern fetched": (
        lambda v: v["frames"][0]["figure"]["data"][0].update(
            line={"color": "url(https://x)", "path": "M0"}
        ),
        "føre ut av programmet",
    ),
    "too large a number": (
        lambda v: v["frames"][0]["figure"]["data"][0]["y"].__setitem__(0, 1e300),
        "et tall som ikke kan tegnes",
    ),
    "x and y apart": (
        lambda v: v["frames"][0]["figure"]["data"][0]["y"].append(1),
        "like lange lister",
    ),
    "nothing drawn": (lambda v: v["frames"][0]["figure"].update(data=[]), "0 tegninger"),
    "parts that do not fit": (
        lambda v: v["frames"][4]["figure"]["data"][0].update(base=["a"]),
        "henger sammen",
    ),
    "a layout that is a list": (
        lambda v: v["frames"][0]["figure"].update(layout=[]),
        "layout som ikke er et objekt",
    ),
    "a drawing that is a number": (
        lambda v: v["frames"][0]["figure"]["data"].append(7),
        "en tegning som ikke er et objekt",
    ),
    "a line that is a word": (
        lambda v: v["frames"][0]["figure"]["data"][0].update(line="red"),
        "henger sammen",
    ),
    "annotations that are no list": (
        lambda v: v["frames"][0]["figure"]["layout"].update(annotations="her"),
        "henger sammen",
    ),
    "an annotation without text": (
        lambda v: v["frames"][0]["figure"]["layout"].update(annotations=[{"x": 1}]),
        "henger sammen",
    ),
    "too many points": (
        lambda v: v["frames"][0]["figure"]["data"][0].update(customdata=[1] * 30_000),
        "en for lang liste",
    ),
    "levels upon levels": (
        lambda v: v["frames"][0]["figure"]["layout"].update(font=nested(40)),
        "for mange nivåer",
    ),
}
"""What may be wrong with a drawing of the first version."""


def nested(depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _ in range(depth):
        found = {"font": found}
    return found


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told(values: dict[str, Any], name: str) -> None:
    spoil, said = WRONG[name]
    spoil(values)
    told = faults(values)
    assert told.startswith("fremmed.json")
    assert said in told


def asked(values: dict[str, Any], **spoiled: Any) -> str:
    """What is told of the file when its question is of money, and spoiled."""
    question = values["frames"][0]["question"]
    stops = [len(stops) for _, stops in question["levers"]]
    part = ["income", 1.5, [[None] * count for count in stops]]
    values["frames"][0]["question"] = question | {"parts": [part]} | spoiled
    return faults(values) if spoiled else ""


def test_what_a_question_of_money_is_made_of_comes_back(values: dict[str, Any]) -> None:
    asked(values)
    question = from_json(json.dumps(values).encode(), "egen.json").frames[0].question
    assert question
    assert [one[:2] for one in question.parts] == [("income", 1.5)]


@pytest.mark.parametrize(
    "spoiled",
    [
        {"parts": [["fees", 1.5, []]]},
        {"parts": [["income", 1.5]]},
        {"parts": ["income"]},
        {"parts": [["income", "mye", []]]},
        {"parts": [["income", 1.5, [[1.0] * 99]]]},
        {"measure": "to\nlinjer"},
        {"unit": "kroner per måne"},
        {"years": []},
        {"years": [2030.5]},
        {"extra": 1},
    ],
    ids=str,
)
def test_what_is_wrong_in_a_question_is_told(
    values: dict[str, Any], spoiled: dict[str, Any]
) -> None:
    told = asked(values, **spoiled)
    assert told.startswith("fremmed.json, bilde 1, feltet «question»: fant et objekt")
    assert "svar for hvert år, eller null" in told


@pytest.mark.parametrize("name", FIRST)
def test_what_is_wrong_in_a_file_of_the_first_version_is_told(name: str) -> None:
    values = json.loads(FIRST_FILE.read_bytes())
    spoil, said = FIRST[name]
    spoil(values)
    assert said in faults(values)


@pytest.mark.parametrize(
    "strange",
    [
        {"images": [{"source": "x/y.png"}]},
        {"template": {"layout": {"title": "x"}}},
        {"updatemenus": [{}]},
        {"font": {"font": "x"}},
    ],
    ids=str,
)
def test_what_is_not_read_of_a_drawing_is_left_behind(strange: dict[str, Any]) -> None:
    values = json.loads(FIRST_FILE.read_bytes())
    values["frames"][0]["figure"]["layout"].update(strange)
    values["frames"][0]["figure"]["data"][0].update(onclick="x")
    opened = to_json(from_json(json.dumps(values).encode(), "fremmed.json"))
    assert opened == to_json(from_json(FIRST_FILE.read_bytes(), "egen.json"))


def test_every_fault_is_told_at_once(values: dict[str, Any]) -> None:
    for name in ("no name", "an empty title", "a picture", "a text too long"):
        WRONG[name][0](values)
    told = faults(values).split("\n")
    assert len(told) == 4
    assert [line.count("fremmed.json") for line in told] == [1] * 4


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "fant ingenting"),
        (b"\xff\xfe", "JSON-objekt"),
        (b"[]", "JSON-objekt"),
        (b"[" * 100_000, "JSON-objekt"),
        (b'{"a":' * 100_000, "JSON-objekt"),
        (b'{"format": NaN}', "«format»"),
        (b"x" * (MOST_BYTES + 1), "10 MB"),
        (b'{"name": "a", "name": "b"}', "felt som står flere ganger: «name»"),
    ],
)
def test_what_is_no_presentation(content: bytes, said: str) -> None:
    with pytest.raises(InputFileError, match=said):
        from_json(content, "fremmed.json")


def test_what_could_not_be_opened_again_is_not_written(small: Deck) -> None:
    spoiled = replace(small.frames[0], notes="usynlig \x07")
    with pytest.raises(InputFileError, match="«notes»"):
        to_json(replace(small, frames=(spoiled,)))
    heavy = replace(small.frames[0], grids=(Grid("", ("a",), (("x" * 9000,),) * 1900),))
    with pytest.raises(InputFileError, match="høyst 10 MB"):
        to_json(replace(small, frames=(heavy,)))


def test_scripts_in_texts_are_only_text(small: Deck) -> None:
    """What a user may write stands in every export as it was written, and does nothing."""
    evil = "<script>alert(1)</script> ![x](http://x/y.png) =1+1"
    first = replace(small.frames[0], title=evil, text=evil, notes=evil, alternative=evil)
    deck = from_json(to_json(replace(small, frames=(first,))), "x")
    page = make.make_deck("html", deck).decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<img" not in page


def places(values: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything inside."""
    if isinstance(values, dict | list):
        inside = values.items() if isinstance(values, dict) else enumerate(values)
        for key, one in inside:
            yield (*path, key)
            yield from places(one, (*path, key))


ODD = st.sampled_from(
    [None, True, -1, 0, 1e14, "", "x", "2024", [], ["x"], [1], [None], {}, {"x": 1}, [[1]], "#12"]
)


@given(data=st.data())
def test_whatever_is_put_in_it_is_refused_or_can_be_exported(small: Deck, data: Any) -> None:
    values = json.loads(to_json(small))
    every = [path for path in places(values) if path[0] == "frames" and len(path) > 2]
    path = data.draw(st.sampled_from(every))
    inside = values
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = data.draw(ODD)
    try:
        deck = from_json(json.dumps(values).encode(), "fremmed.json")
    except InputFileError:
        return
    for ending in ("html", "pptx", "xlsx"):
        assert make.make_deck(ending, deck)
    assert collection(deck).figures


def test_a_file_of_the_first_version_opens_and_can_be_made_into_slides() -> None:
    deck = from_json(FIRST_FILE.read_bytes(), "fra_forrige_versjon.json")
    assert deck.name == "Fra forrige versjon"
    assert len(deck.frames) == 16
    assert all(one.title and one.text and one.grids and one.sources for one in deck.frames)
    assert make.make_deck("pptx", deck)
    again = to_json(deck)
    assert json.loads(again)["format_version"] == 3
    assert to_json(from_json(again, "x")) == again
