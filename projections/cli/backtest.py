"""How far projections were off: our own from earlier years, and any pair of files."""

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np

from ..errors import BaereevneError
from ..exports import tidy
from ..sources.data import vitals
from ..trend import calibration
from ..trend.backtest import FIRST_ORIGIN, TUNED_TO, Trial, backtest
from ..trend.band import HORIZON, LAST_ORIGIN, LAST_START, SHARES
from ..trend.earlier import tried
from ..trend.groups import SIZE_NAMES, TOLD, WHOLE
from ..trend.history import History
from ..trend.scores import STEADY, score, steady
from ..trend.yardsticks import METHODS
from . import options
from .backtest_files import pair
from .backtest_tables import ALL, ENDS, PER_CENT, WAYS, Row, score_rows, tables
from .options import Records, command, no_source, option, switch
from .written import span

PERIODS = ((FIRST_ORIGIN, LAST_ORIGIN), (FIRST_ORIGIN, TUNED_TO), (TUNED_TO + 1, LAST_ORIGIN))
"""All origins, those the constants were chosen on, and those that had no say."""
AGES = "grupper som går opp i 0-5, 6-15, 20-66, 67-79 og 80+"
COVERAGE = ("both", *WAYS, "none")


def run(args: argparse.Namespace) -> Records | None:
    """Errors, bias and coverage by age group, horizon and size [per cent]."""
    rows = _records(args)
    if not args.tables:
        return rows
    print("\n".join(tables(rows)))
    return None


def _records(args: argparse.Namespace) -> Records:
    horizons = _horizons(args.horizons)
    coverage = options.one_of(args.coverage, "måling av spennet", COVERAGE)
    methods = tuple(METHODS)
    if args.method != "all":
        methods = (options.one_of(args.method, "metode", (*METHODS, "all")),)
    if bool(args.projections) != bool(args.outcomes):
        raise BaereevneError("--projections og --outcomes brukes sammen: skriv begge filene.")
    history = vitals.load_history()
    if args.projections:
        first, last = span(args.origins, (1900, 2200))
        starts = range(first, last + 1)
        return list(pair(args.projections, args.outcomes, horizons, history, starts))
    first, last = _origins(args.origins, history)
    periods = PERIODS if args.tables and not args.origins else ((first, last - 1),)
    chosen = _regions(args.regions, history)
    rows: Records = []
    for name in methods:
        trial = backtest(history, range(first, last), max(*horizons, 1), METHODS[name])
        trial = trial.among(np.isin(trial.codes, chosen))
        for period in periods if name == methods[0] else periods[:1]:
            rows += _scored(name, trial.starting(*period), horizons)
    if coverage != "none" and args.method in ("trend", "all"):
        rows += _covered(history, horizons, coverage)
    return rows


def _scored(method: str, trial: Trial, horizons: Sequence[int]) -> Iterator[tidy.Record]:
    origins = f"{trial.origins[0]}-{trial.origins[-1]}"
    for place, size in enumerate((ALL, *SIZE_NAMES)):
        for horizon in horizons:
            found = score(trial, horizon, place - 1 if place else None)
            yield from score_rows(method, origins, size, horizon, found)
    measure = f"growth_within_{PER_CENT * STEADY:g}"
    cases = len(trial.origins) * len(trial.codes)
    yield Row(method, origins, ALL, 1, WHOLE, measure, steady(trial), cases).record()


