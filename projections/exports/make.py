"""The same exhibits in any of the formats: what the page and the command line both call."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..case import Case, Catalogue, Projection
from ..errors import MissingInputError
from ..exhibits import Collection, Selection, collect
from ..exhibits.reckoning import reckon


@dataclass(frozen=True)
class Format:
    """What a file is called, and its media type."""

    name: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "pptx": Format("PowerPoint", f"{_OFFICE}.presentationml.presentation"),
        "xlsx": Format("Excel", f"{_OFFICE}.spreadsheetml.sheet"),
        "html": Format("utskrift", "text/html"),
    }
)
"""By the file's ending."""


def make(
    ending: str,
    case: Case,
    projection: Projection | None,
    catalogue: Catalogue,
    chosen: Selection,
    template: bytes | None = None,
) -> tuple[bytes, Collection]:
    """A file, and what is in it.

    Parameters
    ----------
    ending
        A key of :data:`FORMATS`.
    template
        A .pptx file whose look a presentation has.

    Raises
    ------
    BaereevneError
        If the template cannot be used, or nothing can be shown of the region.
    """
    collection = collect(case, projection, catalogue, chosen)
    if not collection.exhibits:
        raise MissingInputError(
            f"Det er ingen figurer å ta med for {case.region.name}. Velg en annen kommune."
        )
    # Office's packages are read only when a file is made: every other command starts without them.
    if ending == "pptx":
        from . import slides

        return slides.write(collection, template), collection
    if ending == "xlsx":
        from . import workbook

        reckoning = reckon(case, projection, catalogue, chosen)
        assumed = catalogue.parameters.every
        return (
            workbook.write(collection, reckoning, chosen.method, chosen.base, assumed),
            collection,
        )
    from . import handout

    return handout.write(collection).encode("utf-8"), collection
