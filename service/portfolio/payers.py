"""Whether each day of each right has exactly one payer, across the cases that hang together.

A European application, a unitary patent, an international mark or design and a PCT application live on in their parts;
parts name their `parent`, or share its `family`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from rules.texts import Message, Text
from rules.unitary import participating
from service.store.families import Member, members

EUROPEAN, UNITARY, INTERNATIONAL = HUBS = ("EP", "UP", "WO")
EUROPEAN_ROUTES = ("ep", "up")
INTERNATIONAL_ROUTES = ("madrid", "hague")
ENDED = ("lapsed", "abandoned", "expired", "transferred")
ONE_DAY = timedelta(days=1)

OTHER_FILING = Text(
    "payers.other_filing",
    "{part} counts from {given}, its European application {reference} from {expected}. Correct the filing date that is "
    "wrong.",
)
OTHER_MENTION = Text(
    "payers.other_mention",
    "{part} has {given} as the mention of grant, its European application {reference} has {expected}. Correct grant or "
    "ep_grant.",
)
PAID_TWICE = Text(
    "payers.paid_twice",
    "{part} pays from {first} on, {reference} paid the European Patent Office through {last}. Give both cases the same "
    "filing and mention of grant.",
)
PAID_BY_NOBODY = Text(
    "payers.paid_by_nobody",
    "{part} pays from {first} on, {reference} paid the European Patent Office through {last} only. Give both cases the "
    "same filing and mention of grant.",
)
NO_PARTS = Text(
    "payers.no_parts",
    "{reference} is granted and no part of it is registered. Register each validation or the unitary patent; where "
    "there is none, set attributes.validations to an empty list.",
)
PARTS_MISSING = Text(
    "payers.parts_missing",
    "{reference} was validated in {offices}, where no part of it is registered. Register the parts, or correct "
    "attributes.validations.",
)
UNITARY_TOO = Text(
    "payers.unitary_too",
    "{part} is a validation in a state that the unitary patent {reference} covers: two payers. Close the one that "
    "doesn't exist.",
)
NO_INTERNATIONAL = Text(
    "payers.no_international",
    "{reference} is renewed at WIPO, and the international registration isn't here. Register it as a case of office "
    "WO, name it as parent, or say in watched_by who renews it.",
)
RENEWED_TWICE = Text(
    "payers.renewed_twice",
    "{reference} is part of an international registration, and has a renewal of its own. Correct its route.",
)
NOT_ENTERED = Text(
    "payers.not_entered",
    "{reference}: the time for entry is over at {offices}, where no case is registered. Register the national cases; "
    "name the offices still wanted in attributes.designations, none by an empty list.",
)
NOWHERE_ENTERED = Text(
    "payers.nowhere_entered",
    "{reference}: the time for entry is over everywhere, and no national case is registered. Register them, or close "
    "the application.",
)


@dataclass(frozen=True, slots=True)
class PayerFault:
    """A day with two payers or none, and the case at which a person sets it right."""

    reference: str
    message: Message


@dataclass(frozen=True, slots=True)
class Families:
    """Cases by what they hang together by, looked at on one day."""

    today: date
    by_parent: dict[str, list[Member]]
    by_family: dict[str, list[Member]]
    by_reference: dict[str, Member]

    @classmethod
    def of(cls, cases: Iterable[Member], today: date) -> "Families":
        """Sort the cases into their families."""
        found = cls(today, defaultdict(list), defaultdict(list), {})
        for case in cases:
            found.by_reference[case.reference] = case
            if case.parent:
                found.by_parent[case.parent].append(case)
            if case.family:
                found.by_family[case.family].append(case)
        return found

    def relatives(self, case: Member) -> list[Member]:
        """The other cases of the same family."""
        return [other for other in self.by_family.get(case.family or "", ()) if other is not case]

    def children(self, case: Member) -> list[Member]:
        """The cases that name this one as their parent."""
        return self.by_parent.get(case.reference, [])


def payer_faults(session: Session, today: date) -> list[PayerFault]:
    """Look at every stored case that hangs together with others."""
    return find_faults(members(session, HUBS), today)


def find_faults(cases: Iterable[Member], today: date) -> list[PayerFault]:
    """Return every day with two payers or none, in the order of the cases.

    Cases that are closed or reported as ended still count as parts, and are not asked for parts of their own.
    """
    listed = list(cases)
    families = Families.of(listed, today)
    found = []
    for case in listed:
        if case.closed or case.status in ENDED:
            continue
        for question in _questions(case):
            found += list(question(case, families))
    return found


Question = Callable[[Member, Families], Iterator[PayerFault]]


def _questions(case: Member) -> Iterator[Question]:
    """What is asked of a case, by where it stands."""
    if case.right == "patent":
        by_office: dict[str, Question] = {EUROPEAN: _european, UNITARY: _unitary, INTERNATIONAL: _pct}
        if question := by_office.get(case.jurisdiction):
            yield question
    if case.route in INTERNATIONAL_ROUTES and case.jurisdiction != INTERNATIONAL:
        yield _designation


# ---------------------------------------------------------------- European patents and their parts


def _european(case: Member, families: Families) -> Iterator[PayerFault]:
    """A granted European patent is paid for in its parts from the year after the mention of grant on."""
    parts = _parts(case, families)
    mention = _mention(case)
    for part in parts:
        if not (part.closed or part.status in ENDED):
            yield from _agreeing(case, part, mention)
    if mention is None or case.watched_by:
        return
    wanted = case.attributes.get("validations")
    if wanted is None and not parts:
        yield PayerFault(case.reference, NO_PARTS(reference=case.reference))
    if missing := sorted(set(wanted or ()) - {part.jurisdiction for part in parts}):
        yield PayerFault(case.reference, PARTS_MISSING(reference=case.reference, offices=missing))


def _parts(case: Member, families: Families) -> list[Member]:
    """The parts that name the application as parent; and those of its family that name none that is European.

    Where a family has several European applications, a part belongs to the one that counts from the same day.
    """
    own = [child for child in families.children(case) if _is_part(child)]
    relatives = families.relatives(case)
    several = any(other.jurisdiction == EUROPEAN for other in relatives)
    return own + [
        other
        for other in relatives
        if _is_part(other)
        and other.parent != case.reference
        and not _names_a_hub(other, families, (EUROPEAN,))
        and (not several or _filing(other) == _filing(case))
    ]


def _is_part(case: Member) -> bool:
    return case.right == "patent" and (case.route in EUROPEAN_ROUTES or case.jurisdiction == UNITARY)


def _names_a_hub(case: Member, families: Families, hubs: tuple[str, ...]) -> bool:
    parent = families.by_reference.get(case.parent or "")
    return parent is not None and parent.jurisdiction in hubs


def _agreeing(case: Member, part: Member, mention: date | None) -> Iterator[PayerFault]:
    """Both cases count from the same days; then the part begins to pay the day after the application ended to."""
    told = {"part": part.reference, "reference": case.reference}
    for text, given, expected in (
        (OTHER_FILING, _filing(part), _filing(case)),
        (OTHER_MENTION, _mention(part), mention),
    ):
        if given != expected:
            yield PayerFault(part.reference, text(**told, given=_shown(given), expected=_shown(expected)))
            return
    reach, first = _reach(case), part.paid and part.paid[0]
    if reach is None or first is None:
        return
    if first <= reach:
        yield PayerFault(part.reference, PAID_TWICE(**told, first=first, last=reach))
    elif not _free_until(part, reach, first):
        yield PayerFault(part.reference, PAID_BY_NOBODY(**told, first=first, last=reach))


def _filing(case: Member) -> date | None:
    """The day from which the years of a case count."""
    return case.dates.get("parent_filing") or case.dates.get("filing")


def _mention(case: Member) -> date | None:
    """The day on which the mention of grant was published."""
    return case.dates.get("ep_grant") or case.dates.get("grant")


def _reach(case: Member) -> date | None:
    """The last day that is paid for, or needs no payment, at the European Patent Office."""
    spans = [date.fromisoformat(span["to"]) for span in case.spans]
    return max([*spans, *(case.paid[1:] if case.paid else ())], default=None)


def _free_until(part: Member, reach: date, first: date) -> bool:
    """Whether the part's own law asks nothing for the days between, as where it begins with a later year."""
    day = reach + ONE_DAY
    for span in sorted(part.spans, key=lambda one: str(one["from"])):
        if date.fromisoformat(span["from"]) <= day:
            day = max(day, date.fromisoformat(span["to"]) + ONE_DAY)
    return day >= first


