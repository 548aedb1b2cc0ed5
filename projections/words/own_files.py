"""Files of one's own: what each kind is, what was read, what is in use, which units were moved."""

from collections.abc import Iterable, Mapping, Sequence

from .. import labels, terms
from ..case import OWN_SERVICE, Allocation, Allocations, Case, OwnPlaces, OwnRates
from ..norwegian import decimals_of, listing, number, percent
from ..people.ages import FloatArray
from ..people.cohort import SEXES, SINGLE_AGES
from ..series import Table
from ..sources.own.frames import FrameFile
from ..sources.own.kinds import Found
from ..sources.own.planlines import NAMES as NAMES_OF_LINES
from ..sources.own.planlines import PlanFile
from ..sources.own.rates import COSTS, USERS
from ..tables import compare_from_base
from .finding import Finding, direction, seam
from .grids import Grid

NAMES: Mapping[str, str] = {
    "rates": "Egne satser",
    "frames": "Egne driftsrammer",
    "capacity": "Egen kapasitet",
    "profile": "Egen flytteprofil",
    "plan": "Egen økonomiplan",
}
ABOUT: Mapping[str, str] = {
    "rates": "Hva en innbygger i hver alder koster i en tjeneste, eller hvor mange som bruker "
    "den. Kronene blir metoden «egne satser» på alle sider med kostnad, og brukerne vises på "
    "siden Kapasitet.",
    "frames": "Kommunens egne netto driftsrammer etter enhet og år. De blir metoden «eget "
    "budsjett».",
    "capacity": "Hvor mange plasser kommunen har i heldøgns omsorg og i skolen, fra og til "
    "hvilket år. De står i stedet for tallene som følger med, på siden Kapasitet.",
    "profile": "Hvor mange som flytter i hver alder, for spakene på siden Hva om?. Bare "
    "forholdet mellom aldrene brukes.",
    "plan": "Resultat, fond, gjeld og skatt fra kommunens egen økonomiplan: åtte linjer, tre "
    "av dem må være der. De gir siden Handlingsrom, eksportene og kommandoen budget --plan.",
}
"""What each kind is."""
SESSION = (
    "Filen leses i økten din: den lagres ikke før du velger det, andre ser den ikke, og en lenke "
    "tar den ikke med."
)
NOTHING_WRONG = "Filen kan brukes."


def preview(found: Found) -> Grid:
    """What was read, row by row."""
    caption = "Dette er lest"
    if isinstance(found, OwnRates):
        rows = tuple(
            (
                labels.item(service),
                unit,
                labels.age(one.ages.code),
                _as_written(one.amount),
            )
            for unit, by_service in ((COSTS, found.costs), (USERS, found.users))
            for service, every in by_service.items()
            for one in every
        )
        return Grid(caption, ("Tjeneste", "Enhet", "Alder", "Sats"), rows)
    if isinstance(found, FrameFile):
        amounts = tuple(
            (
                one.name,
                labels.sector(one.sector) if one.level == "unit" else "Område",
                *(number(one.by_column[column]) for column in found.columns),
            )
            for one in found.rows
        )
        headings = (column.replace("_", " ") for column in found.columns)
        return Grid(caption, ("Navn", "Følger", *headings), amounts)
    if isinstance(found, tuple):
        every = tuple(
            (
                one.name,
                terms.SERVICES[one.service],
                number(one.places),
                str(one.first or "fra før"),
                str(one.last or "inntil videre"),
            )
            for one in found
        )
        return Grid(caption, ("Navn", "Tjeneste", "Plasser", "Fra", "Til"), every)
    if isinstance(found, PlanFile):
        lines = tuple(
            (NAMES_OF_LINES[line], *(number(by[one]) if one in by else "" for one in found.columns))
            for line, by in found.amounts.items()
        )
        told = f"{caption} (1000 kr, planen i {found.price_year}-kroner)"
        return Grid(told, ("Linje", *(one.replace("_", " ") for one in found.columns)), lines)
    return _movers(found)


def _as_written(amount: float) -> str:
    """A number with the decimals it has."""
    return number(amount, decimals_of(amount, most=6))


def _movers(shares: FloatArray) -> Grid:
    """A profile in ten-year bands."""
    rows = []
    for lower in range(0, len(SINGLE_AGES) - 1, 10):
        part = shares[:, lower : lower + 10] if lower < 90 else shares[:, 90:]
        name = f"{lower}–{lower + 9} år" if lower < 90 else "90 år og eldre"
        rows.append((name, *(percent(float(one.sum()), 1) for one in part)))
        if lower == 90:
            break
    return Grid(
        "Dette er lest, som andel av alle som flytter",
        ("Alder", *(terms.SEXES[sex] for sex in SEXES)),
        tuple(rows),
    )


