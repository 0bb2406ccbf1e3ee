"""The strictest prevails, per dimension, and it is said who won over whom."""

from datetime import timedelta

from bot.domain.decision import Action, ActionKind, Dimension, Prevailing, Severity
from bot.policy.composition import LADDER, actions_of, gravest_first, prevailing_of
from tests.builders import clause, match


def one(policy, *actions, severity=Severity.MEDIUM, **changes):
    return match(
        policy=policy,
        rule="rule",
        clauses=(clause(policy=policy, policy_title=policy.upper(), number="1"),),
        actions=actions,
        severity=severity,
        **changes,
    )


WARNS = one("a", ActionKind.WARN_AUTHOR)
REMOVES = one("b", ActionKind.WARN_AUTHOR, ActionKind.REMOVE_MESSAGE)
OPENS = one("c", ActionKind.OPEN_CASE, severity=Severity.HIGH)


def test_the_ladder_is_the_closed_list_weakest_first():
    assert list(ActionKind) == list(LADDER)
    assert LADDER[-1] is ActionKind.REMOVE_MESSAGE


def test_the_gravest_comes_first_then_who_does_more_then_the_name():
    same = one("0", ActionKind.WARN_AUTHOR)

    assert gravest_first([WARNS, same, REMOVES, OPENS]) == (OPENS, REMOVES, same, WARNS)


def test_there_is_one_action_of_each_kind_strictest_first():
    assert actions_of([OPENS, REMOVES, WARNS]) == (
        Action(kind=ActionKind.REMOVE_MESSAGE, cites=("b/rule",)),
        Action(kind=ActionKind.OPEN_CASE, cites=("c/rule",)),
        Action(kind=ActionKind.WARN_AUTHOR, cites=("b/rule", "a/rule")),
    )


def test_every_group_named_is_told():
    legal = one("a", ActionKind.NOTIFY_ADMINS, tell=("legal", "admins"))
    admins = one("b", ActionKind.NOTIFY_ADMINS, tell=("admins",))
    records = one("c", ActionKind.NOTIFY_ADMINS, tell=("records",))

    assert actions_of([legal, admins, records]) == (
        Action(
            kind=ActionKind.NOTIFY_ADMINS,
            cites=("a/rule", "b/rule", "c/rule"),
            tell=("admins", "legal", "records"),
        ),
    )
    assert prevailing_of([legal, admins, records])[1] == Prevailing(
        dimension=Dimension.TOLD,
        value="admins, legal, records",
        won="A, clause 1; C, clause 1",
        over=("B, clause 1",),
    )


def test_the_record_is_kept_the_longest_anybody_asks():
    year = one("a", ActionKind.KEEP_RECORD, keep=timedelta(days=365))
    month = one("b", ActionKind.KEEP_RECORD, keep=timedelta(days=30))

    assert actions_of([month, year]) == (
        Action(kind=ActionKind.KEEP_RECORD, cites=("b/rule", "a/rule"), keep=timedelta(days=365)),
    )
    assert prevailing_of([month, year, WARNS])[1] == Prevailing(
        dimension=Dimension.KEPT, value="1 year", won="A, clause 1", over=("B, clause 1",)
    )


def test_what_is_done_is_won_by_the_highest_rung():
    assert prevailing_of([OPENS, REMOVES, WARNS]) == (
        Prevailing(
            dimension=Dimension.DONE,
            value="remove_message",
            won="B, clause 1",
            over=("C, clause 1", "A, clause 1"),
        ),
    )


def test_those_who_ask_alike_win_together():
    again = one("d", ActionKind.REMOVE_MESSAGE)

    assert prevailing_of([REMOVES, again]) == (
        Prevailing(
            dimension=Dimension.DONE, value="remove_message", won="B, clause 1; D, clause 1"
        ),
    )


def test_without_a_match_nothing_is_done_and_nobody_won():
    assert actions_of([]) == ()
    assert prevailing_of([]) == ()
