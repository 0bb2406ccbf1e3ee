"""Every second way to read a text, written out: what is not listed here is not tried."""

from __future__ import annotations

from bot.detection.second_readings.encoded import ENCODED
from bot.detection.second_readings.spelled_addresses import SPELLED_ADDRESSES
from bot.detection.second_readings.taken_apart import TAKEN_APART

SECOND_READINGS = (TAKEN_APART, SPELLED_ADDRESSES, ENCODED)
