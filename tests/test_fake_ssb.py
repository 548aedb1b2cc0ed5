"""The stand-in for SSB itself: that it answers as SSB is known to, and that its figures agree."""

import http.client
import json
import math
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from fake_ssb import AGES, FAULTS, GROUPS, LETTERS, STYLES, FakeSSB

AGE_CODES = [code for code, _ in AGES]


@pytest.fixture
def fake() -> Iterator[FakeSSB]:
    with FakeSSB() as started:
        yield started


def call(url: str, body: Any = None) -> tuple[int, bytes, dict[str, str]]:
    content = None if body is None else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(
            urllib.request.Request(url, data=content), timeout=60
        ) as answer:
            return answer.status, answer.read(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read(), dict(error.headers)


def get(url: str) -> Any:
    return json.loads(call(url)[1])


def selection(codelist: str = "", **values: list[str]) -> dict[str, Any]:
    chosen: list[dict[str, Any]] = [
        {"variableCode": name, "valueCodes": codes} for name, codes in values.items()
    ]
    if codelist:
        next(one for one in chosen if one["variableCode"] == "Region")["codelist"] = codelist
    return {"selection": chosen}


def ask(fake: FakeSSB, table: str, body: Any) -> tuple[int, bytes, dict[str, str]]:
    return call(f"{fake.url}/tables/{table}/data?lang=no&outputFormat=json-stat2", body)


def cells(fake: FakeSSB, table: str, codelist: str = "", **values: list[str]) -> dict[Any, Any]:
    """An answer read by id and index, as ``{(codes by name of dimension): value}``."""
    status, content, _ = ask(fake, table, selection(codelist, **values))
    assert status == 200, content
    return read(json.loads(content))


def codes_of(category: dict[str, Any]) -> list[str]:
    index = category.get("index", list(category["label"]))
    return index if isinstance(index, list) else sorted(index, key=index.__getitem__)


def read(data: dict[str, Any]) -> dict[Any, Any]:
    codes = [codes_of(data["dimension"][name]["category"]) for name in data["id"]]
    assert [len(one) for one in codes] == data["size"]
    found = {}
    for at in range(math.prod(data["size"])):
        key, rest = {}, at
        for name, names in zip(reversed(data["id"]), reversed(codes), strict=True):
            rest, place = divmod(rest, len(names))
            key[name] = names[place]
        values = data["value"]
        value = values[at] if isinstance(values, list) else values.get(str(at))
        found[tuple(sorted(key.items()))] = value
    return found


def by(found: dict[Any, Any], name: str) -> dict[str, Any]:
    """The cells by one dimension, when there is no other with more than one code."""
    return {dict(key)[name]: value for key, value in found.items()}


def band(lower: int, upper: int) -> list[str]:
    return AGE_CODES[lower : upper + 1]


# --- figures ----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["5025", "3430", "3442", "50", "34", "0"])
def test_service_ages_are_those_of_the_data_file(fake: FakeSSB, raw: Any, code: str) -> None:
    codelist = "" if code == "0" else "agg_KommFylker" if len(code) == 2 else "agg_KommSummer"
    asked = {"0": "0"}.get(code, f"{'F' if len(code) == 2 else 'K'}-{code}")
    found = cells(
        fake, "07459", codelist, Region=[asked], Kjonn=["*"], Alder=["*"],
        ContentsCode=["Personer1"], Tid=["from(2006)"],
    )  # fmt: skip
    sums: dict[tuple[str, str, str], int] = defaultdict(int)
    for key, value in found.items():
        one = dict(key)
        group = next((lo, up) for lo, up in GROUPS if one["Alder"] in band(lo, up))
        name = {(0, 0): "0", (90, 105): "90+"}.get(group, f"{group[0]}-{group[1]}")
        sums[one["Tid"], {"1": "male", "2": "female"}[one["Kjonn"]], name] += value
    rows = [row for row in raw("ssb_07459_tjenestealder_2006_2026.csv") if row["region"] == code]
    assert len(rows) == len(sums) == 21 * 2 * 12
    assert all(
        sums[row["year"], row["sex"], row["age_group"]] == int(row["persons"]) for row in rows
    )


def test_a_code_has_nobody_in_the_years_it_did_not_exist(fake: FakeSSB) -> None:
    old, new, spliced = (
        by(cells(fake, "07459", *codelist, Region=[code], ContentsCode=["*"], Tid=["*"]), "Tid")
        for code, codelist in (("1640", ()), ("5025", ()), ("K-5025", ("agg_KommSummer",)))
    )
    assert (old["2017"], old["2018"]) == (5623, 0)
    assert (new["2017"], new["2018"]) == (0, 5663)
    assert all(spliced[year] == old[year] + new[year] > 0 for year in spliced)


@pytest.mark.parametrize(
    ("homes", "found_in"),
    [
        (("1508",), ["K-1508"]),
        (("1508", "1580"), ["K-1508", "K-1580"]),
        ((), ["K-Rest"]),
    ],
)
def test_where_the_spliced_list_puts_the_split_municipality(
    fake: FakeSSB, homes: tuple[str, ...], found_in: list[str]
) -> None:
    fake.homes_of_1507 = homes
    found = by(
        cells(
            fake, "07459", "agg_KommSummer", Region=["K-1508", "K-1580", "K-Rest"],
            ContentsCode=["*"], Tid=["2022"],
        ),
        "Region",
    )  # fmt: skip
    assert [code for code, persons in found.items() if persons] == found_in


@pytest.mark.parametrize(
    ("table", "region"),
    [("14746", "5025"), ("14288", "1508"), ("12882", "1507"), ("11168", "0441")],
)
def test_a_projection_starts_from_the_people_observed(
    fake: FakeSSB, table: str, region: str
) -> None:
    first = get(f"{fake.url}/tables/{table}")["firstPeriod"]
    start = cells(fake, table, Region=[region], Alder=["*"], ContentsCode=["Personer"], Tid=[first])
    seen = cells(
        fake, "07459", Region=[region], Alder=["*"], ContentsCode=["Personer1"], Tid=[first]
    )
    assert by(start, "Alder") == by(seen, "Alder")
    assert sum(start.values()) > 0


def test_the_alternatives_differ_as_their_letters_say(fake: FakeSSB) -> None:
    def by_letters(ages: list[str]) -> dict[str, int]:
        sums: dict[str, int] = defaultdict(int)
        found = cells(
            fake, "14746", Region=["5025"], Alder=ages, ContentsCode=["*"], Tid=["top(1)"]
        )
        for key, value in found.items():
            sums[labels[dict(key)["ContentsCode"]][-5:-1]] += value
        return sums

    metadata = get(f"{fake.url}/tables/14746/metadata?lang=no")
    labels = metadata["dimension"]["ContentsCode"]["category"]["label"]
    working, old = by_letters(band(20, 66)), by_letters(band(67, 105))
    ratio = {one: working[one] / old[one] for one in LETTERS}
    assert ratio["LHML"] < ratio["LLML"] < ratio["MMMM"] < ratio["HHMH"] < ratio["HLMH"]


def test_the_year_adds_up(fake: FakeSSB) -> None:
    found = cells(
        fake, "06913", "agg_KommSummerHist", Region=["K_5025"], ContentsCode=["*"],
        Tid=["2016", "2017"],
    )  # fmt: skip
    year = {dict(key)["ContentsCode"]: value for key, value in found.items() if "2016" in str(key)}
    net = year["Innflyttinger"] - year["Utflyttinger"]
    assert (year["Folkemengde"], year["Folketilvekst"]) == (5635, 5623 - 5635)
    assert net == year["Nettoinnflytting"]
    assert year["Levende"] - year["Dode"] + net == year["Folketilvekst"]


def test_births_and_deaths_behind_the_projection(fake: FakeSSB) -> None:
    found = cells(
        fake, "14747", Region=["5025"], Framskriv=["MM00"], ContentsCode=["*"], Tid=["2030"]
    )
    flows = by(found, "ContentsCode")
    assert flows["Fodte"] > 0
    assert flows["Dode"] > 0
    assert (flows["Innenlandsk"], flows["Utenlandsk"]) == (0, 0)


# --- forms ------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", range(len(STYLES)))
def test_every_style_says_the_same(fake: FakeSSB, style: int) -> None:
    wanted = {"Region": ["5025"], "Alder": ["000", "105+"], "ContentsCode": ["*"], "Tid": ["*"]}
    fake.blank("14746", ":", Region="5025", Alder="000", Tid="2030")
    plain = cells(fake, "14746", **wanted)
    fake.style = style
    assert cells(fake, "14746", **wanted) == plain
    assert sum(value is None for value in plain.values()) == 9
    metadata = get(f"{fake.url}/tables/14746/metadata")
    assert "value" not in metadata
    ages = codes_of(metadata["dimension"]["Alder"]["category"])
    assert (ages, metadata["role"]["time"]) == (AGE_CODES, ["Tid"])


def test_a_sum_over_a_missing_cell_is_missing_and_marked(fake: FakeSSB) -> None:
    fake.blank("14746", ".", Region="5025", Alder="050", Tid="2030")
    asked = selection(Region=["5025"], ContentsCode=["Personer"], Tid=["2029", "2030"])
    answer = json.loads(ask(fake, "14746", asked)[1])
    assert (answer["value"][1], answer["status"]) == (None, {"1": "."})
    assert answer["id"] == ["Region", "ContentsCode", "Tid"]


@pytest.mark.parametrize(
    ("expression", "years"),
    [
        ("202?", list(range(2020, 2027))),
        ("top(2)", [2025, 2026]),
        ("bottom(2)", [1986, 1987]),
        ("from(2025)", [2025, 2026]),
        ("to(1986)", [1986]),
        ("range(1999,2001)", [1999, 2000, 2001]),
        ("*26", [2026]),
    ],
)
def test_expressions(fake: FakeSSB, expression: str, years: list[int]) -> None:
    found = cells(fake, "07459", Region=["0"], ContentsCode=["*"], Tid=[expression])
    assert list(by(found, "Tid")) == [str(year) for year in years]


ALL = {"ContentsCode": ["*"], "Tid": ["*"]}


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        (selection(**ALL, Region=["5025", "9998"]), "Non-existent value"),
        (selection(**ALL, Regio=["5025"]), "Non-existent variable"),
        (selection(Tid=["2026"]), "Missing selection for mandantory variable"),
        (selection(ContentsCode=["*"]), "Missing selection for mandantory variable"),
        (selection(**ALL, Region=["*"], Kjonn=["*"], Alder=["*"]), "Too many cells selected"),
        (selection("agg_kommsummer", **ALL, Region=["K-5025"]), "Non-existent codelist"),
        (selection("agg_KommSummer", **ALL, Region=["5025"]), "Non-existent value"),
        (selection(ContentsCode=["*"], Tid=["top(x)"]), "Illegal selection expression"),
    ],
)
def test_what_is_refused(fake: FakeSSB, asked: dict[str, Any], title: str) -> None:
    fake.max_cells = 100_000
    status, content, _ = ask(fake, "07459", asked)
    assert (status, json.loads(content)["title"]) == (400, title)


