"""A prognosis someone has, as they have it: CSV or a workbook, long or wide, read and checked.

Everything wrong is told at once (:attr:`Upload.faults`), with row and column; what was mended by
itself is told too, and nothing is left out in silence. A file is used only without faults.

Method
------
Each distinct text of a column is understood once, and rows are places on axes after that. So two
million rows cost little more than cutting them in cells. Numbers are read with one rule for the
whole file.
"""

from .reading import read
from .roles import KINDS
from .uploaded import PREFIX, Upload, alternative_code
