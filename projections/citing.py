"""How sources are told where their figures are shown."""

import re
from collections.abc import Sequence

from . import norwegian
from .norwegian import date
from .provenance import Source

_PUBLISHERS = {"Statistisk sentralbyrå": "SSB"}
"""How a publisher is called in short."""


def citation(source: Source) -> str:
    """How a source stands under a figure: who and what, edition and dates, each said once."""
    edition = [] if source.vintage in source.short else [f"utgave {source.vintage}"]
    published = [] if source.published.isdigit() else [f"publisert {date(source.published)}"]
    dates = ", ".join([*edition, *published, f"hentet {date(source.retrieved)}"])
    return f"{source.short} ({dates})"


def cited(sources: Sequence[Source]) -> str:
    """Sources with edition and dates, each once, as a line under a figure; empty for none."""
    told = list(dict.fromkeys(citation(source) for source in sources))
    return f"{'Kilder' if len(told) > 1 else 'Kilde'}: {'; '.join(told)}." if told else ""


def publishers(sources: Sequence[Source]) -> str:
    """Who the figures are from, each once: ``Kilder: SSB og Røros kommune``; empty for none."""
    # «Lovdata og Statistisk sentralbyrå» are two, «Kommunal- og distriktsdepartementet» is one.
    names = (name for one in sources for name in re.split(r"(?<!-) og ", one.publisher))
    told = list(dict.fromkeys(_PUBLISHERS.get(name, name) for name in names))
    return f"{'Kilder' if len(told) > 1 else 'Kilde'}: {norwegian.listing(told)}" if told else ""


def remarks(sources: Sequence[Source]) -> list[str]:
    """What must be said wherever figures of these sources are shown, each once."""
    return list(dict.fromkeys(source.remark for source in sources if source.remark))


def told_of(sources: Sequence[Source]) -> str:
    """All that stands under a figure of these sources: what they are, and what must be said."""
    return " ".join((cited(sources), *remarks(sources)))
