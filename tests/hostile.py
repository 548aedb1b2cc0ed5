"""Input that someone means harm with, or that a program has spoilt: links, files, names, sentences.

Run: python tests/hostile.py [5000] [seed]

Each case is given to the function the page gives it to. It may be understood or refused with a
sentence of ours; anything else raised is a fault, and so is a sentence that shows what lies behind
or would be read as markup, and a case that takes long.
"""

import csv
import io
import json
import random
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]  # where it is run by hand

import xlsxwriter
from saved import SAVED

from projections.choices import selections, state
from projections.claims import reading
from projections.errors import BaereevneError, InputFileError
from projections.exports import handout, tidy
from projections.figures import catalogue as figures
from projections.figures.collection import collect
from projections.figures.view import View
from projections.norwegian import read as read_number
from projections.presentation import Deck, Frame, files
from projections.sources import bundled, whereabouts
from projections.sources.own import kinds
from projections.sources.own.file import UserFile
from projections.sources.upload import using
from projections.store.scenarios import from_json, to_json
from projections.words.literal import literal

LONGEST = 10.0
"""A case may take [s of CPU]."""
BEHIND = re.compile(
    r"Traceback|site-packages|\.py\b|/work/|/home/|/tmp/|sqlalchemy|zipfile|\w+Error\b|(?<!\\)<script|(?<!\\)\]\("
)
NASTY = (
    *("", " ", "\x00", "\x1b[31m", "\ufeff", "\u202e5025", "🙂" * 9, "a" * 5000, "９９", "٣"),
    *("<script>alert(1)</script>", "![x](http://127.0.0.1:9/x)", "[x](javascript:alert(1))"),
    *("=cmd|' /C calc'!A1", "@SUM(1+1)", "-2+3", "+1", '=HYPERLINK("http://127.0.0.1:9")'),
    *(
        "'; DROP TABLE answers; --",
        "../../etc/passwd",
        "file:///etc/passwd",
        "%s%n%x",
        "{0.__class__}",
    ),
    *("$\\frac{1}{0}$", "nan", "inf", "-inf", "1e309", "9" * 400, "0x10", "1_000", "−5", "1,5,5"),
    *("true", "null", "[]", "{}", "0301" * 40, "\r\nSet-Cookie: x=1", "5025&til=2033", "\ud7ff"),
)
HEADS = ("år", "alder", "kjønn", "antall", "kommune", "alternativ", "persons", "year", "age", "0-5")


@dataclass(frozen=True)
class Wrong:
    """What came of a case that should not have come."""

    kind: str
    number: int
    told: str


@cache
def catalogue() -> Any:
    return bundled.load()


def word(chance: random.Random) -> str:
    made = chance.choice(NASTY)
    return made + chance.choice(NASTY) if chance.random() < 0.2 else made


def value(chance: random.Random, depth: int = 0) -> Any:
    """Anything JSON can hold."""
    plain = [word(chance), None, True, 0, -1, 10**400, 1e308, float("nan"), 2033, "5025"]
    if depth < 4 and chance.random() < 0.3:
        several = [value(chance, depth + 1) for _ in range(chance.randrange(4))]
        return several if chance.random() < 0.5 else {word(chance): one for one in several}
    return chance.choice(plain)


def spoilt(chance: random.Random, whole: Any) -> Any:
    """The same with one thing in it changed, added or gone."""
    if isinstance(whole, dict) and whole and chance.random() < 0.8:
        key = chance.choice(list(whole))
        if chance.random() < 0.1:
            return {name: one for name, one in whole.items() if name != key}
        return {**whole, key: spoilt(chance, whole[key])}
    if isinstance(whole, list) and whole and chance.random() < 0.8:
        place = chance.randrange(len(whole))
        return [*whole[:place], spoilt(chance, whole[place]), *whole[place + 1 :]]
    return value(chance)


def bytes_of(chance: random.Random, content: bytes) -> bytes:
    """Bytes as a bad disk or a bad mind leaves them."""
    way = chance.randrange(5)
    if way == 0:
        return content[: chance.randrange(len(content) + 1)]
    if way == 1:
        return chance.randbytes(chance.randrange(400))
    if way == 2:
        return chance.choice((b"[", b"(", b"a ", b"1.", b'"', b";", b'{"a":')) * 20_000
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 9)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def view_of(choice: Any) -> View:
    """What a page of the choice rests on."""
    case = catalogue().case(choice.region)
    path = state.projection_of(case, choice.projection, choice.start)
    return View(case, path, catalogue(), selections.of(choice, catalogue()))


