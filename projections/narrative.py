"""The figures in sentences. Bokmål; every number comes from the same table as the figure beside it.

A finding is the title of a figure (what) and one sentence or two (how much, compared with what).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from . import labels
from .norwegian import listing, million_kroner, number, percent
from .population import Region
from .series import Series, Table, pick
from .tables import Comparison

NEARLY = 0.01
"""Changes under one per cent are called almost unchanged."""

TOTAL = labels.TOTAL


@dataclass(frozen=True)
class Finding:
    """What a figure shows: ``title`` is the finding, ``text`` one plain sentence or two."""

    title: str
    text: str
    key: str = ""
    """The one figure to remember, where there is one,"""
    key_label: str = ""
    """and what it is."""


def _one(comparisons: Sequence[Comparison], item: str) -> Comparison:
    return next(one for one in comparisons if one.item == item)


def _seam(one: Comparison) -> str:
    """Says that a comparison runs from observed to projected figures."""
    if not one.crosses_seam:
        return ""
    return (
        f" {one.first_year} er observert, {one.last_year} er prognosen"
        f" «{labels.alternative(one.last_series.alternative)}»."
    )


def _verb(change: float, first: float, grows: str, shrinks: str, same: str) -> str:
    if abs(change) < NEARLY * abs(first):
        return same
    return grows if change > 0 else shrinks


def _observed(series: Series, decimals: int) -> str:
    """The newest observed figure."""
    year = series.years[-1]
    return f" Siste observerte tall: {number(series.at(year), decimals)} (1. januar {year})."


def people(region: str, comparisons: Sequence[Comparison], observed: Series) -> Finding:
    """The number of inhabitants in two years, and the newest observed."""
    total = _one(comparisons, TOTAL)
    verb = _verb(total.change, total.first, "vokser", "synker", "er nesten uendret")
    return Finding(
        f"Folketallet i {region} {verb}",
        f"{number(total.first)} innbyggere i {total.first_year}, "
        f"{number(total.last)} i {total.last_year} "
        f"({percent(total.relative, 1, True)}).{_seam(total)}{_observed(observed, 0)}",
        f"{number(total.first)} → {number(total.last)}",
        f"Innbyggere {total.first_year} → {total.last_year}",
    )


def groups(comparisons: Sequence[Comparison]) -> Finding:
    """Which age groups grow and shrink most, in persons."""
    parts = [one for one in comparisons if one.item != TOTAL]
    grows = max(parts, key=lambda one: one.change)
    shrinks = min(parts, key=lambda one: one.change)

    def told(one: Comparison) -> str:
        return (
            f"{labels.age(one.item)} går fra {number(one.first)} til "
            f"{number(one.last)} ({number(one.change, 0, True)} personer, "
            f"{percent(one.relative, 1, True)})"
        )

    most, least = labels.sentence(labels.age(grows.item)), labels.age(shrinks.item)
    title = (
        f"{most} øker mest, {least} minker mest"
        if grows.change > 0 > shrinks.change
        else "Alle aldersgrupper endrer seg i samme retning"
    )
    years = f"Fra {grows.first_year} til {grows.last_year}"
    return Finding(
        title,
        f"{years}: {told(grows)}, {told(shrinks)}.{_seam(grows)}",
        number(grows.change, 0, True),
        f"{labels.sentence(labels.age(grows.item))} {grows.first_year} → {grows.last_year}",
    )


def since(deviations: Table) -> Finding:
    """Observed against projected in the last year that has both."""
    total = pick(deviations, TOTAL)[0]
    year, amount = total.years[-1], total.at(total.years[-1])
    parts = [one for one in deviations if one.item != TOTAL]
    most = max(parts, key=lambda one: one.at(year))
    least = min(parts, key=lambda one: one.at(year))
    word = "flere" if amount >= 0 else "færre"
    return Finding(
        f"{number(abs(amount))} {word} enn prognosen ventet i {year}",
        f"Størst avvik oppover: {labels.age(most.item)} "
        f"({number(most.at(year), 0, True)}). "
        f"Størst avvik nedover: {labels.age(least.item)} "
        f"({number(least.at(year), 0, True)}).",
    )


def _part_year(year: int | None) -> str:
    if year is None:
        return ""
    return f" Tallene for {year} gjelder bare første halvår og er ikke med i summen."


def components(sums: Table, part_year: int | None) -> Finding:
    """Births, deaths and migration summed over the whole years, from ``component_sums``."""
    births, deaths, migration = (
        float(pick(sums, item)[0].values[0]) for item in ("births", "deaths", "net_migration")
    )
    first, last = sums[0].label("first_year"), sums[0].years[-1]
    title = (
        "Flere dør enn det fødes, innflytting demper nedgangen"
        if deaths > births and migration > 0
        else "Fødsler, dødsfall og flytting endrer folketallet"
    )
    return Finding(
        title,
        f"I {first}–{last} ble det født {number(births)} og døde "
        f"{number(deaths)}. Nettoinnflyttingen var "
        f"{number(migration, 0, True)}.{_part_year(part_year)}",
    )


def whole_years(sums: Table) -> str:
    """Which years a sum covers."""
    return f"Sum {sums[0].label('first_year')}–{sums[0].years[-1]}"


def pyramid(region: str, old: Comparison) -> Finding:
    """People aged 65 and over in the two years of a pyramid."""
    verb = "Flere" if old.change > 0 else "Færre"
    return Finding(
        f"{verb} eldre i {region} i {old.last_year} enn i {old.first_year}",
        f"{number(old.first)} innbyggere var 65 år eller eldre i {old.first_year}, "
        f"{number(old.last)} i {old.last_year} "
        f"({number(old.change, 0, True)}). Begge årene er observert.",
    )


def support_ratio(one: Comparison, observed: Series) -> Finding:
    """Aldersbæreevne in two years and the newest observed, the definition always said."""
    above, below = one.item.split(" per ")
    verb = _verb(one.change, one.first, "øker", "faller", "er nesten uendret")
    return Finding(
        f"Aldersbæreevnen {verb}: {number(one.first, 2)} i {one.first_year}, "
        f"{number(one.last, 2)} i {one.last_year}",
        f"I {one.first_year} var det {number(one.first, 2)} innbyggere "
        f"{labels.age(above)} for hver innbygger {labels.age(below)}; i {one.last_year} er det "
        f"{number(one.last, 2)} ({percent(one.relative, 1, True)}).{_seam(one)}"
        f"{_observed(observed, 2)}",
        f"{number(one.first, 2)} → {number(one.last, 2)}",
        f"Aldersbæreevne {one.first_year} → {one.last_year}",
    )


def ranking(region: Region, table: Table, year: int) -> Finding:
    """Where the region stands among those compared, highest first."""
    order = sorted(table, key=lambda one: -one.at(year))
    own = next(one for one in order if one.region == region)
    place = order.index(own) + 1
    return Finding(
        f"{region.name} er nummer {place} av {len(order)} i {year}",
        f"{region.name} har {number(own.at(year), 2)}. Høyest er {order[0].region.name} med "
        f"{number(order[0].at(year), 2)}, lavest {order[-1].region.name} med "
        f"{number(order[-1].at(year), 2)}. Alle tall er observert.",
    )


def plan_ratio(plan: Series, consistent: Sequence[Comparison]) -> Finding:
    """The plan's three support ratios mix two definitions; both consistent falls."""
    printed = listing([f"{number(plan.at(year), 2)} ({year})" for year in plan.years])
    falls = listing(
        [
            f"{percent(one.relative, 1, True)} med {labels.age(one.item.partition(' per ')[0])}"
            for one in consistent
        ]
    )
    first, last = plan.years[0], plan.years[-1]
    return Finding(
        "Planens egne tall blander to definisjoner",
        f"Planen skriver {printed}. Det første og det siste tallet bruker 20–66 år, det i midten "
        f"16–66 år. Med én definisjon hele veien er endringen fra {first} til {last} {falls}.",
    )


