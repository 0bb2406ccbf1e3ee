"""The report a person reads: where, what kind, which clause; never the value itself."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.scanning.masking import excerpt
from bot.cli.scanning.records import Refused, Scanned
from bot.cli.scanning.tally import Tally
from bot.domain.decision import RuleMatch
from bot.domain.finding import Finding

_MOST_LINES = 12
_MOST_FINDINGS = 200
_BEGINNING = 40
_BODY = "body"


class Report:
    """Prints each record that has something, and the totals at the end."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.tally = Tally()

    def show(self, outcome: Scanned | Refused) -> None:
        """Count an outcome and print it if there is something to say."""
        self.tally.add(outcome)
        if isinstance(outcome, Refused):
            self._line(
                Text(outcome.where or "input", style="bold"),
                Text(
                    f"not {'wholly ' if outcome.partly else ''}looked at: {outcome.because}",
                    style="yellow",
                ),
            )
        elif outcome.decision.matches or outcome.result.categories or outcome.unfinished:
            self._show_scanned(outcome)

    def finish(self) -> None:
        """Print the totals."""
        self._console.print(_summary(self.tally))

    def _show_scanned(self, outcome: Scanned) -> None:
        spot, text = outcome.record.spot, outcome.record.message.text
        first = min((one.start for one in _in_body(outcome)), default=0)
        self._line(Text(spot.at(text, first), style="bold"), *_categories(outcome))
        for line in _findings(outcome):
            self._line(Text("   "), line)
        for match in outcome.decision.matches:
            self._line(Text("  ✗", style="red"), _match(match))
        if outcome.decision.actions:
            kinds = ", ".join(action.kind.value for action in outcome.decision.actions)
            self._line(Text("  →", style="cyan"), Text(kinds))
        for because in outcome.unfinished:
            self._line(Text("  ?", style="yellow"), Text(because, style="yellow"))

    def _line(self, *pieces: Text) -> None:
        # Not wrapped: a place is copied from here, and grep reads it line by line.
        self._console.print(Text(" ").join(pieces), soft_wrap=True, highlight=False)


def _categories(outcome: Scanned) -> list[Text]:
    scores = outcome.result.categories.items()
    return [Text(f"{name} {score:.2f}", style="magenta") for name, score in scores]


def _findings(outcome: Scanned) -> list[Text]:
    text, found = outcome.record.message.text, _in_body(outcome)
    if not found:
        return [Text(excerpt(text, (), (0, min(len(text), _BEGINNING))), style="dim")]
    lines: dict[tuple[str, str], list[Finding]] = {}
    for finding in found[:_MOST_FINDINGS]:  # a text may hold a million: each costs an excerpt
        shown = excerpt(text, found, (finding.start, finding.end))
        lines.setdefault((outcome.record.spot.at(text, finding.start), shown), []).append(finding)
    told = list(lines.items())[:_MOST_LINES]
    more = len(found) - sum(len(here) for _, here in told)
    last = [Text(f"and {more:,} more", style="dim")] if more else []
    return [_finding_line(*at, here) for at, here in told] + last


def _finding_line(where: str, shown: str, here: list[Finding]) -> Text:
    labels = dict.fromkeys(f"{finding.label} {finding.confidence:.2f}" for finding in here)
    return Text.assemble((where, "dim"), "  ", (", ".join(labels), "yellow"), f"  {shown}")


def _in_body(outcome: Scanned) -> list[Finding]:
    found = (finding for finding in outcome.result.findings if finding.part == _BODY)
    return sorted(found, key=lambda finding: (finding.start, finding.end))


def _match(match: RuleMatch) -> Text:
    cited = "; ".join(clause.citation for clause in match.clauses)
    return Text.assemble((cited, "red"), (f"  ({match.key})", "dim"))


def _summary(tally: Tally) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_row("Looked at", str(tally.looked_at), style="bold")
    table.add_row("Against a policy", str(tally.matched), style="red" if tally.matched else "green")
    if tally.not_looked_at:
        table.add_row("Not looked at, or not wholly", str(tally.not_looked_at), style="yellow")
    for heading, counts in (
        ("Found", tally.labels),
        ("Categories", tally.categories),
        ("Clauses", tally.clauses),
    ):
        for number, (name, count) in enumerate(counts.most_common()):
            if not number:
                table.add_row(heading, "", style="bold")
            table.add_row(f"  {name}", str(count))
    return table
