"""The app's home: what the bot sees, and which policies it watches over."""

from __future__ import annotations

from bot.domain.event import InboundEvent
from bot.slack.blocks import Block
from bot.slack.config import SlackConfig
from bot.slack.identity import Payload
from bot.slack.web import call
from bot.slack.workspaces import Workspaces

_SEES = (
    "I read messages and files in the channels I am a member of, look for confidential content, "
    "and tell you privately if something may not belong there. I never repeat what I found, and "
    "nothing I read leaves this organisation's own server."
)
_BLIND = "I do not see direct messages between people, nor private channels I was not invited to."


class HomeEvents:
    """Shows the home when somebody opens it."""

    def __init__(self, config: SlackConfig, workspaces: Workspaces) -> None:
        self._config = config
        self._workspaces = workspaces

    async def on_opened(self, event: InboundEvent, body: Payload) -> None:
        """Publish the home view."""
        if body["event"].get("tab") != "home":
            return
        workspace = await self._workspaces.of(event.tenant)
        await call(
            workspace.client.views_publish(
                user_id=str(body["event"]["user"]), view=home_view(self._config)
            )
        )


def home_view(config: SlackConfig) -> Block:
    """Return the view: what is seen, which policies, what a person can grant."""
    blocks = [_section("*What I see*"), _section(_SEES), _section(_BLIND)]
    if config.policy_titles:
        titles = "\n".join(f"• {title}" for title in config.policy_titles)
        blocks += [_section("*The policies I watch over*"), _section(titles[:2900])]
    if config.grant_url:
        link = f"<{config.grant_url}|Let me remove your own messages when you ask me to>"
        blocks.append(_section(link))
    return {"type": "home", "blocks": blocks}


def _section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}
