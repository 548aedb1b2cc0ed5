"""A claim and what it came to, and what the plan says against what stands against it."""

from collections.abc import Mapping

import numpy as np

from .. import labels, terms
from ..claims.claim import Claim
from ..norwegian import listing, million_kroner, number, percent
from ..series import Table
from ..tables.claims import Ahead, JudgedClaim
from ..trend.alternative import CODE
from .finding import Finding

NEAR = 0.02
"""A claim that is off by no more is said to have come true [share]."""
NEAR_CHANGE = 0.10
"""The same of a change in kroner: as a plan's line and the model agree [share of the change]."""
METHOD = (
    "Påstanden holdes mot det som er talt, mot det trendframskrivingen ville ha sagt da den ble "
    "framsatt, og mot dagens framskrivinger. Spennet er det 8 av 10 kommuner på størrelsen traff "
    "innenfor; det er laget av bommene i alle år, også senere enn påstanden. En påstand som er "
    "høyst 2 prosent feil, sies å ha slått til; en endring i kroner høyst 10 prosent. Kroner og "
    "forhold er regnet av folketallet med valgene i menyen, i faste priser; en endring i kroner "
    "måles fra basisåret når ikke annet er sagt. Hva som "
    "kunne vites den gangen, gjelder da folketallet: satser, regler og landet er dagens."
)


SUBJECTS: Mapping[str, str] = {
    "kostnad": "kostnaden",
    "inntekt": "inntekten",
    "netto": "netto",
    "grunnskole": "kostnaden til grunnskole",
    "barnehage": "kostnaden til barnehage",
    "pleie": "kostnaden til pleie og omsorg",
    "kommunehelse": "kostnaden til kommunehelse",
    "aldersbaereevne": "aldersbæreevnen",
    "yrkesaktive_per_80": "yrkesaktive per innbygger 80+",
    "forsorgede": "forsørgede per person 20–66 år",
}
"""What is claimed of, where it is no number of people."""
CLAIMED = "Påstand: "
DECIMALS = {"persons": 0, "million NOK": 1, "persons per person": 2}
"""Of a difference, by unit; one where it is not said."""


def axis(one: JudgedClaim) -> tuple[str, str]:
    """The unit and what it is of, as they stand on an axis."""
    group, unit = one.claim.group, one.counted.unit
    if group in SUBJECTS:
        of = {"million NOK": f"mill. kr, faste priser {_prices(one)}".strip()}
        return of.get(unit, "personer per person"), f"{SUBJECTS[group]}, "
    told = "prosent av innbyggerne" if unit == "percent" else "personer 1. januar"
    return told, "" if group == "total" else f"{labels.age(group)}, "


def _prices(one: JudgedClaim) -> str:
    return one.counted.label("price_year") or ""


def told(claim: Claim, region: str, *beside: float) -> str:
    """The claim itself: ``70 færre 6–15 år i Os i 2025 enn i 2015``.

    ``beside``: the other amounts of the sentence.
    """
    if claim.group in SUBJECTS:
        return _of_subject(claim, region, *beside)
    who = "innbyggere" if claim.group == "total" else f"i alderen {labels.age(claim.group)}"
    times = {100.0: "dobbelt så mange", -50.0: "halvparten så mange"}.get(claim.value, "")
    grows = f"{_percent(abs(claim.value))} {'færre' if claim.value < 0 else 'flere'}"
    what = {
        "level": f"{number(claim.value)} {who}",
        "change": f"{number(abs(claim.value))} {'færre' if claim.value < 0 else 'flere'} {who}",
        "percent": f"{times or grows} {who}",
        "share": f"{_percent(claim.value)} av innbyggerne {who}",
    }[claim.kind]
    since = (
        f" {'som' if claim.kind == 'percent' and times else 'enn'} i {claim.said}"
        if claim.is_change and claim.said
        else ""
    )
    return f"{what} i {region} i {claim.year}{since}"


