"""One answer: what it is kept under, how it is read, why it is refused, and where it is from."""

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ...errors import RefusedError, SourceError
from ...people.ages import AgeAxis, AgeBand
from ...provenance import Source
from ...store import Answer
from . import jsonstat, quiet
from .cube import Cube
from .metadata import NO_TIME, Metadata, normal_time
from .ssb import MOST_CELLS, Client, Selection, spelt_out
from .wording import asked_of

LOG = logging.getLogger(__name__)
Progress = Callable[[str, float], object]
"""Called with what is being fetched, and how far it has come [share 0–1]."""
WITHOUT_TIME = timedelta(days=1)
"""How long figures are taken for the present ones when the table does not say when it changed."""


@dataclass(frozen=True)
class Asking:
    """One call: what it is kept under, and how it is sent."""

    key: str
    query: str
    send: Callable[[Client], bytes] = field(compare=False)


def never(_: Client) -> bytes:
    """How a question is sent that is never sent by itself."""
    raise AssertionError("the parts of an answer are not asked for one by one")


def when_of(retrieved: str) -> datetime:
    """A kept time; UTC where it says no zone."""
    when = datetime.fromisoformat(retrieved)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def holds(
    times: Sequence[tuple[str, str]], updated: str | None, now: datetime, trusted: timedelta
) -> bool:
    """Whether what was stored need not be asked for again now.

    Parameters
    ----------
    times
        When SSB made what is stored and when it was retrieved, the last retrieved first.
    updated
        When SSB last made the table; None where it was not asked.
    trusted
        How long what has no such time is trusted.
    """
    retrieved = [when_of(one) for _, one in times]
    age = now - retrieved[0]
    if not quiet.still_holds(retrieved[0], now):
        return False
    if updated is None:
        return timedelta(0) <= age < trusted and retrieved[0] >= quiet.renewed(now)
    # SSB changes a table once a day at most: a time that moves more often says nothing, and
    # neither does a time that is not there.
    restless = len(times) > 2 and retrieved[0] - retrieved[2] < WITHOUT_TIME
    if updated == NO_TIME or restless:
        return timedelta(0) <= age < WITHOUT_TIME
    return times[0][0] == updated


def limit(content: bytes) -> int:
    """SSB's own limit of cells; nothing or zero does not mean that there is none."""
    most = json.loads(content).get("maxDataCells")
    return most if type(most) is int and most > 0 else MOST_CELLS


def cube_of(content: bytes, table: str) -> Cube:
    """The table in an answer; what is wrong with its form is for the log.

    Raises
    ------
    SourceError
        If it is something else.
    """
    try:
        return jsonstat.parse(content, f"SSB, tabell {table}")
    except SourceError as problem:
        LOG.info("%s", problem)
        sentence = "Svaret er ikke en hel tabell fra SSB, og er ikke brukt. Prøv igjen senere."
        raise SourceError(problem.provider, sentence) from problem


def refuse(what: str, reason: str, kind: type[RefusedError] = RefusedError) -> None:
    """Raise where there is a reason to."""
    if reason:
        raise kind(asked_of(what), f"Svaret kan ikke stemme, og er ikke brukt: {reason}.")


@contextmanager
def understood_of(what: str) -> Iterator[None]:
    """Around the reading of an answer: content of an unexpected kind is one sentence.

    Raises
    ------
    SourceError
        Instead of any error that such content leads to.
    """
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as problem:
        LOG.info("%s: %r", what, problem)
        sentence = "Svaret har et innhold som ikke er ventet, og er ikke brukt."
        raise SourceError(asked_of(what), sentence) from problem


def silent(_: str, __: float) -> None:
    """No progress shown."""


SEXES: Mapping[str, str] = {"1": "male", "2": "female"}
FIRST_YEAR = 2000
MARKS: Mapping[str, str] = {
    ".": "ikke mulig",
    "..": "mangler",
    ":": "vises ikke av hensyn til personvernet",
}
"""SSB's standard signs for a cell without a figure."""


@dataclass(frozen=True)
class Obtained:
    """The answer to a query, and where its figures are from.

    Parameters
    ----------
    cube
        Just the codes that were asked for.
    described
        The table; the answer may be older.
    answer
        As it is kept; the first retrieved of several.
    """

    cube: Cube
    described: Metadata
    answer: Answer

    def source(
        self, title: str, vintage: str = "", unit: str = "personer 1. januar", remark: str = ""
    ) -> Source:
        """The passport.

        Parameters
        ----------
        vintage
            The edition; the year of the table where left out.
        remark
            What must be said of the figures; what SSB itself says where left out.
        """
        table, updated = self.described.table, self.answer.updated
        return Source(
            id=f"ssb-{table}",
            short=f"SSB, tabell {table}",
            file="",
            title=title,
            publisher="Statistisk sentralbyrå",
            document=f"Statistikkbanken, tabell {table}",
            vintage=vintage or updated[:4],
            published=updated[:10],
            retrieved=quiet.local(when_of(self.answer.retrieved)).date().isoformat(),
            licence="CC BY 4.0",
            unit=unit,
            quality="official",
            url=f"https://www.ssb.no/statbank/table/{table}",
            remark=remark or _remarks(self.cube),
        )


def checked(cube: Cube, query: Selection, described: Metadata) -> Cube:
    """The answer, after checking that it has just the codes that were asked for.

    What an expression stood for in an earlier edition of the table (the years there were then) is
    not known, and was checked when that answer came.

    Raises
    ------
    SourceError
        If a code is missing, or there is another.
    """
    is_earlier = normal_time(cube.updated) != described.updated
    for one, variable in zip(query, spelt_out(query, described.codes), strict=True):
        if is_earlier and one != variable:
            continue
        if set(cube.dimension(variable.code).codes) != set(variable.values):
            raise SourceError(
                cube.provider, f"Svaret har andre koder for «{variable.code}» enn det ble spurt om."
            )
    return cube


def _remarks(cube: Cube) -> str:
    """What SSB says of the figures and must be shown: its notes, and how many cells are marked."""
    marked = Counter(mark for mark in cube.status.values() if mark in MARKS)
    counts = [f"{count} tall har merket «{mark}» ({MARKS[mark]})" for mark, count in marked.items()]
    told = [f"SSB merker: {'; '.join(counts)}"] if counts else []
    return " ".join(f"{text.rstrip('.')}." for text in (*cube.notes, *told))


def age_axis(cube: Cube) -> AgeAxis:
    """The ages of an answer, in its order."""
    return AgeAxis(tuple(_age(code) for code in cube.dimension("Alder").codes))


def _age(code: str) -> AgeBand:
    """``017`` and ``105+`` as SSB writes them."""
    lower = int(code.rstrip("+"))
    return AgeBand(lower, None if code.endswith("+") else lower)


def whole_run(whole: Sequence[bool]) -> slice:
    """The last unbroken run of years with figures; empty where there is none."""
    end = len(whole)
    while end and not whole[end - 1]:
        end -= 1
    start = end
    while start and whole[start - 1]:
        start -= 1
    return slice(start, end)
