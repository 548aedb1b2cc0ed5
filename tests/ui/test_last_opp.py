"""The page Last opp, as a user would use it."""

from collections.abc import Iterator

import pytest
from folds import page_of
from streamlit.testing.v1 import AppTest

from projections.store import Store, uploads
from projections.ui import uploads_used

AGES = ("0", "1-5", "6-15", "16-19", "20-66", "67-79", "80-89", "90+")
PERSONS = (51, 250, 640, 261, 3200, 760, 270, 59)
GOOD = "Alder;2026;2027\n" + "".join(
    f"{age} år;{one};{one}\n" for age, one in zip(AGES, PERSONS, strict=True)
)


def opened(start: str = "last_opp", **query: str) -> AppTest:
    at = page_of(start)
    for name, value in query.items():
        at.query_params[name] = value
    at.session_state["uploads_columns"] = True
    return at.run()


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    yield
    for one in uploads.every(Store()):
        uploads.remove(Store(), one)


def shown(at: AppTest) -> str:
    parts = [
        at.title,
        at.header,
        at.markdown,
        at.caption,
        at.info,
        at.warning,
        at.error,
        at.success,
    ]
    return "\n".join(str(one.value) for part in parts for one in part).replace("\u00a0", " ")


def upload(at: AppTest, text: str, name: str = "egen.csv") -> AppTest:
    at.file_uploader(key="uploads_file").set_value((name, text.encode(), "text/csv")).run()
    assert not at.exception
    return at


def press(at: AppTest, text: str) -> AppTest:
    at = next(one for one in at.button if one.label == text).click().run()
    assert not at.exception
    return at


def chosen(at: AppTest) -> str:
    return str(at.session_state["choice"].projection)


def tables(at: AppTest) -> dict[str, list[str]]:
    return {one.value.columns[0]: list(one.value.index) for one in at.table}


def test_all_problems_are_shown_and_the_file_cannot_be_used() -> None:
    at = upload(opened(), GOOD.replace("640", "mange").replace("3200;", "-1;"))
    assert "Filen kan ikke brukes før 2 slags feil på 3 steder er rettet." in shown(at)
    assert tables(at)["Fant"] == [
        "Rad 4, kolonnen 2026",
        "Rad 4, kolonnen 2027",
        "Rad 6, kolonnen 2026",
    ]
    assert not any(one.label == "Bruk i denne økten" for one in at.button)


def test_a_file_is_used_beside_the_others_and_taken_back() -> None:
    at = press(upload(opened(), GOOD), "Bruk i denne økten")
    assert chosen(at).startswith("opplastet-")
    assert "Prognose, 2026–2027, fra egen" in at.caption[0].value
    at = press(at, "Ta bort")
    assert "I bruk nå" not in shown(at)
    assert chosen(at) == "hop-2024-2027.sterk_aldring"
    assert not uploads.every(Store())


@pytest.mark.parametrize(
    "page",
    ["oversikt", "befolkning", "aldersbaereevne", "demografikostnader", "kapasitet", "inntekt"],
)
def test_every_page_works_with_an_uploaded_projection(page: str) -> None:
    used = press(upload(opened(), GOOD), "Bruk i denne økten")
    at = page_of(page)
    for key in ("own_inputs", "choice", "written_query", "problems", "uploads_used"):
        at.session_state[key] = used.session_state[key]
    at.run()
    assert not at.exception
    assert [one.value for one in at.error] == []
    assert "fra egen" in at.selectbox(key="widget_projection").options[-2]


def test_coarse_groups_are_named_and_single_years_estimated_when_asked() -> None:
    text = "Alder;2026;2027\n0-19 år;1097;1090\n20-69 år;3400;3390\n70 år og eldre;1141;1150\n"
    at = upload(opened(), text)
    assert "Aldersgruppene 0-19 år, 20-69 år og 70+ år deles av tjenestenes aldre" in shown(at)
    at = at.toggle(key="uploads_single").set_value(True).run()
    at = press(at, "Bruk i denne økten")
    assert "-anslag.prognose" in chosen(at)
    found = at.session_state["own_inputs"]["5025"]["more_projections"][0].population
    assert found.ages.codes[:2] == ("0", "1")
    assert found.persons[0, 0, 0, :20].sum() == pytest.approx(1097)
    assert "anslått" in found.source.remark


def test_a_link_to_an_upload_says_so_in_another_session() -> None:
    at = opened(kommune="5025", prognose="opplastet-12345678.prognose")
    assert len(at.warning) == 1
    assert "opplastet-12345678" in shown(at)


