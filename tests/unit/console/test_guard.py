"""Which requests count as of this machine."""

import pytest
from starlette.requests import HTTPConnection

from bot.console.guard import why_not_loopback

PROXY = "Your request came through a proxy or tunnel."
ELSEWHERE = "Your request came from another machine."
NAME = "You used a name that is not one of this machine's own."


def request(client=("127.0.0.1", 50_000), **headers):
    listed = [
        (name.replace("_", "-").encode(), value.encode())
        for name, value in {"host": "localhost:8080", **headers}.items()
    ]
    return HTTPConnection({"type": "http", "client": client, "headers": listed})


@pytest.mark.parametrize(
    ("client", "host"),
    [
        ("127.0.0.1", "localhost:8080"),
        ("127.0.0.1", "127.0.0.1"),
        ("127.8.9.1", "127.0.0.1:8080"),
        ("::1", "[::1]:8080"),
        ("::ffff:127.0.0.1", "console.localhost:8080"),
    ],
)
def test_a_request_of_this_machine_passes(client, host):
    assert why_not_loopback(request((client, 1), host=host)) is None


@pytest.mark.parametrize(
    ("seen", "because"),
    [
        pytest.param(request(("10.0.0.7", 1)), ELSEWHERE, id="another machine"),
        pytest.param(request(("::ffff:10.0.0.7", 1)), ELSEWHERE, id="mapped other machine"),
        pytest.param(request(None), ELSEWHERE, id="no address"),
        pytest.param(request(("unix", 1)), ELSEWHERE, id="no internet address"),
        pytest.param(request(host="chat.example.org"), NAME, id="another name"),
        pytest.param(request(host="localhost.example.org"), NAME, id="a name that begins alike"),
        pytest.param(request(host="evillocalhost"), NAME, id="a name that ends alike"),
        pytest.param(request(host="127.0.0.1.example.org"), NAME, id="an address that is a name"),
        pytest.param(request(host=""), NAME, id="no name"),
        pytest.param(request(host="[::1"), NAME, id="a bracket left open"),
        pytest.param(request(x_forwarded_for="127.0.0.1"), PROXY, id="x-forwarded-for"),
        pytest.param(request(forwarded="for=127.0.0.1"), PROXY, id="forwarded"),
        pytest.param(request(x_real_ip="127.0.0.1"), PROXY, id="x-real-ip"),
    ],
)
def test_any_other_request_is_told_why_it_does_not(seen, because):
    assert why_not_loopback(seen) == because
