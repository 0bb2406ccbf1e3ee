"""The words of a message, each once."""

import time

import pytest

from bot.teams.wording import count_mentions, mentions_everyone, words_of
from tests.unit.teams.building import ADA, BOT, activity, html, mention

CARD = "application/vnd.microsoft.card.adaptive"


def _card(content, kind=CARD):
    return {"contentType": kind, "content": content}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": "hello"}, "hello"),
        ({"text": "", "attachments": [html("<p>rich</p>")]}, "rich"),
        ({"text": "one two", "attachments": [html("<p>one</p><p>two</p>")]}, "one\ntwo"),
        ({"text": "536", "attachments": [html("<p>15365</p>")]}, "15365\n536"),
        ({"text": "other", "attachments": [html("<p>rich</p>")]}, "rich\nother"),
        ({"text": None}, ""),
        ({"text": "a &lt; b<br>c", "textFormat": "xml"}, "a < b\nc"),
    ],
    ids=[
        "plain",
        "rich",
        "both the same",
        "part of a longer number",
        "both, different",
        "none",
        "xml",
    ],
)
def test_bodies(changes, words):
    assert words_of(activity(**changes)) == words


def test_the_bots_own_mention_is_left_out_and_others_stay_as_names():
    text = "<at>Chatwarden</at> ask <at>Ada Adams</at>"
    rich = '<p><at id="0">Chatwarden</at> ask <at id="1">Ada Adams</at></p>'
    said = activity(text, attachments=[html(rich)], entities=[mention(BOT), mention(ADA)])

    assert words_of(said) == "ask Ada Adams"


def test_a_bot_called_in_another_way_is_left_out_by_what_was_written():
    said = activity("<at>CW (test)</at> hi", entities=[mention(BOT, "<at>CW (test)</at>")])

    assert words_of(said) == "hi"


@pytest.mark.parametrize("as_text", [False, True], ids=["object", "JSON in a text"])
def test_quoted_and_forwarded_messages_are_read(as_text):
    contents = [
        '{"messagePreview": "the <b>quoted</b>"}',
        '{"originalMessageContent": "<p>forwarded</p><p>lines</p>"}',
    ]
    if not as_text:
        contents = [
            {"messagePreview": "the <b>quoted</b>"},
            {"originalMessageContent": "<p>forwarded</p><p>lines</p>"},
        ]
    kinds = ("messageReference", "forwardedMessageReference")
    attachments = [
        {"contentType": kind, "content": content}
        for kind, content in zip(kinds, contents, strict=True)
    ]

    assert words_of(activity("mine", attachments=attachments)) == (
        "mine\nthe quoted\nforwarded\nlines"
    )


def test_what_a_card_says_is_read_wherever_in_it_that_stands():
    card = {
        "type": "AdaptiveCard",
        "body": [
            {"type": "TextBlock", "text": "first"},
            {"type": "FactSet", "facts": [{"title": "Name", "value": "Ada"}]},
            {"type": "ColumnSet", "columns": [{"items": [{"text": "deep"}]}]},
        ],
        "actions": [{"type": "Action.OpenUrl", "title": "Open", "url": "https://x.example"}],
    }

    words = words_of(activity("see", attachments=[_card(card)]))

    assert words == "see\nfirst\nName\nAda\ndeep\nOpen"


@pytest.mark.parametrize(
    "content",
    ["{", "[]", None, 5, {"body": 5}, {"body": [[[[1]]]]}],
    ids=["cut", "a list", "none", "a number", "odd body", "nested"],
)
def test_odd_cards_and_quotations_are_read_as_far_as_they_go(content):
    attachments = [_card(content), _card(content, "messageReference")]

    assert words_of(activity("mine", attachments=attachments)) == "mine"


def test_a_card_is_read_however_deep_its_words_stand():
    card = {"text": "deepest"}
    for _ in range(500):
        card = {"items": [card]}

    assert words_of(activity("mine", attachments=[_card(card)])) == "mine\ndeepest"


def test_the_runs_of_a_line_and_code_in_a_card_are_read():
    card = {
        "body": [
            {"type": "RichTextBlock", "inlines": ["bare", {"type": "TextRun", "text": "run"}]},
            {"type": "CodeBlock", "codeSnippet": "ssn = 1"},
        ]
    }

    assert words_of(activity("", attachments=[_card(card)])) == "bare\nrun\nssn = 1"


def test_text_that_is_attached_is_read():
    attached = {"contentType": "text/plain", "content": "beside it"}

    assert words_of(activity("mine", attachments=[attached])) == "mine\nbeside it"


@pytest.mark.parametrize("name", ["078-05-1120", "x" * 41], ids=["a number", "a long text"])
def test_what_is_no_name_is_not_left_out_with_the_bots_mention(name):
    said = activity(f"<at>{name}</at> hi", entities=[mention(BOT, f"<at>{name}</at>")])

    assert words_of(said) == f"{name} hi"


HEAVY = {
    "mentions without an end": {"text": "<at>" * 100_000},
    "mentions torn off": {"text": "<at " * 100_000},
    "a card of many texts": {
        "attachments": [_card({"body": [{"text": f"t{number}"} for number in range(20_000)]})]
    },
    "two long texts that are nearly the same": {
        "text": "!" * 100_000 + "a",
        "attachments": [html("!" * 100_000 + ".")],
    },
}


@pytest.mark.parametrize("changes", HEAVY.values(), ids=HEAVY)
def test_nothing_takes_long_that_somebody_may_write(changes):
    began = time.perf_counter()

    words_of(activity(**changes))

    assert time.perf_counter() - began < 2


def test_mentions_are_counted_the_bot_apart():
    said = activity(entities=[mention(BOT), mention(ADA), {"type": "clientInfo"}, "odd"])

    assert (count_mentions(said), mentions_everyone(said)) == (1, False)


def test_a_channel_that_is_called_is_everybody():
    channel = {"id": "19:c@thread.tacv2", "name": "Reports"}

    assert mentions_everyone(activity(entities=[mention(channel)]))
