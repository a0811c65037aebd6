"""Write a feed by RFC 5545, with the `icalendar` library: the same deadlines always give the same bytes.

Every deadline is an event of one whole day (RFC 5545 3.6.1): its day is the office's and belongs to no zone. What has
ended stays for a while as cancelled, so that calendars drop it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event, vDatetime, vDDDTypes, vDuration, vInt, vText, vUri

from service.portfolio.feeds import Item
from service.reminders.desk import office
from service.reminders.links import Links
from service.store.deadlines import TO_VERIFY
from service.words import Language

PRODUCT = "-//Annua//Deadlines//EN"
REFRESH = timedelta(hours=6)
ALARMS = (7, 1)  # days before
LONGEST = 75  # octets in a line
ALARMED = timedelta(days=366)  # what is further off gets its alarms when the calendar reads the feed again
COUNTED_FROM = datetime(2026, 1, 1, tzinfo=UTC)  # sequence numbers are seconds since then: an INTEGER holds 68 years


@dataclass(frozen=True, slots=True)
class Feed:
    """Whose deadlines these are, in which language, and where the cases are; `now` decides what is in a late period."""

    name: str
    say: Language
    links: Links
    now: datetime

    def write(self, items: Iterable[Item]) -> bytes:
        """The calendar, in lines of at most 75 octets that end in CRLF."""
        calendar = Calendar()
        name = self.say("feed.name", name=self.name)
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        calendar.add("name", text(name))
        calendar.add("x-wr-calname", text(name))
        calendar.add("refresh-interval", vDuration(REFRESH), parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", vDuration(REFRESH))
        for item in items:
            for event in self._events(item):
                calendar.add_component(event)
        return b"".join(folded(line) + b"\r\n" for line in calendar.content_lines() if line)

    def _events(self, item: Item) -> Iterator[Event]:
        """The day to act by; and the end of the late period, once that has begun."""
        title = self.say.stored(item.title_code, item.title_params, item.title)
        gaps = {"title": title, "reference": item.reference, "office": item.office}
        yield self._event(item, "", item.day, self.say("feed.summary", **gaps))
        known_on = office(item.office).today(item.changed_at if item.cancelled else self.now)
        if item.late_until and item.in_late_period(known_on):
            yield self._event(item, "-late", item.late_until, self.say("feed.late.summary", **gaps))

    def _event(self, item: Item, part: str, day: date, summary: str) -> Event:
        event, link, changed = Event(), self.links.case(item.reference), vDatetime(item.changed_at)
        event["uid"] = vText(f"deadline-{item.id}{part}@{urlsplit(self.links.home).hostname}")
        event["dtstamp"] = event["last-modified"] = changed
        event["sequence"] = vInt(max(0, int((item.changed_at - COUNTED_FROM).total_seconds())))
        event["dtstart"] = vDDDTypes(day)
        event["summary"] = text(summary)
        event["description"] = text(self._description(item, link))
        event["url"] = vUri(link)
        event["transp"] = vText("TRANSPARENT")
        event["status"] = vText("CANCELLED" if item.cancelled else "CONFIRMED")
        today = self.now.date()
        if not item.cancelled and today <= day <= today + ALARMED:
            for days in ALARMS:
                event.add_component(self._alarm(days, summary))
        return event

    def _alarm(self, days: int, summary: str) -> Alarm:
        alarm = Alarm()
        alarm["action"], alarm["trigger"] = vText("DISPLAY"), vDuration(timedelta(days=-days))
        code = "feed.alarm.tomorrow" if days == 1 else "feed.alarm"
        alarm["description"] = text(self.say(code, days=days, summary=summary))
        return alarm

    def _description(self, item: Item, link: str) -> str:
        say, zone = self.say, office(item.office).zone
        right = say("feed.right", right=say(f"right.{item.right}"), title=item.case_title or item.reference)
        lines = [right, say("feed.act_by", day=say.day(item.act_by), zone=zone)]
        if item.lead_days:
            lines.append(say("feed.goal", days=item.lead_days, day=say.day(item.day)))
        if item.state == TO_VERIFY:
            lines.append(say("feed.verify"))
        late = item.late_until if item.late_until and item.late_until > item.act_by else None
        lines.append(say("feed.late", day=say.day(late)) if late else say("feed.no_late"))
        return "\n".join([*lines, link])


def text(words: str) -> vText:
    """Words from anywhere as RFC 5545 3.3.11 takes them: without control characters."""
    return vText("".join(one if one.isprintable() or one == "\n" else " " for one in words))


def folded(line: str) -> bytes:
    """A line as RFC 5545 3.1 folds it: at most 75 octets, no character split.

    The library's own folding walks from character to character, which took most of the time of a long feed.
    """
    octets, pieces, start = line.encode(), list[bytes](), 0
    while len(octets) - start > (room := LONGEST - bool(pieces)):  # a continued line begins with a blank
        end = start + room
        while octets[end] & 0b1100_0000 == 0b1000_0000:  # amid a character
            end -= 1
        pieces.append(octets[start:end])
        start = end
    return b"\r\n ".join([*pieces, octets[start:]])
