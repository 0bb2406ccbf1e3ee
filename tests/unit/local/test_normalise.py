"""An event of the chat to a message."""

import pytest

from bot.domain.attachment import Attachment
from bot.domain.message import Message, MessageRef, Platform
from bot.local.normalise import normalise
from bot.local.people import TENANT
from bot.local.wire import PostedFile
from tests.builders import NOON, audience, author, conversation
from tests.unit.local.building import posted


def message_of(event):
    return normalise(event, author=author(), conversation=conversation(), audience=audience())


def test_everything_an_event_says_is_in_the_message():
    file = PostedFile(id="F1", name="list.csv", size=3, claimed_type="text/csv")

    message = message_of(posted("hello", thread="M0", files=(file,)))

    assert message == Message(
        ref=MessageRef(
            platform=Platform.LOCAL,
            tenant=TENANT,
            conversation="benefits-team",
            message="M1",
            revision="0",
        ),
        author=author(),
        conversation=conversation(),
        audience=audience(),
        text="hello",
        sent_at=NOON,
        thread="M0",
        attachments=(
            Attachment(id="F1", name="list.csv", size=3, claimed_type="text/csv", locator="F1"),
        ),
    )


def test_an_edit_is_a_revision_of_its_own():
    message = message_of(posted(revision=2))

    assert (message.ref.revision, message.is_edit) == ("2", True)


@pytest.mark.parametrize(
    ("text", "mentions", "everyone"),
    [
        pytest.param("ask @marcus and @helen", 2, False, id="two people"),
        pytest.param("write to dana@harbor.example", 0, False, id="a mail address"),
        pytest.param("@channel lunch", 1, True, id="everybody"),
        pytest.param("a channel, not @channels", 1, False, id="a longer word"),
    ],
)
def test_mentions_are_counted(text, mentions, everyone):
    message = message_of(posted(text))

    assert (message.mentions, message.mentions_everyone) == (mentions, everyone)
