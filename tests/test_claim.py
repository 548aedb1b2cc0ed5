"""A sentence read as a claim: who, how many, when, and what is missing."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.claims.claim import Claim, is_group
from projections.claims.numbers import with_digits
from projections.claims.reading import read

SENTENCES = {
    "1 774 innbyggere i 2030": Claim("total", 2030, 1774),
    "I 2040 bor det 1.715 personer i Os": Claim("total", 2040, 1715),
    "2000 innbyggere i 2040": Claim("total", 2040, 2000),
    "vokser til 6 000 innbyggere innen 2028": Claim("total", 2028, 6000),
    "Folketallet synker fra 5 600 i 2024 til 5 400 i 2040": Claim(
        "total", 2040, 5400, "level", 2024
    ),
    "5,6 millioner innbyggere i 2030": Claim("total", 2030, 5_600_000),
    "1500 over 70 år i 2040": Claim("70+", 2040, 1500),
    "6–15 år: 450 i 2033": Claim("6-15", 2033, 450),
    "Det blir 15 barn under 1 år i 2030": Claim("0", 2030, 15),
    "eldre over 80 år vil øke fra 320 til 640 i 2040": Claim("80+", 2040, 640),
    "Om lag 70 færre i skolealder innen 2025, sagt i 2015": Claim(
        "6-15", 2025, -70, "change", 2015
    ),
    "I 2015 ventet Os om lag 70 færre i skolealder innen 2025": Claim(
        "6-15", 2025, -70, "change", 2015
    ),
    "I perioden 2014–2025 blir det sytti færre i grunnskolealder": Claim(
        "6-15", 2025, -70, "change", 2014
    ),
    "over 70 færre elever i 2030": Claim("6-15", 2030, -70, "change"),
    "Kommunen mister 300 innbyggere innen 2035": Claim("total", 2035, -300, "change"),
    "antall 80+ øker med 200 fra 2020 til 2035": Claim("80+", 2035, 200, "change", 2020),
    "Et par hundre flere pensjonister i 2030": Claim("67+", 2030, 200, "change"),
    "Om ti år er det 400 flere pensjonister": Claim("67+", 2036, 400, "change"),
    "Innbyggartalet aukar med 50 fram til 2030": Claim("total", 2030, 50, "change"),
    "dobling av antall over 80 innen 2040": Claim("80+", 2040, 100, "percent"),
    "Vi blir tre ganger så mange over 90 år i 2045": Claim("90+", 2045, 200, "percent"),
    "halvparten så mange barn i 2040": Claim("0-15", 2040, -50, "percent"),
    "20 prosent flere eldre i 2035": Claim("67+", 2035, 20, "percent"),
    "nedgang på 12 % i yrkesaktiv alder fra 2023 til 2033": Claim(
        "20-66", 2033, -12, "percent", 2023
    ),
    "Folketallet går ned 3,5 % til 2030": Claim("total", 2030, -3.5, "percent"),
    "Andelen over 80 år blir 12 prosent i 2040": Claim("80+", 2040, 12, "share"),
    "kostnaden øker med 26 mill. i 2033": Claim("kostnad", 2033, 26, "change"),
    "Kostnadene blir 26 millioner kroner høyere i 2033": Claim("kostnad", 2033, 26, "change"),
    "Merkostnaden blir 1,2 milliarder kroner i 2040": Claim("kostnad", 2040, 1200, "change"),
    "Det koster oss 500 000 kroner mer i 2030": Claim("kostnad", 2030, 0.5, "change"),
    "Demografikostnaden øker med 10 prosent fra 2024 til 2033": Claim(
        "kostnad", 2033, 10, "percent", 2024
    ),
    "Pleie og omsorg koster 37 mill. kr mer i 2033 enn i 2024": Claim(
        "pleie", 2033, 37, "change", 2024
    ),
    "Utgiftene til barnehage går ned 6 mill. kroner i 2033": Claim("barnehage", 2033, -6, "change"),
    "Skolen kan spare 5 millioner innen 2033": Claim("grunnskole", 2033, -5, "change"),
    "Inntektene øker med 11 mill. kr til 2033": Claim("inntekt", 2033, 11, "change"),
    "Netto faller med 16 millioner kroner fra 2024 til 2033": Claim(
        "netto", 2033, -16, "change", 2024
    ),
    "Kommunen sitter igjen med 16 mill. mindre i 2033": Claim("netto", 2033, -16, "change"),
    "aldersbæreevnen faller til 1,7 i 2040": Claim("aldersbaereevne", 2040, 1.7),
    "Bæreevnen svekkes fra 2,25 i 2026 til 2,0 i 2033": Claim(
        "aldersbaereevne", 2033, 2, "level", 2026
    ),
    "I 2040 er det bare to yrkesaktive per pensjonist": Claim("aldersbaereevne", 2040, 2),
    "Aldersbæreevnen synker med 0,5 innen 2040": Claim("aldersbaereevne", 2040, -0.5, "change"),
    "Antall yrkesaktive bak hver 80-åring faller til 3 i 2040": Claim(
        "yrkesaktive_per_80", 2040, 3
    ),
    "hver fjerde innbygger er over 67 år i 2040": Claim("67+", 2040, 25, "share"),
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_a_sentence_says(sentence: str) -> None:
    found = read(sentence, 2026)
    assert found.claims == (SENTENCES[sentence],)
    assert found.missing == ()
    assert found.assumed == ()


def test_two_figures_are_two_claims() -> None:
    found = read("Os 1 774 i 2030 og 1 715 i 2050", 2026)
    assert [(one.value, one.year) for one in found.claims] == [(1774, 2030), (1715, 2050)]
    assert found.assumed == ("Setningen sier ikke hvem det gjelder; hele folketallet er antatt.",)


def test_an_amount_without_a_unit_is_said_to_be_guessed() -> None:
    found = read("kostnadene øker med 26 i 2033", 2026)
    assert found.claims == (Claim("kostnad", 2033, 26, "change"),)
    assert found.assumed == ("Beløpet har ingen enhet; millioner kroner er antatt.",)
    people = read("Netto innflytting gir 20 flere personer i 2030", 2026)
    assert people.claims[0].is_people


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("1 774 innbyggere", ["hvilket år det"]),
        ("innbyggere i 2030", ["hvor mange"]),
        ("tull og tøys", ["hvor mange", "hvilket år det"]),
        ("", ["hvor mange", "hvilket år det"]),
        ("70 færre i skolealder innen 2025", ["hvilket år endringen"]),
    ],
)
def test_what_it_does_not_say_is_told(sentence: str, missing: list[str]) -> None:
    found = read(sentence, 2026).missing
    assert len(found) == len(missing)
    assert all(told.startswith(start) for told, start in zip(found, missing, strict=True))


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("sytti", "70"),
        ("tjuefem", "25"),
        ("hundre og tjuefem", "125"),
        ("to tusen", "2000"),
        ("tusen", "1000"),
        ("et par hundre", "200"),
        ("halvparten av en kommune", "halvparten av en kommune"),
    ],
)
def test_numbers_in_words(text: str, digits: str) -> None:
    assert with_digits(text) == digits


@given(st.text(max_size=120))
def test_any_text_is_read_or_told_of(text: str) -> None:
    found = read(text, 2026)
    assert found.claims
    for one in found.claims:
        assert is_group(one.group)
        assert one.is_whole or found.missing
        assert math.isnan(one.value) or abs(one.value) < 1e140


def test_groups() -> None:
    assert all(map(is_group, ("total", "0", "6-15", "80+", "70+")))
    assert not any(map(is_group, ("", "år", "15-6", "200+", "6–15", "0-110")))
