"""Who may change what all share: roles, the button that is closed, and pages behind sign-in."""

import pytest
import streamlit as st
from folds import page_of
from streamlit.testing.v1 import AppTest

from projections.ui import signing_in


@pytest.mark.parametrize(
    ("user", "role"),
    [
        ({}, "nobody"),
        ({"is_logged_in": False, "roles": ["analyst"]}, "nobody"),
        ({"is_logged_in": True}, "reader"),
        ({"is_logged_in": True, "roles": []}, "reader"),
        ({"is_logged_in": True, "roles": ["Analyst"]}, "reader"),
        ({"is_logged_in": True, "roles": "analyst"}, "analyst"),
        ({"is_logged_in": True, "roles": ["x", "analyst"]}, "analyst"),
        ({"is_logged_in": True, "email": "En@Fylke.no"}, "analyst"),
        ({"is_logged_in": True, "sub": "17"}, "analyst"),
        ({"is_logged_in": True, "name": "17"}, "reader"),
        ({"is_logged_in": True, "oid": "17"}, "analyst"),
        ({"is_logged_in": True, "sub": "aBcD"}, "analyst"),
        ({"is_logged_in": True, "sub": "ABCD"}, "reader"),  # somebody else
        ({"is_logged_in": True, "email": "17@fylke.no"}, "reader"),
        ({"is_logged_in": True, "email": "en@fylke.no", "email_verified": True}, "analyst"),
        ({"is_logged_in": True, "email": "en@fylke.no", "email_verified": False}, "reader"),
        ({"is_logged_in": True, "email": "en@fylke.no", "email_verified": "false"}, "reader"),
        ({"is_logged_in": True, "email": "en@fyl\u212ae.no"}, "reader"),  # Kelvin, not K
        ({"is_logged_in": True, "email": None, "sub": None, "roles": None}, "reader"),
        ({"is_logged_in": True, "email": ["en@fylke.no"]}, "analyst"),
        ({"is_logged_in": True, "roles": 7}, "reader"),
        ({"is_logged_in": True, "roles": {"analyst": False}}, "reader"),
        ({"is_logged_in": True, "roles": [["analyst"], None, 7]}, "reader"),
        ({"is_logged_in": True, "roles": "analyst-not"}, "reader"),
        ({"is_logged_in": True, "groups": ["6f1c-0a", "analyst"]}, "analyst"),
    ],
)
def test_roles(user: dict[str, object], role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAEREEVNE_ANALYSTS", "En@fylke.no, 17, None, aBcD,")
    assert signing_in.role_of(user) == role


def test_a_group_may_be_who_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    group = "11111111-2222-3333-4444-555555555555"
    monkeypatch.setenv("BAEREEVNE_ANALYST_ROLE", group)
    assert signing_in.role_of({"is_logged_in": True, "groups": [group]}) == "analyst"
    assert signing_in.role_of({"is_logged_in": True, "roles": ["analyst"]}) == "reader"
    for empty in ("", " "):
        monkeypatch.setenv("BAEREEVNE_ANALYST_ROLE", empty)
        assert signing_in.role_of({"is_logged_in": True, "roles": ["", " "]}) == "reader"


def test_an_empty_list_of_analysts_names_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAEREEVNE_ANALYSTS", " , ")
    assert signing_in.role_of({"is_logged_in": True, "email": ""}) == "reader"


def test_without_a_provider_nothing_is_saved_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BAEREEVNE_SHARED_SAVING")
    with pytest.raises(signing_in.NotAllowedError, match="Last det ned som fil"):
        signing_in.require()
    monkeypatch.setenv("BAEREEVNE_SHARED_SAVING", "på")
    signing_in.require()


def _look() -> None:
    import streamlit as st

    from projections.ui import signing_in

    if signing_in.may_look():
        st.markdown("Tallene")
        signing_in.button()
        st.button("Lagre", **signing_in.gate())


def looked(**secrets: object) -> AppTest:
    at = AppTest.from_function(_look, default_timeout=60)
    for name, value in secrets.items():
        at.secrets[name] = value
    at.run()
    assert not at.exception
    return at


def test_who_is_not_signed_in_sees_the_way_in_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(signing_in.WANTED, "påkrevd")
    at = looked(auth={"client_id": "baereevne"})
    assert [one.value for one in at.title] == ["Bæreevne"]
    assert [one.value for one in at.markdown] == [signing_in.ASKED]
    assert "Logg inn" in [one.label for one in at.button]


def test_sign_in_that_is_required_and_not_set_up_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(signing_in.WANTED, "påkrevd")
    at = looked()
    assert "ingen tjeneste for det er satt opp" in at.error[0].value
    assert not at.button


@pytest.mark.parametrize(
    ("user", "told", "out"),
    [
        ({}, signing_in.SIGN_IN, "Logg inn"),
        ({"is_logged_in": True, "name": "Kari"}, signing_in.READER, "Logg ut Kari"),
        ({"is_logged_in": True, "name": "Ola", "roles": ["analyst"]}, "", "Logg ut Ola"),
    ],
)
def test_a_role_opens_or_closes_what_is_shared(
    user: dict[str, object], told: str, out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class User(dict[str, object]):
        def to_dict(self) -> dict[str, object]:
            return dict(self)

    monkeypatch.setattr(st, "user", User(user))
    at = looked(auth={"client_id": "baereevne"})
    assert [one.value for one in at.markdown] == ["Tallene"]
    sign, save = at.button
    assert sign.label == out
    assert (save.disabled, save.help) == (bool(told), told)


def test_pages_are_closed_to_who_is_not_signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(signing_in.WANTED, "påkrevd")
    at = page_of("befolkning").run()
    assert not at.exception
    assert [one.value for one in at.title] == ["Bæreevne"]
    assert not at.get("plotly_chart")
