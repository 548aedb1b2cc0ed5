"""Sources and assumptions as tables to read."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from .. import labels, norwegian, terms
from ..case import Allocations, Case, Catalogue
from ..money.costs import NeedKeys
from ..money.prices import LATER, Deflator
from ..parameters import Parameter
from ..people.ages import AgeBand
from ..provenance import Source
from ..services.capacity import Norms
from .grids import Grid, Link


def every(catalogue: Catalogue, case: Case) -> tuple[Source, ...]:
    """The bundled sources, and those of the chosen region, which may be newer."""
    by_id = {one.id: one for one in (*catalogue.sources.values(), *case.sources)}
    return tuple(by_id.values())


def sources(every: Iterable[Source]) -> Grid:
    """One row a source, with all of its passport."""
    return Grid(
        "Alle kilder",
        ("Hva", "Kilde", "Utgave", "Publisert", "Hentet", "Lisens", "Enhet", "Kvalitet"),
        tuple(
            (
                f"{one.title}. {one.note} {one.remark}".strip(),
                _linked(f"{one.publisher}: {one.document}", one.url),
                one.vintage,
                norwegian.date(one.published),
                norwegian.date(one.retrieved),
                one.licence,
                one.unit,
                terms.QUALITIES[one.quality],
            )
            for one in every
        ),
    )


def _linked(text: str, url: str) -> str:
    return Link(text, url) if url.startswith(("http://", "https://")) else text


def parameters(every: Iterable[Parameter]) -> Grid:
    """One row an assumption, with value, range and source."""

    def amount(value: float, unit: str) -> str:
        if unit == "year":
            return str(int(value))
        decimals = -int(Decimal(f"{value:.12g}").as_tuple().exponent)
        return norwegian.number(value, max(0, decimals))

    return Grid(
        "Verdier",
        (
            "Forutsetning",
            "Verdi",
            "Enhet",
            "Gjelder fra",
            "Rimelig område",
            "Kvalitet",
            "Kilde",
            "Hentet",
        ),
        tuple(
            (
                one.label,
                amount(one.value, one.unit),
                terms.unit(one.unit),
                str(one.from_year),
                f"{amount(one.range[0], one.unit)}–{amount(one.range[1], one.unit)}",
                terms.QUALITIES[one.quality],
                one.source,
                norwegian.date(one.retrieved),
            )
            for one in every
        ),
    )


def _hours(value: float) -> str:
    return norwegian.number(value, 1)


def norms(every: Norms) -> Grid:
    """One row a norm: ages and value."""
    kinds: dict[str, tuple[Mapping[AgeBand, float], Callable[[float], str]]] = {
        "Elever per lærer i en time, høyst": (every.pupils_per_teacher, norwegian.number),
        "Timer per elev på trinnene til sammen": (every.hours, _hours),
        "Timer et lærerårsverk underviser i året": (every.post_hours, norwegian.number),
        "Barn per ansatt i barnehage, høyst": (every.children_per_staff, norwegian.number),
        "Barn per pedagog i barnehage, høyst": (every.children_per_pedagogue, norwegian.number),
        "Andel barn med barnehageplass": (every.coverage, norwegian.percent),
    }
    return Grid(
        "Minimumsnormer og dekning",
        ("Norm", "Alder", "Verdi"),
        tuple(
            (kind, labels.age(ages.code), shown(value))
            for kind, (norm, shown) in kinds.items()
            for ages, value in norm.items()
        ),
    )


def need_keys(keys: NeedKeys) -> Grid:
    """Each sector's weight, and how much of its key stands on ages."""
    rows = tuple(
        (
            labels.item(sector),
            norwegian.percent(keys.sector_weights[s], 2),
            norwegian.percent(keys.age_weights[s].sum(), 2),
            norwegian.percent(keys.old_weights[s], 2),
            norwegian.percent(keys.other_weights[s], 2),
        )
        for s, sector in enumerate(keys.sectors)
    )
    return Grid(
        "Inntektssystemets nøkler 2026 (Grønt hefte 2026, side 19–21)",
        (
            "Sektor",
            "Sektorvekt",
            "Alderskriterier",
            "Dødelighet og aleneboende 67+",
            "Andre kriterier",
        ),
        rows,
    )


def deflator(own: Deflator) -> Grid:
    """Price growth by year, one column a vintage; the one used first."""
    vintages = sorted({one.vintage for one in own.rates}, key=lambda one: (one != LATER, one))
    known = {(one.year, one.vintage): one.percent for one in own.rates}
    rows = tuple(
        (
            str(year),
            *(
                norwegian.percent(known[year, one] / 100) if (year, one) in known else ""
                for one in vintages
            ),
        )
        for year in sorted({one.year for one in own.rates})
    )
    return Grid(
        "Kommunal deflator, vekst fra året før, etter utgave",
        ("År", *map(labels.sentence, vintages)),
        rows,
    )


def frames(own: Allocations) -> Grid:
    """The municipality's frames and the sector each belongs to."""
    rows = tuple(
        (
            frame.unit_name,
            labels.sector(frame.sector),
            norwegian.number(frame.amount / 1000),
        )
        for frame in own.frames
        if frame.amount
    )
    return Grid(
        f"Driftsrammer {own.year}, og sektoren de hører til ({own.source.vintage})",
        ("Enhet", "Sektor", "Netto ramme, 1000 kr"),
        rows,
    )
