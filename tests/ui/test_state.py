"""The choice: defaults, the URL form and back, and everything a link may hold."""

import re
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections import __version__
from projections.case import Catalogue
from projections.choices import state
from projections.errors import InputFileError, MissingInputError
from projections.people.indicators import WORKING_AGES
from projections.services.service import Service
from projections.sources import bundled
from projections.store.scenarios import from_json, to_json
from projections.whatif.levers import Levers, Project
from projections.whatif.scenario import Scenario

CATALOGUE = bundled.load()
REST = state.settle({}, CATALOGUE).choice


def one(**query: str) -> dict[str, list[str]]:
    return {name: [value] for name, value in query.items()}


def change(choice: state.Choice, field: str, value: object, catalogue: Catalogue) -> state.Choice:
    """The choice with one field changed; what no longer fits goes to its default."""
    return state.settle(state.changed(choice, field, value, catalogue), catalogue).choice


def test_rest_is_the_plan_for_roros() -> None:
    assert REST.region == "5025"
    assert REST.projection == "hop-2024-2027.sterk_aldring"
    assert (REST.first, REST.last, REST.base_year) == (2026, 2033, 2026)
    assert (REST.working, REST.method, REST.need) == ("20-66", "own", "all")


def test_only_what_differs_from_rest_stands_in_the_url() -> None:
    assert state.to_query(REST, CATALOGUE) == {"kommune": "5025"}
    changed = change(REST, "working", "16-66", CATALOGUE)
    assert state.to_query(changed, CATALOGUE) == {"kommune": "5025", "alder": "16-66"}


def test_every_field_has_a_name_in_the_url() -> None:
    assert set(state.NAMES) == {field.name for field in fields(state.Choice)}
    assert len(set(state.NAMES.values())) == len(state.NAMES)


def test_a_region_without_frames_or_projection_gets_its_own_defaults() -> None:
    choice = state.settle(one(kommune="3430"), CATALOGUE).choice
    assert (choice.projection, choice.method) == (state.NO_PROJECTION, "national")
    assert (choice.first, choice.last, choice.base_year) == (2016, 2026, 2016)
    assert "3430" not in choice.compare


def test_repeated_values_are_refused() -> None:
    settled = state.settle({"kommune": ["0", "50"]}, CATALOGUE)
    assert settled.choice == REST
    assert len(settled.problems) == 1


def test_last_year_lies_after_the_first() -> None:
    settled = state.settle(one(fra="2030", til="2025"), CATALOGUE)
    assert (settled.choice.first, settled.choice.last) == (2030, 2033)
    assert len(settled.problems) == 1


def test_problems_hold_no_markup_and_are_short() -> None:
    hostile = "<script>alert(1)</script>[x](javascript:y)*_`" + "a" * 5000
    (problem,) = state.settle(one(kommune=hostile), CATALOGUE).problems
    assert not set("<>[]`*") & set(problem)
    assert len(problem) < 500


def test_choice_is_hashable() -> None:
    assert len({REST, state.settle({}, CATALOGUE).choice}) == 1


@st.composite
def choices(draw: st.DrawFn) -> state.Choice:
    """Any choice a user can make with the widgets."""
    choice = state.settle(
        one(kommune=draw(st.sampled_from(list(CATALOGUE.cases)))), CATALOGUE
    ).choice
    case = CATALOGUE.case(choice.region)
    codes = [one.code for one in case.projections] + [state.NO_PROJECTION]
    choice = change(choice, "projection", draw(st.sampled_from(codes)), CATALOGUE)
    path = state.projection_of(case, choice.projection, choice.start)
    years = case.years(path)
    first = draw(st.sampled_from(years[:-1]))
    last = draw(st.sampled_from([year for year in years if year > first]))
    options = {
        "first": first,
        "last": last,
        "working": draw(st.sampled_from(list(WORKING_AGES))),
        "measure": draw(st.sampled_from(["persons", "share", "index"])),
        "base_year": draw(st.sampled_from(state.base_years(case, path, last))),
        "cost_view": draw(st.sampled_from(["change", "level"])),
        "compare": tuple(
            draw(
                st.lists(
                    st.sampled_from([code for code in CATALOGUE.cases if code != choice.region]),
                    max_size=state.MOST_COMPARED,
                    unique=True,
                )
            )
        ),
    }
    for field, value in options.items():
        choice = change(choice, field, value, CATALOGUE)
    return choice


@given(choices())
def test_a_choice_survives_the_url(choice: state.Choice) -> None:
    query = state.to_query(choice, CATALOGUE)
    settled = state.settle(one(**query), CATALOGUE)
    assert settled == state.Settled(choice, ())


