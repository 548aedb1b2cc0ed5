"""Names of places: Norwegian first, the other languages kept, namesakes told apart by county.

Statistics Norway's labels carry every official name of a place («Røros - Rosse»,
«Guovdageaidnu - Kautokeino»), in an order that is the place's own.

Source: Kartverket's and Statistics Norway's lists of official names of kommuner and fylker, 2024.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_SEPARATOR = re.compile(r"\s+[-–—/]\s+")
_OTHER_LETTERS = re.compile("[áčđŋšŧžïöäâǥǧǩ]|aa", re.IGNORECASE)
"""Letters that Sámi and Kven names have and Norwegian names of kommuner and fylker have not."""
_OTHER_NAMES = frozenset({"deatnu", "guovdageaidnu", "snåase"})
"""Sámi names that stand first in a label and cannot be told by their letters."""

COUNTIES: Mapping[str, str] = {
    "03": "Oslo",
    "11": "Rogaland",
    "15": "Møre og Romsdal",
    "18": "Nordland",
    "31": "Østfold",
    "32": "Akershus",
    "33": "Buskerud",
    "34": "Innlandet",
    "39": "Vestfold",
    "40": "Telemark",
    "42": "Agder",
    "46": "Vestland",
    "50": "Trøndelag",
    "55": "Troms",
    "56": "Finnmark",
}
"""Norwegian name by the first two digits of a kommune's code. Source: SSB, Klass 104 (2024)."""
FORMER_COUNTIES: Mapping[str, tuple[str, ...]] = {
    "01": ("31",),
    "02": ("32",),
    "04 Hedmark": ("34",),
    "05 Oppland": ("34",),
    "06": ("33",),
    "07": ("39",),
    "08": ("40",),
    "09 Aust-Agder": ("42",),
    "10 Vest-Agder": ("42",),
    "12 Hordaland": ("46",),
    "14 Sogn og Fjordane": ("46",),
    "16 Sør-Trøndelag": ("50",),
    "17 Nord-Trøndelag": ("50",),
    "19": ("55",),
    "20": ("56",),
    "30 Viken": ("31", "32", "33"),
    "38 Vestfold og Telemark": ("39", "40"),
    "54 Troms og Finnmark": ("55", "56"),
}
"""Numbers of today by number and, where that is gone too, name of a county before 2018, 2020 or
2024. One without a name was numbered anew alone. Source: SSB, Klass 104."""


@dataclass(frozen=True)
class Former:
    """A kommune that is no more, or a number that is no longer in use.

    Parameters
    ----------
    code
        Its four digits.
    name
        What it was called; with its county where several were called the same.
    present
        Codes of today's kommuner that it is in; several where it was divided.
    """

    code: str
    name: str
    present: tuple[str, ...]


def norwegian_first(label: str) -> tuple[str, ...]:
    """Every name in a label, the Norwegian one first; the label itself where it has one name.

    Examples
    --------
    >>> norwegian_first("Røros - Rosse"), norwegian_first("Guovdageaidnu - Kautokeino")
    (('Røros', 'Rosse'), ('Kautokeino', 'Guovdageaidnu'))
    >>> norwegian_first("Nord-Odal")
    ('Nord-Odal',)
    """
    names = [name for name in _SEPARATOR.split(label.strip()) if name]
    return tuple(sorted(names, key=_is_other)) or (label,)


def _is_other(name: str) -> bool:
    return name.casefold() in _OTHER_NAMES or bool(_OTHER_LETTERS.search(name))


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Names by code, those that several kommuner share followed by their county.

    Examples
    --------
    >>> told_apart({"1515": "Herøy", "1818": "Herøy", "1507": "Ålesund"})["1818"]
    'Herøy (Nordland)'
    """
    every = list(names.values())
    return {
        code: f"{name} ({COUNTIES[code[:2]]})"
        if every.count(name) > 1 and code[:2] in COUNTIES
        else name
        for code, name in names.items()
    }
