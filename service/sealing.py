"""Keeping the audit trail sealed: what waits is sealed at each tick, and the newest seal is told to the outside."""

from dataclasses import dataclass

import structlog
from sqlalchemy.exc import SQLAlchemyError

from service.portfolio.sealing import seal_next
from service.store import SealRow, reading, seals, writing
from service.wiring import Service

A_TICK = 100  # seals made by one tick at most; a trail that was never sealed takes several

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was sealed: how many rows by how many seals, and the newest of them."""

    rows: int = 0
    seals: int = 0
    newest: SealRow | None = None


def keep_sealed(service: Service) -> bool:
    """Seal what waits; whether that went well. Two looks at the end of an index where nothing waits."""
    try:
        seal_waiting(service, A_TICK)
    except SQLAlchemyError:  # the tick counts as a troubled one
        log.exception("audit.unsealed")
        return False
    return True


def seal_waiting(service: Service, most: int | None = None) -> Sealed:
    """Seal what waits, with `most` seals where that is given; the log keeps the newest.

    Nothing is sealed while writers keep us waiting, or another replica seals.
    """
    with reading(service.engine) as session:
        if not seals.anything_waits(session):
            return Sealed()
    through = seals.decided_row(service.engine)
    done = Sealed()
    while through is not None and (most is None or done.seals < most):
        with writing(service.engine) as session:
            row = seal_next(session, service.clock.now(), through)
        if row is None:
            break
        done = Sealed(done.rows + row.count, done.seals + 1, row)
    if done.newest is not None:
        log.info("audit.sealed", rows=done.rows, seal=done.newest.number, digest=done.newest.digest)
    return done
