"""However policies are put together, adding one never loosens a decision."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.decision import ActionKind, Severity
from bot.domain.message import AudienceKind, Standing
from bot.policy.conditions.conduct import EditedCondition, RateCondition
from bot.policy.conditions.content import CategoryCondition, FindingCondition, OffChannelCondition
from bot.policy.conditions.files import UnfinishedCondition
from bot.policy.conditions.logic import AllOf, AnyOf, Not
from bot.policy.conditions.people import AudienceCondition, AuthorCondition
from bot.policy.engine import PolicyBook
from bot.policy.file_format import Mode, Policy, Rule, Scope
from tests.builders import NOON, audience, author, clause, finding, message, result
from tests.unit.policy.building import before

LABELS = ("US_SSN", "CREDIT_CARD")
CATEGORIES = ("PII", "PHI", "OFF_CHANNEL", "JOKE")
MESSENGERS = ("signal", "teams")

simple = st.one_of(
    st.builds(FindingCondition, labels=st.sampled_from(LABELS).map(lambda one: (one,))),
    st.builds(CategoryCondition, names=st.sampled_from(CATEGORIES).map(lambda one: (one,))),
    st.builds(OffChannelCondition, unless_approved=st.booleans()),
    st.builds(AudienceCondition, kinds=st.sampled_from(AudienceKind).map(lambda one: (one,))),
    st.builds(AuthorCondition, standings=st.sampled_from(Standing).map(lambda one: (one,))),
    st.builds(
        RateCondition, of=st.just("messages"), over=st.integers(0, 3), within=st.just(timedelta(1))
    ),
    st.just(UnfinishedCondition()),
    st.just(EditedCondition()),
)
conditions = st.recursive(
    simple,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=2).map(lambda some: AllOf(tuple(some))),
        st.lists(inner, min_size=1, max_size=2).map(lambda some: AnyOf(tuple(some))),
        inner.map(Not),
    ),
    max_leaves=4,
)


@st.composite
def rules(draw, policy, number):
    actions = draw(st.lists(st.sampled_from(ActionKind), min_size=1, max_size=4, unique=True))
    keeps, tells = ActionKind.KEEP_RECORD in actions, ActionKind.NOTIFY_ADMINS in actions
    groups = st.lists(st.sampled_from(["admins", "legal", "records"]), min_size=1, unique=True)
    return Rule(
        id=f"rule-{number}",
        cites=(clause(policy=policy, policy_title=policy, number=str(number)),),
        when=draw(conditions),
        severity=draw(st.sampled_from(Severity)),
        actions=tuple(actions),
        tell=tuple(draw(groups)) if tells else (),
        keep=timedelta(days=draw(st.integers(1, 4))) if keeps else None,
    )


@st.composite
def policies(draw, name):
    return Policy(
        id=name,
        title=name,
        mode=draw(st.sampled_from([Mode.ENFORCE, Mode.ENFORCE, Mode.SHADOW, Mode.OFF])),
        owner="owner",
        adopted=date(2026, 1, 1),
        review_by=date(2027, 1, 1),
        why="why",
        source="source",
        clauses=(),
        rules=tuple(draw(rules(name, number)) for number in range(draw(st.integers(1, 3)))),
        tests=(),
        scope=draw(st.sampled_from([Scope(), Scope(authors=(Standing.MEMBER,))])),
        approved_messengers=frozenset(draw(st.sets(st.sampled_from(MESSENGERS)))),
    )


@st.composite
def situations(draw):
    told = message(
        audience=audience(draw(st.sampled_from(AudienceKind))),
        author=author(standing=draw(st.sampled_from(Standing))),
        is_edit=draw(st.booleans()),
    )
    found = result(
        findings=tuple(finding(label=one) for one in draw(st.sets(st.sampled_from(LABELS)))),
        categories=dict.fromkeys(sorted(draw(st.sets(st.sampled_from(CATEGORIES)))), 0.9),
        messengers=frozenset(draw(st.sets(st.sampled_from(MESSENGERS)))),
        unfinished=draw(st.sampled_from([(), ("spacy",)])),
    )
    return told, found, (before(1),) * draw(st.integers(0, 3))


BOOKS = st.tuples(policies("first"), policies("second"), policies("third"))


def decide(some, situation):
    told, found, past = situation
    return PolicyBook(policies=tuple(some)).decide(told, found, past=past, now=NOON)


def dimensions(decision):
    told = decision.action(ActionKind.NOTIFY_ADMINS)
    kept = decision.action(ActionKind.KEEP_RECORD)
    return (
        {action.kind for action in decision.actions},
        set(told.tell) if told else set(),
        kept.keep if kept else timedelta(0),
        max((match.severity for match in decision.matches), default=0),
    )


@settings(max_examples=60)
@given(BOOKS, situations())
def test_adding_a_policy_never_loosens_any_dimension(some, situation):
    before_it = dimensions(decide(some[:-1], situation))
    with_it = dimensions(decide(some, situation))

    assert all(less <= more for less, more in zip(before_it, with_it, strict=True))


@settings(max_examples=60)
@given(BOOKS, situations())
def test_a_policy_on_trial_changes_nothing_that_is_done(some, situation):
    on_trial = replace(some[-1], mode=Mode.SHADOW)

    without = decide(some[:-1], situation)
    beside = decide((*some[:-1], on_trial), situation)

    assert (beside.matches, beside.actions, beside.prevailing) == (
        without.matches,
        without.actions,
        without.prevailing,
    )


@settings(max_examples=60)
@given(BOOKS, situations(), st.permutations(range(3)))
def test_the_order_of_policies_does_not_matter(some, situation, order):
    assert decide(some, situation) == decide([some[one] for one in order], situation)


@settings(max_examples=60)
@given(BOOKS, situations())
def test_every_dimension_is_won_by_somebody_and_by_nobody_it_was_stricter_than(some, situation):
    decision = decide(some, situation)
    citations = {one.citation for match in decision.matches for one in match.clauses}

    for one in decision.prevailing:
        winners = set(one.won.split("; "))
        assert winners
        assert winners | set(one.over) == citations
        assert not winners & set(one.over)
