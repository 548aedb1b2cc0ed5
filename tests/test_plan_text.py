"""What the plan says in so many words: its figures, what stands against them, where they appear."""

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from projections import tables, words
from projections.case import Case, Projection
from projections.cli import main
from projections.errors import DataFileError, MissingInputError
from projections.people.population import Region
from projections.series import Series
from projections.sources.data import datafiles, printed
from projections.sources.data.datafiles import DataFiles, DataRow
from projections.words import ledger

FILE = "roros_planens_utsagn.csv"


def both(case: Case, key: str, **more: object) -> list[float]:
    return [float(one.values[0]) for one in tables.statements(case, **more) if one.item == key]


def test_amounts_of_the_rules_follow_from_the_plans_own_lines(roros: Case) -> None:
    accounts = roros.require_accounts()
    lines = {one.item: one.at(2024) for one in accounts.lines if one.alternative == "plan"}
    set_aside = -0.0175 * (lines["income_tax"] + lines["general_grant"]) / 1000
    revenue = sum(one.at(2024) for one in accounts.revenue if one.alternative == "plan") / 1000
    assert both(roros, "resultatregel") == pytest.approx([set_aside, 0.0175 * revenue], abs=0.005)


def test_need_above_the_nations_is_reckoned_of_the_plans_own_figures(roros: Case) -> None:
    assert both(roros, "utgiftsbehov_kroner") == pytest.approx(
        [17.08, (68_039 - 64_893) * 5_658 / 1e6], abs=0.005
    )


def test_the_fund_of_the_chart_and_of_kostra_are_both_shown(roros: Case) -> None:
    found = [both(roros, f"fond_{year}") for year in (2019, 2020, 2021, 2022)]
    assert found == [[0.0, 5.1], [3.7, 3.8], [5.9, 5.9], [6.3, 6.4]]
    kostra = next(
        one
        for one in roros.require_accounts().key_figures
        if one.item == "reserve_fund_share" and one.region == roros.region
    )
    assert [pair[1] for pair in found] == list(kostra.values)
    assert [both(roros, f"resultat_{year}") for year in (2019, 2020, 2021)] == [[0], [0.5], [1.8]]


def test_administration_is_held_against_the_same_table(roros: Case, catalogue: object) -> None:
    own, tynset = (
        next(
            float(one.values[0])
            for one in catalogue.spending.by_area  # type: ignore[attr-defined]
            if one.item == "styring" and one.region.name.startswith(name)
        )
        for name in ("Røros", "Tynset")
    )
    assert both(roros, "administrasjon_tynset") == [own, tynset] == [8889, 6237]


def test_goals_and_claims_are_reckoned_of_the_chosen_path(roros: Case, ageing: Projection) -> None:
    reckoned = tables.people_measures(roros, ageing)
    path = ageing.population
    total = path.both_sexes()[0, path.year_index(2028)].sum()
    assert both(roros, "innbyggere_2028", reckoned=reckoned) == [6000, total]
    # The path is not divided at 70, and ends before 2040.
    assert "70+" not in reckoned
    assert np.isnan(both(roros, "over_70_2040", reckoned=reckoned)[1])
    fund = Series(roros.region, path.source, "p", "reserve_fund", "million NOK", (2031,), [12.0])
    assert both(roros, "fond_tilbake", reckoned={"reserve_fund": fund}) == [44.1, 12.0]


def test_the_table_shows_both_figures_and_the_difference(roros: Case) -> None:
    table = tables.statements(roros, "inntekt")
    grid = ledger.statements(table)
    row = next(one for one in grid.rows if one[0] == "Utgiftsbehov over landets snitt")
    assert [row[place].replace("\u2212", "-") for place in (2, 4, 5)] == ["17,1", "17,8", "-0,7"]
    told = words.statements(table)
    assert told.title == "Planen er ikke enig med seg selv 2 steder"


def test_ks_lines_sums_and_growth(roros: Case) -> None:
    lines = tables.accounts.printed(roros)
    assert len(lines) == 11
    apart = {one.item: list(one.values) for one in tables.accounts.checks(roros)}
    assert apart["ks_sum"] == [-48, -1891, 9, 19]
    assert apart["ks_sum_rammetilskudd"] == [0, 0, -1, -11]
    assert apart["ks_sum_uten_utjevning"] == [457, 0, -1, -3]
    growth = tables.accounts.growth(roros)
    assert np.isnan(growth.values[0])
    assert growth.at(2026) == pytest.approx(100 * (419_400 / 417_500 - 1))
    grid = ledger.free_income(lines, tables.accounts.checks(roros), growth)
    assert len(grid.rows) == 11 + 3 + 1
    with pytest.raises(MissingInputError):
        tables.accounts.printed(replace(roros, free_income=()))


def test_they_are_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "--statements"]) == 0
    assert "over_70_2040" in capsys.readouterr().out
    assert main(["income", "--show", "ks"]) == 0
    assert "ks_growth" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "rykte"}, "rykte"),
        ({"unit": "kroner"}, "henger ikke sammen"),
        ({"against": ""}, "ikke både ord og tall"),
        ({"value": "mye"}, "ikke et tall"),
    ],
)
def test_a_damaged_row_is_named(
    monkeypatch: pytest.MonkeyPatch, roros: Case, change: dict[str, str], told: str
) -> None:
    data = datafiles.open_data()
    rows = data.rows(FILE, ("key",))
    damaged = DataRow(FILE, 2, {**rows[0], **change}.items())
    monkeypatch.setattr(DataFiles, "rows", lambda *_: [damaged, *rows[1:]])
    with pytest.raises(DataFileError, match=told):
        printed.read_statements(data, roros.region)


def test_a_statement_given_twice_is_named(tmp_path: Path) -> None:
    data = datafiles.open_data()
    lines = data.content(FILE).decode().splitlines()
    content = "\n".join((*lines, lines[1])).encode()
    (tmp_path / FILE).write_bytes(content)
    twice = replace(data, folder=tmp_path, sums={FILE: hashlib.sha256(content).hexdigest()})
    with pytest.raises(DataFileError, match=r"» står to ganger"):
        printed.read_statements(twice, Region("5025", "Røros"))
