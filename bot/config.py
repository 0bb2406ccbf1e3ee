"""The settings: read once from the environment and `.env`, checked, frozen."""

from __future__ import annotations

import ipaddress
import json
import os
from pathlib import Path
from typing import Annotated, Self

from dotenv import load_dotenv
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

Names = Annotated[tuple[str, ...], NoDecode]
_GUID = r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"
_ONE_PROOF = (
    "a Teams app proves itself by a secret, a certificate file or a managed identity: set one"
)


class TeamsRegistration(BaseModel):
    """One customer tenant's registration of the app, as TEAMS_REGISTRATIONS lists it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slug: str = Field(pattern=r"^[a-z0-9-]+$")
    app_id: str = Field(pattern=_GUID)
    tenant: str = Field(pattern=_GUID)
    secret: SecretStr | None = None
    certificate_file: Path | None = None
    managed_identity: bool = False
    admin_conversation: str = ""
    catalog_app: str = ""

    @model_validator(mode="after")
    def _proves_itself_in_one_way(self) -> Self:
        if not _is_one_of(self.secret, self.certificate_file, self.managed_identity):
            raise ValueError(_ONE_PROOF)
        return self


class Settings(BaseSettings):
    """Every setting of the bot; `.env.example` explains each where an admin edits it."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    slack_bot_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_client_id: str = ""
    slack_client_secret: SecretStr | None = None
    slack_admin_user_token: SecretStr | None = None
    slack_admin_channel: str = ""
    slack_socket_mode: bool = False
    slack_api_url: str = "https://slack.com/api/"
    slack_file_hosts: Names = ("files.slack.com",)

    teams_app_id: str = Field(default="", pattern=f"^$|{_GUID}")
    teams_app_tenant: str = Field(default="", pattern=f"^$|{_GUID}")
    teams_app_secret: SecretStr | None = None
    teams_certificate_file: Path | None = None
    teams_managed_identity: bool = False
    teams_admin_conversation: str = ""
    teams_registrations: Annotated[tuple[TeamsRegistration, ...], NoDecode] = ()
    teams_playground: bool = False
    teams_targeted_messages: bool = False
    teams_graph: bool = False
    teams_graph_url: str = "https://graph.microsoft.com/v1.0"
    teams_catalog_app: str = ""
    teams_login_url: str = "https://login.microsoftonline.com"
    teams_openid_url: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    teams_file_hosts: Names = ("sharepoint.com",)
    # Azure sets these two on its own machines.
    identity_endpoint: str = ""
    identity_header: SecretStr | None = None

    database_url: SecretStr | None = None

    chatwarden_data_dir: Path = Path("var")
    chatwarden_seal_keys: SecretStr | None = None
    chatwarden_host: str = "127.0.0.1"
    chatwarden_port: int = Field(default=8080, ge=0, le=65535)
    chatwarden_public_url: str = ""
    chatwarden_policies: Names = ()
    chatwarden_enforce: Names = ()
    chatwarden_policy_dir: Path | None = None
    chatwarden_pipeline: str = ""
    chatwarden_context_messages: int = Field(default=6, ge=0, le=50)
    chatwarden_context_hours: int = Field(default=72, ge=1, le=8760)
    chatwarden_warnings_per_minute: int = Field(default=5, ge=1, le=1000)
    chatwarden_event_attempts: int = Field(default=6, ge=1, le=50)
    chatwarden_workers: int = Field(default=16, ge=1, le=256)
    chatwarden_max_body_bytes: int = Field(default=1_000_000, ge=10_000)
    chatwarden_max_attachment_bytes: int = Field(default=100_000_000, ge=1)
    chatwarden_require_confinement: bool = False
    chatwarden_log_level: str = "INFO"

    @field_validator(
        "slack_file_hosts",
        "teams_file_hosts",
        "chatwarden_policies",
        "chatwarden_enforce",
        mode="before",
    )
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(name.strip() for name in value.split(",") if name.strip())
        return value

    @field_validator("teams_registrations", mode="before")
    @classmethod
    def _read_json(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise ValueError("is no JSON list") from None

    @field_validator("slack_api_url")
    @classmethod
    def _ends_in_a_slash(cls, value: str) -> str:
        return value if value.endswith("/") else value + "/"

    @field_validator("chatwarden_log_level")
    @classmethod
    def _is_a_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("is one of DEBUG, INFO, WARNING, ERROR")
        return value.upper()

    @model_validator(mode="after")
    def _slack_is_whole(self) -> Self:
        if self.slack_bot_token and self.slack_client_id:
            raise ValueError(
                "SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for many: set one of them"
            )
        if self.slack_client_id and not self.slack_client_secret:
            raise ValueError("SLACK_CLIENT_ID needs SLACK_CLIENT_SECRET")
        if self.slack_socket_mode and not self.slack_app_token:
            raise ValueError("SLACK_SOCKET_MODE needs SLACK_APP_TOKEN")
        if self.has_slack and not self.slack_socket_mode and not self.slack_signing_secret:
            raise ValueError("Slack over HTTP needs SLACK_SIGNING_SECRET")
        return self

    @model_validator(mode="after")
    def _teams_is_whole(self) -> Self:
        if self.teams_app_id and self.teams_registrations:
            raise ValueError(
                "TEAMS_APP_ID is for one tenant, TEAMS_REGISTRATIONS for many: set one of them"
            )
        if self.teams_app_id and not self.teams_app_tenant:
            raise ValueError("TEAMS_APP_ID needs TEAMS_APP_TENANT")
        proofs = (self.teams_app_secret, self.teams_certificate_file, self.teams_managed_identity)
        if self.teams_app_id and not _is_one_of(*proofs):
            raise ValueError(_ONE_PROOF)
        if self.teams_playground and (self.teams_app_id or self.teams_registrations):
            raise ValueError("TEAMS_PLAYGROUND checks nobody: it goes with no TEAMS_APP_ID")
        if self.teams_playground and self.teams_graph:
            raise ValueError("TEAMS_GRAPH needs TEAMS_APP_ID: the playground has no Graph")
        if self.teams_playground and not self.is_loopback:
            raise ValueError("TEAMS_PLAYGROUND checks nobody: CHATWARDEN_HOST must be loopback")
        return self

    @property
    def has_teams(self) -> bool:
        """Whether Microsoft Teams is configured at all."""
        return bool(self.teams_app_id or self.teams_registrations or self.teams_playground)

    @property
    def all_teams_registrations(self) -> tuple[TeamsRegistration, ...]:
        """Every tenant's registration; a single one needs no name in its address."""
        if not self.teams_app_id:
            return self.teams_registrations
        return (
            TeamsRegistration(
                slug="teams",
                app_id=self.teams_app_id,
                tenant=self.teams_app_tenant,
                secret=self.teams_app_secret,
                certificate_file=self.teams_certificate_file,
                managed_identity=self.teams_managed_identity,
                admin_conversation=self.teams_admin_conversation,
                catalog_app=self.teams_catalog_app,
            ),
        )

    @property
    def has_slack(self) -> bool:
        """Whether Slack is configured at all."""
        return bool(self.slack_bot_token or self.slack_client_id)

    @property
    def is_loopback(self) -> bool:
        """Whether the server listens for this machine only."""
        if self.chatwarden_host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.chatwarden_host).is_loopback
        except ValueError:
            return False

    @property
    def store_url(self) -> str:
        """The database to open: DATABASE_URL, else SQLite in the data folder."""
        if self.database_url:
            return self.database_url.get_secret_value()
        return f"sqlite:///{(self.chatwarden_data_dir / 'chatwarden.db').absolute()}"


