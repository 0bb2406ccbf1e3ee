"""`attachment` and `unfinished`: files, and looks that failed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.attachment import Attachment, FileTrait, Reading
from bot.domain.file_types import file_types
from bot.domain.finding import Finding
from bot.domain.labels import IDENTIFIERS
from bot.domain.tally import source_of
from bot.domain.traits import TRAITS, in_order
from bot.policy.reading.faults import FaultList
from bot.policy.reading.fields import Fields, open_fields
from bot.policy.reading.nodes import Node
from bot.policy.situation import Held, Situation

_MEGABYTE = 1_000_000
_SURE_ENOUGH = 0.5  # as for `finding`, where nothing else is said
_KNOWN = (
    "any",
    "min_size_mb",
    "types",
    "types_not_in",
    "traits",
    "min_identifiers",
    "unscanned",
)


@dataclass(frozen=True, slots=True)
class _File:
    """One file and the identifiers that were found inside it."""

    attachment: Attachment
    identifiers: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentCondition:
    """A file came with the message, and all that is asked holds for one and the same file.

    Of several traits or types one is enough.
    """

    min_size_mb: float | None = None
    types: frozenset[str] = frozenset()
    types_not_in: frozenset[str] = frozenset()
    traits: frozenset[FileTrait] = frozenset()
    min_identifiers: int = 0
    unscanned: bool = False

    def check(self, situation: Situation) -> Held | None:
        """Return what is the matter with the files; their names are left out."""
        held = [one for one in _files(situation) if self._holds(one)]
        if not held:
            return None
        how = self._how(held)
        return Held(
            because=tuple(f"{what} sent{how}" for what in self._what(held)),
            findings=tuple(found for one in held for found in one.identifiers)
            if self.min_identifiers
            else (),
            attachments=tuple(one.attachment.id for one in held),
        )

    def _holds(self, file: _File) -> bool:
        attachment = file.attachment
        return (
            self._is_large(attachment)
            and self._is_of_a_type(attachment)
            and (not self.traits or bool(self.traits & attachment.traits))
            and len(file.identifiers) >= self.min_identifiers
            and (not self.unscanned or attachment.reading is not Reading.READ)
        )

    def _is_large(self, attachment: Attachment) -> bool:
        # A size the platform did not tell (-1) is not taken for a large one; a file whose look
        # failed is the business of `unscanned`.
        return self.min_size_mb is None or attachment.size > self.min_size_mb * _MEGABYTE

    def _is_of_a_type(self, attachment: Attachment) -> bool:
        if not (self.types or self.types_not_in):
            return True
        kinds = file_types(attachment)
        is_asked = not self.types or bool(kinds & self.types)
        return is_asked and (not self.types_not_in or not kinds <= self.types_not_in)

    def _what(self, held: list[_File]) -> Iterable[str]:
        """Say which files: one phrase for each trait that is asked and seen."""
        if not self.traits:
            yield "a file was" if len(held) == 1 else f"{len(held)} files were"
            return
        for trait in in_order(self.traits):
            count = sum(trait in one.attachment.traits for one in held)
            if count:
                words = TRAITS[trait]
                yield f"{words.one} was" if count == 1 else f"{count} {words.many} were"

    def _how(self, held: list[_File]) -> str:
        size = f", larger than {self.min_size_mb:g} MB" if self.min_size_mb is not None else ""
        seen = {kind for one in held for kind in file_types(one.attachment)}
        of_type = f", of type {' or '.join(sorted(seen & self.types))}" if self.types else ""
        odd = ", of a type that is not on the list" if self.types_not_in else ""
        dark = f", and could not be checked{_in_full(held)}" if self.unscanned else ""
        return size + of_type + odd + self._how_many(held) + dark

    def _how_many(self, held: list[_File]) -> str:
        if not self.min_identifiers:
            return ""
        if len(held) == 1:
            return f", with {len(held[0].identifiers):,} identifiers inside"
        return f", each with {self.min_identifiers:,} identifiers or more inside"


@dataclass(frozen=True, slots=True)
class UnfinishedCondition:
    """A look at the message or at one of its files could not be finished."""

    def check(self, situation: Situation) -> Held | None:
        """Hold for any look that failed: a look that failed is not a clean look."""
        files = situation.message.attachments
        looks = situation.result.unfinished
        dark = tuple(
            one.id
            for one in files
            if one.reading is not Reading.READ
            or any(f"attachment:{one.id}:" in look for look in looks)
        )
        if not looks and not dark:
            return None
        return Held(because=("it could not be checked in full",), attachments=dark)


def read_attachment(node: Node, faults: FaultList) -> AttachmentCondition:
    """Read `attachment: {any: true}`, `{traits: [MACRO]}`, `{types_not_in: [pdf, png]}`."""
    fields = open_fields(node, faults, "attachment", _KNOWN)
    if node.fields is not None and not any(fields.has(key) for key in _KNOWN):
        faults.add(node.line, "attachment asks nothing; write `any: true` for any file")
    if fields.has("any") and not fields.flag("any"):
        fields.fault("any", "“any” can only be true; leave it out or put the rule under `not`")
    return AttachmentCondition(
        min_size_mb=fields.number("min_size_mb", 0.0) if fields.has("min_size_mb") else None,
        types=_types(fields, "types"),
        types_not_in=_types(fields, "types_not_in"),
        traits=frozenset(
            FileTrait(name) for name in fields.some("traits", list(FileTrait), "trait")
        ),
        min_identifiers=_at_least_one(fields, "min_identifiers"),
        unscanned=fields.flag("unscanned"),
    )


def read_unfinished(node: Node, faults: FaultList) -> UnfinishedCondition:
    """Read `unfinished: true`."""
    if node.scalar != "true":
        faults.add(node.line, "“unfinished” can only be true; put it under `not` for the contrary")
    return UnfinishedCondition()


def _types(fields: Fields, key: str) -> frozenset[str]:
    named = fields.texts(key)
    if fields.has(key) and not named:
        fields.fault(key, f"“{key}” names none")
    return frozenset(name.lower().lstrip(".") for name in named)


def _at_least_one(fields: Fields, key: str) -> int:
    count = fields.whole(key, 0)
    if fields.has(key) and not count:
        fields.fault(key, f"“{key}” must be a whole number, at least 1")
    return count


def _files(situation: Situation) -> list[_File]:
    """Return the files with the identifiers inside each, counted in each of their places."""
    attachments = situation.message.attachments
    sources: dict[str, str] = {}
    inside: dict[str, list[Finding]] = {one.id: [] for one in attachments}
    for found in situation.result.findings if attachments else ():
        if found.label not in IDENTIFIERS or found.confidence < _SURE_ENOUGH:
            continue
        if found.part not in sources:
            sources[found.part] = source_of(found.part, attachments)
        if source := sources[found.part]:
            inside[source].append(found)
    return [_File(one, tuple(inside[one.id])) for one in attachments]


def _in_full(held: list[_File]) -> str:
    return " in full" if all(one.attachment.is_partly_read for one in held) else ""
