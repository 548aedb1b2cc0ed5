"""A claim of how many there will be, of kroner, or of people per person."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from ..people.ages import AgeBand

MONEY, RATIO = "million NOK", "persons per person"
NET = "netto"
SUBJECTS: Mapping[str, str] = {
    "kostnad": MONEY,
    "inntekt": MONEY,
    NET: MONEY,
    "grunnskole": MONEY,
    "barnehage": MONEY,
    "pleie": MONEY,
    "kommunehelse": MONEY,
    "aldersbaereevne": RATIO,
    "yrkesaktive_per_80": RATIO,
    "forsorgede": RATIO,
}
"""The unit of each subject, by its code."""

_OLD = r"(?:pensjonist\w*|eldre|67\s?\+|(?:person|innbygger)\w*\s(?:over|på)?\s?67(?:\s?år)?\+?)"
_WORKING = r"(?:\b20(?:[-–]|\s(?:og|til)\s)66(?:\s?år)?|yrkesaktive?|arbeidsføre?)\w*(?:\salder)?"
_RATIOS: tuple[tuple[str, str], ...] = (
    (
        rf"{_WORKING}\s(?:per|pr\.?|bak|for)\s(?:hver\w*\s)?"
        r"(?:(?:person|innbygger)\w*\s)?(?:over\s|på\s)?80(?:\s?år\w*|\s?\+|-?åring\w*)?",
        "yrkesaktive_per_80",
    ),
    (
        rf"{_WORKING}\s(?:per|pr\.?|bak|for)\s(?:hver\w*\s)?{_OLD}",
        "aldersbaereevne",
    ),
    (r"(?:alders)?bæreevn\w*", "aldersbaereevne"),
    (r"forsørg\w*(?:\sper\s(?:yrkesaktiv\w*|person\s20[-–]66(?:\s?år)?))?", "forsorgede"),
)
_SERVICES: tuple[tuple[str, str], ...] = (
    (r"pleie\w*|omsorg\w*|eldreomsorg\w*|sykehjem\w*", "pleie"),
    (r"(?:grunn)?skole\w*|skule\w*", "grunnskole"),
    (r"barnehage\w*", "barnehage"),
    (r"(?:kommune)?helse\w*", "kommunehelse"),
)
_NET = r"\bnetto\w*|sitter?\sigjen\smed|handlingsrom\w*"
_INCOME = r"inntekt\w*|rammetilskudd\w*|skatteinntekt\w*"
_COST = (
    r"(?:mer|demografi|tjeneste|drifts)?kostnad\w*|utgift\w*|\bkost(?:er|e|a)?\b|\bspare?\b|dyrere|"
    r"billigere"
)
_CURRENCY = r"(?:(?<![a-zæøå])(?:kr\b\.?|kroner\b|mnok\b|nok\b))"
_AMOUNT = re.compile(
    rf"(?P<number>(?:\d{{1,3}}(?:[  .]\d{{3}})+|\d+)(?:,\d+)?)\s?"
    rf"(?P<scale>mill\b\.?|million\w*|mrd\b\.?|milliard\w*|tusen|mnok\b)?\s?(?P<kroner>{_CURRENCY})?",
    re.IGNORECASE,
)
LARGE = 100_000.0
"""From this on an amount without a unit is in kroner, and not in millions."""


_COUNTED = (
    r"\w*plass(?:er|ar)?|årsverk|stilling\w*|ansatte|tilsette|lærer\w*|lærar\w*|sykepleier\w*|"
    r"\w*bolig(?:er|ene)?|bustad\w*|leilighet\w*|husholdning\w*|hushald\w*|avdeling\w*|klasser|"
    r"skoler|skular|senger|kvadratmeter|timer|timers|avvik|møter|saker"
)
"""What may be counted and is no number of people of an age."""
_FOREIGN = (
    r"gjennomsnitts?alder\w*|medianalder\w*|snittalder\w*|levealder\w*|leveår|fruktbarhet\w*|"
    r"(?:netto)?(?:inn|ut)?flytt(?:ing|erne|ere)\w*|innvandr\w*|flyktning\w*|asylsøker\w*|"
    r"demens\w*|uføre\w*|pendl\w*|sysselsatt\w*|arbeidsledig\w*|student\w*|sykefravær\w*|"
    r"(?:netto\s)?driftsresultat\w*|disposisjonsfond\w*|fondet|(?:låne)?gjeld\w*|eiendomsskatt\w*|"
    r"per\sinnbyggj?[ea]r(?!\s(?:over|på\s\d|fra\s\d|\d|i\salderen))|dødsfall|døde|pasient\w*|brukere?|hytter|dekningsgrad\w*"
)
_OF_PEOPLE = r"innbygger\w*|innbyggj?ar\w*|menneske\w*|elever|barn|eldre"


def foreign(text: str) -> str:
    """What a text is about that cannot be judged here, as it is written; empty where it can be.

    Examples
    --------
    >>> foreign("behov for 45 nye sykehjemsplasser"), foreign("210 personer med demens i 2040")
    ('sykehjemsplasser', 'demens')
    >>> foreign("300 flere innbyggere og 50 arbeidsplasser")
    ''
    """
    of_people = re.search(
        rf"\d\s?(?:(?:flere|færre|fleire|nye)\s)?(?:{_OF_PEOPLE})\b", text, re.IGNORECASE
    )
    if of_people:
        return ""
    counted = rf"\d\s?(?:(?:nye|flere|færre|fleire|ekstra|nær|heldøgns?)\s){{0,3}}({_COUNTED})\b"
    found = re.search(rf"{counted}|(?<!\w)({_FOREIGN})(?!\w)", text, re.IGNORECASE)
    return (found[1] or found[2]).lstrip("0123456789 ") if found else ""


def subject(text: str) -> tuple[str, str]:
    """The subject a text is about and the text without its words; empty where it is people."""
    for pattern, code in _RATIOS:
        if found := re.search(pattern, text, re.IGNORECASE):
            return code, f"{text[: found.start()]} ¤ {text[found.end() :]}"
    if not is_money(text):
        return "", text
    for pattern, code in ((_NET, NET), (_INCOME, "inntekt"), *_SERVICES):
        if re.search(pattern, text, re.IGNORECASE):
            return code, text
    return "kostnad", text


def is_money(text: str) -> bool:
    """Whether a text is about an amount: a currency, or what costs beside millions or a share."""
    if re.search(_CURRENCY, text, re.IGNORECASE):
        return True
    about = re.search(rf"{_COST}|{_INCOME}|{_NET}", text, re.IGNORECASE)
    return bool(about) and not re.search(r"innbygger|innbyggj|personer|færre", text, re.IGNORECASE)


def in_millions(text: str) -> tuple[str, bool]:
    """The text with amounts as millions of kroner, and whether one had no unit and was guessed.

    Examples
    --------
    >>> in_millions("øker med 26 mill. kr"), in_millions("500 000 kroner mer")
    (('øker med 26 ¤', False), ('0,5 ¤ mer', False))
    """
    guessed = False

    def amount(found: re.Match[str]) -> str:
        nonlocal guessed
        if re.match(r"\s?(?:%|prosent\b|pst\b)", text[found.end() :], re.IGNORECASE):
            return found[0]
        value = float(re.sub(r"[  .](?=\d{3})", "", found["number"]).replace(",", "."))
        scale, kroner = (found["scale"] or "").casefold(), found["kroner"]
        if scale.startswith(("mrd", "milliard")):
            value *= 1000
        elif scale == "tusen":
            value /= 1000
        elif not scale and (kroner or value >= LARGE):
            value /= 1_000_000
        elif not scale:
            guessed = True
        end = " " if found[0].endswith(" ") else ""
        return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",") + " ¤" + end

    return _AMOUNT.sub(amount, text), guessed


Kind = Literal["level", "change", "percent", "share"]
"""So many people; so many more than before; per cent more than before; per cent of everyone."""
KINDS: tuple[Kind, ...] = get_args(Kind)
WHOLE = "total"
FIRST, LAST = 1990, 2100
"""Four digits between these are read as a year."""
OLDEST = 105


@dataclass(frozen=True)
class Claim:
    """What is claimed of one region.

    Parameters
    ----------
    group
        An age band's code, or ``total``; or one of :data:`~projections.claims.claim.SUBJECTS`.
    year
        The year it is about; 0 where it is not said.
    value
        [persons, or the subject's unit], or per cent where the kind is one of those; NaN where it
        is not said.
    kind
        What the value is.
    said
        The year it was said in, and that changes are measured from; 0 is the newest count.
    """

    group: str = WHOLE
    year: int = 0
    value: float = math.nan
    kind: Kind = "level"
    said: int = 0

    @property
    def unit(self) -> str:
        """What is claimed of, in which unit."""
        return SUBJECTS.get(self.group, "percent" if self.kind == "share" else "persons")

    @property
    def is_money(self) -> bool:
        """Whether it is an amount, measured from the base year where nothing else is said."""
        return self.unit == MONEY

    @property
    def is_people(self) -> bool:
        """Whether it is a number of people, or a share of them."""
        return self.group not in SUBJECTS

    @property
    def fitting(self) -> "Claim":
        """The same with a kind its subject can have: net is a change, and only people have a share
        of everyone.
        """
        if self.group == NET and self.kind in ("level", "percent", "share"):
            return replace(self, kind="change")
        if not self.is_people and self.kind == "share":
            return replace(self, kind="percent")
        return self

    @property
    def band(self) -> AgeBand:
        """The ages it is about."""
        return AgeBand(0, None) if self.group == WHOLE else AgeBand.parse(self.group)

    @property
    def is_change(self) -> bool:
        """Whether it is measured from another year."""
        return self.kind in ("change", "percent")

    @property
    def is_whole(self) -> bool:
        """Whether there is something to judge."""
        return bool(self.year) and not math.isnan(self.value)


@dataclass(frozen=True)
class Reading:
    """What a sentence says.

    Parameters
    ----------
    claims
        Each pair of figure and year; one that lacks either where there is no whole one.
    missing
        What it does not say, as parts of a Norwegian sentence.
    assumed
        Whole sentences on what was taken for given.
    """

    claims: tuple[Claim, ...]
    missing: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


def is_group(text: str) -> bool:
    """Whether a text is the code of a group that can be claimed of."""
    if text == WHOLE or text in SUBJECTS:
        return True
    try:
        band = AgeBand.parse(text)
    except ValueError:
        return False
    return band.lower <= OLDEST and (band.upper is None or band.upper < OLDEST)
