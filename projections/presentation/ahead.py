"""What may be asked of a frame: its link opened on the figures that are here, and answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..case import Case, Catalogue
from ..choices import state
from ..errors import BaereevneError
from ..figures.view import view_of
from ..provenance import Source
from ..store.saved_rules import EDITION, VERSION
from ..whatif.account import ALTERED
from ..words.passports import every
from .frame import Deck, Frame
from .questions import Answers, answers, measure_of, question

Progress = Callable[[float, str], None]
"""Told the part that is done [share 0–1], and what is being done."""
RECKONED_WITH = (
    *("region", "projection", "start", "base_year", "working"),
    *("method", "need", "tax", "state", "weights"),
    *("profile", "per_home", "outside", "realised", "change_from", "change_to", "staying"),
    *state.MOVED,
)
"""What answers rest on; frames that differ in something else share them."""


@dataclass(frozen=True, eq=False)
class Opened:
    """A frame's link as it opens here, with its levers: a question starts where they stand."""

    case: Case
    choice: state.Choice

    @property
    def key(self) -> tuple[Any, ...]:
        """Equal where the answers are."""
        return tuple(getattr(self.choice, field) for field in RECKONED_WITH)


def prepared(deck: Deck, catalogue: Catalogue, progress: Progress) -> Deck:
    """The deck with all that may be asked from the floor reckoned ahead.

    A frame that has its question keeps it. One whose link does not open here on the very figures
    it was made on gets none; nor does one without a projection.
    """
    every_opened = [None if one.question else opened(one, catalogue) for one in deck.frames]
    distinct = {one.key: one for one in every_opened if one}
    known: dict[tuple[Any, ...], Answers | None] = {}
    for place, (key, one) in enumerate(distinct.items()):
        name = one.case.region.name
        known[key] = _answers(
            one,
            catalogue,
            lambda part, place=place, name=name: progress(  # type: ignore[misc]
                (place + part) / len(distinct), f"Regner ut svar for {name}"
            ),
        )
    progress(1.0, "Alt er regnet ut")
    frames = (
        frame if one is None else _asked(frame, one, known[one.key])
        for frame, one in zip(deck.frames, every_opened, strict=True)
    )
    return replace(deck, frames=tuple(frames))


def opened(frame: Frame, catalogue: Catalogue) -> Opened | None:
    """The frame's link, where it opens here on just what it was made on."""
    if not {EDITION, VERSION} <= set(frame.query):
        return None
    settled = state.settle({name: [text] for name, text in frame.query.items()}, catalogue)
    choice = settled.choice
    if settled.problems or settled.notices or choice.projection == state.NO_PROJECTION:
        return None
    case = catalogue.case(choice.region)
    beside = [catalogue.case(code) for code in choice.compare]
    if not _same(frame.sources, [one for own in (case, *beside) for one in every(catalogue, own)]):
        return None
    return Opened(case, choice)


def _same(pinned: Sequence[Source], here: Sequence[Source]) -> bool:
    """Whether all that a frame stands on is here, of the same edition and day."""

    def mark(one: Source) -> tuple[str, ...]:
        # A scenario's path is the official one, and the levers stand in the link.
        return one.id.removesuffix(ALTERED), one.file, one.vintage, one.published, one.retrieved

    return {mark(one) for one in pinned} <= {mark(one) for one in here}


def _answers(
    one: Opened, catalogue: Catalogue, progress: Callable[[float], None]
) -> Answers | None:
    """All that can be asked; None where not even what is shown can be reckoned."""
    view = view_of(one.choice, catalogue)
    if view.projection is None:
        return None
    try:
        return answers(view.setting, view.chosen.scenario, progress)
    except BaereevneError:
        return None


def _asked(frame: Frame, one: Opened, found: Answers | None) -> Frame:
    if found is None:
        return frame
    asked = question(found, measure_of(frame.name, one.choice.effect), one.choice.last)
    return replace(frame, question=asked if asked.levers else None)
