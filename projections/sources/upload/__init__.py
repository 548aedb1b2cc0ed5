"""A prognosis someone has, as they have it: CSV or a workbook, long or wide, read and checked.

Everything wrong is told at once (:attr:`Upload.faults`), with row and column; what was mended by
itself is told too, and nothing is left out in silence. A file is used only without faults.

Method
------
Each distinct text of a column is understood once, and rows are places on axes after that. So two
million rows cost about as much as reading them. Numbers are read with one rule for the whole file.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ...ages import graduate
from ...case import Partial, Projection
from ...errors import Fault
from ...population import Population, Region
from ..usercsv import UserFile, passport
from . import apart, figures, nature, pieces, places, reshape, roles, table, titles
from .grid import Table
from .pieces import Piece
from .roles import KINDS, Role
from .told import Told, counted, total

__all__ = ["KINDS", "Piece", "Role", "Upload", "read"]

PREFIX = "opplastet-"
"""Start of the source id of what someone uploaded."""
ESTIMATED = (
    "Ettårige aldre er anslått fra aldersgruppene i filen, med like mange i hvert år av en gruppe."
)
MOST_COMPARED = 20
"""Regions compared with what has happened; putting together all of them would take long."""
RESTING = "prognose"
"""The alternative of a file that names none."""


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


_MAIN = re.compile(r"\bMMMM\b|(?i:\bhoved|\bmiddels|\bmain\b|\bmedium\b|fr[ae]mskrevet|^prognose$)")


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


def read(
    file: UserFile,
    names: Mapping[str, str],
    region: str,
    observed: Callable[[str], Population | None] = lambda _: None,
    former: Mapping[str, str] | None = None,
    wanted: Mapping[int, str] | None = None,
    whole: bool = False,
    sheet: str = "",
) -> Upload:
    """Read and check a file; never raises for what stands in it.

    Parameters
    ----------
    file
        Name and bytes.
    names
        Names of the regions that are known, by code.
    region
        Whose figures a file without regions has.
    observed
        What has happened in a region, to compare with; None where that is not known.
    former
        Present code by former municipality code.
    wanted
        A user's own choice of what some columns are, by place.
    whole
        Whether the figures are said to be whole persons.
    sheet
        The sheet of a workbook; the first with headings where left out.
    """
    told = Told(re.sub(r"[^\w .,+-]", "?", file.name)[:60] or "filen")
    sum_of_bytes = hashlib.sha256(file.content).hexdigest()
    found = table.find(file, told, sheet)
    if found is None:
        return Upload(told.file, sum_of_bytes, (), (), (), (), *_said(told))
    found = reshape.sexes_apart(found)
    guessed = roles.guess(found.headings, found.columns)
    parted = reshape.sections(found, guessed, told)
    if parted is not found:
        found, guessed = parted, roles.guess(parted.headings, parted.columns)
    chosen = wanted or {}
    mine = roles.corrected(guessed, found.headings, chosen)
    found = reshape.without_empty_totals(found, mine)
    found = apart.people_only(found, mine, told)
    mine = apart.kinds_of_year(found, mine, told)
    found, mine = apart.edition_in_name(found, mine)
    known = places.reader(names, former or {})
    doubled = figures.doubling(known, region)
    found, mine = apart.resolved(found, mine, chosen, doubled, told)
    found, mine = apart.edition_in_name(found, mine)
    apart.one_value(found, mine, chosen, told)
    apart.no_persons(mine, told)
    _unused(found, mine, told)
    made: list[Piece] = []
    if _complete(mine, told):
        counted_in = [found.headings[place] for place, role in enumerate(mine) if role.counts]
        holds = titles.context(found.titles, counted_in, told)
        dated = list(counted_in)
        for place, role in enumerate(mine):
            dated += found.columns[place].texts if role.kind == "year" else ()
        titles.by_the_end(dated, told)
        read_figures = figures.read(found, mine, known, region, told, holds)
        said = {words for words in map(str.casefold, found.headings) if "hele personer" in words}
        if read_figures.decimals and (whole or said or "whole persons" in found.headings):
            _fractions(found, read_figures, told)
        elif read_figures.decimals:
            advice = "Beholdt slik de står. Velg hele personer hvis tallene skal være det."
            told.mend("", "tall med desimaler", "personer, også brøkdeler", advice)
        made = pieces.build(found, read_figures, told)
        made = pieces.whole_regions(made, read_figures.decimals, told)
        if made and (partial := made[0].partial):
            advice = "Kan vises som elever per skolekrets, men ikke brukes som prognose."
            told.warn("", f"bare {partial.ages.code} år", "alle aldre i en prognose", advice)
        made = main_first(made)
        named = alternative_codes([one.alternative for one in made])
        codes = {(one.region, one.area, named[one.alternative]) for one in made}
        if len(codes) < len(made):
            advice = "Gi dem navn som skiller seg i bokstaver eller tall."
            told.fault("", "alternativer med nesten samme navn", "navn som skiller seg", advice)
        nature.look(made, _observed(made, observed), told)
        if not made and not told.faults:
            told.fault("", "ingen tall", "minst ett år med alle aldre", "Legg inn tallene.")
    preview = tuple(
        tuple(one.texts[one.codes[row]] for one in found.columns)
        for row in range(min(8, len(found.rows)))
    )
    shown = () if told.faults else tuple(made)
    return Upload(
        told.file, sum_of_bytes, found.headings, tuple(mine), preview, shown, *_said(told)
    )


def _said(
    told: Told,
) -> tuple[tuple[Fault, ...], tuple[Fault, ...], tuple[Fault, ...], int]:
    lists = counted(told.faults), counted(told.warnings), counted(told.mended)
    return *lists, total(told.faults)


def _unused(found: Table, mine: list[Role], told: Told) -> None:
    """Tell of columns that are not used, and of two that are the same."""
    for place, role in enumerate(mine):
        heading = found.headings[place] or f"nummer {place + 1}"
        if role.kind == "skip" and found.columns[place].texts != ("",):
            told.mend(
                f"kolonnen {heading}",
                "en kolonne som ikke trengs",
                "år, alder og personer",
                "Ikke brukt. Velg hva den er hvis den trengs.",
            )
    if parts := [found.headings[place] for place, role in enumerate(mine) if role.kind == "parts"]:
        advice = "Lest som delområder, ett i hver kolonne."
        told.mend("overskriftene", f"kolonnene {', '.join(parts)}", "delområder", advice)
    for kind in ("year", "age", "sex", "region", "area", "alternative"):
        same = [found.headings[place] for place, role in enumerate(mine) if role.kind == kind]
        if len(same) > 1:
            told.fault(
                "",
                f"kolonnene {', '.join(same)}",
                f"én kolonne for {KINDS[kind].lower()}",
                "Velg hvilken som gjelder.",
            )


def _complete(mine: list[Role], told: Told) -> bool:
    """Whether year, age and figures are there."""
    values = [one for one in mine if one.counts]
    kinds = {one.kind for one in mine}
    lacking = []
    if not values:
        lacking.append(("personer", "en kolonne med antall personer"))
    if "year" not in kinds and not (values and all(one.year for one in values)):
        lacking.append(("år", "en kolonne med år, eller ett år per kolonne"))
    if "age" not in kinds and not (values and all(one.age for one in values)):
        lacking.append(("alder", "en kolonne med alder, eller én alder per kolonne"))
    for what, accepted in lacking:
        told.fault(
            "overskriftene", f"ingen kolonne for {what}", accepted, "Legg den til eller velg."
        )
    return not lacking


def _fractions(found: Table, read_figures: figures.Figures, told: Told) -> None:
    """Tell of every fraction of a person."""
    values = read_figures.values
    at = [int(one) for one in (values % 1 > 0).nonzero()[0]]
    places = [
        (
            found.place(int(read_figures.rows[one]), int(read_figures.columns[one])),
            f"{values[one]:g}",
        )
        for one in at
    ]
    told.each(places, "hele personer", "Rund av, eller si at brøkdeler er meningen.")


def _observed(
    made: list[Piece], observed: Callable[[str], Population | None]
) -> dict[str, Population]:
    codes = list(dict.fromkeys(one.region for one in made))
    known = {code: observed(code) for code in codes[:MOST_COMPARED]}
    return {code: people for code, people in known.items() if people is not None}
