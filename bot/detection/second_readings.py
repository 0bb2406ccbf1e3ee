"""Every second way to read a text, written out: what is not listed here is not tried."""

from __future__ import annotations

from bot.detection.encoded import ENCODED
from bot.detection.spelled_addresses import SPELLED_ADDRESSES
from bot.detection.taken_apart import TAKEN_APART

SECOND_READINGS = (TAKEN_APART, SPELLED_ADDRESSES, ENCODED)
