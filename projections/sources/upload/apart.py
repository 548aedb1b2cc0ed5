"""Columns that tell rows apart: none of them may be dropped without knowing what it says.

A column that is not needed is left out only where it is neutral. One with a single value that is a
part of the people, and one that two rows of the same cell differ in, is understood (measure, kind
of year, edition, a total among parts) or named and asked about.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from . import words
from .headings import said
from .layout import WORDS
from .roles import ALTERNATIVE, Role, neutral
from .rows import Column, Table
from .told import Told

_OBSERVED = re.compile(
    r"(?i)\b(?:hist\w*|observert\w*|registrert\w*|faktisk\w*|statistikk|telling|regnskap|observed|"
    r"actual)\b"
)
_PROJECTED = re.compile(
    r"(?i)\b(?:fr[ae]mskr\w*|prognose\w*|anslag|estimat\w*|plan\w*|budsjett|projected|projection|"
    r"forecast)\b"
)
_OTHER = re.compile(
    r"(?i)\b(?:elever|elevtall|husholdninger|boliger|ledige|arbeidsledige|sysselsatte|årsverk|"
    r"middelfolkemengde)\b"
)
"""Measures beside persons that are none themselves."""
_EDITION = re.compile(r"(?i)\b(?:kilde|source|vintage|utgave|versjon|publisert|edition|årgang)\b")
_WHOLE = re.compile(
    r"(?i)(?:alle|begge|hele|samlet|totalt?|sum|i alt|hele befolkningen|befolkning(?:en)?|"
    r"(?:framskrevet |antall |hele )?(?:folkemengde|folketall|personer|innbyggere)|antall)"
    r"(?:,? (?:i alt|totalt?|alle|personer|innbyggere|kategorier|grupper|1\. januar|\(personer\)))*"
)
"""Values that say everybody, and nothing else."""


def people_only(table: Table, roles: Sequence[Role], told: Told) -> Table:
    """Rows of other measures (per cent, change) beside rows of persons left out, and told."""
    keep = np.ones(len(table.rows), dtype=bool)
    for place, role in enumerate(roles):
        if role.kind not in ("skip", "alternative"):
            continue
        column = table.columns[place]
        people = any(said(text).persons for text in column.texts)
        measures = [
            said(text).measure or ("other" if people and _OTHER.search(text) else "")
            for text in column.texts
        ]
        persons = [not one for one in measures]
        if measures and all(measures) and role.kind == "alternative":
            told.fault(
                f"kolonnen {table.headings[place]}",
                f"«{column.texts[0][:40]}», som er {WORDS.get(measures[0], 'noe annet')}",
                "antall personer",
                "Bruk tabellen med antall personer.",
            )
            continue
        if not any(measures) or not any(persons):
            continue
        shown = ", ".join(
            f"«{text}»" for text, one in zip(column.texts, measures, strict=True) if one
        )
        keep &= np.array(persons, dtype=bool)[column.codes]
        told.mend(
            f"kolonnen {table.headings[place]}",
            f"rader med {shown}",
            "antall personer",
            "Ikke brukt; bare radene med antall personer er lest.",
        )
    return table.only(keep)


def kinds_of_year(table: Table, roles: list[Role], told: Told) -> list[Role]:
    """A column that tells what has happened from what is projected, as alternatives."""
    if any(one.kind == "alternative" for one in roles):
        return roles
    for place, role in enumerate(roles):
        some = list(dict.fromkeys(filter(None, table.columns[place].texts)))
        if role.kind != "skip" or len(some) < 2:
            continue
        happened = [bool(_OBSERVED.search(text)) for text in some]
        expected = [bool(_PROJECTED.search(text)) for text in some]
        if any(happened) and any(expected) and all(map(max, happened, expected)):
            advice = "Lest hver for seg; prognosen vises, og skjøten mellom dem beholdes."
            found = f"kolonnen {table.headings[place]} med «{some[0]}» og «{some[1]}»"
            told.warn("", found, "historie og prognose hver for seg", advice)
            mine = list(roles)
            mine[place] = Role("alternative")
            return mine
    return roles


def one_value(table: Table, roles: Sequence[Role], chosen: Mapping[int, str], told: Told) -> None:
    """Tell of columns not used that have one value, where that may be a part of the people."""
    for place, role in enumerate(roles):
        heading = table.headings[place]
        some = list(dict.fromkeys(filter(None, table.columns[place].texts)))
        if role.kind != "skip" or place in chosen or len(some) != 1 or role.measure:
            continue
        if neutral(heading) or (re.fullmatch(r"[\d.,]+", some[0]) and not _category(heading)):
            continue
        whole = words.is_total(some[0]) or _WHOLE.fullmatch(some[0])
        if whole or ALTERNATIVE.search(some[0]) or said(some[0]).year:
            continue
        told.fault(
            f"kolonnen {heading}",
            f"bare «{some[0][:40]}»",
            "alle innbyggerne",
            "Er dette bare en del av befolkningen, bruk en tabell med alle. Er det alle, velg "
            "«Gjelder alle innbyggerne» for kolonnen.",
        )


def _category(heading: str) -> bool:
    return bool(re.search(r"(?i)kategori|bakgrunn|status|utrikes|landbakgrunn|gruppe", heading))


def resolved(
    table: Table,
    roles: list[Role],
    chosen: Mapping[int, str],
    doubled: Callable[[Table, Sequence[Role]], bool],
    told: Told,
) -> tuple[Table, list[Role]]:
    """The table and roles where cells stood more than once and a column tells them apart.

    ``doubled``: whether a cell stands more than once.
    """
    unused = [
        place
        for place, role in enumerate(roles)
        if role.kind == "skip"
        and place not in chosen
        and not role.measure
        and 1 < len(set(table.columns[place].texts) - {""}) < len(table.rows)
    ]
    if not unused or not any(one.counts for one in roles) or not doubled(table, roles):
        return table, roles
    for place in unused:
        mine = list(roles)
        mine[place] = Role("area")
        column, heading = table.columns[place], table.headings[place]
        if any(one.kind == "area" for one in roles) or doubled(table, mine):
            continue
        some = list(dict.fromkeys(filter(None, column.texts)))
        totals = [words.is_total(text) for text in column.texts]
        if sum(totals) == 1:
            shown = column.texts[totals.index(True)]
            told.mend(
                f"kolonnen {heading}",
                f"«{shown}» ved siden av deler",
                "alle innbyggerne",
                f"Bare radene med «{shown}» er brukt.",
            )
            return table.only(column.where(words.is_total)), list(roles)
        alternatives = sum(bool(ALTERNATIVE.search(text)) for text in some)
        editions = sum(bool(said(text).year or _PROJECTED.search(text)) for text in some)
        if 2 * max(alternatives, editions) > len(some) or _EDITION.search(heading):
            mine[place] = Role("alternative")
            if any(one.kind == "alternative" for one in roles):
                mine[place] = Role("edition")
            told.mend(
                f"kolonnen {heading}",
                f"«{some[0][:40]}» og {len(some) - 1} til for de samme cellene",
                "ett alternativ i hver celle",
                "Lest som alternativer.",
            )
            return table, mine
        shown = ", ".join(f"«{text[:30]}»" for text in some[:3])
        told.fault(
            f"kolonnen {heading}",
            f"{shown} for de samme aldrene og årene",
            "hver celle én gang",
            "Kolonnen skiller radene: legg sammen delene i filen, eller velg hva kolonnen er.",
        )
        return table, roles
    return table, roles


def edition_in_name(table: Table, roles: list[Role]) -> tuple[Table, list[Role]]:
    """Alternatives named with their edition, where that stands in a column of its own."""
    places = [place for place, role in enumerate(roles) if role.kind == "edition"]
    named = [place for place, role in enumerate(roles) if role.kind == "alternative"]
    if not places:
        return table, roles
    mine = list(roles)
    for place in places:
        mine[place] = Role("skip")
    several = [one for one in places if len(set(table.columns[one].texts) - {""}) > 1]
    if not several or not named:
        if several:
            mine[several[0]] = Role("alternative")
        return table, mine
    first, second = table.columns[named[0]], table.columns[several[0]]
    count = len(second.texts)
    pairs = first.codes.astype(np.int64) * count + second.codes
    distinct, codes = np.unique(pairs, return_inverse=True)
    texts = tuple(
        f"{first.texts[pair // count]}, utgave {second.texts[pair % count]}" for pair in distinct
    )
    columns = list(table.columns)
    columns[named[0]] = Column(texts, codes.astype(np.int32))
    return replace(table, columns=tuple(columns)), mine


def no_persons(roles: Sequence[Role], told: Told) -> None:
    """Tell that a file has only other measures than persons."""
    measures = [role.measure for role in roles if role.measure]
    if measures and not any(role.counts for role in roles):
        told.fault(
            "overskriftene",
            f"{WORDS.get(measures[0], 'noe annet')}, ikke antall personer",
            "antall personer etter alder",
            "Bruk tabellen med antall personer.",
        )
