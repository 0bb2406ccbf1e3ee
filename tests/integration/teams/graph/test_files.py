"""Files and pictures that Teams shows to Graph alone."""

import json

import pytest

from bot.domain.attachment import Attachment, Reading
from bot.errors import AttachmentError
from tests.integration.teams.test_messages import HARMLESS
from tests.reading import fetched
from tests.standins.teams_company import ADA, DEAL, FINANCE_GROUP, LUNCH, REPORTS
from tests.standins.teams_files import reference
from tests.standins.teams_people import TENANT

TABLE = b"name,ssn\nAda,536-22-8765\n"


@pytest.fixture
def file(office):
    return office.world.add_file("F1", TABLE, name="list.csv")


def _with_file(office, file, conversation=REPORTS):
    html = f'<p>{HARMLESS}</p><attachment id="{file.id}"></attachment>'
    attached = [reference(file)]
    return office.world.say(conversation, ADA, HARMLESS, html=html, attachments=attached)


def _attachment(file):
    return Attachment(id=file.id, name=file.name, locator=f"graph+{file.url}")


async def _refused(office, attachment):
    with pytest.raises(AttachmentError) as refused:
        await fetched(office.room.downloads.fetch(attachment, TENANT))
    return str(refused.value).removeprefix(f"{AttachmentError.__doc__} ")


@pytest.mark.parametrize("conversation", [REPORTS, LUNCH], ids=["channel", "chat"])
async def test_a_file_the_bot_is_only_hinted_at_is_found_and_read(office, file, conversation):
    said = _with_file(office, file, conversation)

    await office.tell(office.events.message(said))

    [read] = (await office.kept(said)).attachments
    assert (read.id, read.name, read.reading) == ("F1", "list.csv", Reading.READ)
    [case] = await office.keeping.cases.list_cases()
    assert case.messages == 1


async def test_a_file_that_graph_tells_of_is_the_same_file(office, file):
    await office.subscribe()
    by_bot, by_graph = _with_file(office, file), _with_file(office, file)

    await office.tell(office.events.message(by_bot))
    await office.notify(by_graph)

    one, other = await office.kept(by_bot), await office.kept(by_graph)
    assert one.attachments == other.attachments


async def test_the_token_goes_to_graph_and_not_to_the_files_host(office, file):
    content = await fetched(office.room.downloads.fetch(_attachment(file), TENANT))

    [asked] = office.world.calls_to("graph.shares.content")
    [downloaded] = office.world.calls_to("files.download")
    assert content == TABLE
    assert (asked.bearer in office.world.tokens, downloaded.bearer) == (True, "")


async def test_without_the_grant_a_message_with_a_file_is_not_passed_for_clean(office, file):
    office.world.roles -= {"ChannelMessage.Read.All"}
    said = _with_file(office, file)

    await office.tell(office.events.message(said))

    [read] = (await office.kept(said)).attachments
    assert read.reading is Reading.UNSCANNED


async def test_without_the_grant_for_files_they_are_not_looked_into(office, file):
    office.world.roles -= {"Files.Read.All"}
    said = _with_file(office, file)

    await office.tell(office.events.message(said))

    [read] = (await office.kept(said)).attachments
    assert read.reading is Reading.UNSCANNED


async def test_a_site_that_was_selected_is_read_without_the_grant_for_all_files(office, file):
    office.world.roles -= {"Files.Read.All"}
    office.world.sites |= {"https://home.sharepoint.example/sites/finance"}

    assert await fetched(office.room.downloads.fetch(_attachment(file), TENANT)) == TABLE


REDIRECTS = {
    "elsewhere": "It lies on a host that is not allowed (or behind a sign-in).",
    "sign-in": "The files host asked to sign in: the bot may not read it.",
    "loop": "The download goes in circles.",
}


@pytest.mark.parametrize(("redirect", "because"), REDIRECTS.items(), ids=REDIRECTS)
async def test_a_redirect_is_not_followed_blindly(office, file, redirect, because):
    file.redirect = redirect

    assert await _refused(office, _attachment(file)) == because


