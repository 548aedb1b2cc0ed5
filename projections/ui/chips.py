"""What comes before a finding: a line of choices, and what must be known first.

Each choice is a button that shows it and opens what changes it. A page names the fields it uses; a
choice that does nothing there is not shown. What is in a chip is drawn from when it is first opened
on the page: the lists of all kommuner were half of what most pages cost at every run, and hardly
any run has somebody looking at them.
"""

from collections.abc import Callable, Collection, Mapping
from functools import partial

import streamlit as st

from .. import labels
from ..choices import offered, state
from ..sources.data.money import ROROS
from ..words import handout
from ..words.literal import literal
from . import (
    again,
    controls,
    cost_choices,
    deck,
    fetching,
    lever_choices,
    session,
    shared,
    unsaved,
    view,
)

Draw = Callable[[], None]
YEARS = ("first", "last")
HOW: Mapping[str, Draw] = {
    "method": controls.cost_method,
    "need": controls.need,
    "prices": cost_choices.prices,
    "tax": lambda: controls.segments("tax"),
    "state": controls.state_gives,
    "rules": cost_choices.rules,
    "cost_view": lambda: controls.segments("cost_view"),
}
"""What changes how a page is reckoned, by field."""
BESIDE: Mapping[str, Draw] = {
    "compare": controls.compared,
    "group": controls.group,
    "against": controls.choose_against,
}
"""What is drawn beside the region."""
_ASKED = "asked_region"
OPENED = "opened_chips"
"""Session key of the page, and its chips that have been opened."""


def line(*fields: str) -> None:
    """All that is chosen, on one line, and below it what must be known.

    Parameters
    ----------
    fields
        Fields of the choice that do something on the page; ``region``, ``projection`` and ``band``
        too.
    """
    with st.container(
        key="chips", horizontal=True, wrap=False, gap="xsmall", vertical_alignment="center"
    ):
        if "region" in fields:
            _region()
        if "projection" in fields:
            _projection(fields)
        if set(YEARS) & set(fields):
            _years(fields)
        if "working" in fields:
            label = labels.age(session.choice().working)
            _chip("working", label, partial(controls.segments, "working"))
        others = [one for one in fields if one != "against"]
        _several("beside", "Sammenlign", ":material/compare_arrows:", BESIDE, others)
        _several("how", "Slik regnes det", ":material/tune:", HOW, fields)
        _share()
    lever_choices.scenario_line()
    notices()


def _chip(name: str, label: str, draw: Draw, icon: str | None = None) -> None:
    with st.popover(literal(label), key=f"chip_{name}", icon=icon):
        if name in _opened():
            draw()
        else:
            # page.js presses it as soon as it is in sight, which is when the chip is opened.
            st.button("Vis valgene", key=f"fill_{name}", on_click=_open, args=(name,))


def _opened() -> frozenset[str]:
    """The chips that have been opened on this page."""
    page, names = st.session_state.get(OPENED, ("", frozenset()))
    return names if page == deck.said().page else frozenset()


def _open(name: str) -> None:
    st.session_state[OPENED] = deck.said().page, _opened() | {name}


def _region() -> None:
    """The region; on the first visit the question which it is."""
    if session.is_asking():
        _ask()
    else:
        _chip("region", session.case().region.name, controls.region)


def _ask() -> None:
    """The question which region it is."""
    catalogue, every = shared.figures(), shared.places()
    count = sum(len(code) == 4 for code in catalogue.names)
    names = {code: offered.in_county(code, catalogue) for code in offered.present(catalogue)}
    name = catalogue.names[ROROS]
    st.selectbox(
        "Hvilken kommune gjelder det?",
        [*names, *(value for value in every if value not in names)],
        format_func=lambda value: names.get(value, every[value]),
        index=None,
        placeholder="Hvilken kommune gjelder det?",
        label_visibility="collapsed",
        width=290,
        key=_ASKED,
        on_change=_answered,
        help=f"Alle {count} kommuner, fylkene og landet kan velges. Samiske og kvenske navn og "
        "tidligere navn og numre finner også fram.",
    )
    st.button(
        f"Se {name}",
        on_click=session.take,
        args=("region", ROROS),
        help="Eksempelet med økonomiplan, som vises så lenge.",
    )


def _answered() -> None:
    if value := st.session_state[_ASKED]:
        session.take("region", value)


def _projection(fields: Collection[str]) -> None:
    """The projection, where it starts, another beside it, and the way to SSB's own."""

    def draw() -> None:
        st.caption(literal(view.chosen_of(fields)))
        controls.which_projection("band" in fields)
        if "against" in fields:
            controls.choose_against()
        fetching.offer_missing()
        fetching.buttons()

    path = session.projection()
    _chip("projection", labels.short_projection(path) if path else "Uten prognose", draw)


def _years(fields: Collection[str]) -> None:
    """The two years; where a link has money count from another, the page's own."""
    own = session.choice()
    first = {"first": own.first, "base_year": own.base_year}
    start = next((f"{year}–" for field, year in first.items() if field in fields), "til ")
    label = f"{start}{own.last}"
    _chip("years", label, partial(controls.years, fields))


def _several(
    name: str, label: str, icon: str, known: Mapping[str, Draw], fields: Collection[str]
) -> None:
    """A chip for several choices; none where the page uses none of them."""
    drawn = [known[field] for field in fields if field in known]

    def draw() -> None:
        for one in drawn:
            one()

    if drawn:
        _chip(name, label, draw, icon)


def notices() -> None:
    """Problems first, then what is worth knowing; nothing where there is nothing."""
    told = [*session.problems(), *unsaved.problems(), *fetching.told_problems()]
    problems = [literal(one) for one in told]
    notices = [*map(literal, fetching.notices())]
    if not problems and not notices:
        return
    every = [*problems, *notices]
    more = f" (og {len(every) - 1} til)" if len(every) > 1 else ""
    icon = ":material/warning:" if problems else ":material/info:"
    with st.container(key="notices"), st.expander(f"{every[0]}{more}", icon=icon):
        for sentence in problems:
            st.warning(sentence)
        for sentence in notices:
            st.info(sentence)


def _share() -> None:
    """One button that copies the link (page.js does that) and says what it pins."""
    choice, catalogue = session.choice(), session.catalogue()
    pins = handout.pins(session.case(), session.projection(), choice.first, choice.last)
    moved = bool(state.moved(choice, catalogue))
    shown = pins, moved, bool(session.own_inputs()), state.shared(choice, catalogue)
    if catalogue.edition:
        again.written(("share", *shown), partial(_shown, *shown))
    else:
        _shown(*shown)  # one user's own, which is kept nowhere but with that user


def _shown(pins: str, moved: bool, has_own: bool, link: str) -> None:
    with st.popover(
        "Del", icon=":material/link:", key="share", help="Kopier lenken til denne siden"
    ):
        st.markdown(literal(pins))
        if moved:
            st.markdown(handout.SCENARIO)
        if has_own:
            st.text(handout.OWN)
        with st.container(key="share_link"):
            st.code(f"?{link}", language=None, wrap_lines=True)