@given(
    st.dictionaries(
        st.one_of(st.sampled_from(list(state.NAMES.values())), st.text(max_size=8)),
        st.lists(st.text(max_size=12), max_size=3),
        max_size=6,
    )
)
def test_no_link_raises(query: dict[str, list[str]]) -> None:
    settled = state.settle(query, CATALOGUE)
    again = state.settle(one(**state.to_query(settled.choice, CATALOGUE)), CATALOGUE)
    assert again.choice == settled.choice


def test_codes_in_the_url_are_norwegian() -> None:
    choice = change(REST, "method", "national", CATALOGUE)
    choice = change(choice, "measure", "share", CATALOGUE)
    query = state.to_query(choice, CATALOGUE)
    assert query == {"kommune": "5025", "visning": "andel", "metode": "nasjonal"}


def test_going_back_to_a_projection_brings_its_years_back() -> None:
    without = change(REST, "projection", state.NO_PROJECTION, CATALOGUE)
    assert (without.first, without.last) == (2016, 2026)
    assert change(without, "projection", REST.projection, CATALOGUE) == REST


def test_base_year_lies_before_the_last_year() -> None:
    choice = state.settle(one(til="2024"), CATALOGUE).choice
    assert (choice.first, choice.base_year) == (2023, 2023)
    settled = state.settle(one(til="2027", basis="2030"), CATALOGUE)
    assert settled.choice.base_year == 2026
    assert len(settled.problems) == 1


def years(**query: str) -> tuple[int, int]:
    settled = state.settle(one(**query), CATALOGUE)
    assert settled.problems == ()
    return settled.choice.first, settled.choice.base_year


def test_people_and_money_count_from_the_same_year_unless_a_link_says_otherwise() -> None:
    assert years() == (2026, 2026)
    assert years(fra="2024") == years(basis="2024") == (2024, 2024)
    assert years(fra="2023", basis="2024") == (2023, 2024)
    # A path as it was published is no count in 2026; its own first year is.
    assert years(start="trykt") == (2023, 2023)
    # Money is reckoned on the projection, which has no people of 2016.
    assert years(fra="2016") == (2016, 2023)
    old = state.settle(one(fra="2023", basis="2024"), CATALOGUE).choice
    assert state.to_query(old, CATALOGUE) == {"kommune": "5025", "fra": "2023", "basis": "2024"}
    moved = change(old, "first", 2025, CATALOGUE)
    assert state.to_query(moved, CATALOGUE) == {"kommune": "5025", "fra": "2025"}


def test_a_number_of_a_year_keeps_the_year_it_was_given_for() -> None:
    assert years(hjemmetjeneste="250") == (2024, 2024)  # before links said so
    given = change(REST, "home_users", 250.0, CATALOGUE)
    assert (given.first, given.base_year) == (2026, 2026)
    query = state.to_query(given, CATALOGUE)
    assert query == {"kommune": "5025", "fra": "2026", "hjemmetjeneste": "250"}
    assert change(given, "home_users", 0.0, CATALOGUE) == REST


def with_frames(code: str, year: int) -> Catalogue:
    """The catalogue with Røros' frames, as if of another year, for a region."""
    frames = CATALOGUE.case("5025").frames
    assert frames
    return CATALOGUE.with_inputs({code: {"frames": replace(frames, year=year)}})


def test_own_frames_give_a_region_the_own_budget_where_their_year_has_people() -> None:
    for year, method in ((2024, "own"), (2030, "national")):
        assert state.settle(one(kommune="3427"), with_frames("3427", year)).choice.method == method
    choice = state.settle(one(kommune="5025"), with_frames("5025", 2026)).choice
    assert (choice.method, choice.base_year) == ("own", 2026)


def test_nominal_prices_need_the_deflator_from_the_base_year_on() -> None:
    choice = state.settle(one(priser="lopende", fra="2024"), CATALOGUE).choice
    assert choice.prices == "nominal"
    assert change(choice, "base_year", 2026, CATALOGUE).prices == "fixed"
    for base in ("2026", "2030"):
        settled = state.settle(one(priser="lopende", basis=base), CATALOGUE)
        assert settled.choice.prices == "fixed"
        assert "Gyldige valg: faste" in settled.problems[0]


def test_fixed_shares_as_the_tables_take_them() -> None:
    choice = state.settle(one(fast="pleie:5,grunnskole:40,barnehage:0"), CATALOGUE).choice
    assert choice.fixed == ("grunnskole:40", "pleie:5")
    assert state.fixed_shares(choice) == {"grunnskole": 0.4, "pleie": 0.05}


