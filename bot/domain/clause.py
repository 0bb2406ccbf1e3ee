"""A paragraph of a written policy, as a warning cites it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause: whose policy, its number there, and what it asks in our own words."""

    policy: str
    policy_title: str
    number: str
    asks: str
    source: str = ""
    url: str = ""

    @property
    def citation(self) -> str:
        """The clause as a warning names it."""
        return f"{self.policy_title}, clause {self.number}"
