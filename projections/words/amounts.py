"""Demografikostnader: what the same services cost, what the methods assume, and why it changes."""

import math
from collections.abc import Sequence

from .. import labels, terms
from ..labels import TOTAL
from ..norwegian import listing, million_kroner
from ..people.ages import SERVICE_AGES
from ..series import Series, Table
from ..tables import Comparison, plan_pairs
from .finding import Finding, extremes, find, seam


def adjusted(fixed: str) -> str:
    """Says which fixed shares were set: ``grunnskole:40`` as a sentence."""
    return (
        f"Det som ikke følger innbyggerne (fast andel), er justert: {labels.fixed_shares(fixed)}."
    )


def _adjusted(series: Series) -> str:
    """The same after another sentence, where any share was set."""
    return f" {adjusted(series.label('fixed'))}" if series.label("fixed") else ""


def nominal_until(vintage: str, last: int) -> str:
    """Which deflator nominal prices are made with, and where it ends."""
    return (
        f"Løpende kroner er regnet med kommunal deflator, {vintage}, som er kjent til og med "
        f"{last}. Etter det vises ingen tall: prisveksten framover er ikke kjent."
    )


def no_nominal(last: int) -> str:
    """Why nominal prices cannot be chosen."""
    return (
        f"Løpende kroner kan ikke velges: den kommunale deflatoren er kjent til og med {last}, og "
        "«Fra år» må ligge før det."
    )


def other_years(people: int, money: int, has_people: bool) -> str:
    """Why money counts from another year than people.

    Parameters
    ----------
    has_people
        Whether the path that money is reckoned on has the people of the year people count from.
    """
    why = (
        "slik er lenken laget. Velg «Fra år» på nytt, så følger kronene med."
        if has_people
        else f"kroner regnes på prognosen, og den har ikke folketall for {people}."
    )
    return f"Innbyggerne telles fra {people} og kroner fra {money}: {why}"


def _prices_too(series: Series) -> str:
    """Nominal change holds price growth too."""
    if series.label("prices") != "nominal":
        return ""
    return " Prisveksten er med i endringen."


def without_income(grants: Sequence[Comparison]) -> str:
    """That income is not taken off a cost, and what of it follows the same people.

    Parameters
    ----------
    grants
        The parts of income that are known, in the cost's prices [million NOK]; empty where none is.
    """
    begin = "Inntektene er ikke trukket fra"
    change = sum(one.change for one in grants)
    if not grants or math.isnan(change):
        return f"{begin}, for de er ikke kjent. "
    names = listing([labels.item(one.item).lower() for one in grants])
    way = "høyere" if change >= 0 else "lavere"
    return (
        f"{begin}: {names} blir {million_kroner(abs(change))} {way} av den samme endringen i "
        "befolkningen, og skatten er ikke kjent. "
    )


def cost(comparisons: Sequence[Comparison], base: int, apart: str = "") -> Finding:
    """Demografikostnad by sector; the comparisons are of cost levels [million NOK].

    Parameters
    ----------
    apart
        What is told first where the figure stands without income; see :func:`without_income`.
    """
    total = find(comparisons, TOTAL)
    rise, fall = extremes([one for one in comparisons if one.item != TOTAL], 1)
    told = [
        f"Størst {word}: {labels.item(one.item).lower()} ({million_kroner(one.change, 1, True)})."
        for one, word in ((rise, "økning"), (fall, "nedgang"))
        if one
    ]
    word = "mer" if total.change >= 0 else "mindre"
    return Finding(
        f"{million_kroner(abs(total.change))} {word} i {total.last_year} for samme tjenester",
        f"{apart}Endring fra {base} til {total.last_year} når standard, dekning og "
        f"produktivitet holdes uendret. {' '.join(told)}{seam(total)} "
        f"{labels.sentence(terms.prices(total.last_series))}.{_prices_too(total.last_series)}"
        f"{_adjusted(total.last_series)}",
    )


def milestones(total: Series) -> str:
    """Demografikostnad in a few years [million NOK, change]."""
    every = total.values
    told = listing(
        [f"{million_kroner(total.at(year), 1, True, every)} i {year}" for year in total.years]
    )
    return f"I alt, mot {total.label('base_year')}: {told}."


AGREES = 0.1
"""Plan and model agree in a year when they differ by less than this part of the larger."""


def plan_beside_model(table: Table, year: int) -> Finding:
    """The plan's own lines against the model, unit by unit and year by year [million NOK].

    ``year``: the last year told.
    """
    told, agreeing = [], []
    for plan, model in plan_pairs(table):
        years = [one for one in plan.years[1:] if one <= year]
        agreeing += [_agree(plan.at(one), model.at(one)) for one in years]
        every = [series.at(one) for series in (plan, model) for one in years]
        amounts, modelled = (
            listing([million_kroner(series.at(one), 1, True, every) for one in years])
            for series in (plan, model)
        )
        told.append(
            f"{plan.label('unit_name')}, {listing([str(one) for one in years])}: planen {amounts}; "
            f"modellen {modelled}. {_judged(plan, model, years)}"
        )
    start = "Planens demografilinjer stemmer"
    title = f"{start} med modellen" if all(agreeing) else f"{start} bare delvis med modellen"
    if not any(agreeing):
        title = "Ingen av planens demografilinjer stemmer med modellen"
    return Finding(
        title,
        f"{' '.join(told)} Hver linje er holdt mot enhetens egen ramme. Nøkkelen er hele sektorens "
        "og sier ikke om enheten har eldre eller yngre brukere enn resten av sektoren.",
    )


