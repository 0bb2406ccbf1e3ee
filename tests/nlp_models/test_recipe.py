"""The recipe's steps on little data."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from bot.detection.spacy_pipeline import DEFAULT_PIPELINE

RECIPE = DEFAULT_PIPELINE.parent


def run(script, *arguments, cwd=RECIPE):
    command = [sys.executable, str(RECIPE / "scripts" / script), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """A corpus folder with our templates and two texts made of each; no public data."""
    folder = tmp_path_factory.mktemp("corpus")
    for part in ("templates", "fillers"):
        (folder / part).symlink_to(RECIPE / "corpus" / part)
    assert run("generate.py", folder, "--each", 2).returncode == 0
    return folder


def rows(path: Path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_without_public_corpora_it_says_so(tmp_path):
    done = run("convert.py", tmp_path / "none", tmp_path / "converted")

    assert "training on the generated part alone" in done.stdout
    assert rows(tmp_path / "converted" / "people.jsonl") == []


@pytest.mark.parametrize("task", ["people", "health", "categories"])
def test_no_template_is_on_both_sides(corpus, task):
    sides = {}
    for row in rows(corpus / "generated" / f"{task}.jsonl"):
        sides.setdefault(row["template"], set()).add(row["split"])

    assert {len(each) for each in sides.values()} == {1}


def test_marks_point_at_what_they_name(corpus):
    for row in rows(corpus / "generated" / "people.jsonl"):
        for start, end, _ in row["ents"]:
            value = row["text"][start:end]
            assert value == value.strip() != ""


def test_nothing_leaks(corpus):
    done = run("check_leakage.py", corpus)

    assert (done.returncode, done.stdout) == (0, "0 leaks\n")


def test_a_gold_message_among_the_training_texts_is_a_leak(corpus, tmp_path):
    (tmp_path / "templates").symlink_to(RECIPE / "corpus" / "templates")
    (tmp_path / "generated").mkdir()
    row = {"text": "you are the dumbest person I have ever worked with", "split": "train"}
    (tmp_path / "generated" / "people.jsonl").write_text(json.dumps(row) + "\n", "utf-8")

    done = run("check_leakage.py", tmp_path)

    assert done.returncode == 1


@pytest.mark.slow
def test_the_whole_recipe_runs_on_little_data(corpus, tmp_path):
    training = tmp_path / "training"
    assert run("convert.py", tmp_path / "none", corpus / "converted").returncode == 0
    assert run("split.py", corpus, "people", "health", "categories").returncode == 0
    for task, config in (("people", "entities"), ("health", "entities"), ("categories",) * 2):
        data = corpus / "generated" / task
        arguments = (RECIPE / "configs" / f"{config}.cfg", data, training / task, "--epochs", 1)
        assert run("train.py", *arguments).returncode == 0

    done = run("assemble.py", training, tmp_path / "made")

    assert done.returncode == 0
    assert spacy.load(tmp_path / "made").pipe_names == ["health", "people", "categories"]
