"""Open pages hear of every change."""

from bot.local.feed import Change, Feed, What


async def test_every_follower_hears_of_a_change():
    feed = Feed()

    with feed.follow() as one, feed.follow() as other:
        feed.publish(What.POST, "M1")

        heard = (await one.changes(1), await other.changes(1))

    assert heard == ((Change(What.POST, "M1"),), (Change(What.POST, "M1"),))


async def test_a_slow_page_hears_of_many_changes_of_one_post_once():
    feed = Feed()

    with feed.follow() as follower:
        for _ in range(1000):
            feed.publish(What.POST, "M1")
        feed.publish(What.SCRIPT)

        heard = await follower.changes(1)

    assert heard == (Change(What.POST, "M1"), Change(What.SCRIPT))


async def test_a_quiet_while_ends_with_nothing_heard():
    with Feed().follow() as follower:
        assert await follower.changes(0.01) == ()


async def test_nobody_is_told_after_leaving():
    feed = Feed()
    with feed.follow() as follower:
        pass

    feed.publish(What.POST, "M1")

    assert await follower.changes(0.01) == ()


async def test_closing_ends_the_waiting():
    feed = Feed()

    with feed.follow() as follower:
        feed.close()
        heard = await follower.changes(5)

    assert (heard, follower.closed) == ((), True)


async def test_who_comes_after_the_closing_is_not_kept():
    feed = Feed()
    feed.close()

    with feed.follow() as follower:
        assert follower.closed
