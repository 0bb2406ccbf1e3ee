"""Downloads: never more than asked for, never the token to a stranger."""

from dataclasses import replace

import pytest

from bot.domain.attachment import Attachment
from bot.errors import AttachmentError
from bot.slack.downloads import Downloads
from tests.reading import fetched
from tests.standins.slack_world import HOME


@pytest.fixture
def fetch(office):
    room = office.room
    small = replace(room.config, max_file_bytes=1000)
    downloads = Downloads(small, room.web, room.workspaces)
    return lambda attachment, tenant: fetched(downloads.fetch(attachment, tenant))


def _attachment(office, content=b"a,b\n", **changes):
    office.world.add_file("F1", content)
    known = Attachment(
        id="F1",
        name="F1.csv",
        size=len(content),
        claimed_type="text/csv",
        locator=f"{office.slack.origin}/files-pri/F1/download",
    )
    return replace(known, **changes)


async def test_a_file_comes_whole(office, fetch):
    assert await fetch(_attachment(office), HOME) == b"a,b\n"


async def test_a_file_comes_in_pieces_and_not_at_once(office):
    room, content = office.room, bytes(range(256)) * 4000
    download = Downloads(room.config, room.web, room.workspaces)

    pieces = [piece async for piece in download.fetch(_attachment(office, content), HOME)]

    assert (b"".join(pieces), max(map(len, pieces)) <= 64 * 1024) == (content, True)


async def test_a_token_that_is_no_longer_good_is_sent_to_sign_in_and_no_further(office, fetch):
    attachment = _attachment(office)
    await fetch(attachment, HOME)  # from here on it is known whose token it is
    office.world.tokens.clear()

    with pytest.raises(AttachmentError, match="sign in"):
        await fetch(attachment, HOME)


async def test_a_file_of_unknown_size_comes_too(office, fetch):
    assert await fetch(_attachment(office, size=-1), HOME) == b"a,b\n"


async def test_a_web_page_somebody_uploaded_is_no_sign_in_page(office, fetch):
    page = _attachment(office, b"<p>hello</p>", claimed_type="text/html")
    office.world.files["F1"]["mimetype"] = "text/html"

    assert await fetch(page, HOME) == b"<p>hello</p>"


@pytest.mark.parametrize("announced", [-1, 1001], ids=["unannounced", "announced"])
async def test_a_file_over_the_limit_is_left(office, fetch, announced):
    with pytest.raises(AttachmentError, match="too large"):
        await fetch(_attachment(office, b"x" * 1001, size=announced), HOME)


async def test_a_file_at_the_limit_comes(office, fetch):
    assert len(await fetch(_attachment(office, b"x" * 1000), HOME)) == 1000


@pytest.mark.parametrize(
    "locator",
    [
        "https://files.example.net/F1",
        "http://files.slack.com/F1",
        "https://files.slack.com.example.net/F1",
        "https://files.slack.com@example.net/F1",
        "file:///etc/passwd",
        "nonsense",
    ],
    ids=["another host", "no https", "a longer name", "a user name", "a file", "nonsense"],
)
async def test_an_address_elsewhere_is_not_called(office, fetch, locator):
    with pytest.raises(AttachmentError, match="not allowed"):
        await fetch(_attachment(office, locator=locator), HOME)


async def test_a_file_without_an_address_says_why(office, fetch):
    with pytest.raises(AttachmentError, match="kept outside"):
        await fetch(_attachment(office, locator="", because="it is kept outside Slack"), HOME)


async def test_a_file_that_is_gone_is_an_error_with_its_status(office, fetch):
    gone = _attachment(office)
    del office.world.files["F1"]

    with pytest.raises(AttachmentError, match="status 404"):
        await fetch(gone, HOME)


async def test_a_workspace_without_the_app_gives_no_file(office, fetch):
    with pytest.raises(AttachmentError, match="no access"):
        await fetch(_attachment(office), "T0ELSE")


async def test_a_server_that_is_not_there_is_an_error_in_words(office, fetch):
    lost = replace(office.room.config, api_url="http://127.0.0.1:9/api/")
    elsewhere = Downloads(lost, office.room.web, office.room.workspaces)

    with pytest.raises(AttachmentError, match="broke off"):
        await fetched(elsewhere.fetch(_attachment(office, locator="http://127.0.0.1:9/F1"), HOME))
