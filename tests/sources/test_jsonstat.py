import copy
import itertools
import json
import pickle
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from projections.errors import SourceError
from projections.sources.statbank.jsonstat import (
    MOST_CELLS,
    MOST_DIMENSIONS,
    Cube,
    Dimension,
    parse,
)

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
        Dimension(
            "Region", "region", ("0301", "5025"), ("Oslo", "Røros"), {"0301": "", "5025": ""}
        ),
        Dimension(
            "ContentsCode",
            "statistikkvariabel",
            ("Personer1",),
            ("Personer",),
            {"Personer1": "personer"},
        ),
        Dimension(
            "Tid", "år", *(("2024", "2025", "2026"),) * 2, {"2024": "", "2025": "", "2026": ""}
        ),
    )


def test_what_goes_with_the_figures() -> None:
    cube = read(table())
    assert cube.label == "07459: Befolkning, etter region, statistikkvariabel og år"
    assert (cube.updated, cube.source) == ("2026-02-25T07:00:00Z", "Statistisk sentralbyrå")
    assert cube.roles == {"time": ("Tid",), "geo": ("Region",), "metric": ("ContentsCode",)}


def test_notes_say_what_they_are_about() -> None:
    cube = read(table())
    assert cube.notes == (
        "Tallene er per 1. januar.",
        "Se egen side om brudd.",
        "region: Grenser per 2024.",
        "region, Røros: Kode 1640 til 2017.",
        "region, Røros: Grensejustert.",
    )
    assert cube.mandatory_notes == (
        "Se egen side om brudd.",
        "region: Grenser per 2024.",
        "region, Røros: Grensejustert.",
    )


@pytest.mark.parametrize("flags", [{"0": False}, {"7": True}, {}])
def test_flags_that_point_at_no_note(flags: Json) -> None:
    document = changed("extension", "noteMandatory", to=flags)
    assert read(document).mandatory_notes == read(without("extension")).mandatory_notes


def test_note_of_a_code_that_was_not_asked_for_is_left_out() -> None:
    document = changed("dimension", "Region", "category", "note", to={"9999": ["Nedlagt."]})
    assert not any("Nedlagt" in note for note in read(document).notes)


def test_note_as_one_text() -> None:
    assert read(changed("note", to="Alene.")).notes[0] == "Alene."


@pytest.mark.parametrize(
    "key", ["label", "source", "updated", "note", "role", "status", "extension"]
)
def test_what_may_be_missing(key: str) -> None:
    for document in (without(key), changed(key, to=None)):
        cube = read(document)
        np.testing.assert_array_equal(cube.values, read(table()).values)
    assert not {"status": cube.status, "role": cube.roles, "label": cube.label}.get(key)


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
    assert contents.dimension("ContentsCode").units == {"Personer1": "personer"}


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
    assert (copied.notes, copied.roles) == (cube.notes, cube.roles)


def test_array_and_dimensions_must_fit() -> None:
    with pytest.raises(ValueError, match=r"\(6,\).*\(2, 1, 3\)"):
        replace(read(table()), values=np.zeros(6))


def test_arranged_by_hand() -> None:
    cube = read(table()).arranged(["Tid", "Region"])  # the single ContentsCode goes away
    np.testing.assert_array_equal(cube.values, [[717710, 5560], [724290, np.nan], [728714, 5598]])
    assert [one.id for one in cube.dimensions] == ["Tid", "Region"]
    assert cube.status == {3: ".."}  # Røros 2025: second year, second region
    assert cube.roles == {"time": ("Tid",), "geo": ("Region",), "metric": ()}
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


@pytest.mark.parametrize("content", ["", " \n", b"", b"\n\n"])
def test_empty_body(content: str | bytes) -> None:
    assert refusal(content) == "Svaret er tomt; ventet JSON-stat."


def test_web_page() -> None:
    problem = refusal(b"<!DOCTYPE html>\n<html><body>Vedlikehold p\xc3\xa5g\xc3\xa5r</body>")
    assert "ikke hel og gyldig JSON" in problem
    assert "begynner med «<!DOCTYPE html> <html><body>Vedlikehold pågår" in problem


@pytest.mark.parametrize("left", [1, 100, 900, -1])
def test_body_cut_short(left: int) -> None:
    body = json.dumps(table(), ensure_ascii=False)
    assert "ikke hel og gyldig JSON" in refusal(body[:left])
    assert "ikke hel og gyldig JSON" in refusal(body[:left].encode())


def test_place_of_the_error_is_told() -> None:
    assert "(feil ved tegn 7 av 8)" in refusal('{"id": x')


