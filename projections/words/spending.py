"""Spending beside neighbours and a KOSTRA group: where it is higher, where it is lower."""

from collections.abc import Mapping, Sequence

from .. import labels
from ..labels import TOTAL
from ..norwegian import million_kroner, number
from ..people.population import Region
from ..series import Table, pick
from ..tables import Comparison, ranks
from .finding import Finding, extremes, find, placed

ADJUSTED = {"need": "justert for behov", "none": "ikke justert for behov"}
"""What the amounts are, in short, by the label ``adjusted`` of the figures,"""

BASIS = {
    "need": (
        "Beløpene er justert for behov (behovskorrigert): delt på hvor mye innbyggerne er beregnet "
        "å trenge mot landet (utgiftsbehovet). En kommune der mange "
        "trenger tjenester, for eksempel fordi mange er gamle, får regnet utgiftene ned, og "
        "kommunene kan sammenlignes som om behovet var likt."
    ),
    "none": (
        "Beløpene er ikke justert for behov: en kommune der mange er gamle eller går på skole, "
        "bruker mer per innbygger uten at tjenestene er dyrere."
    ),
}
"""and in plain words."""

PLANNED_GROUP = " Gruppen er den planen oppgir; SSB kan ha endret inndelingen siden."

ALL_MUNICIPALITIES = (
    "Tallene fra planen gjelder få kommuner og er justert for behov. SSB har tilsvarende "
    "utgifter for alle kommuner, uten justering. De hentes én gang, og virker etterpå uten nett."
)
"""What can be fetched, and why."""

NOT_WASTE = (
    "Høyere utgifter er ikke det samme som sløsing, og lavere er ikke det samme som god drift. "
    "Forskjellen kan komme av et bedre tilbud, små enheter, lange avstander eller at utgiftene er "
    "ført på et annet område. Tallene sier hvor det er verdt å spørre, ikke hva svaret er."
)


def by_area(compared: Sequence[Comparison], known_group: bool) -> Finding:
    """Where the region spends most above and below the reference [NOK per inhabitant].

    Parameters
    ----------
    compared
        Reference first, region last, by area; in all where the source has it.
    known_group
        Whether the reference is known to be the group the region belongs to.
    """
    own, reference, year = _who(compared)
    adjusted = compared[0].last_series.label("adjusted")
    told = _extremes_told(
        compared, {one.item: f"{number(one.change, 0, True)} kr per innbygger" for one in compared}
    )
    total = [one for one in compared if one.item == TOTAL]
    if total:
        amount, word = number(abs(total[0].change)), "mer" if total[0].change >= 0 else "mindre"
        title = f"{own.name} bruker {amount} kr {word} per innbygger enn {_named(reference)}"
        first = f"{number(total[0].last)} kr netto mot {number(total[0].first)} kr i {year}."
    else:
        more = sum(one.change > 0 for one in compared)
        title = (
            f"{own.name} bruker mer enn {_named(reference)} på {more} av {len(compared)} områder"
        )
        first = f"Tallene gjelder {year}. Områdene overlapper og kan ikke summeres."
    group = PLANNED_GROUP if known_group and adjusted == "none" else ""
    if not known_group:
        group = (
            f" Hvilken gruppe av lignende kommuner (KOSTRA-gruppe) {own.name} selv hører til, er "
            "ikke oppgitt."
        )
    return Finding(f"{title}, {ADJUSTED[adjusted]}", f"{first} {told} {BASIS[adjusted]}{group}")


def needed(
    region: Region, compared: Sequence[Comparison], indices: Mapping[str, Mapping[int, float]]
) -> Finding:
    """What services are reckoned to cost an inhabitant by age, against the country.

    Parameters
    ----------
    compared
        The country first, the region last, by service and in all [NOK per inhabitant].
    indices
        The official need index by region and year [the nation = 1].
    """
    total = find(compared, TOTAL)
    amount, word = number(abs(total.change)), "mer" if total.change >= 0 else "mindre"
    told = _extremes_told(
        compared, {one.item: f"{number(one.change, 0, True)} kr" for one in compared}
    )
    title = (
        f"Tjenestene innbyggerne i {region.name} trenger, er regnet til {amount} kr {word} per "
        "innbygger enn i landet"
    )
    return Finding(
        title,
        f"Det er {number(total.last)} kr mot {number(total.first)} kr i {total.last_year}, av "
        "innbyggernes alder og med landets satser, og ikke det kommunen bruker. "
        f"{told}{_official(region, indices)}",
    )


