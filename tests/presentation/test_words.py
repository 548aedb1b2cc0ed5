"""The presentation's words, and numbers in an edited text that are not the picture's."""

import pytest

from projections.figures.chart import Chart
from projections.presentation import Deck, Frame, words
from projections.words.grids import Grid

FRAME = Frame(
    title="Folketallet er nesten uendret",
    text="5\u00a0598 innbyggere i 2023, 5\u00a0581 i 2033 (−0,3 %).",
    notes="",
    alternative="Folketallet i Røros. 5\u00a0598 innbyggere i 2023, 5\u00a0581 i 2033 (−0,3 %).",
    chart=Chart(form="lines", categories=(), curves=(), axis="innbyggere", unit="persons"),
    grids=(
        Grid("Innbyggere 1. januar", ("År", "Folk"), (("2024", "5\u00a0683"), ("2025", "2,45"))),
    ),
    sources=(),
    note="Målt fra 2024, yrkesaktiv alder 20–66 år.",
    page="befolkning",
    name="folketall",
    chosen="Røros",
    query={},
)


@pytest.mark.parametrize(
    "text",
    [
        FRAME.title,
        FRAME.text,
        "Vi er 5 598 nå, og 5\u202f683 i 2024.",  # any space will do
        "Ned 0,3 %; −0,3 %; +0,3 %.",
        "Forholdet er 2.45.",  # a decimal point, and the sentence's own
        "1.1.2024",  # a date
        "2023–2033",
        "Per 1. januar 2024, 20–66 år",
        "Omtrent 2,5, og snaut 5 600 eller 5 700 innbyggere",  # rounded
        "Ingen tall",
        "",
    ],
)
def test_the_pictures_own_numbers_are_known(text: str) -> None:
    assert words.strange_numbers(text, FRAME) == ()


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("Vi blir 6 100 i 2033.", ("6 100",)),
        ("5598 og 55 980", ("55 980",)),
        ("Fra 2033 250 flere", ("250",)),  # a year takes no thousands
        ("0,4 %, igjen 0,4 %, og 24,5", ("0,4", "24,5")),
        ("31.1.2024", ("31",)),
        ("2,4", ("2,4",)),
        ("12345678", ("12345678",)),
        ("3 per innbygger, og 2,46", ("3", "2,46")),  # no roundings of 2,45
        ("5 000, 5 500 og 6 000", ("5 000", "5 500", "6 000")),
        ("2020 og 2030", ("2020", "2030")),  # a year is not rounded
        (f"0,{'1' * 40} og {'9' * 40}", (f"0,{'1' * 40}", "9" * 40)),
    ],
)
def test_another_number_is_strange_and_told_once(text: str, strange: tuple[str, ...]) -> None:
    assert words.strange_numbers(text, FRAME) == strange


def test_the_warning() -> None:
    assert words.strange(()) == ""
    assert words.strange(("6 100",)).startswith("Tallet 6 100 står ikke")
    assert words.strange(("7", "8", "9")).startswith("Tallene 7, 8 og 9 står ikke")


@pytest.mark.parametrize(
    ("frames", "told"), [(0, "ingen bilder"), (1, "1 bilde"), (12, "12 bilder")]
)
def test_count(frames: int, told: str) -> None:
    assert words.count(frames) == told


def test_what_is_saved_and_opened_is_told_with_its_name_and_date() -> None:
    deck = Deck("Konferansen", "", "2026-11-21T10:00:00Z", "0.1.0", (FRAME,))
    assert words.kept(deck, 0) == "«Konferansen» er lagret med 1 bilde."
    assert "2 til med samme navn" in words.kept(deck, 2)
    assert words.opened(deck) == "«Konferansen» er åpnet med 1 bilde, slik den var 21.11.2026."
    assert words.ask_to_remove("Konferansen", 3).startswith(
        "Slette «Konferansen» og alle 3 utgaver"
    )
    assert words.ask_to_remove("Konferansen", 1).startswith("Slette «Konferansen» for alle?")
    assert "Åpne «Annen» i stedet?" in words.ask_to_open(2, "Annen")
    assert "Begynne på nytt i stedet?" in words.ask_to_open(2, "")
    assert words.summary(3, "Konferansen", True) == "Konferansen · 3 bilder · ikke lagret"
    assert words.summary(0, "", False) == "ingen bilder"
