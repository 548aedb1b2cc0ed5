"""Pupils by school district on Kapasitet, from an uploaded prognosis that has districts."""

import pytest
from folds import page_of, unfold
from streamlit.testing.v1 import AppTest
from test_last_opp import opened as upload_page
from test_last_opp import press, upload
from test_last_opp import shown as page_text
from test_pages import figures, opened, shown

from projections.store import Store, uploads

AGES = ("0", "1-5", "6-15", "16-19", "20-66", "67-79", "80-89", "90+")
NORTH = (3, 14, 30, 12, 190, 70, 25, 3)
SOUTH = (9, 40, 90, 50, 600, 200, 60, 9)


def file(*lines: str) -> str:
    rows = [
        f"{name};{age} år;{one};{one + step * (age == '6-15')}"
        for name, people, step in (("Brekken", NORTH, -6), ("**Sør**", SOUTH, 4))
        for age, one in zip(AGES, people, strict=True)
    ]
    return "\n".join(("Skolekrets;Alder;2026;2027", *rows, *lines, ""))


def capacity(text: str) -> AppTest:
    """The page Kapasitet in a session where the file is in use."""
    return in_session(press(upload(upload_page(), text), "Bruk i denne økten"))


def in_session(used: AppTest, page: str = "kapasitet") -> AppTest:
    at = unfold(page_of(page))
    for key in ("own_inputs", "choice", "written_query", "problems", "uploads_used"):
        at.session_state[key] = used.session_state[key]
    return at.run()


def test_pupils_by_district_with_room_sum_and_table() -> None:
    at = capacity(file())
    assert not at.exception
    told = shown(at)
    assert "Elevtallet øker mest i Sør (+4) og faller mest i Brekken (−6)" in told
    assert "Brekken mot Brekken skole: 18 elever i dag (skoleåret 2023/24)" in told
    assert "Behovet er over dagens" not in told.partition("Brekken mot")[2].partition("\n")[0]
    assert "De 2 kretsene summerer til kommunens elevtall i prognosen." in told
    assert "regnet samlet, og hver skolekrets står for seg på Kapasitet" in told
    assert "enkeltpersoner" not in told
    (drawn,) = (one for one in figures(at) if len(one["data"]) == 2 and "Sør" in str(one["data"]))
    assert [one["y"] for one in drawn["data"]] == [[90, 94], [30, 24]]
    at.session_state["open_tables"] = {"elever_per_skolekrets"}
    at.run()
    assert not at.exception
    columns = [list(one.value.columns) for one in at.table]
    assert ["Grunnlag"] not in columns
    assert columns.count(["Brekken", "Sør", "Hele kommunen"]) == 3


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
    assert "1 tall gjelder grupper på 1–3 personer (Brekken) og kan vise enkeltpersoner" in told


def test_a_kept_prognosis_has_its_districts_when_it_is_used_again() -> None:
    press(upload(upload_page(), file()), "Bruk og lagre")
    try:
        again = in_session(press(upload_page(), "Bruk"))
    finally:
        for one in uploads.every(Store()):
            uploads.remove(Store(), one)
    assert "Elevtallet øker mest i Sør (+4)" in shown(again)


@pytest.mark.parametrize("region", ["5025", "3430"])
def test_a_prognosis_without_districts_has_a_quiet_hint(region: str) -> None:
    at = opened("kapasitet", kommune=region)
    assert "vises når prognosen er delt på skolekretser" in shown(at)
    assert not any("per_skolekrets" in one.proto.id for one in at.get("plotly_chart"))


# --- files of pupils alone --------------------------------------------------------------------

ALONE = "Skolekrets;Trinn;2026/27;2027/28\n" + "".join(
    f"{name};{grade}. trinn;{one};{one + step}\n"
    for name, one, step in (("Brekken skole", 9, 1), ("Glåmos skole", 40, -2))
    for grade in range(1, 11)
)


def test_pupils_alone_are_told_before_use_and_shown_on_kapasitet() -> None:
    page = upload(upload_page(), ALONE, "kretser.csv")
    assert "Filen har bare 6–15 år. Den kan vises som elever per skolekrets på Kapasitet" in (
        page_text(page)
    )
    before = page.session_state["choice"].projection
    used = press(page, "Bruk i denne økten")
    assert "elever per skolekrets på siden Kapasitet fra kretser.csv" in page_text(used)
    assert used.session_state["choice"].projection == before
    at = in_session(used)
    assert not at.exception
    told = shown(at)
    assert "Elevtallet øker mest i Brekken skole (+10) og faller mest i Glåmos skole (−20)" in told
    assert "Elever i 2026 og 2027 i filen kretser, som bare har 6–15 år og ikke brukes" in told
    assert "De 2 kretsene har 480 elever i 2027, og kommunen har 544 innbyggere" in told
    assert "Det er den største forskjellen i 2026–2027." in told
    assert "Et skoleår er holdt mot innbyggerne 1. januar året etter" in told
    assert not [one for one in at.selectbox(key="widget_projection").options if "kretser" in one]
    at.session_state["open_tables"] = {"elever_per_skolekrets"}
    at.run()
    assert not at.exception
    columns = [list(one.value.columns) for one in at.table]
    assert [
        "Brekken skole",
        "Glåmos skole",
        "Hele kommunen, 1. januar året etter",
        "Forskjell, 1. januar året etter",
    ] in columns
    back = press(used, "Ta bort")
    assert "I bruk nå" not in page_text(back)
    assert "vises når prognosen er delt på skolekretser" in shown(in_session(back))


def test_pupils_alone_beside_a_divided_prognosis_are_two_panels() -> None:
    used = press(upload(upload_page(), file(), "hel.csv"), "Bruk i denne økten")
    used = press(upload(used, ALONE, "kretser.csv"), "Bruk i denne økten")
    told = shown(in_session(used))
    assert "De 2 kretsene summerer til kommunens elevtall i prognosen." in told
    assert "som bare har 6–15 år og ikke brukes som prognose" in told


WITHOUT = ", for tallene er ikke delt på skolekretser"


@pytest.mark.parametrize(
    "page",
    ["oversikt", "aldersbaereevne", "demografikostnader", "inntekt", "handlingsrom"],
)
def test_pupils_alone_change_nothing_on_other_pages(page: str) -> None:
    used = press(upload(upload_page(), ALONE), "Bruk i denne økten")
    at = in_session(used, page)
    assert not at.exception
    # On Kort fortalt stands the card of pupils, which says where each district is shown.
    told = shown(at).replace(", og hver skolekrets står for seg på Kapasitet", WITHOUT)
    assert told.replace(" · egne tall i denne økten", "") == shown(unfold(page_of(page)).run())


def test_kept_pupils_alone_are_used_again_and_deleted() -> None:
    press(upload(upload_page(), ALONE), "Bruk og lagre")
    try:
        again = press(upload_page(), "Bruk")
        assert "Elevtallet øker mest i Brekken skole (+10)" in shown(in_session(again))
        press(again, "Ja, slett")
        assert uploads.every(Store()) == ()
    finally:
        for one in uploads.every(Store()):
            uploads.remove(Store(), one)


def test_pupils_without_districts_cannot_be_used() -> None:
    text = "Alder;2026;2027\n" + "".join(f"{age} år;30;31\n" for age in range(6, 16))
    at = upload(upload_page(), text)
    assert "Filen kan ikke brukes" in page_text(at)
    assert not any(one.label == "Bruk i denne økten" for one in at.button)
