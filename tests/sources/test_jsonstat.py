import copy
import itertools
import json
import pickle
import re
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from projections.errors import SourceError
from projections.sources.statbank.cube import Cube, Dimension
from projections.sources.statbank.jsonstat import MOST_DIMENSIONS, parse

PROVIDER = "SSB, tabell 07459"
Json = dict[str, Any]


def table() -> Json:
    """Two regions, one kind of figure, three years, as PxWebApi v2 writes it."""
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "07459: Befolkning, etter region, statistikkvariabel og år",
        "source": "Statistisk sentralbyrå",
        "updated": "2026-02-25T07:00:00Z",
        "note": ["Tallene er per 1. januar.", "Se egen side om brudd."],
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
        "id": ["Region", "ContentsCode", "Tid"],
        "size": [2, 1, 3],
        "dimension": {
            "Region": {
                "label": "region",
                "note": ["Grenser per 2024."],
                "category": {
                    "index": {"5025": 1, "0301": 0},  # the keys are not in the order of the cells
                    "label": {"5025": "Røros", "0301": "Oslo"},
                    "note": {"5025": ["Kode 1640 til 2017.", "Grensejustert."]},
                },
                "extension": {
                    "elimination": True,
                    "noteMandatory": {"0": True},
                    "categoryNoteMandatory": {"5025": {"1": True}},
                },
            },
            "ContentsCode": {
                "label": "statistikkvariabel",
                "category": {
                    "label": {"Personer1": "Personer"},
                    "unit": {"Personer1": {"base": "personer", "decimals": 0}},
                },
                "extension": {"refperiod": {"Personer1": "1.1."}},
            },
            "Tid": {"label": "år", "category": {"index": ["2024", "2025", "2026"]}},
        },
        "extension": {"noteMandatory": {"1": True}, "px": {"tableid": "07459"}},
        "value": [717710, 724290, 728714, 5560, None, 5598],
        "status": {"4": ".."},
    }


def changed(*path: Any, to: Any) -> Json:
    """The table with one thing replaced; the path leads to it."""
    document = table()
    place: Any = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    return document


def without(*path: Any) -> Json:
    document = table()
    place: Any = document
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    return document


def read(document: Any) -> Cube:
    return parse(json.dumps(document), PROVIDER)


def refusal(content: Any) -> str:
    """The sentence of the error that reading ends with."""
    with pytest.raises(SourceError) as caught:
        parse(content if isinstance(content, str | bytes) else json.dumps(content), PROVIDER)
    assert caught.value.provider == PROVIDER
    assert str(caught.value) == f"{PROVIDER}: {caught.value.problem}"
    return told(caught.value.problem)


def told(problem: str) -> str:
    """One line, a sentence, that can be written out, and not a whole page."""
    assert problem.endswith(".")
    assert len(problem.splitlines()) == 1
    assert len(problem.encode("utf-8")) < 800
    return problem


# --- what is read -----------------------------------------------------------------------------


def test_figures_by_hand() -> None:
    cube = read(table())
    expected = [[[717710, 724290, 728714]], [[5560, np.nan, 5598]]]
    np.testing.assert_array_equal(cube.values, np.array(expected))
    assert cube.values.dtype == np.float64
    assert cube.status == {4: ".."}
    assert cube.provider == PROVIDER


def test_dimensions_by_hand() -> None:
    assert read(table()).dimensions == (
        Dimension("Region", "region", ("0301", "5025"), ("Oslo", "Røros")),
        Dimension("ContentsCode", "statistikkvariabel", ("Personer1",), ("Personer",)),
        Dimension("Tid", "år", *(("2024", "2025", "2026"),) * 2),
    )


def test_what_goes_with_the_figures() -> None:
    cube = read(table())
    assert cube.label == "07459: Befolkning, etter region, statistikkvariabel og år"
    assert cube.updated == "2026-02-25T07:00:00Z"


def test_notes_say_what_they_are_about() -> None:
    cube = read(table())
    assert cube.notes == (
        "Se egen side om brudd.",
        "region: Grenser per 2024.",
        "region, Røros: Grensejustert.",
    )


