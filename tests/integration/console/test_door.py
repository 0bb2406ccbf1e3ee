"""Who gets in: one-time links, this machine only, our own forms only."""

from datetime import timedelta
from io import BytesIO

import pytest

from bot.console.guard import COOKIE
from tests.integration.console.conftest import hidden_fields


async def test_a_link_signs_in_once(site, stranger):
    link = site.sign_in.make_link("Ruth")

    first, _ = await stranger.get(link)
    page_answer, page = await stranger.get("/")
    cookie = first.headers["set-cookie"]
    stranger.session.cookie_jar.clear()
    again, words = await stranger.get(link)

    assert (first.status, page_answer.status, again.status) == (200, 200, 401)
    assert "Ruth" in page
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "This link no longer works" in words


async def test_a_used_link_leads_whoever_is_signed_in_to_the_queue(site, stranger):
    link = site.sign_in.make_link("Ruth")
    await stranger.get(link)

    answer, _ = await stranger.get(link)

    assert (answer.status, answer.url.path) == (200, "/")


async def test_a_browser_that_looks_ahead_does_not_use_the_link_up(site, stranger):
    link = site.sign_in.make_link("Ruth")

    ahead, _ = await stranger.get(link, **{"sec-purpose": "prefetch;prerender"})
    async with stranger.session.head(site.url + link) as preview:
        previewed = preview.status
    answer, _ = await stranger.get(link)

    assert (ahead.status, previewed, answer.status) == (204, 204, 200)


async def test_a_link_that_has_run_out_says_so(site, stranger):
    link = site.sign_in.make_link("Ruth")
    site.clock.moment += timedelta(minutes=10)

    answer, page = await stranger.get(link)

    assert answer.status == 401
    assert "works once and for ten minutes" in page


@pytest.mark.parametrize(
    "path", ["/", "/queue/list", "/cases/1", "/cases/1/version", "/aside", "/coverage", "/audit"]
)
async def test_nothing_is_shown_to_whoever_is_not_signed_in(site, stranger, path):
    await site.flag()

    answer, page = await stranger.get(path)

    assert answer.status == 401
    assert "You are not signed in" in page
    assert "Social Security" not in page


async def test_signing_out_ends_the_session_on_this_side(ruth):
    cookie = next(each.value for each in ruth.session.cookie_jar if each.key == COOKIE)
    await ruth.post("/sign-out", of="/")
    ruth.session.cookie_jar.update_cookies({COOKIE: cookie})

    answer, _ = await ruth.get("/")

    assert answer.status == 401


async def test_a_session_ends_after_twelve_hours(site, ruth):
    site.clock.moment += timedelta(hours=12)

    answer, _ = await ruth.get("/")

    assert answer.status == 401


@pytest.mark.parametrize(
    ("headers", "because"),
    [
        pytest.param(
            {"host": "chat.example.org"},
            "You used a name that is not one of this machine&#39;s own.",
            id="another name",
        ),
        pytest.param(
            {"x-forwarded-for": "127.0.0.1"},
            "Your request came through a proxy or tunnel.",
            id="through a tunnel",
        ),
    ],
)
@pytest.mark.parametrize("path", ["/", "/sign-in/x"])
async def test_a_request_that_is_not_of_this_machine_is_told_why(ruth, path, headers, because):
    answer, page = await ruth.get(path, **headers)

    assert answer.status == 403
    assert because in page
    assert "it answers only on the machine it runs on" in page


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"form_token": "made-up"}, id="another token"),
        pytest.param({"form_token": None}, id="no token"),
        pytest.param({"form_token": "ünïcode"}, id="odd token"),
        pytest.param({"headers": {"origin": "http://evil.example"}}, id="another site"),
        pytest.param({"headers": {"origin": "null"}}, id="a sandboxed page"),
    ],
)
async def test_a_form_of_another_page_is_refused(site, ruth, changes):
    number = await site.flag()
    path = f"/cases/{number}"

    answer, page = await ruth.post(path, of=path, step="claim", **changes)

    assert answer.status == 403
    assert "This form did not come from a page of yours." in page
    assert (await site.cases.load_case(number)).reviews == ()


async def test_a_form_that_carries_a_file_is_refused(site, ruth):
    number = await site.flag()

    async with ruth.session.post(
        f"{site.url}/cases/{number}",
        data={"form_token": BytesIO(b"a file, not a token")},
        headers={"origin": site.url},
    ) as answer:
        status = answer.status

    assert status == 400


async def test_a_form_without_an_origin_is_refused(site, ruth):
    number = await site.flag()
    path = f"/cases/{number}"
    _, page = await ruth.get(path)
    fields = {**hidden_fields(page), "step": "claim"}

    async with ruth.session.post(site.url + path, data=fields) as answer:
        status = answer.status

    assert status == 403


async def test_a_form_token_of_one_session_does_not_serve_another(site, ruth, omar):
    number = await site.flag()
    path = f"/cases/{number}"
    _, page = await omar.get(path)
    token = hidden_fields(page)["form_token"]

    answer, _ = await ruth.post(path, of=path, step="claim", form_token=token)

    assert answer.status == 403


@pytest.mark.parametrize("path", ["/", "/cases/99", "/sign-in/x", "/audit"])
async def test_every_page_is_kept_to_its_reader(ruth, path):
    answer, _ = await ruth.get(path)

    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


async def test_the_stylesheet_is_open_to_every_page(stranger):
    answer, sheet = await stranger.get("/static/chatwarden.css")

    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-cache"
    assert "--accent" in sheet
