"""Chatwarden as an admin runs it: a process of its own, settings in its environment."""

import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.standins.slack_events import SECRET
from tests.standins.slack_world import BOT_TOKEN
from tests.standins.teams_people import APP_ID, APP_SECRET, TENANT

ROOT = Path(__file__).parents[2]
START_SECONDS = 60


def slack_settings(api_url, data_dir, **changes):
    """Return the environment of a bot for one workspace on a stand-in."""
    settings = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": api_url,
        "SLACK_ADMIN_CHANNEL": "C0ADMINS",
        "SLACK_FILE_HOSTS": "127.0.0.1",
    }
    return settings | _at_work(data_dir) | changes


def teams_settings(stand_in, data_dir, **changes):
    """Return the environment of a bot for one tenant on a stand-in."""
    settings = {
        "TEAMS_APP_ID": APP_ID,
        "TEAMS_APP_TENANT": TENANT,
        "TEAMS_APP_SECRET": APP_SECRET,
        "TEAMS_LOGIN_URL": stand_in.login_url,
        "TEAMS_OPENID_URL": stand_in.openid_url,
        "TEAMS_FILE_HOSTS": stand_in.files_origin,
    }
    return settings | _at_work(data_dir) | changes


def playground_settings(files_origin, data_dir, **changes):
    """Return the environment of a bot for Microsoft's Playground, its files on a stand-in."""
    settings = {"TEAMS_PLAYGROUND": "true", "TEAMS_FILE_HOSTS": files_origin}
    return settings | _at_work(data_dir) | changes


def _at_work(data_dir):
    return {
        "CHATWARDEN_DATA_DIR": str(data_dir),
        "CHATWARDEN_POLICIES": "nc-ccps-im",
        "CHATWARDEN_ENFORCE": "nc-ccps-im",
    }


class Bot:
    """One process of `chatwarden`; everything it prints is kept."""

    def __init__(self, command, settings=None, *, folder=None):
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("SLACK_", "TEAMS_", "CHATWARDEN_", "DATABASE_URL"))
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", *command],
            env=clean | {"PYTHONPATH": str(ROOT)} | (settings or {}),
            cwd=folder or ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.printed = []
        self._lines = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.printed.append(line)
            self._lines.put(line)

    def wait_for(self, pattern, seconds=START_SECONDS):
        """Return the match in the first printed line that has the pattern."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                line = self._lines.get(timeout=min(left, 0.2))
            except queue.Empty:
                assert self.process.poll() is None, "".join(self.printed)
                continue
            if found := re.search(pattern, line):
                return found
        raise TimeoutError("".join(self.printed))

    def origin(self):
        """Wait until the server listens and return its address."""
        return self.wait_for(r"http://127\.0\.0\.1:\d+")[0]

    def sign_in_link(self):
        """Wait for the link into the console; call `origin` before."""
        return self.wait_for(r"http://127\.0\.0\.1:\d+/sign-in/\S+")[0]

    def kill(self):
        """End the process as a power cut would."""
        self.process.kill()
        self._end()

    def stop(self):
        """Ask the process to end, and return its exit status."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=20)
        finally:
            self.process.kill()
            self._end()
        return self.process.returncode

    def _end(self):
        self.process.wait(timeout=10)
        self._reader.join(timeout=5)
        self.process.stdout.close()
