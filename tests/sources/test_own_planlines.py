"""A plan's lines from a form or a file: read, refused with all that is wrong, and written back."""

import pytest

from projections import tables
from projections.case import Catalogue
from projections.exports.workbook import looks as book
from projections.money.income import Assumed
from projections.series import Table, pick
from projections.sources.catalogue import with_trend
from projections.sources.own import kinds, planlines
from projections.sources.own.file import UserFile
from projections.sources.own.planlines import PlanFile
from projections.tables import Setting, accounts, budget

TROMSO = "5501"
HEAD = "linje (1000 kr);regnskap_2025;plan_2026;plan_2027\n"
LINES = (
    "Brutto driftsinntekter;8 000 000;8 400 000;8 500 000\n"
    "Netto driftsresultat;-40 000;84 000;85 000\n"
    "Disposisjonsfond ved utgangen av året;500 000;560 000;620 000\n"
)
MORE = (
    "Bruk av bundne fond i tjenestene, netto;10 000;12 000;14 000\n"
    "Netto lånegjeld;8 800 000;9 240 000;9 350 000\n"
    "Skatt på inntekt og formue;;3 500 000;\n"
    "Inntektsutjevning;;-150 000;\n"
    "Innbyggere 1. juli året før;;79 000;\n"
    "Priser fra år;;2026;\n"
)


def read(text: str, catalogue: Catalogue, name: str = "plan.csv") -> kinds.OwnFile:
    return kinds.read("plan", UserFile(name, text.encode()), catalogue, TROMSO)


def plan(text: str, catalogue: Catalogue) -> PlanFile:
    own = read(text, catalogue)
    assert not own.faults, own.faults
    assert isinstance(own.found, PlanFile)
    return own.found


def with_plan(text: str, catalogue: Catalogue) -> Catalogue:
    case = catalogue.case(TROMSO)
    counted = tables.counted_by_index(case, catalogue)
    found = planlines.inputs(
        plan(text, catalogue), case.region, catalogue.deflator, counted, "2026-11-29"
    )
    return catalogue.with_inputs({TROMSO: found})


def values(table: Table, item: str) -> dict[int, float]:
    return {year: one.at(year) for one in pick(table, item) for year in one.years}


def test_the_plans_years_are_as_written(catalogue: Catalogue) -> None:
    table = accounts.plan_figures(with_plan(HEAD + LINES + MORE, catalogue).case(TROMSO))
    assert values(table, "net_result") == {2025: -40_000, 2026: 84_000, 2027: 85_000}
    assert values(table, "net_result_share") == pytest.approx({2025: -0.5, 2026: 1, 2027: 1})
    assert values(table, "reserve_fund") == {2025: 500_000, 2026: 560_000, 2027: 620_000}
    assert not any(values(table, "deficit").values())


def test_what_else_moved_the_fund_is_shown(catalogue: Catalogue) -> None:
    """2026: 560 − 500 − 84 − 12 = −36 million, 2027: 620 − 560 − 85 − 14 = −39, to investment."""
    found = accounts.sum_checks(with_plan(HEAD + LINES + MORE, catalogue).case(TROMSO))
    assert values(found, "reserve_fund") == {2026: -36_000, 2027: -39_000}


def test_after_the_plan_only_people_move_it_in_the_prices_of_the_plan(
    catalogue: Catalogue,
) -> None:
    """Cost by the national standard and income, both of 2024, times 1.047 × 1.041."""
    own = with_plan(HEAD + LINES + MORE, catalogue)
    own = with_trend(own, "")
    case, assumed = own.case(TROMSO), Assumed()
    path = case.projections[0]
    table = budget.budget(Setting(case, path, own, assumed=assumed))
    both = tables.cost_and_income(Setting(case, path, own, assumed=assumed))
    level = 1.047 * 1.041
    (cost,) = (one for one in pick(both, "cost") if not one.is_observed)
    (income,) = (one for one in pick(both, "income") if not one.is_observed)
    for year in (2028, 2035):
        spent = level * (cost.at(year) - cost.at(2027))
        gained = level * (income.at(year) - income.at(2027))
        assert values(table, "cost_change")[year] == pytest.approx(spent)
        assert values(table, "income_change")[year] == pytest.approx(gained)
        assert values(table, "net_result")[year] == pytest.approx(85_000 - spent + gained)
        assert values(table, "gross_operating_revenue")[year] == pytest.approx(8.5e6 + gained)
    after = pick(table, "cost_change")[0]
    assert (after.label("price_year"), after.label("method")) == ("2026", "national")
    first = values(table, "reserve_fund")
    assert first[2028] == pytest.approx(620_000 + values(table, "net_result")[2028] + 14_000)


def test_debt_is_a_share_of_revenue(catalogue: Catalogue) -> None:
    debt = accounts.net_debt(with_plan(HEAD + LINES + MORE, catalogue).case(TROMSO))
    assert values(debt, "net_debt") == pytest.approx({2025: 110, 2026: 110, 2027: 110})


