"""Files of frames: one broken file per way of being broken, legal files left alone, and a fuzz."""

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from own_help import take

from projections.case import Case, Catalogue
from projections.errors import Fault, InputFileError
from projections.sources.data import datafiles
from projections.sources.own.file import UserFile
from projections.sources.own.frame_columns import schema
from projections.sources.own.frames import FrameFile, read_frames
from projections.sources.own.opening import LARGEST
from projections.sources.own.schema import MOST_ROWS, is_total

BUNDLED = (datafiles.data_folder() / "roros_driftsrammer_2024_2027.csv").read_bytes()
SECTORS = (
    "grunnskole",
    "barnehage",
    "pleie",
    "kommunehelse",
    "barnevern",
    "sosial",
    "administrasjon",
)
MAPPING = {"Skolene": "grunnskole", "Helse": "kommunehelse"}
Edit = Callable[[bytes], bytes]


def read(content: bytes, year: int | None = None) -> FrameFile:
    return taken(content, year)[0]


def warned(content: bytes) -> tuple[Fault, ...]:
    return taken(content)[1]


def taken(content: bytes, year: int | None = None) -> tuple[FrameFile, tuple[Fault, ...]]:
    file = UserFile("rammer.csv", content)
    return take(read_frames, file, SECTORS, lambda unit: MAPPING.get(unit, ""), year=year)


def faults(content: bytes, year: int | None = None) -> list[tuple[str, str, str, str]]:
    """Every fault as place, found, accepted and advice."""
    with pytest.raises(InputFileError) as caught:
        read(content, year)
    assert {one.file for one in caught.value.faults} == {"rammer.csv"}
    assert all(str(one) in str(caught.value) for one in caught.value.faults)
    return [(one.place, one.found, one.accepted, one.advice) for one in caught.value.faults]


def swap(old: str, new: str, text: bytes = BUNDLED) -> bytes:
    assert text.count(old.encode()) == 1, old
    return text.replace(old.encode(), new.encode())


def dialect(separator: str, edit: Callable[[str], str] = str) -> str:
    """The bundled file with another separator, its cells edited."""
    rows = csv.reader(io.StringIO(BUNDLED.decode()))
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([[edit(cell) for cell in row] for row in rows])
    return out.getvalue()


def turned(cell: str) -> str:
    return f"-{cell}".replace("--", "") if cell.lstrip("-").isdigit() else cell


# --- files that can be used -----------------------------------------------------------------


def test_the_bundled_file_gives_the_bundled_frames(catalogue: Catalogue, roros: Case) -> None:
    file, _ = take(
        read_frames,
        UserFile("x.csv", BUNDLED),
        catalogue.keys.sectors,
        lambda unit: catalogue.parameters.sector("5025", unit),
    )
    assert file.years == (2022, 2023, 2024, 2025, 2026, 2027)
    found = file.frames(2024, "2026-11-21")
    assert roros.frames
    assert found.frames == roros.frames.frames
    assert (found.year, found.source.id) == (2024, "egne-rammer")
    assert found.source.document == "x.csv, kolonnen plan_2024"
    assert file.frames(2022, "2026-11-21").by_sector("grunnskole") == 57_881_000


def test_legal_negative_amounts_are_not_cried_at() -> None:
    told = [one for one in warned(BUNDLED) if "uten tjeneste" not in one.found]
    assert told == []


def test_units_without_a_sector_are_warned_of_by_row() -> None:
    told = warned(BUNDLED)
    assert [(one.place, one.found) for one in told][:3] == [
        ("rad 2, kolonnen sector", "Stab og støtte uten tjeneste"),
        ("rad 5, kolonnen sector", "Barnehagene uten tjeneste"),
        ("rad 7, kolonnen sector", "NAV uten tjeneste"),
    ]
    # Net income follows no sector anyway.
    assert not any("Finans" in one.found or "veiledning" in one.found for one in told)


def number_in_norwegian(cell: str) -> str:
    if not cell.lstrip("-").isdigit():
        return cell
    return f"{int(cell):,}".replace(",", "\u00a0").replace("-", "−") + ",0"


