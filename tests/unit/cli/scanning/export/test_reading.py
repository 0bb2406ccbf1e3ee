"""An export's messages become records: who, where, in front of whom, after what."""

import struct
import zipfile
from datetime import UTC, datetime

import pytest

from bot.cli.scanning.export import archive
from bot.cli.scanning.export.archive import open_export
from bot.cli.scanning.export.reading import read_export
from bot.cli.scanning.records import Refused
from bot.domain.attachment import Attachment, Reading
from bot.domain.message import AudienceKind, ConversationKind, Standing
from tests.slack_export import TOKEN, USERS, a_file, said, write_export

DAY = "general/2026-03-02.json"


def read(tmp_path, days, **changes):
    path = write_export(tmp_path / "export.zip", days, **changes)
    with open_export(path) as export:
        return list(read_export(export, "export.zip"))


def test_a_message_knows_who_wrote_it_where_and_when(tmp_path):
    [record] = read(tmp_path, {DAY: [said("hello")]})

    message = record.message
    assert (record.id, message.text) == ("1772452800.000100", "hello")
    assert (message.author.name, message.author.standing) == ("Ada", Standing.MEMBER)
    assert (message.conversation.id, message.conversation.name) == ("C1", "general")
    assert message.sent_at == datetime(2026, 3, 2, 12, 0, 0, 100, tzinfo=UTC)
    assert record.spot.at(message.text, 0) == "#general 2026-03-02 12:00"


NOT_BY_PEOPLE = {
    "a join": said("joined", subtype="channel_join"),
    "a bot by its id": said("beep", bot_id="B1"),
    "a bot message": said("beep", subtype="bot_message", user=None, bot_id="B1"),
    "a bot by the list of users": said("beep", user="U8"),
    "Slackbot": said("reminder", user="USLACKBOT"),
    "a tombstone": said("This message was deleted.", subtype="tombstone"),
    "no message": {"type": "file_comment", "text": "x", "ts": "1772452800.000100"},
}


@pytest.mark.parametrize("node", NOT_BY_PEOPLE.values(), ids=NOT_BY_PEOPLE)
def test_what_no_person_wrote_is_left_out(tmp_path, node):
    assert [one.message.text for one in read(tmp_path, {DAY: [node, said("mine")]})] == ["mine"]


WRITTEN = {None, "file_share", "thread_broadcast", "me_message"}


@pytest.mark.parametrize("subtype", sorted(WRITTEN, key=str))
def test_what_a_person_wrote_is_read_whatever_its_form(tmp_path, subtype):
    assert len(read(tmp_path, {DAY: [said("mine", subtype=subtype)]})) == 1


AUDIENCES = {
    "a channel of members": ("general", AudienceKind.INTERNAL, ConversationKind.CHANNEL),
    "a channel with a guest": ("guests", AudienceKind.GUEST, ConversationKind.CHANNEL),
    "a shared channel": ("partners", AudienceKind.EXTERNAL, ConversationKind.CHANNEL),
    "a channel with an outsider": ("mixed", AudienceKind.EXTERNAL, ConversationKind.CHANNEL),
    "a private channel": ("board", AudienceKind.INTERNAL, ConversationKind.CHANNEL),
    "a direct message": ("D1", AudienceKind.INTERNAL, ConversationKind.DIRECT),
    "a direct message with a stranger": ("D2", AudienceKind.UNKNOWN, ConversationKind.DIRECT),
    "a group": ("mpdm-ada--bob--gil-1", AudienceKind.GUEST, ConversationKind.GROUP),
    "a folder no list names": ("lost", AudienceKind.UNKNOWN, ConversationKind.CHANNEL),
}


@pytest.mark.parametrize(("folder", "kind", "shape"), AUDIENCES.values(), ids=AUDIENCES)
def test_the_audience_is_told_by_the_most_distant_reader(tmp_path, folder, kind, shape):
    [record] = read(tmp_path, {f"{folder}/2026-03-02.json": [said("hello")]})

    assert (record.message.audience.kind, record.message.conversation.kind) == (kind, shape)