@pytest.mark.parametrize("flags", [{"0": False}, {"7": True}, {}])
def test_flags_that_point_at_no_note(flags: Json) -> None:
    document = changed("extension", "noteMandatory", to=flags)
    assert read(document).notes == read(without("extension")).notes


def test_note_of_a_code_that_was_not_asked_for_is_left_out() -> None:
    document = changed("dimension", "Region", "category", "note", to={"9999": ["Nedlagt."]})
    document["dimension"]["Region"]["extension"]["categoryNoteMandatory"] = {"9999": {"0": True}}
    assert not any("Nedlagt" in note for note in read(document).notes)


def test_note_as_one_text() -> None:
    document = changed("note", to="Alene.") | {"extension": {"noteMandatory": {"0": True}}}
    assert read(document).notes[0] == "Alene."


@pytest.mark.parametrize(
    "key", ["label", "source", "updated", "note", "role", "status", "extension"]
)
def test_what_may_be_missing(key: str) -> None:
    for document in (without(key), changed(key, to=None)):
        cube = read(document)
        np.testing.assert_array_equal(cube.values, read(table()).values)
    assert not {"status": cube.status, "label": cube.label}.get(key)


def test_labels_fall_back_on_codes() -> None:
    document = without("dimension", "Region", "category", "label")
    del document["dimension"]["Region"]["label"]
    region = read(document).dimension("Region")
    assert (region.label, region.labels) == ("Region", ("0301", "5025"))
    partly = read(without("dimension", "Region", "category", "label", "0301"))
    assert partly.dimension("Region").labels == ("0301", "Røros")


def test_single_code_is_found_in_unit_when_neither_index_nor_label() -> None:
    contents = read(without("dimension", "ContentsCode", "category", "label"))
    assert contents.dimension("ContentsCode").codes == ("Personer1",)


def test_body_as_bytes_text_or_object() -> None:
    document = table()
    kept = copy.deepcopy(document)
    text = json.dumps(document, ensure_ascii=False)
    for content in (text, text.encode(), b"\xef\xbb\xbf" + text.encode(), f" {text}\n", document):
        cube = parse(content, PROVIDER)
        np.testing.assert_array_equal(cube.values, read(table()).values)
        assert cube.dimensions == read(table()).dimensions
    assert parse(MappingProxyType(document), PROVIDER).status == {4: ".."}
    assert document == kept


def test_sparse_values_leave_the_rest_missing() -> None:
    values = read(changed("value", to={"5": 5598, "0": 1.5, "3": None})).values
    np.testing.assert_array_equal(values.ravel(), [1.5, *[np.nan] * 4, 5598])
    assert np.isnan(read(changed("value", to={})).values).all()


@pytest.mark.parametrize("empty", [None, {}])
def test_no_marks(empty: object) -> None:
    assert read(changed("status", to=empty)).status == {}


def test_marks_as_list_object_or_text() -> None:
    assert read(changed("status", to=[None, ":", None, None, "..", None])).status == {
        1: ":",
        4: "..",
    }
    assert read(changed("status", to={"5": ".", "0": None})).status == {5: "."}
    assert read(changed("status", to=":")).status == dict.fromkeys(range(6), ":")


def test_zero_is_not_missing() -> None:
    values = read(changed("value", to=[0, 0.0, -0.0, None, 1e-3, -5])).values.ravel()
    np.testing.assert_array_equal(values, [0, 0, 0, np.nan, 0.001, -5])


def test_later_minor_version_is_read() -> None:
    np.testing.assert_array_equal(read(changed("version", to="2.1")).values, read(table()).values)


# --- the container ------------------------------------------------------------------------------


def test_arrays_are_read_only_also_after_a_cache() -> None:
    cube = read(table())
    for one in (cube, pickle.loads(pickle.dumps(cube)), cube.arranged(["Tid", "Region"])):
        assert not one.values.flags.writeable
        with pytest.raises(ValueError, match="read-only"):
            one.values[:] = 0


def test_copy_from_a_cache_is_the_same() -> None:
    cube = read(table())
    copied = pickle.loads(pickle.dumps(cube))
    np.testing.assert_array_equal(copied.values, cube.values)
    assert (copied.dimensions, copied.status) == (cube.dimensions, cube.status)
    assert copied.notes == cube.notes


