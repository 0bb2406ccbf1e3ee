"""Messages in the database: what was found, decided, done and answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, exists, insert, select, update

from bot.domain.activity import Activity
from bot.domain.decision import Action, ActionOutcome, Decision
from bot.domain.finding import InspectionResult
from bot.domain.message import Author, Message, MessageRef, Platform, TextPart
from bot.domain.reply import AuthorReply
from bot.errors import UnknownMessage
from bot.ports import Clock, Sealer
from bot.store import docket, ledger
from bot.store.activity import ActivityLog
from bot.store.columns import insert_new
from bot.store.disposal import dispose_unflagged, forget
from bot.store.engine import Database
from bot.store.extracts import with_what_was_found
from bot.store.findings import Verdict
from bot.store.records import Records
from bot.store.rows import id_of, is_message, newest_revision, ref_of, touch_case
from bot.store.tables import decisions, messages, replies
from bot.store.threads import load_context

# Statements asked with every message are built once: building one costs more than running it.
_ID = select(messages.c.id).where(messages.c.key == bindparam("key"))
_FINISHED = select(messages.c.finished_at).where(messages.c.key == bindparam("key"))
_FINISH = (
    update(messages)
    .where(messages.c.key == bindparam("finished"), messages.c.finished_at.is_(None))
    .values(finished_at=bindparam("now"))
)
_VERDICT = (
    select(decisions.c.verdict)
    .join(messages, messages.c.id == decisions.c.message_id)
    .where(messages.c.key == bindparam("key"))
)


class SqlMessageStore:
    """Implements the MessageStore port."""

    def __init__(self, database: Database, sealer: Sealer, clock: Clock) -> None:
        self._database = database
        self._records = Records(sealer)
        self._clock = clock
        self._activity = ActivityLog(database)

    async def is_finished(self, ref: MessageRef) -> bool:
        """Whether that revision was handled to the end."""
        asked = {"key": ref.key}
        return bool(
            await self._database.read(lambda connection: connection.scalar(_FINISHED, asked))
        )

    async def save_message(self, message: Message) -> None:
        """Write the message down, sealed; saving the same revision again changes nothing."""
        # Sealed in the unit of work: the event loop has no time for long texts.
        await self._database.write(lambda connection: _save_message(connection, self._row(message)))

    async def load_message(self, ref: MessageRef) -> Message:
        """Return the message; raises UnknownMessage, also when its text was disposed of."""
        query = select(messages.c.text, messages.c.rest).where(messages.c.key == ref.key)
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        if row is None or row.rest is None:
            raise UnknownMessage
        return self._records.open_message(row.text, row.rest, ref)

    async def latest_revision(self, ref: MessageRef) -> MessageRef | None:
        """Return the newest known revision of that message, whatever revision `ref` names."""
        query = select(messages).where(is_message(ref)).order_by(*newest_revision()).limit(1)
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return ref_of(row) if row else None

    async def context(self, message: Message, limit: int) -> tuple[TextPart, ...]:
        """Return the texts before it in its thread, and the author's just before it."""
        return await self._database.read(
            lambda connection: load_context(connection, self._records, message, limit)
        )

    async def activity(
        self, author: Author, platform: Platform, since: datetime
    ) -> tuple[Activity, ...]:
        """Return the messages of the author that were decided on since then, oldest first."""
        return await self._activity.since(author, platform, since)

    async def save_decision(
        self,
        message: Message,
        result: InspectionResult,
        decision: Decision,
        *,
        finished: bool = False,
    ) -> None:
        """Record the message and the decision, once; open or extend the case if asked."""
        kept = with_what_was_found(message, result)
        row = {
            "platform": message.ref.platform.value,
            "author_tenant": message.author.tenant,
            "author": message.author.id,
            "flagged": bool(decision.matches),
            "categories": sorted(result.categories),
        }
        now = self._clock.now()

        def work(connection: Connection) -> None:
            number = self._ensure(connection, kept)
            verdict = self._records.seal_verdict(Verdict(result, decision), message.ref)
            new = row | {"message_id": number, "verdict": verdict}
            # The first decision stands: its actions may have begun.
            if insert_new(connection, decisions, new):
                docket.enter(connection, self._records, message=message, decision=decision, now=now)
            if finished:
                connection.execute(_FINISH, {"finished": message.ref.key, "now": now})

        await self._database.write(work)

    async def load_decision(self, ref: MessageRef) -> Decision | None:
        """Return the recorded decision."""
        asked = {"key": ref.key}
        sealed = await self._database.read(lambda connection: connection.scalar(_VERDICT, asked))
        return self._records.open_verdict(sealed, ref).decision if sealed else None

    async def begin_action(self, ref: MessageRef, action: Action) -> bool:
        """Write down that the action is about to be done; False if it was begun before."""
        now = self._clock.now()
        return await self._database.write(
            lambda connection: ledger.begin(connection, ref, action.kind, now)
        )

    async def outcome_of(self, ref: MessageRef, action: Action) -> ActionOutcome | None:
        """Return the recorded outcome of that action, None where there is none."""
        done = await self.outcomes(ref)
        return next((outcome for outcome in done if outcome.kind is action.kind), None)

    async def save_outcome(self, ref: MessageRef, outcome: ActionOutcome) -> None:
        """Record what became of an action."""
        now = self._clock.now()
        await self._database.write(
            lambda connection: ledger.record(
                connection, self._records, ref=ref, outcome=outcome, now=now
            )
        )

    async def outcomes(self, ref: MessageRef) -> tuple[ActionOutcome, ...]:
        """Return all recorded outcomes of that revision."""
        return tuple(
            await self._database.read(
                lambda connection: ledger.outcomes(connection, self._records, ref)
            )
        )

    async def warnings_since(self, author: Author, platform: Platform, since: datetime) -> int:
        """Return how many warnings reached the author since then."""
        return await self._database.read(
            lambda connection: ledger.count_warnings(connection, author, platform, since)
        )

    async def finish(self, ref: MessageRef) -> None:
        """The revision is handled to the end."""
        asked = {"finished": ref.key, "now": self._clock.now()}
        await self._database.write(lambda connection: connection.execute(_FINISH, asked).rowcount)

    async def save_reply(self, reply: AuthorReply) -> bool:
        """Record the author's answer; False if that kind of answer was given before."""
        row = {"kind": reply.kind.value, "reply": self._records.seal_reply(reply)}

        def work(connection: Connection) -> bool:
            number = id_of(connection, reply.ref)
            is_new = insert_new(connection, replies, row | {"message_id": number})
            if is_new:
                _touch_cases_of(connection, reply.ref, reply.at)
            return is_new

        return await self._database.write(work)

    async def withdraw(self, ref: MessageRef, at: datetime) -> bool:
        """Note that the message was deleted on its platform; False if it is unknown."""

        def work(connection: Connection) -> bool:
            known = connection.scalar(select(exists().where(is_message(ref))))
            statement = update(messages).where(is_message(ref), messages.c.withdrawn_at.is_(None))
            if connection.execute(statement.values(withdrawn_at=at)).rowcount:
                _touch_cases_of(connection, ref, at)
            return bool(known)

        return await self._database.write(work)

    async def dispose_unflagged(self, before: datetime) -> int:
        """Dispose of the text of unflagged messages older than that; return how many."""
        return await dispose_unflagged(self._database, before)

    async def forget(self, platform: Platform, tenant: str) -> None:
        """Dispose of everything of that tenant: messages, decisions, cases."""
        await self._database.write(lambda connection: forget(connection, platform, tenant))
        self._activity.clear()

    def _ensure(self, connection: Connection, message: Message) -> int:
        number = connection.scalar(_ID, {"key": message.ref.key})
        if number is None:
            statement = insert(messages).values(self._row(message)).returning(messages.c.id)
            number = connection.scalar(statement)
        return int(number or 0)

    def _row(self, message: Message) -> dict[str, Any]:
        ref = message.ref
        return {
            "key": ref.key,
            "platform": ref.platform.value,
            "tenant": ref.tenant,
            "conversation": ref.conversation,
            "message": ref.message,
            "revision": ref.revision,
            "thread_key": message.thread_key,
            "author_tenant": message.author.tenant,
            "author": message.author.id,
            "sent_at": message.sent_at,
            "mentions": message.mentions,
            "mentions_everyone": message.mentions_everyone,
            "text": self._records.seal_text(message),
            "rest": self._records.seal_rest(message),
        }


def _save_message(connection: Connection, row: dict[str, Any]) -> None:
    if insert_new(connection, messages, row):
        return
    # A message that was set aside for long lost its text; with the event it comes back.
    undecided = ~exists().where(decisions.c.message_id == messages.c.id)
    connection.execute(
        update(messages)
        .where(messages.c.key == row["key"], messages.c.rest.is_(None), undecided)
        .values(text=row["text"], rest=row["rest"])
    )


def _touch_cases_of(connection: Connection, ref: MessageRef, at: datetime) -> None:
    threads = select(messages.c.thread_key).where(is_message(ref)).distinct()
    for thread_key in connection.scalars(threads).all():
        touch_case(connection, thread_key, at)
