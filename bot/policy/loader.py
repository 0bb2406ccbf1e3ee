"""Loads every policy file of some folders, or says everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.policy.engine import PolicyBook
from bot.policy.file_format import Policy
from bot.policy.reading.cross_checks import double_policies
from bot.policy.reading.faults import Fault, FaultList, raise_all
from bot.policy.reading.policy import read_policy

LIBRARY = Path(__file__).parent / "library"
"""The policies that are shipped."""


def load_policies(folders: Sequence[Path]) -> PolicyBook:
    """Load every *.yaml of the folders; raises PolicyFaults naming all faults of all files."""
    policies: list[Policy] = []
    faults: list[Fault] = []
    for folder in folders:
        if not folder.is_dir():
            faults.append(Fault(str(folder), 0, "there is no such folder"))
        faults += [
            Fault(str(path), 1, "would be passed over: the name of a policy file ends in .yaml")
            for path in folder.glob("*.yml")
        ]
        for path in sorted(folder.glob("*.yaml")):
            found = FaultList(path)
            policy = read_policy(path, found)
            faults += found.found
            policies += [policy] if policy else []
    faults += double_policies(policies)
    raise_all(faults)
    return PolicyBook(policies=tuple(sorted(policies, key=lambda policy: policy.id)))


def overdue_reviews(book: PolicyBook, today: date) -> tuple[Fault, ...]:
    """Return a warning for each policy whose day of review has passed."""
    return tuple(
        Fault(policy.file, policy.review_line, f"was to be reviewed by {policy.review_by}")
        for policy in book.policies
        if policy.review_by < today
    )
