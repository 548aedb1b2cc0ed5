"""What was understood of a file, its alternatives and its projections beside SSB's."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...case import Partial, Projection
from ...errors import Fault
from ...people.ages import graduate
from ...people.population import Population, Region
from ..own.file import passport
from .pieces import Piece
from .roles import Role

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


PREFIX = "opplastet-"
"""Start of the source id of what someone uploaded."""
ESTIMATED = (
    "Ettårige aldre er anslått fra aldersgruppene i filen, med like mange i hvert år av en gruppe."
)


@dataclass(frozen=True, eq=False)
class Upload:
    """What was understood of a file.

    Parameters
    ----------
    name, sha256
        Its name, cut to plain characters, and the sum of its bytes.
    headings, roles
        What each column was taken for.
    preview
        The first rows as they stand.
    pieces
        The tables in it, regions before areas; empty where there are faults.
    faults, warnings, mended
        All there is to say.
    places
        In how many places something is wrong; ``faults`` tells a line a kind.
    """

    name: str
    sha256: str
    headings: tuple[str, ...]
    roles: tuple[Role, ...]
    preview: tuple[tuple[str, ...], ...]
    pieces: tuple[Piece, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    mended: tuple[Fault, ...]
    places: int

    @property
    def partial(self) -> Partial | None:
        """Set where the file has some ages only, by part of the region."""
        return self.pieces[0].partial if self.pieces else None

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The names of the alternatives, the one that is shown first of all in front."""
        return tuple(dict.fromkeys(one.alternative for one in self.pieces))

    def projections(
        self,
        names: Mapping[str, str],
        retrieved: str,
        title: str = "",
        publisher: str = "",
        single: bool = False,
    ) -> dict[str, tuple[Projection, ...]]:
        """The file's projections by region code, ready to stand beside SSB's.

        Parameters
        ----------
        names
            Region names by code.
        retrieved
            The day the file was handed in, ISO date.
        title, publisher
            What the user calls it, and who made it.
        single
            Whether age groups are to be divided in single years, an estimate that is told.
        """
        called = title or self.name
        what = "opplastet elevtall per krets" if self.partial else "opplastet prognose"
        source = passport(
            id=f"{PREFIX}{self.sha256[:8]}{'-anslag' if single else ''}",
            short=f"{what}, {called}",
            title=f"{what.capitalize()}: {called}",
            publisher=publisher,
            document=self.name,
            vintage=called,
            published=retrieved[:4],
            retrieved=retrieved,
            unit="personer",
            note=f"sha256 {self.sha256}",
            remark=ESTIMATED if single else "",
        )
        found: dict[tuple[str, str], dict[str, Population]] = {}
        codes = alternative_codes(self.alternatives)
        for one in self.pieces:
            code = codes[one.alternative]
            persons, ages = graduate(one.persons, one.ages) if single else (one.persons, one.ages)
            people = Population(
                persons[None],
                (code,),
                one.years,
                one.sexes,
                ages,
                Region(one.region, names[one.region]),
                source,
            )
            found.setdefault((one.region, code), {})[one.area] = people
        made: dict[str, list[Projection]] = {}
        for (region, _), parts in found.items():
            whole = parts.pop("")
            made.setdefault(region, []).append(Projection(whole, areas=parts, partial=self.partial))
        return {region: tuple(every) for region, every in made.items()}
