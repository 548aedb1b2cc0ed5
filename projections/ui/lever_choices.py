"""The levers of a scenario: rows that rest where nothing is changed, and one way back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from .. import labels, narrative, norwegian, tables
from ..case import Case, Projection
from ..choices import state
from ..cohort import Rates, life_expectancy
from . import board, controls, deck_capture

QUICK = ((0, "Som prognosen"), (10, "+10"), (20, "+20 flere i året"), (50, "+50"))
"""What migration can be set to with one press."""
FIELDS = (
    *("migration", "profile", "staying", "change_from", "change_to"),
    *("homes", "per_home", "outside", "realised"),
    *("fertility", "mortality", "postponed", "coverage"),
)
"""What a row of the board may set."""


@dataclass(frozen=True)
class Lever:
    """A lever a sector has: its words, its span and step, and where it rests [per cent]."""

    label: str
    low: int
    high: int
    step: float
    rest: float
    help: str


SECTOR_LEVERS: Mapping[str, Lever] = MappingProxyType(
    {
        "standard": Lever(
            "kostnad per bruker, endring per år",
            -5,
            5,
            0.5,
            0,
            "Under null: høyere produktivitet eller lavere standard. Tallene kan ikke skille dem.",
        ),
        "unit_cost": Lever(
            "kostnad per bruker mot i dag", 50, 200, 5, 100, "Gjelder med en gang, og hvert år."
        ),
        "fixed": Lever(
            "fast andel", 0, 100, 5, 0, "Den delen av rammen som ikke følger innbyggerne."
        ),
    }
)


def show() -> None:
    """All levers on one board."""
    now = _Now()
    board.show(
        "levers", [*_people(now), *_births_and_deaths(now), *_services(now)], now.scales, take
    )


def said() -> str:
    """What is moved, in words; empty at rest."""
    moved = state.moved(controls.choice(), controls.catalogue())
    words = f"Justert: {norwegian.listing(list(map(_told, moved)))}" if moved else ""
    deck_capture.said().moved = words
    return words


def reset() -> None:
    """Every lever back to rest."""
    rest = state.rest(controls.choice(), controls.catalogue())
    for field in state.MOVED:
        controls.take(field, getattr(rest, field))


NAMES: Mapping[str, str] = MappingProxyType(
    {
        "migration": "ekstra flytting",
        "homes": "nye boliger",
        "fertility": "fruktbarhet",
        "mortality": "dødelighet",
        "postponed": "friskere alderdom",
        "standard": "standard og produktivitet",
        "unit_cost": "kostnad per bruker",
        "fixed": "fast andel",
        "coverage": "dekningsgrad",
    }
)
"""What is said to be moved, by field of the choice."""


def _told(field: str) -> str:
    """A lever that is moved, and to what."""
    choice = controls.choice()
    value = getattr(choice, field)
    if field in SECTOR_LEVERS:
        shown = _shown(SECTOR_LEVERS[field])
        each = state.by_sector(value).items()
        how = "; ".join(f"{labels.item(one).lower()} {shown(own)}" for one, own in each)
    else:
        how = _SHOWN[field](value)
    if field == "migration":
        how = f"{how}, {labels.PROFILES[choice.profile].lower()}"
        if choice.staying == "good":
            how = f"{how}, {labels.STAYING_TOLD[choice.staying]}"
    elif field == "homes":
        how = f"{how}, {_per_home(choice.per_home)} per bolig, {_percent(choice.outside)} utenfra"
    return f"{NAMES[field]} ({how})"


def _signed(value: float) -> str:
    if not value:
        return "uendret"
    # Goal seek sets it with two decimals.
    return f"{norwegian.number(value, norwegian.decimals_of(value), True)} i året"


def _plain(value: float) -> str:
    return norwegian.number(value, norwegian.decimals_of(value))


def _per_home(value: float) -> str:
    return norwegian.number(value, 2) if value else "ikke satt"


def _percent(value: float) -> str:
    return labels.rule(value)


def _later(years: float) -> str:
    if not years:
        return "som i dag"
    return f"{norwegian.number(years, 2)} år senere per tiår"


class _Now:
    """The choice as it stands, where its levers rest, and the scales they stand on."""

    def __init__(self) -> None:
        self.choice = controls.choice()
        self.rest = state.rest(self.choice, controls.catalogue())
        self.case, self.path, self.scales = controls.case(), controls.projection(), _scales()

    def row(self, field: str, label: str, quick: Sequence[tuple[float, str]] = ()) -> board.Row:
        """The row of a field of the choice."""
        value, rest = getattr(self.choice, field), getattr(self.rest, field)
        return board.lever(field, label, field, self.scales[field].told(value), value, rest, quick)


def _people(now: _Now) -> list[board.Row]:
    choice, here, path = now.choice, now.case, now.path
    leaving = tables.leaving(here, controls.catalogue())
    told = f"De som flytter inn, {narrative.scenario.stay(choice.staying, leaving)}."
    if choice.profile == "average":
        told += f" {narrative.scenario.MODEL}"
    rows = [
        board.heading("Flytting"),
        now.row("migration", "Ekstra netto innflytting", QUICK),
        board.options("profile", "Hvem som flytter", _named("profile", here), choice.profile),
        board.options("staying", "De som flytter inn", _named("staying", here), choice.staying),
    ]
    folded = [board.note("stay", told)]
    if path is not None:
        counted = max(here.newest_count, path.population.years[0])
        folded.append(board.note("begin", narrative.scenario.people_begin(counted)))
        folded += _years(now, path)
    rows += board.folded("Årene det gjelder, og hvor lenge de blir", *folded)
    return rows + board.folded(
        "Nye boliger",
        now.row("homes", "Nye boliger i året"),
        now.row("per_home", "Personer per bolig"),
        now.row("outside", "Andel som kommer utenfra"),
        now.row("realised", "Andel av boligene som blir bygd"),
        board.note("homes", _lacking(choice)),
    )


def _lacking(choice: state.Choice) -> str:
    if choice.homes and not (choice.per_home and choice.outside):
        return "Sett også personer per bolig og andelen som kommer utenfra."
    return ""


def _years(now: _Now, path: Projection) -> list[board.Row]:
    """First and last year of moving; a link may have been written with one counted since."""
    choice = now.choice
    years = state.change_years(now.case, path)
    since = sorted({*years, choice.change_from})
    until = sorted({*(one for one in years if one >= choice.change_from), choice.change_to})
    return [
        board.options(field, label, {str(one): str(one) for one in known}, str(value))
        for field, label, known, value in (
            ("change_from", "Fra og med år", since, choice.change_from),
            ("change_to", "Til og med år", until, choice.change_to),
        )
    ]


def _named(field: str, here: Case) -> dict[str, str]:
    if field == "profile":
        return {one: labels.PROFILES[one] for one in state.profiles(here)}
    return dict(labels.STAYING)


def _births_and_deaths(now: _Now) -> list[board.Row]:
    later = now.row("postponed", "Friskere alderdom: behovet kommer")
    begin = board.note("later", _begin("Gjelder behovet fra 67 år, og"))
    if now.path is None or not state.has_single_years(now.path):
        told = (
            "Fruktbarhet og dødelighet krever en prognose med ettårig alder og kjønn, som SSBs "
            "framskriving når den er hentet. Den valgte prognosen har bare aldersgrupper."
        )
        rows = [board.note("births", told)]
    else:
        rows = [now.row("fertility", "Fruktbarhet"), now.row("mortality", "Dødelighet")]
    return [board.heading("Alderdom, fødsler og levealder"), later, begin, *rows]


def _services(now: _Now) -> list[board.Row]:
    told = f"{_begin('Kostnad per bruker og produktivitet')} {narrative.scenario.ASSUMPTIONS}"
    rows = [
        board.heading("Tjenester"),
        now.row("coverage", "Dekning av heldøgns omsorg, av alle 80+"),
        board.note("services", told),
    ]
    for field, one in SECTOR_LEVERS.items():
        name = f"{labels.sentence(NAMES[field])} per tjeneste"
        rows += board.folded(
            name, board.note(f"help-{field}", one.help), *_by_sector(now, field, one)
        )
    return rows


def _begin(what: str) -> str:
    """When levers on services begin."""
    case, path = controls.case(), controls.projection()
    people = path.population if path else case.observed
    return narrative.scenario.services_begin(what, tables.unchanged_until(case, people))


def _by_sector(now: _Now, field: str, one: Lever) -> list[board.Row]:
    given, shown = state.by_sector(getattr(now.choice, field)), _shown(one)
    rows = []
    for sector in controls.catalogue().keys.sectors:
        value = given.get(sector, one.rest)
        label = f"{labels.item(sector)}, {one.label}"
        rows.append(board.lever(f"{field}:{sector}", label, field, shown(value), value, one.rest))
    return rows


def _scales() -> dict[str, board.Scale]:
    """Where each lever can stand, by field."""
    rates = controls.catalogue().rates
    children = float(rates.fertility.sum())

    def births(share: float) -> str:
        text = f"{norwegian.number(children * share / 100, 2)} barn per kvinne"
        return f"uendret ({text})" if share == 100 else text

    low, high = state.levers(controls.catalogue())["coverage"].range
    plain = {
        "migration": (5, _signed),
        "homes": (5, _plain),
        "per_home": (0.25, _per_home),
        "outside": (5, _percent),
        "realised": (5, _percent),
        "postponed": (0.25, _later),
        "fertility": (5, births),
        "mortality": (5, _deaths),
    }
    return {
        **{
            field: board.Scale(*state.LEVERS[field][:2], step, told)
            for field, (step, told) in plain.items()
        },
        **{
            field: board.Scale(one.low, one.high, one.step, _shown(one))
            for field, one in SECTOR_LEVERS.items()
        },
        "coverage": board.Scale(low, high, 1, labels.rule),
    }


@cache
def _life_expectancy(rates: Rates, share: float) -> float:
    survival = rates.changed(mortality=share / 100).survival
    return float(life_expectancy(survival).mean())


def _deaths(share: float) -> str:
    years = _life_expectancy(controls.catalogue().rates, share)
    text = f"levealder {norwegian.number(years, 1)} år"
    return f"uendret ({text})" if share == 100 else text


def _shown(lever: Lever) -> Callable[[float], str]:
    """How a sector's lever is written: one that may be under zero with a sign."""
    signed = lever.low < 0
    return lambda value: norwegian.percent(
        value / 100, max(int(signed), norwegian.decimals_of(value)), signed
    )


_SHOWN: Mapping[str, Callable[[float], str]] = MappingProxyType(
    {
        "migration": _signed,
        "homes": lambda value: f"{_plain(value)} i året",
        "fertility": lambda value: f"{_percent(value)} av i dag",
        "mortality": lambda value: f"{_percent(value)} av i dag",
        "postponed": _later,
        "coverage": lambda value: f"{labels.rule(value)} av alle 80 år og eldre",
    }
)
"""What a lever is moved to, in words, by field of the choice."""


def take(moved: Mapping[str, Any]) -> None:
    """What was moved on the board becomes the choice."""
    for id, value in moved.items():
        field, _, sector = id.partition(":")
        if not sector and field in FIELDS:
            controls.take(field, value if isinstance(value, str) else float(value))
        elif sector and field in SECTOR_LEVERS:
            rest = SECTOR_LEVERS[field].rest
            given = {**state.by_sector(getattr(controls.choice(), field)), sector: float(value)}
            controls.take(
                field, tuple(f"{one}:{own:g}" for one, own in given.items() if own != rest)
            )
