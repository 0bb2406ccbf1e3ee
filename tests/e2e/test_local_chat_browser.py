"""The local chat in a real browser: what a newcomer does first."""

import time

import pytest
import pytest_asyncio

from tests.browser import WIDTHS, chromium, in_the_browser, open_page
from tests.chat_site import chat_site

__all__ = ["chromium"]  # a fixture

pytestmark = in_the_browser
both_widths = pytest.mark.parametrize("width", WIDTHS)
SSN = "536-22-8731"
LIST = {"name": "new-hires.csv", "mimeType": "text/csv", "buffer": f"name,ssn\nA,{SSN}\n".encode()}


@pytest_asyncio.fixture(loop_scope="session")
async def site(tmp_path):
    async with chat_site(tmp_path) as served_site:
        yield served_site


async def enter(page, site, *, who="dana", place="benefits-team"):
    await page.goto(f"{site.url}/chat#{who}/{place}")
    await page.wait_for_selector("[name=person]", state="attached")


async def turn_to(page, pane):
    tab = page.locator(f"[data-go={pane}]")
    if await tab.is_visible():
        await tab.click()


async def be(page, name):
    await turn_to(page, "places")
    await page.get_by_role("radio", name=name).check(force=True)
    await turn_to(page, "talk")


async def say(page, text):
    await page.get_by_label("Message", exact=True).fill(text)
    await page.get_by_role("button", name="Send").click()


async def warned_page(page, site):
    await enter(page, site)
    await page.get_by_role("button", name="Social Security number").click()
    await page.get_by_role("button", name="Send").click()
    return page.locator(".warning")


@both_widths
async def test_a_warning_comes_at_once_masked_and_with_its_clause(site, chromium, width):
    async with open_page(chromium, width=width) as page:
        await enter(page, site)
        await say(page, "good morning")  # the first message warms everything up
        await page.get_by_text("✓ checked in").wait_for()
        await page.get_by_role("button", name="Social Security number").click()
        started = time.monotonic()

        await page.get_by_role("button", name="Send").click()
        warning = page.locator(".warning")
        await warning.wait_for()

        took, words = time.monotonic() - started, await warning.inner_text()
        assert took < 2  # the page's own work and a busy machine included
        assert "a Social Security number: ••••••" in words
        cited = site.chat.room.posts()[-1].warned.notice.clauses[0]
        assert cited.citation in words
        assert cited.asks in words
        assert SSN not in words
        announced = await page.locator("#announcer").text_content()
        assert announced.startswith("Warning, only for you: Your message may not belong here.")


async def test_the_reasons_can_be_opened(site, chromium):
    async with open_page(chromium) as page:
        warning = await warned_page(page, site)

        await warning.get_by_text("Why this warning").click()

        reasons = await warning.locator(".why").inner_text()
        assert "nc-ccps-im/confidential" in reasons
        assert "What prevailed" in reasons
        assert "% sure" in reasons


@both_widths
async def test_remove_it_for_me(site, chromium, width):
    async with open_page(chromium, width=width) as page:
        warning = await warned_page(page, site)

        await warning.get_by_role("button", name="Remove it for me").click()

        await warning.get_by_text("Removed at your request.").wait_for()
        assert SSN not in await page.locator("#posts").inner_text()
        assert await warning.get_by_role("button").count() == 0


@both_widths
async def test_it_is_needed_asks_why_and_records_it(site, chromium, width):
    async with open_page(chromium, width=width) as page:
        warning = await warned_page(page, site)

        await warning.get_by_role("button", name="It is needed, because…").click()
        await page.keyboard.type("payroll asks for it")
        await warning.get_by_role("button", name="Record this").click()

        await warning.get_by_text("Recorded: it is needed. “payroll asks for it”").wait_for()
        assert SSN in await page.locator("#posts").inner_text()


async def test_this_is_not_confidential(site, chromium):
    async with open_page(chromium) as page:
        warning = await warned_page(page, site)

        await warning.get_by_role("button", name="This is not confidential").click()

        await warning.get_by_text("Recorded: you say this is not confidential.").wait_for()


async def test_a_look_alike_stays_quiet(site, chromium):
    async with open_page(chromium) as page:
        await enter(page, site)

        await page.get_by_role("button", name="Harmless look-alike").click()
        await page.keyboard.press("Enter")

        await page.get_by_text("✓ checked in").wait_for()
        assert await page.locator(".warning").count() == 0


@both_widths
async def test_the_admins_are_told_and_the_thread_is_in_the_supervisors_queue(
    site, chromium, width
):
    async with open_page(chromium, width=width) as page:
        warning = await warned_page(page, site)
        await warning.wait_for()
        await turn_to(page, "behind")
        await page.locator(".note").get_by_text("A message in benefits-team was flagged").wait_for()

        await turn_to(page, "places")
        async with page.context.expect_page() as opened:
            await page.get_by_role("link", name="Open the review queue").first.click()
        queue = await opened.value
        await queue.goto(site.url)

        await queue.get_by_text("benefits-team").first.wait_for()
        assert SSN not in await queue.inner_text("body")


async def test_a_case_appears_in_an_open_queue(site, chromium):
    async with open_page(chromium) as queue:
        await queue.goto(f"{site.url}/chat/supervisor")
        await queue.goto(site.url)
        async with open_page(chromium) as page:
            await (await warned_page(page, site)).wait_for()

        await queue.get_by_text("benefits-team").first.wait_for()