def test_array_and_dimensions_must_fit() -> None:
    with pytest.raises(ValueError, match=r"\(6,\).*\(2, 1, 3\)"):
        replace(read(table()), values=np.zeros(6))


def test_arranged_by_hand() -> None:
    cube = read(table()).arranged(["Tid", "Region"])  # the single ContentsCode goes away
    np.testing.assert_array_equal(cube.values, [[717710, 5560], [724290, np.nan], [728714, 5598]])
    assert [one.id for one in cube.dimensions] == ["Tid", "Region"]
    assert cube.status == {3: ".."}  # Røros 2025: second year, second region
    assert cube.values.flags.c_contiguous


def test_arranged_keeps_a_single_code_that_is_asked_for() -> None:
    assert read(table()).arranged(["ContentsCode", "Tid", "Region"]).values.shape == (1, 3, 2)


def test_arranged_to_one_number() -> None:
    document = {**table(), "id": ["Tid"], "size": [1], "value": [7], "status": ["."]}
    document["dimension"] = {"Tid": {"category": {"label": {"2026": "2026"}}}}
    cube = read(document).arranged([])
    assert (cube.values.shape, float(cube.values), cube.status) == ((), 7.0, {0: "."})
    assert cube.arranged([]).status == {0: "."}


def test_dimension_that_is_gone() -> None:
    for ask in (lambda cube: cube.dimension("Kjonn"), lambda cube: cube.arranged(["Kjonn"])):
        with pytest.raises(
            SourceError, match="ikke dimensjonen «Kjonn»; den har «Region»"
        ) as caught:
            ask(read(table()))
        assert caught.value.provider == PROVIDER


def test_dimension_that_would_be_lost() -> None:
    with pytest.raises(SourceError, match="også dimensjonen «Region» med 2 koder") as caught:
        read(table()).arranged(["Tid"])
    told(caught.value.problem)


def test_dimension_asked_for_twice_is_a_programming_mistake() -> None:
    with pytest.raises(ValueError, match="repeated"):
        read(table()).arranged(["Tid", "Tid", "Region"])


# --- one test for each way of being wrong -------------------------------------------------------

INDEX = ("dimension", "Region", "category", "index")
LABEL = ("dimension", "Region", "category", "label")
UNIT = ("dimension", "ContentsCode", "category", "unit")


@pytest.mark.parametrize(
    "content",
    [
        "",
        " \n",
        b"",
        b"<!DOCTYPE html>\n<html><body>Vedlikehold p\xc3\xa5g\xc3\xa5r</body>",
        '{"id": x',
        b'{"label": "R\xf8ros"}',  # Latin-1
        "[" * 100_000,
        '{"value": [' + "9" * 5000 + "]}",
    ],
    ids=["nothing", "blank", "no bytes", "web page", "word", "encoding", "nesting", "digits"],
)
def test_what_is_no_json(content: str | bytes) -> None:
    assert refusal(content) == "Svaret er ikke hel og gyldig JSON."


@pytest.mark.parametrize("left", [1, 100, 900, -1])
def test_body_cut_short(left: int) -> None:
    body = json.dumps(table(), ensure_ascii=False)
    assert "ikke hel og gyldig JSON" in refusal(body[:left])
    assert "ikke hel og gyldig JSON" in refusal(body[:left].encode())


def wrong(document: object) -> str:
    """Where the refusal says that an answer is wrong."""
    found = re.fullmatch(
        "Svaret er ikke et helt datasett i JSON-stat 2.0: se «(.*)».", refusal(document)
    )
    assert found
    return found[1]


@pytest.mark.parametrize("answer", [[], None, "Too many requests", 429, True])
def test_answer_that_is_no_object(answer: object) -> None:
    assert wrong(json.dumps(answer)) == ""


@pytest.mark.parametrize(
    "document",
    [
        {"title": "Non-existent value", "status": 400},
        changed("class", to="collection"),
        changed("class", to="dimension"),
        changed("class", to=["dataset"]),
        {"dataset": table()},  # the bundle of JSON-stat 1
    ],
)
def test_class(document: Json) -> None:
    assert wrong(document) == "class"


