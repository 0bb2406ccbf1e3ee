"""Tells bolt whose workspace a button or modal belongs to, without asking Slack every time."""

from __future__ import annotations

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext

from bot.errors import NotInstalled, PlatformRefused
from bot.slack.workspaces import Workspaces


class ByTenant(AsyncAuthorize):
    """bolt's own would call auth.test for each request, and slack.com for each token refresh."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        **_actor: str | None,
    ) -> AuthorizeResult | None:
        """Return the bot's identity in that workspace; None where it is not installed."""
        tenant = enterprise_id if context.is_enterprise_install else team_id
        try:
            workspace = await self._workspaces.of(tenant or "")
        except (NotInstalled, PlatformRefused):
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=workspace.bot_user,
            bot_id=workspace.bot_id,
            bot_token=workspace.client.token,
            user_id=user_id,
        )
