"""Own rates, frames, capacity and migration profile on the page Last opp, as a user would."""

import json
from collections.abc import Iterator

import pytest
from folds import page_of, unfold
from streamlit.testing.v1 import AppTest
from test_pages import as_printed

from projections.case import Catalogue
from projections.sources.own import kinds
from projections.store import Store, uploads

KEYS = ("own_inputs", "choice", "written_query", "problems")
MIXED = (
    "tjeneste;alder;sats;enhet;prisår;kilde\n"
    "pleie;0-66;2000;kroner per person per år;2024;Regnskap\n"
    "pleie;67+;90000;kroner per person per år;;\n"
    "Svømmehall;0+;500;kroner per person per år;;\n"
    "Hjemmetjenester;0-79;0,01;brukere per person;;\n"
    "Hjemmetjenester;80+;0,3;brukere per person;;\n"
)
FINE = MIXED.replace("0-66", "0-74").replace("67+", "75+")
PLACES = "tjeneste;navn;plasser;fra;til;kilde\nheldogn;Øverhagaen;60;;;Vedtak\n"
PROFILE = "sex;age;persons\nfemale;30;2\nmale;30;2\n"
BUTTONS = {
    "rates": "Bruk disse satsene",
    "capacity": "Bruk denne kapasiteten",
    "profile": "Bruk profilen",
}


def opened(start: str = "last_opp", used: AppTest | None = None, **query: str) -> AppTest:
    at = unfold(page_of(start))
    # A page of the menu, as a session that has something of its own goes on to, has no choices.
    for name, value in ({} if used else as_printed(query)).items():
        at.query_params[name] = value
    for kind in kinds.COLUMNS:
        at.session_state[f"{kind}_open"] = True
    for key in KEYS if used else ():
        at.session_state[key] = used.session_state[key]
    at.run()
    assert not at.exception
    return at


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    yield
    for one in uploads.every(Store()):
        uploads.remove(Store(), one)


def shown(at: AppTest) -> str:
    parts = [at.title, at.header, at.markdown, at.caption, at.info, at.warning, at.error]
    return "\n".join(str(one.value) for part in parts for one in part).replace("\u00a0", " ")


def upload(at: AppTest, kind: str, text: str) -> AppTest:
    given = ("egen.csv", text.encode(), "text/csv")
    at.file_uploader(key=f"{kind}_file").set_value(given).run()
    assert not at.exception
    return at


def press(at: AppTest, key: str) -> AppTest:
    at = at.button(key=key).click().run()
    assert not at.exception
    return at


def used(kind: str, text: str, **query: str) -> AppTest:
    return press(upload(opened(**query), kind, text), f"{kind}_use")


def grids(at: AppTest) -> dict[str, list[str]]:
    return {one.value.columns[0]: list(one.value.index) for one in at.table}


def methods(at: AppTest) -> list[str]:
    found = next(one for one in at.get("button_group") if one.key == "widget_method")
    return [one.content for one in found.proto.options]


def test_each_kind_has_a_template_and_its_columns_described() -> None:
    at = opened()
    labels = [one.proto.label for one in at.get("download_button")]
    assert labels.count("Last ned malen") == 5  # the prognosis has one too
    assert labels.count("Om kolonnene (CSV)") == 5
    assert {"Nasjonal standard i malen", "Last ned malen (Røros som eksempel)"} <= set(labels)
    described = [list(one.value.index) for one in at.table]
    assert [list(columns) for columns in kinds.COLUMNS.values()] == described


def test_all_problems_of_rates_are_shown_and_nothing_can_be_used() -> None:
    at = upload(opened(), "rates", MIXED.replace("90000", "mange").replace("0,3", "30"))
    assert "Filen «egen.csv» kan ikke brukes: 2 feil." in shown(at)
    assert grids(at)["Fant"] == ["Rad 3, kolonnen sats", "Rad 6, kolonnen sats"]
    assert not any(one.key == "rates_use" for one in at.button)


def test_rates_are_read_used_and_taken_back() -> None:
    at = upload(opened(), "rates", MIXED)
    assert "Filen kan brukes. Se over 2 advarsler først." in shown(at)
    read = next(one.value for one in at.table if "Sats" in one.value.columns)
    assert read["Sats"].tolist() == ["2\u00a0000", "90\u00a0000", "500", "0,01", "0,3"]
    at = press(at, "rates_use")
    assert (
        "Egne satser fra egen.csv er i bruk for Røros: kroner per person for pleie og omsorg og "
        "Svømmehall (2024-kroner) og brukere av Hjemmetjenester."
    ) in shown(at)
    assert at.query_params["metode"] == "satser"
    at = press(at, "rates_back")
    assert "er i bruk for Røros" not in shown(at)
    assert [one.value for one in at.warning if "Lenke" in one.value] == []
    assert "metode" not in at.query_params


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("oversikt", "egne satser, egen.csv"),
        ("demografikostnader", "Svømmehall"),
        ("inntekt", "egne satser, egen.csv"),
        ("scenarier", "egne satser, egen.csv"),
        ("kapasitet", "Hjemmetjenester: flere brukere i Røros"),
        ("handlingsrom", "Netto driftsresultat"),
        ("sammenligning", "KOSTRA"),
        ("kilder", "Egne satser etter tjeneste og alder"),
    ],
)
def test_every_page_works_with_own_rates(page: str, said: str) -> None:
    at = opened(page, used("rates", MIXED))
    assert [one.value for one in at.error] == []
    tables = "\n".join(one.value.reset_index().to_string() for one in at.table)
    drawn = [json.loads(one.proto.spec)["data"] for one in at.get("plotly_chart")]
    charts = json.dumps(drawn, ensure_ascii=False)
    assert said in shown(at) + tables + charts


