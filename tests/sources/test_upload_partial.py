"""Files of pupils alone: by district, by grade or age, with districts down or across."""

import random

import numpy as np
import pytest
from test_upload import mutated

from projections.case import Case, Partial
from projections.exports import prognosis, tidy
from projections.people.ages import AgeAxis, AgeBand
from projections.sources.own.file import UserFile
from projections.sources.upload import Upload, read, words

NAMES = {"5025": "Røros", "3430": "Os"}
DISTRICTS = ("Nord skole", "Sør skole")
YEARS = (2026, 2027)
AGES = range(6, 16)


def persons(district: int, age: int, year: int) -> int:
    return 10 + 20 * district + age + year - 2026


def years_across(names: list[str], headings: str = "2026;2027") -> str:
    lines = [f"Skolekrets;Alder;{headings}"]
    for place, district in enumerate(DISTRICTS):
        for age, name in zip(AGES, names, strict=True):
            figures = (persons(place, age, year) for year in YEARS)
            lines.append(";".join((district, name, *map(str, figures))))
    return "\n".join(lines)


def long(age_heading: str, first: int) -> str:
    lines = [f"År,Krets,{age_heading},Elever"]
    for year in YEARS:
        for place, district in enumerate(DISTRICTS):
            lines += [
                f"{year},{district},{age - 6 + first},{persons(place, age, year)}" for age in AGES
            ]
    return "\n".join(lines)


def districts_across(total: str = "", extra: int = 0) -> str:
    lines = [";".join(("År", "Alder", *DISTRICTS, *([total] if total else [])))]
    for year in YEARS:
        for age in AGES:
            figures = [persons(place, age, year) for place in (0, 1)]
            figures += [sum(figures) + extra] if total else []
            lines.append(";".join((str(year), f"{age} år", *map(str, figures))))
    return "\n".join(lines)


GRADES = [f"{age - 5}. trinn" for age in AGES]
FORMS = {
    "single ages": years_across([f"{age} år" for age in AGES]),
    "grades": years_across(GRADES),
    "grades and school years": years_across(GRADES, "2026/27;2027/28"),
    "classes": years_across([f"{age - 5}. klasse" for age in AGES], "2026-27;2027-28"),
    "long by age": long("Alder", 6),
    "long by number of grade": long("Trinn", 1),
    "districts across": districts_across(),
    "districts and a sum across": districts_across("Sum"),
    "districts without such names": districts_across("I alt").replace(" skole", ""),
}


def given_file(text: str, **how) -> Upload:
    return read(UserFile("kretser.csv", text.encode()), NAMES, "5025", **how)


def told(upload: Upload) -> str:
    every = (*upload.faults, *upload.warnings, *upload.mended)
    return "\n".join(map(str, every)).replace("\u00a0", " ")


@pytest.mark.parametrize("name", FORMS)
def test_the_same_pupils_in_every_form(name: str) -> None:
    upload = given_file(FORMS[name])
    assert [str(one) for one in upload.faults] == []
    autumn = "grade" in name or "class" in name
    assert upload.partial == Partial(AgeBand(6, 15), autumn)
    assert "bare 6-15 år" in str(upload.warnings[0])
    whole, *parts = upload.pieces
    assert [one.area.removesuffix(" skole") for one in parts] == ["Nord", "Sør"]
    for place, one in enumerate(parts):
        assert (one.years, [band.code for band in one.stated]) == (YEARS, [str(a) for a in AGES])
        expected = [[persons(place, age, year) for age in AGES] for year in YEARS]
        np.testing.assert_array_equal(one.persons[:, 0, 1:-1], expected)
        # What the file does not have is missing, never zero.
        assert np.isnan(one.persons[:, 0, [0, -1]]).all()
    np.testing.assert_array_equal(whole.persons, sum(one.persons for one in parts))


def test_one_group_of_all_pupils_and_groups_of_grades() -> None:
    one = given_file("Krets;Alder;2026\nNord;6-15 år;40\nSør;6-15;60\n")
    assert [band.code for band in one.pieces[1].stated] == ["6-15"]
    assert one.partial == Partial(AgeBand(6, 15), False)
    stages = ("1.-4. trinn", "5.–7. trinn", "8-10 trinn")
    lines = [f"{name};{stage};12" for name in ("Nord", "Sør") for stage in stages]
    three = given_file("\n".join(("Krets;Trinn;2026/27", *lines)))
    assert [band.code for band in three.pieces[1].stated] == ["6-9", "10-12", "13-15"]


def test_how_grades_and_school_years_are_read_is_told() -> None:
    said = told(given_file(FORMS["grades and school years"]))
    assert "«1. trinn», godtar alder. Slik: 1. trinn er lest som 6 år" in said
    assert "«2026/27» er lest som 2026" in said
    plain = told(given_file(FORMS["single ages"]))
    assert "trinn" not in plain
    assert "skoleår" not in plain


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1. trinn", "6"),
        ("10.trinn", "15"),
        ("1 klasse", "6"),
        ("1.-7. trinn", "6-12"),
        ("8. årstrinn", "13"),
    ],
)
def test_grades(text: str, code: str) -> None:
    found = words.age(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["0. trinn", "11. trinn", "7.-1. trinn", "trinn", "1. til"])
def test_what_is_no_grade(text: str) -> None:
    assert words.age(text) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2026/27", 2026),
        ("2026-27", 2026),
        ("2026/2027", 2026),
        ("Skoleåret 2026-2027", 2026),
        ("2099/00", 2099),
        ("2026/28", None),
        ("2026/2127", None),
        ("2026-2027", None),  # may be the change between two years
        ("2026-12", None),
    ],
)
def test_school_years(text: str, year: int | None) -> None:
    assert words.year(text) == year


