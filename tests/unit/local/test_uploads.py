"""Uploads are kept under limits."""

import pytest

from bot.errors import AttachmentError
from bot.local import uploads
from bot.local.refusal import Refused
from bot.local.uploads import Uploads
from tests.reading import fetched


async def test_an_upload_is_fetched_until_it_is_dropped():
    kept = Uploads()
    upload = kept.keep("dana", "list.csv", "text/csv", b"a,b")
    before = await fetched(kept.fetch(upload.id))

    kept.drop(upload.id)

    assert before == b"a,b"
    with pytest.raises(AttachmentError, match="no longer in the chat"):
        await fetched(kept.fetch(upload.id))


def test_too_much_in_all_is_refused():
    kept = Uploads()
    piece = bytes(uploads.MOST_BYTES)
    for _ in range(uploads.MOST_BYTES_IN_ALL // uploads.MOST_BYTES):
        kept.keep("dana", "big", "", piece)

    with pytest.raises(Refused) as refusal:
        kept.keep("dana", "one more", "", b"x")

    assert refusal.value.status == 413
