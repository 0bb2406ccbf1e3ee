"""Files and pictures: from known hosts only, never more than asked for."""

from dataclasses import replace

import pytest

from bot.domain.attachment import Attachment, Reading
from bot.errors import AttachmentError
from tests.integration.teams.test_messages import HARMLESS
from tests.reading import fetched
from tests.standins.teams_company import ADA
from tests.standins.teams_files import download_info, inline_image
from tests.standins.teams_people import TENANT

TABLE = b"name,ssn\nAda,536-22-8765\n"


@pytest.fixture
def file(office):
    return office.world.add_file("F1", TABLE, name="list.csv")


@pytest.fixture
def chat(office):
    return office.world.direct(ADA)


async def _sent(office, chat, *files):
    """Send files in the 1:1 chat and return the attachments of the message."""
    said = await office.say(HARMLESS, conversation=chat, files=[file.id for file in files])
    return (await office.kept(said)).attachments


def _attachment(office, file, **changes):
    address = download_info(office.teams, file)["content"]["downloadUrl"]
    return replace(Attachment(id=file.id, name=file.name, locator=address), **changes)


async def _fetch(office, attachment):
    return await fetched(office.room.downloads.fetch(attachment, TENANT))


async def _refused(office, attachment):
    with pytest.raises(AttachmentError) as refused:
        await _fetch(office, attachment)
    return str(refused.value).removeprefix(f"{AttachmentError.__doc__} ")


async def test_a_file_of_a_1_1_chat_is_read_and_its_author_warned(office, chat, file):
    [read] = await _sent(office, chat, file)

    assert (read.name, read.reading, read.real_type) == ("list.csv", Reading.READ, "csv")
    [warning] = office.world.sent_to(ADA)
    assert warning["summary"] == "The file you sent may not belong here."


async def test_a_file_is_fetched_without_a_token(office, file):
    assert await _fetch(office, _attachment(office, file)) == TABLE

    [call] = office.world.calls_to("files.download")
    assert call.bearer == ""


async def test_a_picture_is_fetched_from_the_connector_with_the_bots_token(office, chat):
    picture = office.world.add_file("P1", b"\x89PNG", name="p.png", media_type="image/png")

    await _sent(office, chat, picture)

    [call] = office.world.calls_to("attachments.view")
    assert call.bearer in office.world.tokens


async def test_the_bots_token_goes_to_no_other_host(office, chat, file):
    image = inline_image(office.teams, file)
    image["contentUrl"] = image["contentUrl"].replace("127.0.0.1", "localhost")
    said = office.world.say(chat, ADA, HARMLESS)

    await office.tell(office.events.message(said, attachments=[image]))

    [call] = [*office.world.calls_to("attachments.view")]
    assert call.bearer == ""


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/list.csv",
        "https://home.sharepoint.com.elsewhere.example/list.csv",
        "http://169.254.169.254/latest",
        "connector+https://elsewhere.example/x",
        "file:///etc/passwd",
        "https://[::1",
    ],
    ids=["elsewhere", "alike", "the machine's own", "disguised", "a path", "torn"],
)
async def test_an_address_that_is_not_allowed_is_not_called(office, chat, address):
    said = office.world.say(chat, ADA, HARMLESS)
    info = {
        "contentType": "application/vnd.microsoft.teams.file.download.info",
        "name": "x.csv",
        "content": {"downloadUrl": address, "uniqueId": "U1"},
    }

    await office.tell(office.events.message(said, attachments=[info]))

    [file] = (await office.kept(said)).attachments
    assert (file.reading, file.because != "") == (Reading.UNSCANNED, True)


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        (
            {"is_expired": True},
            "The bot may not read this file, or its address has expired.",
        ),
        ({"redirect": "elsewhere"}, "It lies on a host that is not allowed"),
        ({"redirect": "loop"}, "The download goes in circles."),
        ({"redirect": "sign-in"}, "The files host asked to sign in: the bot may not read it."),
        ({"declared": 200_000_000, "content": b"x"}, "It is too large."),
        ({"declared": 1000}, "The download broke off"),
    ],
    ids=["expired", "redirected", "in circles", "signed out", "declared large", "cut short"],
)
async def test_a_download_that_goes_wrong_says_why(office, file, changes, because):
    for name, value in changes.items():
        setattr(file, name, value)

    assert (await _refused(office, _attachment(office, file))).startswith(because)


class TestASmallLimit:
    """A house that reads little files only."""

    @pytest.fixture
    def config(self, config):
        return replace(config, max_file_bytes=1_000_000)

    async def test_an_endless_file_is_given_up_at_the_limit(self, office, file):
        file.endless = True

        assert await _refused(office, _attachment(office, file)) == "It is too large."


async def test_a_file_that_is_said_to_be_too_large_is_not_fetched(office, file):
    refused = await _refused(office, _attachment(office, file, size=200_000_000))

    assert (refused, office.world.calls_to("files.download")) == ("It is too large.", [])


async def test_a_file_of_another_size_than_announced_is_not_taken_for_it(office, file):
    refused = await _refused(office, _attachment(office, file, size=3))

    assert refused == "It came with another size than Teams had announced."


async def test_a_file_that_only_graph_shows_says_so(office):
    locator = "graph+https://home.sharepoint.com/x.csv"

    refused = await _refused(office, Attachment(id="1", name="x.csv", locator=locator))

    assert "takes a grant for Microsoft Graph" in refused


async def test_a_file_of_a_tenant_without_the_app_is_not_fetched(office):
    picture = Attachment(id="1", name="x", locator="connector+https://x.example/")

    with pytest.raises(AttachmentError):
        await fetched(office.room.downloads.fetch(picture, "T404"))
