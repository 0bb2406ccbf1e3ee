"""A file's type is read from its name, its platform and its content; one that pretends has two."""

import pytest

from bot.policy.conditions.file_types import file_types
from tests.builders import attachment

FILES = {
    "by its name": ({"name": "a.pdf"}, {"pdf"}),
    "by its name, in capitals": ({"name": "A.PDF"}, {"pdf"}),
    "by its platform": ({"name": "a", "claimed_type": "application/pdf"}, {"pdf"}),
    "by its platform, with a charset": (
        {"name": "a.txt", "claimed_type": "text/plain; charset=utf-8"},
        {"txt"},
    ),
    "by its platform's short word": ({"name": "a", "claimed_type": "pdf"}, {"pdf"}),
    "what is inside goes before what the platform claims": (
        {"name": "a.pdf", "claimed_type": "application/pdf", "real_type": "exe"},
        {"pdf", "exe"},
    ),
    "two spellings of one type": ({"name": "a.jpeg", "real_type": "jpg"}, {"jpg"}),
    "a table is plain text inside": ({"name": "a.csv", "real_type": "txt"}, {"csv"}),
    "a program is no plain text": ({"name": "a.exe", "real_type": "txt"}, {"exe", "txt"}),
    "an old document in its container": ({"name": "a.doc", "real_type": "ole2"}, {"doc"}),
    "an installer in the same container": (
        {"name": "a.msi", "real_type": "ole2"},
        {"msi", "ole2"},
    ),
    "a media type nobody listed": (
        {"name": "a.bin", "claimed_type": "application/x-odd"},
        {"bin", "application/x-odd"},
    ),
    "none of the three": ({"name": "README"}, {"unknown"}),
    "a path as a name": ({"name": "C:\\docs.zip\\a.pdf"}, {"pdf"}),
}


@pytest.mark.parametrize(("file", "types"), FILES.values(), ids=FILES.keys())
def test_a_file_is_of_the_types_it_may_be_taken_for(file, types):
    assert file_types(attachment(**file)) == types
