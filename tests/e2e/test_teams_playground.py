"""Teams as its people see it: Microsoft's own local client in a real browser, and the console."""

import json
import re

import pytest
import pytest_asyncio

from tests.browser import chromium, in_the_browser, open_page
from tests.playground_page import PATIENCE_MS, open_client, open_house
from tests.standins.playground import needs_playground
from tests.standins.teams_company import ADA, LUNCH, REPORTS

__all__ = ["chromium"]  # a fixture

# In one group: else each worker would start a bot and a Playground of its own.
pytestmark = [*in_the_browser, *needs_playground, pytest.mark.xdist_group("teams playground")]

SSN = "536-22-8765"
SECRET_TEXT = f"her ssn is {SSN}"
HARMLESS = "the build is green, shipping at noon"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def house(chromium, tmp_path_factory):
    async with open_house(tmp_path_factory.mktemp("data")) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def console(chromium, house):
    async with open_page(chromium) as page:
        page.set_default_timeout(PATIENCE_MS)
        await page.goto(house.sign_in_link)
        yield page


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def window(chromium, house):
    async with open_client(chromium, house) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def client(window, house):
    await house.settled()  # what the test before was told late is not for this one
    await window.open()
    return window


async def test_a_warning_names_the_clause_and_never_the_value(client, house):
    await client.write(SECRET_TEXT)

    words = await (await client.warning()).inner_text()
    assert "In a chat with the bot" in words
    assert "a Social Security number: ••••••" in words
    assert "NC CC&PS Instant Messaging Policy, clause 3.b" in words
    assert SSN not in words
    assert SSN not in said_by_the_bot(house)


def said_by_the_bot(house):
    told = [one for one in house.playground.recorded() if one["direction"].startswith("User")]
    return json.dumps([one["request"] for one in told])


async def test_in_a_group_chat_the_author_alone_is_told(client):
    await client.turn_to("Lunch")
    await client.write(f"@Chatwarden {SECRET_TEXT}")

    assert "In Lunch" in await (await client.warning()).inner_text()
    await client.turn_to("Lunch")
    await client.page.get_by_text(SECRET_TEXT).first.wait_for()
    assert await client.cards("may not belong here").count() == 0


async def test_in_a_channel_the_author_alone_is_told(client):
    await client.turn_to("Reports")
    await client.post(f"@Chatwarden {SECRET_TEXT}")

    assert "In Finance › Reports" in await (await client.warning()).inner_text()
    await client.turn_to("Reports")
    await client.page.get_by_text(SECRET_TEXT).first.wait_for()
    assert await client.cards("may not belong here").count() == 0


@pytest.mark.parametrize(
    ("place", "name"),
    [(LUNCH, r"In (Lunch|a group chat)"), (REPORTS, r"In Finance › Reports")],
    ids=["group chat", "channel"],
)
async def test_a_message_that_mentions_nobody_is_warned_about(client, house, place, name):
    said = house.teams.world.say(place, ADA, SECRET_TEXT)

    await house.happen(house.teams.events.message, said)

    assert re.search(name, await (await client.warning()).inner_text())


async def test_remove_it_for_me_ends_in_an_honest_word(client, console, house):
    await client.write(SECRET_TEXT)
    card = await client.warning()

    await card.get_by_role("button", name="Remove it for me").click()

    await card.get_by_text("I am not permitted to remove it.").wait_for()
    assert await card.get_by_role("button").count() == 0
    await show_newest_case(console, house)
    await console.get_by_text("asked to have it removed").wait_for()


async def test_it_is_needed_because_of_a_reason(client, console, house):
    await client.write(SECRET_TEXT)
    card = await client.warning()

    await card.get_by_role("button", name="It is needed, because…").click()
    await card.get_by_label("Why is it needed here?").fill("payroll asks for it")
    await card.get_by_role("button", name="Send").click()

    await card.get_by_text("Your reason is recorded.").wait_for()
    assert await card.get_by_role("button").count() == 0
    await show_newest_case(console, house)
    await console.get_by_text("payroll asks for it").wait_for()


async def test_a_reason_must_be_given(client):
    await client.write(SECRET_TEXT)
    card = await client.warning()

    await card.get_by_role("button", name="It is needed, because…").click()
    await card.get_by_role("button", name="Send").click()

    await card.get_by_text("Please say why it is needed.").wait_for()


async def test_this_is_not_confidential(client, console, house):
    await client.write(SECRET_TEXT)
    card = await client.warning()

    await card.get_by_role("button", name="This is not confidential").click()

    await card.get_by_text("Recorded: you say this is not confidential.").wait_for()
    assert await card.get_by_role("button").count() == 0
    await show_newest_case(console, house)
    await console.get_by_text("says it is not confidential").wait_for()


async def test_an_edit_is_inspected_again(client, house):
    world, events = house.teams.world, house.teams.events
    said = world.say(REPORTS, ADA, HARMLESS)
    await house.happen(events.message, said)
    world.edit(said, SECRET_TEXT)

    await house.happen(events.edit, said)

    assert "In Finance › Reports" in await (await client.warning()).inner_text()


async def test_a_deletion_is_shown_to_the_supervisor(client, console, house):
    world, events = house.teams.world, house.teams.events
    said = world.say(REPORTS, ADA, SECRET_TEXT)
    await house.happen(events.message, said)
    await client.warning()
    world.delete(said)

    await house.happen(events.delete, said)

    await house.settled()
    await show_newest_case(console, house)
    await console.locator(".tag", has_text="deleted").wait_for()


async def test_a_message_that_is_back_is_warned_about_again(client, house):
    world, events = house.teams.world, house.teams.events
    said = world.say(REPORTS, ADA, SECRET_TEXT)
    await house.happen(events.message, said)
    await client.warning()
    world.delete(said)
    await house.happen(events.delete, said)
    world.undelete(said)

    await house.happen(events.undelete, said)

    await client.warning(1)


async def test_a_file_is_read_and_the_place_in_it_is_named(client, console, house):
    world, events = house.teams.world, house.teams.events
    world.add_file("new-hires", f"name,ssn\nA,{SSN}\n".encode())
    said = world.say(world.direct(ADA), ADA, "", files=["new-hires"])

    await house.happen(events.message, said)

    words = await (await client.warning()).inner_text()
    assert "The file you sent may not belong here." in words
    assert "in “new-hires.csv”, row 2" in words
    assert SSN not in words
    await show_newest_case(console, house)
    await console.get_by_role("button", name="Show the values").click()
    table = console.get_by_label("The file new-hires.csv")
    await table.get_by_text(SSN).first.wait_for()


async def test_a_look_alike_stays_quiet(client):
    await client.write("ticket 536-22-876 is done, call extension 5362")
    await client.write(SECRET_TEXT)  # what follows in a chat is looked at after it

    await client.warning()

    assert await client.cards("may not belong here").count() == 1


async def show_newest_case(console, house):
    await console.goto(f"{house.origin}/")
    rows = await console.locator("li.flagged").evaluate_all("rows => rows.map(row => row.id)")
    newest = max(int(row.removeprefix("case-")) for row in rows)
    await console.locator(f"#case-{newest} a").click()
    await console.wait_for_url(f"**/cases/{newest}")
