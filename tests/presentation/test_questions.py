"""Answers to the floor: at the frame's own value what was shown, at rest the projection."""

from dataclasses import replace

import numpy as np
import pytest
from frames_of_pages import deck_of, deck_of_ten, frames_of_pages, roros

from projections.case import Case, Catalogue, Projection
from projections.choices import state
from projections.draw.plotly import picture
from projections.exports.stage import content
from projections.money.income import Assumed
from projections.norwegian import number
from projections.people.cohort import SEXES, SINGLE_AGES, project
from projections.presentation import Deck, Frame, Question, ahead, floor_levers, questions
from projections.series import pick
from projections.sources import catalogue as everything
from projections.tables import Setting
from projections.tables import scenario as effects
from projections.whatif.levers import Levers
from projections.whatif.scenario import Scenario
from projections.words.levers import answer

SHOWN, OFFICIAL = "(som vist)", "(som i prognosen)"


@pytest.fixture(scope="session")
def ageing(ageing: Projection, roros: Case) -> Projection:
    """As it is shown where nothing else is chosen: from the newest count."""
    return ageing.started("counted", roros.observed)


def quiet(_: float, __: str) -> None:
    """Nobody is told how far it has come."""


@pytest.fixture(scope="module")
def prepared(catalogue: Catalogue) -> Deck:
    return ahead.prepared(deck_of_ten(), catalogue, quiet)


@pytest.fixture(scope="module")
def moved(catalogue: Catalogue) -> Frame:
    """A scenario's own chart, with people moving in and cheaper care."""
    own = frames_of_pages(
        ("scenarier",), kommune="5025", flytting="20", standard="pleie:-0.5", vis="netto"
    )
    deck = ahead.prepared(deck_of([own["scenarier", "scenario"]]), catalogue, quiet)
    return deck.frames[0]


def asked(frame: Frame) -> Question:
    assert frame.question is not None
    return frame.question


def stops(question: Question, ending: str) -> list[tuple[float | None, ...]]:
    return [line for _, every in question.levers for label, line in every if label.endswith(ending)]


def test_every_frame_has_levers_with_its_own_value_among_the_stops(prepared: Deck) -> None:
    assert len(prepared.frames) == 10
    for frame in prepared.frames:
        question = asked(frame)
        assert question.years[-1] == 2033
        assert stops(question, SHOWN) == [question.shown] * len(question.levers)
        for _, every in question.levers:
            assert 5 <= len(every) <= questions.STOPS + 2
            assert len({label for label, _ in every}) == len(every)
            assert all(len(line) == len(question.years) for _, line in every)
            assert any(line != question.shown for _, line in every), "a lever that moves nothing"


def test_a_frame_at_rest_shows_the_projection_bit_for_bit(
    prepared: Deck, catalogue: Catalogue
) -> None:
    case = catalogue.case("5025")
    setting = Setting(
        case,
        case.projections[0].started("counted", case.observed),
        catalogue,
        "own",
        "all",
        Assumed(),
        "20-66",
    )
    table = effects.outcomes(setting, Scenario())
    for frame in prepared.frames:
        question = asked(frame)
        (series,) = pick(table, question.measure)
        values = series.values / 1000 if series.unit == "1000 NOK" else series.values
        assert question.official == question.shown == tuple(values)


def test_what_is_asked_is_what_the_frame_shows(prepared: Deck) -> None:
    measured = {frame.name: asked(frame).measure for frame in prepared.frames}
    assert measured == {
        "aldersbaereevne": "20-66 per 67+",
        "aldersgrupper": "67+",
        "aldersgrupper_endring": "67+",
        "pyramide": "20-66 per 67+",
        "hvorfor_kostnaden_endres": "net",
        "kostnad_etter_tjeneste": "net",
        "kostnad_inntekt_netto": "net",
        "omsorgsplasser": "care_places",
        "disposisjonsfond": "net_result_share",
        "scenario": "net",
    }
    by_name = {frame.name: frame for frame in prepared.frames}
    for name in ("aldersbaereevne", "kostnad_inntekt_netto", "omsorgsplasser", "scenario"):
        line = asked(by_name[name]).shown
        curves = [list(trace["y"])[-len(line) :] for trace in picture(by_name[name].chart)["data"]]
        # Net starts a year later on its page.
        assert any(np.allclose(curve, line[-len(curve) :], atol=1e-9) for curve in curves), name


