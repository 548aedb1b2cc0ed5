"""What bands held, as a table to read: each cell with its chance, and those outside marked."""

import pytest

from projections.cli.backtest_tables import ALL, ENDS, SUMS, TOLD, WAYS, Row, tables
from projections.exports.tidy import Record


def held(way: str, size: str, value: float, least: float, most: float) -> list[Record]:
    """Rows of one way of judging, alike in every group five years ahead."""

    def row(item: str, measure: str, told: float, ahead: int = 5) -> Record:
        return Row("trend", "2011-2014", size, ahead, item, measure, told, 1200).record()

    rows = [row("all", f"coverage_80_{way}", value, 0)]
    for item in TOLD:
        rows += [row(item, f"coverage_80_{way}", value), row(item, f"coverage_50_{way}", 0.5)]
        ends = zip(ENDS, (least, most), strict=True)
        rows += [row(item, f"coverage_80_{way}{end}", told) for end, told in ends]
    return rows


@pytest.mark.parametrize(
    ("value", "least", "most", "cell", "counted"),
    [
        (0.801, 0.70, 0.90, "80,1 (70–90)", "0 av {0}, mer enn tilfeldig 0"),
        (0.712, 0.70, 0.90, "*71,2* (70–90)", "{0} av {0}, mer enn tilfeldig 0"),
        (0.601, 0.55, 0.65, "**60,1** (55–65)", "{0} av {0}, mer enn tilfeldig {0}"),
        (0.951, 0.92, 0.97, "**95,1** (92–97)", "{0} av {0}, mer enn tilfeldig {0}"),
    ],
)
def test_what_is_outside_the_aim_is_marked_and_counted(
    value: float, least: float, most: float, cell: str, counted: str
) -> None:
    told = "\n".join(tables(held("folds", ALL, value, least, most)))
    assert told.count(f" {cell} ") == len(TOLD)
    assert f"Andre kommuner, utenfor kravet over alle: {counted.format(len(TOLD))}" in told
    assert "i en størrelse" not in told
    assert f"alle grupper og år samlet: {cell.split(' ')[0].strip('*')}" in told


def test_a_size_has_more_room_than_all_together() -> None:
    rows = held("forward", ALL, 0.75, 0.70, 0.90) + held("forward", "under 1 000", 0.75, 0.7, 0.9)
    told = "\n".join(tables(rows))
    assert f"Senere år, utenfor kravet over alle: {len(TOLD)} av {len(TOLD)}" in told
    assert f"Senere år, utenfor kravet i en størrelse: 0 av {len(TOLD)}" in told


def test_counties_are_not_told_by_size() -> None:
    for way in WAYS:
        rows = held(way, ALL, 0.8, 0.7, 0.9) + held(way, "under 1 000", 0.8, 0.7, 0.9)
        told = "\n".join(tables(rows))
        assert ("under 1 000" in told) is (way not in SUMS)


def test_bands_of_a_pair_of_files() -> None:
    rows = [
        Row("fil", "2010-2010", ALL, 5, item, f"coverage_{share}", value, 40).record()
        for item in TOLD
        for share, value in (("80", 0.825), ("50", 0.475))
    ]
    told = "\n".join(tables(rows))
    assert "80 %-spennet holdt, prosent" in told
    assert told.count("82,5") == told.count("47,5") == len(TOLD)
