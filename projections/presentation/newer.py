"""What has become of the data since a presentation was made."""

from collections.abc import Iterator, Mapping

from .. import __version__, norwegian, terms
from ..case import Case, Catalogue
from ..errors import BaereevneError, short
from ..provenance import Source
from ..store.saved_rules import EDITION, VERSION, is_version
from ..store.scenarios import Vintage
from ..whatif.account import ALTERED
from ..words import passports
from .frame import Deck, Frame

REGION = "kommune"
"""What a link calls the region."""


def notices(deck: Deck, catalogue: Catalogue) -> tuple[str, ...]:
    """Sentences on newer data, another program version and sources that are gone.

    The frames themselves are as they were made, whatever is said here. ``deck``: as it was opened;
    ``catalogue``: the data that are here now.
    """
    said: dict[str, list[int]] = {}
    for number, frame in enumerate(deck.frames, 1):
        for sentence in dict.fromkeys(_of(frame, deck, catalogue)):
            said.setdefault(sentence, []).append(number)
    return tuple(f"{_which(numbers)}: {sentence}" for sentence, numbers in said.items())


def _which(numbers: list[int]) -> str:
    return f"Bilde {norwegian.listing([str(one) for one in numbers])}"


def _of(frame: Frame, deck: Deck, catalogue: Catalogue) -> Iterator[str]:
    """All there is to say of one frame."""
    case = _case(frame, catalogue)
    known: Mapping[str, Source] = catalogue.sources
    if case:
        known = {one.id: one for one in passports.every(catalogue, case)}
    for source in frame.sources:
        if sentence := _source(source, known.get(source.id.removesuffix(ALTERED))):
            yield sentence
    if case and (sentence := _projection(frame, case)):
        yield sentence
    made = frame.query.get(VERSION, deck.version)
    if is_version(made) and made != __version__:
        yield (
            f"laget med versjon {made} av Bæreevne, og dette er versjon {__version__}. Er "
            "regnemåten endret siden, blir tallene andre om bildet lages på nytt."
        )


def _case(frame: Frame, catalogue: Catalogue) -> Case | None:
    """The region of a frame, where it is here and can be read."""
    code = frame.query.get(REGION, "")
    try:
        return catalogue.case(code) if code in catalogue.names else None
    except BaereevneError:
        return None


def _source(made: Source, now: Source | None) -> str:
    """What has become of a source; empty where it is as it was."""
    name = terms.citation(made)
    if now is None:
        return f"kilden {name} finnes ikke her. Bildet står som det ble laget."
    before, after = Vintage(now.id, made.published), Vintage(now.id, now.published)
    if before.may_be(after) and made.vintage == now.vintage:
        return ""
    if now.published < made.published:
        return f"kilden {name} finnes her bare i en eldre utgave, {_edition(now)}."
    return f"kilden {name} finnes nå i en nyere utgave, {_edition(now)}."


def _edition(source: Source) -> str:
    """Edition and day, each said once."""
    dated = f"publisert {norwegian.date(source.published)}" if source.published else ""
    parts = [source.vintage if source.vintage != source.published else "", dated]
    return ", ".join(part for part in parts if part) or source.short


def _projection(frame: Frame, case: Case) -> str:
    """That those who made the projection have made a newer one; empty where they have not."""
    made = Vintage.parse(frame.query.get(EDITION, ""))
    own = next((one for one in frame.sources if made and one.id == made.source), None)
    if own is None:
        return ""
    every = {one.population.source for one in case.projections}
    later = [
        one
        for one in every
        if one.publisher == own.publisher
        and one.id != own.id
        and one.published[:10] > own.published
        and not Vintage(own.id, one.published).may_be(Vintage(own.id, own.published))
    ]
    if not later:
        return ""
    newest = max(later, key=lambda one: one.published)
    return (
        f"laget på prognosen {short(own.vintage)} fra {own.short}. En nyere er her: "
        f"{newest.short}, {_edition(newest)}."
    )
