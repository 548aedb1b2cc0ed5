"""Need for care, the people who could give it, and staff per 100 of working age."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ..case import Case, Catalogue
from ..money.costs import need_rates
from ..people.ages import SERVICE_AGES
from ..people.indicators import WORKING_AGES, growth_index
from ..provenance import Source
from ..series import Series, Table, pick
from ..services import capacity as model
from .capacity import capacities, care_places, covered, even_mark, houses, levels
from .comparison import base_value
from .people import series_of
from .schools import kindergarten, pupils
from .setting import Setting

WORKING = WORKING_AGES["20-66"]
CARE = "pleie"
PER_100 = "_per_100"
STAFF = f"staff{PER_100}"
"""Items of staff per 100 people aged 20–66: by service, and in all."""


def care_need(of: Setting, base: int, home_users: float = 0.0, care_fte: float = 0.0) -> Table:
    """Need for care when each age uses as much as the income system reckons [index, base = 100].

    Beside it the people of working age and the need per one of them, both as indices; and where
    the municipality's own numbers of the base year are given, these in step with the need.

    Parameters
    ----------
    base
        Base year.
    home_users, care_fte
        Users of home services [persons] and staff in care [årsverk] in the base year; 0 where the
        number is not known.

    Raises
    ------
    UnknownChoiceError
        If no path has the base year.
    """
    keys = of.catalogue.keys
    rates = need_rates(keys, SERVICE_AGES)[keys.sectors.index(CARE)]
    used: list[Series] = []
    for path in of.paths:
        amount = path.people(SERVICE_AGES.bands) @ rates
        people = path.people([WORKING])[..., 0]
        used.append(series_of(path, "care_need", "index", amount))
        used.append(series_of(path, "working_people", "index", people))
    mark = ("base_year", str(base))
    indices = tuple(
        one.with_values(
            growth_index(one.values, base_value(tuple(used), one, base)), "index"
        ).with_extra(mark)
        for one in used
    )
    table = list(indices)
    for need, working in zip(indices[::2], indices[1::2], strict=True):
        burden = model.per_hundred(need.values, working.values)
        table.append(need.with_item("care_burden", burden))
        for item, unit, own in (
            ("home_users", "persons", home_users),
            ("care_fte", "FTE", care_fte),
        ):
            if own:
                values = own * need.values / 100
                table.append(need.with_item(item, values).with_values(values, unit))
        table += _institution(of.case, tuple(used), need)
    return tuple(table)


def _institution(case: Case, used: Table, need: Series) -> Table:
    """The staff the plan says that its institutions have, in step with the need [årsverk].

    They are of the year the plan tells them for, and not of the base year.
    """
    of_path = next(one for one in used if one.item == need.item and one.source == need.source)
    return tuple(
        replace(
            need.with_item("institution_fte", following).with_values(following, "FTE"),
            source=one.source,
            extra=(("unit_name", one.name), ("line", one.line), ("from", str(one.year))),
        )
        for one in capacities(case, "heldogn", "staff")
        for start in [base_value(used, of_path, one.year)]
        # Where nobody needed care that year, nobody says how many staff follow those who do.
        for following in [one.amount * of_path.values / np.where(start == 0, np.nan, start)]
    )


def staff_per_hundred(of: Setting, base: int, care_fte: float = 0.0) -> Table:
    """Staff by norm per 100 people aged 20–66, by service and in all [årsverk per 100].

    Care is with where the municipality's own number is given, see :func:`care_need`.
    """
    staff = (
        *pick(pupils(of), "teachers"),
        *pick(kindergarten(of), "kindergarten_staff"),
        *pick(care_need(of, base, care_fte=care_fte), "care_fte"),
    )
    table: list[Series] = []
    for path in of.paths:
        working = path.people([WORKING])[..., 0]
        parts = [
            one.with_item(f"{one.item}{PER_100}", one.values).with_values(
                model.per_hundred(one.values, working), "FTE per 100"
            )
            for one in staff
            if one.is_observed == path.is_observed
        ]
        total = np.sum([one.values for one in parts], axis=0)
        mark = even_mark(one.label("spread") for one in parts)
        table += [*parts, series_of(path, STAFF, "FTE per 100", total, mark)]
    return tuple(table)


def care_sources(catalogue: Catalogue) -> tuple[Source, ...]:
    """Where the need per age comes from."""
    return tuple(catalogue.sources[id] for id in ("inntektssystem-2026", "aldersandeler-2026"))


def every_part(
    of: Setting, coverage: float, base: int, home_users: float = 0.0, care_fte: float = 0.0
) -> Mapping[str, Table]:
    """All of capacity and staffing, need and capacity together, by part."""
    case, projection = of.case, of.projection
    places = levels(case, projection, "heldogn", "places")
    schools = levels(case, projection, "grunnskole", "pupils")
    return {
        "care-places": (
            *care_places(of, coverage),
            *places,
            *houses(case, "heldogn", "places"),
            *covered(case, projection, places),
        ),
        "pupils": (
            *pupils(of),
            *schools,
            *houses(case, "grunnskole", "pupils"),
        ),
        "kindergarten": kindergarten(of),
        "care-need": care_need(of, base, home_users, care_fte),
        "labour": staff_per_hundred(of, base, care_fte),
    }
