"""One small file of each kind that has gone wrong: read right, or refused with the reason."""

import io
from collections.abc import Mapping, Sequence

import pytest
import xlsxwriter

from projections.people.ages import AgeAxis, AgeBand
from projections.people.population import Population, Region
from projections.provenance import Source
from projections.sources.own.file import UserFile, passport
from projections.sources.upload import Upload, read

NAMES = {"5025": "Røros", "3430": "Os", "3801": "Horten", "4001": "Porsgrunn", "50": "Trøndelag"}
YOUNG, GROWN, OLD = "0-19 år;1200;1200", "20-66 år;3200;3180", "67 år eller eldre;1200;1220"
BODY = f"{YOUNG}\n{GROWN}\n{OLD}\n"
RIGHT = {2024: 5600, 2025: 5600}
LETTERS = "0-19 år;600;600\n20-66 år;1600;1600\n67+;600;600\n"
Totals = Mapping[int, float]


def source() -> Source:
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
    """Some 5 600 people in Røros."""
    if code != "5025":
        return None
    ages = AgeAxis((AgeBand(0, 66), AgeBand(67, None)))
    return Population(
        [[[[4400, 1200]], [[4400, 1200]]]],  # type: ignore[arg-type]
        ("observert",),
        (2024, 2025),
        ("both",),
        ages,
        Region("5025", "Røros"),
        source(),
    )


def given(content: str | bytes, name: str = "fil.csv") -> Upload:
    raw = content.encode() if isinstance(content, str) else content
    return read(UserFile(name, raw), NAMES, "5025", observed, former={"1640": "5025"})


def totals(upload: Upload, region: str = "5025") -> dict[int, float]:
    """Persons by year in the alternative that is shown first."""
    assert not upload.faults, [str(one) for one in upload.faults]
    first = next(one for one in upload.pieces if one.region == region and not one.area)
    return dict(zip(first.years, map(float, first.persons.sum(axis=(1, 2))), strict=True))


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]], hidden: str = "") -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    shown = [name for name in sheets if name != hidden]
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        if name == shown[0]:
            sheet.activate()
            sheet.set_first_sheet()
        if name == hidden:
            sheet.hide()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    book.close()
    return file.getvalue()


