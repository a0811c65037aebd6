"""The tour: set up, load, compute, remind, receive, show, and serve until interrupted."""

import asyncio
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from service.demo import loading
from service.demo.portfolio import MARKS, PATENTS
from service.demo.receivers import LOOPBACK, MailServer, WebhookReceiver, receiving
from service.demo.showing import Show
from service.reminders.tick import TickReport, tick
from service.serving import make_server, until_stopped
from service.settings import Settings
from service.watch.logs import configure_logs
from service.wiring import Service, assemble

FALLBACK = "ip-department@ip-department.example"


def run(*, serve: bool) -> int:
    """Give the tour, then serve until interrupted if asked to; answers the exit code."""
    with _place() as folder, (folder / "demo.log").open("w", encoding="utf-8") as log:
        configure_logs(stream=log)
        return asyncio.run(_tour(Show(), folder, serve=serve))


@contextmanager
def _place() -> Iterator[Path]:
    """Where the demo's files go; their own names keep them apart from a service that uses the same folder."""
    if given := os.environ.get("ANNUA_DATA_DIR"):
        Path(given).mkdir(parents=True, exist_ok=True)
        yield Path(given)
    else:
        with tempfile.TemporaryDirectory(prefix="annua-demo-", ignore_cleanup_errors=True) as folder:
            yield Path(folder)


async def _tour(show: Show, folder: Path, *, serve: bool) -> int:
    async with receiving() as (mail_server, receiver):
        settings = _settings(folder, mail_server, receiver)
        service = await asyncio.to_thread(assemble, settings)
        try:
            receiver.secret, key = await asyncio.to_thread(loading.introduce, service, receiver.port)
            show.say(f"The database is {settings.store_url}.")
            refused = await asyncio.to_thread(_load, show, service)
            report = await _tick(show, service)
        finally:
            service.engine.dispose()
        show.calls(receiver.calls, receiver.refused)
        show.mails(mail_server.mails)
        if serve:
            await _serve(show, settings, key)
        well = report.good and not (report.failed or refused or receiver.refused)
        return 0 if well else 1


def _settings(folder: Path, mail_server: MailServer, receiver: WebhookReceiver) -> Settings:
    """Everything the demo needs, whatever the environment says, so that it can't touch a real service."""
    port = int(os.environ.get("ANNUA_PORT", "8000"))
    return Settings(
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'demo.db'}",
        key_file=folder / "demo.key",
        host=LOOPBACK,
        port=port,
        base_url=f"http://{LOOPBACK}:{port}",
        smtp_host=LOOPBACK,
        smtp_port=mail_server.port,
        smtp_security="none",
        smtp_username=None,
        smtp_password=None,
        smtp_sender="annua@ip-department.example",
        fallback_recipient=FALLBACK,
        webhook_allow=(f"{LOOPBACK}:{receiver.port}",),
        heartbeat_url=None,
    )


def _load(show: Show, service: Service) -> int:
    """Register everything; answers how many rows were refused."""
    began = monotonic()
    today = loading.first_day(service)
    with show.progress() as progress:
        task = progress.add_task("Registering and computing", total=PATENTS + MARKS)
        real = loading.load(service, loading.real_rights(), lambda: None)
        sample = loading.load(service, loading.sample(today), lambda: progress.advance(task))
    rate = (real.rows.total() + sample.rows.total()) / (monotonic() - began)
    show.say(f"Registered real public rights, each with its source: {_counts(real.rows)}.")
    show.say(f"Registered {PATENTS:,} patents, utility models, designs and {MARKS:,} marks: {_counts(sample.rows)}.")
    refusals = [*real.refusals, *sample.refusals]
    for refusal in refusals[:5]:
        show.line(f"refused {refusal}")
    _computed(show, service, rate)
    return len(refusals)


def _computed(show: Show, service: Service, rate: float) -> None:
    states = Counter(loading.deadlines_by_state(service))
    show.say(f"Computed and stored {states.total():,} deadlines, {rate:,.0f} cases a second: {_counts(states)}.")
    unruled = Counter(loading.unruled_by_office(service))
    if unruled:
        offices = ", ".join(f"{office} {count:,}" for office, count in unruled.items())
        show.say(f"{unruled.total():,} cases of offices without rules are stored, an alarm until their deadlines")
        show.line(f"are entered by hand: {offices}")


async def _tick(show: Show, service: Service) -> TickReport:
    began = monotonic()
    async with service.posting() as post:
        report = await tick(service.desk, post)
    show.say(
        f"Today's tick made {report.planned:,} messages and sent {report.sent:,} in {monotonic() - began:.1f} s"
        f" ({report.failed:,} attempts failed)."
    )
    for trouble in report.troubles:
        show.line(trouble)
    return report


async def _serve(show: Show, settings: Settings, key: str) -> None:
    show.say(f"Serving at {settings.base_url} until interrupted (Ctrl-C). Try:")
    show.line(f"curl -H 'Authorization: Bearer {key}' '{settings.base_url}/v1/deadlines?limit=3'")
    await until_stopped(make_server(settings))


def _counts(found: Counter[str]) -> str:
    return ", ".join(f"{count:,} {what.replace('_', ' ')}" for what, count in found.most_common())
