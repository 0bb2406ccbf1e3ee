"""The recipe's steps on little data."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
import templates
from convert import MEASURED, Source, _tail_measured

from bot.detection.pipeline_loading import DEFAULT_PIPELINE
from bot.domain.labels import CATEGORIES

# In one group: else each worker would make what all of them share.
pytestmark = pytest.mark.xdist_group("recipe")

RECIPE = DEFAULT_PIPELINE.parent


def run(script, *arguments, cwd=RECIPE):
    command = [sys.executable, str(RECIPE / "scripts" / script), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """A corpus folder with our texts and two texts made of each; no public data."""
    folder = tmp_path_factory.mktemp("corpus")
    for part in ("templates", "written", "fillers"):
        (folder / part).symlink_to(RECIPE / "corpus" / part)
    assert run("generate.py", folder, "--family", 2, "--single", 2).returncode == 0
    return folder


def rows(path: Path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_without_public_corpora_it_says_so(tmp_path):
    done = run("convert.py", tmp_path / "none", tmp_path / "converted")

    assert "training on our own part alone" in done.stdout
    assert rows(tmp_path / "converted" / "rows.jsonl") == []


def test_no_template_is_on_both_sides(corpus):
    sides = {}
    for row in rows(corpus / "generated" / "rows.jsonl"):
        sides.setdefault(row["template"], set()).add(row["split"])

    assert {len(each) for each in sides.values()} == {1}


def test_marks_point_at_what_they_name(corpus):
    for row in rows(corpus / "generated" / "rows.jsonl"):
        for start, end, label in row["ents"]:
            value = row["text"][start:end]
            assert (value == value.strip() != "", label in row["known"]) == (True, True)


def test_no_slot_and_no_mark_is_left_in_a_text(corpus):
    texts = [row["text"] + row["before"] for row in rows(corpus / "generated" / "rows.jsonl")]

    assert [text for text in texts if "⟦" in text or "{name}" in text or "{full}" in text] == []


def test_every_category_is_spoken_for_and_against(corpus):
    judged = [row["cats"] for row in rows(corpus / "generated" / "rows.jsonl") if row["cats"]]

    for name in CATEGORIES:
        values = [cats[name] for cats in judged if name in cats]
        assert 200 < sum(values) < len(values) / 2


def test_a_text_that_gives_a_password_without_marking_it_says_nothing_of_passwords(corpus):
    for row in rows(corpus / "generated" / "rows.jsonl"):
        marked = any(label == "PASSWORD" for *_, label in row["ents"])
        assert ("PASSWORD" in row["known"]) == (marked or row["cats"].get("CREDENTIALS") == 0)


def test_of_a_corpus_measured_by_its_tail_the_last_rows_alone_are_held_out():
    source = Source("little", 10, ("PERSON",), measured_tail=True)
    given = [{"split": "train"}, *({"split": "dev", "at": at} for at in range(MEASURED + 2))]

    moved = _tail_measured(given, source)

    assert [item["split"] for item in moved] == ["train"] * 3 + ["dev"] * MEASURED


def test_a_category_nobody_can_judge_is_left_out(tmp_path):
    (tmp_path / "written.txt").write_text("THREAT, ?GOSSIP :: you will see\n", "utf-8")

    [template] = templates.read_written(tmp_path / "written.txt")

    assert (template.cats["THREAT"], "GOSSIP" in template.cats) == (1.0, False)


def test_the_line_before_is_the_thread_of_the_next(tmp_path):
    lines = "who has it? \\>\nPHI :: {full}\n- :: on it\n"
    (tmp_path / "written.txt").write_text(lines, "utf-8")

    before, answer, alone = templates.read_written(tmp_path / "written.txt")

    assert (before.cats, answer.before, alone.before) == ({}, ("who has it?",), ())


def test_nothing_leaks(corpus):
    done = run("check_leakage.py", corpus)

    assert (done.returncode, done.stdout) == (0, "0 leaks\n")


def test_a_gold_message_among_the_training_texts_is_a_leak(corpus, tmp_path):
    for part in ("templates", "written"):
        (tmp_path / part).symlink_to(RECIPE / "corpus" / part)
    (tmp_path / "generated").mkdir()
    row = {"text": "you are the dumbest person I have ever worked with", "split": "train"}
    (tmp_path / "generated" / "rows.jsonl").write_text(json.dumps(row) + "\n", "utf-8")

    done = run("check_leakage.py", tmp_path)

    assert done.returncode == 1


@pytest.mark.slow
def test_the_whole_recipe_runs_on_little_data(corpus, tmp_path):
    training = tmp_path / "training"
    few = [row for row in rows(corpus / "generated" / "rows.jsonl") if row["split"] == "train"]
    little = tmp_path / "little" / "generated" / "rows.jsonl"
    little.parent.mkdir(parents=True)
    little.write_text("".join(json.dumps(row) + "\n" for row in few[:400]), "utf-8")
    config = RECIPE / "configs" / "training.yml"

    trained = run("train.py", config, tmp_path / "little", training, "--epochs", 1)
    start = ("--start", training / "state.pt")
    again = run("train.py", config, tmp_path / "little", tmp_path / "on", "--epochs", 1, *start)
    exported = run("export.py", tmp_path / "on", tmp_path / "made")

    done = (trained, again, exported)
    assert [each.returncode for each in done] == [0, 0, 0], [each.stderr for each in done]
    assert spacy.load(tmp_path / "made")("Ada").cats.keys() == CATEGORIES.keys()
