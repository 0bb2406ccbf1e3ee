"""The command as a person runs it, with a policy and a pipeline small enough to know by heart."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

COMMAND = (sys.executable, "-m", "bot", "scan")
POLICIES = Path(__file__).parent / "policies"


@pytest.fixture(scope="session")
def pipeline(tmp_path_factory):
    """A spaCy pipeline that knows two names; answers do not change when ours is trained again."""
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "PERSON", "pattern": "Ada Lovelace"},
            {"label": "MEDICAL_CONDITION", "pattern": "asthma"},
        ]
    )
    path = tmp_path_factory.mktemp("pipeline")
    nlp.to_disk(path)
    return path


@pytest.fixture(scope="session")
def environment(pipeline):
    """The environment the command runs in, nothing of the developer's own in it."""
    return {
        "PATH": os.environ["PATH"],
        "CHATWARDEN_PIPELINE": str(pipeline),
        "CHATWARDEN_POLICY_DIR": str(POLICIES),
        "PYTHONWARNINGS": "error",
    }


@pytest.fixture
def scan(environment, tmp_path):
    """Return a function that runs `chatwarden scan` under the house rules."""

    def run(*arguments, stdin="", policy="house-rules"):
        chosen = ("--policy", policy, *map(str, arguments))
        return subprocess.run(
            (*COMMAND, *chosen),
            input=stdin,
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run
