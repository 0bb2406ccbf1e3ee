"""`audience` and `author` hold for who reads along and who wrote."""

import pytest

from bot.domain.message import AudienceKind, Standing
from tests.builders import audience, author, message
from tests.unit.policy.building import condition, condition_and_faults, situation


def in_front_of(kind, because="the directory says so"):
    return situation(message(audience=audience(kind, because)))


@pytest.mark.parametrize(
    ("written", "kind", "because"),
    [
        pytest.param(
            "audience: internal",
            AudienceKind.INTERNAL,
            "everybody in the conversation is inside the organisation (the directory says so)",
            id="internal",
        ),
        pytest.param(
            "audience: [guest, external]",
            AudienceKind.GUEST,
            "a guest reads along (the directory says so)",
            id="guest",
        ),
        pytest.param(
            "audience: external",
            AudienceKind.EXTERNAL,
            "somebody outside the organisation reads along (the directory says so)",
            id="external",
        ),
        pytest.param(
            "audience: external",
            AudienceKind.UNKNOWN,
            "who reads along could not be found out, so it counts as external"
            " (the directory says so)",
            id="unknown counts as external",
        ),
        pytest.param(
            "audience: [unknown, external]",
            AudienceKind.UNKNOWN,
            "who reads along could not be found out (the directory says so)",
            id="unknown by name",
        ),
    ],
)
def test_an_audience_holds_and_says_why(written, kind, because):
    held = condition(written).check(in_front_of(kind))

    assert held.because == (because,)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        pytest.param("audience: external", AudienceKind.GUEST, id="a guest is not external"),
        pytest.param("audience: guest", AudienceKind.EXTERNAL, id="an outsider is no guest"),
        pytest.param("audience: guest", AudienceKind.UNKNOWN, id="unknown is no guest"),
        pytest.param("audience: internal", AudienceKind.UNKNOWN, id="unknown is not internal"),
        pytest.param("audience: unknown", AudienceKind.EXTERNAL, id="external is not unknown"),
    ],
)
def test_an_audience_of_another_kind_does_not_hold(written, kind):
    assert condition(written).check(in_front_of(kind)) is None


def test_an_audience_without_a_reason_has_no_empty_brackets():
    held = condition("audience: guest").check(in_front_of(AudienceKind.GUEST, because=""))

    assert held.because == ("a guest reads along",)


@pytest.mark.parametrize(
    ("standing", "because"),
    [
        pytest.param(Standing.GUEST, ("the author's standing is “guest”",), id="named"),
        pytest.param(Standing.MEMBER, None, id="not named"),
        pytest.param(Standing.UNKNOWN, None, id="unknown, not named"),
    ],
)
def test_an_author_holds_by_standing(standing, because):
    held = condition("author: [guest, external]").check(
        situation(message(author=author(standing=standing)))
    )

    assert (held.because if held else None) == because


@pytest.mark.parametrize(
    ("written", "what"),
    [
        pytest.param(
            "audience: [internal, extern]",
            "unknown audience “extern”; did you mean “external”?",
            id="audience",
        ),
        pytest.param("author: robot", "unknown standing “robot”; did you mean “bot”?", id="author"),
        pytest.param(
            "audience: {kind: guest}",
            "“audience” must be a single value, not a mapping",
            id="mapping",
        ),
        pytest.param("audience: []", "“audience” names none", id="none"),
    ],
)
def test_what_cannot_be_read_is_a_fault(written, what):
    _, faults = condition_and_faults(written)

    assert faults == [(1, what)]
