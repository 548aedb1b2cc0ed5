"""Widgets for the choice. Every widget shows and changes one field of the shared choice."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar, cast

import streamlit as st

from .. import labels, norwegian
from ..case import Case, Catalogue, Projection
from ..choices import state, where
from ..errors import BaereevneError, SourceError, StoreError
from ..figures.effects import effect_item
from ..people.ages import SERVICE_AGES
from ..people.indicators import WORKING_AGES
from ..people.population import Population
from ..series import Table
from ..sources import catalogue as everything
from ..sources.statbank import everyone as all_municipalities
from ..sources.statbank import kostra
from ..sources.statbank.archive import Archive
from ..store import Store
from ..trend.alternative import whose as errors_of
from ..whatif.lever_table import LEVERS
from ..words import amounts
from ..words.grids import unlinked
from . import unsaved

_CHOICE, _PROBLEMS = "choice", "problems"
_PENDING = "pending"
_OWN = "own_inputs"
_CATALOGUE = "catalogue_with_own"
_NOTHING: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
_ASKING = "asking_for_region"
_WRITTEN = "written_query"
_WHOLE = "whole_page_changed"
_PAGE = "page_drawn"
_AWAY = "store_problem"
LAG_SECONDS = 1.0
Format = Callable[[Any], str]


Read = TypeVar("Read")


def read_or(work: Callable[[], Read], otherwise: Callable[[], Read]) -> Read:
    """What a function that keeps its answers gives; something else while the store is away.

    Streamlit keeps no answer of a function that raises, so the next page asks again; on this one
    all that follows is of the same kind.
    """
    if store_problem():
        return otherwise()
    try:
        return work()
    except StoreError as problem:
        st.session_state[_AWAY] = str(problem)
        return otherwise()


def store_problem() -> str:
    """Why the store could not be read on this page; empty where it could."""
    return str(st.session_state.get(_AWAY, ""))


@st.cache_resource(show_spinner=False, ttl=600)
def _figures() -> Catalogue:
    return everything.read()


def figures() -> Catalogue:
    """Bundled figures and fetched regions; read again now and then, for what others fetch."""
    return read_or(_figures, everything.alone)


def catalogue() -> Catalogue:
    """All that can be chosen, with this session's own inputs in place of a region's."""
    rests_on = figures(), own_everywhere()
    kept = st.session_state.get(_CATALOGUE)
    if kept is None or any(one is not other for one, other in zip(kept[0], rests_on, strict=True)):
        kept = st.session_state[_CATALOGUE] = rests_on, rests_on[0].with_inputs(rests_on[1])
    return cast(Catalogue, kept[1])


def own_everywhere() -> Mapping[str, Mapping[str, Any]]:
    """The session's own inputs by region; another object whenever one of them is another."""
    return cast(Mapping[str, Mapping[str, Any]], st.session_state.get(_OWN, _NOTHING))


def own_inputs() -> dict[str, Any]:
    """The session's own inputs for the chosen region, by field of the case."""
    return dict(st.session_state.get(_OWN, {}).get(choice().region, {}))


def use_own(**inputs: Any) -> None:
    """Put own inputs in place of the chosen region's, for this session; None takes one away."""
    query = {name: [text] for name, text in state.to_query(choice(), catalogue()).items()}
    region = choice().region
    kept = {field: one for field, one in {**own_inputs(), **inputs}.items() if one is not None}
    others = {code: own for code, own in st.session_state.get(_OWN, {}).items() if code != region}
    st.session_state[_OWN] = others | ({region: kept} if kept else {})
    _chosen_here()
    choose(query)


def use_own_everywhere(field: str, by_region: Mapping[str, Any]) -> None:
    """Put one own input in place in these regions and take it away in all others."""
    query = {name: [text] for name, text in state.to_query(choice(), catalogue()).items()}
    before = st.session_state.get(_OWN, {})
    own = {
        code: {name: one for name, one in before.get(code, {}).items() if name != field}
        | ({field: by_region[code]} if code in by_region else {})
        for code in {**before, **by_region}
    }
    st.session_state[_OWN] = {code: kept for code, kept in own.items() if kept}
    _chosen_here()
    choose(query)


@st.cache_resource(show_spinner=False, ttl=600)
def _choices() -> dict[str, str]:
    return everything.choices()


