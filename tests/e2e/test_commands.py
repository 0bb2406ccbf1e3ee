"""The commands as a person starts them: what they say when all is well and when it is not."""

import json
import subprocess
import sys
import urllib.request

import pytest

from tests.e2e.running import ROOT, Bot, slack_settings


def chatwarden(*words, settings=None, folder=None):
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)} | (settings or {}),
        cwd=folder or ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _get(url):
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - loopback, our own server
        return answer.status, answer.read().decode()


def test_serve_says_where_it_is_and_answers_for_its_health(tmp_path):
    bot = Bot(["serve", "--port", "0"], slack_settings("http://127.0.0.1:9/api/", tmp_path))
    try:
        origin = bot.origin()

        answers = {path: _get(f"{origin}{path}") for path in ("/healthz", "/readyz", "/metrics")}
    finally:
        status = bot.stop()

    assert answers["/healthz"] == (200, "ok\n")
    assert (answers["/readyz"][0], json.loads(answers["/readyz"][1])) == (
        200,
        {"ready": True, "backlog": 0},
    )
    assert answers["/metrics"][1].startswith("# HELP chatwarden_")
    assert status == 0


def test_a_second_bot_on_the_same_folder_is_refused(tmp_path):
    first = Bot(["serve", "--port", "0"], {"CHATWARDEN_DATA_DIR": str(tmp_path)})
    try:
        first.origin()

        second = chatwarden(
            "serve", "--port", "0", settings={"CHATWARDEN_DATA_DIR": str(tmp_path)}, folder=tmp_path
        )
    finally:
        first.stop()

    assert (second.returncode, "Another Chatwarden is using" in second.stderr) == (2, True)


def test_demo_prints_one_url_and_leaves_nothing_behind(tmp_path):
    bot = Bot(["demo", "--port", "0"], {"TMPDIR": str(tmp_path)}, folder=tmp_path)
    try:
        url = bot.wait_for(r"http://\S+")[0]
        status, page = _get(url)
    finally:
        bot.stop()

    urls = [line for line in bot.printed if "http://" in line]
    assert (status, "<html" in page, len(urls)) == (200, True, 1)
    assert list(tmp_path.iterdir()) == []


FAULTY_START = {
    "a wrong setting": ({"CHATWARDEN_PORT": "http"}, "CHATWARDEN_PORT"),
    "a policy nobody wrote": ({"CHATWARDEN_POLICIES": "ga-101"}, "ga-101"),
    "a missing pipeline": ({"CHATWARDEN_PIPELINE": "no_such_pipeline"}, "no_such_pipeline"),
    "an address that is not here": ({"CHATWARDEN_HOST": "192.0.2.1"}, "192.0.2.1"),
    "keys that are none": ({"CHATWARDEN_SEAL_KEYS": "hunter2"}, "key"),
}


@pytest.mark.parametrize(("settings", "says"), FAULTY_START.values(), ids=FAULTY_START.keys())
def test_a_bot_that_cannot_start_says_why_in_one_breath(settings, says, tmp_path):
    ended = chatwarden(
        "serve", settings={"CHATWARDEN_DATA_DIR": str(tmp_path)} | settings, folder=tmp_path
    )

    assert (ended.returncode, says in ended.stderr, "Traceback" in ended.stderr) == (2, True, False)
    assert "hunter2" not in ended.stderr + ended.stdout


def test_a_policy_file_with_faults_refuses_to_start_and_lists_them_all(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "house-rules.yaml").write_text("policy: other\nsurprise: 1\nrules: 7\n")

    ended = chatwarden(
        "serve",
        settings={
            "CHATWARDEN_POLICY_DIR": str(tmp_path / "mine"),
            "CHATWARDEN_DATA_DIR": str(tmp_path),
        },
        folder=tmp_path,
    )

    lines = [line for line in ended.stderr.splitlines() if "house-rules.yaml:" in line]
    assert (ended.returncode, len(lines) >= 3) == (2, True)


def test_a_broken_pipeline_is_a_clear_error(tmp_path):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "config.cfg").write_text("[nlp]\nlang = klingon\n")

    ended = chatwarden(
        "serve",
        settings={
            "CHATWARDEN_PIPELINE": str(tmp_path / "broken"),
            "CHATWARDEN_DATA_DIR": str(tmp_path),
        },
        folder=tmp_path,
    )

    assert (ended.returncode, "The spaCy pipeline cannot be loaded." in ended.stderr) == (2, True)


def test_the_tests_of_all_policies_hold_with_the_shipped_pipeline():
    done = chatwarden("policy", "test")

    assert (done.returncode, " 0 failed, 0 known gaps." in done.stdout) == (0, True)
