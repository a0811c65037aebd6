"""What a mail says: pure functions from what happened to its subject, text and HTML.

An urgent mail says so in the first words of its subject; the templates only lay out what `entries` wrote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from service.reminders.digest import Digest
from service.reminders.entries import Entry, Matter, aims_at, brief, entry, when
from service.reminders.ladder import URGENCIES, late_ends
from service.reminders.links import Links
from service.reminders.recipients import Recipient
from service.words import Language

_TEMPLATES = Environment(
    loader=PackageLoader("service.reminders"),
    autoescape=select_autoescape(enabled_extensions=("html.j2",)),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)

IN_FULL = 40  # deadlines told with everything; the less urgent ones after them in a few rows


@dataclass(frozen=True, slots=True)
class Written:
    """A mail's words."""

    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Writer:
    """What every mail is written with: the moment, the language, and where its links lead."""

    now: datetime
    say: Language
    links: Links

    def reminder(self, matters: Sequence[Matter], reader: Recipient) -> Written:
        """The mail that reminds one reader of some deadlines, the most urgent first."""
        ordered = sorted(
            matters, key=lambda matter: (-URGENCIES.index(matter.rung.urgency), aims_at(matter, self.now.date()))
        )
        return self._mail("reminder", ordered, reader)

    def verification(self, matters: Sequence[Matter], reader: Recipient) -> Written:
        """The worklist of past deadlines of which nobody has said what became of them, the next to be lost first."""
        ordered = sorted(matters, key=lambda matter: (self._next_end(matter), matter.case.reference))
        return self._mail("verify", ordered, reader)

    def digest(self, digest: Digest, reader: Recipient) -> Written:
        """One reader's digest of one day, also when there is nothing to tell."""
        return self._mail("reminder", [*digest.urgent, *digest.new, *digest.waiting, *digest.verify], reader)

    def write(self, subject: str, intro: str, entries: Sequence[Entry]) -> Written:
        """Lay entries out as text and as HTML; the subject becomes one line."""
        subject = " ".join(subject.split())
        foot = self.say("foot", link=self.links.home)
        values = {"subject": subject, "intro": intro, "entries": entries, "foot": foot, "language": self.say.tag}
        text = _TEMPLATES.get_template("mail.txt.j2").render(values)
        return Written(subject, text, _TEMPLATES.get_template("mail.html.j2").render(values))

    def _mail(self, purpose: str, matters: Sequence[Matter], reader: Recipient) -> Written:
        first, many = matters[0], ".many" if len(matters) > 1 else ""
        gaps = {
            "when": when(first, self.now, self.say),
            "title": first.deadline.title,
            "reference": first.case.reference,
            "day": self.say.day(aims_at(first, self.now.date())),
            "count": len(matters),
            "others": len(matters) - 1,
        }
        return self.write(
            self.say(f"subject.{purpose}{many}", **gaps),
            self.say(f"intro.{purpose}{many}", **gaps),
            [
                (entry if place < IN_FULL else brief)(
                    matter, reader, self.now, self.say, self.links.case(matter.case.reference)
                )
                for place, matter in enumerate(matters)
            ],
        )

    def _next_end(self, matter: Matter) -> date:
        today = matter.office.today(self.now)
        ends = [*late_ends(matter.deadline), matter.deadline.restoration_ends or date.max]
        return min((end for end in ends if end >= today), default=date.max)
