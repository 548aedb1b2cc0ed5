"""What each column is about: by its heading, else by what stands in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ...ages import AgeBand
from . import words
from .cells import Column

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "year": "År",
        "age": "Alder",
        "sex": "Kjønn",
        "region": "Kommune eller område",
        "area": "Delområde (for eksempel skolekrets)",
        "alternative": "Alternativ",
        "persons": "Personer",
        "parts": "Personer i én skolekrets, som har navnet sitt i overskriften",
        "skip": "Brukes ikke",
    }
)
"""What a column may be, and its name on the screen."""

HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        name: kind
        for kind, names in {
            "year": "år|aar|year|tid|årstall|dato|date|time",
            "age": "alder|age|aldersgruppe|aldersgrupper|age group|age_group|agegroup|alder år|"
            "alder (år)|ages|ettårig alder|age (years)|trinn|årstrinn|klassetrinn|klasse",
            "sex": "kjønn|kjonn|sex|gender",
            "region": "region|kommune|kommunenummer|kommunenr|kommunenr.|knr|regionkode|område|"
            "municipality|municipality number|region_code|fylke|county|code",
            "area": "delområde|krets|skolekrets|skolekretser|grunnkrets|bydel|delomrade|sone|area|"
            "school district|skole|opptaksområde|district",
            "alternative": "alternativ|alternative|scenario|bane|variant|framskriving|prognose|"
            "projection",
            "persons": "personer|persons|antall|antall personer|folketall|folkemengde|befolkning|"
            "innbyggere|value|verdi|population|people|count|inhabitants|hele personer|"
            "antall hele personer|whole persons|elever|elevtall|antall elever|pupils",
            "skip": "statistikkvariabel|contents|contentscode|kommunenavn|region_name|kilde|source|"
            "item|unit|enhet|navn|merknad|ssb_table|vintage|note",
        }.items()
        for name in names.split("|")
    }
)
MEASURES = re.compile(
    r"\b(?:1\. januar|personer|persons|antall|folketall|folkemengde|befolkning|innbyggere|pr|per|"
    r"obs|observert|faktisk|prog|prognose|framskrevet|anslag|estimat)\b"
)
CONTENTS = ("statistikkvariabel", "contents", "contentscode")
"""Headings of SSB's column of what is counted, where its alternatives stand too."""
DISTRICT = re.compile(r"(?:sk[ou]le|krets|oppvekst\w*)(?: \d+)?$")
"""At the end of a heading of figures, tells that it is a district's name."""
CHOICE = re.compile(r"\b(?:med|uten|ny|nye|ingen|alternativ\w*|alt)\b")
"""In a heading of figures, tells that it is an alternative, such as «Med ny skole»."""
_YEAR_IN = re.compile(r"\b((?:19|20|21)\d\d)\b")


