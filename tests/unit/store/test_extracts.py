"""Of the text in attachments that is kept in which something was found, within a bound."""

from bot.domain.attachment import Extract, Reading
from bot.store.extracts import MOST_CHARACTERS, with_what_was_found
from tests.builders import attachment, finding, message, result


def _kept(*extracts, found):
    sent = message("body", attachments=(attachment(id="F1", extracts=extracts),))
    parts = tuple(finding(part=f"attachment:F1:{place}") for place in found)

    return with_what_was_found(sent, result(findings=parts)).attachments[0].extracts


def test_an_extract_is_kept_if_something_was_found_in_it():
    one, two = Extract("page 1", "one"), Extract("page 2", "two")

    assert _kept(one, two, found=["page 2"]) == (two,)


def test_what_was_found_beyond_the_bound_is_not_kept():
    one, two = Extract("page 1", "1" * (MOST_CHARACTERS - 1)), Extract("page 2", "22")

    assert _kept(one, two, found=["page 1", "page 2"]) == (one,)


def test_all_files_of_a_message_share_the_bound():
    large = Extract("page 1", "1" * (MOST_CHARACTERS // 2 + 1))
    files = tuple(attachment(id=name, extracts=(large,)) for name in ("F1", "F2"))
    found = tuple(finding(part=f"attachment:{name}:page 1") for name in ("F1", "F2"))

    kept = with_what_was_found(message(attachments=files), result(findings=found))

    assert [len(file.extracts) for file in kept.attachments] == [1, 0]


def test_that_a_file_was_read_in_part_outlives_its_texts():
    torn = attachment(reading=Reading.UNSCANNED, extracts=(Extract("page 1", "one"),))

    [kept] = with_what_was_found(message(attachments=(torn,)), result()).attachments

    assert (kept.extracts, kept.is_partly_read) == ((), True)


def test_a_message_without_extracts_is_kept_as_it_is():
    sent = message("body", attachments=(attachment(),))

    assert with_what_was_found(sent, result()) is sent
