"""The plan's lines as read: every cell of the files, and refusal of what does not fit."""

import csv
import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from projections.case import Accounts, Case, Catalogue
from projections.errors import DataFileError, MissingInputError
from projections.series import pick
from projections.sources import bundled
from projections.sources.data.accounts import AREAS, LINES, PRINTED

DATA = Path(__file__).parents[2] / "data"
PLAN = "roros_okonomiplan_2024_2027.csv"
GROSS = "roros_brutto_driftsinntekter_2022_2027.csv"
KEYS = "nokkeltall_2019_2022.csv"
GROUNDS = {
    "regnskap": (2022,),
    "budsjett": (2023,),
    "plan": (2024, 2025, 2026, 2027),
}


@pytest.fixture(scope="module")
def accounts(catalogue: Catalogue) -> Accounts:
    return catalogue.case("5025").require_accounts()


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_year(row: dict[str, str]) -> dict[int, float]:
    return {int(name[-4:]): float(row[name]) for name in row if re.search(r"_\d{4}$", name)}


@pytest.mark.parametrize(
    ("file", "column", "codes"),
    [(PLAN, "line", {**LINES, **PRINTED}), (GROSS, "area", AREAS)],
)
def test_every_cell_of_the_plan(
    accounts: Accounts, file: str, column: str, codes: dict[str, str]
) -> None:
    read = (*accounts.lines, *accounts.printed) if file == PLAN else accounts.revenue
    assert {row[column] for row in rows(file)} == set(codes)
    for row in rows(file):
        own = pick(read, codes[row[column]])
        assert {one.alternative: one.years for one in own} == GROUNDS
        assert {one.label("line") for one in own} == {row[column]}
        assert {one.unit for one in own} == {row["unit"]}
        found = {year: one.at(year) for one in own for year in one.years}
        assert found == by_year(row)


def test_every_cell_of_the_key_figures(accounts: Accounts) -> None:
    codes = {"net_debt": "net_debt", "reserve_fund": "reserve_fund_share"}
    names = {"Os (Hedm.)": "Os"}
    read = {
        (one.item, one.region.name, year): one.at(year)
        for one in accounts.key_figures
        for year in one.years
    }
    expected = {
        (codes[row["indicator"]], names.get(row["region"], row["region"]), year): float(
            row[str(year)]
        )
        for row in rows(KEYS)
        for year in range(2019, 2023)
    }
    assert read == expected
    assert accounts.key_figures[0].region.code == "5025"
    assert {one.region.code for one in accounts.key_figures} == {
        *("5025", "3427", "5021", "5027", "3430", "5026")
    }


def test_stated_balances_are_the_parameters(accounts: Accounts) -> None:
    found = {year: one.at(year) for one in accounts.balances for year in one.years}
    assert found == {2022: 44_100, 2023: 38_200}


def test_only_roros_has_accounts(catalogue: Catalogue, roros: Case) -> None:
    assert [code for code, case in catalogue.cases.items() if case.accounts] == ["5025"]
    with pytest.raises(
        MissingInputError, match=r"de finnes ikke for Os\. Legg dem inn på siden Handlingsrom"
    ):
        catalogue.case("3430").require_accounts()
    ids = {source.id for source in roros.sources}
    assert ids >= {"hop-okonomiplan", "hop-brutto", "hop-gjeld"}


@pytest.fixture
def refusal(tmp_path: Path) -> Callable[[str, str, str], str]:
    """What the reader says when a bundled file has one text in place of another."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)

    def told(name: str, old: str, new: str) -> str:
        content = (folder / name).read_text(encoding="utf-8")
        assert old in content
        changed = content.replace(old, new).encode("utf-8")
        (folder / name).write_bytes(changed)
        manifest = (folder / "manifest.toml").read_text(encoding="utf-8")
        sums = re.sub(
            rf'(name = "{name}"\nsha256 = ")[0-9a-f]+',
            rf"\g<1>{hashlib.sha256(changed).hexdigest()}",
            manifest,
        )
        (folder / "manifest.toml").write_text(sums, encoding="utf-8")
        with pytest.raises(DataFileError) as caught:
            bundled.load(folder)
        return str(caught.value)

    return told


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (PLAN, "avsetninger,Netto avsetninger,", "avsetninger,Netto,", "«Netto avsetninger»"),
        (PLAN, "Avdrag på lån", "Avskrivninger", "«Avskrivninger», «Avdrag på lån»"),
        (PLAN, "-28986", "−28986", "er ikke et tall"),
        (PLAN, "plan_2027", "prognose_2027", PLAN),
        (PLAN, "percent", "prosent", "enheten «prosent»"),
        (GROSS, "Kultur,", "Idrett,", "«Kultur», «Idrett»"),
        (GROSS, "budsjett_2023", "budsjett_2021", "årene er ikke de samme"),
        (GROSS, "6343", "", "er ikke et tall"),
        (KEYS, "Os (Hedm.)", "Os", KEYS),
        (KEYS, "net_debt", "gjeld", KEYS),
        (KEYS, "104.7", "104,7", KEYS),
        ("parameters.toml", "38.2\nfrom_year = 2023", "38.2\nfrom_year = 2021", "fondet i 2023"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_name(
    refusal: Callable[[str, str, str], str], file: str, old: str, new: str, said: str
) -> None:
    told = refusal(file, old, new)
    assert f"data/{file}" in told
    assert said in told