def rates_in_use(rates: OwnRates, case: Case, unfit: str | None) -> str:
    """Which rates are used, and what they are used for."""
    told = []
    if rates.costs:
        told.append(f"kroner per person for {_named(rates.costs)} ({rates.price_year}-kroner)")
    if rates.users:
        told.append(f"brukere av {_named(rates.users)}")
    sentence = f"Egne satser fra {rates.source.document} er i bruk for {case.region.name}: "
    return f"{sentence}{listing(told)}. {unfit or ''}".strip()


def _named(services: Iterable[str]) -> str:
    names = [(one, labels.item(one)) for one in services]
    return listing([name if code.startswith(OWN_SERVICE) else name.lower() for code, name in names])


def places_in_use(places: tuple[OwnPlaces, ...], case: Case) -> str:
    """Which capacity is used."""
    names = listing([terms.SERVICES[one] for one in dict.fromkeys(x.service for x in places)])
    file = places[0].source.document
    return f"Egen kapasitet fra {file} er i bruk for {case.region.name}: {names}."


def profile_in_use(case: Case) -> str:
    """That a profile is used."""
    return f"Egen flytteprofil er i bruk for {case.region.name}."


def plan_in_use(case: Case) -> str:
    """Which plan is used."""
    assert case.accounts
    source = case.accounts.lines[0].source
    planned = case.accounts.balances[-1].years
    span = str(planned[0]) if planned[0] == planned[-1] else f"{planned[0]}–{planned[-1]}"
    return (
        f"Egne linjer for {case.region.name} er i bruk ({source.document}, plan {span}, "
        f"{case.accounts.price_year}-kroner)."
    )


def users(region: str, table: Table, base: int, last: int) -> Finding:
    """Users of the services in two years, with the rates as they are."""
    compared = compare_from_base(table, base, last)
    most = max(compared, key=lambda one: abs(one.change))
    verb = direction(most.change, most.first, "flere", "færre", "omtrent like mange")
    told = [
        f"{labels.item(one.item)}: {number(one.first)} → {number(one.last)}" for one in compared
    ]
    return Finding(
        f"{labels.item(most.item)}: {verb} brukere i {region}, fra {number(most.first)} i {base} "
        f"til {number(most.last)} i {last}",
        f"Med samme andel brukere i hver alder som i filen.{seam(most)} {'. '.join(told)}.",
    )


def cannot(name: str, count: int, shown: int) -> str:
    """Says that a file cannot be used, and how much is wrong."""
    more = f" De første {shown} står under." if shown < count else ""
    return f"Filen «{name}» kan ikke brukes: {count} feil.{more}"


def columns(described: Mapping[str, str]) -> Grid:
    """What each column of the template holds."""
    return Grid(
        "Kolonnene i malen", ("Kolonne", "Hva den skal inneholde"), tuple(described.items())
    )


def more(left_out: int) -> str:
    """That a table is cut."""
    return f"{number(left_out)} rader til er lest."


MAPPING = (
    "Hver enhet følger én tjeneste i inntektssystemet, eller ingen. Endringer gjelder bare i denne "
    "økten."
)


NONE_MAPPED = (
    "Ingen enhet følger en tjeneste ennå, så ingen kostnad følger befolkningen. Velg tjeneste for "
    "enhetene under «Enheter og sektorer»."
)
MOVED = "tilordning endret i denne økten"


def no_people(years: Sequence[int], case: Case) -> str:
    """Says that no year of the file has people to share the frames out on."""
    known = case.years(None)
    return (
        f"Filen har rammer for {listing([str(year) for year in years])}, og folketallet for "
        f"{case.region.name} er kjent for {known[0]}–{known[-1]} og i prognosen som er valgt. Velg "
        "en annen prognose, eller last opp rammer for et av årene."
    )


def in_use(frames: Allocations) -> str:
    """Says that uploaded frames are used."""
    name, _, column = frames.source.document.partition(", kolonnen ")
    return f"Egne driftsrammer fra {name} er i bruk (kolonnen {column})."


def moved(before: Sequence[Allocation], now: Sequence[Allocation]) -> str:
    """Which units follow another sector than they did."""
    told = [
        f"{new.unit_name} ({_sector(old)} → {_sector(new)})"
        for old, new in zip(before, now, strict=True)
        if old != new
    ]
    return f"Tilordningen er endret: {listing(told)}."


def _sector(frame: Allocation) -> str:
    return labels.sector(frame.sector).lower()
