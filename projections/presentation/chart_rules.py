"""What a chart in a presentation's file may be: only what the program draws itself.

Names, numbers and texts that are texts: nothing in it leads out of the program.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any, get_args

from .. import terms
from ..charts import bars
from ..figures.chart import KINDS, Chart, Curve, Look, Mark, MarkKind, Role, Stand
from ..store.saved_rules import is_like, names
from .first_rules import MOST_POINTS, MOST_TEXT, MOST_TRACES, OUT, is_number, is_text

MOST_WIDTH, MOST_DECIMALS = 20, 6
BY_YEAR = ("lines", "multiples", "balance", "levels")
"""Forms whose categories are years."""
ALONE = ("differences", "waterfall", "milestones", "ranking")
"""Forms of one curve."""

Rule = Callable[[Any], bool]


def _text(value: Any) -> bool:
    return is_text(MOST_TEXT)(value) and not OUT.search(value)


def _one_of(known: Any) -> Rule:
    return lambda value: isinstance(value, str) and value in known


def _colour(value: Any) -> bool:
    return is_like(r"#[0-9a-fA-F]{6}|rgba\((\d{1,3}, ?){3}[01]?\.?\d*\)", value)


def _list_of(rule: Rule) -> Rule:
    return lambda value: isinstance(value, list) and all(map(rule, value))


def _maybe(rule: Rule) -> Rule:
    return lambda value: value is None or rule(value)


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _whole(most: int) -> Rule:
    return lambda value: type(value) is int and 0 <= value <= most


_number = _maybe(is_number)
_numbers = _list_of(_number)
_pattern = _one_of(("", "/", ".", "x"))
CURVE: Mapping[str, Rule] = {
    "name": _text,
    "code": _text,
    "values": _numbers,
    "role": _one_of(get_args(Role)),
    "look": _one_of(get_args(Look)),
    "colour": _colour,
    "colours": _list_of(_colour),
    "pattern": _pattern,
    "patterns": _list_of(_pattern),
    "width": lambda value: is_number(value) and 0 <= value <= MOST_WIDTH,
    "dash": lambda value: is_like(r"[a-z]{3,12}|(\d{1,2}px,?){2,6}", value),
    "faint": _flag,
    "group": _text,
    "label": _maybe(_text),
    "legend": _text,
    "panel": _text,
    "starts": _maybe(_numbers),
    "turned": _flag,
    "signed": _maybe(_flag),
    "stepped": _flag,
    "share": lambda value: is_number(value) and 0 <= value <= 1,
    "sure": _maybe(_whole(MOST_POINTS)),
}
LATER = ("share", "sure")
"""Parts of a curve that files from before bands lack."""
MARK: Mapping[str, Rule] = {
    "kind": _one_of(get_args(MarkKind)),
    "place": _whole(MOST_POINTS),
    "text": _text,
    "value": _number,
}
CHART: Mapping[str, Rule] = {
    "form": _one_of(KINDS),
    "categories": _list_of(_text),
    "curves": _list_of(lambda value: isinstance(value, Mapping)),
    "axis": _text,
    "unit": terms.is_unit,
    "signed": _flag,
    "stand": _one_of(get_args(Stand)),
    "mirrored": _flag,
    "from_zero": _flag,
    "decimals": _maybe(_whole(MOST_DECIMALS)),
    "codes": _list_of(_text),
    "marks": _list_of(lambda value: isinstance(value, Mapping)),
    "headings": _list_of(_text),
    "shared_axis": _flag,
    "few_years": _flag,
    "ends": lambda value: _list_of(_text)(value) and len(value) in (0, 2),
}
assert set(CURVE) == {one.name for one in fields(Curve)}
assert set(MARK) == {one.name for one in fields(Mark)}
assert set(CHART) == {one.name for one in fields(Chart)}


def chart_faults(value: Any) -> list[str]:
    """What in a chart cannot be drawn, in words that are safe to show; empty where all can."""
    if not isinstance(value, Mapping):
        return ["noe annet enn en graf"]
    told = list(_faults(value, CHART, "grafen"))
    if not told:
        for one in value["curves"]:
            told += _faults(one, CURVE, "en kurve")
        for one in value["marks"]:
            told += _faults(one, MARK, "et merke")
    return list(dict.fromkeys(told or _loose(value)))


def _faults(value: Mapping[str, Any], rules: Mapping[str, Rule], what: str) -> Iterator[str]:
    strange = [key for key in value if key not in rules]
    if strange:
        yield f"ukjente deler av {what}: {names(strange)}"
    for key, rule in rules.items():
        lacks = key not in value and key not in LATER
        if lacks or (key in value and not rule(value[key])):
            yield f"«{key}» av {what} som ikke kan tegnes"


def _loose(value: Mapping[str, Any]) -> Iterator[str]:
    """Parts that are good by themselves, and do not hang together."""
    count, form, curves = len(value["categories"]), value["form"], value["curves"]
    if not (1 <= count <= MOST_POINTS and 1 <= len(curves) <= MOST_TRACES):
        yield f"{count} kategorier og {len(curves)} kurver"
    for one in curves:
        lists = [one["colours"], one["patterns"], one["starts"] or []]
        if one["role"] == "band" and one["look"] != "line":
            yield "et spenn som ikke er linjer"
        if len(one["values"]) != count or any(len(each) not in (0, count) for each in lists):
            yield "en kurve med flere eller færre verdier enn kategorier"
    years = value["categories"]
    if form in BY_YEAR and not (
        # Years, or how many years ahead.
        all(is_like(r"0|[1-9][0-9]{0,3}", year) for year in years)
        and years == sorted(set(years), key=int)
    ):
        yield "kategorier som ikke er år"
    edges = [one for one in curves if one["role"] == "band"]
    if len(edges) % 2 or any((one.get("sure") or 0) >= count for one in edges):
        yield "et spenn uten begge kantene"
    if any(one["place"] >= count for one in value["marks"]):
        yield "et merke utenfor grafen"
    if (form in ALONE and len(curves) != 1) or not _has_what_it_needs(value):
        yield "en graf som ikke henger sammen"


def _has_what_it_needs(value: Mapping[str, Any]) -> bool:
    """Whether a form has the parts that it alone has."""
    form, curves, count = value["form"], value["curves"], len(value["categories"])
    if form == "waterfall":
        starts = curves[0]["starts"] or []
        return len(starts) == count == len(value["codes"]) == len(curves[0]["colours"])
    if form in ("differences", "ranking") or (form == "bars" and len(curves) == 1):
        return len(curves[0]["colours"]) == count
    if form == "dots":
        codes = [one["code"] for one in curves]
        return codes[-2:] == [bars.REFERENCE, bars.OWN] and set(codes[:-2]) <= {bars.OTHER}
    if form == "multiples":
        return len(value["headings"]) == len({one["panel"] for one in curves})
    rules = [one["values"] for one in curves if one["look"] == "rule"]
    return all(one[0] is not None for one in rules)
