"""All faults of all files are reported at once; the shipped library has none."""

from datetime import date

import pytest

from bot.errors import PolicyFaults
from bot.policy.engine import PolicyBook
from bot.policy.file_format import Mode
from bot.policy.loader import LIBRARY, load_policies, overdue_reviews
from tests.unit.policy.building import POLICY, book, changed


def test_the_policies_of_all_folders_are_loaded_in_the_order_of_their_ids(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    (first / "house-rules.yaml").write_text(POLICY)
    (second / "attic-rules.yaml").write_text(POLICY.replace("house-rules", "attic-rules"))
    (second / "notes.txt").write_text("no policy")

    loaded = load_policies([first, second])

    assert [policy.id for policy in loaded.policies] == ["attic-rules", "house-rules"]


def test_the_library_loads_and_everything_in_it_begins_on_trial():
    loaded = load_policies([LIBRARY])

    assert {policy.id: policy.mode for policy in loaded.policies} == dict.fromkeys(
        ("al-630-04", "nc-ccps-im", "or-dhs-070-010", "wv-po1010"), Mode.SHADOW
    )


def test_all_faults_of_all_files_are_told_at_once(tmp_path):
    one, other = tmp_path / "house-rules.yaml", tmp_path / "other-rules.yaml"
    one.write_text(changed("severity: high", "severity: hi\n    colour: red"))
    other.write_text("policy: other-rules\npolicy: other-rules\n")

    with pytest.raises(PolicyFaults) as caught:
        load_policies([tmp_path, tmp_path / "nowhere"])

    lines = str(caught.value).splitlines()
    assert lines[0].strip() == "The policy files have faults; nothing was loaded."
    assert lines[1:4] == [
        f"{one}:17: unknown severity “hi”; did you mean “high”?",
        (
            f"{one}:18: unknown key “colour” in a rule; known: actions, cites, false_positives,"
            " keep, rule, severity, tell, triage, when"
        ),
        f"{tmp_path / 'nowhere'}:0: there is no such folder",
    ]
    assert f"{other}:2: “policy” is given twice (first on line 1)" in lines
    assert f"{other}:1: “title” is missing" in lines


def test_an_id_can_be_taken_once(tmp_path):
    again = tmp_path / "again"
    again.mkdir()
    for folder in (tmp_path, again):
        (folder / "house-rules.yaml").write_text(POLICY)

    with pytest.raises(PolicyFaults) as caught:
        load_policies([tmp_path, again])

    assert str(caught.value).splitlines()[1:] == [
        (
            f"{again / 'house-rules.yaml'}:1: the id “house-rules” is taken by"
            f" {tmp_path / 'house-rules.yaml'}"
        )
    ]


def test_a_file_that_would_be_passed_over_is_a_fault(tmp_path):
    (tmp_path / "house-rules.yml").write_text(POLICY)

    with pytest.raises(PolicyFaults, match=r"house-rules\.yml:1: would be passed over"):
        load_policies([tmp_path])


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path):
    (tmp_path / "house-rules.yaml").mkdir()

    with pytest.raises(PolicyFaults, match=r"house-rules\.yaml:1: cannot be read: Is a directory"):
        load_policies([tmp_path])


def test_no_folder_is_an_empty_book():
    assert load_policies([]) == PolicyBook()


@pytest.mark.parametrize(
    ("today", "warnings"),
    [
        pytest.param(date(2027, 1, 1), [], id="on the day"),
        pytest.param(date(2027, 1, 2), ["was to be reviewed by 2027-01-01"], id="the day after"),
    ],
)
def test_a_review_that_is_due_is_a_warning_on_its_line(tmp_path, today, warnings):
    found = overdue_reviews(book(tmp_path, POLICY), today)

    assert [one.what for one in found] == warnings
    assert [one.line for one in found] == [6] * len(warnings)
