import itertools
import json
import math
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path

import pytest
import requests
from fake_ssb import FakeSSB
from hypothesis import given
from hypothesis import strategies as st
from waiting import until

from projections.errors import SourceError, UnreachableError
from projections.sources.statbank import ssb, wording
from projections.sources.statbank.ssb import (
    Client,
    Selection,
    Throttle,
    Variable,
    body,
    cells,
    spelt_out,
    split,
)
from projections.store import Store


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def is_sentence(problem: SourceError) -> bool:
    text = problem.problem
    return text.endswith(".") and "\n" not in text and "<" not in text and len(text) < 300


@pytest.fixture
def fake() -> Iterator[FakeSSB]:
    with FakeSSB() as started:
        yield started


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(fake: FakeSSB, clock: Clock) -> Client:
    return Client(fake.url, Throttle(clock=clock.now, sleep=clock.sleep))


QUERY: Selection = (
    Variable("Region", ("K-5025",), "agg_KommSummer"),
    Variable("ContentsCode", ("Personer1",)),
    Variable("Tid", ("2025", "2026")),
)

# --- queries ----------------------------------------------------------------------------------


def test_the_body_is_as_ssb_wants_it() -> None:
    assert body(QUERY) == {
        "selection": [
            {"variableCode": "Region", "codelist": "agg_KommSummer", "valueCodes": ["K-5025"]},
            {"variableCode": "ContentsCode", "valueCodes": ["Personer1"]},
            {"variableCode": "Tid", "valueCodes": ["2025", "2026"]},
        ]
    }


AGES, YEARS = tuple(f"{age:03d}" for age in range(106)), tuple(map(str, range(1986, 2027)))


@pytest.mark.parametrize("expression", ["*", "0??", "top(5)", "range(000,010)"])
def test_an_expression_may_stand_for_every_code(expression: str) -> None:
    chosen = (Variable("Alder", (expression,)), Variable("Kjonn", ("1", "2")))
    spelt = spelt_out(chosen, {"Alder": AGES, "Kjonn": ("1", "2", "0")})
    assert [one.values for one in spelt] == [AGES, ("1", "2")]
    assert cells(spelt) == 212


def test_years_from_one_on_are_only_those() -> None:
    chosen = (Variable("Tid", ("from(2000)",)), Variable("Kjonn", ("1", "2")))
    spelt = spelt_out(chosen, {"Tid": YEARS, "Kjonn": ("1", "2")})
    assert spelt[0].values == tuple(map(str, range(2000, 2027)))
    assert cells(spelt) == 54


def test_a_code_lists_values_stand_as_they_are() -> None:
    assert spelt_out(QUERY[:1], {"Region": ("0301", "5025")}) == QUERY[:1]


TEXTS = st.lists(st.text("0123456789+-K", min_size=1), min_size=1, max_size=7, unique=True)
CODES = TEXTS.map(tuple)
VALUES = st.one_of(CODES, st.just(("*",)), st.just(("from(2)",)))
SELECTIONS = st.lists(st.tuples(VALUES, CODES), min_size=1, max_size=4)


def every_cell(spelt: Selection) -> list[tuple[str, ...]]:
    return list(itertools.product(*(one.values for one in spelt)))


@given(SELECTIONS, st.integers(1, 400))
def test_the_parts_are_the_whole_once_and_within_the_limit(
    asked: list[tuple[tuple[str, ...], tuple[str, ...]]], most: int
) -> None:
    known = {f"V{n}": tuple(dict.fromkeys((*codes, "9"))) for n, (_, codes) in enumerate(asked)}
    selection = tuple(Variable(f"V{n}", values, "list") for n, (values, _) in enumerate(asked))
    whole = spelt_out(selection, known)
    parts = split(selection, known, most)
    if cells(whole) <= most:
        assert parts == [selection]
    spelt = [spelt_out(part, known) for part in parts]
    assert all(cells(part) <= most for part in spelt)
    found = [cell for part in spelt for cell in every_cell(part)]
    assert sorted(found) == sorted(every_cell(whole))
    assert {(one.code, one.codelist) for part in parts for one in part} == {
        (one.code, one.codelist) for one in selection
    }


def test_one_variable_is_cut_and_then_the_next() -> None:
    selection = (Variable("Alder", ("*",)), Variable("Tid", ("*",)), Variable("Kjonn", ("1", "2")))
    parts = split(selection, {"Alder": AGES, "Tid": YEARS}, 20)
    assert all(len(part[0].values) == 1 for part in parts)
    assert {len(part[1].values) for part in parts} == {9, 5}
    assert {part[2].values for part in parts} == {("1", "2")}
    assert len(parts) == 106 * 5


