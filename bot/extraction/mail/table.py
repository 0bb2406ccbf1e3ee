"""Which reader of this package reads which kind of file."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.extraction.mail.cards import read_calendar, read_contacts
from bot.extraction.mail.eml import read_mail
from bot.extraction.mail.mbox import read_mailbox
from bot.extraction.mail.msg import read_outlook_mail
from bot.extraction.pieces import Reader

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "eml": read_mail,
        "mbox": read_mailbox,
        "msg": read_outlook_mail,
        "ics": read_calendar,
        "vcf": read_contacts,
    }
)
