"""The same figures in any of the formats: what the page and the command line both call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..errors import MissingInputError
from ..figures.collection import Collection, collect
from ..figures.view import View
from ..presentation import Deck, frame


@dataclass(frozen=True)
class Format:
    """What a file is called, and its media type."""

    name: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: Mapping[str, Format] = {
    "pptx": Format("PowerPoint", f"{_OFFICE}.presentationml.presentation"),
    "xlsx": Format("Excel", f"{_OFFICE}.spreadsheetml.sheet"),
    "html": Format("utskrift", "text/html"),
}
"""By the file's ending."""


def make(
    ending: str, view: View, template: bytes | None = None, wanted: Sequence[str] = ()
) -> tuple[bytes, Collection]:
    """A file, and what is in it.

    Parameters
    ----------
    ending
        A key of :data:`FORMATS`.
    view
        What the figures are made from.
    template
        A .pptx file whose look a presentation has.
    wanted
        Keys of the figures in the order they are told; all of them unless given.

    Raises
    ------
    BaereevneError
        If the template cannot be used, a figure is not known, or nothing can be shown of the
        region.
    """
    collection = collect(view)
    collection = collection.only(wanted) if wanted else collection
    if not collection.figures:
        raise MissingInputError(
            f"Det er ingen figurer å ta med for {view.case.region.name}. Velg en annen kommune."
        )
    return write(ending, collection, view, template), collection


def write(
    ending: str, collection: Collection, view: View | None, template: bytes | None = None
) -> bytes:
    """What was collected as a file; see :func:`make`.

    ``view``: what it was collected of; None of a presentation, which has no formulas.
    """
    # Office's packages are read only when a file is made: every other command starts without them.
    if ending == "pptx":
        from . import slides

        return slides.write(collection, template)
    if ending == "xlsx" and view:
        from . import workbook

        of, moved = workbook.beside(view)
        return workbook.write(collection, of, moved, view.catalogue.parameters.every)
    if ending == "xlsx":
        from . import deck_sheets

        return deck_sheets.write(collection)
    from . import handout

    return handout.write(collection).encode("utf-8")


def check_template(template: bytes) -> None:
    """Whether a presentation can have the look of a file.

    Raises
    ------
    BaereevneError
        If it cannot; the sentence says why.
    """
    from . import slides

    slides.check(template)


def make_deck(ending: str, deck: Deck, template: bytes | None = None) -> bytes:
    """A presentation as a file, made of what is pinned in it alone.

    ``ending`` and ``template``: as for :func:`make`.

    Raises
    ------
    BaereevneError
        If the template cannot be used, or there is nothing in the presentation.
    """
    if not deck.frames:
        raise MissingInputError(
            "Presentasjonen er tom. Legg til bilder med knappen under grafene på sidene."
        )
    return write(ending, frame.collection(deck), None, template)
