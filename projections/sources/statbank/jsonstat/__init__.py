"""JSON-stat 2.0, as Statistics Norway's PxWebApi v2 sends it, read into an array with named axes.

An answer is untrusted: whatever is wrong with it becomes a ``SourceError`` of one Norwegian
sentence. Dimensions and codes are read by ``id`` and ``index``, never by the order of keys.

Source: https://json-stat.org/full/, and PxWeb's ``extension`` for which notes must be shown.
"""

from .cube import MOST_DIMENSIONS, Cube, Dimension, about
from .reading import MOST_CELLS, parse
