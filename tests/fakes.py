"""A clock that stands still and a meter that can be asked."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.builders import NOON


@dataclass
class FixedClock:
    """Tells the same time until it is moved."""

    moment: datetime = NOON

    def now(self):
        return self.moment

    def advance(self, **by):
        self.moment += timedelta(**by)


@dataclass
class CountingMeter:
    """Counts by name and labels; keeps the names of what was timed."""

    counts: Counter = field(default_factory=Counter)
    times: Counter = field(default_factory=Counter)

    def count(self, name, /, **labels):
        self.counts[(name, *sorted(labels.items()))] += 1

    def took(self, name, seconds, /, **labels):
        self.times[(name, *sorted(labels.items()))] += 1
