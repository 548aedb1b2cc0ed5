"""An uploaded file read with all that is known here, and put beside SSB's alternatives."""

from collections.abc import Mapping
from contextlib import suppress
from typing import TypeAlias

from ...case import Catalogue, Projection
from ...errors import BaereevneError, InputFileError, SplitBandError
from ...people.ages import SERVICE_AGES
from ...people.population import Population
from ...store import Store
from .. import catalogue as everything
from ..own.file import UserFile
from ..statbank import live
from ..statbank.archive import Archive
from . import Upload, read

Found: TypeAlias = dict[str, dict[str, tuple[Projection, ...]]]
"""Projections by region code, by source id."""


def checked(
    file: UserFile,
    catalogue: Catalogue,
    region: str,
    wanted: Mapping[int, str] | None = None,
    whole: bool = False,
    sheet: str = "",
) -> Upload:
    """Read a file with the regions that are known here, and what has happened in them."""

    def observed(code: str) -> Population | None:
        with suppress(BaereevneError):
            return catalogue.case(code).observed
        return None

    names = {**everything.choices(), **catalogue.names}
    former = {code: catalogue.present(code) for code in catalogue.former}
    former = {code: present for code, present in former.items() if code != present}
    with suppress(BaereevneError):
        for code, one in live.areas(Archive(Store())).municipalities.items():
            former |= dict.fromkeys(one.codes, code)
    return read(file, names, region, observed, former, wanted, whole, sheet)


def added(
    upload: Upload,
    catalogue: Catalogue,
    retrieved: str,
    title: str = "",
    publisher: str = "",
    single: bool = False,
) -> dict[str, tuple[Projection, ...]]:
    """The file's projections of the regions that are here, by region code.

    ``single`` divides age groups in single years, an estimate that is told with the source.

    Raises
    ------
    InputFileError
        If the file has faults, all of them.
    """
    if upload.faults:
        raise InputFileError(upload.faults)
    names = {one.region: catalogue.names.get(one.region, one.region) for one in upload.pieces}
    found = upload.projections(names, retrieved, title, publisher, single)
    return {code: every for code, every in found.items() if code in catalogue.names}


def split(upload: Upload) -> tuple[str, ...]:
    """The file's age groups that service ages would cut in two, which costs and needs follow."""
    found = dict[str, None]()
    for one in () if upload.partial else upload.pieces:
        for target in SERVICE_AGES.bands:
            try:
                one.ages.slice_of(target)
            except SplitBandError as problem:
                found[problem.band] = None
    return tuple(found)
