"""Lists for readers: filtered, in an order of their own, page by page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, SQLColumnExpression, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from service.store.access import ApiKeyRow, EndpointRow
from service.store.cases import CaseDateRow, CaseRow, OfficeClosureRow
from service.store.dates import has_unverified_dates
from service.store.deadlines import GONE, OPEN, TO_VERIFY, DeadlineRow
from service.store.messages import BounceRow, MessageRow
from service.store.numbers import shares_a_number
from service.store.paging import Found, Order, Page, both_ways, paged, paged_rows
from service.store.people import CalendarFeedRow, PersonRow

NEVER = date(9999, 12, 31)  # where a case has no day to act by, so that it comes behind those that have one
_BETWEEN_DIGITS = " ./-,"  # how people write a number differently

_NEXT_ACT_BY = func.coalesce(
    select(func.min(DeadlineRow.drives_act_by))
    .where(DeadlineRow.case_id == CaseRow.id, DeadlineRow.state.in_((OPEN, TO_VERIFY)), CaseRow.closed_at.is_(None))
    .scalar_subquery(),
    literal(NEVER),
)

CASE_ORDERS = both_ways(
    reference=(CaseRow.reference,), updated_at=(CaseRow.updated_at, CaseRow.id), act_by=(_NEXT_ACT_BY, CaseRow.id)
)
DEADLINE_ORDERS = both_ways(
    act_by=(DeadlineRow.drives_act_by, DeadlineRow.id),
    reference=(CaseRow.reference, DeadlineRow.drives_act_by, DeadlineRow.id),
)
BY_REFERENCE = CASE_ORDERS["reference"]
LATEST_BOUNCES = Order("latest", (BounceRow.id,), descending=True)
LATEST_MAILS = Order("latest", (MessageRow.id,), descending=True)
KEYS_BY_ID, ENDPOINTS_BY_ID = Order("id", (ApiKeyRow.id,)), Order("id", (EndpointRow.id,))
CLOSURES_BY_FIRST = Order("first", (OfficeClosureRow.first, OfficeClosureRow.id))
DATES_BY_ID, FEEDS_BY_ID = Order("id", (CaseDateRow.id,)), Order("id", (CalendarFeedRow.id,))


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases: each field that is given must fit; `named` is the key of who is in charge or stands by.

    `number` is one of the office's numbers, however it is punctuated; `title` a part of the title, in small or large
    letters; `awaiting` whether facts are missing; `duplicates` whether a number stands on another case too,
    `unverified` whether nobody has verified a date.
    """

    jurisdiction: str | None = None
    right: str | None = None
    status: str | None = None
    owner: str | None = None
    family: str | None = None
    parent: str | None = None
    named: str | None = None
    unruled: bool | None = None
    closed: bool | None = None
    number: str | None = None
    title: str | None = None
    updated_since: datetime | None = None
    awaiting: bool | None = None
    duplicates: bool | None = None
    unverified: bool | None = None


@dataclass(frozen=True, slots=True)
class DeadlineFilter:
    """Which deadlines: each field that is given must fit; days by the date that drives the ladder, both included."""

    reference: str | None = None
    kind: str | None = None
    office: str | None = None
    state: str | None = None
    first: date | None = None
    last: date | None = None
    case: CaseFilter = CaseFilter()


def cases(session: Session, wanted: CaseFilter, page: Page) -> Found[CaseRow]:
    """Cases."""
    return paged(session, select(CaseRow).where(*about_case(wanted)), page)


def next_act_by(session: Session, case_ids: Collection[int]) -> dict[int, date]:
    """The next day to act by of the unsettled deadlines of each of these cases that is watched and has one."""
    found = select(CaseRow.id, _NEXT_ACT_BY).where(CaseRow.id.in_(case_ids))
    return {case_id: day for case_id, day in session.execute(found) if day != NEVER}


def deadlines(session: Session, wanted: DeadlineFilter, page: Page) -> Found[tuple[DeadlineRow, CaseRow]]:
    """Deadlines with their cases; those that are gone only where `state` asks for them."""
    found = select(DeadlineRow, CaseRow).join(CaseRow, CaseRow.id == DeadlineRow.case_id)
    found = found.where(*about_case(wanted.case))
    equal = {DeadlineRow.kind: wanted.kind, DeadlineRow.office: wanted.office, DeadlineRow.state: wanted.state}
    found = found.where(*(column == value for column, value in equal.items() if value is not None))
    if wanted.state is None:
        found = found.where(DeadlineRow.state != GONE)
    if wanted.reference is not None:
        found = found.where(CaseRow.reference == wanted.reference)
    if wanted.first is not None:
        found = found.where(DeadlineRow.drives_act_by >= wanted.first)
    if wanted.last is not None:
        found = found.where(DeadlineRow.drives_act_by <= wanted.last)
    return paged_rows(session, found, page)