def _covered(history: History, horizons: Sequence[int], coverage: str) -> Iterator[tidy.Record]:
    """Coverage of the band, always over all origins: that is what it is fitted on."""
    trial = backtest(history, range(FIRST_ORIGIN, LAST_START + 1), max(HORIZON, *horizons))
    ways: dict[str, tuple[Callable[..., calibration.Held], tuple[int, int]]] = {
        "folds": (calibration.by_folds, (FIRST_ORIGIN, LAST_ORIGIN)),
        "forward": (partial(calibration.forward, history), calibration.JUDGED),
        "then": (calibration.as_then, calibration.THEN),
        "sums": (_of_sums(history, calibration.by_folds), (FIRST_ORIGIN, LAST_ORIGIN)),
        "sums_forward": (
            _of_sums(history, partial(calibration.forward, history, of_sums=True)),
            calibration.JUDGED,
        ),
    }
    for way, (judge, (first, last)) in ways.items():
        if coverage not in ("both", way):
            continue
        held = judge(trial, horizons)
        measures = [f"coverage_{PER_CENT * share:g}_{way}" for share in SHARES]
        for place, size in enumerate((ALL, *SIZE_NAMES)):
            one = place - 1 if place else None
            cases, chance = held.cases(one), held.chance(one)
            row = partial(Row, "trend", f"{first}-{last}", size)
            for measure, value in zip(measures, held.pooled(one), strict=True):
                yield row(0, "all", measure, value, int(cases.sum())).record()
            for (share, ahead, group), value in np.ndenumerate(held.coverage(one)):
                if not cases[ahead]:
                    continue
                told = {measures[share]: value}
                if not share:
                    spans = zip(ENDS, chance[:, ahead, group], strict=True)
                    told |= {f"{measures[0]}{end}": edge for end, edge in spans}
                for measure, part in told.items():
                    count = int(cases[ahead])
                    yield row(horizons[ahead], TOLD[group], measure, part, count).record()


def _of_sums(
    history: History, judge: Callable[..., calibration.Held]
) -> Callable[..., calibration.Held]:
    """The same of counties and the country, whatever trial is given."""

    def of(_: Trial, horizons: Sequence[int]) -> calibration.Held:
        return judge(tried(history).counties().starting(FIRST_ORIGIN, LAST_START), horizons)

    return of


def _horizons(text: str) -> list[int]:
    if not re.fullmatch(r"\d{1,2}(,\d{1,2})*", text) or "0" in text.split(","):
        raise BaereevneError(f"Kan ikke lese år fram: «{text}». Skriv for eksempel 3,5,10.")
    return sorted({int(one) for one in text.split(",")})


def _origins(text: str | None, history: History) -> tuple[int, int]:
    known = tuple(range(history.years[2], history.years[-1]))
    first, last = span(text or f"{FIRST_ORIGIN}-{LAST_ORIGIN}", known)
    return max(first, known[0]), min(last, known[-1]) + 1


def _regions(text: str, history: History) -> list[str]:
    codes = [one for one, kept in zip(history.codes, history.counted, strict=True) if kept]
    if not text:
        return codes
    return [options.one_of(code, "kommune", codes) for code in text.split(",")]


_FILE = f"CSV (også .gz) med ettårig alder, eller {AGES}: region,year,age_group,persons"
BACKTEST = command(
    "backtest",
    "treffsikkerhet: trendframskrivingen fra tidligere år, eller et par av filer",
    run,
    option("method", f"{', '.join(METHODS)}, eller all for alle", default="trend"),
    option("origins", f"år det regnes fra, ellers {FIRST_ORIGIN}-{LAST_ORIGIN}"),
    option("horizons", "år fram, med komma", default="3,5,10"),
    option("regions", "kommunenumre med komma, ellers alle talte", default=""),
    option(
        "coverage",
        "spennet: folds (andre kommuner), forward (senere år), then (det som var kjent da), "
        "sums og sums_forward (fylkene og landet), both (alle) eller none",
        default="both",
    ),
    switch("tables", "tabeller å lese (docs/accuracy.md)"),
    option("projections", f"{_FILE},vintage,alternative; første år er startår", metavar="FIL"),
    option("outcomes", f"{_FILE}; det som skjedde", metavar="FIL"),
    no_source("den måler framskrivinger mot det som skjedde; bruk --projections og --outcomes."),
)
