"""Notices in Block Kit: within the limits, masked, and inert."""

import json
from datetime import UTC, datetime

import pytest

from bot.domain.notice import CitedClause, Notice, warning
from bot.domain.reply import ReplyKind
from bot.errors import MalformedEvent
from bot.slack.blocks import notice_blocks, parse_ref, reason_view, warning_blocks
from tests.builders import attachment, author, conversation, decision, message, ref

SLACK = ref(platform="slack", conversation="C1", message="1700000000.1")


def _about(**changes):
    return message(
        "ssn 536-22-8765", ref=SLACK, sent_at=datetime(2026, 3, 2, 12, tzinfo=UTC), **changes
    )


def _texts(blocks):
    return json.dumps(blocks, ensure_ascii=False)


def test_a_warning_names_the_clause_and_what_it_asks_and_masks_the_value():
    about = _about()

    words = _texts(warning_blocks(warning(decision(), about), about))

    assert "NC CC&amp;PS Instant Messaging, clause 3.b" in words
    assert "Confidential information stays out of instant messages." in words
    assert "a Social Security number: ••••••" in words
    assert "536-22-8765" not in words


def test_a_warning_has_its_buttons_and_each_carries_the_reference():
    about = _about()

    buttons = warning_blocks(warning(decision(), about), about)[-1]["elements"]

    assert [(button["action_id"], button["value"]) for button in buttons] == [
        (f"chatwarden_{kind.value}", SLACK.key) for kind in ReplyKind
    ]


def test_an_answered_warning_says_what_became_of_it_and_has_no_buttons():
    about = _about()

    blocks = warning_blocks(warning(decision(), about), about, state="Removed. Thank you.")

    assert blocks[-1]["text"]["text"] == "Removed. Thank you."
    assert "actions" not in {block["type"] for block in blocks}
    assert warning(decision(), about).what_next not in _texts(blocks)


def test_a_direct_message_is_named_in_words_a_channel_by_its_link():
    direct = _about(conversation=conversation(name="a direct message"))
    notice = Notice(headline="x")

    assert "<#C1>" in _texts(notice_blocks(notice, about=direct))
    moved = ref(platform="slack", conversation="D1", message="1")
    assert "In a direct message, 2026-03-02" in _texts(
        notice_blocks(
            notice,
            about=message(ref=moved, conversation=direct.conversation, sent_at=direct.sent_at),
        )
    )


def test_a_file_named_like_a_call_to_everybody_calls_nobody():
    about = _about(attachments=(attachment(name="<!channel>.csv"),), author=author(name="x"))

    notice = Notice(headline="Please do not open “<!channel>.csv”.", found=("<@U1>",))

    assert "<!channel>" not in _texts(notice_blocks(notice))
    assert "<@U1>" not in _texts(notice_blocks(notice))
    assert about.attachments[0].name == "<!channel>.csv"


def test_texts_stay_within_slacks_limits():
    clauses = tuple(
        CitedClause(citation=f"Policy, clause {n}", asks="word " * 2000) for n in range(60)
    )
    notice = Notice(headline="h" * 5000, found=("f" * 5000,), clauses=clauses, what_next="n" * 5000)

    blocks = notice_blocks(notice, about=_about())

    longest = max(len(block.get("text", {}).get("text", "")) for block in blocks)
    assert len(blocks) <= 50
    assert longest <= 3000


def test_the_modal_carries_the_reference_and_keeps_to_slacks_limits():
    view = reason_view(SLACK.key)

    assert view["private_metadata"] == SLACK.key
    assert max(len(view[part]["text"]) for part in ("title", "submit", "close")) <= 24


def test_a_reference_comes_back_from_its_button():
    assert parse_ref(SLACK.key) == SLACK


@pytest.mark.parametrize(
    "key",
    ["", "slack/T1/C1/1", "slack/T1/C1/1/0/more", "local/T1/C1/1/0", "slack//C1/1/0"],
    ids=["empty", "short", "long", "another platform", "no tenant"],
)
def test_a_reference_of_another_shape_is_malformed(key):
    with pytest.raises(MalformedEvent):
        parse_ref(key)
