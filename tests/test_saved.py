"""A saved scenario as a file: the same object back, and everything a file may hold."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.errors import InputFileError
from projections.store.saved_rules import MOST_CHOICES, MOST_LETTERS, MOST_NAME, MOST_NOTE
from projections.store.scenarios import MOST_BYTES, SavedScenario, Vintage, from_json, to_json

QUERY = {"kommune": "5025", "flytting": "20", "standard": "pleie:0.5"}
WHOLE: dict[str, Any] = {
    "name": "Flere barnefamilier",
    "note": "To linjer,\nog en tabulator\tmed «æøå».",
    "saved": "2026-11-21T10:00:00Z",
    "version": "0.1.0",
    "vintage": Vintage("hop-2024-2027", "2023-11-16"),
    "query": QUERY,
}
SAVED = SavedScenario(**WHOLE)


def file(**changed: Any) -> bytes:
    """The file with some of its fields otherwise; ``...`` takes one away."""
    values = json.loads(to_json(SAVED)) | changed
    return json.dumps({key: one for key, one in values.items() if one is not ...}).encode()


def told(content: bytes) -> list[str]:
    """What is said of a file that cannot be used, a line a fault."""
    with pytest.raises(InputFileError) as caught:
        from_json(content, "fil.json")
    lines = str(caught.value).split("\n")
    assert all(line.startswith("fil.json") and line.endswith(".") for line in lines), lines
    assert all("fant" in line and "godtar" in line for line in lines)
    assert not set("<>[]`*\\\x1b") & set(str(caught.value))
    assert max(map(len, lines)) < 500
    return lines


def test_the_file() -> None:
    assert json.loads(to_json(SAVED)) == {
        "format": "baereevne-scenario",
        "format_version": 1,
        "name": "Flere barnefamilier",
        "note": "To linjer,\nog en tabulator\tmed «æøå».",
        "saved": "2026-11-21T10:00:00Z",
        "version": "0.1.0",
        "vintage": {"source": "hop-2024-2027", "published": "2023-11-16"},
        "query": QUERY,
    }
    assert from_json(to_json(SAVED), "fil.json") == SAVED


def test_the_same_scenario_is_the_same_bytes() -> None:
    turned = SavedScenario(**WHOLE | {"query": dict(reversed(QUERY.items()))})
    assert turned == SAVED
    assert to_json(turned) == to_json(SAVED)


def test_the_link_has_edition_and_version() -> None:
    assert SAVED.link == QUERY | {"utgave": "hop-2024-2027@2023-11-16", "versjon": "0.1.0"}


def test_a_byte_order_mark_does_no_harm() -> None:
    assert from_json(b"\xef\xbb\xbf" + to_json(SAVED), "fil.json") == SAVED


visible = st.characters().filter(str.isprintable)
plain = st.text("abcXYZ019_.,:+-", max_size=MOST_LETTERS)
scenarios = st.builds(
    SavedScenario,
    st.text(visible, min_size=1, max_size=MOST_NAME).filter(lambda name: name == name.strip()),
    st.text(visible | st.sampled_from("\n\t"), max_size=MOST_NOTE),
    st.datetimes().map(lambda time: time.isoformat(timespec="seconds") + "Z"),
    st.sampled_from(("0.1.0", "12.3", "1.2.3.4")),
    st.builds(
        Vintage, st.sampled_from(("ssb-14288", "egen_1")), st.sampled_from(("", "2024", "2024-06"))
    ),
    st.dictionaries(st.text("abc_9", min_size=1, max_size=40), plain, max_size=MOST_CHOICES),
)


@given(scenarios)
def test_any_scenario_survives_the_file(saved: SavedScenario) -> None:
    assert from_json(to_json(saved), "fil.json") == saved


def test_the_largest_scenario_is_not_too_large() -> None:
    names = [f"{n:0>40}" for n in range(MOST_CHOICES)]
    largest = SavedScenario(
        **WHOLE
        | {
            "name": "\U0001f3d4" * MOST_NAME,
            "note": "\U0001f3d4" * MOST_NOTE,
            "query": dict.fromkeys(names, "x" * MOST_LETTERS),
        }
    )
    assert from_json(to_json(largest), "fil.json") == largest


WRONG = [
    ("format", "noe-annet"),
    ("format_version", 2),
    ("format_version", True),
    ("format_version", 1.0),
    ("name", ""),
    ("name", " "),
    ("name", "x" * (MOST_NAME + 1)),
    ("name", "to\nlinjer"),
    ("name", "\u202etxet"),
    ("name", "\x1b[31mrødt"),
    ("name", "\ud800"),
    ("name", 5),
    ("name", None),
    ("note", "x" * (MOST_NOTE + 1)),
    ("note", "\x00"),
    ("note", ["<b>"]),
    ("saved", "i går"),
    ("saved", "2026-13-01T00:00:00Z"),
    ("saved", "2026-11-21T10:00:00+01:00"),
    ("saved", "٢٠٢٦-11-21T10:00:00Z"),
    ("version", "nyeste"),
    ("version", "0.1.0<script>"),
    ("vintage", "ssb-14288@2024"),
    ("vintage", {"source": "ssb-14288"}),
    ("vintage", {"source": "ssb-14288", "published": "2024", "more": "1"}),
    ("vintage", {"source": "<b>", "published": "2024"}),
    ("vintage", {"source": "ssb-14288", "published": "i fjor"}),
    ("query", [["kommune", "5025"]]),
    ("query", {"kommune": 5025}),
    ("query", {"kommune": None}),
    ("query", {"kommune": "<script>alert(1)</script>"}),
    ("query", {"<script>": "1"}),
    ("query", {"": "1"}),
    ("query", {"kommune": "x" * (MOST_LETTERS + 1)}),
    ("query", {f"a{n}": "1" for n in range(MOST_CHOICES + 1)}),
    ("query", {"utgave": "ssb-14288:2024"}),
    ("query", {"versjon": "9.9"}),
]


@pytest.mark.parametrize(("key", "value"), WRONG)
def test_each_field_is_checked(key: str, value: object) -> None:
    (line,) = told(file(**{key: value}))
    assert f"feltet «{key}»" in line


@pytest.mark.parametrize("key", json.loads(to_json(SAVED)))
def test_each_field_must_be_there(key: str) -> None:
    (line,) = told(file(**{key: ...}))
    assert f"feltet «{key}»: fant ingenting" in line


def test_all_that_is_wrong_is_told_at_once() -> None:
    wrong = dict(reversed(WRONG))
    lines = told(file(**wrong, kommune="5025", **{"<i>": 1}))
    assert len(lines) == len(wrong) + 1
    assert "ukjente felt: «kommune», «?i?»" in lines[-1]


def test_fields_may_not_be_repeated() -> None:
    twice = to_json(SAVED).replace(b'"flytting": "20"', b'"flytting": "20", "flytting": "30"')
    (line,) = told(twice)
    assert "står flere ganger: «flytting»" in line


def test_many_unknown_fields_are_one_sentence() -> None:
    (line,) = told(file(**{f"felt{n}": n for n in range(500)}))
    assert "«felt4» og 495 til" in line


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "ingenting"),
        (b" \n", "ingenting"),
        (b"[]", "noe annet"),
        (b"null", "noe annet"),
        (b"{", "noe annet"),
        (b"\xff\xfe{}", "noe annet"),
        (b"[" * (MOST_BYTES - 1), "noe annet"),
        (b'{"a":' * 19_000, "noe annet"),
        (b'{"a":' + b"9" * 9_000 + b"}", "noe annet"),
        (b"{" + b" " * MOST_BYTES + b"}", "en større fil"),
    ],
)
def test_what_is_not_such_a_file(content: bytes, found: str) -> None:
    (line,) = told(content)
    assert f"fant {found}" in line


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(list(json.loads(to_json(SAVED)))), json_values)
def test_any_value_is_used_or_told(key: str, value: object) -> None:
    try:
        saved = from_json(file(**{key: value}), "fil.json")
    except InputFileError:
        told(file(**{key: value}))
    else:
        assert from_json(to_json(saved), "fil.json") == saved


@given(st.binary(max_size=200))
def test_any_bytes_are_told(content: bytes) -> None:
    assert told(content)


def test_a_scenario_made_here_is_checked_too() -> None:
    with pytest.raises(InputFileError) as caught:
        SavedScenario(**WHOLE | {"name": "", "note": "x" * 3000})
    first, second = str(caught.value).split("\n")
    assert first.startswith("Scenariet, navnet: fant en tom tekst, godtar 1–80")
    assert second.startswith("Scenariet, merknaden: ")
    assert "(3000 tegn)" in second


@pytest.mark.parametrize(
    "text", ["", "@", "ssb", "ssb@2024@1", "ssb@i fjor", "<b>@2024", "ssb@2024-6-5", "x" * 61 + "@"]
)
def test_what_is_not_a_vintage(text: str) -> None:
    assert Vintage.parse(text) is None


def test_vintages() -> None:
    known = Vintage.parse("ssb-14288@2024-06-05")
    assert known == Vintage("ssb-14288", "2024-06-05")
    for published, same in (("2024", True), ("", True), ("2024-06-05", True), ("2024-07", False)):
        other = Vintage("ssb-14288", published)
        assert known.may_be(other) == other.may_be(known) == same
    assert not known.may_be(Vintage("ssb-13600", "2024-06-05"))
