"""What the readers of SSB's tables share: the answer checked, people as arrays, and passports."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...errors import SourceError
from ...people.ages import AgeAxis, AgeBand
from ...provenance import Source
from ...store import Answer
from . import quiet
from .answering import when_of
from .cube import Cube
from .metadata import Metadata, normal_time
from .ssb import Selection, spelt_out

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
