"""A message in, the right warning out."""

import asyncio
import time

import pytest

from bot.domain.notice import MASK
from tests.integration.local.conftest import checked, warned

SSN = "my ssn is 536-22-8731, please add it"


async def test_a_confidential_message_is_warned_about_within_a_second(dana):
    await dana.sees(await dana.send("good morning"), checked)  # warms everything up
    started = time.monotonic()

    post = await dana.sees(await dana.send(SSN), warned)

    assert time.monotonic() - started < 1
    assert post["warning"]["found"][0] == f"a Social Security number: {MASK}"
    assert [clause["citation"] for clause in post["warning"]["clauses"]] != []
    assert "536-22-8731" not in str(post["warning"])


async def test_a_harmless_message_stays_quiet(dana):
    post = await dana.sees(await dana.send("the forms are up on the intranet"), checked)

    assert (post["warning"], post["checked"]["flagged"]) == (None, False)


async def test_only_the_author_sees_the_warning(dana, marcus):
    sent = await dana.send(SSN)
    await dana.sees(sent, checked)

    post = await marcus.sees(sent)

    assert (post["text"], post["warning"], post["checked"]) == (SSN, None, None)


async def test_the_admins_and_the_supervisors_queue_learn_of_it(site, dana):
    await dana.sees(await dana.send(SSN), checked)

    async with dana.following() as events:
        _, everything = await anext(events)
    [note], [line] = everything["notes"], await site.cases.list_cases()

    assert note["headline"] == "A message in benefits-team was flagged (internal audience)."
    assert (line.conversation_name, line.author_name) == ("benefits-team", "Dana Whitfield")
    assert "536" not in str(note)


async def test_an_edit_is_inspected_again(dana):
    sent = await dana.send("here it comes")
    await dana.sees(sent, checked)

    await dana.post(f"/messages/{sent}/edit", json={"text": SSN})

    post = await dana.sees(sent, warned)
    assert (post["edited"], post["warning"]["revision"]) == (True, 1)


async def test_an_edit_that_heals_makes_the_warning_stale(dana):
    sent = await dana.send(SSN)
    await dana.sees(sent, checked)

    await dana.post(f"/messages/{sent}/edit", json={"text": "it is in the HR system"})

    post = await dana.sees(sent, checked)
    stale = "You edited the message; the new version raises nothing."
    assert (post["warning"]["stale"], post["warning"]["buttons"]) == (stale, [])


async def test_a_deleted_message_is_withdrawn_from_the_record(site, dana):
    sent = await dana.send(SSN)
    await dana.sees(sent, checked)

    status, _ = await dana.post(f"/messages/{sent}/delete")
    case = await _case_once(site, lambda case: case.thread[0].withdrawn_at is not None)

    assert status == 202
    assert case.thread[0].withdrawn_at is not None
    assert (await dana.sees(sent))["gone"] == "Deleted by its author."


async def test_a_reply_stands_in_its_thread(dana, marcus):
    root = await dana.send("who covers for her?")

    reply = await marcus.sees(await marcus.send("I do", thread=root))

    assert reply["thread"] == root


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "a\u2028b", "{{7*7}}"])
async def test_markup_is_text(dana, text):
    post = await dana.sees(await dana.send(text))

    assert post["text"] == text


async def test_a_message_to_outsiders_with_a_card_is_taken_away(dana, person):
    sent = await dana.send(
        "please use our credit card 4716 2905 8832 1178", conversation="northfield-rollout"
    )
    await dana.sees(sent, checked)

    post = await person("priya").sees(sent)

    assert (post["state"], post["text"]) == ("removed", "")


async def test_other_policies_govern_from_the_next_message_on(dana):
    status, said = await dana.post("/policies", json={"policies": []})
    quiet = await dana.sees(await dana.send(SSN), checked)
    await dana.post("/policies", json={"policies": ["wv-po1010"]})
    loud = await dana.sees(await dana.send(SSN), checked)

    assert (status, said) == (200, {"policies": []})
    assert quiet["warning"] is None
    assert {rule["rule"].split("/")[0] for rule in loud["warning"]["why"]["rules"]} == {"wv-po1010"}


async def test_a_reset_empties_the_chat_on_every_open_page(dana, marcus):
    await dana.sees(await dana.send(SSN), checked)

    async with marcus.following() as events:
        before = await anext(events)
        await dana.post("/reset")
        name, after = await anext(events)

    assert (len(before[1]["posts"]), len(before[1]["notes"])) == (1, 1)
    assert (name, after["posts"], after["notes"]) == ("all", [], [])


async def test_every_change_is_pushed_to_an_open_page(dana, marcus):
    heard = set()

    async with asyncio.timeout(5), marcus.following() as events:
        await anext(events)
        await dana.sees(await dana.send(SSN), checked)
        await dana.post("/policies", json={"policies": []})
        await dana.post("/script", json={"do": "play"})
        while heard < {"post", "note", "policies", "script"}:
            name, _ = await anext(events)
            heard.add(name)

    assert "all" not in heard


async def test_what_is_written_in_a_direct_message_is_pushed_to_nobody_else(dana, person):
    async with person("helen").following() as events:
        await anext(events)
        await dana.sees(await dana.send("between us", conversation="dana-marcus"), checked)
        await dana.send("for all", conversation="benefits-team")

        name, post = await anext(events)

    assert (name, post["text"]) == ("post", "for all")


async def _case_once(site, until):
    async with asyncio.timeout(5):
        while True:
            [line] = await site.cases.list_cases()
            case = await site.cases.load_case(line.id)
            if until(case):
                return case
            await asyncio.sleep(0.02)