def a_link(chance: random.Random) -> None:
    names = [*state.NAMES.values(), word(chance)]
    good = ["5025", "0301", "2033", "2024", "16-66", "80+", "netto", "20", "0", "på", "av"]
    query = {
        chance.choice(names): [chance.choice((word(chance), chance.choice(good)))]
        * chance.choice((1, 1, 3))
        for _ in range(chance.randrange(1, 7))
    }
    settled = state.settle(query, catalogue())
    for sentence in (*settled.problems, *settled.notices):
        looked_at(sentence)
    query = {name: [text] for name, text in state.to_query(settled.choice, catalogue()).items()}
    assert not state.settle(query, catalogue()).problems, "its own link is not understood"
    if chance.random() < 0.03:
        figures.make(view_of(settled.choice), chance.choice(list(figures.FIGURES)))


def a_scenario(chance: random.Random) -> None:
    content = to_json(SAVED)
    if chance.random() < 0.6:
        content = json.dumps(spoilt(chance, json.loads(content))).encode("utf-8", "surrogatepass")
    else:
        content = bytes_of(chance, content)
    saved = from_json(content, word(chance))
    state.opened(saved, catalogue())


@cache
def deck() -> Any:
    """A presentation that can be opened, as JSON holds it."""
    (figure,) = collection().figures
    frame = Frame(
        title=figure.title,
        text=figure.text,
        notes="",
        alternative=figure.title,
        chart=figure.chart,
        grids=figure.grids,
        sources=figure.sources,
        note="",
        page="befolkning",
        name=figure.key,
        chosen="",
        query={"kommune": "5025"},
    )
    return json.loads(files.to_json(Deck("Møtet", "", SAVED.saved, "0.1.0", (frame,))))


def a_presentation(chance: random.Random) -> None:
    content = json.dumps(spoilt(chance, deck())).encode("utf-8", "surrogatepass")
    files.from_json(content if chance.random() < 0.7 else bytes_of(chance, content), word(chance))


def rows(chance: random.Random) -> list[list[str]]:
    wide = chance.randrange(1, 7)
    cells = [*HEADS, "2026", "2033", "0", "12", "K", "5025", "Røros", "3,5"]
    return [
        [chance.choice(cells) if chance.random() < 0.8 else word(chance) for _ in range(wide)]
        for _ in range(chance.randrange(1, 30))
    ]


def a_table(chance: random.Random, kind: str) -> bytes:
    if chance.random() < 0.5:
        lines = kinds.template(kind, catalogue()).splitlines()
        place = chance.randrange(len(lines))
        cells = lines[place].split(";")
        cells[chance.randrange(len(cells))] = word(chance)
        lines[place] = ";".join(cells)
        return "\n".join(lines).encode(chance.choice(("utf-8", "utf-16")), "replace")
    mark = chance.choice(";,\t|")
    text = "\n".join(mark.join(row) for row in rows(chance))
    content = text.encode(chance.choice(("utf-8", "utf-16", "cp1252")), "replace")
    return bytes_of(chance, content) if chance.random() < 0.3 else content


def a_book(chance: random.Random) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows(chance)):
            for column, cell in enumerate(row):
                if chance.random() < 0.05:
                    sheet.write_formula(place, column, "=1/0")
                else:
                    sheet.write_string(place, column, cell[:30_000])
        if chance.random() < 0.1:
            sheet.write_string(1_048_575, 16_383, "langt borte")
    content = kept.getvalue()
    way = chance.random()
    if way < 0.3:
        return bytes_of(chance, content)
    if way < 0.6:  # one of the files inside is another
        again = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(again, "w", 8) as new:
            wrong = chance.choice(old.namelist())
            for name in old.namelist():
                inside = old.read(name)
                new.writestr(name, bytes_of(chance, inside) if name == wrong else inside)
            if chance.random() < 0.2:
                new.writestr("xl/worksheets/bomb.xml", b"0" * 30_000_000)
        return again.getvalue()
    return content


