"""What Graph sealed is opened, and nothing of it is used where anything is wrong."""

import asyncio
import base64
from datetime import timedelta

import pytest
from cryptography import x509

from bot.errors import SealError
from bot.teams.graph.certificates import Certificates
from bot.teams.graph.unsealing import open_sealed
from tests.fakes import FixedClock
from tests.standins.teams_notifications import seal
from tests.standins.teams_tokens import private_key

CONTENT = {"id": "1", "body": {"content": "grüße 🙂"}}


class _Drawer:
    """A vault for one test module."""

    def __init__(self):
        self._kept = {}

    async def put(self, space, key, value, *, expires=None):
        self._kept[space, key] = value

    async def get(self, space, key):
        return self._kept.get((space, key))


@pytest.fixture(scope="module")
def certificate():
    """A certificate of our own making, with its key."""
    made = Certificates(_Drawer(), FixedClock(), timedelta(days=1)).current()
    return asyncio.run(made)


@pytest.fixture(scope="module")
def public(certificate):
    return x509.load_der_x509_certificate(base64.b64decode(certificate.public))


def test_what_was_sealed_for_us_is_opened(certificate, public):
    assert open_sealed(seal(CONTENT, public, "one"), certificate.key) == CONTENT


def _flipped(text):
    raw = bytearray(base64.b64decode(text))
    raw[-1] ^= 1
    return base64.b64encode(bytes(raw)).decode()


SPOILT = {
    "another signature": lambda sealed: sealed | {"dataSignature": "AAAA"},
    "other data": lambda sealed: sealed | {"data": _flipped(sealed["data"])},
    "another key": lambda sealed: sealed | {"dataKey": _flipped(sealed["dataKey"])},
    "no data": lambda sealed: sealed | {"data": None},
    "no base64": lambda sealed: sealed | {"data": "*"},
    "nothing": lambda _sealed: {},
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_it_is_not_opened_with(certificate, public, spoil):
    with pytest.raises(SealError):
        open_sealed(spoil(seal(CONTENT, public, "one")), certificate.key)


def test_it_is_not_opened_by_anothers_key(public):
    with pytest.raises(SealError):
        open_sealed(seal(CONTENT, public, "one"), private_key("subscriber"))


def test_a_list_is_no_message(certificate, public):
    with pytest.raises(SealError):
        open_sealed(seal([CONTENT], public, "one"), certificate.key)


def test_a_key_is_not_shown(certificate):
    assert "key=" not in repr(certificate)
