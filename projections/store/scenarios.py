"""Saved scenarios in the store, beside what SSB has answered: nothing is ever overwritten."""

from . import Shelf
from .saved import from_json, to_json

TABLE = "scenario"
SHELF = Shelf(TABLE, to_json, lambda content: from_json(content, TABLE))
keep, every, versions, remove = SHELF.keep, SHELF.every, SHELF.versions, SHELF.remove
