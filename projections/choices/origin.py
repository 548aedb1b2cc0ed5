"""Where a link was made: on which edition of the data, with which version of the program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .. import __version__, labels, norwegian
from ..case import Case, Catalogue, Projection
from ..errors import short
from ..store.saved_rules import EDITION, VERSION, is_version
from ..store.scenarios import Vintage


@dataclass(frozen=True)
class Origin:
    """What a link says of where it was made; None where it says nothing that can be read."""

    vintage: Vintage | None
    version: str | None
    problems: tuple[str, ...]
    """One sentence for each part that cannot be read."""


def here(projection: Projection | None) -> dict[str, str]:
    """What a link made here and now says, by name."""
    edition = {EDITION: str(vintage(projection))} if projection else {}
    return {**edition, VERSION: __version__}


def vintage(projection: Projection) -> Vintage:
    """The edition of a projection."""
    source = projection.population.source
    return Vintage(source.id, source.published)


def read(query: Mapping[str, Sequence[str]]) -> Origin:
    """What a link says, hostile or not."""
    problems = []
    found: dict[str, str] = {}
    for name, is_good in ((EDITION, Vintage.parse), (VERSION, is_version)):
        given = query.get(name, ())
        if len(given) == 1 and is_good(given[0]):
            found[name] = given[0]
        elif len(given) > 1:
            problems.append(f"Lenken har flere verdier for «{name}». Det er sett bort fra dem.")
        elif given:
            problems.append(
                f"Lenkens «{name}» er «{short(given[0])}», og kan ikke leses. Det er sett bort fra."
            )
    return Origin(Vintage.parse(found.get(EDITION, "")), found.get(VERSION), tuple(problems))


def start(origin: Origin, case: Case, asked: str) -> str | None:
    """The projection to show where the link asks for none, or for one that is not here.

    The first of the edition that the link was made on, which was at rest there; where that is not
    here, the same alternative of another; else the region's own first.
    """
    alternative = asked.rpartition(".")[2]
    same = [one for one in case.projections if _is_of(origin, one)]
    alike = [one for one in case.projections if asked and one.alternative == alternative]
    return next((one.code for one in (*same, *alike, *case.projections)), None)


def _is_of(origin: Origin, projection: Projection) -> bool:
    made = origin.vintage
    return made is not None and made.source == projection.population.source.id


def notices(
    origin: Origin, catalogue: Catalogue, case: Case, shown: Projection | None, asked: str
) -> tuple[str, ...]:
    """What to know when the link was made on another edition, or with another version.

    Parameters
    ----------
    origin
        From :func:`read`.
    catalogue, case
        What is here.
    shown
        The projection that is shown.
    asked
        The projection that the link itself asks for; may be empty.
    """
    told = []
    if origin.vintage and (sentence := _edition(origin.vintage, catalogue, case, shown, asked)):
        told.append(sentence)
    if origin.version not in (None, __version__):
        told.append(
            f"Scenariet er laget med versjon {origin.version} av Bæreevne, og dette er versjon "
            f"{__version__}. Er regnemåten endret siden, er tallene andre enn da."
        )
    return tuple(told)


def _edition(
    made: Vintage, catalogue: Catalogue, case: Case, shown: Projection | None, asked: str
) -> str | None:
    """That the link was made on something else than what is shown, and how to get the other."""
    start = f"Scenariet er laget på {_name(made, catalogue)}"
    if shown is None:
        return f"{start}, men ingen prognose vises. {_other(made, case)}"
    now, first = vintage(shown), case.projections[0]
    if now.source != made.source:
        return f"{start}, men vises med {labels.projection(shown)}. {_other(made, case)}"
    if not now.may_be(made):
        return (
            f"{start} slik den var {norwegian.date(made.published)}, men vises med tallene fra "
            f"{norwegian.date(now.published)}. {_another_day(made, now)}"
        )
    if not asked and vintage(first).source != made.source:
        return (
            f"{start}, og den vises. {labels.projection(first)} er også her: velg den under "
            "«Prognose» for å se forskjellen."
        )
    return None


def _name(made: Vintage, catalogue: Catalogue) -> str:
    """The source and its edition, as well as they are known."""
    known = catalogue.sources.get(made.source)
    if known is None:
        table = made.source.removeprefix("ssb-")
        name = f"SSB, tabell {table}" if table != made.source else f"kilden «{short(table)}»"
        return f"{name} ({made.published[:4]})" if made.published else name
    edition = "" if known.vintage in known.short else f" (utgave {known.vintage})"
    return f"{known.short}{edition}"


def _other(made: Vintage, case: Case) -> str:
    """How to get the edition that a link was made on."""
    if any(one.population.source.id == made.source for one in case.projections):
        return "Den andre kan velges under «Prognose»."
    if made.source.startswith("ssb-"):
        return "Den andre kan hentes under «Tall fra SSB»."
    return f"Den andre følger ikke med for {case.region.name}."


def _another_day(made: Vintage, now: Vintage) -> str:
    """What can be done where the source has changed its figures."""
    if now.published > made.published:
        return "De eldre tallene er erstattet og kan ikke velges."
    if now.source.startswith("ssb-"):
        return "De nyere tallene kan hentes under «Tall fra SSB»."
    return "De nyere tallene følger ikke med denne versjonen."
