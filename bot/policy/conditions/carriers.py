"""Which findings carry a category, so that a warning can name what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_IDENTITY = (
    "DATE_OF_BIRTH",
    "PHONE_NUMBER",
    "STREET_ADDRESS",
    "US_DRIVER_LICENSE",
    "US_ITIN",
    "US_PASSPORT",
    "US_SSN",
)
_HEALTH = (
    "HEALTH_PLAN_ID",
    "ICD10_CODE",
    "MEDICAL_CONDITION",
    "MEDICAL_RECORD_NUMBER",
    "MEDICATION",
    "US_MBI",
)

CARRIERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "PII": (*_IDENTITY, "VIN"),
        "PHI": (*_HEALTH, *_IDENTITY, "PERSON"),
        "FINANCIAL": ("CREDIT_CARD", "IBAN_CODE", "US_BANK_NUMBER", "US_BANK_ROUTING", "US_EIN"),
        "CREDENTIALS": ("API_KEY", "CONNECTION_STRING", "PASSWORD", "PRIVATE_KEY"),
        "CONFIDENTIAL": ("CASE_NUMBER", "CONFIDENTIAL_MARKING"),
    }
)
