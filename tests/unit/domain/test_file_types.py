"""A file's type is read from its name, its platform and its content; one that pretends has two."""

import pytest

from bot.domain.attachment import FileTrait
from bot.domain.file_types import claimed_type, file_types
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
    "an office file with a password is of its own type": (
        {"name": "a.xlsx", "real_type": "encrypted_office"},
        {"xlsx"},
    ),
    "any bytes claim nothing": (
        {"name": "a.csv", "claimed_type": "application/octet-stream"},
        {"csv"},
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


WRONG = frozenset({FileTrait.WRONG_ENDING})
CLAIMS = {
    "nobody looked inside": ({"name": "a.pdf", "claimed_type": "image/png"}, ""),
    "all three agree": (
        {"name": "a.pdf", "claimed_type": "application/pdf", "real_type": "pdf"},
        "",
    ),
    "another name for the same": ({"name": "a.dotx", "real_type": "docx"}, ""),
    "a name that lies": ({"name": "a.pdf", "real_type": "exe", "traits": WRONG}, "pdf"),
    "a platform that was told a lie": (
        {"name": "a.exe", "claimed_type": "application/pdf", "real_type": "exe"},
        "pdf",
    ),
    "a platform that calls all text plain": (
        {"name": "a.py", "claimed_type": "text/plain", "real_type": "py"},
        "",
    ),
    "a platform that knows no better": (
        {"name": "a.pdf", "claimed_type": "application/octet-stream", "real_type": "pdf"},
        "",
    ),
}


@pytest.mark.parametrize(("file", "claims"), CLAIMS.values(), ids=CLAIMS.keys())
def test_a_file_claims_a_type_only_where_it_is_of_another(file, claims):
    assert claimed_type(attachment(**file)) == claims