def cost(comparisons: Sequence[Comparison], base: int) -> Finding:
    """Demografikostnad by sector; the comparisons are of cost levels [million NOK]."""
    total = _one(comparisons, TOTAL)
    parts = sorted(
        (one for one in comparisons if one.item != TOTAL), key=lambda one: one.change, reverse=True
    )
    word = "mer" if total.change >= 0 else "mindre"
    most, least = parts[0], parts[-1]
    return Finding(
        f"{million_kroner(abs(total.change))} {word} i {total.last_year} for samme tjenester",
        f"Endring fra {base} til {total.last_year} når standard, dekning og produktivitet holdes "
        f"uendret. Størst økning: {labels.item(most.item).lower()} "
        f"({million_kroner(most.change, 1, True)}). Størst nedgang: "
        f"{labels.item(least.item).lower()} ({million_kroner(least.change, 1, True)}).",
    )


def milestones(total: Series) -> Finding:
    """Demografikostnad in a few years, for the overview [million NOK, change]."""
    told = listing([f"{million_kroner(total.at(year), 1, True)} i {year}" for year in total.years])
    last = total.at(total.years[-1])
    verb = "koster mer" if last > 0 else "koster mindre"
    return Finding(
        f"Samme tjenester {verb} med framtidens innbyggere",
        f"{told}, målt mot {total.label('base_year')}. Faste {total.label('price_year')}-kroner, "
        "uendret standard, dekning og produktivitet.",
        million_kroner(last, 1, True),
        f"Kostnad {total.label('base_year')} → {total.years[-1]}",
    )


