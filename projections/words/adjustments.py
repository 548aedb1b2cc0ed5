"""What must be saved, and what debt does, in words."""

from collections.abc import Iterable

import numpy as np

from .. import labels
from ..money.budget import Rules
from ..norwegian import million_kroner
from ..people.population import Region
from ..series import Series, Table, pick
from ..tables import ranks
from .budget import _share
from .finding import Finding


def adjustments(table: Table, rules: Rules) -> Finding:
    """What must be adjusted to keep the rules.

    Parameters
    ----------
    table
        From ``tables.budget.adjustments`` [million NOK].
    """
    each = pick(table, "fund_adjustment")[0]
    own = pick(table, "result_adjustment")[-1]
    first, last = own.years[0], own.years[-1]
    most = own.years[int(np.argmax(own.values))]
    if own.at(most) <= 0:
        title = f"Resultatregelen nås hvert år {first}–{last}"
        yearly = f"Minst rom er det i {most}, {million_kroner(-own.at(most))} over regelen."
    else:
        title = f"Det mangler {million_kroner(own.at(most))} på resultatregelen i {most}"
        every = [own.at(year) for year in (first, last, most) if own.at(year) > 0]
        yearly = (
            f"For å nå {labels.rule(rules.result)} må driften være "
            f"{_better(own, first, every)} i {first} og {_better(own, last, every)} i {last}, "
            "målt mot uendret tjeneste det året"
        )
        between = f"; størst er beløpet i {most}, {million_kroner(own.at(most), beside=every)}"
        yearly += "." if most in (first, last) else f"{between}."
    amount = float(each.values[-1])
    goal = f"et fond på {labels.rule(rules.fund)} i {last}"
    constant = (
        f"For å ha {goal} må hvert år fra {first} være {million_kroner(amount)} bedre."
        if amount > 0
        else f"For å ha {goal} trengs ingen endring."
    )
    return Finding(
        title,
        f"{yearly} {constant} De to beløpene er hver sin regel og legges ikke sammen. De er regnet "
        "som lavere utgifter; høyere inntekter gjør også nevneren større, og da trengs litt mer.",
        million_kroner(own.at(most)),
        f"Mangler til resultatregelen {most}",
    )


def _better(series: Series, year: int, beside: Iterable[float]) -> str:
    amount = series.at(year)
    if amount <= 0:
        return "ikke bedre enn den er"
    return f"{million_kroner(amount, beside=beside)} bedre"


def net_debt(region: Region, table: Table, rules: Rules) -> Finding:
    """Net debt in the known years beside the neighbours, and why it is not projected."""
    own = next(one for one in table if one.region == region)
    first, last = own.years[0], own.years[-1]
    order = ranks(table, region, last).order[::-1]
    others = [one for one in order if one.region != region]
    beside = ""
    if others:
        beside = (
            f" Lavest av naboene er {others[0].region.name} ({_share(others[0], last)}), høyest "
            f"{others[-1].region.name} ({_share(others[-1], last)})."
        )
    was = f" Gjelden var {_share(own, first)} i {first}." if first < last else ""
    place = "over" if own.at(last) > rules.debt else "innenfor"
    return Finding(
        f"Netto lånegjeld er {place} regelen: {_share(own, last)} i {last}",
        f"Regelen er høyst {labels.rule(rules.debt)} av brutto driftsinntekter.{was}{beside} "
        "Gjelden er ikke framskrevet: planens linjer har renter "
        "og avdrag, men ikke nye lån.",
    )
