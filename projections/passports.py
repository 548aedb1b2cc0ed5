"""Sources and assumptions as tables to read."""

from collections.abc import Iterable

from . import labels, norwegian
from .case import Case, Catalogue, Frames
from .costs import NeedKeys
from .grids import Grid
from .parameters import Parameter
from .provenance import Source


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
                f"{one.title}. {one.note}".strip(),
                _linked(f"{one.publisher}: {one.document}", one.url),
                one.vintage,
                labels.date(one.published),
                labels.date(one.retrieved),
                one.licence,
                one.unit,
                labels.QUALITIES[one.quality],
            )
            for one in every
        ),
    )


def _linked(text: str, url: str) -> str:
    return f"[{text}]({url})" if url else text


def parameters(every: Iterable[Parameter]) -> Grid:
    """One row an assumption, with value, range and source."""

    def amount(value: float, unit: str) -> str:
        return str(int(value)) if unit == "year" else norwegian.number(value)

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
                labels.unit(one.unit),
                str(one.from_year),
                f"{amount(one.range[0], one.unit)}–{amount(one.range[1], one.unit)}",
                labels.QUALITIES[one.quality],
                one.source,
                labels.date(one.retrieved),
            )
            for one in every
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


def frames(own: Frames) -> Grid:
    """The municipality's frames and the sector each belongs to."""
    rows = tuple(
        (
            frame.unit_name,
            labels.item(frame.sector) if frame.sector else "Følger ikke demografien",
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
