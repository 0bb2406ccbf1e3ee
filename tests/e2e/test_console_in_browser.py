"""The supervisor's work in a real browser, wide and narrow."""

import pytest
import pytest_asyncio

from bot.domain.case import AuditEvent, CaseStatus, Resolution
from bot.domain.decision import Severity
from tests import builders as b
from tests.browser import WIDTHS, chromium, in_the_browser, open_page, scrolls_sideways
from tests.case_builders import SECRET, hostile_files
from tests.console_site import console_site

__all__ = ["chromium"]  # a fixture

pytestmark = in_the_browser
both_widths = pytest.mark.parametrize("width", WIDTHS)


@pytest_asyncio.fixture(loop_scope="session")
async def site(tmp_path):
    async with console_site(tmp_path) as served_site:
        yield served_site


async def sign_in(page, site, name="Ruth"):
    await page.goto(site.url + site.sign_in.make_link(name))
    await page.wait_for_url(f"{site.url}/")


@both_widths
async def test_a_supervisor_claims_notes_and_upholds(site, chromium, width):
    number = await site.flag()

    async with open_page(chromium, width=width) as page:
        await sign_in(page, site)
        await page.get_by_role("link", name="Personal information").click()
        await page.get_by_role("button", name="Claim this case").click()
        await page.get_by_label("Note").fill("Asked the privacy officer.")
        await page.get_by_role("button", name="Add note").click()
        await page.get_by_text("You added a note.").wait_for()
        await page.get_by_label("Note").fill("A real number.")
        await page.get_by_role("button", name="Uphold").click()
        await page.get_by_text("You upheld it.").wait_for()

    case = await site.cases.load_case(number)
    assert (case.line.status, case.resolution) == (CaseStatus.CLOSED, Resolution.UPHELD)
    assert [review.note for review in case.reviews] == [
        "",
        "Asked the privacy officer.",
        "A real number.",
    ]


@both_widths
async def test_a_new_case_appears_by_itself_and_the_focus_stays(site, chromium, width):
    old = await site.flag(match={"severity": Severity.LOW})

    async with open_page(chromium, width=width) as page:
        await sign_in(page, site)
        await page.locator(f"#case-{old} a").focus()
        new = await site.flag(match={"severity": Severity.CRITICAL})
        await page.locator(f"#case-{new}").wait_for(timeout=2_000)
        order = await page.locator("li.flagged").evaluate_all("rows => rows.map(row => row.id)")
        focused = await page.evaluate("document.activeElement.getAttribute('href')")
        announced = await page.locator("[data-announce]").text_content()

    assert order == [f"case-{new}", f"case-{old}"]
    assert focused == f"/cases/{old}"
    assert announced == (
        "New in the list: Critical, Personal information and a Social Security number"
    )


@both_widths
async def test_a_file_is_told_with_its_traits_and_its_numbers_and_shown_only_on_the_record(
    site, chromium, width
):
    files, found = hostile_files()
    number = await site.flag_files(*files, found=found)

    async with open_page(chromium, width=width) as page:
        await sign_in(page, site)
        await page.goto(f"{site.url}/cases/{number}")
        table = page.get_by_label("The file people.csv")
        masked = await table.inner_text()
        program = await page.locator(".file").nth(1).inner_text()
        await page.get_by_role("button", name="Show the values").click()
        shown = await table.inner_text()

    assert "300 Social Security numbers in rows 2–301" in masked
    assert "and 297 more." in masked
    assert (SECRET in masked, SECRET in shown) == (False, True)
    assert "Windows program, but it claims to be: PDF document" in program
    assert "It is a program, or a script that a double click runs." in program
    assert "could not be checked" in program


@both_widths
async def test_a_long_name_leaves_the_name_of_the_house_alone(site, chromium, width):
    async with open_page(chromium, width=width) as page:
        await sign_in(page, site, "Helen Castellano-Montgomery")
        brand = await page.locator(".brand").bounding_box()
        words = await page.locator(".brand").evaluate("brand => brand.scrollWidth")
        person = await page.locator(".who .person").bounding_box()

    apart = person["x"] >= brand["x"] + words or person["y"] >= brand["y"] + brand["height"]
    assert apart


