"""What people ask for from a message's menu: reports and record entries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    _make("reports", "report")
    _make("record_entries", "entry")


def _make(table: str, sealed: str) -> None:
    hangs_on = sa.ForeignKey("messages.id", ondelete="CASCADE")
    op.create_table(
        table,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("message_id", sa.Integer, hangs_on, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column(sealed, sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("message_id", "person"),
    )
