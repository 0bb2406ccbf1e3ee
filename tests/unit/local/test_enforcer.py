"""Actions are done in the room, and the outcome says so."""

import pytest

from bot.domain.decision import ActionKind, ActionOutcome, OutcomeStatus
from bot.local.enforcer import LocalEnforcer
from bot.local.posts import PostState
from tests.builders import action, attachment, decision, match, message, ref
from tests.unit.local.building import posted, room, with_file, with_files

REF = ref(tenant="harbor-county", conversation="benefits-team")


def decided(*kinds):
    actions = tuple(action(kind, tell=("admins",)) for kind in kinds)
    return decision(ref=REF, matches=(match(actions=kinds),), actions=actions)


def about(chat):
    """The message behind the post, with the files that the post has."""
    post = chat.find("M1")
    files = post.files if post else ()
    return message(
        "my text", ref=REF, attachments=tuple(attachment(id=f.id, name=f.name) for f in files)
    )


async def enforce(chat, kind, *, by_policy=True):
    made = decided(*([kind] if by_policy else [ActionKind.WARN_AUTHOR]))
    acting = action(kind, tell=("admins",))
    return await LocalEnforcer(chat).enforce(acting, about(chat), made)


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
    acting, sent = action(kind), about(chat)

    before = await LocalEnforcer(chat).recall(acting, sent, decided(kind))
    done = await enforce(chat, kind)
    after = await LocalEnforcer(chat).recall(acting, sent, decided(kind))

    assert (before, after) == (None, done)


def about_one_file(chat, kind, name):
    """A decision whose rule held for the file of that name alone, and its action."""
    [file] = [file.id for file in chat.find("M1").files if file.name == name]
    rule = match(findings=(), categories=(), attachments=(file,), actions=(kind,))
    return action(kind), decision(ref=REF, matches=(rule,), actions=(action(kind),))


async def test_only_the_file_a_rule_is_about_is_removed_and_recalled_as_removed():
    chat = room()
    chat.put(with_files(chat, "minutes.pdf", "setup.exe"))
    acting, decided_on = about_one_file(chat, ActionKind.REMOVE_ATTACHMENT, "setup.exe")

    await LocalEnforcer(chat).enforce(acting, about(chat), decided_on)
    recalled = await LocalEnforcer(chat).recall(acting, about(chat), decided_on)

    removed = {file.name: file.is_removed for file in chat.find("M1").files}
    assert removed == {"minutes.pdf": False, "setup.exe": True}
    assert recalled.status is OutcomeStatus.DONE


async def test_the_others_are_warned_of_the_file_a_rule_is_about_once():
    chat = room()
    chat.put(with_files(chat, "minutes.pdf", "setup.exe"))
    acting, decided_on = about_one_file(chat, ActionKind.WARN_RECIPIENTS, "setup.exe")

    await LocalEnforcer(chat).enforce(acting, about(chat), decided_on)

    assert [told.headline for told in chat.find("M1").cautions] == [
        "Please do not open “setup.exe”."
    ]


async def test_the_warning_about_an_earlier_revision_is_not_taken_for_this_ones():
    chat = room()
    chat.put(posted("my text"))
    await enforce(chat, ActionKind.WARN_AUTHOR)
    later = message("my text", ref=ref(tenant="harbor-county", revision="1"))

    recalled = await LocalEnforcer(chat).recall(action(), later, decision(ref=later.ref))

    assert recalled is None
