"""One-time links and the sessions they open."""

from datetime import timedelta

import pytest

from bot.console.sign_in import LINK_LASTS, SESSION_LASTS, SignIn
from tests.fakes import FixedClock


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
def sign_in(clock):
    return SignIn(clock)


def token_of(link):
    return link.removeprefix("/sign-in/")


def test_a_link_opens_a_session_of_that_name(sign_in):
    cookie = sign_in.use_link(token_of(sign_in.make_link("Ruth")))

    assert sign_in.session(cookie).name == "Ruth"


def test_a_link_works_once(sign_in):
    token = token_of(sign_in.make_link("Ruth"))
    sign_in.use_link(token)

    assert sign_in.use_link(token) is None


def test_a_link_works_until_its_time_is_over(sign_in, clock):
    just_in_time, too_late = (token_of(sign_in.make_link("Ruth")) for _ in range(2))

    clock.moment += LINK_LASTS - timedelta(seconds=1)
    opened = sign_in.use_link(just_in_time)
    clock.moment += timedelta(seconds=1)

    assert opened is not None
    assert sign_in.use_link(too_late) is None


@pytest.mark.parametrize("token", ["", "made-up", "\ud800"], ids=["empty", "made up", "odd"])
def test_a_token_that_was_never_given_opens_nothing(sign_in, token):
    sign_in.make_link("Ruth")

    assert sign_in.use_link(token) is None
    assert sign_in.session(token) is None


def test_a_session_lasts_until_its_time_is_over(sign_in, clock):
    cookie = sign_in.use_link(token_of(sign_in.make_link("Ruth")))

    clock.moment += SESSION_LASTS - timedelta(seconds=1)
    lasting = sign_in.session(cookie)
    clock.moment += timedelta(seconds=1)

    assert lasting is not None
    assert sign_in.session(cookie) is None


def test_signing_out_ends_this_session_only(sign_in):
    ruth, omar = (sign_in.use_link(token_of(sign_in.make_link(n))) for n in ("Ruth", "Omar"))

    sign_in.sign_out(ruth)

    assert sign_in.session(ruth) is None
    assert sign_in.session(omar).name == "Omar"


def test_what_ended_is_not_kept(sign_in, clock):
    sign_in.use_link(token_of(sign_in.make_link("Ruth")))
    sign_in.make_link("Omar")
    clock.moment += SESSION_LASTS

    sign_in.make_link("Grace")

    assert (len(sign_in._links), len(sign_in._sessions)) == (1, 0)


def test_no_token_is_kept_in_the_clear_or_printed(sign_in):
    token = token_of(sign_in.make_link("Ruth"))
    waiting = token_of(sign_in.make_link("Ruth"))
    cookie = sign_in.use_link(token)

    kept = f"{sign_in._links} {sign_in._sessions.keys()} {sign_in}"

    assert token not in kept
    assert waiting not in kept
    assert cookie not in kept


def test_a_form_token_belongs_to_one_session(sign_in):
    ruth, omar = (
        sign_in.session(sign_in.use_link(token_of(sign_in.make_link(n)))) for n in ("R", "O")
    )

    assert ruth.owns(ruth.form_token)
    assert not ruth.owns(omar.form_token)
    assert not ruth.owns("ünïcode")
