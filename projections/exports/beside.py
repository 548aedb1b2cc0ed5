"""What stands beside a chart on a wall: so few words that the chart is read; the rest is notes."""

import re

from ..provenance import Source

MOST_WORDS, MOST_IN_SOURCE = 40, 7
"""Words beside a chart in all, and in the line of its sources; the rest is in the notes."""
SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-ZÆØÅ0-9])")
REST = "se notatene"


def text(title: str, whole: str, source: str) -> str:
    """The first whole sentences that there is room for beside a title and a line of sources."""
    room = MOST_WORDS - len(title.split()) - len(source.split())
    kept: list[str] = []
    for sentence in SENTENCE.split(whole):
        if len(" ".join([*kept, sentence]).split()) > room:
            break
        kept.append(sentence)
    return " ".join(kept)


def source(sources: tuple[Source, ...]) -> str:
    """The sources on one line; those there is no room for are in the notes."""
    every = list(dict.fromkeys(one.short for one in sources))
    if not every:
        return ""
    shown = 1
    while shown < len(every) and len(" ".join(every[: shown + 1]).split()) <= MOST_IN_SOURCE:
        shown += 1
    more = f" og {len(every) - shown} til ({REST})" if len(every) > shown else ""
    return f"{'Kilder' if len(every) > 1 else 'Kilde'}: {'; '.join(every[:shown])}{more}"
