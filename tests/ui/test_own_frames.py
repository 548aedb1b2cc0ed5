"""Own frames, units to sectors, fixed shares and prices on the page, as a user would use them."""

import json

import pytest
from folds import page_of, unfold
from streamlit.testing.v1 import AppTest
from test_pages import as_printed

from projections.sources.data import datafiles

RAW = (datafiles.data_folder() / "roros_driftsrammer_2024_2027.csv").read_bytes()


def opened(start: str = "demografikostnader", **query: str) -> AppTest:
    at = unfold(page_of(start))
    for name, value in as_printed(query).items():
        at.query_params[name] = value
    at.session_state["frames_upload"] = True
    at.session_state["frames_mapping"] = True
    return at.run()


def shown(at: AppTest) -> str:
    parts = [at.title, at.header, at.markdown, at.caption, at.info, at.warning, at.error]
    text = "\n".join(str(one.value) for part in parts for one in part)
    return text.replace("\u00a0", " ")


def chart(at: AppTest, name: str) -> dict:
    (found,) = (one for one in at.get("plotly_chart") if one.proto.id.endswith(f"chart_{name}"))
    return json.loads(found.proto.spec)


def press(at: AppTest, text: str) -> AppTest:
    at = next(one for one in at.button if one.label == text).click().run()
    assert not at.exception
    return at


def choose(at: AppTest, key: str, value: str) -> AppTest:
    at = next(one for one in at.get("button_group") if one.key == key).set_value(value).run()
    assert not at.exception
    return at


def upload(at: AppTest, content: bytes, name: str = "rammer.csv") -> AppTest:
    at.file_uploader(key="frames_file").set_value((name, content, "text/csv")).run()
    assert not at.exception
    return at


def with_sectors() -> bytes:
    mapping = {"Skolene": "grunnskole", "Barnehagene": "barnehage"}
    rows = RAW.decode().splitlines()
    lines = [f"{rows[0]},sector"]
    lines += [f"{row},{mapping.get(row.split(',')[1], '')}" for row in rows[1:]]
    return "\n".join(lines).encode()


# --- own frames -----------------------------------------------------------------------------


def test_all_problems_of_a_file_are_shown_with_row_and_column() -> None:
    bad = RAW.replace(b"67614", b"mange").replace(b"23541", b"-23541")
    at = upload(opened(), bad, "feil.csv")
    assert "Filen «feil.csv» kan ikke brukes: 2 feil." in shown(at)
    table = next(one.value for one in at.table if "Fant" in one.value.columns)
    assert list(table.index) == ["Rad 4, kolonnen plan_2024", "Rad 13, kolonnen plan_2024"]
    assert not any(one.label == "Bruk disse rammene" for one in at.button)
    assert "26,6 mill. kr mer i 2033" in shown(at)  # the page stands as it was


def test_a_region_without_frames_gets_the_own_budget_and_can_go_back() -> None:
    at = opened(kommune="3427")
    assert "Nasjonal standard" not in str(at.query_params)
    at = press(upload(at, with_sectors(), "tynset.csv"), "Bruk disse rammene")
    assert "Egne driftsrammer fra tynset.csv er i bruk (kolonnen plan_2024)." in shown(at)
    assert "egne driftsrammer, tynset.csv (utgave plan_2024" in shown(at)
    names = [trace["name"] for trace in chart(at, "kostnad_etter_tjeneste")["data"]]
    assert any("Grunnskole" in name for name in names)
    at = choose(at, "widget_method", "national")
    at = choose(at, "widget_method", "own")
    at = press(at, "Gå tilbake")
    assert "er i bruk" not in shown(at)
    assert "egne driftsrammer, tynset.csv" not in shown(at)
    assert [one.value for one in at.warning] == ["Filen kan brukes. Se over advarselen først."]


def test_frames_of_another_year_leave_the_years_that_are_compared() -> None:
    at = upload(opened(), RAW)
    at.selectbox(key="frames_year").set_value(2026)
    at = press(at, "Bruk disse rammene")
    assert "Endring fra 2024 til 2033" in shown(at)
    assert "Faste 2024-kroner" in shown(at)  # the prices of the plan's first year
    at = press(at, "Gå tilbake")
    assert "26,6 mill. kr mer i 2033" in shown(at)


def test_the_mapping_moves_a_unit_and_one_click_resets_it() -> None:
    at = opened()
    labels = [one.label for one in at.selectbox if str(one.key).startswith("frames_sector")]
    assert "Skolene (67\u00a0614 tusen kr)" in labels
    culture = next(one for one in at.selectbox if one.label.startswith("Kultur ("))
    assert culture.value == ""
    culture.set_value("pleie").run()
    assert not at.exception
    assert "Tilordningen er endret: Kultur (følger ikke demografien → pleie og omsorg)." in shown(
        at
    )
    assert "tilordning endret i denne økten" in shown(at)
    assert "26,6 mill. kr mer" not in shown(at)
    at = press(at, "Nullstill tilordningen")
    assert "Tilordningen er endret" not in shown(at)
    assert "26,6 mill. kr mer i 2033" in shown(at)


