"""The first store: answers alone. It was made without a mark of its revision."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table; here so that the line of steps begins at the beginning."""
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    names = ("table_id", "query", "retrieved", "updated_utc", "retrieved_utc", "sha256")
    op.create_table(
        "answers",
        sa.Column("key", text, primary_key=True),
        sa.Column("updated", text, primary_key=True),
        *(sa.Column(name, text, nullable=False) for name in names),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
