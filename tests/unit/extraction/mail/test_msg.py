"""What is read of an Outlook file."""

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.limits import LimitReached, Unreadable
from bot.extraction.pieces import Gap, Trait
from tests.files.mail import compressed_rtf, outlook_mail, outlook_properties, outlook_texts
from tests.unit.extraction.mail.reading import pieces

ATTACHMENT = "__attach_version1.0_#0000000"
PROPERTIES = "__properties_version1.0"
DATA, OBJECT = "__substg1.0_37010102", "__substg1.0_3701000D"


def attached(content, number=0, **texts):
    return {f"{ATTACHMENT}{number}": {**content, **outlook_texts(**texts)}}


def test_header_fields_recipients_and_text_are_read(tmp_path):
    recipient = {"__recip_version1.0_#00000000": outlook_texts(p3001="Bob", p39FE="bob@a.example")}
    texts = outlook_texts(
        p0037="Hello", p0C1A="Ann", p0C1F="ann@a.example", p0E04="Bob", p1000="one"
    )

    assert pieces("msg", outlook_mail({**texts, **recipient}), tmp_path) == [
        Extract(
            "header fields",
            "from: Ann\nfrom address: ann@a.example\nto: Bob\nsubject: Hello\n"
            "recipient: Bob, bob@a.example",
        ),
        Extract("mail text", "one"),
    ]


def test_a_date_is_told_in_utc(tmp_path):
    content = {PROPERTIES: outlook_properties(p0039=133_000_000_000_000_000)}

    assert pieces("msg", outlook_mail(content), tmp_path) == [
        Extract("header fields", "date: 2022-06-18 04:26 UTC")
    ]


NARROW = {
    "named": ({"p3FFD": 1251}, "Рус"),
    "by its language": ({"p3FF1": 1049}, "Рус"),
    "unnamed": ({}, "Ðóñ"),
}


@pytest.mark.parametrize(("numbers", "text"), NARROW.values(), ids=NARROW)
def test_text_in_bytes_is_read_by_its_code_page(numbers, text, tmp_path):
    content = {
        PROPERTIES: outlook_properties(**numbers),
        "__substg1.0_1000001E": "Рус".encode("cp1251"),
    }

    assert pieces("msg", outlook_mail(content), tmp_path) == [Extract("mail text", text)]


def test_a_text_in_html_and_one_in_rtf_are_read(tmp_path):
    rtf = rb"{\rtf1 a text that is longer than eight bytes}"
    content = {"__substg1.0_10130102": b"<b>rich</b>", "__substg1.0_10090102": compressed_rtf(rtf)}

    assert pieces("msg", outlook_mail(content), tmp_path) == [
        Extract("mail text (HTML)", "rich"),
        ("mail text (RTF)", "body.rtf", rtf),
    ]


def test_an_attached_file_is_a_file_within(tmp_path):
    large = b"x" * 10_000
    content = attached({DATA: b"ssn"}, p3704="a.txt") | attached({DATA: large}, 1, p3707="b.bin")

    assert pieces("msg", outlook_mail(content), tmp_path) == [
        ("attached file “a.txt”", "a.txt", b"ssn"),
        ("attached file “b.bin”", "b.bin", large),
    ]


def test_an_embedded_mail_is_read_in_its_place_with_what_it_holds(tmp_path):
    inner = {
        PROPERTIES: outlook_properties(24),
        **outlook_texts(p0037="Inner"),
        **attached({DATA: b"ssn"}, p3707="a.txt"),
    }

    assert pieces("msg", outlook_mail(attached({OBJECT: inner})), tmp_path) == [
        Extract("attached mail 1, header fields", "subject: Inner"),
        ("attached mail 1, attached file “a.txt”", "a.txt", b"ssn"),
    ]


def test_mails_embedded_too_deep_are_a_limit(tmp_path):
    inner = {PROPERTIES: outlook_properties(24)}
    for _ in range(3):
        inner = {PROPERTIES: outlook_properties(24), **attached({OBJECT: inner})}

    with pytest.raises(LimitReached, match="files are packed more than 2 deep"):
        pieces("msg", outlook_mail(attached({OBJECT: inner})), tmp_path, max_nesting=2)


GAPS = {
    "an object": (
        {OBJECT: {"CONTENTS": b"x"}},
        Gap("an object of another program, not read here", "attached file 1"),
    ),
    "a link": (
        {PROPERTIES: outlook_properties(8, p3705=2)},
        Gap("it is kept elsewhere, not in the mail", "attached file 1"),
    ),
}


@pytest.mark.parametrize(("content", "gap"), GAPS.values(), ids=GAPS)
def test_what_is_attached_and_not_read_is_a_gap(content, gap, tmp_path):
    assert pieces("msg", outlook_mail(attached(content)), tmp_path) == [gap]


def test_a_sealed_mail_is_encrypted(tmp_path):
    assert pieces("msg", outlook_mail(outlook_texts(p001A="IPM.Note.SMIME")), tmp_path) == [
        Trait(FileTrait.ENCRYPTED),
        Gap("it is encrypted or packed in its signature", "mail text"),
    ]


def test_what_contacts_hold_is_read_and_headers_of_transport_are_not(tmp_path):
    names = b"\0\0\0\0\x06\0\0\0" + b"\x01\x80\0\0\x06\0\1\0" + b"\0\0\0\0\x07\0\2\0"
    content = {
        "__nameid_version1.0": {"__substg1.0_00030102": names},
        **outlook_texts(p3A1C="555-0100", p8000="a field", p8001="another", p8002="X-Header"),
    }

    assert pieces("msg", outlook_mail(content), tmp_path) == [
        Extract("other fields", "555-0100\na field\nanother")
    ]


TORN = {"half": 0.5, "head": 0.2, "a word": 0.01}


@pytest.mark.parametrize("share", TORN.values(), ids=TORN)
def test_a_torn_file_is_an_outcome(share, tmp_path):
    whole = outlook_mail(attached({DATA: b"x" * 9000}))

    with pytest.raises(Unreadable, match="it is broken"):
        pieces("msg", whole[: int(len(whole) * share)], tmp_path)
