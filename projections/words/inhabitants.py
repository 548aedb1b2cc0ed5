"""Inhabitants: how many, how old, and why the number changes."""

from collections.abc import Sequence

from .. import labels, terms
from ..labels import TOTAL
from ..norwegian import fitting, listing, number, percent
from ..people.population import Region
from ..series import Series, Table, pick
from ..tables import Comparison, ranks
from .finding import Finding, direction, extremes, find, newest, placed, seam


def people(region: str, comparisons: Sequence[Comparison], observed: Series) -> Finding:
    """The number of inhabitants in two years, and the newest observed."""
    total = find(comparisons, TOTAL)
    verb = direction(total.change, total.first, "vokser", "synker", "er nesten uendret")
    return Finding(
        f"Folketallet i {region} {verb}",
        f"{number(total.first)} innbyggere i {total.first_year}, "
        f"{number(total.last)} i {total.last_year} "
        f"({percent(total.relative, 1, True)}).{seam(total)}{newest(observed, 0, total)}",
        f"{number(total.first)} → {number(total.last)}",
        f"Innbyggere {total.first_year} → {total.last_year}",
    )


def oldest(region: str, one: Comparison, observed: Series) -> Finding:
    """People of 80 years and over in two years, as a number."""
    change, size = one.change, number(abs(one.change))
    side = "flere" if change > 0 else "færre"
    share = percent(abs(one.relative), fitting(100 * one.relative))
    moved, told = f"får {size} {side}", f"Det er {share} {side}."
    if round(change) == 0:
        moved, told = "har like mange", "Antallet er det samme."
    return Finding(
        f"{region} {moved} som er 80 år eller eldre: {number(one.first)} i {one.first_year}, "
        f"{number(one.last)} i {one.last_year}",
        f"{told}{seam(one)}{newest(observed, 0, one)}",
        f"{number(one.first)} → {number(one.last)}",
        f"80 år og eldre {one.first_year} → {one.last_year}",
    )


MEAN_AGE = (
    "Gjennomsnittsalderen er fylte år pluss et halvt, 1. januar: den som har fylt 42, er 42,5 i "
    "snitt."
)
"""How the mean age is counted."""
ESTIMATED = (
    "Den er et anslag der folketallet er i aldersgrupper: snittet i en gruppe er det gruppen har i "
    "kommunens egne femårsgrupper i det nærmeste året de finnes."
)
"""What a mean age of groups rests on."""


def mean_age(region: str, one: Comparison, observed: Series) -> Finding:
    """Mean age in two years and the newest observed, and whether it is an estimate."""
    verb = direction(one.change, one.first, "øker", "faller", "er nesten uendret")
    first, last = (terms.value(value, "years") for value in (one.first, one.last))
    change = terms.value(one.change, "years", True)
    known = (one.first_series, one.last_series, observed)
    told = f" {ESTIMATED}" if any(each.label("quality") == "estimate" for each in known) else ""
    return Finding(
        f"Gjennomsnittsalderen i {region} {verb}",
        f"{first} i {one.first_year}, {last} i {one.last_year} ({change}).{seam(one)}"
        f"{newest(observed, 1, one)}{told}",
        f"{first} → {last}",
        f"Gjennomsnittsalder {one.first_year} → {one.last_year}",
    )


def groups(comparisons: Sequence[Comparison]) -> Finding:
    """Which age groups grow and shrink most, in persons."""
    rise, fall = extremes([one for one in comparisons if one.item != TOTAL])

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
        f"{seam(key)}",
        number(key.change, 0, True),
        f"{labels.sentence(labels.age(key.item))} {key.first_year} → {key.last_year}",
    )


def growth_of_all(own: Series, table: Table, first: int) -> Finding:
    """Growth among all municipalities since a year, in the newest.

    Parameters
    ----------
    own
        The chosen municipality's [per cent since ``first``], one of the table.
    """
    last = own.years[-1]
    of = ranks(table, own.region, last)

    def told(one: Series) -> str:
        return f"{one.region.name} med {percent(one.at(last) / 100, 1, True)}"

    return Finding(
        f"{own.region.name} er {placed(of)} i vekst siden {first}",
        f"Folketallet i {own.region.name} er endret {percent(own.at(last) / 100, 1, True)} fra "
        f"{first} til {last}. Høyest er {told(of.order[0])}, lavest {told(of.order[-1])}. "
        "Alle tall er observert.",
    )


def growth(region: Region, table: Table) -> Finding:
    """The growth of one age group among several regions, in the newest year all have observed."""
    observed = [one for one in table if one.is_observed]
    year = min(one.years[-1] for one in observed)
    of = ranks(tuple(observed), region, year)
    own = of.own
    base, group = own.label("base_year"), labels.item(own.item).lower()
    who = "hele befolkningen" if own.item == TOTAL else group

    def told(some: Sequence[Series]) -> str:
        return listing(
            [f"{one.region.name} {percent(one.at(year) / 100 - 1, 1, True)}" for one in some]
        )

    place = f"er {placed(of)} i vekst" if of.place else ""
    alone = f"har {percent(own.at(year) / 100 - 1, 1, True)} endring"
    ranked = of.order if of.place else (own,)
    beside = of.beside if of.place else [one for one in of.every if one != own]
    others = f" Til sammenligning: {told(beside)}." if beside else ""
    return Finding(
        f"{region.name} {place or alone} siden {base}",
        f"Endring for {who} fra {base} til {year}: {told(ranked)}.{others} "
        "Alle disse tallene er observert.",
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
