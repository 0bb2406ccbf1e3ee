"""What findings and scores come to together."""

import pytest

from bot.detection.categories import categorise
from bot.detection.thresholds import thresholds
from bot.domain.labels import CATEGORIES
from tests.builders import finding


def found(label, value="x", text="x", **changes):
    start = text.index(value)
    place = {"start": start, "end": start + len(value)}
    return finding(**{"label": label, "confidence": 0.9} | place | changes)


def come_to(text="x", *labels, before=(), scores=None):
    """Categories of a text; a label is given as (label, value in the text)."""
    findings = [found(label, value, text) for label, value in labels]
    context = [found(label, part="thread:0") for label in before]
    made = categorise(
        findings=findings, context_findings=context, scores=scores or {}, texts=[text]
    )
    return set(made)


def test_nothing_comes_to_nothing():
    assert categorise(findings=[], context_findings=[], scores={}, texts=[]) == {}


@pytest.mark.parametrize(
    ("label", "category"),
    [
        ("API_KEY", "CREDENTIALS"),
        ("PASSWORD", "CREDENTIALS"),
        ("PRIVATE_KEY", "CREDENTIALS"),
        ("CONNECTION_STRING", "CREDENTIALS"),
        ("CREDIT_CARD", "FINANCIAL"),
        ("IBAN_CODE", "FINANCIAL"),
        ("US_BANK_NUMBER", "FINANCIAL"),
        ("US_BANK_ROUTING", "FINANCIAL"),
        ("US_SSN", "PII"),
        ("US_ITIN", "PII"),
        ("US_DRIVER_LICENSE", "PII"),
        ("US_PASSPORT", "PII"),
        ("CONFIDENTIAL_MARKING", "CONFIDENTIAL"),
    ],
)
def test_one_finding_makes_its_category(label, category):
    made = categorise(findings=[found(label)], context_findings=[], scores={}, texts=["x"])

    assert made == {category: 0.9}


@pytest.mark.parametrize(
    "label",
    ["PERSON", "LOCATION", "ORGANIZATION", "STREET_ADDRESS", "DATE_OF_BIRTH", "EMAIL_ADDRESS",
     "PHONE_NUMBER", "IP_ADDRESS", "USERNAME", "MEDICAL_CONDITION", "MEDICATION", "US_NPI"],
)  # fmt: skip
def test_one_finding_that_is_nobodys_secret_makes_none(label):
    made = categorise(findings=[found(label)], context_findings=[], scores={}, texts=["x"])

    assert made == {}


def test_an_unsure_finding_makes_no_category():
    made = categorise(
        findings=[found("US_SSN", confidence=0.4)], context_findings=[], scores={}, texts=["x"]
    )

    assert made == {}


@pytest.mark.parametrize("label", ["MEDICAL_RECORD_NUMBER", "HEALTH_PLAN_ID", "US_MBI"])
def test_a_number_of_somebody_in_care_is_both(label):
    assert come_to("x", (label, "x")) == {"PII", "PHI"}


def test_a_birth_date_and_a_name_are_personal():
    assert come_to("Ada 1/2/80", ("PERSON", "Ada"), ("DATE_OF_BIRTH", "1/2/80")) == {"PII"}


def test_a_birth_date_answers_for_the_name_before_it():
    assert come_to("1/2/80", ("DATE_OF_BIRTH", "1/2/80"), before=["PERSON"]) == {"PII"}


def test_an_address_is_personal_where_somebody_lives():
    assert come_to("Ada lives at 3 Oak St", ("STREET_ADDRESS", "3 Oak St")) == {"PII"}
    assert come_to("Ada meets at 3 Oak St", ("STREET_ADDRESS", "3 Oak St")) == set()


def test_health_and_a_name_are_health_information():
    assert come_to("Ada has lupus", ("PERSON", "Ada"), ("MEDICAL_CONDITION", "lupus")) == {"PHI"}


def test_health_and_a_patient_are_health_information():
    assert come_to("our patient has lupus", ("MEDICAL_CONDITION", "lupus")) == {"PHI"}


def test_an_ailment_of_a_day_is_nobodys_secret():
    text = "Ada has a cold"

    assert come_to(text, ("PERSON", "Ada"), ("MEDICAL_CONDITION", "a cold")) == set()


@pytest.mark.parametrize(("score", "made"), [(0.01, set()), (0.9, {"PHI"})])
def test_where_the_pipeline_judges_its_score_decides(score, made):
    text = "Ada updates the lupus brochure"
    findings = (("PERSON", "Ada"), ("MEDICAL_CONDITION", "lupus"))

    assert come_to(text, *findings, scores={"PHI": score}) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [("Ada updates the lupus brochure", set()), ("Ada updates us, it is lupus", {"PHI"})],
    ids=["a brochure", "no brochure"],
)
def test_where_it_does_not_words_of_the_trade_decide(text, made):
    assert come_to(text, ("PERSON", "Ada"), ("MEDICAL_CONDITION", "lupus")) == made


def test_health_is_tied_to_the_name_before_it():
    health, level = ("MEDICAL_CONDITION", "lupus"), thresholds()["PHI"]
    between = {"PHI": (level.supported + level.alone) / 2}

    assert come_to("it's lupus", health, before=["PERSON"], scores=between) == {"PHI"}
    assert come_to("it's lupus", health, scores=between) == set()


def test_words_alone_need_a_high_score():
    assert come_to("x", scores={"ILLEGAL": thresholds()["ILLEGAL"].alone}) == {"ILLEGAL"}
    assert come_to("x", scores={"ILLEGAL": thresholds()["ILLEGAL"].supported}) == set()


def test_a_word_of_the_lexicon_lowers_what_is_needed():
    assert come_to("some weed", scores={"ILLEGAL": thresholds()["ILLEGAL"].supported}) == {
        "ILLEGAL"
    }


def test_a_named_messenger_lowers_what_is_needed():
    assert come_to("telegram?", scores={"OFF_CHANNEL": thresholds()["OFF_CHANNEL"].supported}) == {
        "OFF_CHANNEL"
    }


@pytest.mark.parametrize(
    ("category", "text", "evidence"),
    [
        ("PII", "Ada, 3 Oak St", ("STREET_ADDRESS", "3 Oak St")),
        ("PII", "Ada 919-733-2391", ("PHONE_NUMBER", "919-733-2391")),
        ("CREDENTIALS", "jdoe and the usual", ("USERNAME", "jdoe")),
    ],
)
def test_evidence_lowers_what_is_needed(category, text, evidence):
    enough = {category: thresholds()[category].supported}

    assert come_to(text, evidence, scores=enough) == {category}
    assert come_to(text, scores=enough) == set()


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_sure_score_makes_any_category(category):
    assert come_to("x", scores={category: 0.999}) == {category}


def test_a_category_that_is_not_ours_is_none():
    assert come_to("x", scores={"MOOD": 1.0}) == set()


def test_the_surest_sign_gives_the_score():
    made = categorise(
        findings=[found("CONFIDENTIAL_MARKING", confidence=0.7)],
        context_findings=[],
        scores={"CONFIDENTIAL": 0.97},
        texts=["x"],
    )

    assert made == {"CONFIDENTIAL": 0.97}


def test_every_category_has_its_threshold():
    assert thresholds().keys() == CATEGORIES.keys()
    assert all(each.supported <= each.alone for each in thresholds().values())
