"""What every sealer keeps to."""

import pytest

from bot.errors import SealError

PLACE = {"tenant": "T1", "context": "messages|text|M1"}


@pytest.mark.parametrize("plain", [b"", b"hello", b"\x00" * 70_000], ids=["empty", "short", "long"])
def test_what_was_sealed_opens_in_its_place(sealer, plain):
    assert sealer.open(sealer.seal(plain, **PLACE), **PLACE) == plain


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"tenant": "T2", "context": "messages|text|M1"},
        {"tenant": "T1", "context": "messages|text|M2"},
        {"tenant": "T1", "context": "messages|rest|M1"},
        {"tenant": "T1|messages", "context": "text|M1"},
        {"tenant": "T", "context": "1messages|text|M1"},
    ],
    ids=["other tenant", "other row", "other column", "shifted bar", "shifted letter"],
)
def test_a_sealed_value_does_not_open_elsewhere(sealer, elsewhere):
    sealed = sealer.seal(b"hello", **PLACE)

    with pytest.raises(SealError):
        sealer.open(sealed, **elsewhere)


@pytest.mark.parametrize("position", [0, 1, 5, 17, -1])
def test_a_sealed_value_with_a_flipped_bit_does_not_open(sealer, position):
    sealed = bytearray(sealer.seal(b"hello", **PLACE))
    sealed[position] ^= 1

    with pytest.raises(SealError):
        sealer.open(bytes(sealed), **PLACE)


@pytest.mark.parametrize("length", [0, 4, 5, 16, 20])
def test_a_sealed_value_cut_short_does_not_open(sealer, length):
    sealed = sealer.seal(b"hello", **PLACE)

    with pytest.raises(SealError):
        sealer.open(sealed[:length], **PLACE)


def test_the_same_text_sealed_twice_does_not_look_the_same(sealer):
    assert sealer.seal(b"hello", **PLACE) != sealer.seal(b"hello", **PLACE)
