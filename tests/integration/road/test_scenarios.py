"""The same policies decide the same on Slack, on Teams and in the chat: tests/…/scenarios.py."""

import pytest

from tests.integration.road.scenarios import SCENARIOS
from tests.integration.road.stages.local import local_stage
from tests.integration.road.stages.slack import slack_stage
from tests.integration.road.stages.teams import teams_stage

PLATFORMS = ("slack", "teams", "local")
PLAYED = [
    pytest.param(platform, scenario, id=f"{platform}-{name}")
    for name, scenario in SCENARIOS.items()
    for platform in PLATFORMS
    if platform not in scenario.differs or not scenario.differs[platform].is_absent
]


def _stage(platform, request, folder):
    if platform == "local":
        return local_stage(folder)
    stand_in = request.getfixturevalue(f"stand_in_{platform}")
    return {"slack": slack_stage, "teams": teams_stage}[platform](stand_in, folder)


@pytest.mark.parametrize(("platform", "scenario"), PLAYED)
async def test_the_same_comes_of_it(platform, scenario, request, tmp_path):
    async with _stage(platform, request, tmp_path) as stage:
        message = await scenario.play(stage)
        await stage.settled()

        assert await stage.seen(message) == scenario.on(platform)


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_a_difference_says_why_and_is_one(scenario):
    idle = [
        platform
        for platform, here in scenario.differs.items()
        if not here.because or (not here.is_absent and scenario.on(platform) == scenario.comes)
    ]

    assert idle == []