@dataclass(frozen=True)
class Role:
    """What a column is; a column of figures may be about one year, age, sex or alternative."""

    kind: str
    year: int | None = None
    age: AgeBand | str | None = None
    sex: str = ""
    alternative: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is a column of figures."""
        return self.kind in ("persons", "parts")


def known(heading: str) -> bool:
    """Whether a heading is understood by itself."""
    return bool(heading) and not re.fullmatch(r"\d{1,3}", heading) and _of(heading) is not None


def _of(heading: str) -> Role | None:
    """What a heading says; None where it says nothing known."""
    said = words.plain(heading).replace("_", " ")
    if kind := HEADINGS.get(said) or HEADINGS.get(words.plain(heading)):
        return Role(kind)
    if year := words.year(heading):
        return Role("persons", year=year)
    if age := words.age(heading):
        return Role("persons", age=age)
    if len(said) > 1 and said in words.SEXES and not words.is_total(said):
        return Role("persons", sex=words.SEXES[said])
    if words.is_total(said):
        return Role("persons", age="total")
    years = _YEAR_IN.findall(said)
    if len(years) == 1:
        rest = MEASURES.sub(" ", _YEAR_IN.sub(" ", heading.casefold())).strip(" ,:-()*")
        if not rest:
            return Role("persons", year=int(years[0]))
        if rest in words.SEXES and len(rest) > 1:
            return Role("persons", year=int(years[0]), sex=words.SEXES[rest])
        if not re.search(r"\d", rest) and len(rest) < 60:
            name = _YEAR_IN.sub(" ", heading).strip(" ,:-")
            return Role("persons", year=int(years[0]), alternative=name)
    return None


def guess(headings: Sequence[str], columns: Sequence[Column]) -> list[Role]:
    """The role of each column."""
    found = [_of(heading) for heading in headings]
    kinds = {one.kind for one in found if one}
    long = any(one == Role("persons") for one in found)
    across = any(one and one.year for one in found)
    for place, heading in enumerate(headings):
        if words.plain(heading) in CONTENTS:
            found[place] = Role("alternative" if _alternatives(columns[place]) else "skip")
    for place, heading in enumerate(headings):
        if found[place] is None and not heading and (kind := _content(columns[place], kinds)):
            found[place] = Role(kind)
            kinds.add(kind)
    age_apart, apart = Role("age") in found, Role("persons", sex="female") in found
    figures = [one is None and _numeric(column) for one, column in zip(found, columns, strict=True)]
    for place, heading in enumerate(headings):
        one = found[place]
        if one is None and figures[place] and heading and not long and not across:
            found[place] = Role("persons", alternative=heading)
        elif one == Role("persons", age="total") and age_apart and apart:
            found[place] = Role("persons", sex="both")
        elif one and ((one.age and (long or age_apart)) or (one.year and long)):
            found[place] = Role("skip")
        elif one and one == Role("alternative") and _numeric(columns[place]) and not long:
            found[place] = Role("persons")
    _parts_across(headings, found)
    values = [place for place, one in enumerate(found) if one and one.kind == "persons"]
    if Role("alternative") in found and len(values) == 1:
        # Its heading names no alternative beside the column of them.
        found[values[0]] = replace(found[values[0]] or Role("persons"), alternative="")
    places = [place for place, one in enumerate(found) if one == Role("region")]
    coded = [place for place in places if _coded(columns[place])]
    for place in places:
        if len(places) > 1 and len(coded) == 1 and place not in coded:
            found[place] = Role("skip")  # the name beside the number
    return [one or Role("skip") for one in found]


def _parts_across(headings: Sequence[str], found: list[Role | None]) -> None:
    """Columns of figures that are parts of a region: by their names, or by a sum beside them."""
    across = [place for place, one in enumerate(found) if one and one.kind == "persons"]
    sums = [place for place, name in enumerate(headings) if words.is_total(name)]
    named = [place for place in across if place not in sums]
    said = [words.plain(headings[place]) for place in named]
    districts = sum(bool(DISTRICT.search(one)) for one in said)
    if (
        len(named) > 1
        and all(found[place] == Role("persons", alternative=headings[place]) for place in named)
        and not {Role("area"), Role("alternative")} & set(found)
        and not any(map(CHOICE.search, said))
        and (sums or 2 * districts > len(named))
    ):
        for place in (*named, *sums):
            found[place] = Role("parts")


def groups(headings: Sequence[str]) -> tuple[range, ...]:
    """Columns that can be corrected together: years side by side, ages side by side, or one.

    Examples
    --------
    >>> groups(("Kommune", "Alder", "2024", "2025", "Merknad"))
    (range(0, 1), range(1, 2), range(2, 4), range(4, 5))
    """
    found: list[range] = []
    before = None
    for place, heading in enumerate(headings):
        said = _of(heading) or Role("skip")
        across = (bool(said.year), bool(said.age)) if said.year or said.age else None
        if found and across and across == before:
            found[-1] = range(found[-1].start, place + 1)
        else:
            found.append(range(place, place + 1))
        before = across
    return tuple(found)


def corrected(
    found: Sequence[Role], headings: Sequence[str], wanted: Mapping[int, str]
) -> list[Role]:
    """The roles with a user's own choice of kind for some columns."""
    mine = list(found)
    for place, kind in wanted.items():
        if place < len(mine) and mine[place].kind != kind:
            said = _of(headings[place])
            apart = headings[place] if kind == "persons" and mine[place].kind == "parts" else ""
            own = Role(kind, alternative=apart)
            mine[place] = said if said and said.kind == kind else own
    return mine


def _numeric(column: Column) -> bool:
    some = [text for text in column.texts[:200] if text and text not in words.MISSING]
    return bool(some) and not words.numbers(some).bad.any()


def _alternatives(column: Column) -> bool:
    """Whether a column tells alternatives apart, not only what is counted."""
    some = [text for text in column.texts if text]
    return len(some) > 1 or any(re.search(r"alternativ|\([A-Z0]{4}\)", text) for text in some)


def _coded(column: Column) -> bool:
    """Whether a column holds numbers of regions."""
    some = [text for text in column.texts if text]
    return bool(some) and all(re.match(r"(?:[KF][-_])?\d{1,4}\b", text) for text in some)


def _content(column: Column, taken: set[str]) -> str:
    """What a column without a heading must be."""
    some = [text for text in column.texts if text]
    tests = {
        "sex": lambda text: words.plain(text) in words.SEXES and not text.isdigit(),
        "age": lambda text: words.age(text) is not None or words.is_total(text),
        "year": lambda text: words.year(text) is not None,
        "region": lambda text: bool(re.match(r"(?:K[-_])?\d{4}\b", text)),
    }
    for kind, fits in tests.items():
        if kind not in taken and some and sum(map(fits, some)) > 0.7 * len(some):
            return kind
    return ""
