"""Every page under AppTest: opened first, after a change, and with inputs missing or damaged.

``AppTest.switch_page`` runs a page without app.py, so each page is opened as the start page of the
same ``shell.run`` that app.py calls (docs/decisions/0001-navigation-and-state.md).
"""

import json
import re
import shutil
from pathlib import Path

import pytest
from folds import page_of, unfold
from streamlit.testing.v1 import AppTest

from projections.figures import catalogue
from projections.figures.catalogue import FIGURES, Entry
from projections.sources.data import datafiles
from projections.ui import belonging, shared
from projections.ui.shell import PAGES

REGIONS = ("5025", "50", "1151", "0301", "1508")
"""One with a plan, a county with a table of its own; of the others: small, the capital, divided.

tests/net.py opens every page of a neighbour, a large one, another county and the nation."""


def as_printed(query: dict[str, str]) -> dict[str, str]:
    """The plan as it was printed, and the years of its own figures, where nothing else is said.

    tests/ui/test_start.py is about the path from the newest count.
    """
    printed = {"kommune": "5025", "start": "trykt"} | query
    years = {"fra": "2023", "basis": "2024"} if printed["kommune"] == "5025" else {}
    return {**({} if {"fra", "basis"} & set(query) else years), **printed}


def opened(start: str, **query: str) -> AppTest:
    """A page opened first, with an address."""
    at = unfold(page_of(start))
    for name, value in as_printed(query).items():
        at.query_params[name] = value
    return at.run()


def shown(at: AppTest) -> str:
    """Everything a user reads, with ordinary spaces."""
    parts = [at.title, at.header, at.markdown, at.caption, at.info, at.warning, at.error]
    return "\n".join(str(one.value) for part in parts for one in part).replace("\u00a0", " ")


def figures(at: AppTest) -> list[dict]:
    """The charts as Plotly gets them."""
    return [json.loads(one.proto.spec) for one in at.get("plotly_chart")]


def press(at: AppTest, key: str, value: str) -> AppTest:
    return next(one for one in at.get("button_group") if one.key == key).set_value(value).run()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("region", REGIONS)
def test_every_page_opens_first_for_every_region(name: str, region: str) -> None:
    at = opened(name, kommune=region)
    assert not at.exception
    assert not at.error
    assert not at.warning
    assert len(at.title) == 1
    for kind in re.findall(r"nummer \d+ av \d+ ?(\w*)", shown(at)):
        assert kind in ("kommuner", "fylker")  # a rank is among regions of one kind
    # Some inputs are bundled for a few municipalities only; the page says so for the others.
    said = ("KOSTRA 2022", "økonomiplanens linjer", "legges oppå en prognose")
    without = ("kilder", "last_opp", "presentasjon")
    assert name in without or figures(at) or any(text in shown(at) for text in said)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "kilder"])
def test_every_figure_has_title_text_alternative_source_and_table(name: str) -> None:
    at = opened(name)
    charts = at.get("plotly_chart")
    assert len(at.title) + len(at.header) >= len(charts)
    assert all(chart.proto.alt for chart in charts)
    assert sum("Kilde" in caption.value for caption in at.caption) >= len(charts)
    keys = [chart.proto.id.rsplit("-chart_", 1)[-1] for chart in charts]
    menus = [at.menu_button(key=f"menu_{key}") for key in keys]
    assert all(belonging.OPEN in menu.options for menu in menus)
    # Open every table, as a user would: the figures are there, and their file when it is asked for.
    files = len(at.get("download_button"))
    at.session_state[belonging.TABLES] = frozenset(keys[1:])
    for menu in menus[:1]:
        menu.click(belonging.OPEN).run()
    assert len(at.table) >= len(charts)
    for key in keys[:1]:
        at.menu_button(key=f"menu_{key}").click(belonging.CSV).run()
        assert len(at.get("download_button")) == files + 1
        assert len(at.run().get("download_button")) == files
    assert not at.exception


def test_region_follows_from_page_to_page() -> None:
    at = opened("oversikt")
    at.selectbox(key="widget_region").set_value("0").run()
    assert not at.exception
    assert at.query_params["kommune"] == "0"
    assert "6 195 859" in shown(at)  # SSB 14746, MMMM 2050


def test_measure_changes_the_small_multiples() -> None:
    at = opened("befolkning")
    press(at, "widget_measure", "index")
    projected = [
        trace for trace in figures(at)[1]["data"] if trace["name"].startswith("80–89 år sterk")
    ]
    assert projected[0]["y"][-1] == pytest.approx(100 * 504 / 270)
    assert at.query_params["visning"] == "indeks"


def test_years_change_sentence_and_link() -> None:
    at = opened("befolkning")
    at.selectbox(key="widget_first").set_value(2013).run()
    assert (
        "Tallet for 2013 er observert, og tallet for 2033 er fra prognosen «Sterk aldring»"
        in shown(at)
    )
    assert "5 589 innbyggere i 2013, 5 581 i 2033" in shown(at)
    assert at.query_params["fra"] == "2013"


