"""What the chat refuses."""

import pytest
from aiohttp import ClientSession, CookieJar

GET, POST = "GET", "POST"


async def ask(visitor, method, path, *, headers=None, **options):
    url = f"{visitor.url}{path}"
    async with visitor.session.request(
        method, url, headers=headers or {}, allow_redirects=False, **options
    ) as answer:
        return answer


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        pytest.param(GET, "/chat", {"Host": "evil.example"}, id="a name that is not ours"),
        pytest.param(GET, "/chat/stream?as=dana", {"Host": "evil.example:80"}, id="with a port"),
        pytest.param(GET, "/chat", {"Host": "127.0.0.1.evil.example"}, id="a longer name"),
        pytest.param(POST, "/chat/reset", {"Origin": "http://evil.example"}, id="another origin"),
        pytest.param(POST, "/chat/reset", {"Origin": "null"}, id="an origin that hides"),
        pytest.param(POST, "/chat/reset", {"Origin": "http://127.0.0.1:1"}, id="another port"),
        pytest.param(GET, "/chat/supervisor", {"Sec-Fetch-Site": "cross-site"}, id="a link in"),
        pytest.param(GET, "/chat", {"X-Forwarded-For": "1.2.3.4"}, id="through a proxy"),
    ],
)
async def test_what_does_not_come_from_this_machines_own_pages_is_refused(
    dana, method, path, headers
):
    answer = await ask(dana, method, path, headers=headers)

    assert answer.status == 403


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
async def test_this_machines_own_names_are_let_in(dana, name):
    port = dana.url.rpartition(":")[2]

    answer = await ask(dana, GET, "/chat", headers={"Host": f"{name}:{port}"})

    assert answer.status == 200


async def test_a_link_elsewhere_may_lead_to_the_page(dana):
    answer = await ask(dana, GET, "/chat", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status == 200


async def test_the_page_allows_no_script_or_style_but_its_own(dana):
    answer = await ask(dana, GET, "/chat")
    policy = answer.headers["content-security-policy"]

    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"{", 400, id="no JSON"),
        pytest.param(b"\xff\xfe", 400, id="no text"),
        pytest.param(b'{"conversation": "benefits-team"}', 400, id="nothing said"),
        pytest.param(b'{"conversation": "benefits-team", "text": " "}', 400, id="only blanks"),
        pytest.param(b'{"conversation": "nowhere", "text": "x"}', 403, id="no such place"),
        pytest.param(
            b'{"conversation": "benefits-team", "text": "x", "thread": "M0"}', 409, id="no root"
        ),
        pytest.param(
            b'{"conversation": "benefits-team", "text": "' + b"x" * 8_001 + b'"}',
            400,
            id="a text too long",
        ),
        pytest.param(b" " * 70_000, 413, id="a body over the limit"),
    ],
)
async def test_a_bad_message_is_refused_with_its_reason(dana, body, status):
    headers = {"Content-Type": "application/json"}

    answered, said = await dana.post("/messages", data=body, headers=headers)

    assert answered == status
    assert said["error"].endswith(".")


async def test_only_json_is_taken(dana):
    status, _ = await dana.post("/messages", data=b"{}", headers={"Content-Type": "text/plain"})

    assert status == 415


@pytest.mark.parametrize("who", ["", "nobody"])
async def test_one_has_to_be_one_of_the_people(person, who):
    status, _ = await person(who).post(
        "/messages", json={"conversation": "benefits-team", "text": "x"}
    )

    assert status == 400


async def test_nobody_follows_as_a_stranger(person):
    answer = await ask(person("nobody"), GET, "/chat/stream?as=nobody")

    assert answer.status == 400


async def test_outsiders_cannot_write_where_they_are_not(person):
    body = {"conversation": "benefits-team", "text": "hello"}

    status, said = await person("priya").post("/messages", json=body)

    assert (status, said) == (403, {"error": "You are not in that conversation."})


async def test_a_policy_nobody_has_is_refused(dana):
    status, said = await dana.post("/policies", json={"policies": ["made-up"]})

    assert (status, said) == (400, {"error": "There is no policy called made-up."})


async def test_the_supervisor_is_led_into_the_queue_signed_in(site):
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        async with session.get(f"{site.url}/chat/supervisor") as welcome:
            assert welcome.status == 200
        async with session.get(f"{site.url}/") as queue:
            page = await queue.text()

    assert (queue.status, "Helen Castellano" in page) == (200, True)
