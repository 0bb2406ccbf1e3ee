"""The component of the shipped pipeline: one pass, entities and categories."""

import pytest
import spacy
from spacy.tokens import Doc

from bot.detection.encoder import Encoder, make_encoder
from bot.detection.pipeline_loading import DEFAULT_PIPELINE
from bot.domain.labels import CATEGORIES
from tests.marking import marked


@pytest.fixture(scope="module")
def nlp():
    return spacy.load(DEFAULT_PIPELINE)


def read(nlp, text, thread=""):
    doc = nlp.make_doc(text)
    doc._.thread = thread
    return nlp(doc)


def test_entities_are_marked_with_their_scores(nlp):
    part, [name, illness] = marked("⟦Maria Lopez⟧ was diagnosed with ⟦diabetes⟧")

    doc = nlp(part.text)

    assert [(e.start_char, e.end_char, e.label_) for e in doc.ents] == [
        (*name, "PERSON"),
        (*illness, "MEDICAL_CONDITION"),
    ]
    assert [span.label_ for span in doc.spans["sc"]] == ["PERSON", "MEDICAL_CONDITION"]
    assert all(0.5 < score <= 1 for score in doc.spans["sc"].attrs["scores"])


def test_every_category_has_a_score(nlp):
    cats = nlp("I will break your jaw").cats

    assert (list(cats), max(cats, key=cats.get)) == (list(CATEGORIES), "THREAT")


def test_the_thread_bears_on_the_categories(nlp):
    alone = read(nlp, "the one in unit 4").cats["PHI"]
    answer = read(nlp, "the one in unit 4", "which client has hepatitis c?").cats["PHI"]

    assert alone < 0.5 < answer


@pytest.mark.parametrize(
    "text", ["", " \n ", "\N{ZERO WIDTH SPACE}"], ids=["empty", "blank", "nil"]
)
def test_a_text_without_words_has_nothing(nlp, text):
    doc = nlp(text)

    assert (doc.ents, set(doc.cats.values())) == ((), {0.0})


def test_a_name_at_the_end_of_a_long_text_is_found(nlp):
    part, [span] = marked(
        "the build is green again, nothing to see here. " * 60 + "ask ⟦Maria Lopez⟧"
    )

    assert span in [(e.start_char, e.end_char) for e in nlp(part.text).ents]


def test_texts_read_together_come_out_as_if_read_alone(nlp):
    texts = ["call Maria Lopez", "", "the build is green " * 100, "lunch?"]

    together = [[e.text for e in doc.ents] for doc in nlp.pipe(texts, batch_size=4)]

    assert together == [[e.text for e in nlp(text).ents] for text in texts]


def test_of_two_entities_in_one_token_of_a_coarser_tokenizer_the_first_is_kept(nlp):
    doc = Doc(nlp.vocab, words=["ask", "Maria", "Lopez/Ahmed", "Khan"])

    nlp.get_pipe("encoder")(doc)

    assert [entity.text for entity in doc.ents] == ["Maria Lopez/Ahmed"]


def test_what_is_written_is_read_again(nlp, tmp_path):
    nlp.to_disk(tmp_path, exclude=["vocab"])

    again = spacy.load(tmp_path)("call Maria Lopez")

    assert [e.text for e in again.ents] == ["Maria Lopez"]


def test_without_weights_it_says_so():
    with pytest.raises(ValueError, match="load the pipeline from its folder"):
        make_encoder(spacy.blank("en"), "encoder", threads=1, pieces=256)(spacy.blank("en")("Ada"))


def test_its_labels_are_those_of_entities_and_categories(nlp):
    encoder = nlp.get_pipe("encoder")

    assert isinstance(encoder, Encoder)
    assert encoder.labels[-len(CATEGORIES) :] == tuple(CATEGORIES)
