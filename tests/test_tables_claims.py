"""A claim against what was counted, what could be known when it was made, and projections."""

from dataclasses import replace

import numpy as np
import pytest

from projections import tables, words
from projections.case import Case, Catalogue
from projections.choices import selections, state
from projections.claims.claim import Claim
from projections.claims.reading import read
from projections.cli import main
from projections.errors import MissingInputError
from projections.figures import claims as figures
from projections.figures.view import View
from projections.sources import catalogue as everything
from projections.sources import whereabouts
from projections.sources.data import vitals
from projections.tables.claims import JudgedClaim, judge


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return everything.load()


def judged(claim: Claim, case: Case) -> JudgedClaim:
    return judge(claim, case, case.projections, vitals.load_history())


def test_os_and_its_school_children_in_2015(catalogue: Catalogue) -> None:
    os = catalogue.case("3430")
    one = judged(Claim("6-15", 2025, -70, "change", 2014), os)
    assert (one.start, one.level) == (242, 172)  # samfunnsdelen 2015 counts from 242
    assert one.outcome == one.counted.at(2025)
    assert one.then
    assert one.then.path.values[0] == 242
    low, high = one.then.around(2025)
    assert low < one.level < high  # what was known did not speak against it
    assert one.now == ()
    told = words.claims.verdict(one, "Os")
    assert "rimelig da den ble framsatt" in told.title
    assert "altså 172 (fra 242)" in told.text
    later = judged(Claim("6-15", 2025, -70, "change", 2015), os)
    assert later.start == os.observed.bands([Claim("6-15").band])[0, 9, 0] == 235


def test_a_claim_of_what_is_to_come(catalogue: Catalogue) -> None:
    os = catalogue.case("3430")
    near, far = (judged(Claim("total", *one), os) for one in ((2030, 1774.0), (2050, 1715.0)))
    assert np.isnan(near.outcome)
    assert near.then is None
    low, high = near.now[0].around(2030)
    assert low < near.now[0].path.at(2030) < high
    for one in (near, far):
        low, high = one.now[0].around(one.claim.year)
        word = "innenfor" if low <= one.level <= high else "enn det som er sannsynlig"
        assert word in words.claims.verdict(one, "Os").title


def test_every_kind_in_its_unit(catalogue: Catalogue) -> None:
    roros = catalogue.case("5025")
    level = judged(Claim("70+", 2040, 1500), roros)
    assert level.counted.at(2026) == 1144  # five-year groups say the same
    share = judged(Claim("80+", 2040, 12, "share"), roros)
    assert share.counted.unit == "percent"
    assert share.counted.at(2026) == pytest.approx(100 * 396 / 5638)
    doubled = judged(Claim("80+", 2040, 100, "percent"), roros)
    assert (doubled.start, doubled.level) == (396, 792)
    assert "dobbelt så mange" in words.claims.verdict(doubled, "Røros").text
    plan = judged(Claim("80+", 2033, 500), roros).now
    assert [each.path.alternative for each in plan] == ["TREND", "sterk_aldring"]
    assert plan[1].low is None  # no courses are given for it


def test_what_cannot_be_held_against_anything(catalogue: Catalogue) -> None:
    roros = catalogue.case("5025")
    for claim, told in (
        (Claim("total", 2080, 5000), "når fram til 2080"),
        (Claim("total", 2030, 5, "change", 1995), "måles fra 1995"),
        (Claim("total", 2015, 5, "change", 2020), "tidligere år"),
    ):
        with pytest.raises(MissingInputError, match=told):
            judged(claim, roros)
    norway = judged(Claim("total", 2030, 5_700_000), catalogue.case("0"))
    low, high = norway.now[0].around(2030)
    assert 0.01 < (high - low) / 5_700_000 < 0.06  # sums have errors of their own


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "kostnaden øker med 26 mill. kr fra 2024 til 2033",
            "øker med 26,0 mill. kr i Røros i 2033",
        ),
        ("Netto faller med 16 mill. kr fra 2024 til 2033", "netto faller med 16,0 mill. kr"),
        ("aldersbæreevnen faller til 1,7 i 2040", "aldersbæreevnen er 1,70 i Røros i 2040"),
        ("forsørgede per yrkesaktiv blir 1,1 i 2040", "forsørgede per person 20–66 år er 1,10"),
        ("inntekten øker 10 % til 2033", "inntekten øker med 10 %"),
    ],
)
def test_kroner_and_ratios_are_held_against_the_tables(
    catalogue: Catalogue, sentence: str, told: str
) -> None:
    (claim,) = read(sentence, 2026).claims
    case = catalogue.case("5025")
    choice = state.settle({"kommune": ["5025"]}, catalogue).choice
    path = state.projection_of(case, choice.projection, choice.start)
    chosen = replace(selections.of(choice, catalogue), claim=claim)
    figure = figures.claim(View(case, path, catalogue, chosen))
    assert told in figure.text.replace("\u00a0", " ")
    assert "8 av 10 utfall ligger mellom" in figure.text
    low, high = (
        next(one for one in figure.table if one.item == item) for item in ("band_low", "band_high")
    )
    assert low.at(claim.year) < high.at(claim.year)
    ratio = {one.unit for one in figure.table}
    assert ratio == {claim.unit}
    if claim.group == "aldersbaereevne":
        ours = tables.support_ratios(case, case.projection("baereevne-trend.TREND"), "20-66")[-1]
        assert any(np.array_equal(one.values, ours.values) for one in figure.table)


