"""The marks of an e-mail address are read where they are spelled out."""

import pytest

from bot.detection.second_readings.spelled_addresses import reread

READ = {
    "all spelled out": ("jo dot doe at corp dot io", "jo.doe@corp.io"),
    "brackets": ("jo (at) corp (dot) io", "jo@corp.io"),
    "brackets without spaces": ("jo[at]corp.io", "jo@corp.io"),
    "a dot in the name": ("jo.doe (at) corp.io", "jo.doe@corp.io"),
    "a word of mail before": ("mail jo at corp dot io", "mail jo@corp.io"),
    "spaces round the sign": ("mail jo @ corp.io", "mail jo@corp.io"),
    "only the dot spelled": ("mail jo@corp dot io", "mail jo@corp.io"),
    "no word of mail": ("meet jo at corp dot io", None),
    "spaces round the sign, no word of mail": ("dinner @ joes.com", None),
    "no dot spelled": ("mail jo at corp.io", None),
    "no name": ("mail me at corp dot io", None),
    "as usual": ("mail jo@corp.io", None),
    "no domain": ("jo (at) corp", None),
}


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ.keys())
def test_spelled_marks_are_read(text, expected):
    [read] = list(reread(text)) or [None]

    assert (read and read.text) == expected
