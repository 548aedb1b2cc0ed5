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
    """Says which of the years is projected, and by what."""
    if one.last_series.is_observed:
        return ""
    start = f"{one.first_year} er observert, " if one.crosses_seam else ""
    name = labels.alternative(one.last_series.alternative)
    return f" {start}{one.last_year} er prognosen «{name}»."


def _extremes(
    parts: Sequence[Comparison], decimals: int = 0
) -> tuple[Comparison | None, Comparison | None]:
    """The part that rises most and the part that falls most, as shown; None where none does."""
    order = sorted(parts, key=lambda one: one.change)
    fall, rise = order[0], order[-1]
    unit = 0.5 * 10.0**-decimals
    return (rise if rise.change >= unit else None, fall if fall.change <= -unit else None)


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
    rise, fall = _extremes([one for one in comparisons if one.item != TOTAL])

    def told(one: Comparison) -> str:
        return (
            f"{labels.age(one.item)} går fra {number(one.first)} til "
            f"{number(one.last)} ({number(one.change, 0, True)} personer, "
            f"{percent(one.relative, 1, True)})"
        )

    most, least = (labels.age(one.item) if one else "" for one in (rise, fall))
    if rise and fall:
        title = f"{labels.sentence(most)} øker mest, {least} minker mest"
    elif rise or fall:
        word = "øker" if rise else "minker"
        title = f"{labels.sentence(most or least)} {word} mest, og ingen gruppe går motsatt vei"
    else:
        return Finding(
            "Ingen aldersgruppe endrer seg", "Alle gruppene er like store i begge årene."
        )
    shown = [one for one in (rise, fall) if one]
    key = shown[0]
    return Finding(
        title,
        f"Fra {key.first_year} til {key.last_year}: {', '.join(told(one) for one in shown)}."
        f"{_seam(key)}",
        number(key.change, 0, True),
        f"{labels.sentence(labels.age(key.item))} {key.first_year} → {key.last_year}",
    )


def since(deviations: Table) -> Finding:
    """Observed against projected in the last year that has both."""
    total = pick(deviations, TOTAL)[0]
    year, amount = total.years[-1], total.at(total.years[-1])
    parts = sorted((one for one in deviations if one.item != TOTAL), key=lambda one: one.at(year))
    told = [
        f"Størst avvik {way}: {labels.age(one.item)} ({number(one.at(year), 0, True)})."
        for one, way, sign in ((parts[-1], "oppover", 1), (parts[0], "nedover", -1))
        if sign * one.at(year) >= 1
    ]
    word = "flere" if amount >= 0 else "færre"
    title = (
        f"{number(abs(amount))} {word} enn prognosen ventet i {year}"
        if abs(amount) >= 1
        else f"Like mange som prognosen ventet i {year}"
    )
    return Finding(title, " ".join(told) or "Ingen aldersgruppe avviker.")


def _part_year(year: int | None) -> str:
    if year is None:
        return ""
    return f" Tallene for {year} gjelder bare første halvår og er ikke med i summen."


def components(sums: Table, part_year: int | None) -> Finding:
    """Births, deaths and migration summed over the whole years, from ``component_sums``."""
    births, deaths, migration, growth = (
        float(pick(sums, item)[0].values[0])
        for item in ("births", "deaths", "net_migration", "growth")
    )
    first, last = sums[0].label("first_year"), sums[0].years[-1]
    start = "Flere dør enn det fødes" if deaths > births else "Flere fødes enn dør"
    if deaths > births and migration > 0:
        end = "innflytting veier opp" if growth >= 0 else "innflytting demper nedgangen"
    else:
        end = "flere flytter inn enn ut" if migration > 0 else "flere flytter ut enn inn"
    return Finding(
        f"{start}, {end}",
        f"I {first}–{last} ble det født {number(births)} og døde "
        f"{number(deaths)}. Nettoinnflyttingen var {number(migration, 0, True)}, og folketallet "
        f"endret seg med {number(growth, 0, True)}.{_part_year(part_year)}",
    )


def whole_years(sums: Table) -> str:
    """Which years a sum covers."""
    return f"Sum {sums[0].label('first_year')}–{sums[0].years[-1]}"


def pyramid(region: str, old: Comparison) -> Finding:
    """People aged 65 and over in the two years of a pyramid."""
    verb = "Flere" if old.change > 0 else "Færre" if old.change < 0 else "Like mange"
    than = "enn" if old.change else "som"
    return Finding(
        f"{verb} eldre i {region} i {old.last_year} {than} i {old.first_year}",
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
    rise, fall = _extremes([one for one in comparisons if one.item != TOTAL], 1)
    told = [
        f"Størst {word}: {labels.item(one.item).lower()} ({million_kroner(one.change, 1, True)})."
        for one, word in ((rise, "økning"), (fall, "nedgang"))
        if one
    ]
    word = "mer" if total.change >= 0 else "mindre"
    return Finding(
        f"{million_kroner(abs(total.change))} {word} i {total.last_year} for samme tjenester",
        f"Endring fra {base} til {total.last_year} når standard, dekning og produktivitet holdes "
        f"uendret. {' '.join(told)}{_seam(total)}",
    )


def milestones(total: Series) -> Finding:
    """Demografikostnad in a few years, for the overview [million NOK, change]."""
    told = listing([f"{million_kroner(total.at(year), 1, True)} i {year}" for year in total.years])
    last, year = total.at(total.years[-1]), total.years[-1]
    verb = "mer" if last >= 0.05 else "mindre" if last <= -0.05 else "like mye"
    return Finding(
        f"Samme tjenester koster {verb} med innbyggerne i {year}",
        f"{told}, målt mot {total.label('base_year')}. Faste {total.label('price_year')}-kroner, "
        "uendret standard, dekning og produktivitet.",
        million_kroner(last, 1, True),
        f"Kostnad {total.label('base_year')} → {year}",
    )


def drivers(comparisons: Sequence[Comparison], base: int) -> Finding:
    """Which age groups drive the change; the comparisons are of cost levels [million NOK]."""
    rise, fall = _extremes([one for one in comparisons if one.item != TOTAL], 1)
    shown = [one for one in (rise, fall) if one]
    if not shown:
        return Finding("Ingen aldersgruppe endrer kostnaden", f"Målt fra {base}.")
    verb = "driver kostnaden opp" if rise else "trekker kostnaden ned"
    told = ", ".join(
        f"{labels.age(one.item)} gir {million_kroner(one.change, 1, True)}" for one in shown
    )
    return Finding(
        f"{labels.sentence(labels.age(shown[0].item))} {verb}",
        f"Fra {base} til {shown[0].last_year}: {told}.",
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