def _fetchable() -> dict[str, str]:
    """Names by code of the municipalities SSB has, once the list is in the store."""
    return read_or(_choices, dict)


@st.cache_resource(show_spinner=False, ttl=600)
def _everyone() -> tuple[Population, ...]:
    try:
        return all_municipalities.populations(Archive(Store()))
    except SourceError:
        return figures().everyone()


def everyone() -> tuple[Population, ...]:
    """All municipalities in the newest year, as fetched or else as bundled."""
    return read_or(_everyone, lambda: figures().everyone())


@st.cache_resource(show_spinner=False, ttl=600)
def _spending() -> dict[str, Table]:
    try:
        return kostra.fetch(Archive(Store()))
    except SourceError:
        return {}


def fetched_spending() -> dict[str, Table]:
    """KOSTRA's figures by region code, once they have been fetched."""
    return read_or(_spending, dict)


def figures_changed() -> None:
    """Something was fetched: read all again; what was at rest follows the new figures' rest."""
    query = {name: [text] for name, text in state.to_query(choice(), catalogue()).items()}
    forget_figures()
    choose(query)


def forget_figures() -> None:
    """Read figures and lists again when they are asked for."""
    for kept in (_figures, _spending, _everyone, _choices, _places):
        kept.clear()


def choice() -> state.Choice:
    """The session's choice; the first time it is read from the URL."""
    if _CHOICE not in st.session_state:
        follow_address()
    return cast(state.Choice, st.session_state[_CHOICE])


def follow_address(is_same_page: bool = False) -> None:
    """Make the choice of the address, when it is the session's first or the browser went back."""
    if _CHOICE not in st.session_state or _browser_moved(is_same_page):
        st.session_state[_WRITTEN] = (st.query_params.to_dict(), time.monotonic())
        query = {name: st.query_params.get_all(name) for name in st.query_params}
        if state.regions_in(query) or (query and _CHOICE in st.session_state):
            answered()
        else:
            st.session_state[_ASKING] = True
        if not _waits_for_fetch(query):
            choose(query)
        elif _CHOICE not in st.session_state:
            choose({})


def is_asking() -> bool:
    """Whether nobody has said which region it is: the first visit, by an address without one."""
    return bool(st.session_state.get(_ASKING))


def answered() -> None:
    """The session has its region."""
    st.session_state.pop(_ASKING, None)


def _waits_for_fetch(query: state.Query) -> bool:
    """Put a choice aside when it names a region that can be fetched but is not here yet."""
    absent = [code for code in state.regions_in(query) if code not in catalogue().names]
    codes = tuple(code for code in absent if code in _fetchable())
    if codes:
        st.session_state[_PENDING] = (codes, query)
    return bool(codes)


def pending() -> tuple[tuple[str, ...], state.Query] | None:
    """Regions to fetch, and the choice to make when they are here; asked for once."""
    return cast(tuple[tuple[str, ...], state.Query] | None, st.session_state.pop(_PENDING, None))


def choose(query: state.Query) -> None:
    """Make the choice a query asks for; what cannot be used is one sentence each."""
    settled = state.settle(query, catalogue())
    st.session_state[_CHOICE] = settled.choice
    st.session_state[_PROBLEMS] = settled.problems + settled.notices
    st.session_state[_WHOLE] = True


def page_begins(page: str = "") -> None:
    """The whole page is drawn, with what was chosen until now.

    Parameters
    ----------
    page
        Which page; going back to an address that says nothing is told from a menu link by it.
    """
    is_same = st.session_state.get(_PAGE) == page
    st.session_state[_PAGE] = page
    st.session_state.pop(_AWAY, None)
    follow_address(is_same)
    st.session_state[_WHOLE] = False


def whole_page_changed() -> bool:
    """Whether a choice was made that may be seen anywhere on the page, since it was drawn."""
    return bool(st.session_state.get(_WHOLE))


def _browser_moved(is_same_page: bool) -> bool:
    """Whether the address is another than the one written last: the browser went back.

    Menu links carry no choice; on the page one stands on, an address without any is that of a first
    visit, where nobody had said which region it is. An address may also lag behind for a moment
    when choices are made quickly one after the other; that is not going back.
    """
    shown = st.query_params.to_dict()
    written, when = st.session_state.get(_WRITTEN, (shown, 0.0))
    says = bool(shown) or (is_same_page and is_asking())
    return says and shown != written and time.monotonic() - when > LAG_SECONDS


