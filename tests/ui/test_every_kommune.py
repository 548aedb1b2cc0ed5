"""A kommune without a projection: every page works, and says what is shown and what is missing."""

import json

import pytest
from folds import page_of, unfold
from streamlit.testing.v1 import AppTest

from projections.case import Catalogue
from projections.ui.shell import PAGES


def opened(start: str = "oversikt", **query: str) -> AppTest:
    at = unfold(page_of(start))
    for name, value in query.items():
        at.query_params[name] = value
    return at.run()


WITH_PROJECTION = [
    name for name in PAGES if name not in ("presentasjon", "sammenligning", "paastand", "last_opp")
]


# Without accounts there is nothing on Handlingsrom to project.
@pytest.mark.parametrize("page", [name for name in WITH_PROJECTION if name != "handlingsrom"])
def test_a_kommune_has_our_own_projection_said_as_ours_and_how_to_get_ssbs(page: str) -> None:
    at = opened(page, kommune="5501")
    captions = [one.value for one in at.caption]
    assert any(
        one.startswith("Tromsø · Bæreevnes trendframskriving, 2026–2050") for one in captions
    )
    (told,) = (one for one in captions if "er Bæreevnes egen trendframskriving, ikke SSBs" in one)
    assert "hentes (krever nett)" in told
    assert "siden Last opp" in told
    assert any(one.label == "Hent framskrivingen for Tromsø" for one in at.button)


@pytest.mark.parametrize("page", ["oversikt", "demografikostnader", "inntekt", "kapasitet"])
@pytest.mark.parametrize("query", [{"til": "2026"}, {"fra": "2010", "til": "2026"}])
def test_years_that_are_only_counted_are_shown_too(page: str, query: dict[str, str]) -> None:
    """The projection has the last of them alone, and nothing to measure it from."""
    at = opened(page, kommune="3427", **query)
    assert not at.exception
    assert not at.error


@pytest.mark.parametrize("page", WITH_PROJECTION)
def test_the_first_line_says_which_projection_is_shown(page: str) -> None:
    at = opened(page, kommune="5025")
    assert at.caption[0].value.startswith("Røros · Sterk aldring")


def test_without_network_the_offer_is_one_sentence_and_the_page_stands() -> None:
    at = opened(kommune="5501")
    next(one for one in at.button if one.label == "Hent framskrivingen for Tromsø").click().run()
    assert not at.exception
    assert len(at.error) == 1
    assert "SSB" in at.error[0].value
    assert at.selectbox(key="widget_region").value == "5501"


@pytest.mark.parametrize("code", ["3427", "5501", "1151", "0301", "1508"])
def test_ranking_is_among_all_from_the_first_second(code: str) -> None:
    at = opened("aldersbaereevne", kommune=code)
    headings = " ".join(one.value for one in (*at.title, *at.header)).replace("\u00a0", " ")
    assert "av 357 kommuner" in headings


def test_compared_at_first_with_norway_and_those_nearest_in_size_in_the_county(
    catalogue: Catalogue,
) -> None:
    at = opened("aldersbaereevne", kommune="4001")
    chosen = at.multiselect(key="widget_compare").value
    assert chosen == ["0", *catalogue.peers("4001")]
    assert {code[:2] for code in chosen[1:]} == {"40"}


def test_nearest_in_size_and_same_county_are_offered(catalogue: Catalogue) -> None:
    at = opened("aldersbaereevne", kommune="5501")
    at.button(key="compare_Nærmest i størrelse").click().run()
    assert not at.exception
    near = at.multiselect(key="widget_compare").value
    off = {
        code: abs(size - catalogue.sizes["5501"])
        for code, size in catalogue.sizes.items()
        if len(code) == 4
    }
    assert near == sorted(off, key=off.__getitem__)[1:6]
    assert at.query_params["sammenlign"] == ",".join(near)
    at.button(key="compare_Samme fylke").click().run()
    assert {code[:2] for code in at.multiselect(key="widget_compare").value} == {"55"}
    names = {one["name"] for one in json.loads(at.get("plotly_chart")[0].proto.spec)["data"]}
    assert "Harstad" in names


def test_oslo_is_alone_in_its_county() -> None:
    at = opened("aldersbaereevne", kommune="0301")
    assert not at.warning
    labels = [one.label for one in at.button]
    assert "Nærmest i størrelse" in labels
    assert "Samme fylke" not in labels


def test_own_frames_are_asked_for_where_they_are_missing() -> None:
    labels = [one.label for one in opened("demografikostnader", kommune="5501").expander]
    assert "Legg inn driftsrammene for Tromsø" in labels
    labels = [one.label for one in opened("demografikostnader", kommune="5025").expander]
    assert "Egne driftsrammer" in labels


def test_what_is_an_estimate_is_said_under_the_figures() -> None:
    at = opened("befolkning", kommune="1806")
    told = [one.value for one in at.caption if "Kilde" in one.value]
    assert any("Tallene for Narvik til og med 2019 er anslag" in one for one in told)
