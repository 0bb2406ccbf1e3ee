"""Tells people: the author in a 1:1 chat, recipients in the thread, admins where they read."""

from __future__ import annotations

from bot.domain.concerned import concerned
from bot.domain.decision import Action, ActionKind, ActionOutcome, Decision, OutcomeStatus
from bot.domain.message import ConversationKind, Message
from bot.domain.notice import CitedClause, Notice, admin_notice, recipients_notice, warning
from bot.errors import PlatformRefused
from bot.teams.cards import card_activity, notice_card, warning_card
from bot.teams.config import TeamsConfig
from bot.teams.installations import Installations
from bot.teams.letters import Letters, Posted, mark_of
from bot.teams.outcomes import done, refused, unreachable
from bot.teams.posting import Letter, Posting
from bot.teams.references import Reference
from bot.teams.tier import Blocking

# A block shows its own tip; a mere tip set after it would take the block's place.
_BLOCKS = (ActionKind.REMOVE_MESSAGE, ActionKind.HIDE_MESSAGE, ActionKind.REMOVE_ATTACHMENT)
_TIP = "shown to the author as a policy tip on the message"
_ALONE = "told in the conversation, seen by the author alone"
_IN_THE_THREAD = "; the clause is named in the conversation, as the policy asks"


class Telling:
    """Sends the notices."""

    def __init__(
        self,
        config: TeamsConfig,
        posting: Posting,
        letters: Letters,
        installations: Installations,
        *,
        blocking: Blocking | None = None,
    ) -> None:
        self._config = config
        self._posting = posting
        self._letters = letters
        self._installations = installations
        self._blocking = blocking

    async def warn_author(self, message: Message, decision: Decision) -> ActionOutcome:
        """Send a card in the 1:1 chat, or else show it where the author alone sees it."""
        letter = await self._warning(message, decision)
        tenant = message.ref.tenant
        try:
            person = await self._posting.person(tenant, message.author.id)
            posted = await self._posting.to_person(person, letter)
        except PlatformRefused as refusal:
            return await self._warn_otherwise(message, decision, letter, refusal.code)
        return done(ActionKind.WARN_AUTHOR, "told in a 1:1 chat", posted.receipt)

    async def warn_recipients(self, message: Message, decision: Decision) -> ActionOutcome:
        """Tell everybody in the thread not to open the files; once for each file."""
        place = await self._posting.place(message.ref.tenant, message.ref.conversation)
        if place.kind is ConversationKind.DIRECT:
            return done(ActionKind.WARN_RECIPIENTS, "nobody but the author reads the chat")
        receipts = []
        for attachment in concerned(decision, ActionKind.WARN_RECIPIENTS, message):
            notice = recipients_notice(decision, attachment)
            letter = _letter(ActionKind.WARN_RECIPIENTS, message, notice, file=attachment.id)
            posted = await self._letters.posted(message.ref.tenant, letter.mark)
            if posted is None:
                thread = message.thread or message.ref.message
                posted = await self._posting.to_place(place, letter, thread=thread)
            receipts.append(posted.receipt)
        return done(ActionKind.WARN_RECIPIENTS, "told in the conversation", " ".join(receipts))

    async def notify_admins(self, message: Message, decision: Decision) -> ActionOutcome:
        """Tell the admins where and which clause: where they read, or whoever installed it."""
        notice = admin_notice(decision, message)
        letter = _letter(ActionKind.NOTIFY_ADMINS, message, notice, about=message)
        try:
            posted = await self._to_admins(message, letter)
        except PlatformRefused as refusal:
            return refused(ActionKind.NOTIFY_ADMINS, refusal.code)
        if posted is None:
            because = "no admin conversation is set (TEAMS_ADMIN_CONVERSATION)"
            return unreachable(ActionKind.NOTIFY_ADMINS, because)
        return done(ActionKind.NOTIFY_ADMINS, "the admins are told", posted.receipt)

    async def post_notice(self, message: Message, decision: Decision) -> ActionOutcome:
        """Post a reminder of the clauses for everybody in the conversation."""
        place = await self._posting.place(message.ref.tenant, message.ref.conversation)
        notice = _reminder(decision, decision.action(ActionKind.POST_NOTICE))
        letter = _letter(ActionKind.POST_NOTICE, message, notice)
        thread = message.thread or message.ref.message
        posted = await self._posting.to_place(place, letter, thread=thread)
        return done(ActionKind.POST_NOTICE, "posted", posted.receipt)

    async def recall(
        self, action: Action, message: Message, decision: Decision
    ) -> ActionOutcome | None:
        """Return the outcome of a notice that was posted; finish one half posted."""
        if action.kind is ActionKind.WARN_RECIPIENTS:
            return await self._recall_files(message, decision)
        posted = await self._letters.posted(message.ref.tenant, mark_of(action.kind, message))
        if posted is None:
            return None
        return done(action.kind, "had been sent before a restart", posted.receipt)

    async def _recall_files(self, message: Message, decision: Decision) -> ActionOutcome | None:
        kind = ActionKind.WARN_RECIPIENTS
        for attachment in concerned(decision, kind, message):
            mark = mark_of(kind, message, attachment.id)
            if await self._letters.posted(message.ref.tenant, mark):
                return await self.warn_recipients(message, decision)
        return None

    async def _warning(self, message: Message, decision: Decision) -> Letter:
        notice = warning(decision, message)
        mark = mark_of(ActionKind.WARN_AUTHOR, message)
        question = await self._letters.ask(message, mark)
        card = warning_card(notice, message, question=question, mark=mark)
        return Letter(activity=card_activity(card, notice.headline), mark=mark)

    async def _warn_otherwise(
        self, message: Message, decision: Decision, letter: Letter, code: str
    ) -> ActionOutcome:
        """Never in front of the others: what the author alone may see is not for the thread."""
        outcome = refused(ActionKind.WARN_AUTHOR, code)
        try:
            place = await self._posting.place(message.ref.tenant, message.ref.conversation)
            if await self._tip(message, decision, place):
                return done(ActionKind.WARN_AUTHOR, f"{_TIP} ({outcome.detail})")
            if self._config.targeted_messages:
                posted = await self._posting.to_one_in(place, message, letter)
                return done(ActionKind.WARN_AUTHOR, f"{_ALONE} ({outcome.detail})", posted.receipt)
        except PlatformRefused:
            pass  # the first reason stands
        return _with_thread(outcome, decision)

    async def _tip(self, message: Message, decision: Decision, place: Reference) -> bool:
        """Whether the author is shown a policy tip on the message itself."""
        if self._blocking is None or any(decision.action(kind) for kind in _BLOCKS):
            return False
        tip = await self._blocking.tip(message, decision, place)
        return tip is not None and tip.status is OutcomeStatus.DONE

    async def _to_admins(self, message: Message, letter: Letter) -> Posted | None:
        tenant = message.ref.tenant
        where = self._config.registration(tenant).admin_conversation
        fault: PlatformRefused | None = None
        if where:
            try:
                return await self._posting.to_admin_place(message, where, letter)
            except PlatformRefused as refusal:
                fault = refusal
        for installer in await self._installations.installers(tenant):
            try:
                person = await self._posting.person(tenant, installer)
                return await self._posting.to_person(person, letter)
            except PlatformRefused as refusal:
                fault = fault or refusal
        if fault is not None:
            raise fault
        return None


def _letter(
    kind: ActionKind,
    message: Message,
    notice: Notice,
    *,
    about: Message | None = None,
    file: str = "",
) -> Letter:
    mark = mark_of(kind, message, file)
    card = notice_card(notice, about=about, mark=mark)
    return Letter(activity=card_activity(card, notice.headline), mark=mark)


def _with_thread(outcome: ActionOutcome, decision: Decision) -> ActionOutcome:
    if decision.action(ActionKind.POST_NOTICE) is None:
        return outcome
    return ActionOutcome(
        kind=outcome.kind, status=outcome.status, detail=outcome.detail + _IN_THE_THREAD
    )


def _reminder(decision: Decision, action: Action | None) -> Notice:
    clauses = {
        clause.citation: CitedClause(citation=clause.citation, asks=clause.asks, url=clause.url)
        for key in (action.cites if action else ())
        for clause in decision.match(key).clauses
    }
    return Notice(headline="A reminder for this conversation.", clauses=tuple(clauses.values()))