def test_what_is_not_cut_is_sent_as_it_was() -> None:
    selection = (Variable("Alder", ("*",)), Variable("Tid", ("from(2000)",)))
    parts = split(selection, {"Alder": AGES, "Tid": YEARS}, 27 * 53)
    assert [part[0].values for part in parts] == [AGES[:53], AGES[53:]]
    assert {part[1].values for part in parts} == {("from(2000)",)}


def test_every_municipality_with_one_alternative_is_two_queries() -> None:
    every = (
        Variable("Region", tuple(f"{n:04d}" for n in range(357))),
        Variable("Alder", ("*",)),
        Variable("ContentsCode", ("Personer",)),
        Variable("Tid", ("*",)),
    )
    known = {"Alder": AGES, "Tid": YEARS[:25]}
    assert cells(spelt_out(every, known)) == 946_050
    parts = split(every, known)
    assert [len(part[0].values) for part in parts] == [179, 178]


# --- the throttle -----------------------------------------------------------------------------


@given(st.lists(st.floats(0, 30), min_size=30, max_size=90))
def test_at_most_25_calls_in_any_minute(gaps: list[float]) -> None:
    clock, made = Clock(), []
    throttle = Throttle(clock=clock.now, sleep=clock.sleep)
    for gap in gaps:
        clock.time += gap
        with throttle.turn():
            made.append(clock.time)
    assert all(last - first >= 60 - 1e-6 for first, last in zip(made, made[25:], strict=False))


def test_it_waits_no_longer_than_needed(clock: Clock) -> None:
    throttle = Throttle(clock=clock.now, sleep=clock.sleep)
    for _ in range(25):
        with throttle.turn():
            clock.time += 1
    assert clock.slept == []
    with throttle.turn():
        pass
    assert clock.slept == [35]


