"""A workbook: the figures, assumptions, live formulas from them to the result, charts, sources."""

from .book import write
from .levered import beside
