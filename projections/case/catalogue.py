"""All regions, and what they share."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from ..errors import UnknownChoiceError
from ..money.costs import NeedKeys
from ..money.prices import Deflator
from ..parameters import Parameters
from ..people.cohort import Rates
from ..people.moved import Judged
from ..people.place_names import Former
from ..people.population import Population
from ..provenance import Source
from ..services.capacity import Norms
from .inputs import Spending
from .one import MORE_PROJECTIONS, Case

NORWAY_CODE = "0"
MOST_AROUND = 6
"""Peers that a region is drawn among."""


class Cases(Mapping[str, Case]):
    """Cases by region code, each put together only when it is asked for.

    ``make`` is given a code among ``codes``, each time: what is dear it keeps itself.
    """

    def __init__(self, codes: Collection[str], make: Callable[[str], Case]) -> None:
        self.codes, self.make = codes, make

    def __getitem__(self, code: str) -> Case:
        if code not in self.codes:
            raise KeyError(code)
        return self.make(code)

    def __contains__(self, code: object) -> bool:
        return code in self.codes  # without putting it together

    def __iter__(self) -> Iterator[str]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All that can be chosen.

    Parameters
    ----------
    cases
        By region code; may be put together only when one is asked for, so never go through all of
        its values.
    names
        Every region's name by code.
    bundled
        Codes of the regions that came with the program, in the order they are shown.
    sources, keys, parameters, deflator, norms
        Passports by id, the income system's keys, the assumptions, the price growth, and the
        minimum norms of schools and kindergartens.
    rates
        National survival and fertility.
    spending
        What municipalities spent, to compare with.
    """

    cases: Mapping[str, Case]
    names: Mapping[str, str]
    bundled: tuple[str, ...]
    sources: Mapping[str, Source]
    keys: NeedKeys
    parameters: Parameters
    deflator: Deflator
    norms: Norms
    rates: Rates
    spending: Spending = field(default_factory=Spending)
    need_indices: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    """The ministry's official index of need by region code and year [the nation = 1]."""
    other_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """A region's names in other languages by its code, where it has any."""
    former: Mapping[str, Former] = field(default_factory=dict)
    """Municipality codes that are no longer in use."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Inhabitants by region code in the newest year, to find those of like size."""
    judged: Judged = field(default_factory=Judged)
    """How far others were off before."""
    everyone: Callable[..., tuple[Population, ...]] = lambda *_: ()
    """Gives every municipality in single ages, in the years asked for or else the newest; made when
    it is asked for."""
    # Not given when made: a catalogue in which anything is replaced is of no edition.
    edition: str = field(default="", init=False)
    """What all of it was read from, the same for the same figures; empty where anything else is in
    it, such as what one user has brought."""

    def of_edition(self, edition: str) -> "Catalogue":
        """The same, all of it read from data/ and the store just now, which is this edition."""
        found = replace(self)
        object.__setattr__(found, "edition", edition)
        return found

    def case(self, code: str) -> Case:
        """The case of a region code.

        Raises
        ------
        UnknownChoiceError
            If the region is not known.
        SourceError
            If what is kept of the region cannot be read.
        """
        if code not in self.names:
            raise UnknownChoiceError("kommune", code, self.some())
        return self.cases[code]

    def some(self) -> list[str]:
        """Names of some regions that can be chosen, and how many more municipalities there are."""
        known = [f"{self.names[code]} ({code})" for code in self.bundled]
        others = sum(len(code) == 4 for code in self.names if code not in self.bundled)
        return known + ([f"{others} andre kommuner, etter navn eller nummer"] if others else [])

    def present(self, code: str) -> str:
        """The code of today that a former one leads to; others as they are.

        One whose municipality was divided leads to several, and so nowhere.
        """
        found = self.former.get(code)
        return found.present[0] if found and len(found.present) == 1 else code

    def peers(self, code: str, most: int = 3) -> tuple[str, ...]:
        """Regions to stand beside one: of its kind, nearest in size, in the same county first.

        ``most``: how many at most; those of the same county before others.
        """
        every = self.nearest(code, len(self.sizes))
        return tuple(sorted(every, key=lambda one: one[:2] != code[:2])[:most])

    def with_inputs(self, own: Mapping[str, Mapping[str, Any]]) -> "Catalogue":
        """The same, with other inputs for some regions, for one user.

        Parameters
        ----------
        own
            Fields of :class:`Case` to replace, by region code; ``more_projections`` stand after
            the region's own.
        """

        @cache
        def changed(code: str) -> Case:
            case, given = self.cases[code], dict(own[code])
            more = given.pop(MORE_PROJECTIONS, ())
            return replace(case, projections=(*case.projections, *more), **given)

        def made(code: str) -> Case:
            return changed(code) if code in own else self.cases[code]

        return replace(self, cases=Cases(self.cases, made)) if own else self

    def nearest(self, code: str, most: int) -> tuple[str, ...]:
        """Regions of its kind nearest in size, wherever they are; the nearest first."""
        size = self.sizes.get(code, 0)
        alike = [one for one in self.sizes if len(one) == len(code) and one != code]
        return tuple(sorted(alike, key=lambda one: abs(self.sizes[one] - size))[:most])

    def beside(self, *codes: str) -> tuple[Case, ...]:
        """The first and what it is drawn among, then the others, each once.

        A region with a place among the bundled ones stands among them; others among Norway, their
        county and their peers. Enough to compare with, few enough to draw.
        """
        around = self.bundled
        if codes and codes[0] not in self.bundled:
            own, county = codes[0], codes[0][:2]
            among = (own, NORWAY_CODE, county, *self.peers(own, MOST_AROUND))
            around = tuple(code for code in among if code in self.names)
        return tuple(self.case(code) for code in dict.fromkeys((*around, *codes)))