def _shown(day: date | None) -> str:
    return str(day) if day else "no date"


def _unitary(case: Member, families: Families) -> Iterator[PayerFault]:
    """A state that a unitary patent covers has no validation of the same patent besides."""
    states = participating(case.dates.get("registration"))
    parent = families.by_reference.get(case.parent or "")
    beside = _parts(parent, families) if parent else families.relatives(case)
    for part in beside:
        same = _filing(part) == _filing(case)
        if _is_part(part) and same and part.jurisdiction in states and not (part.closed or part.status in ENDED):
            yield PayerFault(part.reference, UNITARY_TOO(part=part.reference, reference=case.reference))


# ---------------------------------------------------------------- international registrations and applications


def _designation(case: Member, families: Families) -> Iterator[PayerFault]:
    """A designation is renewed with its international registration, and only there."""
    if case.renewals:
        yield PayerFault(case.reference, RENEWED_TWICE(reference=case.reference))
    at_wipo = any(
        other.jurisdiction == INTERNATIONAL and other.right == case.right for other in families.relatives(case)
    )
    if not (at_wipo or case.watched_by or _names_a_hub(case, families, (INTERNATIONAL,))):
        yield PayerFault(case.reference, NO_INTERNATIONAL(reference=case.reference))


def _pct(case: Member, families: Families) -> Iterator[PayerFault]:
    """An application whose time for entry is over has entered somewhere, or somebody says that it won't."""
    over = sorted(office for office, day in case.entries.items() if day < families.today)
    if not over or case.watched_by:
        return
    relatives = (other for other in families.relatives(case) if other.route == "pct" and other is not case)
    entered = {other.jurisdiction for other in (*families.children(case), *relatives)} - {INTERNATIONAL}
    if "designations" in case.attributes:
        if missing := [office for office in over if office not in entered]:
            yield PayerFault(case.reference, NOT_ENTERED(reference=case.reference, offices=missing))
    elif not entered and len(over) == len(case.entries):
        yield PayerFault(case.reference, NOWHERE_ENTERED(reference=case.reference))