def a_file(chance: random.Random) -> None:
    kind = chance.choice(list(kinds.COLUMNS))
    is_book = chance.random() < 0.4
    name = f"{word(chance)[:80]}.{'xlsx' if is_book else 'csv'}"
    file = UserFile(name, a_book(chance) if is_book else a_table(chance, kind))
    if chance.random() < 0.5:
        read = using.checked(file, catalogue(), "5025")
        told = (*read.faults, *read.warnings, *read.mended)
    else:
        own = kinds.read(kind, file, catalogue(), "5025")
        told = (*own.faults, *own.warnings)
    for one in told:
        looked_at(str(one))


def a_word(chance: random.Random) -> None:
    """Names, numbers and sentences that are written in a field."""
    text = word(chance)
    way = chance.randrange(4)
    if way == 0:
        reading.read(f"{text} har 1 774 innbyggere i 2030 {word(chance)}"[:400], 2026)
    elif way == 1:
        read_number(text, 0, 100)
    elif way == 2:
        whereabouts.find(text, catalogue())
    else:
        to_json(replace(SAVED, name=text, note=word(chance)))


@cache
def collection() -> Any:
    every = collect(view_of(state.settle({"kommune": ["5025"]}, catalogue()).choice))
    return replace(every, figures=every.figures[:1])


def an_export(chance: random.Random) -> None:
    """A user's own words in the handout, and in a CSV that a spreadsheet opens."""
    bad = word(chance)
    text = handout.write(replace(collection(), title=bad, occasion=f"{bad}\n{word(chance)}"))
    assert "<script" not in text, "markup in the handout"
    content = tidy.to_csv(
        [{"region": tidy.safe(bad), "item": tidy.safe(word(chance)), "value": -1.5}], norwegian=True
    )
    for row in csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline=""), delimiter=";"):
        for cell in row:
            assert not re.match(r"[=@+\t\r]|-(?!\d)", cell), f"a formula in CSV: {cell[:40]!r}"


CASES: dict[str, tuple[Callable[[random.Random], None], float]] = {
    "link": (a_link, 0.35),
    "file": (a_file, 0.25),
    "scenario": (a_scenario, 0.12),
    "presentation": (a_presentation, 0.12),
    "word": (a_word, 0.14),
    "export": (an_export, 0.02),
}


def looked_at(sentence: str) -> None:
    """A sentence for a user shows nothing of what lies behind, and cannot be read as markup."""
    found = BEHIND.search(literal(sentence))
    assert not found, f"{found and found[0]!r} in «{sentence[:200]}»"


def run(number: int, seed: int, told: Counter[str]) -> Iterator[Wrong]:
    """So many cases, each from its own seed."""
    deck()  # made once, and no case's own time
    ways, weights = list(CASES), [weight for _, weight in CASES.values()]
    for place in range(number):
        chance = random.Random(seed * 1_000_000 + place)
        kind = chance.choices(ways, weights)[0]
        begun = time.process_time()
        try:
            CASES[kind][0](chance)
            told[f"{kind}: understood"] += 1
        except BaereevneError as refused:
            told[f"{kind}: refused"] += 1
            faults = refused.faults if isinstance(refused, InputFileError) else [str(refused)]
            try:
                for one in faults:
                    looked_at(str(one))
            except AssertionError as problem:
                yield Wrong(kind, place, str(problem))
        except Exception as problem:
            yield Wrong(kind, place, f"{type(problem).__name__}: {str(problem)[:300]}")
        if (took := time.process_time() - begun) > LONGEST:
            yield Wrong(kind, place, f"took {took:.1f} s")


if __name__ == "__main__":
    number, seed = (*map(int, sys.argv[1:]), *(5000, 1)[len(sys.argv) - 1 :])
    counted: Counter[str] = Counter()
    wrong = list(run(number, seed, counted))
    for name, how_many in sorted(counted.items()):
        print(f"{name:28} {how_many:6}")
    for one in wrong:
        print(f"WRONG {one.kind} {one.number}: {one.told}")
    print(f"{number} cases, {len(wrong)} wrong")
    sys.exit(bool(wrong))
