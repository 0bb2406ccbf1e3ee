"""What is attached to a message, and how it can be fetched."""

import pytest

from bot.domain.attachment import Attachment, Reading
from bot.teams.files import attachments_of, is_hidden, needs_graph
from tests.unit.teams.building import SERVICE, activity, html

INFO = "application/vnd.microsoft.teams.file.download.info"


def _of(*attached):
    return attachments_of(activity(attachments=list(attached)))


def test_a_file_of_a_1_1_chat_brings_its_own_address():
    item = {
        "contentType": INFO,
        "contentUrl": "https://home.sharepoint.com/list.csv",
        "name": "list.csv",
        "content": {"downloadUrl": "https://d.example/1", "uniqueId": "U1", "fileType": "csv"},
    }

    assert _of(item) == (
        Attachment(id="U1", name="list.csv", claimed_type="csv", locator="https://d.example/1"),
    )


def test_a_reference_is_fetched_through_graph():
    item = {"id": "R1", "contentType": "reference", "contentUrl": "https://s.example/a%20b.csv"}

    [file] = _of(item)

    assert file == Attachment(id="R1", name="a b.csv", locator="graph+https://s.example/a%20b.csv")
    assert needs_graph(file) != ""


@pytest.mark.parametrize(
    ("address", "locator"),
    [
        (f"{SERVICE}v3/attachments/1/views/original", "connector+{}"),
        ("https://graph.example/hostedContents/1/$value", "{}"),
        ("connector+https://evil.example/", ""),
        ("file:///etc/passwd", ""),
    ],
    ids=["the connector's", "another host's", "disguised", "no web address"],
)
def test_a_picture_gets_the_bots_token_from_the_connector_alone(address, locator):
    [picture] = _of({"contentType": "image/png", "contentUrl": address})

    assert (picture.name, picture.claimed_type, picture.locator) == (
        "a picture",
        "image/png",
        locator.format(address),
    )


def test_a_picture_within_the_text_is_attached_once():
    address = f"{SERVICE}v3/attachments/1/views/original"

    found = _of(
        {"contentType": "image/*", "contentUrl": address},
        html(f"<p><img src='{address}'></p>"),
    )

    assert [file.locator for file in found] == [f"connector+{address}"]


def test_a_file_that_the_list_leaves_out_is_known_to_be_there():
    card = {"id": "C1", "contentType": "application/vnd.microsoft.card.adaptive", "content": {}}

    found = _of(card, html("<attachment id='C1'></attachment><attachment id='F1'></attachment>"))

    assert found == (Attachment(id="F1", name="a file", locator="graph+"),)
    assert is_hidden(found[0])


def test_a_code_snippet_that_is_kept_apart_is_something_unseen():
    item = {"id": "S1", "contentType": "application/vnd.microsoft.card.codesnippet"}

    assert [(file.name, is_hidden(file)) for file in _of(item)] == [("a code snippet", True)]


def test_a_loop_component_is_something_unseen():
    item = {
        "id": "L1",
        "contentType": "application/vnd.microsoft.card.fluidEmbedCard",
        "content": '{"componentUrl": "https://home.sharepoint.com/x.loop"}',
    }

    [found] = _of(item, html("<attachment id='L1'></attachment>"))

    assert (found.name, found.reading) == ("a Loop component", Reading.UNSCANNED)


def test_a_text_that_lies_elsewhere_is_a_file():
    [file] = _of({"contentType": "text/plain", "contentUrl": "https://x.example/a.txt"})

    assert file.locator == "https://x.example/a.txt"


def test_an_address_that_cannot_be_read_is_not_the_connectors_where_none_is_known():
    picture = {"contentType": "image/png", "contentUrl": "https://[torn"}

    [file] = attachments_of(activity(attachments=[picture], serviceUrl=""))

    assert file.locator == "https://[torn"


@pytest.mark.parametrize(
    "item",
    [
        html("<p>x</p>"),
        {"contentType": "application/vnd.microsoft.card.hero", "contentUrl": "https://x.example"},
        {"contentType": "messageReference", "content": "{}"},
        {"contentType": "application/octet-stream"},
        {"contentType": 5},
        {},
    ],
    ids=["rich body", "card", "quotation", "no address", "odd type", "empty"],
)
def test_what_is_no_file_is_none(item):
    assert _of(item) == ()


def test_two_hidden_files_are_two():
    found = _of(html("<attachment id='F1'></attachment><attachment id='F2'></attachment>"))

    assert [file.id for file in found] == ["F1", "F2"]


def test_a_torn_address_is_nobodys():
    [file] = _of({"contentType": "image/png", "contentUrl": "https://[::1"})

    assert file.locator == "https://[::1"
