"""What a mail says: pure functions from what happened to its subject, text and HTML.

An urgent mail says so in the first words of its subject; `entries` words each deadline, `layout` lays them out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from service.reminders.digest import Digest
from service.reminders.entries import Link, Matter, Telling, heads_for, next_end, when
from service.reminders.ladder import URGENCIES
from service.reminders.layout import Frame, Section, lay_out
from service.reminders.links import Links
from service.reminders.recipients import Recipient
from service.reminders.sections import digest_sections, matter_item
from service.reminders.sentences import LONGEST, one_line, short, title
from service.words import Language


@dataclass(frozen=True, slots=True)
class Written:
    """A mail's words, and the header fields that go with them."""

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
        return self._mail("reminder", sorted(matters, key=self._pressing), reader)

    def verification(self, matters: Sequence[Matter], reader: Recipient) -> Written:
        """The worklist of past deadlines of which nobody has said what became of them, the next to be lost first."""
        ordered = sorted(matters, key=lambda one: (next_end(one, self.now) or date.max, one.case.reference))
        return self._mail("verify", ordered, reader)

    def digest(self, digest: Digest, reader: Recipient) -> Written:
        """One reader's digest of one day, also when there is nothing to tell."""
        say, day = self.say, self.say.day(digest.day)
        sections = digest_sections(digest, self._telling(reader))
        counts = [say("digest.count", section=section.heading, count=len(section.items)) for section in sections]
        intro = [say.list(counts)] if counts else []
        if not digest.matters:
            intro.insert(0, say("digest.nothing"))
        if digest.previous:
            intro.append(say("digest.previous", number=digest.number - 1, day=say.day(digest.previous)))
        return self.write(
            say("subject.digest", first=self._most_pressing(digest), number=digest.number, day=day),
            say("digest.title", number=digest.number, day=day),
            sections,
            intro=(*intro, say("digest.numbered")),
            headers={"X-Annua-Digest": str(digest.number)},
        )

    def write(
        self,
        subject: str,
        heading: str,
        sections: Sequence[Section],
        *,
        intro: tuple[str, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> Written:
        """Lay sections out as text and as HTML; the subject becomes one line."""
        subject = one_line(subject, LONGEST)
        worklist = Link(self.say("link.worklist"), self.links.home)
        delivery = Link(self.say("link.delivery"), self.links.delivery)
        frame = Frame(subject, heading, intro, self.say("foot.sent"), worklist, (worklist, delivery))
        text, html = lay_out(frame, sections, self.say)
        # The page explains that reminders can't be switched off; nothing here acts without a person.
        return Written(subject, text, html, {"List-Unsubscribe": f"<{self.links.delivery}>", **(headers or {})})

    def _mail(self, purpose: str, matters: Sequence[Matter], reader: Recipient) -> Written:
        first, many = matters[0], ".many" if len(matters) > 1 else ""
        gaps = {**self._about(first), "count": len(matters), "others": len(matters) - 1}
        telling = self._telling(reader)
        return self.write(
            self.say(f"subject.{purpose}{many}", **gaps),
            self.say(f"intro.{purpose}{many}", **gaps),
            [Section([matter_item(matter, telling) for matter in matters])],
        )

    def _about(self, first: Matter) -> dict[str, str]:
        """The most pressing deadline as a subject names it."""
        return {
            "when": when(first, self.now, self.say),
            "title": short(title(first.deadline, self.say)),
            "reference": short(first.case.reference),
            "day": self.say.day(heads_for(first, first.office.today(self.now))),
        }

    def _telling(self, reader: Recipient) -> Telling:
        return Telling(reader, self.now, self.say, self.links)

    def _pressing(self, matter: Matter) -> tuple[int, date]:
        return -URGENCIES.index(matter.rung.urgency), heads_for(matter, matter.office.today(self.now))

    def _most_pressing(self, digest: Digest) -> str:
        """What the digest's subject says first."""
        say, matters = self.say, digest.matters
        if matters:
            first = min(digest.urgent or digest.new or digest.waiting or digest.verify, key=self._pressing)
            many = ".many" if len(matters) > 1 else ""
            return say(f"digest.first{many}", **self._about(first), others=len(matters) - 1)
        for code in ("changes", "handed_over", "incomplete"):
            if count := len(getattr(digest, code)):
                return say(f"digest.{code}", count=count)
        return say("digest.nothing.subject")
