"""What a scenario does, in sentences."""

from collections.abc import Mapping
from types import MappingProxyType

from .. import labels, terms
from ..norwegian import listing, million_kroner, million_span, number, percent
from ..parameters import Parameter
from ..series import Series, Table
from ..tables.sure import Sure
from ..whatif.levers import Levers, Staying
from .finding import Finding

AT_REST = (
    "Alle spaker står i ro, og linjen er den valgte prognosen. Flytt en spak for å se hva som "
    "endrer seg: prognosen blir stående ved siden av."
)
MODEL = (
    "Gjennomsnittlig flytter er Rogers og Castros modell (1981) på en stasjonær befolkning, ikke "
    "målt i kommunen."
)
"""What the average mover is."""
NO_INCOME = (
    "Inntektene er ikke med: de er ikke kjent, eller er i et annet års kroner. Netto er da "
    "kostnaden alene, med minus for det som blir dyrere."
)
ASSUMPTIONS = "Fast andel og dekningsgrad er forutsetninger og gjelder alle årene i prognosen."
"""Which of the levers on services do not begin in a year."""
CAUSES = "mill. kr, forskjell fra prognosen"
"""What the chart of net by lever shows."""
SMALL = 0.5
SMALL_MONEY = 0.05
"""A smaller change is written as none [million NOK]."""


def how(people: Levers, leaving: Parameter, counted: int) -> str:
    """What a scenario is made of.

    Parameters
    ----------
    leaving
        How many move away in a year; ``tables.leaving``.
    counted
        The newest year that is counted.
    """
    return (
        "Endringene legges oppå den valgte prognosen, og ingenting til og med den nyeste "
        f"tellingen, 1. januar {counted}, endres. Ekstra innbyggere eldes og får barn som i landet "
        f"ellers, og {stay(people.staying, leaving)}. En som kommer til, koster det samme som de "
        "rammen er laget for. Alt annet er som i prognosen. Tallene viser retning og størrelse, "
        "ikke hva som kommer til å skje."
    )


def stay(staying: Staying, leaving: Parameter) -> str:
    """How long those who come stay, and what it rests on."""
    if staying == "good":
        return f"de {terms.STAYING_TOLD[staying]}"
    where = "fra kommunen" if leaving.region else "fra en kommune i snitt"
    return (
        f"{terms.STAYING_TOLD[staying]}, barna også (forutsetning: {percent(leaving.value / 100)} "
        f"i året flytter {where}, etter alder som i landet)"
    )


def people_begin(counted: int) -> str:
    """When levers on who lives here begin."""
    return (
        f"Innbyggerne er talt til 1. januar {counted}. Spakene virker fra {counted} og ses første "
        f"gang 1. januar {counted + 1}; det som er talt, endres ikke."
    )


def services_begin(what: str, since: int) -> str:
    """When levers on services begin; ``what`` ends before the verb."""
    return f"{what} virker fra og med {since + 1}; {since} og årene før er som de var."


def _by_item(table: Table) -> dict[str, Series]:
    return {one.item: one for one in table}


def has_income(table: Table) -> bool:
    """Whether net is income less cost; else it is cost alone."""
    return any(one.item == "income" for one in table)


def without_income(table: Table) -> str:
    """What net is where income is not there; empty where it is."""
    return "" if has_income(table) else f" {NO_INCOME}"


def at_rest(official: Table, year: int) -> Finding:
    """What comes of the projection with no lever moved, and that they can be."""
    net = _by_item(official)["net"]
    change, known = net.at(year) / 1000, has_income(official)
    what, better, worse = ("Netto", "bedre", "dårligere")
    if not known:
        what, better, worse = ("Kostnaden", "lavere", "høyere")
    since = f"fra {net.label('base_year')} til {year}"
    told = f"{what} er uendret {since}"
    if abs(change) >= SMALL_MONEY:
        size = million_kroner(abs(change))
        told = f"{what} blir {size} {better if change > 0 else worse} {since}"
    return Finding(f"{told}. Hva kan endre det?", AT_REST + without_income(official))


def one(before: Series, after: Series, year: int, base: int) -> Finding:
    """One figure of a scenario against the projection, in one year, and in the base year."""
    name = "Aldersbæreevne" if " per " in before.item else "Netto"
    told = f"I {base} var aldersbæreevnen {terms.value(before.at(base), before.unit)}."
    return Finding(
        f"{name} i {year}: {_against(after, before, year)}",
        told if " per " in before.item else f"Netto er målt fra {base}.",
    )


def effects(
    official: Table, changed: Table, year: int, sure: Mapping[str, Sure] = MappingProxyType({})
) -> Finding:
    """What the levers change in one year, people and kroner.

    Parameters
    ----------
    official, changed
        From ``tables.scenario.outcomes``.
    sure
        From ``tables.sure.of_scenario``: net is told by its ends where they are not alike.
    """
    before, after = _by_item(official), _by_item(changed)
    people = after["total"].at(year) - before["total"].at(year)
    ratio = next(item for item in after if " per " in item)
    told = [
        f"{labels.group(group)} {number(after[group].at(year) - before[group].at(year), 0, True)}"
        for group in ("0-15", "20-66", "67+", "80+")
    ]
    sentences = [
        f"Aldersbæreevnen blir {_against(after[ratio], before[ratio], year)}.",
        f"I {year}: {', '.join(told)}.",
        f"Behovet for heldøgns omsorgsplasser blir "
        f"{_against(after['care_places'], before['care_places'], year)}.",
    ]
    if "net_result_share" in after and year in after["net_result_share"].years:
        result = _against(after["net_result_share"], before["net_result_share"], year)
        sentences.append(f"Netto driftsresultat blir {result} av driftsinntektene.")
    return Finding(
        f"{_people(people)}, og {_money(before, after, year, sure)} i {year}",
        " ".join(sentences) + without_income(changed),
    )


