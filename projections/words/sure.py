"""How sure a figure is, said before the figure: its ends for what nobody knows of the state."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from .. import labels, terms
from ..norwegian import listing, million_kroner, million_span, number, percent
from ..people.population import Region
from ..series import Series, Table
from ..tables import sure
from ..tables.budget import positions
from ..tables.sought import Goal
from ..trend.alternative import HELD_OF_SUMS
from .finding import Finding
from .goals import answer

WHY = (
    "To ting vet ingen: om staten gir mer når hele landet eldes, og om sektorvektene i "
    "utgiftsutjevningen følger det sektorene koster. Punktet i figuren er regnet med det som er "
    "valgt her."
)
CONDITION = "etter hva staten gir"
SAME = 0.05
"""Ends nearer than this are shown as one [million NOK, or per cent]."""


BAND = "8 av 10"
"""What the edges of a band hold."""


BAND_TABLE = f"I {BAND} utfall er tallet mellom lav og høy"
BAND_ALONG = f"{BAND_TABLE}, med scenariet"
ALONG = ", og prognosens spenn rundt den"
"""After a line of a scenario, where every small chart has one."""
NOT_LIKELIEST = (
    "Alternativet er ikke ment som det mest ventede: spennet sier hvor langt unna SSBs "
    "hovedalternativ har vært, lagt rundt dette."
)
ENDS = ("lav", "høy")
"""The two edges, as columns of a table."""
STATE_TOO = "Det er det folketallet gjør; hva staten gir, kommer i tillegg."
"""Said where a figure has both: what people may become, and what nobody knows of the state."""


def edge(low: bool, wide: bool) -> str:
    """Name of an edge of a band."""
    return f"{'Lavest' if low else 'Høyest'} for {BAND if wide else '5 av 10'}"


def not_known(name: str) -> str:
    """Why a path has no band: nobody knows how far off such have been."""
    return (
        f"«{name}» vises uten spenn, for det er ikke kjent hvor langt unna slike framskrivinger "
        "har vært."
    )


def no_ages(name: str) -> str:
    """Why a path has no band: people of some ages are missing."""
    return f"«{name}» vises uten spenn, for noen aldre mangler tall."


def carried(low: str, high: str) -> str:
    """Between what a scenario lies, with the errors of the path it is laid on."""
    return f"I {BAND} utfall mellom {low} og {high}, prognosens spenn lagt rundt scenariet."


def carried_between(path: Series, low: float, high: float) -> str:
    """As :func:`carried`, of values in the unit of the scenario's series."""
    return carried(*_both(path, low, high))


def band_between(
    path: Series, year: int, low: float, high: float, region: Region, ours: bool
) -> str:
    """Between what a figure lies in a year, as people may become.

    Parameters
    ----------
    path
        The projected figure.
    low, high
        What eight of ten draws lie between [its unit].
    ours
        Whether the errors are of our own projections; else they are Statistics Norway's.
    """
    least, most = _both(path, low, high)
    of = "framskrivinger" if ours else "SSBs framskrivinger"
    name, base = labels.item(path.item), path.label("base_year")
    when = f", endring fra {base} til {year}" if base else f" i {year}"
    return (
        f"{name}{when}: mellom {least} og {most} i {BAND} utfall, slik {of} har bommet på "
        f"folketallet i {_alike(region)}."
    )


def _both(path: Series, low: float, high: float) -> tuple[str, str]:
    """Both edges as they stand in a sentence, the unit once where it is long."""
    signed = path.is_difference
    if path.unit == "million NOK":
        return million_span(low, high, 1, signed)
    return terms.value(low, path.unit, signed), terms.value(high, path.unit, signed)


def band(
    region: Region, path: Series, missed: float, ahead: int, lasts: str, ours: bool = True
) -> str:
    """How far off the projection has been in municipalities of the size.

    Parameters
    ----------
    path
        The projected people.
    missed
        What eight of ten were within after ``ahead`` years [persons].
    lasts
        How long eight of ten were within ten per cent; see :func:`lasting`.
    ours
        Whether the errors are of our own projections; else they are Statistics Norway's.
    """
    what = f"{terms.value(missed, path.unit)} personer"
    name = "" if path.item == labels.TOTAL else f"{labels.item(path.item)}: "
    begin = f"{name}{'I' if not name else 'i'}"
    whose = "framskrivingen" if ours else "SSBs framskrivinger"
    within = f"og innenfor 10 prosent i {lasts}"
    if lasts == lasting(0, False):
        within = "men ikke innenfor 10 prosent i noe år"
    return (
        f"{begin} {BAND} {'utfall for ' if region.kind == 'country' else ''}{_alike(region)} traff "
        f"{whose} innenfor ± {what} etter {ahead} år, {within}."
    )


