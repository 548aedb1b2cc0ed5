"""What earlier projections said and what happened, as series: ours, SSB's, a plan's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..case import Case, Projection
from ..errors import MissingInputError, UnknownChoiceError
from ..people.ages import AgeBand, FloatArray
from ..people.moved import Missed
from ..provenance import Source
from ..series import Series, Table
from ..trend.alternative import CODE, is_ours, places_of, told_courses
from ..trend.backtest import Trial
from ..trend.band import HORIZON, lasting
from ..trend.earlier import alike, record, size_of, tried
from ..trend.groups import PARTS, RATIO, TOLD, WHOLE, by_part, told
from ..trend.history import APPORTIONED, History
from ..trend.scores import Score, score, summary
from .people import population, series_of

AHEAD = 10
"""Years ahead that errors are told for: past that few origins are known [years]."""
USUAL = 5
"""Years ahead that one figure is told for [years]."""
FAIR_FROM = 2017
"""The first origin whose outcome had no say in the constants of our projection."""
SAME_ITEM = {WHOLE: "total", RATIO: "20-66 per 67+"}
"""What a group that is told is called among other items."""
GROUPS = tuple(SAME_ITEM.get(code, code) for code in TOLD)
NOT_TRIED = "Trendframskrivingen kan ikke prøves på tidligere år for {}: {}"


def own_projection(case: Case) -> Projection:
    """Our own projection of a region.

    Raises
    ------
    MissingInputError
        If it has none.
    """
    for one in case.projections:
        if one.alternative == CODE:
            return one
    raise MissingInputError(NOT_TRIED.format(case.region.name, "den har ingen."))


def own_record(case: Case, history: History) -> Trial:
    """What our projection would have said from earlier years.

    Raises
    ------
    MissingInputError
        If nothing can be tried: the people were an estimate until now, or are not known.
    """
    name = case.region.name
    try:
        found = record(history, places_of(case.region, history))
    except UnknownChoiceError:
        raise MissingInputError(NOT_TRIED.format(name, "området er ikke en kommune.")) from None
    if not found.origins:
        last = APPORTIONED[case.region.code]
        raise MissingInputError(
            NOT_TRIED.format(name, f"folketallet er anslått til og med {last}.")
        )
    return found


def earlier_source(case: Case) -> Source:
    """The passport of what our projection would have said from earlier years."""
    source = own_projection(case).population.source
    return replace(
        source,
        id=f"{source.id}-tidligere",
        short="Bæreevnes trendframskriving fra tidligere år (ikke SSB)",
        title="Bæreevnes trendframskriving slik den ville ha vært i tidligere år",
        vintage="regnet fra tidligere år",
    )


def paths(case: Case, found: Trial, item: str) -> Table:
    """What was counted of an age group, and what each origin would have said [persons].

    ``item``: a service age group, or ``total``.

    Raises
    ------
    MissingInputError
        If people are counted in too few years to hold any origin against.
    """
    counted = population(case, None)
    band = AgeBand.parse(WHOLE if item == "total" else item)
    inside = [band.holds(part) for part in PARTS]
    source = earlier_source(case)
    newest = case.newest_count
    table = [one for one in counted if one.item == item]
    for place, origin in enumerate(found.origins):
        years = tuple(range(origin, min(newest, origin + HORIZON) + 1))
        if not set(years) <= set(case.observed.years) or len(years) < 2:
            continue
        values = found.projected[place, : len(years), 0][:, inside].sum(axis=-1)
        label = (("origin", str(origin)),)
        table.append(Series(case.region, source, CODE, item, "persons", years, values, label))
    if len(table) < 2:
        raise MissingInputError(f"{case.region.name} er talt i for få år til å prøve det mot.")
    return tuple(table)


def scores(found: Trial, history: History, case: Case) -> dict[str, tuple[Score, ...]]:
    """Scores by years ahead, as far as there are any: of the region, and of those of its size.

    Only a municipality has others of its size.
    """
    own = tuple(score(found, ahead) for ahead in range(AHEAD + 1))
    known = sum(1 for one in own if one.cases)
    every = {"own": own[:known]}
    if case.region.is_municipality:
        place = history.place(case.region.code)
        every["alike"] = alike(history, size_of(history, place))[:known]
    return every


def error_series(case: Case, every: dict[str, tuple[Score, ...]]) -> Table:
    """The mean size of the error by group and years ahead [per cent]; «years» are years ahead."""
    source = earlier_source(case)
    return tuple(
        Series(
            case.region,
            source,
            CODE,
            item,
            "percent",
            tuple(range(1, len(found))),
            100 * np.array([one.mean_absolute[place] for one in found[1:]]),
            (("axis", "years_ahead"), ("of", who)),
        )
        for place, item in enumerate(GROUPS)
        for who, found in every.items()
    )


def usually_within(case: Case, history: History, ahead: int) -> float:
    """How far off eight of ten totals are so many years ahead, in municipalities of the size.

    Returns
    -------
    float
        [share]; NaN where the region has no others of its size.
    """
    if not case.region.is_municipality or not 0 < ahead <= HORIZON:
        return float("nan")
    trial = tried(history).among(history.counted)
    people = history.newest[history.place(case.region.code)].sum()
    near = np.abs(np.log(trial.size / people)) < np.log(2)
    off = np.abs(trial.errors()[:, ahead, :, 0])[near]
    return float(np.nanquantile(off, 0.8))


def lasts(case: Case, history: History) -> Table:
    """How many years ahead eight of ten of this size were within ten per cent, by group [years].

    Raises
    ------
    MissingInputError
        If its projection is not our own, unchanged.
    """
    own = own_projection(case)
    if not is_ours(own):
        raise MissingInputError(
            f"Holdbarheten er målt for trendframskrivingen uten endringer ({case.region.name})."
        )
    drawn = told_courses(own, history)
    middle = told(by_part(own.population.persons[0]))
    year = own.population.years[0]
    return tuple(
        replace(
            series_of(own.population, item, "years", np.zeros(len(own.population.years))),
            years=(year,),
            values=np.array([lasting(drawn[..., place], middle[..., place])], float),
        )
        for place, item in enumerate(GROUPS)
    )


@dataclass(frozen=True, eq=False)
class BesideMethods:
    """SSB's main alternative and ours in the same municipalities, years and years ahead.

    Parameters
    ----------
    ssb, ours
        ``[case, group]`` projected / observed − 1.
    names, origins
        ``[case]``.
    ahead
        Years ahead.
    """

    ssb: FloatArray
    ours: FloatArray
    names: tuple[str, ...]
    origins: tuple[int, ...]
    ahead: int

    def only(self, first: int = 0, name: str = "") -> "BesideMethods":
        """Origins from a year on, and one municipality where one is named."""
        kept = [
            place
            for place, (own, origin) in enumerate(zip(self.names, self.origins, strict=True))
            if origin >= first and name in ("", own)
        ]
        return BesideMethods(
            self.ssb[kept],
            self.ours[kept],
            tuple(self.names[one] for one in kept),
            tuple(self.origins[one] for one in kept),
            self.ahead,
        )

    @property
    def scores(self) -> tuple[Score, Score, Score]:
        """SSB's, ours, and that of the mean of the two."""
        return summary(self.ssb), summary(self.ours), summary((self.ssb + self.ours) / 2)


def beside_ssb(missed: Sequence[Missed], history: History, ahead: int) -> BesideMethods:
    """The cases that both have, so many years ahead. ``missed``: what is known of SSB's."""
    trial = tried(history)
    errors = trial.errors()
    places = {name: place for place, name in enumerate(history.names)}
    known = [
        (one, errors[trial.origins.index(one.origin), ahead, places[one.name]])
        for one in missed
        if one.ahead == ahead and one.origin in trial.origins and one.name in places
    ]
    known = [(one, ours) for one, ours in known if not np.isnan(ours[0])]
    return BesideMethods(
        np.array([one.error for one, _ in known]).reshape(-1, len(TOLD)),
        np.array([ours for _, ours in known]).reshape(-1, len(TOLD)),
        tuple(one.name for one, _ in known),
        tuple(one.origin for one, _ in known),
        ahead,
    )
