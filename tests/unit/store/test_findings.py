"""A verdict is written with each finding once, and read back as it was."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.finding import Finding
from bot.store.findings import Verdict, compact, whole
from bot.store.records import Records
from bot.store.sealed import AesGcmSealer
from tests import builders as b

ONE, TWO, THREE = (b.finding(start=n, end=n + 1) for n in range(3))
RECORDS = Records(AesGcmSealer([b"k" * 32]))


def verdict(found, *held, on_trial=()):
    return Verdict(
        b.result(findings=found, categories={"PII": 0.9}),
        b.decision(
            matches=tuple(b.match(rule=f"r{n}", findings=each) for n, each in enumerate(held)),
            shadow_matches=tuple(b.match(rule="on-trial", findings=each) for each in on_trial),
        ),
    )


def test_a_finding_is_written_once_however_many_rules_hold_for_it():
    kept = compact(verdict((ONE, TWO, THREE), (ONE, TWO, THREE), (TWO,), on_trial=[(ONE, THREE)]))

    assert len(kept.findings.rows) == 3
    assert kept.findings.result == [[0, 3]]
    assert kept.findings.matches == [[[0, 3]], [[1, 1]]]
    assert kept.findings.shadow_matches == [[[0, 1], [2, 1]]]


def test_words_are_written_once():
    kept = compact(verdict((ONE, TWO, b.finding(label="IBAN_CODE"))))

    assert kept.findings.words == ["US_SSN", "body", "format holds, word near", "IBAN_CODE"]


def test_a_match_without_findings_and_one_with_a_finding_of_its_own_are_kept():
    whole_one = verdict((), (), (ONE,))

    assert whole(compact(whole_one)) == whole_one


def test_a_sealed_verdict_opens_as_it_was():
    sealed = verdict((ONE, TWO), (TWO, ONE), on_trial=[(THREE, THREE)])

    assert RECORDS.open_verdict(RECORDS.seal_verdict(sealed, b.ref()), b.ref()) == sealed


def test_ten_thousand_findings_under_nine_rules_take_a_few_hundred_kilobytes():
    many = tuple(
        b.finding(part=f"attachment:F1:rows {n // 200}", start=n, end=n + 11) for n in range(10_000)
    )

    sealed = RECORDS.seal_verdict(verdict(many, *[many] * 9), b.ref())

    assert len(sealed) < 400_000


FINDINGS = st.builds(
    Finding,
    label=st.sampled_from(["US_SSN", "IBAN_CODE"]),
    part=st.text(max_size=3),
    start=st.integers(0, 9),
    end=st.integers(0, 9),
    confidence=st.floats(0, 1),
    because=st.text(max_size=3),
)
TUPLES = st.lists(FINDINGS, max_size=6).map(tuple)


@given(TUPLES, st.lists(TUPLES, max_size=3), st.lists(TUPLES, max_size=2))
def test_nothing_is_lost(found, held, on_trial):
    said = verdict(found, *held, on_trial=on_trial)

    assert whole(compact(said)) == said
