"""Reading text with a spaCy pipeline."""

import asyncio
import shutil
import threading

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Span

from bot.detection.pipeline_loading import DEFAULT_PIPELINE, load_pipeline
from bot.detection.reading import PipelineReading
from bot.domain.finding import Finding
from bot.domain.message import PartKind, TextPart
from bot.errors import PipelineError
from tests.marking import marked

_GO_ON = threading.Event()


@Language.component("waits_for_a_test")
def waits_for_a_test(doc):
    _GO_ON.wait(5)
    return doc


@Language.component("scores_for_a_test")
def scores_for_a_test(doc):
    doc.cats = {"THREAT": len(doc) / 10, "MOOD": 1.0}
    return doc


@Language.component("breaks_for_a_test")
def breaks_for_a_test(doc):
    if "odd" in doc.text:
        raise ValueError
    return doc


@Language.component("sure_for_a_test")
def sure_for_a_test(doc):
    doc.spans["sc"] = [Span(doc, ent.start, ent.end, ent.label_) for ent in doc.ents]
    doc.spans["sc"].attrs["scores"] = [0.83 for _ in doc.ents]
    return doc


@Language.component("answers_for_a_test")
def answers_for_a_test(doc):
    doc.cats = {"PHI": float("who has it" in doc._.thread)}
    return doc


def saved(path, *components, patterns=(("PERSON", "Ada"), ("GPE", "Salem"))):
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": text} for label, text in patterns])
    for component in components:
        nlp.add_pipe(component)
    nlp.to_disk(path)
    return path


def body(text):
    return [TextPart("body", text)]


async def test_entities_become_findings_with_their_place(tmp_path):
    pipeline = load_pipeline(saved(tmp_path))

    reading = await pipeline.read(body("call Ada in Salem"), [])

    because = "named-entity recogniser"
    assert reading == PipelineReading(
        findings=(
            Finding(label="PERSON", part="body", start=5, end=8, confidence=0.6, because=because),
            Finding(
                label="LOCATION", part="body", start=12, end=17, confidence=0.6, because=because
            ),
        )
    )
    pipeline.close()


async def test_offsets_behind_an_emoji_are_code_points(tmp_path):
    part, [span] = marked("👩‍💻 ask ⟦Ada⟧")

    reading = await load_pipeline(saved(tmp_path)).read([part], [])

    assert [(f.start, f.end) for f in reading.findings] == [span]


async def test_a_name_at_the_end_of_a_long_text_is_found_once(tmp_path):
    part, [span] = marked("nothing here " * 3_500 + "⟦Ada⟧")

    reading = await load_pipeline(saved(tmp_path)).read([part], [])

    assert [(f.start, f.end) for f in reading.findings] == [span]


async def test_a_name_that_two_windows_hold_is_found_once(tmp_path):
    part, [span] = marked("a word " * 250 + "⟦Ada⟧" + " a word" * 250)

    reading = await load_pipeline(saved(tmp_path)).read([part], [])

    assert [(f.start, f.end) for f in reading.findings] == [span]


NOBODY = {
    "a product": ("PERSON", "Docker", "Ada"),
    "a mark": ("PERSON", "-", "Ada"),
    "a product, not a disease that bears a name": ("DISEASE", "docker", "parkinson"),
    "a placeholder": ("PASSWORD", "changeme", "marigold"),
}


@pytest.mark.parametrize(("label", "none", "one"), NOBODY.values(), ids=NOBODY.keys())
async def test_what_is_nobody_and_nothing_is_no_finding(tmp_path, label, none, one):
    path = saved(tmp_path, patterns=[(label, none), (label, one)])

    reading = await load_pipeline(path).read(body(f"{none} or {one}"), [])

    assert [f.start for f in reading.findings] == [len(f"{none} or ")]


async def test_labels_are_mapped_to_ours(tmp_path):
    path = saved(tmp_path, patterns=[("KRANKHEIT", "Gicht"), ("MOOD", "glad")])
    pipeline = load_pipeline(path, label_map={"KRANKHEIT": "MEDICAL_CONDITION"})

    reading = await pipeline.read(body("Gicht glad"), [])

    assert pipeline.labels == {"MEDICAL_CONDITION"}
    assert [f.label for f in reading.findings] == ["MEDICAL_CONDITION"]


async def test_a_measured_precision_is_the_confidence(tmp_path):
    nlp = spacy.load(saved(tmp_path))
    nlp.meta["chatwarden"] = {"precision": {"PERSON": 0.91}}
    nlp.to_disk(tmp_path)

    reading = await load_pipeline(tmp_path).read(body("Ada"), [])

    assert [f.confidence for f in reading.findings] == [0.91]


async def test_scores_are_of_the_own_parts_and_the_highest_counts(tmp_path):
    pipeline = load_pipeline(saved(tmp_path, "scores_for_a_test"))
    own = [TextPart("body", "one two three"), TextPart("attachment:1:page 1", "one")]

    reading = await pipeline.read(own, [TextPart("thread:0", "a much longer text than these")])

    assert reading.scores == {"THREAT": 0.3}


async def test_a_score_of_the_pipeline_is_the_confidence(tmp_path):
    reading = await load_pipeline(saved(tmp_path, "sure_for_a_test")).read(body("Ada"), [])

    assert [f.confidence for f in reading.findings] == [0.83]


