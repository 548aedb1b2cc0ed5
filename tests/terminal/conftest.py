"""How the command line is called in a test, and what it answers."""

import csv
import io
from collections.abc import Callable

import pytest

from projections.case import Case, Projection
from projections.cli import main

Rows = list[dict[str, str]]
Said = Callable[..., tuple[int, str, str]]
Call = Callable[..., tuple[int, Rows, str]]
Told = Callable[[str], tuple[str, str]]


@pytest.fixture(scope="session")
def ageing(ageing: Projection, roros: Case) -> Projection:
    """As it is shown where nothing else is chosen: from the newest count."""
    return ageing.started("counted", roros.observed)


@pytest.fixture
def answer(capsys: pytest.CaptureFixture[str]) -> Said:
    """Exit code and both streams; one text is a whole line, several are its words."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main(words[0].split() if len(words) == 1 else words)
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def plain(answer: Said) -> Said:
    """The same with spaces that may break."""

    def run(*words: str) -> tuple[int, str, str]:
        code, out, err = answer(*words)
        return code, out.replace("\u00a0", " "), err.replace("\u00a0", " ")

    return run


@pytest.fixture
def call(answer: Said) -> Call:
    """Exit code, the rows that are printed, and what stands on standard error."""

    def run(*words: str) -> tuple[int, Rows, str]:
        code, out, err = answer(*words)
        return code, list(csv.DictReader(io.StringIO(out))), err

    return run


@pytest.fixture
def run(call: Call) -> Callable[..., Rows]:
    """The rows of a call that goes well; nothing on standard error."""

    def rows(*words: str) -> Rows:
        code, found, err = call(*words)
        assert (code, err) == (0, "")
        return found

    return rows


@pytest.fixture
def done(answer: Said) -> Told:
    """What a call that goes well prints, and what it tells."""

    def told(line: str) -> tuple[str, str]:
        code, out, err = answer(line)
        assert code == 0, err
        return out, err

    return told


@pytest.fixture
def refused(answer: Said) -> Callable[..., str]:
    """The message a call ends with: on standard error alone, exit code 2."""

    def message(*words: str) -> str:
        code, out, err = answer(*words)
        assert (code, out) == (2, "")
        assert err.endswith(".\n")
        return err

    return message