@pytest.mark.parametrize(
    "content",
    [
        b'{"label": "R\xf8ros"}',  # Latin-1
        "[" * 100_000,
        '{"value": [' + "9" * 5000 + "]}",
    ],
    ids=["encoding", "nesting", "digits"],
)
def test_what_python_cannot_read(content: str | bytes) -> None:
    assert "ikke lesbar JSON" in refusal(content)


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ([], "en liste"),
        (None, "ingenting"),
        ("Too many requests", "«Too many requests»"),
        (429, "429"),
        (True, "true"),
    ],
)
def test_answer_that_is_no_object(answer: object, found: str) -> None:
    assert refusal(json.dumps(answer)) == f"Svaret er {found}; ventet et objekt i JSON-stat."


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ({"title": "Non-existent value", "status": 400}, "ingenting"),
        (changed("class", to="collection"), "«collection»"),
        (changed("class", to="dimension"), "«dimension»"),
        (changed("class", to=["dataset"]), "en liste"),
        ({"dataset": table()}, "ingenting"),  # the bundle of JSON-stat 1
    ],
)
def test_class(document: Json, found: str) -> None:
    assert refusal(document) == f"«class» er {found}; ventet «dataset»."


@pytest.mark.parametrize(("version", "found"), [("1.3", "«1.3»"), ("3.0", "«3.0»"), (None, "«»")])
def test_version(version: object, found: str) -> None:
    assert refusal(changed("version", to=version)) == f"«version» er {found}; ventet «2.0»."


def test_version_as_a_number() -> None:
    assert refusal(changed("version", to=2.0)) == "«version» er 2.0; ventet en tekst."


@pytest.mark.parametrize("value", [[1, 2, 3, 4, 5], [1] * 7, [], [[1, 2, 3], [4, 5, 6]]])
def test_number_of_values(value: list[Any]) -> None:
    assert refusal(changed("value", to=value)) == f"«value» har {len(value)} celler; «size» gir 6."


@pytest.mark.parametrize(
    ("value", "found"), [(None, "ingenting"), (5598, "5598"), ("5598", "«5598»"), (True, "true")]
)
def test_values_of_another_shape(value: object, found: str) -> None:
    problem = f"«value» er {found}; ventet en liste eller et objekt."
    assert refusal(changed("value", to=value)) == problem


WRONG_VALUES = [
    ("5598", "«5598»"),
    ("", "«»"),
    ("nan", "«nan»"),
    (True, "true"),
    (False, "false"),
    ([1], "en liste"),
    ({}, "et objekt"),
    (float("nan"), "nan"),
    (float("inf"), "inf"),
    (-float("inf"), "-inf"),
]


@pytest.mark.parametrize(("wrong", "found"), WRONG_VALUES)
@pytest.mark.parametrize("others", [1, 1.5, None])
def test_value_that_is_no_number(wrong: object, found: str, others: object) -> None:
    expected = f"«value» har {found} på plass 4; ventet tall eller null."
    values = [others, others, 2, 3, wrong, others]
    assert refusal(changed("value", to=values)) == expected
    assert refusal(changed("value", to={"2": 2, "4": wrong, "0": others})) == expected


def test_number_beyond_all_bounds() -> None:
    body = json.dumps(changed("value", to=[1, 2, 3, 4, 5, 4711.5]))
    assert "«value» har inf på plass 5" in refusal(body.replace("4711.5", "1e999"))
    assert "heltall som er for stort" in refusal(changed("value", to=[1.5, 2, 3, 4, 5, 10**400]))
    assert "«value» har «x» på plass 5" in refusal(changed("value", to=[1, 2, 3, 4, 10**400, "x"]))


@pytest.mark.parametrize(
    "key", ["6", "1000000", "9" * 30, "-1", "1.0", "01", "+1", " 1", "1_0", "١", "", "Tid"]
)
@pytest.mark.parametrize("name", ["value", "status"])
def test_sparse_key_that_is_no_cell(name: str, key: str) -> None:
    problem = refusal(changed(name, to={"0": None, key: None}))
    assert problem == f"«{name}» har nøkkelen «{key.strip()}»; ventet et heltall 0–5."


def test_sparse_key_with_more_digits_than_python_reads() -> None:
    assert "«value» har nøkkelen «99999" in refusal(changed("value", to={"9" * 5000: 1}))


@pytest.mark.parametrize("marks", [[], ["."], ["."] * 5, ["."] * 7])
def test_number_of_marks(marks: list[str]) -> None:
    problem = refusal(changed("status", to=marks))
    assert problem == f"«status» har {len(marks)} celler; «size» gir 6."


@pytest.mark.parametrize(("mark", "found"), [(1, "1"), (True, "true"), (["."], "en liste")])
def test_mark_that_is_no_text(mark: object, found: str) -> None:
    expected = f"«status» har {found} på plass 2; ventet tekst eller null."
    assert refusal(changed("status", to={"2": mark})) == expected
    assert refusal(changed("status", to=[None, ".", mark, None, None, None])) == expected


