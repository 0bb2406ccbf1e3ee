"""The buttons of a warning."""

import pytest

from tests.integration.local.conftest import checked, warned

SSN = "my ssn is 536-22-8731, please add it"


async def warned_about(visitor):
    sent = await visitor.send(SSN)
    await visitor.sees(sent, lambda post: warned(post) and checked(post))
    return sent


async def case_of(site):
    [line] = await site.cases.list_cases()
    return await site.cases.load_case(line.id)


async def test_remove_it_for_me_removes_it_for_everybody(site, dana, marcus):
    sent = await warned_about(dana)

    status, _ = await dana.post(f"/messages/{sent}/answer", json={"kind": "remove"})

    mine = await dana.sees(sent, lambda post: post["warning"]["answer"])
    theirs = await marcus.sees(sent)
    assert (status, mine["gone"]) == (202, "Removed at your request.")
    assert (mine["warning"]["answer"], mine["warning"]["buttons"]) == (
        "Removed at your request.",
        [],
    )
    assert (theirs["text"], theirs["gone"]) == ("", "Removed at the author's request.")
    assert (await case_of(site)).thread[0].withdrawn_at is not None


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param(
            {"kind": "needed", "reason": "payroll asks for it"},
            "Recorded: it is needed. “payroll asks for it”",
            id="needed",
        ),
        pytest.param(
            {"kind": "not_confidential"},
            "Recorded: you say this is not confidential.",
            id="not confidential",
        ),
    ],
)
async def test_an_answer_is_recorded_and_shown(site, dana, answer, words):
    sent = await warned_about(dana)

    status, _ = await dana.post(f"/messages/{sent}/answer", json=answer)

    post = await dana.sees(sent, lambda post: post["warning"]["answer"])
    [reply] = (await case_of(site)).thread[0].replies
    assert (status, post["warning"]["answer"], post["text"]) == (202, words, SSN)
    assert (reply.kind.value, reply.reason, reply.by) == (
        answer["kind"],
        answer.get("reason", ""),
        "dana",
    )


@pytest.mark.parametrize("kind", ["remove", "needed", "not_confidential"])
async def test_nobody_answers_for_anothers_message(dana, marcus, kind):
    sent = await warned_about(dana)

    status, said = await marcus.post(
        f"/messages/{sent}/answer", json={"kind": kind, "reason": "because"}
    )

    assert (status, said) == (
        403,
        {"error": "Only the author of a message can answer for it."},
    )
    assert (await marcus.sees(sent))["text"] == SSN


async def test_needed_asks_for_the_reason(dana):
    sent = await warned_about(dana)

    answer = {"kind": "needed", "reason": "  "}
    status, said = await dana.post(f"/messages/{sent}/answer", json=answer)

    assert (status, said) == (400, {"error": "Say why it is needed."})


async def test_without_a_warning_there_is_nothing_to_answer(dana):
    sent = await dana.send("lunch is at noon")
    await dana.sees(sent, checked)

    status, _ = await dana.post(f"/messages/{sent}/answer", json={"kind": "remove"})

    assert status == 409


@pytest.mark.parametrize("change", ["edit", "delete"])
async def test_only_authors_change_their_messages(dana, marcus, change):
    sent = await dana.send("mine")

    status, _ = await marcus.post(f"/messages/{sent}/{change}", json={"text": "theirs"})

    assert (status, (await dana.sees(sent))["text"]) == (403, "mine")
