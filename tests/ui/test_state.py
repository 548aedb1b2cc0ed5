"""The choice: defaults, the URL form and back, and everything a link may hold."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.case import Catalogue
from projections.indicators import WORKING_AGES
from projections.sources import bundled
from projections.ui import state

CATALOGUE = bundled.load()
REST = state.settle({}, CATALOGUE).choice


def one(**query: str) -> dict[str, list[str]]:
    return {name: [value] for name, value in query.items()}


def test_rest_is_the_plan_for_roros() -> None:
    assert REST.region == "5025"
    assert REST.projection == "hop-2024-2027.sterk_aldring"
    assert (REST.first, REST.last, REST.base_year) == (2023, 2033, 2024)
    assert (REST.working, REST.method, REST.need) == ("20-66", "own", "all")


def test_only_what_differs_from_rest_stands_in_the_url() -> None:
    assert state.to_query(REST, CATALOGUE) == {"kommune": "5025"}
    changed = state.change(REST, "working", "16-66", CATALOGUE)
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
    choice = state.change(choice, "projection", draw(st.sampled_from(codes)), CATALOGUE)
    path = state.projection_of(case, choice.projection)
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
        choice = state.change(choice, field, value, CATALOGUE)
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
    choice = state.change(REST, "method", "national", CATALOGUE)
    choice = state.change(choice, "measure", "share", CATALOGUE)
    query = state.to_query(choice, CATALOGUE)
    assert query == {"kommune": "5025", "visning": "andel", "metode": "nasjonal"}


def test_going_back_to_a_projection_brings_its_years_back() -> None:
    without = state.change(REST, "projection", state.NO_PROJECTION, CATALOGUE)
    assert (without.first, without.last) == (2016, 2026)
    assert state.change(without, "projection", REST.projection, CATALOGUE) == REST


def test_base_year_lies_before_the_last_year() -> None:
    choice = state.settle(one(til="2024"), CATALOGUE).choice
    assert choice.base_year == 2023
    settled = state.settle(one(til="2027", basis="2030"), CATALOGUE)
    assert settled.choice.base_year == 2024
    assert len(settled.problems) == 1


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
    choice = state.settle(one(priser="lopende"), CATALOGUE).choice
    assert choice.prices == "nominal"
    assert state.change(choice, "base_year", 2026, CATALOGUE).prices == "fixed"
    for base in ("2026", "2030"):
        settled = state.settle(one(priser="lopende", basis=base), CATALOGUE)
        assert settled.choice.prices == "fixed"
        assert "Gyldige valg: faste" in settled.problems[0]


def test_fixed_shares_as_the_tables_take_them() -> None:
    choice = state.settle(one(fast="pleie:5,grunnskole:40,barnehage:0"), CATALOGUE).choice
    assert choice.fixed == ("grunnskole:40", "pleie:5")
    assert state.fixed_shares(choice) == {"grunnskole": 0.4, "pleie": 0.05}
    assert state.cost_arguments(choice) == {
        "method": "own",
        "need": "all",
        "fixed": {"grunnskole": 0.4, "pleie": 0.05},
        "prices": "fixed",
    }


@pytest.mark.parametrize("field", ["region", "projection", "working", "method"])
def test_changing_to_something_unknown_keeps_a_valid_choice(field: str) -> None:
    assert state.change(REST, field, "tull", CATALOGUE) == REST