async def test_a_file_that_is_gone_is_said_to_be(office, file):
    del office.world.files["F1"]

    assert await _refused(office, _attachment(file)) == "The files host answered with status 404."


async def test_what_nobody_places_cannot_be_fetched(office):
    nowhere = Attachment(id="F1", name="a file", locator="graph+")

    assert await _refused(office, nowhere) == (
        "Microsoft Graph did not show where it lies (see what the tenant grants the app)."
    )


def _hosted(office, content_id, conversation=DEAL):
    below = f"/teams/{FINANCE_GROUP}/channels/{conversation}/messages/{{}}/hostedContents"
    return f"{office.teams.graph_url}{below}/{content_id}/$value"


async def test_a_code_snippet_is_read_where_graph_keeps_it(office):
    await office.subscribe()
    said = office.world.say(DEAL, ADA, "", html='<attachment id="S1"></attachment>')
    said.hosted["H1"] = (b"ssn = '536-22-8765'  # ssn of Ada", "text/plain")
    told = {"name": "x.py", "codeSnippetUrl": _hosted(office, "H1").format(said.id)}
    kind = "application/vnd.microsoft.card.codesnippet"
    said.attachments = [{"id": "S1", "contentType": kind, "content": json.dumps(told)}]

    await office.notify(said)

    [read] = (await office.kept(said)).attachments
    assert (read.id, read.reading) == ("S1", Reading.READ)
    assert [extract.text for extract in read.extracts] == ["ssn = '536-22-8765'  # ssn of Ada"]


async def test_a_picture_within_a_message_is_fetched_from_graph(office):
    await office.subscribe()
    said = office.world.say(DEAL, ADA, "")
    said.html = f'<p>look <img src="{_hosted(office, "P1").format(said.id)}"></p>'
    said.hosted["P1"] = (b"\x89PNG", "image/png")

    await office.notify(said)

    [call] = office.world.calls_to("graph.hosted.value")
    assert call.bearer in office.world.tokens


async def test_graphs_token_goes_to_no_other_host_whatever_a_message_says(office):
    await office.subscribe()
    address = _hosted(office, "P1").replace("127.0.0.1", "127.0.0.2")
    said = office.world.say(DEAL, ADA, "", html=f'<p>look <img src="{address}"></p>')

    await office.notify(said)

    [read] = (await office.kept(said)).attachments
    assert (read.reading, office.world.calls_to("graph.hosted.value")) == (Reading.UNSCANNED, [])


ELSEWHERE = {
    "a person": "/users/{ada}?x=/hostedContents/",
    "another place": "/chats/{chat}/messages/{other}/hostedContents/P1/$value",
    "a way round": "/teams/{group}/channels/{place}/messages/1/hostedContents/"
    + "../" * 7
    + "users/{ada}",
}


@pytest.mark.parametrize("path", ELSEWHERE.values(), ids=ELSEWHERE)
@pytest.mark.parametrize("how", ["as a picture", "as a file"])
async def test_graphs_token_opens_nothing_that_a_message_merely_names(office, path, how):
    await office.subscribe()
    other = office.world.say(LUNCH, ADA, "")
    other.hosted["P1"] = (TABLE, "text/csv")
    told = {"chat": LUNCH, "other": other.id, "group": FINANCE_GROUP, "place": DEAL}
    address = office.teams.graph_url + path.format(ada=office.world.people[ADA].aad, **told)
    html = f'<p>x <img src="{address}"></p>' if how == "as a picture" else "<p>x</p>"
    said = office.world.say(DEAL, ADA, "x", html=html)
    if how == "as a file":
        said.attachments = [{"id": "R1", "contentType": "reference", "contentUrl": address}]

    await office.notify(said)

    [read] = (await office.kept(said)).attachments
    asked = {call.operation for call in office.world.calls}
    opened = asked & {"graph.users.get", "graph.hosted.value"}
    assert (read.reading, opened) == (Reading.UNSCANNED, set())
