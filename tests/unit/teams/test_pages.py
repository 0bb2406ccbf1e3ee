"""The pages the Teams app points at."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.teams.pages import ABOUT, PRIVACY, TAB, TERMS, AppPages


@pytest.fixture
def client():
    return TestClient(Starlette(routes=AppPages(context_hours=72).routes))


@pytest.mark.parametrize("path", [TAB, ABOUT, PRIVACY, TERMS])
def test_every_page_is_open_and_runs_nothing(client, path):
    answer = client.get(path)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text


def test_only_the_tab_may_be_shown_within_teams(client):
    ancestors = {
        path: client.get(path).headers["content-security-policy"].partition("frame-ancestors ")[2]
        for path in (TAB, ABOUT, PRIVACY, TERMS)
    }

    teams = "https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft"
    assert ancestors == {TAB: teams, ABOUT: "'none'", PRIVACY: "'none'", TERMS: "'none'"}


def test_the_tab_leads_to_the_console_in_a_page_of_its_own(client):
    assert '<a href="/" target="_blank" rel="noopener">' in client.get(TAB).text


def test_the_privacy_page_says_how_long_text_is_kept(client):
    assert "after 72 hours" in client.get(PRIVACY).text