@pytest.mark.parametrize(
    "content",
    [
        dialect(";", number_in_norwegian).encode("utf-8-sig"),
        dialect("\t", number_in_norwegian).encode("utf-8"),
        dialect(",", number_in_norwegian).encode("utf-8"),
        dialect(";").encode("cp1252"),
        dialect("\t").encode("utf-16"),
        BUNDLED.replace(b"\n", b"\r\n") + b"\r\n\r\n",
        BUNDLED.replace(b"\n", b",,\n"),
        BUNDLED.replace(b"level,", b" Level ,"),
    ],
    ids=["Excel", "tabs", "quoted", "Windows", "UTF-16", "blank lines", "empty columns", "spaces"],
)
def test_every_way_of_writing_the_same_file(content: bytes) -> None:
    plain, found = read(BUNDLED), read(content)
    assert [one.by_column for one in found.rows] == [one.by_column for one in plain.rows]
    assert [(one.name, one.parent) for one in found.rows] == [
        (one.name, one.parent) for one in plain.rows
    ]


def test_the_sector_column_decides_and_may_hold_codes_or_names() -> None:
    text = BUNDLED.decode().splitlines()
    wanted = {"Kultur": "Pleie og omsorg", "Skolene": "barnehage"}
    rows = [
        f"{text[0]},sector",
        *(f"{row},{wanted.get(row.split(',')[1], '')}" for row in text[1:]),
    ]
    found = read("\n".join(rows).encode()).frames(2024, "2026-11-21")
    sectors = {one.unit_name: one.sector for one in found.frames if one.sector}
    assert sectors == {"Kultur": "pleie", "Skolene": "barnehage"}


def test_a_frame_may_have_decimals() -> None:
    content = dialect(";").replace("63406", "63406,4").encode()
    assert read(content).frames(2027, "2026-11-21").frames[0].amount == 63_406_400


AMOUNTS = st.integers(-(10**9), 10**9).map(lambda one: one / 1000)
NAMES = st.text(
    st.characters(codec="cp1252", exclude_characters="\0", exclude_categories=["Cc", "Zs"]),
    min_size=1,
    max_size=20,
)


@given(
    st.lists(NAMES, min_size=1, max_size=6, unique=True),
    st.lists(st.sampled_from(["", *SECTORS]), min_size=6, max_size=6),
    st.lists(AMOUNTS.map(abs), min_size=12, max_size=12),
    st.sampled_from(["utf-8", "cp1252"]),
)
def test_round_trip(names: list[str], sectors: list[str], amounts: list[float], code: str) -> None:
    heading = "level;unit_name;parent;sector;regnskap_2022;regnskap_2023"
    lines = [
        f'area;"{name.replace(chr(34), chr(34) * 2)}";;{sectors[i]};'
        f"{amounts[2 * i]:.3f};{amounts[2 * i + 1]:.3f}".replace(".", ",")
        if "." not in name
        else ""
        for i, name in enumerate(names)
    ]
    assume(not any(is_total(name) for name in names))
    lines = [line for line in lines if line] or ["area;A;;;1;2"]
    file = read("\n".join([heading, *lines]).encode(code))
    again = read(file.to_csv().encode())
    assert again.rows == file.rows
    assert again.columns == file.columns


# --- files that cannot ----------------------------------------------------------------------


def test_everything_is_told_at_once_with_row_and_column() -> None:
    content = swap("67614", "seksti")
    content = swap("unit,Barnehagene,Oppvekst,28003", "unit,Barnehagene,Oppvegst,", content)
    content = swap("area,Kultur,,20520,21385,23541", "area,Kultur,,20520,21385,-23541", content)
    content = swap("unit,NAV", "team,NAV", content)
    content = swap("189504", "189514", content)
    assert [one[0] for one in faults(content, 2030)] == [
        "rad 4, kolonnen plan_2024",
        "rad 5, kolonnen regnskap_2022",
        "rad 7, kolonnen level",
        "rad 1, kolonnen plan_2030",
        "rad 5, kolonnen parent",
        "rad 13, kolonnen plan_2024",
        "rad 9, kolonnen plan_2026",
        "rad 16, kolonnen plan_2026",
    ]


