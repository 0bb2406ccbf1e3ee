"""The shipped pipeline keeps what its recipe measured."""

import json
from pathlib import Path

import card
import evaluate
import pytest
import spacy
import yaml
from gold import read_messages, read_threads

from bot.detection.engine import DetectionEngine
from bot.detection.pipeline_loading import DEFAULT_PIPELINE, load_pipeline
from bot.domain.labels import CATEGORIES, LABELS

# In one group: else each worker would make what all of them share.
pytestmark = pytest.mark.xdist_group("shipped pipeline")

RECIPE = DEFAULT_PIPELINE.parent
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def engine():
    return DetectionEngine(reader=load_pipeline(DEFAULT_PIPELINE, seconds=120))


@pytest.fixture(scope="module")
def gold_scores(engine):
    judged = read_messages(RECIPE / "gold/messages.txt") + read_threads(RECIPE / "gold/threads.txt")
    return evaluate.score(engine, judged, show=False)


def kept():
    return yaml.safe_load((RECIPE / "thresholds.yml").read_text("utf-8"))


def test_it_speaks_only_of_our_labels_and_categories():
    offered = set(spacy.load(DEFAULT_PIPELINE).pipe_labels["encoder"])

    assert offered - CATEGORIES.keys() <= LABELS.keys()
    assert offered >= CATEGORIES.keys()


def test_it_is_small():
    files = [file for file in DEFAULT_PIPELINE.rglob("*") if file.is_file()]

    assert sum(file.stat().st_size for file in files) < 30 * MEGABYTE


@pytest.mark.parametrize("kind", ["entities", "identifiers", "categories"])
def test_the_gold_scores_are_kept(gold_scores, kind):
    fallen = {
        name: gold_scores[kind][name]["f1"]
        for name, least in kept()[kind].items()
        if gold_scores[kind][name]["f1"] < least["f1"]
    }

    assert fallen == {}


def test_identifiers_with_check_digits_are_found_and_nothing_else_is(gold_scores):
    kept_scores = kept()["with_check_digits"]

    assert gold_scores["with_check_digits"]["precision"] >= kept_scores["precision"]
    assert gold_scores["with_check_digits"]["recall"] >= kept_scores["recall"]


def test_look_alikes_of_the_gold_set_stay_quiet(gold_scores):
    assert gold_scores["quiet_messages_flagged"] <= kept()["quiet_messages_flagged"]


def test_texts_of_strangers_are_judged_as_strangers_did(engine):
    least = kept()["strangers"]

    scores = evaluate.score(engine, read_threads(RECIPE / "gold/strangers.txt"), show=False)

    fallen = {n: s["f1"] for n, s in scores["categories"].items() if s["f1"] < least["f1"]}
    assert fallen == {}
    assert scores["quiet_messages_flagged"] <= least["quiet_messages_flagged"]


def test_the_gold_set_knows_our_words_and_is_half_look_alikes():
    messages = read_messages(RECIPE / "gold/messages.txt")
    threads = read_threads(RECIPE / "gold/threads.txt")

    judged = messages + threads
    assert {name for one in judged for name in one.categories} == CATEGORIES.keys()
    assert {label for one in judged for _, _, label in one.ents} <= LABELS.keys()
    assert (len(messages) >= 600, len(threads) >= 60) == (True, True)
    assert sum(not one.categories for one in judged) >= len(judged) * 0.5


def test_committed_scores_name_every_category():
    scores = json.loads((RECIPE / "metrics/gold.json").read_text("utf-8"))

    assert CATEGORIES.keys() <= scores["categories"].keys()


def test_the_model_card_shows_the_committed_scores():
    shown = (RECIPE / "MODEL_CARD.md").read_text("utf-8")

    assert card.written(shown, RECIPE / "metrics") == shown


def test_the_recipe_names_files_that_exist():
    project = yaml.safe_load((RECIPE / "project.yml").read_text("utf-8"))
    made = ("corpus/converted", "corpus/generated", "training")

    needed = {Path(dep) for command in project["commands"] for dep in command.get("deps", [])}

    missing = {d for d in needed if not str(d).startswith(made) and not (RECIPE / d).exists()}
    assert missing == set()