@both_widths
async def test_a_file_is_warned_about_and_the_recipients_are_told(site, chromium, width):
    async with open_page(chromium, width=width) as page:
        await enter(page, site)
        await page.set_input_files("#file", LIST)
        await page.get_by_role("button", name="Send").click()
        await page.locator(".found-list").get_by_text("in the attachment").wait_for()

        await be(page, "Marcus Oyelaran")

        await page.get_by_text("Please do not open “new-hires.csv”.").wait_for()
        assert await page.locator(".warning").count() == 0


async def test_the_keyboard_changes_who_one_is_and_keeps_the_focus(site, chromium):
    async with open_page(chromium) as page:
        await enter(page, site)
        await page.get_by_role("radio", name="Dana Whitfield").focus()

        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("ArrowDown")

        await page.get_by_role("heading", name="# northfield-rollout").wait_for()
        assert await page.evaluate("document.activeElement.value") == "priya"


async def test_a_page_says_when_the_chat_is_gone(site, chromium):
    async with open_page(chromium, forgiven=("ERR_",)) as page:
        await enter(page, site)

        await site.chat.close()

        await page.get_by_text("The chat does not answer.").wait_for()


async def test_a_dropped_file_is_added(site, chromium):
    async with open_page(chromium) as page:
        await enter(page, site)
        carried = await page.evaluate_handle(
            "() => { const data = new DataTransfer();"
            " data.items.add(new File(['x'], 'dropped.txt')); return data; }"
        )

        await page.dispatch_event("#pane-talk", "drop", {"dataTransfer": carried})

        assert "dropped.txt" in await page.locator("#pending").inner_text()


@both_widths
async def test_an_edit_is_inspected_again(site, chromium, width):
    async with open_page(chromium, width=width) as page:
        warning = await warned_page(page, site)
        await warning.wait_for()
        await page.locator(".post").hover()
        await page.get_by_role("button", name="Edit").click()
        await page.get_by_label("New text of the message").fill("it is in the HR system")

        await page.get_by_role("button", name="Save").click()

        await warning.get_by_text("the new version raises nothing").wait_for()


async def test_a_deleted_message_leaves_a_gap(site, chromium):
    async with open_page(chromium) as page:
        await enter(page, site)
        await say(page, "never mind")
        await page.get_by_text("✓ checked in").wait_for()
        await page.locator(".post").hover()

        await page.get_by_role("button", name="Delete").click()

        await page.get_by_text("Deleted by its author.").wait_for()


@both_widths
async def test_without_policies_it_is_quiet(site, chromium, width):
    async with open_page(chromium, width=width) as page:
        await enter(page, site)
        await turn_to(page, "behind")
        for box in await page.locator("#policies input").all():
            await box.uncheck()
        await page.get_by_text("No policy governs").wait_for()
        await turn_to(page, "talk")

        await say(page, f"my ssn is {SSN}")

        await page.get_by_text("✓ checked in").wait_for()
        assert await page.locator(".warning").count() == 0


async def test_markup_is_shown_as_it_was_typed(site, chromium):
    async with open_page(chromium) as page:
        await enter(page, site)

        await say(page, "<img src=x onerror=document.title='x'> <b>bold</b>")

        await page.get_by_text("<b>bold</b>").wait_for()
        assert await page.title() == "Local chat · Chatwarden"


async def test_a_reply_stands_under_what_it_answers(site, chromium):
    async with open_page(chromium) as page:
        await enter(page, site)
        await say(page, "who covers?")
        await page.get_by_text("✓ checked in").wait_for()
        await page.locator(".post").hover()
        await page.get_by_role("button", name="Reply").click()

        await say(page, "I do")

        await page.locator(".replies").get_by_text("I do").wait_for()


@both_widths
async def test_the_scene_plays_at_one_click(site, chromium, width):
    async with open_page(chromium, width=width) as page:
        await enter(page, site)

        await page.get_by_role("button", name="Play a scene").click()

        await page.get_by_text("1 of 14 · seen as Marcus Oyelaran.").wait_for()
        await page.get_by_text("The renewal forms are up").wait_for()
        await page.get_by_role("button", name="Stop").click()
        await page.locator("#playing").wait_for(state="hidden")


async def test_a_reset_empties_the_chat(site, chromium):
    async with open_page(chromium) as page:
        await (await warned_page(page, site)).wait_for()

        await page.get_by_role("button", name="Reset").click()

        await page.get_by_text("A chat like any other").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_control_has_a_name_and_the_keyboard_reaches_it(site, chromium, scheme):
    async with open_page(chromium) as page:
        await page.emulate_media(color_scheme=scheme)
        await (await warned_page(page, site)).wait_for()

        nameless = await page.evaluate(
            "[...document.querySelectorAll('button, a, input:not([hidden]), textarea')]"
            ".filter(c => !(c.textContent.trim() || c.labels?.length || c.ariaLabel)).length"
        )
        await page.get_by_label("Message", exact=True).focus()
        await page.keyboard.press("Tab")

        assert nameless == 0
        assert await page.evaluate("document.activeElement.textContent") == "Send"
