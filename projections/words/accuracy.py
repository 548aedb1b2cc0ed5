"""How earlier projections turned out, in sentences."""

from collections.abc import Mapping, Sequence

import numpy as np

from .. import labels
from ..norwegian import listing, number, percent
from ..people.ages import FloatArray
from ..people.population import Region
from ..series import Table
from ..tables.accuracy import FAIR_FROM, GROUPS, USUAL, BesideMethods
from ..tables.published_before import Published
from ..trend.band import HORIZON
from ..trend.groups import SIZE_NAMES
from ..trend.scores import Score
from .finding import Finding

METHOD = (
    "Trendframskrivingen er regnet som om den var laget hvert av de tidligere årene, med bare det "
    "som var kjent da, og holdt mot det som ble talt. Feilen er framskrevet delt på talt, minus 1. "
    "Startårene overlapper, så elleve startår er om lag tre uavhengige perioder. Konstantene i "
    "metoden er valgt på startårene 2011–2016; de senere er en prøve."
)
COST = (
    "Merutgiften til befolkningsendringer fra ett år til det neste for hele kommunesektoren, slik "
    "det tekniske beregningsutvalget anslo den året før, og slik den ble regnet etterpå."
)
LITTLE = "Det beviser lite: ett område og noen få år skiller ikke metoder fra flaks."
_AGES = tuple(one for one in GROUPS if one != "total" and " per " not in one)
NUMBERS = ("null", "ett", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti")


def group(item: str) -> str:
    """What is told of, inside a sentence."""
    if item == "total":
        return "folketallet"
    if " per " in item:
        return "20–66 år per 67+"
    return f"alderen {labels.age(item)}"


def groups(items: Sequence[str]) -> str:
    """Several of them: ``folketallet og alderen 6–15 og 80+``."""
    ages = [labels.group(one).removesuffix(" år") for one in items if one in _AGES]
    told = [f"alderen {listing(ages)}"] if ages else []
    first, last = (
        [group(one) for one in items if one not in _AGES and (" per " in one) == late]
        for late in (False, True)
    )
    return (
        listing([*first, *told, *last])
        if not (told and last)
        else ", ".join([*first, *told, *last])
    )


def missed(value: float) -> str:
    """``46 personer for lavt``."""
    return f"{number(abs(value))} personer for {'lavt' if value < 0 else 'høyt'}"


def years(count: int) -> str:
    """``fem år``; figures from eleven on."""
    return f"{NUMBERS[count] if count < len(NUMBERS) else number(count)} år"


def paths(region: str, item: str, table: Table, ahead: int) -> Finding:
    """How far off each origin was so many years ahead.

    Parameters
    ----------
    table
        What was counted, then a series for each origin [persons].
    """
    counted, *said = table
    off = {
        int(one.label("origin")): one.values[ahead] - counted.at(one.years[ahead])
        for one in said
        if len(one.years) > ahead
    }
    share = {
        origin: abs(value) / counted.at(origin + ahead)
        for origin, value in off.items()
        if counted.at(origin + ahead)
    }
    mean = float(np.mean(list(share.values()))) if share else float("nan")
    worst = max(off, key=lambda origin: abs(off[origin]))
    from_when = f"hvert år {min(off)}–{max(off)}" if len(off) > 1 else f"fra {min(off)}"
    return Finding(
        f"{labels.sentence(group(item))} i {region}: bommet med {percent(mean)} i snitt etter "
        f"{years(ahead)}",
        f"Slik ville trendframskrivingen ha sagt det {from_when}, mot det som ble talt. Etter "
        f"{years(ahead)} var bommen størst fra {worst}: {missed(off[worst])} i {worst + ahead}.",
        percent(mean),
        f"Bom i snitt etter {years(ahead)}",
    )


def by_age(region: str, every: Mapping[str, Sequence[Score]], size: str) -> Finding:
    """Which groups are foreseen best and worst, and how it is elsewhere."""
    ahead = min(USUAL, len(every["own"]) - 1)
    own = every["own"][ahead].mean_absolute
    order = [int(place) for place in np.argsort(own) if np.isfinite(own[place])]
    best, worst = (GROUPS[order[place]] for place in (0, -1))
    told = f"Etter {years(ahead)} var bommen {percent(own[0])} på folketallet"
    if "alike" in every:
        other = every["alike"][ahead].mean_absolute
        told += f", mot {percent(other[0])} i kommuner med {size} innbyggere"
    return Finding(
        f"{region}: {group(best)} er forutsett best, {group(worst)} dårligst",
        f"{told}, og {percent(own[order[-1]])} på {group(worst)}. Den tykke streken er "
        f"{region}" + (", den grå er kommuner på størrelsen." if "alike" in every else "."),
    )


def size_name(place: int) -> str:
    """A size class in words, its spaces unbroken."""
    return SIZE_NAMES[place].replace(" 0", "\u00a00")


def name(one: Published) -> str:
    """``«Sterk aldring» fra 2023``."""
    return f"«{labels.alternative(one.projection.alternative)}» fra {one.span[0]}"


def published(region: str, every: Sequence[Published], usual: Mapping[int, float]) -> Finding:
    """What was published, what was counted, which came closest, and how little that proves.

    Parameters
    ----------
    usual
        What eight of ten totals of the size were within, by years ahead [share].
    """
    theirs = [one for one in every if one.projection.alternative != "TREND"]
    first = theirs[0]
    start, last = first.span
    expected, real = first.expected[-1].values[-1], first.counted[-1].values[-1]
    same = sorted((one for one in every if one.span[0] == start), key=lambda one: abs(one.off))
    told = [
        f"{labels.sentence(name(first))} var {missed(first.off)} ({percent(abs(first.share))}) "
        f"etter {years(last - start)}."
    ]
    if len(same) > 1:
        told += [
            f"Nærmest av {NUMBERS[len(same)] if len(same) < len(NUMBERS) else len(same)} fra samme "
            f"år lå {name(same[0])}, {missed(same[0].off)}."
        ]
    told += [LITTLE]
    within = usual.get(last - start, float("nan"))
    if np.isfinite(within):
        inside = [one for one in same if abs(one.share) <= within]
        who = "begge" if len(same) == 2 else "alle"
        which = who if len(inside) == len(same) else f"{len(inside)} av {len(same)}"
        told += [
            f"8 av 10 kommuner på størrelsen lå innenfor ± {percent(within)} etter "
            f"{years(last - start)}, og det gjør {which} her."
        ]
    return Finding(
        f"{region} i {last}: ventet {number(expected)}, talt {number(real)}", " ".join(told)
    )


def claim(every: Sequence[Published]) -> str:
    """What the years since tell of a plan's claim that its alternative has held well."""
    editions = {one.span[0] for one in every if one.projection.alternative != "TREND"}
    if len(editions) != 1:
        return ""
    return (
        "Planens påstand er at «Sterk aldring historisk har stemt godt». Tidligere utgaver av den "
        "er ikke hentet hit, så den kan bare prøves på årene etter "
        f"{min(editions)}, og de er for få til å bekrefte eller avkrefte den."
    )


def beside_ssb(fair: BesideMethods, also: str = "") -> Finding:
    """Where SSB was better than ours and where it was not, said plainly.

    ``fair``: only origins whose outcome had no say in our constants; ``also``: the municipality
    whose own fetched editions are in it too.
    """
    own = f" og {also}" if also else ""
    ssb, ours, _ = fair.scores
    order = [
        (item, theirs < mine)
        for item, theirs, mine in zip(GROUPS, ssb.mean_absolute, ours.mean_absolute, strict=True)
    ]
    better, others = ([item for item, theirs in order if theirs == want] for want in (True, False))
    told = (
        f"Utgavene fra {FAIR_FROM + 1} er en prøve for begge: {number(ssb.cases)} sammenligninger "
        f"etter {years(fair.ahead)}, tolv kommuner i Telemark{own}. "
    )
    told += f"SSB var bedre på {groups(better)}. " if better else ""
    told += f"Trendframskrivingen var bedre på {groups(others)}." if others else ""
    told += (
        " I de eldre utgavene er konstantene våre valgt med fasiten for hånden, og de teller ikke "
        "som prøve. Så få kommuner skiller ikke sikkert mellom dem."
    )
    title = (
        "SSB traff bedre på folketallet enn trendframskrivingen"
        if "total" in better
        else "Trendframskrivingen traff bedre på folketallet enn SSB"
    )
    return Finding(f"{title}, etter {years(fair.ahead)}", told)


def lasts(region: Region, table: Table) -> Finding:
    """How long the projection lasts, for all and for the group it lasts shortest for."""
    by_item = {one.item: int(one.values[0]) for one in table}
    shortest = min(by_item, key=lambda item: by_item[item])

    def told(count: int) -> str:
        if not count:
            return "ikke ett år"
        return f"i minst {years(count)}" if count >= HORIZON else f"i {years(count)}"

    alike = {"municipality": "kommuner på størrelsen", "county": "fylker"}.get(
        region.kind, "utfall"
    )
    return Finding(
        f"Framskrivingen for {region.name} holder {told(by_item['total'])}, for "
        f"{group(shortest)} {told(by_item[shortest])}",
        f"Så langt fram traff 8 av 10 {alike} innenfor 10 prosent. Etter det bør "
        f"tallene leses som en retning. Lenger fram enn {HORIZON} år er det ikke målt.",
        told(by_item["total"]),
        "Folketallet innenfor 10 prosent",
    )


def cost(seen: Sequence[int], foreseen: FloatArray, actual: FloatArray) -> Finding:
    """How far off the state's own cost of demography has been.

    Parameters
    ----------
    seen
        Years.
    foreseen, actual
        ``[year]`` [billion NOK].
    """
    off = np.abs(foreseen - actual) / actual
    low, high = int((foreseen < actual).sum()), int((foreseen > actual).sum())
    worst = int(np.argmax(off))
    return Finding(
        f"Også staten bommer på demografikostnaden: {percent(float(off.mean()), 0)} i snitt",
        f"Anslaget ett år fram for hele kommunesektoren var for lavt i {number(low)} og for høyt "
        f"i {number(high)} av årene {seen[0]}–{seen[-1]}. Størst var bommen i {seen[worst]}: "
        f"{number(foreseen[worst], 2)} ventet, {number(actual[worst], 2)} mrd. kr ble det. "
        "For én kommune er bommen større.",
    )


def apart(region: str, table: Table, other: str, year: int) -> Finding:
    """Why another projection has more or fewer people than ours.

    Parameters
    ----------
    table
        From ``tables.apart.apart``: the causes, then the whole [persons].
    other
        Name of the other projection.
    """
    *causes, whole = table
    total = float(whole.values[0])
    size = f"{number(abs(total))} {'flere' if total > 0 else 'færre'}"
    largest = max(causes, key=lambda one: abs(one.values[0]))
    told = listing(
        [
            f"{_CAUSE[one.item]} {number(float(one.values[0]), 0, True)}"
            for one in sorted(causes, key=lambda one: -abs(one.values[0]))
        ]
    )
    return Finding(
        f"«{other}» gir {size} innbyggere i {region} i {year} enn trendframskrivingen, mest på "
        f"grunn av {_CAUSE[largest.item]}",
        f"Delt på årsak: {labels.sentence(told)}. Delene summerer til {number(total, 0, True)}.",
    )


_CAUSE: Mapping[str, str] = {
    "start_point": "startpunktet",
    "births": "fødte",
    "deaths": "døde",
    "net_migration": "flytting",
}
APART = (
    "Fødte er barna under ett år, eller det framskrivingen selv sier. Døde er det framskrivingen "
    "selv sier. Ellers, og i trenden, som har død og flytting i ett forhold, er de regnet med "
    "landets dødelighet, som faller slik trenden antar (1,2 prosent i året fra 65 år). Flyttingen "
    "er det som er igjen. Er aldrene grove, er dødeligheten i hver gruppe den trenden har."
)
"""How a difference is taken apart."""
