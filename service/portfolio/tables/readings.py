"""A batch of rows of one table, read: what each says, and what became of those that can't be taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rules import FieldError
from rules.reading import UNKNOWN_KEY, did_you_mean, shown
from rules.texts import Message, Text
from service.portfolio.docket import People
from service.portfolio.errors import wrong
from service.portfolio.importing import CHANGED, CONFLICT, NEW, REFUSED, UNCHANGED, Outcome
from service.portfolio.rows import Row
from service.portfolio.tables.columns import LIST, plain, read
from service.portfolio.tables.declared import TABLES, Table
from service.portfolio.tables.exporting import PEOPLE, Record
from service.portfolio.texts import NO_SUCH_CASE, NO_SUCH_PERSON

STORED_OTHERWISE = Text(
    "import.stored_otherwise",
    "{table}: this row is stored with another {field} ({kept}), and an import undoes nothing that was decided here",
)

Values = dict[str, Any]


@dataclass(slots=True)
class Batch:
    """The rows of a batch by their place, and what became of each."""

    table: Table
    rows: Sequence[Row]
    values: dict[int, Values] = field(default_factory=dict)
    outcomes: dict[int, Outcome] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Sequence[Row], people: People | None = None) -> "Batch":
        """Read the rows; where `people` are given, those whom a row names must be among them."""
        batch = cls(TABLES[rows[0].table], rows)
        for place, row in enumerate(rows):
            errors = list(row.errors)
            given = row.given or {}
            errors += [_unknown(key, batch.table) for key in given if key not in batch.table.names]
            values = read(batch.table.name, batch.table.columns, given, errors)
            if people is not None:
                errors += _unknown_people(values, people)
            if errors:
                batch.refuse(place, *errors)
            else:
                batch.values[place] = values
        return batch

    def refuse(self, place: int, *errors: FieldError) -> None:
        """Say why a row is not taken."""
        self._end(place, REFUSED, errors)

    def conflict(self, place: int, column: str, kept: Any) -> None:
        """Say that a row is stored otherwise, in one of its columns."""
        message = STORED_OTHERWISE(table=self.table.name, field=column, kept=shown(plain(kept)))
        self._end(place, CONFLICT, (wrong(column, message, plain(self.values[place].get(column))),))

    def settle(self, place: int, *, new: bool = False, changed: bool = False) -> None:
        """Say that a row is stored as it stands."""
        self._end(place, NEW if new else CHANGED if changed else UNCHANGED)

    def compare(self, place: int, stored: Record) -> None:
        """Settle a row that is stored already, or say where it differs."""
        given = self.values[place]
        differs = [name for name in self.table.later if _said(given.get(name)) != _said(stored.get(name))]
        if differs:
            self.conflict(place, differs[0], stored.get(differs[0]))
        else:
            self.settle(place)

    def unknown_case(self, place: int) -> None:
        """Say that nobody registered the case of a row."""
        reference = self.values[place]["reference"]
        self.refuse(place, wrong("reference", NO_SUCH_CASE(value=shown(reference), suggestion=""), reference))

    def open(self) -> dict[int, Values]:
        """What the rows say of which nothing is decided yet, by place."""
        return {place: values for place, values in self.values.items() if place not in self.outcomes}

    def told(self) -> list[Outcome]:
        """What became of the rows, in their order."""
        return [self.outcomes[place] for place in range(len(self.rows))]

    def _end(self, place: int, what: str, errors: Sequence[FieldError] = ()) -> None:
        row = self.rows[place]
        self.outcomes[place] = Outcome(row.line, row.reference, what, errors=tuple(errors))


def identity(table: Table, record: Mapping[str, Any]) -> tuple[Any, ...]:
    """What tells which row a record is."""
    return tuple(_hashable(_said(record.get(name))) for name in table.identity)


def attributes(table: Table, values: Values, people: People) -> Values:
    """The values of a row as its stored row has them: people by their ids, without the names of a deadline."""
    found: Values = {}
    for column in table.columns:
        value = values.get(column.name)
        if column.computed or column.name in table.naming:
            continue
        if column.name in PEOPLE:
            found[PEOPLE[column.name]] = people.by_key[value].id if value is not None else None
        elif value is None and (column.kind == LIST or column.name == "title_params"):
            found[column.name] = [] if column.kind == LIST else {}
        else:
            found[column.name] = value
    return found


def _said(value: Any) -> Any:
    """A value as JSON; an empty list says as much as none."""
    return None if value in ([], {}) else plain(value)


def _hashable(value: Any) -> Any:
    return repr(value) if isinstance(value, list | dict) else value


def _unknown(key: str, table: Table) -> FieldError:
    name = str(key)[:200]
    message = UNKNOWN_KEY(field=name, suggestion=did_you_mean(name, table.names), choices=list(table.names))
    return wrong(name, message)


def _unknown_people(values: Values, people: People) -> list[FieldError]:
    return [wrong(name, _nobody(name, key, people), key) for name, key in _named(values) if key not in people.by_key]


def _named(values: Values) -> list[tuple[str, str]]:
    return [(name, values[name]) for name in PEOPLE if values.get(name) is not None]


def _nobody(name: str, key: str, people: People) -> Message:
    return NO_SUCH_PERSON(field=name, value=shown(key), suggestion=did_you_mean(key, people.by_key))
