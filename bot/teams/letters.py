"""What the bot has posted: remembered at once, since Teams does not let a bot read it back."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from bot.domain.decision import ActionKind
from bot.domain.message import Message, MessageRef, Platform
from bot.ports import Clock, Vault

_SPACE = "teams-letter"
_KEPT = timedelta(days=180)
_ID_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Where a notice stands."""

    conversation: str
    activity: str
    service_url: str
    is_targeted: bool = False

    @property
    def receipt(self) -> str:
        """Both ids, as an outcome keeps them."""
        return f"{self.conversation}|{self.activity}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a warning's buttons are about; known here, so that the card need not be believed."""

    ref: MessageRef
    author: str
    mark: str


def mark_of(kind: ActionKind, message: Message, file: str = "") -> str:
    """Return the mark of a notice about that revision; a digest, nothing can be read from it."""
    return sha256(f"{kind.value}|{message.ref.key}|{file}".encode()).hexdigest()[:32]


class Letters:
    """Keeps letters by their mark, and the questions of warnings by a number nobody can guess."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    async def ask(self, message: Message, mark: str) -> str:
        """Write down what the buttons of a warning will be about; return the question's id.

        A warning that is tried again asks the same question.
        """
        asked = await self._get(f"{message.ref.tenant}/asked/{mark}")
        if asked is not None:
            return str(asked["question"])
        question = secrets.token_urlsafe(_ID_BYTES)
        kept = {
            "conversation": message.ref.conversation,
            "message": message.ref.message,
            "revision": message.ref.revision,
            "author": message.author.id,
            "mark": mark,
        }
        await self._put(f"{message.ref.tenant}/question/{question}", kept)
        await self._put(f"{message.ref.tenant}/asked/{mark}", {"question": question})
        return question

    async def question(self, tenant: str, question: str) -> Question | None:
        """Return what the buttons are about; None where nobody asked that."""
        kept = await self._get(f"{tenant}/question/{question}")
        if kept is None:
            return None
        ref = MessageRef(
            platform=Platform.TEAMS,
            tenant=tenant,
            conversation=kept["conversation"],
            message=kept["message"],
            revision=kept["revision"],
        )
        return Question(ref=ref, author=kept["author"], mark=kept["mark"])

    async def note(self, tenant: str, mark: str, posted: Posted) -> None:
        """Remember where a notice stands."""
        await self._put(f"{tenant}/posted/{mark}", asdict(posted))

    async def posted(self, tenant: str, mark: str) -> Posted | None:
        """Return where a notice stands; None if it was not posted, so far as we know."""
        kept = await self._get(f"{tenant}/posted/{mark}")
        return Posted(**kept) if kept else None

    async def forget(self, tenant: str) -> None:
        """Dispose of everything of a tenant."""
        await self._vault.delete(_SPACE, f"{tenant}/")

    async def _put(self, key: str, kept: Mapping[str, object]) -> None:
        expires = self._clock.now() + _KEPT
        await self._vault.put(_SPACE, key, json.dumps(kept).encode(), expires=expires)

    async def _get(self, key: str) -> dict[str, Any] | None:
        value = await self._vault.get(_SPACE, key)
        return dict(json.loads(value)) if value else None
