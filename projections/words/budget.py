"""Handlingsrom: the plan's bottom line, the years after it, and what the rules call for."""

from .. import labels, norwegian, terms
from ..money.budget import Rules
from ..norwegian import listing, million_kroner, number, percent
from ..people.population import Region
from ..series import Series, Table, pick
from ..tables.budget import Outlook
from .finding import Finding

THOUSAND = 1000.0
SHARES = {"net_result_share": "resultatet", "reserve_fund_share": "disposisjonsfondet"}
HOW = (
    "{grounds} planens egne linjer, som har planens egen "
    "demografi i seg. Etter {end} endres bare to ting: hva de samme tjenestene koster med andre "
    "innbyggere ({method}), og inntektene som følger innbyggerne. Renter, avdrag, andre "
    "områder, egne gebyrer og bruk av bundne fond er som i {end}. {prices} Dette er ikke et "
    "budsjett: en kommune kan ikke vedta et budsjett med "
    "underskudd, så noe må endres før det."
)


ENTRY = (
    "Tre tall gir resultatet og fondet i planåret. Med skatten og inntektsutjevningen kommer årene "
    "etter planen, og de tre siste feltene gir gjelden og resten. Tallene står i økonomiplanens "
    "obligatoriske oversikter. Tjenestene regnes etter egne driftsrammer når de er lagt inn på "
    "siden Demografikostnader, ellers etter nasjonal standard. Tallene brukes bare i denne økten."
)
OVERTAKEN = (
    "Planen som følger med er fra november 2023 (budsjettdokumentet 2024–2027), og er innhentet. "
    "Røros er registrert i ROBEK, og handlings- og økonomiplanen 2026–2029 er laget for å komme ut "
    "([Røros kommune, 13. november 2025](https://roros.kommune.no/nyheter/handlings-og-okonomiplan-"
    "2026-2029-er-sendt-til-formannskapet-for-behandling)). Nyere linjer kan legges inn under."
)
"""Said beside the bundled plan."""


def others_rules(rules: Rules) -> str:
    """Whose rules they are, for municipalities that have told none."""
    values = norwegian.listing([labels.rule(one) for one in (rules.result, rules.fund, rules.debt)])
    return (
        f"Reglene i figurene ({values} av brutto driftsinntekter) er Røros kommunes egne måltall, "
        "til sammenligning. Kommunens egne settes under «Endre hvordan det regnes»."
    )


def cannot(count: int) -> str:
    """Says that numbers cannot be used."""
    return f"Tallene kan ikke brukes: {count} feil."


def entered(region: Region) -> Finding:
    """The lines that were given, and what they do not say."""
    return Finding(
        f"Linjene som er lagt inn for {region.name}",
        "Prosentene er regnet av linjene. Der fondet endres mer eller mindre enn resultatet og "
        "bruken av bundne fond gir, er resten overført til eller fra investeringer, eller avsatt "
        "på annen måte.",
    )


def how(table: Table) -> str:
    """What moves and what is held after the plan."""
    planned = _planned(table, "net_result")
    after = pick(table, "cost_change")[0]
    end = planned.years[-1]
    told = HOW.format(
        grounds=_grounds(table),
        end=end,
        method=terms.METHODS[after.label("method")].lower(),
        prices=_prices(after),
    )
    shares = labels.fixed_shares(after.label("fixed"))
    if less := float(after.label("less_finance") or 0) / THOUSAND:
        way = "lavere" if less > 0 else "høyere"
        told += (
            f" Lånegjelden er satt annerledes enn i planen, og renter og avdrag er "
            f"{million_kroner(abs(less))} {way} hvert år etter {end}."
        )
    return (
        f"{told} Det som ikke følger innbyggerne (fast andel), er justert: {shares}."
        if shares
        else told
    )


