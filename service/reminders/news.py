"""A deadline that moved, as news for the people concerned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from service.reminders.entries import Entry, about, case_link, labelled
from service.reminders.ladder import DEFAULT
from service.reminders.layout import Item
from service.reminders.links import Links
from service.reminders.sentences import office_name, short
from service.store import CaseRow
from service.store.deadlines import HISTORY, SETTLED
from service.words import Language

NEWS = ("moved", "gone", "questioned", "current_again")  # an added deadline speaks through its own ladder
SOON = timedelta(days=365 + max(DEFAULT.act_by))


@dataclass(frozen=True, slots=True)
class Change:
    """One deadline that moved: what was done to it, its `act_by` before and after, and why.

    `title` and `why` are English; beside each stands its code with parameters, if the words have one.
    """

    what: str
    title: str
    case: CaseRow
    before: date | None
    after: date | None
    why: str
    office: str
    title_code: str | None = None
    title_params: Mapping[str, Any] | None = None
    why_code: str | None = None
    why_params: Mapping[str, Any] | None = None
    over: bool = False
    """Whether nobody is asked about the deadline: it is settled or history, and only its day on record moved."""

    @property
    def day(self) -> date:
        """The day it is about: the one that holds now, else the one that held."""
        return self.after or self.before or date.max

    def soon(self, today: date) -> bool:
        """Whether one of its dates, or a rung that leads to it, lies within twelve months or has passed."""
        return not self.over and any(day is not None and day <= today + SOON for day in (self.before, self.after))

    @property
    def news(self) -> bool:
        """Whether its reader has to know."""
        return self.what in NEWS and (self.what != "moved" or self.before != self.after)

    @property
    def at_once(self) -> bool:
        """Whether it can't wait for a digest: an earlier date, or something settled that is so no longer."""
        earlier = self.before is not None and self.after is not None and self.after < self.before
        return (earlier and not self.over) or self.what in ("questioned", "current_again")


def change(payload: Mapping[str, Any], case: CaseRow, state: str | None = None) -> Change:
    """The change that an event of a changed deadline tells of; `state` is that of the deadline now."""
    return Change(
        what=payload["what"],
        title=payload["title"],
        case=case,
        before=_day(payload["old_act_by"]),
        after=_day(payload["new_act_by"]),
        why=payload["why"],
        office=payload.get("office") or case.jurisdiction,
        title_code=payload.get("title_code"),
        title_params=payload.get("title_params"),
        why_code=payload.get("why_code"),
        why_params=payload.get("why_params"),
        over=payload["what"] == "moved" and state in (SETTLED, HISTORY),
    )


def title_of(change: Change, say: Language) -> str:
    """What was due."""
    return say.stored(change.title_code, change.title_params, change.title)


def news_items(changes: Iterable[Change], today: date, say: Language, links: Links) -> list[Item]:
    """Those soon to come one by one, by day and office; the later ones summed up by case, and so are those over."""
    near, far = list[Change](), dict[tuple[bool, str], list[Change]]()
    for one in changes:
        (near if one.soon(today) else far.setdefault((one.over, one.case.reference), [])).append(one)
    near.sort(key=lambda one: (one.day, one.office, one.case.reference))
    return [*(_item(one, say, links) for one in near), *(_summary(far[group], say, links) for group in sorted(far))]


def _item(one: Change, say: Language, links: Links) -> Item:
    group = f"{say.day(one.day)} · {office_name(one.office, one.office, say)}"
    return Item(partial(_brief, one, say, links), partial(_entry, one, say, links), group)


def _entry(one: Change, say: Language, links: Links) -> Entry:
    rows = {
        **_dates(one, say),
        **about(one.case, office_name(one.office, one.office, say), say),
    }
    return Entry(_heading(one, say), "urgent", labelled(rows, say), links=(case_link(one.case, say, links),))


def _brief(one: Change, say: Language, links: Links) -> Entry:
    return Entry(
        _heading(one, say), "urgent", labelled(_dates(one, say), say), links=(case_link(one.case, say, links),)
    )


def _heading(one: Change, say: Language) -> str:
    return say(f"change.{one.what}", title=short(title_of(one, say)), reference=short(one.case.reference))


def _summary(later: Sequence[Change], say: Language, links: Links) -> Item:
    first = min(later, key=lambda one: one.day)
    many = "" if len(later) > 1 else ".one"
    code = f"change.over{many}" if first.over else f"change.later{many}"
    entry = Entry(
        say(code, count=len(later), reference=short(first.case.reference)),
        "early",
        labelled({"row.due": title_of(first, say), **_dates(first, say)}, say),
        links=(case_link(first.case, say, links),),
    )
    return Item(lambda: entry)


def _dates(one: Change, say: Language) -> dict[str, str]:
    return {
        "row.was": say.day(one.before) if one.before else say("change.new"),
        "row.now": say.day(one.after) if one.after else say("change.dropped"),
        "row.because": say.stored(one.why_code, one.why_params, one.why),
    }


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
