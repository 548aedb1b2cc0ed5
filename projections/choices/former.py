"""Links with municipality codes that are no longer in use lead on to those of today."""

from ..case import Catalogue
from ..norwegian import listing
from .choice import NAMES
from .query import Query

_FIELDS = ("region", "compare")


def lead_on(query: Query, catalogue: Catalogue) -> tuple[Query, tuple[str, ...]]:
    """The query with codes of today, and a sentence where the region is another than it was.

    Parameters
    ----------
    query
        All values by name, as in the URL.

    Returns
    -------
    tuple
        A municipality that was divided leads to the largest of those it is in.
    """
    told: list[str] = []
    led = dict(query)
    for field in _FIELDS:
        given = query.get(NAMES[field], ())
        if len(given) == 1 and (codes := given[0].split(",")):
            now = [_present(code, catalogue) for code in codes]
            if now != codes:
                led[NAMES[field]] = [",".join(now)]
                told += [_said(code, catalogue) for code in codes if field == "region"]
    return led, tuple(filter(None, told))


def _present(code: str, catalogue: Catalogue) -> str:
    """The code of today; the largest of several, and codes that are none as they are."""
    found = catalogue.former.get(code)
    if not found:
        return code
    return max(found.present, key=lambda one: catalogue.sizes.get(one, 0))


def _said(code: str, catalogue: Catalogue) -> str:
    """What is said where the municipality shown is not the one the link was made for."""
    found = catalogue.former.get(code)
    if not found:
        return ""
    shown = names_of(found.present, catalogue)
    if len(found.present) > 1:
        largest = names_of((_present(code, catalogue),), catalogue)
        return f"{found.name} ({code}) er siden delt mellom {shown}. {largest} er vist."
    if shown.partition(" (")[0] == found.name.partition(" (")[0]:
        return ""
    return f"{found.name} ({code}) er nå en del av {shown}, som er vist."


def names_of(codes: tuple[str, ...], catalogue: Catalogue) -> str:
    """Names of some regions as a list in words."""
    return listing([catalogue.names.get(code, code) for code in codes])
