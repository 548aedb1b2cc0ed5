"""What a region can be found by when someone types: names in every language, and numbers."""

from collections.abc import Mapping

from ..case import Catalogue
from ..norwegian import alphabetical
from ..people.place_names import COUNTIES
from .former import names_of

_ALSO = "{}:{}"
"""The value of an entry that finds a region by its number or by a name in another language."""


def present(catalogue: Catalogue) -> list[str]:
    """Codes of today: municipalities, counties and Norway, each kind by name."""

    def place(code: str) -> tuple[int, tuple[str, ...]]:
        return -len(code), (str(alphabetical(catalogue.names[code])), code)

    return sorted(catalogue.names, key=place)


def entries(catalogue: Catalogue, fetchable: Mapping[str, str]) -> dict[str, str]:
    """What is shown in the list of regions, by value.

    Today's by name first, then those that SSB has and are not here, then numbers, and names and
    numbers that are no longer in use. A value is made a code by :func:`code_of`.
    """
    names = catalogue.names
    found = {code: names[code] for code in present(catalogue)}
    absent = {code: name for code, name in fetchable.items() if code not in names}
    found |= {code: f"{name} (hentes fra SSB)" for code, name in absent.items()}
    for code, others in catalogue.other_names.items():
        found |= {_ALSO.format(other, code): f"{other} – {names[code]}" for other in others}
    found |= {_ALSO.format("nr", code): f"{code} {names[code]}" for code in names if len(code) > 1}
    for one in catalogue.former.values():
        now = names_of(one.present, catalogue)
        now = one.present[0] if now == one.name else now
        found[one.code] = f"{one.code} {one.name}, nå {now}"
    return found


def in_county(code: str, catalogue: Catalogue) -> str:
    """A municipality with its county, for those who must tell namesakes apart."""
    name = catalogue.names[code].partition(" (")[0]
    others = "".join(f" · {other}" for other in catalogue.other_names.get(code, ()))
    county = COUNTIES.get(code[:2]) if len(code) == 4 else None
    return f"{name}{others}, {county}" if county else f"{name}{others}"


def code_of(value: str) -> str:
    """The code that an entry's value stands for."""
    return value.rpartition(":")[2]
