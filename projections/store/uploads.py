"""Uploaded files kept on purpose, with the original file byte for byte; never overwritten.

Each version stands for itself, and a snapshot carries all.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from . import Shelf, Store

TABLE = "upload"
PROGNOSIS = "prognosis"


@dataclass(frozen=True)
class KeptUpload:
    """One version of an uploaded file.

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
    kind
        What the file holds: :data:`PROGNOSIS`, or a kind of own file.
    year
        The year of it that is used; 0 where there is no such choice.
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
    kind: str = PROGNOSIS
    year: int = 0

    @property
    def sha256(self) -> str:
        """The sum of the file's bytes."""
        return hashlib.sha256(self.content).hexdigest()


def every(store: Store, kind: str | None = None) -> tuple[KeptUpload, ...]:
    """All versions of all names, newest first; of one kind, or of all."""
    return tuple(one for one in SHELF.all(store) if kind in (None, one.kind))


def _to_json(one: KeptUpload) -> bytes:
    known = asdict(one) | {
        "content": base64.b64encode(one.content).decode(),
        "wanted": {str(place): kind for place, kind in one.wanted.items()},
    }
    if one.kind == PROGNOSIS:
        # As it was written before there were other kinds: its sum stays the same.
        del known["kind"], known["year"]
    return json.dumps(known, ensure_ascii=False, sort_keys=True).encode()


def _from_json(content: bytes) -> KeptUpload | None:
    """The upload; None for what is not one."""
    try:
        known = json.loads(content)
        known["content"] = base64.b64decode(known["content"], validate=True)
        known["wanted"] = {int(place): kind for place, kind in known["wanted"].items()}
        return KeptUpload(**known)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


SHELF = Shelf(TABLE, _to_json, _from_json)
keep, remove = SHELF.keep, SHELF.remove_one
