"""Figures that are made once: for everyone who has the same view of the same data.

What a view rests on is its key. A view is for everyone only where its catalogue was read from
``data/`` and the store and nothing was put into it afterwards (:attr:`~.case.Catalogue.edition`);
every other view, so every one with something a user uploaded or entered, is kept by that user's
own session or not at all.
"""

import pickle
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar, overload

from ..errors import MissingInputError
from ..provenance import Source
from . import catalogue
from .spec import Figure
from .view import View

T = TypeVar("T")
Figures = tuple[Figure, ...]
MOST = 2_000
MOST_BYTES = 50_000_000
"""Figures that are kept for everyone, and the room they may take; the least used go first."""
MOST_OWN = 60
"""As many as a session keeps of views that are its own: the heaviest page some times over."""


class Cache:
    """Figures by what they rest on; the least used are let go. Many threads may ask at once.

    A figure that is being made is waited for and not made again. That an input is missing is kept
    as well, since finding that out may take as long as making the figure. ``most`` and
    ``most_bytes``: as many figures, and as much room, as may be kept.
    """

    def __init__(self, most: int = MOST, most_bytes: int = MOST_BYTES) -> None:
        self.most, self.most_bytes = most, most_bytes
        self.bytes = 0
        self._kept: OrderedDict[Hashable, tuple[Future[Any], int]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def made(self, key: str | Callable[[View], Any], view: View) -> Any:
        """The figures of a key, or what a function gives, as they were made or made now.

        Raises
        ------
        UnknownChoiceError, MissingInputError
            See :func:`catalogue.make`.
        """
        asked = (key, *rests_on(view))
        with self._lock:
            found = self._kept.get(asked)
            if found:
                self._kept.move_to_end(asked)
            else:
                making = Future[Any]()
                self._kept[asked] = making, 0
        if found:
            return _given(found[0])
        try:
            making.set_result(_make(key, view))
        except MissingInputError as lacking:
            making.set_exception(_bare(lacking))
        except BaseException as problem:
            with self._lock:
                self._kept.pop(asked, None)
            making.set_exception(problem)
            raise
        self._keep(asked, making)
        return _given(making)

    def _keep(self, asked: Hashable, making: "Future[Any]") -> None:
        size = 0 if making.exception() else len(pickle.dumps(making.result()))
        with self._lock:
            if asked in self._kept:
                self._kept[asked] = making, size
                self.bytes += size
            while self._kept and (len(self._kept) > self.most or self.bytes > self.most_bytes):
                _, (_, gone) = self._kept.popitem(last=False)
                self.bytes -= gone

    def clear(self) -> None:
        """Let all go."""
        with self._lock:
            self._kept.clear()
            self.bytes = 0


SHARED = Cache()
"""For every session of the process."""


@overload
def made(key: str, view: View, own: Cache | None = None) -> Figures: ...


@overload
def made(key: Callable[[View], T], view: View, own: Cache | None = None) -> T: ...


def made(key: str | Callable[[View], Any], view: View, own: Cache | None = None) -> Any:
    """:func:`catalogue.make`, or what a function of a view gives, without making it again.

    Parameters
    ----------
    key
        A figure's key, or a function at the top of its module.
    own
        What keeps views that are one user's own; they are made anew where left out.

    Raises
    ------
    UnknownChoiceError, MissingInputError
        See :func:`catalogue.make`.
    """
    kept = SHARED if view.is_for_everyone else own
    return _make(key, view) if kept is None else kept.made(key, view)


def rests_on(view: View) -> tuple[Hashable, ...]:
    """All that a view's figures come of: equal where they are.

    Cases are read from the edition by the region's code, and the projection from the case.
    """
    return (
        view.catalogue.edition,
        view.case.region.code,
        view.projection and view.projection.code,
        view.chosen,
        _edition(one.source for one in view.everyone[:1]),
        len(view.everyone),
        _edition(series.source for table in view.spending.values() for series in table[:1]),
    )


def _edition(sources: Iterable[Source]) -> frozenset[Source]:
    """What others than the catalogue were read from, and when."""
    return frozenset(sources)


def _make(key: str | Callable[[View], Any], view: View) -> Any:
    return catalogue.make(view, key) if isinstance(key, str) else key(view)


def _given(future: "Future[Any]") -> Any:
    """What was made; a fresh exception, since one that is raised again grows at every turn."""
    lacking = future.exception()
    if isinstance(lacking, MissingInputError):
        raise _bare(lacking)
    return future.result()


def _bare(lacking: MissingInputError) -> MissingInputError:
    """The same without the frames it came through, which hold all that was reckoned."""
    return type(lacking)(*lacking.args)
