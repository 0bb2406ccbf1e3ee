"""Which findings carry a category, so that a warning can name what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_CARE = ("HEALTH_PLAN_ID", "MEDICAL_RECORD_NUMBER", "US_MBI")
_PERSON = ("DATE_OF_BIRTH", "US_DRIVER_LICENSE", "US_ITIN", "US_PASSPORT", "US_SSN", *_CARE)
_HEALTH = ("ICD10_CODE", "MEDICAL_CONDITION", "MEDICATION")

CARRIERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "PII": (*_PERSON, "STREET_ADDRESS"),
        "PHI": (*_HEALTH, *_PERSON, "CASE_NUMBER", "PERSON"),
        "FINANCIAL": ("CREDIT_CARD", "IBAN_CODE", "US_BANK_NUMBER", "US_BANK_ROUTING"),
        "CREDENTIALS": ("API_KEY", "CONNECTION_STRING", "PASSWORD", "PRIVATE_KEY"),
        "CONFIDENTIAL": ("CONFIDENTIAL_MARKING",),
    }
)
