"""A handout: one HTML file with figures, tables, text and sources, for paper and for copying."""

from html import escape

from .. import words
from ..figures.catalogue import NAMES
from ..figures.collection import Collection
from ..figures.spec import Figure
from ..words.grids import Grid, Link
from ..words.passports import sources as passports
from . import drawing

STYLE = """
body{font:16px/1.5 system-ui,'Segoe UI',Arial,sans-serif;color:#222;background:#fff;
 max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.9rem;line-height:1.2}h2{font-size:1.35rem;margin-top:2.5rem}h3{font-size:1.05rem}
figure{margin:1rem 0}figure .wide svg{width:100%;min-width:34rem;height:auto}
figure .small{display:grid;grid-template-columns:1fr 1fr;gap:.6rem}
figure .small svg{min-width:0}
@media(max-width:30rem){figure .small{grid-template-columns:1fr}}
.legend{list-style:none;padding:0;margin:.3rem 0;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;
 font-size:.9rem}
figcaption,.note{font-size:.85rem;color:#444}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:.85rem;margin:.5rem 0 1rem}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{padding:.15rem .6rem .15rem 0;border-bottom:1px solid #ddd;text-align:right;
 vertical-align:top}
th:first-child,td:first-child,.words th,.words td{text-align:left}
@page{size:A4;margin:18mm}
@media print{body{font-size:10.5pt;max-width:none;margin:0;padding:0}nav{display:none}
 .wide{overflow:visible}figure .wide svg{min-width:0}table{font-size:8pt}
 h2,h3,caption{break-after:avoid}
 figure,tr{break-inside:avoid}thead{display:table-header-group}
 table.short{break-inside:avoid}
 tbody tr:nth-child(-n+3){break-after:avoid}tbody tr:nth-last-child(-n+4){break-before:avoid}
 table.words tr{break-inside:auto;break-before:auto!important;break-after:auto!important}
 table.words tr:last-child{break-before:avoid!important}
 table.words tbody th{min-width:44mm;font-weight:400}
 .across2{columns:2}.across3{columns:3}.across4{columns:4}
 .across2,.across3,.across4{column-gap:6mm}.whole{break-inside:avoid}
 .across2 td,.across3 td,.across4 td{white-space:nowrap}
 section+section{break-before:page}}
"""


def write(collection: Collection) -> str:
    """The handout as HTML text.

    Everything stands in the one file, and it has no script.
    """
    sections = "".join(_section(one) for one in collection.figures)
    entries = "".join(
        f'<li><a href="#{one.key}">{escape(_named(one))}</a></li>' for one in collection.figures
    )
    left_out = f"<p>{escape(collection.left_out)}</p>" if collection.left_out else ""
    title = escape(collection.title)
    occasion = "".join(f"<p><strong>{escape(one)}</strong></p>\n" for one in _lines(collection))
    return (
        f'<!DOCTYPE html>\n<html lang="nb">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{occasion}<p>{escape(collection.chosen)}</p>\n{left_out}"
        f'<nav aria-label="Innhold"><ul>{entries}'
        '<li><a href="#tekst">Tekst til økonomiplanen</a></li>'
        f'<li><a href="#kilder">Kilder</a></li></ul></nav>\n{sections}'
        f"{_for_plan(collection)}{_sources(collection)}</main>\n</body>\n</html>\n"
    )


def _lines(collection: Collection) -> list[str]:
    return collection.occasion.split("\n") if collection.occasion else []


def _named(figure: Figure) -> str:
    """What stands in the list of contents."""
    return NAMES.get(figure.key) or figure.title


def _section(figure: Figure) -> str:
    tables = "".join(_table(grid) for grid in figure.grids)
    return (
        f'<section id="{figure.key}">\n<h2>{escape(figure.title)}</h2>\n'
        f"<p>{escape(figure.text)}</p>\n"
        f'<figure><div class="wide">{drawing.svg(figure)}</div>'
        f"{drawing.legend(figure)}<figcaption>{escape(figure.cited)}</figcaption></figure>\n"
        f"{_method(figure)}{tables}</section>\n"
    )


def _method(figure: Figure) -> str:
    """How it is reckoned, under a heading where there is something to say; and what is chosen."""
    how = f"<h3>Slik er det regnet</h3>\n{_note(figure.note)}" if figure.note else ""
    return how + (_note(f"Valg: {figure.chosen}") if figure.chosen else "")


def _note(told: str) -> str:
    return f'<p class="note">{escape(told)}</p>\n'


SHORT = 14
"""Rows that go to the next page together."""
PAGE, BESIDE, MOST_ACROSS, TALL = 112, 3, 4, 36
"""Letters across a page of paper, those between two columns, how often a long and narrow table is
folded at most, and the rows of each part that one page has room for."""


def _table(grid: Grid, words: bool = False) -> str:
    """A real table: a caption, headings of columns and of rows."""
    heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in grid.columns)
    rows = "".join(
        f'<tr><th scope="row">{_cell(row[0])}</th>'
        + "".join(f"<td>{_cell(one)}</td>" for one in row[1:])
        + "</tr>"
        for row in grid.rows
    )
    across = 1 if words else _across(grid)
    folded = f" across{across}" if across > 1 else ""
    folded += " whole" if folded and len(grid.rows) <= across * TALL else ""
    names = ["words"] * words + ["short"] * (len(grid.rows) <= SHORT)
    kind = f' class="{" ".join(names)}"' if names else ""
    return (
        f'<div class="wide{folded}"><table{kind}><caption>{escape(grid.caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>\n"
    )


def _across(grid: Grid) -> int:
    """How many parts of a long table stand side by side on paper."""
    if len(grid.rows) <= SHORT:
        return 1
    wide = sum(max(map(len, one)) + BESIDE for one in zip(*grid.rows, strict=True))
    return max(1, min(MOST_ACROSS, PAGE // wide))


def _cell(text: str) -> str:
    """A cell; one that leads somewhere is a link."""
    told = escape(text)
    return f'<a href="{escape(text.url)}">{told}</a>' if isinstance(text, Link) else told


def _for_plan(collection: Collection) -> str:
    """All sentences after one another, to copy."""
    told = "".join(
        f"<h3>{escape(one.title)}</h3>\n<p>{escape(one.text)}</p>\n" for one in collection.figures
    )
    return (
        f'<section id="tekst">\n<h2>{words.handout.FOR_PLAN}</h2>\n'
        f"<p>{words.handout.FOR_PLAN_HOW}</p>\n{told}</section>\n"
    )


def _sources(collection: Collection) -> str:
    every = dict.fromkeys(one for figure in collection.figures for one in figure.sources)
    table = _table(passports(every), words=True)
    return f'<section id="kilder">\n<h2>Kilder</h2>\n{table}</section>\n'
