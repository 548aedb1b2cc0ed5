"""Fetching from SSB on the screen: progress, what went wrong, and a button for more."""

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import streamlit as st

from ..errors import BaereevneError, SourceError
from ..sources.statbank import editions, eras, everyone, kostra, live
from ..sources.statbank.archive import KEPT_LISTS, Archive
from ..sources.statbank.pace import WAITING
from ..sources.statbank.ssb import Client
from ..store import Store
from ..trend.alternative import SOURCE_ID as OURS
from ..words.literal import literal
from . import parts, session, shared, view
from .shared import ReadOnce

_TOLD = "fetch_told"
_AGAIN = "fetch_again"
Work = Callable[[Archive, live.Progress], object]
ALONE = "Imens vises bare tallene som følger med Bæreevne."


def complete_pending() -> None:
    """Fetch the regions of a choice that are not here yet, with a progress bar, and choose it."""
    if waiting := session.pending():
        codes, query = waiting

        def every(archive: Archive, progress: live.Progress) -> None:
            for code in codes:
                live.region_case(code, archive, progress)

        # SSB allows few calls a minute: lists are asked for when SSB has made them anew, and a
        # button asks for them at once.
        if _fetch(every, KEPT_LISTS):
            session.choose(query)
            st.rerun()


def _fetch(work: Work, trusted: timedelta = timedelta(0)) -> bool:
    """Run a fetch under a progress bar; a failure is one sentence, and nothing is lost."""
    bar = st.progress(0.0, text="Spør SSB …")
    again = not trusted and bool(st.session_state.get(_AGAIN))
    archive = Archive(Store(), Client(), trusted, again=again)

    def shown(what: str, share: float) -> None:
        bar.progress(share, text=what if what.startswith(WAITING) else f"Henter: {what}")

    try:
        work(archive, archive.watched(shown))
    except BaereevneError as problem:
        st.error(literal(str(problem)))
        return False
    finally:
        bar.empty()
    st.session_state[_TOLD] = tuple(archive.problems)
    session.figures_changed()
    _vintages.clear()
    _handed_problem.clear()
    return True


def _button(label: str, work: Work) -> None:
    if st.button(label) and _fetch(work):
        st.rerun()


def spending_button() -> None:
    """KOSTRA's figures for all municipalities, on the page that compares spending."""
    _button("Hent KOSTRA-tall fra SSB", kostra.fetch)


def told_problems() -> list[str]:
    """What SSB could not answer the last time, and a snapshot that cannot be read."""
    away = shared.store_problem()
    told = [*st.session_state.get(_TOLD, ()), _handed_problem.read(), away and f"{away} {ALONE}"]
    return [sentence for sentence in told if sentence]


def notices() -> list[str]:
    """Years the region has no figures for, and that SSB has a newer projection."""
    told = []
    observed = session.case().observed
    # Bundled history has estimates for years that SSB has no figures of its own for.
    if (broken := eras.broken(observed.region)) and np.isnan(observed.persons).any():
        told.append(broken)
    if eras.SPLIT_OFF.get(observed.region.code) == observed.years[0]:
        told.append(eras.lacking(observed.region, observed.years[0]))
    return [sentence for sentence in (*told, _newer()) if sentence]


def _asked_of_handed() -> str:
    try:
        return Store().handed_problem()
    except BaereevneError:
        return ""  # of the store itself, and told where it is used


_handed_problem = ReadOnce(_asked_of_handed, str)
"""Why a snapshot that was handed out cannot be read."""


def _newer() -> str:
    """Says that SSB has a newer projection than the one in use, when the store knows of one."""
    chosen = session.projection()
    if chosen is None or not _vintages():
        return ""
    newest = _vintages()[0]
    if chosen.population.years[0] >= newest.first_year:
        return ""
    has_it = any(
        one.population.source.id == f"ssb-{newest.table}" for one in session.case().projections
    )
    how = "Velg den under «Prognose»." if has_it else "Hent den under «Tall fra SSB»."
    return (
        f"SSB har en nyere framskriving, fra {newest.first_year} (tabell {newest.table}), enn den "
        f"du ser på. {how}"
    )


def offer_missing(can_upload: bool = False) -> None:
    """A region that came without a projection, and the way to get one.

    ``can_upload``: whether a file can be uploaded right there.
    """
    own = session.case()
    if any(one.population.source.id != OURS for one in own.projections):
        return
    name = own.region.name
    told = f"{name} vises med bare observerte tall: ingen prognose er hentet."
    if own.projections:
        told = f"Framtiden for {name} er Bæreevnes egen trendframskriving, ikke SSBs."
    where = "her" if can_upload else "på siden Last opp"
    st.caption(f"{told} SSBs kan hentes (krever nett), eller en egen prognose lastes opp {where}.")
    _button(
        f"Hent framskrivingen for {name}",
        lambda archive, progress: live.region_case(own.region.code, archive, progress),
    )


def _read_vintages() -> tuple[editions.EditionTable, ...]:
    try:
        return tuple(editions.vintages(Archive(Store())))
    except SourceError:
        return ()


_vintages: ReadOnce[tuple[editions.EditionTable, ...]] = ReadOnce(_read_vintages, tuple)
"""The editions the store knows of, newest first."""


def buttons() -> None:
    """More municipalities, and fresh figures for the chosen one."""
    parts.fold("Tall fra SSB", "fetching", _buttons)


def _buttons() -> None:
    st.markdown(
        "Henter SSBs historie og nyeste framskriving. Krever nett mens det hentes; "
        "etterpå virker alt uten."
    )
    code = session.choice().region
    st.checkbox(
        "Spør SSB på nytt",
        key=_AGAIN,
        help="Henter også det som er lagret fra før og ikke er endret siden, for eksempel når "
        "tallene ser feil ut. Det som er lagret, beholdes hvis svaret ikke kan brukes.",
    )
    _button("Hent listen over alle kommuner og fylker", lambda archive, _: live.areas(archive))
    _button("Hent alle kommuner til rangering", lambda archive, _: everyone.populations(archive))
    editions_known = {one.table: str(one.first_year) for one in _vintages()}
    table = st.selectbox(
        "Utgave av framskrivingen",
        list(editions_known) or [""],
        format_func=lambda one: f"SSB {editions_known[one]}" if one else "Nyeste",
    )
    _button(
        f"Hent {view.region_name(code)}",
        lambda archive, progress: live.region_case(code, archive, progress, table or ""),
    )