def problems() -> tuple[str, ...]:
    """One sentence for each part of the link that could not be used, and for what is otherwise
    than where it was made, until a choice is made.
    """
    return cast(tuple[str, ...], st.session_state.get(_PROBLEMS, ()))


def case() -> Case:
    """The chosen region with its inputs."""
    return catalogue().case(choice().region)


def projection() -> Projection | None:
    """The chosen projection, None for history only."""
    return state.projection_of(case(), choice().projection, choice().start)


def inputs() -> tuple[Case, Projection | None, Catalogue]:
    """What most figures are reckoned from."""
    return case(), projection(), catalogue()


def write_url() -> None:
    """Put the choice in the address bar, so that the link opens the same picture."""
    query = state.to_query(choice(), catalogue())
    if is_asking() and set(query) == {state.NAMES["region"]}:
        query = {}  # an address that says nothing asks again
    written, _ = st.session_state[_WRITTEN]
    if written != query:
        st.session_state[_WRITTEN] = (query, time.monotonic())
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)
    unsaved.keep_choices(query)


def _take(field: str) -> None:
    """A widget was changed: settle the choice with its new value."""
    take(field, st.session_state[f"widget_{field}"])


def _chosen_here() -> None:
    """What is chosen on the page counts, whatever address the browser was at."""
    st.session_state[_WRITTEN] = (st.query_params.to_dict(), time.monotonic())


def take(field: str, value: Any) -> None:
    """Settle the choice with a new value of one field."""
    _chosen_here()
    if value is None:
        return
    if isinstance(value, list):
        value = tuple(value)
    if field == "region":
        value = where.code_of(value)
        answered()
    query = state.changed(choice(), field, value, catalogue())
    if _waits_for_fetch(query):
        return
    st.session_state[_CHOICE] = state.settle(query, catalogue()).choice
    st.session_state[_WHOLE] = whole_page_changed() or bool(st.session_state.get(_PROBLEMS))
    st.session_state[_PROBLEMS] = ()


def _bound(field: str) -> dict[str, Any]:
    """Keyword arguments that tie a widget to a field: shows it, and takes what is chosen."""
    key, value = f"widget_{field}", getattr(choice(), field)
    st.session_state[key] = list(value) if isinstance(value, tuple) else value
    return {"key": key, "on_change": _take, "args": (field,)}


def select(field: str, label: str, options: Sequence[Any], show: Format = str, **more: Any) -> None:
    """A list to choose one from."""
    st.selectbox(label, options, format_func=show, **_bound(field), **more)


def segments(field: str, label: str, options: Sequence[Any], show: Format = str) -> None:
    """A few options side by side."""
    st.segmented_control(label, options, format_func=show, required=True, **_bound(field))


def slide(field: str, label: str, low: float, high: float, step: float, show: Format) -> None:
    """A slider over even steps, and the value it has now."""
    steps = (low + step * place for place in range(round((high - low) / step) + 1))
    options = sorted({*steps, getattr(choice(), field)})
    st.select_slider(label, options, format_func=show, **_bound(field))


def several(field: str, label: str, options: Sequence[Any], show: Format, most: int) -> None:
    """A list to choose several from."""
    st.multiselect(
        label,
        options,
        format_func=show,
        max_selections=most,
        placeholder="Velg",
        select_all=False,
        **_bound(field),
    )


@st.cache_resource(show_spinner=False, ttl=600)
def _places(_known: Catalogue, _more: dict[str, str], which: tuple[str, int]) -> dict[str, str]:
    del which  # by what it is kept
    return where.entries(_known, _more)


def places() -> dict[str, str]:
    """What a region can be chosen by: its name, and every number and name it has had."""
    known, more = figures(), _fetchable()
    return _places(known, more, (known.edition, len(more)))


def region_name(code: str) -> str:
    """Name of a region code; a municipality that is not fetched yet says so."""
    names = catalogue().names
    return names[code] if code in names else places()[code]


def chosen(from_base_year: bool = False) -> str:
    """The shared choices in words, for the line under a page's title."""
    own = choice()
    first = own.base_year if from_base_year else own.first
    return f"{whose()} · sammenligner {first} og {own.last}" + (
        "" if from_base_year else f" · yrkesaktiv alder {labels.age(own.working)}"
    )


