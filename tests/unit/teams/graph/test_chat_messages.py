"""A message of Graph's means what the bot's own activity of it means."""

import json
from datetime import UTC, datetime

import pytest

from bot.domain.attachment import Attachment
from bot.domain.message import MessageRef, Platform
from bot.errors import MalformedEvent
from bot.teams.graph.chat_messages import is_with_the_bot, read_chat_message
from bot.teams.identity import Someone
from bot.teams.normalise import Draft, Ignored, Withdrawal, read_message
from tests.builders import NOON
from tests.unit.teams.building import activity
from tests.unit.teams.building import html as rich
from tests.unit.teams.graph.building import BOT, CHANNEL, CHAT, GRAPH, GROUP, chat_message

ADA = Someone(id="aad-ada", mri="aad-ada", name="Ada Adams")


def _read(content, **how):
    return read_chat_message(
        content,
        tenant="T1",
        bot=BOT,
        received_at=NOON,
        **{"is_own": lambda url: url.startswith(GRAPH)} | how,
    )


def _ref(conversation=CHANNEL, revision="0"):
    return MessageRef(
        platform=Platform.TEAMS,
        tenant="T1",
        conversation=conversation,
        message="1772452800000",
        revision=revision,
    )


def test_a_message_is_a_draft():
    assert _read(chat_message()) == Draft(
        ref=_ref(), sender=ADA, text="hello", sent_at=datetime(2026, 3, 2, 12, tzinfo=UTC)
    )


def test_it_is_the_draft_that_the_activity_gives():
    html = "<p>see <b>this</b></p><p>and that</p>"
    told = activity("see this and that", attachments=[rich(html)], recipient={"id": BOT})

    one, other = _read(chat_message(html)), read_message(told, NOON)

    same = ("ref", "text", "sent_at", "thread", "attachments", "mentions", "is_edit")
    assert [getattr(one, name) for name in same] == [getattr(other, name) for name in same]
    assert (one.sender.id, one.sender.name) == (other.sender.id, other.sender.name)


def test_a_message_of_a_chat_has_no_thread():
    read = _read(chat_message(channelIdentity=None, chatId=CHAT))

    assert (read.ref, read.thread) == (_ref(CHAT), "")


def test_a_reply_names_its_root():
    assert _read(chat_message(replyToId="1772452700000")).thread == "1772452700000"


def test_plain_text_is_taken_as_it_is():
    body = {"contentType": "text", "content": "1 < 2 & <b>"}

    assert _read(chat_message(body=body)).text == "1 < 2 & <b>"


def test_the_title_of_a_post_belongs_to_its_text():
    assert _read(chat_message(subject="Payroll")).text == "Payroll\nhello"


def test_a_title_that_is_part_of_a_longer_number_is_another_one():
    read = _read(chat_message("<p>1078-05-11209</p>", subject="078-05-1120"))

    assert read.text == "078-05-1120\n1078-05-11209"


REVISIONS = {
    "new": ({}, "0"),
    "edited": ({"lastEditedDateTime": "2026-03-02T12:05:00.123Z"}, "1772453100123"),
    "reacted to": ({"lastModifiedDateTime": "2026-03-02T12:05:00Z"}, "0"),
}


@pytest.mark.parametrize(("changes", "revision"), REVISIONS.values(), ids=REVISIONS)
def test_the_revision_of_a_message(changes, revision):
    read = _read(chat_message(**changes))

    assert (read.ref.revision, read.is_edit) == (revision, revision != "0")


def test_a_deleted_message_is_a_withdrawal():
    content = chat_message("", deletedDateTime="2026-03-02T12:05:00Z", **{"from": None})

    assert _read(content) == Withdrawal(_ref())


def test_a_message_that_is_back_is_a_revision_of_its_own():
    content = chat_message(lastModifiedDateTime="2026-03-02T12:05:00Z")

    assert _read(content, is_back=True).ref.revision == "1772453100000"


IGNORED = {
    "our own": ({"from": {"application": {"id": "app", "displayName": "Chatwarden"}}}, "our own"),
    "news of the conversation": (
        {"messageType": "systemEventMessage"},
        "news of the conversation itself",
    ),
    "said by nobody": ({"from": None}, "said by nobody"),
}


@pytest.mark.parametrize(("changes", "because"), IGNORED.values(), ids=IGNORED)
def test_nothing_to_inspect(changes, because):
    assert _read(chat_message(**changes)) == Ignored(because)


def test_another_bot_is_told_by_its_id():
    content = chat_message(**{"from": {"application": {"id": "x", "displayName": "Poll"}}})

    assert _read(content).sender == Someone(id="28:x", mri="28:x", name="Poll")


def test_a_message_without_a_place_is_malformed():
    with pytest.raises(MalformedEvent):
        _read(chat_message(channelIdentity=None))


def _mention(number, text, **mentioned):
    return {"id": number, "mentionText": text, "mentioned": mentioned}


