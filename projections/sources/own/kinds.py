"""Files of one's own beside prognoses, by kind: rates, frames, capacity and migration profile.

The page and the command line read them here, so that both tell the same problems.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ...case import Catalogue, OwnPlaces, OwnRates
from ...errors import Fault
from ...money import costs
from ...people.ages import SERVICE_AGES, FloatArray
from ..data import datafiles
from ..upload.told import Told, counted
from . import cohort_file, frame_columns, frames, places, plan_reading, planlines, rates
from .file import UserFile
from .frames import FrameFile
from .planlines import PlanFile
from .values import to_csv

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "rates": rates.schema(()).described,
    "frames": frame_columns.schema(()).described,
    "capacity": places.SCHEMA.described,
    "profile": cohort_file.COLUMNS,
    "plan": planlines.COLUMNS,
}
"""What each column of the template holds, by kind."""
EXAMPLE, EXAMPLE_REGION = "roros_driftsrammer_2024_2027.csv", "5025"
Found: TypeAlias = OwnRates | FrameFile | tuple[OwnPlaces, ...] | PlanFile | FloatArray


@dataclass(frozen=True, eq=False)
class OwnFile:
    """A file as it was understood; ``found`` is None where it cannot be used."""

    name: str
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    found: Found | None


def read(
    kind: str, file: UserFile, catalogue: Catalogue, region: str, year: int | None = None
) -> OwnFile:
    """Read and check a file of one of the kinds; everything wrong is in the result.

    Parameters
    ----------
    kind
        A key of :data:`COLUMNS`.
    region
        Whose frames they are: the units that the program knows the sector of.
    year
        Of which there must be frames; None for any.
    """
    told = Told(file.name if kind == "profile" else file.shown)
    sectors = catalogue.keys.sectors
    found: Found | None
    if kind == "rates":
        found = rates.read_rates(file, sectors, told)
    elif kind == "frames":
        found = frames.read_frames(
            file, sectors, lambda unit: catalogue.parameters.sector(region, unit), told, year
        )
    elif kind == "capacity":
        found = places.read_places(file, told)
    elif kind == "plan":
        found = plan_reading.read_plan(
            file, lambda year: inhabitants(catalogue, region, year), told
        )
    else:
        found = cohort_file.read_profile(file, told)
    if told.faults:
        return OwnFile(file.name, counted(told.faults), (), None)
    return OwnFile(file.name, (), counted(told.warnings), found)


def template(kind: str, catalogue: Catalogue) -> str:
    """A file of the kind to start from, as it is read; the frames are those of Røros."""
    if kind == "rates":
        return rates.template(catalogue.keys.sectors, SERVICE_AGES.codes)
    if kind == "capacity":
        return places.template()
    if kind == "profile":
        return cohort_file.template()
    if kind == "plan":
        return planlines.template(plan_years(catalogue))
    content = datafiles.open_data().content(EXAMPLE)
    example = read("frames", UserFile(EXAMPLE, content), catalogue, EXAMPLE_REGION).found
    assert isinstance(example, FrameFile)
    return example.to_csv()


def plan_years(catalogue: Catalogue) -> tuple[int, ...]:
    """The four years of a plan that begins with the newest official need index."""
    first = max((max(one) for one in catalogue.need_indices.values()), default=2026)
    return tuple(range(first, first + 4))


def inhabitants(catalogue: Catalogue, region: str, year: int) -> float:
    """Inhabitants 1 January of a year, or of the counted one nearest to it."""
    observed = catalogue.case(region).observed
    near = min(max(year, observed.years[0]), observed.years[-1])
    if near not in observed.years:
        return math.nan
    return float(observed.both_sexes()[0, observed.year_index(near)].sum())


def national_rates(catalogue: Catalogue) -> str:
    """The national standard's cost per person, in the form of the template."""
    mean = catalogue.parameters.parameter("mean_need")
    need = costs.need_rates(catalogue.keys, SERVICE_AGES)
    return rates.filled(
        catalogue.keys.sectors,
        SERVICE_AGES.codes,
        costs.national_unit_costs(need, mean.value),
        mean.from_year,
        "Inntektssystemet, hele nøkkelen 2026",
    )


def columns(kind: str) -> str:
    """What each column holds, as a file beside the template."""
    return to_csv(("kolonne", "innhold"), COLUMNS[kind].items())
