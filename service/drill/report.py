"""The report of a drill: each deadline that would have gone unreminded, unanswered or late, and why."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from rules.texts import Message, Text
from service.drill.scenario import MAIL, SERVICE, Outage, Scenario
from service.drill.stories import Story, stories
from service.reminders.messages import EMAIL
from service.store.deadlines import NO_NUMBER

UNREMINDED, UNANSWERED, LATE = "unreminded", "unanswered", "late"
KINDS = (UNREMINDED, UNANSWERED, LATE)

LAST_DAYS = timedelta(days=4)  # before the end of the day aimed at: some of the last rungs fall into them

NOBODY = Text("drill.nobody_named", "nobody is named on the case, and there is no fallback recipient")
NEVER = Text("drill.never_reminded", "no reminder of it ever arrived: {why}")
NOT_AT_LAST = Text("drill.not_at_last", "no reminder arrived in its last {days} days: {why}")
NOT_DUE = Text("drill.not_due", "none was due")
WAS_DOWN = Text("drill.was_down", "{what} was down from {first} to {until}")
SILENT = Text("drill.silent", "reminded {times} times ({people}), nobody answered and nobody else was told")
DONE_LATE = Text("drill.done_late", "done on {day}, {days} days after the day to act by")
NOT_DONE = Text("drill.not_done", "not done by the end of the drill; told were {people}")
NOBODY_TOLD = Text("drill.nobody_told", "not done by the end of the drill; nobody was told")

_NAMES = {MAIL: "mail", SERVICE: "the service"}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What would have gone wrong with one deadline, and why."""

    what: str
    why: Message


@dataclass(frozen=True, slots=True)
class Finding:
    """One deadline that would have gone wrong."""

    story: Story
    troubles: tuple[Trouble, ...]

    def as_document(self) -> dict[str, Any]:
        """The finding as a JSON object."""
        story, deadline = self.story, self.story.deadline
        return {
            "reference": story.case.reference,
            "kind": deadline.kind,
            "number": None if deadline.number == NO_NUMBER else deadline.number,
            "office": deadline.office,
            "title": deadline.title,
            "act_by": story.act_by.isoformat(),
            "responsible": story.responsible.key if story.responsible else None,
            "backup": story.backup.key if story.backup else None,
            "done_on": story.done_on.isoformat() if story.done_on else None,
            "troubles": [
                {"what": one.what, "why": str(one.why), "why_code": one.why.code, "why_params": dict(one.why.params)}
                for one in self.troubles
            ],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a drill: how many deadlines were looked at, and those that would have gone wrong."""

    scenario: Scenario
    looked_at: int
    findings: tuple[Finding, ...]
    figures: Mapping[str, int]

    @property
    def counts(self) -> dict[str, int]:
        """How many deadlines would have gone wrong in each way."""
        counted = Counter(trouble.what for finding in self.findings for trouble in finding.troubles)
        return {kind: counted[kind] for kind in KINDS}

    def as_document(self) -> dict[str, Any]:
        """The report as a JSON object."""
        scenario = self.scenario
        return {
            "from": scenario.first.date().isoformat(),
            "until": scenario.until.date().isoformat(),
            "seed": scenario.seed,
            "outages": [
                {"what": one.what, "from": one.first.isoformat(), "until": one.until.isoformat()}
                for one in scenario.outages
            ],
            "absent": sorted(scenario.absent),
            "bouncing": sorted(scenario.bouncing),
            "figures": dict(self.figures),
            "looked_at": self.looked_at,
            "counts": self.counts,
            "deadlines": [finding.as_document() for finding in self.findings],
        }


def examine(session: Session, scenario: Scenario, looked_at: Collection[int], figures: Mapping[str, int]) -> Report:
    """Judge each deadline that was open as the drill began and whose day to act by was over before it ended."""
    judged = [story for story in stories(session, looked_at) if story.ends <= scenario.until]
    findings = [Finding(story, tuple(_troubles(story, scenario))) for story in judged]
    return Report(scenario, len(judged), tuple(one for one in findings if one.troubles), figures)


def _troubles(story: Story, scenario: Scenario) -> Iterator[Trouble]:
    arrived = [letter for letter in story.letters if letter.arrived(story.ends)]
    if story.done_on is None and not arrived:
        yield Trouble(UNREMINDED, NEVER(why=_why_unsent(story, scenario)))
    elif not story.in_time and not any(_at_last(story, letter.sent_at) for letter in arrived):
        yield Trouble(UNREMINDED, NOT_AT_LAST(days=LAST_DAYS.days, why=_why_unsent(story, scenario)))
    answered = any(at <= story.ends for at in story.answers)
    told = {letter.recipient for letter in arrived}
    if arrived and not answered and len(told) < 2:
        yield Trouble(UNANSWERED, SILENT(times=len(arrived), people=_people(story, scenario)))
    if story.done_on is None:
        yield Trouble(LATE, NOT_DONE(people=_people(story, scenario)) if arrived else NOBODY_TOLD())
    elif not story.in_time:
        yield Trouble(LATE, DONE_LATE(day=str(story.done_on), days=(story.done_on - story.act_by).days))


def _at_last(story: Story, sent_at: Any) -> bool:
    return bool(sent_at > story.aimed_at - LAST_DAYS)


def _why_unsent(story: Story, scenario: Scenario) -> str:
    """Why no reminder left: the outage in the last days, else what the other side said."""
    meeting = [one for one in scenario.outages if one.meets(story.aimed_at - LAST_DAYS, story.ends)]
    if meeting:
        return "; ".join(str(_was_down(one)) for one in meeting)
    if story.failures:
        return story.failures[-1]
    return str(NOT_DUE() if story.responsible or story.backup or story.letters else NOBODY())


def _was_down(outage: Outage) -> Message:
    days = {"first": f"{outage.first:%Y-%m-%d %H:%M}", "until": f"{outage.until:%Y-%m-%d %H:%M}"}
    return WAS_DOWN(what=_NAMES[outage.what], **days)


def _people(story: Story, scenario: Scenario) -> str:
    """To whom mails about it left, and which of them were absent or are not to be reached."""
    told = dict.fromkeys(letter.recipient for letter in story.letters if letter.channel == EMAIL and letter.sent_at)
    kept_away = dict.fromkeys(scenario.absent, " (absent)") | dict.fromkeys(scenario.bouncing, " (bouncing)")
    return ", ".join(one + kept_away.get(one, "") for one in told)
