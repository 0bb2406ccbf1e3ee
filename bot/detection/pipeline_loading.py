"""Loads a spaCy pipeline by path or package name: ours, or any other with labels we can map."""

from __future__ import annotations

import contextvars
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

import bot
from bot.detection import encoder, word_splitter  # noqa: F401 - registers what our config names
from bot.detection.annotating import Annotator
from bot.detection.spacy_pipeline import SpacyPipeline
from bot.domain.labels import CATEGORIES, LABELS
from bot.errors import PipelineError

DEFAULT_PIPELINE = Path(bot.__file__).parents[1] / "nlp_models" / "chatwarden_en"
COMMON_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "PER": "PERSON",
        "GPE": "LOCATION",
        "LOC": "LOCATION",
        "FAC": "LOCATION",
        "ORG": "ORGANIZATION",
        "DISEASE": "MEDICAL_CONDITION",
        "CONDITION": "MEDICAL_CONDITION",
        "CHEMICAL": "MEDICATION",
        "DRUG": "MEDICATION",
        "ADDRESS": "STREET_ADDRESS",
        "DOB": "DATE_OF_BIRTH",
    }
)
# What a missing package, a torn file or a config of another version make spaCy raise.
_LOADING_FAULTS = (
    OSError,
    ImportError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,
    EOFError,
)


def load_pipeline(
    name_or_path: str | Path = DEFAULT_PIPELINE,
    *,
    label_map: Mapping[str, str] | None = None,
    seconds: float = 10.0,
    at_most: int = 64,
) -> SpacyPipeline:
    """Load a pipeline by path or package name; raises PipelineError."""
    try:
        nlp = contextvars.copy_context().run(_load, str(name_or_path))
    except _LOADING_FAULTS as error:
        detail = f"{name_or_path}: {type(error).__name__}: {_first_line(error)}"
        raise PipelineError(detail) from error
    labels = _known_labels(nlp, {**COMMON_LABELS, **(label_map or {})})
    if not labels and not _categories(nlp):
        offered = ", ".join(sorted(_labels(nlp))) or "none"
        raise PipelineError(f"{name_or_path}: none of its labels is known here ({offered}).")
    return SpacyPipeline(Annotator(nlp, labels), seconds=seconds, at_most=at_most)


def _load(name_or_path: str) -> Language:
    # For pipelines that use thinc: numpy's matrix routine is nearly twice as fast as its own.
    set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(name_or_path)
    # The first text builds tables, for which no author should wait; and a pipeline that loads but
    # does not run is found out before it is relied on.
    nlp("Ada will be in Boston on Monday.")
    return nlp


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:200]


def _labels(nlp: Language) -> frozenset[str]:
    offered: Mapping[str, Any] = nlp.pipe_labels
    return frozenset(label for labels in offered.values() for label in labels)


def _known_labels(nlp: Language, label_map: Mapping[str, str]) -> Mapping[str, str]:
    wanted = {label: label_map.get(label, label) for label in _labels(nlp)}
    return {label: ours for label, ours in wanted.items() if ours in LABELS}


def _categories(nlp: Language) -> frozenset[str]:
    return _labels(nlp) & CATEGORIES.keys()
