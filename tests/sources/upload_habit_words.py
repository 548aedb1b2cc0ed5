"""The words, layouts and habits of the files in ``upload_habits``."""

NBSP = "\u00a0"
NAMES = {"5025": "Røros", "5001": "Trondheim", "0301": "Oslo", "3401": "Kongsvinger", "0": "Landet"}
SINGLE: tuple[tuple[int, int | None], ...] = (*((age, age) for age in range(105)), (105, None))
GROUPS: tuple[tuple[tuple[int, int | None], ...], ...] = (
    ((0, 0), (1, 5), (6, 15), (16, 19), (20, 66), (67, 79), (80, 89), (90, None)),
    (*((age, age + 4) for age in range(0, 90, 5)), (90, None)),
    ((0, 19), (20, 39), (40, 66), (67, 79), (80, None)),
    ((0, 5), (6, 12), (13, 15), (16, 18), (19, 66), (67, None)),
)
LAYOUTS = (
    "long",
    "years across",
    "ages across",
    "years and sexes across",
    "sexes across",
    "section rows for sex",
    "section rows for year",
    "pivot table",
    "two rows of headings",
    "sheets per sex",
    "sheets per year",
    "JSON-stat",
)
SEX_WORDS = (
    ("Menn", "Kvinner", "Begge kjønn"),
    ("menn", "kvinner", "i alt"),
    ("Mann", "Kvinne", "Totalt"),
    ("M", "K", "Sum"),
    ("M", "F", "T"),
    ("Male", "Female", "Total"),
    ("Men", "Women", "Both sexes"),
    ("MENN", "KVINNER", "SUM"),
)
ODD_SEX_WORDS = (
    ("Gutter/menn", "Jenter/kvinner", "Alle"),
    ("1 Menn", "2 Kvinner", "0 Begge kjønn"),
    ("1", "2", "0"),
    ("han", "hun", "alle"),
    ("Gutter", "Jenter", "Begge"),
    ("Mannlig", "Kvinnelig", "Uansett kjønn"),
    ("m", "k", "t"),
)
YEAR_VALUES = (
    "{}.0",
    "1.1.{}",
    "01.01.{}",
    "{}-01-01",
    "1. januar {}",
    "Pr. 1.1.{}",
    "per 1. januar {}",
    "primo {}",
)
YEAR_HEADINGS = (
    *YEAR_VALUES[1:],
    "År {}",
    "Framskrevet {}",
    "{} (framskrevet)",
    "Folkemengde {}",
    "Personer {}",
    "Antall personer {}",
    "{} 1)",
    "{}*",
    "{}¹",
    "Prognose {}",
    "Innbyggere {}",
)
LATE_WORDS = (
    "31.12.{}",
    "{}-12-31",
    "31. desember {}",
    "ultimo {}",
    "Pr. 31.12.{}",
    "per 31.12.{}",
)
AGE_WORDS: tuple[tuple[str, str, str], ...] = (
    ("{0} år", "{0}-{1} år", "{0} år eller eldre"),
    ("{0}", "{0}-{1}", "{0}+"),
    ("{0}", "{0}–{1}", "{0}+"),
    ("{0:03d}", "{0:03d}-{1:03d}", "{0:03d}+"),
    ("{0:02d}", "{0:02d}-{1:02d}", "{0}+"),
    ("{0} år", "{0} - {1} år", "{0} år +"),
    ("{0} år", "{0} til {1} år", "{0} år og over"),
    ("{0} år", "{0} – {1} år", "{0} år og eldre"),
    ("{0} ÅR", "{0}-{1} ÅR", "{0}+ ÅR"),
    ("{0} år", "{0}-{1} år", "over {2} år"),
    ("{0} år", "{0}-{1} år", "{0} år eller eldre 1)"),
    ("{0}-åringer", "{0}-{1}-åringer", "{0} år og meir"),
    ("{0} år", "{0}-{1} år", "{0} år eller meir"),
    ("{0} years", "{0}-{1} years", "{0} years or older"),
    ("Alder {0}", "Alder {0}-{1}", "Alder {0}+"),
    ("{0}.0", "{0}-{1}", "{0}+"),
    ("{0}", "{0}-{1}", ">={0}"),
)
REGION_WORDS = (
    "5025",
    "Røros",
    "5025 Røros",
    "K-5025",
    "K-5025 Røros",
    "Røros (5025)",
    "Røros kommune",
    "5025 Røros - Rosse",
    "5025 - Røros",
    "RØROS",
    "Røros - Rosse",
)
TOTAL_WORDS = (
    "I alt",
    "Sum",
    "Totalt",
    "Alle aldre",
    "Alder i alt",
    "Total",
    "SUM",
    "Totalsum",
    "Hele befolkningen",
)
TITLES = (
    "Befolkningsframskriving for Røros kommune",
    "Folkemengde etter alder og kjønn, 1. januar",
    "Prognose utarbeidet av fylkeskommunen 12.03.2026",
    "Tabell 3: Innbyggere 2024-2040",
)
NOTES = (
    "Kilde: SSB, tabell 14288",
    "* Foreløpige tall",
    "1) Tall per 1. januar",
    "Sist oppdatert 12.06.2026",
)
SIGNS = ("\u200b", "\u00ad", "\ufeff", "\u200e", "\u2060")
CATEGORIES = (
    ("Landbakgrunn", "Hele befolkningen", ("Øvrig befolkning", "Innvandrere")),
    ("Innvandringskategori", "I alt", ("Innvandrere", "Norskfødte", "Befolkningen ellers")),
    ("Sivilstatus", "Totalt", ("Ugift", "Gift", "Skilt eller enke")),
    ("Botype", "Alle", ("Enebolig", "Blokk")),
)
PLAIN = frozenset(
    {
        "region written",
        "total row",
        "sexes in a column",
        "sex total",
        "years written",
        "ages written",
        "title rows",
        "notes below",
        "hard spaces",
        "old encoding",
        "comma or tab",
        "byte order mark",
        "parted letters",
        "invisible signs",
        "spaces around",
        "workbook",
        "empty rows",
        "decimals",
        "a constant column",
    }
)
"""Habits of files that a reasonable reader reads: none of these alone may be refused."""
SERIOUS = (
    "total off by one",
    "total without a name",
    "subtotal",
    "alternatives, low first",
    "alternatives",
    "two editions",
    "history and projection",
    "categories with total",
    "categories",
    "one category",
    "one sex",
    "one sex in the title",
    "thousands in the title",
    "percent beside",
    "change beside",
    "measures",
    "31 December",
    "31 December in the title",
    "years with gaps",
    "one year",
    "missing cell",
    "a mark in a cell",
    "a footnote in a cell",
    "districts",
    "districts with parts",
    "another kommune",
    "an unknown kommune",
    "an average of the year",
    "a code column",
    "a numbered column",
    "a hidden sheet",
    "a sheet about",
    "dates of a workbook",
    "thousands with points",
    "a row twice",
    "kinds of year",
    "letter sexes",
    "odd words for sex",
    "odd headings",
)
HABITS = (*sorted(PLAIN), *SERIOUS)
