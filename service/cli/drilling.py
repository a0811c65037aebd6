"""`annua simulate`: a fire drill of the whole portfolio, which sends nothing and changes nothing."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.options import day, fail, print_json, say, today
from service.cli.parts import read_settings, told_plainly
from service.cli.progress import progress

if TYPE_CHECKING:
    from service.drill.report import Report
    from service.drill.scenario import Wanted

STRETCH = "5d[@DATE]"


def simulate(
    first: Annotated[
        date | None,
        typer.Option("--from", parser=day, metavar="DATE", help="First day of the drill.  [default: today]"),
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=3660, help="How many days it lasts.")] = 365,
    mail_down: Annotated[
        list[str] | None, typer.Option(metavar=STRETCH, help="No mail leaves for so long; may be repeated.")
    ] = None,
    down: Annotated[
        list[str] | None, typer.Option(metavar=STRETCH, help="The service doesn't run for so long; may be repeated.")
    ] = None,
    absent: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Somebody who reads nothing all the time; may be repeated.")
    ] = None,
    bounces: Annotated[int, typer.Option(min=0, max=100, help="Percent of the addresses that mails bounce from.")] = 0,
    seed: Annotated[int, typer.Option(help="Chance: the same seed gives the same drill.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole report as JSON.")] = False,
) -> None:
    """Run the real reminders over a copy of the portfolio with a simulated clock, and tell what would have gone wrong.

    Nothing is sent and nothing stored. People answer in their working hours, some weeks before the day to act by. Exit
    code 1 when a deadline would have gone unreminded, unanswered or late.

    Example: annua simulate --from 2027-01-01 --days 365 --mail-down 5d --down 7d@2027-05-01 --absent "Paralegal 1"
    """
    from service.drill.scenario import Wanted

    wanted = Wanted(first or today(), days, seed, mail_down or (), down or (), absent or (), bounces)
    report = _run(wanted)
    if as_json:
        print_json(report.as_document())
    else:
        _tell(report)
    if report.findings:
        raise typer.Exit(1)


def _run(wanted: "Wanted") -> "Report":
    from service.backup import NotPossible
    from service.drill.copying import copied
    from service.drill.running import SimulatedClock, drill
    from service.portfolio.errors import Invalid
    from service.watch.logs import configure_logs

    configure_logs("ERROR")
    clock = SimulatedClock()
    try:
        with told_plainly(), copied(read_settings(), clock) as service, progress("Days") as watch:
            return drill(service, clock, wanted, watch)
    except Invalid as error:
        raise typer.BadParameter(str(error)) from None
    except NotPossible as error:
        raise fail(str(error)) from None


def _tell(report: "Report") -> None:
    scenario, figures = report.scenario, report.figures
    for outage in scenario.outages:
        say(f"{outage.what} down from {outage.first:%Y-%m-%d %H:%M} to {outage.until:%Y-%m-%d %H:%M} UTC.")
    for what, addresses in (("Absent", scenario.absent), ("Bouncing", scenario.bouncing)):
        if addresses:
            say(f"{what}: {', '.join(sorted(addresses))}.")
    say(
        f"{figures['ticks']:,} ticks, {figures['mails']:,} mails, {figures['calls']:,} calls,"
        f" {figures['answers']:,} answers, {figures['completions']:,} completions."
    )
    if figures["troubled"]:
        say(f"{figures['troubled']:,} ticks were troubled.")
    for finding in report.findings:
        story = finding.story
        say(f"{story.case.reference}: {story.deadline.title} ({story.deadline.office}), act by {story.act_by}")
        for trouble in finding.troubles:
            say(f"    {trouble.what}: {trouble.why}")
    counted = ", ".join(f"{count:,} {kind}" for kind, count in report.counts.items())
    say(f"{report.looked_at:,} deadlines to be acted on from {scenario.first.date()} on: {counted}.")
