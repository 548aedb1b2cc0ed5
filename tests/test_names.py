"""One word, one meaning: classes of the program, and terms of the glossary."""

import ast
import re
from collections import defaultdict
from pathlib import Path

from projections.ui.ways import PAGES

ROOT = Path(__file__).parents[1]


def test_no_two_public_classes_share_a_name() -> None:
    places = defaultdict(list)
    for path in sorted((ROOT / "projections").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(path.relative_to(ROOT)))
    assert {name: of for name, of in places.items() if len(of) > 1} == {}


def test_a_page_is_called_what_the_menu_calls_it() -> None:
    """Whoever is sent to a page must find it."""
    named = re.compile(r"på siden «?([A-ZÅ][\w?]*(?: [a-zæøå]+\??)*)")
    unknown = [
        (path.name, name)
        for path in sorted((ROOT / "projections").rglob("*.py"))
        for name in named.findall(re.sub(r'"\s*f?"', "", path.read_text(encoding="utf-8")))
        if not name.startswith(tuple(PAGES.values()))
    ]
    assert unknown == []


def terms() -> list[str]:
    """The terms of the first column; what stands in brackets behind one belongs to it."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("| ")]
    return [
        term.strip().casefold()
        for row in rows[1:]
        if row.strip("-")
        for term in re.split(r"[,;:](?![^(]*\))", row)
        if term.strip()
    ]


def test_a_term_of_the_glossary_has_one_row() -> None:
    every = terms()
    assert len(every) > 100
    assert sorted({one for one in every if every.count(one) > 1}) == []


def test_every_module_that_the_documents_name_is_there() -> None:
    every = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*.py") if ".venv" not in str(path)]
    documents = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    named = {
        (path.name, name)
        for path in documents
        for name in re.findall(r"`([\w/]+\.py)", path.read_text(encoding="utf-8"))
    }
    lost = [one for one in named if not any(f"/{path}".endswith(f"/{one[1]}") for path in every)]
    assert sorted(lost) == [("adding.md", "pages/x.py")]


ROLE = re.compile(r":(?:func|class|data|mod|attr|meth):`~?([\w.]+)`")


def test_what_a_docstring_refers_to_is_where_it_says() -> None:
    places = (ROOT / "projections").rglob("*.py")
    every = {path: path.read_text(encoding="utf-8") for path in places}
    anywhere = {word for text in every.values() for word in re.findall(r"\w+", ROLE.sub("", text))}
    modules = {part for path in every for part in path.relative_to(ROOT).with_suffix("").parts}
    lost = []
    for path, text in every.items():
        known = set(re.findall(r"\w+", ROLE.sub("", text)))
        for name in ROLE.findall(text):
            *of, last = filter(None, name.split("."))
            told = {one for one in of if one[0].islower()}
            there = anywhere if of else known | modules
            if not told <= (modules | known) or last not in there:
                lost.append((str(path.relative_to(ROOT)), name))
    assert lost == []


def test_documents_name_tests_that_are_there() -> None:
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py"))
    named = {
        (path.name, name)
        for path in (ROOT / "docs").rglob("*.md")
        for name in re.findall(r"`(test_\w+)`", path.read_text("utf-8"))
    }
    assert named
    assert {one for one in named if f"def {one[1]}(" not in tests} == set()
