"""A file of one's own read in a test: what it holds, and what is told of it."""

from collections.abc import Callable
from typing import Any

from projections.errors import Fault, InputFileError
from projections.sources.own.file import UserFile
from projections.sources.upload.told import Told


def take(
    reader: Callable[..., Any], file: UserFile, *given: object, **more: object
) -> tuple[Any, tuple[Fault, ...]]:
    """What a reader makes of a file, and its warnings; every fault is raised."""
    told = Told(file.shown)
    found = reader(file, *given, told=told, **more)
    if told.faults:
        raise InputFileError(told.faults)
    assert found is not None
    return found, tuple(told.warnings)