def test_what_is_missing_is_left_out_and_told(catalogue: Catalogue) -> None:
    own = read(HEAD + LINES, catalogue)
    assert [one.place for one in own.warnings] == [
        "Bruk av bundne fond i tjenestene, netto",
        "Netto lånegjeld",
        "Skatt på inntekt og formue",
        "Inntektsutjevning",
    ]
    case = with_plan(HEAD + LINES, catalogue).case(TROMSO)
    assert case.own_tax is None
    assert case.accounts
    assert not pick(case.accounts.lines, "earmarked")


def test_an_empty_year_is_left_out_and_a_half_one_refused(catalogue: Catalogue) -> None:
    empty = HEAD.replace("\n", ";plan_2028\n") + LINES.replace("\n", ";\n")
    own = read(empty, catalogue)
    assert isinstance(own.found, PlanFile)
    assert own.found.columns == ("regnskap_2025", "plan_2026", "plan_2027")
    assert "kolonnen plan_2028" in [one.place for one in own.warnings]
    half = read(HEAD + LINES.replace("85 000", "") + MORE, catalogue)
    assert [one.place for one in half.faults] == ["kolonnen plan_2027"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("84 000", "mange"), "et tall"),
        (("8 400 000", "8 400 000 000"), "1000 kroner"),
        (("8 400 000", "8 400"), "1000 kroner"),
        (("8 400 000", "-8 400 000"), "Skriv inntekter uten minus"),
        (("560 000", "-560 000"), "saldoen"),
        (("84 000", "84 000 000"), "ikke i kroner"),
        (("79 000", "79"), "antallet innbyggere"),
        (("plan_2026", "plan_2027"), "Behold én"),
        (("regnskap_2025", "regnskap_2028"), "rekkefølge"),
        (("Netto driftsresultat", "Bunnlinjen"), "Legg til Netto driftsresultat"),
        (("2026;\n", "26;\n"), "Skriv for eksempel 2026"),
    ],
)
def test_what_cannot_be_used_is_refused(
    catalogue: Catalogue, change: tuple[str, str], told: str
) -> None:
    own = read((HEAD + LINES + MORE).replace(*change), catalogue)
    assert own.found is None
    assert any(told in str(one) for one in own.faults), own.faults


def test_all_problems_are_told_at_once(catalogue: Catalogue) -> None:
    wrong = LINES.replace("84 000", "x").replace("560 000", "y") + LINES.splitlines()[0]
    assert len(read(HEAD + wrong + "\n", catalogue).faults) == 3


@pytest.mark.parametrize("unit", ["(kroner)", "(mill. kr)"])
def test_other_units_are_brought_to_thousands(catalogue: Catalogue, unit: str) -> None:
    factor = {"(kroner)": 1000.0, "(mill. kr)": 0.001}[unit]
    rows = [row.split(";") for row in LINES.splitlines()]
    given = "".join(
        ";".join(
            [
                row[0],
                *(f"{float(x.replace(' ', '')) * factor:.3f}".replace(".", ",") for x in row[1:]),
            ]
        )
        + "\n"
        for row in rows
    ).replace(",000", "")
    found = plan(HEAD.replace("(1000 kr)", unit) + given, catalogue)
    assert found.amounts[planlines.REVENUE]["plan_2026"] == pytest.approx(8_400_000)


def test_other_words_and_headings_are_read(catalogue: Catalogue) -> None:
    text = (
        "Beløp i 1000 kroner;;\nTekst;Budsjett 2026;Økonomiplan 2027\n"
        "Sum driftsinntekter;8400000;8500000\nNETTO DRIFTSRESULTAT;(84000);85000\n"
        "Disposisjonsfond per 31.12;560000;620000\nInntektsutjamning;-150000;\n"
        "Skatt;3500000;\n"
    )
    found = plan(text, catalogue)
    assert found.columns == ("budsjett_2026", "plan_2027")
    assert found.amounts[planlines.RESULT]["budsjett_2026"] == -84_000
    assert set(found.amounts) >= {planlines.TAX, planlines.EQUALISATION}
    assert found.price_year == 2027


def test_it_is_written_as_it_is_read(catalogue: Catalogue) -> None:
    found = plan(HEAD + LINES + MORE, catalogue)
    again = plan(found.to_csv(), catalogue)
    assert (again.columns, again.amounts, again.price_year) == (
        found.columns,
        found.amounts,
        found.price_year,
    )
    case = with_plan(HEAD + LINES + MORE, catalogue).case(TROMSO)
    assert case.accounts
    kept = plan(planlines.given(case.accounts, case.own_tax).to_csv(), catalogue)
    assert kept.columns == found.columns
    for line, by in found.amounts.items():
        assert kept.amounts[line] == pytest.approx(by)


def test_the_templates_are_to_be_filled_in(catalogue: Catalogue) -> None:
    text = kinds.template("plan", catalogue)
    assert [one.accepted for one in read(text, catalogue).faults] == [
        "brutto driftsinntekter, netto driftsresultat og disposisjonsfond ved utgangen av året "
        "for minst ett år"
    ]
    filled = plan(HEAD + LINES + MORE, catalogue).to_csv()
    own = kinds.read("plan", UserFile("plan.xlsx", book.workbook(filled)), catalogue, TROMSO)
    assert isinstance(own.found, PlanFile)
    assert own.found.amounts == plan(filled, catalogue).amounts