READ: dict[str, tuple[str, Totals]] = {
    "letters after the year": (
        "alder;2024 M;2024 K;2025 M;2025 K\n0-19 år;600;600;600;600\n20+;2200;2200;2200;2200\n",
        RIGHT,
    ),
    "a total and letters": (
        "alder;2024 totalt;2024 M;2024 K\n0-19 år;1200;600;600\n20+;4400;2200;2200\n",
        {2024: 5600},
    ),
    "a letter before the year": ("alder;K2024;M2024\n0-19;600;600\n20+;2200;2200\n", {2024: 5600}),
    "section rows": (f"alder;2024;2025\nMenn;;\n{LETTERS}Kvinner;;\n{LETTERS}", RIGHT),
    "sex and age in one label": (
        "gruppe;2024;2025\nMenn 0-19 år;600;600\nMenn 20+;2200;2200\n"
        "Kvinner 0-19 år;600;600\nKvinner 20+;2200;2200\n",
        RIGHT,
    ),
    "a footnote at a year": (f"alder;2024;2025 1)\n{BODY}", RIGHT),
    "another footnote": (f"alder;2024*;2025²\n{BODY}", RIGHT),
    "an end of year in the headings": (
        f"alder;ultimo 2024;ultimo 2025\n{BODY}",
        {2025: 5600, 2026: 5600},
    ),
    "an end of year in the title": (
        f"Folkemengde 31. desember\nalder;2024;2025\n{BODY}",
        {2025: 5600, 2026: 5600},
    ),
    "dates as years": (f"alder;01.01.2024;2025-01-01\n{BODY}", RIGHT),
    "a date in the heading of ages": (f"Alder pr. 1.1.;2024;2025\n{BODY}", RIGHT),
    "dates with words": (f"alder;pr. 1.1.2024;pr. 1.1.2025\n{BODY}", RIGHT),
    "loose accents": (f"a\u030alder;2024;2025\n{BODY}".replace("a\u030alder", "alder"), RIGHT),
    "loose accents in ages": (f"alder;2024;2025\n{BODY}".replace("år", "a\u030ar"), RIGHT),
    "a soft hyphen": (f"al\u00adder;2024;2025\n{BODY}", RIGHT),
    "spaces of no width": (f"alder;2024;2025\n{BODY}".replace("0-19", "\u200b0-19"), RIGHT),
    "two marks in front": (f"\ufeff\ufeffalder;2024;2025\n{BODY}", RIGHT),
    "a pivot table": (
        "Summer av Personer;Kolonneetiketter;;\nRadetiketter;2024;2025;Totalsum\n"
        "0-19 år;1200;1200;2400\n20+;4400;4400;8800\nTotalsum;5600;5600;11200\n",
        RIGHT,
    ),
    "a total off by one": (f"alder;2024;2025\n{BODY}I alt;5601;5599\n", RIGHT),
    "a subtotal": (
        "alder;2024;2025\n0-5 år;300;300\n6-19 år;900;900\nSum 0-19 år;1200;1200\n"
        f"{GROWN}\n{OLD}\nSum alle;5600;5600\n",
        RIGHT,
    ),
    "a total that is not reckoned": (f"alder;2024;2025\n{BODY}Sum;;\n", RIGHT),
    "a sum of districts by another name": (
        "krets;alder;2024;2025\n"
        + "".join(
            f"{name};{age};{count};{count}\n"
            for name, part in (("Nord", 1), ("Sør", 1), ("Begge områder", 2))
            for age, count in (("0-19", 600 * part), ("20+", 2200 * part))
        ),
        RIGHT,
    ),
    "a part of another district": (
        "krets;alder;2024;2025\nSentrum;0-19;1200;1200\nherav Øra;0-19;90;90\n"
        "Sentrum;20+;4400;4400\nherav Øra;20+;300;300\n",
        RIGHT,
    ),
    "per cent beside": (
        "alder;Prosent 2024;Antall 2024\n0-19 år;21;1200\n20+;79;4400\n",
        {2024: 5600},
    ),
    "a change beside": (
        "alder;2024;2025;2024-25\n0-19 år;1200;1200;0\n20+;4400;4400;0\n",
        RIGHT,
    ),
    "thousands in the title": (
        "Tall i 1000 personer\nalder;2024;2025\n0-19;1,2;1,2\n20+;4,4;4,4\n",
        RIGHT,
    ),
    "figures like years": (
        ";2024;2025\nI alt;5600;5600\n0-19 år;2010;2004\n20-66 år;2390;2396\n67+;1200;1200\n",
        RIGHT,
    ),
    "kinds of year": (f"alder;Regnskap 2024;Budsjett 2025\n{BODY}", RIGHT),
    "ages in nynorsk": (
        "alder;2024;2025\n0-19-åringar;1200;1200\n20-66-åringar;3200;3180\n"
        "67-åringar og eldre;1200;1220\n",
        RIGHT,
    ),
    "ages with names": (
        "alder;2024;2025\nBarn 0-19 år;1200;1200\nVoksne 20-66 år;3200;3180\nEldre 67+;1200;1220\n",
        RIGHT,
    ),
    "a last age over": (f"alder;2024;2025\n{YOUNG}\n{GROWN}\nover 66 år;1200;1220\n", RIGHT),
    "a total of ages": (f"alder;2024;2025\nAlder i alt;5600;5600\n{BODY}", RIGHT),
    "years with gaps": (
        "alder;2026;2030;2040\n0-19;1200;1200;1200\n20+;4400;4400;4400\n",
        {2026: 5600, 2030: 5600, 2040: 5600},
    ),
    "the low alternative first": (
        "alternativ;alder;2024;2025\nLav nasjonal vekst (LLML);0-19;1;1\n"
        "Lav nasjonal vekst (LLML);20+;5500;5500\nHovedalternativet (MMMM);0-19;1200;1200\n"
        "Hovedalternativet (MMMM);20+;4400;4400\n",
        RIGHT,
    ),
    "two editions": (
        "alternativ;alder;2024;2025\nHoved (MMMM), utgave 2024;0-19;1;1\n"
        "Hoved (MMMM), utgave 2024;20+;5500;5500\nHoved (MMMM), utgave 2026;0-19;1200;1200\n"
        "Hoved (MMMM), utgave 2026;20+;4400;4400\n",
        RIGHT,
    ),
    "alternatives beside the edition": (
        "Statistikkvariabel;Framskriving;alder;2024;2025\n"
        "Hovedalternativet (MMMM);2026;0-19;1200;1200\n"
        "Hovedalternativet (MMMM);2026;20+;4400;4400\n"
        "Lav (LLML);2026;0-19;1;1\nLav (LLML);2026;20+;5500;5500\n",
        RIGHT,
    ),
    "a county beside the kommune": (
        "Fylke;Kommune;alder;2024;2025\n"
        + "".join(f"Trøndelag;Røros;{row}" for row in BODY.splitlines(True)),
        RIGHT,
    ),
    "an edition in a column of sources": (
        "alder;år;antall;Kilde\n0-19;2024;1;Framskriving 2022\n20+;2024;5500;Framskriving 2022\n"
        "0-19;2024;1200;Framskriving 2024\n20+;2024;4400;Framskriving 2024\n",
        {2024: 5501},
    ),
    "categories with a total": (
        "alder;kategori;2024\n0-19;Alle;1200\n0-19;Innvandrere;200\n0-19;Øvrige;1000\n"
        "20+;Alle;4400\n20+;Innvandrere;400\n20+;Øvrige;4000\n",
        {2024: 5600},
    ),
    "a year in brackets": (
        "alder;2024;Prognose (2025);(2026)\n0-19;1200;1210;1220\n20+;4400;4400;4400\n",
        {2024: 5600, 2025: 5610, 2026: 5620},
    ),
    "letters after a comma": (
        "alder;K, 2024;M, 2024\n0-19;600;610\n20+;2200;2190\n",
        {2024: 5600},
    ),
    "sexes as adjectives": (
        "alder;Kvinnelige 2024;Mannlige 2024\n0-19;600;610\n20+;2200;2190\n",
        {2024: 5600},
    ),
    "an end of year in a note": (
        "alder;2023;2024\n" + BODY + "\nFolkemengde ved utgangen av året\n",
        RIGHT,
    ),
    "an end of year as a month": (f"alder;2023M12;desember 2024\n{BODY}", RIGHT),
    "a day of a note that counts nobody": (
        f"alder;2024;2025\n{BODY}\nKommuneinndeling per 31.12.2023\n",
        RIGHT,
    ),
    "thousands in a note": (
        "alder;2024;2025\n0-19;1,2;1,2\n20+;4,4;4,4\n\nTall i 1000\n",
        RIGHT,
    ),
    "the middle alternative last": (
        "alternativ;alder;2024\nAlternativ L;0-19;1100\nAlternativ L;20+;4400\n"
        "Alternativ M;0-19;1200\nAlternativ M;20+;4400\n",
        {2024: 5600},
    ),
    "a district that is said to be inside": (
        "krets;alder;2024\nNord;0-19;1200\nNord;20+;4400\ninkl. Brekken;0-19;10\n"
        "inkl. Brekken;20+;20\n",
        {2024: 5600},
    ),
    "ages as people write them": (
        "alder;2024\nBarn (0-19 år);1200\n20-66;3200\n≥67;1200\n",
        {2024: 5600},
    ),
    "a last group to SSB's oldest": ("alder;2024\n0-19;1200\n20-105;4400\n", {2024: 5600}),
    "a measure beside persons": (
        "måltall;alder;2024\nPersoner;0-19;1200\nPersoner;20+;4400\nÅrsverk;0-19;1\n"
        "Årsverk;20+;2100\n",
        {2024: 5600},
    ),
    "history and projection": (
        "år;alder;type;personer\n2024;0-19;Historisk;1200\n2024;20+;Historisk;4400\n"
        "2025;0-19;Framskrevet;1210\n2025;20+;Framskrevet;4400\n",
        {2025: 5610},
    ),
}