def read_settings(env_file: Path | None = None, **changes: object) -> Settings:
    """Read the settings; `changes` win over the environment, the environment over `.env`.

    Raises SettingsError naming every setting that is wrong, never its value.
    """
    load_dotenv(env_file or Path(".env"), override=False)
    try:
        return Settings(**changes)  # type: ignore[arg-type]  # pydantic checks what comes in
    except ValidationError as fault:
        raise SettingsError("\n".join(_describe(fault))) from None


def unknown_settings() -> tuple[str, ...]:
    """Return what is set under our name but is no setting of ours: most likely misspelt."""
    known = {name.upper() for name in Settings.model_fields}
    return tuple(sorted(n for n in os.environ if n.startswith("CHATWARDEN_") and n not in known))


def _is_one_of(*given: object) -> bool:
    return sum(bool(one) for one in given) == 1


def _describe(fault: ValidationError) -> list[str]:
    # include_input=False: a wrong value may be a secret in the wrong place.
    return [
        f"  {'.'.join(str(step) for step in error['loc']).upper() or 'settings'}: {error['msg']}"
        for error in fault.errors(include_input=False, include_url=False)
    ]


def revealed(secret: SecretStr | None) -> str:
    """Return the secret's value, empty if it is not set."""
    return secret.get_secret_value() if secret else ""
