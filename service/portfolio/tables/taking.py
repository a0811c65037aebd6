"""Rows of any table into the store, batch by batch; each whole or not at all.

What people decided elsewhere is taken as it stands, with who decided it and when. What was decided here since is never
undone: a row that is here in another state is a conflict.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from rules.texts import Text
from service.portfolio.context import Context
from service.portfolio.errors import wrong
from service.portfolio.importing import BATCH, REFUSED, Outcome, import_batch
from service.portfolio.rows import Row
from service.portfolio.tables.deadlines import take_about_deadlines, take_deadlines
from service.portfolio.tables.exporting import RULES
from service.portfolio.tables.facts import take_closings, take_dates
from service.portfolio.tables.people import take_owners, take_people, take_rules

NOT_TRUSTED = Text(
    "import.not_trusted", "rows of {table} are taken with a key with the scope admin, or by annua import, only"
)

Take = Callable[[Session, Context, Sequence[Row]], list[Outcome]]

_TAKERS: Mapping[str, Take] = {
    "people": take_people,
    "owners": take_owners,
    **dict.fromkeys(RULES, take_rules),
    "dates": take_dates,
    "deadlines": take_deadlines,
    "closings": take_closings,
}


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows by batches, each of one table and to be taken in one way."""
    for _, alike in itertools.groupby(rows, key=lambda row: (row.table, row.sheet, row.given is None)):
        while batch := list(itertools.islice(alike, BATCH)):
            yield batch


def take(session: Session, context: Context, batch: Sequence[Row], *, trusted: bool) -> list[Outcome]:
    """Take a batch in and tell what became of each row, in order.

    Only who is `trusted` may bring more than cases and completions: states, people and what they decided.
    """
    table = batch[0].table
    if all(row.given is None for row in batch):
        return import_batch(session, context, batch)
    if not trusted:
        refusal = wrong("table", NOT_TRUSTED(table=table), table)
        return [Outcome(row.line, row.reference, REFUSED, errors=(refusal,)) for row in batch]
    return _TAKERS.get(table, take_about_deadlines)(session, context, batch)
