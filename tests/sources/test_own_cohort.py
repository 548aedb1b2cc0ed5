import re
from collections.abc import Callable

import numpy as np
import pytest
from own_help import take

from projections.errors import InputFileError
from projections.people.cohort import SEXES, SINGLE_AGES
from projections.sources.own import cohort as cohort_files
from projections.sources.own import cohort_file as profiles
from projections.sources.own.cohort import CohortInput
from projections.sources.own.file import UserFile

P = "sex,age,persons\nfemale,0,10\nfemale,1,20\nfemale,2,30\nmale,0,11\nmale,1,21\nmale,2,31\n"
S = (
    "sex,age,survival_ratio\nfemale,0,0.9\nfemale,1,0.8\nfemale,2,0.3\n"
    "male,0,0.7\nmale,1,0.6\nmale,2,0.2\n"
)
F = "age,births_per_woman_per_year\n1,0.1\n"
M = P.replace("20", "-2.5")
PEOPLE, ENDS = "kjønn og aldre i befolkningen", "den yngste og den eldste gruppen"
WITH_YEARS = "year,age,births_per_woman_per_year\n" + "".join(
    f"{year},1,0.{year - 2020}\n" for year in (2024, 2025, 2026)
)


def read(
    p: str = P, s: str = S, f: str = F, m: str | None = None, step: int = 1, steps: int = 2
) -> CohortInput:
    p_file, s_file, f_file, m_file = (
        UserFile(f"{name}.csv", text.encode())
        for name, text in zip("PSFM", (p, s, f, m or ""), strict=True)
    )
    return cohort_files.read(p_file, s_file, f_file, None if m is None else m_file, step, steps)


def faults(**files: str) -> list[str]:
    """What is told of the files, one line a fault."""
    with pytest.raises(InputFileError) as caught:
        read(**files)
    assert str(caught.value) == "\n".join(map(str, caught.value.faults))
    return str(caught.value).splitlines()


def test_files_become_arrays() -> None:
    found = read(m=M)
    assert (found.sexes, found.ages) == (SEXES, (0, 1, 2))
    np.testing.assert_array_equal(found.persons, [[10, 20, 30], [11, 21, 31]])
    np.testing.assert_array_equal(found.survival, [[[0.9, 0.8, 0.3], [0.7, 0.6, 0.2]]])
    np.testing.assert_array_equal(found.fertility, [[0, 0.1, 0]])
    assert found.migration is not None
    np.testing.assert_array_equal(found.migration, [[[10, -2.5, 30], [11, 21, 31]]])
    assert read().migration is None


def test_women_alone_need_no_rates_for_men() -> None:
    women = "\n".join(P.splitlines()[:4])
    for m in (None, M, M.replace("male,0,11\n", "male,0,11\n")):
        found = read(p=women, m=m)
        assert found.sexes == ("female",)
        assert found.survival.shape == (1, 1, 3)


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text + "\n\n",
        lambda text: text.replace(".", "#").replace(",", ";").replace("#", ","),
        lambda text: "\n".join([text.splitlines()[0], *reversed(text.splitlines()[1:])]),
        lambda text: text.replace("sex,age", " Sex , AGE"),
        lambda text: "\n".join(f"{line},x" for line in text.splitlines()),
        lambda text: text.replace(",2,", ",2+,"),
        lambda text: text.replace("female", '"Female"'),
    ],
    ids=["lines", "mark", "blank", "semicolons", "order", "heading", "column", "open", "quotes"],
)
def test_files_may_be_written_in_other_ways(edit: Callable[[str], str]) -> None:
    found, plain = read(p=edit(P), s=edit(S), f=edit(F), m=edit(M)), read(m=M)
    for name in ("persons", "survival", "fertility", "migration"):
        np.testing.assert_array_equal(getattr(found, name), getattr(plain, name))


def test_scientific_notation_is_read() -> None:
    assert read(f=F.replace("0.1", "3.7e-05")).fertility[0, 1] == 3.7e-05


def test_five_year_groups_go_with_five_year_steps() -> None:
    texts = {
        name: text.replace(",2,", ",10,").replace(",1,", ",5,")
        for name, text in (("p", P), ("s", S))
    }
    assert read(**texts, f=F.replace("\n1,", "\n5,"), step=5).ages == (0, 5, 10)


