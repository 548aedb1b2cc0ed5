"""A user's own rates: read as people write them, and every way of being wrong told by place."""

import pytest
from own_help import take

from projections.case import Catalogue, OwnRates
from projections.errors import Fault, InputFileError
from projections.money.own_rates import AgeRate
from projections.people.ages import AgeBand
from projections.sources.own.file import UserFile
from projections.sources.own.rates import read_rates

HEAD = "tjeneste;alder;sats;enhet;prisår;kilde;merknad"
GOOD = (
    "grunnskole;6-15;185 000;kroner per person per år;2024;Regnskap 2024;",
    "grunnskole;øvrige;0;kroner per person per år;;;",
    "Pleie og omsorg;0–66 år;5000;kr per person per år;2024;;",
    "pleie;67+;90000,50;kroner per person per år;2024;;",
    "Svømmehall;0-79;0,25;brukere per person;;Telling;",
    "Svømmehall;80 år og eldre;0,02;brukere per person;;;",
)


def written(*lines: str, head: str = HEAD) -> UserFile:
    return UserFile("satser.csv", "\n".join((head, *lines)).encode(), "2026-11-21")


def read(file: UserFile, catalogue: Catalogue) -> OwnRates:
    return take(read_rates, file, catalogue.keys.sectors)[0]


def warned(file: UserFile, catalogue: Catalogue) -> tuple[Fault, ...]:
    return take(read_rates, file, catalogue.keys.sectors)[1]


def faults(catalogue: Catalogue, *lines: str, head: str = HEAD) -> tuple[Fault, ...]:
    with pytest.raises(InputFileError) as problem:
        read(written(*lines, head=head), catalogue)
    return problem.value.faults


def changed(place: int, old: str, new: str) -> list[str]:
    lines = list(GOOD)
    assert old in lines[place]
    lines[place] = lines[place].replace(old, new, 1)
    return lines


def test_what_people_write_is_read(catalogue: Catalogue) -> None:
    found = read(written(*GOOD), catalogue)
    assert (found.costs, found.users) == (
        {
            "grunnskole": (
                AgeRate(AgeBand(0, 5), 0.0),
                AgeRate(AgeBand(6, 15), 185_000.0),
                AgeRate(AgeBand(16, None), 0.0),
            ),
            "pleie": (AgeRate(AgeBand(0, 66), 5000.0), AgeRate(AgeBand(67, None), 90_000.5)),
        },
        {
            "tjeneste:Svømmehall": (
                AgeRate(AgeBand(0, 79), 0.25),
                AgeRate(AgeBand(80, None), 0.02),
            )
        },
    )
    assert found.price_year == 2024
    (apart,) = warned(written(*GOOD), catalogue)
    assert (apart.place, apart.found) == ("rad 6, kolonnen tjeneste", "tjenesten «Svømmehall»")


