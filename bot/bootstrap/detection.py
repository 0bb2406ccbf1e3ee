"""Puts both tiers of detection together."""

from __future__ import annotations

from pathlib import Path

import bot
from bot.config import Settings
from bot.detection.engine import DetectionEngine
from bot.detection.pipeline_loading import load_pipeline
from bot.detection.spacy_pipeline import SpacyPipeline

SHIPPED_PIPELINE = Path(bot.__file__).parents[1] / "nlp_models" / "chatwarden_en"


def open_pipeline(settings: Settings) -> SpacyPipeline:
    """Load the pipeline the settings name, the shipped one if none; raises PipelineError."""
    return load_pipeline(settings.chatwarden_pipeline or str(SHIPPED_PIPELINE))


def build_detection(settings: Settings) -> DetectionEngine:
    """Return the engine with its identifier detectors and the spaCy pipeline."""
    return DetectionEngine(reader=open_pipeline(settings))