@pytest.mark.parametrize("version", ["1.3", "3.0", None, 2.0])
def test_version(version: object) -> None:
    assert wrong(changed("version", to=version)) == "version"


@pytest.mark.parametrize(
    "value",
    [[1, 2, 3, 4, 5], [1] * 7, [], [[1, 2, 3], [4, 5, 6]], None, 5598, "5598", True],
)
def test_values_of_another_number_or_shape(value: object) -> None:
    assert wrong(changed("value", to=value)) == "value"


@pytest.mark.parametrize(
    "bad",
    ["5598", "", "nan", True, False, [1], {}, float("nan"), float("inf"), -float("inf")],
)
@pytest.mark.parametrize("others", [1, 1.5, None])
def test_value_that_is_no_number(bad: object, others: object) -> None:
    values = [others, others, 2, 3, bad, others]
    assert wrong(changed("value", to=values)) == "value"
    assert wrong(changed("value", to={"2": 2, "4": bad, "0": others})) == "value"


def test_number_beyond_all_bounds() -> None:
    body = json.dumps(changed("value", to=[1, 2, 3, 4, 5, 4711.5]))
    assert wrong(body.replace("4711.5", "1e999")) == "value"
    assert wrong(changed("value", to=[1.5, 2, 3, 4, 5, 10**400])) == "value"
    assert wrong(changed("value", to=[1, 2, 3, 4, 10**400, "x"])) == "value"


@pytest.mark.parametrize(
    "key",
    ["6", "1000000", "9" * 30, "9" * 5000, "-1", "1.0", "01", "+1", " 1", "1_0", "١", "", "A"],
)
@pytest.mark.parametrize("name", ["value", "status"])
def test_sparse_key_that_is_no_cell(name: str, key: str) -> None:
    assert wrong(changed(name, to={"0": None, key: None})) == name


@pytest.mark.parametrize(
    "marks", [[], ["."], ["."] * 5, ["."] * 7, 7, False, *({"2": one} for one in (1, True, ["."]))]
)
def test_marks_of_another_number_or_kind(marks: object) -> None:
    assert wrong(changed("status", to=marks)) == "status"


@pytest.mark.parametrize("mark", [1, True, ["."]])
def test_mark_that_is_no_text(mark: object) -> None:
    assert wrong(changed("status", to=[None, ".", mark, None, None, None])) == "status"


def test_dimension_that_is_not_described() -> None:
    assert wrong(without("dimension", "Tid")) == "Tid.index"
    assert wrong(without("dimension")) == "Region.index"


def test_described_dimension_outside_id_is_not_read() -> None:
    document = changed("dimension", "Kjonn", to={"category": None})
    assert [one.id for one in read(document).dimensions] == ["Region", "ContentsCode", "Tid"]


@pytest.mark.parametrize(
    ("path", "bad", "where"),
    [
        (("id",), "Tid", "id"),
        (("id", 2), 3, "id"),
        (("id",), ["Region", "Tid", "Tid"], "id"),
        (("id",), [], "id"),
        (("id",), None, "id"),
        (("size",), {}, "size"),
        (("size",), [2, 1], "size"),
        (("size",), None, "size"),
        (("dimension",), [], "dimension"),
        (("dimension", "Tid"), "år", "dimension.Tid"),
        (("dimension", "Tid", "category"), 3, "Tid.category"),
        (("dimension", "Tid", "label"), 3, "Tid.label"),
        (LABEL, [], "Region.label"),
        ((*LABEL, "0301"), 1, "Region.label.0301"),
        (UNIT, "kr", "ContentsCode.unit"),
        (("label",), ["x"], "label"),
        (("updated",), 20260225, "updated"),
        (("note",), [1], "note"),
        (("note",), {"0": "x"}, "note"),
        (("extension",), [], "extension"),
        (("extension", "noteMandatory"), [0], "noteMandatory"),
    ],
)
def test_part_of_another_kind(path: tuple[Any, ...], bad: object, where: str) -> None:
    assert wrong(changed(*path, to=bad)) == where


@pytest.mark.parametrize("path", [("source",), ("role",), (*UNIT, "Personer1")])
def test_what_is_not_used_is_not_read(path: tuple[Any, ...]) -> None:
    np.testing.assert_array_equal(read(changed(*path, to=7)).values, read(table()).values)