# --- years ----------------------------------------------------------------------------------------


def with_year(text: str, year: int) -> str:
    heading, *rows = text.splitlines()
    return "\n".join([f"year,{heading}", *(f"{year},{row}" for row in rows)])


def test_each_step_has_the_rates_of_its_year() -> None:
    for p, s in ((with_year(P, 2024), S), (P, S), (P, with_year(S, 2019))):
        found = read(p=p, s=s, f=WITH_YEARS, steps=3)
        np.testing.assert_array_equal(found.fertility[:, 1], [0.4, 0.5, 0.6])
        assert found.survival.shape[0] == 1
    later = read(p=with_year(P, 2025), f=WITH_YEARS, steps=2)
    np.testing.assert_array_equal(later.fertility[:, 1], [0.5, 0.6])


def test_five_year_steps_begin_five_years_apart() -> None:
    p, s = (text.replace(",2,", ",10,").replace(",1,", ",5,") for text in (P, S))
    f = "year,age,births_per_woman_per_year\n2030,5,0.2\n2020,5,0.1\n2025,5,0.3\n2021,5,0.9\n"
    found = read(p=p, s=s, f=f, step=5, steps=3)
    np.testing.assert_array_equal(found.fertility[:, 1], [0.1, 0.3, 0.2])


def test_one_year_holds_for_every_step() -> None:
    found = read(p=with_year(P, 2024), s=with_year(S, 2010), m=with_year(M, 2030), steps=9)
    assert found.survival.shape[0] == 1
    np.testing.assert_array_equal(found.survival, read().survival)


def test_years_that_lack_are_named() -> None:
    told = faults(p=with_year(P, 2025), f=WITH_YEARS, steps=4)
    assert told == [
        "F.csv, kolonnen year: fant ingen rader for 2027, 2028, godtar hvert år et steg begynner. "
        "Legg inn årene som mangler, eller la filen gjelde ett år."
    ]


def test_population_of_several_years_is_refused() -> None:
    both = with_year(P, 2024) + "\n" + with_year(P, 2025).split("\n", 1)[1]
    assert faults(p=both)[0].startswith("P.csv, kolonnen year: fant 2024, 2025, godtar ett år.")


# --- one broken file for each way of being broken -------------------------------------------------


MEN = "sex,age,persons\nmale,0,1\nmale,1,1\nmale,2,1\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "found", "accepted"),
    [
        ("P", "persons", "tall", ", rad 1", "sex, age, tall", "sex, age, persons"),
        ("F", F, "", "", "en tom fil", "en tabell i CSV, XLSX eller XLS"),
        ("S", "female,1,0.8", "female,1,0.8,9", ", rad 3", "4 felt", "3 felt"),
        ("P", "female,1", "kone,1", ", rad 3, kolonnen sex", "«kone»", "female eller male"),
        ("P", "female,1", "female,1-4", ", rad 3, kolonnen age", "«1-4»", "en alder i hele år"),
        ("P", "20", "tjue", ", rad 3, kolonnen persons", "«tjue»", "et tall fra 0 og oppover"),
        ("P", "20", "", ", rad 3, kolonnen persons", "en tom celle", "et tall fra 0 og oppover"),
        ("P", "20", "-20", ", rad 3, kolonnen persons", "«-20»", "et tall fra 0 og oppover"),
        ("P", "20", "1e999", ", rad 3, kolonnen persons", "«1e999»", "et tall fra 0 og oppover"),
        ("P", "20", "nan", ", rad 3, kolonnen persons", "«nan»", "et tall fra 0 og oppover"),
        ("S", "0.8", "1.08", ", rad 3, kolonnen survival_ratio", "«1.08»", "et tall fra 0 til 1"),
        ("M", "-2.5", "to", ", rad 3, kolonnen persons", "«to»", "et tall, også under null"),
        ("P", "female,2", "female,1", ", rad 4", "female 1", "hver celle én gang"),
        ("P", "female,1,20\n", "", "", "ingen rader for female 1", f"alle {PEOPLE}"),
        ("S", "female,1,0.8\n", "", "", "ingen rader for female 1", f"alle {PEOPLE}"),
        ("M", "male,2,31\n", "", "", "ingen rader for male 2", f"alle {PEOPLE}"),
        ("S", "0.8", "0.8\nfemale,3,1", ", rad 4", "female 3", "aldrene i befolkningen"),
        ("F", "0.1", "0.1\n7,0.1", ", rad 3", "7", "aldrene i befolkningen"),
        ("F", "1,0.1", "7,0.1", ", rad 2", "7", "aldrene i befolkningen"),
        ("F", "1,0.1", "0,0.1\n1,0.1", ", rad 2", "0.1", f"0 i {ENDS}"),
        ("F", "1,0.1", "1,0.1\n2,0.2", ", rad 3", "0.2", f"0 i {ENDS}"),
        ("F", "1,0.1", "0,0\n2,0", ", kolonnen age", "ingen rader for 1", "aldre uten hull"),
        ("P", P, MEN, ", kolonnen sex", "bare male", "female, eller begge"),
        ("P", P, MEN[:16], "", "bare overskrifter", "minst én rad"),
        ("P", ",2,", ",7,", ", kolonnen age", "0, 1, 7", "0, 1, 2 og videre"),
    ],
)
def test_fault_says_where_what_and_what_to_do(
    file: str, old: str, new: str, place: str, found: str, accepted: str
) -> None:
    text = {"P": P, "S": S, "F": F, "M": M}[file]
    assert old in text
    told = faults(**{"m": M, file.lower(): text.replace(old, new)})
    start = f"{file}.csv{place}: fant {found}, godtar {accepted}. "
    assert told[0].startswith(start)
    assert all(re.fullmatch(r".+: fant .+, godtar .+\. [A-Z].+\.", one) for one in told)


