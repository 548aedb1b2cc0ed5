"""Assumptions as data: ``data/parameters.toml``, each value with its passport."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

from .errors import DataFileError
from .provenance import QUALITIES

FILE = "parameters.toml"


@dataclass(frozen=True)
class Parameter:
    """One assumption; label is Norwegian, ``range`` is what is reasonable, ends included.

    A value that changes has an entry for each year it changes from, under the same id; one that
    belongs to a region has the region's code.
    """

    id: str
    label: str
    unit: str
    value: float
    from_year: int
    source: str
    retrieved: str
    quality: str
    range: tuple[float, float]
    region: str = ""


@dataclass(frozen=True)
class FrameMapping:
    """Which sector a municipality's budget unit belongs to."""

    region: str
    unit_name: str
    sector: str


@dataclass(frozen=True)
class Parameters:
    """All assumptions in the order of the file, and the mapping of budget units."""

    every: tuple[Parameter, ...]
    frame_mapping: tuple[FrameMapping, ...]

    def value(self, id: str, year: int | None = None, region: str = "") -> float:
        """The value of a parameter that the code knows by name; see :meth:`parameter`.

        Raises
        ------
        DataFileError
            If the file lacks it.
        """
        return self.parameter(id, year, region).value

    def parameter(self, id: str, year: int | None = None, region: str = "") -> Parameter:
        """A parameter with its passport, as it is in a year; the newest where no year is given.

        A value holds until the next one of its id, and the first one also before its year.

        Raises
        ------
        DataFileError
            If the file lacks it.
        """
        found = self.find(id, year, region)
        if found is None:
            raise DataFileError(FILE, f"forutsetningen «{id}» mangler.")
        return found

    def find(self, id: str, year: int | None = None, region: str = "") -> Parameter | None:
        """As :meth:`parameter`; None where the file lacks it, as it may for a region."""
        own = [one for one in self.every if (one.id, one.region) == (id, region)]
        own.sort(key=lambda one: one.from_year)
        held = [one for one in own if year is None or one.from_year <= year]
        return held[-1] if held else next(iter(own), None)

    def sector(self, region: str, unit_name: str) -> str:
        """The sector of a budget unit, "" where it follows no demography."""
        for one in self.frame_mapping:
            if (one.region, one.unit_name) == (region, unit_name):
                return one.sector
        return ""


def parse(content: Mapping[str, Any]) -> Parameters:
    """Check and wrap the content of the parameter file.

    ``content``: the file as tomllib gives it.

    Raises
    ------
    DataFileError
        All problems at once: unknown or missing keys, no source, value outside its range.
    """
    problems = [
        f"ukjent del «{key}»" for key in content if key not in ("parameter", "frame_mapping")
    ]
    entries = content.get("parameter", [])
    mappings = content.get("frame_mapping", [])
    for number, entry in enumerate(entries, 1):
        problems += _problems(Parameter, entry, f"forutsetning {number}")
        problems += _value_problems(entry, f"forutsetning {number} ({entry.get('id', 'uten id')})")
    for number, entry in enumerate(mappings, 1):
        problems += _problems(FrameMapping, entry, f"tilordning {number}")
    once = [tuple(entry.get(key, "") for key in ("id", "region", "from_year")) for entry in entries]
    problems += _twice("forutsetningen", [" ".join(map(str, filter(None, one))) for one in once])
    units = [(entry.get("region"), entry.get("unit_name")) for entry in mappings]
    problems += _twice("tilordningen av", [f"{region} {unit}" for region, unit in units])
    if problems:
        raise DataFileError(FILE, "; ".join(problems) + ".")
    parameters = (Parameter(**{**entry, "range": tuple(entry["range"])}) for entry in entries)
    return Parameters(tuple(parameters), tuple(FrameMapping(**entry) for entry in mappings))


def _problems(kind: type, entry: Mapping[str, Any], where: str) -> list[str]:
    known = [one.name for one in fields(kind)]
    return [f"{where}: ukjent felt «{key}»" for key in entry if key not in known] + [
        f"{where}: feltet «{one.name}» mangler"
        for one in fields(kind)
        if one.default is MISSING and entry.get(one.name, "") in ("", [])
    ]


def _twice(what: str, names: list[Any]) -> list[str]:
    return [
        f"{what} «{name}» står to ganger" for name in dict.fromkeys(names) if names.count(name) > 1
    ]


def _value_problems(entry: Mapping[str, Any], where: str) -> list[str]:
    problems = []
    value, span = entry.get("value"), entry.get("range")
    if not _is_number(value):
        problems.append(f"{where}: verdien «{value}» er ikke et tall")
    elif not (isinstance(span, list) and len(span) == 2 and all(_is_number(x) for x in span)):
        problems.append(f"{where}: «range» må være to tall, fra og til")
    elif not span[0] <= value <= span[1]:
        problems.append(f"{where}: verdien {value} ligger utenfor {span[0]}–{span[1]}")
    if not isinstance(entry.get("from_year", 0), int):
        problems.append(f"{where}: «from_year» må være et årstall")
    if entry.get("quality") not in QUALITIES:
        problems.append(f"{where}: kvaliteten må være en av {', '.join(QUALITIES)}")
    return problems


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
