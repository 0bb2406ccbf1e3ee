"""The whole road under load: `python -m benchmarks.whole_road [rate] [seconds] [--platform …]`.

Signed events go over HTTP into a real `chatwarden serve`, warnings come out as calls to a stand-in
on loopback: Slack's, then Teams', unless one is named. The time is from the start of the request
to the arrival of the warning's call. Also printed: seconds until the server listens, and its
resident memory before and after.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import quantiles
from typing import Any

from benchmarks.machine import describe_machine
from benchmarks.road.slack import SlackRoad
from benchmarks.road.teams import TeamsRoad
from benchmarks.road.watching import CHANNELS, PEOPLE, Road, Watched
from tests.e2e.running import Bot

_ROADS: Mapping[str, Callable[[], Road]] = {"slack": SlackRoad, "teams": TeamsRoad}
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


async def _load(road: Road, rate: float, seconds: float) -> float:
    dice = random.Random(7)
    posts: set[asyncio.Task[Any]] = set()
    start = time.perf_counter()
    count = int(rate * seconds)
    for number in range(count):
        await asyncio.sleep(max(0.0, start + number / rate - time.perf_counter()))
        posts.add(asyncio.create_task(_post(road, number, dice)))
        posts = {post for post in posts if not post.done()}
    await asyncio.gather(*posts)
    await _all_out(road)
    return count / (time.perf_counter() - start)


async def _post(road: Road, number: int, dice: random.Random) -> None:
    person, channel = number % PEOPLE, dice.randrange(CHANNELS)
    is_flagged = number % _FLAGGED_IN == 0
    text = dice.choice(_CONFIDENTIAL if is_flagged else _QUIET).format(n=1000 + number % 9000)
    if is_flagged:
        road.watched.sent(road.direct(person), time.perf_counter())
    status = await road.say(person, channel, text)
    if status not in {200, 202}:
        raise RuntimeError(f"the edge answered {status}")


async def _all_out(road: Road) -> None:
    deadline = time.monotonic() + 60
    while road.watched.missing and time.monotonic() < deadline:
        await asyncio.sleep(0.05)


def _resident_mb(process_id: int) -> float:
    pages = int(Path(f"/proc/{process_id}/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def _cpu_seconds(process_id: int) -> float:
    fields = Path(f"/proc/{process_id}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _measure(platform: str, road: Road, rate: float, seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        many = {"CHATWARDEN_WARNINGS_PER_MINUTE": "1000"}
        started = time.perf_counter()
        bot = Bot(["serve", "--port", "0"], {**road.settings(folder), **many})
        try:
            origin = await asyncio.to_thread(bot.origin)
            start_seconds = time.perf_counter() - started
            before, cpu = _resident_mb(bot.process.pid), _cpu_seconds(bot.process.pid)
            await road.open(origin)
            reached = await _load(road, rate, seconds)
            await road.close()
            after = _resident_mb(bot.process.pid)
            cpu = _cpu_seconds(bot.process.pid) - cpu
        finally:
            bot.stop()
            road.stop()
    print(f"whole road, {platform}, {describe_machine()}")
    _report(road.watched, rate, reached, seconds)
    print(f"{cpu / (rate * seconds) * 1e3:.1f} ms of processor time a message")
    print(f"start {start_seconds:.1f} s, resident {before:.0f} MB, after the load {after:.0f} MB")


def _report(watched: Watched, rate: float, reached: float, seconds: float) -> None:
    cuts = quantiles(watched.took, n=100)
    print(
        f"{rate:.0f} messages/s for {seconds:.0f} s (reached {reached:.1f}/s), "
        f"{len(watched.took)} warnings, {watched.missing} missing: "
        f"p50 {cuts[49] * 1e3:.0f} ms, p99 {cuts[98] * 1e3:.0f} ms"
    )


def _main() -> None:
    parser = argparse.ArgumentParser(description="Measure the whole road under load.")
    parser.add_argument("rate", nargs="?", type=float, default=80.0, help="messages a second")
    parser.add_argument("seconds", nargs="?", type=float, default=120.0)
    parser.add_argument("--platform", choices=sorted(_ROADS), action="append")
    told = parser.parse_args()
    for platform in told.platform or sorted(_ROADS):
        # Outside the loop: the Teams stand-in is forked, which goes with no threads.
        asyncio.run(_measure(platform, _ROADS[platform](), told.rate, told.seconds))


if __name__ == "__main__":
    _main()
