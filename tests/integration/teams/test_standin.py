"""The stand-in Teams' Connector behaves as the tests of the bot rely on it to."""

import pytest

from tests.standins.teams_company import (
    ADA,
    ADMIN,
    BLIND,
    BOB,
    CY,
    GUEST,
    LUNCH,
    PARTNER,
    REPORTS,
)
from tests.standins.teams_fixtures import call, stand_in, teams
from tests.standins.teams_people import BOT_ID, PARTNER_TENANT, TENANT

__all__ = ["call", "stand_in", "teams"]  # fixtures

HELLO = {"type": "message", "text": "hello"}
CARD = {"contentType": "application/vnd.microsoft.card.adaptive", "content": {"body": []}}


def _chat_with(person, **changes):
    return {
        "bot": {"id": BOT_ID},
        "members": [{"id": person}],
        "tenantId": TENANT,
        "channelData": {"tenant": {"id": TENANT}},
        "isGroup": False,
    } | changes


def _error(answer):
    status, body = answer
    return status, body["error"]["code"]


async def test_a_chat_is_opened_once_for_each_person(call):
    first = await call.connector("POST", "/conversations", _chat_with(ADA))
    again = await call.connector("POST", "/conversations", _chat_with(ADA))
    other = await call.connector("POST", "/conversations", _chat_with(BOB))

    assert (first, again, other) == ((201, {"id": "a:ada"}), first, (201, {"id": "a:bob"}))


REFUSED_CHATS = {
    "of nobody": ({"members": []}, (400, "BadSyntax")),
    "without a tenant": ({"tenantId": None, "channelData": None}, (400, "BadSyntax")),
    "of an unknown id": ({"members": [{"id": "29:x"}]}, (400, "BadArgument")),
    "of a colleague not reached": (
        {"members": [{"id": CY}]},
        (403, "ForbiddenOperationException"),
    ),
    "of a partner": ({"members": [{"id": PARTNER}]}, (403, "ForbiddenOperationException")),
    "in another tenant": ({"tenantId": PARTNER_TENANT}, (403, "ForbiddenOperationException")),
    "of another bot": ({"bot": {"id": "28:other"}}, (403, "BotNotRegistered")),
}


@pytest.mark.parametrize(("changes", "refusal"), REFUSED_CHATS.values(), ids=REFUSED_CHATS)
async def test_a_chat_is_refused(call, changes, refusal):
    answer = await call.connector("POST", "/conversations", _chat_with(ADA, **changes))

    assert _error(answer) == refusal


async def test_a_guest_is_reached_through_a_team_that_has_the_app(call):
    assert await call.connector("POST", "/conversations", _chat_with(GUEST)) == (
        201,
        {"id": "a:guest"},
    )


async def test_a_new_post_begins_a_thread_and_can_be_answered_in_it(call, teams):
    body = {"isGroup": True, "channelData": {"channel": {"id": REPORTS}}, "activity": HELLO}

    status, made = await call.connector("POST", "/conversations", body)
    answer = await call.connector("POST", f"/conversations/{made['id']}/activities", HELLO)

    root = made["activityId"]
    assert (status, made["id"]) == (201, f"{REPORTS};messageid={root}")
    assert [one.root for one in teams.world.told_in(REPORTS)] == [root, root]
    assert answer[0] == 201


async def test_a_reply_goes_to_the_thread_of_what_it_answers(call, teams):
    said = teams.world.say(REPORTS, ADA, "one")
    later = teams.world.say(REPORTS, BOB, "two", root=said.id)

    status, made = await call.connector(
        "POST", f"/conversations/{REPORTS}/activities/{later.id}", HELLO
    )

    kept = teams.world.messages[made["id"]]
    assert (status, kept.root, kept.reply_to) == (201, said.id, later.id)


