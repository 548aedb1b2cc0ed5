"""What is chosen: one frozen value, and its form in the URL.

The URL holds plain codes checked against known lists, and only what differs from rest. Whatever
is unknown, repeated or out of range gives one sentence and the default; nothing raises.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, get_args

from ..ages import SERVICE_AGES
from ..case import Case, Catalogue, Projection
from ..costs import Need
from ..income import TaxBase
from ..indicators import WORKING_AGES
from ..parameters import Parameter
from ..prices import Prices
from ..tables import CostView, Measure, Method

Query = Mapping[str, Sequence[str]]

NO_PROJECTION = "ingen"
MOST_COMPARED = 5
"""As many as one chart labels at its line ends beside the chosen region."""


@dataclass(frozen=True)
class Choice:
    """All shared choices and views; small, hashable, the same on every page."""

    region: str
    projection: str
    against: str
    first: int
    last: int
    working: str
    measure: Measure
    base_year: int
    method: Method
    need: Need
    cost_view: CostView
    compare: tuple[str, ...]
    pyramid_first: int
    pyramid_last: int
    group: str
    """Age group that municipalities are compared by; ``total`` for all."""
    tax: TaxBase
    prices: Prices
    fixed: tuple[str, ...]
    """``sector:per cent`` of the frame that does not follow demography; only those above 0."""
    coverage: float
    """Places with round-the-clock care [per cent of people aged 80+]."""
    rule_result: float
    rule_fund: float
    rule_debt: float
    """The municipality's financial rules [per cent of gross operating revenue]."""


@dataclass(frozen=True)
class Settled:
    """A valid choice, and a sentence for everything that could not be used."""

    choice: Choice
    problems: tuple[str, ...]


NAMES: Mapping[str, str] = MappingProxyType(
    {
        "region": "kommune",
        "projection": "prognose",
        "against": "mot",
        "first": "fra",
        "last": "til",
        "working": "alder",
        "measure": "visning",
        "base_year": "basis",
        "method": "metode",
        "need": "behov",
        "cost_view": "kostnad",
        "compare": "sammenlign",
        "pyramid_first": "pyramide_fra",
        "pyramid_last": "pyramide_til",
        "group": "gruppe",
        "tax": "skatt",
        "prices": "priser",
        "fixed": "fast",
        "coverage": "heldogn",
        "rule_result": "regel_resultat",
        "rule_fund": "regel_fond",
        "rule_debt": "regel_gjeld",
    }
)
"""Name in the URL by field; what a user reads in the address bar is Norwegian."""


CODES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "measure": {"persons": "antall", "share": "andel", "index": "indeks"},
        "method": {"own": "eget", "national": "nasjonal"},
        "need": {"all": "hele", "age": "alder"},
        "cost_view": {"change": "endring", "level": "kostnad"},
        "group": {"total": "alle"},
        "tax": {"inhabitants": "innbyggere", "working_age": "yrkesaktive"},
        "prices": {"fixed": "faste", "nominal": "lopende"},
    }
)
"""Norwegian codes in the URL, by field and our own code, where ours are English words."""