async def test_a_body_is_judged_in_the_light_of_its_thread(tmp_path):
    pipeline = load_pipeline(saved(tmp_path, "answers_for_a_test"))
    before = [TextPart("thread:0", "who has it?"), TextPart("thread:1", "Ada")]

    alone, answered = [await pipeline.read(body("she does"), each) for each in ([], before)]

    assert (alone.scores, answered.scores) == ({"PHI": 0.0}, {"PHI": 1.0})


async def test_a_file_is_judged_without_the_thread(tmp_path):
    pipeline = load_pipeline(saved(tmp_path, "answers_for_a_test"))
    file = TextPart("attachment:1:page 1", "she does", PartKind.ATTACHMENT)

    reading = await pipeline.read([file], [TextPart("thread:0", "who has it?")])

    assert reading.scores == {"PHI": 0.0}


async def test_letters_that_only_look_alike_are_read_as_meant(tmp_path):
    part, [span] = marked("c\u200ball ⟦\N{CYRILLIC CAPITAL LETTER A}d\u0430⟧")

    reading = await load_pipeline(saved(tmp_path)).read([part], [])

    assert [(f.start, f.end) for f in reading.findings] == [span]


async def test_context_is_read_for_findings(tmp_path):
    pipeline = load_pipeline(saved(tmp_path))

    reading = await pipeline.read(body("hello"), [TextPart("thread:0", "Ada")])

    assert [f.part for f in reading.findings] == ["thread:0"]


async def test_nothing_to_read_is_nothing_found(tmp_path):
    assert await load_pipeline(saved(tmp_path)).read([], []) == PipelineReading()


async def test_a_look_that_ran_out_of_time_is_named(tmp_path):
    _GO_ON.clear()
    pipeline = load_pipeline(saved(tmp_path, "waits_for_a_test"), seconds=0.05)

    reading = await pipeline.read(body("Ada"), [])

    assert reading == PipelineReading(unfinished=("pipeline: body",))
    _GO_ON.set()
    pipeline.close()


async def test_of_a_text_far_too_long_the_first_stretches_that_were_left_are_named(tmp_path):
    _GO_ON.clear()
    pipeline = load_pipeline(saved(tmp_path, "waits_for_a_test"), seconds=0.05)

    reading = await pipeline.read(body("all is well " * 10_000), [])

    assert (len(reading.unfinished), reading.unfinished[-1]) == (
        51,
        "pipeline: 21 more stretches",
    )
    _GO_ON.set()
    pipeline.close()


async def test_a_window_that_ran_out_of_time_is_named_by_its_place(tmp_path):
    pipeline = load_pipeline(saved(tmp_path, "breaks_for_a_test"))

    reading = await pipeline.read(body("all is well " * 200 + "odd"), [])

    assert reading.unfinished == ("pipeline: body, characters 1699 to 2403",)


async def test_a_text_the_pipeline_breaks_on_is_named_and_the_others_are_read(tmp_path):
    pipeline = load_pipeline(saved(tmp_path, "breaks_for_a_test"))

    odd, good = await asyncio.gather(
        pipeline.read(body("odd Ada"), []), pipeline.read(body("Ada"), [])
    )

    assert odd == PipelineReading(unfinished=("pipeline: body",))
    assert [f.start for f in good.findings] == [0]


def test_a_missing_pipeline_is_a_clear_error():
    with pytest.raises(PipelineError, match=r"cannot be loaded\. no_such_pipeline: OSError"):
        load_pipeline("no_such_pipeline")


def test_a_broken_pipeline_is_a_clear_error(tmp_path):
    saved(tmp_path)
    (tmp_path / "config.cfg").write_text("not a config")

    with pytest.raises(PipelineError, match="cannot be loaded"):
        load_pipeline(tmp_path)


def test_a_broken_file_without_words_is_a_clear_error(tmp_path):
    saved(tmp_path)
    (tmp_path / "tokenizer").write_bytes(b"")

    with pytest.raises(PipelineError, match="cannot be loaded"):
        load_pipeline(tmp_path)


def test_a_torn_network_is_a_clear_error(tmp_path):
    shutil.copytree(DEFAULT_PIPELINE, tmp_path / "torn")
    (tmp_path / "torn" / "encoder" / "encoder.onnx").write_bytes(b"no network")

    with pytest.raises(PipelineError, match="cannot be loaded"):
        load_pipeline(tmp_path / "torn")


@pytest.mark.filterwarnings("ignore:.*W036")  # the ruler of the empty one says that it is empty
@pytest.mark.parametrize(
    ("patterns", "offered"), [([("MOOD", "glad")], "MOOD"), ([], "none")], ids=["foreign", "empty"]
)
def test_a_pipeline_whose_labels_say_nothing_here_is_refused(tmp_path, patterns, offered):
    saved(tmp_path, patterns=patterns)

    with pytest.raises(PipelineError, match=rf"none of its labels is known here \({offered}\)"):
        load_pipeline(tmp_path)


async def test_the_shipped_pipeline_finds_people_and_their_health():
    pipeline = load_pipeline(DEFAULT_PIPELINE)

    reading = await pipeline.read(body("Maria Lopez was diagnosed with diabetes"), [])

    found = {(f.label, f.start, f.end) for f in reading.findings}
    assert found == {("PERSON", 0, 11), ("MEDICAL_CONDITION", 31, 39)}
    assert all(0 <= score <= 1 for score in reading.scores.values())
    pipeline.close()
