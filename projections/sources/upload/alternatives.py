"""Alternatives of a file: plain codes of their names, and which is shown first of all."""

import re
from collections.abc import Sequence

from .pieces import Piece

RESTING = "prognose"
"""The alternative of a file that names none."""


def alternative_code(name: str) -> str:
    """A plain code of an alternative's name, fit for an address.

    Examples
    --------
    >>> alternative_code("Hovedalternativet (MMMM)"), alternative_code("Med boliger")
    ('MMMM', 'Med_boliger')
    """
    known = re.search(r"\(([A-Z0]{4})\)", name)
    return known[1] if known else re.sub(r"\W+", "_", name).strip("_") or RESTING


def alternative_codes(names: Sequence[str]) -> dict[str, str]:
    """A plain code by name; two editions of one alternative keep their whole names.

    Examples
    --------
    >>> alternative_codes(["Hoved (MMMM), 2024", "Hoved (MMMM), 2026"])
    {'Hoved (MMMM), 2024': 'MMMM_2024', 'Hoved (MMMM), 2026': 'MMMM_2026'}
    """
    distinct = list(dict.fromkeys(names))
    codes = [alternative_code(name) for name in distinct]
    found = {}
    for name, code in zip(distinct, codes, strict=True):
        after = re.sub(r"\W+", "_", name.partition(f"({code})")[2]).strip("_")
        found[name] = f"{code}_{after}" if codes.count(code) > 1 and after else code
    return found


_MAIN = re.compile(
    r"\bMM+\b|(?i:\balternativ(?:et)? m\b|^m$|\bhoved|\bmiddels|\bmain\b|\bmedium\b|"
    r"fr[ae]mskrevet|^prognose$)"
)


def main_first(made: list[Piece]) -> list[Piece]:
    """The pieces with the main alternative in front, its newest edition first; else as they are."""
    main = [one for one in made if _MAIN.search(one.alternative)]
    if not main or len({one.alternative for one in made}) == 1:
        return made

    def edition(one: Piece) -> int:
        years = [int(year) for year in re.findall(r"(?:19|20)\d\d", one.alternative)]
        return -max(years, default=0)

    def order(one: Piece) -> tuple[bool, bool, int]:
        return (bool(one.area), one not in main, edition(one) if one in main else 0)

    return sorted(made, key=order)
