"""Which labels are compared, and what the others call them."""

from __future__ import annotations

from bot.domain.labels import LABELS

ENTITIES = (
    "PERSON",
    "LOCATION",
    "ORGANIZATION",
    "DATE_OF_BIRTH",
    "STREET_ADDRESS",
    "MEDICAL_CONDITION",
    "MEDICATION",
)
SECRETS = frozenset({"API_KEY", "PASSWORD", "PRIVATE_KEY", "CONNECTION_STRING"})
# detect-secrets tells providers apart, not a key from a password: its findings bear this name.
ANY_SECRET = "SECRET"  # noqa: S105 - a label, not a secret
IDENTIFIERS = frozenset(LABELS) - frozenset(ENTITIES) | {ANY_SECRET}
# Found by the identifier tier too.
ENTITIES_BY_PATTERN = frozenset({"DATE_OF_BIRTH", "STREET_ADDRESS"})
# Presidio's other entities are spelt as ours are, or are none of ours (URL, DATE_TIME, CRYPTO …).
_PRESIDIO = {"MEDICAL_LICENSE": "DEA_NUMBER"}


def of_presidio(entity: str) -> str:
    """Return our label for an entity of Presidio's; its own name if we have none."""
    return _PRESIDIO.get(entity, entity)


def of_detect_secrets(kind: str) -> str:
    """Return our label for a secret type of detect-secrets."""
    return "IP_ADDRESS" if kind == "Public IP (ipv4)" else ANY_SECRET


def as_any_secret(label: str) -> str:
    """Return the one label of all secrets for each of them, any other label as it is."""
    return ANY_SECRET if label in SECRETS else label
