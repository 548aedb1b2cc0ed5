"""Presentations in the store: each version of a name stands for itself, none is overwritten."""

from ..store import Shelf
from .files import from_json, to_json

TABLE = "presentation"
SHELF = Shelf(TABLE, to_json, lambda content: from_json(content, TABLE))
keep, every, versions, remove = SHELF.keep, SHELF.every, SHELF.versions, SHELF.remove
