"""How a projection table is laid out: alternatives, sexes, ages and years, from its metadata.

SSB's editions since 2002 are not alike: alternatives stand in ``ContentsCode`` or in a dimension of
their own, labels and codes of ages have several forms, and some have no ages. Nothing is found by
position; what is not understood is named.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Never

from ...errors import SourceError
from ...people.ages import AgeAxis, AgeBand
from .metadata import Metadata
from .ssb import Selection, Variable

SHOWN_ORDER = ("MMMM", "LHML", "HLMH", "LLML", "HHMH", "MMML", "MMMH", "MMM0", "MM00")
"""Main alternative first, then those that move the age structure; others follow."""
CONTENTS, TIME = "ContentsCode", "Tid"
_PARTED = r"[ .\-]?"
_LETTERS = re.compile(
    rf"(?<![^\W_])([HMLK]){_PARTED}([HMLK]){_PARTED}([HMLK0]){_PARTED}([HMLK0])(?![^\W_])", re.I
)
_PERSONS = re.compile(r"person|folkemengd|folketal|befolkning|population|innbygg", re.I)
_SEXES: Mapping[str, str] = {
    "menn": "male", "mann": "male", "males": "male", "male": "male", "men": "male",
    "kvinner": "female", "kvinne": "female", "females": "female", "female": "female",
    "women": "female",
}  # fmt: skip


class UnreadableError(SourceError):
    """A table that is not laid out as a projection by age."""


@dataclass(frozen=True)
class Layout:
    """Where in a table everything is.

    Parameters
    ----------
    table
        Its id.
    region
        The variable of regions.
    of_alternative
        The variable of alternatives; empty where the whole table is one.
    alternatives
        SSB's four letters by code of that variable, main alternative first.
    sexes
        ``male`` and ``female`` by code of ``of_sex``; empty where the table has them together.
    ages
        Bands by code of ``of_age``, in the order of the axis.
    years
        In order.
    fixed
        The one code to choose of each other variable that must be chosen from.
    whole_axis
        Whether the ages are all codes of their variable.
    not_understood
        Sentences on alternatives that are left out.
    """

    table: str
    region: str
    of_alternative: str
    alternatives: Mapping[str, str]
    of_sex: str
    sexes: Mapping[str, str]
    of_age: str
    ages: Mapping[str, AgeBand]
    years: tuple[int, ...]
    fixed: Mapping[str, str]
    whole_axis: bool = True
    not_understood: tuple[str, ...] = ()

    @property
    def axis(self) -> AgeAxis:
        """The ages in order."""
        return AgeAxis(tuple(self.ages.values()))

    def query(self, codes: tuple[str, ...]) -> Selection:
        """People of some region codes in all years, by single alternative, sex and age."""
        parts = [Variable(self.region, codes)]
        if self.sexes:
            parts.append(Variable(self.of_sex, tuple(self.sexes)))
        parts.append(Variable(self.of_age, ("*",) if self.whole_axis else tuple(self.ages)))
        parts += [Variable(name, (code,)) for name, code in self.fixed.items()]
        if self.of_alternative:
            parts.append(Variable(self.of_alternative, tuple(self.alternatives)))
        return (*parts, Variable(TIME, ("*",)))


def letters_of(code: str, label: str) -> str:
    """SSB's four letters of an alternative, from its label or its code; empty where none.

    The letters stand for fertility, life expectancy, internal migration and immigration: high,
    medium, low, constant (K) or none (0). Editions write them ``(MMMM)``, ``(Alternativ MMMM)``,
    ``Alternativ MMMM: …``, ``M M M M`` or alone.

    Examples
    --------
    >>> letters_of("Personer1", "Lav nasjonal vekst (Alternativ LLML)"), letters_of("mm00", "")
    ('LLML', 'MM00')
    """
    for text in (label, code):
        found = {"".join(one).upper() for one in _LETTERS.findall(text)}
        if len(found) == 1:
            return found.pop()
    return ""


def alternatives_in(described: Metadata, title: str = "") -> tuple[str, dict[str, str], list[str]]:
    """The variable of alternatives, their letters by code, and what was not understood.

    ``described``: the table; ``title``: the table's title, for a table that is one alternative.
    """
    table = described.table
    best: tuple[str, dict[str, str]] = ("", {})
    region = described.variable("region")
    for name, labels in described.labels.items():
        if name in {TIME, region}:
            continue
        found = {
            code: letters
            for code in described.codes.get(name, labels)
            if (letters := letters_of(code, labels.get(code, "")))
        }
        if len(found) > len(best[1]):
            best = name, found
    name, found = best
    if not found:
        letters = letters_of("", title)
        return "", {"": letters} if letters else {}, []
    told = [
        f"SSB, tabell {table}: «{described.labels[name].get(code) or code}» er et ukjent "
        "alternativ og vises ikke."
        for code in described.codes.get(name, ())
        if code not in found
    ]
    twice = [letters for letters, count in Counter(found.values()).items() if count > 1]
    told += [
        f"SSB, tabell {table}: {letters} står på flere alternativer og vises ikke."
        for letters in twice
    ]
    order = {code: place for place, code in enumerate(SHOWN_ORDER)}
    known = {code: letters for code, letters in found.items() if letters not in twice}
    ranked = sorted(known.items(), key=lambda one: order.get(one[1], len(order)))
    return name, dict(ranked), told


def layout_of(described: Metadata, title: str = "") -> Layout:
    """How a projection table is laid out.

    Raises
    ------
    UnreadableError
        If it cannot be read as people by age, with the reason.
    """
    region = described.variable("region") or _refuse(described, "den har ingen områder.")
    of_alternative, alternatives, told = alternatives_in(described, title)
    if not alternatives:
        _refuse(described, "fant ingen alternativer; betegnelsene er endret.")
    of_age = described.variable("alder", "age") or _refuse(described, "den har ingen alder.")
    ages = _axis({code: age_of(described, of_age, code) for code in described.codes[of_age]})
    if not ages:
        _refuse(described, "alderen går ikke fra 0 til en åpen øverste gruppe.")
    years = described.codes.get(TIME, ())
    if not years or not all(re.fullmatch(r"\d{4}", one) for one in years):
        _refuse(described, "årene er ikke årstall.")
    of_sex = described.variable("kjonn", "kjønn", "sex")
    sexes, fixed = _sexes(described, of_sex) if of_sex else ({}, {})
    for name in described.codes:
        if name not in {region, of_alternative, of_age, of_sex, TIME}:
            fixed |= _fixed(described, name)
    return Layout(
        table=described.table,
        region=region,
        of_alternative=of_alternative,
        alternatives=alternatives,
        of_sex=of_sex,
        sexes=sexes,
        of_age=of_age,
        ages=ages,
        years=tuple(sorted(map(int, years))),
        fixed=fixed,
        whole_axis=len(ages) == len(described.codes[of_age]),
        not_understood=tuple(told),
    )


def _sexes(described: Metadata, name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Sex by code, men first; else the code for both, where there is one and it must be said."""
    labels = described.labels.get(name, {})
    usual = {"1": "male", "2": "female"}
    found = {
        code: sex
        for code in described.codes[name]
        if (sex := _SEXES.get(labels.get(code, "").casefold() or "", ""))
    }
    found = found or {code: usual[code] for code in described.codes[name] if code in usual}
    if sorted(found.values()) == ["female", "male"]:
        return dict(sorted(found.items(), key=lambda one: one[1] != "male")), {}
    return {}, _fixed(described, name)


