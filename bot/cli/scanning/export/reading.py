"""Turns an export into records: every message a person wrote, in the order it was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.cli.scanning.export.archive import BadMember, Day, Export
from bot.cli.scanning.export.context import Context
from bot.cli.scanning.export.people import LISTS, Directory, Place, read_people, read_places
from bot.cli.scanning.records import Record, Refused, Spot, clean, thread_of
from bot.domain.attachment import Attachment, Reading
from bot.domain.message import Author, ConversationKind, Message, MessageRef, Platform, Standing
from bot.errors import MalformedEvent
from bot.slack.normalise import moment_of
from bot.slack.wording import count_mentions, mentions_everyone, words_of

Node = Mapping[str, Any]
_BY_PEOPLE = frozenset({"", "file_share", "thread_broadcast", "me_message"})
_NOT_THERE = "the export does not hold the files themselves"


def read_export(export: Export, name: str) -> Iterator[Record | Refused]:
    """Yield the messages of an export; a member that cannot be read is a refusal in its place."""
    directory, refused = _directory(export, name)
    yield from refused
    folder, context = "", Context()
    for day in export.days():
        if day.folder != folder:
            folder, context = day.folder, Context()
        try:
            nodes = export.objects(day.member)
        except BadMember as reason:
            yield _refused(name, day.member, reason)
            continue
        for node in nodes:
            yield from _read(node, day, directory, context)


def _directory(export: Export, name: str) -> tuple[Directory, list[Refused]]:
    people: dict[str, Author] = {}
    places: dict[str, Place] = {}
    refused: list[Refused] = []
    home = ""
    try:
        people, home = read_people(export.listed("users.json"))
    except BadMember as reason:
        refused.append(_refused(name, "users.json", reason))
    for listing in LISTS:
        try:
            places |= read_places(export, listing, people)
        except BadMember as reason:
            refused.append(_refused(name, listing, reason))
    return Directory(people, places, home), refused


def _read(
    node: Node, day: Day, directory: Directory, context: Context
) -> Iterator[Record | Refused]:
    author = directory.author(str(node.get("user") or ""), str(node.get("user_team") or ""))
    if not _is_by_a_person(node, author):
        return
    place = directory.place(day.folder, author)
    try:
        message = _message(node, author, place)
    except MalformedEvent as reason:
        yield Refused(because=str(reason), where=f"{_shown(place)} {day.date}")
        return
    earlier = context.before(message.thread, author.id, message.sent_at)
    context.add(message.thread, author.id, (message.sent_at, message.text))
    yield Record(
        id=message.ref.message,
        message=replace(message, context=thread_of(earlier)),
        spot=Spot(source=f"{_shown(place)} {message.sent_at:%Y-%m-%d %H:%M}"),
    )


def _is_by_a_person(node: Node, author: Author) -> bool:
    return (
        node.get("type") == "message"
        and str(node.get("subtype") or "") in _BY_PEOPLE
        and not node.get("bot_id")
        and author.standing is not Standing.BOT
    )


def _message(node: Node, author: Author, place: Place) -> Message:
    stamp, text = str(node.get("ts") or ""), clean(words_of(node))
    return Message(
        ref=MessageRef(
            platform=Platform.SLACK,
            tenant="export",
            conversation=place.conversation.id,
            message=stamp,
        ),
        author=author,
        conversation=place.conversation,
        audience=place.audience,
        text=text,
        sent_at=moment_of(stamp),
        thread=str(node.get("thread_ts") or stamp),
        attachments=_attachments(node),
        mentions=count_mentions(text),
        mentions_everyone=mentions_everyone(text),
    )


def _attachments(node: Node) -> tuple[Attachment, ...]:
    """Return the files by name and size; their addresses carry a live token and are left out."""
    listed = node.get("files")
    files = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    return tuple(
        Attachment(
            id=str(file.get("id") or ""),
            name=str(file.get("name") or file.get("title") or "unnamed"),
            size=file["size"] if isinstance(file.get("size"), int) else -1,
            claimed_type=str(file.get("mimetype") or ""),
            reading=Reading.UNSCANNED,
            because=_NOT_THERE,
        )
        for file in files
    )


def _shown(place: Place) -> str:
    name = "".join(char if char.isprintable() else "\ufffd" for char in place.conversation.name)
    return f"#{name}" if place.conversation.kind is ConversationKind.CHANNEL else name


def _refused(name: str, member: str, reason: BadMember) -> Refused:
    shown = "".join(char if char.isprintable() else "\ufffd" for char in member)
    return Refused(because=str(reason), where=f"{name} › {shown}")
