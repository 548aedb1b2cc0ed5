"""What is left before tax, where the tax of a municipality is not known."""

from collections.abc import Sequence

from .. import labels
from ..norwegian import listing, million_kroner, million_span, percent
from ..people.population import Region
from ..tables import Comparison
from .finding import Finding, find, seam
from .sure import CONDITION, SAME

METHOD = (
    "Tilskuddene som regnes av innbyggerne, minus det tjenestene koster, som endring. Skatten med "
    "utjevning er ikke med, for den er ikke lagt ved; avgifter og andre inntekter heller ikke."
)
TAX_TOO = (
    "Flere innbyggere gir også mer skatt, og færre mindre, og det er ikke med: hva et scenario med "
    "andre innbyggertall gir i alt, kan ikke leses av dette."
)
YEARLY = f"{METHOD} Hver søyle er endringen fra året før."


def left(
    region: Region,
    compared: Sequence[Comparison],
    parts: Sequence[Comparison],
    span: tuple[float, float],
) -> Finding:
    """How much more or less is left before tax, and what tax must give.

    Parameters
    ----------
    compared
        Levels of cost, grants and what is left [million NOK].
    parts
        Levels of the grants that are known [million NOK].
    span
        The change of what is left at the ends of what the state may do [million NOK].
    """
    cost, given, rest = (find(compared, item) for item in ("cost", "grants", "before_tax"))
    names = listing([labels.item(one.item).lower() for one in parts])
    lacks = unknown([one.item for one in parts])
    must = "må gi det som mangler" if rest.change < 0 else "kan falle så mye"
    return Finding(
        f"Før {lacks} er det {_span(span)} igjen i {rest.last_year} enn i {rest.first_year}"
        f"{_condition(span)}",
        f"Samme tjenester koster {_way(cost.change, given.change)}, og tilskuddene gir "
        f"{_way(given.change, cost.change)}. "
        f"Tilskuddene er {names}. {_definite(lacks).capitalize()} {must}; hva {_definite(lacks)} "
        f"gir i {region.name}, er ikke kjent her.{seam(rest)}",
    )


def each_year(
    region: Region,
    rest: Comparison,
    cost: Comparison,
    lacks: str,
    span: tuple[float, float],
) -> Finding:
    """What people take of the room, or give, in a mean year.

    Parameters
    ----------
    rest, cost
        Levels of what is left, and of cost [million NOK].
    lacks
        What is not known of the income; empty where all is.
    span
        As of :func:`left`.
    """
    years = rest.last_year - rest.first_year
    low, high = (one / years for one in span)
    told = f"; {_definite(lacks)} er ikke kjent for {region.name} her" if lacks else ""
    before = f" før {lacks}" if lacks else ""
    share = percent(abs(rest.change) / years / cost.first)
    return Finding(
        f"Handlingsrommet{before}: {_span((low, high))} i året fram til {rest.last_year}"
        f"{_condition((low, high))}",
        f"Med det som er valgt her, er det i snitt {share} i året av det tjenestene er regnet å "
        f"koste i {rest.first_year}{told}. I alt er det {_way(rest.change)} i "
        f"{rest.last_year} enn i {rest.first_year}.{seam(rest)}",
    )


def unknown(parts: Sequence[str]) -> str:
    """What is not known of the income besides the grants that are, inside a sentence."""
    if not parts:
        return ""
    return "skatt" if "utgiftsutjevning" in parts else "skatt og utjevning"


def _definite(lacks: str) -> str:
    return lacks.replace("skatt", "skatten", 1).replace("utjevning", "utjevningen")


def _way(change: float, *beside: float) -> str:
    """``58,8 mill. kr mindre``; ``beside``: the other amounts of the sentence."""
    if abs(change) < SAME:
        return "like mye"
    return f"{million_kroner(abs(change), beside=beside)} {'mer' if change > 0 else 'mindre'}"


def _span(span: tuple[float, float]) -> str:
    """Both ends as more or less; with signs where they go each their way."""
    low, high = span
    if _condition(span) == "":
        return _way(high)
    if low < 0 < high:
        less, more = million_span(-low, high)
        return f"fra {less} mindre til {more} mer"
    least, most = sorted((abs(low), abs(high)))
    return f"mellom {listing([*million_span(least, most)])} {'mer' if high > 0 else 'mindre'}"


def _condition(span: tuple[float, float]) -> str:
    """That the state decides it, where it does."""
    low, high = span
    return f", {CONDITION}" if high - low >= SAME else ""
