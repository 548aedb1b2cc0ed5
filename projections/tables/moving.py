"""How many of those who move here move on: the level of a region's out-migration."""

from dataclasses import replace

from ..case import Case, Catalogue
from ..parameters import Parameter
from ..people.cohort import Rates


def leaving(case: Case, catalogue: Catalogue) -> Parameter:
    """How many move away in a year [per cent of inhabitants]: the region's own, or the nation's."""
    known = catalogue.parameters
    return known.find("leaving", region=case.region.code) or known.parameter("leaving")


def leaving_as_here(case: Case, catalogue: Catalogue) -> Rates:
    """The national rates, with out-migration by age at the region's own level."""
    rates, nation = catalogue.rates, catalogue.parameters.value("leaving")
    level = leaving(case, catalogue).value / nation
    return replace(rates, leaving=(rates.leaving * level).clip(max=1.0))
