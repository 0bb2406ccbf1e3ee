"""Files: read with their message, once; what cannot be read is said."""

import json
from datetime import timedelta

from bot.domain.attachment import Reading
from tests.integration.slack.test_messages import _ref
from tests.standins.slack_events import message_event

NUMBERS = b"name,ssn\nJane Roe,536-22-8765\n"


def _file_event(file, channel="C0GENERAL"):
    return {
        "type": "file_shared",
        "file_id": file,
        "user_id": "UADA",
        "file": {"id": file},
        "channel_id": channel,
        "event_ts": "1700000000.000100",
    }


async def _send_file(office, content=NUMBERS, channel="C0GENERAL", **changes):
    office.world.add_file("F1", content, **changes)
    listed = [office.slack.file_object("F1")]
    message = await office.say("the list", channel=channel, files=listed, subtype="file_share")
    place = {"ts": message["ts"], "thread_ts": message.get("thread_ts")}
    office.world.files["F1"]["shares"] = {"public": {channel: [place]}}
    return message


async def _kept(office, message, channel="C0GENERAL"):
    kept = await office.keeping.messages.load_message(_ref(message, channel))
    [attachment] = kept.attachments
    return attachment


async def test_a_file_is_downloaded_and_read(office):
    message = await _send_file(office)

    attachment = await _kept(office, message)
    assert (attachment.reading, attachment.because) == (Reading.READ, "")
    assert "a Social Security number in “F1.csv”, row 2" in json.dumps(
        office.world.sent_to("UADA")[0]["blocks"], ensure_ascii=False
    )


async def test_the_others_are_told_in_the_thread_not_to_open_it(office):
    message = await _send_file(office)

    told = [found for found in office.world.messages["C0GENERAL"] if found.get("bot_id")]
    assert [(found["thread_ts"], found["text"]) for found in told] == [
        (message["ts"], "Please do not open “F1.csv”.")
    ]


async def test_a_sign_in_page_does_not_pass_for_the_file(office):
    office.world.add_file("F1", NUMBERS)
    gone = office.slack.file_object("F1")
    gone["url_private_download"] = f"{office.slack.origin}/signin?redir=F1"

    message = await office.say("the list", files=[gone])

    attachment = await _kept(office, message)
    assert attachment.reading is Reading.UNSCANNED
    assert "sign in" in attachment.because


async def test_the_token_goes_to_no_other_host(office):
    office.world.add_file("F1", NUMBERS)
    elsewhere = office.slack.file_object("F1")
    elsewhere["url_private_download"] = "https://files.example.net/F1"

    message = await office.say("the list", files=[elsewhere])

    attachment = await _kept(office, message)
    assert attachment.reading is Reading.UNSCANNED
    assert "not allowed" in attachment.because


async def test_a_file_that_came_short_is_not_taken_for_clean(office):
    message = await _send_file(office, size=len(NUMBERS) + 1)

    attachment = await _kept(office, message)
    assert (attachment.reading, "another size" in attachment.because) == (Reading.UNSCANNED, True)


async def test_a_file_kept_outside_slack_is_said_to_be_unread(office):
    message = await _send_file(office, is_external=True)

    attachment = await _kept(office, message)
    assert attachment.because == "it is kept outside Slack, only a link was shared"


async def test_a_file_of_slack_connect_is_looked_up_first(office):
    office.world.add_file("F1", NUMBERS)
    stub = {
        "id": "F1",
        "mode": "file_access",
        "file_access": "check_file_info",
        "created": 0,
        "timestamp": 0,
        "user": "",
    }

    message = await office.say("the list", channel="C0PARTNER", files=[stub])

    attachment = await _kept(office, message, "C0PARTNER")
    assert (attachment.name, attachment.reading) == ("F1.csv", Reading.READ)


async def test_a_file_slack_does_not_show_is_unread_with_the_reason(office):
    stub = {"id": "F9", "mode": "file_access", "file_access": "check_file_info"}

    message = await office.say("the list", channel="C0PARTNER", files=[stub])

    attachment = await _kept(office, message, "C0PARTNER")
    assert attachment.because == "Slack did not show it: the file is gone"


async def test_a_shared_file_whose_message_was_seen_is_not_asked_about(office):
    await _send_file(office)

    await office.tell(_file_event("F1"))

    assert office.world.calls_to("files.info") == []
    assert len(office.world.sent_to("UADA")) == 1


async def test_a_shared_file_waits_for_its_message(office):
    office.world.add_file("F1", NUMBERS)

    await office.send.event(_file_event("F1"))
    await office.send.event(_file_event("F1"))

    assert await office.keeping.queue.backlog() == 2
    assert office.world.calls_to("files.info") == []


async def test_a_file_whose_message_never_came_is_inspected_with_the_message_fetched(office):
    office.world.add_file("F1", NUMBERS)
    listed = [office.slack.file_object("F1")]
    message = office.world.say("C0GENERAL", "UADA", "the list", files=listed)
    office.world.files["F1"]["shares"] = {"public": {"C0GENERAL": [{"ts": message["ts"]}]}}

    await office.send.event(_file_event("F1"))
    office.clock.ahead += timedelta(seconds=20)
    await office.settled()
    await office.tell(message_event(message))

    assert (await _kept(office, message)).reading is Reading.READ
    assert len(office.world.sent_to("UADA")) == 1
