"""What is read of calendars and address cards."""

import pytest

from bot.domain.attachment import Extract
from tests.unit.extraction.mail.reading import pieces

PLACE = "contact 1"


def card(*lines):
    return "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""]).encode()


LINES = {
    "name": (("FN:Ann Roe",), "name: Ann Roe"),
    "name in pieces": (("N:Roe;Ann;;Dr.;",), "name: Roe, Ann, Dr."),
    "phone": (("TEL;TYPE=cell:+1 555 0100",), "phone: +1 555 0100"),
    "in a group": (("item1.EMAIL:ann@a.example",), "e-mail: ann@a.example"),
    "address": (
        ("ADR:;;1 Main St;Salem;OR;97301;USA",),
        "address: 1 Main St, Salem, OR, 97301, USA",
    ),
    "folded": (("NOTE:ssn 123-", " 45-6789"), "note: ssn 123-45-6789"),
    "escaped": (("NOTE:a\\, b\\nc",), "note: a, b\nc"),
    "quoted-printable": (
        ("NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:na=C3=", "=AFve"),
        "note: naïve",
    ),
    "quoted-printable of old": (("NOTE;QUOTED-PRINTABLE:a=3Db",), "note: a=b"),
    "a colon in quotes": (('X-A;B="c:d":e',), "x-a: e"),
    "no colon": (("stray",), "stray"),
}


@pytest.mark.parametrize(("lines", "text"), LINES.values(), ids=LINES)
def test_a_line_of_a_card_is_read_as_a_person_reads_it(lines, text, tmp_path):
    assert pieces("vcf", card(*lines), tmp_path) == [Extract(PLACE, text)]


def test_contacts_are_numbered_and_text_between_them_is_read(tmp_path):
    content = card("FN:Ann") + b"stray\r\n" + card("FN:Bob")

    assert pieces("vcf", content, tmp_path) == [
        Extract("contact 1", "name: Ann"),
        Extract("contact 2", "name: Bob"),
        Extract("text outside of any entry", "stray"),
    ]


PICTURES = {
    "base64": "PHOTO;ENCODING=b;TYPE=PNG:c3Nu",
    "base64 of old": "PHOTO;BASE64:c3Nu",
    "an address with data": "PHOTO:data:image/png;base64,c3Nu",
}


@pytest.mark.parametrize("line", PICTURES.values(), ids=PICTURES)
def test_a_picture_is_a_file_within(line, tmp_path):
    assert pieces("vcf", card(line), tmp_path) == [("contact 1, picture", "picture", b"ssn")]


def test_a_calendar_is_read_event_by_event(tmp_path):
    content = b"""BEGIN:VCALENDAR
X-WR-CALNAME:Team
BEGIN:VEVENT
SUMMARY:Review
ATTENDEE;CN="Roe, Ann":mailto:ann@a.example
ATTACH;FILENAME=a.txt;ENCODING=BASE64;VALUE=BINARY:c3Nu
BEGIN:VALARM
DESCRIPTION:Soon
END:VALARM
LOCATION:Room 1
END:VEVENT
BEGIN:VTODO
SUMMARY:Call
END:VTODO
END:VCALENDAR
"""

    assert pieces("ics", content, tmp_path) == [
        Extract(
            "event 1",
            "summary: Review\nattendee: Roe, Ann, mailto:ann@a.example\n"
            "description: Soon\nlocation: Room 1",
        ),
        ("event 1, attached file “a.txt”", "a.txt", b"ssn"),
        Extract("task 1", "summary: Call"),
        Extract("calendar", "x-wr-calname: Team"),
    ]


def test_a_torn_calendar_is_read_as_far_as_it_goes(tmp_path):
    content = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Rev"

    assert pieces("ics", content, tmp_path) == [Extract("event 1", "summary: Rev")]