def test_own_rates_that_are_the_national_ones_cost_the_same(catalogue: Catalogue) -> None:
    at = opened("demografikostnader", used("rates", kinds.national_rates(catalogue)))
    assert methods(at) == ["Eget budsjett", "Nasjonal standard", "Egne satser"]
    assert "25,3 mill. kr mer i 2033" in shown(at)


def test_rates_that_do_not_fit_take_the_place_of_those_that_did() -> None:
    at = press(upload(used("rates", MIXED), "rates", FINE), "rates_use")
    assert "har 67-79 år samlet" in shown(at)
    assert [one.value for one in at.warning if "Lenke" in one.value] == []


def test_rates_finer_than_the_people_say_which_band_and_are_not_offered() -> None:
    at = used("rates", FINE)
    assert "har 67-79 år samlet" in shown(at)
    assert "metode" not in at.query_params
    assert "Egne satser" not in methods(opened("demografikostnader", at))


def test_a_link_that_asks_for_rates_says_so_once_where_there_are_none() -> None:
    at = opened("demografikostnader", metode="satser")
    (told,) = [one.value for one in at.warning]
    assert "«metode» er «satser»" in told
    assert "eget, er brukt" in told


def test_own_capacity_stands_in_place_of_what_came_with() -> None:
    at = used("capacity", PLACES)
    assert "Egen kapasitet fra egen.csv er i bruk for Røros: heldøgns omsorg." in shown(at)
    page = shown(opened("kapasitet", at))
    assert "de oppgitte 60" in page
    assert "dagens 75 plasser" not in page
    assert "De oppgitte plassene er summen av Øverhagaen; et hus som ikke er nevnt" in page
    assert "egen kapasitet, egen.csv: Vedtak" in page
    assert (
        "Røros skole 530, Glåmos skole 20 og Brekken skole 18" in page
    )  # schools are as they were
    at = press(at, "capacity_back")
    assert "er i bruk" not in shown(at)


def test_a_profile_and_frames_are_the_same_as_on_their_own_pages(catalogue: Catalogue) -> None:
    at = used("profile", PROFILE)
    assert "Egen flytteprofil er i bruk for Røros." in shown(at)
    (proto,) = opened("scenarier", at).get("bidi_component")
    (row,) = [one for one in json.loads(proto.proto.json)["rows"] if one["id"] == "profile"]
    assert row["value"] == "own"
    at = press(at, "profile_back")
    assert not at.warning
    at = used("frames", kinds.template("frames", catalogue))
    assert "Egne driftsrammer fra egen.csv er i bruk (kolonnen plan_2024)." in shown(at)
    assert "Egne driftsrammer fra egen.csv" in shown(opened("demografikostnader", at))


@pytest.mark.parametrize(
    ("kind", "text"), [("rates", MIXED), ("capacity", PLACES), ("profile", PROFILE)]
)
def test_kept_on_purpose_opened_and_deleted_after_a_question(kind: str, text: str) -> None:
    at = upload(opened(), kind, text)
    assert uploads.every(Store()) == ()
    at = at.text_input(key=f"{kind}_publisher").set_value("Økonomi").run()
    at = press(at, f"{kind}_keep")
    (kept,) = uploads.every(Store(), kind)
    assert (kept.name, kept.publisher, kept.content) == ("egen", "Økonomi", text.encode())
    assert "er i bruk" in shown(at)
    again = opened()
    assert "**egen**, Økonomi, lagret" in shown(again)
    assert "er i bruk" not in shown(again)
    again = press(again, f"{kind}_use_0")
    assert "er i bruk" in shown(again)
    press(again, f"{kind}_delete_0")
    assert uploads.every(Store()) == ()


def test_kept_frames_remember_their_year(catalogue: Catalogue) -> None:
    at = upload(opened(), "frames", kinds.template("frames", catalogue))
    at.selectbox(key="frames_year").set_value(2026).run()
    press(at, "frames_keep")
    (kept,) = uploads.every(Store(), "frames")
    assert kept.year == 2026
    assert "(kolonnen plan_2026)" in shown(press(opened(), "frames_use_0"))


def test_what_is_kept_for_a_municipality_opens_there() -> None:
    press(upload(opened(kommune="3427"), "rates", MIXED), "rates_keep")
    at = press(opened(kommune="5025"), "rates_use_0")
    assert at.selectbox(key="widget_region").value == "3427"
    assert "er i bruk for Tynset" in shown(at)
