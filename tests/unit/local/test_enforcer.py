"""Actions are done in the room, and the outcome says so."""

import pytest

from bot.domain.decision import ActionKind, ActionOutcome, OutcomeStatus
from bot.local.enforcer import LocalEnforcer
from bot.local.posts import PostState
from tests.builders import action, attachment, decision, match, message, ref
from tests.unit.local.building import posted, room, with_file

REF = ref(tenant="harbor-county", conversation="benefits-team")
FILE = attachment()


def decided(*kinds):
    actions = tuple(action(kind, tell=("admins",)) for kind in kinds)
    return decision(ref=REF, matches=(match(actions=kinds),), actions=actions)


async def enforce(chat, kind, *, by_policy=True):
    made = decided(*([kind] if by_policy else [ActionKind.WARN_AUTHOR]))
    acting = action(kind, tell=("admins",))
    about = message("my text", ref=REF, attachments=(FILE,))
    return await LocalEnforcer(chat).enforce(acting, about, made)


def seen(post):
    return {
        "text": post.text,
        "state": post.state,
        "files gone": all(file.is_removed for file in post.files),
        "warned": post.warned is not None,
        "cautions": len(post.cautions),
        "announced": len(post.announced),
    }


UNTOUCHED = {
    "text": "my text",
    "state": PostState.VISIBLE,
    "files gone": False,
    "warned": False,
    "cautions": 0,
    "announced": 0,
}


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        pytest.param(ActionKind.WARN_AUTHOR, {"warned": True}, id="warn the author"),
        pytest.param(ActionKind.WARN_RECIPIENTS, {"cautions": 1}, id="warn the recipients"),
        pytest.param(ActionKind.POST_NOTICE, {"announced": 1}, id="post a notice"),
        pytest.param(ActionKind.NOTIFY_ADMINS, {}, id="notify the admins"),
        pytest.param(ActionKind.HIDE_MESSAGE, {"state": PostState.HIDDEN}, id="hide"),
        pytest.param(ActionKind.REMOVE_ATTACHMENT, {"files gone": True}, id="remove the file"),
        pytest.param(
            ActionKind.REMOVE_MESSAGE,
            {"text": "", "state": PostState.REMOVED, "files gone": True},
            id="remove the message",
        ),
    ],
)
async def test_an_action_changes_what_it_names_and_nothing_else(kind, changed):
    chat = room()
    chat.put(with_file(chat, text="my text"))

    outcome = await enforce(chat, kind)

    assert seen(chat.find("M1")) == UNTOUCHED | changed
    assert (outcome.kind, outcome.status, outcome.receipt) == (kind, OutcomeStatus.DONE, REF.key)
    assert len(chat.notes()) == (kind is ActionKind.NOTIFY_ADMINS)


async def test_hiding_what_is_removed_does_not_bring_it_back():
    chat = room()
    chat.put(posted("my text"))

    await enforce(chat, ActionKind.REMOVE_MESSAGE)
    await enforce(chat, ActionKind.HIDE_MESSAGE)

    assert chat.find("M1").state is PostState.REMOVED


async def test_a_removal_that_no_policy_decided_is_the_authors_wish():
    chat = room()
    chat.put(posted("my text"))

    await enforce(chat, ActionKind.REMOVE_MESSAGE, by_policy=False)

    assert chat.find("M1").state is PostState.WITHDRAWN


async def test_a_message_that_is_no_longer_there_cannot_be_reached():
    outcome = await enforce(room(), ActionKind.WARN_AUTHOR)

    assert outcome == ActionOutcome(
        kind=ActionKind.WARN_AUTHOR,
        status=OutcomeStatus.UNREACHABLE,
        detail="the message is no longer in the chat",
    )


@pytest.mark.parametrize(
    "kind",
    [ActionKind.OPEN_CASE, ActionKind.KEEP_RECORD, ActionKind.ASK_JUSTIFICATION],
)
async def test_what_the_record_meets_needs_nothing_from_the_chat(kind):
    outcome = await enforce(room(), kind)

    assert (outcome.status, outcome.detail) == (OutcomeStatus.DONE, "met by the record itself")


_RECALLED = [
    ActionKind.WARN_AUTHOR,
    ActionKind.WARN_RECIPIENTS,
    ActionKind.POST_NOTICE,
    ActionKind.NOTIFY_ADMINS,
    ActionKind.HIDE_MESSAGE,
    ActionKind.REMOVE_ATTACHMENT,
    ActionKind.REMOVE_MESSAGE,
]


@pytest.mark.parametrize("kind", _RECALLED)
async def test_what_was_done_is_recalled_and_what_was_not_is_not(kind):
    chat = room()
    chat.put(with_file(chat, text="my text"))
    acting, about = action(kind), message("my text", ref=REF, attachments=(FILE,))

    before = await LocalEnforcer(chat).recall(acting, about, decided(kind))
    done = await enforce(chat, kind)
    after = await LocalEnforcer(chat).recall(acting, about, decided(kind))

    assert (before, after) == (None, done)


async def test_the_warning_about_an_earlier_revision_is_not_taken_for_this_ones():
    chat = room()
    chat.put(posted("my text"))
    await enforce(chat, ActionKind.WARN_AUTHOR)
    later = message("my text", ref=ref(tenant="harbor-county", revision="1"))

    recalled = await LocalEnforcer(chat).recall(action(), later, decision(ref=later.ref))

    assert recalled is None
