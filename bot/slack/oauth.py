"""Installing into a workspace or organisation, and a person's own grant, by OAuth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.oauth import AuthorizeUrlGenerator
from slack_sdk.oauth.installation_store import Installation

from bot.errors import PlatformRefused, TryLater
from bot.slack.config import BOT_SCOPES, USER_SCOPES, SlackConfig
from bot.slack.installations import VaultInstallationStore, VaultStateStore
from bot.slack.web import Web, call, quiet_logger

INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"


class InstallFlow(AsyncOAuthFlow):
    """bolt's flow with our stores; `?grant=own` asks a person for that person's grant only."""

    def __init__(
        self,
        config: SlackConfig,
        web: Web,
        settings: AsyncOAuthSettings,
        installed: Callable[[str], None],
    ) -> None:
        super().__init__(client=web.client(), logger=quiet_logger(), settings=settings)
        self._config = config
        self._web = web
        self._installed = installed

    async def build_authorize_url(self, state: str, request: AsyncBoltRequest) -> str:
        """Return Slack's page to go to."""
        if request.query.get("grant") != ["own"]:
            return await super().build_authorize_url(state, request)
        personal = AuthorizeUrlGenerator(
            client_id=self._config.client_id,
            scopes=[],
            user_scopes=list(USER_SCOPES),
            redirect_uri=self.settings.redirect_uri,
            authorization_url=self.settings.authorization_url,
        )
        return personal.generate(state)

    async def run_installation(self, code: str) -> Installation | None:
        """Trade the code for tokens; bolt's own would write the code to the log when it fails."""
        try:
            answer = await call(
                self._web.client().oauth_v2_access(
                    code=code,
                    client_id=self._config.client_id,
                    client_secret=self._config.client_secret,
                    redirect_uri=self.settings.redirect_uri,
                )
            )
            bot_id = await self._bot_id(answer.get("access_token"))
        except (PlatformRefused, TryLater):
            return None
        return _installation(answer, bot_id)

    async def store_installation(
        self, request: AsyncBoltRequest, installation: Installation
    ) -> None:
        """Keep it, sealed, and say that there is a new workspace to look at."""
        await super().store_installation(request, installation)
        if installation.bot_token:
            org_wide = installation.is_enterprise_install
            tenant = installation.enterprise_id if org_wide else installation.team_id
            self._installed(tenant or "")

    async def _bot_id(self, token: str | None) -> str | None:
        if not token:
            return None
        answer = await call(self._web.client(token).auth_test())
        return str(answer["bot_id"]) if answer.get("bot_id") else None


def build_flow(
    config: SlackConfig,
    web: Web,
    stores: tuple[VaultInstallationStore, VaultStateStore],
    installed: Callable[[str], None],
) -> InstallFlow:
    """Return the OAuth flow of that app."""
    installations, states = stores
    settings = AsyncOAuthSettings(
        client_id=config.client_id,
        client_secret=config.client_secret,
        scopes=list(BOT_SCOPES),
        redirect_uri=f"{config.public_url}{REDIRECT_PATH}" if config.public_url else None,
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        authorization_url=f"{config.origin}/oauth/v2/authorize",
        installation_store=installations,
        state_store=states,
        logger=quiet_logger(),
    )
    return InstallFlow(config, web, settings, installed)


def _installation(answer: dict[str, Any], bot_id: str | None) -> Installation:
    person = answer.get("authed_user") or {}
    team = answer.get("team") or {}
    enterprise = answer.get("enterprise") or {}
    return Installation(
        app_id=answer.get("app_id"),
        enterprise_id=enterprise.get("id"),
        enterprise_name=enterprise.get("name"),
        team_id=team.get("id"),
        team_name=team.get("name"),
        bot_token=answer.get("access_token"),
        bot_id=bot_id,
        bot_user_id=answer.get("bot_user_id"),
        bot_scopes=answer.get("scope") or "",
        bot_refresh_token=answer.get("refresh_token"),
        bot_token_expires_in=answer.get("expires_in"),
        user_id=person.get("id") or "",
        user_token=person.get("access_token"),
        user_scopes=person.get("scope") or "",
        user_refresh_token=person.get("refresh_token"),
        user_token_expires_in=person.get("expires_in"),
        is_enterprise_install=bool(answer.get("is_enterprise_install")),
        token_type=answer.get("token_type"),
    )
