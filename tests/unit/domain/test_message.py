"""A message knows its key, its thread and the text its author answers for."""

import pytest

from bot.domain.message import AudienceKind, PartKind, Platform, TextPart
from tests.builders import audience, message, read_attachment, ref


def test_the_key_tells_revisions_apart():
    assert ref(revision="2").key == "local/T1/C1/M1/2"


THREADS = {"a reply": ("R9", "local/T1/C1/R9"), "a message by itself": ("", "local/T1/C1/M1")}


@pytest.mark.parametrize(("thread", "key"), THREADS.values(), ids=THREADS.keys())
def test_a_case_is_kept_per_thread(thread, key):
    assert message(thread=thread).thread_key == key


def test_the_author_answers_for_the_body_and_what_the_files_hold():
    sent = message("see the list", attachments=(read_attachment("a,b"),))

    assert sent.own_parts == (
        TextPart("body", "see the list"),
        TextPart("attachment:F1:whole file", "a,b", PartKind.ATTACHMENT),
    )


OUTSIDE = {
    AudienceKind.INTERNAL: False,
    AudienceKind.GUEST: False,
    AudienceKind.EXTERNAL: True,
    AudienceKind.UNKNOWN: True,
}


@pytest.mark.parametrize(("kind", "outside"), OUTSIDE.items(), ids=OUTSIDE.keys())
def test_unknown_counts_as_external(kind, outside):
    assert audience(kind).is_outside is outside


def test_every_platform_has_a_stable_name():
    assert [platform.value for platform in Platform] == ["slack", "teams", "local"]
