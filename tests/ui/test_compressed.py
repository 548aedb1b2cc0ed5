"""Streamlit's files are sent compressed, once made, and nothing else is touched."""

import asyncio
import gzip
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message

from projections.ui.compressed import LEAST, CompressedFiles
from projections.ui.front import Guarded

TEXT = "const a = 1;\n" * 1000


def test_each_answer_says_what_a_browser_may_not_do_with_it() -> None:
    """Here, as the app alone sends it; a proxy says more."""
    wrapped = Guarded(Starlette(routes=[Route("/a", lambda _: PlainTextResponse("x"))]))
    for path, status in (("/a", 200), ("/b", 404)):
        answer = TestClient(wrapped).get(path)
        assert answer.status_code == status
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "frame-ancestors 'self'"
        assert answer.headers["referrer-policy"] == "same-origin"


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def client(asked: list[str]) -> TestClient:
    def file(request: Request) -> Response:
        asked.append(request.url.path)
        kinds = {"a.js": "text/javascript", "a.woff2": "font/woff2", "small.js": "text/javascript"}
        name = request.path_params["name"]
        if name not in kinds:
            return PlainTextResponse("none", 404)
        body = TEXT[: LEAST - 1] if name == "small.js" else TEXT
        headers = {"etag": '"1"', "cache-control": "public, immutable"}
        return Response(body, media_type=kinds[name], headers=headers)

    routes = [Route("/static/js/{name}", file), Route("/media/{name}", file)]
    return TestClient(CompressedFiles(Starlette(routes=routes)))


def test_a_script_is_compressed_once(client: TestClient, asked: list[str]) -> None:
    for _ in range(3):
        answer = client.get("/static/js/a.js", headers={"Accept-Encoding": "gzip, br"})
        assert answer.text == TEXT
        assert answer.headers["content-encoding"] == "gzip"
        assert int(answer.headers["content-length"]) < len(TEXT) / 10
        assert answer.headers["cache-control"] == "public, immutable"
        assert answer.headers["vary"] == "Accept-Encoding"
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/static/js/a.js", {"Accept-Encoding": "identity"}, 200),
        ("/static/js/a.js", {"Accept-Encoding": "gzip", "Range": "bytes=0-9"}, 200),
        ("/static/js/a.woff2", {"Accept-Encoding": "gzip"}, 200),
        ("/static/js/small.js", {"Accept-Encoding": "gzip"}, 200),
        ("/static/js/other.js", {"Accept-Encoding": "gzip"}, 404),
        ("/media/a.js", {"Accept-Encoding": "gzip"}, 200),
    ],
)
def test_all_else_is_sent_as_it_is(
    client: TestClient, path: str, headers: dict[str, str], status: int
) -> None:
    answer = client.get(path, headers=headers)
    assert answer.status_code == status
    assert "content-encoding" not in answer.headers


def test_the_body_is_what_gzip_says(client: TestClient) -> None:
    with client.stream("GET", "/static/js/a.js", headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert gzip.decompress(raw).decode() == TEXT


def test_what_is_cut_short_is_never_kept(tmp_path: Path) -> None:
    """A browser that leaves while a file is read must not leave an empty one for all others."""
    (tmp_path / "a.js").write_text(TEXT * 100)
    app = CompressedFiles(FileResponse(tmp_path / "a.js"))
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/static/js/a.js",
        "headers": [(b"accept-encoding", b"gzip")],
    }

    async def asked(stays: bool) -> bytes:
        sent: list[Message] = []

        async def receive() -> Message:
            if stays:
                await asyncio.Event().wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        await asyncio.wait_for(app(dict(scope), receive, send), 20)
        return b"".join(one.get("body", b"") for one in sent)

    asyncio.run(asked(stays=False))
    assert gzip.decompress(asyncio.run(asked(stays=True))).decode() == TEXT * 100


def test_a_file_that_is_changed_on_the_way_is_asked_for_again(asked: list[str]) -> None:
    def file(request: Request) -> Response:
        asked.append(request.url.path)
        return Response(
            TEXT, media_type="text/javascript", headers={"cache-control": "public, immutable"}
        )

    app = Starlette(routes=[Route("/static/js/a.js", file)])
    client = TestClient(CompressedFiles(app, lambda _, content: content.replace(b"a", b"b")))
    first = client.get("/static/js/a.js", headers={"Accept-Encoding": "gzip"})
    assert first.text == TEXT.replace("a", "b")
    assert first.headers["cache-control"] == "no-cache"
    asks = {"Accept-Encoding": "gzip", "If-None-Match": first.headers["etag"]}
    again = client.get("/static/js/a.js", headers=asks)
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/static/js/a.js", headers={**asks, "If-None-Match": '"x"'})
    assert other.text == first.text
    assert len(asked) == 1
