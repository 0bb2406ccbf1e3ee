"""What is read of a mailbox."""

import pytest

from bot.extraction.limits import Unreadable
from tests.unit.extraction.mail.reading import pieces


def test_each_mail_is_a_file_within(tmp_path):
    content = b"From a@b Mon\nSubject: 1\n\none\n\nFrom c@d Tue\r\nSubject: 2\r\n\r\ntwo\r\n"

    assert pieces("mbox", content, tmp_path) == [
        ("mail 1", "mail 1.eml", b"Subject: 1\n\none\n\n"),
        ("mail 2", "mail 2.eml", b"Subject: 2\r\n\r\ntwo\r\n"),
    ]


def test_a_sentence_that_begins_like_a_mail_does_not_begin_one(tmp_path):
    content = b"From a@b Mon\nSubject: 1\n\none\nFrom here on\n"

    assert pieces("mbox", content, tmp_path) == [
        ("mail 1", "mail 1.eml", b"Subject: 1\n\none\nFrom here on\n")
    ]


def test_a_line_longer_than_any_is_kept_whole(tmp_path):
    content = b"From a\n" + b"x" * 300_000 + b"\n"

    assert pieces("mbox", content, tmp_path) == [("mail 1", "mail 1.eml", b"x" * 300_000 + b"\n")]


def test_what_begins_otherwise_is_no_mailbox(tmp_path):
    with pytest.raises(Unreadable, match="it is no mailbox"):
        pieces("mbox", b"Subject: 1\n\nFrom a", tmp_path)
