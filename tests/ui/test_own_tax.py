"""Own tax written in for a kommune without a plan: income and net, and what is wrong with it."""

import numpy as np
import pytest
from folds import page_of, unfold
from streamlit.testing.v1 import AppTest

from projections import tables
from projections.case import Catalogue, OwnTax
from projections.money.income import Assumed
from projections.series import pick
from projections.tables import Setting


def opened(code: str = "5501") -> AppTest:
    at = unfold(page_of("inntekt"))
    at.query_params["kommune"] = code
    return at.run()


def shown(at: AppTest) -> str:
    parts = [at.title, at.header, at.markdown, at.caption, at.info, at.error]
    text = " ".join(str(one.value) for part in parts for one in part)
    return text.replace("\u00a0", " ")


def written(at: AppTest, tax: str, equalisation: str, inhabitants: str = "") -> AppTest:
    at.text_input(key="own_tax_tax").set_value(tax)
    at.text_input(key="own_tax_equalisation").set_value(equalisation)
    at.text_input(key="own_tax_inhabitants").set_value(inhabitants)
    next(one for one in at.button if one.label == "Bruk tallene").click().run()
    assert not at.exception
    return at


def test_what_is_missing_is_asked_for_and_the_rest_is_shown() -> None:
    at = opened()
    text = shown(at)
    assert "ikke lagt ved: egen skatt med inntektsutjevning." in text
    assert "Legg inn skatten nedenfor." in text
    assert any(one.label == "Legg inn skatten for Tromsø" for one in at.expander)
    assert len(at.get("plotly_chart")) == 3  # what is left before tax, the grants, and need
    assert "tgiftsutjevning" in text


def test_with_the_tax_there_is_income_and_net() -> None:
    at = written(opened(), "3 200 000", "-150 000")
    assert not at.error
    assert "kan ikke regnes for Tromsø" not in shown(at)
    assert len(at.get("plotly_chart")) == 3
    assert "egen skatt 2026, lagt inn" in shown(at)
    next(one for one in at.button if one.label == "Ta bort skatten").click().run()
    assert "kan ikke regnes for Tromsø" in shown(at)


@pytest.mark.parametrize(
    ("tax", "equalisation", "inhabitants", "fields"),
    [
        ("", "", "", ["Skatt", "Inntektsutjevning"]),
        ("mye", "0", "", ["Skatt"]),
        ("0", "0", "", ["Skatt"]),
        ("1000", "1000", "-5", ["Innbyggere"]),
        ("9" * 12, "1", "x", ["Skatt", "Innbyggere"]),
    ],
)
def test_what_cannot_be_used_is_told_field_by_field(
    tax: str, equalisation: str, inhabitants: str, fields: list[str]
) -> None:
    at = written(opened(), tax, equalisation, inhabitants)
    assert [one.value.partition(":")[0] for one in at.error] == fields
    assert "kan ikke regnes for Tromsø" in shown(at)


@pytest.mark.parametrize("code", ["1151", "4629"])
def test_two_have_no_official_index_and_it_is_said(code: str) -> None:
    at = opened(code)
    assert not at.exception
    assert "har ingen offisiell utgiftsbehovsindeks her" in shown(at)
    assert "er ikke i departementets tabell over utgiftsbehov" in shown(at)


@pytest.mark.parametrize("code", ["5025", "0", "40"])
def test_others_are_not_asked(code: str) -> None:
    at = opened(code)
    assert not any(one.label.startswith("Legg inn skatten") for one in at.expander)


def test_income_in_the_year_is_the_sum_of_what_was_written(catalogue: Catalogue) -> None:
    """In the year of the numbers the tax is as written, in the prices of 2024."""
    case = catalogue.case("5501")
    people = tables.counted_in_july(case.observed, 2026)
    totals = {
        year: case.observed.both_sexes()[0, case.observed.year_index(year)].sum()
        for year in (2025, 2026)
    }
    assert people == pytest.approx((totals[2025] + totals[2026]) / 2)
    own = OwnTax(2026, people, 3.2e9, -1.5e8, case.observed.source)
    given = catalogue.with_inputs({"5501": {"own_tax": own}})
    income = tables.income(Setting(given.case("5501"), None, given, assumed=Assumed("inhabitants")))
    (tax,) = pick(income, "skatt")
    (equalised,) = pick(income, "inntektsutjevning")
    (level,) = catalogue.deflator.index(catalogue.deflator.vintage(2024), 2024, [2026])
    share = totals[2026] / people  # the grants are reckoned for those of 1 January
    assert tax.at(2026) == pytest.approx(3.2e6 / level * share)
    assert equalised.at(2026) == pytest.approx(-1.5e5 / level * share)
    assert np.isfinite(pick(income, "total")[0].at(2026))
