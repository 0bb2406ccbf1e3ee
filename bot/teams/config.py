"""What the Teams room needs to know; bootstrap fills it from the settings."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.errors import NotInstalled, SettingsError

LOGIN = "https://login.microsoftonline.com/"
OPENID = "https://login.botframework.com/v1/.well-known/openidconfiguration"
ISSUER = "https://api.botframework.com"
CONNECTOR_SCOPE = "https://api.botframework.com/.default"
# Where Teams keeps files and pictures; a name stands for itself and all hosts below it.
FILE_HOSTS = ("sharepoint.com",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """The app as one customer tenant registered it, and how it proves that it is that app.

    `slug` is its part of the address; `admin_conversation` is where that tenant's admins read;
    `catalog_app` is the app's id in that tenant's catalogue, needed to install it for a person.
    """

    app_id: str = ""
    tenant: str = ""
    slug: str = ""
    secret: str = field(default="", repr=False)
    certificate: str = field(default="", repr=False)  # PEM: the key and its certificate
    managed_identity: bool = False
    admin_conversation: str = ""
    catalog_app: str = ""

    @property
    def bot(self) -> str:
        """The bot's own id in conversations."""
        return f"28:{self.app_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsConfig:
    """All registrations and what they share.

    `playground` serves Microsoft's local Teams client, which proves nothing about itself: without
    an app id everybody who reaches the port is believed. `targeted_messages` lets a warning be
    shown in the conversation to its author alone, where Teams offers that.
    """

    registrations: tuple[Registration, ...] = ()
    playground: bool = False
    login_url: str = LOGIN
    openid_url: str = OPENID
    issuer: str = ISSUER
    connector_scope: str = CONNECTOR_SCOPE
    identity_endpoint: str = ""
    identity_header: str = field(default="", repr=False)
    targeted_messages: bool = False
    inspect_bots: bool = False
    file_hosts: tuple[str, ...] = FILE_HOSTS
    max_body_bytes: int = 1_000_000
    max_file_bytes: int = 20_000_000
    invoke_seconds: float = 3.5  # Teams gives up after five

    def __post_init__(self) -> None:
        if self.playground:
            object.__setattr__(self, "registrations", self.registrations or (Registration(),))
        elif not all(known.app_id and known.tenant for known in self.registrations):
            raise SettingsError("Teams needs an app id and a tenant, else nobody is checked.")
        names = [name for known in self.registrations for name in {known.tenant, known.slug} - {""}]
        if len(names) != len(set(names)):
            raise SettingsError("Two Teams registrations share a tenant or a slug.")

    @property
    def tenants(self) -> tuple[str, ...]:
        """Every tenant that is served."""
        return tuple(known.tenant for known in self.registrations)

    def registration(self, tenant: str) -> Registration:
        """Return how the app is registered in that tenant; raises NotInstalled."""
        for known in self.registrations:
            if known.tenant == tenant or self.is_open(known):
                return known
        raise NotInstalled

    def at(self, slug: str) -> Registration | None:
        """Return the registration that is served under that part of the address."""
        if not slug:
            return self.registrations[0] if len(self.registrations) == 1 else None
        found = (known for known in self.registrations if slug in (known.slug, known.tenant))
        return next(found, None)

    def is_open(self, registration: Registration) -> bool:
        """Whether nobody is checked: in the playground, and nowhere else."""
        return self.playground and not registration.app_id