def test_moving_a_unit_back_by_hand_is_no_change() -> None:
    at = opened()
    for sector in ("pleie", ""):
        next(one for one in at.selectbox if one.label.startswith("Kultur (")).set_value(
            sector
        ).run()
    assert "Tilordningen er endret" not in shown(at)


def test_no_unit_with_a_sector_is_said() -> None:
    at = press(upload(opened(kommune="3427"), RAW), "Bruk disse rammene")
    assert "Ingen enhet følger en tjeneste ennå" in shown(at)


def test_own_frames_hold_for_their_region_alone() -> None:
    at = press(upload(opened(kommune="3427"), with_sectors()), "Bruk disse rammene")
    at.selectbox(key="widget_region").set_value("5025").run()
    assert "er i bruk" not in shown(at)
    assert "egne tall i denne økten" not in shown(at)
    assert "36,2 mill. kr mer i 2033" in shown(at)
    at.selectbox(key="widget_region").set_value("3427").run()
    assert "er i bruk" in shown(at)
    assert "egne tall i denne økten" in shown(at)


# --- fixed share ----------------------------------------------------------------------------


def test_a_fixed_share_is_said_kept_in_the_link_and_reset() -> None:
    at = opened()
    assert all(one.value == 0 for one in at.slider)
    at.slider(key="fixed_grunnskole").set_value(40).run()
    assert not at.exception
    assert at.query_params["fast"] == "grunnskole:40"
    # 40 % of 5,0 millions less for schools is held back: 26,6 becomes 28,6.
    assert "28,6 mill. kr mer i 2033" in shown(at)
    assert "(fast andel), er justert: grunnskole 40 %." in shown(at)
    at = press(at, "Nullstill fast andel")
    assert "fast" not in at.query_params
    assert "26,6 mill. kr mer i 2033" in shown(at)


def test_no_two_pages_disagree() -> None:
    link = {"fast": "grunnskole:40,pleie:10"}
    assert "24,9 mill. kr" not in shown(opened())
    cost = shown(opened(**link))
    overview = shown(opened("oversikt", **link))
    assert "25,0 mill. kr mer i 2033" in cost
    income = shown(opened("inntekt", **link))
    assert "øker kostnadene med 25,0 mill. kr" in income
    for page in (overview, income):
        assert "netto 13,8 mill. kr verre i 2033" in page
        assert "Scenario: **fast andel i grunnskole og pleie og omsorg**" in page
    assert "netto 13,8 mill. kr" not in shown(opened("oversikt"))


def test_a_share_between_the_sliders_steps_is_kept() -> None:
    at = opened(fast="grunnskole:37")
    assert not at.exception
    assert not at.error
    assert at.slider(key="fixed_grunnskole").value == 37
    assert "grunnskole 37 %" in shown(at)


# --- prices and why -------------------------------------------------------------------------


def test_nominal_prices_end_with_the_deflator_and_say_its_vintage() -> None:
    at = choose(opened(), "widget_prices", "nominal")
    assert at.query_params["priser"] == "lopende"
    assert "35,9 mill. kr mer i 2026" in shown(at)
    assert "kommunal deflator, senere utgave, som er kjent til og med 2026" in shown(at)
    assert "kommunal deflator, senere utgave (hentet" in shown(at)
    assert "Prisvekst driver kostnaden opp" in shown(at)
    figure = chart(at, "hvorfor_kostnaden_endres")
    assert "løpende kr" in figure["layout"]["xaxis"]["title"]["text"]
    # What is left is in fixed prices whatever the costs are shown in.
    assert "netto 15,5 mill. kr verre i 2033" in shown(opened("oversikt", priser="lopende"))


def test_nominal_prices_cannot_be_chosen_past_the_deflator_and_it_is_said() -> None:
    at = opened(basis="2030")
    assert "Løpende kroner kan ikke velges" in shown(at)
    at = opened(basis="2030", priser="lopende")
    assert len(at.warning) == 1
    assert "«priser»" in at.warning[0].value


@pytest.mark.parametrize("region", ["5025", "3427", "0"])
def test_the_waterfall_sums_to_the_finding(region: str) -> None:
    at = opened(kommune=region)
    (bar,) = chart(at, "hvorfor_kostnaden_endres")["data"]
    whole = next(i for i, name in enumerate(bar["y"]) if "Kostnad i alt" in name)
    assert sum(bar["x"][:whole]) == pytest.approx(bar["x"][whole], abs=1e-9)
    (total,) = (
        trace["y"][-1]
        for trace in chart(at, "kostnad_etter_tjeneste")["data"]
        if trace["name"].startswith("I alt") and trace["y"][-1] is not None
    )
    assert bar["x"][whole] == pytest.approx(total, abs=1e-9)
    assert ("Netto" in str(bar["y"])) is (region == "5025")
