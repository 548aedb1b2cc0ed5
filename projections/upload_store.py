"""Uploaded prognoses kept on purpose, with the original file byte for byte; never overwritten.

One is kept under its name and the sum of its whole content, as saved scenarios are: each version
stands for itself, and a snapshot carries all.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field

from .store import Answer, Store, canonical

TABLE = "upload"


@dataclass(frozen=True)
class KeptUpload:
    """One version of an uploaded prognosis.

    Parameters
    ----------
    name, publisher, note
        What the user calls it, who made it, and what there is to say.
    saved
        When, ISO 8601, UTC, whole seconds.
    region
        Whose figures a file without regions has.
    file, content
        The original file's name and bytes.
    wanted, whole
        The user's own choice of what columns are, and whether persons are whole.
    single
        Whether single years are estimated from age groups.
    """

    name: str
    publisher: str
    note: str
    saved: str
    region: str
    file: str
    content: bytes = field(repr=False)
    wanted: Mapping[int, str] = field(default_factory=dict)
    whole: bool = False
    single: bool = False

    @property
    def sha256(self) -> str:
        """The sum of the file's bytes."""
        return hashlib.sha256(self.content).hexdigest()


def keep(store: Store, one: KeptUpload) -> None:
    """Keep an upload as a version of its own.

    Raises
    ------
    StoreError
        As every function here, if the store cannot be read or written.
    """
    store.put(Answer(TABLE, _query(one), one.saved, one.saved, _to_json(one)))


def every(store: Store) -> tuple[KeptUpload, ...]:
    """All versions of all names, newest first."""
    return tuple(sorted(_sound(store), key=lambda one: one.saved, reverse=True))


def remove(store: Store, one: KeptUpload) -> int:
    """Remove one version; how many went."""
    return store.remove(TABLE, _query(one))


def _sound(store: Store) -> Iterator[KeptUpload]:
    """The uploads; what is not one is as good as absent."""
    for query in sorted(store.queries(TABLE)):
        if answer := store.newest(TABLE, query):
            with suppress(ValueError, TypeError, KeyError, AttributeError):
                one = _from_json(answer.content)
                if _query(one) == query:
                    yield one


def _query(one: KeptUpload) -> str:
    return canonical({"name": one.name, "sha256": hashlib.sha256(_to_json(one)).hexdigest()})


def _to_json(one: KeptUpload) -> bytes:
    known = asdict(one) | {
        "content": base64.b64encode(one.content).decode(),
        "wanted": {str(place): kind for place, kind in one.wanted.items()},
    }
    return json.dumps(known, ensure_ascii=False, sort_keys=True).encode()


def _from_json(content: bytes) -> KeptUpload:
    known = json.loads(content)
    known["content"] = base64.b64decode(known["content"], validate=True)
    known["wanted"] = {int(place): kind for place, kind in known["wanted"].items()}
    return KeptUpload(**known)
