"""Parts of a region in an uploaded prognosis: they follow it, also when it is downloaded again."""

import numpy as np
import pytest

from projections.case import Projection
from projections.exports import prognosis, tidy
from projections.sources.own.file import UserFile
from projections.sources.upload import Upload, read

NAMES = {"5025": "Røros", "3430": "Os"}
ROWS = {
    ("5025", "Lav", "Nord"): (10, 30),
    ("5025", "Lav", "=Sør"): (5, 9),
    ("5025", "Høy", "Nord"): (20, 60),
    ("3430", "Lav", ""): (7, 8),
}


def uploaded(text: str) -> Upload:
    upload = read(UserFile("kretser.csv", text.encode()), NAMES, "5025")
    assert not upload.faults
    return upload


def text(separator: str = ";") -> str:
    lines = ["kommune;alternativ;krets;år;alder;antall"]
    for labels, people in ROWS.items():
        for age, one in zip(("0-9", "10+"), people, strict=True):
            lines.append(separator.join((*labels, "2025", age, str(one))))
    return "\n".join(lines)


def by_code(upload: Upload, single: bool = False) -> dict[tuple[str, str], Projection]:
    found = upload.projections(NAMES, "2026-11-21", single=single)
    return {(code, one.alternative): one for code, every in found.items() for one in every}


def test_each_alternative_has_its_own_parts() -> None:
    found = by_code(uploaded(text()))
    low = found["5025", "Lav"]
    assert list(low.areas) == ["Nord", "=Sør"]
    assert list(low.areas["=Sør"].persons.flat) == [5, 9]
    assert list(low.population.persons.flat) == [15, 39]
    assert list(found["5025", "Høy"].areas) == ["Nord"]
    assert found["3430", "Lav"].areas == {}
    assert low.areas["Nord"].source == low.population.source


def test_single_years_are_estimated_in_the_parts_too() -> None:
    part = by_code(uploaded(text()), single=True)["5025", "Lav"].areas["Nord"]
    np.testing.assert_array_equal(part.persons[0, 0, 0], [1.0] * 10 + [30.0])


@pytest.mark.parametrize("norwegian", [True, False])
def test_parts_are_downloaded_and_read_back(norwegian: bool) -> None:
    before = by_code(uploaded(text()))
    rows = prognosis.records(tuple(before.values()))
    assert {row["area"] for row in rows} == {"", "Nord", "'=Sør"}
    after = by_code(uploaded(tidy.to_csv(rows, norwegian=norwegian)))
    assert after.keys() == before.keys()
    for code, one in before.items():
        parts = list(after[code].areas.values())
        for mine, theirs in zip(parts, one.areas.values(), strict=True):
            np.testing.assert_array_equal(mine.persons, theirs.persons)
        np.testing.assert_array_equal(after[code].population.persons, one.population.persons)
    whole = prognosis.records((before["3430", "Lav"],))
    assert "area" not in whole[0]