@pytest.mark.parametrize(
    ("content", "place", "found", "accepted"),
    [
        (b"", "", "en tom fil", "en tabell i CSV"),
        (b" \n\n", "", "en tom fil", "en tabell i CSV"),
        (b"x" * (LARGEST + 1), "", "10 MB", "høyst 10 MB"),
        (b"PK\x03\x04 sheet", "", "en pakket fil som er skadet", "en arbeidsbok i XLSX"),
        (b"\x89PNG\r\n\x1a\n\0\0", "", "et bilde", "en tabell i CSV"),
        (b"\x01\0\x02\0", "", "noe annet enn en tabell", "en tabell i CSV"),
        (b"Kjaere kommune\nher er tall", "rad 1", "«Kjaere kommune»", "semikolon"),
        (b'level,unit_name\n"area', "rad 2", "en rad som ikke kan leses", "én linje"),
        (BUNDLED.splitlines()[0], "", "bare overskrifter", "minst én rad"),
        (BUNDLED + b"area,A,,1,1,1,1,1,1\n" * MOST_ROWS, "", "2015 rader", "høyst 2000"),
        (swap("parent", "eier"), "rad 1", "level, unit_name, eier", "parent"),
        (swap("plan_2024", "plan_2023"), "rad 1", "budsjett_2023, plan_2023", "én kolonne per år"),
        (swap("plan_2024", "plan_2025"), "rad 1", "kolonnen «plan_2025» 2 ganger", "én gang"),
        (swap("67614", "67.614"), "rad 4, kolonnen plan_2024", "«67.614»", "et tall"),
        (swap("67614", "1e5"), "rad 4, kolonnen plan_2024", "«1e5»", "et tall"),
        (swap("67614", "inf"), "rad 4, kolonnen plan_2024", "«inf»", "et tall"),
        (swap("67614", "67 61 4"), "rad 4, kolonnen plan_2024", "«67 61 4»", "et tall"),
        (swap("67614", ""), "rad 4, kolonnen plan_2024", "en tom celle", "et tall"),
        (swap("67614", "67614,5"), "rad 4", "10 felt", "9 felt"),
        (swap("unit,NAV", "unit,Skolene"), "rad 7, kolonnen unit_name", "«Skolene»", "én gang"),
        (swap("unit,NAV", "unit,"), "rad 7, kolonnen unit_name", "en tom celle", "et navn"),
        (
            swap("area,Kultur,,", "area,Kultur,Finans,"),
            "rad 13, kolonnen parent",
            "«Finans»",
            "en tom celle for et område",
        ),
        (
            swap("unit,NAV,Oppvekst", "unit,NAV,Velferd"),
            "rad 7, kolonnen parent",
            "«Velferd»",
            "Finans, Helse og omsorg",
        ),
        (
            swap("114928", "114930"),
            "rad 3, kolonnen plan_2024",
            "114\u00a0930 for Oppvekst, der enhetene summerer til 114\u00a0928",
            "(± 1)",
        ),
        (
            swap("23541", "23551"),
            "rad 16, kolonnen plan_2024",
            "områder som summerer til 9",
            "summen 0 (± 1) med Finans",
        ),
    ],
)
def test_one_broken_file_per_way_of_being_broken(
    content: bytes, place: str, found: str, accepted: str
) -> None:
    told = [one for one in faults(content) if one[0] == place]
    assert any(found in one[1] and accepted in one[2] for one in told), faults(content)
    assert all(one[3].endswith(".") for one in told)


@pytest.mark.parametrize(
    ("content", "places"),
    [
        (
            dialect(",", turned).encode(),
            ["regnskap_2022", "budsjett_2023", "plan_2024", "plan_2025", "plan_2026", "plan_2027"],
        ),
        (swap("23541", "-23541"), ["rad 13, kolonnen plan_2024"]),
        (swap("7472", "-7472"), ["rad 8, kolonnen plan_2024"]),
        (swap("114928", "-114928"), ["rad 3, kolonnen plan_2024"]),
        (swap("-424230", "424230"), ["rad 16, kolonnen plan_2024"]),
        (
            swap("114928", "-114928", swap("23541", "-23541")),
            ["rad 3, kolonnen plan_2024", "rad 13, kolonnen plan_2024"],
        ),
    ],
    ids=["all", "an area", "a unit", "a divided area", "finance", "two areas"],
)
def test_a_turned_sign_is_told_where_it_stands(content: bytes, places: list[str]) -> None:
    told = faults(content)
    assert len(told) == len(places)
    for one, place in zip(told, places, strict=True):
        assert one[0].endswith(place)
        assert "Snu fortegnet" in one[3]