def test_a_change_in_kroner_is_held_against_the_change(catalogue: Catalogue) -> None:
    case = catalogue.case("5025")
    choice = state.settle({"kommune": ["5025"]}, catalogue).choice
    claim = Claim("kostnad", 2026, 5.0, "change", 2024)
    chosen = replace(selections.of(choice, catalogue), claim=claim)
    figure = figures.claim(View(case, None, catalogue, chosen))
    # Five of 365 is near as a level, and the wrong way as a change.
    assert "bommet" in figure.title
    assert "Med folketallet som ble talt, er det" in figure.text


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("5025", "kostnaden øker med 26 mill. kr fra 2018 til 2025"),
        ("5025", "netto faller med 16 mill. kr fra 2018 til 2033"),
        ("3427", "aldersbæreevnen faller til 1,7 i 2025"),
        ("34", "kostnaden øker med 2 mrd. kr fra 2018 til 2025"),
    ],
)
def test_what_could_be_known_of_kroner_and_ratios(
    catalogue: Catalogue, code: str, sentence: str
) -> None:
    (claim,) = read(sentence, 2026).claims
    claim = claim if claim.said else replace(claim, said=2018)
    choice = state.settle({"kommune": [code]}, catalogue).choice
    chosen = replace(selections.of(choice, catalogue), claim=claim)
    figure = figures.claim(View(catalogue.case(code), None, catalogue, chosen))
    assert "Med det som var kjent i 2018, ville trendframskrivingen ha sagt" in figure.text
    (then,) = [one for one in figure.table if one.label("origin") and not one.label("share")]
    low, high = (one for one in figure.table if one.label("share") and one.label("origin"))
    counted = figure.table[0]
    assert then.at(2018) == pytest.approx(counted.at(2018))  # what is counted is sure
    assert low.at(2018) == pytest.approx(high.at(2018)) == pytest.approx(then.at(2018))
    year = claim.year
    assert low.at(year) < then.at(year) < high.at(year)
    if counted.has(year):  # seven years on the people are not what they were foreseen to be
        assert then.at(year) != pytest.approx(counted.at(year), rel=1e-4)
        assert low.at(year) < counted.at(year) < high.at(year)


def test_others_have_the_band_they_have_on_the_pages(catalogue: Catalogue) -> None:
    case = catalogue.case("5025")
    choice = state.settle({"kommune": ["5025"]}, catalogue).choice
    chosen = replace(selections.of(choice, catalogue), claim=Claim("80+", 2033, 500))
    rows = figures.claim(View(case, None, catalogue, chosen)).grids[0].rows
    assert [name for name, _, span, _ in rows if span] == [
        "Bæreevnes trendframskriving",
        "Sterk aldring",
    ]


def test_the_figure_has_the_claim_in_it(catalogue: Catalogue) -> None:
    query = {"kommune": ["3430"], "paastand": ["1774"], "paastand_aar": ["2030"]}
    settled = state.settle(query, catalogue)
    assert settled.problems == ()
    assert state.to_query(settled.choice, catalogue) == {k: v[0] for k, v in query.items()}
    case = catalogue.case("3430")
    chosen = selections.of(settled.choice, catalogue)
    view = View(case, case.projections[-1], catalogue, chosen)
    found = figures.claim(view)
    (point,) = [one for one in found.curves if one.name == "Påstanden"]
    assert point.values[found.categories.index("2030")] == 1774
    assert sum(one.role == "band" for one in found.curves) == 2
    assert found.grids[0].rows[0] == ("Påstanden", "1\u00a0774", "", "")
    example = figures.claim(replace(view, chosen=replace(chosen, claim=None)))
    assert example.title.startswith("Like mange i Os i 2036 som i 2026? Påstanden er ")
    assert example.grids[0].rows[0][1] == "1\u00a0871"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("paastand_om", "6–15"),
        ("paastand_om", "<b>"),
        ("paastand_aar", "3000"),
        ("paastand", "1e9"),
        ("paastand_slag", "level"),
    ],
)
def test_a_link_that_claims_nonsense(catalogue: Catalogue, name: str, text: str) -> None:
    settled = state.settle({name: [text]}, catalogue)
    assert len(settled.problems) == 1
    assert "<" not in settled.problems[0]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Os har 1 774 innbyggere", ("3430",)),
        ("Snåase får 1 900", ("5041",)),
        ("Oslos folketall", ("0301",)),
        ("Røros' skolebarn", ("5025",)),
        ("Kautokeino og Karasjok", ("5612",)),
        ("Bø i Telemark vokser", ("4020",)),
        ("Herøy får 9 000", ("1515", "1818")),
        ("Vi blir færre", ()),
        ("I Sør-Varanger", ("5605",)),
    ],
)
def test_whom_a_sentence_names(catalogue: Catalogue, text: str, codes: tuple[str, ...]) -> None:
    assert whereabouts.mentioned(text, catalogue) == codes


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claim", "Os: om lag 70 færre i skolealder innen 2025, sagt i 2015"]) == 0
    out, told = capsys.readouterr()
    assert "rimelig da den ble framsatt" in told
    assert any(row.startswith("3430,") and ",claim,2025,6-15,165" in row for row in out.split())
    assert main(["claim", "bla bla"]) == 2
    assert "Den sier ikke hvor mange" in capsys.readouterr()[1]
    assert main(["claim", "--region", "3430", "--value", "1 774", "--year", "2030"]) == 0
    assert main(["claim", "Herøy får 9 000 innbyggere i 2030"]) == 2
    assert "1515" in capsys.readouterr()[1]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            ("552 elever", "--group", "unge"),
            "Kan ikke lese alderen «unge». Skriv for eksempel 6-15",
        ),
        (("Vi blir flere",), "Den sier ikke hvor mange"),
        (("552 i 2033", "--kind", "drøm"), "slag påstand"),
    ],
)
def test_what_the_command_cannot_use_is_told(
    line: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["claim", *line, "--region", "5025"]) == 2
    out, err = capsys.readouterr()
    assert told in err
    assert not out


