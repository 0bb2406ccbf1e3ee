"""Notices as Adaptive Cards: within the limits, masked, and inert."""

import json
from datetime import UTC, datetime

import pytest

from bot.domain.notice import CitedClause, Notice, warning
from bot.domain.reply import ReplyKind
from bot.teams.cards import card_activity, note_card, notice_card, verb_of, warning_card
from tests.builders import attachment, conversation, decision, message, ref

TEAMS = ref(platform="teams", conversation="19:c@thread.tacv2", message="1772452800000")


def _about(**changes):
    defaults = {"conversation": conversation(name="Finance › Reports")}
    return message(
        "ssn 536-22-8765",
        ref=TEAMS,
        sent_at=datetime(2026, 3, 2, 12, tzinfo=UTC),
        **defaults | changes,
    )


def _words(card):
    return json.dumps(card, ensure_ascii=False)


def _warning(**changes):
    return warning_card(warning(decision(), _about()), _about(), question="q-1", **changes)


def test_a_warning_names_the_clause_and_what_it_asks_and_masks_the_value():
    words = _words(_warning())

    assert "NC CC&PS Instant Messaging, clause 3.b" in words
    assert "Confidential information stays out of instant messages." in words
    assert "a Social Security number: ••••••" in words
    assert "In Finance › Reports, 2026-03-02 12:00 UTC" in words
    assert "536-22-8765" not in words


def test_a_warnings_buttons_carry_a_number_and_nothing_else():
    remove, needed, other = _warning()["actions"]

    inner = needed["card"]["actions"][0]
    assert [(button["verb"], button["data"]) for button in (remove, inner, other)] == [
        (verb_of(kind), {"question": "q-1"}) for kind in ReplyKind
    ]
    assert TEAMS.message not in _words(_warning())


def test_a_reason_is_asked_for_and_must_be_given():
    [asked] = _warning()["actions"][1]["card"]["body"]

    assert (asked["type"], asked["id"], asked["isRequired"], asked["maxLength"]) == (
        "Input.Text",
        "reason",
        True,
        1000,
    )


def test_an_answered_warning_says_what_became_of_it_and_has_no_buttons():
    card = _warning(state="✓ Removed. Thank you.")

    assert "✓ Removed. Thank you." in _words(card["body"][-1])
    assert "actions" not in card


def test_an_answered_warning_asks_for_nothing_any_more():
    assert "Only you can see this." in _words(_warning())
    assert "Only you can see this." not in _words(_warning(state="✓ Removed. Thank you."))


def test_a_long_name_may_be_broken_and_reads_the_same():
    name = "q3_payroll_" * 12

    card = notice_card(Notice(headline="x", found=(name,)))

    shown = card["body"][-1]["inlines"][0]["text"]
    assert max(len(part) for part in shown.split("\u200b")) <= 26
    assert shown.replace("\u200b", "") == f"• {name}"


@pytest.mark.parametrize("card", [_warning(), note_card("x"), notice_card(Notice(headline="x"))])
def test_a_card_is_of_a_version_that_teams_shows_everywhere(card):
    assert (card["type"], card["version"]) == ("AdaptiveCard", "1.4")


def test_a_mark_is_in_the_cards_metadata():
    assert notice_card(Notice(headline="x"), mark="m")["metadata"] == {"mark": "m"}


def test_a_file_named_like_a_link_is_mere_text():
    name = "[press](https://evil.example)"
    notice = Notice(headline=f"Please do not open “{name}”.", found=(name,))

    card = notice_card(notice, about=_about(attachments=(attachment(name=name),)))

    kinds = {block["type"] for block in card["body"]}
    runs = {inline["type"] for block in card["body"] for inline in block["inlines"]}
    assert (kinds, runs) == ({"RichTextBlock"}, {"TextRun"})


@pytest.mark.parametrize(
    ("url", "opens"),
    [("https://p.example/3b", True), ("javascript:alert(1)", False), ("", False)],
    ids=["a page", "a script", "none"],
)
def test_a_clause_leads_to_its_page(url, opens):
    clause = CitedClause(citation="clause 3.b", asks="…", url=url)

    cited = notice_card(Notice(headline="x", clauses=(clause,)))["body"][-1]

    assert ("selectAction" in cited) is opens


def test_a_card_stays_within_teams_limits():
    clauses = tuple(
        CitedClause(citation=f"Policy, clause {n}", asks="word " * 2000) for n in range(60)
    )
    notice = Notice(headline="h" * 5000, found=("f" * 5000,) * 90, clauses=clauses)

    sent = card_activity(notice_card(notice, about=_about()), notice.headline)

    assert len(json.dumps(sent)) < 28_000


def test_a_card_is_sent_without_a_text_beside_it():
    assert card_activity(note_card("x"), "banner") == {
        "type": "message",
        "summary": "banner",
        "attachments": [
            {
                "contentType": "application/vnd.microsoft.card.adaptive",
                "content": note_card("x"),
            }
        ],
    }
