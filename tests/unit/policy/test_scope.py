"""A policy applies where, and to whom, it says; who is unknown is not left out."""

import pytest

from bot.domain.message import ConversationKind, Platform, Standing
from bot.policy.file_format import Scope
from bot.policy.scope import applies
from tests.builders import author, conversation, message, ref

ROADS = Scope(divisions=("roads",))
STAFF = Scope(authors=(Standing.MEMBER,))


def by(**changes):
    return message(author=author(**changes))


@pytest.mark.parametrize(
    ("scope", "told", "holds"),
    [
        pytest.param(Scope(), message(), True, id="no limits"),
        pytest.param(Scope(platforms=(Platform.LOCAL,)), message(), True, id="platform"),
        pytest.param(
            Scope(platforms=(Platform.LOCAL,)),
            message(ref=ref(platform=Platform.SLACK)),
            False,
            id="another platform",
        ),
        pytest.param(
            Scope(conversations=(ConversationKind.CHANNEL,)), message(), True, id="conversation"
        ),
        pytest.param(
            Scope(conversations=(ConversationKind.CHANNEL,)),
            message(conversation=conversation(kind=ConversationKind.DIRECT)),
            False,
            id="another kind of conversation",
        ),
        pytest.param(ROADS, by(divisions=frozenset({"roads", "it"})), True, id="division"),
        pytest.param(ROADS, by(divisions=frozenset({"it"})), False, id="another division"),
        pytest.param(ROADS, by(), False, id="no division"),
        pytest.param(ROADS, by(standing=Standing.UNKNOWN), True, id="nothing known of them"),
        pytest.param(
            ROADS,
            by(standing=Standing.UNKNOWN, divisions=frozenset({"it"})),
            False,
            id="unknown, but of another division",
        ),
        pytest.param(STAFF, by(), True, id="standing"),
        pytest.param(STAFF, by(standing=Standing.GUEST), False, id="another standing"),
        pytest.param(STAFF, by(standing=Standing.UNKNOWN), True, id="unknown standing"),
    ],
)
def test_a_scope_is_kept(scope, told, holds):
    assert applies(scope, told) == holds
