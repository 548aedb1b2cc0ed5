"""The backtest as rows and as tables to read: docs/accuracy.md is what this prints."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..exports import tidy
from ..norwegian import number
from ..trend.groups import SIZE_NAMES, TOLD, WHOLE
from ..trend.scores import FAR, NEAR, Score

ALL = "alle"
PER_CENT = 100
DECIMALS = 4
"""More than is told: what is rounded twice may be wrong in the last digit."""
ENDS = ("_low", "_high")
"""After the name of a measure: between what it is by chance."""


class Row(NamedTuple):
    """The columns of every row; ``value`` in per cent."""

    method: str
    origins: str
    size: str
    horizon: int
    item: str
    measure: str
    value: float
    cases: int

    def record(self) -> tidy.Record:
        """The row with its unit; None where there is no figure."""
        value = None if math.isnan(self.value) else round(PER_CENT * self.value, DECIMALS)
        return {**self._asdict(), "value": value, "cases": self.cases, "unit": "percent"}


def score_rows(
    method: str, origins: str, size: str, horizon: int, found: Score
) -> Iterator[tidy.Record]:
    """Every measure of a score, each a row; none where there are no cases."""

    def row(item: str, measure: str, value: float) -> tidy.Record:
        return Row(method, origins, size, horizon, item, measure, value, found.cases).record()

    if not found.cases:
        return
    for item, mean, bias in zip(TOLD, found.mean_absolute, found.bias, strict=True):
        yield row(item, "mean_absolute_error", float(mean))
        yield row(item, "bias", float(bias))
    yield row(WHOLE, f"within_{PER_CENT * NEAR:g}", found.near)
    yield row(WHOLE, f"beyond_{PER_CENT * FAR:g}", found.far)
    if not math.isnan(found.misplaced):
        yield row("sex and age", "misplaced", found.misplaced)


NAMES = {
    "0+": "i alt",
    "20-66/67+": "20–66 per 67+",
    "trend": "Trendframskrivingen",
    "no_change": "Uendret",
    "linear": "Rett linje (ti år)",
    "exponential": "Eksponentiell (ti år)",
    "share_of_growth": "Fast andel av veksten",
    "hamilton_perry": "Hamilton–Perry (fem år)",
    "hamilton_perry_ac": "Hamilton–Perry, justert og kontrollert",
    "folds": "Andre kommuner",
    "forward": "Senere år",
    "then": "Det som var kjent da",
    "sums": "Fylkene og landet",
    "sums_forward": "Fylkene og landet, senere år",
}
"""Norwegian names of what a row is about."""
WAYS = ("folds", "forward", "then", "sums", "sums_forward")
SUMS = ("sums", "sums_forward")
"""Ways that are of few regions, and not by size."""
OVERALL, WITHIN = (77.0, 83.0), (74.0, 86.0)
"""What 80 per cent may be held to be, over all and within a size class [per cent]."""
Key = tuple[str, str, str, int]
"""Method, origins, size and years ahead."""
Found = dict[tuple[str, str], tidy.Record]
"""What is known in a row, by measure and item."""
Cell = Callable[[Key, Found], str]


def tables(records: Iterable[tidy.Record]) -> Iterator[str]:
    """Markdown of the records of a backtest, line by line."""
    rows: dict[Key, Found] = defaultdict(dict)
    for one in records:
        method, origins, size, measure, item = (
            str(one[name]) for name in ("method", "origins", "size", "measure", "item")
        )
        rows[method, origins, size, int(one["horizon"] or 0)][measure, item] = one
    first = next(iter(rows))[:2]
    whole = {key: found for key, found in rows.items() if key[2] == ALL}
    sized = {key: found for key, found in rows.items() if key in whole or key[:2] == first}
    errors = {
        **_each("mean_absolute_error", 2),
        "under 5 %": _shown("within_5", "0+"),
        "over 10 %": _shown("beyond_10", "0+"),
        "kjønn og alder": _shown("misplaced", "sex and age"),
    }
    yield from _table("Feil i snitt, prosent", errors, "mean_absolute_error", sized)
    yield from _table("Skjevhet, prosent", _each("bias", signed=True), "bias", whole)
    for key, found in rows.items():
        for (measure, _), one in found.items():
            if measure.startswith("growth_within"):
                told = f"{_text(one, 1)} prosent av {_cases(one)}"
                yield f"\nNeste års vekst innenfor 0,5 prosentpoeng, {_named(key[:2])}: {told}"
    for share in ("80", "50"):  # the bands of a pair of files, as they are shown today
        measure = f"coverage_{share}"
        yield from _table(f"{share} %-spennet holdt, prosent", _each(measure), measure, whole)
    for way in WAYS:
        yield from _coverage(way, whole if way in SUMS else rows)


def _coverage(way: str, rows: Mapping[Key, Found]) -> Iterator[str]:
    """What a way of judging held, and between what by chance; cells outside the aim counted."""
    name, wide, narrow = NAMES[way], f"coverage_80_{way}", f"coverage_50_{way}"
    marked = {item: _marked(wide, item) for item in TOLD}
    yield from _table(f"{name}: 80 %-spennet holdt, prosent", marked, wide, rows)
    yield from _table(f"{name}: 50 %-spennet holdt, prosent", _each(narrow), wide, rows)
    for size in (ALL, *SIZE_NAMES):
        for key, found in rows.items():
            if key[2] == size and (wide, "all") in found:
                pooled = _text(found[wide, "all"], 1)
                yield f"{name}, {size}, alle grupper og år samlet: {pooled}"
    for where, sizes in (("over alle", (ALL,)), ("i en størrelse", SIZE_NAMES)):
        every = [
            _judged(found, wide, item, key[2])
            for key, found in rows.items()
            if key[2] in sizes and (wide, "0+") in found
            for item in TOLD
        ]
        if every:
            out, surely = sum(one.outside for one in every), sum(one.surely for one in every)
            told = f"{out} av {len(every)}, mer enn tilfeldig {surely}"
            yield f"{name}, utenfor kravet {where}: {told}"


class _Judged(NamedTuple):
    """A cell of what the band held: in italics outside the aim, bold where chance is no answer."""

    text: str
    outside: bool
    surely: bool


def _judged(found: Found, measure: str, item: str, size: str) -> _Judged:
    low, high = OVERALL if size == ALL else WITHIN
    value, least, most = (
        float(found[f"{measure}{end}", item]["value"] or 0.0) for end in ("", *ENDS)
    )
    outside, surely = not low <= value <= high, least > high or most < low
    mark = "**" if surely else "*" if outside else ""
    text = f"{mark}{number(value, 1)}{mark} ({number(least)}–{number(most)})"
    return _Judged(text, outside, surely)


def _table(
    title: str, columns: Mapping[str, Cell], measure: str, rows: Mapping[Key, Found]
) -> Iterator[str]:
    """The rows that have a measure; nothing where none has."""
    own = {key: found for key, found in rows.items() if (measure, "0+") in found}
    if not own:
        return
    names = [NAMES.get(one, one.replace("-", "–")) for one in columns]
    yield from ("", f"**{title}**", "", f"| | {' | '.join(names)} | antall |")
    yield "|---" * (len(names) + 2) + "|"
    for key, found in own.items():
        cells = " | ".join(cell(key, found) for cell in columns.values())
        yield f"| {_named(key)} | {cells} | {_cases(found[measure, '0+'])} |"


def _each(measure: str, decimals: int = 1, signed: bool = False) -> dict[str, Cell]:
    return {item: _shown(measure, item, decimals, signed) for item in TOLD}


def _shown(measure: str, item: str, decimals: int = 1, signed: bool = False) -> Cell:
    """The value; nothing where there is none."""
    return lambda _, found: _text(found.get((measure, item)), decimals, signed)


def _marked(measure: str, item: str) -> Cell:
    return lambda key, found: _judged(found, measure, item, key[2]).text


def _cases(one: tidy.Record) -> str:
    return number(float(one["cases"] or 0))


def _text(one: tidy.Record | None, decimals: int, signed: bool = False) -> str:
    if one is None or one["value"] is None:
        return ""
    return number(float(one["value"]), decimals, signed)


def _named(key: Sequence[object]) -> str:
    method, origins, *rest = key
    parts = [NAMES.get(str(method), str(method)), str(origins).replace("-", "–")]
    if rest and rest[0] != ALL:
        parts.append(str(rest[0]))
    if len(rest) > 1:
        parts.append(f"{rest[1]} år")
    return ", ".join(parts)