def chosen_of(fields: Collection[str]) -> str:
    """The choices a page uses in words: without a projection neither path nor years are any.

    Parameters
    ----------
    fields
        Fields of the choice that do something on the page.
    """
    if "projection" not in fields:
        return case().region.name + _own_told()
    return chosen("first" not in fields and "base_year" in fields)


def followed() -> str:
    """Region, projection and last year in words, for pages that compare no years."""
    return f"{whose()} · til og med {choice().last}"


def whose() -> str:
    """Region and projection in words, and whether the session has inputs of its own."""
    path = projection()
    told = labels.projection(path) if path else "ingen prognose, bare observerte tall"
    if path and (means := labels.means(path.alternative)):
        told = f"{told}. Det er SSBs alternativ med {means}, ikke hovedalternativet"
    return f"{case().region.name} · {told}{_own_told()}"


def _own_told() -> str:
    """That the session has inputs of its own; empty where it has none."""
    return " · egne tall i denne økten" if own_inputs() else ""


def measure() -> None:
    """How the age groups are shown."""
    segments("measure", "Vis som", list(labels.MEASURES), labels.MEASURES.__getitem__)


def cost_view() -> None:
    """Change from the base year, or the cost itself."""
    segments("cost_view", "Vis som", list(labels.COST_VIEWS), labels.COST_VIEWS.__getitem__)


def compared() -> None:
    """Which regions stand beside the chosen one."""
    every = dict.fromkeys((*where.present(figures()), *_fetchable()))
    own = choice().region
    others = [code for code in every if code != own]
    names = {**places(), **figures().names}  # asked for hundreds of times at every run
    several("compare", "Sammenlign med", others, names.__getitem__, state.MOST_COMPARED)
    if len(own) == 4:
        with st.container(horizontal=True):
            for label, codes in _suggested(own).items():
                st.button(label, key=f"compare_{label}", on_click=take, args=("compare", codes))


def _suggested(region: str) -> dict[str, tuple[str, ...]]:
    """Regions to compare a municipality with, by what they have in common with it.

    Municipalities of one county alone (Oslo) have none there.
    """
    known, most = figures(), state.MOST_COMPARED
    county = tuple(one for one in known.peers(region, most) if one[:2] == region[:2])
    found = {"Nærmest i størrelse": known.nearest(region, most), "Samme fylke": county}
    return {label: codes for label, codes in found.items() if codes}


def effect(table: Table) -> None:
    """Which figure of a scenario is drawn, of those the table has."""
    names = {
        "total": "Innbyggere",
        "0-15": "0–15 år",
        "20-66": "20–66 år",
        "67+": "67+",
        "80+": "80+",
        "ratio": "Aldersbæreevne",
        "care_places": "Omsorgsplasser",
        "net": "Netto",
        "net_result_share": "Driftsresultat",
    }
    known = [one for one in state.EFFECTS if effect_item(one, table) != table[0].item]
    segments("effect", "Vis", [state.EFFECTS[0], *known], names.__getitem__)


def against() -> Projection | None:
    """The projection drawn beside the chosen one."""
    return state.projection_of(case(), choice().against, choice().start)


def choose_against() -> None:
    """Which other projection to draw; left out where there is no other."""
    names = {one.code: labels.projection(one) for one in case().projections}
    codes = state.against_codes(case(), choice().projection)
    if len(codes) > 1:
        select(
            "against",
            "Vis også prognosen",
            codes,
            lambda code: names.get(code, "Ingen"),
        )


def group() -> None:
    """All people, or one age group of them."""
    groups = {labels.TOTAL: "Hele befolkningen"} | {
        code: labels.sentence(labels.age(code)) for code in SERVICE_AGES.codes
    }
    select("group", "Aldersgruppe", list(groups), groups.__getitem__)


def compared_by_group() -> None:
    """Regions beside the chosen one, and which age group they are compared by."""
    compared()
    group()


def pyramid_years() -> None:
    """The two years of the pyramid."""
    pyramid = case().pyramid
    years = pyramid.years if pyramid else ()
    left, right = st.columns(2)
    with left:
        select("pyramid_first", "Første år (omriss)", years[:-1])
    with right:
        later = [year for year in years if year > choice().pyramid_first]
        select("pyramid_last", "Siste år (fylt)", later)


def cost_method() -> None:
    """How costs are found."""
    methods = state.methods(case(), projection())
    segments("method", "Metode", methods, labels.METHODS.__getitem__)


