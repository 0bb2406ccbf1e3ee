"""What every detection keeps to, with and without a spaCy pipeline."""

import pytest

from bot.detection.engine import DetectionEngine
from bot.detection.pipeline_loading import load_pipeline
from bot.domain.labels import CATEGORIES, LABELS
from bot.domain.message import TextPart
from tests import builders as b
from tests.marking import marked

BODY, [SPAN] = marked("\N{GRINNING FACE} my ssn is ⟦536-22-8765⟧, keep it")
ODD = {
    "empty": "",
    "blank": " \n\t ",
    "nul": "a\x00b",
    "half a surrogate pair": "half \ud83d",
    "right to left": "\u202e5678-22-635 nss",
    "combining marks": "e" + "\u0301" * 5000,
    "one long word": "x" * 50_000,
    "digits without end": "5" * 50_000,
}


@pytest.fixture(scope="session")
def shipped_pipeline():
    return load_pipeline()


@pytest.fixture(params=["identifiers alone", "both tiers"])
def detection(request):
    if request.param == "identifiers alone":
        return DetectionEngine()
    return DetectionEngine(reader=request.getfixturevalue("shipped_pipeline"))


def numbers(result):
    """Return where Social Security numbers were found."""
    return [(each.part, each.start, each.end) for each in result.findings if each.label == "US_SSN"]


async def test_a_number_is_found_where_it_stands_in_code_points(detection):
    result = await detection.inspect(b.message(BODY.text))

    assert numbers(result) == [("body", *SPAN)]
    assert (result.unfinished, "PII" in result.categories) == ((), True)


async def test_a_finding_in_an_attachment_names_its_part(detection):
    message = b.message("the list", attachments=(b.read_attachment(BODY.text),))

    [part] = [part.name for part in message.own_parts if part.name != "body"]
    assert numbers(await detection.inspect(message)) == [(part, *SPAN)]


async def test_what_was_said_before_is_no_finding_of_this_message(detection):
    said_before = (TextPart("thread:0", BODY.text),)

    result = await detection.inspect(b.message("thanks", context=said_before))

    assert result.findings == ()


async def test_plain_work_talk_is_quiet(detection):
    result = await detection.inspect(b.message("The meeting moved to three, same room."))

    assert ([each.label for each in result.findings], dict(result.categories)) == ([], {})


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
async def test_odd_text_is_looked_at_without_an_error(detection, text):
    result = await detection.inspect(b.message(text))

    assert all(0 <= each.start < each.end <= len(text) for each in result.findings)


async def test_labels_categories_and_scores_are_those_of_the_house(detection):
    result = await detection.inspect(
        b.message("Ada Wren, ada@wren.example, ssn 536-22-8765, was told she has diabetes")
    )

    assert {each.label for each in result.findings} <= set(LABELS)
    assert set(result.categories) <= set(CATEGORIES)
    scores = [each.confidence for each in result.findings] + list(result.categories.values())
    assert all(0 < score <= 1 for score in scores)


async def test_a_finding_does_not_carry_the_text(detection):
    result = await detection.inspect(b.message(BODY.text))

    assert "536-22-8765" not in repr(result)


async def test_looked_at_again_the_same_is_found(detection):
    looks = [await detection.inspect(b.message(BODY.text)) for _ in range(2)]

    assert looks[0].findings == looks[1].findings
