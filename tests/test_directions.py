"""Who may import what: the layers of the library, and the packages each part may use."""

import ast
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted(
    path.relative_to(ROOT)
    for path in (*ROOT.glob("projections/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py")
    if path.is_file()
)

# From the bottom up. A name stands for a module, or for a package and all in it; the longest that
# fits counts. A module imports from floors below, and on its own floor only from its own room; on
# the ground floor, the model and what is kept, also from rooms that stand before its own.
GROUND = (
    ("projections", "projections.errors", "projections.provenance", "projections.parameters"),
    ("projections.norwegian",),
    ("projections.people",),
    ("projections.money",),
    ("projections.services",),
    ("projections.whatif",),
    ("projections.claims",),
    ("projections.series", "projections.case", "projections.labels"),
    ("projections.terms",),
    ("projections.trend",),
    ("projections.store",),
)
FLOORS: tuple[tuple[tuple[str, ...], ...], ...] = (
    GROUND,
    (("projections.tables",), ("projections.sources",)),
    (("projections.words",), ("projections.choices",)),
    # What a figure is must be known by what draws the parts of one, and by nothing else in figures.
    (("projections.charts", "projections.figures.chart", "projections.figures.spec"),),
    (("projections.figures",), ("projections.draw",)),
    (("projections.presentation",),),
    (("projections.exports",),),
    (("projections.ui",), ("projections.cli",)),
    (("pages", "app"), ("projections.__main__",)),
)

# Numpy and the standard library, nothing else: all but the edges.
EDGES = ("draw", "exports", "sources", "store", "ui")

# Packages that are not Python's own, and the only places they may be imported.
PACKAGES = {
    # urllib3 is what requests stands on.
    "urllib3": ("projections.sources.statbank.ssb", "projections.sources.statbank.wording"),
    "requests": ("projections.sources.statbank.ssb", "projections.sources.statbank.wording"),
    "streamlit": ("projections.ui", "app", "pages"),
    "starlette": ("projections.ui",),  # comes with Streamlit
    "uvicorn": ("projections.ui.sending",),  # comes with Streamlit
    "sqlalchemy": ("projections.store",),
    "psycopg": ("projections.store.server",),
    "alembic": ("projections.store.layout", "projections.store.migrations"),
    "plotly": ("projections.draw", "projections.ui.pictures"),
    "pptx": (
        "projections.exports.slides",
        "projections.exports.slide_charts",
        "projections.exports.slide_curves",
        "projections.exports.slide_over",
        "projections.exports.slide_template",
    ),
    "xlsxwriter": (
        "projections.exports.workbook",
        "projections.exports.deck_sheets",
        "projections.exports.prognosis",
    ),
    "python_calamine": ("projections.sources.upload.cells",),
    "pandas": ("projections.ui", "projections.exports", "projections.sources"),
    "numpy": ("projections", "pages", "app"),
}


def module_name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in FILES}


@cache
def imports(module: str) -> frozenset[str]:
    """Full names of all modules imported anywhere in a module, in functions too.

    Read when a test first asks, not when tests are collected: that is done by every process.
    """
    path = MODULES[module]
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    found = set[str]()
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            # «from . import labels» is the module labels; «from .ages import AgeBand» is ages.
            found |= {
                name if (name := f"{origin}.{alias.name}") in MODULES else origin
                for alias in node.names
            }
    return frozenset(found)


def own(module: str) -> set[str]:
    """Those of them that are ours."""
    return {name for name in imports(module) if name in MODULES}


def inside(module: str, place: str) -> bool:
    return module == place or module.startswith(f"{place}.")


def place(module: str) -> tuple[int, int]:
    """Floor and room of the longest name that the module lies in."""
    named = {
        name: (floor, room)
        for floor, rooms in enumerate(FLOORS)
        for room, names in enumerate(rooms)
        for name in names
    }
    parts = module.split(".")
    for end in range(len(parts), 0, -1):
        name = ".".join(parts[:end])
        # The library's own name says nothing of where a module in it lies.
        if name in named and (name != "projections" or name == module):
            return named[name]
    pytest.fail(f"{module} has no place in FLOORS: give it one")


