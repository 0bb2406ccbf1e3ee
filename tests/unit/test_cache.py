"""Facts are forgotten in time, and when there are too many."""

from datetime import timedelta

from bot.cache import TimedCache
from tests.fakes import FixedClock


def test_a_fact_is_remembered_until_it_is_too_old():
    clock = FixedClock()
    cache = TimedCache(clock, timedelta(minutes=1))
    cache.put("a", 1)

    clock.advance(seconds=59)
    fresh = cache.get("a")
    clock.advance(seconds=1)

    assert (fresh, cache.get("a")) == (1, None)


def test_the_oldest_fact_makes_room():
    cache = TimedCache(FixedClock(), timedelta(minutes=1), limit=2)
    for key in "abc":
        cache.put(key, key)

    assert [cache.get(key) for key in "abc"] == [None, "b", "c"]


def test_facts_are_dropped_by_what_they_belong_to():
    cache = TimedCache(FixedClock(), timedelta(minutes=1))
    cache.put(("T1", "a"), 1)
    cache.put(("T2", "a"), 2)

    cache.drop(lambda key: key[0] == "T1")

    assert (cache.get(("T1", "a")), cache.get(("T2", "a"))) == (None, 2)