def test_a_sign_that_no_sum_shows_is_a_warning() -> None:
    # The accounts of 2022 need not sum to zero.
    (told,) = (one for one in warned(swap("20520", "-20520")) if "fortegn" in one.accepted)
    assert (told.place, told.found) == ("rad 13, kolonnen regnskap_2022", "−20\u00a0520")


def test_a_missing_year_is_told() -> None:
    rows = [row.split(",") for row in BUNDLED.decode().splitlines()]
    content = "\n".join(",".join([*row[:5], *row[6:]]) for row in rows).encode()
    (told,) = faults(content, 2024)
    assert told[0] == "rad 1, kolonnen plan_2024"
    assert "2022, 2023, 2025" in told[1]
    holes = [one for one in warned(content) if "hull" in one.accepted]
    assert [one.place for one in holes] == ["rad 1, kolonnen plan_2024"]


def test_frames_without_finance_can_be_used_and_it_is_said() -> None:
    content = "\n".join(BUNDLED.decode().splitlines()[:-1]).encode()
    holes = [one for one in warned(content) if "Finans" in one.accepted]
    assert [one.place for one in holes] == [
        "kolonnen budsjett_2023",
        *(f"kolonnen plan_{year}" for year in range(2024, 2028)),
    ]


def test_unknown_and_unused_sectors() -> None:
    rows = BUNDLED.decode().splitlines()
    sectors = ["sector"] + [""] * (len(rows) - 1)
    sectors[3] = "skole"
    sectors[2] = "pleie"
    content = "\n".join(f"{row},{one}" for row, one in zip(rows, sectors, strict=True)).encode()
    (told,) = faults(content)
    assert told[:3] == (
        "rad 4, kolonnen sector",
        "«skole»",
        f"{', '.join(SECTORS)}, eller en tom celle",
    )
    sectors[3] = "grunnskole"
    content = "\n".join(f"{row},{one}" for row, one in zip(rows, sectors, strict=True)).encode()
    assert any("delt i enheter" in one.found for one in warned(content))


def test_a_hostile_file_name_is_cut_to_plain_characters() -> None:
    file, _ = take(read_frames, UserFile("[x](y)<b>" + "a" * 99, BUNDLED), SECTORS, lambda _: "")
    assert file.name == "?x??y??b?" + "a" * 51


def test_every_column_of_the_template_is_described() -> None:
    heading = BUNDLED.decode().splitlines()[0].split(",")
    described = schema(SECTORS).described
    assert list(described) == [*heading[:3], "sector", *heading[3:6]]
    assert all(sector in described["sector"] for sector in SECTORS)


# --- a fuzz ---------------------------------------------------------------------------------

TEXT = dialect(";")
BITS = st.sampled_from(
    [
        '"',
        ";",
        ",",
        "\n",
        "\r",
        "\t",
        "-",
        "−",
        "0",
        "9" * 12,
        "area",
        "unit",
        "Oppvekst",
        "é",
        "\0",
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """The bundled file with pieces put in, taken out and moved, in some encoding."""
    text = TEXT
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(text)))
        end = min(len(text), place + draw(st.integers(0, 40)))
        way = draw(st.sampled_from(["put", "cut", "move"]))
        piece = draw(BITS) if way == "put" else text[place:end] if way == "move" else ""
        text = text[:place] + text[end if way != "put" else place :]
        there = draw(st.integers(0, len(text))) if way == "move" else place
        text = text[:there] + piece + text[there:]
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"])), "replace")


def check(content: bytes) -> None:
    told: tuple[Fault, ...] = ()
    try:
        file = read(content)
    except InputFileError as problem:
        told = problem.faults
    if told:
        assert all(one.found and one.accepted and one.advice for one in told)
    else:
        assert all(file.frames(year, "2026-11-21").frames for year in file.years)
        assert read(file.to_csv().encode()).rows


@given(mutated())
def test_a_mutated_file_gives_frames_or_told_problems(content: bytes) -> None:
    check(content)


@given(st.binary(max_size=400))
def test_any_bytes_give_frames_or_told_problems(content: bytes) -> None:
    check(content)
