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
    "annenhver innbygger er over 50 i 2050": Claim("50+", 2050, 50, "share"),
    "hver 3. innbygger er over 67 år i 2050": Claim("67+", 2050, 33.33, "share"),
    "innen 2030 vil 1 av 5 være over 70": Claim("70+", 2030, 20, "share"),
    "En av ti er over 80 år i 2035": Claim("80+", 2035, 10, "share"),
    "2/3 av innbyggerne er i yrkesaktiv alder i 2040": Claim("20-66", 2040, 66.67, "share"),
    "Elevtallet går ned med 1/4 fram mot 2032": Claim("6-15", 2032, -25, "percent"),
    "antall over 90 seksdobles til 2050": Claim("90+", 2050, 500, "percent"),
    "5 592 innbyggere 1.1.2024": Claim("total", 2024, 5592),
    "Folketallet 31.12.2029 blir 5 550": Claim("total", 2030, 5550),
    "Skoleåret 2031/32 er det 511 elever": Claim("6-15", 2031, 511),
    "Antall innbyggere 20–66 reduseres fra 3 214 (2023) til 2 987 (2033)": Claim(
        "20-66", 2033, 2987, "level", 2023
    ),
    "per 2030 er det 1,9 personer i yrkesaktiv alder per pensjonist": Claim(
        "aldersbaereevne", 2030, 1.9
    ),
    "10 flere barn i barnehagen i 2030": Claim("1-5", 2030, 10, "change"),
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_a_sentence_says(sentence: str) -> None:
    found = read(sentence, 2026)
    assert found.claims == (SENTENCES[sentence],)
    assert found.missing == ()
    assert found.assumed == ()


@pytest.mark.parametrize(
    ("sentence", "ends"),
    [
        ("Kommunen får mellom 480 og 520 eldre over 80 i 2033", (480, 520)),
        ("480–520 elever i 2033", (480, 520)),
        ("480 til 520 elever i 2033", (480, 520)),
        ("Befolkningen i alderen 16-66 år går ned med 3-5 % mot 2033", (-3, -5)),
        ("mellom 1 700 og 1 800 innbyggere i 2033", (1700, 1800)),
    ],
)
def test_both_ends_of_a_span_are_claimed(sentence: str, ends: tuple[int, int]) -> None:
    claims = read(sentence, 2026).claims
    assert tuple(one.value for one in claims) == ends
    assert {one.year for one in claims} == {2033}
    assert len({(one.group, one.kind) for one in claims}) == 1


@pytest.mark.parametrize(
    ("sentence", "value", "told"),
    [
        ("Folketallet øker 0,6 prosent per år til 2035", 5.53, "0,6 prosent i året"),
        ("Vi mister 15 innbyggere hvert år fram mot 2035", -135, "−135 i alt fra 2026 til 2035"),
        ("Barnetallet går ned 2 prosent årlig fra 2025 til 2035", -18.29, "fra 2025 til 2035"),
    ],
)
def test_a_change_of_each_year_is_told_as_the_change_of_all(
    sentence: str, value: float, told: str
) -> None:
    found = read(sentence, 2026)
    assert found.claims[0].value == value
    assert told in found.assumed[0]


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("Økt behov for 45 nye sykehjemsplasser innen 2035", "sykehjemsplasser"),
        ("Vi trenger 30 flere årsverk i omsorg i 2030", "årsverk"),
        ("antall personer med demens øker fra 110 til 210 i 2040", "demens"),
        ("Gjennomsnittsalderen blir 47 år i 2040", "Gjennomsnittsalderen"),
        ("nettoinnflyttingen blir 30 i 2030", "nettoinnflyttingen"),
        ("netto driftsresultat blir -2 % i 2027", "netto driftsresultat"),
        ("frie inntekter blir 73 522,- per innbygger i 2028", "per innbygger"),
        ("1 000 flere pendlere i 2030", "pendlere"),
    ],
)
def test_what_cannot_be_judged_is_never_read_as_people(sentence: str, what: str) -> None:
    found = read(sentence, 2026)
    assert math.isnan(found.claims[0].value)
    assert f"(«{what}» kan ikke)" in found.missing[0]


def test_a_figure_that_is_not_used_is_told() -> None:
    found = read("5600 innbyggere i dag, 5200 i 2040", 2026)
    assert found.claims == (Claim("total", 2040, 5200),)
    assert "5 600 er ikke brukt" in found.assumed[0].replace("\u00a0", " ")


def test_figures_after_their_years_keep_them() -> None:
    claims = read("Elevtall 2024: 552, 2033: 511", 2026).claims
    assert [(one.year, one.value) for one in claims] == [(2024, 552), (2033, 511)]


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
