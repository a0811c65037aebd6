"""Lists page by page, in an order in which each entry has a place: equal values never skip or repeat one.

    BY_KEY = Order("key", (PersonRow.key,))
    found = paged(session, select(PersonRow), Page(BY_KEY, limit=100))
    found.entries, found.end

An order ends with a column that is unique; a place is the values of its columns, and the next page begins behind it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Label, Select, SQLColumnExpression, tuple_
from sqlalchemy.orm import Session

Place = tuple[Any, ...]
Entry = TypeVar("Entry")
Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True)
class Order:
    """One way of ordering a list: its name to readers, and its columns, none of them null, the last one unique."""

    name: str
    columns: tuple[SQLColumnExpression[Any], ...]
    descending: bool = False

    @property
    def kinds(self) -> tuple[type, ...]:
        """Of what type each value of a place is."""
        return tuple(clause.type.python_type for clause in tuple_(*self.columns).clauses)

    def behind(self, place: Place) -> ColumnElement[bool]:
        """The entries that follow a place."""
        here = tuple_(*self.columns)
        return here < place if self.descending else here > place

    def by(self) -> list[ColumnElement[Any]]:
        """What the database orders by."""
        return [column.desc() if self.descending else column.asc() for column in self.columns]


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list: at most `limit` entries from behind the place `after`, or from its beginning."""

    order: Order
    after: Place | None = None
    limit: int = 100


@dataclass(frozen=True, slots=True)
class Found(Generic[Entry]):
    """The entries of a page in their order, and the place to go on from, None at the end of the list."""

    entries: Sequence[Entry]
    order: Order
    end: Place | None = None

    def shown(self, show: Callable[[Sequence[Entry]], Sequence[Shown]]) -> "Found[Shown]":
        """The same page with its entries as something else."""
        return Found(show(self.entries), self.order, self.end)


def both_ways(**columns: tuple[SQLColumnExpression[Any], ...]) -> dict[str, Order]:
    """Each order of a list by its name, and the other way round by its name behind a minus."""
    upwards = {name: Order(name, found) for name, found in columns.items()}
    return upwards | {f"-{name}": Order(f"-{name}", found, descending=True) for name, found in columns.items()}


def paged(session: Session, wanted: Select[Entry], page: Page) -> Found[Entry]:
    """A page of a list of single things, such as rows of one table."""
    return paged_rows(session, wanted, page).shown(lambda rows: [row[0] for row in rows])


def paged_rows(session: Session, wanted: Select[*tuple[Any, ...]], page: Page) -> Found[Any]:
    """A page of a list of which several things are selected together."""
    if page.after is not None:
        wanted = wanted.where(page.order.behind(page.after))
    places: list[Label[Any]] = [column.label(f"place_{number}") for number, column in enumerate(page.order.columns)]
    found = session.execute(wanted.add_columns(*places).order_by(*page.order.by()).limit(page.limit + 1)).all()
    shown = found[: page.limit]
    end = tuple(shown[-1][-len(places) :]) if len(found) > len(shown) else None
    return Found([tuple(row[: -len(places)]) for row in shown], page.order, end)
