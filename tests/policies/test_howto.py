"""The policy shown in the how-to loads, and passes its own tests."""

import re
from pathlib import Path

import pytest

from bot.detection.engine import DetectionEngine
from bot.domain.traits import TRAITS
from bot.policy.coverage import coverage_of
from bot.policy.loader import load_policies
from bot.policy.selftest import run_tests

HOWTO = Path(__file__).parents[2] / "docs" / "howto" / "write-a-policy.md"


@pytest.fixture
def shown(tmp_path):
    [example] = re.findall(r"```yaml\n(policy: card-numbers.*?)```", HOWTO.read_text(), re.DOTALL)
    (tmp_path / "card-numbers.yaml").write_text(example)
    return load_policies([tmp_path])


async def test_the_policy_shown_passes_the_tests_shown(shown):
    verdicts = await run_tests(shown, DetectionEngine().inspect)

    assert [(verdict.passed, verdict.what) for verdict in verdicts] == [(True, "met")] * 2


def test_it_shows_a_clause_that_is_not_met_yet(shown):
    assert [line.number for line in coverage_of(shown).not_yet] == ["4.3"]


def test_every_trait_of_a_file_is_explained():
    listed = re.findall(r"^\| `([A-Z_]+)` \|", HOWTO.read_text(), re.MULTILINE)

    assert listed == [trait.value for trait in TRAITS]
