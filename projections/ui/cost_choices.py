"""How kroner are found: method, prices, fixed parts, the financial rules and a tax of one's own."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from .. import labels, norwegian, tables, terms, words
from ..case import Case, OwnTax
from ..choices import selections, state
from ..errors import BaereevneError
from ..sources.data import money
from ..sources.own.file import passport
from ..whatif.lever_table import LEVERS
from ..words import amounts
from . import controls, parts, session

_FIXED, _FIXED_PART = "fixed_{}", "fixed_part"
"""Session keys of a sector's slider, and of the part that has them."""


def prices() -> None:
    """Fixed prices of their year, or nominal ones where the deflator is known."""
    choice, case, catalogue = session.choice(), session.case(), session.catalogue()
    known = state.prices(case, catalogue, choice.method, choice.base_year)
    year = tables.Setting(case, None, catalogue, choice.method).price_year
    controls.segments("prices", known, fixed=f"Faste {year}-kroner")
    deflator = catalogue.deflator
    vintage = deflator.vintage(year)
    last = deflator.known(vintage, year)[-1]
    if choice.prices == "nominal":
        st.caption(amounts.nominal_until(vintage, last))
    elif len(known) == 1:
        st.caption(amounts.no_nominal(last))


def fixed_shares() -> None:
    """A slider a sector for the part of its frame that does not follow people, and a way back."""
    if "own" not in state.methods(session.case(), session.projection()):
        return
    shares = state.fixed_shares(session.choice())
    if shares:
        told, back = st.columns([4, 1], vertical_alignment="center")
        told.warning(amounts.adjusted(",".join(session.choice().fixed)))
        back.button("Nullstill fast andel", on_click=session.take, args=("fixed", ()))
    title = "Hva koster det samme uansett hvor mange som bor her? (fast andel)"
    parts.fold(title, _FIXED_PART, partial(_shares, shares))


def _shares(shares: Mapping[str, float]) -> None:
    lever = LEVERS["fixed"]
    st.markdown(amounts.FIXED_TEXT)
    columns = st.columns(2)
    for place, sector in enumerate(session.catalogue().keys.sectors):
        st.session_state[_FIXED.format(sector)] = round(100 * shares.get(sector, 0.0))
        with columns[place % 2]:
            st.slider(
                f"{labels.item(sector)}, {lever.title}",
                int(lever.low),
                int(lever.high),
                step=int(lever.step),
                format="%d %%",
                key=_FIXED.format(sector),
                on_change=_take_share,
                args=(sector,),
            )


def _take_share(sector: str) -> None:
    """A slider was moved: the other sectors keep what they have, to the decimal."""
    given = state.by_sector(session.choice().fixed)
    given[sector] = st.session_state[_FIXED.format(sector)]
    sectors = [one for one in session.catalogue().keys.sectors if given.get(one)]
    session.take("fixed", tuple(f"{one}:{given[one]:g}" for one in sectors))


RULES: Mapping[str, tuple[str, float]] = {
    "rule_result": ("Netto driftsresultat, minst", 0.25),
    "rule_fund": ("Disposisjonsfond, minst", 0.5),
    "rule_debt": ("Netto lånegjeld, høyst", 5),
}
"""Name and step of each rule [per cent of gross operating revenue]."""


def rules() -> None:
    """A slider a rule; when they are not the municipality's own, that is said, and a way back."""
    choice, own = session.choice(), state.levers(session.catalogue())
    whose = "Kommunens" if _is_own() else "Røros kommunes"
    st.caption(f"{whose} finansielle regler, i prosent av brutto driftsinntekter. De kan flyttes.")
    for field, (label, step) in RULES.items():
        controls.slide(field, label, *own[field].range, step, labels.rule)
    controls.slide(
        "less_debt",
        "Mindre lånegjeld enn i planen, mill. kr",
        *state.LEVERS["less_debt"][:2],
        25,
        _plain,
    )
    controls.slide(
        "debt_service",
        "Renter og avdrag per 100 mill. kr gjeld, mill. kr",
        *own["debt_service"].range,
        0.5,
        _plain,
    )
    if any(getattr(choice, field) != own[field].value for field in RULES):
        values = norwegian.listing([labels.rule(own[field].value) for field in RULES])
        st.warning(f"Reglene er endret. {whose} egne er {values}.")
        st.button(
            f"Tilbake til {whose.lower() if _is_own() else whose} egne regler", on_click=_take_own
        )


