"""What is encoded is read beside the name of a secret, or where it is said to be encoded."""

import pytest

from bot.detection.second_readings.encoded import reread
from bot.detection.second_readings.rereading import Reread

READ = {
    "said to be encoded": ("base64: aGVsbG8gd29ybGQ=", "hello world\n\n"),
    "a name beside it": ("ssn: NTM3NzY1ODY3", "537765867\n\nssn: 537765867\n\n"),
    "a name near, said to be encoded": (
        "b64 of his ssn, NTM3NzY1ODY3",
        "537765867\n\nssn: 537765867\n\n",
    ),
    "a name behind": ("NTM3NzY1ODY3 is his ssn in b64", "537765867\n\nssn: 537765867\n\n"),
    "the last name before it": (
        "hex no, base64 ssn not card NTM3NzY1ODY3",
        "537765867\n\ncard: 537765867\n\n",
    ),
    "a password": (
        "pw: SHVudGVyMiE=",
        'Hunter2!\n\npw: Hunter2!\n\npassword: "Hunter2!"\n\n',
    ),
    "a password with a quote": ("pw: SHVudCdlcg==", "Hunt'er\n\npw: Hunt'er\n\n"),
    "a name too far": ("ssn for the new one is NTM3NzY1ODY3", None),
    "a name on another line": ("ssn:\nNTM3NzY1ODY3", None),
    "no name": ("NTM3NzY1ODY3", None),
    "no text in it": ("base64 iVBORw0KGgo=", None),
    "nothing in it": ("the password is base64", None),
}


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ.keys())
def test_what_is_encoded_is_read(text, expected):
    [read] = list(reread(text)) or [None]

    assert (read and read.text) == expected


def test_all_that_was_read_leads_back_to_what_is_encoded():
    assert list(reread("\n ssn: NTM3NzY1ODY3", 1)) == [
        Reread(
            "537765867\n\nssn: 537765867\n\n",
            made=((0, 9), (16, 25)),
            origins=((7, 19), (7, 19)),
        )
    ]
