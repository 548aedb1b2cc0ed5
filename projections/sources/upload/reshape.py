"""Tables brought to one form: labels that say two things apart, sections and sheets as columns.

What a file says with a row of its own («Kvinner» over a block), with a sheet («2025»), or with two
words in one cell («Menn 0-19 år») is said in a column of its own after this.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ...people.ages import AgeBand
from . import words
from .cells import Column, Table
from .headings import said
from .roles import ALTERNATIVE, Role, known
from .told import Told

HEADINGS: Mapping[str, str] = {
    "sex": "kjønn",
    "year": "år",
    "alternative": "alternativ",
    "region": "region",
    "area": "delområde",
}
"""What a column is called that is made of sections or sheets."""
_UNKNOWN = re.compile(
    r"(?:alder )?(?:ikke oppgitt|uoppgitt|ukjent|uspesifisert|unknown|not stated)(?: alder)?"
)
_BEFORE = re.compile(r"([fmk])[ _-]?(\d{1,3}\+?)")
_NOTE = re.compile(
    r"(?i)(?:kilde|source|merk|note|fotnote|sist oppdatert|oppdatert|tall(?:ene)? |copyright|©|\*|"
    r"\(?\d\)|utskrift|hentet|tabell|lisens|http|www|statistisk|ssb)|.{40,}"
)
"""What stands under a table and is no label."""
_AFTER = re.compile(r"(\d{1,3}(?:-\d{1,3}|\+)?)[ _-]?([fmk])")


def sexes_apart(table: Table) -> Table:
    """Columns that say sex and age in one label as two columns."""
    headings, columns = list(table.headings), list(table.columns)
    for place, column in enumerate(table.columns):
        letters = any(re.fullmatch(r"[fmk]\d{1,2}", words.plain(text)) for text in column.texts)
        parts = [_sex_and_age(text, letters) for text in column.texts]
        both = sum(bool(age and sex) for age, sex in parts)
        filled = sum(bool(text) for text in column.texts)
        if not both or both < 0.7 * filled:
            continue
        ages, sexes = (tuple(part[at] for part in parts) for at in (0, 1))
        columns[place] = Column(ages, column.codes)
        columns.append(Column(tuple(one or "begge" for one in sexes), column.codes))
        headings[place] = "alder"
        headings.append(HEADINGS["sex"])
    if len(columns) == len(table.columns):
        return table
    return replace(table, headings=tuple(headings), columns=tuple(columns))


def _sex_and_age(text: str, letters: bool) -> tuple[str, str]:
    """The age and the sex of a label, as text; the label itself and nothing for other labels."""
    plain = words.plain(text)
    if letters and (found := _BEFORE.fullmatch(plain)):
        return found[2], found[1]
    if found := _AFTER.fullmatch(plain):
        return found[1], found[2]
    one = said(text)
    if one.year or one.rest or one.measure or not one.sex:
        return text, ""
    if isinstance(one.age, AgeBand):
        return one.age.code, one.sex
    total = re.search(r"\b(?:i alt|totalt?|alle aldre|sum)\b", plain)
    return ("i alt", one.sex) if total else (text, "")


def sections(table: Table, roles: Sequence[Role], told: Told) -> Table:
    """Rows that only say what the rows under them are of, as columns."""
    figures = [place for place, role in enumerate(roles) if role.counts]
    labels = [place for place, role in enumerate(roles) if not role.counts]
    if not figures or not labels:
        return table
    bare = np.logical_and.reduce([table.columns[place].empty() for place in figures])
    if not bare.any() or bare.all():
        return table
    filled = np.stack([~table.columns[place].empty() for place in labels])
    alone = bare & (filled.sum(axis=0) == 1)
    rows = np.flatnonzero(alone)
    if not len(rows):
        return table
    texts = {
        int(row): next(
            table.columns[place].texts[table.columns[place].codes[row]]
            for at, place in enumerate(labels)
            if filled[at, row]
        )
        for row in rows
    }
    kinds = {row: _section(text) for row, text in texts.items()}
    if not any(kinds.values()):
        return table
    taken = {role.kind for role in roles}
    made: dict[str, list[str]] = {}
    now: dict[str, str] = {}
    per_row: list[dict[str, str]] = []
    for row in range(len(alone)):
        if kind := kinds.get(row):
            now = {**now, kind: texts[row]}
        per_row.append(now)
    used = {kind for kind in kinds.values() if kind and kind not in taken}
    keep = ~np.isin(np.arange(len(alone)), [row for row, kind in kinds.items() if kind in used])
    for kind in used:
        # What stands right over the headings holds for the first block.
        over = table.titles[-1] if table.titles and _section(table.titles[-1]) == kind else ""
        first = over or ("begge" if kind == "sex" else "")
        made[kind] = [per_row[row].get(kind, first) for row in np.flatnonzero(keep)]
    if not made:
        return table
    columns = [Column(one.texts, one.codes[keep]) for one in table.columns]
    headings = list(table.headings)
    for kind, values in made.items():
        distinct = tuple(dict.fromkeys(values))
        places = {text: at for at, text in enumerate(distinct)}
        columns.append(Column(distinct, np.array([places[text] for text in values], np.int32)))
        headings.append(HEADINGS[kind])
        shown = ", ".join(f"«{text}»" for text in distinct[:3] if text)
        told.mend("", f"rader som bare sier {shown}", HEADINGS[kind], "Gjelder radene under.")
    return replace(table, headings=tuple(headings), columns=tuple(columns), rows=table.rows[keep])


def _section(text: str) -> str:
    """What a row of its own says; nothing where it is no section."""
    one = said(text)
    if one.measure:
        return ""
    if one.year and not one.rest and not one.sex:
        return "year"
    if words.sex(text) and not text.isdigit():
        return "sex"
    if one.sex and not one.year and one.age is None:
        return "sex" if not one.rest else ""
    if ALTERNATIVE.search(text) and not one.year:
        return "alternative"
    if re.match(r"(?:K[-_])?\d{4}\b", text) and not one.year:
        return "region"
    return ""


def sheets(tables: Mapping[str, Table], told: Told) -> Table | None:
    """Sheets of one form whose names say year, sex, alternative or region, as one table.

    None where the names do not say, or the sheets differ.
    """
    every = list(tables.values())
    headings = [tuple(map(words.plain, one.headings)) for one in every]
    if len(every) < 2 or any(one != headings[0] for one in headings):
        return None
    parts = {name: _parts(name) for name in tables}
    kinds = {tuple(one) for one in parts.values()}
    if len(kinds) != 1 or not next(iter(kinds)):
        return None
    kind_names = next(iter(kinds))
    if len({tuple(one.values()) for one in parts.values()}) < len(parts):
        return None
    columns = [_stacked([one.columns[at] for one in every]) for at in range(len(headings[0]))]
    lengths = [len(one.rows) for one in every]
    for kind in kind_names:
        texts = tuple(parts[name][kind] for name in tables)
        columns.append(Column(texts, np.repeat(np.arange(len(texts), dtype=np.int32), lengths)))
    names = tuple(HEADINGS[kind] for kind in kind_names)
    told.mend(
        "", f"arkene {', '.join(tables)}", " og ".join(names), "Lest sammen, ett etter det andre."
    )
    rows = np.concatenate([one.rows for one in every])
    titles = tuple(dict.fromkeys(title for one in every for title in one.titles))
    notes = tuple(dict.fromkeys(note for one in every for note in one.notes))
    return Table((*every[0].headings, *names), tuple(columns), rows, titles=titles, notes=notes)


def _parts(name: str) -> dict[str, str]:
    """What the name of a sheet says, by kind."""
    one, found = said(name), dict[str, str]()
    if one.year:
        found["year"] = str(one.year)
    if sex := one.sex or one.letter or words.SEXES.get(words.plain(name), ""):
        found["sex"] = sex
    rest = one.rest if not (one.letter or words.plain(name) in words.SEXES) else ""
    if rest and (ALTERNATIVE.search(rest) or known(rest)):
        found["alternative"] = rest
    elif re.fullmatch(r"(?:K-)?\d{4}\b.*", name) and not one.year:
        found["region"] = name
    elif rest:
        return {}
    return found


def _stacked(columns: Sequence[Column]) -> Column:
    texts: list[str] = []
    codes: list[np.ndarray] = []
    for one in columns:
        codes.append(one.codes + len(texts))
        texts += one.texts
    return Column(tuple(texts), np.concatenate(codes).astype(np.int32))


def without_headings_again(table: Table) -> Table:
    """Rows that say the headings once more left out, as over each of several blocks."""
    length = len(table.rows)
    same, filled = np.zeros(length, int), np.zeros(length, int)
    for heading, column in zip(table.headings, table.columns, strict=True):
        wanted = words.plain(heading)
        alike = np.array([bool(one) and words.plain(one) == wanted for one in column.texts], bool)
        same += alike[column.codes]
        filled += ~column.empty()
    return _without(table, (same == filled) & (same > 1))


def _without(table: Table, drop: np.ndarray) -> Table:
    """The table without some of its rows, ``bool[row]``."""
    if not drop.any():
        return table
    columns = tuple(Column(one.texts, one.codes[~drop]) for one in table.columns)
    return replace(table, columns=columns, rows=table.rows[~drop])


def without_unknown_age(table: Table, roles: Sequence[Role], told: Told) -> Table:
    """Rows of people whose age is not known left out and told, where they hold nobody."""
    figures = [place for place, role in enumerate(roles) if role.counts]
    ages = [place for place, role in enumerate(roles) if role.kind == "age"]
    if not figures or not ages:
        return table
    column = table.columns[ages[0]]
    unknown = np.array([bool(_UNKNOWN.fullmatch(words.plain(one))) for one in column.texts], bool)
    drop = unknown[column.codes]
    if not drop.any():
        return table
    for place in figures:
        texts = table.columns[place].texts
        nobody = [one == "" or one in words.MISSING or one == "0" for one in texts]
        drop &= np.array(nobody, bool)[table.columns[place].codes]
    if drop.any():
        told.mend("", "rader med ukjent alder, uten personer", "en alder", "Ikke brukt.")
    return _without(table, drop)


def without_empty_totals(table: Table, roles: Sequence[Role]) -> Table:
    """Rows of totals in which no figure stands left out, as where a sum was never reckoned."""
    figures = [place for place, role in enumerate(roles) if role.counts]
    if not figures:
        return table
    bare = np.logical_and.reduce([table.columns[place].empty() for place in figures])
    if not bare.any():
        return table
    total = np.zeros(len(bare), dtype=bool)
    for place, role in enumerate(roles):
        if role.kind in ("age", "area", "sex"):
            column = table.columns[place]
            said_total = np.array([words.is_total(text) for text in column.texts], dtype=bool)
            total |= said_total[column.codes]
    return _without(table, bare & total)


def without_notes(table: Table, told: Told) -> Table:
    """Rows that have one cell alone, and that cell a note, left out and told."""
    if len(table.columns) < 2:
        return table
    filled = np.stack([~column.empty() for column in table.columns])
    alone = np.flatnonzero(filled.sum(axis=0) == 1)
    if not len(alone):
        return table
    notes: dict[int, str] = {}
    for row in alone:
        place = int(np.argmax(filled[:, row]))
        text = table.columns[place].texts[table.columns[place].codes[row]]
        if _NOTE.match(text) and not _section(text) and words.age(text) is None:
            notes[int(row)] = text
    if not notes:
        return table
    first = next(iter(notes.values()))
    found = f"«{first[:50]}»" + (f" og {len(notes) - 1} til" if len(notes) > 1 else "")
    told.mend("", found, "merknad under tabellen", "Ikke lest som tall.")
    said_under = (*table.notes, *notes.values())
    drop = np.isin(np.arange(filled.shape[1]), list(notes))
    return replace(_without(table, drop), notes=said_under)
