"""The tables; in clear stands only what is searched by, everything a person wrote is sealed."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bot.store.columns import UtcDateTime

METADATA = MetaData()

# One row for each revision of a message. `text` and `rest` are NULL once disposed of.
messages = Table(
    "messages",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("platform", String, nullable=False),
    Column("tenant", String, nullable=False),
    Column("conversation", String, nullable=False),
    Column("message", String, nullable=False),
    Column("revision", String, nullable=False),
    Column("thread_key", String, nullable=False),
    Column("author_tenant", String, nullable=False),
    Column("author", String, nullable=False),
    Column("sent_at", UtcDateTime, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("mentions_everyone", Boolean, nullable=False),
    Column("text", LargeBinary),
    Column("rest", LargeBinary),
    Column("finished_at", UtcDateTime),
    Column("withdrawn_at", UtcDateTime),
    Index("messages_by_message", "platform", "tenant", "conversation", "message"),
    Index("messages_by_thread", "thread_key", "sent_at"),
    Index("messages_by_author", "platform", "author_tenant", "author", "sent_at"),
    Index(
        "messages_with_text",
        "sent_at",
        sqlite_where=text("rest IS NOT NULL"),
        postgresql_where=text("rest IS NOT NULL"),
    ),
)

# What was found and decided about a revision. Its numbers grow, so that readers can follow.
decisions = Table(
    "decisions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column(
        "message_id", ForeignKey("messages.id", ondelete="CASCADE"), nullable=False, unique=True
    ),
    Column("platform", String, nullable=False),
    Column("author_tenant", String, nullable=False),
    Column("author", String, nullable=False),
    Column("flagged", Boolean, nullable=False),
    Column("categories", JSON, nullable=False),
    Column("verdict", LargeBinary, nullable=False),
    Index("decisions_by_author", "platform", "author_tenant", "author", "id"),
    sqlite_autoincrement=True,
)

# The ledger of actions: a row is written before the platform is called, its outcome after.
actions = Table(
    "actions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("message_id", ForeignKey("messages.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String, nullable=False),
    Column("begun_at", UtcDateTime, nullable=False),
    Column("status", String),
    Column("done_at", UtcDateTime),
    Column("outcome", LargeBinary),
    UniqueConstraint("message_id", "kind"),
    Index("actions_by_time", "kind", "done_at"),
)

replies = Table(
    "replies",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("message_id", ForeignKey("messages.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String, nullable=False),
    Column("reply", LargeBinary, nullable=False),
    UniqueConstraint("message_id", "kind"),
)

# What people asked for from a message's menu; either keeps the message's text.
reports = Table(
    "reports",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("message_id", ForeignKey("messages.id", ondelete="CASCADE"), nullable=False),
    Column("person", String, nullable=False),
    Column("report", LargeBinary, nullable=False),
    UniqueConstraint("message_id", "person"),
)

record_entries = Table(
    "record_entries",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("message_id", ForeignKey("messages.id", ondelete="CASCADE"), nullable=False),
    Column("person", String, nullable=False),
    Column("entry", LargeBinary, nullable=False),
    UniqueConstraint("message_id", "person"),
)

cases = Table(
    "cases",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("thread_key", String, nullable=False, unique=True),
    Column("platform", String, nullable=False),
    Column("tenant", String, nullable=False),
    Column("status", String, nullable=False),
    Column("severity", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("messages", Integer, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("claimed_by", String, nullable=False),
    Column("resolution", String),
    Column("head", LargeBinary, nullable=False),
    Index("cases_by_weight", "severity", "updated_at"),
    # A number is never given again: an old link must not lead to somebody else's case.
    sqlite_autoincrement=True,
)

reviews = Table(
    "reviews",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("review", LargeBinary, nullable=False),
)

# Only ever added to; no statement in this package updates or deletes here.
audit_events = Table(
    "audit_events",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String, nullable=False),
    Column("verb", String, nullable=False),
    Column("subject", String, nullable=False, index=True),
    Column("detail", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

# Named numbers that only grow.
counters = Table(
    "counters",
    METADATA,
    Column("name", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

gaps = Table(
    "gaps",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("platform", String, nullable=False),
    Column("tenant", String, nullable=False),
    Column("conversation", String, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime),
    Column("words", LargeBinary, nullable=False),
    Index(
        "gaps_open",
        "platform",
        "tenant",
        "conversation",
        sqlite_where=text("until IS NULL"),
        postgresql_where=text("until IS NULL"),
    ),
)

vault = Table(
    "vault",
    METADATA,
    Column("space", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    Column("expires_at", UtcDateTime, index=True),
)
