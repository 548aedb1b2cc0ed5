"""The pictures of the presentation on its page: their order, and the one that is chosen."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from .. import terms
from ..choices.query import listed
from ..draw import plotly, style
from ..presentation import Frame, words
from ..words.literal import literal
from . import deck, numbers, overview_panels, pictures, session, view, ways
from .view import now

_CHOSEN, _GONE, _TABLE = "deck_chosen", "deck_gone", "deck_table"
_TEXTS: Mapping[str, str] = {
    "title": "Tittel",
    "text": "Tekst",
    "notes": "Notater til den som viser",
}
"""What may be edited, by field of the frame."""
_TITLE: Mapping[str, tuple[str, int]] = {
    "name": ("Navn på presentasjonen", 80),
    "place": ("Kommune", 120),
    "meeting": ("Møte", 120),
    "held": ("Dato", 120),
    "note": ("Merknad", 2000),
}
"""What the presentation says of itself: label, and most letters."""


def show(pages: Mapping[str, str]) -> None:
    """The list with what can be done to it, and beside it the chosen picture.

    ``pages``: titles of the pages by file.
    """
    _named()
    left, right = st.columns([2, 3], gap="medium")
    with left:
        chosen = _list(pages)
        _arrange(chosen)
        _edit(chosen)
    with right:
        _picture(chosen, pages)


def empty() -> None:
    """What to do with an empty presentation: go and find charts, or take a ready set."""
    st.info(words.EMPTY)
    figures = overview_panels.figures(now())
    page = deck.PageWords("oversikt", view.chosen())
    st.button(
        words.take(len(figures)),
        key="deck_take",
        type="primary",
        icon=":material/playlist_add:",
        on_click=deck.take_all,
        args=(figures, session.choice(), page),
    )


def removed() -> None:
    """What was taken out last, and the way to have it back."""
    if _GONE not in st.session_state:
        return
    place, gone = st.session_state[_GONE]
    told, back = st.columns([4, 1], vertical_alignment="center")
    told.info(words.removed(literal(gone.frame.title)))
    back.button("Angre", on_click=_bring_back, args=(place, gone))


def _named() -> None:
    """What the title says, and the presentation's note: asked once, kept with it."""
    now = deck.work()
    for row in (("name", "place"), ("meeting", "held"), ("note",)):
        for column, field in zip(st.columns(len(row), gap="medium"), row, strict=True):
            label, most = _TITLE[field]
            st.session_state[f"deck_{field}"] = getattr(now, field)
            column.text_input(label, key=f"deck_{field}", max_chars=most, on_change=_take_title)


def _take_title() -> None:
    told = {field: st.session_state[f"deck_{field}"].strip() for field in _TITLE}
    deck.put(replace(deck.work(), **told))


def _list(pages: Mapping[str, str]) -> deck.Picture:
    """All pictures in their order; the one that is chosen."""
    every = {one.id: one for one in deck.work().pictures}
    numbers = {id: number for number, id in enumerate(every, 1)}
    st.session_state["deck_pick"] = chosen = every.get(
        st.session_state.get(_CHOSEN, 0), next(iter(every.values()))
    ).id
    st.radio(
        "Bilder i rekkefølge",
        list(every),
        format_func=lambda id: f"{numbers[id]}. {literal(every[id].frame.title)}",
        captions=[pages.get(one.frame.page, "") for one in every.values()],
        key="deck_pick",
        on_change=_take_chosen,
    )
    return every[chosen]


def _take_chosen() -> None:
    _choose(st.session_state["deck_pick"])


def _choose(id: int) -> None:
    st.session_state[_CHOSEN] = id
    forget_removed()