async def test_what_the_bot_said_is_changed_and_taken_back(call, teams):
    place = f"/conversations/{LUNCH}/activities"
    _status, made = await call.connector("POST", place, HELLO)

    changed = await call.connector("PUT", f"{place}/{made['id']}", HELLO | {"text": "bye"})
    standing = teams.world.sent_in(LUNCH)
    taken = await call.connector("DELETE", f"{place}/{made['id']}")
    again = await call.connector("DELETE", f"{place}/{made['id']}")

    assert (changed, taken) == ((200, made), (200, None))
    assert standing == [{"type": "message", "text": "bye", "id": made["id"]}]
    assert teams.world.sent_in(LUNCH) == []
    assert _error(again) == (404, "ActivityNotFoundInConversation")


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
async def test_what_people_said_is_not_the_bots_to_change(call, teams, method):
    said = teams.world.say(LUNCH, ADA, "mine")

    answer = await call.connector(method, f"/conversations/{LUNCH}/activities/{said.id}", HELLO)

    assert _error(answer) == (403, "NotEnoughPermissions")


async def test_text_with_a_card_becomes_two_messages_without_an_id(call, teams):
    answer = await call.connector(
        "POST", f"/conversations/{LUNCH}/activities", HELLO | {"attachments": [CARD]}
    )

    kept = [(one["text"], one["attachments"]) for one in teams.world.sent_in(LUNCH)]
    assert (answer, kept) == ((201, {}), [("hello", []), ("", [CARD])])


REFUSED_ACTIVITIES = {
    "to a place that is not there": ("19:no@thread.v2", HELLO, (404, "ConversationNotFound")),
    "where the app is not": (BLIND, HELLO, (403, "BotNotInConversationRoster")),
    "without a type": (LUNCH, {"text": "x"}, (400, "MissingProperty")),
    "that is no object": (LUNCH, [], (400, "BadSyntax")),
    "that is too large": (LUNCH, HELLO | {"text": "x" * 100_001}, (413, "MessageSizeTooBig")),
}


@pytest.mark.parametrize(
    ("place", "activity", "refusal"), REFUSED_ACTIVITIES.values(), ids=REFUSED_ACTIVITIES
)
async def test_an_activity_is_refused(call, place, activity, refusal):
    answer = await call.connector("POST", f"/conversations/{place}/activities", activity)

    assert _error(answer) == refusal


UNHEARD = {"after they blocked it": {"has_blocked": True}, "uninstalled": {"is_installed": False}}


@pytest.mark.parametrize("state", UNHEARD.values(), ids=UNHEARD)
async def test_a_person_who_does_not_want_the_bot_is_not_written_to(call, teams, state):
    await call.connector("POST", "/conversations", _chat_with(ADA))
    for name, value in state.items():
        setattr(teams.world.people[ADA], name, value)
    for place in teams.world.conversations.values():
        place.has_bot = place.kind == "personal"

    status, body = await call.connector("POST", "/conversations/a:ada/activities", HELLO)

    assert (status, body["error"]["subCode"]) == (403, "MessageWritesBlocked")


async def test_a_targeted_message_is_for_one_person(call, teams):
    place = f"/conversations/{REPORTS}/activities"
    only_ada = HELLO | {"recipient": {"id": ADA}}

    sent = await call.connector("POST", f"{place}?isTargetedActivity=true", only_ada)
    one = f"{place}/{sent[1]['id']}"
    untargeted = await call.connector("PUT", one, HELLO)
    with_recipient = await call.connector("PUT", f"{one}?isTargetedActivity=true", only_ada)
    changed = await call.connector("PUT", f"{one}?isTargetedActivity=true", HELLO)
    taken = await call.connector("DELETE", f"{one}?isTargetedActivity=true")

    assert [one.target for one in teams.world.told_in(REPORTS)] == [ADA]
    assert _error(untargeted) == (404, "ActivityNotFoundInConversation")
    assert _error(with_recipient) == (400, "BadArgument")
    assert (sent[0], changed[0], taken[0]) == (201, 200, 200)


