"""The application: the API, the pages, the scheduler beside them, and what they need, from its start to its end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx
import structlog
from fastapi import FastAPI
from fastapi.routing import APIRoute

from service import scheduler
from service.api import (
    absences,
    assignments,
    audit,
    bounces,
    bulk,
    calendars,
    cases,
    closures,
    compute,
    deadlines,
    due_care,
    events,
    exports,
    families,
    imports,
    instructions,
    jurisdictions,
    keys,
    ladders,
    messages,
    owners,
    people,
    preview,
    published,
    reconciliations,
    records,
    sandbox,
    watched,
    webhooks,
    what_if,
)
from service.api.describing import describe
from service.api.headers import SafeHeaders
from service.api.methods import Methods, in_api
from service.api.problems import install
from service.api.rates import Rates
from service.api.requests import NamedRequests
from service.clock import Clock
from service.mailbox import Intake
from service.pages import errors, site
from service.reminders.dispatch import Post
from service.reminders.tick import tick
from service.scheduler import Ended, Ticking
from service.sealing import keep_sealed
from service.settings import Settings
from service.upkeep import keep_up
from service.watch.health import Health, second_channel
from service.watch.heartbeat import beat, heartbeat_client
from service.watch.metrics import Metrics
from service.watch.watchdog import Watchdog, patience
from service.wiring import Service, assemble

ROUTERS = (
    calendars.feed,
    calendars.router,  # before the people: a key may hold slashes
    due_care.router,  # before the cases: a reference may hold slashes
    bulk.router,
    what_if.router,
    families.router,
    cases.router,
    compute.router,
    deadlines.router,
    instructions.router,
    records.router,
    messages.router,
    bounces.router,
    preview.router,
    people.router,
    absences.router,
    assignments.router,
    owners.router,
    ladders.router,
    jurisdictions.router,
    keys.router,
    webhooks.router,
    webhooks.calling,
    events.router,
    closures.router,
    imports.router,
    exports.router,
    reconciliations.router,
    audit.router,
    published.router,
    sandbox.router,
    sandbox.ticking,
    watched.router,
    *site.ROUTERS,
)

log = structlog.get_logger()

API_VERSION = "1"  # of what `/v1` promises, not of the program


def create_app(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The application that the settings describe; nothing is opened before it starts.

    As it starts the schema is brought up to date, the key file made if there is none, and the ticking begun; as it
    ends, the running tick is let to its end.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        service = await asyncio.to_thread(assemble, settings, clock)
        try:
            async with _at_work(app, service):
                yield
        finally:
            service.engine.dispose()

    app = FastAPI(
        title="Annua",
        version=API_VERSION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=_name,
    )
    app.state.rates = Rates(settings.rate_per_minute)
    for router in ROUTERS:
        app.include_router(router)
    app.add_middleware(Methods, routes=[route for router in ROUTERS for route in router.routes if in_api(route)])
    app.add_middleware(NamedRequests)
    app.add_middleware(SafeHeaders)
    install(app)
    errors.install(app)
    app.openapi = describe(app)  # type: ignore[method-assign]  # the framework's own way to change it
    return app


def _name(route: APIRoute) -> str:
    return route.name


@asynccontextmanager
async def _at_work(app: FastAPI, service: Service) -> AsyncIterator[None]:
    """Everything that runs beside the requests, and what they ask for."""
    settings = service.settings
    watchdog = Watchdog(patience(settings.tick_seconds, settings.tick_timeout_seconds))
    health = Health(service.engine, settings, service.clock, watchdog)
    metrics = Metrics(health)
    app.state.service, app.state.health, app.state.metrics = service, health, metrics
    if (check := second_channel(settings)).warning:
        log.warning("second_channel.missing", detail=check.detail)

    def observe(ended: Ended) -> None:
        metrics.observe(ended.outcome, ended.lag, ended.seconds)

    async with AsyncExitStack() as stack:
        post = app.state.post = await stack.enter_async_context(service.posting())
        client = await stack.enter_async_context(heartbeat_client())

        intake = Intake(service.engine, settings, service.clock)

        async def once() -> bool:
            return await _tick(service, post, client, intake)

        ticking = Ticking(once, watchdog, settings.tick_seconds, settings.tick_timeout_seconds, observe)
        await stack.enter_async_context(scheduler.run(ticking))
        yield


async def _tick(service: Service, post: Post, client: httpx.AsyncClient, intake: Intake) -> bool:
    """Keep schedules true, send what is due, take in what came back, and seal the audit trail.

    Trouble with one doesn't keep back the others.
    """
    kept_up = await asyncio.to_thread(keep_up, service)
    report = await tick(service.desk, post)
    taken_in = await asyncio.to_thread(intake)
    sealed = await asyncio.to_thread(keep_sealed, service)
    good = kept_up and report.good and taken_in and sealed
    if good:
        await beat(service.settings.heartbeat_url, client)
    return good
