"""Files with the habits of people who make files: right, or refused; never silently other."""

import os

import numpy as np
import pytest
import upload_habits as habits
from upload_habit_words import LAYOUTS, NAMES, PLAIN

from projections.people.ages import AgeAxis, AgeBand
from projections.people.population import Population, Region
from projections.provenance import Source
from projections.sources.own.file import UserFile, passport
from projections.sources.upload import Upload, read

FILES = int(os.environ.get("BAEREEVNE_HABIT_FILES", "120"))
"""How many files by chance; ask for 10 000 where there is time (some five minutes)."""
PARTS = 4
SEEDS = 3
"""How many files of each plain habit and layout must be read."""
READ_LAYOUTS = (
    "long",
    "years across",
    "ages across",
    "years and sexes across",
    "sexes across",
    "section rows for sex",
    "pivot table",
    "two rows of headings",
    "sheets per year",
)


def _source() -> Source:
    return passport(
        id="x",
        short="x",
        title="x",
        document="x",
        vintage="x",
        published="2026",
        retrieved="2026-01-01",
        unit="personer",
    )


def observed(code: str) -> Population | None:
    """Some 5 600 people in Røros, as many as in every file."""
    if code != "5025":
        return None
    ages = AgeAxis((*(AgeBand(age, age) for age in range(105)), AgeBand(105, None)))
    persons = np.full((1, 2, 1, 106), 5600 / 106)
    region = Region("5025", "Røros")
    return Population(persons, ("observed",), (2024, 2025), ("both",), ages, region, _source())


def taken(file: habits.HabitFile) -> Upload:
    """A file as it is read."""
    former = {"1640": "5025"}
    return read(UserFile(file.name, file.content), NAMES, "5025", observed, former)


def verdict(file: habits.HabitFile) -> str:
    """``refused``, ``right`` or what is read instead."""
    upload = taken(file)
    if upload.faults:
        return "refused"
    (first, *_) = upload.projections(NAMES, "2026-11-21").get("5025", (None,))
    if first is None:
        return "no figures of the kommune and no fault"
    people = first.population
    both = people.both_sexes()[0]
    got = {
        (year, band.lower): float(both[at, age])
        for at, year in enumerate(people.years)
        for age, band in enumerate(people.ages.bands)
    }
    said = " ".join(map(str, upload.warnings)).casefold()
    known = [file.right] if file.right is not None else []
    known += [answer for answer, words in file.told if any(word in said for word in words)]
    if any(_same(got, answer, file.slack) for answer in known):
        return "right"
    return _difference(got, file.right)


def _same(got: habits.Answer, right: habits.Answer, slack: float) -> bool:
    return got.keys() == right.keys() and all(
        abs(got[one] - right[one]) <= slack or (np.isnan(got[one]) and np.isnan(right[one]))
        for one in right
    )


def _difference(got: habits.Answer, right: habits.Answer | None) -> str:
    total = sum(value for value in got.values() if value == value)
    if right is None:
        return f"read as {total:.0f} persons in all, which cannot be known of the file"
    if got.keys() != right.keys():
        years, wanted = (sorted({year for year, _ in one}) for one in (got, right))
        return f"years {years} with {len(got)} cells; right: {wanted} with {len(right)}"
    of = sum(value for value in right.values() if value == value)
    return f"{total:.0f} persons in all; right: {of:.0f}"


@pytest.mark.parametrize("part", range(PARTS))
def test_a_file_is_read_right_or_refused(part: int) -> None:
    wrong, told = [], {"right": 0, "refused": 0}
    for seed in range(part, FILES, PARTS):
        layout, chosen = habits.chosen(seed)
        found = verdict(habits.make(seed, chosen, layout))
        if found in told:
            told[found] += 1
            continue
        small = habits.smaller(seed, lambda file: verdict(file) not in told)
        wrong.append(f"{seed} {small.habits}: {verdict(small)}")
    assert not wrong, f"{len(wrong)} files, the first: " + "\n".join(wrong[:20])
    assert told["right"] > FILES / PARTS / 4, told


@pytest.mark.parametrize("layout", READ_LAYOUTS)
def test_plain_habits_are_read(layout: str) -> None:
    refused = []
    for habit in sorted(PLAIN):
        for seed in range(SEEDS):
            file = habits.make(seed, frozenset({habit}), layout)
            if (found := verdict(file)) != "right":
                faults = [str(one) for one in taken(file).faults[:2]]
                refused.append(f"{seed} {habit}: {found} {faults}")
    assert not refused, f"{len(refused)} files, the first: " + "\n".join(refused[:20])


def test_the_files_are_of_many_kinds_and_always_the_same() -> None:
    every = [
        habits.make(seed, habits.chosen(seed)[1], habits.chosen(seed)[0]) for seed in range(150)
    ]
    again = habits.make(7, habits.chosen(7)[1], habits.chosen(7)[0])
    assert again.right == every[7].right
    assert {one for file in every for one in file.habits} >= set(LAYOUTS)
    for file in every:
        total = sum(value for value in (file.right or {}).values() if value == value)
        years = len({year for year, _ in file.right or {}})
        small = "figures like years" in file.habits
        assert not file.right or (1900 if small else 4500) < total / years < (
            2200 if small else 6700
        )
