"""What a mail server's words mean for us: a table of known answers, and the rule for all others.

An answer about a recipient or the message is looked up by its enhanced status first (RFC 3463, `5.2.2`), then by its
reply code (RFC 5321 4.2, `552`). One in neither is judged by its first digit: 4 is for later, 5 is for good; what is no
SMTP answer at all is for later.

A 5xx before any recipient was named (to the greeting, STARTTLS, our name and password, our sender address) is about us,
and so is encryption or a log-in that is asked for in the settings and not offered. Giving up would burn each message of
the day on one wrong setting; so these are retryable, and marked as configuration for the operators to hear of at once.
"""

import re
import ssl
from collections.abc import Callable, Sequence

from aiosmtplib import (
    SMTPConnectError,
    SMTPDataError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from notifiers.delivery import DeliveryError, Permanent, Refusal, Retryable, one_line


def _later(reason: str) -> DeliveryError:
    return Retryable(reason)


def _ours(reason: str) -> DeliveryError:
    return Retryable(reason, configuration=True)


def _never(reason: str) -> DeliveryError:
    return Permanent(reason)


KNOWN_ANSWERS: dict[str, Callable[[str], DeliveryError]] = {
    "5.2.2": _later,  # mailbox full: it empties
    "5.3.4": _never,  # message too big for the server, and a retry sends the same bytes
    "5.7.8": _ours,  # name or password wrong
    "421": _later,  # shutting down, or too many connections
    "450": _later,  # mailbox busy, or greylisting
    "451": _later,  # error on the server's side
    "452": _later,  # too little room, or mailbox full
    "530": _ours,  # log in or encrypt first
    "550": _never,  # no such mailbox, or refused by policy
    "551": _never,  # user not local
    "552": _later,  # mailbox full, as servers without enhanced status say it (RFC 5321 4.5.3.1.10)
    "553": _never,  # mailbox name not allowed
    "554": _never,  # transaction failed, such as taken for spam
}

_TOO_BIG = 552  # before a recipient is named it can't mean his mailbox
_ENHANCED = re.compile(r"([245]\.\d{1,3}\.\d{1,3})\b")


def judge(code: int, text: str, about: str = "") -> DeliveryError:
    """Translate one answer about a recipient or the message; `about` names what was refused, for the reason."""
    reason = f"{about}: {quote(code, text)}" if about else quote(code, text)
    enhanced = _ENHANCED.match(text)
    for key in (enhanced[1] if enhanced else "", str(code)):
        if key in KNOWN_ANSWERS:
            return KNOWN_ANSWERS[key](reason)
    return _never(reason) if _for_good(code) else _later(reason)


def quote(code: int, text: str) -> str:
    """Quote an answer as the server wrote it, on one line."""
    return one_line(f"{code} {text}")


def translate(error: SMTPException | OSError | ValueError) -> DeliveryError:
    """Translate whatever aiosmtplib raises, connecting or sending, into an error to raise."""
    match error:
        case SMTPRecipientsRefused():
            return _all_refused(error.recipients)
        case SMTPDataError():
            return judge(error.code, error.message)
        case SMTPResponseException():
            return _turned_down(error)
        case SMTPConnectError() | SMTPServerDisconnected() | SMTPTimeoutError():
            return Retryable(str(error), configuration=isinstance(error.__cause__, ssl.SSLError))
        case SMTPNotSupported():
            return _never(str(error))
        case _:  # settings: encryption or log-in not offered, a certificate not trusted, a file or a name unreadable
            return _ours(str(error))


def refusals(refused: Sequence[SMTPRecipientRefused]) -> tuple[Refusal, ...]:
    """Describe the recipients that were turned down while others were taken."""
    judged = [(each.recipient, judge(each.code, each.message)) for each in refused]
    return tuple(Refusal(recipient, error.reason, isinstance(error, Permanent)) for recipient, error in judged)


def _all_refused(refused: Sequence[SMTPRecipientRefused]) -> DeliveryError:
    """Make one error of a message that no recipient could have: permanent only if it is so for every one."""
    errors = [judge(each.code, each.message, each.recipient) for each in refused]
    reason = "; ".join(error.reason for error in errors)
    if all(isinstance(error, Permanent) for error in errors):
        return Permanent(reason)
    return Retryable(reason, configuration=any(error.configuration for error in errors))


def _turned_down(error: SMTPResponseException) -> DeliveryError:
    """Judge an answer given before any recipient was named."""
    judged = judge(error.code, error.message, "the mail server turned us down")
    if isinstance(error, SMTPSenderRefused) and (error.code == _TOO_BIG or error.message.startswith("5.3.4")):
        return _never(judged.reason)
    return _ours(judged.reason) if _for_good(error.code) else judged


def _for_good(code: int) -> bool:
    return 500 <= code <= 599