@pytest.mark.parametrize("kind", READ)
def test_it_is_read_right(kind: str) -> None:
    content, right = READ[kind]
    assert totals(given(content)) == pytest.approx(right, rel=1e-6)


REFUSED = {
    "one sex in the title": (f"Folkemengde, kvinner\nalder;2024;2025\n{BODY}", "bare ett kjønn"),
    "one sex in a letter": (
        "alder;2026\n" + "".join(f"F{age};50\n" for age in range(106)),
        "bare ett kjønn",
    ),
    "one category": (
        "alder;kategori;2024\n0-19;Befolkningen ellers;1200\n20+;Befolkningen ellers;4400\n",
        "bare «Befolkningen ellers»",
    ),
    "two categories without a total": (
        "alder;kategori;2024\n0-19;Innvandrere;600\n20+;Innvandrere;2200\n"
        "0-19;Øvrige;600\n20+;Øvrige;2200\n",
        "kolonnen kategori",
    ),
    "the middle of a year": (f"alder;2024K3;2025K3\n{BODY}", "1. januar"),
    "another month": (f"alder;2024M10;2025M10\n{BODY}", "1. januar"),
    "a year written wrong": (
        "alder;2024;2O25\n0-19;1200;1200\n20+;4400;4400\n",
        "«2O25» blant årene",
    ),
    "one sex in a note": (f"alder;2024;2025\n{BODY}\nTabellen gjelder kvinner\n", "bare ett kjønn"),
    "a part in the title": (f"Folkemengde. Gifte\nalder;2024;2025\n{BODY}", "en del av"),
    "no people in the title": (f"Ledige\nalder;2024;2025\n{BODY}", "noe annet enn innbyggere"),
    "half of the people and a missing cell": (
        "alder;2024;2025\n0-19;600;600\n20+;2200;.\n",
        "halvparten",
    ),
    "half of the people": ("alder;2024;2025\n0-19;600;600\n20+;2200;2200\n", "halvparten"),
    "everybody twice": ("alder;2024;2025\n0-19;2400;2400\n20+;8800;8800\n", "to ganger"),
    "per cent alone": ("alder;2024;2025\n0-19;21;21\n20+;79;79\n", "prosent"),
    "per cent in the title": (f"Prosent av alle\nalder;2024;2025\n{BODY}", "prosent"),
    "an average of the year": (f"Middelfolkemengde\nalder;2024;2025\n{BODY}", "middelfolkemengde"),
    "migration": (
        "år;alder;Innflytting;Utflytting\n2024;0-19;50;40\n2024;20+;150;140\n",
        "ser ut til å være flytting",
    ),
    "change components": (
        "år;fødte;døde;folketilvekst\n2024;50;60;-10\n2025;50;60;-10\n",
        "fødte, døde",
    ),
    "a headline without ages": ("år;folketall\n2024;5600\n2025;2141\n", "folketall uten alder"),
    "a budget": ("Tjeneste;Budsjett 2026;Regnskap 2025\nSkole;1;1\n", "budsjett eller regnskap"),
    "a page": ("<html><table><tr><td>alder</td></tr></table></html>", "nettside"),
    "a total far off": (f"alder;2024;2025\n{BODY}I alt;5700;5600\n", "total 5"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_it_is_refused_with_the_reason(kind: str) -> None:
    content, told = REFUSED[kind]
    upload = given(content)
    assert told in " ".join(map(str, upload.faults))
    assert not upload.pieces
    assert len(upload.faults) <= 3


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Røros (5025)", "5025"),
        ("Røros kommune", "5025"),
        ("5025 Røros - Rosse", "5025"),
        ("K-5025", "5025"),
        ("1640 Røros", "5025"),
        ("3801 Horten", "3801"),
        ("NO-5025", "5025"),
        ("05025", "5025"),
        ("Roros", "5025"),
        ("Porsgrunn", "4001"),
        ("Porsgrunn (-2019)", "4001"),
    ],
)
def test_regions_in_any_spelling(written: str, code: str) -> None:
    rows = "".join(f"{written};{row}" for row in BODY.splitlines(True))
    assert totals(given(f"region;alder;2024;2025\n{rows}"), code) == RIGHT


