"""`attachment` and `unfinished`: files, and looks that failed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.attachment import Attachment, Reading
from bot.policy.conditions.file_types import file_types
from bot.policy.reading.faults import FaultList
from bot.policy.reading.fields import open_fields
from bot.policy.reading.nodes import Node
from bot.policy.situation import Held, Situation

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentCondition:
    """A file came with the message, and all that is asked holds for one and the same file."""

    min_size_mb: float | None = None
    types_not_in: tuple[str, ...] = ()
    unscanned: bool = False

    def check(self, situation: Situation) -> Held | None:
        """Return what is the matter with the files; their names are left out."""
        held = tuple(one for one in situation.message.attachments if self._holds(one))
        if not held:
            return None
        what = "a file was sent" if len(held) == 1 else f"{len(held)} files were sent"
        return Held(because=(what + self._how(),))

    def _holds(self, attachment: Attachment) -> bool:
        return self._is_large(attachment) and self._is_odd(attachment) and self._is_dark(attachment)

    def _is_large(self, attachment: Attachment) -> bool:
        # A size the platform did not tell (-1) is not taken for a large one; a file whose look
        # failed is the business of `unscanned`.
        return self.min_size_mb is None or attachment.size > self.min_size_mb * _MEGABYTE

    def _is_odd(self, attachment: Attachment) -> bool:
        return not self.types_not_in or not file_types(attachment) <= set(self.types_not_in)

    def _is_dark(self, attachment: Attachment) -> bool:
        return not self.unscanned or attachment.reading is not Reading.READ

    def _how(self) -> str:
        size = f", larger than {self.min_size_mb:g} MB" if self.min_size_mb is not None else ""
        kind = ", of a type that is not on the list" if self.types_not_in else ""
        dark = ", and could not be checked" if self.unscanned else ""
        return size + kind + dark


@dataclass(frozen=True, slots=True)
class UnfinishedCondition:
    """A look at the message or at one of its files could not be finished."""

    def check(self, situation: Situation) -> Held | None:
        """Hold for any look that failed: a look that failed is not a clean look."""
        dark = any(one.reading is not Reading.READ for one in situation.message.attachments)
        if not situation.result.unfinished and not dark:
            return None
        return Held(because=("it could not be checked in full",))


def read_attachment(node: Node, faults: FaultList) -> AttachmentCondition:
    """Read `attachment: {any: true}`, `{min_size_mb: 25}`, `{types_not_in: [pdf, png]}`."""
    known = ("any", "min_size_mb", "types_not_in", "unscanned")
    fields = open_fields(node, faults, "attachment", known)
    if node.fields is not None and not any(fields.has(key) for key in known):
        faults.add(node.line, "attachment asks nothing; write `any: true` for any file")
    if fields.has("any") and not fields.flag("any"):
        fields.fault("any", "“any” can only be true; leave it out or put the rule under `not`")
    return AttachmentCondition(
        min_size_mb=fields.number("min_size_mb", 0.0) if fields.has("min_size_mb") else None,
        types_not_in=tuple(name.lower().lstrip(".") for name in fields.texts("types_not_in")),
        unscanned=fields.flag("unscanned"),
    )


def read_unfinished(node: Node, faults: FaultList) -> UnfinishedCondition:
    """Read `unfinished: true`."""
    if node.scalar != "true":
        faults.add(node.line, "“unfinished” can only be true; put it under `not` for the contrary")
    return UnfinishedCondition()
