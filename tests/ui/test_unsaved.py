"""What is not saved is kept for the browser that made it: a reload brings it back, nobody else."""

import hashlib
import re
import time
from pathlib import Path

import pytest
from folds import page_of
from streamlit.testing.v1 import AppTest
from test_pages import opened

from projections.errors import StoreError
from projections.store import Store
from projections.store.unsaved import MOST_BYTES, SECONDS
from projections.ui import cookie, deck, unsaved

ONE, OTHER = "a" * 64, "b" * 64


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a store of its own, and is one browser unless it says otherwise."""
    monkeypatch.setenv("BAEREEVNE_HOME", str(tmp_path))
    is_browser(monkeypatch, ONE)


def is_browser(monkeypatch: pytest.MonkeyPatch, owner: str) -> None:
    monkeypatch.setattr(unsaved, "owner", lambda: owner)


def add(at: AppTest, name: str) -> AppTest:
    at.button(key=f"deck_add_{name}").click().run()
    assert not at.exception
    return at


def titles(at: AppTest) -> list[str]:
    if "deck_work" not in at.session_state:
        return []
    return [one.title for one in at.session_state["deck_work"].frames]


def test_a_reload_brings_the_presentation_back_with_its_words() -> None:
    before = add(add(opened("befolkning"), "folketall"), "pyramide")
    page = opened("presentasjon")
    assert titles(page) == titles(before)
    page.text_input(key="deck_title_1").set_value("Vi blir eldre").run()
    page.text_input(key="deck_meeting").set_value("Kommunestyret").run()
    again = opened("presentasjon")
    assert titles(again)[0] == "Vi blir eldre"
    assert again.text_input(key="deck_meeting").value == "Kommunestyret"
    assert again.text_input(key="deck_place").value == "Røros"  # that of the first picture
    assert "ikke lagret" in again.caption[0].value


def test_another_browser_sees_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    add(opened("befolkning", kommune="3430"), "folketall")
    is_browser(monkeypatch, OTHER)
    assert titles(opened("presentasjon")) == []
    assert Store().unsaved(OTHER, deck.KIND, time.time()) is None
    is_browser(monkeypatch, "")  # one that takes no cookies
    at = add(opened("befolkning"), "folketall")
    assert len(titles(at)) == 1
    assert titles(opened("presentasjon")) == []
    is_browser(monkeypatch, ONE)
    assert len(titles(opened("presentasjon"))) == 1


def test_two_tabs_of_a_browser_add_to_one_presentation() -> None:
    first, second = opened("befolkning"), opened("aldersbaereevne")
    add(first, "folketall")
    add(second, "aldersbaereevne")
    assert len(titles(second)) == 2
    assert sorted(titles(opened("presentasjon"))) == sorted(titles(second))


def test_an_address_without_choices_opens_those_of_last_time() -> None:
    opened("scenarier", kommune="3430", til="2035")
    unsaved._WRITER.submit(lambda: None).result()  # what was chosen is written
    again = AppTest.from_function(script, args=("oversikt",), default_timeout=60).run()
    assert not again.exception
    assert again.session_state["choice"].region == "3430"
    assert [one.value for one in again.toast] == [unsaved.IS_BACK]
    # An address that says something is followed.
    assert opened("oversikt", kommune="5025").session_state["choice"].region == "5025"


def script(start: str) -> None:
    from projections.ui import shell

    shell.run(start)


def test_a_store_that_cannot_be_written_is_told_of_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StoreError("Lageret kan ikke skrives: disken er full.")

    monkeypatch.setattr(Store, "change_unsaved", full)
    at = add(opened("befolkning"), "folketall")
    told = [one.value for one in at.warning if "disken er full" in one.value]
    assert len(told) <= 1
    at = add(at, "pyramide")
    assert len(titles(at)) == 2


def test_a_show_goes_on_where_its_page_is_loaded_anew() -> None:
    add(opened("befolkning"), "folketall")
    at = opened("presentasjon")
    next(one for one in at.button if one.label == "Start presentasjonen").click().run()
    again = opened("presentasjon")
    assert again.get("iframe")
    next(one for one in again.button if one.label == "Avslutt visningen").click().run()
    assert not opened("presentasjon").get("iframe")


def test_it_is_kept_for_a_while_and_in_no_list_or_snapshot(tmp_path: Path) -> None:
    store, now = Store(), time.time()
    store.change_unsaved(ONE, "presentation", now - SECONDS - 1, lambda _: b"old")
    assert store.unsaved(ONE, "presentation", now) is None
    kept = store.change_unsaved(OTHER, "presentation", now, lambda there: b"new" * (there is None))
    assert kept is not None
    assert store.unsaved(OTHER, "presentation", now) == kept
    assert store.tables() == []
    assert store.queries("presentation") == frozenset()
    assert store.save_snapshot(tmp_path / "svar.sqlite") == 0
    assert b"new" not in (tmp_path / "svar.sqlite").read_bytes()
    assert store.change_unsaved(OTHER, "presentation", now, lambda _: bytes(MOST_BYTES + 1)) is None
    assert store.unsaved(OTHER, "presentation", now) == kept


def test_the_oldest_goes_where_all_of_it_becomes_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    store, now = Store(), time.time()
    monkeypatch.setattr("projections.store.unsaved.MOST_IN_ALL", 250)
    for age, owner in ((30, "c" * 64), (20, ONE), (10, OTHER)):
        store.change_unsaved(owner, "choices", now - age, lambda _: bytes(100))
    assert store.unsaved("c" * 64, "choices", now) is None
    assert store.unsaved(ONE, "choices", now)
    assert store.unsaved(OTHER, "choices", now)


def asked(**headers: str) -> dict[str, object]:
    told = [(key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()]
    return {"headers": told, "scheme": "http", "root_path": ""}


def test_the_cookie_is_a_secret_that_no_script_and_no_other_site_gets() -> None:
    first, second = cookie.cookie(asked()), cookie.cookie(asked())
    assert first != second
    assert cookie.DAYS == unsaved.DAYS, "kept as long in the store and in the browser"
    assert {"HttpOnly", "SameSite=Lax"} <= set(first.split("; "))
    assert "Secure" not in first
    assert cookie.cookie(asked(x_forwarded_proto="https")).endswith("; Secure")
    secret = re.search(r"=([\w-]{43});", first)[1]  # type: ignore[index]
    assert cookie.cookie(asked(cookie=f"x=1; baereevne={secret}")) == first
    assert cookie.is_known(asked(cookie=f"baereevne={secret}"))
    for wrong in ("kort", "a" * 500, "../x" * 11):
        assert not cookie.is_known(asked(cookie=f"baereevne={wrong}"))


def test_the_store_does_not_have_the_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "s" * 43
    monkeypatch.undo()
    monkeypatch.setattr(type(unsaved.st.context), "cookies", {"baereevne": secret})
    assert unsaved.owner() == hashlib.sha256(secret.encode()).hexdigest()
    monkeypatch.setattr(type(unsaved.st.context), "cookies", {"baereevne": "kort"})
    assert unsaved.owner() == ""


def test_an_empty_presentation_takes_the_overview_in_one_press() -> None:
    at = opened("presentasjon")
    assert at.button(key="deck_take").label == "Ta med de seks fra Kort fortalt"
    at.button(key="deck_take").click().run()
    assert not at.exception
    assert len(titles(at)) == 6
    assert {one.page for one in at.session_state["deck_work"].frames} == {"oversikt"}
    assert at.text_input(key="deck_place").value == "Røros"


def test_choices_that_cannot_be_read_are_let_be() -> None:
    Store().change_unsaved(ONE, unsaved.CHOICES, time.time(), lambda _: b"{no json")
    at = opened_bare()
    assert not at.exception
    assert not at.error


def opened_bare() -> AppTest:
    return page_of("befolkning").run()


def test_a_cookie_that_cannot_be_read_is_none() -> None:
    assert not cookie.is_known(asked(cookie="bad[key]=1; x"))
    assert cookie.cookie(asked(cookie="b\x00d@=[;=")).startswith("baereevne=")