def test_a_code_given_twice_is_answered_with_nothing(fake: FakeSSB) -> None:
    twice = selection(**ALL, Region=["5025", "5025"])
    assert ask(fake, "07459", twice)[:2] == (500, b"")


def test_a_missing_table(fake: FakeSSB) -> None:
    assert call(f"{fake.url}/tables/99999/metadata")[0] == 404
    fake.missing_status = 400
    assert call(f"{fake.url}/tables/99999")[0] == 400


# --- what there is ----------------------------------------------------------------------------


def listed(fake: FakeSSB, query: str) -> list[str]:
    return [one["id"] for one in get(f"{fake.url}/tables?query={query}")["tables"]]


def test_search_and_a_newer_vintage(fake: FakeSSB) -> None:
    words = "Framskrevet%20folkemengde"
    assert listed(fake, words) == ["14742", "14746", "06913"]
    assert "12882" in listed(fake, f"{words}&includeDiscontinued=true")
    pages = [
        listed(fake, f"{words}&includeDiscontinued=true&pageSize=3&pageNumber={page}")
        for page in (1, 2, 3, 4)
    ]
    assert [len(page) for page in pages] == [3, 3, 2, 0]
    fake.newer()
    assert listed(fake, words) == ["14742", "15999", "06913"]
    assert cells(fake, "15999", Region=["5025"], ContentsCode=["Personer"], Tid=["2028"])
    fake.reset()
    assert "15999" not in listed(fake, words)


