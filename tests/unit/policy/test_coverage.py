"""What meets each clause is told both ways, and what meets none is a hole."""

from dataclasses import replace

from bot.policy.coverage import ClauseLine, Coverage, RuleLine, coverage_of
from bot.policy.engine import PolicyBook
from bot.policy.file_format import MetBy
from tests.unit.policy.building import POLICY, book, changed

RULE = "    asks: No numbers.\n    met_by: rule\n"
WITH_MORE = changed(
    RULE,
    RULE + "  - {clause: '2', asks: Told., met_by: notice, how: A notice., not_yet: Not built.}\n"
    "  - {clause: '3', asks: Meant., no_machine_can: Nobody reads minds.}\n",
)


def test_the_table_goes_both_ways(tmp_path):
    assert coverage_of(book(tmp_path, WITH_MORE)) == Coverage(
        clauses=(
            ClauseLine(
                policy="house-rules",
                number="1",
                asks="No numbers.",
                met_by=("rule",),
                rules=("numbers",),
            ),
            ClauseLine(
                policy="house-rules",
                number="2",
                asks="Told.",
                met_by=("notice",),
                how="A notice.",
                not_yet="Not built.",
            ),
            ClauseLine(
                policy="house-rules",
                number="3",
                asks="Meant.",
                met_by=(),
                no_machine_can="Nobody reads minds.",
            ),
        ),
        rules=(RuleLine(policy="house-rules", rule="numbers", clauses=("1",)),),
    )


def test_what_is_not_built_yet_is_no_hole_and_is_counted(tmp_path):
    table = coverage_of(book(tmp_path, WITH_MORE))

    assert table.holes == ()
    assert [one.number for one in table.not_yet] == ["2"]


def test_a_clause_that_lost_its_rule_and_a_rule_without_a_clause_are_holes(tmp_path):
    [policy] = book(tmp_path, POLICY).policies
    [rule] = policy.rules
    adrift = replace(policy, rules=(replace(rule, cites=()),))

    assert coverage_of(PolicyBook(policies=(adrift,))).holes == (
        "house-rules clause 1",
        "house-rules/numbers",
    )


def test_a_clause_that_names_nothing_is_a_hole(tmp_path):
    [policy] = book(tmp_path, POLICY).policies
    [clause] = policy.clauses
    unmet = replace(policy, clauses=(replace(clause, met_by=()),))

    assert coverage_of(PolicyBook(policies=(unmet,))).holes == ("house-rules clause 1",)


def test_a_notice_beside_a_lost_rule_still_meets_a_clause(tmp_path):
    [policy] = book(tmp_path, POLICY).policies
    [clause] = policy.clauses
    told = replace(clause, met_by=(MetBy.RULE, MetBy.NOTICE))

    table = coverage_of(PolicyBook(policies=(replace(policy, clauses=(told,), rules=()),)))

    assert table.holes == ()