def _official(region: Region, indices: Mapping[str, Mapping[int, float]]) -> str:
    """The ministry's own index, and its place among the others; nothing where it has none."""
    own = indices.get(region.code)
    if not own:
        return ""
    year = max(own)
    every = [each[year] for each in indices.values() if year in each]
    place = 1 + sum(one > own[year] for one in every)
    return (
        f" Departementets utgiftsbehov, som også teller annet enn alder, er "
        f"{number(own[year], 3)} ganger landets i {year}: nummer {place} av de {len(every)} det er "
        "oppgitt for, når det høyeste står først."
    )


def _named(reference: Region) -> str:
    """Who is compared with; of a KOSTRA group what it is first, and then its name."""
    is_group = reference.name.startswith("KOSTRA-gruppe")
    return f"lignende kommuner ({reference.name})" if is_group else reference.name


def in_all(compared: Sequence[Comparison], differences: Table, people: float) -> Finding:
    """The differences for all inhabitants [million NOK]: «if it spent like the group».

    Parameters
    ----------
    compared
        As in :func:`by_area`.
    differences
        The same in million NOK.
    people
        Inhabitants the differences are multiplied by.
    """
    own, reference, year = _who(compared)
    amounts = {one.item: one.at(year) for one in differences}
    told = _extremes_told(
        compared, {item: million_kroner(amount, 1, True) for item, amount in amounts.items()}
    )
    if TOTAL in amounts:
        word = "mindre" if amounts[TOTAL] >= 0 else "mer"
        amount = million_kroner(abs(amounts[TOTAL]))
        title = f"{amount} {word} hvis {own.name} brukte som {_named(reference)}"
    else:
        most = max(amounts, key=lambda item: abs(amounts[item]))
        title = (
            f"Størst forskjell i kroner: {_inside(labels.item(most))} "
            f"({million_kroner(amounts[most], 1, True)})"
        )
    rough = (
        " Kronene er justert for behov og viser størrelsesorden; de står ikke slik i regnskapet."
        if differences[0].label("adjusted") == "need"
        else ""
    )
    return Finding(
        title,
        f"Forskjellen per innbygger ganget med {number(people)} innbyggere 1. januar {year + 1}. "
        f"{told}{rough} {NOT_WASTE}",
    )


def key_figures(table: Table, region: Region) -> Finding:
    """Where the region's net debt stands among the municipalities, and what it spends in all."""
    year = max(year for one in table for year in one.years)
    debts = ranks(pick(table, "net_debt"), region, year)
    own = {one.item: one.at(year) for one in table if one.region == region}
    place = f"Det er {placed(debts)} når den høyeste står først. " if debts.place else ""
    return Finding(
        f"Netto lånegjeld i {region.name}: {number(own['net_debt'])} kr per innbygger i {year}",
        f"{place}Driften kostet brutto "
        f"{number(own['gross_operating_expenditure'])} kr per innbygger, og de frie inntektene var "
        f"{number(own['unrestricted_revenue'])} kr. Disse tallene er ikke justert for behov.",
    )


def _extremes_told(compared: Sequence[Comparison], amounts: Mapping[str, str]) -> str:
    """The areas furthest above and furthest below the reference, with their amounts."""
    above, below = extremes([one for one in compared if one.item != TOTAL])
    told = [
        f"Mest {way}: {_inside(labels.item(one.item))} ({amounts[one.item]})."
        for one, way in ((above, "over"), (below, "under"))
        if one
    ]
    return " ".join(told) or "Ingen områder skiller seg ut."


def _inside(name: str) -> str:
    """A name inside a sentence."""
    return name[:1].lower() + name[1:]


def _who(compared: Sequence[Comparison]) -> tuple[Region, Region, int]:
    """The region, the reference and the year of a comparison."""
    one = compared[0]
    return one.last_series.region, one.first_series.region, one.last_year
