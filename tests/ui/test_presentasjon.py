"""The presentation under AppTest: pictures added from pages, ordered, edited, kept and opened."""

import json
from dataclasses import replace
from datetime import datetime, tzinfo
from itertools import count
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from test_pages import figures, opened, shown

from projections import __version__
from projections.choices import state
from projections.draw.plotly import picture
from projections.errors import BaereevneError, StoreError
from projections.presentation import Deck, Frame, files
from projections.sources import bundled
from projections.store import Store
from projections.ui import deck, deck_kept, deck_show, parts
from projections.ui.deck import SHOWING
from projections.ui.shell import PAGES

WITH_CHARTS = [name for name in PAGES if name not in ("last_opp", "presentasjon", "kilder")]


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a store of its own."""
    monkeypatch.setenv("BAEREEVNE_HOME", str(tmp_path))


def add(at: AppTest, name: str) -> AppTest:
    at.button(key=f"deck_add_{name}").click().run()
    assert not at.exception
    return at


def frames(at: AppTest) -> tuple[Frame, ...]:
    return at.session_state["deck_work"].frames if "deck_work" in at.session_state else ()


def titles(at: AppTest) -> list[str]:
    return [one.title for one in frames(at)]


def presentation(*added: str) -> AppTest:
    """The page, after these charts have been added from the page about people."""
    people = opened("befolkning")
    for name in added:
        add(people, name)
    at = opened("presentasjon")
    if added:
        for key in ("deck_work", "deck_count"):
            at.session_state[key] = people.session_state[key]
    at.run()
    assert not at.exception
    return at


def plain_words(text: str) -> str:
    """A text without the marks that keep it from being read as markup."""
    return text.replace("\\", "")


def press(at: AppTest, label: str) -> AppTest:
    next(one for one in at.button if one.label == label).click().run()
    assert not at.exception
    return at


def three() -> AppTest:
    return presentation("folketall", "aldersgrupper", "vekst_mot_andre")


def _points(drawn: dict) -> list[tuple[object, object]]:
    return [(trace.get("x"), trace.get("y")) for trace in drawn["data"]]


@pytest.mark.parametrize("page", WITH_CHARTS)
def test_every_chart_of_every_page_is_added_as_it_stands(page: str) -> None:
    at = opened(page, **({"flytting": "20"} if page == "scenarier" else {}))
    drawn = figures(at)
    alternatives = [one.proto.alt for one in at.get("plotly_chart")]
    headers = {one.value for one in (*at.header, *at.title, *at.markdown)}
    keys = [one.key for one in at.button if str(one.key).startswith("deck_add_")]
    assert len(keys) == len(drawn) > 0
    for key in keys:
        at.button(key=key).click().run()
    assert not at.exception
    # Without a projection neither path nor years are a choice of the page.
    told = next((one.value for one in at.caption if "sammenligner" in one.value), "Røros")
    for one, figure, alternative in zip(frames(at), drawn, alternatives, strict=True):
        # A card, and a chart beside levers, is drawn in short: without the edges of a band.
        either = [picture(one.chart, short) for short in (False, True)]
        json.dumps(either, allow_nan=False)
        assert _points(figure) in [_points(own) for own in either]
        assert one.title in headers
        assert one.alternative == f"{one.title}. {one.text}" == alternative
        assert "**" not in one.text
        assert one.grids
        assert one.sources
        assert one.page == page
        moved = [
            f" · {said.value.rstrip('.')}"
            for said in at.caption
            if said.value.startswith("Justert")
        ]
        assert one.chosen == "".join((told, *moved))
        assert one.query["kommune"] == "5025"
        assert one.query["utgave"] == "hop-2024-2027@2023-11-16"
        assert one.query["versjon"]
        assert one.question is None


UNITS = {
    ("oversikt", "folketall"): ("persons", False),
    ("befolkning", "aldersgrupper_endring"): ("persons", True),
    ("aldersbaereevne", "aldersbaereevne"): ("persons per person", False),
    ("demografikostnader", "kostnad_etter_tjeneste"): ("million NOK", True),
    ("inntekt", "utgiftsbehov"): ("need index", False),
    ("kapasitet", "omsorgsplasser"): ("places", False),
    ("handlingsrom", "disposisjonsfond"): ("percent", False),
    ("scenarier", "scenario"): ("million NOK", True),
    ("scenarier", "scenario_ved_siden"): ("persons per person", False),
}


@pytest.mark.parametrize(("page", "name"), UNITS)
def test_the_unit_is_that_of_what_is_drawn(page: str, name: str) -> None:
    (one,) = frames(add(opened(page), name))
    assert (one.chart.unit, one.chart.signed) == UNITS[page, name]


def test_shares_are_in_per_cent_as_they_are_drawn() -> None:
    (one,) = frames(add(opened("befolkning", visning="andel"), "aldersgrupper"))
    assert (one.chart.unit, one.chart.signed) == ("percent", False)


def test_adding_says_which_number_it_got_and_the_way_there_once() -> None:
    at = add(add(opened("befolkning"), "folketall"), "pyramide")
    assert [one.value for one in at.toast] == ["Lagt til som bilde 2."]
    link = [one for one in at.get("page_link") if "bilde 2" in one.proto.label]
    assert [one.proto.page for one in link] == ["presentasjon"]
    at.run()
    assert not [one for one in at.get("page_link") if "bilde 2" in one.proto.label]


def test_method_and_remarks_of_the_page_go_along_with_their_chart() -> None:
    at = add(opened("kapasitet"), "omsorgsplasser")
    (one,) = frames(at)
    assert one.note.startswith("Normene er minimumsnormer")
    assert "Kommuner planlegger for 22–35" in one.note
    at = add(at, "barnehage")
    assert "Kommuner planlegger for 22–35" not in frames(at)[1].note


def test_moved_levers_go_along() -> None:
    at = opened("scenarier", flytting="20", standard="pleie:-0.5")
    (one,) = frames(add(at, "scenario"))
    assert one.query["flytting"] == "20"
    assert one.query["standard"] == "pleie:-0.5"
    assert "ekstra flytting (+20 i året, gjennomsnittlig flytter) og standard" in one.chosen
    assert one.chosen.endswith("(pleie og omsorg −0,5\u00a0%)")
    assert [trace["name"] for trace in picture(one.chart)["data"]][-1] == "Scenario sterk aldring"


def test_a_frame_stands_still_when_the_choice_changes() -> None:
    at = add(opened("befolkning"), "folketall")
    (before,) = frames(at)
    at.selectbox(key="widget_last").set_value(2030).run()
    assert frames(at) == (before,)
    assert "til" not in before.query
    add(at, "folketall")
    assert frames(at)[1].query["til"] == "2030"


def test_an_empty_presentation_says_what_to_do() -> None:
    at = presentation()
    assert "Legg til i presentasjonen" in at.info[0].value
    assert not [one for one in at.button if one.label == "Start presentasjonen"]


def test_the_chosen_picture_is_drawn_with_all_that_belongs_to_it() -> None:
    at = three()
    first, second, _ = frames(at)
    assert figures(at)[0]["data"][0]["y"] == picture(first.chart)["data"][0]["y"]
    assert [label.split(". ")[0] for label in at.radio[0].options] == ["1", "2", "3"]
    at.radio(key="deck_pick").set_value(2).run()
    assert figures(at)[0]["data"][0]["y"] == picture(second.chart)["data"][0]["y"]
    captions = [one.value.replace("\\", "") for one in at.caption]  # texts are escaped
    assert any(one.startswith("Kilder: SSB") for one in captions)


def test_pictures_are_moved_copied_and_removed_and_a_removed_one_comes_back() -> None:
    at = three()
    a, b, c = titles(at)
    assert at.text_input(key="deck_title_1").value == a
    assert titles(press(at, "Ned")) == [b, a, c]
    assert titles(press(at, "Sist")) == [b, c, a]
    assert titles(press(at, "Opp")) == [b, a, c]
    assert titles(press(at, "Først")) == [a, b, c]
    assert titles(press(at, "Kopier")) == [a, a, b, c]
    assert titles(press(press(at, "Sist"), "Fjern")) == [a, b, c]
    assert "er fjernet" in shown(at)
    assert titles(press(at, "Angre")) == [a, b, c, a]
    assert "er fjernet" not in shown(at)
    for _ in range(4):
        press(at, "Fjern")
    assert titles(press(at, "Angre")) != []


def test_words_are_edited_and_come_back_and_a_copy_is_its_own() -> None:
    at = press(three(), "Kopier")
    original = frames(at)[1]
    at.text_input(key="deck_title_4").set_value("Vi blir eldre").run()
    at.text_area(key="deck_notes_4").set_value("Husk *kaffe*.").run()
    assert titles(at)[1] == "Vi blir eldre"
    assert frames(at)[1].notes == "Husk *kaffe*."
    assert titles(at)[0] == original.title
    assert "Vi blir eldre" in [one.value for one in at.header]
    at.text_input(key="deck_title_4").set_value("  ").run()
    assert titles(at)[1] == "Vi blir eldre"  # a picture keeps a title
    press(at, "Tilbake til de første ordene")
    assert (frames(at)[1].title, frames(at)[1].notes) == (original.title, "")


def test_a_number_that_is_not_the_pictures_own_is_warned_of() -> None:
    at = presentation("folketall")
    assert not at.warning
    at.text_area(key="deck_text_1").set_value("Vi blir 5 598, ikke 6 100, i 2033.").run()
    (told,) = at.warning
    assert plain_words(told.value).startswith("Tallet 6 100 står ikke blant bildets egne tall.")
    at.text_area(key="deck_text_1").set_value("Vi blir 5 598 i 2033.").run()
    assert not at.warning


def test_another_persons_markup_is_shown_as_it_is_written() -> None:
    at = presentation("folketall")
    at.text_area(key="deck_text_1").set_value("![x](http://x.no/x.png) **fet**").run()
    assert "!\\[x\\]" in next(one.value for one in at.markdown if "x.png" in one.value)


def name_it(at: AppTest, name: str) -> AppTest:
    return at.text_input(key="deck_name").set_value(name).run()


class Clock:
    """Each time it is asked, a minute has gone."""

    def __init__(self) -> None:
        self.minutes = count()

    def now(self, zone: tzinfo) -> datetime:
        return datetime(2026, 11, 21, 10, next(self.minutes), tzinfo=zone)


def test_saved_opened_versions_and_deleted_after_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deck, "datetime", Clock())
    at = name_it(three(), "Dialogkonferansen")
    assert "ikke lagret" in at.caption[0].value
    press(at, "Lagre presentasjonen")
    assert "«Dialogkonferansen» er lagret med 3 bilder" in plain_words(shown(at))
    assert "ikke lagret" not in at.caption[0].value
    press(press(at, "Fjern"), "Lagre presentasjonen")
    assert "Det finnes 1 til med samme navn" in shown(at)
    assert len(files.versions(Store(), "Dialogkonferansen")) == 2

    other = presentation()
    other.session_state[deck_kept.OPEN] = True
    other.run()
    other.button(key="deck_open_Dialogkonferansen_0").click().run()
    assert len(frames(other)) == 2
    assert titles(other) == titles(at)
    other.toggle(key="deck_older_Dialogkonferansen").set_value(True).run()
    other.button(key="deck_open_Dialogkonferansen_1").click().run()
    assert len(frames(other)) == 3

    other.button(key="deck_remove_Dialogkonferansen").click().run()
    assert "alle 2 utgaver" in shown(other)
    assert len(files.versions(Store(), "Dialogkonferansen")) == 2
    other.button(key="deck_yes_Dialogkonferansen").click().run()
    assert files.every(Store()) == ()
    assert len(frames(other)) == 3  # what is in work stays


def test_what_is_not_saved_is_let_go_of_only_when_asked() -> None:
    at = press(three(), "Start på nytt")
    assert len(frames(at)) == 3
    assert "ikke lagret" in at.warning[0].value
    press(at, "Nei, behold det")
    assert len(frames(at)) == 3
    assert not at.warning
    press(press(at, "Start på nytt"), "Ja, slipp det som ikke er lagret")
    assert frames(at) == ()


def test_a_name_is_needed_to_save() -> None:
    at = press(three(), "Lagre presentasjonen")
    assert "kan ikke brukes: 1 feil" in at.error[0].value
    assert len(frames(at)) == 3
    assert files.every(Store()) == ()


def as_deck(at: AppTest) -> Deck:
    name = at.session_state["deck_work"].name
    return Deck(name, "", "2026-11-21T10:00:00Z", __version__, frames(at))


def from_file(at: AppTest, content: bytes) -> AppTest:
    at.session_state[deck_kept.OPEN] = True
    at.run()
    at.file_uploader(key="deck_file").set_value(("fil.json", content, "application/json")).run()
    return press(at, "Åpne filen")


def test_a_file_opens_the_same_pictures() -> None:
    at = name_it(three(), "Til fil")
    content = files.to_json(as_deck(at))
    other = from_file(presentation(), content)
    assert titles(other) == titles(at)
    assert [picture(one.chart) for one in frames(other)] == [
        picture(one.chart) for one in frames(at)
    ]
    assert other.text_input(key="deck_name").value == "Til fil"
    assert "er åpnet med 3 bilder" in shown(other)


def test_a_name_and_sources_from_a_file_are_no_markup() -> None:
    found = as_deck(name_it(presentation("folketall"), "[x](http://x.no)"))
    sources = [replace(one, short=f"[{one.short}](http://x.no)") for one in found.frames[0].sources]
    changed = replace(found, frames=(replace(found.frames[0], sources=tuple(sources)),))
    told = [one.value for one in from_file(presentation(), files.to_json(changed)).caption]
    assert sum("x.no" in one for one in told) > 1
    assert all("\\](" in one for one in told if "x.no" in one)


def test_pictures_made_with_another_version_say_so_as_long_as_they_are_there() -> None:
    at = name_it(three(), "Gammel")
    whole = json.loads(files.to_json(as_deck(at)))
    whole["frames"][1]["query"]["versjon"] = "0.0.1"
    other = from_file(presentation(), json.dumps(whole).encode())
    assert "2: laget med versjon 0.0.1 av Bæreevne" in plain_words(shown(other))
    press(other, "Ned")
    assert "1: laget med versjon 0.0.1 av Bæreevne" in plain_words(shown(other))
    other.radio(key="deck_pick").set_value(2).run()
    press(other, "Fjern")
    assert "0.0.1" not in plain_words(shown(other))


@pytest.mark.parametrize("content", [b"", b'{"format": "x"}', b"[" * 9999])
def test_a_hostile_file_is_told_and_changes_nothing(content: bytes) -> None:
    at = from_file(three(), content)
    assert at.error
    assert len(frames(at)) == 3


def test_a_file_with_pictures_from_the_network_is_not_opened() -> None:
    at = name_it(three(), "Fremmed")
    whole = json.loads(files.to_json(as_deck(at)))
    whole["frames"][1]["chart"]["images"] = [{"source": "https://x.no/x.png"}]
    whole["frames"][2]["page"] = "../app"
    from_file(at, json.dumps(whole).encode())
    assert "2 feil" in at.error[0].value
    assert "images" in str(at.table[0].value.values)
    assert at.session_state["deck_work"].name == "Fremmed"


def test_one_press_makes_each_file_of_the_presentation(monkeypatch: pytest.MonkeyPatch) -> None:
    made = {}
    monkeypatch.setattr(parts, "offer", lambda _, one, name, *__, **___: made.update({name: one}))
    name_it(three(), "Dialog")
    assert list(made)[-4:] == ["dialog.html", "dialog.pptx", "dialog.xlsx", "dialog_utskrift.html"]
    for name, one in list(made.items())[-4:]:
        assert one()[:2] == (b"<!" if name.endswith("html") else b"PK")


def test_the_show_starts_stops_and_ends_when_the_page_is_left() -> None:
    at = press(three(), "Start presentasjonen")
    (iframe,) = at.get("iframe")
    assert titles(at)[0] in iframe.proto.srcdoc.replace("\\u00a0", "\u00a0")
    assert not at.radio
    press(at, "Avslutt visningen")
    assert not at.get("iframe")
    assert at.radio
    press(at, "Start presentasjonen")
    elsewhere = opened("befolkning")
    elsewhere.session_state[SHOWING] = True
    elsewhere.run()
    assert SHOWING not in elsewhere.session_state


def test_a_frames_link_opens_the_choice_it_was_made_from() -> None:
    at = add(opened("scenarier", flytting="20", til="2030"), "scenario")
    (one,) = frames(at)
    settled = state.settle({name: [code] for name, code in one.query.items()}, bundled.load())
    assert (settled.choice.migration, settled.choice.last) == (20, 2030)
    assert settled.problems == settled.notices == ()


def test_only_levers_that_are_moved_are_told() -> None:
    at = opened("scenarier", friskere="1")
    (one,) = frames(add(at, "scenario"))
    assert one.chosen.endswith("Justert: friskere alderdom (1 år senere per tiår)")


def test_the_figures_of_a_picture_and_the_way_to_its_page() -> None:
    at = presentation("folketall")
    at.session_state["deck_table"] = True
    at.run()
    assert not at.exception
    assert at.table
    way = next(one for one in at.button if one.label == "Vis på siden")
    way.click().run()
    assert not at.exception
    assert at.session_state["choice"].region == "5025"


def test_a_chart_that_cannot_be_drawn_is_told_and_the_rest_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = presentation("folketall")

    def refused(*_: object, **__: object) -> None:
        raise ValueError("bad")

    monkeypatch.setattr(st, "plotly_chart", refused)
    at.run()
    assert not at.exception
    assert "Diagrammet i dette bildet kan ikke tegnes." in at.error[0].value
    assert titles(at)[0] in plain_words(shown(at)) or at.header


def test_a_show_that_cannot_be_made_leaves_the_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> str:
        raise BaereevneError("Et bilde mangler.")

    at = three()
    monkeypatch.setattr(deck_show, "_html", broken)
    press(at, "Start presentasjonen")
    assert "Visningen ble ikke laget. Et bilde mangler." in at.error[0].value
    assert len(frames(at)) == 3


def test_a_store_that_cannot_be_read_is_told_where_presentations_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(_: Store) -> None:
        raise StoreError("Lageret kan ikke leses.")

    monkeypatch.setattr(files, "every", away)
    at = presentation()
    at.session_state[deck_kept.OPEN] = True
    at.run()
    assert not at.exception
    assert any("Lageret kan ikke leses." in one.value for one in (*at.warning, *at.error))


def test_without_older_versions_it_says_so() -> None:
    at = press(name_it(three(), "Alene"), "Lagre presentasjonen")
    at.session_state[deck_kept.OPEN] = True
    at.run()
    at.toggle(key="deck_older_Alene").set_value(True).run()
    assert "Det finnes ingen eldre utgaver." in shown(at)
