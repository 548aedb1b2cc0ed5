"""Pupils by school district on Kapasitet, from an uploaded prognosis that has districts."""

import pytest
from streamlit.testing.v1 import AppTest
from test_last_opp import opened as upload_page
from test_last_opp import press, upload
from test_pages import _script, figures, opened, shown

from projections import upload_store
from projections.store import Store

AGES = ("0", "1-5", "6-15", "16-19", "20-66", "67-79", "80-89", "90+")
NORTH = (3, 14, 30, 12, 190, 70, 25, 3)
SOUTH = (9, 40, 90, 50, 600, 200, 60, 9)


def file(*lines: str) -> str:
    rows = [
        f"{name};{age} år;{one};{one + step * (age == '6-15')}"
        for name, people, step in (("Skole 2", NORTH, -6), ("**Sør**", SOUTH, 4))
        for age, one in zip(AGES, people, strict=True)
    ]
    return "\n".join(("Skolekrets;Alder;2026;2027", *rows, *lines, ""))


def capacity(text: str) -> AppTest:
    """The page Kapasitet in a session where the file is in use."""
    return in_session(press(upload(upload_page(), text), "Bruk i denne økten"))


def in_session(used: AppTest) -> AppTest:
    at = AppTest.from_function(_script, args=("kapasitet",), default_timeout=60)
    for key in ("own_inputs", "choice", "written_query", "problems", "uploads_used"):
        at.session_state[key] = used.session_state[key]
    return at.run()


def test_pupils_by_district_with_room_sum_and_table() -> None:
    at = capacity(file())
    assert not at.exception
    told = shown(at)
    assert "Elevtallet øker mest i Sør (+4) og faller mest i Skole 2 (−6)" in told
    assert "Skole 2: Behovet er over dagens 20 allerede i 2026." in told
    assert "De 2 kretsene summerer til kommunens elevtall i prognosen." in told
    assert "regnet samlet, og hver skolekrets står for seg under" in told
    assert "enkeltpersoner" not in told
    (drawn,) = (one for one in figures(at) if len(one["data"]) == 2 and "Sør" in str(one["data"]))
    assert [one["y"] for one in drawn["data"]] == [[90, 94], [30, 24]]
    at.session_state["table_elever_per_skolekrets"] = True
    at.run()
    assert not at.exception
    columns = [list(one.value.columns) for one in at.table]
    assert ["Grunnlag"] not in columns
    assert columns.count(["Skole 2", "Sør", "Hele kommunen"]) == 3


def test_what_is_in_no_district_and_groups_too_small_are_told() -> None:
    # The whole has finer ages than the districts, so the reader cannot hold one against the other.
    whole = dict(zip(AGES, map(sum, zip(NORTH, SOUTH, strict=True)), strict=True))
    whole = {**whole, "6-12": 85, "13-15": 40}
    lines = [f"I alt;{age} år;{one};{one - 2}" for age, one in whole.items() if age != "6-15"]
    at = capacity(
        file(*lines).replace("1-5 år;14;14", "1-5 år;2;14").replace("0 år;3;3", "0 år;15;3")
    )
    assert not at.exception
    told = shown(at)
    assert "summerer ikke til kommunen" in told
    assert "til 120 elever, mens prognosen har 125 i hele kommunen" in told
    assert "1 tall gjelder grupper på 1–3 personer (Skole 2) og kan vise enkeltpersoner" in told


def test_a_kept_prognosis_has_its_districts_when_it_is_used_again() -> None:
    press(upload(upload_page(), file()), "Bruk og lagre")
    try:
        again = in_session(press(upload_page(), "Bruk"))
    finally:
        for one in upload_store.every(Store()):
            upload_store.remove(Store(), one)
    assert "Elevtallet øker mest i Sør (+4)" in shown(again)


@pytest.mark.parametrize("region", ["5025", "3430"])
def test_a_prognosis_without_districts_has_a_quiet_hint(region: str) -> None:
    at = opened("kapasitet", kommune=region)
    assert "vises når prognosen er delt på skolekretser" in shown(at)
    assert not any("per_skolekrets" in one.proto.id for one in at.get("plotly_chart"))
