"""What the columns of a table are, guessed from their headings and values."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from . import words
from .roles import (
    CHOICE,
    CONTENTS,
    DISTRICT,
    Role,
    neutral,
    of_heading,
)
from .rows import Column


def guess(headings: Sequence[str], columns: Sequence[Column]) -> list[Role]:
    """The role of each column."""
    found = [of_heading(heading) for heading in headings]
    _letters(headings, columns, found)
    _years_apart(headings, found)
    kinds = {one.kind for one in found if one}
    long = any(one == Role("persons") for one in found)
    across = any(one and one.year for one in found)
    ages_across = sum(bool(one and one.age) for one in found) > 2
    for place, heading in enumerate(headings):
        if words.plain(heading) in CONTENTS:
            found[place] = Role("alternative" if _alternatives(columns[place]) else "skip")
    for place, heading in enumerate(headings):
        if found[place] is None and (kind := _content(heading, columns[place], kinds, across)):
            found[place] = Role(kind)
            kinds.add(kind)
    # Of two columns of alternatives, the one with years alone holds the edition.
    years = [all(words.year(text) for text in one.texts if text) for one in columns]
    _but_one(found, Role("alternative"), years.__getitem__, Role("edition"))
    age_apart, apart = Role("age") in found, Role("persons", sex="female") in found
    figures = [one is None and _numeric(column) for one, column in zip(found, columns, strict=True)]
    for place, heading in enumerate(headings):
        one = found[place]
        lonely = not long and not across and not (ages_across and not age_apart) and not apart
        if one is None and figures[place] and lonely and not neutral(heading):
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
    # The name beside the number, and a county beside the kommune, which says only where it lies.
    _but_one(found, Role("region"), lambda place: not _coded(columns[place]), Role("skip"))
    county = [bool(_COUNTY.fullmatch(words.plain(heading))) for heading in headings]
    _but_one(found, Role("region"), county.__getitem__, Role("skip"))
    return [one or Role("skip") for one in found]


def _letters(headings: Sequence[str], columns: Sequence[Column], found: list[Role | None]) -> None:
    """Sexes said by one letter: alone over figures, or beside a year."""
    alone = {
        place: words.SEXES[words.plain(heading)]
        for place, heading in enumerate(headings)
        if words.plain(heading) in ("k", "m", "f") and _numeric(columns[place])
    }
    for place, sex in alone.items():
        found[place] = Role("persons", sex=sex)
    for place, one in enumerate(found):
        if one and one.letter:
            found[place] = replace(one, sex=one.letter, letter="")


def _years_apart(headings: Sequence[str], found: list[Role | None]) -> None:
    """Kinds of year: one path where each year is there once, else alternatives.

    What stands between two years («2024-25») beside columns of years is a change, no school year.
    """
    plain = [one for one in found if one and one.year]
    schools = [bool(words.school_year(heading)) for heading in headings]
    if any(schools) and any(
        one and one.year and not school for one, school in zip(found, schools, strict=True)
    ):
        for place, school in enumerate(schools):
            if school:
                found[place] = Role("skip", measure="change")
    cells = [(one.year, one.age, one.sex, one.alternative) for one in plain if not one.measure]
    several = len(set(cells)) < len(cells)
    for place, one in enumerate(found):
        if one and one.grounds:
            name = one.alternative or (one.grounds.capitalize() if several else "")
            found[place] = replace(one, alternative=name, grounds="")


_COUNTY = re.compile(r"(?:fylke|county|landsdel|region)s?(?:navn|nr|nummer)?")


def _but_one(
    found: list[Role | None], role: Role, holds: Callable[[int], bool], other: Role
) -> None:
    """Another role for columns of one that something holds for, where it does for all but one."""
    places = [place for place, one in enumerate(found) if one == role]
    those = [place for place in places if holds(place)]
    if len(places) > 1 and len(those) == len(places) - 1:
        for place in those:
            found[place] = other


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


def _content(heading: str, column: Column, taken: set[str], across: bool) -> str:
    """What a column must be whose heading says nothing known: by what stands in it."""
    some = [text for text in column.texts if text]
    if not some or (not heading and len(some) == 0):
        return ""
    bare = all(re.fullmatch(r"\d+(?:[.,]0)?", text) for text in some)
    years = sorted(year for text in some if (year := words.year(text)) is not None)
    tests = {
        "sex": lambda text: bool(words.sex(text)) and not text.isdigit(),
        "age": lambda text: words.age(text) is not None or words.is_total(text),
        "year": lambda text: words.year(text) is not None,
        "region": lambda text: bool(re.match(r"(?:K[-_])?\d{4}\b", text)),
    }
    said_age = bool(re.search(r"\b(?:alder|aldersgruppe\w*|age)", words.plain(heading)))
    for kind, fits in tests.items():
        if kind in taken or not sum(map(fits, some)) > 0.7 * len(some):
            continue
        if heading and bare:
            in_a_row = len(years) > 1 and years == list(range(years[0], years[-1] + 1))
            if kind == "age" and not said_age:
                continue
            if kind == "year" and (across or not in_a_row or len(years) < len(some)):
                continue
            if kind == "region":
                continue
        if heading and kind == "sex" and all(map(words.is_total, some)):
            continue
        return kind
    return ""
