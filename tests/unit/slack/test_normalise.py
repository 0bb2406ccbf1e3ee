"""What an event means: a message, a withdrawal, or nothing to us."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.message import Audience, AudienceKind, MessageRef, Platform, Standing
from bot.errors import MalformedEvent
from bot.slack.identity import Home
from bot.slack.normalise import (
    Draft,
    Ignored,
    Withdrawal,
    moment_of,
    read_found,
    read_message,
    to_message,
)
from tests.builders import audience, author, conversation
from tests.standins.slack_events import deletion_event, edit_event, envelope
from tests.standins.slack_world import HOME, PARTNER

TS = "1700000000.000100"
WRITTEN = {"type": "message", "user": "UADA", "text": "hello", "ts": TS, "team": HOME}


def _event(**changes):
    return envelope({**WRITTEN, "channel": "C1", "event_ts": TS, **changes})


def _ref(revision="0", message=TS):
    return MessageRef(
        platform=Platform.SLACK, tenant=HOME, conversation="C1", message=message, revision=revision
    )


def test_a_plain_message_is_a_draft():
    assert read_message(_event()) == Draft(
        ref=_ref(),
        person="UADA",
        bot_id="",
        text="hello",
        sent_at=datetime(2023, 11, 14, 22, 13, 20, 100, tzinfo=UTC),
        thread="",
        attachments=(),
        home=Home("", HOME),
        is_shared_outside=False,
    )


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast", "me_message"])
def test_subtypes_with_a_persons_words_are_drafts(subtype):
    assert isinstance(read_message(_event(subtype=subtype)), Draft)


@pytest.mark.parametrize("subtype", ["channel_join", "channel_topic", "pinned_item", "new_one"])
def test_other_subtypes_are_ignored(subtype):
    assert read_message(_event(subtype=subtype)) == Ignored("no content of a person")


def test_a_reply_knows_its_thread():
    assert read_message(_event(thread_ts="1690000000.1")).thread == "1690000000.1"


def test_an_edit_is_a_revision_of_its_own():
    draft = read_message(
        envelope(edit_event(WRITTEN, "new", edited_ts="1700000099.1", channel="C1"))
    )

    assert (draft.ref, draft.text, draft.is_edit) == (_ref("1700000099.1"), "new", True)


def test_a_change_without_an_edit_is_a_link_unfolding():
    event = edit_event(WRITTEN, "hello", edited_ts="1", channel="C1")
    del event["message"]["edited"]

    assert read_message(envelope(event)) == Ignored("a link was unfolded")


def test_a_link_unfolding_in_an_edited_message_is_no_second_edit():
    edited = {**WRITTEN, "edited": {"user": "UADA", "ts": "1700000099.1"}}

    event = edit_event(edited, "hello", edited_ts="1700000099.1", channel="C1")

    assert read_message(envelope(event)) == Ignored("a link was unfolded")


def test_a_deletion_is_a_withdrawal():
    assert read_message(envelope(deletion_event(WRITTEN, channel="C1"))) == Withdrawal(_ref())


def test_a_tombstone_is_a_withdrawal():
    event = edit_event(WRITTEN, "This message was deleted.", edited_ts="1", channel="C1")
    event["message"]["subtype"] = "tombstone"

    assert read_message(envelope(event)) == Withdrawal(_ref())


@pytest.mark.parametrize(
    "changes",
    [{"channel": None}, {"ts": ""}, {"ts": "yesterday"}, {"ts": "9" * 30}],
    ids=["no channel", "no timestamp", "a word for one", "one beyond time"],
)
def test_a_message_without_its_place_is_malformed(changes):
    with pytest.raises(MalformedEvent):
        read_message(_event(**changes))


def test_a_change_without_its_message_is_malformed():
    with pytest.raises(MalformedEvent):
        read_message(_event(subtype="message_changed"))


def test_a_message_that_was_looked_up_has_the_revision_it_has_now():
    found = _event(edited={"user": "UADA", "ts": "1700000099.1"})

    assert read_found(found).ref == _ref("1700000099.1")


class TestToMessage:
    """The directory's facts join the draft; the envelope only makes it more outside."""

    draft = read_message(_event(text="<@U1> <!here> hi"))

    def _message(self, draft, kind=AudienceKind.INTERNAL):
        place = (conversation(id="C1"), audience(kind))
        return to_message(draft, author(id="UADA"), place, installed=Home("", HOME))

    def test_mentions_are_counted(self):
        message = self._message(self.draft)

        assert (message.mentions, message.mentions_everyone) == (1, True)

    def test_the_envelopes_word_of_sharing_makes_it_external(self):
        message = self._message(replace(self.draft, is_shared_outside=True))

        assert message.audience == Audience(
            kind=AudienceKind.EXTERNAL,
            because="Slack says the channel is shared with another organisation",
        )

    def test_what_the_directory_knows_to_be_external_stays_so(self):
        assert self._message(self.draft, AudienceKind.EXTERNAL).audience.kind is (
            AudienceKind.EXTERNAL
        )

    def test_an_author_at_home_elsewhere_is_external(self):
        message = self._message(replace(self.draft, home=Home("", PARTNER)))

        assert (message.author.standing, message.author.tenant) == (Standing.EXTERNAL, PARTNER)

    def test_an_unknown_home_leaves_the_directorys_word(self):
        assert self._message(replace(self.draft, home=Home())).author == author(id="UADA")


def test_a_timestamp_keeps_its_microseconds():
    assert moment_of("1700000000.123456") == datetime(2023, 11, 14, 22, 13, 20, 123456, tzinfo=UTC)