def test_code_lists_and_config(fake: FakeSSB) -> None:
    fake.max_cells = 5
    config = get(f"{fake.url}/config")
    assert (config["maxDataCells"], config["maxCallsPerTimeWindow"]) == (5, 0)
    metadata = get(f"{fake.url}/tables/07459/metadata?lang=no")
    extension = metadata["dimension"]["Region"]["extension"]
    links = {one["id"]: one["links"][0]["href"] for one in extension["codelists"]}
    values = {one["code"]: one for one in get(links["agg_KommSummer"])["values"]}
    assert values["K-5025"] == {"code": "K-5025", "label": "Røros", "valueMap": ["1640", "5025"]}
    assert values["K-4624"]["valueMap"] == ["1241", "1243", "4624"]
    assert call(f"{fake.url}/codelists/agg_kommsummer")[0] == 404


@pytest.mark.parametrize("said", [0, 9, "mange"])
def test_config_may_say_another_limit_than_is_enforced(fake: FakeSSB, said: Any) -> None:
    fake.max_cells, fake.told_cells = 2, said
    assert get(f"{fake.url}/config")["maxDataCells"] == said
    three = selection(ContentsCode=["*"], Tid=["2024", "2025", "2026"])
    status, content, _ = ask(fake, "07459", three)
    assert (status, json.loads(content)["title"]) == (400, "Too many cells selected")


