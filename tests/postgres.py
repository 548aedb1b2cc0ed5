"""A PostgreSQL of the tests' own, on loopback, started where Debian's package has put it."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
PASSWORD = "p@ss word"  # what must be escaped in an address


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server(str):
    """Its address; it can be taken down and brought back."""

    run: Callable[..., None]
    options: str

    def stop(self) -> None:
        """As when power is lost."""
        self.run("pg_ctl", "-m", "immediate", "stop")

    def start(self) -> None:
        """Bring it back, with what was written."""
        self.run("pg_ctl", "-o", self.options, "-w", "-l", "log", "start")


@contextmanager
def running() -> Iterator[Server]:
    """One, until the end."""
    # Not in pytest's own folder, which is closed to the user that PostgreSQL runs as.
    folder = Path(tempfile.mkdtemp(prefix="baereevne-postgres-"))
    port = free_port()
    (folder / "password").write_text(PASSWORD)
    # PostgreSQL refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        owner = pwd.getpwnam(user)
        for path in (folder, folder / "password"):
            os.chown(path, owner.pw_uid, owner.pw_gid)

    def run(program: str, *arguments: str) -> None:
        command = [str(PROGRAMS[-1] / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

    how = ("-A", "scram-sha-256", f"--pwfile={folder / 'password'}", "--no-sync", "-E", "UTF8")
    run("initdb", "-U", "baereevne", *how)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    server = Server(f"postgresql://baereevne:p%40ss%20word@127.0.0.1:{port}/postgres")
    server.run, server.options = run, options
    server.start()
    try:
        yield server
    finally:
        run("pg_ctl", "-m", "fast", "stop")
        shutil.rmtree(folder)
