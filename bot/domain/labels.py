"""Every entity label and category once: its stable name and what a person calls it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "PERSON": "a person's name",
        "LOCATION": "a place",
        "ORGANIZATION": "an organisation",
        "DATE_OF_BIRTH": "a date of birth",
        "STREET_ADDRESS": "a street address",
        "EMAIL_ADDRESS": "an e-mail address",
        "PHONE_NUMBER": "a phone number",
        "IP_ADDRESS": "an IP address",
        "USERNAME": "a user name",
        "US_SSN": "a Social Security number",
        "US_ITIN": "a taxpayer identification number (ITIN)",
        "US_EIN": "an employer identification number (EIN)",
        "US_DRIVER_LICENSE": "a driver's licence number",
        "US_PASSPORT": "a passport number",
        "CREDIT_CARD": "a payment card number",
        "US_BANK_NUMBER": "a bank account number",
        "US_BANK_ROUTING": "a bank routing number",
        "IBAN_CODE": "an IBAN",
        "VIN": "a vehicle identification number",
        "CASE_NUMBER": "a case number",
        "MEDICAL_CONDITION": "a medical condition",
        "MEDICATION": "a medication",
        "MEDICAL_RECORD_NUMBER": "a medical record number",
        "HEALTH_PLAN_ID": "a health plan number",
        "US_MBI": "a Medicare number (MBI)",
        "US_NPI": "a provider number (NPI)",
        "DEA_NUMBER": "a DEA number",
        "ICD10_CODE": "a diagnosis code (ICD-10)",
        "API_KEY": "an API key",
        "PASSWORD": "a password",
        "PRIVATE_KEY": "a private key",
        "CONNECTION_STRING": "a connection string with its password",
        "CONFIDENTIAL_MARKING": "a confidentiality marking",
    }
)

# Several of a label, for those of which "s" at the end would not do; asked by `counted_title`.
_SEVERAL: Mapping[str, str] = MappingProxyType(
    {
        "PERSON": "people's names",
        "DATE_OF_BIRTH": "dates of birth",
        "STREET_ADDRESS": "street addresses",
        "EMAIL_ADDRESS": "e-mail addresses",
        "IP_ADDRESS": "IP addresses",
        "US_ITIN": "taxpayer identification numbers (ITIN)",
        "US_EIN": "employer identification numbers (EIN)",
        "US_MBI": "Medicare numbers (MBI)",
        "US_NPI": "provider numbers (NPI)",
        "ICD10_CODE": "diagnosis codes (ICD-10)",
        "CONNECTION_STRING": "connection strings with their passwords",
    }
)

# What tells one person, account or machine from all others, or opens a door. Names, places,
# topics of health and markings do not: a phone book of names is no list of numbers.
IDENTIFIERS: frozenset[str] = frozenset(LABELS) - {
    "PERSON",
    "LOCATION",
    "ORGANIZATION",
    "MEDICAL_CONDITION",
    "MEDICATION",
    "ICD10_CODE",
    "CONFIDENTIAL_MARKING",
}

CATEGORIES: Mapping[str, str] = MappingProxyType(
    {
        "PII": "personal information",
        "PHI": "health information about somebody",
        "FINANCIAL": "financial account information",
        "CREDENTIALS": "a password or key",
        "CONFIDENTIAL": "confidential information",
        "HARASSMENT": "harassment or discrimination",
        "THREAT": "a threat",
        "SEXUAL": "sexual content",
        "GOSSIP": "gossip or rumour",
        "JOKE": "a joke",
        "PERSONAL_USE": "personal business",
        "OFF_CHANNEL": "a move to an unapproved messenger",
        "ILLEGAL": "unlawful conduct",
        "RECORDS_EVASION": "avoiding the record",
        "EMBARRASSING": "potentially embarrassing information",
    }
)


def title_of(name: str) -> str:
    """Return what a person calls a label or category; the name itself if it is not ours."""
    return LABELS.get(name) or CATEGORIES.get(name) or name


def counted_title(name: str, count: int) -> str:
    """Return what a person calls so many of a label ("10,000 Social Security numbers")."""
    title = title_of(name)
    if count == 1:
        return title
    plural = title.removeprefix("a ").removeprefix("an ") + "s"
    return f"{count:,} {_SEVERAL.get(name, plural)}"
