"""The stylesheet: enough contrast in light and dark, and nothing fetched from elsewhere."""

import re
from pathlib import Path

import pytest

import bot.console

STATIC = Path(bot.console.__file__).parent / "static"
TEMPLATES = STATIC.parent / "templates"
SHEET = (STATIC / "chatwarden.css").read_text()
FOR_TEXT = 4.5  # WCAG 2.2 AA
FOR_SHAPES = 3.0

VOICES = ("ink", "muted", "accent", "good", "info", "warn", "grave", "bad")
GROUNDS = ("paper", "surface", "sunken")
PAIRS = (
    *((voice, ground) for voice in VOICES for ground in GROUNDS),
    *((tone, f"{tone}-soft") for tone in ("accent", "good", "info", "warn", "grave", "bad")),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-bar", "bar"),
    ("bar-muted", "bar"),
    ("on-found", "found"),
    ("on-mask", "mask"),
    ("surface", "ink"),
)
SHAPES = (
    ("line-strong", "surface"),
    ("focus", "paper"),
    ("focus", "surface"),
    ("focus-on-bar", "bar"),
)


def colours(scheme):
    light, dark = SHEET.split("@media (prefers-color-scheme: dark)")
    found = _colours_in(light)
    return found | _colours_in(dark.split("\n}\n")[0]) if scheme == "dark" else found


def _colours_in(text):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(share):
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def test_contrast_is_measured_as_the_guideline_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(scheme):
    tokens = colours(scheme)

    faint = [pair for pair in PAIRS if contrast(*(tokens[name] for name in pair)) < FOR_TEXT]

    assert faint == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_fields_and_focus_stand_out_from_their_ground(scheme):
    tokens = colours(scheme)

    faint = [pair for pair in SHAPES if contrast(*(tokens[name] for name in pair)) < FOR_SHAPES]

    assert faint == []


@pytest.mark.parametrize(
    "path", sorted([*STATIC.iterdir(), *TEMPLATES.iterdir()]), ids=lambda path: path.name
)
def test_no_file_fetches_anything_from_elsewhere(path):
    text = path.read_text().replace("http://www.w3.org/2000/svg", "")

    assert (
        re.findall(r"""(?:src|href|url|@import|fetch)\s*[=(]\s*["'`]?(?:https?:)?//""", text) == []
    )


@pytest.mark.parametrize("path", sorted(TEMPLATES.iterdir()), ids=lambda path: path.name)
def test_no_template_holds_what_the_content_policy_refuses(path):
    text = path.read_text()

    assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|\|\s*safe", text) == []
