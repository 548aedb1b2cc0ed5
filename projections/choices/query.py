"""A query read field by field: what cannot be used is one sentence and the default."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..errors import short
from ..store.saved_rules import EDITION, VERSION, names
from ..whatif.levers import MOST, from_text, to_text
from .choice import CODED, CODES, NAMES

Query = Mapping[str, Sequence[str]]
Unknown = Callable[[str, str, Sequence[str], str], str]
"""Says that a field's value is none of the known, and what is used: each written as in a link."""


def unknown_in_link(field: str, found: str, known: Sequence[str], default: str) -> str:
    """The same, to whoever opened a link."""
    return (
        f"Lenkens «{NAMES[field]}» er «{short(found)}», og det finnes ikke. "
        f"Gyldige valg: {_told(known)}. Standardvalget, {default}, er brukt."
    )


def _told(known: Sequence[str]) -> str:
    """What there is to choose from; the ends of many years, and no more than a few others."""
    if len(known) > 12:
        return f"{known[0]}–{known[-1]}" if known[0].isdigit() else "de i listen"
    return ", ".join(known) or "ingen"


class Reader:
    """Reads one query, field by field, and collects problems."""

    def __init__(self, query: Query, unknown: Unknown = unknown_in_link) -> None:
        self.query, self.unknown = query, unknown
        known = {*NAMES.values(), EDITION, VERSION}
        strange = [name for name in query if name not in known]
        self.problems: list[str] = []
        if strange:
            self.problems.append(f"Lenken har ukjente valg: {names(strange)}. De er ikke brukt.")

    def _text(self, field: str) -> str | None:
        given = self.query.get(NAMES[field], ())
        if len(given) > 1:
            self.problems.append(
                f"Lenken har flere verdier for «{NAMES[field]}». Standardvalget er brukt."
            )
        return given[0] if len(given) == 1 else None

    def one(
        self,
        field: str,
        known: Sequence[str],
        default: str,
        show: Callable[[str], str] = str,
    ) -> Any:
        """One of the known codes."""
        text = self._text(field)
        if text is None:
            return default
        by_text = {in_link(field, code): code for code in known}
        if text in by_text:
            return by_text[text]
        names = [show(in_link(field, code)) for code in known]
        self._unknown(field, text, names, show(in_link(field, default)))
        return default

    def coded(self, field: str) -> Any:
        """One of the field's own codes; the first where nothing is asked for."""
        return self.one(field, CODED[field], CODED[field][0])

    def fitting(self, field: str, fits: Callable[[str], bool], like: str, default: str) -> str:
        """A code that there are too many of to list, where it fits."""
        text = self._text(field)
        if text is None or text == in_link(field, default):
            return default
        if fits(text) and text != default:
            return text
        self._unknown(field, text, [f"som {like}"], in_link(field, default))
        return default

    def year(self, field: str, known: Sequence[int], default: int) -> int:
        """One of the known years."""
        return int(self.one(field, [str(year) for year in known], str(default)))

    def peek(self, field: str, known: Sequence[int], default: int) -> int:
        """The same before it is read, and without a word where it is none of them."""
        given = self.query.get(NAMES[field], ())
        return next((year for year in known if len(given) == 1 and given[0] == str(year)), default)

    def number(self, field: str, low: float, high: float, default: float) -> float:
        """A number with at most two decimals between two limits, ends included."""
        text = self._text(field)
        if text is None:
            return default
        if _is_between(text, low, high):
            return float(text)
        self._unknown(field, text, [f"tall fra {low:g} til {high:g}"], f"{default:g}")
        return default

    def amounts(
        self, field: str, known: Sequence[str], low: float, high: float, rest: float
    ) -> tuple[str, ...]:
        """``code:number`` for some of the known codes, in their order; none where unreadable."""
        text = self._text(field)
        parts = [part.partition(":") for part in (text or "").split(",") if part]
        given = {code: number for code, _, number in parts}
        if len(given) == len(parts) and all(
            code in known and _is_between(number, low, high) for code, number in given.items()
        ):
            return tuple(
                f"{code}:{float(given[code]):g}"
                for code in known
                if float(given.get(code, rest)) != rest
            )
        self._unknown(field, text or "", [f"{code}:{low:g}–{high:g}" for code in known], "ingen")
        return ()

    def many(
        self,
        field: str,
        known: Sequence[str],
        default: tuple[str, ...],
        most: int,
        show: Callable[[str], str],
    ) -> tuple[str, ...]:
        """Some of the known codes, separated by commas."""
        text = self._text(field)
        if text is None:
            return default
        parts = tuple(dict.fromkeys(part for part in text.split(",") if part))
        if all(part in known for part in parts) and len(parts) <= most:
            return parts
        names = [show(code) for code in known]
        self._unknown(field, text, names, ", ".join(show(code) for code in default))
        return default

    def projects(self, field: str) -> tuple[str, ...]:
        """Housing projects, as :mod:`~projections.whatif.levers` writes them."""
        text = self._text(field) or ""
        parts = tuple(part for part in text.split(",") if part)
        try:
            found = tuple(to_text(from_text(one)) for one in parts)
        except ValueError:
            found = None
        if found is not None and len(found) <= MOST:
            return found
        form = "navn:boliger:fra-til:personer per bolig:prosent utenfra:prosent bygd"
        self._unknown(field, text, [f"høyst {MOST} av {form}"], "ingen")
        return ()

    def _unknown(self, field: str, found: str, known: Sequence[str], default: str) -> None:
        self.problems.append(self.unknown(field, found, known, default))


def _is_between(text: str, low: float, high: float) -> bool:
    """Whether a text is a plain number with at most two decimals, between two limits."""
    plain = re.fullmatch(r"-?\d{1,8}(\.\d{1,2})?", text, re.ASCII)
    return plain is not None and low <= float(text) <= high


def in_link(field: str, value: object) -> str:
    """A value as it stands in the URL."""
    parts = value if isinstance(value, tuple) else (value,)
    texts = [f"{part:.10g}" if isinstance(part, float) else str(part) for part in parts]
    return ",".join(CODES.get(field, {}).get(text, text) for text in texts)


def listed(query: Mapping[str, str]) -> dict[str, list[str]]:
    """A query of one value a name."""
    return {name: [text] for name, text in query.items()}
