"""What the demo prints: each line with the seconds since the start."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from service.demo.receivers import Call, Mail

SHOWN_LINES = 60  # of the mail that is shown
SHOWN_CALLS = 5


@dataclass(frozen=True, slots=True)
class Show:
    """Where the tour is shown, and since when it runs."""

    console: Console = field(default_factory=lambda: Console(highlight=False, soft_wrap=True))
    began: float = field(default_factory=monotonic)

    def say(self, text: str) -> None:
        """Print what just happened."""
        self.console.print(f"[dim]{monotonic() - self.began:6.1f} s[/dim]  ", end="")
        self.console.print(text, markup=False)

    def line(self, text: str) -> None:
        """Print one line that belongs to what was said."""
        self.console.print(f"          {text}", markup=False)

    def progress(self) -> Progress:
        """A progress bar, gone when it is done; nothing where the output is no terminal."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        return Progress(*columns, console=self.console, transient=True, disable=not self.console.is_terminal)

    def mails(self, mails: Sequence[Mail]) -> None:
        """List the mails that came in, and show one."""
        self.say(f"The mail server received {len(mails):,} mails:")
        for mail in mails:
            self.line(f"{mail.at:%H:%M:%S}  {', '.join(mail.recipients)}: {mail.message()['Subject']}")
        if mails:
            shortest = min(
                (mail for mail in mails if not mail.alarm), key=lambda mail: len(mail.content), default=mails[0]
            )
            self.mail(shortest.message())

    def mail(self, message: EmailMessage) -> None:
        """Show one mail as a reader without HTML sees it."""
        body = message.get_body(("plain",))
        text = str(body.get_content()).rstrip().splitlines() if body else []
        self.say("One of the mails, as it arrived:")
        self.console.rule()
        for name in ("From", "To", "Subject", "Date", "Message-ID"):
            self.console.print(f"{name}: {message[name]}", markup=False)
        self.console.print("", *text[:SHOWN_LINES], sep="\n", markup=False)
        if len(text) > SHOWN_LINES:
            self.console.print(f"… and {len(text) - SHOWN_LINES:,} lines more")
        self.console.rule()

    def calls(self, calls: Sequence[Call], refused: int) -> None:
        """List the webhooks that came in."""
        self.say(f"The webhook receiver took {len(calls):,} calls, signatures verified, and refused {refused:,}.")
        for call in calls[:SHOWN_CALLS]:
            self.line(f"{call.at:%H:%M:%S}  {call.payload.get('type')}  {call.id}")
