"""What the events route lets in, and what it answers to everything else."""

import json
import time

import pytest

from tests.standins.slack_events import envelope, message_event, signed
from tests.standins.slack_world import HOME


def _event():
    return message_event({"type": "message", "user": "UADA", "text": "hello", "ts": "1700000000.1"})


async def test_an_event_is_acknowledged_before_slack_is_asked_anything(office):
    for method in ("auth.test", "users.info", "conversations.info"):
        office.world.fail(method, status=500, times=99)

    answer = await office.send.event(_event())

    assert answer.status == 200
    assert office.counted("events_received", platform="slack", outcome="stored") == 1


async def test_the_address_is_confirmed_to_slack(office):
    answer = await office.send.raw(
        json.dumps({"type": "url_verification", "challenge": "abc", "token": "v"})
    )

    assert (answer.status, json.loads(answer.text)) == (200, {"challenge": "abc"})


async def test_a_wrong_signature_is_refused(office):
    body = json.dumps(envelope(_event()))

    answer = await office.send.raw(body, headers=signed(body, secret="another secret"))

    assert (answer.status, await office.keeping.queue.backlog()) == (401, 0)


async def test_a_missing_signature_is_refused(office):
    body = json.dumps(envelope(_event()))

    answer = await office.send.raw(
        body, headers={"X-Slack-Signature": "", "X-Slack-Request-Timestamp": ""}
    )

    assert answer.status == 401


@pytest.mark.parametrize("minutes", [-6, 6], ids=["too old", "from the future"])
async def test_a_stale_timestamp_is_refused(office, minutes):
    answer = await office.send.raw(json.dumps(envelope(_event())), at=time.time() + minutes * 60)

    assert (answer.status, await office.keeping.queue.backlog()) == (401, 0)


async def test_a_timestamp_within_five_minutes_is_taken(office):
    answer = await office.send.raw(json.dumps(envelope(_event())), at=time.time() - 4 * 60)

    assert answer.status == 200


@pytest.mark.parametrize(
    "body",
    ["{", "[]", '"text"', "null", "", "[" * 100_000, '{"type": "event_callback"'],
    ids=["cut", "list", "text", "null", "empty", "deep", "half"],
)
async def test_a_body_that_is_no_json_object_is_malformed(office, body):
    answer = await office.send.raw(body)

    assert answer.status == 400


async def test_a_form_whose_payload_is_no_json_object_is_malformed(office):
    answer = await office.send.raw("payload=%7B", kind="application/x-www-form-urlencoded")

    assert answer.status == 400


async def test_an_event_without_an_id_is_malformed(office):
    body = envelope(_event()) | {"event_id": None}

    assert (await office.send.raw(json.dumps(body))).status == 400


async def test_a_body_over_the_limit_is_too_large(office):
    event = _event() | {"text": "x" * 100_000}

    answer = await office.send.event(event)

    assert (answer.status, await office.keeping.queue.backlog()) == (413, 0)


async def test_a_body_just_under_the_limit_is_taken(office):
    event = _event() | {"text": "x" * 98_000}

    assert (await office.send.event(event)).status == 200


async def test_an_unknown_event_is_acknowledged_and_counted(office):
    answer = await office.send.event({"type": "dnd_updated", "user": "UADA"})

    assert (answer.status, await office.keeping.queue.backlog()) == (200, 0)
    assert office.counted("events_received", platform="slack", outcome="unknown") == 1


async def test_an_unknown_interaction_is_acknowledged_and_counted(office):
    payload = {
        "type": "shortcut",
        "callback_id": "nobody",
        "user": {"id": "UADA", "team_id": HOME},
        "team": {"id": HOME},
        "trigger_id": "1",
    }

    answer = await office.send.interaction(payload)

    assert answer.status == 200
    assert office.counted("events_received", platform="slack", outcome="unknown") == 1


async def test_refusals_are_counted_by_reason(office):
    await office.send.raw("{")
    await office.send.raw("{}", headers={"X-Slack-Signature": "v0=00"})

    assert office.counted("requests_refused", platform="slack", reason="malformed") == 1
    assert office.counted("requests_refused", platform="slack", reason="wrong_signature") == 1


async def test_an_event_of_a_workspace_without_the_app_is_dropped_without_failure(office):
    elsewhere = [{"team_id": "T0ELSE", "enterprise_id": None, "is_enterprise_install": False}]

    answer = await office.tell(_event(), authorizations=elsewhere)

    assert answer.status == 200
    assert await office.keeping.queue.list_set_aside() == []
