"""Builds activities as Teams sends them."""

TENANT = "T1"
SERVICE = "https://smba.example/amer/"
BOT = {"id": "28:app", "name": "Chatwarden"}
ADA = {"id": "29:ada", "aadObjectId": "aad-ada", "name": "Ada Adams"}


def activity(text="hello", **changes):
    """Return a message in a channel."""
    return {
        "type": "message",
        "id": "1772452800000",
        "timestamp": "2026-03-02T12:00:00.000Z",
        "channelId": "msteams",
        "serviceUrl": SERVICE,
        "from": ADA,
        "recipient": BOT,
        "conversation": {
            "id": "19:c@thread.tacv2;messageid=1772452800000",
            "conversationType": "channel",
            "tenantId": TENANT,
        },
        "channelData": {"tenant": {"id": TENANT}},
        "text": text,
    } | changes


def html(content):
    """Return a rich body."""
    return {"contentType": "text/html", "content": content}


def mention(who, text=""):
    """Return the entity of a mention."""
    return {"type": "mention", "mentioned": who, "text": text or f"<at>{who['name']}</at>"}
