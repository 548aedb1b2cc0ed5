"""A user's own capacity: read, every way of being wrong, and what it is held against."""

from dataclasses import replace

import numpy as np
import pytest
from own_help import take

from projections.case import Case, Catalogue, OwnPlaces, Projection
from projections.errors import Fault, InputFileError
from projections.sources.own.file import UserFile
from projections.sources.own.places import read_places
from projections.tables import Setting, capacity
from projections.words import Finding
from projections.words.capacity import care_places, passed

HEAD = "tjeneste;navn;plasser;fra;til;kilde;merknad"
GOOD = (
    "heldogn;Øverhagaen;45;;2027;Vedtak;",
    "Heldøgns omsorg;Øverhagaen;77;2028;;Vedtak;",
    "grunnskole;Skole 1;530;;;;",
)


def taken(*lines: str, head: str = HEAD) -> tuple[tuple[OwnPlaces, ...], tuple[Fault, ...]]:
    return take(read_places, UserFile("plasser.csv", "\n".join((head, *lines)).encode("cp1252")))


def read(*lines: str, head: str = HEAD) -> tuple[OwnPlaces, ...]:
    return taken(*lines, head=head)[0]


def places(*lines: str) -> list[str]:
    with pytest.raises(InputFileError) as problem:
        read(*lines)
    return [one.place for one in problem.value.faults]


def own(case: Case, *lines: str) -> Case:
    return replace(case, own_places=read(*lines))


def test_what_people_write_is_read() -> None:
    found = read(*GOOD)
    source = found[0].source
    assert found == (
        OwnPlaces("heldogn", "Øverhagaen", 45, None, 2027, source),
        OwnPlaces("heldogn", "Øverhagaen", 77, 2028, None, source),
        OwnPlaces("grunnskole", "Skole 1", 530, None, None, source),
    )
    assert source.short == "egen kapasitet, plasser.csv: Vedtak"
    assert taken(*GOOD)[1] == ()


