"""The queue over HTTP."""

from datetime import timedelta

from bot.domain.decision import Severity
from tests import builders as b
from tests.case_builders import SECRET


async def test_an_empty_queue_says_what_will_appear(ruth):
    answer, page = await ruth.get("/")

    assert answer.status == 200
    assert "Nothing waits for you." in page
    assert "A thread appears here by itself" in page


async def test_a_flagged_thread_is_listed_without_its_content(site, ruth):
    number = await site.flag()

    _, page = await ruth.get("/")

    assert f'href="/cases/{number}">Personal information and a Social Security number</a>' in page
    assert "NC CC&amp;PS Instant Messaging, clause 3.b" in page
    assert "Ada" in page
    assert "general" in page
    assert SECRET not in page
    assert "please file it" not in page


async def test_the_gravest_thread_stands_first(site, ruth):
    low = await site.flag(match={"severity": Severity.LOW})
    critical = await site.flag(match={"severity": Severity.CRITICAL})

    _, page = await ruth.get("/")

    assert page.index(f"/cases/{critical}") < page.index(f"/cases/{low}")


async def test_a_filter_lists_its_statuses_only(site, ruth):
    number = await site.flag()

    _, closed = await ruth.get("/?status=closed")
    _, everything = await ruth.get("/?status=all")

    assert f"/cases/{number}" not in closed
    assert "No case is closed right now." in closed
    assert f"/cases/{number}" in everything


async def test_an_unknown_filter_lists_what_is_to_do(site, ruth):
    number = await site.flag()

    answer, page = await ruth.get("/?status=<script>")

    assert answer.status == 200
    assert f"/cases/{number}" in page
    assert "<script>" not in page.replace('<script src="/static/console.js" defer></script>', "")


async def test_a_name_full_of_markup_is_shown_as_text(site, ruth):
    await site.flag(conversation=b.conversation(name="<b onmouseover=x>general</b>"))

    _, page = await ruth.get("/")

    assert "&lt;b onmouseover=x&gt;general&lt;/b&gt;" in page
    assert "<b onmouseover" not in page


async def test_the_list_is_sent_again_only_after_a_change(site, ruth):
    await site.flag()
    changed = await site.cases.changed()

    same, nothing = await ruth.get(f"/queue/list?since={changed}")
    number = await site.flag()
    anew, fragment = await ruth.get(f"/queue/list?since={changed}")

    assert (same.status, nothing) == (204, "")
    assert anew.status == 200
    assert f'<li id="case-{number}"' in fragment
    assert f'data-changed="{await site.cases.changed()}"' in fragment


async def test_the_age_of_a_case_is_told(site, ruth):
    await site.flag()
    site.clock.moment += timedelta(hours=3)

    _, page = await ruth.get("/")

    assert "3 hours ago" in page