class _Reader:
    """Reads one query, field by field, and collects problems."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.problems: list[str] = [
            f"Lenken har et ukjent valg, «{_short(name)}». Det er sett bort fra."
            for name in query
            if name not in NAMES.values()
        ]

    def _text(self, field: str) -> str | None:
        given = self.query.get(NAMES[field], ())
        if len(given) > 1:
            self.problems.append(
                f"Lenken har flere verdier for «{NAMES[field]}». Standardvalget er brukt."
            )
        return given[0] if len(given) == 1 else None

    def one(
        self,
        field: str,
        known: Sequence[str],
        default: str,
        show: Callable[[str], str] = str,
    ) -> Any:
        text = self._text(field)
        by_text = {_plain(field, code): code for code in known}
        if text is None or text in by_text:
            return default if text is None else by_text[text]
        names = [show(_plain(field, code)) for code in known]
        self._unknown(field, text, names, show(_plain(field, default)))
        return default

    def year(self, field: str, known: Sequence[int], default: int) -> int:
        return int(self.one(field, [str(year) for year in known], str(default)))

    def number(self, field: str, low: float, high: float, default: float) -> float:
        """A number with at most two decimals between two limits, ends included."""
        text = self._text(field)
        if text is None:
            return default
        if re.fullmatch(r"-?\d{1,4}(\.\d{1,2})?", text) and low <= float(text) <= high:
            return float(text)
        self._unknown(field, text, [f"tall fra {low:g} til {high:g}"], f"{default:g}")
        return default

    def shares(self, field: str, known: Sequence[str]) -> tuple[str, ...]:
        """``code:per cent`` for some of the known codes, in their order; none where unreadable."""
        text = self._text(field)
        parts = [part.partition(":") for part in (text or "").split(",") if part]
        given = {code: share for code, _, share in parts}
        if len(given) == len(parts) and all(
            code in known and re.fullmatch(r"\d{1,2}|100", share) for code, share in given.items()
        ):
            return tuple(f"{code}:{int(given[code])}" for code in known if int(given.get(code, 0)))
        self._unknown(field, text or "", [f"{code}:0–100" for code in known], "ingen")
        return ()

    def many(
        self,
        field: str,
        known: Sequence[str],
        default: tuple[str, ...],
        most: int,
        show: Callable[[str], str],
    ) -> tuple[str, ...]:
        text = self._text(field)
        if text is None:
            return default
        parts = tuple(dict.fromkeys(part for part in text.split(",") if part))
        if all(part in known for part in parts) and len(parts) <= most:
            return parts
        names = [show(code) for code in known]
        self._unknown(field, text, names, ", ".join(show(code) for code in default))
        return default

    def _unknown(self, field: str, found: str, known: Sequence[str], default: str) -> None:
        choices = ", ".join(known)
        if len(known) > 12:
            choices = f"{known[0]}–{known[-1]}" if known[0].isdigit() else "de i listen"
        self.problems.append(
            f"Lenkens «{NAMES[field]}» er «{_short(found)}», og det finnes ikke. "
            f"Gyldige valg: {choices or 'ingen'}. Standardvalget, {default}, er brukt."
        )


def _short(text: str) -> str:
    """At most 40 letters of what stood in a link, without marks that could be read as markup."""
    return re.sub(r"[^\w .,+-]", "?", text)[:40]


def settle(query: Query, catalogue: Catalogue) -> Settled:
    """The choice a query asks for, with defaults where it asks for nothing or nothing known.

    Parameters
    ----------
    query
        All values by name, as in the URL.
    catalogue
        What can be chosen.
    """
    read = _Reader(query)

    def name(code: str) -> str:
        return f"{catalogue.case(code).region.name} ({code})"

    region = read.one("region", list(catalogue.cases), next(iter(catalogue.cases)), name)
    case = catalogue.case(region)
    codes = [one.code for one in case.projections]
    projection = read.one("projection", [*codes, NO_PROJECTION], (codes or [NO_PROJECTION])[0])
    path = projection_of(case, projection)
    years = case.years(path)
    first = read.year("first", years[:-1], _first(case, path))
    after = [year for year in years if year > first]
    others = [code for code in catalogue.cases if code != region]
    own_methods = get_args(Method) if case.frames else ("national",)
    last = read.year("last", after, after[-1])
    bases = base_years(case, path, last)
    frame_year = int(catalogue.parameters.value("frame_year")) if path else first
    pyramid_years = case.pyramid.years if case.pyramid else case.observed.years
    pyramid_first = read.year("pyramid_first", pyramid_years[:-1], pyramid_years[0])
    choice = Choice(
        region=region,
        projection=projection,
        against=read.one("against", against_codes(case, projection), NO_PROJECTION),
        first=first,
        last=last,
        working=read.one("working", list(WORKING_AGES), next(iter(WORKING_AGES))),
        measure=read.one("measure", get_args(Measure), "persons"),
        base_year=read.year("base_year", bases, _base(bases, frame_year, first)),
        method=read.one("method", own_methods, own_methods[0]),
        need=read.one("need", get_args(Need), "all"),
        cost_view=read.one("cost_view", get_args(CostView), "change"),
        compare=read.many("compare", others, _neighbours(others), MOST_COMPARED, name),
        pyramid_first=pyramid_first,
        pyramid_last=read.year(
            "pyramid_last", [y for y in pyramid_years if y > pyramid_first], pyramid_years[-1]
        ),
        group=read.one("group", ["total", *SERVICE_AGES.codes], "total"),
        tax=read.one("tax", get_args(TaxBase), "inhabitants"),
        prices=read.one("prices", get_args(Prices), "fixed"),
        fixed=read.shares("fixed", catalogue.keys.sectors),
        **{
            field: read.number(field, *assumed.range, assumed.value)
            for field, assumed in levers(catalogue).items()
        },
    )
    return Settled(choice, tuple(read.problems))


def levers(catalogue: Catalogue) -> dict[str, Parameter]:
    """Numbers a user may set, by field: value at rest and range stand in the parameter file."""
    ids = {
        "coverage": "care_coverage",
        "rule_result": "rule_result",
        "rule_fund": "rule_fund",
        "rule_debt": "rule_debt",
    }
    return {field: catalogue.parameters.parameter(id) for field, id in ids.items()}


def _first(case: Case, projection: Projection | None) -> int:
    """The projection's first year; ten years back where there is only history."""
    if projection and projection.population.years[0] in case.years(projection)[:-1]:
        return projection.population.years[0]
    years = case.observed.years
    return years[max(0, len(years) - 11)]


