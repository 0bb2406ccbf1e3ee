"""Keys: rotation, strangers, recognising a value again."""

import pytest

from bot.errors import SealError
from bot.store.sealed import AesGcmSealer

OLD, NEW = b"o" * 32, b"n" * 32
PLACE = {"tenant": "T1", "context": "messages|text|M1"}


def test_what_the_old_key_sealed_opens_after_rotation():
    sealed = AesGcmSealer([OLD]).seal(b"hello", **PLACE)

    assert AesGcmSealer([NEW, OLD]).open(sealed, **PLACE) == b"hello"


def test_the_first_key_seals():
    sealed = AesGcmSealer([NEW, OLD]).seal(b"hello", **PLACE)

    assert AesGcmSealer([NEW]).open(sealed, **PLACE) == b"hello"


def test_a_key_that_was_taken_away_opens_nothing():
    sealed = AesGcmSealer([OLD]).seal(b"hello", **PLACE)

    with pytest.raises(SealError):
        AesGcmSealer([NEW]).open(sealed, **PLACE)


def test_the_header_names_version_and_key():
    sealed = AesGcmSealer([OLD]).seal(b"hello", **PLACE)

    again = AesGcmSealer([OLD]).seal(b"other", **PLACE)

    assert (sealed[:1], sealed[1:5]) == (b"\x01", again[1:5])
    assert len(sealed) == 1 + 4 + 12 + len(b"hello") + 16


@pytest.mark.parametrize(
    "keys", [[], [b"short"], [OLD, b"short"]], ids=["none", "short", "one short"]
)
def test_a_key_of_the_wrong_length_is_refused(keys):
    with pytest.raises(SealError):
        AesGcmSealer(keys)


def test_a_value_is_recognised_again_by_its_fingerprint():
    kept = AesGcmSealer([OLD]).fingerprints(b"417-28-6153", tenant="T1")[0]

    assert kept in AesGcmSealer([NEW, OLD]).fingerprints(b"417-28-6153", tenant="T1")


@pytest.mark.parametrize(
    ("value", "tenant", "key"),
    [(b"417-28-6154", "T1", OLD), (b"417-28-6153", "T2", OLD), (b"417-28-6153", "T1", NEW)],
    ids=["other value", "other tenant", "other key"],
)
def test_a_fingerprint_fits_nothing_else(value, tenant, key):
    kept = AesGcmSealer([OLD]).fingerprints(b"417-28-6153", tenant="T1")

    assert set(kept).isdisjoint(AesGcmSealer([key]).fingerprints(value, tenant=tenant))
