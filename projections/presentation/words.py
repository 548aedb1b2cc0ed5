"""The presentation's own words, and which numbers in an edited text are not the picture's."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from ..norwegian import NBSP, date, listing
from .frame import Deck, Frame

ADD = "Legg til i presentasjonen"
EMPTY = (
    "Presentasjonen er tom. Gå til en annen side, og trykk «Legg til i presentasjonen» under hver "
    "graf du vil vise."
)
_COUNTS = {2: "to", 3: "tre", 4: "fire", 5: "fem", 6: "seks", 7: "sju", 8: "åtte"}
NAMELESS = "Befolkning og økonomi"
"""What a presentation without a name is called on its first picture and in files."""
ABOUT_FILES = {
    "stage": "Virker uten nett i alle nettlesere.",
    "pptx": "Ett lysbilde per bilde, med grafer og tekst som kan redigeres.",
    "xlsx": "Tallene i hvert bilde.",
    "html": "Én fil til papir.",
}
"""What each file has, by its ending."""
ABOUT_KEPT = (
    "En lagret presentasjon har bildene slik de er nå, også når tallene i Bæreevne blir nyere. "
    "Ingenting overskrives: samme navn gir en ny utgave ved siden av den gamle."
)
MOST_ROUNDED = 12
"""As many signs a number may have to be taken for the rounding of another."""
_NUMBER = re.compile(
    rf"\d{{1,3}}(?:[ {NBSP}\u202f]\d{{3}})+(?!\d)(?:,\d+)?"  # thousands
    r"|\d+,\d+|(?<![\d.])\d+\.\d+(?!\.?\d)"  # a decimal comma, or a point that is not a date's
    r"|\d+"
)


def take(figures: int) -> str:
    """To fill an empty presentation with the figures of the overview.

    Examples
    --------
    >>> take(6)
    'Ta med de seks fra Kort fortalt'
    """
    return f"Ta med de {_COUNTS.get(figures, figures)} fra Kort fortalt"


def is_added(number: int) -> str:
    """That a chart was added."""
    return f"Lagt til som bilde {number}."


def added(number: int) -> str:
    """That a chart was added, and the way to see it."""
    return f"{is_added(number)} Se presentasjonen"


def count(frames: int) -> str:
    """How many pictures."""
    return f"{frames or 'ingen'} bilde{'' if frames == 1 else 'r'}"


def summary(frames: int, name: str, unsaved: bool) -> str:
    """What is in work, for the line under the page's title."""
    told = [name] if name else []
    told.append(count(frames))
    return " · ".join([*told, *(["ikke lagret"] if unsaved else [])])


def removed(title: str) -> str:
    """That a picture was taken out."""
    return f"Bildet «{title}» er fjernet."


def ask_to_open(frames: int, name: str) -> str:
    """Whether to let go of what is not saved."""
    there = f"Presentasjonen du arbeider med, har {count(frames)} og er ikke lagret."
    return f"{there} {f'Åpne «{name}»' if name else 'Begynne på nytt'} i stedet?"


def kept(deck: Deck, others: int) -> str:
    """That a presentation is saved."""
    older = f" Det finnes {others} til med samme navn; de er beholdt." if others else ""
    return f"«{deck.name}» er lagret med {count(len(deck.frames))}.{older}"


def cannot(faults: int) -> str:
    """That a presentation cannot be kept or opened, and how much is wrong."""
    return f"Presentasjonen kan ikke brukes: {faults} feil. Bildene du har her, er som før."


def opened(deck: Deck) -> str:
    """That a presentation is opened, and when it was made."""
    when = date(deck.saved[:10])
    return f"«{deck.name}» er åpnet med {count(len(deck.frames))}, slik den var {when}."


def ask_to_remove(name: str, versions: int) -> str:
    """Whether to delete all that is kept under a name."""
    what = f"og alle {versions} utgaver av den " if versions > 1 else ""
    return f"Slette «{name}» {what}for alle? Det kan ikke angres."


def gone(name: str) -> str:
    """That it is deleted."""
    return f"«{name}» er slettet."


def strange_numbers(text: str, frame: Frame) -> tuple[str, ...]:
    """Numbers in a text that are not among the frame's own figures, in order, each once.

    Its own are those in its tables, in the words it came with, in its choices and its sources,
    and what they are when rounded. The sign and the kind of space inside a number make no
    difference.
    """
    own = [one for known in _own(frame) for one in _numbers(known)]
    known = {number for number, _ in own}
    # A year is never rounded: what may be has decimals, or a space between its thousands.
    exact = {number for number, told in own if number != told or "," in told}
    strange = (
        found
        for number, found in _numbers(text)
        if number not in known and not any(_rounds(number, one) for one in exact)
    )
    return tuple(dict.fromkeys(strange))


def _rounds(number: str, exact: str) -> bool:
    """Whether a number is another with fewer decimals, or in whole tens, hundreds and so on.

    Examples
    --------
    >>> _rounds("27", "26,6"), _rounds("5600", "5598"), _rounds("26", "26,6"), _rounds("30", "26,6")
    (True, True, False, False)
    """
    if max(len(number), len(exact)) > MOST_ROUNDED:
        return False
    whole, _, decimals = number.partition(",")
    zeros = 0 if decimals else len(whole) - len(whole.rstrip("0"))
    if zeros and zeros >= len(whole) - 1:
        return False  # 20 and 300 are roundings of too much to be known again
    step = Decimal(1).scaleb(zeros - len(decimals))
    return _value(exact).quantize(step, ROUND_HALF_UP) == _value(number)


def _value(number: str) -> Decimal:
    return Decimal(number.replace(",", "."))


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """Each number in a text: without its spaces, and as it stands there."""
    for found in _NUMBER.findall(text):
        yield re.sub(r"\s", "", found).replace(".", ","), found


def _own(frame: Frame) -> Iterator[str]:
    """Every text that holds the frame's own figures."""
    yield from (frame.alternative, frame.note, frame.chosen)
    for grid in frame.grids:
        yield from (grid.caption, *grid.columns)
        for row in grid.rows:
            yield from row
    for source in frame.sources:
        yield from (source.short, source.vintage, source.published)


def strange(numbers: tuple[str, ...]) -> str:
    """That numbers in a text are none of the picture's; empty where there are none."""
    if not numbers:
        return ""
    which = f"Tallet {numbers[0]}" if len(numbers) == 1 else f"Tallene {listing(list(numbers))}"
    return f"{which} står ikke blant bildets egne tall. Se over før du viser bildet."
