"""The shapes that travel: what pages send in, and the events that are written down of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from bot.domain.reply import ReplyKind
from bot.errors import MalformedEvent

MOST_TEXT = 8_000
MOST_FILES = 5
_Id = Annotated[str, StringConstraints(min_length=1, max_length=80)]
_OptionalId = Annotated[str, StringConstraints(max_length=80)]
_Text = Annotated[str, StringConstraints(max_length=MOST_TEXT)]
_Reason = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)]
ShapeT = TypeVar("ShapeT", bound="Shape")


class Shape(BaseModel):
    """What all shapes share: nothing unasked for, and nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NewMessage(Shape):
    """A page sends a message."""

    conversation: _Id
    text: _Text = ""
    files: tuple[_Id, ...] = ()
    thread: _OptionalId = ""


class NewText(Shape):
    """A page edits a message."""

    text: _Text


class Answer(Shape):
    """A page presses a button of a warning."""

    kind: ReplyKind
    reason: _Reason = ""


class Choice(Shape):
    """A page chooses which policies govern."""

    policies: tuple[_Id, ...]


class ScriptOrder(Shape):
    """A page starts or stops the scripted conversation."""

    do: Literal["play", "stop"]
    speed: Annotated[float, "how many times as fast"] = 1.0


class PostedFile(Shape):
    """A file as the event names it."""

    id: _Id
    name: str
    size: int
    claimed_type: str = ""


class Posted(Shape):
    """A message was written, or written anew: `revision` counts its edits."""

    id: _Id
    revision: int = 0
    conversation: _Id
    author: _Id
    text: str
    thread: str = ""
    files: tuple[PostedFile, ...] = ()
    sent_at: datetime


class Deleted(Shape):
    """A message was deleted by its author."""

    id: _Id
    revision: int
    conversation: _Id
    author: _Id


class Answered(Shape):
    """An author answered a warning about one revision of a message."""

    id: _Id
    revision: int
    conversation: _Id
    author: _Id
    kind: ReplyKind
    reason: str = ""
    at: datetime


def read(shape: type[ShapeT], body: bytes) -> ShapeT:
    """Read a shape from its bytes; raises MalformedEvent."""
    try:
        return shape.model_validate_json(body)
    except ValidationError as fault:
        # Only where it is wrong and why: the validator's own words repeat the input.
        first = fault.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "body"
        raise MalformedEvent(f"{place}: {first['type']}.") from None