def test_the_user_says_what_a_column_is() -> None:
    text = GOOD.replace("Alder", "Hvem")
    at = upload(opened(), text)
    # It is known by what stands in it; the user may say otherwise.
    at = at.selectbox(key="uploads_column_0").set_value("skip").run()
    assert "Ingen kolonne for alder" in str([one.value.values.tolist() for one in at.table])
    at = at.selectbox(key="uploads_column_0").set_value("age").run()
    assert not at.exception
    assert any(one.label == "Bruk i denne økten" for one in at.button)


def test_all_columns_can_be_corrected_and_years_together() -> None:
    years = ";".join(map(str, range(2026, 2051)))
    rows = (f"{age} år;ja;{';'.join(['500'] * 25)}" for age in AGES)
    at = upload(opened(), "\n".join((f"Alder;Tettsted;{years}", *rows)))
    labels = [one.label for one in at.selectbox if "kolonne" in one.label.casefold()]
    assert labels == [
        "Kolonnen Alder er",
        "Kolonnen Tettsted er",
        "De 25 kolonnene 2026 til 2050 er",
    ]
    told = str([one.value.values.tolist() for one in at.table])
    assert "Bare «ja»" in told
    at = at.selectbox(key="uploads_column_1").set_value("everyone").run()
    at = at.selectbox(key="uploads_column_2").set_value("skip").run()
    assert "Ingen kolonne for personer" in str([one.value.values.tolist() for one in at.table])
    at = at.selectbox(key="uploads_column_2").set_value("persons").run()
    at = at.toggle(key="uploads_apart").set_value(True).run()
    at = at.selectbox(key="uploads_page").set_value(24).run()
    at = at.selectbox(key="uploads_column_26").set_value("skip").run()
    assert not at.exception
    at = press(at, "Bruk i denne økten")
    (found,) = at.session_state["own_inputs"]["5025"]["more_projections"]
    assert found.population.years[-1] == 2049


def test_it_is_kept_on_purpose_with_the_original_and_deleted_after_a_question() -> None:
    at = upload(opened(), GOOD)
    at = at.text_input(key="uploads_publisher").set_value("Fylket").run()
    at = press(at, "Bruk og lagre")
    (kept,) = uploads.every(Store())
    assert (kept.name, kept.publisher, kept.content) == ("egen", "Fylket", GOOD.encode())
    assert "**egen**, Fylket, lagret" in shown(opened())
    at = press(opened(), "Bruk")
    assert chosen(at).startswith("opplastet-")
    press(at, "Ja, slett")
    assert uploads.every(Store()) == ()


def test_a_file_for_another_place_takes_the_page_there_and_can_be_had_as_csv() -> None:
    text = "Kommune;" + GOOD.replace("\n", "\n3430 Os;").removesuffix("3430 Os;")
    at = press(upload(opened(kommune="5025"), text), "Bruk i denne økten")
    assert at.session_state["choice"].region == "3430"
    assert at.query_params["kommune"] == "3430"
    (projection,) = at.session_state["own_inputs"]["3430"]["more_projections"]
    lines = uploads_used._csv([projection]).decode("utf-8-sig").splitlines()
    assert ";" in lines[0]
    assert len(lines) > len(AGES)


def test_a_file_of_no_known_place_cannot_be_used() -> None:
    at = upload(opened(), "Kommune;" + GOOD.replace("\n", "\n9999 X;").removesuffix("9999 X;"))
    assert not any(one.label == "Bruk i denne økten" for one in at.button)


def test_more_faults_than_there_is_room_for_are_counted() -> None:
    rows = "".join(f"{age} år;mange;{age}x\n" for age in range(100))
    at = upload(opened(), f"Alder;2026;2027\n{rows}")
    assert "kan ikke brukes" in shown(at)
    assert not any(one.label == "Bruk i denne økten" for one in at.button)


def test_several_alternatives_of_a_file_are_told_before_it_is_used() -> None:
    rows = "".join(
        f"{way};{age} år;{one};{one}\n"
        for way in ("Lav", "Høy")
        for age, one in zip(AGES, PERSONS, strict=True)
    )
    at = upload(opened(), f"Alternativ;Alder;2026;2027\n{rows}")
    told = " ".join(one.value for one in at.info)
    assert "Lav" in told or "lav" in told
    at = press(at, "Bruk i denne økten")
    assert len(at.session_state["own_inputs"]["5025"]["more_projections"]) == 2
