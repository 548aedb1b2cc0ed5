"""Turns to call SSB, shared by processes. Some stores without a mark have the table already."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table where it is missing."""
    op.create_table(
        "pace",
        sa.Column("address", sa.Text, primary_key=True),
        sa.Column("turns", sa.Text, nullable=False),
        sa.Column("not_before", sa.Double, nullable=False),
        if_not_exists=True,
    )