def test_the_frames_own_value_gives_what_was_shown_and_rest_gives_the_projection(
    moved: Frame, catalogue: Catalogue
) -> None:
    question = asked(moved)
    settled = state.settle({name: [text] for name, text in moved.query.items()}, catalogue)
    case = catalogue.case("5025")
    setting = Setting(
        case,
        case.projections[0].started("counted", case.observed),
        catalogue,
        "own",
        "all",
        Assumed(),
        "20-66",
    )
    scenario = state.scenario_of(settled.choice, catalogue)
    (shown,) = pick(effects.outcomes(setting, scenario), "net")
    (official,) = pick(effects.outcomes(setting, Scenario()), "net")
    assert question.shown == tuple(shown.values / 1000)
    assert question.official == tuple(official.values / 1000)
    assert question.shown != question.official
    # One lever back at rest keeps the other where it was: only both give the projection.
    levers = dict(question.levers)
    (no_movers,) = [
        line
        for label, line in levers["Ekstra innflytting: gjennomsnittlig flytter"]
        if label.endswith(OFFICIAL)
    ]
    only_care = effects.outcomes(setting, scenario.only(frozenset({"standard"})))
    assert no_movers == tuple(pick(only_care, "net")[0].values / 1000)
    assert stops(question, SHOWN) == [question.shown] * len(levers)


def test_answers_are_those_of_the_scenario_page(prepared: Deck) -> None:
    """20 more a year, and the same in a link to the scenario page."""
    question = asked(prepared.frames[0])
    line = dict(dict(question.levers)["Ekstra innflytting: barnefamilier"])["20 flere i året"]
    own = frames_of_pages(
        ("scenarier",), kommune="5025", flytting="20", profil="familier", vis="baereevne"
    )
    drawn = picture(own["scenarier", "scenario"].chart)["data"][-1]
    # The page begins with the year that is compared with, the frame with what was counted.
    assert list(line)[-len(drawn["y"]) :] == drawn["y"]


def test_a_frame_that_does_not_open_as_it_was_gets_no_question(catalogue: Catalogue) -> None:
    frame = roros()["aldersbaereevne", "aldersbaereevne"]
    older = replace(frame.sources[0], retrieved="2020-01-01")
    strange = [
        replace(frame, query={**frame.query, "versjon": "0.0.1"}),
        replace(frame, query={**frame.query, "utgave": "hop-2020-2023@2019"}),
        replace(frame, query={**frame.query, "kommune": "9999"}),
        replace(frame, query={**frame.query, "prognose": state.NO_PROJECTION}),
        replace(frame, query={"kommune": "5025"}),
        replace(frame, sources=(older, *frame.sources[1:])),
    ]
    deck = ahead.prepared(deck_of([*strange, frame]), catalogue, quiet)
    assert [one.question is None for one in deck.frames] == [True] * len(strange) + [False]


