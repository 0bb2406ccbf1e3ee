"""Presidio's analyzer with its default recognisers: alone, and with our pipeline as its model."""

from __future__ import annotations

import logging
from importlib.metadata import version
from pathlib import Path

import spacy
import tldextract
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

from benchmarks.detection.contestants import Contestant
from benchmarks.detection.labels import of_presidio
from benchmarks.detection.looks import Found, Look
from bot.detection import encoder, word_splitter  # noqa: F401 - registers what our config names
from bot.detection.pipeline_loading import COMMON_LABELS
from bot.domain.labels import LABELS

_LANGUAGE = "en"
_LEMMAS = "words_as_lemmas"
_SWITCHED_OFF = (
    "its e-mail recogniser asks tldextract, which would fetch the list of public suffixes: "
    "given the list inside the package, nothing fetched and no cache; no model is downloaded"
)


def with_pipeline(pipeline: Path) -> Contestant:
    """Return Presidio with our pipeline as its spaCy model."""
    set_current_ops(NumpyOps(use_blis=False))  # as we load it ourselves: the faster one
    return _Presidio(spacy.load(pipeline), f"our pipeline {pipeline.name}")


def without_pipeline(_pipeline: Path) -> Contestant:
    """Return Presidio's recognisers on spaCy's tokenizer: the rival of our identifier tier."""
    return _Presidio(spacy.blank(_LANGUAGE), "spaCy's tokenizer alone")


class _Presidio:
    def __init__(self, nlp: Language, model: str) -> None:
        tldextract.extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
        logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
        self._analyzer = AnalyzerEngine(nlp_engine=_nlp_engine(nlp))
        entities = self._analyzer.get_supported_entities(_LANGUAGE)
        self.labels = frozenset(map(of_presidio, entities)) & frozenset(LABELS)
        self.about = (
            f"version {version('presidio-analyzer')}, "
            f"{len(self._analyzer.registry.recognizers)} default recognisers, {model}, words as "
            f"lemmas for its context words; {_SWITCHED_OFF}"
        )

    def look(self, text: str) -> Look:
        results = self._analyzer.analyze(text, language=_LANGUAGE)
        return Look(
            tuple(
                Found(one.start, one.end, of_presidio(one.entity_type), one.score)
                for one in results
            )
        )


def _nlp_engine(nlp: Language) -> SpacyNlpEngine:
    # Presidio looks for its context words ("bank", "ssn") among lemmas, and our pipeline makes
    # none: without this it would be less sure of what it finds, and miss some.
    nlp.add_pipe(_LEMMAS)
    configuration = NerModelConfiguration(model_to_presidio_entity_mapping=_entities(nlp))
    engine = SpacyNlpEngine(ner_model_configuration=configuration)
    engine.nlp = {_LANGUAGE: nlp}  # loaded already: load() would look for a package to download
    return engine


def _entities(nlp: Language) -> dict[str, str]:
    """Return Presidio's names of a pipeline's labels: ours are spelt as Presidio's are."""
    offered = {label for labels in nlp.pipe_labels.values() for label in labels}
    named = {label: COMMON_LABELS.get(label, label) for label in offered}
    known = {label: name for label, name in named.items() if name in LABELS}
    return known or {"PERSON": "PERSON"}  # it refuses a model that names nothing


@Language.component(_LEMMAS)
def _words_as_lemmas(doc: Doc) -> Doc:
    for token in doc:
        token.lemma_ = token.lower_
    return doc