# --- one way of being wrong each --------------------------------------------------------------

GOOD = FORMS["single ages"]
WRONG = {
    "overlap": (GOOD.replace("skole;7 år", "skole;6-7 år"), "6 og 6-7 år overlapper"),
    "hole": (GOOD.replace("Nord skole;7 år;17;18\n", ""), "7 år mangler"),
    "a year left out in one": (
        "\n".join(
            line
            for line in FORMS["long by age"].splitlines()
            if not line.startswith("2027,Nord skole")
        ),
        "delområder med ulike akser",
    ),
    "a district twice": (GOOD.replace("Sør", "Nord"), "også står i rad 2"),
    "negative": (GOOD.replace(";17;", ";-17;"), "rad 3, kolonnen 2026: fant «-17»"),
    "text": (GOOD.replace(";17;", ";mange;"), "rad 3, kolonnen 2026: fant «mange»"),
    "an empty cell": (GOOD.replace(";17;", ";;"), "rad 3, kolonnen 2026: fant en tom celle"),
    "a formula": (GOOD.replace(";17;", ";=1+1;"), "ikke en formel"),
    "an eleventh grade": (FORMS["grades"].replace("10. trinn", "11. trinn"), "«11. trinn»"),
    "a sum that differs": (districts_across("Sum", 1), "delområdene, 6 år, summerer til 52"),
    "some grades only": (
        "\n".join(
            line
            for line in FORMS["grades"].splitlines()
            if "trinn" not in line or line.split(";")[1] in GRADES[:7]
        ),
        "0-5 år mangler",
    ),
    "ages that cut school age": (
        "Krets;Alder;2026\nNord;6-12;40\nNord;13-18;50\nSør;6-12;4\nSør;13-18;5\n",
        "18 år er siste gruppe",
    ),
    "no districts": (
        "Alder;2026;2027\n" + "".join(f"{age} år;30;31\n" for age in AGES),
        "0-5 år mangler",
    ),
    "all ages for the municipality alone": (
        "Krets;Alder;2026\nI alt;0-5;9\nI alt;6-15;9\nI alt;16+;9\nNord;6-15;4\nSør;6-15;5\n",
        "16 år eller eldre",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_way_of_being_wrong_is_told(name: str) -> None:
    text, expected = WRONG[name]
    upload = given_file(text)
    assert expected in "\n".join(map(str, upload.faults)).replace("\u00a0", " ")
    assert upload.pieces == ()
    assert upload.partial is None


def test_alternatives_across_are_no_districts() -> None:
    rows = "".join(f"2026;{age};5;6\n" for age in ("0-5", "6-15", "16+"))
    for first, second in (("Lav", "Høy"), ("Med ny skole", "Uten ny skole")):
        upload = given_file(f"År;Alder;{first};{second}\n{rows}")
        assert [one.alternative for one in upload.pieces] == [first, second]


def test_the_user_says_that_columns_are_districts() -> None:
    text = districts_across().replace(" skole", "")
    assert "0-5 år mangler" in told(given_file(text))
    upload = given_file(text, wanted={2: "parts", 3: "parts"})
    assert [one.area for one in upload.pieces] == ["", "Nord", "Sør"]
    back = given_file(FORMS["districts across"], wanted={2: "persons", 3: "persons"})
    assert "område 5025, Nord skole" in told(back)
    assert not back.pieces


def test_a_file_of_all_ages_is_a_prognosis_as_before() -> None:
    rows = "".join(f"{name};{age};5\n" for name in DISTRICTS for age in ("0-5", "6-15", "16+"))
    upload = given_file(f"Krets;Alder;2026\n{rows}")
    assert upload.partial is None
    assert upload.pieces[0].ages == AgeAxis.parse(("0-5", "6-15", "16+"))


def test_it_can_never_stand_among_the_projections(roros: Case) -> None:
    (found,) = given_file(GOOD).projections(NAMES, "2026-11-21")["5025"]
    assert found.use == "districts"
    with pytest.raises(ValueError, match="all ages"):
        Case(roros.region, roros.observed, projections=(found,))
    assert Case(roros.region, roros.observed, districts=(found,)).projections == ()


@pytest.mark.parametrize("name", ["single ages", "grades"])
def test_what_is_downloaded_is_read_back(name: str) -> None:
    (found,) = given_file(FORMS[name]).projections(NAMES, "2026-11-21")["5025"]
    rows = prognosis.records([found])
    assert {row["age"] for row in rows} == {str(age) for age in AGES}
    again = given_file(tidy.to_csv(rows, norwegian=True))
    assert again.partial == found.partial
    (back,) = again.projections(NAMES, "2026-11-21")["5025"]
    for name, one in found.areas.items():
        np.testing.assert_array_equal(back.areas[name].persons, one.persons)


def test_mutated_files_are_read_or_told() -> None:
    chance = random.Random(5)
    forms = [one.encode() for one in FORMS.values()]
    partly = wrong = 0
    for _ in range(400):
        upload = read(UserFile("fil.csv", mutated(chance.choice(forms), chance)), NAMES, "5025")
        assert bool(upload.pieces) != bool(upload.faults)
        partly, wrong = partly + bool(upload.partial), wrong + bool(upload.faults)
        for one in upload.pieces:
            assert one.partial == upload.partial
            assert not (one.persons < 0).any()
            # A piece without all ages is always marked.
            outside = [band not in one.stated for band in one.ages.bands]
            assert any(outside) == bool(one.partial)
            assert np.isnan(one.persons[..., outside]).all()
    assert partly > 30
    assert wrong > 50
