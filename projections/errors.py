"""What can go wrong, told to the person who can mend it.

Every message is Norwegian and says where, what was found, what is accepted and what to do.
Programming mistakes (wrong shapes, wrong types) are ordinary ``ValueError`` with English text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST_QUOTED = 40


def short(text: str) -> str:
    """The first letters of what someone else wrote, without marks that could be read as markup."""
    return re.sub(r"[^\w .,+-]", "?", text[:MOST_QUOTED])


class BaereevneError(Exception):
    """Base of all errors whose text may be shown to a user."""


class UnknownChoiceError(BaereevneError):
    """A code that is not among the known ones (region, projection, year, definition …)."""

    def __init__(self, what: str, found: object, accepted: Iterable[object]) -> None:
        self.what, self.found, self.accepted = what, found, tuple(accepted)
        known = ", ".join(str(code) for code in self.accepted) or "ingen"
        super().__init__(f"Ukjent {what}: «{found}». Gyldige valg: {known}.")


class UnreadableNumberError(BaereevneError):
    """What someone wrote is no number, or a number outside the limits."""

    def __init__(self, found: str, low: str, high: str) -> None:
        super().__init__(
            f"«{found[:40]}» kan ikke brukes. Skriv et tall fra {low} til {high}, med høyst to "
            "desimaler."
        )


class SplitBandError(BaereevneError):
    """Aggregating would cut an age band in two; nothing is interpolated silently."""

    def __init__(self, band: str, target: str) -> None:
        self.band, self.target = band, target
        super().__init__(
            f"Aldersgruppen {band} år kan ikke brukes i {target} år uten å deles. "
            f"Bruk tall med finere aldersgrupper, eller velg grupper som følger {band} år."
        )


class DataFileError(BaereevneError):
    """A file in ``data/`` is missing, altered or not what the manifest says."""

    def __init__(self, file: str, problem: str) -> None:
        self.file, self.problem = file, problem
        super().__init__(
            f"Datafilen data/{file} kan ikke brukes: {problem} "
            f"Hent den originale filen på nytt (git checkout data/{file})."
        )


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a file someone made; all texts are Norwegian.

    Parameters
    ----------
    file
        Its name.
    place
        Where in it: ``rad 7, kolonnen persons``, or empty for the whole file.
    found, accepted
        What stands there, and what may stand there.
    advice
        What to do, a sentence with its full stop.
    count
        In how many places; ``place`` names the first of them.
    """

    file: str
    place: str
    found: str
    accepted: str
    advice: str
    count: int = 1

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: fant {self.found}, godtar {self.accepted}. {self.advice}"


class InputFileError(BaereevneError):
    """Files someone made cannot be used; every fault is told, one a line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class MissingInputError(BaereevneError):
    """The chosen region lacks an input that the calculation needs."""


class SourceError(BaereevneError):
    """A provider did not answer, or answered something that cannot be used.

    Parameters
    ----------
    provider
        Who was asked, e.g. ``SSB, tabell 07459``.
    problem
        What happened, one Norwegian sentence with its full stop.
    """

    def __init__(self, provider: str, problem: str) -> None:
        self.provider, self.problem = provider, problem
        super().__init__(f"{provider}: {problem}")


class UnreachableError(SourceError):
    """A provider could not be reached at all; asking for something else would be in vain."""


class RefusedError(SourceError):
    """A provider answered with figures that cannot be true; they are neither kept nor shown."""


class EmptyAnswerError(RefusedError):
    """Every figure of an answer is 0 or missing: a code of another era, or a revision."""


class StoreError(BaereevneError):
    """The store cannot be read or written; says where it is and what to do."""