def _agree(plan: float, model: float) -> bool:
    return abs(plan - model) <= AGREES * max(abs(plan), abs(model))


def _judged(plan: Series, model: Series, years: Sequence[int]) -> str:
    """Whether the plan changes more, less or as much as the model, and in which years."""
    found: dict[str, list[str]] = {}
    for year in years:
        one, other = plan.at(year), model.at(year)
        word = "større enn" if abs(one) > abs(other) else "mindre enn"
        word = "motsatt av" if one * other < 0 else word
        word = "om lag som" if _agree(one, other) else word
        found.setdefault(word, []).append(str(year))
    parts = [f"{word} i modellen i {listing(of)}" for word, of in found.items()]
    return f"Endringen i planen er {listing(parts)}."


METHOD_TEXT = {
    "own": (
        "Kommunens egen netto driftsramme for hver sektor følger antall innbyggere, vektet med "
        "hvor mye hver aldersgruppe bruker av tjenesten etter inntektssystemets nøkler for 2026. "
        "Standard, "
        "dekningsgrad og produktivitet er uendret, og kostnaden er gjennomsnittlig, ikke marginal: "
        "tre skoler krymper ikke i takt med elevene."
    ),
    "national": (
        "Hver innbygger koster det inntektssystemet regner som landets gjennomsnittlige "
        "utgiftsbehov for alderen, med nøklene for 2026 og behovet per innbygger for 2024. "
        "Standard, dekningsgrad og produktivitet er uendret, og "
        "kostnaden er gjennomsnittlig, ikke marginal: tre skoler krymper ikke i takt med elevene."
    ),
    "rates": (
        "Hver innbygger koster det som står for alderen i filen som er lastet opp, og bare "
        "tjenestene i filen er med. Sats, standard og dekningsgrad er uendret i alle år. Om satsen "
        "er gjennomsnittlig eller marginal, netto eller brutto, følger av hvor den er hentet."
    ),
}
"""What each method assumes, in two sentences."""

FIXED_TEXT = (
    "Den faste andelen av rammen følger ikke folketallet, som skolebygg og ledelse. 0 % betyr at "
    "hele rammen følger innbyggerne, 100 % at den aldri endrer seg. Hvor stor andelen er, vet "
    "kommunen selv best; det finnes ingen kilde for den, så utgangspunktet er 0 %."
)
"""What a fixed share is."""

SPREAD = (
    "Inntektssystemets nøkler har også kriterier som ikke er alder. Dødelighet og aleneboende 67+ "
    "er fordelt på alder fra 67 år, og alle andre kriterier på alle aldersgrupper, i forhold til "
    "sektorens egne aldersvekter. Fordelingen er en forutsetning; «Bare alderskriteriene» regner "
    "uten disse kriteriene."
)
ROUGH = (
    "Slike anslag er grove, også etter Det tekniske beregningsutvalgets (TBU) egen vurdering. "
    "Bruk dem som retning og størrelsesorden, ikke som budsjettall."
)


SHOWN = 0.05
"""The least amount that is written as more than zero [million NOK]."""

ABOUT = {
    "fixed": "er den delen av endringen som fast andel holder tilbake",
    "price": "er prisveksten på kostnaden i det første året",
    "service": "er endret tjenestenivå med innbyggerne i det første året",
    "interaction": "er det årsakene gjør sammen, ut over hver for seg",
}
"""What each cause but people is."""


def why(table: Table, year: int) -> Finding:
    """Which causes change the cost most, and that they sum to it.

    Parameters
    ----------
    table
        Causes and total, and income and net where they are known [million NOK].
    year
        The year told of.
    """
    amounts = {one.item: one for one in table}
    base = table[0].label("base_year")
    ages = sorted((amounts[code] for code in SERVICE_AGES.codes), key=lambda one: -one.at(year))
    most = [one for one, way in ((ages[0], 1), (ages[-1], -1)) if way * one.at(year) >= SHOWN]
    told = [f"{labels.item(one.item)} gir {_amount(one, year, *most)}" for one in most]
    also = [
        f"{labels.item(item)} ({_amount(amounts[item], year)}) {about}."
        for item, about in ABOUT.items()
        if item in amounts
    ]
    sentences = [
        f"Fra {base} til {year}: {', '.join(told)}." if told else f"Målt fra {base} til {year}.",
        f"Delene summerer til {_amount(amounts[labels.TOTAL], year)}.",
        *also,
        *_net(amounts, year),
    ]
    causes = [amounts[item] for item in (*SERVICE_AGES.codes, *ABOUT) if item in amounts]
    return Finding(_title(causes, year), " ".join(sentences))


def _title(causes: list[Series], year: int) -> str:
    """The cause that raises the cost most; where none does, the one that lowers it most."""
    order = sorted(causes, key=lambda one: one.at(year))
    if order[-1].at(year) >= SHOWN:
        return f"{labels.item(order[-1].item)} driver kostnaden opp"
    if order[0].at(year) <= -SHOWN:
        return f"{labels.item(order[0].item)} trekker kostnaden ned"
    return "Ingenting endrer kostnaden"


def _net(amounts: dict[str, Series], year: int) -> list[str]:
    if "net" not in amounts:
        return []
    income, net = amounts["income"], amounts["net"]
    return [
        f"Inntektene endrer seg {_amount(income, year, net)}, så netto, inntekt minus "
        f"kostnad, blir {_amount(net, year, income)}."
    ]


def _amount(one: Series, year: int, *beside: Series) -> str:
    return million_kroner(one.at(year), 1, True, [other.at(year) for other in beside])
