"""Prognosis files for the tests of uploads, as people have them."""

import io

import xlsxwriter

AGES = [*(f"{age} år" for age in range(105)), "105 år eller eldre"]
SEXES = ("Menn", "Kvinner")
ALTERNATIVES = ("Hovedalternativet (MMMM)", "Lav nasjonal vekst (LLML)")
NOTES = (
    "Fotnote:",
    "Tallene gjelder 1. januar.",
    "Sist endret:",
    "20240619 08:00",
    "Kilde:",
    "Statistisk sentralbyrå",
    " +47 99 99 99 99",
)


def persons(age: int) -> int:
    """Some people of an age; fewer the older."""
    return 40 - age // 3


def statbank_long() -> str:
    """Table 14288 from the statistics bank, pivot friendly: one row a figure."""
    heading = ["region", "kjønn", "alder", "statistikkvariabel", "år", "14288: Framskrevet"]
    lines = [",".join(f'"{one}"' for one in heading)]
    lines += [
        f'"5025 Røros","{sex}","{name}","{alternative}",{year},{persons(age)}'
        for sex in SEXES
        for age, name in enumerate(AGES)
        for alternative in ALTERNATIVES
        for year in (2026, 2027)
    ]
    return "\r\n".join(lines)


def statbank_wide() -> str:
    """The same with alternatives and years across."""
    across = [f'"{alternative} {year}"' for year in (2026, 2027) for alternative in ALTERNATIVES]
    lines = ['"14288: Framskrevet folkemengde 1. januar, etter region, kjønn, alder og år"', ""]
    lines.append(";".join(['"region"', '"kjønn"', '"alder"', *across]))
    lines += [
        f'"5025 Røros";"{sex}";"{name}";' + ";".join([str(persons(age))] * 4)
        for sex in SEXES
        for age, name in enumerate(AGES)
    ]
    return "\r\n".join(lines)


def api_codes() -> str:
    """Codes as the interface gives them: K-5025, 1 and 2 for sexes, three digits for ages."""
    lines = ["Region,Kjonn,Alder,ContentsCode,Tid,value"]
    lines += [
        f'"K-5025","{sex}","{age:03d}{"+" if age == 105 else ""}","Personer",{year},{persons(age)}'
        for sex in (1, 2)
        for age in range(106)
        for year in (2026, 2027)
    ]
    return "\n".join(lines)


def saved_from_a_workbook() -> str:
    """Labels only in the first of the rows they were merged over."""
    lines = [
        "14288: Framskrevet folkemengde;;;;",
        "",
        ";;;Personer;",
        "Region;kjønn;alder;2026;2027",
    ]
    for sex in SEXES:
        for age, name in enumerate(AGES):
            region = "K-5025 Røros" if (sex, age) == ("Menn", 0) else ""
            figures = f"{persons(age)};{persons(age)}"
            lines.append(f"{region};{'' if age else sex};{name};{figures}")
    return "\n".join(lines)


def statbank_workbook() -> bytes:
    """Excel from the statistics bank: merged cells in headings and labels, notes below."""
    opened = io.BytesIO()
    book = xlsxwriter.Workbook(opened)
    sheet = book.add_worksheet("14288")
    sheet.write(0, 0, "14288: Framskrevet folkemengde 1. januar, etter region, kjønn, alder og år")
    for place, alternative in enumerate(ALTERNATIVES):
        sheet.merge_range(2, 3 + 2 * place, 2, 4 + 2 * place, alternative)
        for year in (2026, 2027):
            sheet.write(3, 3 + 2 * place + year - 2026, str(year))
    sheet.merge_range(4, 0, 215, 0, "5025 Røros")
    for half, sex in enumerate(SEXES):
        first = 4 + 106 * half
        sheet.merge_range(first, 1, first + 105, 1, sex)
        for age, name in enumerate(AGES):
            sheet.write(first + age, 2, name)
            sheet.write_row(first + age, 3, [persons(age)] * 4)
    for row, text in enumerate(NOTES, 218):
        sheet.write(row, 0, text)
    book.close()
    return opened.getvalue()


def five_groups() -> bytes:
    """Table 13599, tabs and Windows-1252, a number of before 2020, notes below."""
    groups = ("0 år", "1-5 år", "6-12 år", "13-15 år", "16-19 år", "20-44 år", "45-66 år")
    groups += ("67-79 år", "80-89 år", "90 år eller eldre")
    lines = ["13599: Framskrevet folkemengde 1. januar, etter region og alder", ""]
    lines.append("region\talder\tPersoner 2022\tPersoner 2023")
    lines += [f"1640 Røros (-2019)\t{group}\t100\t101" for group in groups]
    lines += ["", "Tallene er avrundet.", "Kilde: Statistisk sentralbyrå", ""]
    return "\n".join(lines).encode("cp1252")