def test_cost_method_need_and_base_year() -> None:
    at = opened("demografikostnader")
    assert "26,6 mill. kr mer i 2033" in shown(at)
    press(at, "widget_method", "national")
    assert "25,3 mill. kr mer i 2033" in shown(at)
    press(at, "widget_need", "age")
    assert "18,0 mill. kr mer i 2033" in shown(at)
    at.selectbox(key="widget_first").set_value(2033 - 1).run()
    assert "Endring fra 2032 til 2033" in shown(at)


def test_income_says_which_way_net_goes_and_follows_what_tax_follows() -> None:
    at = opened("inntekt")
    assert "Inntektene øker mindre enn kostnadene: netto 15,5 mill. kr verre i 2033" in shown(at)
    assert "68 040" in shown(at)
    press(at, "widget_tax", "working_age")
    assert "netto 20,0 mill. kr verre i 2033" in shown(at)
    assert at.query_params["skatt"] == "yrkesaktive"


def test_income_of_a_region_without_inputs_says_which_and_shows_the_rest() -> None:
    at = opened("inntekt", kommune="3430")
    assert "ikke lagt ved: egen skatt med inntektsutjevning." in shown(at)
    assert "utgiftsutjevning" in shown(at)
    assert len(figures(at)) == 3  # what is left before tax, income by part, need


def test_history_only_when_no_projection_is_wanted() -> None:
    at = opened("aldersbaereevne")
    at.selectbox(key="widget_projection").set_value("ingen").run()
    assert not at.exception
    assert "bare observerte tall" in shown(at)
    assert "2,25 i 2026" in shown(at)


def test_comparison_can_be_emptied() -> None:
    at = opened("aldersbaereevne")
    at.multiselect(key="widget_compare").set_value([]).run()
    assert not at.exception
    own = {"Røros", "Røros sterk aldring"}
    band = {"Høyest for 5 av 10", "Høyest for 8 av 10", "Lavest for 8 av 10"}
    assert {trace["name"] for trace in figures(at)[0]["data"]} == own | band


def test_changing_region_keeps_what_the_new_one_has_too() -> None:
    at = opened("demografikostnader")
    at.selectbox(key="widget_first").set_value(2020).run()
    at.selectbox(key="widget_region").set_value("3430").run()
    assert not at.exception
    assert not at.warning
    assert at.query_params == {"kommune": "3430", "start": "trykt", "fra": "2020"}


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"kommune": "9999"}, "kommune"),
        ({"prognose": "ssb-14746.MMMM"}, "prognose"),
        ({"fra": "1066"}, "fra"),
        ({"til": "2100"}, "til"),
        ({"alder": "18-99"}, "alder"),
        ({"metode": "'; DROP TABLE"}, "metode"),
        ({"sammenlign": "0,50,34,3427,3430,5026"}, "sammenlign"),
        ({"ukjent": "1"}, "ukjent"),
    ],
)
def test_an_unknown_value_in_the_link_gives_one_sentence_and_the_default(
    query: dict[str, str], name: str
) -> None:
    at = opened("befolkning", **query)
    assert not at.exception
    assert len(at.warning) == 1
    assert f"«{name}»" in at.warning[0].value
    assert "5 598 innbyggere i 2023, 5 581 i 2033" in shown(at)
    at.selectbox(key="widget_last").set_value(2032).run()
    assert not at.warning


def test_a_scenario_made_on_other_data_says_so_until_a_choice_is_made() -> None:
    at = opened("scenarier", flytting="20", utgave="ssb-14288@2024", versjon="0.0.1")
    assert not at.exception
    assert "14288 (utgave 2024), men vises med Sterk aldring" in shown(at)
    assert "versjon 0.0.1 av Bæreevne" in shown(at)
    # The address is now that of what is shown.
    assert at.query_params["utgave"] == "hop-2024-2027@2023-11-16"
    at.selectbox(key="widget_last").set_value(2032).run()
    assert "men vises med" not in shown(at)
    assert at.query_params["flytting"] == "20"


def test_a_damaged_data_file_says_which_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(datafiles.data_folder(), folder)
    (folder / "roros_driftsrammer_2024_2027.csv").write_text("ødelagt")
    monkeypatch.setattr(datafiles, "data_folder", lambda: folder)
    shared.forget_figures()
    try:
        at = opened("oversikt")
    finally:
        shared.forget_figures()
    assert not at.exception
    assert len(at.error) == 1
    assert "data/roros_driftsrammer_2024_2027.csv" in at.error[0].value
    assert "git checkout" in at.error[0].value


@pytest.mark.parametrize("page", sorted({one.page for one in FIGURES.values()} - {"scenarier"}))
def test_a_new_figure_that_is_folded_stands_on_its_page(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = Entry("En ny figur", page, FIGURES["folketall"].build, fold=True)
    monkeypatch.setattr(catalogue, "FIGURES", {**FIGURES, "ny": new})
    assert [one.label for one in opened(page).expander].count("En ny figur") == 1
