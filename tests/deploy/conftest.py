"""The plain form of many processes, as deploy/ has it: PostgreSQL, two processes and the proxy."""

import os
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

ROOT = Path(__file__).parents[2]
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
    for name in ("baereevne.conf", "baereevne_headers.conf"):
        shutil.copy(DEPLOY / "nginx" / name, folder)
    each = "max_fails=1 fail_timeout=10s"
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