WRONG = {
    "unknown service": (0, "heldogn", "svømmehall", "rad 2, kolonnen tjeneste"),
    "no name": (0, "Øverhagaen", "", "rad 2, kolonnen navn"),
    "markup": (0, "Øverhagaen", "<b>", "rad 2, kolonnen navn"),
    "no number": (0, "45", "", "rad 2, kolonnen plasser"),
    "negative": (0, "45", "-45", "rad 2, kolonnen plasser"),
    "text": (0, "45", "mange", "rad 2, kolonnen plasser"),
    "no year": (1, "2028", "snart", "rad 3, kolonnen fra"),
    "a year far away": (1, "2028", "2999", "rad 3, kolonnen fra"),
    "backwards": (1, "2028;;", "2028;2027;", "rad 3, kolonnen til"),
    "two numbers in a year": (1, "2028", "2027", "rad 3, kolonnen fra"),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_way_of_being_wrong_is_told_by_place(name: str) -> None:
    place, before, after, where = WRONG[name]
    lines = list(GOOD)
    assert before in lines[place]
    lines[place] = lines[place].replace(before, after, 1)
    assert places(*lines) == [where]


def test_every_overlap_is_told_and_a_hole_is_a_warning() -> None:
    spans = ("2020;2040", "2021;2022", "2030;2035")
    assert places(*(f"heldogn;A;5;{span};;" for span in spans)) == [
        "rad 3, kolonnen fra",
        "rad 4, kolonnen fra",
    ]
    (hole, _) = taken("heldogn;A;5;2020;2025;;", "heldogn;A;9;2027;;;")[1]
    assert hole.found == "ingen plasser 2026–2026"


def test_columns_that_are_missing() -> None:
    with pytest.raises(InputFileError, match="Legg til plasser og til, som i malen"):
        read("heldogn;A;2020", head="tjeneste;navn;fra")


def test_levels_follow_the_years(roros: Case, ageing: Projection) -> None:
    case = own(roros, *GOOD[:2], "heldogn;Dagsenteret;10;2030;2031;;")
    (level,) = capacity.levels(case, ageing, "heldogn", "places")
    assert level.item == "capacity_own"
    assert level.source.id == "egen-kapasitet"
    assert [level.at(year) for year in (2027, 2028, 2030, 2031, 2032)] == [45, 77, 87, 87, 77]


def test_the_services_that_are_not_in_the_file_keep_what_came_with(
    roros: Case, ageing: Projection
) -> None:
    case = own(roros, *GOOD[:2])
    assert capacity.capacities(case, "heldogn", *capacity.PLACES) == ()
    assert len(capacity.capacities(case, "grunnskole", "in_use")) == 3
    case = own(roros, "grunnskole;Skolene;560;;;;")
    now, decided = capacity.levels(case, ageing, "heldogn", "places")
    assert (now.item, decided.item) == ("capacity_now", "capacity_decided")
    (schools,) = capacity.levels(case, ageing, "grunnskole", "pupils")
    assert (schools.item, schools.unit) == ("school_capacity_own", "pupils")


def test_years_without_a_row_are_missing_not_zero(roros: Case, ageing: Projection) -> None:
    (level,) = capacity.levels(own(roros, "heldogn;A;60;2030;;;"), ageing, "heldogn", "places")
    assert np.isnan(level.at(2029))
    assert level.at(2030) == 60
    assert capacity.levels(own(roros, "heldogn;A;60;;1990;;"), ageing, "heldogn", "places") == ()


def test_need_that_passes_own_places_is_told_by_year(
    roros: Case, ageing: Projection, catalogue: object
) -> None:
    case = own(roros, "heldogn;A;100;;2029;;", "heldogn;A;50;2030;;;")
    need = capacity.care_places(Setting(case, ageing, catalogue), 25.0)  # type: ignore[arg-type]
    wanted = next(one for one in need if one.item == "care_places" and not one.is_observed)
    assert 50 < wanted.at(2030) < 140
    found = capacity.passings(need, capacity.levels(case, ageing, "heldogn", "places"))
    first = next(year for year in wanted.years if wanted.at(year) > (100 if year < 2030 else 50))
    assert [(one.year, one.amount) for one in found] == [(first, 100 if first < 2030 else 50)]
    assert f"de oppgitte {100 if first < 2030 else 50}" in passed("Røros", found)


def told(case: Case, projection: Projection, catalogue: Catalogue, coverage: float) -> Finding:
    need = capacity.care_places(Setting(case, projection, catalogue), coverage)
    levels = capacity.levels(case, projection, "heldogn", "places")
    covered = capacity.covered(case, projection, levels)
    return care_places("Røros", need, capacity.passings(need, levels), covered, 2024, 2033)


def test_places_that_come_too_late_are_told_to_be_enough_then(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    """A fifth of the oldest is 65 places in 2023, 88 in 2027 and 116 in 2033."""
    case = own(roros, "heldogn;A;45;;2026;;", "heldogn;A;120;2027;;;")
    found = told(case, ageing, catalogue, 20.0)
    assert found.title == (
        "Med 20\u00a0% dekning er behovet større enn de oppgitte 45 omsorgsplassene allerede i "
        "2023, men ikke fra 2027"
    )
    assert "Behovet er over de oppgitte 45 allerede i 2023, men ikke fra 2027." in found.text
    assert "de oppgitte 45–120 tilsvarer" in found.text


def test_nothing_is_said_of_years_without_places(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    found = told(own(roros, "heldogn;A;90;2023;2023;;"), ageing, catalogue, 20.0)
    assert found.title == "Med 20\u00a0% dekning er de oppgitte 90 omsorgsplassene nok til 2023"
    assert "Behovet er ikke over de oppgitte 90 i 2023." in found.text
    assert "tilsvarer" not in found.text
