"""Reads the tests at the foot of a policy file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta

from bot.domain.attachment import FileTrait
from bot.domain.labels import CATEGORIES, LABELS
from bot.domain.message import AudienceKind, ConversationKind, Platform, Standing
from bot.policy.file_format import Given, PolicyTest, TestFile, TestMessage, TestPast
from bot.policy.reading.faults import FaultList
from bot.policy.reading.fields import Fields, open_fields, suggestion
from bot.policy.reading.nodes import Node

_KEYS = (
    "test",
    "text",
    "thread",
    "platform",
    "conversation",
    "audience",
    "author",
    "divisions",
    "attachments",
    "mentions",
    "mentions_everyone",
    "edited",
    "past",
    "given",
    "expect",
    "near_miss",
    "known_gap",
)
_SURE = 0.99
_MOST_HELD = 100_000  # of findings a test may have made up for it


def read_test(node: Node, faults: FaultList, rules: Collection[str]) -> PolicyTest:
    """Read one test; it may name the rules of its own file only."""
    fields = open_fields(node, faults, "a test", _KEYS)
    fields.required("expect")
    test = PolicyTest(
        name=fields.text("test"),
        message=_message(fields, faults),
        expect=fields.names("expect", rules, "rule"),
        near_miss=fields.names("near_miss", rules, "rule"),
        past=tuple(_past(item, faults) for item in fields.children("past")),
        given=_given(fields.child("given"), faults),
        known_gap=fields.optional_text("known_gap"),
        line=node.line,
    )
    for rule in set(test.expect) & set(test.near_miss):
        fields.fault("near_miss", f"“{rule}” is expected and called a near miss in one test")
    return test


def _message(fields: Fields, faults: FaultList) -> TestMessage:
    def one_of(key: str, known: Collection[str]) -> str | None:
        return fields.name(key, known, key) if fields.has(key) else None

    return TestMessage(
        text=fields.optional_text("text"),
        thread=fields.texts("thread"),
        platform=Platform(one_of("platform", list(Platform)) or Platform.LOCAL),
        conversation=ConversationKind(
            one_of("conversation", list(ConversationKind)) or ConversationKind.CHANNEL
        ),
        audience=AudienceKind(one_of("audience", list(AudienceKind)) or AudienceKind.INTERNAL),
        author=Standing(one_of("author", list(Standing)) or Standing.MEMBER),
        divisions=frozenset(fields.texts("divisions")),
        attachments=tuple(_file(item, faults) for item in fields.children("attachments")),
        mentions=fields.whole("mentions", 0),
        mentions_everyone=fields.flag("mentions_everyone"),
        edited=fields.flag("edited"),
    )


def _file(node: Node, faults: FaultList) -> TestFile:
    keys = ("name", "size", "type", "real_type", "traits", "text", "unscanned", "holds")
    fields = open_fields(node, faults, "an attachment", keys)
    return TestFile(
        name=fields.text("name"),
        size=fields.whole("size", 1000),
        type=fields.optional_text("type"),
        real_type=fields.optional_text("real_type"),
        traits=frozenset(
            FileTrait(name) for name in fields.some("traits", list(FileTrait), "trait")
        ),
        text=fields.optional_text("text"),
        unscanned=fields.optional_text("unscanned"),
        holds=_counted(fields, "holds"),
    )


def _counted(fields: Fields, key: str) -> Mapping[str, int]:
    """Read `{US_SSN: 120}`: how many of each label are in a file."""
    node = fields.child(key)
    if node is None:
        return {}
    inner = open_fields(node, fields.faults, f"“{key}”", LABELS)
    counted = {name: inner.whole(name, 0) for name in node.fields or {} if name in LABELS}
    if sum(counted.values()) > _MOST_HELD:
        fields.fault(key, f"“{key}” counts more than {_MOST_HELD:,}")
        return {}
    return counted


def _past(node: Node, faults: FaultList) -> TestPast:
    keys = ("ago", "times", "categories", "mentions", "mentions_everyone")
    fields = open_fields(node, faults, "what was done before", keys)
    fields.required("ago")
    return TestPast(
        ago=fields.duration("ago") or timedelta(minutes=1),
        times=fields.whole("times", 1),
        categories=frozenset(fields.names("categories", CATEGORIES, "category")),
        mentions=fields.whole("mentions", 0),
        mentions_everyone=fields.flag("mentions_everyone"),
    )


def _given(node: Node | None, faults: FaultList) -> Given | None:
    if node is None:
        return None
    fields = open_fields(
        node, faults, "given", ("findings", "categories", "messengers", "unfinished")
    )
    return Given(
        findings=_scored(fields, "findings", LABELS),
        categories=_scored(fields, "categories", CATEGORIES),
        messengers=frozenset(fields.texts("messengers")),
        unfinished=fields.texts("unfinished"),
    )


def _scored(fields: Fields, key: str, known: Collection[str]) -> Mapping[str, float]:
    """Read `[PHI, PII]`, each held for sure, or `{PHI: 0.6}`."""
    node = fields.child(key)
    if node is None or node.fields is None:
        return dict.fromkeys(fields.names(key, known, "name"), _SURE)
    inner = Fields(node, fields.faults)
    for name in node.fields:
        if name not in known:
            inner.fault(name, f"unknown name “{name}”{suggestion(name, known)}")
    return {name: inner.share(name, _SURE) for name in node.fields}