AUTHORS = {
    "a member": ({"user": "U1"}, Standing.MEMBER, AudienceKind.INTERNAL),
    "a guest": ({"user": "U3"}, Standing.GUEST, AudienceKind.INTERNAL),
    "somebody of another workspace": ({"user": "U9"}, Standing.EXTERNAL, AudienceKind.EXTERNAL),
    "somebody unlisted of another workspace": (
        {"user": "U77", "user_team": "T7"},
        Standing.EXTERNAL,
        AudienceKind.EXTERNAL,
    ),
    "somebody unlisted": ({"user": "U77"}, Standing.UNKNOWN, AudienceKind.INTERNAL),
}


@pytest.mark.parametrize(("by", "standing", "audience"), AUTHORS.values(), ids=AUTHORS)
def test_an_author_from_outside_makes_the_audience_external(tmp_path, by, standing, audience):
    [record] = read(tmp_path, {DAY: [said("hello", **by)]})

    assert (record.message.author.standing, record.message.audience.kind) == (standing, audience)


def test_colleagues_in_another_workspace_of_the_organisation_are_members(tmp_path):
    grid = {"enterprise_user": {"enterprise_id": "E1"}}
    users = [{**user, **grid} for user in USERS]

    [record] = read(tmp_path, {DAY: [said("hi", user="U9")]}, lists={"users.json": users})

    assert record.message.author.standing is Standing.MEMBER


def context_of(record):
    return [part.text for part in record.message.context]


def test_a_reply_is_read_after_its_thread_even_days_later(tmp_path):
    records = read(
        tmp_path,
        {
            "general/2026-03-03.json": [
                said("reply", ts="1772539200.000100", user="U2", thread_ts="1772452800.000100")
            ],
            DAY: [said("root"), said("other thread", ts="1772452801.000100", user="U2")],
        },
    )

    assert [(one.message.text, context_of(one)) for one in records] == [
        ("root", []),
        ("other thread", []),
        ("reply", ["root"]),
    ]


def test_the_authors_own_words_just_before_are_read_along(tmp_path):
    records = read(
        tmp_path,
        {
            DAY: [
                said("my ssn is", ts="1772452800.000100"),
                said("not mine", ts="1772452810.000100", user="U2"),
                said("soon after", ts="1772452860.000100"),
                said("long after", ts="1772456460.000100"),
            ]
        },
    )

    assert [context_of(one) for one in records] == [[], [], ["my ssn is"], []]


def test_another_conversation_is_no_context(tmp_path):
    records = read(tmp_path, {DAY: [said("here")], "guests/2026-03-02.json": [said("there")]})

    assert [context_of(one) for one in records] == [[], []]


def test_files_are_named_as_unscanned_and_their_token_is_nowhere(tmp_path):
    [record] = read(tmp_path, {DAY: [said("see", files=[a_file(), "junk", a_file(id="F2")])]})

    assert record.message.attachments[0] == Attachment(
        id="F1",
        name="list.csv",
        size=12,
        claimed_type="text/csv",
        reading=Reading.UNSCANNED,
        because="the export does not hold the files themselves",
    )
    assert [one.id for one in record.message.attachments] == ["F1", "F2"]
    assert TOKEN not in repr(record)


def test_an_export_within_one_folder_is_found_there(tmp_path):
    [record] = read(tmp_path, {DAY: [said("hello")]}, top="Acme Slack export/")

    assert record.message.conversation.id == "C1"


def test_a_public_export_lacks_the_private_lists(tmp_path):
    missing = {"groups.json": None, "dms.json": None, "mpims.json": None}

    [record] = read(tmp_path, {DAY: [said("hello")]}, lists=missing)

    assert record.message.audience.kind is AudienceKind.INTERNAL


def test_a_member_that_climbs_out_is_a_folder_no_list_names(tmp_path):
    [record] = read(tmp_path, {"../2026-03-02.json": [said("x")]})

    assert record.message.audience.kind is AudienceKind.UNKNOWN