@pytest.mark.parametrize("field", ["region", "projection", "working", "method"])
def test_changing_to_something_unknown_keeps_a_valid_choice(field: str) -> None:
    assert change(REST, field, "tull", CATALOGUE) == REST


# --- scenarios --------------------------------------------------------------------------------

NOW = datetime(2026, 11, 21, 11, tzinfo=timezone(timedelta(hours=1)))
STAMP = {"utgave": "hop-2024-2027@2023-11-16", "versjon": __version__}


def quarters(low: float, high: float) -> st.SearchStrategy[float]:
    return st.integers(round(4 * low), round(4 * high)).map(lambda number: number / 4)


@st.composite
def scenarios(draw: st.DrawFn) -> state.Choice:
    """Any choice with any of the levers."""
    choice = draw(choices())
    path = state.projection_of(CATALOGUE.case(choice.region), choice.projection, choice.start)
    sectors = CATALOGUE.keys.sectors
    options: dict[str, st.SearchStrategy[object]] = {
        field: quarters(low, high) for field, (low, high, _) in state.LEVERS.items()
    }
    options |= {
        field: quarters(*assumed.range) for field, assumed in state.levers(CATALOGUE).items()
    }
    for field, low, high in (("fixed", 0, 100), ("standard", -5, 5), ("unit_cost", 50, 200)):
        options[field] = st.dictionaries(st.sampled_from(sectors), quarters(low, high)).map(
            lambda given: tuple(f"{sector}:{number:g}" for sector, number in given.items())
        )
    options["profile"] = st.sampled_from(state.PROFILES)
    options["effect"] = st.sampled_from(state.EFFECTS)
    if path:
        years = st.sampled_from(path.population.years[:-1])
        options |= {"change_from": years, "change_to": years}
    options["staying"] = st.sampled_from(("others", "good"))
    for field in draw(st.lists(st.sampled_from(sorted(options)), unique=True)):
        choice = change(choice, field, draw(options[field]), CATALOGUE)
    return choice


@given(scenarios())
def test_a_scenario_survives_link_and_file(choice: state.Choice) -> None:
    query = state.to_query(choice, CATALOGUE)
    assert all(re.fullmatch(r"[\w.,:@+-]*", text, re.ASCII) for text in query.values())
    by_link = state.settle(parse_qs(urlencode(query), keep_blank_values=True), CATALOGUE)
    assert by_link == state.Settled(choice, ())
    moved = state.moved(choice, CATALOGUE)
    assert ("versjon" in query) == bool(moved)
    assert ("utgave" in query) == bool(moved and choice.projection != state.NO_PROJECTION)
    if choice.projection == state.NO_PROJECTION:
        with pytest.raises(MissingInputError):
            state.saved(choice, CATALOGUE, "Et navn", "", NOW)
        return
    saved = state.saved(choice, CATALOGUE, "Et navn", "", NOW)
    assert not moved or saved.link == query
    again = from_json(to_json(saved), "fil.json")
    assert again == saved
    assert state.opened(again, CATALOGUE) == by_link
    assert state.scenario_of(by_link.choice, CATALOGUE) == state.scenario_of(choice, CATALOGUE)


def test_every_lever_is_in_the_scenario() -> None:
    link = one(
        flytting="-20",
        profil="unge",
        boliger="10",
        per_bolig="2.25",
        utenfra="40",
        realisering="80",
        tiltak_fra="2025",
        tiltak_til="2030",
        fruktbarhet="110",
        dodelighet="90",
        friskere="0.5",
        standard="pleie:-0.5",
        enhetskostnad="barnehage:105",
        fast="grunnskole:40",
        heldogn="25",
        blir="for_godt",
        boligprosjekter="Feltet:12:2026-2028:2.5:60:90",
    )
    settled = state.settle(link, CATALOGUE)
    assert settled.problems == ()
    projects = (Project("Feltet", 12, 2026, 2028, 2.5, 0.6, 0.9),)
    assert state.moved(settled.choice, CATALOGUE) == state.MOVED
    assert state.scenario_of(settled.choice, CATALOGUE) == Scenario(
        Levers(
            -20, "young", 10, 2.25, 0.4, 0.8, "families", 2025, 2030, 1.1, 0.9, "good", projects
        ),
        Service(postponed=0.5, standard={"pleie": -0.5}, unit_cost={"barnehage": 105}),
        {"grunnskole": 0.4},
        25,
    )
    assert state.scenario_of(REST, CATALOGUE).moved == ()


