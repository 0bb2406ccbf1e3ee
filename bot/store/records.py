"""Domain objects as sealed JSON, each bound to its place in the database."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import TypeAdapter

from bot.domain.case import Review
from bot.domain.decision import ActionOutcome
from bot.domain.message import Message, MessageRef
from bot.domain.reply import AuthorReply
from bot.domain.report import RecordEntry, Report
from bot.ports import Sealer
from bot.store.findings import Compact, Verdict, compact, whole

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """What the queue shows of a case that people wrote or are called."""

    conversation_name: str
    author_name: str
    titles: tuple[str, ...]
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapWords:
    """Why a gap is there and the way round it."""

    because: str
    way_round: str


_MESSAGE = TypeAdapter(Message)
_VERDICT = TypeAdapter(Compact)
_OUTCOME = TypeAdapter(ActionOutcome)
_REPLY = TypeAdapter(AuthorReply)
_REPORT = TypeAdapter(Report)
_ENTRY = TypeAdapter(RecordEntry)
_REVIEW = TypeAdapter(Review)
_HEAD = TypeAdapter(CaseHead)
_WORDS = TypeAdapter(GapWords)


@dataclass(frozen=True, slots=True)
class Records:
    """Seals and opens the content of rows. Methods come in pairs: one seals, one opens."""

    sealer: Sealer

    def seal_text(self, message: Message) -> bytes:
        """Seal the text alone: context is read often, whole messages seldom."""
        plain = message.text.encode("utf-8", "surrogatepass")
        return self.sealer.seal(
            plain, tenant=message.ref.tenant, context=_place("messages|text", message.ref)
        )

    def open_text(self, sealed: bytes, ref: MessageRef) -> str:
        """Open what `seal_text` sealed."""
        context = _place("messages|text", ref)
        return self.sealer.open(sealed, tenant=ref.tenant, context=context).decode(
            "utf-8", "surrogatepass"
        )

    def seal_rest(self, message: Message) -> bytes:
        """Seal everything of the message but its text."""
        rest = replace(message, text="")
        return self._seal(_MESSAGE, rest, message.ref.tenant, _place("messages|rest", message.ref))

    def open_message(self, text: bytes, rest: bytes, ref: MessageRef) -> Message:
        """Open what `seal_text` and `seal_rest` sealed."""
        message = self._open(_MESSAGE, rest, ref.tenant, _place("messages|rest", ref))
        return replace(message, text=self.open_text(text, ref))

    def seal_verdict(self, verdict: Verdict, ref: MessageRef) -> bytes:
        """Seal what was found and decided."""
        # A read-only mapping cannot be written as JSON; a copy of it can.
        result = replace(verdict.result, categories=dict(verdict.result.categories))
        kept = compact(replace(verdict, result=result))
        return self._seal(_VERDICT, kept, ref.tenant, _place("decisions|verdict", ref))

    def open_verdict(self, sealed: bytes, ref: MessageRef) -> Verdict:
        """Open what `seal_verdict` sealed."""
        return whole(self._open(_VERDICT, sealed, ref.tenant, _place("decisions|verdict", ref)))

    def seal_outcome(self, outcome: ActionOutcome, ref: MessageRef) -> bytes:
        """Seal what became of an action."""
        return self._seal(
            _OUTCOME, outcome, ref.tenant, _place(f"actions|{outcome.kind.value}", ref)
        )

    def open_outcome(self, sealed: bytes, ref: MessageRef, kind: str) -> ActionOutcome:
        """Open what `seal_outcome` sealed."""
        return self._open(_OUTCOME, sealed, ref.tenant, _place(f"actions|{kind}", ref))

    def seal_reply(self, reply: AuthorReply) -> bytes:
        """Seal an author's answer."""
        place = _place(f"replies|{reply.kind.value}", reply.ref)
        return self._seal(_REPLY, reply, reply.ref.tenant, place)

    def open_reply(self, sealed: bytes, ref: MessageRef, kind: str) -> AuthorReply:
        """Open what `seal_reply` sealed."""
        return self._open(_REPLY, sealed, ref.tenant, _place(f"replies|{kind}", ref))

    def seal_report(self, report: Report) -> bytes:
        """Seal what somebody reported."""
        place = _place(f"reports|{report.by.id}", report.ref)
        return self._seal(_REPORT, report, report.ref.tenant, place)

    def open_report(self, sealed: bytes, ref: MessageRef, person: str) -> Report:
        """Open what `seal_report` sealed."""
        return self._open(_REPORT, sealed, ref.tenant, _place(f"reports|{person}", ref))

    def seal_entry(self, entry: RecordEntry) -> bytes:
        """Seal what somebody keeps as a record."""
        place = _place(f"record_entries|{entry.by.id}", entry.ref)
        return self._seal(_ENTRY, entry, entry.ref.tenant, place)

    def open_entry(self, sealed: bytes, ref: MessageRef, person: str) -> RecordEntry:
        """Open what `seal_entry` sealed."""
        return self._open(_ENTRY, sealed, ref.tenant, _place(f"record_entries|{person}", ref))

    def seal_head(self, head: CaseHead, tenant: str, thread_key: str) -> bytes:
        """Seal what the queue shows of a case."""
        return self._seal(_HEAD, head, tenant, f"cases|head|{thread_key}")

    def open_head(self, sealed: bytes, tenant: str, thread_key: str) -> CaseHead:
        """Open what `seal_head` sealed."""
        return self._open(_HEAD, sealed, tenant, f"cases|head|{thread_key}")

    def seal_review(self, review: Review, tenant: str, number: int) -> bytes:
        """Seal a supervisor's step."""
        return self._seal(_REVIEW, review, tenant, f"reviews|review|{number}")

    def open_review(self, sealed: bytes, tenant: str, number: int) -> Review:
        """Open what `seal_review` sealed."""
        return self._open(_REVIEW, sealed, tenant, f"reviews|review|{number}")

    def seal_words(self, words: GapWords, tenant: str, conversation: str) -> bytes:
        """Seal the words about a gap."""
        return self._seal(_WORDS, words, tenant, f"gaps|words|{conversation}")

    def open_words(self, sealed: bytes, tenant: str, conversation: str) -> GapWords:
        """Open what `seal_words` sealed."""
        return self._open(_WORDS, sealed, tenant, f"gaps|words|{conversation}")

    def _seal(self, shape: TypeAdapter[T], value: T, tenant: str, context: str) -> bytes:
        # By way of the standard library's JSON: it carries half a surrogate pair, which
        # platforms do deliver; pydantic's own writer refuses it.
        plain = json.dumps(shape.dump_python(value, mode="json"), separators=(",", ":"))
        return self.sealer.seal(plain.encode("ascii"), tenant=tenant, context=context)

    def _open(self, shape: TypeAdapter[T], sealed: bytes, tenant: str, context: str) -> T:
        plain: Any = json.loads(self.sealer.open(sealed, tenant=tenant, context=context))
        return shape.validate_python(plain)


def _place(column: str, ref: MessageRef) -> str:
    return f"{column}|{ref.key}"
