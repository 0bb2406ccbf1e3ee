"""The JSON-lines contract: one message a line in, one answer a line out."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, BinaryIO, NoReturn

from bot.cli.scanning.records import (
    Earlier,
    JsonScalar,
    Record,
    Refused,
    Scanned,
    clean,
    loose_message,
    thread_of,
)
from bot.domain.attachment import Attachment
from bot.domain.finding import Finding
from bot.domain.message import Audience, AudienceKind, Message
from bot.ports import Clock

MOST_BYTES_IN_A_LINE = 16_000_000
_AUDIENCES = (AudienceKind.INTERNAL, AudienceKind.GUEST, AudienceKind.EXTERNAL)
_DECIMALS = 4


class _Wrong(ValueError):
    """A line is not as the contract asks; says why, without quoting the line."""


@dataclass(frozen=True, slots=True)
class LineReader:
    """Reads lines as records; a bad line becomes a refusal in its place."""

    clock: Clock
    most_bytes: int = MOST_BYTES_IN_A_LINE

    def read(self, stream: BinaryIO) -> Iterator[Record | Refused]:
        """Yield a record or refusal for every line that is not blank, then close the stream."""
        with stream:
            for number, line in enumerate(iter(lambda: self._next_line(stream), b""), 1):
                if len(line) > self.most_bytes:
                    because = f"the line is longer than {self.most_bytes:,} bytes"
                    yield Refused(because=because, id=number, line=number)
                elif line.strip():
                    yield self._read_line(line, number)

    def _next_line(self, stream: BinaryIO) -> bytes:
        """Return the next line; of one that is too long only as much as shows that it is."""
        line = piece = stream.readline(self.most_bytes + 1)
        while len(piece) > self.most_bytes and not piece.endswith(b"\n"):
            piece = stream.readline(self.most_bytes + 1)
        return line

    def _read_line(self, line: bytes, number: int) -> Record | Refused:
        identity: JsonScalar = number
        try:
            fields = _parse(line)
            identity = _identity(fields, number)
            return Record(id=identity, message=self._message(fields, number))
        except _Wrong as reason:
            return Refused(because=str(reason), id=identity, line=number)

    def _message(self, fields: Mapping[str, Any], number: int) -> Message:
        text = fields.get("text")
        if not isinstance(text, str):
            raise _Wrong('"text" is missing' if "text" not in fields else '"text" is not a string')
        message = loose_message(clean(text), number, sent_at=self.clock.now())
        return replace(
            message,
            context=thread_of(_earlier(fields)),
            audience=_audience(fields, message.audience),
            attachments=tuple(
                Attachment(id=clean(path), name=clean(PurePath(path).name), locator=path)
                for path in _strings(fields, "attachments")
            ),
        )


def answer(outcome: Scanned | Refused) -> str:
    """Return the answer to one line."""
    if isinstance(outcome, Refused):
        error = {"id": outcome.id, "line": outcome.line, "error": outcome.because}
        return json.dumps(error if outcome.line else {"id": outcome.id, "error": outcome.because})
    decision = outcome.decision
    fields = {
        "id": outcome.record.id,
        "findings": [_finding(finding) for finding in outcome.result.findings],
        "categories": {
            name: round(score, _DECIMALS) for name, score in outcome.result.categories.items()
        },
        "matches": [
            {
                "policy": match.policy,
                "rule": match.rule,
                "clauses": [clause.number for clause in match.clauses],
            }
            for match in decision.matches
        ],
        "actions": [action.kind.value for action in decision.actions],
        "unfinished": list(outcome.unfinished),
    }
    return json.dumps(fields)


def _finding(finding: Finding) -> dict[str, JsonScalar]:
    return {
        "label": finding.label,
        "start": finding.start,
        "end": finding.end,
        "confidence": round(finding.confidence, _DECIMALS),
        "because": finding.because,
        "part": finding.part,
    }


def _parse(line: bytes) -> Mapping[str, Any]:
    try:
        fields = json.loads(line.strip().decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise _Wrong("it is not UTF-8") from None
    except json.JSONDecodeError as fault:
        raise _Wrong(f"it is not JSON: see character {fault.pos + 1}") from None
    except RecursionError:
        raise _Wrong("it is nested too deep") from None
    except ValueError:  # a number with more digits than Python turns into one
        raise _Wrong("it holds a number that cannot be read") from None
    if not isinstance(fields, dict):
        raise _Wrong("it is not a JSON object")
    return fields


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are Python's, not JSON's


def _identity(fields: Mapping[str, Any], number: int) -> JsonScalar:
    identity = fields.get("id", number)
    if isinstance(identity, dict | list):
        raise _Wrong('"id" is not a string, number, true, false or null')
    if isinstance(identity, float) and not math.isfinite(identity):
        raise _Wrong('"id" is a number out of range')
    return identity  # type: ignore[no-any-return]  # JSON has no further types


def _strings(fields: Mapping[str, Any], key: str) -> list[str]:
    value = fields.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _Wrong(f'"{key}" is not a list of strings')
    return value


def _earlier(fields: Mapping[str, Any]) -> list[Earlier]:
    """Return what was said before; whose it is is told by the names, or by there being none."""
    thread = fields.get("thread")
    listed = thread if isinstance(thread, list) else []
    said = [one if isinstance(one, dict) else {"text": one} for one in listed]
    texts = _strings({"thread": [one.get("text") for one in said] if said else thread}, "thread")
    own = [one.get("author") == fields.get("author") for one in said]
    return [Earlier(clean(text), is_own) for text, is_own in zip(texts, own, strict=True)]


def _audience(fields: Mapping[str, Any], otherwise: Audience) -> Audience:
    named = fields.get("audience")
    if named is None:
        return otherwise
    if named not in _AUDIENCES:
        raise _Wrong('"audience" is not "internal", "guest" or "external"')
    return Audience(kind=AudienceKind(named), because="the input says so")
