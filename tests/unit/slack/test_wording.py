"""Everything a reader sees is inspected, and nothing twice."""

import pytest

from bot.slack.wording import count_mentions, mentions_everyone, words_of


def _rich(*elements):
    section = {"type": "rich_text_section", "elements": list(elements)}
    return [{"type": "rich_text", "elements": [section]}]


def _text(text, **style):
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def test_text_that_its_blocks_repeat_stands_once():
    message = {
        "text": "Hello *there* team",
        "blocks": _rich(_text("Hello "), _text("there", bold=True), _text(" team")),
    }

    assert words_of(message) == "Hello *there* team"


def test_links_and_mentions_in_blocks_are_recognised_as_the_texts_own():
    message = {
        "text": "see <https://a.example/x?a=1&amp;b=2|the page> <@U1> :tada: &lt;now&gt;",
        "blocks": _rich(
            _text("see "),
            {"type": "link", "url": "https://a.example/x?a=1&b=2", "text": "the page"},
            _text(" "),
            {"type": "user", "user_id": "U1"},
            _text(" "),
            {"type": "emoji", "name": "tada"},
            _text(" <now>"),
        ),
    }

    assert words_of(message) == message["text"]


def test_a_block_that_says_more_is_added():
    message = {
        "text": "summary",
        "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "details"}}],
    }

    assert words_of(message) == "summary\ndetails"


@pytest.mark.parametrize(
    ("text", "block"),
    [("call 555-0100", "call 555-0100-22"), ("4111 1111 1111 1111 9", "4111 1111 1111 1111")],
    ids=["longer", "shorter"],
)
def test_part_of_a_number_is_not_taken_for_the_number(text, block):
    assert words_of({"text": text, "blocks": _rich(_text(block))}) == f"{text}\n{block}"


def _block(**block):
    return {"blocks": [block]}


def _rich_list(kind):
    inside = {"type": "rich_text_section", "elements": [_text("secret")]}
    return _block(type="rich_text", elements=[{"type": kind, "elements": [inside]}])


PLACES = {
    "fallback": {"attachments": [{"fallback": "secret"}]},
    "title": {"attachments": [{"title": "secret"}]},
    "text": {"attachments": [{"text": "secret"}]},
    "pretext": {"attachments": [{"pretext": "secret"}]},
    "field": {"attachments": [{"fields": [{"title": "", "value": "secret"}]}]},
    "attachment block": {"attachments": [_block(type="section", fields=[{"text": "secret"}])]},
    "quoted message": {
        "attachments": [{"message_blocks": [{"message": {"blocks": _rich(_text("secret"))}}]}]
    },
    "file title": {"files": [{"id": "F1", "title": "secret", "name": "f"}]},
    "file name": {"files": [{"id": "F1", "name": "secret"}]},
    "file comment": {"files": [{"id": "F1", "initial_comment": {"comment": "secret"}}]},
    "image": _block(type="image", alt_text="secret"),
    "header": _block(type="header", text={"type": "plain_text", "text": "secret"}),
    "context": _block(type="context", elements=[{"type": "mrkdwn", "text": "secret"}]),
    "table": _block(type="table", rows=[[{"type": "raw_text", "text": "secret"}]]),
    "list": _rich_list("rich_text_list"),
    "code": _block(
        type="rich_text",
        elements=[{"type": "rich_text_preformatted", "elements": [_text("secret")]}],
    ),
}


@pytest.mark.parametrize("more", PLACES.values(), ids=PLACES.keys())
def test_words_are_found_wherever_slack_shows_them(more):
    assert "secret" in words_of({"text": "see", **more}).split()


@pytest.mark.parametrize(
    "odd",
    [
        {"text": None},
        {"blocks": "x"},
        {"blocks": [None, 1, {"type": None}]},
        {"attachments": [{"fields": "x", "text": 7}]},
        {"files": {"id": "F1"}},
    ],
    ids=["no text", "blocks a word", "odd blocks", "odd attachment", "files no list"],
)
def test_odd_shapes_say_nothing_and_raise_nothing(odd):
    assert words_of(odd) == ""


def test_blocks_nested_without_end_are_left_at_some_depth():
    block = {"type": "section", "text": "deep"}
    for _ in range(500):
        block = {"type": "context", "elements": [block]}

    assert words_of({"blocks": [block]}) == ""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("<@U123> and <@W9|ada>", 2),
        ("<!subteam^S1|@finance>", 1),
        ("<#C123> <https://a.example>", 0),
        ("mail @ada", 0),
    ],
    ids=["people", "group", "channel and link", "mere at sign"],
)
def test_mentions_are_counted(text, count):
    assert count_mentions(text) == count


@pytest.mark.parametrize(
    ("text", "everyone"),
    [
        ("<!here> lunch", True),
        ("<!channel|channel>", True),
        ("&lt;!here&gt;", False),
        ("here", False),
    ],
    ids=["here", "channel", "escaped", "a word"],
)
def test_a_call_to_everybody_is_noticed(text, everyone):
    assert mentions_everyone(text) is everyone
