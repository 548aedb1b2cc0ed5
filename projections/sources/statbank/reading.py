"""What the readers of SSB's tables share: the answer checked, people as arrays, and passports."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from ...errors import SourceError
from ...people.ages import AgeAxis, AgeBand, FloatArray
from ...people.population import Population, Region
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


def asked(cube: Cube, query: Selection, described: Metadata) -> Cube:
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


def remarks(cube: Cube) -> str:
    """What SSB says of the figures and must be shown: its notes, and how many cells are marked."""
    marked = Counter(mark for mark in cube.status.values() if mark in MARKS)
    counts = [f"{count} tall har merket «{mark}» ({MARKS[mark]})" for mark, count in marked.items()]
    told = [f"SSB merker: {'; '.join(counts)}"] if counts else []
    return " ".join(f"{text.rstrip('.')}." for text in (*cube.notes, *told))


def population(
    persons: FloatArray,
    alternative: str,
    years: Sequence[int],
    cube: Cube,
    region: Region,
) -> Callable[[Source], Population]:
    """A population from ``[1, year, sex, age]``, checked now, completed with its source later."""
    ages = age_axis(cube)
    sexes = tuple(SEXES[code] for code in cube.dimension("Kjonn").codes)
    if (persons < 0).any():
        raise ValueError("a number of persons is negative")

    def build(source: Source) -> Population:
        return Population(persons, (alternative,), tuple(years), sexes, ages, region, source)

    return build


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


def source_of(
    described: Metadata,
    title: str,
    vintage: str,
    answer: Answer,
    unit: str = "personer 1. januar",
    remark: str = "",
) -> Source:
    """The passport of figures from one of SSB's tables; the answer may be older than the table."""
    table = described.table
    return Source(
        id=f"ssb-{table}",
        short=f"SSB, tabell {table}",
        file="",
        title=title,
        publisher="Statistisk sentralbyrå",
        document=f"Statistikkbanken, tabell {table}",
        vintage=vintage,
        published=answer.updated[:10],
        retrieved=quiet.local(when_of(answer.retrieved)).date().isoformat(),
        licence="CC BY 4.0",
        unit=unit,
        quality="official",
        url=f"https://www.ssb.no/statbank/table/{table}",
        remark=remark,
    )
