"""Income and net: which way it goes, and why."""

import math
from collections.abc import Iterable, Mapping, Sequence

from .. import labels
from ..case import Projection
from ..money.income import Assumed
from ..norwegian import listing, million_kroner, number, percent
from ..people.population import Population, Region
from ..series import Table, pick, value_on_path
from ..tables import Comparison
from .amounts import adjusted
from .finding import Finding, find, seam

NOTHING = 0.05
ALIKE = 0.0005
"""Less than is shown: amounts [million NOK], and need [share 0–1]."""

HELD = (
    "Innbyggertilskudd og skatt per innbygger er holdt fast i 2024-kroner. Utgiftsbehovet regnes "
    "som departementet gjør: hver aldersgruppe mot landets andel av den, innbyggerne talt 1. juli "
    "året før, videre fra den nyeste offisielle indeksen."
)
STATE_TEXT = {
    "none": "Staten er regnet til ikke å gi mer når hele landet blir eldre.",
    "half": "Staten er regnet til å dekke halvparten av det landets aldring koster.",
    "full": "Staten er regnet til å dekke hele det landets aldring koster.",
}
WEIGHTS_TEXT = {
    "following": "Sektorvektene følger det sektorene koster landet.",
    "standing": "Sektorvektene står som i 2026.",
}
TAX_TEXT = {
    "inhabitants": "Skatt per innbygger er uendret, både her og i landet.",
    "working_age": (
        "Skatt per innbygger 20–66 år er uendret, både her og i landet, så skatten følger hvor "
        "stor del av innbyggerne som er i den alderen. Der landets tall bare finnes for 16–22 år "
        "under ett, er gruppen delt jevnt på alderen."
    ),
}
"""What is assumed of tax, by what it follows."""
PLAIN: Mapping[str, str] = {
    "innbyggertilskudd": "Statens tilskudd per innbygger (innbyggertilskudd)"
}
"""What a heading calls a part of the income whose own name is of the trade alone."""


def net(compared: Sequence[Comparison], parts: Sequence[Comparison], rules: Table) -> Finding:
    """Which way cost, income and net go, and why.

    Parameters
    ----------
    compared
        Levels of cost, income and net [million NOK].
    parts
        Levels of the parts of income [million NOK].
    rules
        What of the income comes of changed rules, by year [million NOK].
    """
    cost, income, rest = (find(compared, item) for item in ("cost", "income", "net"))
    first, last = rest.first_year, rest.last_year
    if math.isnan(rest.change):
        return _unknown("Netto", rest)
    means = "mer" if rest.change >= 0 else "mindre"
    return Finding(
        _title(cost.change, income.change, rest.change, (first, last)),
        f"Fra {first} til {last} {_go(cost.change, income.change)}. Kommunen sitter igjen med "
        f"{million_kroner(abs(rest.change))} {means} til alt annet. {_why(parts)}"
        f"{_rules(value_on_path(rules, 'rules', last))}{_alone(income.change)}{seam(rest)}"
        f"{_adjusted(rest)}",
        million_kroner(rest.change, 1, True),
        f"Netto {first} → {last}",
    )


def _title(cost: float, income: float, rest: float, years: tuple[int, int]) -> str:
    """How cost and income go together from one year to another, and what is left."""
    first, last = years
    if abs(rest) < NOTHING:
        return f"Inntektene følger kostnadene: netto er uendret fra {first} til {last}"
    amount = f"netto {million_kroner(abs(rest))} {'bedre' if rest > 0 else 'verre'}"
    if income >= 0 and cost >= 0:
        told = "Inntektene øker " + ("mer" if rest > 0 else "mindre") + " enn kostnadene"
    elif income < 0 and cost < 0:
        told = "Inntektene synker " + ("mindre" if rest > 0 else "mer") + " enn kostnadene"
    else:
        told = "Inntektene øker og kostnadene synker"
        told = told if rest > 0 else "Inntektene synker og kostnadene øker"
    return f"{told}: {amount} i {last} enn i {first}"


