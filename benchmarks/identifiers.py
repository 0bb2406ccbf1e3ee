"""How fast the identifiers are found, on one core: `python -m benchmarks.identifiers [n]`."""

from __future__ import annotations

import random
import sys
import time
from statistics import quantiles

from benchmarks.machine import describe_machine
from bot.detection.catalogue import CATALOGUE
from bot.detection.identifiers import IdentifierTier
from bot.domain.message import TextPart

_PHRASES = (
    "the build is red again",
    "can you look at it before lunch",
    "I moved the meeting to three",
    "please check order 4471",
    "the ticket from 2026-03-12",
    "version 2.31.0 went out",
    "it's fine now",
    "was the report sent to legal",
    "the login page works",
    "my laptop is slow",
    "call passed review",
    "whose account is it",
)
_SECRETS = (
    "my ssn is 514-29-8837",
    "card 4000 0000 1234 5676",
    "call 919-733-2391",
    "mail jo.doe@corp.io",
    "password: Winter2024!",
    "MRN 00482913",
    "token is 9f8e7d6c5b4a39281706abcd",
    "ssh 54.23.101.7",
)
_WORDS_A_MESSAGE = 20
_SEED = 7
# One message in so many holds something to find.
_ONE_IN = 10


def make_messages(count: int, dice: random.Random, one_in: int) -> list[str]:
    """Return messages of twenty words; one in so many holds an identifier, none if 0."""
    messages = []
    for number in range(count):
        words = " ".join(dice.choices(_PHRASES, k=_WORDS_A_MESSAGE)).split()[:_WORDS_A_MESSAGE]
        if one_in and number % one_in == 0:
            words.insert(dice.randrange(len(words)), dice.choice(_SECRETS))
        messages.append(" ".join(words))
    return messages


def measure(messages: list[str]) -> tuple[list[float], int]:
    """Return the CPU seconds of each message, and how many findings there were."""
    tier = IdentifierTier(CATALOGUE)
    tier.read([TextPart("body", text) for text in messages[:200]])  # patterns compile on first use
    took, found = [], 0
    for text in messages:
        began = time.thread_time()
        reading = tier.read([TextPart("body", text)])
        took.append(time.thread_time() - began)
        found += len(reading.findings)
    return took, found


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    print(f"identifier tier, {len(CATALOGUE)} detectors, {_WORDS_A_MESSAGE} words a message")
    print(describe_machine())
    print(f"{'messages':<28}{'a second':>10}{'p50 ms':>9}{'p99 ms':>9}{'findings':>10}")
    for name, one_in in (("clean", 0), (f"one in {_ONE_IN} with a finding", _ONE_IN)):
        took, found = measure(make_messages(count, random.Random(_SEED), one_in))
        cuts = quantiles(took, n=100)
        rate = count / sum(took)
        print(f"{name:<28}{rate:>10,.0f}{cuts[49] * 1e3:>9.3f}{cuts[98] * 1e3:>9.3f}{found:>10}")


if __name__ == "__main__":
    main()