def _grounds(table: Table) -> str:
    """Which years are accounts, budget and plan: ``2022 er regnskap, 2023 budsjett og 2024–2027``.

    A plan that stands alone is only its years with ``er``.
    """
    every = {one.alternative: _span(one) for one in pick(table, "net_result")}
    before = [f"{every[kind]} {kind}" for kind in ("regnskap", "budsjett") if kind in every]
    if not before:
        return f"{every['plan']} er"
    first, *rest = before
    return norwegian.listing([first.replace(" ", " er ", 1), *rest, every["plan"]])


def _span(series: Series) -> str:
    first, last = series.years[0], series.years[-1]
    return str(first) if first == last else f"{first}–{last}"


def _prices(after: Series) -> str:
    """Whose year's prices the amounts after the plan are in."""
    prices, planned = after.label("price_year"), after.label("plan_prices")
    if not planned:
        return f"Beløpene etter planen er i faste {prices}-kroner."
    return (
        f"Planen er i {planned}-kroner. Prisveksten dit er ikke kjent her, så endringene etter "
        f"planen er i {prices}-kroner og litt for små."
    )


def result(table: Table, rules: Rules) -> Finding:
    """Net operating result in the plan and after it, against the rule."""
    shares = pick(table, "net_result_share")
    after, planned = shares[-1], _planned(table, "net_result_share")
    last, end = after.years[-1], planned.years[-1]
    amount = pick(table, "net_result")[-1].at(last) / THOUSAND
    cost, income = (
        pick(table, item)[0].at(last) / THOUSAND for item in ("cost_change", "income_change")
    )
    kept = [year for one in shares for year in one.years if one.at(year) >= rules.result]
    count = sum(len(one.years) for one in shares)
    apart = after.at(last) - rules.result
    place = "over" if apart >= 0 else "under"
    return Finding(
        f"Netto driftsresultat er {_share(after, last)} i {last}, "
        f"{number(abs(apart), 1)} prosentpoeng {place} regelen",
        f"{_until(shares, planned)} Med uendret tjeneste og "
        f"prognosen «{labels.alternative(after.alternative)}» blir det {_share(after, last)} i "
        f"{last} ({million_kroner(amount, beside=(cost, income))}): tjenestene koster da "
        f"{_more(cost, 'mer', 'mindre', amount, income)} enn i {end}, og inntektene er "
        f"{_more(income, 'høyere', 'lavere', amount, cost)}. Regelen er minst "
        f"{labels.rule(rules.result)} av brutto driftsinntekter. {_kept(kept, count)}",
        f"{_share(planned, end)} → {_share(after, last)}",
        f"Netto driftsresultat {end} → {last}",
    )


def _until(shares: Table, planned: Series) -> str:
    """The result in the first and the last year of the plan's lines, once where they are one."""
    start, first, end = shares[0], shares[0].years[0], planned.years[-1]
    if first == end:
        return f"I planen er resultatet {_share(planned, end)} i {end}."
    return (
        f"I planen går resultatet fra {_share(start, first)} i {first} til "
        f"{_share(planned, end)} i {end}."
    )


def _more(amount: float, more: str, less: str, *beside: float) -> str:
    return f"{million_kroner(abs(amount), beside=beside)} {more if amount >= 0 else less}"


def _kept(years: list[int], count: int) -> str:
    if not years:
        return f"Den nås ikke i noen av de {count} årene."
    if len(years) == count:
        return f"Den nås i alle de {count} årene."
    told = listing([str(year) for year in years])
    return f"Den nås i {len(years)} av {count} år ({told})."


