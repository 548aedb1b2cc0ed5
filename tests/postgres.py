"""A PostgreSQL of the tests' own, on loopback, started where Debian's package has put it."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
PASSWORD = "p@ss word"  # what must be escaped in an address


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running() -> Iterator[str]:
    """Its address."""
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
    run("pg_ctl", "-o", options, "-w", "-l", str(folder / "log"), "start")
    try:
        yield f"postgresql://baereevne:p%40ss%20word@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-m", "fast", "stop")
        shutil.rmtree(folder)
