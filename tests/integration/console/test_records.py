"""The pages beside the queue: set aside, coverage, audit."""

from bot.domain.case import AuditEvent
from bot.domain.coverage import CoverageGap
from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from tests import builders as b


async def set_aside(site, because):
    event = InboundEvent(
        platform=Platform.SLACK,
        tenant="T1",
        id="Ev1",
        kind="message",
        body=b"{}",
        received_at=b.NOON,
    )
    await site.queue.put(event)
    (claimed,) = await site.queue.claim(1)
    await site.queue.set_aside(claimed.number, because=because)
    return claimed.number


async def test_an_event_that_was_set_aside_is_shown_with_its_reason(site, ruth):
    number = await set_aside(site, "The file server answered 500.")

    _, page = await ruth.get("/aside")

    assert "The file server answered 500." in page
    assert f'action="/aside/{number}"' in page
    assert '<span class="count">1</span>' in page


async def test_an_event_can_be_tried_again_on_the_record(site, ruth):
    number = await set_aside(site, "The file server answered 500.")

    _, page = await ruth.post(f"/aside/{number}", of="/aside")

    assert "It is handed out again." in page
    assert await site.queue.list_set_aside() == []
    assert await site.queue.backlog() == 1
    assert await site.cases.audit_trail() == [
        AuditEvent(actor="Ruth", verb="requeued", subject=f"event:{number}", at=site.clock.now())
    ]


async def test_a_number_beyond_all_events_is_unknown(ruth):
    answer, _ = await ruth.post("/aside/99999999999999999999", of="/aside")

    assert answer.status == 404


async def test_an_empty_set_aside_says_so(ruth):
    _, page = await ruth.get("/aside")

    assert "Nothing was set aside." in page


async def test_what_cannot_be_seen_is_told_with_a_way_round(site, ruth):
    gap = CoverageGap(
        platform=Platform.SLACK,
        tenant="T1",
        conversation="C9",
        since=b.NOON,
        because="The bot is not in this channel.",
        way_round="Invite it with /invite @chatwarden.",
    )
    await site.coverage.open_gap(gap)

    _, while_open = await ruth.get("/coverage")
    await site.coverage.close_gaps(Platform.SLACK, "T1", "C9")
    _, afterwards = await ruth.get("/coverage")

    assert "Unseen now" in while_open
    assert "The bot is not in this channel." in while_open
    assert "Invite it with /invite @chatwarden." in while_open
    assert "Unseen now" not in afterwards
    assert "Unseen for a while" in afterwards


async def test_the_audit_trail_names_who_did_what(site, ruth):
    number = await site.flag()
    await ruth.post(f"/cases/{number}", of=f"/cases/{number}", step="claim")

    _, page = await ruth.get("/audit")

    assert "<td>Ruth</td>" in page
    assert '<td class="strong">claim</td>' in page
    assert f'<a href="/cases/{number}">case {number}</a>' in page