def test_a_question_that_is_reckoned_is_kept_and_the_same_is_reckoned_once(
    prepared: Deck, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    monkeypatch.setattr(ahead, "answers", lambda *given: calls.append(given))
    again = ahead.prepared(prepared, catalogue, quiet)
    assert [one.question for one in again.frames] == [one.question for one in prepared.frames]
    assert calls == []
    told: list[float] = []
    ahead.prepared(deck_of_ten(), catalogue, lambda part, _: told.append(part))
    assert len(calls) == 1, "ten frames of one choice"
    assert told[-1] == 1


def test_progress_goes_forward(catalogue: Catalogue) -> None:
    told: list[float] = []
    ahead.prepared(deck_of_ten(), catalogue, lambda part, _: told.append(part))
    assert told == sorted(told)
    assert len(told) > 3


def test_stops_are_even_and_within_the_span() -> None:
    assert questions.stops_around(100, 50, 200, 100, 5) == [float(80 + 5 * n) for n in range(9)]
    assert questions.stops_around(200, -200, 200, 0, 20)[-1] == 200
    low_end = questions.stops_around(-200, -200, 200, 0, 20)
    assert (low_end[0], low_end[-1]) == (-200, 0)
    assert 12.5 in questions.stops_around(12.5, -200, 200, 0, 10)


def test_the_difference_is_told_in_words_and_numbers() -> None:
    ratio = answer("20 flere i året", 2.19, 2.04, "persons per person", 2033)
    assert ratio == "20 flere i året: 2,19 i stedet for 2,04 i 2033 (+0,15)"
    money = answer("Uendret", -10.0, -16.3, "million NOK", 2033, signed=True)
    assert money == "Uendret: −10,0 i stedet for −16,3 mill. kr i 2033 (+6,3)"
    net = answer("20 flere", -14.55, -15.94, "million NOK", 2033, "net", signed=True)
    assert net == (
        "20 flere: netto −14,6 i stedet for −15,9 mill. kr i 2033 (1,4 bedre før avrunding)"
    )
    cost = answer("20 flere", 47.9, 24.4, "million NOK", 2033, "cost", signed=True)
    assert cost.startswith("20 flere: kostnad uten inntekt +47,9 i stedet for +24,4 mill. kr")
    share = answer("10 færre", -2.5, -1.9, "percent", 2030).replace("\u00a0", " ")
    assert share == "10 færre: −2,5 % i stedet for −1,9 % i 2030 (−0,6 prosentpoeng)"
    assert answer("Ingen", 163.0, 163.0, "places", 2033) == "Ingen: 163 plasser i 2033, som vist"
    assert answer("Ingen", np.nan, 1.0, "places", 2033) == "Ingen: tallet mangler for 2033"


def test_a_stop_is_told_with_the_decimals_it_has(catalogue: Catalogue, ageing: Projection) -> None:
    """Goal seek leaves 12,35 people a year, which is neither 12 nor next to 12."""
    setting = Setting(catalogue.case("5025"), ageing, catalogue, "own", "all", Assumed(), "20-66")
    told = {one.label: one.told for one in floor_levers.levers_of(setting, Scenario())}
    moving, cost = (
        told["Ekstra innflytting: barnefamilier"],
        told["Kostnad per bruker i pleie og omsorg"],
    )
    assert moving(12.35) == "12,35 flere i året"
    assert moving(-20.0) == "20 færre i året"
    assert cost(0.55).replace("\u00a0", " ") == "0,55 % høyere for hvert år"
    assert cost(-2.0).replace("\u00a0", " ") == "2,0 % lavere for hvert år"


def test_figures_that_do_not_add_up_as_written_are_said_to_be_rounded() -> None:
    places = answer("40 færre", 160.4, 162.6, "places", 2033)
    assert places == "40 færre: 160 i stedet for 163 plasser i 2033 (−2 før avrunding)"
    share = answer("10 flere", -1.84, -1.86, "percent", 2033).replace("\u00a0", " ")
    assert share == "10 flere: −1,8 % i stedet for −1,9 % i 2033 (0,0 prosentpoeng før avrunding)"
    near = answer("10 flere", 163.4, 162.6, "places", 2033)
    assert near == "10 flere: 163 plasser i 2033, nesten som vist"


@pytest.fixture(scope="module")
def in_single_years(catalogue: Catalogue, ageing: Projection) -> Setting:
    """A path of single years by sex, where births and deaths can be asked for too."""
    rates, years = catalogue.rates, tuple(range(2024, 2041))
    people = np.linspace(60, 2, 2 * len(SINGLE_AGES)).reshape(2, len(SINGLE_AGES))
    course = project(
        people, rates.survival[None], rates.fertility[None], rates.male_per_female, len(years) - 1
    )
    path = replace(
        ageing.population,
        persons=course.persons[None],
        years=years,
        sexes=SEXES,
        ages=SINGLE_AGES,
    )
    case = catalogue.case("5025")
    return Setting(case, Projection(path), catalogue, "own", "all", Assumed(), "20-66")


def test_births_deaths_and_homes_are_asked_for_where_they_can_be(
    in_single_years: Setting, catalogue: Catalogue
) -> None:
    scenario = Scenario(Levers(homes=10, persons_per_home=2, share_from_outside=0.5))
    found = questions.answers(in_single_years, scenario)
    levers = dict(found.levers)
    assert {"Fruktbarhet", "Levealder", "Nye boliger"} <= set(levers)
    children = float(catalogue.rates.fertility.sum())
    now = f"{number(children, 2)} barn per kvinne (som vist)"
    assert now in dict(levers["Fruktbarhet"])
    assert "10 nye boliger i året (som vist)" in dict(levers["Nye boliger"])
    assert "0 nye boliger i året (som i prognosen)" in dict(levers["Nye boliger"])
    asked_for = questions.question(found, "total", 2040)
    births = [line[-1] or 0 for _, line in dict(asked_for.levers)["Fruktbarhet"]]
    assert births == sorted(births), "more children, more people"
    without = dict(dict(asked_for.levers)["Nye boliger"])
    assert without["0 nye boliger i året (som i prognosen)"] == asked_for.official
    assert "Heldøgns omsorgsplasser" not in dict(asked_for.levers), "it moves no inhabitants"
    assert questions.question(found, "total", 2030).years[-1] == 2030


def test_money_is_answered_by_net_whose_parts_add_up_to_it(prepared: Deck) -> None:
    money = [asked(one) for one in prepared.frames if asked(one).measure == "net"]
    assert len(money) >= 3  # of cost by service and by cause, and of net itself
    for own in money:
        assert [item for item, *_ in own.parts] == ["income", "cost"]
        (_, gained, gains), (_, spent, costs) = own.parts
        assert own.shown[-1] == pytest.approx((gained or 0) - (spent or 0))
        for (_, every), income, cost in zip(own.levers, gains, costs, strict=True):
            for (_, line), more, less in zip(every, income, cost, strict=True):
                assert line[-1] == pytest.approx((more or 0) - (less or 0))


def test_where_no_tax_is_known_cost_is_called_cost() -> None:
    own = frames_of_pages(("demografikostnader",), kommune="3201")
    deck = deck_of([own["demografikostnader", "kostnad_etter_tjeneste"]])
    (frame,) = ahead.prepared(deck, everything.load(), quiet).frames
    assert (asked(frame).measure, asked(frame).parts) == ("cost", ())
    assert asked(frame).axis.startswith("kostnad uten inntekt, mill.")
    told = str(content(replace(deck, frames=(frame,)))["frames"][0]["question"])
    assert "Dette er kostnaden alene" in told
    assert "kostnad uten inntekt" in told


def test_a_question_starts_where_the_levers_stand_and_housing_can_be_asked(
    catalogue: Catalogue, prepared: Deck
) -> None:
    """On a page that draws the scenario beside the path, as on the scenario's own."""
    own = frames_of_pages(
        ("aldersbaereevne",),
        kommune="5025",
        flytting="20",
        standard="pleie:-0.5",
        boligprosjekter="+d8.ya:40:2027-2028:2.5:60:100",
    )
    frame = own["aldersbaereevne", "aldersbaereevne"]
    (frame,) = ahead.prepared(deck_of([frame]), catalogue, quiet).frames
    question = asked(frame)
    lines = [one for one in picture(frame.chart)["data"] if one.get("meta") != "band"]
    drawn = next(one for one in lines if "scenariet" in one["name"])
    count = len(drawn["y"])  # on the page it begins where it leaves the path
    assert count == 8
    np.testing.assert_allclose(drawn["y"], question.shown[-count:])
    assert question.shown != question.official
    assert stops(question, SHOWN) == [question.shown] * len(question.levers)
    projects = dict(dict(question.levers)["Boligprosjektene"])
    assert projects["100\u00a0% av boligprosjektene bygd (som vist)"] == question.shown
    assert (projects["50\u00a0% av boligprosjektene bygd"][-1] or 0) < (question.shown[-1] or 0)

    (homes,) = (label for label, _ in asked(prepared.frames[0]).levers if "boliger" in label)
    assert homes == "Nye boliger (regneeksempel: 2,5 personer i hver, 50\u00a0% utenfra)"
    every = dict(dict(asked(prepared.frames[0]).levers)[homes])
    assert every["0 nye boliger i året (som vist)"] == asked(prepared.frames[0]).official
    assert (every["20 nye boliger i året"][-1] or 0) > (asked(prepared.frames[0]).shown[-1] or 0)
