"""The figures that go along in a file: those that can be made of a view, and why others cannot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .. import labels, tables, terms
from ..errors import MissingInputError, UnknownChoiceError
from ..series import sources_of
from ..words import handout, ledger
from . import along, claims, effects
from .catalogue import FIGURES, NAMES, OLD_KEYS, made, told
from .spec import Absent, Figure
from .view import View

_STATEMENTS: Mapping[str, str] = {
    "folketall": "befolkning",
    "elever": "kapasitet",
    "kostnad_inntekt_netto": "inntekt",
    "netto_driftsresultat": "handlingsrom",
    "utgifter_behovskorrigert": "sammenligning",
}
"""The figure that carries what the plan says on a page, in a note of its own there."""


@dataclass(frozen=True, eq=False)
class Collection:
    """Figures to take along.

    Parameters
    ----------
    title, chosen
        What they are about, and the choices in words.
    figures
        In their order.
    missing
        A sentence for each figure that the region lacks an input for, by key.
    absent
        A sentence for each that there is nothing to make of, though nothing lacks.
    occasion
        For the title slide: where and when it is shown, and of what; may be empty.
    """

    title: str
    chosen: str
    figures: tuple[Figure, ...]
    missing: Mapping[str, str]
    absent: Mapping[str, str]
    occasion: str = ""

    @property
    def left_out(self) -> str:
        """Which figures are missing; empty where none is."""
        return handout.left_out([NAMES[key].lower() for key in self.missing])

    def only(self, keys: Sequence[str]) -> "Collection":
        """These figures, in this order.

        Raises
        ------
        UnknownChoiceError
            If a key is not known.
        MissingInputError
            If there is nothing to make one of them of.
        """
        wanted = tuple(dict.fromkeys(OLD_KEYS.get(key, key) for key in keys))
        found = {one.key: one for one in self.figures}
        if unknown := [key for key in wanted if key not in NAMES]:
            raise UnknownChoiceError("figur", ", ".join(unknown), NAMES)
        if lacking := [key for key in wanted if key in self.absent]:
            raise MissingInputError(told(lacking[0], self.absent[lacking[0]]))
        return replace(
            self,
            figures=tuple(found[key] for key in wanted if key in found),
            missing={key: self.missing[key] for key in wanted if key in self.missing},
        )


def collect(view: View) -> Collection:
    """All figures that can be made, and why others cannot; the scenario only when something is
    moved in it.
    """
    found: list[Figure] = []
    missing: dict[str, str] = {}
    absent: dict[str, str] = {}
    for key, entry in FIGURES.items():
        try:
            if entry.page == "scenarier" and not view.chosen.scenario.moved:
                raise Absent(effects.AT_REST)
            if key == "paastand" and not claims.is_claimed(view):
                raise Absent(claims.NONE)  # an example is for the page
            figures = [figure for figure in made(entry, view) if figure.categories]
            found += [_with_notes(figure, view) for figure in figures]
        except Absent as nothing:
            absent[key] = str(nothing)
        except (MissingInputError, UnknownChoiceError) as problem:
            missing[key] = str(problem)
    chosen = view.chosen
    title = f"{view.case.region.name}: befolkning og økonomi {chosen.first}–{chosen.last}"
    return Collection(title, in_words(view), tuple(found), missing, absent)


def _with_notes(figure: Figure, view: View) -> Figure:
    """The figure with what its page tells in notes: what the plan says."""
    if figure.key not in _STATEMENTS:
        return figure
    measures = tables.people_measures(view.case, view.projection)
    said = tables.statements(view.case, _STATEMENTS[figure.key], measures)
    if not said:
        return figure
    return replace(
        figure,
        grids=(*figure.grids, ledger.statements(said)),
        sources=tuple(dict.fromkeys((*figure.sources, *sources_of(said)))),
    )


def in_words(view: View) -> str:
    """What is chosen, as one sentence."""
    own = view.chosen
    path = labels.projection(view.projection) if view.projection else "bare observerte tall"
    parts = [
        path,
        f"kostnad etter {terms.METHODS[own.method].lower()} målt fra {own.base}",
        f"behov etter {terms.NEEDS[own.need].lower()}",
        f"skatten følger {terms.TAXES[own.assumed.tax].lower()}",
        f"staten dekker landets aldring {terms.STATES[own.assumed.state].lower()}",
        f"sektorvektene {terms.WEIGHTS[own.assumed.weights].lower()}",
        terms.PRICES[own.prices].lower(),
    ]
    if own.fixed:
        parts.append(f"fast andel {labels.fixed_shares(','.join(own.fixed))}")
    if told := along.told(own.scenario):
        parts.append(labels.sentence(told)[:1].lower() + told[1:])
    return f"{labels.sentence('; '.join(parts))}."
