"""What SSB has answered, kept for the next time: in one SQLite file, or in PostgreSQL when set.

An answer is kept under its table, its query and the table's own ``updated``. So the last good
answer is at hand without a network, and an older edition can still be opened by its date.
Nothing lives in the process: any number of processes may share one store. What users save
themselves lies here too, as answers of a table that SSB does not have.

Method
------
Content is compressed and kept with the sha256 of the raw bytes. A row that no longer adds up is
as good as absent: reading passes it over, and any answer replaces it. There is one writer at a
time, which makes the table if it is missing; in SQLite's WAL mode readers do not wait for it.
"""

from .answers import Answer, TableSummary, canonical
from .handed import home
from .keeping import Store
from .shelf import Shelf
