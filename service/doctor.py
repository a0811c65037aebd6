"""The doctor: everything that keeps the service from reminding people, and what to do about it."""

import stat
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, select

from service.backup import NotPossible, file_of
from service.clock import SystemClock, today_everywhere
from service.portfolio.doubles import warnings_of_doubles
from service.portfolio.payers import payer_faults
from service.portfolio.proving import Watch, aspect, prove, unwatched
from service.portfolio.verifying import verify
from service.settings import Settings
from service.store import TickRow, make_engine, reading, worklists
from service.watch.alarms import Alarm
from service.watch.health import (
    Check,
    Health,
    fallback,
    mail_reachable,
    mailbox_readable,
    rules_loadable,
    second_channel,
)

# What each kind of alarm asks of a person.
REMEDIES = {
    "unruled": "cases have no rules; enter their deadlines by hand",
    "no_responsible": "cases have no responsible person who is active; name one or assign them, until then the back-up "
    "or the fallback recipient hears of them",
    "no_backup": "cases have no back-up who is active and somebody else; name one or assign them",
    "undelivered": "messages were given up; correct the address or the mail server, and tell the people yourself",
    "bounced": "addresses send mails back; correct each on its person, until then tell them another way",
    "endpoint_disabled": "webhook endpoints were disabled for what they answered; test each and enable it again",
    "terminal_status": "deadlines are unsettled on cases reported as ended; complete them or close the case",
    "unconfirmable": "lapses were proposed that nobody can confirm; name a back-up or a supervisor, or withdraw them",
    "unbalanced": "reminders are missing from the daily ledger; look at these deadlines yourself, then in the logs",
    "key_ending": "API keys end while they are in use; annua keys list says which, rotate each and pass on the secret",
    "stale_rules": "cases were computed by other rules; look at annua preview, then run annua recompute",
}

# What is proved about stored schedules: what is said where all is well, and what a fault asks of a person.
PROVED = {
    "accepted": (
        "the rules accept every case",
        "the rules no longer accept a case, and it keeps its old deadlines; correct the named field",
    ),
    "stored": (
        "every deadline is stored as the rules compute it",
        "stored otherwise than the same rules compute it; change the case's title to have it computed again, report it",
    ),
    "sound": (
        "every schedule hangs together, every derivation gives its date",
        "what the rules compute doesn't hang together; check these dates against the law, and report it",
    ),
    "payers": (
        "each day has one payer",
        "days of a right have two payers or none; do as each case says",
    ),
    "trail": (
        "the audit trail is as it was sealed",
        "the audit trail isn't as it was sealed; find out who wrote to the database, hold it against a backup",
    ),
}

