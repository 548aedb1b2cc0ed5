"""The plain form of many processes, as deploy/ has it: PostgreSQL, two processes and the proxy."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from postgres import free_port
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).parents[2]
QUICK = 8
"""So long the tests' proxy waits for a process that hangs [s]."""
DEPLOY = ROOT / "deploy"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).read()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"did not start:\n{log.read_text()}")
            time.sleep(0.1)


def socket_to(url: str, cookie: str = "") -> ClientConnection:
    """A session, as a browser opens one."""
    # A page answers with the token it was given, beside the name of the protocol.
    token = re.search(r"_streamlit_xsrf=([^;]+)", cookie)
    return connect(
        url.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=["streamlit", *(token.groups() if token else ())],  # type: ignore[list-item]
        origin=url,  # type: ignore[arg-type]
        additional_headers={"Cookie": cookie} if cookie else {},
        max_size=None,
    )


def shown(socket: ClientConnection, query: str, page: str = "", press: str = "") -> str:
    """All that a page sends for an address, or after a button is pressed on it."""
    told = _answer(socket, _wanted(query, page))
    if not press:
        return " ".join(str(one.delta) for one in told)
    ids = [one.delta.new_element.button.id for one in told]
    wanted = _wanted(query, page)
    pressed = wanted.rerun_script.widget_states.widgets.add()
    pressed.id, pressed.trigger_value = next(one for one in ids if one.endswith(press)), True
    return " ".join(str(one) for one in _answer(socket, wanted))


def exports(socket: ClientConnection) -> list[tuple[str, str]]:
    """The session and the file that is asked for by when a button that makes a file is pressed."""
    told = _answer(socket, _wanted("kommune=5025", "kilder"))
    session = next(one.new_session.initialize.session_id for one in told)
    elements = [one.delta.new_element for one in told]
    buttons = [one.download_button for one in elements if one.HasField("download_button")]
    return [(session, one.deferred_file_id) for one in buttons if one.deferred_file_id]


def export(socket: ClientConnection, button: tuple[str, str], wait: bool = True) -> str:
    """Press a button that makes a file; its address, or nothing where nobody waits for it."""
    wanted = BackMsg()
    asked = wanted.backend_operation_request
    asked.session_id, asked.deferred_file.file_id = button
    asked.request_id = "1"
    socket.send(wanted.SerializeToString())
    while wait:
        raw = socket.recv(timeout=60)
        assert isinstance(raw, bytes)
        told = ForwardMsg.FromString(raw)
        if told.WhichOneof("type") == "backend_operation_response":
            answer = told.backend_operation_response
            assert not answer.error_msg, answer
            return str(answer.deferred_file.url)
    return ""


def _wanted(query: str, page: str) -> BackMsg:
    wanted = BackMsg()
    wanted.rerun_script.query_string = query
    wanted.rerun_script.page_name = page
    return wanted


def _answer(socket: ClientConnection, wanted: BackMsg) -> list[ForwardMsg]:
    socket.send(wanted.SerializeToString())
    every = []
    while True:
        raw = socket.recv(timeout=60)
        assert isinstance(raw, bytes)
        told = ForwardMsg.FromString(raw)
        every.append(told)
        if told.WhichOneof("type") == "script_finished":
            return every


@dataclass
class Plain:
    """Where it answers, where it keeps things, and its processes by port."""

    url: str
    database: str
    folder: Path
    processes: dict[int, subprocess.Popen[bytes]]

    def start(self, port: int) -> None:
        """Start a process as its unit does."""
        log = self.folder / f"{port}.log"
        with log.open("a") as out:
            self.processes[port] = subprocess.Popen(
                [str(DEPLOY / "serve.sh"), str(port)],
                stdout=out,
                stderr=out,
                env=os.environ
                | {
                    "BAEREEVNE_PYTHON": sys.executable,
                    "BAEREEVNE_DATABASE_URL": self.database,
                    "BAEREEVNE_HOME": str(self.folder / "home"),
                    "STREAMLIT_SERVER_COOKIE_SECRET": "the same in all processes",
                },
            )
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", self.processes[port], log)

    def stop(self) -> None:
        """Stop all that still run."""
        for process in self.processes.values():
            process.kill()


@pytest.fixture(scope="session")
def plain(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plain]:
    """Two processes behind the proxy."""
    if not NGINX:
        pytest.skip("nginx is not on this machine")
    folder = tmp_path_factory.mktemp("plain")
    port = free_port()
    ports = [free_port(), free_port()]
    shutil.copy(DEPLOY / "nginx" / "baereevne_headers.conf", folder)
    # As it is, but for how long a process that hangs is waited for.
    proxy_conf = (DEPLOY / "nginx" / "baereevne.conf").read_text()
    assert "proxy_read_timeout 15s;" in proxy_conf
    quick = proxy_conf.replace("proxy_read_timeout 15s;", f"proxy_read_timeout {QUICK}s;")
    (folder / "baereevne.conf").write_text(quick.replace("/var/log/nginx", str(folder)))
    each = "max_fails=1 fail_timeout=30s"
    servers = [f"server 127.0.0.1:{one} {each};\n" for one in ports]
    (folder / "baereevne_processes.conf").write_text("".join(servers))
    (folder / "baereevne_listen.conf").write_text(f"listen 127.0.0.1:{port};\n")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid;\nerror_log {folder}/error.log;\nworker_processes 1;\n"
        "events { worker_connections 1024; }\n"
        f"http {{\n{temporary}access_log off;\ninclude /etc/nginx/mime.types;\n"
        "include baereevne.conf;\n}\n"
    )
    with ExitStack() as stack:
        started = Plain(f"http://127.0.0.1:{port}", postgres, folder, {})
        stack.callback(started.stop)
        for one in ports:
            started.start(one)
        for one, process in started.processes.items():
            wait_for(f"http://127.0.0.1:{one}/_stcore/health", process, folder / f"{one}.log")
        command = [
            str(NGINX),
            "-p",
            str(folder),
            "-c",
            str(folder / "nginx.conf"),
            "-g",
            "daemon off;",
        ]
        proxy = subprocess.Popen(command)
        stack.callback(proxy.terminate)
        wait_for(f"{started.url}/_stcore/health", proxy, folder / "error.log")
        yield started