def need() -> None:
    """What need for services follows."""
    segments("need", "Behovet følger", list(labels.NEEDS), labels.NEEDS.__getitem__)
    st.caption(
        "Staten fordeler penger etter en nøkkel for hver tjeneste. Alderen veier mest; det andre "
        "som teller, er for eksempel dødelighet og eldre som bor alene."
    )


def tax_base() -> None:
    """What tax follows."""
    segments("tax", "Skatten følger", list(labels.TAXES), labels.TAXES.__getitem__)


def state_gives() -> None:
    """What nobody knows of the state: whether it pays for the nation's ageing, and the weights."""
    segments(
        "state", "Staten dekker landets aldring", list(labels.STATES), labels.STATES.__getitem__
    )
    segments("weights", "Sektorvektene", list(labels.WEIGHTS), labels.WEIGHTS.__getitem__)


def coverage() -> None:
    """Places with round-the-clock care per 100 people aged 80 and over, in whole per cent."""
    (low, high), step = state.levers(catalogue())["coverage"].range, LEVERS["coverage"].step
    planned = [catalogue().parameters.value(f"care_coverage_{end}") for end in ("low", "high")]
    st.select_slider(
        f"{LEVERS['coverage'].title} (kommuner planlegger for "
        f"{'–'.join(norwegian.number(one) for one in planned)})",
        sorted(
            {*(low + step * n for n in range(round((high - low) / step) + 1)), choice().coverage}
        ),
        format_func=lambda value: labels.value(value, "percent").replace(",0", ""),
        **_bound("coverage"),
    )


def care_numbers() -> None:
    """The municipality's own numbers of the base year."""
    left, right = st.columns(2)
    with left:
        written("home_users", f"Brukere av hjemmetjenester i {choice().base_year}")
    with right:
        written("care_fte", f"Årsverk i pleie og omsorg i {choice().base_year}")


def written(field: str, label: str, low: float = 0, high: float = state.MOST_OWN) -> None:
    """A number of the user's own, written as people write numbers; empty is not set."""
    key, value = f"widget_{field}", getattr(choice(), field)
    shown = norwegian.number(value, 0 if float(value).is_integer() else 2)
    st.session_state[key] = shown if value else ""
    limits = (field, low, high)
    st.text_input(label, key=key, placeholder="Ikke satt", on_change=_take_written, args=limits)
    if problem := st.session_state.get(f"problem_{field}"):
        st.error(unlinked(problem))


def _take_written(field: str, low: float, high: float) -> None:
    text = st.session_state[f"widget_{field}"].strip()
    try:
        value = norwegian.read(text, low, high) if text else 0.0
    except BaereevneError as problem:
        st.session_state[f"problem_{field}"] = str(problem)
        return
    st.session_state.pop(f"problem_{field}", None)
    st.session_state[f"widget_{field}"] = value
    _take(field)


def region() -> None:
    """Which region it is about."""
    select("region", "Kommune eller område", list(places()), places().__getitem__)


def which_projection(with_band: bool) -> None:
    """Which projection is shown, and where it starts, where that can be chosen; and its band."""
    own = case()
    names = {one.code: labels.projection(one) for one in own.projections}
    names[state.NO_PROJECTION] = "Ingen, bare observerte tall"
    select("projection", "Prognose", list(names), names.__getitem__)
    path = own.projection(choice().projection) if projection() else None
    if path and path.started("counted", own.observed) is not path:
        segments("start", "Prognosen starter", list(labels.STARTS), labels.STARTS.__getitem__)
    if with_band and path and errors_of(path):
        segments("band", "Usikkerhet i prognosen", list(labels.BANDS), labels.BANDS.__getitem__)


def years(fields: Collection[str]) -> None:
    """The years that are compared; those of them that a page uses."""
    own, known = choice(), case().years(projection())
    if {"first", "base_year"} & set(fields):
        select("first", "Fra år", known[:-1])
    select("last", "Til år", [year for year in known if year > own.first])
    if "base_year" in fields and own.base_year != own.first:
        has_people = own.first in state.base_years(case(), projection(), own.last)
        st.caption(amounts.other_years(own.first, own.base_year, has_people))


def working() -> None:
    """Who are of working age."""
    segments("working", "Yrkesaktiv alder", list(WORKING_AGES), labels.age)
