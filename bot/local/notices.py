"""Notices and the reasons behind them, in the shape the page draws."""

from __future__ import annotations

from typing import Any

from bot.domain.attachment import Attachment
from bot.domain.decision import Action, ActionOutcome, Decision, RuleMatch
from bot.domain.found_lines import looks_not_finished
from bot.domain.notice import CitedClause, Notice, safe_name
from bot.domain.reply import ReplyKind
from bot.domain.tally import BODY, Tally, tally
from bot.local.posts import GONE, Answer, Checked, Post, PostState, Warned

Drawn = dict[str, Any]  # what json.dumps takes

_MOST_LISTED = 40

_RECORDED = {
    ReplyKind.REMOVE: "You asked for its removal.",
    ReplyKind.NEEDED: "Recorded: it is needed.",
    ReplyKind.NOT_CONFIDENTIAL: "Recorded: you say this is not confidential.",
}
_GONE = {
    PostState.REMOVED: "Removed, as the policy asks.",
    PostState.WITHDRAWN: "Removed at the author's request.",
    PostState.DELETED: "Deleted by its author.",
}


def announcement(decision: Decision, action: Action) -> Notice:
    """Word the notice that everybody in a conversation sees."""
    clauses = {
        clause.citation: CitedClause(citation=clause.citation, asks=clause.asks, url=clause.url)
        for key in action.cites
        for clause in decision.match(key).clauses
    }
    return Notice(headline="A reminder for this conversation.", clauses=tuple(clauses.values()))


def draw_notice(notice: Notice) -> Drawn:
    """Return a notice as the page draws it."""
    return {
        "headline": notice.headline,
        "found": list(notice.found),
        "clauses": [
            {"citation": clause.citation, "asks": clause.asks, "url": clause.url}
            for clause in notice.clauses
        ],
        "next": notice.what_next,
    }


def draw_warning(warned: Warned, post: Post) -> Drawn:
    """Return the warning about a post as its author sees it."""
    checked = post.checked
    is_current = warned.revision == post.revision
    outcomes = checked.outcomes if checked and checked.revision == warned.revision else ()
    return {
        **draw_notice(warned.notice),
        "next": "" if post.state in GONE else warned.notice.what_next,
        "revision": warned.revision,
        "stale": None if is_current else _after_the_edit(post),
        "answer": _answer(warned.answer, post),
        "buttons": _buttons(warned, post) if is_current else [],
        "why": draw_why(warned.decision, outcomes, _files(post)),
    }


def draw_checked(checked: Checked | None, post: Post) -> Drawn | None:
    """Return what the author sees of the look at their post; None while it goes on."""
    if checked is None or checked.revision != post.revision:
        return None
    decision = checked.decision
    return {
        "ms": checked.took_ms,
        "flagged": bool(decision and decision.matches),
        "held": [
            outcome.detail for outcome in checked.outcomes if outcome.status.name == "THROTTLED"
        ],
        "on_trial": sorted(
            {citation for match in _trial(decision) for citation in _citations(match)}
        ),
    }


def gone_words(state: PostState, *, mine: bool) -> str:
    """Return what stands where a removed post stood."""
    if state is PostState.WITHDRAWN and mine:
        return "Removed at your request."
    return _GONE.get(state, "")


def draw_why(
    decision: Decision, outcomes: tuple[ActionOutcome, ...], files: tuple[Attachment, ...] = ()
) -> Drawn:
    """Return how a decision came: rules, findings, what prevailed, what was done."""
    return {
        "rules": [_rule(match, files) for match in decision.matches],
        "prevailing": [
            {"dimension": p.dimension.value, "value": p.value, "won": p.won, "over": list(p.over)}
            for p in decision.prevailing
        ],
        "done": [
            {
                "what": outcome.kind.value.replace("_", " "),
                "status": outcome.status.value,
                "detail": outcome.detail,
            }
            for outcome in outcomes
        ],
        "unfinished": list(looks_not_finished(decision.unfinished, files, safe_name)),
    }


def _rule(match: RuleMatch, files: tuple[Attachment, ...]) -> Drawn:
    return {
        "rule": match.key,
        "severity": int(match.severity),
        "grave": match.severity.name.lower(),
        "because": match.because,
        "clauses": _citations(match),
        "findings": [_finding(each, files) for each in tally(match.findings, files)[:_MOST_LISTED]],
    }


def _finding(each: Tally, files: tuple[Attachment, ...]) -> Drawn:
    surest = max(each.findings, key=lambda finding: finding.confidence)
    return {
        "what": each.title,
        "where": _where(each, files),
        "confidence": round(surest.confidence, 2),
        "because": surest.because,
    }


def _where(each: Tally, files: tuple[Attachment, ...]) -> str:
    if each.source == BODY:
        return ""
    names = (safe_name(file.name) for file in files if file.id == each.source)
    name = next(names, "")
    return f"in “{name}”, {each.where}" if name else "in the attachment"


def _files(post: Post) -> tuple[Attachment, ...]:
    return tuple(Attachment(id=file.id, name=file.name, size=file.size) for file in post.files)


def _citations(match: RuleMatch) -> list[str]:
    return [clause.citation for clause in match.clauses]


def _trial(decision: Decision | None) -> tuple[RuleMatch, ...]:
    return decision.shadow_matches if decision else ()


def _after_the_edit(post: Post) -> str:
    if post.checked is None or post.checked.revision != post.revision:
        return "You edited the message; it is being looked at again."
    return "You edited the message; the new version raises nothing."


def _answer(answer: Answer | None, post: Post) -> str:
    if answer is None:
        return ""
    if answer.kind is ReplyKind.REMOVE and post.state is PostState.WITHDRAWN:
        return "Removed at your request."
    said = f" “{answer.reason}”" if answer.reason else ""
    return _RECORDED[answer.kind] + said


def _buttons(warned: Warned, post: Post) -> list[Drawn]:
    can_be_removed = post.state in (PostState.VISIBLE, PostState.HIDDEN)
    return [
        {"kind": kind.value, "label": label}
        for kind, label in warned.notice.buttons
        if (can_be_removed if kind is ReplyKind.REMOVE else warned.answer is None)
    ]