@pytest.mark.parametrize("size", [3, 1, 0, -2, 2.0, True, "2", None, 10**30])
def test_size_that_does_not_fit_the_codes(size: object) -> None:
    assert wrong(changed("size", 0, to=size)) == "Region.size"


@pytest.mark.parametrize("index", [[], {}])
def test_dimension_without_codes(index: object) -> None:
    document = changed("dimension", "Tid", "category", "index", to=index)
    document["size"][2] = 0
    assert wrong(document) == "Tid.size"


@pytest.mark.parametrize(
    "index",
    [
        {"0301": 0, "5025": 0},
        {"0301": 0, "5025": 2},
        {"0301": 1, "5025": 2},
        {"0301": -1, "5025": 0},
        {"0301": 7, "5025": 10**30},
        {"0301": 0.0, "5025": 1},
        {"0301": False, "5025": True},
        {"0301": "0", "5025": 1},
        {"0301": None, "5025": 1},
        {"0301": [], "5025": {}},
        ["5025", "5025"],
        ["0301", 5025],
        "0301",
        None,
    ],
)
def test_index_that_does_not_give_each_code_one_place(index: object) -> None:
    assert wrong(changed(*INDEX, to=index)) == "Region.index"


def test_no_index_label_or_unit() -> None:
    assert wrong(changed("dimension", "ContentsCode", "category", to={})) == "ContentsCode.index"


def test_label_of_a_code_without_a_place() -> None:
    assert wrong(changed(*LABEL, "1640", to="Røros")) == "Region.label"


def test_duplicate_keys_of_a_body_do_not_pass() -> None:
    body = json.dumps(table()).replace('{"5025": 1, "0301": 0}', '{"5025": 1, "5025": 0}')
    assert "5025" in body
    assert wrong(body.replace('"0301": "Oslo"', '"5025": "Oslo"')) == "Region.size"


def many(dimensions: int, codes: int) -> Json:
    ids = [f"d{place}" for place in range(dimensions)]
    index = {"category": {"index": [str(code) for code in range(codes)]}}
    return {
        "version": "2.0",
        "class": "dataset",
        "id": ids,
        "size": [codes] * dimensions,
        "dimension": dict.fromkeys(ids, index),
        "value": {},
    }


def test_size_beyond_memory() -> None:
    assert wrong(many(8, 10)) == "size"
    assert read(many(5, 10)).values.shape == (10,) * 5


def test_more_dimensions_than_numpy_has() -> None:
    assert wrong(many(100, 1)) == "id"
    assert read(many(MOST_DIMENSIONS, 1)).values.shape == (1,) * MOST_DIMENSIONS


def test_long_and_broken_name_is_shortened() -> None:
    name = "\ud800" + "lang\ntekst " * 10_000
    where = wrong(changed("id", 0, to=name))
    assert where.startswith("?lang tekst lang")
    assert len(where) < 150


# --- random cubes, in every way of writing them -------------------------------------------------

names = st.text(min_size=1, max_size=4)
marks = st.sampled_from([".", "..", ":"])


@st.composite
def cubes(draw: st.DrawFn) -> Cube:
    ids = draw(st.lists(names, min_size=1, max_size=4, unique=True))
    dimensions = []
    for one in ids:
        codes = draw(st.lists(names, min_size=1, max_size=4, unique=True))
        labels = draw(st.lists(names, min_size=len(codes), max_size=len(codes)))
        dimensions.append(Dimension(one, draw(names), tuple(codes), tuple(labels)))
    shape = tuple(len(one.codes) for one in dimensions)
    numbers = st.one_of(
        st.integers(-(10**6), 10**6).map(float), st.just(np.nan), st.floats(allow_infinity=False)
    )
    values = draw(hnp.arrays(np.float64, shape, elements=numbers))
    status = draw(st.dictionaries(st.integers(0, values.size - 1), marks, max_size=5))
    return Cube(values, tuple(dimensions), status, "t", "2026", (), PROVIDER)


