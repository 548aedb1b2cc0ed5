"""What the labels of a table of changes mean: births, deaths and migration, each counted once.

SSB words the same thing differently from table to table: «Levendefødte» or «Fødte», «Netto
innenlandsk flytting» or «Nettoinnflytting innenlands», in- and emigration or their difference.
A net figure is preferred to the two that it is the difference of.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from ...people.ages import FloatArray

_NET = re.compile(r"nett?o|\bnet\b|flytteoversk", re.I)
_DOMESTIC = re.compile(
    r"inn?[ae]n?land|(mellom|andre) (kommun|fylk)|domestic|internal|inter-?munic", re.I
)
_FOREIGN = re.compile(
    r"inn-? ?og utvandr|innvandr|utvandr|utland|utenland|immigr|emigr|foreign|abroad", re.I
)
_OUT = re.compile(r"utflytt|fraflytt|utvandr|emigr|out-?migr|\bout\b", re.I)
_IN = re.compile(r"inn-? og ut|innflytt|tilflytt|innvandr|immigr|in-?migr", re.I)
_ACROSS = re.compile(
    r"(inkl|medregn|herunder|includ)\w*\.? (inn-|innvandr|utvandr|in-|immigr|emigr)", re.I
)
_MOVES = re.compile(r"flytt|vandr|migr|moves|moving", re.I)
_OTHER = re.compile(
    r"fødselsoversk|surplus|natural|dødfødt|still-?born|folkemengd|folketal|befolkning \d|"
    r"^(hele )?befolkningen|^population (on|at|per)|^personer?$|prosent|per cent|rate",
    re.I,
)
_GROWTH = re.compile(
    r"folketilvekst|tilvekst|vekst|population (growth|increase|change)|growth", re.I
)
_DEATHS = re.compile(r"\bdøde|dødsfall|\bdeaths?\b|\bdied\b", re.I)
_BIRTHS = re.compile(r"født|\bbirths?\b|\bborn\b", re.I)


@dataclass(frozen=True)
class Terms:
    """Which codes of a table give what, each with its sign; ``net_moves`` is as SSB words it.

    Parameters
    ----------
    of
        Codes and signs by item: ``births``, ``deaths``, ``net_domestic``, ``net_immigration``,
        ``net_migration``, ``growth``; what the table lacks is not there.
    is_total_sure
        Whether the label of ``net_migration`` says that it has all moves. «Nettoinnflytting» alone
        may be those within the country, where migration across the border stands beside it.
    not_understood
        Labels that mean nothing known.
    """

    of: Mapping[str, Mapping[str, int]]
    is_total_sure: bool
    not_understood: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that is used, each once."""
        return tuple(dict.fromkeys(code for terms in self.of.values() for code in terms))


def meaning(label: str) -> str:
    """What a label means: an item, ``in_``/``out_`` with what it is of, ``other`` or nothing.

    Examples
    --------
    >>> [meaning(one) for one in ("Levendefødte", "Nettoinnflytting innenlands", "Utvandring")]
    ['births', 'net_domestic', 'out_immigration']
    """
    text = label.replace("\xad", "")
    if _GROWTH.search(text) and not _NET.search(text):
        return "growth"
    if _OTHER.search(text):
        return "other"
    if _DEATHS.search(text):
        return "deaths"
    if _BIRTHS.search(text):
        return "births"
    if not _MOVES.search(text):
        return ""
    domestic, foreign = bool(_DOMESTIC.search(text)), bool(_FOREIGN.search(text))
    what = "migration"
    if domestic != foreign and not _ACROSS.search(text):
        what = "domestic" if domestic else "immigration"
    if _NET.search(text):
        # The other way round would be taken with the wrong sign.
        outward = _OUT.search(text) and not _IN.search(text) and not _ACROSS.search(text)
        return "" if outward else f"net_{what}"
    if _OUT.search(text):
        return f"out_{what}"
    return f"in_{what}" if _IN.search(text) else ""


