"""Whether demographic rates can be true: what a unit or two sexes taken for each other would show.

Limits are wide: they are to catch a factor of a hundred or a thousand, not a rare population.
"""

from collections.abc import Sequence

import numpy as np

from ...norwegian import number
from ...people.ages import FloatArray
from ..upload.told import Told

FEWEST_BIRTHS, MOST_BIRTHS = 0.3, 8.0
"""Births of a woman in her life; no country has been outside [births]."""
DEAD = 0.2
"""Ratios are deaths, not survival, where most of them are below."""
OLD = 80
"""From this age on women are more than men where people grow old [years]."""


def births(told: Told, total: FloatArray, step: int) -> None:
    """The births of a woman through life, ``[step or 1]``: per 1 000 women, or for a whole step."""
    place, accepted = "", "0,3 til 8 barn per kvinne gjennom livet"
    most, least = float(np.max(total)), float(np.min(total))
    if most > MOST_BIRTHS:
        found = f"{number(most, 1)} barn per kvinne gjennom livet"
        advice = "Er tallene per 1 000 kvinner, del dem på 1 000."
        if most / step <= MOST_BIRTHS and step > 1:
            advice = f"Er tallene for {step} år, del dem på {step}."
        told.fault(place, found, accepted, advice)
    elif least < FEWEST_BIRTHS:
        found = f"{number(least, 2)} barn per kvinne gjennom livet"
        advice = "Se etter aldre som mangler, eller en annen enhet enn fødte per kvinne og år."
        told.warn(place, found, accepted, advice)


def survival(told: Told, ratios: FloatArray, step: int) -> None:
    """Survival, ``[step or 1, sex, age]``: whether it is deaths, and whether men outlive women."""
    if float(np.median(ratios[:, :, :-1])) < DEAD:
        found = f"{number(float(np.median(ratios[:, :, :-1])), 3)} som midterste overlevelse"
        advice = "Tallene ser ut som dødelighet. Skriv andelen som overlever, 1 minus den."
        accepted = "de fleste overlever et steg"
        told.fault("kolonnen survival_ratio", found, accepted, advice)
    if ratios.shape[1] == 2:
        lived = step * np.cumprod(ratios[0, :, :-1], axis=1).sum(axis=1)
        if lived[1] > lived[0] + 1:
            found = f"{number(lived[1], 1)} leveår for menn og {number(lived[0], 1)} for kvinner"
            advice = "Se etter om kjønnene er byttet om."
            told.warn("kolonnen sex", found, "lengst liv for kvinner", advice)


def people(told: Told, persons: FloatArray, ages: Sequence[int]) -> None:
    """People at the start, ``[sex, age]``: in thousands, or with the sexes taken for each other."""
    total = float(persons.sum())
    if total < 1000 and (persons % 1 > 0).any():
        found, accepted = f"{number(total, 1)} personer, med brøkdeler", "hele personer"
        advice = "Er tallene i 1 000, gang dem med 1 000."
        told.warn("kolonnen persons", found, accepted, advice)
    old = [place for place, age in enumerate(ages) if age >= OLD]
    if len(persons) == 2 and old:
        women, men = (float(one) for one in persons[:, old].sum(axis=1))
        if men > 1.2 * women and men + women > 50:
            found = f"{number(men)} menn og {number(women)} kvinner fra {OLD} år"
            advice = "Se etter om kjønnene er byttet om."
            told.warn("kolonnen sex", found, "flest gamle kvinner", advice)
