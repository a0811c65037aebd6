"""`annua serve`, `remind` and `demo`: the service at work."""

from typing import Annotated

import typer

from service.cli.options import say
from service.cli.parts import open_service, open_store, read_settings, told_plainly


def serve() -> None:
    """Serve the API and send reminders until told to stop; SIGTERM lets running work end first.

    Settings come from the environment: ANNUA_HOST, ANNUA_PORT, ANNUA_DATABASE_URL and the others in the documentation.

    Example: ANNUA_PORT=8080 annua serve
    """
    from service.serving import serve as serve_until_stopped
    from service.watch.health import second_channel

    settings = read_settings()
    if (check := second_channel(settings)).warning:
        typer.echo(f"No second channel: {check.detail}.", err=True)
    with open_store():  # what is wrong with it is told in a sentence, before anything starts
        pass
    serve_until_stopped(settings)


def remind() -> None:
    """Make one pass: send what is due now, take in what came back, and end.

    Example: annua remind
    """
    import asyncio

    from service.mailbox import Intake
    from service.reminders.tick import TickReport, tick
    from service.watch.logs import configure_logs
    from service.wiring import Service

    configure_logs("WARNING")

    async def once(service: Service) -> TickReport:
        async with asyncio.timeout(service.settings.tick_timeout_seconds), service.posting() as post:
            return await tick(service.desk, post)

    with open_service() as service:
        report = asyncio.run(once(service))
        taken_in = Intake(service.engine, service.settings, service.clock)()
    say(f"{report.planned:,} messages made, {report.sent:,} sent, {report.failed:,} attempts failed.")
    for trouble in report.troubles:
        typer.echo(trouble, err=True)
    if not taken_in:
        typer.echo("The mailbox for bounces can't be read; annua doctor says why.", err=True)
    if report.failed or not report.good or not taken_in:
        raise typer.Exit(1)


def demo(once: Annotated[bool, typer.Option("--once", help="End after the tour instead of serving.")] = False) -> None:
    """Show the whole service at work: real rights and a sample portfolio, a mail server and a webhook receiver.

    The data go to ANNUA_DATA_DIR if set, else to a temporary folder that is removed at the end.

    Example: annua demo --once
    """
    from service.demo.run import run

    with told_plainly():
        raise typer.Exit(run(serve=not once))