def _people(change: float) -> str:
    if abs(change) < SMALL:
        return "Like mange innbyggere"
    return f"{number(abs(change))} {'flere' if change > 0 else 'færre'} innbyggere"


def _money(
    before: Mapping[str, Series],
    after: Mapping[str, Series],
    year: int,
    sure: Mapping[str, Sure],
) -> str:
    change = (after["net"].at(year) - before["net"].at(year)) / 1000
    known = has_income(tuple(after.values()))
    what, better, worse = ("netto", "bedre", "verre") if known else ("kostnad", "lavere", "høyere")
    if "net" in sure and (told := _net_ends(sure["net"])):
        return told
    if abs(change) < SMALL_MONEY:
        return f"uendret {what}"
    return f"{million_kroner(abs(change))} {better if change > 0 else worse} {what}"


def _net_ends(ends: Sure) -> str:
    """The change in net by its ends; empty where they are shown alike."""
    low, high = (value / 1000 for value in ends.difference)
    if number(low, 1) == number(high, 1):
        return ""
    if low >= 0 or high < 0:
        small, large = sorted((abs(low), abs(high)))
        way = "bedre" if low >= 0 else "verre"
        return f"{'–'.join(million_span(small, large))} {way} netto"
    return f"netto endret mellom {listing([*million_span(low, high, signed=True)])}"


def _against(after: Series, before: Series, year: int) -> str:
    one, other = (terms.value(series.at(year), series.unit) for series in (after, before))
    if before.unit == "million NOK":
        exact = one, other
        both = [series.at(year) for series in (after, before)]
        one, other = (million_kroner(value, 1, True, both) for value in both)
        # A lever may do less than is written of the whole.
        if one == other and exact[0] != exact[1]:
            one, other = (f"{part} mill. kr" for part in exact)
    return f"{one} (uendret)" if one == other else f"{one} mot {other} i prognosen"


def outside(low: float, high: float, people: float, year: int) -> str:
    """Says that the scenario lies outside SSB's alternatives."""
    side = "under det laveste" if people < low else "over det høyeste"
    return (
        f"Scenariet ligger {side} av SSBs alternativer: {number(people)} innbyggere i {year}, mens "
        f"alternativene går fra {number(low)} til {number(high)}."
    )


def outside_band(low: float, high: float, people: float, year: int) -> str:
    """Says that the scenario lies outside the band of our own projection."""
    side = "under" if people < low else "over"
    return (
        f"Scenariet ligger {side} spennet: {number(people)} innbyggere i {year}, mens 8 av 10 "
        f"utfall uten det ligger mellom {number(low)} og {number(high)}."
    )


def whole(changed: Table) -> str:
    """What the bars of the chart of net by lever sum to."""
    return "Netto i alt" if has_income(changed) else "I alt (minus er dyrere)"


def causes(table: Table, year: int, changed: Table) -> Finding:
    """Which levers change net most, and that the parts sum to it.

    Parameters
    ----------
    table
        The parts, then their sum [million NOK].
    changed
        What comes of the scenario: says whether income is there.
    """
    what = "netto" if has_income(changed) else "kostnaden"
    *parts, total = table
    order = sorted(parts, key=lambda one: -abs(one.at(year)))
    every = [one.at(year) for one in order]
    told = [
        f"{labels.item(one.item).lower()} {million_kroner(one.at(year), 1, True, every)}"
        for one in order
    ]
    if not order:
        return Finding(
            f"Ingen spak endrer {what}", f"{labels.sentence(what)} i {year} er som i prognosen."
        )
    return Finding(
        f"{labels.item(order[0].item)} betyr mest for {what}",
        f"Forskjell fra prognosen i {year}: {listing(told)}. Delene summerer til "
        f"{million_kroner(total.at(year), 1, True)}. Samspill er det spakene gjør sammen, ut over "
        f"hver for seg.{without_income(changed)}",
    )


def together(every: Mapping[str, Table], year: int) -> Finding:
    """Which of several scenarios gives most and least of a figure.

    ``every``: the figure by the scenario's name, one series each.
    """
    order = sorted(every.items(), key=lambda one: -one[1][0].at(year))
    told = [f"{name} {terms.value(own.at(year), own.unit)}" for name, (own, *_) in order]
    item = order[0][1][0].item
    what = "Innbyggere" if item == labels.TOTAL else labels.sentence(labels.item(item))
    return Finding(
        f"{what} i {year}: mest med «{order[0][0]}»",
        f"Fra høyest til lavest: {listing(told)}.",
    )


def line(item: str, base: int, of: Table) -> str:
    """What a scenario chart's axis shows; ``of`` says whether income is there."""
    if item == "net":
        less = "" if has_income(of) else ", uten inntekt"
        return f"mill. kr mot {base}{less}; over null er bedre"
    if item == "net_result_share":
        return "prosent av brutto driftsinntekter"
    if " per " in item:
        return terms.ratio_unit(item)
    return "heldøgns omsorgsplasser" if item == "care_places" else "innbyggere 1. januar"


def plan_first(result: Series) -> str:
    """From when levers move the net operating result."""
    end = result.years[0] - 1
    return (
        f"Til og med {end} er resultatet planens eget. Spakene virker på det fra {end + 1}, målt "
        "mot dem prognosen regner med."
    )