def bounces(session: Session, fits: bool | None, page: Page) -> Found[tuple[BounceRow, str | None]]:
    """Bounces with the keys of their messages; only those that fit a message, or none, if asked."""
    found = select(BounceRow, MessageRow.key).outerjoin(MessageRow, MessageRow.id == BounceRow.message_id)
    if fits is not None:
        found = found.where(BounceRow.message_id.is_not(None) if fits else BounceRow.message_id.is_(None))
    return paged_rows(session, found, page)


def mails(session: Session, page: Page) -> Found[MessageRow]:
    """Mails that were sent or are waiting."""
    return paged(session, select(MessageRow).where(MessageRow.channel == "email"), page)


def keys(session: Session, page: Page) -> Found[ApiKeyRow]:
    """API keys, revoked ones too."""
    return paged(session, select(ApiKeyRow), page)


def endpoints(session: Session, page: Page) -> Found[EndpointRow]:
    """Webhook endpoints, disabled ones too."""
    return paged(session, select(EndpointRow), page)


def closures(session: Session, page: Page) -> Found[OfficeClosureRow]:
    """Closures of offices, withdrawn ones too."""
    return paged(session, select(OfficeClosureRow), page)


def dates(session: Session, case_id: int, page: Page) -> Found[CaseDateRow]:
    """The dates of a case with those that later ones replaced."""
    return paged(session, select(CaseDateRow).where(CaseDateRow.case_id == case_id), page)


def feeds(session: Session, person_id: int, page: Page) -> Found[CalendarFeedRow]:
    """The calendar feeds of a person, revoked ones too."""
    return paged(session, select(CalendarFeedRow).where(CalendarFeedRow.person_id == person_id), page)


def about_case(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    """The conditions that a filter puts on cases."""
    equal = {
        CaseRow.jurisdiction: wanted.jurisdiction,
        CaseRow.right: wanted.right,
        CaseRow.status: wanted.status,
        CaseRow.owner: wanted.owner,
        CaseRow.family: wanted.family,
        CaseRow.parent: wanted.parent,
        CaseRow.unruled: wanted.unruled,
    }
    conditions: list[ColumnElement[bool]] = [column == value for column, value in equal.items() if value is not None]
    if wanted.closed is not None:
        conditions.append(CaseRow.closed_at.is_not(None) if wanted.closed else CaseRow.closed_at.is_(None))
    if wanted.named is not None:
        person = aliased(PersonRow)
        named = select(person.id).where(person.key == wanted.named).scalar_subquery()
        conditions.append(or_(CaseRow.in_charge_id == named, CaseRow.standby_id == named))
    if wanted.number is not None:
        conditions.append(_numbered(wanted.number))
    if wanted.title is not None:
        conditions.append(CaseRow.title.icontains(wanted.title, autoescape=True))
    if wanted.updated_since is not None:
        conditions.append(CaseRow.updated_at >= wanted.updated_since)
    if wanted.awaiting is not None:
        missing = func.json_array_length(CaseRow.awaiting)
        conditions.append(missing > 0 if wanted.awaiting else missing == 0)
    if wanted.duplicates is not None:
        conditions.append(shares_a_number() if wanted.duplicates else ~shares_a_number())
    if wanted.unverified is not None:
        conditions.append(has_unverified_dates() if wanted.unverified else ~has_unverified_dates())
    return conditions


def _numbered(number: str) -> ColumnElement[bool]:
    """Whether one of a case's numbers is this one, leaving out what people put between digits."""
    bare = number.lower().translate(str.maketrans("", "", _BETWEEN_DIGITS))
    kinds = ("application", "publication", "registration")
    return or_(*(_bare(CaseRow.numbers[kind].as_string()) == bare for kind in kinds))


def _bare(text: SQLColumnExpression[str]) -> ColumnElement[str]:
    bare: ColumnElement[str] = func.lower(text)
    for mark in _BETWEEN_DIGITS:
        bare = func.replace(bare, mark, "")
    return bare
