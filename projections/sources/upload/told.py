"""What there is to say of a file: what is wrong, what to know of, and what was mended by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...errors import Fault
from ...norwegian import number

MOST_ROWS = 50
"""Rows told one by one of each kind; the others are counted."""


@dataclass
class Told:
    """Three lists of :class:`Fault` about one file."""

    file: str
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    mended: list[Fault] = field(default_factory=list)
    uncounted: int = 0
    """Places with a fault that are not told one by one."""

    def fault(self, place: str, found: str, accepted: str, advice: str) -> None:
        """Something that must be put right before the file can be used."""
        self.faults.append(Fault(self.file, place, found, accepted, advice))

    def warn(self, place: str, found: str, accepted: str, advice: str) -> None:
        """Something to know of; the file can be used."""
        self.warnings.append(Fault(self.file, place, found, accepted, advice))

    def mend(self, place: str, found: str, accepted: str, advice: str) -> None:
        """Something read otherwise than it stands, and how."""
        self.mended.append(Fault(self.file, place, found, accepted, advice))

    def each(self, places: Sequence[tuple[str, str]], accepted: str, advice: str) -> None:
        """One fault a place (with what was found there); beyond the first some are counted."""
        for place, found in places[:MOST_ROWS]:
            self.fault(place, found, accepted, advice)
        if (more := len(places) - MOST_ROWS) > 0:
            self.fault("", f"{number(more)} steder til med samme feil", accepted, advice)
            self.uncounted += more - 1


def quoted(text: str) -> str:
    """What stands in a cell."""
    return f"«{text[:40]}»" if text.strip() else "en tom celle"


def counted(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """The first of each kind, and one that counts the rest of it."""
    kinds: dict[tuple[str, str], list[Fault]] = {}
    for one in faults:
        kinds.setdefault((one.accepted, one.advice), []).append(one)
    found: list[Fault] = []
    for every in kinds.values():
        found += every[: MOST_ROWS + 1]
        if (more := len(every) - MOST_ROWS - 1) > 0:
            found.append(replace(every[0], place="", found=f"{number(more)} til av samme slag"))
    return tuple(found)