REFUSED_TARGETS = {
    "without a recipient": (REPORTS, HELLO, (400, "BadArgument")),
    "to somebody who is not there": (
        REPORTS,
        HELLO | {"recipient": {"id": GUEST}},
        (404, "BotNotInConversationRoster"),
    ),
    "in a chat of two": ("a:ada", HELLO | {"recipient": {"id": ADA}}, (400, "BadArgument")),
}


@pytest.mark.parametrize(
    ("place", "activity", "refusal"), REFUSED_TARGETS.values(), ids=REFUSED_TARGETS
)
async def test_a_targeted_message_is_refused(call, teams, place, activity, refusal):
    teams.world.direct(ADA)

    answer = await call.connector(
        "POST", f"/conversations/{place}/activities?isTargetedActivity=true", activity
    )

    assert _error(answer) == refusal


BAD_TOKENS = {"none": "", "unknown": "x", "for Graph": "token-for-graph"}


@pytest.mark.parametrize("token", BAD_TOKENS.values(), ids=BAD_TOKENS)
async def test_a_call_without_a_good_token_is_refused(call, token):
    answer = await call.connector("GET", f"/conversations/{LUNCH}/members", token=token)

    assert _error(answer) == (401, "Unauthorized")


FAULTS = {
    "too many requests": {"status": 429, "code": "Throttled", "retry_after": 7},
    "a failed condition": {"status": 412, "code": "PreconditionFailed"},
    "a bad gateway": {"status": 502},
    "a slow gateway": {"status": 504},
    "blocked": {"status": 403, "code": "Forbidden", "sub_code": "MessageWritesBlocked"},
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
async def test_a_fault_lasts_as_many_calls_as_it_was_told_to(call, teams, fault):
    teams.world.fail("activities.send", times=2, **fault)
    place = f"/conversations/{LUNCH}/activities"

    first = await call.connector("POST", place, HELLO)
    waits = call.headers.get("Retry-After")
    second = await call.connector("POST", place, HELLO)
    third = await call.connector("POST", place, HELLO)

    assert [first[0], second[0], third[0]] == [fault["status"], fault["status"], 201]
    assert waits == ("7" if fault["status"] == 429 else None)
    assert len(teams.world.sent_in(LUNCH)) == 1
    assert first[1]["error"].get("subCode") == fault.get("sub_code")


async def test_an_answer_can_be_lost_after_the_message_is_said(call, teams):
    teams.world.fail("activities.send", status=502, after=True)

    answer = await call.connector("POST", f"/conversations/{LUNCH}/activities", HELLO)

    assert (answer[0], len(teams.world.sent_in(LUNCH))) == (502, 1)


async def test_a_process_of_its_own_is_driven_over_http(call, teams):
    url = f"{teams.origin}/_ctl"
    told = {"conversation": LUNCH, "person": ADA, "text": "hello"}
    failing = {"operation": "activities.send", "status": 502}

    _status, activity = await call.post(f"{url}/say", told)
    await call.post(f"{url}/fail", failing)
    failed = await call.connector("POST", f"/conversations/{LUNCH}/activities", HELLO)
    await call.connector("POST", f"/conversations/{LUNCH}/activities", HELLO)
    _status, sent = await call.get(f"{url}/messages/{LUNCH}")
    _status, calls = await call.get(f"{url}/calls?operation=activities.send")
    await call.post(f"{url}/reset", {})

    assert (activity["text"], failed[0], [one["text"] for one in sent]) == ("hello", 502, ["hello"])
    assert ([one["body"] for one in calls], teams.world.calls) == ([HELLO, HELLO], [])


async def test_a_call_is_noted_with_its_token_and_host(call, teams):
    await call.connector("GET", f"/conversations/{LUNCH}/members/{ADMIN}")

    [noted] = teams.world.calls_to("members.get")
    assert (noted.bearer, noted.host) == ("token-for-the-connector", "127.0.0.1")
