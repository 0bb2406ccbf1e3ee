"""What people are told: the words of warnings and notices, the same on every platform.

Calm, private, naming the clause, never repeating what was found.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.attachment import Attachment
from bot.domain.decision import Action, ActionKind, Decision, RuleMatch
from bot.domain.found_lines import Names, caution_lines, lines_of, looks_not_finished
from bot.domain.message import Message
from bot.domain.reply import ReplyKind
from bot.domain.showing import MASK, safe_name

__all__ = [
    "MASK",
    "CitedClause",
    "Notice",
    "admin_notice",
    "recipients_notice",
    "safe_name",
    "warning",
]

_REMOVE = (ReplyKind.REMOVE, "Remove it for me")
_NEEDED = (ReplyKind.NEEDED, "It is needed, because…")
_NOT_CONFIDENTIAL = (ReplyKind.NOT_CONFIDENTIAL, "This is not confidential")
# The same answer, in words that fit a match that is not about confidential content.
_NOT_AGAINST_IT = (ReplyKind.NOT_CONFIDENTIAL, "This does not break the policy")

_CONFIDENTIAL = frozenset({"PII", "PHI", "FINANCIAL", "CREDENTIALS", "CONFIDENTIAL"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedClause:
    """A clause as a notice prints it."""

    citation: str
    asks: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A text for one kind of reader. `found` names what was seen, each value masked."""

    headline: str
    found: tuple[str, ...] = ()
    clauses: tuple[CitedClause, ...] = ()
    what_next: str = ""
    buttons: tuple[tuple[ReplyKind, str], ...] = ()


def warning(decision: Decision, message: Message) -> Notice:
    """Word the warning to the author, the strictest match first."""
    action = decision.action(ActionKind.WARN_AUTHOR)
    cited = _cited(decision, action)
    return Notice(
        headline=_headline(message, cited),
        found=lines_of(cited, message),
        clauses=_clauses(cited),
        what_next=_what_next(decision),
        buttons=_buttons(cited),
    )


def recipients_notice(decision: Decision, attachment: Attachment) -> Notice:
    """Word the notice that tells the others in a conversation not to open a file, and why.

    What was found inside is not theirs to know.
    """
    cited = _cited(decision, decision.action(ActionKind.WARN_RECIPIENTS))
    return Notice(
        headline=f"Please do not open “{safe_name(attachment.name)}”.",
        found=caution_lines(attachment),
        clauses=_clauses(cited),
        what_next="If you have opened it already, tell your supervisor; do not pass it on.",
    )


def admin_notice(decision: Decision, message: Message) -> Notice:
    """Word the notice to the admins: who, where, which clause; no content."""
    cited = _cited(decision, decision.action(ActionKind.NOTIFY_ADMINS))
    place = message.conversation.name or message.conversation.kind.value
    return Notice(
        headline=f"A message in {place} was flagged ({message.audience.kind.value} audience).",
        found=lines_of(cited, message),
        clauses=_clauses(cited),
        what_next=_unfinished(decision, message),
    )


def _cited(decision: Decision, action: Action | None) -> tuple[RuleMatch, ...]:
    return tuple(decision.match(key) for key in action.cites) if action else ()


def _headline(message: Message, cited: tuple[RuleMatch, ...]) -> str:
    about_files = bool(cited) and all(_is_about_files(match) for match in cited)
    what = "The file you sent" if message.attachments and about_files else "Your message"
    return f"{what} may not belong here."


def _is_about_files(match: RuleMatch) -> bool:
    """Whether nothing but files made the rule hold."""
    if match.findings:
        return all(finding.part.startswith("attachment:") for finding in match.findings)
    return bool(match.attachments) and not match.categories


def _clauses(cited: tuple[RuleMatch, ...]) -> tuple[CitedClause, ...]:
    seen = {
        clause.citation: CitedClause(citation=clause.citation, asks=clause.asks, url=clause.url)
        for match in cited
        for clause in match.clauses
    }
    return tuple(seen.values())


def _what_next(decision: Decision) -> str:
    if decision.action(ActionKind.REMOVE_MESSAGE) or decision.action(ActionKind.REMOVE_ATTACHMENT):
        return "The policy asks for its removal. If it is still there, please remove it."
    if decision.action(ActionKind.ASK_JUSTIFICATION):
        return "Please remove it, or say why it is needed."
    return "Only you can see this."


def _buttons(cited: tuple[RuleMatch, ...]) -> tuple[tuple[ReplyKind, str], ...]:
    if any(match.findings or _CONFIDENTIAL.intersection(match.categories) for match in cited):
        return (_REMOVE, _NEEDED, _NOT_CONFIDENTIAL)
    return (_REMOVE, _NEEDED, _NOT_AGAINST_IT)


def _unfinished(decision: Decision, message: Message) -> str:
    shown = Names(decision.matches, message).shown
    looks = looks_not_finished(decision.unfinished, message.attachments, shown)
    return f"Not checked: {', '.join(looks)}." if looks else ""
