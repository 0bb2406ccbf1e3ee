"""Builds the Slack room from the settings."""

from __future__ import annotations

from bot.bootstrap.keeping import Keeping
from bot.config import Settings, revealed
from bot.policy.engine import PolicyBook
from bot.slack.app import SlackKeeping, SlackRoom, build_slack
from bot.slack.config import SlackConfig


def build_slack_room(settings: Settings, keeping: Keeping, policies: PolicyBook) -> SlackRoom:
    """Return the Slack room; nothing is called before its start."""
    return build_slack(
        _config(settings, policies),
        SlackKeeping(
            queue=keeping.queue,
            messages=keeping.messages,
            cases=keeping.cases,
            vault=keeping.vault,
            coverage=keeping.coverage,
        ),
        clock=keeping.clock,
        meter=keeping.meter,
    )


def _config(settings: Settings, policies: PolicyBook) -> SlackConfig:
    return SlackConfig(
        bot_token=revealed(settings.slack_bot_token),
        signing_secret=revealed(settings.slack_signing_secret),
        app_token=revealed(settings.slack_app_token),
        client_id=settings.slack_client_id,
        client_secret=revealed(settings.slack_client_secret),
        user_token=revealed(settings.slack_admin_user_token),
        api_url=settings.slack_api_url,
        public_url=settings.chatwarden_public_url.rstrip("/"),
        admin_channel=settings.slack_admin_channel,
        files_hosts=settings.slack_file_hosts,
        max_body_bytes=settings.chatwarden_max_body_bytes,
        max_file_bytes=settings.chatwarden_max_attachment_bytes,
        socket_mode=settings.slack_socket_mode,
        policy_titles=tuple(policy.title for policy in policies.policies),
    )
