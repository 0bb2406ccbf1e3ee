"""The whole road under load: `python -m benchmarks.whole_road [rate] [seconds]`.

Signed events go over HTTP into a real `chatwarden serve`, warnings come out as calls to a stand-in
Slack on loopback. The time is from the start of the request to the arrival of the warning's call.
Also printed: seconds until the server listens, and its resident memory before and after.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
import tempfile
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

from starlette.requests import Request

from benchmarks.machine import describe_machine
from tests.e2e.running import Bot, slack_settings
from tests.standins.slack import StandInSlack
from tests.standins.slack_events import Sender, message_event

_PEOPLE = 400
_CHANNELS = 40
_FLAGGED_IN = 10  # one message in ten leads to a warning: more than an office writes
_QUIET = (
    "the deploy of build {n} went through, graphs look flat so far",
    "can we move the standup to 10:30? I have a dentist thing before",
    "ticket OPS-{n} is waiting for review, nothing urgent",
    "ok merging, ping me if version 2.14.{n} misbehaves on staging",
)
_CONFIDENTIAL = (
    "her ssn is 536-22-{n:04d}, please add it to the form",
    "the card is 4000 0012 3456 {n:04d}, use it for the deposit; ssn 536-22-{n:04d}",
)


@dataclass
class Watched:
    """When each person's flagged messages went in, and how long each took to come out."""

    waiting: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    took: list[float] = field(default_factory=list)

    def arrived(self, channel: str) -> None:
        """Note that a warning reached the person behind that direct channel."""
        if self.waiting[channel]:
            self.took.append(time.perf_counter() - self.waiting[channel].popleft())


class WatchedSlack(StandInSlack):
    """The stand-in, noting when warnings arrive."""

    def __init__(self) -> None:
        super().__init__()
        self.watched = Watched()
        self.world.keep_calls = False
        for number in range(_PEOPLE):
            self.world.add_user(f"U{number:04d}")
        for number in range(_CHANNELS):
            self.world.add_channel(f"C{number:04d}", ["U0BOT"])

    def _answer(self, name: str, request: Request, arguments: dict[str, Any]) -> Any:
        if name == "chat.postMessage" and str(arguments.get("channel", "")).startswith("DU"):
            self.watched.arrived(str(arguments["channel"]))
        return super()._answer(name, request, arguments)


async def _load(slack: WatchedSlack, origin: str, rate: float, seconds: float) -> float:
    sender = Sender(origin)
    dice = random.Random(7)
    posts: set[asyncio.Task[Any]] = set()
    start = time.perf_counter()
    count = int(rate * seconds)
    for number in range(count):
        await asyncio.sleep(max(0.0, start + number / rate - time.perf_counter()))
        posts.add(asyncio.create_task(_post(slack, sender, number, dice)))
        posts = {post for post in posts if not post.done()}
    await asyncio.gather(*posts)
    await _all_out(slack)
    spent = time.perf_counter() - start
    await sender.close()
    return count / spent


async def _post(slack: WatchedSlack, sender: Sender, number: int, dice: random.Random) -> None:
    person, channel = f"U{number % _PEOPLE:04d}", f"C{dice.randrange(_CHANNELS):04d}"
    is_flagged = number % _FLAGGED_IN == 0
    text = dice.choice(_CONFIDENTIAL if is_flagged else _QUIET).format(n=1000 + number % 9000)
    event = message_event(slack.world.say(channel, person, text), channel)
    if is_flagged:
        slack.watched.waiting[f"D{person}"].append(time.perf_counter())
    answer = await sender.event(event)
    if answer.status != 200:
        raise RuntimeError(f"the edge answered {answer.status}")


async def _all_out(slack: WatchedSlack) -> None:
    deadline = time.monotonic() + 60
    while any(slack.watched.waiting.values()) and time.monotonic() < deadline:
        await asyncio.sleep(0.05)


def _resident_mb(process_id: int) -> float:
    pages = int(Path(f"/proc/{process_id}/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def _cpu_seconds(process_id: int) -> float:
    fields = Path(f"/proc/{process_id}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _main(rate: float, seconds: float) -> None:
    slack = WatchedSlack().start()
    with tempfile.TemporaryDirectory() as folder:
        settings = slack_settings(slack.api_url, folder, CHATWARDEN_WARNINGS_PER_MINUTE="1000")
        started = time.perf_counter()
        bot = Bot(["serve", "--port", "0"], settings)
        try:
            origin = await asyncio.to_thread(bot.origin)
            start_seconds = time.perf_counter() - started
            before, cpu = _resident_mb(bot.process.pid), _cpu_seconds(bot.process.pid)
            reached = await _load(slack, origin, rate, seconds)
            after = _resident_mb(bot.process.pid)
            cpu = _cpu_seconds(bot.process.pid) - cpu
        finally:
            bot.stop()
            slack.stop()
    _report(slack.watched, rate, reached, seconds)
    print(f"{cpu / (rate * seconds) * 1e3:.1f} ms of processor time a message")
    print(f"start {start_seconds:.1f} s, resident {before:.0f} MB, after the load {after:.0f} MB")


def _report(watched: Watched, rate: float, reached: float, seconds: float) -> None:
    cuts = quantiles(watched.took, n=100)
    missing = sum(len(times) for times in watched.waiting.values())
    print(f"whole road, {describe_machine()}")
    print(
        f"{rate:.0f} messages/s for {seconds:.0f} s (reached {reached:.1f}/s), "
        f"{len(watched.took)} warnings, {missing} missing: "
        f"p50 {cuts[49] * 1e3:.0f} ms, p99 {cuts[98] * 1e3:.0f} ms"
    )


if __name__ == "__main__":
    given = [float(word) for word in sys.argv[1:]]
    asyncio.run(_main(*(given + [80.0, 120.0][len(given) :])))
