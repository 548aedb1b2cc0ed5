"""The files in ``data/``: the manifest, the check of each file's sum, and plain CSV rows."""

import csv
import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ...errors import DataFileError
from ...people.population import Region
from ...provenance import Source
from ...series import Series

MANIFEST = "manifest.toml"
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?").fullmatch


class DataRow(dict[str, str]):
    """A row of a CSV file: text by column, codes untouched."""

    def __init__(self, file: str, line: int, cells: Iterable[tuple[str, str]]) -> None:
        super().__init__(cells)
        self.file, self.line = file, line

    def number(self, column: str) -> float:
        """The number in a cell.

        Raises
        ------
        DataFileError
            If the cell holds something else.
        """
        if not _NUMBER(self[column]):
            where = f"linje {self.line}, kolonnen {column}"
            raise DataFileError(self.file, f"«{self[column]}» ({where}) er ikke et tall.")
        return float(self[column])

    def whole(self, column: str) -> int:
        """The whole number in a cell, such as a year; see :meth:`number`."""
        return int(self.number(column))


def data_folder() -> Path:
    """``data/`` beside the library."""
    return Path(__file__).parents[3] / "data"


@dataclass(frozen=True)
class DataFiles:
    """The data folder with its manifest read.

    Parameters
    ----------
    folder
        Where the files lie.
    sums
        sha256 by file name, hexadecimal.
    sources
        Passports by source id.
    """

    folder: Path
    sums: Mapping[str, str]
    sources: Mapping[str, Source]

    def content(self, name: str) -> bytes:
        """The file's bytes, after checking that it is the one the manifest describes.

        Raises
        ------
        DataFileError
            If the file is missing, unlisted or altered.
        """
        if name not in self.sums:
            raise DataFileError(name, f"filen står ikke i data/{MANIFEST}.")
        content = _read(self.folder / name)
        if hashlib.sha256(content).hexdigest() != self.sums[name]:
            raise DataFileError(
                name, f"innholdet stemmer ikke med kontrollsummen i data/{MANIFEST}."
            )
        return content

    def source(self, id: str) -> Source:
        """The passport of a source that a reader needs.

        Raises
        ------
        DataFileError
            If the manifest lacks it.
        """
        if id not in self.sources:
            raise DataFileError(MANIFEST, f"kilden «{id}» mangler.")
        return self.sources[id]

    def table(
        self, id: str, columns: Iterable[str], once: Sequence[str] = ()
    ) -> tuple[Source, list[DataRow]]:
        """A source and the rows of its file; see :meth:`source` and :meth:`rows`."""
        source = self.source(id)
        return source, self.rows(source.file, columns, once)

    def rows(self, name: str, columns: Iterable[str], once: Sequence[str] = ()) -> list[DataRow]:
        """The rows of a CSV file.

        Parameters
        ----------
        columns
            Those it must have.
        once
            Those that together are different in every row.

        Raises
        ------
        DataFileError
            Also if a column is missing, a row has another number of cells, there are none, or two
            are of the same.
        """
        with reading(name):
            text = self.content(name).decode("utf-8")
        heading, *cells = [one for one in csv.reader(text.splitlines()) if one] or [[]]
        missing = [column for column in columns if column not in heading]
        if missing:
            raise DataFileError(name, f"kolonnen {', '.join(missing)} mangler.")
        broken = [str(at) for at, row in enumerate(cells, 2) if len(row) != len(heading)]
        if broken:
            raise DataFileError(name, f"feil antall felt i linje {', '.join(broken)}.")
        if not cells:
            raise DataFileError(name, "filen har ingen rader.")
        rows = [
            DataRow(name, line, zip(heading, row, strict=True)) for line, row in enumerate(cells, 2)
        ]
        named = Counter(", ".join(row[column] for column in once) for row in rows)
        if once and (twice := [told for told, count in named.items() if count > 1]):
            raise DataFileError(name, f"«{twice[0]}» står to ganger.")
        return rows

    def toml(self, name: str) -> dict[str, Any]:
        """The content of a TOML file.

        Raises
        ------
        DataFileError
            Also if it is not TOML.
        """
        return _toml(name, self.content(name))


def open_data(folder: Path | None = None) -> DataFiles:
    """Read the manifest of a data folder.

    Raises
    ------
    DataFileError
        If the manifest is missing or damaged, or a source lacks a part of its passport.
    """
    folder = folder or data_folder()
    manifest = _toml(MANIFEST, _read(folder / MANIFEST))
    try:
        sums = {entry["name"]: entry["sha256"] for entry in manifest["file"]}
        sources = [Source(**entry) for entry in manifest["source"]]
    except (KeyError, TypeError, ValueError) as problem:
        raise DataFileError(MANIFEST, f"en oppføring er ufullstendig ({problem}).") from problem
    ids = [source.id for source in sources]
    twice = sorted({id for id in ids if ids.count(id) > 1})
    if twice:
        raise DataFileError(MANIFEST, f"kilden {', '.join(twice)} står to ganger.")
    return DataFiles(folder, sums, dict(zip(ids, sources, strict=True)))


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Around the reading of one file: whatever does not fit together is told with its name.

    Raises
    ------
    DataFileError
        Instead of any error that content of an unexpected kind leads to.
    """
    try:
        yield
    except (ValueError, LookupError, TypeError) as problem:
        raise DataFileError(name, f"innholdet henger ikke sammen ({problem}).") from problem


def series_of_row(
    region: Region,
    source: Source,
    alternative: str,
    item: str,
    unit: str,
    row: DataRow,
    columns: Mapping[int, str],
    extra: tuple[tuple[str, str], ...] = (),
) -> Series:
    """A series from one row; ``columns``: the column of each year."""
    values = np.array([row.number(column) for column in columns.values()])
    return Series(region, source, alternative, item, unit, tuple(columns), values, extra)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise DataFileError(path.name, "filen finnes ikke eller kan ikke leses.") from None


def _toml(name: str, content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise DataFileError(name, f"filen er ikke gyldig TOML ({problem}).") from None