def _arrange(chosen: deck.Picture) -> None:
    """Move the chosen picture, copy it, or take it out."""
    place, last = deck.work().at(chosen.id), len(deck.work().pictures) - 1
    moves = {
        "Først": (0, "vertical_align_top", place == 0),
        "Opp": (place - 1, "arrow_upward", place == 0),
        "Ned": (place + 1, "arrow_downward", place == last),
        "Sist": (last, "vertical_align_bottom", place == last),
    }
    with st.container(horizontal=True, gap="small"):
        for label, (to, icon, is_there) in moves.items():
            st.button(
                label,
                icon=f":material/{icon}:",
                disabled=is_there,
                on_click=_move,
                args=(chosen.id, to),
            )
        st.button("Kopier", icon=":material/content_copy:", on_click=_duplicate, args=(chosen.id,))
        st.button("Fjern", icon=":material/delete:", on_click=_remove, args=(chosen.id,))


def _move(id: int, to: int) -> None:
    deck.move(id, to)
    _choose(id)


def _duplicate(id: int) -> None:
    _choose(deck.duplicate(id))


def _remove(id: int) -> None:
    """Take it out; the one that comes in its place is chosen."""
    place, gone = deck.remove(id)
    if rest := deck.work().pictures:
        _choose(rest[min(place, len(rest) - 1)].id)
    st.session_state[_GONE] = place, gone


def _bring_back(place: int, gone: deck.Picture) -> None:
    deck.bring_back(place, gone)
    _choose(gone.id)


def forget_removed() -> None:
    """What was taken out last is not to be had back."""
    st.session_state.pop(_GONE, None)


def _picture(chosen: deck.Picture, pages: Mapping[str, str]) -> None:
    """The picture as it will be shown, with its sources, its figures and the way to its page."""
    frame = chosen.frame
    st.header(literal(frame.title))
    st.markdown(literal(frame.text))
    _chart(frame)
    st.caption(literal(terms.told_of(frame.sources)))
    st.caption("  \n".join(literal(text) for text in (frame.chosen, frame.note) if text))
    with st.container(horizontal=not st.session_state.get(_TABLE)):
        folded = st.expander("Vis tallene som tabell", key=_TABLE, on_change="rerun")
        if frame.page in pages and st.button("Vis på siden", icon=":material/arrow_forward:"):
            session.choose(listed(frame.query))
            st.switch_page(ways.page_file(frame.page))
    if folded.open:
        with folded:
            for grid in frame.grids:
                numbers.show_grid(grid)


def _chart(frame: Frame) -> None:
    """The chart; one that Plotly refuses is told, and the rest of the picture stands."""
    drawn = style.in_theme(plotly.picture(frame.chart), dark=st.context.theme.type == "dark")
    try:
        st.plotly_chart(
            drawn,
            theme=None,
            alt=frame.alternative,
            key="chart_deck",
            config=pictures.config(frame.name),
        )
    except ValueError:
        st.error("Diagrammet i dette bildet kan ikke tegnes. Legg til bildet på nytt fra siden.")


def _edit(chosen: deck.Picture) -> None:
    """The words of a picture, a warning for numbers that are not its own, and the way back."""
    for field, label in _TEXTS.items():
        key, value = f"deck_{field}_{chosen.id}", getattr(chosen.frame, field)
        st.session_state[key] = value
        if field == "title":
            st.text_input(
                label, key=key, max_chars=300, on_change=_take_text, args=(chosen.id, field)
            )
        else:
            st.text_area(
                label,
                height=110,
                key=key,
                max_chars=5000,
                on_change=_take_text,
                args=(chosen.id, field),
            )
        if told := words.strange(words.strange_numbers(value, chosen.frame)):
            st.warning(literal(told))
    if any(getattr(chosen.frame, field) != getattr(chosen.came, field) for field in _TEXTS):
        st.button("Tilbake til de første ordene", on_click=_reset, args=(chosen.id,))


def _take_text(id: int, field: str) -> None:
    """A text was edited; a picture keeps a title."""
    text = st.session_state[f"deck_{field}_{id}"].strip()
    if text or field != "title":
        _replace(id, **{field: text})


def _reset(id: int) -> None:
    came = deck.work().pictures[deck.work().at(id)].came
    _replace(id, **{field: getattr(came, field) for field in _TEXTS})


def _replace(id: int, **texts: Any) -> None:
    frame = deck.work().pictures[deck.work().at(id)].frame
    deck.change(id, replace(frame, **texts))
