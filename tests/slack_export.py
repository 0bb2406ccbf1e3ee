"""A Slack export as Slack makes it, in small: two channels, a direct message, a few people."""

import json
import zipfile

TOKEN = "xoxe-1111-live-token"

USERS = [
    {"id": "U1", "team_id": "T1", "name": "ada", "real_name": "Ada", "is_bot": False},
    {"id": "U2", "team_id": "T1", "name": "bob", "real_name": "Bob", "is_bot": False},
    {"id": "U3", "team_id": "T1", "name": "gil", "is_restricted": True, "is_bot": False},
    {"id": "U8", "team_id": "T1", "name": "helper", "is_bot": True},
    {"id": "U9", "team_id": "T9", "name": "pat", "real_name": "Pat", "is_bot": False},
    {"id": "USLACKBOT", "team_id": "T1", "name": "slackbot", "is_bot": False},
]
CHANNELS = [
    {"id": "C1", "name": "general", "members": ["U1", "U2"]},
    {"id": "C2", "name": "guests", "members": ["U1", "U3"]},
    {"id": "C3", "name": "partners", "members": ["U1"], "is_ext_shared": True},
    {"id": "C4", "name": "mixed", "members": ["U1", "U9"]},
]
GROUPS = [{"id": "G1", "name": "board", "members": ["U1", "U2"]}]
DMS = [
    {"id": "D1", "created": 1, "members": ["U1", "U2"]},
    {"id": "D2", "created": 1, "members": ["U1", "U77"]},
]
MPIMS = [{"id": "G2", "name": "mpdm-ada--bob--gil-1", "members": ["U1", "U2", "U3"]}]


def said(text, ts="1772452800.000100", user="U1", **more):
    """One message as the export writes it; the default is 2 March 2026, noon."""
    return {"type": "message", "user": user, "text": text, "ts": ts, **more}


def a_file(**more):
    """One file as the export lists it: by name and address, with a live token."""
    address = f"https://files.slack.com/files-pri/T1-F1/download/list.csv?t={TOKEN}"
    known = {"id": "F1", "name": "list.csv", "size": 12, "mimetype": "text/csv"}
    return {**known, "url_private_download": address, "url_private": address, **more}


def write_export(path, days, *, lists=None, top="", packing=zipfile.ZIP_DEFLATED):
    """Write an export; `days` maps members to what they hold, bytes as they are."""
    standard = {
        "users.json": USERS,
        "channels.json": CHANNELS,
        "groups.json": GROUPS,
        "dms.json": DMS,
        "mpims.json": MPIMS,
        "integration_logs.json": [],
    }
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, content in {**standard, **(lists or {}), **days}.items():
            if content is not None:
                raw = content if isinstance(content, bytes) else json.dumps(content).encode()
                archive.writestr(top + name, raw)
    return path