def terms(labels: Mapping[str, str]) -> Terms:
    """Which codes give what, from the labels of a table's contents.

    Of two labels with one meaning, the one that says more is taken («Levendefødte» before «Fødte»);
    where neither does, none is.
    """
    by_meaning: dict[str, list[str]] = {}
    unknown = [label or code for code, label in labels.items() if not meaning(label)]
    for code, label in labels.items():
        by_meaning.setdefault(meaning(label), []).append(code)
    known = {}
    for what, codes in by_meaning.items():
        if what in ("", "other"):
            continue
        if len(codes) > 1:
            codes = [code for code in codes if re.search("levende|live", labels[code], re.I)]
        if len(codes) == 1:
            known[what] = codes[0]
        else:
            unknown += [labels[code] for code in by_meaning[what]]
    of: dict[str, dict[str, int]] = {
        what: {code: 1} for what, code in known.items() if not what.startswith(("in_", "out_"))
    }
    for what in ("domestic", "immigration", "migration"):
        into, out = known.get(f"in_{what}"), known.get(f"out_{what}")
        if f"net_{what}" in of:
            continue
        if into and out:
            of[f"net_{what}"] = {into: 1, out: -1}
        else:
            unknown += [labels[one] for one in (into, out) if one]
    total = labels.get(known.get("net_migration", ""), "")
    sure = "net_immigration" not in of or bool(_FOREIGN.search(total))
    return Terms(of, sure, tuple(dict.fromkeys(unknown)))


def figures(found: Terms, by_code: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
    """Each item of a table [persons per year], by the codes that give it."""
    return {
        item: np.sum([sign * by_code[code] for code, sign in signs.items()], axis=0)
        for item, signs in found.of.items()
    }


def best(
    found: Terms, items: Mapping[str, FloatArray], growth: FloatArray | None
) -> dict[str, FloatArray] | None:
    """The items in the meaning that agrees with growth; None where none does.

    Parameters
    ----------
    items
        See :func:`figures`.
    growth
        How many more the people become each year, from elsewhere; None where it is not known.

    Notes
    -----
    Births less deaths with net migration is growth, but for rounding of each figure by itself and
    SSB's own corrections: at most 10 persons a year, or a tenth of all that happens, on average.
    """
    known = items.get("growth", growth)
    judged = []
    for one in ways(found, items):
        causes = [one.get(name) for name in ("births", "deaths", "net_migration")]
        if known is None or any(cause is None for cause in causes):
            judged.append((0.0, one))
            continue
        born, died, moved = (np.asarray(cause) for cause in causes)
        miss = np.abs(born - died + moved - known)
        if np.isfinite(miss).any():
            allowed = max(10.0, 0.1 * float(np.nanmean(born + died + np.abs(moved))))
            judged.append((float(np.nanmean(miss)) / allowed, one))
        else:
            judged.append((0.0, one))
    if len(judged) > 1 and known is None:
        # Two meanings and nothing to tell them apart by.
        unsure = {"net_migration", "net_domestic", "growth"}
        return {item: values for item, values in items.items() if item not in unsure}
    miss, one = min(judged, key=lambda each: each[0])
    return one if miss <= 1 else None


def ways(found: Terms, items: Mapping[str, FloatArray]) -> Iterable[dict[str, FloatArray]]:
    """What the items may stand for, the likeliest first, with their sums.

    Net migration is what the table calls all of it, or else the sum of its two parts. Growth is the
    table's own, or else births less deaths with net migration.
    """
    total, domestic = items.get("net_migration"), items.get("net_domestic")
    foreign = items.get("net_immigration")
    if total is not None and domestic is None and foreign is not None:
        as_domestic = {**items, "net_domestic": total, "net_migration": total + foreign}
        as_total = {**items, "net_domestic": total - foreign}
        either = [as_total] if found.is_total_sure else [as_total, as_domestic]
    elif total is not None and domestic is not None and foreign is None:
        either = [{**items, "net_immigration": total - domestic}]
    elif total is None and domestic is not None and foreign is not None:
        either = [{**items, "net_migration": domestic + foreign}]
    else:
        either = [dict(items)]
    for one in either:
        causes = [one.get(name) for name in ("births", "deaths", "net_migration")]
        if "growth" not in one and all(cause is not None for cause in causes):
            one["growth"] = one["births"] - one["deaths"] + one["net_migration"]
        yield one