@pytest.mark.parametrize(("status", "found"), [(7, "7"), (False, "false")])
def test_marks_of_another_shape(status: object, found: str) -> None:
    problem = refusal(changed("status", to=status))
    assert problem == f"«status» er {found}; ventet en liste eller et objekt."


def test_dimension_that_is_not_described() -> None:
    problem = refusal(without("dimension", "Tid"))
    assert problem == "Dimensjonen «Tid» i «id» mangler i «dimension»."
    assert "«Region»" in refusal(without("dimension"))


def test_described_dimension_outside_id_is_not_read() -> None:
    document = changed("dimension", "Kjonn", to={"category": None})
    assert [one.id for one in read(document).dimensions] == ["Region", "ContentsCode", "Tid"]


@pytest.mark.parametrize(
    ("path", "wrong", "found"),
    [
        (("id",), "Tid", "«id» er «Tid»; ventet en liste."),
        (("id", 2), 3, "«id» har 3; ventet bare tekster."),
        (("id",), ["Region", "Tid", "Tid"], "«id» har «Tid» flere ganger."),
        (("id",), [], f"«id» har 0 dimensjoner; ventet 1–{MOST_DIMENSIONS}."),
        (("id",), None, f"«id» har 0 dimensjoner; ventet 1–{MOST_DIMENSIONS}."),
        (("size",), {}, "«size» er et objekt; ventet en liste."),
        (("size",), [2, 1], "«size» har 2 tall, og «id» har 3."),
        (("size",), None, "«size» har 0 tall, og «id» har 3."),
        (("dimension",), [], "«dimension» er en liste; ventet et objekt."),
        (("dimension", "Tid"), "år", "«dimension.Tid» er «år»; ventet et objekt."),
        (("dimension", "Tid", "category"), 3, "«dimension.Tid.category» er 3; ventet et objekt."),
        (("dimension", "Tid", "label"), 3, "«dimension.Tid.label» er 3; ventet en tekst."),
        (LABEL, [], "«dimension.Region.category.label» er en liste; ventet et objekt."),
        ((*LABEL, "0301"), 1, "«dimension.Region.category.label.0301» er 1; ventet en tekst."),
        (UNIT, "kr", "«dimension.ContentsCode.category.unit» er «kr»; ventet et objekt."),
        (
            (*UNIT, "Personer1"),
            "kr",
            "«dimension.ContentsCode.category.unit.Personer1» er «kr»; ventet et objekt.",
        ),
        (
            (*UNIT, "Personer1", "base"),
            7,
            "«dimension.ContentsCode.category.unit.Personer1.base» er 7; ventet en tekst.",
        ),
        (("label",), ["x"], "«label» er en liste; ventet en tekst."),
        (("updated",), 20260225, "«updated» er 20260225; ventet en tekst."),
        (("source",), {}, "«source» er et objekt; ventet en tekst."),
        (("role",), [], "«role» er en liste; ventet et objekt."),
        (("role", "time"), "Tid", "«role.time» er «Tid»; ventet en liste."),
        (("role", "time"), [1], "«role.time» har 1; ventet bare tekster."),
        (("note",), [1], "«note» har 1; ventet bare tekster."),
        (("note",), {"0": "x"}, "«note» er et objekt; ventet en liste."),
        (("extension",), [], "«extension» er en liste; ventet et objekt."),
        (
            ("extension", "noteMandatory"),
            [0],
            "«extension.noteMandatory» er en liste; ventet et objekt.",
        ),
    ],
)
def test_part_of_another_kind(path: tuple[Any, ...], wrong: object, found: str) -> None:
    assert refusal(changed(*path, to=wrong)) == found


@pytest.mark.parametrize(
    ("size", "found"),
    [
        (3, "3"),
        (1, "1"),
        (0, "0"),
        (-2, "-2"),
        (2.0, "2.0"),
        (True, "true"),
        ("2", "«2»"),
        (None, "ingenting"),
        (10**30, "et svært stort tall"),
    ],
)
def test_size_that_does_not_fit_the_codes(size: object, found: str) -> None:
    problem = refusal(changed("size", 0, to=size))
    assert problem == (
        f"Dimensjonen «Region» har 2 koder; «size» er {found}, ventet samme tall og minst 1."
    )


@pytest.mark.parametrize("index", [[], {}])
def test_dimension_without_codes(index: object) -> None:
    document = changed("dimension", "Tid", "category", "index", to=index)
    document["size"][2] = 0
    assert "«Tid» har 0 koder" in refusal(document)