async def test_the_focus_stays_on_a_row_that_changes(site, chromium):
    first = await site.flag()

    async with open_page(chromium) as page:
        await sign_in(page, site)
        await page.locator(f"#case-{first} a").focus()
        await site.flag(thread="M1", match={"severity": Severity.CRITICAL})
        await page.locator(f"#case-{first}").get_by_text("Critical").wait_for()
        focused = await page.evaluate("document.activeElement.getAttribute('href')")

    assert focused == f"/cases/{first}"


async def test_the_first_case_replaces_the_words_of_an_empty_queue(site, chromium):
    async with open_page(chromium) as page:
        await sign_in(page, site)
        await page.get_by_text("Nothing waits for you.").wait_for()
        number = await site.flag()
        await page.locator(f"#case-{number}").wait_for()
        empty = await page.get_by_text("Nothing waits for you.").count()

    assert empty == 0


async def test_a_case_that_somebody_else_moved_says_so(site, chromium):
    number = await site.flag()

    async with (
        open_page(chromium) as page_of_ruth,
        open_page(chromium, forgiven=("409",)) as page_of_omar,
    ):
        await sign_in(page_of_ruth, site)
        await sign_in(page_of_omar, site, "Omar")
        await page_of_omar.goto(f"{site.url}/cases/{number}")
        await page_of_omar.get_by_label("Note").fill("Looks like payroll.")
        await page_of_ruth.goto(f"{site.url}/cases/{number}")
        await page_of_ruth.get_by_role("button", name="Claim this case").click()
        await page_of_omar.get_by_text("This case changed since you opened it.").wait_for()
        await page_of_omar.get_by_role("button", name="Add note").click()
        await page_of_omar.get_by_text("Somebody else changed this case meanwhile").wait_for()
        kept = await page_of_omar.get_by_label("Note").input_value()

    assert kept == "Looks like payroll."


@both_widths
async def test_a_reveal_shows_the_value_and_is_audited(site, chromium, width):
    number = await site.flag()

    async with open_page(chromium, width=width) as page:
        await sign_in(page, site)
        await page.goto(f"{site.url}/cases/{number}")
        hidden = await page.get_by_text(SECRET).count()
        await page.get_by_role("button", name="Show the values").click()
        await page.get_by_text(SECRET).wait_for()
        await page.goto(f"{site.url}/audit")
        await page.get_by_role("link", name=f"case {number}").wait_for()

    assert hidden == 0
    assert await site.cases.audit_trail() == [
        AuditEvent(actor="Ruth", verb="revealed", subject=f"case:{number}", at=site.clock.now())
    ]


async def test_a_judgement_without_its_reason_is_asked_for_it(site, chromium):
    number = await site.flag()

    async with open_page(chromium, forgiven=("422",)) as page:
        await sign_in(page, site)
        await page.goto(f"{site.url}/cases/{number}")
        await page.get_by_role("button", name="Claim this case").click()
        await page.get_by_role("button", name="Overturn").click()
        await page.get_by_role("alert").get_by_text("Say why").wait_for()
        focused = await page.evaluate("document.activeElement.id")

    assert focused == "note"


@both_widths
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_page_scrolls_sideways(site, chromium, width, scheme):
    long_word = "x" * 300
    await site.flag(
        f"{long_word} {SECRET}",
        author=b.author(name=long_word),
        conversation=b.conversation(name=long_word),
        attachments=(b.attachment(name=f"{long_word}.csv", sha256="a" * 64),),
    )

    async with open_page(chromium, width=width) as page:
        await page.emulate_media(color_scheme=scheme)
        await sign_in(page, site)
        wide = []
        for path in ("/", "/cases/1", "/aside", "/coverage", "/audit"):
            await page.goto(site.url + path)
            if await scrolls_sideways(page):
                wide.append(path)

    assert wide == []


async def test_the_queue_says_when_it_lost_touch(site, chromium):
    async with open_page(chromium, forgiven=("ERR_INTERNET_DISCONNECTED",)) as page:
        await sign_in(page, site)
        await page.context.set_offline(True)
        await page.get_by_text("No connection. Trying again…").wait_for()
        await page.context.set_offline(False)
        await page.get_by_text("Live", exact=True).wait_for()
