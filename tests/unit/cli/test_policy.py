"""`chatwarden policy` tells every fault, every failed test, every hole, and why a decision fell."""

import pytest
from typer.testing import CliRunner

from bot.cli.policy import app
from bot.policy.loader import LIBRARY
from tests.unit.policy.building import POLICY, changed

NUMBER = "SSN: 219-09-9998"


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch, tmp_path):
    for name in ("CHATWARDEN_POLICY_DIR", "CHATWARDEN_PIPELINE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def written(tmp_path):
    """A folder for policy files, filled by calling it with their texts."""
    folder = tmp_path / "policies"
    folder.mkdir()

    def write(text):
        (folder / "house-rules.yaml").write_text(text)
        return str(folder)

    return write


def run(*words, **more):
    return CliRunner().invoke(app, words, **more)


def test_check_counts_what_it_read(written):
    done = run("check", written(POLICY))

    assert (done.exit_code, done.stdout) == (0, "1 policy, no faults.\n")


def test_check_reads_the_shipped_policies_where_no_folder_is_named():
    done = run("check")

    assert (done.exit_code, done.stdout) == (0, "4 policies, no faults.\n")


def test_check_lists_every_fault_and_ends_with_1(written):
    folder = written(changed("severity: high", "severity: hihg\n    color: red"))

    done = run("check", folder, f"{folder}/nowhere")

    assert done.exit_code == 1
    assert [line.split(": ")[0] for line in done.stderr.splitlines()[1:]] == [
        f"{folder}/house-rules.yaml:17",
        f"{folder}/house-rules.yaml:18",
        f"{folder}/nowhere:0",
    ]


def test_check_warns_of_a_review_that_is_due(written):
    folder = written(changed("review_by: 2027-01-01", "review_by: 2026-01-02"))

    done = run("check", folder)

    assert done.exit_code == 0
    assert done.stderr == (
        f"warning: {folder}/house-rules.yaml:6: was to be reviewed by 2026-01-02\n"
    )


GIVEN = changed('  - test: no number\n    text: "219"\n', "  - test: no number\n    given: {}\n")


def test_test_counts_what_it_ran(written):
    done = run("test", written(GIVEN))

    assert (done.exit_code, done.stdout) == (0, "2 tests: 0 failed, 0 known gaps.\n")


def test_test_shows_what_failed_and_ends_with_1(written):
    folder = written(GIVEN.replace("{findings: [US_SSN]}", "{findings: [US_ITIN]}"))

    done = run("test", folder)

    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        f"FAIL {folder}/house-rules.yaml:20: a number: expected numbers, found no rule",
        "2 tests: 1 failed, 0 known gaps.",
    ]


def test_test_shows_a_known_gap_and_is_content_while_it_is_open(written):
    gap = "  - {test: a gap, given: {}, expect: [numbers], known_gap: Not found.}\n"
    folder = written(GIVEN + gap)

    done = run("test", folder)

    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"gap  {folder}/house-rules.yaml:28: a gap: known gap: Not found.",
        "3 tests: 0 failed, 1 known gaps.",
    ]


def test_coverage_prints_the_table_both_ways(written):
    more = (
        "    met_by: rule\n  - {clause: '2', asks: Told., met_by: notice, how: So., not_yet: No.}\n"
    )

    done = run("coverage", written(changed("    met_by: rule\n", more)))

    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "",
        "house-rules: clause -> what meets it",
        "  1  [rule]  No numbers.",
        "      rules: numbers",
        "  2  [notice]  Told.",
        "      how: So.",
        "      NOT YET: No.",
        "",
        "rule -> clauses",
        "  house-rules/numbers  1",
        "",
        "2 clauses, 1 not yet met in full; 1 rules; 0 holes.",
    ]


def test_coverage_ends_with_1_where_a_clause_is_met_by_nothing(written):
    hole = "    met_by: rule\n  - {clause: '2', asks: Told.}\n"
    folder = written(changed("    met_by: rule\n", hole))

    done = run("coverage", folder)

    assert done.exit_code == 1
    assert done.stderr.splitlines()[1:] == [
        f"{folder}/house-rules.yaml:13: clause 2 names nothing that meets it (met_by)"
    ]


def test_coverage_of_the_library_says_what_no_machine_can():
    done = run("coverage", str(LIBRARY))

    assert done.exit_code == 0
    assert "no machine can: The platforms do not tell who opened a file." in done.stdout


def test_explain_names_rule_and_clause_but_not_the_number(written):
    folder = written(POLICY)

    done = run("explain", NUMBER, "--folder", folder, "--audience", "guest")

    assert done.exit_code == 0
    assert "house-rules/numbers (high)" in done.stdout
    assert "cites    House rules, clause 1: No numbers." in done.stdout
    assert "219-09-9998" not in done.output


def test_explain_reads_the_message_from_standard_input(written):
    folder = written(POLICY)

    done = run("explain", "-", "--folder", folder, "--policy", "house-rules", input="hello\n")

    assert (done.exit_code, done.stdout) == (0, "No rule in force speaks against it.\n")