@pytest.mark.parametrize(("table", "first"), [("14746", "2026"), ("14747", "2026")])
def test_projections_may_lack_counties(fake: FakeSSB, table: str, first: str) -> None:
    wanted = {"Framskriv": ["*"]} if table == "14747" else {}
    asked = {"Region": ["5025", "0"], "ContentsCode": ["*"], "Tid": [first], **wanted}
    before = cells(fake, table, **asked)
    fake.without_counties()
    assert cells(fake, table, **asked) == before
    county = ask(fake, table, selection(**{**asked, "Region": ["50"]}))
    assert (county[0], json.loads(county[1])["title"]) == (400, "Non-existent value")
    assert cells(fake, "07459", **ALL, Region=["50"])
    codes = codes_of(get(f"{fake.url}/tables/{table}/metadata")["dimension"]["Region"]["category"])
    assert {len(code) for code in codes} == {1, 4}


def test_a_table_as_it_was_a_year_ago(fake: FakeSSB) -> None:
    asked = {"Region": ["5025"], "ContentsCode": ["*"], "Tid": ["from(2024)"]}
    now = by(cells(fake, "07459", **asked), "Tid")
    present = fake.a_year_ago("07459")
    before = by(cells(fake, "07459", **asked), "Tid")
    assert (list(before), list(now)) == (["2024", "2025"], ["2024", "2025", "2026"])
    assert all(before[year] == now[year] for year in before)
    assert get(f"{fake.url}/tables/07459")["updated"] < present.updated
    fake.tables["07459"] = present
    assert by(cells(fake, "07459", **asked), "Tid") == now


