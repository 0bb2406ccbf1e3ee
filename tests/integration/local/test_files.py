"""Files: read, warned about, taken away."""

import io

from bot.local import uploads
from tests.integration.local.conftest import checked

LIST = b"name,ssn\nCorinne Albrecht,536-22-8731\n"


async def send_file(visitor, name="new-hires.csv", content=LIST):
    file = await visitor.upload(name, content)
    sent = await visitor.send("the list", files=[file])
    await visitor.sees(sent, checked)
    return sent, file


async def download(visitor, file):
    url = f"{visitor.url}/chat/files/{file}?as={visitor.person}"
    async with visitor.session.get(url) as answer:
        return answer, await answer.read()


async def test_what_a_file_holds_is_found(dana):
    sent, _ = await send_file(dana)

    post = await dana.sees(sent)

    assert "a Social Security number in “new-hires.csv”, row 2: ••••••" in post["warning"]["found"]


async def test_the_others_are_told_not_to_open_it_and_its_author_is_not(dana, marcus):
    sent, _ = await send_file(dana)

    mine, theirs = await dana.sees(sent), await marcus.sees(sent)

    assert mine["cautions"] == []
    assert [caution["headline"] for caution in theirs["cautions"]] == [
        "Please do not open “new-hires.csv”."
    ]


async def test_a_file_that_a_policy_takes_away_is_gone(dana, marcus):
    sent, file = await send_file(dana, "notes.txt", b"lunch at noon")

    post = await marcus.sees(sent)
    answer, _ = await download(marcus, file)

    assert (post["files"][0]["removed"], answer.status) == (True, 404)


async def test_a_file_no_policy_minds_is_handed_to_members_as_a_download(dana, marcus, person):
    await dana.post("/policies", json={"policies": []})
    _, file = await send_file(dana, "notes.html", b"<script>alert(1)</script>")

    answer, content = await download(marcus, file)
    outside, _ = await download(person("priya"), file)

    assert (answer.status, content) == (200, b"<script>alert(1)</script>")
    assert answer.headers["content-disposition"] == "attachment"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert outside.status == 404


async def test_a_file_over_the_limit_is_refused(dana):
    headers = {"X-File-Name": "big.bin"}

    status, said = await dana.post(
        "/files", data=io.BytesIO(bytes(uploads.MOST_BYTES + 1)), headers=headers
    )

    assert (status, said) == (413, {"error": "A file may have at most 25 MB here."})


async def test_the_limit_holds_where_no_length_is_declared(dana):
    async def pieces():
        for _ in range(27):
            yield bytes(1024 * 1024)

    status, _ = await dana.post("/files", data=pieces(), headers={"X-File-Name": "big.bin"})

    assert status == 413


async def test_anothers_upload_cannot_be_sent(dana, marcus):
    file = await dana.upload("mine.txt", b"mine")

    body = {"conversation": "benefits-team", "files": [file]}
    status, said = await marcus.post("/messages", json=body)

    assert (status, said) == (400, {"error": "That file was not uploaded by you."})


async def test_a_message_takes_five_files_at_most(dana):
    files = [await dana.upload(f"{number}.txt", b"x") for number in range(6)]

    body = {"conversation": "benefits-team", "files": files}
    status, _ = await dana.post("/messages", json=body)

    assert status == 413