def test_what_lies_elsewhere_in_the_zip_is_no_day(tmp_path):
    days = {"a/b/2026-03-02.json": [said("x")], "general/notes.json": [said("x")]}

    assert [one.message.text for one in read(tmp_path, {**days, DAY: [said("mine")]})] == ["mine"]


BAD_MEMBERS = {
    "not JSON": (b"[{", "it is not JSON in UTF-8"),
    "not UTF-8": (b'["\xff"]', "it is not JSON in UTF-8"),
    "no list": (b"{}", "it is not a list"),
    "too deep": (b"[" * 100_000, "it is nested too deep"),
    "a bomb": (b"[" + b" " * 20_000_000 + b"]", "it expands more than 200 times"),
}


@pytest.mark.parametrize(("content", "because"), BAD_MEMBERS.values(), ids=BAD_MEMBERS)
def test_a_bad_member_is_named_and_the_next_is_read(tmp_path, content, because):
    days = {DAY: content, "general/2026-03-03.json": [said("next")]}

    refused, record = read(tmp_path, days)

    assert refused == Refused(because=because, where=f"export.zip › {DAY}")
    assert record.message.text == "next"


@pytest.mark.parametrize("listing", ["users.json", "channels.json"])
def test_a_bad_list_is_named_and_the_messages_are_read(tmp_path, listing):
    refused, record = read(tmp_path, {DAY: [said("hello")]}, lists={listing: b"oops"})

    assert refused == Refused(because="it is not JSON in UTF-8", where=f"export.zip › {listing}")
    assert record.message.text == "hello"


def test_a_member_over_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES_IN_A_MEMBER", 2000)

    [refused] = read(tmp_path, {DAY: [said("x" * 3000)]}, packing=zipfile.ZIP_STORED)

    assert refused.because == "it is too large: more than 2,000 bytes"


def test_a_damaged_member_is_refused(tmp_path):
    path = write_export(tmp_path / "e.zip", {DAY: [said("hello")]}, packing=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b'"hello"', b'"hullo"'))  # its check sum is off now

    with open_export(path) as export:
        [refused] = list(read_export(export, "e.zip"))

    assert refused.because == "it is damaged"


def test_an_encrypted_member_is_refused(tmp_path):
    path = write_export(tmp_path / "e.zip", {DAY: [said("hello")]})
    content = bytearray(path.read_bytes())
    entry = content.rindex(DAY.encode()) - 46  # the entry of the directory at the end
    struct.pack_into("<H", content, entry + 8, 1)
    path.write_bytes(content)

    with open_export(path) as export:
        [refused] = list(read_export(export, "e.zip"))

    assert refused.because == "it is encrypted or packed in a way not known here"


ODD = {
    "no time stamp": {"ts": None},
    "a time stamp of letters": {"ts": "soon"},
    "a time stamp beyond all years": {"ts": "9" * 30},
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_a_message_without_its_time_is_named_and_the_next_is_read(tmp_path, odd):
    refused, record = read(tmp_path, {DAY: [said("x") | odd, "junk", said("next")]})

    assert (type(refused), refused.where) == (Refused, "#general 2026-03-02")
    assert record.message.text == "next"


def test_fields_of_the_wrong_kind_are_survived(tmp_path):
    users = [{"id": 5, "team_id": [], "enterprise_user": "E"}, "junk", {}]
    channels = [{"id": None, "name": 7, "members": "all"}, {"name": "general", "members": [[]]}]
    node = said(["a"], user=7, files={"id": 1}, thread_ts=5, subtype=None)

    [record] = read(tmp_path, {DAY: [node]}, lists={"users.json": users, "channels.json": channels})

    assert record.message.author.standing is Standing.UNKNOWN


NO_EXPORTS = {
    "no zip": b"plain",
    "empty": b"",
    "a broken zip": b"PK\x03\x04 broken",
}


@pytest.mark.parametrize("content", NO_EXPORTS.values(), ids=NO_EXPORTS)
def test_another_file_is_no_export(tmp_path, content):
    path = tmp_path / "a.zip"
    path.write_bytes(content)

    assert open_export(path) is None


def test_another_zip_is_no_export(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as other:
        other.writestr("users.json", "[]")

    assert open_export(path) is None
