"""What is read of a mail as it is sent."""

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.limits import LimitReached, Unreadable
from bot.extraction.pieces import Gap, Trait
from tests.files.mail import mail, part
from tests.unit.extraction.mail.reading import pieces

HEADER = Extract("header fields", "From: ann@example.com\nSubject: Hello")
BROKEN, ENCRYPTED = Trait(FileTrait.BROKEN), Trait(FileTrait.ENCRYPTED)
FILE = 'Content-Disposition: attachment; filename="a.bin"'
BASE64 = "Content-Transfer-Encoding: base64"
QUOTED = "Content-Transfer-Encoding: quoted-printable"
UU = "Content-Transfer-Encoding: x-uuencode"
OUTSIDE = "text outside the mail's parts"


def test_a_plain_mail_is_its_header_and_its_text(tmp_path):
    content = b"To: bob@example.com\nX-Mailer: x\nSubject: Hi\n\none\ntwo\n"

    assert pieces("eml", content, tmp_path) == [
        Extract("header fields", "To: bob@example.com\nSubject: Hi"),
        Extract("mail text", "one\ntwo\n"),
    ]


HEADERS = {
    "encoded word": (b"Subject: =?utf-8?q?na=C3=AFve?= plan", "Subject: naïve plan"),
    "two encoded words": (b"Subject: =?utf-8?b?w6Q=?= =?utf-8?b?w7Y=?=", "Subject: äö"),
    "encoded name": (b"From: =?iso-8859-1?q?J=F6rg?= <j@a.example>", "From: Jörg <j@a.example>"),
    "folded": (b"Subject: one\n two", "Subject: one two"),
    "raw utf-8": ("Subject: naïve".encode(), "Subject: naïve"),
    "raw western": ("Subject: naïve".encode("latin-1"), "Subject: naïve"),
    "unknown set": (b"Subject: =?x-none?q?plan?=", "Subject: plan"),
    "no encoding": (b"Subject: =?utf-8?x?plan?=", "Subject: =?utf-8?x?plan?="),
    "torn base64": (b"Subject: =?utf-8?b?w6?=", "Subject: �"),
    "blind copy": (b"Bcc: eve@a.example", "Bcc: eve@a.example"),
}


@pytest.mark.parametrize(("line", "text"), HEADERS.values(), ids=HEADERS)
def test_header_fields_are_read_as_a_person_reads_them(line, text, tmp_path):
    assert pieces("eml", line + b"\n\n", tmp_path)[0] == Extract("header fields", text)


BODIES = {
    "base64": ("text/plain", "c3Nu", BASE64, "ssn"),
    "torn base64": ("text/plain", "c3NuI", BASE64, "ssn"),
    "base64 in words": ("text/plain", "c3\nN u", "Content-Transfer-Encoding: BASE64", "ssn"),
    "quoted": ("text/plain", "na=C3=AFve so=\nft", QUOTED, "naïve soft"),
    "named set": ("text/plain; charset=koi8-r", "8tXT", BASE64, "Рус"),
    "set in ascii": ("text/plain; charset=us-ascii", "naïve", "X-A: b", "naïve"),
    "larger set": ("text/plain; charset=gb2312", "gVA=", BASE64, b"\x81\x50".decode("gb18030")),
}


@pytest.mark.parametrize(("kind", "content", "line", "text"), BODIES.values(), ids=BODIES)
def test_a_text_is_unpacked_and_decoded(kind, content, line, text, tmp_path):
    assert pieces("eml", mail(part(kind, content, line)), tmp_path) == [
        HEADER,
        Extract("mail text", text),
    ]


def test_a_text_part_in_html_is_read_as_a_page_and_each_version_is_read(tmp_path):
    content = mail(
        part("text/plain", "plain"), part("text/html", "<p>rich</p>\n\n\n<a href='h'>x</a>")
    )

    assert pieces("eml", content, tmp_path) == [
        HEADER,
        Extract("mail text", "plain"),
        Extract("mail text (HTML)", " rich\n h x"),
    ]


DOUBTFUL = {
    "a set nobody knows": ("x-none", "its character set is not known here"),
    "an encoding that is no set": ("idna", "its character set is not known here"),
    "a wrong set": ("utf-8", "some of it is not in the character set it names"),
}


