"""Large files, read some rows at a time: the same as all at once, each row with its number."""

import random

import numpy as np
import pytest
from test_upload import FORMATS, given_file, long, mutated

from projections.sources.upload import Upload


def both(content: str | bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[Upload, Upload]:
    """Read all rows at once, and a few at a time as in a large file."""
    small = given_file(content)
    with monkeypatch.context() as inside:
        inside.setattr("projections.sources.upload.rows.BLOCK", 3)
        return small, given_file(content)


def assert_same(small: Upload, parts: Upload) -> None:
    assert bool(small.faults) == bool(parts.faults)
    known = {(one.region, one.area, one.alternative): one for one in parts.pieces}
    assert len(known) == len(small.pieces)
    for one in small.pieces:
        other = known[one.region, one.area, one.alternative]
        assert (one.years, one.sexes, one.ages) == (other.years, other.sexes, other.ages)
        np.testing.assert_array_equal(one.persons, other.persons)


PLAIN = long(",", sexes=True)
ODD = {
    "a row too wide": PLAIN.replace("Menn,31\n", "Menn,31,7\n"),
    "a row too short": PLAIN.replace("Kvinner,20\n", "Kvinner\n", 3),
    "empty rows": PLAIN.replace("Menn,31\n", "Menn,31\n\n\n") + "\n\n",
    "notes": PLAIN + "\nKilde: en konsulent\n",
    "notes with separators": PLAIN + "\n,,,,\nKilde: en konsulent,,,,\n",
    "a note between rows": PLAIN.replace("Menn,31\n", "Menn,31\nNytt,,,,\n"),
    "CRLF": PLAIN.replace("\n", "\r\n"),
    "mixed ends of lines": PLAIN.replace("\n", "\r\n", 5),
    "zeros in front": PLAIN.replace(",31\n", ",031\n"),
    "a sign": PLAIN.replace(",31\n", ",+31\n"),
    "spaces": PLAIN.replace(",31\n", ", 31 \n"),
    "no number": PLAIN.replace(",31\n", ",mange\n"),
    "as a computer counts": PLAIN.replace(",31\n", ",0x1F\n"),
    "quoted": "\n".join(",".join(f'"{c}"' for c in row.split(",")) for row in PLAIN.split("\n")),
    "a quoted line break": PLAIN.replace("Menn,31\n", '"Menn\n",31\n'),
    "text after a quote": PLAIN.replace(",31\n", ',"3"1\n'),
    "an unclosed quote": PLAIN.replace(",31\n", ',"31\n'),
    "missing": PLAIN.replace(",31\n", ",..\n"),
    "decimals": PLAIN.replace(",31\n", ",31.5\n"),
    "twice": PLAIN + "\n" + PLAIN.split("\n", 1)[1],
}


@pytest.mark.parametrize("name", ODD)
def test_odd_rows_give_the_same_both_ways(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    small, parts = both(ODD[name], monkeypatch)
    assert_same(small, parts)
    told = [(one.faults, one.warnings, one.mended, one.preview) for one in (small, parts)]
    assert told[0] == told[1]


def test_rows_keep_their_numbers_past_empty_and_uneven_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = PLAIN.split("\n")
    lines[4:4] = ["", "5025,2025,0 år"]
    lines[10] = lines[10].rpartition(",")[0] + ",mange"
    _, parts = both("\n".join(lines), monkeypatch)
    places = [one.place for one in parts.faults]
    assert "rad 11, kolonnen persons" in places
    assert "rad 6, kolonnen persons" in places


def test_a_quote_that_is_not_closed_is_told_with_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    for upload in both(ODD["an unclosed quote"], monkeypatch):
        assert [one.place for one in upload.faults] == ["rad 3"]


def test_mutated_files_give_the_same_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(11)
    formats = [one.encode() if isinstance(one, str) else one for one in FORMATS.values()]
    texts = [one for one in formats if not one.startswith(b"PK")]
    used = 0
    for _ in range(150):
        small, parts = both(mutated(chance.choice(texts), chance), monkeypatch)
        assert_same(small, parts)
        used += bool(small.pieces)
    assert used > 10


def test_many_problems_of_a_kind_are_one_line_with_the_first_places() -> None:
    every = given_file("alder;2026\n" + "".join(f"{age};mange\n" for age in range(80)) + "80+;5\n")
    assert every.places == 80
    (fault,) = every.faults
    assert (fault.place, fault.found, fault.count) == (
        "kolonnen 2026, 80 rader, første rad 2, 3 og 4",
        "«mange»",
        80,
    )