def test_levers_begin_at_the_newest_count_and_a_link_keeps_its_years() -> None:
    """People are counted to 1 January 2026: those who move in 2026 are the first to be added."""
    case = CATALOGUE.case("5025")
    assert (REST.change_from, REST.change_to, REST.staying) == (2026, 2032, "others")
    path = state.projection_of(case, REST.projection, REST.start)
    assert state.change_years(case, path) == tuple(range(2026, 2033))
    before = state.settle(one(flytting="20", tiltak_fra="2023"), CATALOGUE)
    assert before.problems == ()
    assert before.choice.change_from == 2023
    assert state.to_query(before.choice, CATALOGUE)["tiltak_fra"] == "2023"
    # Norway's newest projection begins at its own newest count.
    norway = state.settle(one(kommune="0"), CATALOGUE).choice
    assert norway.change_from == CATALOGUE.case("0").newest_count == 2026


def test_edition_and_version_stand_in_the_link_when_a_lever_is_moved() -> None:
    moved = change(REST, "migration", 20.0, CATALOGUE)
    assert state.to_query(moved, CATALOGUE) == {"kommune": "5025", "flytting": "20"} | STAMP
    assert change(moved, "migration", 0.0, CATALOGUE) == REST
    # They are of the projection that is chosen, and follow when it is changed.
    norway = state.settle(one(kommune="0", flytting="20"), CATALOGUE).choice
    assert state.to_query(norway, CATALOGUE)["utgave"] == "ssb-14746@2026-06-12"
    older = change(norway, "projection", "ssb-13600.MMMM", CATALOGUE)
    assert state.to_query(older, CATALOGUE)["utgave"] == "ssb-13600@2022"


def test_saved_with_name_note_and_time_in_utc() -> None:
    saved = state.saved(REST, CATALOGUE, " Uten endring ", "To\nlinjer \n", NOW)
    assert (saved.name, saved.note) == ("Uten endring", "To\nlinjer")
    assert (saved.saved, saved.version) == ("2026-11-21T10:00:00Z", __version__)
    assert saved.query == {"kommune": "5025"}
    assert state.opened(saved, CATALOGUE) == state.Settled(REST, ())
    assert state.saved(REST, CATALOGUE, "x", "", NOW.astimezone(UTC)).saved == saved.saved
    with pytest.raises(InputFileError, match="navnet: fant en tom tekst"):
        state.saved(REST, CATALOGUE, "  ", "", NOW)


OTHER_EDITION = [
    # The link's own edition is not here, of another publisher, or unknown.
    (
        "5025",
        "ssb-14288@2024",
        "",
        "SSB, tabell 14288 (utgave 2024), men vises med Sterk",
        "hentes",
    ),
    (
        "0",
        "ssb-99999@2028-01-01",
        "",
        "SSB, tabell 99999 (2028), men",
        "hentes under «Tall fra SSB»",
    ),
    (
        "0",
        "hop-2024-2027@2023",
        "",
        "HØP 2024–2027, befolkningsprognose, men",
        "ikke med for Norge",
    ),
    ("0", "egen_fil@", "", "kilden «egen?fil», men".replace("?", "_"), "følger ikke med"),
    # It is here, but the link itself asks for another, or for none.
    ("0", "ssb-14288@2024", "ssb-14746.MMMM", "utgave 2024), men vises med SSB 2026", "kan velges"),
    ("0", "ssb-14288@2024", "ingen", "men ingen prognose vises", "kan velges under «Prognose»"),
    # It is here and shown, though another has become the default since.
    ("0", "ssb-14288@2024", "", "utgave 2024), og den vises. SSB 2026", "også her: velg den"),
    # The same edition with other figures.
    (
        "0",
        "ssb-14746@2026-05-01",
        "",
        "01.05.2026, men vises med tallene fra 12.06.2026",
        "erstattet",
    ),
    ("0", "ssb-14746@2030", "", "slik den var 2030, men vises", "nyere tallene kan hentes"),
    ("5025", "hop-2024-2027@2024", "", "slik den var 2024, men vises", "følger ikke med denne"),
]


@pytest.mark.parametrize(("region", "made", "asked", "told", "way"), OTHER_EDITION)
def test_a_link_made_on_another_edition_says_so_and_offers_both(
    region: str, made: str, asked: str, told: str, way: str
) -> None:
    link = one(kommune=region, flytting="20", utgave=made, **({"prognose": asked} if asked else {}))
    settled = state.settle(link, CATALOGUE)
    assert settled.problems == ()
    assert settled.choice.migration == 20
    (notice,) = settled.notices
    assert notice.startswith("Scenariet er laget på ")
    assert told in notice
    assert way in notice


