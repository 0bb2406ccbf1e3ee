"""A file is partly read where some of it was and some could not be."""

import pytest

from bot.domain.attachment import Extract, Reading
from tests.builders import attachment

TEXT = (Extract("page 1", "hello"),)
FILES = {
    "unscanned, with text": ({"reading": Reading.UNSCANNED, "extracts": TEXT}, True),
    "unscanned, its text not kept": ({"reading": Reading.UNSCANNED, "read_in_part": True}, True),
    "unscanned, without text": ({"reading": Reading.UNSCANNED}, False),
    "read": ({"reading": Reading.READ, "extracts": TEXT}, False),
}


@pytest.mark.parametrize(("file", "partly"), FILES.values(), ids=FILES.keys())
def test_a_file_is_partly_read(file, partly):
    assert attachment(**file).is_partly_read is partly
