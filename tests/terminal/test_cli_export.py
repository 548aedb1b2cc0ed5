"""The command ``export``: the same files as the page makes, and one sentence for what is wrong."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pptx import Presentation

from projections.case import Case, Catalogue, Projection
from projections.choices import selections, state
from projections.exports import handout, make
from projections.figures.collection import collect
from projections.figures.view import View
from projections.store.scenarios import to_json

Run = Callable[[str], tuple[int, str]]


@pytest.fixture
def run(answer: Callable[..., tuple[int, str, str]]) -> Run:
    def call(line: str) -> tuple[int, str]:
        code, out, err = answer(f"export {line}")
        assert out == ""
        return code, err

    return call


def test_the_page_and_the_command_make_the_same(
    run: Run, tmp_path: Path, catalogue: Catalogue, roros: Case, ageing: Projection
) -> None:
    out = tmp_path / "ut.html"
    told = run(f"--format html --out {out} --fixed grunnskole:40 --tax working_age")
    query = {"fast": ["grunnskole:40"], "skatt": ["yrkesaktive"]}
    chosen = selections.of(state.settle(query, catalogue).choice, catalogue)
    assert chosen.assumed.tax == "working_age"
    made = collect(View(roros, ageing, catalogue, chosen, catalogue.everyone()))
    assert told == (0, f"Skrev {out}: {len(made.figures)} figurer for Røros.\n")
    assert len(made.figures) >= 30
    assert out.read_text("utf-8") == handout.write(made)


def test_a_workbook(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "ut.xlsx"
    code, said = run(f"--format xlsx --out {out} --region 3430 --years 2010-2026")
    assert code == 0
    assert "figurer for Os. Ikke med, fordi grunnlaget mangler: fødte, døde og flytting" in said
    assert out.read_bytes()[:2] == b"PK"


def test_own_rates_and_capacity_reach_the_file(run: Run, tmp_path: Path) -> None:
    rates, places, out = (tmp_path / name for name in ("satser.csv", "plasser.csv", "ut.html"))
    rates.write_text(
        "tjeneste;alder;sats;enhet;prisår;kilde\n"
        "pleie;0-79;0;kroner per person per år;2024;Regnskap\n"
        "pleie;80+;500000;kroner per person per år;;\n",
        encoding="utf-8",
    )
    places.write_text(
        "tjeneste;navn;plasser;fra;til;kilde\nheldogn;Tunet;93;2020;;Plan\n",
        encoding="utf-8",
    )
    assert run(f"--format html --out {out} --rates {rates} --capacity {places}")[0] == 0
    text = out.read_text("utf-8")
    assert "Egne satser" in text
    assert "Regnskap" in text
    assert "de oppgitte 93" in text.replace("\u00a0", " ")
    out.unlink()
    assert run(f"--format html --out {out} --rates {rates} --method own")[0] == 2
    assert not out.exists()


def test_years_rules_and_template_reach_the_file(run: Run, tmp_path: Path) -> None:
    template, out = tmp_path / "mal.pptx", tmp_path / "ut.pptx"
    Presentation().save(str(template))
    assert (
        run(f"--format pptx --out {out} --years 2024-2032 --rule-result 2,5 --template {template}")[
            0
        ]
        == 0
    )
    deck = Presentation(io.BytesIO(out.read_bytes()))
    assert deck.slides[0].shapes.title.text.endswith("2024–2032")
    assert deck.slide_width == Presentation().slide_width
    # What is more than a sentence is told in the notes.
    notes = [
        slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide
    ]
    assert any("minst 2,5" in text for text in notes)


def test_a_scenario_file_has_the_choices_in_it(
    run: Run, tmp_path: Path, catalogue: Catalogue
) -> None:
    choice = state.settle({"flytting": ["30"]}, catalogue).choice
    file, out = tmp_path / "s.json", tmp_path / "ut.html"
    now = datetime(2026, 11, 21, tzinfo=UTC)
    file.write_bytes(to_json(state.saved(choice, catalogue, "Prøve", "", now)))
    code, said = run(f"--format html --out {out} --scenario {file}")
    assert (code, "figurer" in said) == (0, True), said
    assert 'id="scenario"' in out.read_text("utf-8")
    assert 'id="scenario_hvorfor"' in out.read_text("utf-8")
    for more in ("--method own", "--prices nominal", "--working 20-66", "--band off"):
        code, said = run(f"--format html --out {out} --scenario {file} {more}")
        assert code == 2
        assert "har valgene i seg" in said
    code, said = run(f"--format html --out {out} --scenario {file} --region 3430")
    assert code == 2
    assert "gjelder Røros" in said
    assert run(f"--format html --out {out} --scenario {file} --region røros")[0] == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--format docx", "Ukjent format: «docx»"),
        ("--format html --tax all", "Ukjent skattegrunnlag"),
        ("--format html --fixed skole:40", "--fixed skole:40 kan ikke brukes her"),
        ("--format html --base-year 1999", "--base-year 1999 kan ikke brukes her"),
        ("--format html --rule-fund 99", "Skriv et tall fra 0 til 50"),
        ("--format html --template mal.pptx", "gjelder bare --format pptx"),
        ("--format pptx --template /finnes/ikke.pptx", "finnes ikke eller kan ikke leses"),
        ("--format html --region 9999", "9999"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    run: Run, tmp_path: Path, line: str, said: str
) -> None:
    out = tmp_path / "ut"
    code, told = run(f"{line} --out {out}")
    assert code == 2
    assert said in told
    assert "er brukt" not in told
    assert not out.exists()


def test_a_place_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    code, told = run(f"--format html --out {tmp_path / 'ikke' / 'ut.html'}")
    assert code == 2
    assert "Kan ikke skrive til" in told
    assert set(make.FORMATS) == {"pptx", "xlsx", "html"}
