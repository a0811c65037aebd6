"""What time does to what is stored: new rules, a horizon that moves on, overrides and sign-in links that are over."""

from collections.abc import Iterator

import structlog
from sqlalchemy.exc import SQLAlchemyError

import rules
from service.portfolio.maintaining import Refreshed, recompute_stale
from service.portfolio.manual import end_expired_overrides
from service.portfolio.proving import Watch, unwatched
from service.settings import HOLD
from service.store import queries, reading, sessions, writing
from service.wiring import Service

ACTOR = "annua"

log = structlog.get_logger()


def keep_up(service: Service) -> bool:
    """Bring the stored schedules up to date, run by run; whether that went well. Cheap where nothing has changed.

    Where the settings say `hold`, what other rules computed waits for `annua recompute`.
    """
    try:
        ended = _end_overrides(service)
        _blank_spent_links(service)
        recomputed = sum(iter(lambda: _recompute(service), 0))
    except SQLAlchemyError:  # a tick must still send what is due; it counts as a troubled one
        log.exception("upkeep.failed")
        return False
    if ended or recomputed:
        log.info("upkeep.done", overrides_ended=ended, recomputed=recomputed)
    return True


def recompute_all(service: Service, actor: str, watch: Watch = unwatched) -> Iterator[Refreshed]:
    """Compute anew, run by run, every case that other rules computed, and tell what became of each."""
    with reading(service.engine) as session:
        total = queries.count_stale(session, rules.VERSION)
    done = 0
    while True:
        with writing(service.engine) as session:
            found = recompute_stale(session, service.context(actor, "upkeep"))
        if not found:
            return
        done += len(found)
        watch(min(done, total), total)
        yield from found


def _end_overrides(service: Service) -> int:
    with writing(service.engine) as session:
        return end_expired_overrides(session, service.context(ACTOR, "upkeep"))


def _blank_spent_links(service: Service) -> None:
    """Keep no secret that has done its work: the text of the mails that people signed in by."""
    with writing(service.engine) as session:
        sessions.blank_spent_links(session, service.clock.now())


def _recompute(service: Service) -> int:
    with writing(service.engine) as session:
        hold = service.settings.recompute == HOLD
        return len(recompute_stale(session, service.context(ACTOR, "upkeep"), hold=hold))
