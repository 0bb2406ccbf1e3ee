"""Slack's file objects as attachments."""

import pytest

from bot.domain.attachment import Attachment, Reading
from bot.slack.files import attachment_of, attachments_of, needs_lookup

FILE = {
    "id": "F1",
    "name": "list.csv",
    "mimetype": "text/csv",
    "size": 120,
    "mode": "hosted",
    "url_private": "https://files.slack.com/files-pri/F1",
    "url_private_download": "https://files.slack.com/files-pri/F1/download",
}


def test_a_file_is_an_attachment_with_its_download_for_a_locator():
    assert attachment_of(FILE) == Attachment(
        id="F1",
        name="list.csv",
        size=120,
        claimed_type="text/csv",
        locator="https://files.slack.com/files-pri/F1/download",
    )


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({"mode": "tombstone"}, "it was deleted before it could be read"),
        ({"mode": "external"}, "it is kept outside Slack, only a link was shared"),
        ({"is_external": True}, "it is kept outside Slack, only a link was shared"),
        (
            {"mode": "hidden_by_limit"},
            "Slack hides it behind the limits of the workspace's plan",
        ),
    ],
    ids=["deleted", "external", "external by its flag", "hidden"],
)
def test_a_file_that_cannot_be_read_says_why(changes, because):
    found = attachment_of(FILE | changes)

    assert (found.reading, found.because, found.locator) == (Reading.UNSCANNED, because, "")


def test_a_file_listed_twice_is_one_attachment():
    assert len(attachments_of([FILE, FILE, {"name": "no id"}, None])) == 1


def test_a_message_without_files_has_no_attachments():
    assert attachments_of(None) == ()


@pytest.mark.parametrize(
    ("file", "asked"),
    [
        (FILE, False),
        ({"id": "F1", "mode": "file_access"}, True),
        (FILE | {"mode": "tombstone"}, False),
    ],
    ids=["whole", "named only", "deleted"],
)
def test_only_a_file_that_was_merely_named_is_asked_for(file, asked):
    assert needs_lookup(attachment_of(file)) is asked