def plain(number: float) -> int | float | None:
    """As a provider writes it: whole numbers without a point, missing as null."""
    if np.isnan(number):
        return None
    return int(number) if number == int(number) and abs(number) < 2**53 else float(number)


@st.composite
def written(draw: st.DrawFn, cube: Cube) -> Json:
    """The cube as JSON-stat: axes and codes in any order, every form that the format allows."""
    order = draw(st.permutations(range(len(cube.dimensions))))
    places = [draw(st.permutations(range(len(cube.dimensions[axis].codes)))) for axis in order]
    values = cube.values.transpose(order)[np.ix_(*places)]
    status = np.full(cube.values.size, None, dtype=object)
    status[list(cube.status)] = list(cube.status.values())
    status = status.reshape(cube.values.shape).transpose(order)[np.ix_(*places)].ravel()
    items = [plain(number) for number in values.ravel()]
    dimension = {}
    for axis, at in zip(order, places, strict=True):
        one = cube.dimensions[axis]
        codes = [one.codes[place] for place in at]
        form = draw(st.sampled_from(["list", "object", "missing"]))
        category: Json = {}
        if form == "list":
            category["index"] = codes
        elif form == "object" or len(codes) > 1:
            shuffled = draw(st.permutations(list(enumerate(codes))))
            category["index"] = {code: place for place, code in shuffled}
        by_code = dict(zip(one.codes, one.labels, strict=True))
        category["label"] = {code: by_code[code] for code in draw(st.permutations(codes))}
        if draw(st.booleans()):
            category["unit"] = {codes[0]: {"base": "personer"}}
        dimension[one.id] = {"label": one.label, "category": category}
    document: Json = {
        "version": "2.0",
        "class": "dataset",
        "label": cube.label,
        "updated": cube.updated,
        "source": "SSB",
        "role": {"time": [cube.dimensions[0].id]},
        "id": [cube.dimensions[axis].id for axis in order],
        "size": list(values.shape),
        "dimension": {one: dimension[one] for one in draw(st.permutations(list(dimension)))},
        "value": items if draw(st.booleans()) else sparse(draw, items),
        "status": list(status) if draw(st.booleans()) else sparse(draw, list(status)),
    }
    return {key: document[key] for key in draw(st.permutations(list(document)))}


def sparse(draw: st.DrawFn, items: list[Any]) -> Json:
    there = [str(place) for place, item in enumerate(items) if item is not None]
    return {key: items[int(key)] for key in draw(st.permutations(there))}


def in_code_order(cube: Cube, like: Cube) -> tuple[np.ndarray, dict[int, str]]:
    """Values and marks of ``cube`` with the codes of each axis in the order of ``like``."""
    places = [
        [found.codes.index(code) for code in wanted.codes]
        for found, wanted in zip(cube.dimensions, like.dimensions, strict=True)
    ]
    marked = np.full(cube.values.size, None, dtype=object)
    marked[list(cube.status)] = list(cube.status.values())
    marked = marked.reshape(cube.values.shape)[np.ix_(*places)].ravel()
    status = {place: mark for place, mark in enumerate(marked) if mark is not None}
    return cube.values[np.ix_(*places)], status


@given(st.data())
def test_every_way_of_writing_a_cube_gives_it_back(data: st.DataObject) -> None:
    cube = data.draw(cubes())
    document = data.draw(written(cube))
    found = read(document).arranged([one.id for one in cube.dimensions])
    values, status = in_code_order(found, cube)
    np.testing.assert_array_equal(values, cube.values)
    assert status == dict(cube.status)
    for one, wanted in zip(found.dimensions, cube.dimensions, strict=True):
        assert (one.id, one.label) == (wanted.id, wanted.label)
        assert dict(zip(one.codes, one.labels, strict=True)) == dict(
            zip(wanted.codes, wanted.labels, strict=True)
        )


