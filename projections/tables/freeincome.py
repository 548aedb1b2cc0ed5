"""Grants and tax as the plan prints them: line by line, sums checked, growth reckoned."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from ..case import Case
from ..errors import MissingInputError
from ..series import Series, Table

SUMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ks_sum_uten_utjevning": (
            "innbyggertilskudd",
            "utgiftsutjevning",
            "ks_ingar",
            "ks_saerskilt",
            "ks_sor_norge",
            "ks_skjonn",
        ),
        "ks_sum_rammetilskudd": ("ks_sum_uten_utjevning", "inntektsutjevning"),
        "ks_sum": ("ks_sum_rammetilskudd", "skatt"),
    }
)
"""Lines printed as sums, and what they are sums of; each is held against what is printed."""


def printed(case: Case) -> Table:
    """Every line [1000 NOK per year].

    Raises
    ------
    MissingInputError
        If the region's plan is not bundled.
    """
    if not case.free_income:
        raise MissingInputError(
            f"KS prognosemodell er ikke lagt ved for {case.region.name}. Velg Røros."
        )
    return case.free_income


def checks(case: Case) -> Table:
    """How far each printed sum is from the sum of its printed lines [1000 NOK]."""
    lines = {one.item: one for one in printed(case)}
    found = []
    for item, parts in SUMS.items():
        whole = np.nansum([lines[part].values for part in parts], axis=0)
        apart = lines[item].with_values(lines[item].values - whole)
        found.append(apart.with_extra(("measure", "deviation")))
    return tuple(found)


def growth(case: Case) -> Series:
    """Growth in tax and grants from the year before [percent], from the printed sums."""
    total = next(one for one in printed(case) if one.item == "ks_sum")
    before = np.append(np.nan, total.values[:-1])
    share = total.with_values(100 * (total.values / before - 1), "percent")
    return share.with_item("ks_growth", share.values).with_extra(("measure", "change"))