@pytest.mark.parametrize(
    ("index", "open_places"),
    [
        ({"0301": 0, "5025": 0}, "1"),
        ({"0301": 0, "5025": 2}, "1"),
        ({"0301": 1, "5025": 2}, "0"),
        ({"0301": -1, "5025": 0}, "1"),
        ({"0301": 7, "5025": 10**30}, "0, 1"),
    ],
)
def test_index_that_does_not_cover_the_places_once(index: Json, open_places: str) -> None:
    problem = refusal(changed(*INDEX, to=index))
    path = "dimension.Region.category.index"
    assert problem == f"«{path}» mangler plass {open_places}, regnet fra 0."


@pytest.mark.parametrize(
    ("index", "found"),
    [
        ({"0301": 0.0, "5025": 1}, "har 0.0; ventet et heltall."),
        ({"0301": False, "5025": True}, "har false; ventet et heltall."),
        ({"0301": "0", "5025": 1}, "har «0»; ventet et heltall."),
        ({"0301": None, "5025": 1}, "har ingenting; ventet et heltall."),
        ({"0301": [], "5025": {}}, "har en liste; ventet et heltall."),
        (["5025", "5025"], "har «5025» flere ganger."),
        (["0301", 5025], "har 5025; ventet bare tekster."),
        ("0301", "er «0301»; ventet en liste."),
        (None, "mangler, og «label» har 2 koder; ventet 1."),
    ],
)
def test_index_of_another_kind(index: object, found: str) -> None:
    assert refusal(changed(*INDEX, to=index)) == f"«dimension.Region.category.index» {found}"


def test_no_index_label_or_unit() -> None:
    problem = refusal(changed("dimension", "ContentsCode", "category", to={}))
    assert "ContentsCode" in problem
    assert "«label» har 0 koder; ventet 1" in problem


@pytest.mark.parametrize("path", [(*LABEL, "1640"), (*UNIT, "1640")])
def test_code_without_a_place(path: tuple[str, ...]) -> None:
    problem = refusal(changed(*path, to="Røros"))
    assert problem == f"Koden «1640» i dimensjonen «{path[1]}» har ingen plass i «index»."


def test_duplicate_keys_of_a_body_do_not_pass() -> None:
    body = json.dumps(table()).replace('{"5025": 1, "0301": 0}', '{"5025": 1, "5025": 0}')
    assert "5025" in body
    assert "har 1 koder" in refusal(body.replace('"0301": "Oslo"', '"5025": "Oslo"'))


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
    assert refusal(many(8, 10)) == f"«size» gir for mange celler; ventet høyst {MOST_CELLS}."
    assert read(many(5, 10)).values.shape == (10,) * 5


def test_more_dimensions_than_numpy_has() -> None:
    assert f"«id» har 100 dimensjoner; ventet 1–{MOST_DIMENSIONS}." in refusal(many(100, 1))
    assert read(many(MOST_DIMENSIONS, 1)).values.shape == (1,) * MOST_DIMENSIONS


def test_long_and_broken_text_is_shortened() -> None:
    problem = refusal(changed("value", 0, to="\ud800" + "lang\ntekst " * 10_000))
    assert "«?lang tekst lang" in problem
    assert len(problem) < 150
    assert "…» på plass 0" in problem


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
        units = draw(st.sampled_from([{}, {codes[0]: "personer"}]))
        dimensions.append(
            Dimension(
                one,
                draw(names),
                tuple(codes),
                tuple(labels),
                {code: units.get(code, "") for code in codes},
            )
        )
    shape = tuple(len(one.codes) for one in dimensions)
    numbers = st.one_of(
        st.integers(-(10**6), 10**6).map(float), st.just(np.nan), st.floats(allow_infinity=False)
    )
    values = draw(hnp.arrays(np.float64, shape, elements=numbers))
    status = draw(st.dictionaries(st.integers(0, values.size - 1), marks, max_size=5))
    roles = {"time": (ids[0],)}
    return Cube(values, tuple(dimensions), status, "t", "2026", "SSB", (), (), roles, PROVIDER)


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
        if any(one.units.values()):
            category["unit"] = {code: {"base": base} for code, base in one.units.items() if base}
        dimension[one.id] = {"label": one.label, "category": category}
    document: Json = {
        "version": "2.0",
        "class": "dataset",
        "label": cube.label,
        "updated": cube.updated,
        "source": cube.source,
        "role": {role: list(of) for role, of in cube.roles.items()},
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
        assert one.units == wanted.units


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
    assert set(cube.mandatory_notes) <= set(cube.notes)
    for one in cube.dimensions:
        assert len(one.labels) == len(one.codes) == len(set(one.codes)) == len(one.units)


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
