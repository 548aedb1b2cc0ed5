"""The form of a claim: a sentence pasted in, or its parts chosen one by one."""

import math

import streamlit as st

from .. import labels, tables, terms
from ..case import Case
from ..choices.choice import MOST_CLAIMED
from ..claims.claim import SUBJECTS, WHOLE, Claim
from ..claims.reading import read
from ..figures import claims
from ..norwegian import listing, number
from ..people.ages import SERVICE_AGES
from ..series import pick
from ..sources import whereabouts
from ..words import claims as words
from ..words.literal import literal
from . import controls, session, view

_TEXT, _TOLD, _MORE = "claim_text", "claim_told", "claim_more"
EXAMPLE = "For eksempel: Os har 1 774 innbyggere i 2030"
KINDS = {
    "level": "Antall eller beløp",
    "change": "Endring",
    "percent": "Endring i prosent",
    "share": "Prosent av innbyggerne",
}
GROUPS = (WHOLE, "0-5", "6-15", "67+", "80+", *SUBJECTS)
LAST = 2050


def show() -> None:
    """The sentence, and the parts it was read as."""
    _sentence()
    _parts()


def _sentence() -> None:
    """The sentence, what could not be read in it, and what else it says."""
    st.text_input(
        "Lim inn en setning", key=_TEXT, placeholder=EXAMPLE, on_change=_take, max_chars=400
    )
    for told in st.session_state.get(_TOLD, ()):
        st.info(literal(told))
    own, case = session.choice(), session.case()
    for place, one in enumerate(st.session_state.get(_MORE, ())):
        told = f"Setningen sier også: {words.told(one, case.region.name)}. Sjekk det"
        st.button(told, key=f"claim_more_{place}", on_click=_choose, args=(one,))
    if not own.claim_year and not own.claim_value:
        with st.container(horizontal=True):
            for place, text in enumerate(_examples(case)):
                st.button(text, key=f"claim_example_{place}", on_click=_example, args=(text,))


def _parts() -> None:
    """Whom, what and when, chosen or as they were read."""
    own, case = session.choice(), session.case()
    groups = list(dict.fromkeys((own.claim_group, *GROUPS, *SERVICE_AGES.codes)))
    names = {one: labels.age(one) for one in groups if one not in SUBJECTS}
    names |= {WHOLE: "Hele befolkningen"}
    names |= {one: labels.sentence(name) for one, name in words.SUBJECTS.items()}
    counted = case.observed.years
    years = sorted({0, own.claim_year, *range(counted[0] + 1, LAST + 1)})
    starts = sorted({0, own.claim_said, *counted[:-1]})

    def since(year: int) -> str:
        return str(year or counted[-1])

    with st.container(horizontal=True):
        controls.select("claim_group", "Hvem eller hva", groups, names.__getitem__)
        controls.select("claim_kind", "Hva slags tall", list(KINDS), KINDS.__getitem__)
        controls.written("claim_value", "Tallet", -MOST_CLAIMED, MOST_CLAIMED)
        controls.select("claim_year", "År", years, lambda year: str(year) if year else "Velg")
        controls.select("claim_said", "Sagt i (måles fra)", starts, since)


def _examples(case: Case) -> tuple[str, ...]:
    """Sentences to try: what the region's plan says, and one that fits anywhere."""
    said = [
        f"{terms.value(one.value, one.unit)} {_who(one.measure)} i {one.year}"
        for one in case.statements
        if one.unit == "persons" and one.measure
    ]
    people = pick(tables.population(case, None), labels.TOTAL)[0].at(case.newest_count)
    return (
        *(said[:2] or [f"{number(people)} innbyggere i {case.newest_count + claims.AHEAD}"]),
        "dobling av antall over 80 innen 2040",
        "aldersbæreevnen faller til 1,7 i 2040",
        "kostnaden øker med 26 mill. i 2033",
    )


def _who(measure: str) -> str:
    return "innbyggere" if measure == WHOLE else f"i alderen {labels.age(measure)}"


def _example(text: str) -> None:
    st.session_state[_TEXT] = text
    _take()


def _take() -> None:
    """The sentence is read, and the parts are filled with what it says."""
    text = str(st.session_state.get(_TEXT, "")).strip()
    st.session_state[_TOLD] = st.session_state[_MORE] = ()
    if not text:
        return
    told: list[str] = []
    named = whereabouts.mentioned(text, session.catalogue())
    if len(named) == 1 and named[0] != session.choice().region:
        session.take("region", named[0])
    elif len(named) > 1 and session.choice().region not in named:
        names = [view.region_name(code) for code in named]
        told.append(f"Setningen kan gjelde {listing(names)}. Velg kommune i menyen.")
    reading = read(text, session.case().newest_count)
    if reading.missing:
        missing = listing(list(reading.missing))
        told.append(f"Setningen sier ikke {missing}. Fyll ut det som mangler under.")
    _choose(reading.claims[0])
    st.session_state[_TOLD] = (*told, *reading.assumed)
    st.session_state[_MORE] = reading.claims[1:]


def _choose(one: Claim) -> None:
    for field, value in (
        ("claim_group", one.group),
        ("claim_kind", one.kind),
        ("claim_value", 0.0 if math.isnan(one.value) else one.value),
        ("claim_said", one.said),
        ("claim_year", one.year),
    ):
        session.take(field, value)