def drivers(comparisons: Sequence[Comparison], base: int) -> Finding:
    """Which age groups drive the change; the comparisons are of cost levels [million NOK]."""
    parts = sorted(
        (one for one in comparisons if one.item != TOTAL), key=lambda one: one.change, reverse=True
    )
    most, least = parts[0], parts[-1]
    return Finding(
        f"{labels.sentence(labels.age(most.item))} driver kostnaden opp",
        f"Fra {base} til {most.last_year}: {labels.age(most.item)} gir "
        f"{million_kroner(most.change, 1, True)}, {labels.age(least.item)} gir "
        f"{million_kroner(least.change, 1, True)}.",
    )


def plan_beside_model(table: Table, year: int) -> Finding:
    """The plan's own demography lines against the model, one sentence a sector."""
    told = []
    for plan in (one for one in table if one.alternative == "plan"):
        model = next(one for one in pick(table, plan.item) if one.alternative != "plan")
        told.append(
            f"{labels.item(plan.item)}: planen "
            f"{million_kroner(plan.at(year), 1, True)}, modellen "
            f"{million_kroner(model.at(year), 1, True)}"
        )
    return Finding(
        f"Planens egne demografilinjer mot modellen i {year}",
        f"{'. '.join(told)}. Planens pleielinje gjelder bare institusjonene; modellen regner "
        "institusjon og hjemmetjeneste samlet.",
    )


METHOD_TEXT = {
    "own": (
        "Kommunens egen netto driftsramme for hver sektor følger antall innbyggere, vektet med "
        "hvor mye hver aldersgruppe bruker av tjenesten etter inntektssystemets nøkler. Standard, "
        "dekningsgrad og produktivitet er uendret, og kostnaden er gjennomsnittlig, ikke marginal: "
        "tre skoler krymper ikke i takt med elevene."
    ),
    "national": (
        "Hver innbygger koster det inntektssystemet regner som landets gjennomsnittlige "
        "utgiftsbehov for alderen. Standard, dekningsgrad og produktivitet er uendret, og "
        "kostnaden er gjennomsnittlig, ikke marginal: tre skoler krymper ikke i takt med elevene."
    ),
}
"""What each method assumes, in two sentences."""

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