def _fixed(described: Metadata, name: str) -> dict[str, str]:
    """What to choose of a variable that is not an axis; nothing where it may be left out.

    Raises
    ------
    UnreadableError
        If it has several codes and none of them stands for all.
    """
    codes, labels = described.codes[name], described.labels.get(name, {})
    if len(codes) == 1:
        return {name: codes[0]}
    if name == CONTENTS:
        persons = [code for code in codes if _PERSONS.search(labels.get(code, ""))]
        if len(persons) == 1:
            return {name: persons[0]}
    elif name not in described.needed and described.needed:
        return {}
    else:
        total = [code for code in codes if _is_total(labels.get(code, ""))]
        if len(total) == 1:
            return {name: total[0]}
    return _refuse(described, f"den er også delt etter «{described.names.get(name, name)}».")


def _is_total(label: str) -> bool:
    return bool(re.match(r"(i alt|alle|begge|total|both|all)\b", label.strip(), re.I))


def age_of(described: Metadata, variable: str, code: str) -> AgeBand | None:
    """The ages of a code: by its label, else by the code itself; None for totals."""
    label = described.labels.get(variable, {}).get(code, "")
    return band_of(label) if re.search(r"[^\W\d_]", label) else band_of(code)


def band_of(text: str) -> AgeBand | None:
    """An age band as SSB writes it, in label or code; None where it is none.

    Examples
    --------
    >>> [band.code for band in map(band_of, ("017", "105+", "0-4 år", "90 år og over")) if band]
    ['17', '105+', '0-4', '90+']
    """
    plain = re.sub(r"\s+", " ", text.casefold()).strip()
    if re.fullmatch(r"under (1|ett|et) år|under 1 year", plain):
        return AgeBand(0, 0)
    found = re.fullmatch(
        r"(?:alder |age )?(\d{1,3})(?: ?(?:-|–|til|to) ?(\d{1,3}))?"
        r" ?(?:år|years?(?: old)?|år gamle)?"
        r" ?(\+|(?:(?:år )?(?:og|eller|and|or) (?:over|eldre|mer|older|above|more)))?",
        plain,
    )
    if not found:
        return None
    lower, upper, is_open = int(found[1]), found[2], found[3]
    if lower > 130 or (upper and (is_open or int(upper) < lower)):
        return None
    return AgeBand(lower, None if is_open else int(upper or lower))


def _axis(bands: Mapping[str, AgeBand | None]) -> dict[str, AgeBand]:
    """The finest bands that join from 0 to an open one; empty where none do."""
    by_lower: dict[int, list[tuple[str, AgeBand]]] = {}
    for code, band in bands.items():
        if band:
            by_lower.setdefault(band.lower, []).append((code, band))
    ways: dict[int, list[tuple[str, AgeBand]]] = {}
    for lower in sorted(by_lower, reverse=True):
        narrow = sorted(
            by_lower[lower], key=lambda one: 999 if one[1].upper is None else one[1].upper
        )
        for code, band in narrow:
            rest = [] if band.upper is None else ways.get(band.upper + 1)
            if rest is not None:
                ways[lower] = [(code, band), *rest]
                break
    return dict(ways.get(0, []))


def _refuse(described: Metadata, reason: str) -> Never:
    raise UnreadableError(f"SSB, tabell {described.table}", f"Kan ikke leses: {reason}")
