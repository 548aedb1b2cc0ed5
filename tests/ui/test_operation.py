"""What whoever keeps the program running sees, and what a line of the log may not carry."""

import json
import logging

import pytest
from streamlit.testing.v1 import AppTest

from projections.errors import StoreError
from projections.store import Store
from projections.ui import events, signing_in


def _script() -> None:
    from projections.ui import events

    events.show()


def test_a_fault_is_told_without_what_a_user_wrote() -> None:
    try:
        raise KeyError("Ola Nordmann, 010190")
    except KeyError as problem:
        noted = events.fault(problem, "befolkning")
    assert (noted.kind, noted.page) == ("KeyError", "befolkning")
    assert events.faults()[0] == noted
    assert "Nordmann" not in repr(noted)


def test_a_line_has_the_event_and_not_its_arguments() -> None:
    record = logging.LogRecord(
        "projections.sources.statbank.ssb",
        logging.WARNING,
        "x.py",
        1,
        "no answer from %s",
        ("Ola",),
        None,
    )
    record.told = {"kind": "TimeoutError"}
    line = json.loads(events.Lines().format(record))
    assert line["event"] == "no answer from %s"
    assert line["kind"] == "TimeoutError"
    assert "Ola" not in str(line)
    assert "\n" not in events.Lines().format(record)


def test_the_page_of_operation(monkeypatch: pytest.MonkeyPatch) -> None:
    app = AppTest.from_function(_script, default_timeout=60).run()
    assert "Versjon" in app.markdown[0].value
    assert any("Lageret" in one.value for one in app.header)
    monkeypatch.delenv(signing_in.SHARED)
    closed = AppTest.from_function(_script, default_timeout=60).run()
    assert not closed.header
    assert signing_in.CLOSED in closed.info[0].value


def test_without_faults_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "faults", tuple)
    app = AppTest.from_function(_script, default_timeout=60).run()
    assert "Ingen." in [one.value for one in app.markdown]


def test_a_store_that_is_away_is_told_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_: Store) -> None:
        raise StoreError("Lageret kan ikke leses: disken er borte.")

    monkeypatch.setattr(Store, "tables", away)
    app = AppTest.from_function(_script, default_timeout=60).run()
    assert not app.exception
    assert any("disken er borte" in one.value for one in app.error)


def test_lines_of_json_are_written_where_they_are_wanted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    logs = [logging.getLogger(name) for name in ("baereevne", "projections")]
    for log in logs:  # put back afterwards
        for name in ("handlers", "propagate", "level"):
            monkeypatch.setattr(log, name, getattr(log, name))
    monkeypatch.setenv(events.WANTED, "JSON")
    events.set_up()
    assert json.loads(capsys.readouterr().err.splitlines()[-1])["event"] == "started"
    logging.getLogger("projections.sources").warning("no answer")
    assert json.loads(capsys.readouterr().err.splitlines()[-1])["event"] == "no answer"
