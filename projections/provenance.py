"""Where figures come from: one passport for each source, carried along with the numbers."""

from dataclasses import dataclass
from typing import Literal

Quality = Literal["official", "estimate", "example"]
QUALITIES: tuple[Quality, ...] = ("official", "estimate", "example")


@dataclass(frozen=True)
class Source:
    """The passport of a set of figures; texts are Norwegian, ready for the screen.

    Parameters
    ----------
    id
        Short code used in URLs and CSV files, e.g. ``ssb-07459``.
    short
        How it is cited under a figure.
    file
        File name in ``data/``, or empty for figures that were not bundled.
    title, publisher, document
        What it is, who made it, and where in their work it stands (table, report and page).
    vintage
        Which edition, e.g. ``HØP 2024–2027`` or ``2026``.
    published, retrieved
        ISO dates (a year alone where the day is not known).
    licence, unit
        Terms of use, and the unit of the figures.
    quality
        ``official``, ``estimate`` or ``example``.
    url, note
        May be empty.
    remark
        What must be said wherever the figures are shown, e.g. that some are missing; mostly empty.
    """

    id: str
    short: str
    file: str
    title: str
    publisher: str
    document: str
    vintage: str
    published: str
    retrieved: str
    licence: str
    unit: str
    quality: Quality
    url: str = ""
    note: str = ""
    remark: str = ""

    def __post_init__(self) -> None:
        if self.quality not in QUALITIES:
            raise ValueError(f"unknown quality {self.quality!r} in source {self.id!r}")
        missing = [
            name
            for name in (
                "id",
                "short",
                "title",
                "publisher",
                "document",
                "retrieved",
                "licence",
                "unit",
            )
            if not getattr(self, name)
        ]
        if missing:
            raise ValueError(f"source {self.id!r} lacks {', '.join(missing)}")