def below(other: tuple[int, int], own: tuple[int, int]) -> bool:
    """Whether a room may be imported from: it lies below, or is its own."""
    return other[0] < own[0] or other == own or (other < own and own[0] == 0)


CORE = [
    module
    for module in MODULES
    if inside(module, "projections")
    and not any(inside(module, f"projections.{edge}") for edge in EDGES)
]


def test_the_reading_of_imports() -> None:
    assert own("projections.people.ages") == {"projections.errors"}
    assert "projections.labels" in own("projections.words.grids")  # from . import labels
    assert "projections.labels" in own("projections.words.support")
    assert "projections.people.ages" in own("projections.sources.bundled")
    assert "numpy" in imports("projections.money.costs")


def test_imports_go_down_the_floors() -> None:
    pairs = [(module, name) for module in MODULES for name in imports(module)]
    assert len(pairs) > 2000
    up = [one for one in pairs if one[1] in MODULES and not below(place(one[1]), place(one[0]))]
    assert up == []
    ours = [one for one in pairs if one[1].split(".")[0] in ("projections", "pages")]
    assert [one for one in ours if one[1] not in MODULES] == [], "imports what is not there"


def test_every_package_has_its_own_room() -> None:
    packages = {
        f"projections.{path.parent.name}" for path in ROOT.glob("projections/*/__init__.py")
    }
    rooms = [names for rooms in FLOORS for names in rooms]
    assert packages <= {name for names in rooms for name in names}
    assert all(len(packages & set(names)) <= 1 for names in rooms)
    assert 8 <= len(FLOORS) <= 12


def test_the_command_line_needs_no_page() -> None:
    reached, left = set[str](), [name for name in MODULES if inside(name, "projections.cli")]
    while left:
        name = left.pop()
        if name not in reached:
            reached.add(name)
            left += own(name)
    assert len(reached) > 100
    assert not [name for name in reached if inside(name, "projections.ui") or "pages" in name]


MOST_LINES = 300


def test_no_module_is_longer_than_can_be_read_at_once() -> None:
    lines = {name: (ROOT / path).read_text("utf-8").count("\n") for name, path in MODULES.items()}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_no_circles() -> None:
    graph = {module: own(module) for module in MODULES}
    assert set(TopologicalSorter(graph).static_order()) == set(MODULES)  # CycleError names a circle


def test_other_packages_stay_in_their_place() -> None:
    """Of the core, numpy and the standard library alone."""
    known = {"projections", "pages", "app"} | sys.stdlib_module_names
    others = {
        (module, package)
        for module in MODULES
        for package in {name.split(".")[0] for name in imports(module)} - known
    }
    assert len(others) > 100
    wrong = [
        (module, package)
        for module, package in others
        if not any(inside(module, place) for place in PACKAGES.get(package, ()))
        or (module in CORE and package != "numpy")
    ]
    assert wrong == []


QUIET = """
import importlib, sys
seen = []
def watch(event, arguments):
    if event == "open" and str(arguments[0]).startswith({data!r}):
        seen.append(f"opens {{arguments[0]}}")
    # urllib3 tries whether IPv6 can be bound when it is imported; nothing leaves the machine.
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        seen.append(event)
sys.addaudithook(watch)
open({data!r} + "/manifest.toml").close()
assert len(seen) == 1, "the watch sees what it should"
seen.clear()
for name in {modules!r}:
    importlib.import_module(name)
    assert not seen, (name, seen)
    assert not {{"streamlit", "plotly"}} & set(sys.modules), name
"""


def test_importing_reads_no_data_and_makes_no_connection() -> None:
    modules = [
        name
        for name in MODULES
        if inside(name, "projections")
        and not inside(name, "projections.ui")
        and name != "projections.__main__"
    ]
    assert len(modules) > 20
    code = QUIET.format(data=str(ROOT / "data"), modules=modules)
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
