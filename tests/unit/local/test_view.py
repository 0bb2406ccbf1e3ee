"""Who sees what."""

import pytest

from bot.domain.notice import MASK, Notice, warning
from bot.domain.reply import ReplyKind
from bot.local.choice import ChosenPolicies
from bot.local.people import PEOPLE
from bot.local.posts import Answer, Checked, PostState
from bot.local.view import draw_post, draw_room
from bot.policy.engine import PolicyBook
from tests.builders import decision, message, ref
from tests.unit.local.building import posted, room, with_file

DECIDED = decision(ref=ref(conversation="benefits-team"))
WARNING = warning(DECIDED, message())


def drawn(chat, who):
    return draw_post(chat.find("M1"), PEOPLE[who])


def warned_room(text="my ssn is 536-22-8731"):
    chat = room()
    chat.put(posted(text))
    chat.warn(chat.find("M1"), WARNING, DECIDED)
    return chat


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        pytest.param("dana", True, id="the author"),
        pytest.param("marcus", False, id="a colleague"),
        pytest.param("helen", False, id="the supervisor"),
    ],
)
def test_only_the_author_sees_the_warning_and_the_look(who, sees):
    chat = warned_room()
    chat.looked_at(chat.find("M1"), Checked(revision=0, took_ms=12, decision=DECIDED))

    post = drawn(chat, who)

    assert (bool(post["warning"]), bool(post["checked"])) == (sees, sees)


def test_a_conversation_is_seen_by_its_members_only():
    assert drawn(warned_room(), "priya") is None


def test_a_warning_names_the_kind_masks_the_value_and_cites_the_clause():
    shown = drawn(warned_room(), "dana")["warning"]

    assert shown["found"][0] == f"a Social Security number: {MASK}"
    assert shown["clauses"] == [
        {
            "citation": "NC CC&PS Instant Messaging, clause 3.b",
            "asks": "Confidential information stays out of instant messages.",
            "url": "",
        }
    ]
    assert "536" not in str(shown)


def test_the_reasons_behind_a_warning_are_shown():
    [rule] = drawn(warned_room(), "dana")["warning"]["why"]["rules"]

    assert rule == {
        "rule": "nc-ccps-im/confidential",
        "severity": 3,
        "grave": "high",
        "because": "a Social Security number was found",
        "clauses": ["NC CC&PS Instant Messaging, clause 3.b"],
        "findings": [
            {
                "what": "a Social Security number",
                "where": "",
                "confidence": 0.95,
                "because": "format holds, word near",
            }
        ],
    }


@pytest.mark.parametrize(
    ("who", "told"), [pytest.param("dana", 0, id="author"), pytest.param("marcus", 1, id="other")]
)
def test_everybody_but_the_author_is_told_not_to_open_a_file(who, told):
    chat = room()
    chat.put(with_file(chat))
    chat.caution(chat.find("M1"), (Notice(headline="Please do not open it."),))

    assert len(drawn(chat, who)["cautions"]) == told


@pytest.mark.parametrize(
    ("state", "who", "text", "words"),
    [
        pytest.param(PostState.VISIBLE, "marcus", "hello", "", id="visible"),
        pytest.param(PostState.HIDDEN, "dana", "hello", "", id="hidden, its author"),
        pytest.param(PostState.HIDDEN, "marcus", "", "", id="hidden, another"),
    ],
)
def test_a_hidden_message_is_read_by_its_author_only(state, who, text, words):
    chat = room()
    chat.put(posted("hello"))
    if state is PostState.HIDDEN:
        chat.hide(chat.find("M1"))

    post = drawn(chat, who)

    assert (post["text"], post["gone"]) == (text, words)


@pytest.mark.parametrize(
    ("state", "who", "words"),
    [
        (PostState.REMOVED, "dana", "Removed, as the policy asks."),
        (PostState.WITHDRAWN, "dana", "Removed at your request."),
        (PostState.WITHDRAWN, "marcus", "Removed at the author's request."),
        (PostState.DELETED, "marcus", "Deleted by its author."),
    ],
)
def test_a_gap_says_how_it_came(state, who, words):
    chat = room()
    chat.put(posted("hello"))
    chat.remove(chat.find("M1"), state)

    post = drawn(chat, who)

    assert (post["gone"], post["text"]) == (words, "")


@pytest.mark.parametrize(
    ("kind", "reason", "words", "left"),
    [
        pytest.param(
            ReplyKind.NEEDED,
            "payroll asks",
            "Recorded: it is needed. “payroll asks”",
            ["remove"],
            id="needed",
        ),
        pytest.param(
            ReplyKind.NOT_CONFIDENTIAL,
            "",
            "Recorded: you say this is not confidential.",
            ["remove"],
            id="not confidential",
        ),
    ],
)
def test_an_answer_is_shown_and_a_removal_stays_open(kind, reason, words, left):
    chat = warned_room()
    chat.answered(chat.find("M1"), Answer(kind=kind, reason=reason))

    shown = drawn(chat, "dana")["warning"]

    assert (shown["answer"], [button["kind"] for button in shown["buttons"]]) == (words, left)


def test_a_removal_at_the_authors_wish_leaves_no_button():
    chat = warned_room()
    chat.remove(chat.find("M1"), PostState.WITHDRAWN)
    chat.answered(chat.find("M1"), Answer(kind=ReplyKind.REMOVE))

    shown = drawn(chat, "dana")["warning"]

    assert (shown["answer"], shown["buttons"]) == ("Removed at your request.", [])


@pytest.mark.parametrize(
    ("checked", "words"),
    [
        pytest.param(0, "You edited the message; it is being looked at again.", id="not yet"),
        pytest.param(1, "You edited the message; the new version raises nothing.", id="clean"),
    ],
)
def test_an_edit_makes_the_earlier_warning_stale(checked, words):
    chat = warned_room()
    chat.put(posted("never mind", revision=1))
    chat.looked_at(chat.find("M1"), Checked(revision=checked, took_ms=9, decision=None))

    shown = drawn(chat, "dana")["warning"]

    assert (shown["stale"], shown["buttons"]) == (words, [])


def test_a_file_name_is_shown_without_what_could_turn_it_around():
    chat = room()
    chat.put(with_file(chat, name="list\u202efdp.exe"))

    [file] = drawn(chat, "marcus")["files"]

    assert file["name"] == "list\ufffdfdp.exe"


@pytest.mark.parametrize(
    ("who", "places"),
    [
        ("dana", ["benefits-team", "northfield-rollout", "dana-marcus"]),
        ("priya", ["northfield-rollout"]),
        ("helen", ["benefits-team", "northfield-rollout"]),
    ],
)
def test_everybody_sees_their_own_conversations(who, places):
    shown = draw_room(room(), ChosenPolicies(PolicyBook()), PEOPLE[who])

    assert [place["id"] for place in shown["places"]] == places
