"""Signing in with a provider in a process of its own, and what each role may do."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from postgres import free_port

from projections.ui import signing_in

from .conftest import ROOT, shown, socket_to, wait_for

SECRETS = """[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "a secret of the tests alone"
client_id = "baereevne"
client_secret = "another"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""
SAVE = "Lagre scenariet"


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with sign-in required, and the provider it asks."""
    folder = tmp_path_factory.mktemp("signed")
    ports = free_port(), free_port()
    app, provider = (f"http://127.0.0.1:{port}" for port in ports)
    (folder / "secrets.toml").write_text(SECRETS.format(app=app, provider=provider))
    asked = [sys.executable, str(Path(__file__).parent / "provider.py"), str(ports[1])]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    options = ["--server.port", str(ports[0]), "--secrets.files", str(folder / "secrets.toml")]
    environment = {
        "BAEREEVNE_HOME": str(folder / "home"),
        "BAEREEVNE_SIGN_IN": "påkrevd",
        "PATH": "/usr/bin:/bin",
    }
    log = folder / "log"
    with log.open("w") as out:
        started = [
            subprocess.Popen(asked, stderr=out),
            subprocess.Popen(
                [*command, *options], cwd=ROOT, env=environment, stdout=out, stderr=out
            ),
        ]
    try:
        wait_for(f"{provider}/keys", started[0], log)
        wait_for(f"{app}/_stcore/health", started[1], log)
        yield app
    finally:
        for process in started:
            process.kill()
    assert "Traceback" not in log.read_text(), log.read_text()


def cookies_of(app: str, who: str) -> str:
    """Sign in as a browser does, and give back the cookies it has then."""
    browser = requests.Session()
    browser.headers["X-Who"] = who
    browser.get(app, headers={"Accept": "text/html"}, timeout=60)
    with socket_to(app) as socket:
        # The button's own address is in what it makes the page do.
        sent = shown(socket, "", press="sign_in")
    start = sent.index("/auth/login")
    path = sent[start : sent.index('"', start)].replace("\\u0026", "&")
    answer = browser.get(app + path, timeout=60)
    assert urlsplit(answer.url).netloc == urlsplit(app).netloc
    browser.get(f"{app}/_stcore/health", timeout=60)  # gives the token that guards a session
    return "; ".join(f"{one.name}={one.value}" for one in browser.cookies)


def test_signing_in_opens_the_pages_and_the_role_what_may_be_saved(signed: str) -> None:
    with socket_to(signed) as socket:
        closed = shown(socket, "kommune=3427", "scenarier")
    assert signing_in.ASKED in closed
    assert "Tynset" not in closed
    for who, name, may_save in (("leser", "Kari", False), ("analytiker", "Ola", True)):
        with socket_to(signed, cookies_of(signed, who)) as socket:
            page = shown(socket, "kommune=3427", "drift")
        assert name in page
        assert ("Lageret kan leses" in page) is may_save
        assert (signing_in.READER in page) is not may_save
