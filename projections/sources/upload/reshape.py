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
from .headings import said
from .roles import ALTERNATIVE, Role, known
from .rows import Column, Table
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
    for place, column in enumerate(table.columns):
        letters = any(re.fullmatch(r"[fmk]\d{1,2}", words.plain(text)) for text in column.texts)
        parts = [_sex_and_age(text, letters) for text in column.texts]
        both = sum(bool(age and sex) for age, sex in parts)
        filled = sum(bool(text) for text in column.texts)
        if not both or both < 0.7 * filled:
            continue
        headings, columns = list(table.headings), list(table.columns)
        headings[place] = "alder"
        columns[place] = Column(tuple(age for age, _ in parts), column.codes)
        table = replace(table, headings=tuple(headings), columns=tuple(columns))
        sexes = tuple(sex or "begge" for _, sex in parts)
        table = table.with_column(HEADINGS["sex"], Column(sexes, column.codes))
    return table


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
    alone = np.flatnonzero(bare & (filled.sum(axis=0) == 1))
    texts = {row: table.columns[labels[filled[:, row].argmax()]][row] for row in map(int, alone)}
    kinds = {row: _section(text) for row, text in texts.items()}
    taken = {role.kind for role in roles}
    used = [kind for kind in dict.fromkeys(kinds.values()) if kind and kind not in taken]
    keep = ~np.isin(np.arange(len(bare)), [row for row, kind in kinds.items() if kind in used])
    made = table.only(keep)
    for kind in used:
        # What stands right over the headings holds for the first block.
        over = table.titles[-1] if table.titles and _section(table.titles[-1]) == kind else ""
        now, values = over or ("begge" if kind == "sex" else ""), list[str]()
        for row in range(len(bare)):
            now = texts[row] if kinds.get(row) == kind else now
            values.append(now)
        column = Column.of(np.array(values, dtype=object)[keep])
        made = made.with_column(HEADINGS[kind], column)
        shown = ", ".join(f"«{text}»" for text in column.texts[:3] if text)
        told.mend("", f"rader som bare sier {shown}", HEADINGS[kind], "Gjelder radene under.")
    return made


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
        again = {text for text in column.texts if text and words.plain(text) == wanted}
        same += column.where(again.__contains__)
        filled += ~column.empty()
    return table.only((same != filled) | (same < 2))


def without_unknown_age(table: Table, roles: Sequence[Role], told: Told) -> Table:
    """Rows of people whose age is not known left out and told, where they hold nobody."""
    figures = [place for place, role in enumerate(roles) if role.counts]
    ages = [place for place, role in enumerate(roles) if role.kind == "age"]
    if not figures or not ages:
        return table
    drop = table.columns[ages[0]].where(lambda text: _UNKNOWN.fullmatch(words.plain(text)))
    for place in figures:
        drop &= table.columns[place].where(lambda text: text in ("", "0", *words.MISSING))
    if drop.any():
        told.mend("", "rader med ukjent alder, uten personer", "en alder", "Ikke brukt.")
    return table.only(~drop)


def without_empty_totals(table: Table, roles: Sequence[Role]) -> Table:
    """Rows of totals in which no figure stands left out, as where a sum was never reckoned."""
    figures = [place for place, role in enumerate(roles) if role.counts]
    if not figures:
        return table
    drop = np.logical_and.reduce([table.columns[place].empty() for place in figures])
    totals = np.zeros(len(drop), dtype=bool)
    for place, role in enumerate(roles):
        if role.kind in ("age", "area", "sex"):
            totals |= table.columns[place].where(words.is_total)
    return table.only(~(drop & totals))


def without_notes(table: Table, told: Told) -> Table:
    """Rows that have one cell alone, and that cell a note, left out and told."""
    if len(table.columns) < 2:
        return table
    filled = np.stack([~column.empty() for column in table.columns])
    notes: dict[int, str] = {}
    for row in map(int, np.flatnonzero(filled.sum(axis=0) == 1)):
        text = table.columns[filled[:, row].argmax()][row]
        if _NOTE.match(text) and not _section(text) and words.age(text) is None:
            notes[row] = text
    if not notes:
        return table
    first = next(iter(notes.values()))
    found = f"«{first[:50]}»" + (f" og {len(notes) - 1} til" if len(notes) > 1 else "")
    told.mend("", found, "merknad under tabellen", "Ikke lest som tall.")
    keep = ~np.isin(np.arange(filled.shape[1]), list(notes))
    return replace(table.only(keep), notes=(*table.notes, *notes.values()))