def test_cell_that_stands_twice_names_both_rows() -> None:
    told = faults(p=P.replace("female,2", "female,1"))
    assert told[0].endswith("Den står også i rad 3.")
    assert told[1].startswith("P.csv: fant ingen rader for female 2")


def test_files_of_a_norwegian_spreadsheet_are_read() -> None:
    """Windows-1252, semicolons, decimal commas, words for sexes and ages, and a title."""
    written = P.replace("sex,age,persons", "Kjønn;Alder;Antall personer")
    written = written.replace("female", "Kvinner").replace("male", "Menn").replace(",", ";")
    written = "Folketallet ved start;;\n" + written.replace(";2;", ";2 år og eldre;")
    rates = S.replace(",", ";").replace(".", ",").replace("survival_ratio", "Overlevelse")
    files = [UserFile("x.csv", one.encode("cp1252")) for one in (written, rates, F)]
    found = cohort_files.read(*files, None, 1, 1)
    np.testing.assert_array_equal(found.persons, read().persons)
    np.testing.assert_array_equal(found.survival, read().survival)


def test_groups_as_wide_as_a_step_are_ages() -> None:
    wide = [
        one.replace(",2,", ",10+,").replace(",1,", ",5-9,").replace(",0,", ",0-4,")
        for one in (P, S)
    ]
    births = F.replace("\n1,", "\n5-9,")
    found = read(p=wide[0], s=wide[1], f=births, step=5)
    assert found.ages == (0, 5, 10)
    np.testing.assert_array_equal(found.persons, read().persons)
    assert faults(p=wide[0])[0].startswith("P.csv, rad 2 og 5, kolonnen age: fant «0-4»")


AGES = range(0, 90, 5)


def population(factor: float = 1.0, swapped: bool = False) -> str:
    """Fewer men than women of old age."""
    men = {age: factor * (100 - (90 if age >= 80 else 0)) for age in AGES}
    women = {age: factor * (100 - (60 if age >= 80 else 0)) for age in AGES}
    sexes = ("male", "female") if swapped else ("female", "male")
    return "sex,age,persons\n" + "".join(
        f"{sex},{age},{of[age]}\n"
        for sex, of in zip(sexes, (women, men), strict=True)
        for age in AGES
    )


def survived(women: float = 0.99, men: float = 0.97) -> str:
    """The same at every age."""
    return "sex,age,survival_ratio\n" + "".join(
        f"{sex},{age},{of}\n" for sex, of in (("female", women), ("male", men)) for age in AGES
    )


def born(rate: float, heading: str = "births_per_woman_per_year") -> str:
    """The same from 15 to 49 years."""
    return f"age,{heading}\n" + "".join(f"{age},{rate}\n" for age in range(15, 50, 5))