def lasting(count: int, is_cut: bool) -> str:
    """How many years something holds, where it may hold longer than was measured or is shown."""
    return f"minst {count} år" if is_cut else f"{count} år"


def of_sum(ours: bool) -> str:
    """What the band of a county or of Norway rests on.

    Parameters
    ----------
    ours
        Whether the errors are of our own projections; else they are Statistics Norway's.
    """
    told = (
        f"Prøvd på fylkene og landet holdt slike spenn {percent(HELD_OF_SUMS, 0)} av utfallene, "
        "men de er få og rammes av det samme, så det er mindre sikkert enn for kommuner."
    )
    return told if ours else f"{told} At SSB bommer på dem som på tolv kommuner, er antatt."


def _alike(region: Region) -> str:
    """Where the errors are from: others of the size, or the country itself."""
    if region.kind == "country":
        return region.name
    kind = "kommuner" if region.is_municipality else "fylker"
    return f"{kind} på størrelse med {region.name}"


def nets(table: Table, year: int) -> Finding:
    """Lowest and highest net in a year.

    Parameters
    ----------
    table
        From ``tables.sure.nets`` [1000 NOK].
    """
    low, high = sure.ends(table, year)
    return Finding(f"Netto i {year}: {between(low / 1000, high / 1000)}", WHY)


def net_first(finding: Finding, table: Table, year: int) -> Finding:
    """A finding on net, after how sure net is."""
    return _first(nets(table, year).title, finding)


def result_first(finding: Finding, every: Sequence[Table], year: int) -> Finding:
    """A finding on the net operating result, after how sure it is.

    ``every``: from ``tables.sure.outlooks``.
    """
    low, high = sure.ends_of(every, "net_result_share", year)
    return _first(f"Netto driftsresultat i {year}: {_percents(low, high)}", finding)


def fund_first(finding: Finding, every: Sequence[Table], year: int) -> Finding:
    """A finding on the reserve fund, after how sure it is; a deficit is a fund below zero."""
    low, high = sure.ends_of([positions(one) for one in every], "position", year)
    return _first(f"Disposisjonsfondet i {year}: {_position(low / 1000, high / 1000)}", finding)


def with_ends(finding: Finding, ends: Mapping[str, sure.Sure], year: int) -> Finding:
    """A finding on a scenario, its text after how sure net is with and without it.

    ``ends``: from ``tables.sure.of_scenario``.
    """
    if "net" not in ends:
        return finding
    spans = [(low / 1000, high / 1000) for low, high in (ends["net"].changed, ends["net"].official)]
    every = [end for span in spans for end in span]
    with_it, without = (between(*span, "", every) for span in spans)
    told = f"Netto i {year} er {with_it}, {CONDITION}"
    told = f"{told}." if with_it == without else f"{told}; i prognosen {without}."
    return replace(finding, text=f"{told} {finding.text}")


def goals(found: Sequence[Goal]) -> str:
    """What a goal takes at each end of what the state may do; one answer where they are alike."""
    answers = list(dict.fromkeys(answer(one) for one in sorted(found, key=lambda one: one.value)))
    if len(answers) < 2:
        return ""
    return f"{CONDITION.capitalize()}: fra «{answers[0]}» til «{answers[-1]}»"


def between(
    low: float, high: float, condition: str = f", {CONDITION}", beside: Iterable[float] = ()
) -> str:
    """A span of million NOK: ``mellom −21,5 og −0,7 mill. kr, etter hva staten gir``.

    ``beside``: the ends of the other spans of the sentence.
    """
    if not np.isfinite([low, high]).all():
        return "kan ikke sies, for tall mangler"
    if high - low < SAME:
        return million_kroner(high, 1, True)
    return f"mellom {listing([*million_span(low, high, 1, True, beside)])}{condition}"


def _percents(low: float, high: float) -> str:
    if not np.isfinite([low, high]).all():
        return "kan ikke sies, for tall mangler"
    return f"mellom {number(low, 1, True)} og {number(high, 1, True)}\u00a0%, {CONDITION}"


def _position(low: float, high: float) -> str:
    if not np.isfinite([low, high]).all():
        return "kan ikke sies, for tall mangler"
    if low >= 0:
        return f"mellom {listing([*million_span(low, high)])}, {CONDITION}"
    if high < 0:
        told = f"mellom {listing([*million_span(-high, -low)])}"
        return f"tomt, og underskudd (merforbruk) på {told}, {CONDITION}"
    lacking, left = million_kroner(-low, beside=[high]), million_kroner(high, beside=[low])
    return f"fra {lacking} i underskudd (merforbruk) til {left} i fond, {CONDITION}"


def _first(span: str, finding: Finding) -> Finding:
    return replace(finding, title=span, text=f"{finding.title}. {finding.text}")
