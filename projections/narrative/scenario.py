"""What a scenario does, in sentences."""

from collections.abc import Mapping

from .. import labels
from ..norwegian import listing, million_kroner, number, percent
from ..series import Series, Table
from .words import Finding

AT_REST = (
    "Alle spaker står i ro, og linjen er den valgte prognosen. Flytt en spak for å se hva som "
    "endrer seg: prognosen blir stående ved siden av."
)
HOW = (
    "Endringene legges oppå den valgte prognosen: ekstra innbyggere eldes og får barn som i landet "
    "ellers, og alt annet er som i prognosen. Tallene viser retning og størrelse, ikke hva som "
    "kommer til å skje."
)
LIMIT = (
    "Prognosen har ikke så mange å ta fra i alle aldre. Der den går tom, blir resten boende, og "
    "det står i tabellen over de ekstra innbyggerne."
)
CAUSES, WHOLE = "mill. kr, forskjell fra prognosen", "Netto i alt"
"""What the chart of net by lever shows, and what its bars sum to."""
SMALL = 0.5


def _by_item(table: Table) -> dict[str, Series]:
    return {one.item: one for one in table}


def effects(official: Table, changed: Table, year: int) -> Finding:
    """What the levers change in one year, people and kroner.

    Parameters
    ----------
    official, changed
        From ``tables.scenario.outcomes``.
    """
    before, after = _by_item(official), _by_item(changed)
    people = after["total"].at(year) - before["total"].at(year)
    ratio = next(item for item in after if " per " in item)
    told = [
        f"{labels.group(group)} {number(after[group].at(year) - before[group].at(year), 0, True)}"
        for group in ("0-15", "20-66", "67+", "80+")
    ]
    sentences = [
        f"I {year}: {', '.join(told)}.",
        f"Aldersbæreevnen blir {_against(after[ratio], before[ratio], year)}.",
        f"Behovet for heldøgns omsorgsplasser blir "
        f"{_against(after['care_places'], before['care_places'], year)}.",
    ]
    if "net_result_share" in after:
        result = _against(after["net_result_share"], before["net_result_share"], year)
        sentences.append(f"Netto driftsresultat blir {result} av driftsinntektene.")
    return Finding(
        f"{_people(people)}, og {_money(before, after, year)} i {year}", " ".join(sentences)
    )


def _people(change: float) -> str:
    if abs(change) < SMALL:
        return "Like mange innbyggere"
    return f"{number(abs(change))} {'flere' if change > 0 else 'færre'} innbyggere"


def _money(before: Mapping[str, Series], after: Mapping[str, Series], year: int) -> str:
    change = (after["net"].at(year) - before["net"].at(year)) / 1000
    if abs(change) < 0.05:
        return "uendret netto"
    word = "bedre" if change > 0 else "verre"
    what = "netto" if "income" in after else "kostnad"
    return f"{million_kroner(abs(change))} {word} {what}"


def _against(after: Series, before: Series, year: int) -> str:
    one, other = (labels.value(series.at(year), series.unit) for series in (after, before))
    return f"{one} (uendret)" if one == other else f"{one} mot {other} i prognosen"


def outside(low: float, high: float, people: float, year: int) -> str:
    """Says that the scenario lies outside SSB's alternatives."""
    side = "under det laveste" if people < low else "over det høyeste"
    return (
        f"Scenariet ligger {side} av SSBs alternativer: {number(people)} innbyggere i {year}, mens "
        f"alternativene går fra {number(low)} til {number(high)}."
    )


def causes(table: Table, year: int) -> Finding:
    """Which levers change net most, and that the parts sum to it [million NOK]."""
    *parts, total = table
    order = sorted(parts, key=lambda one: -abs(one.at(year)))
    told = [
        f"{labels.item(one.item).lower()} {million_kroner(one.at(year), 1, True)}" for one in order
    ]
    title = (
        f"{labels.item(order[0].item)} betyr mest for netto" if order else "Ingen spak endrer netto"
    )
    return Finding(
        title,
        f"Forskjell fra prognosen i {year}: {listing(told)}. Delene summerer til "
        f"{million_kroner(total.at(year), 1, True)}. Samspill er det spakene gjør sammen, ut over "
        "hver for seg."
        if order
        else f"Netto i {year} er som i prognosen.",
    )


def together(every: Mapping[str, Table], year: int) -> Finding:
    """Which of several scenarios gives most and least of a figure.

    Parameters
    ----------
    every
        The figure by the scenario's name, one series each.
    """
    order = sorted(every.items(), key=lambda one: -one[1][0].at(year))
    told = [f"{name} {labels.value(own.at(year), own.unit)}" for name, (own, *_) in order]
    item = order[0][1][0].item
    what = "Innbyggere" if item == labels.TOTAL else labels.sentence(labels.item(item))
    return Finding(
        f"{what} i {year}: mest med «{order[0][0]}»",
        f"Fra høyest til lavest: {listing(told)}.",
    )


def line(item: str, base: int) -> str:
    """What a scenario chart's axis shows."""
    if item == "net":
        return f"mill. kr, endring fra {base}; over null er bedre"
    if item == "net_result_share":
        return "prosent av brutto driftsinntekter"
    if " per " in item:
        return labels.ratio_unit(item)
    return "heldøgns omsorgsplasser" if item == "care_places" else "innbyggere 1. januar"


def share(part: float) -> str:
    """A lever in per cent."""
    return percent(part / 100, 0)
