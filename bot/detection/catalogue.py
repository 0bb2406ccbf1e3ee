"""Every identifier detector, written out: what is not listed here does not run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.detection.detector import Detector
from bot.detection.detectors import (
    api_key,
    case_number,
    confidential_marking,
    connection_string,
    date_of_birth,
    dea_number,
    email_address,
    health_plan_id,
    iban,
    icd10_code,
    ip_address,
    medical_record_number,
    password,
    payment_card,
    phone_number,
    private_key,
    street_address,
    us_bank,
    us_driver_license,
    us_ein,
    us_itin,
    us_mbi,
    us_npi,
    us_passport,
    us_ssn,
    username,
    vin,
)
from bot.domain.finding import Finding
from bot.domain.message import TextPart


def _detector(name: str, gate: str, detect: Callable[[TextPart], Iterator[Finding]]) -> Detector:
    return Detector(name=name, gate=gate, detect=detect)


CATALOGUE = (
    _detector("api_key", api_key.GATE, api_key.detect),
    _detector("case_number", case_number.GATE, case_number.detect),
    _detector("confidential_marking", confidential_marking.GATE, confidential_marking.detect),
    _detector("connection_string", connection_string.GATE, connection_string.detect),
    _detector("date_of_birth", date_of_birth.GATE, date_of_birth.detect),
    _detector("dea_number", dea_number.GATE, dea_number.detect),
    _detector("email_address", email_address.GATE, email_address.detect),
    _detector("health_plan_id", health_plan_id.GATE, health_plan_id.detect),
    _detector("iban", iban.GATE, iban.detect),
    _detector("icd10_code", icd10_code.GATE, icd10_code.detect),
    _detector("ip_address", ip_address.GATE, ip_address.detect),
    _detector("medical_record_number", medical_record_number.GATE, medical_record_number.detect),
    _detector("password", password.GATE, password.detect),
    _detector("payment_card", payment_card.GATE, payment_card.detect),
    _detector("phone_number", phone_number.GATE, phone_number.detect),
    _detector("private_key", private_key.GATE, private_key.detect),
    _detector("street_address", street_address.GATE, street_address.detect),
    _detector("us_bank_number", us_bank.NUMBER_GATE, us_bank.detect_numbers),
    _detector("us_bank_routing", us_bank.ROUTING_GATE, us_bank.detect_routing),
    _detector("us_driver_license", us_driver_license.GATE, us_driver_license.detect),
    _detector("us_ein", us_ein.GATE, us_ein.detect),
    _detector("us_itin", us_itin.GATE, us_itin.detect),
    _detector("us_mbi", us_mbi.GATE, us_mbi.detect),
    _detector("us_npi", us_npi.GATE, us_npi.detect),
    _detector("us_passport", us_passport.GATE, us_passport.detect),
    _detector("us_ssn", us_ssn.GATE, us_ssn.detect),
    _detector("username", username.GATE, username.detect),
    _detector("vin", vin.GATE, vin.detect),
)
