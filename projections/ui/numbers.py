"""The figures behind a picture: as a table on the page, and as a file."""

from functools import partial

import pandas as pd
import streamlit as st

from ..exports import tidy
from ..series import Table
from ..words.grids import Grid, Link
from ..words.literal import literal
from . import parts, session


def show_grid(grid: Grid) -> None:
    """A real HTML table with its caption."""
    st.markdown(f"**{literal(grid.caption)}**")
    heads, rows = map(literal, grid.columns), [list(map(_cell, row)) for row in grid.rows]
    frame = pd.DataFrame(rows, columns=list(heads))
    st.table(frame.set_index(frame.columns[0]), border="horizontal")


def _cell(text: str) -> str:
    """A cell as Markdown, which is what Streamlit takes it for."""
    return f"[{literal(text)}]({text.url})" if isinstance(text, Link) else literal(text)


def download(table: Table, name: str) -> None:
    """The figures as a CSV file that a Norwegian Excel opens; made when it is asked for."""
    made, file, icon = partial(_csv, table), f"{file_name(name)}.csv", ":material/download:"
    parts.offer("Last ned tallene (CSV)", made, file, "text/csv", f"csv_{name}", icon=icon)


def file_name(name: str) -> str:
    """Name of a downloaded file: what, where and which years."""
    own = session.choice()
    return f"{name}_{own.region}_{own.first}-{own.last}"


def _csv(table: Table) -> bytes:
    return tidy.to_csv(tidy.records(table), norwegian=True).encode("utf-8")
