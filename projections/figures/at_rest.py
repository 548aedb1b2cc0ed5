"""What comes of a projection with no lever moved: the same at every move of one, so made once.

It is kept beside the catalogue it was made from, and let go with it.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary, ref

from ..case import Case, Catalogue, Projection
from ..tables.scenario import Setting

T = TypeVar("T")
MOST_KEPT = 300
"""As many as are kept of a catalogue; some ten kilobytes each."""
_Kept = tuple[ref[Case], ref[Projection], Any]
_KEPT: WeakKeyDictionary[Catalogue, dict[Hashable, _Kept]] = WeakKeyDictionary()


def kept(setting: Setting, work: Callable[[Setting], T]) -> T:
    """What a function gives of a setting, made anew where any of it is another.

    Parameters
    ----------
    work
        A function at the top of its module, whose result does not hold the setting.
    """
    known = _KEPT.setdefault(setting.catalogue, {})
    case, path = setting.case, setting.projection
    how = setting.method, setting.need, setting.assumed, setting.working, setting.since
    key = work, case.region.code, path.code, *how
    found = known.get(key)
    # A user's own inputs, or where a path starts, make another case or another projection.
    if found is None or found[0]() is not case or found[1]() is not path:
        found = ref(case), ref(path), work(setting)
        if len(known) >= MOST_KEPT:
            known.clear()
        known[key] = found
    return found[2]
