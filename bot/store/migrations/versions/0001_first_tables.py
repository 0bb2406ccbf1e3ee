"""The first tables: messages and what hangs on them, cases, records, the inbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _make_messages()
    _make_decisions()
    _make_what_hangs_on_messages()
    _make_cases()
    _make_records()
    _make_inbox()


def _make_messages() -> None:
    with_text = sa.text("rest IS NOT NULL")
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String, nullable=False, unique=True),
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("conversation", sa.String, nullable=False),
        sa.Column("message", sa.String, nullable=False),
        sa.Column("revision", sa.String, nullable=False),
        sa.Column("thread_key", sa.String, nullable=False),
        sa.Column("author_tenant", sa.String, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("sent_at", _MOMENT, nullable=False),
        sa.Column("mentions", sa.Integer, nullable=False),
        sa.Column("mentions_everyone", sa.Boolean, nullable=False),
        sa.Column("text", sa.LargeBinary),
        sa.Column("rest", sa.LargeBinary),
        sa.Column("finished_at", _MOMENT),
        sa.Column("withdrawn_at", _MOMENT),
        sa.Index("messages_by_message", "platform", "tenant", "conversation", "message"),
        sa.Index("messages_by_thread", "thread_key", "sent_at"),
        sa.Index("messages_by_author", "platform", "author_tenant", "author", "sent_at"),
        sa.Index(
            "messages_with_text", "sent_at", sqlite_where=with_text, postgresql_where=with_text
        ),
    )


def _make_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, primary_key=True),
        _message_id(unique=True),
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("author_tenant", sa.String, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("flagged", sa.Boolean, nullable=False),
        sa.Column("categories", sa.JSON, nullable=False),
        sa.Column("verdict", sa.LargeBinary, nullable=False),
        sa.Index("decisions_by_author", "platform", "author_tenant", "author", "id"),
        sqlite_autoincrement=True,
    )


def _make_what_hangs_on_messages() -> None:
    op.create_table(
        "actions",
        sa.Column("id", sa.Integer, primary_key=True),
        _message_id(),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("begun_at", _MOMENT, nullable=False),
        sa.Column("status", sa.String),
        sa.Column("done_at", _MOMENT),
        sa.Column("outcome", sa.LargeBinary),
        sa.UniqueConstraint("message_id", "kind"),
        sa.Index("actions_by_time", "kind", "done_at"),
    )
    op.create_table(
        "replies",
        sa.Column("id", sa.Integer, primary_key=True),
        _message_id(),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("reply", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("message_id", "kind"),
    )


def _message_id(*, unique: bool = False) -> sa.Column[int]:
    hangs_on = sa.ForeignKey("messages.id", ondelete="CASCADE")
    return sa.Column("message_id", sa.Integer, hangs_on, nullable=False, unique=unique)


def _make_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("thread_key", sa.String, nullable=False, unique=True),
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("severity", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("messages", sa.Integer, nullable=False),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
        sa.Column("claimed_by", sa.String, nullable=False),
        sa.Column("resolution", sa.String),
        sa.Column("head", sa.LargeBinary, nullable=False),
        sa.Index("cases_by_weight", "severity", "updated_at"),
        sqlite_autoincrement=True,
    )
    of_case = sa.ForeignKey("cases.id", ondelete="CASCADE")
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, of_case, nullable=False, index=True),
        sa.Column("review", sa.LargeBinary, nullable=False),
    )


def _make_records() -> None:
    op.create_table(
        "audit_events",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.String, nullable=False),
        sa.Column("verb", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False, index=True),
        sa.Column("detail", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "counters",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.Integer, nullable=False),
    )
    op.create_table(
        "vault",
        sa.Column("space", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", _MOMENT, index=True),
    )
    _make_gaps()


def _make_gaps() -> None:
    still_open = sa.text("until IS NULL")
    op.create_table(
        "gaps",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("conversation", sa.String, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Index(
            "gaps_open",
            "platform",
            "tenant",
            "conversation",
            sqlite_where=still_open,
            postgresql_where=still_open,
        ),
    )


def _make_inbox() -> None:
    is_done, is_open = sa.text("status = 'done'"), sa.text("status <> 'done'")
    op.create_table(
        "inbox",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("tenant", sa.String, nullable=False),
        sa.Column("event", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("lane", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary),
        sa.Column("received_at", sa.BigInteger, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("crashes", sa.Integer, nullable=False),
        sa.Column("because", sa.String, nullable=False),
        sa.UniqueConstraint("platform", "tenant", "event"),
        sa.Index("inbox_open", "status", "number", sqlite_where=is_open, postgresql_where=is_open),
        sa.Index("inbox_by_lane", "platform", "tenant", "lane", "status", "number"),
        sa.Index("inbox_done", "due_at", sqlite_where=is_done, postgresql_where=is_done),
        sqlite_autoincrement=True,
    )
