"""The served console, and a visitor that keeps cookies and reads forms as a browser does."""

import re
from dataclasses import dataclass

import pytest
from aiohttp import ClientSession, CookieJar

from tests.console_site import console_site


@dataclass
class Visitor:
    """Somebody at the console; posts carry what a browser's form would carry."""

    session: ClientSession
    url: str

    async def get(self, path, **headers):
        async with self.session.get(self.url + path, headers=headers) as answer:
            return answer, await answer.text()

    async def post(self, path, *, of, headers=None, **fields):
        """Send a form that stands on the page `of`; fields given as None are left out."""
        _, page = await self.get(of)
        values = {**hidden_fields(page), **fields}
        data = {name: value for name, value in values.items() if value is not None}
        headers = {"origin": self.url} | (headers or {})
        async with self.session.post(self.url + path, data=data, headers=headers) as answer:
            return answer, await answer.text()


def hidden_fields(page):
    """Return the hidden fields of a page's forms by name."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


@pytest.fixture
async def site(tmp_path):
    async with console_site(tmp_path) as served_site:
        yield served_site


@pytest.fixture
async def stranger(site):
    """A visitor who is not signed in."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield Visitor(session, site.url)


@pytest.fixture
async def ruth(site):
    """A supervisor who is signed in."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        visitor = Visitor(session, site.url)
        await visitor.get(site.sign_in.make_link("Ruth"))
        yield visitor


@pytest.fixture
async def omar(site):
    """Another supervisor who is signed in."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        visitor = Visitor(session, site.url)
        await visitor.get(site.sign_in.make_link("Omar"))
        yield visitor
