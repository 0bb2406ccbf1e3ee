"""What an activity about a message means."""

from datetime import UTC, datetime

import pytest

from bot.domain.message import Message, MessageRef, Platform
from bot.errors import MalformedEvent
from bot.teams.identity import Someone
from bot.teams.normalise import Draft, Ignored, Withdrawal, read_message, to_message
from tests import builders as b
from tests.unit.teams.building import BOT, TENANT, activity

LATER = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
REF = MessageRef(
    platform=Platform.TEAMS,
    tenant=TENANT,
    conversation="19:c@thread.tacv2",
    message="1772452800000",
)
DRAFT = Draft(
    ref=REF,
    sender=Someone(id="aad-ada", mri="29:ada", name="Ada Adams"),
    text="hello",
    sent_at=b.NOON,
)


def _read(**changes):
    return read_message(activity(**changes), LATER)


def _edit(event="editMessage", **changes):
    told = {"tenant": {"id": TENANT}, "eventType": event}
    return _read(type="messageUpdate", channelData=told, **changes)


def _in(conversation, **changes):
    return _read(conversation={"id": conversation, "tenantId": TENANT}, **changes)


def test_a_message_is_a_draft():
    assert _read() == DRAFT


def test_a_reply_names_the_root_of_its_thread_and_the_root_itself_does_not():
    reply = _in("19:c@thread.tacv2;messageid=1", id="2")

    assert (reply.ref.conversation, reply.thread, _read().thread) == ("19:c@thread.tacv2", "1", "")


def test_a_chat_has_no_threads():
    assert _in("19:chat@thread.v2").thread == ""


@pytest.mark.parametrize("event", ["editMessage", "undeleteMessage"])
def test_an_edit_and_an_undeletion_are_revisions_by_their_moment(event):
    read = _edit(event, timestamp="2026-03-02T12:30:00.250Z")

    assert (read.ref.revision, read.is_edit, read.sent_at) == ("1772454600250", True, b.NOON)


def test_a_later_edit_has_a_greater_revision():
    revisions = [_edit(timestamp=f"2026-03-02T12:30:0{n}Z").ref.revision for n in range(3)]

    assert revisions == sorted(revisions)


@pytest.mark.parametrize("moment", ["", "yesterday", None], ids=["empty", "in words", "none"])
def test_an_edit_without_a_moment_goes_by_its_receipt(moment):
    assert _edit(timestamp=moment).ref.revision == str(int(LATER.timestamp() * 1000))


def test_a_moment_with_seven_digits_is_read():
    read = _edit(timestamp="2026-03-02T12:30:00.1234567Z")

    assert read.ref.revision == "1772454600123"


def test_a_deletion_is_a_withdrawal():
    told = {"tenant": {"id": TENANT}, "eventType": "softDeleteMessage"}

    assert _read(type="messageDelete", channelData=told, text=None) == Withdrawal(REF)


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({"from": BOT}, "our own"),
        ({"text": None, "value": {"a": 1}}, "a button of a card"),
        ({"type": "messageUpdate"}, "an update of another kind"),
    ],
    ids=["our own", "a button", "another update"],
)
def test_what_is_nothing_to_us(changes, because):
    assert _read(**changes) == Ignored(because)


def test_somebody_without_an_account_goes_by_the_teams_id():
    assert _read(**{"from": {"id": "29:x", "name": "X"}}).sender == Someone(
        id="29:x", mri="29:x", name="X"
    )


def test_the_tenant_is_the_conversations_before_the_channel_datas():
    told = {"tenant": {"id": "the sender's"}}

    assert _read(channelData=told).ref.tenant == TENANT


def test_a_message_with_an_id_that_is_no_moment_goes_by_its_moment():
    assert _in("a:1", id="f:abc").sent_at == b.NOON


@pytest.mark.parametrize("number", ["9" * 30, "²"], ids=["out of range", "no number"])
def test_an_id_that_only_looks_like_a_moment_is_none(number):
    assert _in("a:1", id=number).sent_at == b.NOON


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "typing"},
        {"id": ""},
        {"id": 5},
        {"conversation": {}},
        {"conversation": {"id": "19:c"}, "channelData": {}},
        {"from": {}},
        {"text": 536},
    ],
    ids=["no message", "no id", "odd id", "no place", "no tenant", "nobody", "odd text"],
)
def test_what_lacks_something_is_malformed(changes):
    with pytest.raises(MalformedEvent):
        _read(**changes)


def test_a_draft_and_what_the_directory_knows_make_a_message():
    author, place = b.author(), (b.conversation(), b.audience())

    assert to_message(DRAFT, author, place) == Message(
        ref=REF,
        author=author,
        conversation=place[0],
        audience=place[1],
        text="hello",
        sent_at=b.NOON,
    )