def fund(table: Table, rules: Rules, seen: Outlook, without: Outlook) -> Finding:
    """The reserve fund, the year it is empty and the ROBEK line.

    ``without``: the outlook when no earmarked funds are used after the plan.
    """
    amounts, shares = pick(table, "reserve_fund"), pick(table, "reserve_fund_share")
    planned = _planned(table, "reserve_fund")
    first, end, last = amounts[0].years[0], planned.years[-1], seen.last_year
    left = amounts[-1].at(last) / THOUSAND
    missing = pick(table, "deficit")[-1].at(last) / THOUSAND
    ends = (
        f"I {last} mangler {million_kroner(missing)}"
        if missing
        else f"I {last} er det {million_kroner(left)} ({_share(shares[-1], last)})"
    )
    in_end = _share(_planned(table, "reserve_fund_share"), end)
    at_first, at_end = amounts[0].at(first) / THOUSAND, planned.at(end) / THOUSAND
    amount = million_kroner(at_end, beside=[at_first])
    later = f" og {amount} ({in_end}) i {end}" if end > first else ""
    title = (
        f"Disposisjonsfondet er tomt i {seen.empty}"
        if seen.empty
        else f"Disposisjonsfondet blir ikke tomt innen {last}"
    )
    return Finding(
        title,
        f"Fondet er {million_kroner(at_first, beside=[at_end])} "
        f"({_share(shares[0], first)}) ved utgangen av {first}{later}; regelen er minst "
        f"{labels.rule(rules.fund)} av brutto driftsinntekter. {ends}. {_robek(seen, rules)} "
        f"{_earmarked(table, seen, without)}",
        str(seen.empty) if seen.empty else f"ikke innen {last}",
        "Fondet er tomt",
    )


def _robek(seen: Outlook, rules: Rules) -> str:
    line = (
        f"samlet underskudd, merforbruk, over {labels.rule(rules.robek)} av brutto driftsinntekter"
    )
    when = f"i {seen.robek}" if seen.robek else f"ikke innen {seen.last_year}"
    return (
        f"Grensen for statens register over kommuner i ubalanse, ROBEK ({line}), passeres {when}."
    )


def _earmarked(table: Table, seen: Outlook, without: Outlook) -> str:
    """That use of earmarked funds is held, and what happens when they come to an end."""
    after = pick(table, "cost_change")[0]
    if after.label("earmarked") == "none":
        return "Etter planen er det ikke regnet med bruk av bundne fond."
    if after.label("earmarked") == "unknown":
        return "Bruk av bundne fond er ikke lagt inn, og er ikke med i årene etter planen."
    end = _planned(table, "net_result").years[-1]
    drawn = million_kroner(float(after.label("earmarked_use")) / THOUSAND)
    held = f"Bruken av bundne fond i tjenestene er holdt som i {end} ({drawn} i året)"
    told = [
        f"{what} i {year}"
        for what, year, now in (
            ("fondet er tomt", without.empty, seen.empty),
            ("grensen for ROBEK passeres", without.robek, seen.robek),
        )
        if year and year != now
    ]
    if not told:
        return f"{held}, men slike fond varer ikke evig."
    return (
        f"{held}, men slike fond varer ikke evig. Hvis de tar slutt etter {end}: {listing(told)}."
    )


def lines(differences: Table) -> Finding:
    """That the plan's percentages come out of its lines, and how the lines are read."""
    apart = [one for one in differences if one.is_difference]
    most, year, item = max(
        (abs(one.at(year)), year, one.item) for one in apart for year in one.years
    )
    return Finding(
        "Planens prosenter, og linjene de er regnet av",
        "I planens linjer er inntekter negative (Framsikts fortegn). «Totale avsetninger» er netto "
        "driftsresultatet: et negativt beløp er penger som tas fra fond. Hver prosent er regnet "
        "av linjene og satt ved siden av den planen trykker; største forskjell er "
        f"{number(most, 2)} prosentpoeng ({SHARES[item]} i {year}). "
        "Netto lånegjeld og disposisjonsfondet før planen er oppgitte tall.",
    )


def _planned(table: Table, item: str) -> Series:
    return next(one for one in pick(table, item) if one.alternative == "plan")


def _share(series: Series, year: int) -> str:
    return percent(series.at(year) / 100, 1)