def test_what_is_written_beside_a_sentence_goes_before_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def held(*line: str) -> str:
        assert main(["claim", *line, "--region", "5025"]) == 0
        return capsys.readouterr().out

    beside = held("Det blir 500 i 2030", "--group", "80+", "--value", "504", "--year", "2033")
    assert beside == held("Det blir 504 innbyggere på 80 år og over i 2033")
    assert held("504 på 80+ i 2033", "--kind", "level") == beside


def banded(catalogue: Catalogue, value: float) -> JudgedClaim:
    return judged(Claim("6-15", 2025, value, "change", 2014), catalogue.case("3430"))


def test_a_claim_far_off_was_unlikely_already_when_it_was_made(catalogue: Catalogue) -> None:
    told = words.claims.verdict(banded(catalogue, 900), "Os")
    assert "bommet med " in told.title
    assert told.title.endswith("personer, og var lite sannsynlig alt da den ble framsatt")
    assert "for høy" in told.text
    assert "påstanden lå utenfor" in told.text
    one = banded(catalogue, 900)
    assert words.claims.verdict(replace(one, then=None), "Os").title.endswith("personer")


def test_a_claim_that_came_true_says_what_it_came_to(catalogue: Catalogue) -> None:
    one = banded(catalogue, -70)
    told = words.claims.verdict(replace(one, level=one.outcome), "Os")
    assert told.title.startswith("Påstanden slo til: ")
    assert "som påstått" in told.text


def test_a_claim_of_what_is_to_come_is_below_or_above_what_is_likely(catalogue: Catalogue) -> None:
    os = catalogue.case("3430")
    low, high = (judged(Claim("total", 2030, value), os) for value in (100, 90_000))
    for one, told in ((low, "lavere"), (high, "høyere")):
        assert (
            f"er {told} enn det som er sannsynlig i 2030" in words.claims.verdict(one, "Os").title
        )
    (ahead,) = [each for each in low.now if each.low is not None][:1]
    bare = replace(ahead, low=None, high=None)
    under = words.claims.verdict(replace(low, now=(bare,)), "Os").title
    assert under.endswith("personer under framskrivingen")
    same = replace(low, now=(bare,), level=bare.path.at(2030))
    assert words.claims.verdict(same, "Os").title == "Påstanden ligger likt med framskrivingen"
    over = replace(low, now=(bare,), level=bare.path.at(2030) + 1)
    assert words.claims.verdict(over, "Os").title == "Påstanden ligger 1 person over framskrivingen"
    assert np.isnan(bare.around(2030)).all()


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        (Claim("kostnad", 2080, 400.0), "når fram til 2080"),
        (Claim("kostnad", 2033, 5.0, "change", 2033), "Velg et tidligere år"),
        (Claim("kostnad", 2033, 5.0, "change", 1950), "Velg et"),
        (Claim("aldersbaereevne", 2033, 5.0, "change", 1950), "Velg et"),
    ],
)
def test_kroner_that_cannot_be_held_against_anything(
    catalogue: Catalogue, claim: Claim, told: str
) -> None:
    case = catalogue.case("5025")
    choice = state.settle({"kommune": ["5025"]}, catalogue).choice
    path = state.projection_of(case, choice.projection, choice.start)
    chosen = replace(selections.of(choice, catalogue), claim=claim)
    with pytest.raises(MissingInputError, match=told):
        figures.claim(View(case, path, catalogue, chosen))
