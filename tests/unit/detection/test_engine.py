"""Both tiers come together over one message; only its own parts are reported."""

from types import MappingProxyType

import pytest

from bot.detection.detector import Detector
from bot.detection.engine import DetectionEngine
from bot.detection.reading import PipelineReading
from bot.domain.finding import InspectionResult
from bot.domain.message import PartKind, TextPart
from tests.builders import context, finding, message, read_attachment

PLACE = "attachment:F1:whole file"


class ReaderThatKnows:
    """Hands out the reading it was given, and keeps what it was asked."""

    def __init__(self, **reading):
        self.reading = PipelineReading(**reading)
        self.asked = []

    async def read(self, parts, context):
        self.asked.append(([part.name for part in parts], [part.name for part in context]))
        return self.reading


def _found(result):
    return [(one.label, one.part, one.start, one.end) for one in result.findings]


async def test_a_clean_message_has_no_findings():
    result = await DetectionEngine().inspect(message("lunch at noon?"))

    assert result == InspectionResult()


async def test_body_and_attachments_are_looked_at():
    sent = message("ssn 514-29-8837", attachments=(read_attachment("pw: Winter2024!"),))

    result = await DetectionEngine().inspect(sent)

    assert _found(result) == [("US_SSN", "body", 4, 15), ("PASSWORD", PLACE, 4, 15)]


async def test_context_is_read_but_not_reported():
    sent = message("thanks", context=context("ssn 514-29-8837"))

    result = await DetectionEngine().inspect(sent)

    assert result.findings == ()


async def test_a_short_answer_is_read_with_its_question():
    sent = message("514298837", context=context("hi", "what's your SSN?"))

    result = await DetectionEngine().inspect(sent)

    assert _found(result) == [("US_SSN", "body", 0, 9)]


async def test_a_long_message_is_read_alone():
    sent = message("514298837" + " and so on" * 20, context=context("what's your SSN?"))

    result = await DetectionEngine().inspect(sent)

    assert result.findings == ()


WORDS_BEFORE = {
    "the author's own": ("my ssn is 536-22", PartKind.JUST_BEFORE, "8765", [(0, 4)]),
    "somebody else's": ("my ssn is 536-22", PartKind.THREAD, "8765", []),
    "a whole number": ("my ssn is 536-22-8765", PartKind.JUST_BEFORE, "8765", []),
    "a long message": ("my ssn is 536-22", PartKind.JUST_BEFORE, "8765" + " and so on" * 20, []),
}


@pytest.mark.parametrize(
    ("before", "kind", "text", "spans"), WORDS_BEFORE.values(), ids=WORDS_BEFORE.keys()
)
async def test_a_number_goes_on_from_the_authors_own_words(before, kind, text, spans):
    sent = message(text, context=(TextPart("thread:0", before, kind),))

    result = await DetectionEngine().inspect(sent)

    assert _found(result) == [("US_SSN", "body", *span) for span in spans]


def _own(text):
    return TextPart("own", text, PartKind.JUST_BEFORE)


def _others(text):
    return TextPart("others", text, PartKind.THREAD)


SPREAD = {
    "over many messages": ([_own("my ssn is"), _own("536"), _own("22")], [(0, 4)]),
    "somebody in between": ([_own("my ssn is 536-22"), _others("go on")], [(0, 4)]),
    "somebody asked": ([_others("your ssn?"), _own("536-22"), _others("and?")], [(0, 4)]),
    "somebody said a part": ([_own("my ssn is"), _others("536-22?")], []),
}


@pytest.mark.parametrize(("before", "spans"), SPREAD.values(), ids=SPREAD.keys())
async def test_a_number_may_be_spread_over_a_conversation(before, spans):
    result = await DetectionEngine().inspect(message("8765", context=tuple(before)))

    assert _found(result) == [("US_SSN", "body", *span) for span in spans]


async def test_the_pipelines_entities_join_the_identifiers():
    person = finding(label="PERSON", start=0, end=2, confidence=0.9)
    wrong = finding(label="PERSON", start=7, end=12)
    earlier = finding(label="PERSON", part="thread:0", start=0, end=2)
    reader = ReaderThatKnows(findings=(person, wrong, earlier), unfinished=("pipeline: body",))
    sent = message("Jo ssn 514-29-8837", context=context("Al"))

    result = await DetectionEngine(reader=reader).inspect(sent)

    assert _found(result) == [("PERSON", "body", 0, 2), ("US_SSN", "body", 7, 18)]
    assert result.unfinished == ("pipeline: body",)
    assert reader.asked == [(["body"], ["thread:0"])]


async def test_categories_come_from_findings_and_scores():
    reader = ReaderThatKnows(scores=MappingProxyType({"THREAT": 0.99}))

    result = await DetectionEngine(reader=reader).inspect(
        message("i will hurt you, pw: Winter2024!")
    )

    assert set(result.categories) == {"CREDENTIALS", "THREAT"}


async def test_messengers_named_in_any_own_part_are_listed():
    sent = message("let's move to WhatsApp", attachments=(read_attachment("or Signal me"),))

    result = await DetectionEngine().inspect(sent)

    assert "whatsapp" in result.messengers


async def test_a_broken_detector_leaves_the_look_unfinished():
    def broken(part):
        raise RuntimeError(part.text)

    engine = DetectionEngine(detectors=[Detector(name="broken", gate="", detect=broken)])

    result = await engine.inspect(message("hi", context=context("before")))

    assert result.unfinished == ("detector: broken on body", "detector: broken on thread:0")


@pytest.mark.parametrize("length", [10, 30_000], ids=["short", "long, in a thread"])
async def test_texts_of_any_length_are_looked_at(length):
    sent = message("x" * length + " ssn 514-29-8837")

    result = await DetectionEngine().inspect(sent)

    assert _found(result) == [("US_SSN", "body", length + 5, length + 16)]
