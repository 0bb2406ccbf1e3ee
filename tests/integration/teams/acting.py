"""One action on one message, as the tests of the enforcer ask for it."""

from bot.domain.decision import ActionKind
from tests.builders import action, decision, match
from tests.integration.teams.test_messages import HARMLESS
from tests.standins.teams_company import REPORTS


async def said_by(office, person, conversation=REPORTS):
    return await office.kept(await office.say(HARMLESS, person, conversation))


def decided(about, *kinds):
    actions = tuple(action(kind) for kind in kinds)
    return decision(ref=about.ref, matches=(match(),), actions=actions)


async def enforce(office, about, kind=ActionKind.WARN_AUTHOR, *others):
    told = decided(about, kind, *others)
    return await office.room.enforcer.enforce(action(kind), about, told)


async def recall(office, about, kind=ActionKind.WARN_AUTHOR):
    return await office.room.enforcer.recall(action(kind), about, decided(about, kind))
