"""What Graph is told follows from what was decided, and quotes nothing of the message."""

import pytest

from bot.domain.decision import ActionKind
from bot.domain.message import AudienceKind
from bot.domain.reply import ReplyKind
from bot.teams.graph.verdicts import answers_in
from bot.teams.graph.violation import lifted, violation
from tests import builders as b
from tests.unit.teams.graph.building import blocking_decision

HIDE, REMOVE, FILE, WARN = (
    ActionKind.HIDE_MESSAGE,
    ActionKind.REMOVE_MESSAGE,
    ActionKind.REMOVE_ATTACHMENT,
    ActionKind.WARN_AUTHOR,
)
SECRET = "her ssn is 536-22-8765"


def _told(kind, *, audience=AudienceKind.EXTERNAL, for_outsiders=False, decision=None):
    message = b.message(SECRET, audience=b.audience(audience))
    return violation(
        decision or blocking_decision(kind),
        message,
        kind,
        is_for_outsiders=lambda _rule: for_outsiders,
    )


ACTIONS = {
    "removal": (REMOVE, "external", True, "BlockAccess"),
    "removal of a file": (FILE, "external", True, "BlockAccess"),
    "hiding": (HIDE, "external", False, "BlockAccess"),
    "hiding from outsiders alone": (HIDE, "external", True, "BlockAccessExternal"),
    "hiding from guests": (HIDE, "guest", True, "BlockAccess"),
    "hiding from who knows whom": (HIDE, "unknown", True, "BlockAccess"),
    "a warning": (WARN, "external", True, "NotifySender"),
}


@pytest.mark.parametrize(
    ("kind", "audience", "for_outsiders", "action"), ACTIONS.values(), ids=ACTIONS
)
def test_what_is_done(kind, audience, for_outsiders, action):
    told = _told(kind, audience=audience, for_outsiders=for_outsiders)

    assert told["dlpAction"] == action


VERDICTS = {
    "a justification is asked for": (
        blocking_decision(REMOVE),
        "AllowOverrideWithJustification,AllowFalsePositiveOverride",
    ),
    "none is": (b.decision(actions=(b.action(REMOVE),)), "None"),
}


@pytest.mark.parametrize(("decision", "verdict"), VERDICTS.values(), ids=VERDICTS)
def test_a_block_is_overridden_only_where(decision, verdict):
    assert _told(REMOVE, decision=decision)["verdictDetails"] == verdict


def test_nothing_of_the_message_is_told():
    told = str(_told(REMOVE))

    assert all(word not in told for word in ("536", "8765", "ssn"))


URLS = {"https": ("https://policies.example/im", True), "none": ("", False), "file": ("x:y", False)}


@pytest.mark.parametrize(("url", "is_told"), URLS.values(), ids=URLS)
def test_a_page_is_named_if_the_clause_has_one(url, is_told):
    match = b.match(clauses=(b.clause(url=url),))
    decision = b.decision(matches=(match,), actions=(b.action(REMOVE),))

    tip = _told(REMOVE, decision=decision)["policyTip"]

    assert tip.get("complianceUrl") == (url if is_told else None)


def test_a_removal_the_author_asked_for_cites_all_that_matched():
    told = _told(REMOVE, decision=b.decision(actions=()))

    assert "clause 3.b" in told["policyTip"]["generalText"]


def test_a_lifted_block_leaves_nothing():
    assert lifted() == {"dlpAction": "None", "verdictDetails": "None", "policyTip": None}


ANSWERS = {
    "nothing": ("none", ()),
    "an override": ("override", (ReplyKind.NEEDED,)),
    "a false positive": ("ReportFalsePositive", (ReplyKind.NOT_CONFIDENTIAL,)),
    "both": ("override, reportFalsePositive", (ReplyKind.NEEDED, ReplyKind.NOT_CONFIDENTIAL)),
    "something new": ("appeal", ()),
    "no text": (None, ()),
}


@pytest.mark.parametrize(("told", "kinds"), ANSWERS.values(), ids=ANSWERS)
def test_what_an_author_answered(told, kinds):
    assert answers_in({"userAction": told}) == kinds
