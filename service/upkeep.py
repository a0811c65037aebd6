"""What time does to stored schedules: new rules, a horizon that moves on, overrides whose last day is over."""

import structlog
from sqlalchemy.exc import SQLAlchemyError

from service.portfolio.maintaining import recompute_stale
from service.portfolio.manual import end_expired_overrides
from service.store import writing
from service.wiring import Service

ACTOR = "annua"

log = structlog.get_logger()


def keep_up(service: Service) -> bool:
    """Bring the stored schedules up to date, run by run; whether that went well. Cheap where nothing has changed."""
    try:
        ended = _end_overrides(service)
        recomputed = sum(iter(lambda: _recompute(service), 0))
    except SQLAlchemyError:  # a tick must still send what is due; it counts as a troubled one
        log.exception("upkeep.failed")
        return False
    if ended or recomputed:
        log.info("upkeep.done", overrides_ended=ended, recomputed=recomputed)
    return True


def _end_overrides(service: Service) -> int:
    with writing(service.engine) as session:
        return end_expired_overrides(session, service.context(ACTOR, "upkeep"))


def _recompute(service: Service) -> int:
    with writing(service.engine) as session:
        return len(recompute_stale(session, service.context(ACTOR, "upkeep")))
