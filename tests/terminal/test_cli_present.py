"""The commands on presentations: a deck's file to every format, chosen exhibits, the store."""

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from frames_of_pages import deck_of, frames_of_pages
from pptx import Presentation

from projections.cli import export
from projections.errors import BaereevneError
from projections.exports import make
from projections.presentation import Deck, files
from projections.presentation.files import from_json, to_json
from projections.store import Store

Run = Callable[[str], tuple[int, str, str]]


@pytest.fixture
def run(answer: Run) -> Run:
    return answer


@pytest.fixture(scope="module")
def deck() -> Deck:
    found = frames_of_pages(["aldersbaereevne"], kommune="5025")
    return deck_of(tuple(found.values()), "Møtet")


@pytest.fixture
def file(deck: Deck, tmp_path: Path) -> Path:
    path = tmp_path / "møte.json"
    path.write_bytes(to_json(deck))
    return path


def test_a_deck_in_every_format(run: Run, file: Path, deck: Deck, tmp_path: Path) -> None:
    for ending in ("pptx", "xlsx", "html"):
        out = tmp_path / f"ut.{ending}"
        code, printed, said = run(f"export --deck {file} --format {ending} --out {out}")
        assert (code, printed) == (0, "")
        assert said == f"Skrev {out}: {len(deck.frames)} bilder fra «Møtet».\n"
        content = out.read_bytes()
        assert content[:2] == (b"<!" if ending == "html" else b"PK")
    assert (tmp_path / "ut.html").read_bytes() == make.make_deck("html", deck)
    slides = Presentation(io.BytesIO((tmp_path / "ut.pptx").read_bytes())).slides
    assert [one.shapes.title.text for one in slides][1:] == [one.title for one in deck.frames]


def test_a_deck_as_a_show_with_its_questions(run: Run, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut.html"
    code, printed, said = run(f"export --deck {file} --format show --out {out}")
    assert (code, printed) == (0, "")
    assert "100%" in said, "what takes time tells how far it is"
    assert "<script" in out.read_text("utf-8")


def test_what_is_newer_is_told(run: Run, deck: Deck, tmp_path: Path) -> None:
    file, out = tmp_path / "gammel.json", tmp_path / "ut.html"
    old = tuple(replace(one, query={**one.query, "versjon": "0.0.1"}) for one in deck.frames)
    file.write_bytes(to_json(replace(deck, frames=old)))
    code, _, said = run(f"export --deck {file} --format html --out {out}")
    assert code == 0
    assert "laget med versjon 0.0.1" in said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("--format docx", "pptx, xlsx, html, show"),
        ("--format html --method own", "har bildene i seg"),
        ("--format html --frames elever", "har bildene i seg"),
        ("--format html --prices fixed", "har bildene i seg"),
        ("--format html --region 3430", "har bildene i seg"),
        ("--format html --template mal.pptx", "gjelder bare --format pptx"),
    ],
)
def test_what_does_not_fit_a_deck(run: Run, file: Path, tmp_path: Path, more, said) -> None:
    out = tmp_path / "ut"
    code, printed, told = run(f"export --deck {file} {more} --out {out}")
    assert (code, printed) == (2, "")
    assert said in told
    assert not out.exists()


def test_a_deck_that_is_none_is_told_fault_by_fault(run: Run, file: Path, tmp_path: Path) -> None:
    values = json.loads(file.read_bytes())
    values["frames"][0]["title"] = ""
    del values["note"]
    file.write_text(json.dumps(values), "utf-8")
    code, _, said = run(f"export --deck {file} --format html --out {tmp_path / 'ut'}")
    assert code == 2
    assert [re.search("«(.+?)»", line)[1] for line in said.splitlines()] == ["note", "title"]
    code, _, said = run(f"export --deck {tmp_path / 'ikke'} --format html --out x")
    assert code == 2
    assert "finnes ikke" in said


def test_chosen_exhibits_in_their_order(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "ut.html"
    code, _, said = run(f"export --frames elever,folketall --format html --out {out}")
    assert (code, said) == (0, f"Skrev {out}: 2 figurer for Røros.\n")
    assert re.findall('<section id="(.+?)">', out.read_text("utf-8")) == [
        "elever",
        "folketall",
        "tekst",
        "kilder",
    ]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("elever,skole", "Ukjent figur: «skole». Gyldige valg: folketall"),
        ("scenario", "trenger et scenario"),
    ],
)
def test_exhibits_that_cannot_be_had(run: Run, tmp_path: Path, names: str, said: str) -> None:
    out = tmp_path / "ut.html"
    code, _, told = run(f"export --frames {names} --format html --out {out}")
    assert code == 2
    assert said in told
    assert not out.exists()


def test_a_file_is_whole_or_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "ut.html"
    export.write(str(out), b"gammel")

    def full(self: Path, content: bytes) -> int:
        with self.open("wb") as opened:
            opened.write(content[:3])
        raise OSError("disken er full")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(BaereevneError, match="Kan ikke skrive til"):
        export.write(str(out), b"ny og lengre")
    monkeypatch.undo()
    assert out.read_bytes() == b"gammel"
    assert list(tmp_path.iterdir()) == [out]


def test_presentations_in_the_store(run: Run, deck: Deck, tmp_path: Path) -> None:
    out = tmp_path / "ut.json"
    assert run("present --list")[2] == "Ingen presentasjoner er lagret.\n"
    try:
        files.keep(Store(), deck)
        files.keep(Store(), replace(deck, saved="2026-11-22T10:00:00Z", note="ny"))
        code, printed, _ = run("present --list --json")
        assert code == 0
        (row,) = json.loads(printed)
        assert (row["name"], row["versions"], row["frames"]) == ("Møtet", 2, len(deck.frames))
        code, _, said = run(f"present --name Møtet --out {out}")
        assert (code, "Skrev" in said) == (0, True)
        assert from_json(out.read_bytes(), "x").note == "ny"
        pack = tmp_path / "pakke"
        assert "2 presentasjoner med notater" in run(f"snapshot --stored --out {pack}")[2]
        code, _, said = run(f"present --name Annet --out {out}")
        assert (code, said) == (2, "Ukjent presentasjon: «Annet». Gyldige valg: Møtet.\n")
    finally:
        files.remove(Store(), "Møtet")
    assert run("present")[0] == 2
    assert run("present --name Møtet")[0] == 2
