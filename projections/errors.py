"""What can go wrong, told to the person who can mend it.

Every message is Norwegian and says where, what was found, what is accepted and what to do.
Programming mistakes (wrong shapes, wrong types) are ordinary ``ValueError`` with English text.
"""

from collections.abc import Iterable


class BaereevneError(Exception):
    """Base of all errors whose text may be shown to a user."""


class UnknownChoiceError(BaereevneError):
    """A code that is not among the known ones (region, projection, year, definition …)."""

    def __init__(self, what: str, found: object, accepted: Iterable[object]) -> None:
        self.what, self.found, self.accepted = what, found, tuple(accepted)
        known = ", ".join(str(code) for code in self.accepted) or "ingen"
        super().__init__(f"Ukjent {what}: «{found}». Gyldige valg: {known}.")


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
            f"Hent den originale filen på nytt (git checkout -- data/{file})."
        )


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


class StoreError(BaereevneError):
    """The store cannot be read or written; says where it is and what to do."""
