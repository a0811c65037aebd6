"""What the reminders work with beside the store: whom mails come from and fall back to, the language, the offices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import rules
from notifiers.mail_message import Mailbox
from service.reminders.entries import Office
from service.reminders.links import Links
from service.reminders.messages import Sender
from service.reminders.recipients import Recipient
from service.reminders.wording import Writer
from service.settings import Settings
from service.words import language

EARLIEST_ZONE = "Pacific/Kiritimati"  # where each day ends first: for an office whose zone nobody knows


@dataclass(frozen=True, slots=True)
class Desk:
    """The surroundings of planning; `fallback` is None while no fallback recipient is set."""

    sender: Sender
    fallback: Recipient | None
    links: Links
    second_channel: bool = False
    """Whether there is a channel beside the mail server."""
    verify_dates: bool = False
    """Whether mails tell which dates nobody has verified."""

    def writer(self, now: datetime, reader: Recipient) -> Writer:
        """What the mails to one reader are written with in one tick."""
        return Writer(now, language(reader.language), self.links)


def make_desk(settings: Settings, key: bytes) -> Desk:
    """The desk that the settings describe; `key` signs its links."""
    return Desk(
        sender=Sender(Mailbox("Annua", settings.smtp_sender), sandbox=settings.sandbox),
        fallback=Recipient(settings.fallback_recipient) if settings.fallback_recipient else None,
        links=Links(settings.base_url, key),
        second_channel=settings.ops_webhook_url is not None,
        verify_dates=settings.verify_dates,
    )


def office(code: str) -> Office:
    """An office by its code; one without rules goes by its code, and its days end as early as anywhere."""
    return _offices().get(code) or Office(code, code, EARLIEST_ZONE)


@cache
def _offices() -> Mapping[str, Office]:
    return {one.code: Office(one.code, one.name, one.calendar.zone) for one in rules.jurisdictions()}