def _plain(value: float) -> str:
    return norwegian.number(value, 0 if float(value).is_integer() else 1, False)


def _take_own() -> None:
    for field in RULES:
        session.take(field, state.levers(session.catalogue())[field].value)


def whose() -> str:
    """What must be said of the plan and the rules: that one is old, or that the others are not
    the municipality's own.
    """
    if not _is_own():
        return words.budget.others_rules(selections.of(session.choice(), session.catalogue()).rules)
    accounts = session.case().accounts
    return "" if accounts and accounts.is_entered else words.budget.OVERTAKEN


def _is_own() -> bool:
    """Whether the bundled rules are the chosen municipality's."""
    return session.choice().region == money.ROROS


ID = "egen-skatt"
"""Source id of tax that someone wrote in."""
_MOST = 99_999_999
"""[1000 NOK]; Oslo has half of it."""
_TOLD = "own_tax_told"
_FORM, _FORM_SEEN = "own_tax_part", "own_tax_seen"
"""Session keys of the form: whether it is open, and whether it has been."""


def own_tax() -> None:
    """The form, for municipalities whose tax is not known here; nothing for others."""
    case, _, catalogue = session.inputs()
    years = sorted(tables.known_indices(case, catalogue), reverse=True)
    if not case.region.is_municipality or case.income_lines:
        return
    if not years:
        st.info(f"{case.region.name} har ingen offisiell utgiftsbehovsindeks her.")
        return
    part = st.expander(f"Legg inn skatten for {case.region.name}", key=_FORM, on_change="rerun")
    # Drawn from when it is first opened: what is written there outlives that it is closed.
    if part.open or st.session_state.get(_FORM_SEEN):
        st.session_state[_FORM_SEEN] = True
        with part:
            _tax_form(case, years)


def _tax_form(case: Case, years: list[int]) -> None:
    st.markdown(
        "Inntektene i alt trenger kommunens egen skatt og inntektsutjevningen av den. Begge "
        "står i KS' prognosemodell og i økonomiplanen. Tallene brukes bare i denne økten."
    )
    with st.form("own_tax", border=False):
        st.selectbox("År", years, format_func=str, key="own_tax_year")
        st.text_input("Skatt på inntekt og formue (1000 kr)", key="own_tax_tax")
        st.text_input(
            "Inntektsutjevning (1000 kr, minus for trekk)",
            key="own_tax_equalisation",
        )
        st.text_input(
            "Innbyggere 1. juli året før (SSBs tall brukes når feltet er tomt)",
            key="own_tax_inhabitants",
        )
        st.form_submit_button("Bruk tallene", on_click=_take)
    for told in st.session_state.pop(_TOLD, ()):
        st.error(told)
    if own := case.own_tax:
        st.caption(
            f"I bruk: skatt {own.year}, "
            f"{terms.value(own.tax / own.inhabitants, 'NOK per inhabitant')} per innbygger."
        )
        st.button("Ta bort skatten", on_click=lambda: session.use_own(own_tax=None))


def _take() -> None:
    """Use what is written, or tell all that is wrong with it."""
    case, year = session.case(), int(st.session_state["own_tax_year"])
    problems: list[str] = []

    def number(field: str, name: str, low: float) -> float:
        text = str(st.session_state[f"own_tax_{field}"]).strip()
        try:
            return norwegian.read(text, low, _MOST)
        except BaereevneError as problem:
            problems.append(f"{name}: {problem}")
            return 0.0

    tax = 1000 * number("tax", "Skatt", 1)
    equalisation = 1000 * number("equalisation", "Inntektsutjevning", -_MOST)
    people = tables.counted_in_july(case.observed, year)
    if str(st.session_state["own_tax_inhabitants"]).strip():
        people = number("inhabitants", "Innbyggere", 1)
    if problems:
        st.session_state[_TOLD] = tuple(problems)
        return
    today = date.today().isoformat()
    source = passport(
        id=ID,
        short=f"egen skatt {year}, lagt inn",
        title=f"Skatt og inntektsutjevning for {case.region.name} i {year}",
        document="Skrevet inn på siden «Hva blir igjen?»",
        vintage=f"lagt inn {norwegian.date(today)}",
        published=today[:4],
        retrieved=today,
        unit="kroner per år",
    )
    session.use_own(own_tax=OwnTax(year, people, tax, equalisation, source))