def test_what_is_said_of_a_region_must_be_shown(fake: FakeSSB) -> None:
    asked = selection("agg_KommSummer", **ALL, Region=["K-5025", "K-1508"])
    region = json.loads(ask(fake, "07459", asked)[1])["dimension"]["Region"]
    assert region["category"]["note"] == {"K-1508": ["Brudd i 2020-2023."]}
    assert region["extension"]["categoryNoteMandatory"] == {"K-1508": {"0": True}}


def test_klass_tells_of_the_split(fake: FakeSSB) -> None:
    base = f"{fake.klass_url}/classifications/131"
    today = [one["code"] for one in get(f"{base}/codesAt.json?date=2026-01-01")["codes"]]
    assert {"5025", "1508", "1580"} <= set(today)
    assert "1507" not in today
    changes = get(f"{base}/changes.json?from=2023-01-02&to=2026-01-02")["codeChanges"]
    assert [(one["oldCode"], one["newCode"]) for one in changes] == [
        ("1507", "1508"), ("1507", "1580"),
    ]  # fmt: skip


def test_calls_are_kept(fake: FakeSSB) -> None:
    call(f"{fake.url}/config")
    ask(fake, "07459", selection(**ALL))
    assert [(one.method, one.path.split("?")[0]) for one in fake.calls] == [
        ("GET", "/config"),
        ("POST", "/tables/07459/data"),
    ]
    assert fake.calls[1].body == selection(**ALL)
    assert fake.calls[0].time <= fake.calls[1].time
    assert (fake.data_calls, fake.most_at_once) == (1, 1)
    fake.reset()
    assert (fake.calls, fake.data_calls) == ([], 0)


def test_touch_moves_the_date(fake: FakeSSB) -> None:
    before = get(f"{fake.url}/tables/07459")["updated"]
    assert fake.touch("07459") > before
    assert get(f"{fake.url}/tables/07459/metadata")["updated"] > before


# --- faults -----------------------------------------------------------------------------------

ROROS = selection(Region=["5025"], ContentsCode=["*"], Tid=["2026"])


@pytest.mark.parametrize(
    ("fault", "status", "start"),
    [
        ("429", 429, b"API calls"),
        ("429-bare", 429, b"API calls"),
        ("503", 503, b"<!DOCTYPE"),
        ("500-empty", 500, b""),
        ("html", 200, b"<!DOCTYPE"),
        ("gone", 404, b'{"type"'),
    ],
)
def test_faults_that_answer(fake: FakeSSB, fault: str, status: int, start: bytes) -> None:
    fake.fault, fake.fault_count, fake.fault_path = fault, 2, "/data"
    assert call(f"{fake.url}/tables/14746")[0] == 200
    for _ in range(2):
        got, content, headers = ask(fake, "14746", ROROS)
        assert (got, content[: len(start)]) == (status, start)
        assert ("Retry-After" in headers) == (fault == "429")
        assert headers["x-ratelimit-policy"] == "40;w=60s"
    assert (ask(fake, "14746", ROROS)[0], fake.fault) == (200, "")


def test_some_calls_go_well_before_a_fault(fake: FakeSSB) -> None:
    fake.fault, fake.fault_path, fake.fault_after = "503", "/data", 2
    statuses = []
    for _ in range(4):
        assert call(f"{fake.url}/config")[0] == 200
        statuses.append(ask(fake, "14746", ROROS)[0])
    assert statuses == [200, 200, 503, 200]


@pytest.mark.parametrize("style", [0, 1])
def test_faults_in_the_figures(fake: FakeSSB, style: int) -> None:
    fake.style = style
    fake.fault = "truncated"
    status, content, headers = ask(fake, "14746", ROROS)
    assert (status, int(headers["Content-Length"])) == (200, len(content))
    with pytest.raises(ValueError):  # noqa: PT011
        json.loads(content)
    fake.fault = "sizes"
    data = json.loads(ask(fake, "14746", ROROS)[1])
    assert len(data["value"]) != math.prod(data["size"])