def _go(cost: float, income: float) -> str:
    """How much each goes, and which way."""
    ways = [
        "er nesten uendret" if abs(change) < NOTHING else "øker" if change > 0 else "synker"
        for change in (cost, income)
    ]
    amounts = [
        ""
        if abs(change) < NOTHING
        else f" med {million_kroner(abs(change), beside=(cost, income))}"
        for change in (cost, income)
    ]
    if ways[0] == ways[1]:
        return f"{ways[0]} kostnadene{amounts[0]} og inntektene{amounts[1]}"
    return f"{ways[0]} kostnadene{amounts[0]}, mens inntektene {ways[1]}{amounts[1]}"


def _why(parts: Sequence[Comparison]) -> str:
    """The three reasons, the largest first; those too small to show are left out."""
    people, need, tax, equalised = (
        find(parts, item).change
        for item in ("innbyggertilskudd", "utgiftsutjevning", "skatt", "inntektsutjevning")
    )
    reasons = {
        f"at det blir {'flere' if people >= 0 else 'færre'} innbyggere (innbyggertilskudd "
        "{})": people,
        f"at innbyggernes alder krever {'mer' if need >= 0 else 'mindre'} enn før, sammenlignet "
        "med landet (utgiftsutjevning {})": need,
        "at skatten endres (med utjevning {})": tax + equalised,
    }
    more = [one.change for one in parts if one.item == "landets_aldring"]
    if more:
        reasons["at staten dekker landets aldring ({})"] = more[0]
    told = [reason for reason, amount in reasons.items() if abs(amount) >= NOTHING]
    told.sort(key=lambda reason: -abs(reasons[reason]))
    shown = [reason.format(_signed(reasons[reason], reasons.values())) for reason in told]
    return f"Inntektene endres av {listing(shown)}." if shown else "Ingen inntekt endres."


def _signed(amount: float, beside: Iterable[float] = ()) -> str:
    """``beside``: the other amounts of the sentence."""
    return million_kroner(amount, 1, True, beside)


def _rules(amount: float) -> str:
    if abs(amount) < NOTHING:
        return ""
    return (
        f" Av inntektene kommer {_signed(amount)} av at skatteutjevningen trappes opp etter "
        "det første året, og ikke av innbyggerne."
    )


def _alone(income: float) -> str:
    """What cost alone would have told."""
    if abs(income) < NOTHING:
        return ""
    return f" Kostnaden alene gir altså et for {'mørkt' if income > 0 else 'lyst'} bilde."


def _adjusted(one: Comparison) -> str:
    fixed = one.last_series.label("fixed")
    return f" {adjusted(fixed)}" if fixed else ""


def _unknown(what: str, one: Comparison, missing: str = "") -> Finding:
    """Where the nation's people are missing in one of the years."""
    return Finding(
        f"{what} kan ikke regnes fra {one.first_year} til {one.last_year}",
        "Utgiftsbehovet måles mot landets, og landets folketall mangler i et av årene. Velg andre "
        f"år.{missing}",
    )


def parts(compared: Sequence[Comparison]) -> Finding:
    """Which part of income changes most; the comparisons are of levels [million NOK]."""
    every = [one for one in compared if one.item != labels.TOTAL]
    lost = [one for one in every if math.isnan(one.change)]
    if lost:
        return _unknown(labels.item(lost[0].item), lost[0])
    order = sorted(every, key=lambda one: -abs(one.change))
    changes = [one.change for one in order]
    told = listing(
        [f"{labels.item(one.item).lower()} {_signed(one.change, changes)}" for one in order]
    )
    most, whole = order[0], [one for one in compared if one.item == labels.TOTAL]
    name = PLAIN.get(most.item, labels.item(most.item))
    title = f"{name} endrer seg mest" if whole else name
    end = f" I alt {_signed(whole[0].change)}." if whole else ""
    return Finding(
        f"{title}: {_signed(most.change)} fra {most.first_year} til {most.last_year}",
        f"Fra {most.first_year} til {most.last_year}: {told}.{end}",
    )