@pytest.mark.parametrize(("charset", "doubt"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_text_in_doubt_is_read_as_well_as_can_be_and_said_to_be_so(charset, doubt, tmp_path):
    body = part(
        f"text/plain; charset={charset}",
        "ssn =E4=E4=E4=E4",
        QUOTED,
    )

    found = pieces("eml", mail(body), tmp_path)

    assert (found[1], found[2].text[:4]) == (Gap(doubt, "mail text"), "ssn ")


ATTACHED = {
    "a file": (
        ("application/x-a", "c3Nu", FILE, BASE64),
        ("attached file “a.bin”", "a.bin", b"ssn"),
    ),
    "a text": (("text/plain", "ssn", FILE), ("attached file “a.bin”", "a.bin", b"ssn")),
    "without a name": (("image/png", "c3Nu", BASE64), ("attached file 1", "part", b"ssn")),
    "an invitation": (("text/calendar", "x"), ("attached file 1", "part.ics", b"x")),
    "encoded name": (
        ("image/png; name==?utf-8?q?=C3=A4?=", "c3Nu", BASE64),
        ("attached file “ä”", "ä", b"ssn"),
    ),
    "name in pieces": (
        ("image/png; name*0=a; name*1=b", "c3Nu", BASE64),
        ("attached file “ab”", "ab", b"ssn"),
    ),
    "turning name": (
        ('image/png; name="a\u202eb"', "c3Nu", BASE64),
        ("attached file “a�b”", "a\u202eb", b"ssn"),
    ),
    "uuencoded": (
        ("image/png", "begin 644 a\n#<W-N\n`\nend", UU),
        ("attached file 1", "part", b"ssn"),
    ),
    "badly uuencoded": (
        ("image/png", "#<W-N\n~~~~ ssn", UU),
        ("attached file 1", "part", b"ssn~~~~ ssn"),
    ),
    "a mail": (
        ("message/rfc822", "Subject: in\n\nx"),
        ("attached mail 1", "mail.eml", b"Subject: in\n\nx"),
    ),
    "a packed mail": (("message/rfc822", "c3Nu", BASE64), ("attached mail 1", "mail.eml", b"ssn")),
}


@pytest.mark.parametrize(("given", "member"), ATTACHED.values(), ids=ATTACHED)
def test_what_is_attached_is_a_file_within(given, member, tmp_path):
    assert pieces("eml", mail(part(*given)), tmp_path) == [HEADER, member]


SPECIAL = {
    "sealed by pgp": (
        part("application/pgp-encrypted", "Version: 1"),
        [ENCRYPTED, Gap("it is encrypted", "mail text")],
    ),
    "sealed by s/mime": (
        part("application/pkcs7-mime; smime-type=enveloped-data", "x"),
        [ENCRYPTED, Gap("it is encrypted", "mail text")],
    ),
    "signed in one piece": (
        part("application/pkcs7-mime; smime-type=signed-data", "x"),
        [Gap("it is packed in its signature (S/MIME)", "mail text")],
    ),
    "a signature beside it": (part("application/pkcs7-signature; name=smime.p7s", "x"), []),
    "sealed within": (
        part("text/plain", "-----BEGIN PGP MESSAGE-----"),
        [
            ENCRYPTED,
            Gap("a part of it is encrypted", "mail text"),
            Extract("mail text", "-----BEGIN PGP MESSAGE-----"),
        ],
    ),
    "tnef": (
        part("application/ms-tnef; name=winmail.dat", "x"),
        [Gap("attachments packed by Outlook's own rules (TNEF) are not read", "winmail.dat")],
    ),
    "delivery report": (
        part("message/delivery-status", "Final-Recipient: bob"),
        [Extract("delivery report", "Final-Recipient: bob")],
    ),
}


@pytest.mark.parametrize(("given", "expected"), SPECIAL.values(), ids=SPECIAL)
def test_what_is_no_plain_part_is_named(given, expected, tmp_path):
    assert pieces("eml", mail(given), tmp_path) == [HEADER, *expected]


def test_text_that_programs_for_mail_do_not_show_is_read(tmp_path):
    content = (
        mail(part("text/plain", "seen")).replace(b"\n\n--cut", b"\n\nbefore\n--cut", 1) + b"after"
    )

    assert pieces("eml", content, tmp_path) == [
        HEADER,
        Extract(OUTSIDE, "before"),
        Extract(OUTSIDE, "after"),
        Extract("mail text", "seen"),
    ]


def test_parts_hidden_behind_the_last_one_are_a_gap(tmp_path):
    content = mail(part("text/plain", "seen")) + b"--other\nContent-Type: application/zip\n\nUEs="

    assert pieces("eml", content, tmp_path)[2:4] == [
        BROKEN,
        Gap("it looks like parts of a mail, which were not unpacked", OUTSIDE),
    ]


MALFORMED = {
    "no end": (
        mail(part("text/plain", "x")).replace(b"\n--cut--\n", b""),
        [HEADER, BROKEN, Extract("mail text", "x")],
    ),
    "no boundary": (
        b"Content-Type: multipart/mixed\n\nx",
        [BROKEN, BROKEN, Extract("mail text", "x")],
    ),
    "empty": (b"", []),
    "no header": (b"\nonly text", [Extract("mail text", "only text")]),
}


@pytest.mark.parametrize(("content", "expected"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_mail_is_read_as_far_as_it_goes(content, expected, tmp_path):
    assert [*dict.fromkeys(pieces("eml", content, tmp_path))] == [*dict.fromkeys(expected)]


def test_what_is_no_mail_at_all_is_unreadable(tmp_path):
    with pytest.raises(Unreadable, match="it is no mail: it is not even text"):
        pieces("eml", b"\xd0\xcf\x11\xe0\0\0\0", tmp_path)


def test_parts_packed_without_end_are_unreadable(tmp_path):
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    )

    with pytest.raises(Unreadable, match="its parts are packed too deep"):
        pieces("eml", deep, tmp_path)


def test_more_attached_files_than_allowed_are_a_limit(tmp_path):
    content = mail(*[part("image/png", "x")] * 3)

    with pytest.raises(LimitReached, match="it holds more than 2 files"):
        pieces("eml", content, tmp_path, max_members=2)