@given(cubes(), st.randoms(use_true_random=False))
def test_arranging_moves_every_cell_and_mark_with_its_codes(cube: Cube, chance: Any) -> None:
    kept = [one for one in cube.dimensions if len(one.codes) > 1 or chance.random() < 0.5]
    chance.shuffle(kept)
    found = cube.arranged([one.id for one in kept])
    assert found.dimensions == tuple(kept)
    for place, index in enumerate(np.ndindex(cube.values.shape)):
        by_id = dict(zip([one.id for one in cube.dimensions], index, strict=True))
        moved = tuple(by_id[one.id] for one in kept)
        np.testing.assert_equal(found.values[moved], cube.values[index])
        flat = int(np.ravel_multi_index(moved, found.values.shape)) if moved else 0
        assert found.status.get(flat) == cube.status.get(place)
    assert len(found.status) == len(cube.status)


# --- whatever comes: a cube or a SourceError ----------------------------------------------------

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([10**20, 10**400, -1, 0, 1, 2, 3]),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(["Tid", "Region", "5025", "2026", "..", "0", "dataset", "2.0", "\ud800"]),
)
keys = st.one_of(
    st.text(max_size=3),
    st.sampled_from(["id", "size", "value", "index", "label", "category", "note", "0", "5", "Tid"]),
)
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=8,
)


def survives(content: Any) -> None:
    """Reading ends in a whole cube or in a sentence."""
    try:
        cube = parse(content, PROVIDER)
    except SourceError as problem:
        told(problem.problem)
        return
    assert cube.values.shape == tuple(len(one.codes) for one in cube.dimensions)
    assert not np.isinf(cube.values).any()
    assert all(0 <= place < cube.values.size for place in cube.status)
    for one in cube.dimensions:
        assert len(one.labels) == len(one.codes) == len(set(one.codes))


@settings(max_examples=100)
@given(anything)
@example(10**5000)
@example({"class": "dataset", "version": "2.0", "id": ["a"], "size": [10**5000]})
def test_any_value(value: Any) -> None:
    survives(value)
    if not isinstance(value, dict) or "size" not in value:
        try:
            body = json.dumps(value)
        except ValueError:  # more digits than Python writes
            return
        survives(body)


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from(sorted(table())), anything))
def test_any_answer_with_the_right_names(parts: Json) -> None:
    survives({**table(), **parts})
    survives(json.dumps({"version": "2.0", "class": "dataset", **parts}))


def steps(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path to every place in a document."""
    inside = node.items() if isinstance(node, dict) else enumerate(node)
    deeper = itertools.chain.from_iterable(
        [(*path, key), *steps(value, (*path, key))]
        if isinstance(value, dict | list)
        else [(*path, key)]
        for key, value in inside
    )
    return list(deeper)


PLACES = steps(table())


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.none() | anything), min_size=1, max_size=3))
def test_any_damage_to_a_table(damage: list[tuple[tuple[Any, ...], Any]]) -> None:
    document = table()
    for path, value in damage:
        place: Any = document
        try:
            for key in path[:-1]:
                place = place[key]
            if value is None:
                del place[path[-1]]
            else:
                place[path[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue  # an earlier damage took it away
    survives(document)
    survives(json.dumps(document))


@settings(max_examples=100)
@given(
    st.integers(0, len(json.dumps(table()))),
    st.integers(0, 30),
    st.binary(max_size=4) | st.sampled_from([b"NaN", b"null", b"1e999", b'"', b"]", b",", b"0"]),
)
def test_any_damage_to_a_body(start: int, length: int, by: bytes) -> None:
    body = json.dumps(table()).encode()
    survives(body[:start] + by + body[start + length :])
    survives(body[:start])


@pytest.mark.parametrize(
    "wrong", [None, True, -1, 0.5, 10**400, float("nan"), "x", "\ud800", [], [[]], {}, {"0": {}}]
)
def test_one_thing_wrong_anywhere(wrong: object) -> None:
    for path in PLACES:
        survives(changed(*path, to=wrong))


def test_one_thing_lacking_anywhere() -> None:
    for path in PLACES:
        survives(without(*path))


def test_an_object_with_keys_that_json_cannot_have() -> None:
    survives(changed("role", to={1: ["Tid"]}))
    survives(changed("role", to={1: 1}))
    for path in (INDEX, LABEL, UNIT, ("value",), ("status",), ("extension",), ("dimension",)):
        for key in (1, None, (), 2.5, True):
            survives(changed(*path, to={key: 0}))
            survives(changed(*path, to={key: "x", "5025": 1}))