def no_index(region: Region) -> str:
    """That the ministry's table does not have a municipality; nothing for other regions."""
    if not region.is_municipality:
        return ""
    return (
        f"{region.name} er ikke i departementets tabell over utgiftsbehov for 2025 og 2026, som "
        "har 355 kommuner. Utgiftsutjevning og inntekt i alt kan derfor ikke vises."
    )


def need(
    region: str, table: Table, compared: Sequence[Comparison], path: Population, nation: Population
) -> Finding:
    """Need per inhabitant against the nation's, and what stands behind the nation's.

    Parameters
    ----------
    table, compared
        The index by year, and in two years.
    path, nation
        The municipality's people, and the nation's they are measured against.
    """
    one, by_age = compared[0], find(compared, "need_index_age")
    if math.isnan(one.change):
        return _unknown("Utgiftsbehovet", one, _missing(table))
    above = one.last - 1
    than = f"{percent(abs(above))} {'høyere' if above > 0 else 'lavere'} enn"
    if abs(above) < ALIKE:
        than = "som"
    official = (
        f" Alderen alene gir {number(by_age.first, 4)} og {number(by_age.last, 4)}; resten av den "
        "offisielle indeksen holdes fast."
        if one.item == "need_index"
        else " Dette er alderen alene; den offisielle indeksen er ikke lagt ved."
    )
    return Finding(
        f"Behovet for tjenester (utgiftsbehovet) i {region} er {than} landets i {one.last_year}",
        f"Behovet per innbygger er {number(one.first, 4)} i {one.first_year} og "
        f"{number(one.last, 4)} i {one.last_year}, når landet er 1 hvert år.{official}"
        f"{_nation(path, nation)}{_missing(table)}",
    )


def _nation(path: Population, nation: Population) -> str:
    """Which of the nation's projections is used, and that it may not be like the region's."""
    if nation.is_observed:
        return ""
    told = f" Landet følger {labels.projection(Projection(nation))}."
    if path.alternatives == nation.alternatives:
        return told
    name = labels.alternative(path.alternatives[0])
    return (
        f"{told} «{name}» finnes ikke for landet her; de to bygger altså på ulike forutsetninger, "
        "og det kan gjøre forskjellen fra landet for stor."
    )


def _missing(table: Table) -> str:
    own = pick(table, table[0].item)
    years = [year for one in own for year in one.years if math.isnan(one.at(year))]
    if not years:
        return ""
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else f"{years[0]}"
    return f" For {span} mangler folketallet 1. juli året før, og indeksen er ikke regnet."


def printed(table: Table) -> Finding:
    """The formulas against what the plan prints, and how the nation's tax was found."""
    year = table[0].years[0]
    need_each = {one.alternative: one.at(year) for one in pick(table, "need_each")}
    national = pick(table, "national_tax")[0].at(year)
    return Finding(
        f"Formlene mot planens tall i {year}",
        f"Utgiftsbehovet per innbygger blir {number(need_each['formula'])} kr. "
        "Planens linje for utgiftsutjevning er en annen enn formelen gir, og planen sier ikke "
        "hvorfor; vi regner forskjellen som uendret. "
        f"Landets skatt per innbygger, {number(national)} kr, er et anslag: den er "
        "regnet baklengs fra kommunens egen skatt og netto inntektsutjevning, og tar ikke hensyn "
        "til trekket alle kommuner betaler for tillegget til dem med lav skatt.",
    )


def held(assumed: Assumed) -> str:
    """All that is assumed of income."""
    state, weights = STATE_TEXT[assumed.state], WEIGHTS_TEXT[assumed.weights]
    return f"{HELD} {state} {weights} {TAX_TEXT[assumed.tax]}"
