"""A figure as data: what it shows and all that belongs to it, and nothing of how it is drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from .. import terms
from ..errors import MissingInputError
from ..people.ages import FloatArray
from ..provenance import Source
from ..series import Series, Table, sources_of
from ..words import Finding
from ..words.grids import Grid
from .chart import Chart, Role

PLANNED = ("regnskap", "budsjett", "plan")
"""Alternatives that are the plan's own years."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Figure(Chart):
    """A chart with all that belongs to it: the page, the show and every file are made of this.

    Parameters
    ----------
    key
        Short code, unique among figures.
    finding
        Its title and sentences, and the one number to remember.
    table
        The figures behind it, as files of numbers have them.
    grids
        The same figures to read.
    sources
        Of the table, and of what it is reckoned with.
    method, remark
        How it is reckoned, and what must be said of just this.
    chosen, spoken, alternative
        The choices in words, what the speaker says, and what stands for the chart where it is
        not seen; empty where the texts above are enough.
    """

    key: str
    finding: Finding
    table: Table
    grids: tuple[Grid, ...]
    sources: tuple[Source, ...]
    method: str = ""
    remark: str = ""
    chosen: str = ""
    spoken: str = ""
    alternative: str = ""

    @property
    def chart(self) -> Chart:
        """What is drawn, without what belongs to it."""
        return Chart(**{one.name: getattr(self, one.name) for one in fields(Chart)})

    @property
    def title(self) -> str:
        """What it shows."""
        return self.finding.title

    @property
    def text(self) -> str:
        """How much, compared with what."""
        return self.finding.text

    @property
    def note(self) -> str:
        """Method and assumptions."""
        return " ".join(filter(None, (self.method, self.remark)))

    @property
    def alternative_text(self) -> str:
        """What stands for the chart where it is not seen."""
        return self.alternative or sentences(self.title, self.text)

    @property
    def printed(self) -> "Figure":
        """Without what only a screen has room for: inner bands, and those of other curves."""
        curves = (
            one for one in self.curves if one.role != "band" or (one.is_outer and not one.faint)
        )
        return replace(self, curves=tuple(curves))

    @property
    def panels(self) -> "tuple[Figure, ...]":
        """Each of its small charts by itself; the figure where it has one."""
        names = dict.fromkeys(one.panel for one in self.curves)
        if len(names) < 2:
            return (self,)
        return tuple(
            replace(
                self,
                axis=name,
                curves=tuple(one for one in self.curves if one.panel == name),
                alternative=sentences(name, self.alternative_text),
            )
            for name in names
        )

    @property
    def cited(self) -> str:
        """Its sources with edition and date, each once, and what must be said of them."""
        return terms.told_of(self.sources)


def sentences(title: str, text: str) -> str:
    """A title and what follows it; a title that asks has its own end."""
    return f"{title}{'' if title.endswith(('?', '.')) else '.'} {text}"


def role_of(series: Series) -> Role:
    """What a series is, by what it rests on."""
    if series.is_observed:
        return "observed"
    return "plan" if series.alternative in PLANNED else "projected"


def over(series: Series, years: Sequence[int]) -> FloatArray:
    """The values of a series over some years, NaN where it has none."""
    return np.array([series.at(year) if series.has(year) else np.nan for year in years])


class Absent(MissingInputError):
    """There is nothing to make a figure of, and nothing that ought to be there is missing."""


class NotFetched(Absent):
    """What a figure is made of can be fetched by anyone, and has not been."""


def figure(
    key: str,
    finding: Finding,
    chart: Chart,
    table: Table,
    grids: Iterable[Grid],
    also: Iterable[Source] = (),
    method: str = "",
    remarks: Iterable[str] = (),
) -> Figure:
    """A chart with all that belongs to it.

    Parameters
    ----------
    key, finding, chart, table, grids, method
        See :class:`Figure`.
    also
        Sources of what the figures are reckoned with, besides those of the table.
    remarks
        What must be said of just this; empty sentences are left out.
    """
    return Figure(
        **{one.name: getattr(chart, one.name) for one in fields(Chart)},
        key=key,
        finding=finding,
        table=table,
        grids=tuple(grids),
        sources=tuple(dict.fromkeys((*sources_of(table), *also))),
        method=method,
        remark=" ".join(filter(None, remarks)),
    )