def test_one_call_at_a_time_across_threads() -> None:
    throttle, inside, most = Throttle(calls=1000), [0], [0]

    def call() -> None:
        for _ in range(5):
            with throttle.turn():
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0.001)
                inside[0] -= 1

    threads = [threading.Thread(target=call) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert most == [1]


def test_a_call_that_breaks_lets_the_next_one_in(clock: Clock) -> None:
    throttle = Throttle(clock=clock.now, sleep=clock.sleep)
    with pytest.raises(RuntimeError), throttle.turn():
        raise RuntimeError
    with throttle.turn():
        assert clock.slept == []


@pytest.mark.parametrize(("asked", "waited"), [(7.0, 7.0), (60.0, 60.0), (3600.0, 60.0)])
def test_pauses_are_kept_and_at_most_a_minute(clock: Clock, asked: float, waited: float) -> None:
    throttle = Throttle(clock=clock.now, sleep=clock.sleep)
    throttle.pause(asked)
    throttle.pause(1.0)
    with throttle.turn():
        pass
    assert clock.slept == [waited]


def test_a_pause_asked_for_while_another_waits_is_kept(clock: Clock) -> None:
    def sleep(seconds: float) -> None:
        clock.sleep(seconds)
        if len(clock.slept) == 1:
            throttle.pause(30.0)

    throttle = Throttle(clock=clock.now, sleep=sleep)
    throttle.pause(5.0)
    with throttle.turn():
        assert clock.time == 1035.0


class Watched(Throttle):
    """Tells the order of turns and pauses."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock=clock.now, sleep=clock.sleep)
        self.events: list[str] = []

    @contextmanager
    def turn(self) -> Iterator[None]:
        with super().turn():
            yield
            self.events.append("over")

    def pause(self, seconds: float) -> None:
        self.events.append("pause")
        super().pause(seconds)


@pytest.mark.parametrize("fault", ["429", "503", "reset", "remaining"])
def test_a_pause_is_set_before_the_turn_is_over(fake: FakeSSB, clock: Clock, fault: str) -> None:
    """Else another thread calls in between, against what the server asked for."""
    if fault == "remaining":
        fake.remaining = 0
    else:
        fake.fault = fault
    throttle = Watched(clock)
    Client(fake.url, throttle).get("config")
    assert "pause" in throttle.events
    first = throttle.events.index("pause")
    assert "over" not in throttle.events[:first]


# --- the client -------------------------------------------------------------------------------


def test_an_answer(client: Client, fake: FakeSSB, clock: Clock) -> None:
    answer = json.loads(client.post("07459", QUERY))
    assert len(answer["value"]) == math.prod(answer["size"]) == 2
    assert fake.calls[0].method == "POST"
    assert "lang=no" in fake.calls[0].path
    assert "outputFormat=json-stat2" in fake.calls[0].path
    assert clock.slept == []


@pytest.mark.parametrize(
    ("fault", "slept"),
    [
        ("429", [1.0]),
        ("429-bare", [10.0]),
        ("503", [1.0]),
        ("500-empty", [1.0]),
        ("reset", [1.0]),
    ],
)
def test_what_passes_is_tried_again(
    client: Client, fake: FakeSSB, clock: Clock, fault: str, slept: list[float]
) -> None:
    fake.fault = fault
    assert json.loads(client.post("07459", QUERY))["class"] == "dataset"
    assert len(fake.calls) == 2
    assert clock.slept == pytest.approx(slept)


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("429", "For mange spørringer"),
        ("429-bare", "For mange spørringer"),
        ("503", "driftsproblemer (svar 503)"),
        ("500-empty", "driftsproblemer (svar 500)"),
        ("reset", "Får ikke kontakt"),
        ("hang", "ikke i tide"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_at_most_three_tries_and_one_sentence(
    client: Client,
    fake: FakeSSB,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    says: str,
    method: str,
) -> None:
    if fault == "hang":  # the others answer, however busy the machine is
        monkeypatch.setattr(ssb, "READ_SECONDS", 0.1)
    fake.fault, fake.fault_count = fault, 9
    call = {
        "get": lambda: client.get("codelists/agg_KommSummer"),
        "post": lambda: client.post("07459", QUERY),
    }[method]
    with pytest.raises(SourceError) as caught:
        call()
    assert says in str(caught.value)
    assert is_sentence(caught.value)
    until(lambda: len(fake.calls) >= 3, "also one that was given up at once")
    assert len(fake.calls) == 3
    assert all(0 < one <= 60 for one in clock.slept)


@pytest.mark.parametrize(("header", "waited"), [("7", 7.0), ("3600", 60.0), ("snart", 10.0)])
def test_retry_after(
    client: Client, fake: FakeSSB, clock: Clock, header: str, waited: float
) -> None:
    fake.fault, fake.retry_after = "429", header
    client.get("config")
    assert clock.slept == [pytest.approx(waited)]


def test_the_window_is_waited_out_when_no_call_remains(
    client: Client, fake: FakeSSB, clock: Clock
) -> None:
    fake.remaining = 0
    client.get("config")
    client.get("config")
    assert clock.slept == [60.0]


@pytest.mark.parametrize("status", [400, 404])
def test_a_table_that_is_gone(client: Client, fake: FakeSSB, clock: Clock, status: int) -> None:
    fake.missing_status = status
    with pytest.raises(SourceError, match="Non-existent table") as caught:
        client.post("99999", QUERY)
    assert "99999" in str(caught.value)
    assert is_sentence(caught.value)
    assert len(fake.calls) == 1
    assert clock.slept == []


def test_ssbs_own_title_is_told(client: Client, fake: FakeSSB) -> None:
    with pytest.raises(SourceError, match=r"SSB sier: «Non-existent value»\."):
        client.post("07459", (*QUERY[:2], Variable("Tid", ("1066",))))
    fake.max_cells = 1
    with pytest.raises(SourceError, match=r"SSB sier: «Too many cells selected»\."):
        client.post("07459", QUERY)
    with pytest.raises(SourceError, match="Missing selection"):
        client.post("07459", QUERY[:2])
    assert len(fake.calls) == 3


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b"[]", b'"title"', b'{"title": {"a": 1}}', b"\xff", b"[" * 200_000]
)
def test_any_error_body_is_a_sentence(content: bytes) -> None:
    assert ssb._told(400, content).startswith("SSB avviste spørringen (svar 400).")


def test_nobody_at_the_address(clock: Clock) -> None:
    client = Client("http://127.0.0.1:9/x", Throttle(clock=clock.now, sleep=clock.sleep))
    with pytest.raises(SourceError, match="Får ikke kontakt med SSB"):
        client.get("config")
    assert len(clock.slept) == 2


@contextmanager
def serving(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that says what ``talk`` says to each caller."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def run() -> None:
            with suppress(OSError):
                while True:
                    caller, _ = server.accept()
                    with caller, suppress(OSError):
                        caller.recv(65536)
                        talk(caller)

        threading.Thread(target=run, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x"


def test_a_drip_is_given_up_at_the_deadline(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte is in time; the whole never is."""
    monkeypatch.setattr(ssb, "WHOLE_SECONDS", 0.2)
    monkeypatch.setattr(ssb, "TRIES", 1)
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n"

    dripped = [0]

    def talk(caller: socket.socket) -> None:
        caller.sendall(head)
        for _ in range(60):
            time.sleep(0.05)
            caller.sendall(b" ")
            dripped[0] += 1

    with serving(talk) as url:
        with pytest.raises(SourceError, match="ikke i tide"):
            Client(url, Throttle(clock=clock.now, sleep=clock.sleep)).get("config")
        assert dripped[0] < 30


def test_an_answer_cut_off_by_the_connection(clock: Clock) -> None:
    def talk(caller: socket.socket) -> None:
        caller.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n{"half":')

    with serving(talk) as url, pytest.raises(SourceError) as caught:
        Client(url, Throttle(clock=clock.now, sleep=clock.sleep)).get("config")
    assert is_sentence(caught.value)


def test_an_answer_without_end_is_given_up(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssb, "MOST_BYTES", 100_000)

    def talk(caller: socket.socket) -> None:
        caller.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(100):
            caller.sendall(b" " * 65536)

    with serving(talk) as url, pytest.raises(SourceError) as caught:
        Client(url, Throttle(clock=clock.now, sleep=clock.sleep)).get("config")
    assert is_sentence(caught.value)


def test_the_address_is_the_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ssb.URL_VARIABLE, "http://127.0.0.1:9/v2/")
    assert Client().base == "http://127.0.0.1:9/v2"
    monkeypatch.delenv(ssb.URL_VARIABLE)
    assert Client().base == ssb.BASE
    assert Client().throttle is Client().throttle is ssb.PROCESS


# --- answers that are not SSB's ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "says", "kind"),
    [
        ("login", "ser ut som en innloggingsside for et nett. Logg på nettet", UnreachableError),
        ("login-redirect", "ser ut som en innloggingsside for et nett", UnreachableError),
        ("html", "SSB svarte med en nettside i stedet for tall", SourceError),
        ("empty", "SSB svarte uten innhold", SourceError),
        ("truncated", "kom ikke helt fram", SourceError),
        ("gzip", "ble skadet underveis", SourceError),
        ("error-200", "SSB sier: «Too many cells selected».", SourceError),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_an_answer_is_one_sentence_and_the_rest_is_logged(
    client: Client,
    fake: FakeSSB,
    caplog: pytest.LogCaptureFixture,
    fault: str,
    says: str,
    kind: type[SourceError],
    method: str,
) -> None:
    fake.fault, fake.fault_count = fault, 9
    with caplog.at_level("INFO"), pytest.raises(SourceError) as caught:
        client.post("07459", QUERY) if method == "post" else client.get("tables/07459/metadata")
    assert type(caught.value) is kind
    assert says in str(caught.value)
    assert is_sentence(caught.value)
    assert "07459" in caplog.text


@pytest.mark.parametrize(
    ("problem", "says", "tries"),
    [
        (requests.exceptions.SSLError("certificate verify failed"), "sertifikatet kan ikke", 1),
        (requests.TooManyRedirects("30"), "innloggingsside", 1),
        (requests.exceptions.ProxyError("407"), "Får ikke kontakt", 3),
        (requests.exceptions.ChunkedEncodingError("cut"), "forbindelsen ble brutt", 3),
    ],
)
def test_what_requests_cannot_do_is_one_sentence(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    problem: requests.RequestException,
    says: str,
    tries: int,
) -> None:
    made = []

    def broken(*_: object, **__: object) -> None:
        made.append(1)
        raise problem

    monkeypatch.setattr(client.session, "request", broken)
    with pytest.raises(UnreachableError, match=says) as caught:
        client.get("config")
    assert is_sentence(caught.value)
    assert len(made) == tries


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [
        (403, b"<html>Blocked by policy</html>", "slipper ikke spørringen fram"),
        (407, b"", "slipper ikke spørringen fram"),
        (511, b"", "innloggingsside"),
        (403, b"<html>data.ssb.no sier nei</html>", None),
        (503, b"<html>Service Unavailable</html>", None),
        (200, b'{"id": []}', None),
        (200, b"[]", None),
        (200, b'{"label": "half of it"', "kom ikke helt fram"),
        (200, b"   ", "uten innhold"),
        (200, b"OK", "kom ikke helt fram"),
    ],
)
def test_a_body_is_known_by_how_it_begins(status: int, body: bytes, says: str | None) -> None:
    found = wording.not_figures(status, body, elsewhere=False)
    assert (says is None) == (found is None)
    assert not found or not says or says in found[0]


def test_a_retry_after_as_a_date() -> None:
    def asked(date: str) -> float:
        return wording.asked_wait({"Retry-After": date}, 429, 1)

    soon = datetime.now(UTC) + timedelta(seconds=30)
    assert 27 < asked(format_datetime(soon, usegmt=True)) <= 30
    assert 27 < asked(format_datetime(soon.astimezone(timezone(timedelta(hours=2))))) <= 30
    assert asked(format_datetime(soon - timedelta(days=1), usegmt=True)) == 20
    for nonsense in ("", "-7", "7,5", "²", "9" * 400, "Mon, 99 Foo 2026 99:99:99 GMT", "snart"):
        assert asked(nonsense) == 20
    assert asked("0") == 1


def test_the_language_is_not_sent_to_the_settings(client: Client, fake: FakeSSB) -> None:
    client.get("config")
    assert fake.calls[-1].path == "/config"
    with pytest.raises(SourceError, match="Unknown query parameter lang"):
        client.get("config", lang="no")


# --- waits are told, and shared ---------------------------------------------------------------


@pytest.mark.parametrize("fault", ["429-bare", "remaining"])
def test_waits_are_told(client: Client, fake: FakeSSB, fault: str) -> None:
    told: list[str] = []
    client.waiting = told.append
    if fault == "remaining":
        fake.remaining = 0
        client.get("config")
    else:
        fake.fault = fault
    client.get("config")
    (sentence,) = told
    assert re.fullmatch(r"Venter på SSB, prøver igjen kl\. \d\d\.\d\d", sentence)


def test_two_processes_share_25_calls_a_minute(store: Store) -> None:
    """Two throttles, as two processes have: what they share is the store and the time of day."""
    wall, made = [1_800_000_000.0], []

    def sleep(seconds: float) -> None:
        wall[0] += seconds

    both = [Throttle(clock=lambda: wall[0], sleep=sleep, wall=lambda: wall[0]) for _ in range(2)]
    for place in range(80):
        wall[0] += 0.5
        one = both[place % 2]
        with one.turn():
            one.wait_for_others(store, "https://data.ssb.no")
            made.append(wall[0])
    assert all(last - first >= 60 - 1e-6 for first, last in zip(made, made[25:], strict=False))
    assert made[-1] - made[0] < 200


def test_a_pause_is_shared(store: Store) -> None:
    wall = [1_800_000_000.0]
    slept: list[float] = []
    one, other = (Throttle(sleep=slept.append, wall=lambda: wall[0]) for _ in range(2))
    one.pause_others(store, "a", 3600)
    other.wait_for_others(store, "b")
    assert slept == []
    other.wait_for_others(store, "a")
    assert slept == [pytest.approx(60)]


def test_turns_are_given_whole_to_threads_at_once(store: Store) -> None:
    found: list[float] = []

    def take() -> None:
        own = Store(store._database._url.render_as_string())
        found.extend(own.next_turn("a", 1000.0, 25, 60.0) for _ in range(10))

    threads = [threading.Thread(target=take) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(found) == [1000.0] * 25 + [1060.0] * 25 + [1120.0] * 10


@pytest.mark.parametrize("jump", [-86_400.0, -3600.0, -400.0, 3600.0, 86_400.0])
def test_a_clock_that_jumps_does_not_lock(store: Store, jump: float) -> None:
    for _ in range(60):
        store.next_turn("a", 1_800_000_000.0, 25, 60.0)
    store.postpone("a", 1_800_000_060.0)
    now = 1_800_000_000.0 + jump
    assert store.next_turn("a", now, 25, 60.0) == now


def test_a_store_that_cannot_be_written_does_not_stop_a_call(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    slept: list[float] = []
    one = Throttle(sleep=slept.append)
    closed = Store(f"sqlite:///{tmp_path / 'file' / 'store.sqlite'}")
    one.wait_for_others(closed, "a")
    one.pause_others(closed, "a", 5)
    assert slept == []