def test_fertility_per_thousand_women_or_for_a_step_is_refused() -> None:
    given = {"p": population(), "s": survived(), "step": 5}
    assert read(**given, f=born(0.05)).warnings == ()  # 7 groups of 5 years: 1,75 births
    for rate, told in ((50, "1\u00a0750,0 barn"), (0.25, "8,8 barn")):
        (one,) = faults(**given, f=born(rate))
        assert told in one
    assert "del dem på 1 000" in faults(**given, f=born(50))[0]
    assert "del dem på 5" in faults(**given, f=born(0.25))[0]
    (few,) = read(**given, f=born(0.005)).warnings
    assert few.found == "0,18 barn per kvinne gjennom livet"
    (said,) = faults(**given, f=born(0.05, "Fødselsrate (per 1 000 kvinner)"))
    assert "per 1 000 kvinner" in said


def test_deaths_for_survival_and_swapped_sexes_are_told() -> None:
    right = {"f": born(0.05), "step": 5}
    (deaths,) = faults(**right, p=population(), s=survived(0.01, 0.03))
    assert "ser ut som dødelighet" in deaths
    assert "et tall fra 0 til 1" in faults(**right, p=population(), s=survived(99, 97))[0]
    (lives,) = read(**right, p=population(), s=survived(0.97, 0.99)).warnings
    assert lives.accepted == "lengst liv for kvinner"
    (people,) = read(**right, p=population(swapped=True), s=survived()).warnings
    assert people.accepted == "flest gamle kvinner"
    (thousand,) = read(**right, p=population(0.001), s=survived()).warnings
    assert "gang dem med 1 000" in thousand.advice


def test_year_that_is_none_is_told() -> None:
    told = faults(f=WITH_YEARS.replace("2025", "25"))
    assert told == [
        "F.csv, rad 3, kolonnen year: fant «25», godtar et årstall fra 1900 til 2100. "
        "Skriv for eksempel 2024."
    ]


def test_all_faults_of_all_files_are_told_at_once() -> None:
    told = faults(
        p=P.replace("20", "tjue").replace("31", "-31"),
        s=S.replace("female,1,0.8\n", "").replace("0.7", "7"),
        f=F.replace("1,0.1", "0,0.1"),
        m=M.replace("male,1", "noen,1"),
    )
    assert [line.split(":")[0] for line in told] == [
        "P.csv, rad 3, kolonnen persons",
        "P.csv, rad 7, kolonnen persons",
        "S.csv, rad 4, kolonnen survival_ratio",
        "S.csv",
        "F.csv, rad 2",
        "M.csv, rad 3, kolonnen sex",
        "M.csv, rad 6, kolonnen sex",
    ]


def test_many_missing_cells_are_one_fault() -> None:
    few = "sex,age,survival_ratio\nfemale,0,0.9\n"
    ages = "".join(f"female,{age},1\n" for age in range(30))
    told = faults(p="sex,age,persons\n" + ages, s=few, f="age,births_per_woman_per_year\n20,0\n")
    assert len(told) == 1
    assert "female 1, female 2, " in told[0]
    assert "female 8 og 21 til" in told[0]


# --- a profile of one's own -----------------------------------------------------------------------


def profile(text: str) -> np.ndarray:
    return take(profiles.read_profile, UserFile("profil.csv", text.encode()))[0]


def test_own_profile_sums_to_one() -> None:
    found = profile("sex,age,persons\nfemale,30,3\nmale,31,4\nmale,105,1\n")
    assert found.shape == (2, len(SINGLE_AGES))
    assert found.sum() == pytest.approx(1)
    assert (found[0, 30], found[1, 31], found[1, 105]) == (0.375, 0.5, 0.125)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("female,30,0", "bare 0, godtar minst én person"),
        ("female,106,1", "rad 2, kolonnen age: fant 106, godtar 0 til 105. Samle dem i 105."),
        ("female,30,-1", "«-1», godtar et tall fra 0"),
        ("female,30", "en tom celle"),
    ],
)
def test_profile_that_cannot_be_is_refused(rows: str, told: str) -> None:
    with pytest.raises(InputFileError, match=r"profil\.csv") as caught:
        profile(f"sex,age,persons\n{rows}\n")
    assert told in str(caught.value)
