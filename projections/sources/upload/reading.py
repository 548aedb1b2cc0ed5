"""A file read step by step: its table, what each column is, its figures, and how they fit."""

import hashlib
import re
from collections.abc import Callable, Mapping

from ...errors import Fault
from ...people.population import Population
from ..own.file import UserFile
from . import apart, figures, guessing, layout, nature, pieces, places, reshape, roles, table
from .pieces import Piece
from .rows import Table
from .told import Told, counted, total
from .uploaded import Upload, alternative_codes, main_first

MOST_COMPARED = 20
"""Regions compared with what has happened; putting together all of them would take long."""


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
    guessed = guessing.guess(found.headings, found.columns)
    parted = reshape.sections(found, guessed, told)
    if parted is not found:
        found, guessed = parted, guessing.guess(parted.headings, parted.columns)
    chosen = wanted or {}
    mine = roles.corrected(guessed, found.headings, chosen)
    found = reshape.without_empty_totals(found, mine)
    found = reshape.without_unknown_age(found, mine, told)
    found = apart.people_only(found, mine, told)
    mine = apart.kinds_of_year(found, mine, told)
    found, mine = apart.edition_in_name(found, mine)
    known = places.reader(names, former or {})
    doubled = figures.doubling(known, region)
    found, mine = apart.resolved(found, mine, chosen, doubled, told)
    found, mine = apart.edition_in_name(found, mine)
    apart.one_value(found, mine, chosen, told)
    apart.no_persons(mine, told)
    roles.unused(found, mine, chosen, told)
    made: list[Piece] = []
    if roles.complete(found, mine, told):
        counted_in = [found.headings[place] for place, role in enumerate(mine) if role.counts]
        holds = layout.context(found.titles, _stem(file.name), counted_in, found.notes, told)
        dated = list(counted_in)
        for place, role in enumerate(mine):
            dated += found.columns[place].texts if role.kind == "year" else ()
        layout.by_the_end(dated, told)
        read_figures = figures.read(found, mine, known, region, told, holds)
        said = {words for words in map(str.casefold, found.headings) if "hele personer" in words}
        if read_figures.decimals and (whole or said or "whole persons" in found.headings):
            _fractions(found, read_figures, told)
        elif read_figures.decimals:
            advice = "Beholdt slik de står. Velg hele personer hvis tallene skal være det."
            told.mend("", "tall med desimaler", "personer, også brøkdeler", advice)
        made = pieces.build(found, read_figures, told)
        made = nature.whole_regions(made, read_figures.decimals, told)
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
        tuple(one[row] for one in found.columns) for row in range(min(8, len(found.rows)))
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


def _stem(name: str) -> str:
    """The words of a file's name, which may say what a title would."""
    return re.sub(r"[_\W]+", " ", name.rpartition(".")[0])


def _fractions(found: Table, read_figures: figures.Figures, told: Told) -> None:
    """Tell of every fraction of a person."""
    values = read_figures.values
    at = (values % 1 > 0).nonzero()[0]
    places = [(found.place(*read_figures.at(int(one))), f"{values[one]:g}") for one in at]
    told.each(places, "hele personer", "Rund av, eller si at brøkdeler er meningen.")


def _observed(
    made: list[Piece], observed: Callable[[str], Population | None]
) -> dict[str, Population]:
    codes = list(dict.fromkeys(one.region for one in made))
    known = {code: observed(code) for code in codes[:MOST_COMPARED]}
    return {code: people for code, people in known.items() if people is not None}
