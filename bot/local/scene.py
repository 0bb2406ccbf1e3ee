"""The scripted conversation: an ordinary morning at work, with everything the bot looks for.

All people and numbers are made up; the numbers have valid formats, or nothing would be found.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from bot.domain.reply import ReplyKind

TEAM, SHARED, DIRECT = "benefits-team", "northfield-rollout", "dana-marcus"


class Doing(Enum):
    """What somebody does in a step."""

    SAY = auto()
    LOOK = auto()  # nothing; the page shows the place as they see it
    EDIT = auto()
    ANSWER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step; `key` names its message for later steps, `about` is the earlier one's key."""

    caption: str
    by: str
    place: str
    text: str = ""
    doing: Doing = Doing.SAY
    key: str = ""
    about: str = ""
    file: tuple[str, str] | None = None  # name and content
    answer: ReplyKind | None = None
    is_harmless: bool = False


_NEW_HIRES = """name,social security number,start
Corinne Albrecht,536-22-8731,2026-12-01
Tobias Lindqvist,521-40-7739,2026-12-01
"""

SCENE: tuple[Step, ...] = (
    Step(
        caption="Ordinary work talk: nothing happens.",
        by="marcus",
        place=TEAM,
        text="Morning! The renewal forms are up on the intranet. Can somebody proofread page 2?",
        is_harmless=True,
    ),
    Step(
        caption="A public hotline is a phone number, but nobody's secret: nothing happens.",
        by="dana",
        place=TEAM,
        text="On it. If anyone asks about retirement, the public line is 1-800-772-1213.",
        is_harmless=True,
    ),
    Step(
        caption="Dana pastes a Social Security number. Only she sees the warning.",
        by="dana",
        place=TEAM,
        key="ssn",
        text="Marcus, the SSN for our new hire is 536-22-8731, can you set up payroll?",
    ),
    Step(
        caption="She edits it away; the new version is looked at again.",
        by="dana",
        place=TEAM,
        doing=Doing.EDIT,
        about="ssn",
        text="Marcus, the number for our new hire is in the HR system, can you set up payroll?",
    ),
    Step(
        caption="A name alone is fine…",
        by="marcus",
        place=TEAM,
        key="away",
        text="Done. Who is covering for Joanna Pruitt this week?",
        is_harmless=True,
    ),
    Step(
        caption="…and so is a diagnosis about nobody. Together, in one thread, they are not.",
        by="dana",
        place=TEAM,
        about="away",
        text="I am. She was diagnosed with breast cancer and starts chemotherapy on Monday.",
    ),
    Step(
        caption="A card number, where an outside partner reads along.",
        by="marcus",
        place=SHARED,
        text="Priya, for the deposit please use our credit card 4716 2905 8832 1178, exp 09/28.",
    ),
    Step(
        caption="An order number has as many digits, but it is no card.",
        by="priya",
        place=SHARED,
        text="Thank you! Our order number is 4716 2905 8832 1170, it ships on Thursday.",
        is_harmless=True,
    ),
    Step(
        caption="A password in a direct message: private, and still not the place for it.",
        by="marcus",
        place=DIRECT,
        text="For the enrolment portal: user mojo2, password is Harvest!Moon42x",
    ),
    Step(
        caption="Moving to a messenger the organisation does not keep.",
        by="dana",
        place=DIRECT,
        text="Got it. For the rest just text me on WhatsApp, this chat is monitored.",
    ),
    Step(
        caption="A joke: some policies mind, and a nudge is all there is.",
        by="marcus",
        place=TEAM,
        text="Why did the scarecrow get promoted? Because he was outstanding in his field, lol",
    ),
    Step(
        caption="A file with Social Security numbers inside.",
        by="dana",
        place=TEAM,
        key="file",
        text="Here is the list for orientation.",
        file=("new-hires.csv", _NEW_HIRES),
    ),
    Step(
        caption="Marcus, like everybody else there, is told not to open it.",
        by="marcus",
        place=TEAM,
        doing=Doing.LOOK,
        about="file",
    ),
    Step(
        caption="Dana presses “Remove it for me”: message and file are gone for everybody.",
        by="dana",
        place=TEAM,
        doing=Doing.ANSWER,
        about="file",
        answer=ReplyKind.REMOVE,
    ),
)