MENTIONS = {
    "a person": ([_mention(0, "Bob", user={"id": "aad-bob"})], 1, False),
    "the bot": ([_mention(0, "Chatwarden", application={"id": "app"})], 0, False),
    "a tag": ([_mention(0, "legal", tag={"id": "tag-1"})], 1, False),
    "the channel": ([_mention(0, "c", conversation={"id": CHANNEL})], 1, True),
    "the team": ([_mention(0, "t", conversation={"id": GROUP})], 1, True),
}


@pytest.mark.parametrize(("mentions", "count", "everyone"), MENTIONS.values(), ids=MENTIONS)
def test_mentions_count(mentions, count, everyone):
    read = _read(chat_message(mentions=mentions))

    assert (read.mentions, read.mentions_everyone) == (count, everyone)


def test_the_bots_own_name_is_left_out_of_the_text():
    content = chat_message(
        '<p><at id="0">Chatwarden</at> what is this</p>',
        mentions=[_mention(0, "Chatwarden", application={"id": "app"})],
    )

    assert _read(content).text == "what is this"


QUOTED = {
    "a quotation": (
        "messageReference",
        {"messagePreview": "his ssn", "messageSender": {"user": {"id": "aad-bob"}}},
    ),
    "a forwarded message": (
        "forwardedMessageReference",
        {"originalMessageContent": "<p>his ssn</p>"},
    ),
}


@pytest.mark.parametrize(("kind", "told"), QUOTED.values(), ids=QUOTED)
def test_what_is_quoted_is_read(kind, told):
    attached = [{"id": "M1", "contentType": kind, "content": json.dumps(told)}]

    assert _read(chat_message(attachments=attached)).text == "hello\nhis ssn"


def test_a_file_is_told_with_the_address_it_is_shared_at():
    file = {
        "id": "F1",
        "contentType": "reference",
        "contentUrl": "https://home.sharepoint.com/sites/x/a%20b.csv",
        "name": "a b.csv",
    }
    html = '<p>hello</p><attachment id="F1"></attachment>'

    read = _read(chat_message(html, attachments=[file]))

    assert read.attachments == (
        Attachment(
            id="F1",
            name="a b.csv",
            locator="graph+https://home.sharepoint.com/sites/x/a%20b.csv",
        ),
    )


IN_IT = f"{GRAPH}/teams/{GROUP}/channels/19%3Ac%40thread.tacv2/messages/1772452800000"
AS_SPELLED = f"{GRAPH}/teams/{GROUP}/channels/{CHANNEL}/messages/1772452800000"
SNIPPETS = {
    "in the message": (f"{IN_IT}/hostedContents/h/$value", "graph+hosted+{}"),
    "in a reply": (f"{IN_IT}/replies/2/hostedContents/h/$value", "graph+hosted+{}"),
    "in another place": (f"{GRAPH}/chats/x/messages/1/hostedContents/h/$value", "graph+"),
    "elsewhere": ("https://evil.example/hostedContents/h/$value", "graph+"),
    "without an address": ("", "graph+"),
}


@pytest.mark.parametrize(("address", "locator"), SNIPPETS.values(), ids=SNIPPETS)
def test_a_code_snippet_lies_with_graph_or_nowhere(address, locator):
    told = {
        "id": "S1",
        "contentType": "application/vnd.microsoft.card.codesnippet",
        "content": json.dumps({"name": "x.py", "codeSnippetUrl": address}),
    }

    [read] = _read(chat_message(attachments=[told])).attachments

    assert (read.id, read.locator) == ("S1", locator.format(address))


PICTURES = {
    "in the message": (f"{IN_IT}/hostedContents/h/$value", "graph+hosted+{}"),
    "spelled out": (f"{AS_SPELLED}/hostedContents/h/$value", "graph+hosted+{}"),
    "in another place": (f"{GRAPH}/chats/x/messages/1/hostedContents/h/$value", "{}"),
    "with a question": (f"{IN_IT}/hostedContents/h?$expand=x", "{}"),
    "a way out": (f"{IN_IT}/hostedContents/../../x", "{}"),
    "below something": (f"{GRAPH}/users/x/y{IN_IT.removeprefix(GRAPH)}/hostedContents/h", "{}"),
    "no address": ("https://[graph.microsoft.com/hostedContents/h", "{}"),
    "at another host": ("https://evil.example/hostedContents/h/$value", "{}"),
    "elsewhere at graph": (f"{GRAPH}/users", "{}"),
}


@pytest.mark.parametrize(("address", "locator"), PICTURES.values(), ids=PICTURES)
def test_graphs_token_is_meant_for_contents_of_that_place_alone(address, locator):
    [read] = _read(chat_message(f'<p><img src="{address}"></p>')).attachments

    assert read.locator == locator.format(address)


def test_a_chat_with_the_bot_is_told_by_its_id():
    app = "33333333-3333-4333-8333-333333333333"

    assert is_with_the_bot(f"19:aad-ada_{app}@unq.gbl.spaces", app)
    assert not is_with_the_bot("19:aad-ada_aad-bob@unq.gbl.spaces", app)
    assert not is_with_the_bot(CHAT, app)