def _of_subject(claim: Claim, region: str, *beside: float) -> str:
    """``kostnaden øker med 26,0 mill. kr i Røros i 2033 fra 2024``."""
    name, where = SUBJECTS[claim.group], f"i {region} i {claim.year}"
    if claim.kind == "level":
        return f"{name} er {_amount(claim.value, claim.unit)} {where}"
    amount = _amount(abs(claim.value), claim.unit, *beside)
    if claim.kind == "percent":
        amount = _percent(abs(claim.value))
    since = f" fra {claim.said}" if claim.said else ""
    return f"{name} {'faller' if claim.value < 0 else 'øker'} med {amount} {where}{since}"


def verdict(one: JudgedClaim, region: str) -> Finding:
    """Whether it came true, or how likely it is; then what it is held against."""
    title = f"Påstanden {_came(one) if np.isfinite(one.outcome) else _likely(one)}"
    comes_to = _level(one)
    beside = (one.level, one.start) if comes_to else ()
    parts = [f"{CLAIMED}{told(one.claim, region, *beside)}{comes_to}."]
    if np.isfinite(one.outcome):
        came = "Med folketallet som ble talt, er det" if one.claim.is_money else "Talt ble"
        apart = abs(one.level - one.outcome)
        parts.append(f"{came} {_value(one, one.outcome, apart)}, {_off(one, one.outcome)}.")
    if one.then:
        parts.append(_then(one, one.then))
    parts += _now(one)
    return Finding(title, " ".join(parts))


def example(found: Finding, region: str, newest: int, claim: Claim) -> Finding:
    """The verdict on the example that stands where nothing is claimed yet."""
    asked = f"Like mange i {region} i {claim.year} som i {newest}?"
    said = found.text.removeprefix(CLAIMED)
    return Finding(f"{asked} {found.title}", f"Et eksempel på en påstand: {said}")


def _level(one: JudgedClaim) -> str:
    """What a change comes to."""
    if not one.claim.is_change:
        return ""
    if one.claim.group == "netto":
        return ""  # a change already
    every = (one.level, one.start, *_changes(one.claim))
    return f", altså {_value(one, one.level, *every)} (fra {_value(one, one.start, *every)})"


def _changes(claim: Claim) -> tuple[float, ...]:
    """The amount that a change is told by; none where it is per cent."""
    return (claim.value,) if claim.kind == "change" else ()


def _came(one: JudgedClaim) -> str:
    off = abs(one.level - one.outcome)
    if off <= _near(one):
        return f"slo til: {_value(one, one.outcome)} i {one.claim.year}"
    how = f"bommet med {_size(one, off)}"
    if one.then:
        low, high = one.then.around(one.claim.year)
        if low <= one.level <= high:
            return f"{how}, men var rimelig da den ble framsatt"
        return f"{how}, og var lite sannsynlig alt da den ble framsatt"
    return how


def _near(one: JudgedClaim) -> float:
    """How far off is near: of the figure itself, and of the change where an amount is one."""
    if one.claim.is_money and one.claim.is_change:
        change = max(abs(one.level - one.start), abs(one.outcome - one.start))
        return NEAR_CHANGE * change
    return NEAR * max(abs(one.outcome), 1.0 if one.claim.is_people else 0.0)


def _likely(one: JudgedClaim) -> str:
    banded = next((each for each in one.now if each.low is not None), None)
    year = one.claim.year
    if banded is None:
        first = one.now[0].path.at(year)
        return f"ligger {_side(one, one.level, first)} framskrivingen"
    low, high = banded.around(year)
    if low <= one.level <= high:
        return f"er innenfor det som er sannsynlig i {year}"
    return f"er {'lavere' if one.level < low else 'høyere'} enn det som er sannsynlig i {year}"


def _side(one: JudgedClaim, value: float, against: float) -> str:
    if abs(value - against) < (0.5 if one.counted.unit == "persons" else 0.005):
        return "likt med"
    return f"{_size(one, abs(value - against))} {'over' if value > against else 'under'}"