EXAMPLES = 5  # shown of each kind of alarm or fault


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and if not what to do; `examples` name what it concerns.

    A `warning` is no trouble yet.
    """

    name: str
    ok: bool
    detail: str
    examples: tuple[str, ...] = ()
    warning: bool = False


@dataclass(slots=True)
class Tally:
    """Faults of one kind: how many, and the first of them."""

    count: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, example: str) -> None:
        """Count one more."""
        self.count += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(example)


def examine(settings: Settings, watch: Watch = unwatched) -> list[Finding]:
    """Look at everything; nothing is changed, no database is made. `watch` is told how far the proof has come."""
    engine = _existing(settings)
    if isinstance(engine, Finding):
        looks = (mail_reachable, fallback, second_channel, mailbox_readable)
        return [engine, _check(rules_loadable()), *(_check(look(settings)) for look in looks), _key_file(settings)]
    try:
        return [*_stored(engine, settings, watch), _key_file(settings)]
    finally:
        engine.dispose()


def _existing(settings: Settings) -> Engine | Finding:
    try:
        file = file_of(settings.store_url, "")
    except NotPossible:
        return make_engine(settings.store_url)
    if not file.exists():
        return Finding("database", ok=False, detail=f"there is none at {file} yet; annua serve makes it")
    return make_engine(settings.store_url)


def _stored(engine: Engine, settings: Settings, watch: Watch) -> list[Finding]:
    readiness = Health(engine, settings, SystemClock(), watchdog=None).readiness()
    findings = [_check(check) for check in readiness.checks]
    if readiness.unsent is None:
        return findings
    findings.append(_last_tick(engine, settings, readiness.at))
    waited = readiness.unsent.age(readiness.at)
    late = waited > _patience(settings).total_seconds()
    detail = f"{readiness.unsent.count} due and not yet sent, the oldest for {waited:.0f} s"
    findings.append(Finding("unsent", not late, detail + ("; see the ticks above and the logs" if late else "")))
    proof = _proof(engine, readiness.at, watch)
    return [*findings, *proof, _duplicates(engine), *(_alarm(alarm) for alarm in readiness.alarms)]


def _check(check: Check) -> Finding:
    return Finding(check.name, check.ok, check.detail, warning=check.warning)


def _proof(engine: Engine, now: datetime, watch: Watch) -> list[Finding]:
    """Prove every stored schedule, look across families for days with two payers or none, and prove the trail."""
    tallies = {name: Tally() for name in PROVED}
    with reading(engine) as session:
        for fault in prove(session, watch):
            if (name := aspect(fault)) in PROVED:  # that a case is stale is an alarm of its own
                tallies[name].add(f"{fault.reference}: {fault.message}")
        for missing in payer_faults(session, today_everywhere(now)):
            tallies["payers"].add(str(missing.message))
        if (broken := verify(session, watch=watch).fault) is not None:
            tallies["trail"].add(str(broken))
    return [_proved(name, tallies[name]) for name in PROVED]


def _duplicates(engine: Engine) -> Finding:
    """Numbers that stand on two cases: no trouble for any date, but perhaps one right with two payers."""
    with reading(engine) as session:
        count = worklists.count_cases(session, worklists.duplicates())
        cases, _ = worklists.cases(session, worklists.duplicates(), "", EXAMPLES)
        doubles = warnings_of_doubles(session, [case.id for case in cases])
    if not count:
        return Finding("duplicates", ok=True, detail="no number stands on two cases")
    detail = f"{count} cases have a number of another; close what was registered twice, or correct the number"
    examples = tuple(f"{case.reference}: {doubles[case.id][0]['message']}" for case in cases)
    return Finding("duplicates", ok=True, detail=detail, examples=examples, warning=True)


def _proved(name: str, tally: Tally) -> Finding:
    well, remedy = PROVED[name]
    if not tally.count:
        return Finding(name, ok=True, detail=well)
    return Finding(name, ok=False, detail=f"{tally.count} found: {remedy}", examples=tuple(tally.examples))


def _patience(settings: Settings) -> timedelta:
    """How long nothing may happen before it is trouble."""
    return timedelta(seconds=3 * settings.tick_seconds + settings.tick_timeout_seconds)


def _last_tick(engine: Engine, settings: Settings, now: datetime) -> Finding:
    with reading(engine) as session:
        ended = select(TickRow).where(TickRow.finished_at.is_not(None))
        last = session.scalars(ended.order_by(TickRow.id.desc()).limit(1)).one_or_none()
    if last is None:
        return Finding("last_tick", ok=False, detail="none yet; start annua serve, or run annua remind")
    ok = last.outcome == "good" and now - last.started_at <= _patience(settings)
    detail = f"{last.started_at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC, {last.outcome}"
    return Finding("last_tick", ok, detail + ("" if ok else "; is annua serve running? look for tick.* in its logs"))


def _key_file(settings: Settings) -> Finding:
    file = settings.secret_key_file
    if not file.exists():
        return Finding("key_file", ok=False, detail=f"there is none at {file}; annua serve makes it, or restore yours")
    mode = stat.S_IMODE(file.stat().st_mode)
    if mode & 0o077:
        return Finding("key_file", ok=False, detail=f"{file} can be read by others ({mode:04o}); run chmod 600 {file}")
    return Finding("key_file", ok=True, detail=str(file))


def _alarm(alarm: Alarm) -> Finding:
    examples = tuple(" ".join(str(value) for value in example.values()) for example in alarm.examples[:EXAMPLES])
    return Finding(alarm.kind, ok=False, detail=f"{alarm.count} {REMEDIES[alarm.kind]}", examples=examples)
