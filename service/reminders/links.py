"""Addresses that people are sent to: cases, worklists, and answers by a signed, expiring link for one purpose.

Opening an answer link shows a page; only the button on it acts. So a mail scanner that follows every link changes
nothing.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import quote

from itsdangerous import BadData, URLSafeSerializer

ACKNOWLEDGE, INSTRUCT, COMPLETE, CONFIRM_LAPSE = "acknowledge", "instruct", "complete", "confirm-lapse"
PURPOSES = (ACKNOWLEDGE, INSTRUCT, COMPLETE, CONFIRM_LAPSE)


class BadLinkError(Exception):
    """The link was not made here for this purpose, or was altered on its way."""


class ExpiredLinkError(Exception):
    """The link was good until its day; a later mail has a new one."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What an answer link stands for: one purpose, one deadline as aimed at `aim`, one person by their address."""

    purpose: str
    deadline_id: int
    aim: date
    address: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of one deployment; `key` signs its answer links."""

    base_url: str
    key: bytes

    @property
    def home(self) -> str:
        """The worklists of whoever opens it."""
        return f"{self.base_url.rstrip('/')}/"

    @property
    def delivery(self) -> str:
        """The page that says why reminders come, why they can't be switched off, and how to name somebody else."""
        return f"{self.home}delivery"

    def case(self, reference: str) -> str:
        """The page of a case."""
        return f"{self.home}cases/{quote(reference, safe='')}"

    def answer(self, ticket: Ticket) -> str:
        """The page on which one person answers for one purpose."""
        content = [ticket.deadline_id, ticket.aim.isoformat(), ticket.address, int(ticket.expires.timestamp())]
        return f"{self.home}answers/{ticket.purpose}/{self._signer(ticket.purpose).dumps(content)}"

    def read(self, purpose: str, token: str, now: datetime) -> Ticket:
        """The ticket of a link. Raises `BadLinkError` and `ExpiredLinkError`."""
        try:
            deadline_id, aim, address, expires = self._signer(purpose).loads(token)
        except BadData as bad:
            raise BadLinkError(purpose) from bad
        ticket = Ticket(purpose, deadline_id, date.fromisoformat(aim), address, datetime.fromtimestamp(expires, tz=UTC))
        if ticket.expires <= now:
            raise ExpiredLinkError(ticket.expires.isoformat())
        return ticket

    def _signer(self, purpose: str) -> URLSafeSerializer:
        # The purpose is part of the key: a link to acknowledge opens nothing else.
        return URLSafeSerializer(self.key, salt=f"annua {purpose}")
