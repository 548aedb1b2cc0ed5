"""The backtest as rows and as tables to read: docs/accuracy.md is what this prints."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
Cells = dict[Key, dict[tuple[str, str], tidy.Record]]
"""By measure and item."""


def tables(records: Iterable[tidy.Record]) -> Iterator[str]:
    """Markdown of the records of a backtest, line by line."""
    cells: Cells = defaultdict(dict)
    for one in records:
        method, origins, size, measure, item = (
            str(one[name]) for name in ("method", "origins", "size", "measure", "item")
        )
        cells[method, origins, size, int(one["horizon"] or 0)][measure, item] = one
    yield from _errors(cells)
    yield from _bias(cells)
    yield from _growth(cells)
    yield from _held(cells)
    yield from _coverage(cells)


def _errors(cells: Cells) -> Iterator[str]:
    rest = (("within_5", "0+"), ("beyond_10", "0+"), ("misplaced", "sex and age"))
    yield from _head("Feil i snitt, prosent", (*TOLD, "under 5 %", "over 10 %", "kjønn og alder"))
    first = next(iter(cells))[:2]
    for key, found in cells.items():
        if ("mean_absolute_error", "0+") not in found or (key[2] != ALL and key[:2] != first):
            continue
        values = [_value(found, ("mean_absolute_error", item), 2) for item in TOLD]
        values += [_value(found, one, 1) for one in rest]
        yield _row(_named(key), values, found["mean_absolute_error", "0+"])


def _bias(cells: Cells) -> Iterator[str]:
    yield from _head("Skjevhet, prosent", TOLD)
    for key, found in cells.items():
        if ("bias", "0+") in found and key[2] == ALL:
            values = [_value(found, ("bias", item), 1, signed=True) for item in TOLD]
            yield _row(_named(key), values, found["bias", "0+"])


def _growth(cells: Cells) -> Iterator[str]:
    for key, found in cells.items():
        for (measure, _), one in found.items():
            if measure.startswith("growth_within"):
                told = f"{_text(one, 1)} prosent av {_cases(one)}"
                yield f"\nNeste års vekst innenfor 0,5 prosentpoeng, {_named(key[:2])}: {told}"


def _held(cells: Cells) -> Iterator[str]:
    """What the bands of a pair of files held, as they are shown today."""
    for share in ("80", "50"):
        rows = {
            key: found
            for key, found in cells.items()
            if (f"coverage_{share}", "0+") in found and key[2] == ALL
        }
        if rows:
            yield from _head(f"{share} %-spennet holdt, prosent", TOLD)
        for key, found in rows.items():
            values = [_value(found, (f"coverage_{share}", item), 1) for item in TOLD]
            yield _row(_named(key), values, found[f"coverage_{share}", "0+"])


def _coverage(cells: Cells) -> Iterator[str]:
    """What each way of judging held, and between what by chance; cells outside the aim counted."""
    for way in WAYS:
        measures = {share: f"coverage_{share}_{way}" for share in ("80", "50")}
        rows = {
            key: found
            for key, found in cells.items()
            if (measures["80"], "0+") in found and (way not in SUMS or key[2] == ALL)
        }
        if not rows:
            continue
        judged = {
            (key[2], key, item): _judged(found, measures["80"], item, key[2])
            for key, found in rows.items()
            for item in TOLD
        }
        yield from _head(f"{NAMES[way]}: 80 %-spennet holdt, prosent", TOLD)
        for key, found in rows.items():
            values = [judged[key[2], key, item].text for item in TOLD]
            yield _row(_named(key), values, found[measures["80"], "0+"])
        yield from _head(f"{NAMES[way]}: 50 %-spennet holdt, prosent", TOLD)
        for key, found in rows.items():
            values = [_value(found, (measures["50"], item), 1) for item in TOLD]
            yield _row(_named(key), values, found[measures["50"], "0+"])
        for size in (ALL, *(SIZE_NAMES if way not in SUMS else ())):
            for key, found in cells.items():
                if key[2] == size and (measures["80"], "all") in found:
                    pooled = _text(found[measures["80"], "all"], 1)
                    yield f"{NAMES[way]}, {size}, alle grupper og år samlet: {pooled}"
        for name, sizes in (("over alle", {ALL}), ("i en størrelse", {*SIZE_NAMES})):
            every = [one for (size, *_), one in judged.items() if size in sizes]
            if every:
                out, surely = sum(one.outside for one in every), sum(one.surely for one in every)
                told = f"{out} av {len(every)}, mer enn tilfeldig {surely}"
                yield f"{NAMES[way]}, utenfor kravet {name}: {told}"


class _Judged(NamedTuple):
    """A cell of what the band held: in italics outside the aim, bold where chance is no answer."""

    text: str
    outside: bool
    surely: bool


def _judged(
    found: dict[tuple[str, str], tidy.Record], measure: str, item: str, size: str
) -> _Judged:
    low, high = OVERALL if size == ALL else WITHIN
    value, least, most = (
        float(found[f"{measure}{end}", item]["value"] or 0.0) for end in ("", *ENDS)
    )
    outside, surely = not low <= value <= high, least > high or most < low
    mark = "**" if surely else "*" if outside else ""
    text = f"{mark}{number(value, 1)}{mark} ({number(least)}–{number(most)})"
    return _Judged(text, outside, surely)


def _head(title: str, columns: Sequence[str]) -> Iterator[str]:
    names = [NAMES.get(one, one.replace("-", "–")) for one in columns]
    yield from ("", f"**{title}**", "", f"| | {' | '.join(names)} | antall |")
    yield "|---" * (len(names) + 2) + "|"


def _row(name: str, values: Sequence[str], of: tidy.Record) -> str:
    return f"| {name} | {' | '.join(values)} | {_cases(of)} |"


def _cases(one: tidy.Record) -> str:
    return number(float(one["cases"] or 0))


def _text(one: tidy.Record, decimals: int, signed: bool = False) -> str:
    """The value; nothing where there is none."""
    return "" if one["value"] is None else number(float(one["value"]), decimals, signed)


def _value(
    found: dict[tuple[str, str], tidy.Record],
    key: tuple[str, str],
    decimals: int,
    signed: bool = False,
) -> str:
    return _text(found[key], decimals, signed) if key in found else ""


def _named(key: Sequence[object]) -> str:
    method, origins, *rest = key
    parts = [NAMES.get(str(method), str(method)), str(origins).replace("-", "–")]
    if rest and rest[0] != ALL:
        parts.append(str(rest[0]))
    if len(rest) > 1:
        parts.append(f"{rest[1]} år")
    return ", ".join(parts)