def test_one_sex_in_the_name_of_the_file() -> None:
    upload = given(f"alder;2024;2025\n{BODY}", "prognose_kvinner.csv")
    assert "bare ett kjønn" in str(upload.faults)


def test_a_level_nobody_can_check_is_told() -> None:
    upload = given("region;alder;2024\n4001;0-19;1200\n4001;20+;4400\n")
    assert "ingen talte å holde dem mot" in str(upload.warnings)


ROWS = [["0-19 år", 600, 600], ["20+", 2200, 2200]]


def test_sheets_of_each_sex_and_of_each_year() -> None:
    heading = ["alder", 2024, 2025]
    both = workbook({"Menn": [heading, *ROWS], "Kvinner": [heading, *ROWS]})
    assert totals(given(both, "fil.xlsx")) == RIGHT
    years = workbook({str(y): [["alder", "Menn", "Kvinner"], *ROWS] for y in (2024, 2025)})
    assert totals(given(years, "fil.xlsx")) == RIGHT


def test_the_sheet_that_is_seen() -> None:
    old = [["alder", 2024], ["0-19", 1], ["20+", 5000]]
    new = [["alder", 2024], ["0-19", 1200], ["20+", 4400]]
    book = workbook({"Gammel": old, "Ny": new}, hidden="Gammel")
    assert totals(given(book, "fil.xlsx")) == {2024: 5600}