def _off(one: JudgedClaim, against: float) -> str:
    if abs(one.level - against) < (0.005 if one.counted.unit == "persons per person" else 0.05):
        return "som påstått"
    way = "lav" if one.level < against else "høy"
    return f"påstanden var {_size(one, abs(one.level - against), against)} for {way}"


def _then(one: JudgedClaim, then: Ahead) -> str:
    year = one.claim.year
    low, high = then.around(year)
    inside = low <= one.level <= high
    every = (then.path.at(year), low, high)
    said, least, most = (_value(one, value, *every) for value in every)
    return (
        f"Med det som var kjent i {one.claim.said}, ville trendframskrivingen ha sagt {said}, og "
        f"8 av 10 mellom {least} og {most}: påstanden lå {'innenfor' if inside else 'utenfor'}."
    )


def _now(one: JudgedClaim) -> list[str]:
    year, parts = one.claim.year, []
    for each in (each for each in one.now if each.path.alternative == CODE):
        every = (each.path.at(year), *each.around(year))
        ours, low, high = (_value(one, value, *every) for value in every)
        said = f"Trendframskrivingen fra {each.path.years[0]} sier {ours}"
        if np.isfinite(each.around(year)[0]):
            said += f", og 8 av 10 utfall ligger mellom {low} og {high}"
        parts.append(f"{said}.")
    theirs = [each.path for each in one.now if each.path.alternative != CODE]
    values = [path.at(year) for path in theirs]
    others = [
        f"{labels.alternative(path.alternative)} {_value(one, path.at(year), *values)}"
        for path in theirs
    ]
    if others:
        parts.append(f"Andre framskrivinger: {listing(others)}.")
    if parts:
        newest = one.counted.years[-1]
        parts.append(f"I {newest} er det {_value(one, one.counted.at(newest))}.")
    return parts


def _value(one: JudgedClaim, value: float, *beside: float) -> str:
    return _amount(value, one.counted.unit, *beside)


def _amount(value: float, unit: str, *beside: float) -> str:
    """A value with what has to stand after it; ``beside``: the other amounts of the sentence."""
    if unit == "million NOK":
        return million_kroner(value, beside=beside)
    return terms.value(value, unit)


def _size(one: JudgedClaim, value: float, *beside: float) -> str:
    """A difference with its unit: persons, or percentage points."""
    if one.counted.unit == "percent":
        return f"{number(value, 1)} prosentpoeng"
    if one.counted.unit != "persons":
        return _amount(value, one.counted.unit, *beside)
    return f"{number(value)} {'person' if round(value) == 1 else 'personer'}"


def _percent(value: float) -> str:
    return percent(value / 100, 0 if float(value).is_integer() else 1)


WORDS = {
    "motsigelse": ("der planen har to tall", "der planen har to tall"),
    "påstand": ("påstand", "påstander"),
    "mål": ("mål", "mål"),
    "oppgitt": ("opplysning", "opplysninger"),
}
HOW = (
    "Planens egne utsagn, i våre ord, med tallet den gir og det som står mot det. Det er ikke "
    "rettet: to tall som ikke er like, vises begge. En strek betyr at tallet ikke kan regnes av "
    "prognosen som er valgt."
)


def statements(table: Table) -> Finding:
    """How many of each kind, and how they are read."""
    kinds = [one.label("kind") for one in table if one.alternative == "plan"]
    told = [
        f"{kinds.count(kind)} {one if kinds.count(kind) == 1 else several}"
        for kind, (one, several) in WORDS.items()
        if kind in kinds
    ]
    disagree = kinds.count("motsigelse")
    title = "Planens mål og påstander, holdt opp mot tallene"
    if disagree:
        places = "ett sted" if disagree == 1 else f"{disagree} steder"
        title = f"Planen er ikke enig med seg selv {places}"
    return Finding(title, f"{listing(told).capitalize()}. {HOW}")
