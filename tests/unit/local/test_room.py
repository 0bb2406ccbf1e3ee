"""The chat as it stands."""

from bot.domain.notice import Notice
from bot.local.posts import PostState
from tests.builders import decision
from tests.unit.local.building import posted, room, with_file, with_files


def texts(chat):
    return [(post.id, post.revision, post.text) for post in chat.posts()]


def test_a_newer_revision_replaces_the_text():
    chat = room()

    chat.put(posted("first"))
    chat.put(posted("second", revision=1))

    assert texts(chat) == [("M1", 1, "second")]


def test_the_same_event_again_changes_nothing():
    chat = room()
    chat.put(posted("first"))
    chat.put(posted("second", revision=1))

    chat.put(posted("first"))

    assert texts(chat) == [("M1", 1, "second")]


def test_a_deleted_message_does_not_come_back():
    chat = room()
    chat.put(posted("first"))
    chat.remove(chat.find("M1"), PostState.DELETED)

    chat.put(posted("second", revision=1))

    assert texts(chat) == [("M1", 0, "")]


def test_what_was_on_its_way_when_the_chat_was_emptied_does_not_come_back():
    chat = room()
    chat.put(posted("first"))

    chat.clear()
    chat.put(posted("first"))
    chat.put(posted("later", id="M2"))

    assert texts(chat) == [("M2", 0, "later")]


def test_removing_a_message_disposes_of_its_files():
    chat = room()
    event = with_file(chat)
    chat.put(event)

    chat.remove(chat.find("M1"), PostState.REMOVED)

    post = chat.find("M1")
    assert (post.text, [file.is_removed for file in post.files]) == ("", [True])
    assert chat.uploads.find(event.files[0].id) is None


def test_removing_a_file_leaves_the_text_and_the_other_file():
    chat = room()
    event = with_files(chat, "list.csv", "plan.pdf", text="the list")
    chat.put(event)

    chat.remove_files(chat.find("M1"), {event.files[0].id})

    post = chat.find("M1")
    assert (post.text, [file.is_removed for file in post.files]) == ("the list", [True, False])
    assert [chat.uploads.find(file.id) is None for file in event.files] == [True, False]


def test_a_file_that_was_removed_stays_so_when_another_goes():
    chat = room()
    event = with_files(chat, "list.csv", "plan.pdf")
    chat.put(event)

    for file in event.files:
        chat.remove_files(chat.find("M1"), {file.id})

    assert [file.is_removed for file in chat.find("M1").files] == [True, True]


def test_a_file_whose_bytes_did_not_outlive_a_restart_counts_as_removed():
    event = with_file(room())
    restarted = room()

    restarted.put(event)

    assert [file.is_removed for file in restarted.find("M1").files] == [True]


def test_nothing_is_written_about_a_post_that_is_no_longer_there():
    chat = room()
    chat.put(posted())
    post = chat.find("M1")
    chat.clear()

    chat.warn(post, Notice(headline="Your message may not belong here."), decision())

    assert chat.posts() == ()


def test_the_oldest_make_way():
    chat = room()
    first = with_file(chat, id="M0")
    chat.put(first)

    for number in range(1, 501):
        chat.put(posted(id=f"M{number}"))

    assert (len(chat.posts()), chat.posts()[0].id) == (500, "M1")
    assert chat.uploads.find(first.files[0].id) is None
