"""The first view: what the page itself will show, or nothing; whatever the address asks."""

import asyncio
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import quote

import pytest
from folds import page_of
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from projections.choices import state
from projections.draw import plotly
from projections.figures.view import view_of
from projections.ui import ahead, first, front, leads, shared, signing_in, ways
from projections.words.literal import literal

REGIONS = ("5025", "0301", "4601", "3427", "5601", "0", "50")
PAGES = (ways.START, *leads.LEADS)
HOSTILE = (
    "kommune=<script>alert(1)</script>",
    "kommune=%00",
    "kommune=%ff%fe",
    "kommune=../../etc/passwd",
    "kommune=5025&kommune=0301",
    "kommune=9999",
    "kommune=5025&siste=99999999999999999999",
    "kommune=5025&siste=nan",
    "kommune=5025&prognose=%3Cimg%20src=x%20onerror=alert(1)%3E",
    "kommune=5025&x=1",
    "kommune=5025&sammenlign=" + ",".join(str(code) for code in range(1101, 1190)),
    "kommune=5025&" + "a" * 5000,
    "&".join(f"a{number}=1" for number in range(60)),
    "=",
    "&&&",
    "%",
)


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is kept from another test, the program is loaded, and nobody is in a hurry."""
    monkeypatch.setattr(ahead, "SECONDS", 60)
    first._KEPT.clear()
    ahead._READY[:] = [first]
    yield
    ahead._READY.clear()
    first._KEPT.clear()


def title_of(html: str) -> str:
    found = re.search(r'<div class="first-title"[^>]*>(.*?)</div>', html)
    return unescape(found[1]) if found else ""


def picture_of(html: str) -> dict[str, list[dict[str, object]]]:
    found = re.search(r'<script type="application/json">(.*?)</script>', html, re.S)
    assert found
    picture: dict[str, list[dict[str, object]]] = json.loads(found[1])
    return picture


@pytest.mark.parametrize("page", PAGES)
def test_it_is_the_finding_that_the_page_comes_to(page: str) -> None:
    seen = 0
    for region in REGIONS[:4]:
        html = first.made(page, f"kommune={region}")
        at = page_of(page)
        at.query_params["kommune"] = region
        at.run()
        assert not at.exception
        if html:
            seen += 1
            assert literal(title_of(html)) == at.title[0].value
            sentence = re.search("<p>(.*?)</p>", html)
            assert sentence
            assert literal(unescape(sentence[1])) in [one.value for one in at.markdown]
    assert seen or page == "sammenligning"


@pytest.mark.parametrize("query", ["", "kommune=5025&siste=2030", "kommune=5025&prognose=ingen"])
def test_a_link_says_the_same_here_as_on_the_page(query: str) -> None:
    for page in ("befolkning", "inntekt", "aldersbaereevne"):
        at = page_of(page)
        for name, _, value in (part.partition("=") for part in query.split("&") if part):
            at.query_params[name] = value
        at.run()
        if html := first.made(page, query):
            assert literal(title_of(html)) == at.title[0].value


@pytest.mark.parametrize("region", REGIONS)
def test_the_picture_is_what_the_chart_is_drawn_from(region: str) -> None:
    read = shared.read()
    for page in PAGES:
        if not (html := first.made(page, f"kommune={region}")):
            continue
        choice = state.settle({"kommune": [region]}, read.figures).choice
        lead = leads.of(page, view_of(choice, *read))
        assert lead.figure
        assert lead.figure.form in first.FORMS
        drawn, sent = plotly.picture(lead.figure), picture_of(html)
        assert len(sent["data"]) == len(drawn["data"])
        for one, other in zip(sent["data"], drawn["data"], strict=True):
            assert (one["x"], one["y"]) == (list(other["x"]), list(other["y"]))


@pytest.mark.parametrize("region", REGIONS)
def test_it_can_all_be_drawn_by_the_script(region: str) -> None:
    """first.js knows two kinds of curve on two plain axes with their ends told."""
    for page in PAGES:
        if not (html := first.made(page, f"kommune={region}")):
            continue
        picture = picture_of(html)
        layout = dict(picture["layout"])  # type: ignore[call-overload]
        assert {"range"} <= set(layout["xaxis"]) & set(layout["yaxis"])
        for one in picture["data"]:
            assert one["type"] in ("scatter", "bar")
            marker = one.get("marker", {})
            assert isinstance(marker, dict)
            assert marker.get("symbol", "circle") in ("circle", "circle-open", "diamond")
            assert one.get("fill", "toself") == "toself"
        assert {one["type"] for one in layout["shapes"]} <= {"rect", "line"}
        texts = [str(one["text"]) for one in layout["annotations"]]
        assert not re.search(r"<(?!/?b>|br ?/?>)", "".join(texts))


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("page", ["oversikt", "inntekt", "paastand"])
def test_a_hostile_address_gives_the_page_as_it_is(page: str, query: str) -> None:
    html = first.made(page, query)
    if query not in ("=", "&&&", "%"):  # which ask for nothing
        assert html == ""
    assert "alert(" not in html


def test_what_is_not_sure_to_be_the_page_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert first.made("kilder", "kommune=5025") == ""
    moved = state.NAMES["staying"]
    assert first.made("befolkning", f"kommune=5025&{moved}=20") == ""
    assert first.made("befolkning", "kommune=5025")
    monkeypatch.setattr(signing_in, "is_set_up", lambda: True)
    assert first.made("befolkning", "kommune=5025") == ""
    monkeypatch.setattr(signing_in, "is_set_up", lambda: False)
    monkeypatch.setenv(signing_in.WANTED, "påkrevd")
    assert first.made("befolkning", "kommune=5025") == ""


def test_texts_are_letters() -> None:
    read = shared.read()
    view = view_of(state.settle({}, read.figures).choice, *read)
    figure = leads.of("befolkning", view).figure
    assert figure
    quoted = replace(figure, finding=replace(figure.finding, title='Over "taket"'))
    assert "Over &quot;taket&quot;" in first.html_of(quoted, "befolkning", is_asking=False)
    for text in ("<b>A</b>", "**A**", "[A](b)", "A & B", "$title", "${height}", ":red[a]"):
        other = replace(figure, finding=replace(figure.finding, title=text))
        html = first.html_of(other, "befolkning", is_asking=False)
        assert title_of(html) == text
        assert "<b>A</b>" not in html
    named = replace(figure.curves[0], name="</script><script>alert(1)</script>")
    html = first.html_of(replace(figure, curves=(named, *figure.curves[1:])), "befolkning", True)
    assert "</script><script>alert" not in html


def test_it_is_made_once_for_as_long_as_the_figures_stand() -> None:
    html = first.made("befolkning", "kommune=5025")
    assert first.kept("befolkning", "kommune=5025") is html
    assert first.kept("befolkning", "kommune=0301") is None
    shared.forget_figures()
    assert first.kept("befolkning", "kommune=5025") is None
    assert first.made("befolkning", "kommune=5025") == html


def test_no_more_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first, "MOST", 3)
    for year in range(2028, 2034):
        first.made("befolkning", f"kommune=5025&siste={year}")
    assert len(first._KEPT) == 3


HTML = "<html lang='en'><head></head><body><div id='root'></div></body></html>"


@pytest.fixture
def browser() -> TestClient:
    def page(_: Request) -> Response:
        return HTMLResponse(HTML, headers={"etag": '"x"', "last-modified": "yesterday"})

    routes = [Route(path, page) for path in ("/", "/befolkning", "/kilder", "/ukjent")]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(front.NorwegianPage)]))


def test_a_page_is_sent_with_its_first_view(browser: TestClient) -> None:
    for _ in range(2):  # made, and then kept
        browser.cookies.clear()
        answer = browser.get("/befolkning?kommune=5025", headers={"accept": "text/html"})
        assert 'id="first"' in answer.text
        assert answer.text.endswith("</body></html>")
        assert answer.text.index("<div id='root'>") < answer.text.index('id="first"')
        assert "etag" not in answer.headers
        assert "last-modified" not in answer.headers
    assert int(answer.headers["content-length"]) == len(answer.content)


@pytest.mark.parametrize("path", ["/kilder", "/ukjent", "/befolkning?embed=true"])
def test_other_addresses_have_none(browser: TestClient, path: str) -> None:
    assert 'id="first"' not in browser.get(path, headers={"accept": "text/html"}).text


def test_whoever_may_get_choices_back_has_none_before_those(browser: TestClient) -> None:
    assert 'id="first"' in browser.get("/befolkning").text
    assert browser.cookies  # it is known from now on
    assert 'id="first"' not in browser.get("/befolkning").text
    assert 'id="first"' in browser.get("/befolkning?kommune=5025").text


def test_a_page_never_waits_long(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: str) -> str:
        wanted.wait(60)
        return "made at last"

    wanted = threading.Event()
    monkeypatch.setattr(ahead, "SECONDS", 0.05)
    monkeypatch.setattr(first, "made", slow)
    for _ in range(ahead.MOST + 1):
        answer = browser.get("/befolkning?kommune=5025")
        assert answer.text.endswith("<div id='root'></div></body></html>")
    monkeypatch.setattr(ahead, "SECONDS", 60)  # so many are waited for that nobody waits any more
    assert "made at last" not in browser.get("/befolkning?kommune=5025").text
    waiting = list(ahead._WAITING)
    wanted.set()
    assert {one.result(60) for one in waiting} == {"made at last"}


def test_the_head_is_sent_before_the_first_view_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []

    def made(*_: str) -> str:
        sent.append("made")
        return "<i></i>"

    async def send(message: dict[str, object]) -> None:
        body = message.get("body", str(message["type"]).encode())
        assert isinstance(body, bytes)
        sent.append(body.decode())

    monkeypatch.setattr(first, "made", made)
    page = front.NorwegianPage(Starlette())
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/befolkning",
        "query_string": b"",
        "headers": [],
    }
    start = {"type": "http.response.start", "status": 200, "headers": []}
    asyncio.run(page.sent(scope, start, HTML.encode(), send))  # type: ignore[arg-type]
    assert sent[::2] == ["http.response.start", "made"]
    assert sent[1].endswith("<div id='root'></div>")
    assert sent[3] == "<i></i></body></html>"


@pytest.mark.parametrize("fault", [RuntimeError, MemoryError])
def test_what_goes_wrong_is_not_seen(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def broken(*_: str) -> str:
        raise fault

    monkeypatch.setattr(first, "made", broken)
    answer = browser.get("/befolkning?kommune=5025")
    assert answer.status_code == 200
    assert answer.text.endswith("<div id='root'></div></body></html>")


def test_before_the_program_is_loaded_there_is_none(browser: TestClient) -> None:
    ahead._READY.clear()
    assert 'id="first"' not in browser.get("/befolkning?kommune=5025").text


def test_an_address_of_strange_letters_is_answered(browser: TestClient) -> None:
    for query in HOSTILE:
        answer = browser.get(f"/befolkning?{quote(query, safe='=&%')}")
        assert answer.status_code == 200
        assert "alert(1)" not in answer.text


def test_when_the_program_is_loaded_the_first_page_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[ahead.Address] = []
    ahead._READY.clear()
    monkeypatch.setattr(ahead, "_quiet", made.append)
    ahead.begin()
    assert made == [ahead.Address("oversikt", "")]
    assert [first] == ahead._READY


def test_what_a_first_page_needs_is_read_before_it_is_asked_for() -> None:
    shared.forget_figures()
    shared.warm()
    assert shared.figures().case("0").region.name == "Norge"