def test_the_passport_names_file_source_and_prices(catalogue: Catalogue) -> None:
    own = read(written(*GOOD), catalogue)
    assert own.source.short == "egne satser, satser.csv: Regnskap 2024 og Telling"
    assert (own.source.vintage, own.source.retrieved) == ("2024-kroner", "2026-11-21")
    assert own.source.unit == "kroner per person per år og brukere per person"
    assert (tuple(own.costs), tuple(own.users)) == (
        ("grunnskole", "pleie"),
        ("tjeneste:Svømmehall",),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_the_same_in_every_encoding_and_separator(
    catalogue: Catalogue, encoding: str, separator: str
) -> None:
    text = "\r\n".join((HEAD, *GOOD)).replace(";", separator)
    found = read(UserFile("satser.csv", text.encode(encoding)), catalogue)
    whole = read(written(*GOOD), catalogue)
    assert (found.costs, found.users) == (whole.costs, whole.users)


def test_services_stand_in_the_order_of_the_sectors(catalogue: Catalogue) -> None:
    found = read(written(*reversed(GOOD)), catalogue)
    assert list(found.costs) == ["grunnskole", "pleie"]


WRONG = {
    "unknown unit": (0, "kroner per person per år", "1000 kr", "rad 2, kolonnen enhet"),
    "text for a number": (0, "185 000", "mange", "rad 2, kolonnen sats"),
    "a thousand or a decimal": (0, "185 000", "185.000", "rad 2, kolonnen sats"),
    "negative": (3, "90000,50", "-90000", "rad 5, kolonnen sats"),
    "no number": (3, "90000,50", "", "rad 5, kolonnen sats"),
    "too large": (3, "90000,50", "90000000", "rad 5, kolonnen sats"),
    "per cent for a share": (4, "0,25", "25", "rad 6, kolonnen sats"),
    "a formula": (0, "185 000", "=A1*2", "rad 2, kolonnen sats"),
    "age that is none": (3, "67+", "gamle", "rad 5, kolonnen alder"),
    "age backwards": (0, "6-15", "15-6", "rad 2, kolonnen alder"),
    "too old": (3, "67+", "120+", "rad 5, kolonnen alder"),
    "misspelt sector": (0, "grunnskole", "grunskole", "rad 2, kolonnen tjeneste"),
    "no service": (0, "grunnskole", "", "rad 2, kolonnen tjeneste"),
    "markup": (4, "Svømmehall", "<b>Svømmehall", "rad 6, kolonnen tjeneste"),
    "hole": (2, "0–66 år", "0–60 år", "kolonnen alder"),
    "hole at the end": (3, "67+", "67-99", "kolonnen alder"),
    "overlap": (3, "67+", "60+", "rad 5, kolonnen alder"),
    "the same twice": (5, "80 år og eldre", "0-79", "rad 7, kolonnen alder"),
    "no price year": (0, "2024;Regn", "i fjor;Regn", "rad 2, kolonnen prisår"),
    "two price years": (3, "2024", "2023", "rad 5, kolonnen prisår"),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_way_of_being_wrong_is_told_by_place(catalogue: Catalogue, name: str) -> None:
    place, old, new, where = WRONG[name]
    found = faults(catalogue, *changed(place, old, new))
    assert where in [one.place for one in found]
    assert all(one.file == "satser.csv" and one.accepted and one.advice for one in found)


def test_a_misspelt_sector_is_not_taken_for_a_service_of_its_own(catalogue: Catalogue) -> None:
    (first, *_) = faults(catalogue, *changed(0, "grunnskole", "grunskole"))
    assert first.advice == "Skriv grunnskole, eller et navn som ikke ligner."


def test_a_hole_names_the_ages_and_how_to_say_zero(catalogue: Catalogue) -> None:
    (hole,) = faults(catalogue, "grunnskole;6-15;1;kr per person per år;2024;Regnskap;")
    assert hole.found == (
        "ingen sats for 0–5 år og 16 år og eldre i Grunnskole, kroner per person per år"
    )
    assert "øvrige" in hole.advice


def test_overlaps_name_the_other_row_and_long_bands_are_remembered(catalogue: Catalogue) -> None:
    rows = ("0+", "5-10", "20-30")
    found = faults(
        catalogue, *(f"pleie;{ages};1;kr per person per år;2024;Regnskap;" for ages in rows)
    )
    assert [one.place for one in found] == ["rad 3, kolonnen alder", "rad 4, kolonnen alder"]
    assert all("Rad 2 har 0 år og eldre" in one.advice for one in found)


def test_all_other_ages_twice(catalogue: Catalogue) -> None:
    row = "pleie;øvrige;1;kr per person per år;2024;Regnskap;"
    (twice,) = faults(catalogue, row, row)
    assert twice.place == "rad 3, kolonnen alder"


def test_every_problem_at_once(catalogue: Catalogue) -> None:
    lines = changed(0, "185 000", "mange")
    lines[2], lines[4] = lines[2].replace("5000", "-1"), lines[4].replace("0,25", "25")
    assert [one.place for one in faults(catalogue, *lines)] == [
        "rad 2, kolonnen sats",
        "rad 4, kolonnen sats",
        "rad 6, kolonnen sats",
    ]


def test_an_unreadable_age_is_not_also_called_a_hole(catalogue: Catalogue) -> None:
    found = faults(catalogue, *changed(2, "0–66 år", "unge"))
    assert [one.place for one in found] == ["rad 4, kolonnen alder"]


def test_missing_and_strange_columns(catalogue: Catalogue) -> None:
    (missing,) = faults(catalogue, "grunnskole;0+;1", head="tjeneste;alder;indeks")
    assert missing.advice == "Legg til sats og enhet, som i malen."
    found = warned(
        written("pleie;0+;1;kr per person per år;2024;x", head=HEAD[:-14] + ";rabatt"), catalogue
    )
    assert [one.found for one in found] == ["rabatt", "ingen kilde"]


def test_kroner_need_a_price_year_and_users_none(catalogue: Catalogue) -> None:
    (missing,) = faults(catalogue, "pleie;0+;1;kr per person per år;;Regnskap;")
    assert missing.place == "kolonnen prisår"
    found = read(written("pleie;0+;1;brukere per person;;Telling;"), catalogue)
    assert found.price_year is None
    assert found.source.vintage == "brukere per person"


def test_a_sum_is_left_out_and_told(catalogue: Catalogue) -> None:
    summed = written(*GOOD, "Sum;0+;5;kr per person per år;2024;;")
    assert read(summed, catalogue).costs == read(written(*GOOD), catalogue).costs
    assert ("rad 8", "«Sum»") in [(one.place, one.found) for one in warned(summed, catalogue)]


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"tull", b";;;", b"PK\x03\x04\x00", b"\x00\x01", HEAD.encode(), b"x" * 11**7],
)
def test_what_is_no_table_is_told(catalogue: Catalogue, content: bytes) -> None:
    with pytest.raises(InputFileError) as problem:
        read(UserFile("satser.csv", content), catalogue)
    assert len(problem.value.faults) == 1
