"""Real work chat: the part that may be trained on, and the part that is only measured."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from rows import Row, is_held_out, normal

CHAT_NEGATIVES: dict[str, Callable[[int, int, dict], str]] = {
    # by channel: one whole channel is only ever measured
    "gitter_dev_chats": lambda _at, _of, item: "test" if "appium" in item["source"] else "train",
    # by place in the log: the second half is only ever measured
    "irc_ubuntu": lambda at, of, _item: "test" if at >= of // 2 else "train",
}


def chat_rows(public: Path, each: int = 6000) -> Iterator[Row]:
    """Real developer chat of the part that may be trained on."""
    for name, side in CHAT_NEGATIVES.items():
        items = read_items(public / "chat" / f"{name}.jsonl")
        kept = [item for at, item in enumerate(items) if side(at, len(items), item) == "train"]
        for item in random.Random(name).sample(kept, min(each, len(kept))):
            split = "dev" if is_held_out(item["text"], 12) else "train"
            yield Row(item["text"], source=f"public/{name}", split=split)


def calibration_chat(public: Path) -> Iterator[Row]:
    """Real developer chat for choosing thresholds: half of what is never trained on."""
    return (row for row in kept_apart(public) if is_held_out(row.text, 2))


def measured_chat(public: Path) -> Iterator[Row]:
    """Real developer chat for counting false alarms: the other half, that nothing ever sees."""
    return (row for row in kept_apart(public) if not is_held_out(row.text, 2))


def kept_apart(public: Path) -> Iterator[Row]:
    """Real developer chat that is never trained on; what both sides say is left out."""
    for name, side in CHAT_NEGATIVES.items():
        items = read_items(public / "chat" / f"{name}.jsonl")
        sides = [side(at, len(items), item) for at, item in enumerate(items)]
        said = {
            normal(item["text"]) for item, one in zip(items, sides, strict=True) if one == "train"
        }
        for item, one in zip(items, sides, strict=True):
            if one == "test" and normal(item["text"]) not in said:
                yield Row(item["text"], source=f"public/{name}", split="test")


# Requests to an assistant that sound like work; the personal ones say nothing about work chat.
WORK_INTENTS = frozenset(
    [
        "account_blocked",
        "application_status",
        "book_flight",
        "calculator",
        "calendar",
        "calendar_update",
        "card_declined",
        "carry_on",
        "change_speed",
        "change_volume",
        "confirm_reservation",
        "current_location",
        "damaged_card",
        "date",
        "definition",
        "expiration_date",
        "find_phone",
        "goodbye",
        "greeting",
        "insurance",
        "insurance_change",
        "make_call",
        "measurement_conversion",
        "meeting_schedule",
        "next_holiday",
        "no",
        "oos",
        "order_checks",
        "payday",
        "pin_change",
        "pto_balance",
        "pto_request",
        "pto_request_status",
        "pto_used",
        "reminder",
        "reminder_update",
        "repeat",
        "report_fraud",
        "rollover_401k",
        "routing",
        "schedule_maintenance",
        "schedule_meeting",
        "share_location",
        "spelling",
        "taxes",
        "text",
        "thank_you",
        "time",
        "timezone",
        "todo_list",
        "todo_list_update",
        "translate",
        "travel_notification",
        "w2",
        "whisper_mode",
        "yes",
    ]
)


def read_items(path: Path) -> list[dict]:
    """Return the objects of a file, one a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
