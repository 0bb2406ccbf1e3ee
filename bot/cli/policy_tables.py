"""The coverage of clauses and rules as plain text, whole lines that can be searched and piped."""

from __future__ import annotations

from collections.abc import Iterator

from bot.policy.coverage import ClauseLine, Coverage


def clause_table(coverage: Coverage) -> str:
    """Return a paragraph a clause: what meets it, what is not built yet, what no machine can."""
    lines: list[str] = []
    policy = ""
    for clause in coverage.clauses:
        if clause.policy != policy:
            policy = clause.policy
            lines += ["", f"{policy}: clause -> what meets it"]
        lines += _clause_lines(clause)
    return "\n".join(lines)


def rule_table(coverage: Coverage) -> str:
    """Return a line a rule: the clauses it is there for."""
    keys = [f"{line.policy}/{line.rule}" for line in coverage.rules]
    width = max(map(len, keys), default=0)
    lines = (
        f"  {key:{width}}  {', '.join(line.clauses)}"
        for key, line in zip(keys, coverage.rules, strict=True)
    )
    return "\n".join(["", "rule -> clauses", *lines, ""])


def _clause_lines(clause: ClauseLine) -> Iterator[str]:
    met_by = ", ".join(clause.met_by) or "nothing"
    yield f"  {clause.number}  [{met_by}]  {clause.asks}"
    if clause.rules:
        yield f"      rules: {', '.join(clause.rules)}"
    if clause.how:
        yield f"      how: {clause.how}"
    if clause.not_yet:
        yield f"      NOT YET: {clause.not_yet}"
    if clause.no_machine_can:
        yield f"      no machine can: {clause.no_machine_can}"