def test_a_label_that_says_nothing(fake: FakeSSB) -> None:
    fake.fault = "label"
    assert call(f"{fake.url}/config")[0] == 200
    labels = [
        get(f"{fake.url}/tables/14746/metadata")["dimension"]["ContentsCode"]["category"]["label"]
        for _ in range(2)
    ]
    assert [one["Personer5"] for one in labels] == ["Alternativ uten navn", "Sterk aldring (LHML)"]


def test_faults_of_the_connection(fake: FakeSSB) -> None:
    fake.fault = "reset"
    with pytest.raises(OSError, match=r"reset|closed"):
        ask(fake, "14746", ROROS)
    fake.fault, fake.fault_seconds = "hang", 0.05
    assert ask(fake, "14746", ROROS)[0] == 200


def test_nobody_answers_afterwards_on_a_line_still_open() -> None:
    with FakeSSB() as fake:
        line = http.client.HTTPConnection("127.0.0.1", fake.port, timeout=60)
        line.request("GET", "/api/pxwebapi/v2/config")
        assert line.getresponse().read()
    line.request("GET", "/api/pxwebapi/v2/config")
    with pytest.raises(OSError, match=r"reset|closed"):
        line.getresponse()


def test_a_fault_that_does_not_exist_is_refused(fake: FakeSSB) -> None:
    assert len(FAULTS) == 16
    with pytest.raises(ValueError, match="no such fault"):
        fake.fault = "404"


# --- what the specification does not allow ----------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("config", 200),
        ("config?lang=no", 400),
        ("tables?lang=no&query=x&pageSize=5&pageNumber=1&includeDiscontinued=true", 200),
        ("tables?outputFormat=csv", 400),
        ("tables/07459?lang=en", 200),
        ("tables/07459/metadata?lang=no", 200),
        ("tables/07459/metadata?lang=sv", 400),
        ("tables/07459/metadata?language=no", 400),
        ("tables/07459/metadata?lang=no&lang=en", 400),
        ("codelists/agg_KommSummer?lang=no", 200),
        ("codelists/agg_kommsummer?lang=no", 404),
        ("codelists/agg_KommSummer?pageSize=5", 400),
        (f"tables?query={'x' * 2100}", 404),
    ],
)
def test_a_call_is_held_against_the_specification(fake: FakeSSB, path: str, status: int) -> None:
    answer, _ = fake.handle("GET", f"/api/pxwebapi/v2/{path}", b"")
    assert answer.status == status, answer.body
    if status == 400:
        assert json.loads(answer.body)["type"] == "Parameter error"


@pytest.mark.parametrize(
    ("body", "parameters", "status"),
    [
        ({}, "lang=no&outputFormat=json-stat2", 200),
        ({}, "lang=no&output=json-stat2", 400),
        ({"query": []}, "lang=no", 400),
        ({"selection": [{"variableCode": "Tid", "values": ["2026"]}]}, "lang=no", 400),
        ({"selection": [{"variableCode": "Tid", "valueCodes": ["2026"]}]}, "lang=no", 400),
        ({"selection": [{"variableCode": "Tid", "valueCodes": ["2026"]}] * 2}, "lang=no", 400),
        (
            {
                "selection": [
                    {"variableCode": "ContentsCode", "valueCodes": ["Personer1"]},
                    {"variableCode": "Tid", "valueCodes": ["2026", "2026"]},
                ]
            },
            "lang=no",
            500,
        ),
    ],
)
def test_a_query_is_held_against_the_specification(
    fake: FakeSSB, body: Any, parameters: str, status: int
) -> None:
    path = f"/api/pxwebapi/v2/tables/07459/data?{parameters}"
    answer, _ = fake.handle("POST", path, json.dumps(body).encode())
    assert answer.status == status, answer.body
    assert (answer.body == b"") == (status == 500)