def test_headings_in_three_rows_and_a_cell_of_two_lines() -> None:
    rows = [
        ["14288", "", "", "", ""],
        ["", "Hovedalternativet (MMMM)", "", "", ""],
        ["", "Menn", "", "Kvinner", ""],
        ["Alders-\ngruppe", 2024, 2025, 2024, 2025],
        ["0-19 år", 600, 600, 600, 600],
        ["20+", 2200, 2200, 2200, 2200],
    ]
    assert totals(given(workbook({"Ark1": rows}), "fil.xlsx")) == RIGHT


def test_ages_that_became_dates_are_one_message() -> None:
    rows = [["alder", "2024"], ["0", 50], ["2026-05-01", 250], ["2026-12-06", 400], ["13+", 900]]
    upload = given(workbook({"Ark1": rows}), "fil.xlsx")
    assert "gjort aldersgrupper om til datoer" in str(upload.faults[0])
    assert len(upload.faults) <= 2


def test_a_dataset_as_ssb_saves_it() -> None:
    content = (
        '{"version":"2.0","class":"dataset","id":["Region","Alder","Tid"],"size":[1,2,1],'
        '"dimension":{"Region":{"label":"region","category":{"index":{"5025":0},"label":'
        '{"5025":"Røros"}}},"Alder":{"label":"alder","category":{"index":{"a":0,"b":1},"label":'
        '{"a":"0-19 år","b":"20 år eller eldre"}}},"Tid":{"label":"år","category":{"index":'
        '{"2024":0},"label":{"2024":"2024"}}}},"value":[1200,4400]}'
    )
    assert totals(given(content, "fil.json")) == {2024: 5600}