def against_codes(case: Case, projection: str) -> list[str]:
    """Other projections that can be drawn beside the chosen one, and none."""
    return [NO_PROJECTION, *(one.code for one in case.projections if one.code != projection)]


def base_years(case: Case, projection: Projection | None, last: int) -> list[int]:
    """Years before ``last`` that a cost can be measured from, in the same series as ``last``."""
    path = projection.population if projection else case.observed
    years = [year for year in path.years if year < last]
    if last not in path.years or not years:
        years = [year for year in case.observed.years if year < last]
    return years


def _base(bases: Sequence[int], frame_year: int, first: int) -> int:
    """The frame year where there is a projection with it; else where the comparison starts."""
    return next(year for year in (frame_year, first, bases[0]) if year in bases)


def _neighbours(others: Sequence[str]) -> tuple[str, ...]:
    """Norway and the first three others: enough to see, few enough to read."""
    return (
        tuple(code for code in others if code == "0")
        + tuple(code for code in others if code != "0")[:3]
    )


def projection_of(case: Case, code: str) -> Projection | None:
    """The chosen projection, or None for history only."""
    return None if code == NO_PROJECTION else case.projection(code)


def to_query(choice: Choice, catalogue: Catalogue) -> dict[str, str]:
    """The URL form: the region, and whatever differs from rest for region and projection."""
    query = {NAMES["region"]: choice.region}
    if choice.projection != settle(_listed(query), catalogue).choice.projection:
        query[NAMES["projection"]] = choice.projection
    rest = settle(_listed(query), catalogue).choice
    for field in fields(Choice):
        value = getattr(choice, field.name)
        if value != getattr(rest, field.name):
            query[NAMES[field.name]] = _plain(field.name, value)
    return query


def _listed(query: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: [text] for name, text in query.items()}


def _plain(field: str, value: object) -> str:
    """A value as it stands in the URL."""
    parts = value if isinstance(value, tuple) else (value,)
    texts = [f"{part:g}" if isinstance(part, float) else str(part) for part in parts]
    return ",".join(CODES.get(field, {}).get(text, text) for text in texts)


def change(choice: Choice, field: str, value: object, catalogue: Catalogue) -> Choice:
    """The choice with one field changed; what no longer fits goes to its default."""
    query = to_query(choice, catalogue) | {NAMES[field]: _plain(field, value)}
    return settle(_listed(query), catalogue).choice