@pytest.mark.parametrize(
    ("made", "asked", "shown"),
    [
        ("ssb-14746@2026-06-12", "", "ssb-14746.MMMM"),
        ("ssb-14288@2024-06-05", "ssb-14288.MMMM", "ssb-14288.MMMM"),
        ("ssb-13600@", "ssb-13600.MMMM", "ssb-13600.MMMM"),
    ],
)
def test_where_the_edition_is_here_it_is_shown_and_nothing_is_said(
    made: str, asked: str, shown: str
) -> None:
    link = one(kommune="0", utgave=made, **({"prognose": asked} if asked else {}))
    settled = state.settle(link, CATALOGUE)
    assert (settled.choice.projection, settled.problems, settled.notices) == (shown, (), ())


def test_what_was_at_rest_on_another_edition_opens_on_that_edition() -> None:
    settled = state.settle(one(kommune="0", utgave="ssb-13600@2022"), CATALOGUE)
    assert settled.choice.projection == "ssb-13600.MMMM"
    assert len(settled.notices) == 1


def test_an_edition_that_is_not_here_gives_the_same_alternative_of_another() -> None:
    norway = CATALOGUE.case("0").projections
    assert norway[0].alternative == "MMMM"
    other = next(one for one in norway if one.alternative != "MMMM")
    asked = f"ssb-99999.{other.alternative}"
    settled = state.settle(one(kommune="0", prognose=asked, utgave="ssb-99999@2028"), CATALOGUE)
    assert settled.choice.projection == other.code
    assert len(settled.problems) == len(settled.notices) == 1


def test_another_version_is_only_said() -> None:
    link = one(flytting="20", versjon="0.0.9")
    settled = state.settle(link, CATALOGUE)
    assert settled.problems == ()
    (notice,) = settled.notices
    assert "versjon 0.0.9 av Bæreevne" in notice
    assert f"versjon {__version__}" in notice
    assert settled.choice == state.settle(one(flytting="20"), CATALOGUE).choice


BAD = ["", "<script>alert(1)</script>", "a@b@c", "nan", "x" * 5000, "\x00", "1e9", "٣", "-0x1"]
LEVER_NAMES = [
    state.NAMES[field]
    for field in (*state.LEVERS, *state.levers(CATALOGUE), "standard", "unit_cost", "fixed")
]


@pytest.mark.parametrize("text", BAD)
@pytest.mark.parametrize("name", [*LEVER_NAMES, "profil", "tiltak_fra", "utgave", "versjon"])
def test_a_hostile_value_is_one_sentence_and_the_default(name: str, text: str) -> None:
    settled = state.settle(one(**{name: text}), CATALOGUE)
    assert settled.choice == REST
    assert settled.notices == ()
    empty_list = text == "" and name in ("standard", "enhetskostnad", "fast")
    assert len(settled.problems) == (0 if empty_list else 1)
    for problem in settled.problems:
        assert not set("<>[]`*()\x00") & set(problem)
        assert len(problem) < 400


@pytest.mark.parametrize("name", [*LEVER_NAMES, "profil", "tiltak_til", "utgave", "versjon"])
def test_a_repeated_value_is_one_sentence_and_the_default(name: str) -> None:
    settled = state.settle({name: ["1", "2"]}, CATALOGUE)
    assert (settled.choice, len(settled.problems), settled.notices) == (REST, 1, ())
    assert "flere verdier" in settled.problems[0]


@pytest.mark.parametrize("field", [*state.LEVERS, *state.levers(CATALOGUE)])
def test_a_lever_out_of_range_is_one_sentence_and_at_rest(field: str) -> None:
    assumed = state.levers(CATALOGUE).get(field)
    low, high = assumed.range if assumed else state.LEVERS[field][:2]
    for number, known in ((low, True), (high, True), (low - 0.01, False), (high + 1, False)):
        settled = state.settle(one(**{state.NAMES[field]: f"{number:g}"}), CATALOGUE)
        assert (settled.problems == ()) == known
        assert known or settled.choice == REST
        assert not known or getattr(settled.choice, field) == number


@pytest.mark.parametrize(
    "text", ["pleie", "pleie:", "pleie:6", "pleie:1,pleie:2", "ukjent:1", "pleie:1:2", ":1"]
)
def test_a_sector_that_cannot_be_read_leaves_all_at_rest(text: str) -> None:
    settled = state.settle(one(standard=text), CATALOGUE)
    assert (settled.choice, len(settled.problems)) == (REST, 1)


def test_many_unknown_choices_are_one_sentence() -> None:
    settled = state.settle({f"<{n}>": ["1"] for n in range(2000)}, CATALOGUE)
    (problem,) = settled.problems
    assert "«?0?», «?1?»" in problem
    assert "og 1995 til" in problem
