"""A table as it is read: headings, columns of text, and where each row stands in the file."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from .cells import Column


@dataclass(frozen=True, eq=False)
class Table:
    """A table: headings, columns of text, and the row of the file each row stands in."""

    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: np.ndarray
    sheet: str = ""
    titles: tuple[str, ...] = ()
    """What stands over the headings."""
    notes: tuple[str, ...] = ()
    """What stands under the rows."""

    def place(self, row: int, column: int) -> str:
        """Where a cell stands, in words."""
        sheet, _, name = self.column(column).partition("kolonnen ")
        return f"{sheet}rad {self.rows[row]}, kolonnen {name}"

    def column(self, column: int) -> str:
        """A column in words."""
        name = f"kolonnen {self.headings[column] or f'nummer {column + 1}'}"
        return f"arket {self.sheet}, {name}" if self.sheet else name


def filled_down(column: Column) -> Column:
    """Empty cells taken from the cell above, as where a workbook has merged them."""
    texts = pd.Series([column.texts[code] for code in column.codes], dtype=object)
    codes, distinct = pd.factorize(texts.where(texts != "").ffill().fillna(""))
    return Column(tuple(map(str, distinct)), codes)
